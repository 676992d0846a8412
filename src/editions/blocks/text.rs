use crate::base::Color;

/// A run of text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Run {
    /// A run of `\n` is a line break that is meant.
    pub text: String,
    pub style: Style,
    /// Relative to the site's root, or an absolute address, or `#id`.
    pub href: Option<String>,
    /// What a bound number refers to, as written: `城镇新增就业.完成率`.
    pub bound: Option<String>,
    /// A light's mark before the text.
    pub light: Option<LightMark>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Style {
    #[default]
    Plain,
    Strong,
    Emphasis,
    Strike,
    Code,
    /// Secondary text.
    Quiet,
}

/// What stands for a state: shape, colour class and word go together, never one alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum LightMark {
    Lit(Color),
    NotDue,
    Missing,
    NotAssessed,
    NoTarget,
}

impl LightMark {
    /// The class name of templates and charts.
    pub fn class(self) -> &'static str {
        match self {
            LightMark::Lit(color) => color.code(),
            LightMark::NotDue => "not-due",
            LightMark::Missing => "missing",
            LightMark::NotAssessed => "not-assessed",
            LightMark::NoTarget => "no-target",
        }
    }

    /// ● ◆ ▲ ■ ○ ⊘ – ·
    pub fn shape(self) -> &'static str {
        match self {
            LightMark::Lit(Color::Green) => "●",
            LightMark::Lit(Color::Blue) => "◆",
            LightMark::Lit(Color::Yellow) => "▲",
            LightMark::Lit(Color::Red) => "■",
            LightMark::NotDue => "○",
            LightMark::Missing => "⊘",
            LightMark::NotAssessed => "–",
            LightMark::NoTarget => "·",
        }
    }

    /// 绿灯 … 未到期 未报 不参评 无目标
    pub fn word(self) -> &'static str {
        match self {
            LightMark::Lit(color) => color.chinese(),
            LightMark::NotDue => "未到期",
            LightMark::Missing => "未报",
            LightMark::NotAssessed => "不参评",
            LightMark::NoTarget => "无目标",
        }
    }
}

impl Run {
    pub fn plain(text: impl Into<String>) -> Run {
        Run { text: text.into(), ..Run::default() }
    }

    pub fn link(text: impl Into<String>, href: impl Into<String>) -> Run {
        Run { text: text.into(), href: Some(href.into()), ..Run::default() }
    }

    pub fn quiet(text: impl Into<String>) -> Run {
        Run { text: text.into(), style: Style::Quiet, ..Run::default() }
    }

    pub fn strong(text: impl Into<String>) -> Run {
        Run { text: text.into(), style: Style::Strong, ..Run::default() }
    }

    /// A light: its shape and its word.
    pub fn light(mark: LightMark, word: impl Into<String>) -> Run {
        Run { text: word.into(), light: Some(mark), ..Run::default() }
    }
}
