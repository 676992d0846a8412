//! The pieces that several files share: maps in a fixed order, targets, places, percentages.

use crate::base::{Artifact, Quantity, Ratio, Source};
use crate::check::record::{ClassTarget, Op, Target, TargetValue};
use serde::{Serialize, Serializer};

/// Version of the shapes, printed in every file.
pub(super) const SCHEMA: u32 = 1;

/// An object whose keys stand in the order of the list.
#[derive(Debug, Clone)]
pub(super) struct Pairs<K, V>(pub Vec<(K, V)>);

impl<K, V> Default for Pairs<K, V> {
    fn default() -> Self {
        Pairs(Vec::new())
    }
}

impl<K, V> Pairs<K, V> {
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<K: Serialize, V: Serialize> Serialize for Pairs<K, V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(k, v)| (k, v)))
    }
}

/// One line of JSON, ended by a line feed.
pub(super) fn artifact(path: String, data: &impl Serialize) -> Artifact {
    let mut bytes = serde_json::to_vec(data).expect("plain data with text as keys is JSON");
    bytes.push(b'\n');
    Artifact::new(path, bytes)
}

/// A fraction as per cent, with the four decimals of every `_pct` and `_pp`; a rounded zero has no sign.
pub(super) fn percent(ratio: &Ratio) -> String {
    ratio.percent(4).to_string()
}

#[derive(Serialize)]
pub(super) struct Place<'a> {
    path: &'a str,
    line: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    blob: Option<&'a str>,
}

/// File and line.
pub(super) fn place(source: &Source) -> Place<'_> {
    Place { path: &source.path, line: source.line, blob: None }
}

/// File, line and the git blob id of the file's bytes.
pub(super) fn input(source: &Source) -> Place<'_> {
    Place { blob: Some(&source.blob), ..place(source) }
}

#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum TargetData<'a> {
    One(OneTarget<'a>),
    Classes(Vec<OneTarget<'a>>),
}

#[derive(Serialize)]
pub(super) struct OneTarget<'a> {
    op: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    indicator: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    upper: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    of: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    within: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    list: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    r#where: Option<&'a str>,
}

/// `other` is the value of a relation's other side, where one is known.
pub(super) fn target(target: &Target, other: Option<Quantity>) -> Option<TargetData<'_>> {
    Some(match target {
        Target::None => return None,
        Target::Value(value) => TargetData::One(one_target(value)),
        Target::Classes(classes) => TargetData::Classes(classes.iter().map(class_target).collect()),
        Target::Relation { op, indicator } => TargetData::One(OneTarget {
            indicator: Some(indicator),
            value: other.map(|v| v.to_string()),
            ..bare_target(*op)
        }),
    })
}

/// A region's share of the target.
pub(super) fn part_target(op: Op, value: Quantity) -> TargetData<'static> {
    TargetData::One(OneTarget { value: Some(value.to_string()), ..bare_target(op) })
}

fn one_target(target: &TargetValue) -> OneTarget<'_> {
    OneTarget {
        value: Some(target.value.to_string()),
        upper: target.upper.map(|v| v.to_string()),
        of: target.of.map(|v| v.to_string()),
        by: target.by.map(|d| d.to_string()),
        within: target.within,
        list: target.list.as_deref(),
        ..bare_target(target.op)
    }
}

fn class_target(class: &ClassTarget) -> OneTarget<'_> {
    OneTarget { r#where: Some(&class.class), ..one_target(&class.target) }
}

fn bare_target(op: Op) -> OneTarget<'static> {
    OneTarget {
        op: op.code(),
        indicator: None,
        value: None,
        upper: None,
        of: None,
        by: None,
        within: None,
        list: None,
        r#where: None,
    }
}
