//! The texts of figures (formats.md section 6, field texts): how a number reads in prose, tables and data.

mod figure;
mod refer;
mod totals;

pub use figure::{figure_text, region_text};
pub use refer::{NoText, text_of};
pub use totals::{ProblemTotals, ProjectTotals, counts_text, problems_text, projects_text, score_text};

use crate::base::{Quantity, Ratio};

/// The forms in which one figure may stand in a text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Forms {
    /// `快3.0个百分点`; what data files print and empty links are filled with.
    pub short: String,
    /// `快于序时3.0个百分点`; the same as `short` where there is no longer one.
    pub long: String,
    /// `3.0个百分点`, `3.0个`: without the word that says the direction, or without the unit.
    pub bare: Vec<String>,
    /// For a bare form: words of which one must be the last direction named before it; empty: none is needed.
    pub direction: &'static [&'static str],
    /// The words that would say the contrary.
    pub contrary: &'static [&'static str],
}

/// Which way a figure points, with the words for both ways.
type Ways = (&'static [&'static str], &'static [&'static str]);

pub(super) const FAST: &[&str] = &["快于", "快", "超过", "超", "领先"];
pub(super) const SLOW: &[&str] = &["慢于", "慢", "落后", "滞后"];
pub(super) const ABOVE: &[&str] = &["高于", "高", "超过", "超"];
pub(super) const BELOW: &[&str] = &["低于", "低"];
pub(super) const GROWTH: &[&str] = &["增长", "上升", "提高", "增加"];
pub(super) const FALL: &[&str] = &["下降", "减少", "降低", "回落"];
pub(super) const FORWARD: &[&str] = &["前移", "上升"];
pub(super) const BACKWARD: &[&str] = &["后移", "下降"];

impl Forms {
    /// One text in every form.
    pub(super) fn same(text: impl Into<String>) -> Forms {
        let text = text.into();
        Forms { long: text.clone(), short: text, ..Forms::default() }
    }

    /// A number with its unit; the number alone is a bare form that needs no direction.
    pub(super) fn amount(number: impl ToString, unit: &str) -> Forms {
        let number = number.to_string();
        Forms { bare: vec![number.clone()], ..Forms::same(format!("{number}{unit}")) }
    }

    pub(super) fn pointing(mut self, (direction, contrary): Ways, bare: Vec<String>) -> Forms {
        (self.direction, self.contrary, self.bare) = (direction, contrary, bare);
        self
    }

    /// Whether `text` is right where `before` stands before it in its clause.
    pub fn accepts(&self, text: &str, before: &str) -> bool {
        text == self.short
            || text == self.long
            || (self.bare.iter().any(|b| b == text) && self.direction_said(before))
    }

    /// The right text in the form that stands there; `None` where the words before it say the contrary.
    ///
    /// An empty or unknown text becomes the short form.
    pub fn like(&self, standing: &str, before: &str) -> Option<&str> {
        let shape = shape(standing);
        if let Some(bare) = self.bare.iter().find(|b| self::shape(b) == shape) {
            return self.direction_said(before).then_some(bare);
        }
        Some(if shape == self::shape(&self.long) && shape != self::shape(&self.short) {
            &self.long
        } else {
            &self.short
        })
    }

    /// Whether the last direction named in `before` is the right one.
    fn direction_said(&self, before: &str) -> bool {
        let last = |words: &[&str]| words.iter().filter_map(|w| Some(before.rfind(w)? + w.len())).max();
        self.direction.is_empty() || last(self.direction) > last(self.contrary)
    }
}

/// A text with its numbers and its direction blotted out, so that two texts of one form are equal.
fn shape(text: &str) -> String {
    let mut shape = String::new();
    for c in text.chars() {
        let c = match c {
            '0'..='9' | '.' | '-' => '0',
            '快' | '慢' | '高' | '低' => '快',
            '前' | '后' => '前',
            other => other,
        };
        if c != '0' || !shape.ends_with('0') {
            shape.push(c);
        }
    }
    shape.replace("下降", "增长")
}

/// One decimal and %; more decimals where a whole would be printed that is none.
///
/// `short_of_whole`: the target is not reached, so 100.0% may not stand for 99.97%.
pub fn percent_text(share: &Ratio, short_of_whole: bool) -> String {
    let looks_whole = |q: Quantity| q == Quantity::integer(100);
    let more = short_of_whole && *share != Ratio::one() && looks_whole(share.percent(1));
    let decimals = if more { (2..=30).find(|d| !looks_whole(share.percent(*d))).unwrap_or(1) } else { 1 };
    format!("{}%", share.percent(decimals))
}

/// `3.0个百分点`, from a fraction; without its sign.
pub(super) fn points(gap: &Ratio) -> (String, String) {
    let number = gap.abs().percent(1);
    (format!("{number}个百分点"), format!("{number}个"))
}

/// Whether one decimal would print it as 0.0.
pub(super) fn prints_zero(share: &Ratio) -> bool {
    share.percent(1).is_zero()
}
