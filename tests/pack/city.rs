//! The small city of `tests/city`, packed; tests change its files by text.

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Mutex;
use tongbao::base::Artifact;
use tongbao::capture::{Draft, parse_draft};
use tongbao::check::check;
use tongbao::compute::compute;
use tongbao::editions::lookup::Lookup;
use tongbao::editions::publications::{self, Days};
use tongbao::pack::pack;

/// Path, what stands there, what is to stand there instead. `*` for what stands there: the whole file.
pub type Change<'a> = (&'a str, &'a str, &'a str);

pub type Packed = BTreeMap<String, String>;

/// What is packed of a content folder of the repository, changed.
pub fn packed(folder: &str, changes: &[Change<'_>]) -> Packed {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let draft = tongbao::capture::read_folder(&root).expect("the folder");
    let draft = changed(&draft, changes);
    let (record, found) = check(&draft);
    let errors: Vec<_> = found.iter().filter(|d| d.is_error()).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    let record = record.expect("a record");
    let figures = compute(&record, record.last_known());
    let days = Days::new(&record, record.last_known());
    let issues = publications::editions(&record, &days, &BTreeSet::new());
    let lookup = Lookup::new(&record, &figures, &issues);
    let packed = Mutex::new(Packed::new());
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    let put = |a: Artifact| drop(packed.lock().expect("no panic").insert(a.path, text(a.bytes)));
    pack(&lookup, &days, &put);
    packed.into_inner().expect("no panic")
}

fn changed(draft: &Draft, changes: &[Change<'_>]) -> Draft {
    let mut files: BTreeMap<String, String> =
        draft.files.iter().map(|f| (f.path.clone(), f.text.clone())).collect();
    for (path, old, new) in changes {
        let text = files.entry((*path).to_owned()).or_default();
        if *old == "*" {
            *text = (*new).to_owned();
            continue;
        }
        assert!(text.contains(old), "{path} has no {old}");
        *text = text.replacen(old, new, 1);
    }
    parse_draft(
        files.into_iter().filter(|(_, text)| !text.is_empty()).map(|(p, t)| (p, t.into_bytes())).collect(),
    )
}

pub fn json(packed: &Packed, path: &str) -> Value {
    serde_json::from_str(&packed[path]).expect(path)
}
