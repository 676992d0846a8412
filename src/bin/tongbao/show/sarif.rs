//! SARIF 2.1.0, columns in Unicode code points.

use super::{Placed, json};
use serde_json::json;
use std::collections::BTreeSet;
use std::path::Path;

pub fn log(placed: &[Placed<'_>], content: &Path) -> String {
    let rules: BTreeSet<&str> = placed.iter().map(|p| p.rule).collect();
    let results: Vec<_> = placed
        .iter()
        .map(|p| {
            json!({
                "ruleId": p.rule,
                "level": p.severity,
                "message": {"text": p.whole()},
                "locations": [{"physicalLocation": {
                    "artifactLocation": {"uri": uri(&p.seen(content))},
                    "region": {
                        "startLine": p.line,
                        "startColumn": p.column,
                        "endLine": p.end_line,
                        "endColumn": p.end_column,
                    },
                }}],
            })
        })
        .collect();
    json(&json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "tongbao",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules.into_iter().map(|id| json!({"id": id})).collect::<Vec<_>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    }))
}

/// A path as a reference: all but unreserved characters and `/` in per cent.
fn uri(path: &str) -> String {
    let mut text = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                text.push(byte.into());
            }
            _ => text.push_str(&format!("%{byte:02X}")),
        }
    }
    text
}
