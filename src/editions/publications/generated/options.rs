//! What an editor may write in the fence of a generated block, and what is wrong with it.

use crate::base::{Diagnostic, Span, nearest};
use crate::capture::{Node, Value, parse_yaml};
use crate::check::record::Plan;

/// What stands in a fence: `action: 产业培塑行动`, `indicators: [城镇新增就业]`, `only: new`, `table: true`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options(Vec<(String, Vec<String>)>);

impl Options {
    /// What cannot be read counts as not written; check has said so.
    pub fn read(text: &str) -> Options {
        let Ok(Some(Node { value: Value::Mapping(pairs), .. })) = parse_yaml(text, crate::base::FileId(0), 0)
        else {
            return Options::default();
        };
        let texts = |node: &Node| -> Vec<String> {
            match &node.value {
                Value::Sequence(items) => items.iter().filter_map(Node::scalar).map(str::to_owned).collect(),
                Value::Scalar { text, .. } => vec![text.clone()],
                Value::Mapping(_) => Vec::new(),
            }
        };
        let pair = |(key, value): &(Node, Node)| Some((key.scalar()?.to_owned(), texts(value)));
        Options(pairs.iter().filter_map(pair).collect())
    }

    pub fn all(&self, key: &str) -> &[String] {
        self.0.iter().find(|(k, _)| k == key).map_or(&[], |(_, values)| values)
    }

    pub fn one(&self, key: &str) -> Option<&str> {
        self.all(key).first().map(String::as_str)
    }

    /// `None`: not written.
    pub fn flag(&self, key: &str) -> Option<bool> {
        match self.one(key)? {
            "true" => Some(true),
            "false" => Some(false),
            _ => None,
        }
    }
}

/// Keys of each block; all but `chart` and `regions` may name an `action`.
fn keys(block: &str) -> &'static [&'static str] {
    match block {
        "overview" | "projects" | "policies" | "ranking" => &["action", "table", "text"],
        "indicators" => &["action", "indicators", "only", "table", "text"],
        "tasks" => &["action", "show"],
        "regions" => &["indicators", "chart", "text"],
        "problems" => &["action", "only", "table", "text"],
        "decisions" | "changes" | "practices" => &["action"],
        "chart" => &["kind", "action", "indicators"],
        _ => &[],
    }
}

/// What a key may be; `None`: a name.
fn choices(block: &str, key: &str) -> Option<&'static [&'static str]> {
    match (block, key) {
        (_, "table" | "chart" | "text") => Some(&["true", "false"]),
        ("problems", "only") => Some(&["new", "all"]),
        (_, "only") => Some(&["green", "blue", "yellow", "red", "all"]),
        (_, "show") => Some(&["all", "nodes", "next"]),
        (_, "kind") => Some(&["bullets", "heat", "line", "regions", "milestones"]),
        _ => None,
    }
}

/// What is wrong with the options of a fence; `span` is where they stand.
pub fn faults(block: &str, text: &str, span: Span, plan: &Plan) -> Vec<Diagnostic> {
    let root = match parse_yaml(text, span.file, span.start as usize) {
        Ok(Some(root)) => root,
        Ok(None) => return Vec::new(),
        Err(faults) => return faults,
    };
    let Value::Mapping(pairs) = &root.value else {
        return vec![
            Diagnostic::error("bad-option", root.span, "块的选项要写成“名称: 值”")
                .help(format!("这一块可写：{}", keys(block).join("、"))),
        ];
    };
    pairs.iter().filter_map(|(key, value)| fault(block, key, value, plan)).collect()
}

fn fault(block: &str, key: &Node, value: &Node, plan: &Plan) -> Option<Diagnostic> {
    let name = key.scalar().unwrap_or("");
    let known = keys(block);
    if !known.contains(&name) {
        let near = nearest(name, known.iter().copied()).map(|k| format!("是否指“{k}”？")).unwrap_or_default();
        let help = format!("{near}这一块可写：{}", known.join("、"));
        return Some(Diagnostic::error("bad-option", key.span, format!("没有“{name}”这个选项")).help(help));
    }
    let values: Vec<&Node> = match &value.value {
        Value::Sequence(items) => items.iter().collect(),
        Value::Scalar { .. } | Value::Mapping(_) => vec![value],
    };
    values.into_iter().find_map(|node| bad_value(block, name, node, plan))
}

fn bad_value(block: &str, key: &str, node: &Node, plan: &Plan) -> Option<Diagnostic> {
    let text = node.scalar().unwrap_or("");
    let (known, what): (Vec<&str>, &str) = match (choices(block, key), key) {
        (Some(choices), _) => (choices.to_vec(), "值"),
        (None, "action") => (plan.actions.iter().flat_map(|a| [a.name.as_str(), &*a.id]).collect(), "行动"),
        (None, _) => (plan.indicators.iter().flat_map(|i| [i.name.as_str(), &*i.id]).collect(), "指标"),
    };
    if known.contains(&text) {
        return None;
    }
    let near = nearest(text, known.iter().copied());
    let help = match near {
        _ if choices(block, key).is_some() => format!("可写：{}", known.join("、")),
        Some(near) => format!("是否指“{near}”？"),
        None => format!("写方案里的{what}名称"),
    };
    Some(Diagnostic::error("bad-option", node.span, format!("没有“{text}”这个{what}")).help(help))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_are_read_as_written() {
        let options = Options::read("indicators: [城镇新增就业, fdi]\nonly: new\ntable: true\n");
        assert_eq!(options.all("indicators"), ["城镇新增就业", "fdi"]);
        assert_eq!(options.one("only"), Some("new"));
        assert_eq!(options.flag("table"), Some(true));
        assert_eq!(options.flag("only"), None);
        assert_eq!(Options::read(""), Options::default());
        assert_eq!(Options::read("just a text"), Options::default());
    }

    #[test]
    fn every_block_has_its_options() {
        let blocks = "overview indicators tasks projects policies regions problems decisions ranking changes practices chart";
        for block in blocks.split(' ') {
            assert!(!keys(block).is_empty(), "{block}");
        }
        let keys: Vec<&str> = blocks.split(' ').flat_map(keys).copied().collect();
        assert!(
            keys.iter().all(|k| blocks.split(' ').any(|b| choices(b, k).is_some())
                || ["action", "indicators"].contains(k))
        );
    }
}
