//! Holds data against a JSON Schema, and its keys against the order in which the schema names them.
//!
//! Knows just the keywords that our schemas use; any other is a fault of the schema.

use regex_lite::Regex;
use serde_json::{Map, Value};

pub struct Schema {
    root: Value,
    /// A key that the schema does not name is a fault too, and so is one out of order.
    closed: bool,
}

impl Schema {
    pub fn closed(text: &str) -> Schema {
        Schema { root: serde_json::from_str(text).expect("a schema"), closed: true }
    }

    pub fn open(text: &str) -> Schema {
        Schema { closed: false, ..Schema::closed(text) }
    }

    /// What is wrong, each with its path.
    pub fn faults(&self, data: &Value) -> Vec<String> {
        let mut faults = Vec::new();
        self.value(&self.root, data, "", &mut faults);
        faults
    }

    fn fits(&self, shape: &Value, data: &Value) -> bool {
        let mut faults = Vec::new();
        self.value(shape, data, "", &mut faults);
        faults.is_empty()
    }

    fn value(&self, shape: &Value, data: &Value, path: &str, faults: &mut Vec<String>) {
        for (keyword, rule) in shape.as_object().expect("a shape is an object") {
            let mut say = |what: String| faults.push(format!("{path}: {what}"));
            match keyword.as_str() {
                "$schema" | "$defs" | "title" | "description" | "format" | "additionalProperties" => {}
                "$ref" => self.value(self.named(rule), data, path, faults),
                "type" if !is_of(rule, data) => say(format!("{data} is no {rule}")),
                "type" => {}
                "const" if rule != data => say(format!("{data} is not {rule}")),
                "const" => {}
                "enum" if !rule.as_array().expect("a list").contains(data) => {
                    say(format!("{data} is none of {rule}"))
                }
                "enum" => {}
                "pattern" => {
                    let pattern = Regex::new(rule.as_str().expect("a pattern")).expect("a pattern");
                    if data.as_str().is_some_and(|text| !pattern.is_match(text)) {
                        say(format!("{data} is not like {rule}"));
                    }
                }
                "minimum" if data.as_i64() < rule.as_i64() => say(format!("{data} is below {rule}")),
                "maximum" if data.as_i64() > rule.as_i64() => say(format!("{data} is above {rule}")),
                "minimum" | "maximum" => {}
                "minLength" => {
                    if data.as_str().is_some_and(|t| (t.chars().count() as u64) < number(rule)) {
                        say(format!("{data} is too short"));
                    }
                }
                "minItems" | "maxItems" | "uniqueItems" | "items" => {
                    self.list(keyword, rule, data, path, faults)
                }
                "required" | "properties" | "propertyNames" | "minProperties" | "maxProperties" => {
                    if let Some(map) = data.as_object() {
                        self.map(keyword, rule, shape, map, path, faults);
                    }
                }
                "anyOf" => {
                    if !rule.as_array().expect("shapes").iter().any(|s| self.fits(s, data)) {
                        say(format!("{data} fits no shape"));
                    }
                }
                "oneOf" => {
                    let fitting =
                        rule.as_array().expect("shapes").iter().filter(|s| self.fits(s, data)).count();
                    if fitting != 1 {
                        say(format!("{data} fits {fitting} shapes"));
                    }
                }
                other => panic!("the keyword {other} is not known here"),
            }
        }
        if let (Some(map), Some(rest)) = (data.as_object(), shape.get("additionalProperties")) {
            self.rest(shape, rest, map, path, faults);
        }
    }

    fn named(&self, reference: &Value) -> &Value {
        let name = reference.as_str().and_then(|r| r.strip_prefix("#/$defs/")).expect("a reference");
        self.root["$defs"].get(name).unwrap_or_else(|| panic!("no shape {name}"))
    }

    fn list(&self, keyword: &str, rule: &Value, data: &Value, path: &str, faults: &mut Vec<String>) {
        let Some(items) = data.as_array() else { return };
        let count = items.len() as u64;
        let wrong = match keyword {
            "minItems" => count < number(rule),
            "maxItems" => count > number(rule),
            "uniqueItems" => items.iter().enumerate().any(|(i, v)| items[..i].contains(v)),
            _ => {
                for (i, item) in items.iter().enumerate() {
                    self.value(rule, item, &format!("{path}/{i}"), faults);
                }
                false
            }
        };
        if wrong {
            faults.push(format!("{path}: {keyword} {rule}, but {count}"));
        }
    }

    fn map(
        &self,
        keyword: &str,
        rule: &Value,
        shape: &Value,
        map: &Map<String, Value>,
        path: &str,
        faults: &mut Vec<String>,
    ) {
        match keyword {
            "required" => {
                for key in rule.as_array().expect("keys").iter().filter_map(Value::as_str) {
                    if !map.contains_key(key) {
                        faults.push(format!("{path}: {key} is missing"));
                    }
                }
            }
            "properties" => {
                let known = rule.as_object().expect("shapes");
                for (key, value) in map {
                    match known.get(key) {
                        Some(shape) => self.value(shape, value, &format!("{path}/{key}"), faults),
                        None if self.closed && shape.get("additionalProperties").is_none() => {
                            faults.push(format!("{path}: {key} is not in the schema"));
                        }
                        None => {}
                    }
                }
                let places: Vec<usize> =
                    map.keys().filter_map(|k| known.keys().position(|known| known == k)).collect();
                if self.closed && !places.is_sorted() {
                    faults.push(format!("{path}: keys out of order: {:?}", map.keys().collect::<Vec<_>>()));
                }
            }
            "propertyNames" => {
                for key in map.keys() {
                    self.value(rule, &Value::String(key.clone()), &format!("{path}/{key}"), faults);
                }
            }
            "minProperties" if (map.len() as u64) < number(rule) => {
                faults.push(format!("{path}: too few keys"))
            }
            "maxProperties" if (map.len() as u64) > number(rule) => {
                faults.push(format!("{path}: too many keys"))
            }
            _ => {}
        }
    }

    fn rest(
        &self,
        shape: &Value,
        rest: &Value,
        map: &Map<String, Value>,
        path: &str,
        faults: &mut Vec<String>,
    ) {
        let known = shape.get("properties").and_then(Value::as_object);
        for (key, value) in map.iter().filter(|(k, _)| known.is_none_or(|known| !known.contains_key(*k))) {
            match rest {
                Value::Bool(false) => faults.push(format!("{path}: {key} is not allowed")),
                Value::Bool(true) => {}
                shape => self.value(shape, value, &format!("{path}/{key}"), faults),
            }
        }
    }
}

fn number(rule: &Value) -> u64 {
    rule.as_u64().expect("a number")
}

fn is_of(rule: &Value, data: &Value) -> bool {
    let is = |name: &str| match name {
        "object" => data.is_object(),
        "array" => data.is_array(),
        "string" => data.is_string(),
        "boolean" => data.is_boolean(),
        "null" => data.is_null(),
        "integer" => data.is_i64() || data.is_u64(),
        "number" => data.is_number(),
        other => panic!("no type {other}"),
    };
    match rule {
        Value::String(name) => is(name),
        Value::Array(names) => names.iter().filter_map(Value::as_str).any(is),
        other => panic!("no type {other}"),
    }
}
