//! GitLab's code quality report, in the format it took over from Code Climate.

use super::{Placed, json};
use serde_json::json;
use sha1::{Digest, Sha1};
use std::collections::BTreeMap;
use std::path::Path;

pub fn report(placed: &[Placed<'_>], content: &Path) -> String {
    let mut seen: BTreeMap<(&str, &str, &str), u32> = BTreeMap::new();
    let issues: Vec<_> = placed
        .iter()
        .map(|p| {
            // The same finding keeps its fingerprint when lines above it come or go.
            let nth = seen.entry((p.rule, p.path, p.message)).or_default();
            *nth += 1;
            json!({
                "description": p.whole(),
                "check_name": p.rule,
                "fingerprint": fingerprint(p, *nth),
                "severity": if p.severity == "error" { "major" } else { "minor" },
                "location": {
                    "path": p.seen(content),
                    "positions": {
                        "begin": {"line": p.line, "column": p.column},
                        "end": {"line": p.end_line, "column": p.end_column},
                    },
                },
            })
        })
        .collect();
    json(&issues)
}

fn fingerprint(placed: &Placed<'_>, nth: u32) -> String {
    let mut hash = Sha1::new();
    for part in [placed.rule, placed.path, placed.message, &nth.to_string()] {
        hash.update(part);
        hash.update([0]);
    }
    hash.finalize().iter().map(|b| format!("{b:02x}")).collect()
}
