//! The schemas of what people write: the demonstration content and the small city are as they say.

use super::shape::Schema;
use serde_json::{Map, Value};
use std::path::Path;
use tongbao::capture::{Content, Node, Value as Written, parse_draft, read_folder};
use tongbao::pack::schema::of_content;

/// Which schema a file of the content folder is held against.
fn kind(path: &str) -> Option<&'static str> {
    let parts: Vec<&str> = path.split('/').collect();
    Some(match parts.as_slice() {
        ["site.yaml"] => "site",
        ["units.yaml"] => "units",
        ["regions.yaml"] => "regions",
        ["calendar.yaml"] => "calendar",
        ["plan", _, "plan.md"] => "plan",
        ["plan", _, "actions", _] => "action",
        ["plan", _, "lists", _] => "lists",
        ["plan", _, "regions", _] => "region-plan",
        ["plan", _, name] if name.starts_with("method") => "method",
        ["reports", ..] => "report",
        ["editions", ..] => "edition",
        ["pages", ..] => "page",
        _ => return None,
    })
}

/// As a standard reader of YAML 1.2 sees it.
fn json(node: &Node) -> Value {
    match &node.value {
        _ if node.is_null() => Value::Null,
        Written::Scalar { text, plain: true } if text == "true" || text == "false" => {
            Value::from(text == "true")
        }
        Written::Scalar { text, plain: true } => match (text.parse::<i64>(), text.parse::<f64>()) {
            (Ok(integer), _) => Value::from(integer),
            (_, Ok(number)) if number.is_finite() => Value::from(number),
            _ => Value::from(text.as_str()),
        },
        Written::Scalar { text, plain: false } => Value::from(text.as_str()),
        Written::Sequence(items) => items.iter().map(json).collect(),
        Written::Mapping(pairs) => {
            let pair =
                |(key, value): &(Node, Node)| (key.scalar().unwrap_or_default().to_owned(), json(value));
            Value::Object(pairs.iter().map(pair).collect::<Map<_, _>>())
        }
    }
}

fn front(content: &Content) -> Option<&Node> {
    match content {
        Content::Yaml(node) | Content::Markdown { front: node, .. } => node.as_ref(),
        Content::Csv(_) | Content::Other | Content::Unreadable => None,
    }
}

#[test]
fn all_that_is_written_is_as_its_schema_says() {
    let mut kinds = Vec::new();
    for folder in ["content", "tests/city"] {
        let draft = read_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).expect("the folder");
        for file in &draft.files {
            let Some(kind) = kind(&file.path) else { continue };
            let node = front(&file.content).unwrap_or_else(|| panic!("{} has front matter", file.path));
            let schema = Schema::open(&of_content(kind).expect("a schema"));
            assert_eq!(schema.faults(&json(node)), Vec::<String>::new(), "{folder}/{}", file.path);
            kinds.push(kind);
        }
    }
    kinds.sort_unstable();
    kinds.dedup();
    assert_eq!(kinds.len(), 12, "{kinds:?}");
}

#[test]
fn what_a_clerk_gets_wrong_is_seen() {
    #[rustfmt::skip]
    let cases = [
        // what                        kind        as written
        ("a key misspelt",             "report",   "action: works\nperod: 2024-03\nperiod: 2024-03\ncutoff: 2024-03-31\n"),
        ("no cutoff",                  "report",   "action: works\nperiod: 2024-03\n"),
        ("two reporters",              "report",   "action: works\nregion: 林县\nperiod: 2024-03\ncutoff: 2024-03-31\n"),
        ("thousands",                  "report",   "action: works\nperiod: 2024-03\ncutoff: 2024-03-31\nindicators: {roads: \"1,200\"}\n"),
        ("a state that is none",       "report",   "action: works\nperiod: 2024-03\ncutoff: 2024-03-31\nproblems: [{id: A, state: 已办}]\n"),
        ("a month that is none",       "report",   "action: works\nperiod: 2024-13\ncutoff: 2024-03-31\n"),
        ("two ops",                    "action",   "id: a\nordinal: 1\nname: 甲\ntask_force: {convener: 某, office: 某, members: []}\nsections: {1: {title: 一}}\ntasks: []\nindicators: [{id: x, name: 某, unit: 个, kind: cumulative, target: {ge: 1, le: 2}, says: 某, at: 1-1}]\n"),
        ("an indicator without unit",  "action",   "id: a\nordinal: 1\nname: 甲\ntask_force: {convener: 某, office: 某, members: []}\nsections: {1: {title: 一}}\ntasks: []\nindicators: [{id: x, name: 某, kind: cumulative, says: 某, at: 1-1}]\n"),
        ("a task id as a number",      "lists",    "- {id: P-1, type: project, name: 某, action: a, owner: 某, task: 1.10}\n"),
        ("no day",                     "edition",  "series: m\nperiod: 2024-03\ntitle: 某\ncutoff: 2024-03-31\nissuer: 某\n"),
    ];
    for (what, kind, text) in cases {
        let draft = parse_draft(vec![("x.yaml".into(), text.as_bytes().to_vec())]);
        assert!(draft.faults.is_empty(), "{what} is YAML: {:?}", draft.faults);
        let node = front(&draft.files[0].content).expect("a document");
        assert!(!Schema::open(&of_content(kind).expect(kind)).faults(&json(node)).is_empty(), "{what}");
    }
}
