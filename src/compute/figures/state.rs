use crate::base::{Color, Date};

/// The state of an indicator or task. Silence is named (law 1); only `Lit` has a light.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    Lit(Light),
    NotDue,
    Missing,
    NotAssessed(Reason),
    NoTarget,
}

impl State {
    /// As the data files print it.
    pub fn code(&self) -> &'static str {
        match self {
            State::Lit(_) => "lit",
            State::NotDue => "not-due",
            State::Missing => "missing",
            State::NotAssessed(_) => "not-assessed",
            State::NoTarget => "no-target",
        }
    }

    pub fn light(&self) -> Option<&Light> {
        match self {
            State::Lit(light) => Some(light),
            State::NotDue | State::Missing | State::NotAssessed(_) | State::NoTarget => None,
        }
    }

    pub fn color(&self) -> Option<Color> {
        self.light().map(|l| l.color)
    }
}

/// Why something is not assessed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// The reporter's own.
    Reported(String),
    /// 无序时
    NoSchedule,
    /// 无基数
    NoBaseline,
    /// 对照指标未报
    OtherMissing,
}

impl Reason {
    pub fn text(&self) -> &str {
        match self {
            Reason::Reported(text) => text,
            Reason::NoSchedule => "无序时",
            Reason::NoBaseline => "无基数",
            Reason::OtherMissing => "对照指标未报",
        }
    }
}

/// The light that is printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Light {
    pub color: Color,
    pub word: String,
    /// `cumulative.2`, `text.yellow`, `override`
    pub rule: String,
    /// The reason of a text judgement or an override.
    pub why: Option<String>,
    /// For an override: the light that was computed (`None` where there was none), the post and the day.
    pub overridden: Option<Overridden>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overridden {
    pub was: Option<Color>,
    pub post: String,
    pub date: Date,
}
