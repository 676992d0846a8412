use super::url;
use crate::editions::blocks::{LightMark, Run, Style};
use serde::Serialize;

/// A run as a template sees it. What it has not, is not given: most runs are plain text, and there are many.
#[derive(Serialize)]
pub(super) struct RunView {
    pub(super) text: String,
    /// Neither link nor light nor style: the text is all there is to show.
    pub(super) plain: bool,
    /// `strong`, `em`, `s`, `code` or `quiet`.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub(super) style: &'static str,
    /// Relative to the page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) href: Option<String>,
    #[serde(skip_serializing_if = "is_false")]
    pub(super) outside: bool,
    /// What a bound number refers to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) bound: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) light: Option<LightView>,
}

pub(super) fn is_false(flag: &bool) -> bool {
    !flag
}

impl RunView {
    /// The text of a run that is nothing but text.
    pub(super) fn take_plain(&mut self) -> Option<String> {
        self.plain.then(|| std::mem::take(&mut self.text))
    }
}

/// Shape, class and word of a state; a template shows shape and word together.
#[derive(Serialize)]
pub(super) struct LightView {
    pub(super) class: &'static str,
    pub(super) shape: &'static str,
    pub(super) word: &'static str,
}

pub(super) fn light(mark: LightMark) -> LightView {
    LightView { class: mark.class(), shape: mark.shape(), word: mark.word() }
}

pub(super) fn runs(root: &str, runs: &[Run]) -> Vec<RunView> {
    runs.iter().map(|r| run(root, r)).collect()
}

fn run(root: &str, run: &Run) -> RunView {
    let target = run.href.as_deref().and_then(|u| url::target(root, u));
    let style = match run.style {
        Style::Plain => "",
        Style::Strong => "strong",
        Style::Emphasis => "em",
        Style::Strike => "s",
        Style::Code => "code",
        Style::Quiet => "quiet",
    };
    RunView {
        text: clean(&run.text),
        plain: style.is_empty() && target.is_none() && run.bound.is_none() && run.light.is_none(),
        style,
        outside: target.as_ref().is_some_and(|t| t.outside),
        href: target.map(|t| t.href),
        bound: run.bound.as_deref().map(clean),
        light: run.light.map(light),
    }
}

/// Without the characters that HTML forbids or that turn the direction of what follows.
pub(super) fn clean(text: &str) -> String {
    let forbidden = |c: char| {
        (c.is_control() && !matches!(c, '\n' | '\t'))
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fdd0}'..='\u{fdef}')
            || u32::from(c) & 0xfffe == 0xfffe
    };
    if text.contains(forbidden) { text.replace(forbidden, "") } else { text.to_string() }
}
