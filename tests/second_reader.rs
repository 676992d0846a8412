//! A standard YAML reader sees in our content what we see: the same keys, the same texts, the same shape.
//!
//! `serde_yaml` here is `serde-saphyr`, the maintained reader under the name its users know.

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use std::fmt;
use std::path::Path;
use tongbao::capture::{Content, Node, Value, read_folder};

/// YAML as a standard reader gives it: scalars with a type.
#[derive(Debug)]
enum Any {
    Null,
    Bool(bool),
    Number(f64),
    Text(String),
    List(Vec<Any>),
    Map(Vec<(Any, Any)>),
}

impl<'de> Deserialize<'de> for Any {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Any, D::Error> {
        struct Reads;
        impl<'de> Visitor<'de> for Reads {
            type Value = Any;
            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("any YAML")
            }
            fn visit_unit<E>(self) -> Result<Any, E> {
                Ok(Any::Null)
            }
            fn visit_none<E>(self) -> Result<Any, E> {
                Ok(Any::Null)
            }
            fn visit_some<D: Deserializer<'de>>(self, d: D) -> Result<Any, D::Error> {
                Any::deserialize(d)
            }
            fn visit_bool<E>(self, v: bool) -> Result<Any, E> {
                Ok(Any::Bool(v))
            }
            fn visit_i64<E>(self, v: i64) -> Result<Any, E> {
                Ok(Any::Number(v as f64))
            }
            fn visit_u64<E>(self, v: u64) -> Result<Any, E> {
                Ok(Any::Number(v as f64))
            }
            fn visit_f64<E>(self, v: f64) -> Result<Any, E> {
                Ok(Any::Number(v))
            }
            fn visit_str<E>(self, v: &str) -> Result<Any, E> {
                Ok(Any::Text(v.to_owned()))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Any, A::Error> {
                let mut list = Vec::new();
                while let Some(item) = seq.next_element()? {
                    list.push(item);
                }
                Ok(Any::List(list))
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Any, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(Any::Map(pairs))
            }
        }
        deserializer.deserialize_any(Reads)
    }
}

/// Where the two readers differ, as a path of keys; `None` where they see the same.
fn differs(node: &Node, other: &Any) -> Option<String> {
    let scalar = |text: &str| match other {
        Any::Null => node.is_null(),
        Any::Bool(b) => text == b.to_string(),
        Any::Number(n) => text.parse::<f64>().is_ok_and(|t| t == *n),
        Any::Text(t) => t.trim_end() == text.trim_end(),
        Any::List(_) | Any::Map(_) => false,
    };
    match (&node.value, other) {
        (Value::Scalar { text, .. }, _) => (!scalar(text)).then(|| format!("“{text}” / {other:?}")),
        (Value::Sequence(items), Any::List(others)) if items.len() == others.len() => {
            let mut pairs = items.iter().zip(others).enumerate();
            pairs.find_map(|(i, (a, b))| differs(a, b).map(|d| format!("{i}: {d}")))
        }
        (Value::Mapping(pairs), Any::Map(others)) if pairs.len() == others.len() => {
            pairs.iter().zip(others).find_map(|((k, v), (ok, ov))| {
                let key = k.scalar().unwrap_or_default();
                differs(k, ok).or_else(|| differs(v, ov)).map(|d| format!("{key}: {d}"))
            })
        }
        (_, _) => Some(format!("another shape: {other:?}")),
    }
}

fn compare(folder: &str) -> usize {
    let draft =
        read_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).expect("the folder can be read");
    let mut compared = 0;
    for (_, file) in draft.iter() {
        let (node, text) = match &file.content {
            Content::Yaml(Some(node)) => (node, file.text.as_str()),
            Content::Markdown { front: Some(node), .. } => {
                let rest = file.text.strip_prefix("---\n").expect("front matter");
                (node, rest.split("\n---\n").next().expect("its text"))
            }
            _ => continue,
        };
        let other: Any = serde_yaml::from_str(text).unwrap_or_else(|e| panic!("{}: {e}", file.path));
        assert_eq!(differs(node, &other), None, "{}", file.path);
        compared += 1;
    }
    compared
}

#[test]
fn the_demonstration_reads_the_same() {
    assert!(compare("content") > 20);
}

#[test]
fn the_small_city_reads_the_same() {
    assert!(compare("tests/city") > 15);
    assert!(compare("src/bin/tongbao/init/city") > 15);
}

#[test]
fn a_difference_would_be_found() {
    let draft = read_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/city")).expect("the city");
    let Some((_, file)) = draft.iter().find(|(_, f)| f.path == "site.yaml") else { panic!("site.yaml") };
    let Content::Yaml(Some(node)) = &file.content else { panic!("a tree") };
    let changed = file.text.replace("demo: true", "demo: false");
    let other: Any = serde_yaml::from_str(&changed).expect("YAML");
    assert_eq!(differs(node, &other).as_deref(), Some("demo: “true” / Bool(false)"));
}
