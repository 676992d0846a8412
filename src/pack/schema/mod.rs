//! JSON Schemas: of the data files, and of what people write.
//!
//! Each file states its own shape; what several share stands once in `defs.json` and is put in where it is used.

use crate::base::Artifact;
use crate::editions::urls;
use serde_json::{Map, Value, json};

const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";
const DEFS: &str = include_str!("defs.json");

/// Of the files beside which they are put.
const DATA: [(&str, &str); 3] = [
    ("plan", include_str!("data/plan.json")),
    ("figures", include_str!("data/figures.json")),
    ("edition", include_str!("data/edition.json")),
];

/// Of the content folder's files, by the name under which `schema` gives them.
const CONTENT: [(&str, &str); 12] = [
    ("site", include_str!("content/site.json")),
    ("units", include_str!("content/units.json")),
    ("regions", include_str!("content/regions.json")),
    ("calendar", include_str!("content/calendar.json")),
    ("plan", include_str!("content/plan.json")),
    ("action", include_str!("content/action.json")),
    ("method", include_str!("content/method.json")),
    ("lists", include_str!("content/lists.json")),
    ("region-plan", include_str!("content/region-plan.json")),
    ("report", include_str!("content/report.json")),
    ("edition", include_str!("content/edition.json")),
    ("page", include_str!("content/page.json")),
];

/// The schemas of the data files, `data/v1/schema/plan.json` and so on.
pub fn of_data() -> Vec<Artifact> {
    DATA.iter().map(|(name, text)| Artifact::new(urls::data_schema(name), whole(text))).collect()
}

/// The schema of one kind of content file, and the names of all kinds.
pub fn of_content(name: &str) -> Option<String> {
    CONTENT.iter().find(|(n, _)| *n == name).map(|(_, text)| whole(text))
}

/// Name and title of every kind of content file.
pub fn content_names() -> Vec<(&'static str, String)> {
    let title = |text| parse(text).get("title").and_then(Value::as_str).unwrap_or("").to_owned();
    CONTENT.iter().map(|(name, text)| (*name, title(text))).collect()
}

/// A schema that stands alone: with its dialect, and with those of the shared shapes that it uses.
fn whole(text: &str) -> String {
    let body = parse(text);
    let all = parse(DEFS);
    let mut used = Vec::new();
    refer(&Value::Object(body.clone()), &all, &mut used);
    let mut defs = Map::new();
    for (name, shape) in all {
        if used.contains(&name) {
            defs.insert(name, shape);
        }
    }
    let mut schema = Map::from_iter([("$schema".to_owned(), json!(DIALECT))]);
    schema.extend(body);
    if !defs.is_empty() {
        schema.insert("$defs".into(), Value::Object(defs));
    }
    let mut text = serde_json::to_string_pretty(&schema).expect("a JSON value prints as JSON");
    text.push('\n');
    text
}

/// Collects the names of the shapes that a value refers to, and what those refer to.
fn refer(value: &Value, all: &Map<String, Value>, used: &mut Vec<String>) {
    match value {
        Value::Object(map) => {
            let name = map.get("$ref").and_then(Value::as_str).and_then(|r| r.strip_prefix("#/$defs/"));
            if let Some(name) = name
                && !used.iter().any(|u| u == name)
            {
                used.push(name.to_owned());
                all.get(name).into_iter().for_each(|shape| refer(shape, all, used));
            }
            map.values().for_each(|v| refer(v, all, used));
        }
        Value::Array(list) => list.iter().for_each(|v| refer(v, all, used)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => (),
    }
}

fn parse(text: &str) -> Map<String, Value> {
    serde_json::from_str(text).expect("the schemas in the program are JSON")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_schema_stands_alone_and_every_shape_is_used() {
        let all = parse(DEFS);
        let mut used = Vec::new();
        for (name, text) in DATA.iter().chain(&CONTENT) {
            let mut here = Vec::new();
            refer(&Value::Object(parse(text)), &all, &mut here);
            here.iter()
                .for_each(|n| assert!(all.contains_key(n), "{name} refers to {n}, which there is none of"));
            used.append(&mut here);
            assert!(whole(text).starts_with("{\n  \"$schema\""));
        }
        for name in all.keys() {
            assert!(used.contains(name), "{name} is used by no schema");
        }
    }
}
