//! One indicator in one period, with all that a sentence may say of it.

use super::super::blocks::Run;
use super::fields::{self, Against};
use super::phrase::Phrase;
use crate::base::{Color, Period, Ratio};
use crate::check::Field;
use crate::check::record::{Direction, Indicator};
use crate::compute::{Forms, IndicatorFigure, State, figure_text};

/// In which of its forms a bound number stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// `快3.0个百分点`, `3.62万人`
    Short,
    /// `快于序时3.0个百分点`
    Long,
    /// `3.0个百分点`: the words before it say the direction.
    Bare,
    /// `3.0个`, in a list of differences; `11个` of a count.
    Counter,
}

impl Shape {
    pub fn of(self, forms: &Forms) -> &str {
        match self {
            Shape::Short => forms.printed(),
            Shape::Long => &forms.long,
            Shape::Bare => forms.bare.first().unwrap_or(&forms.short),
            Shape::Counter => forms.bare.iter().find(|b| b.ends_with('个')).unwrap_or(&forms.short),
        }
    }
}

#[derive(Clone)]
pub struct Item<'a> {
    pub indicator: &'a Indicator,
    pub figure: &'a IndicatorFigure,
    /// The period the figure belongs to, also where a longer one repeats it.
    pub period: Period,
    /// The due period before it of its own kind.
    pub before: Option<Before<'a>>,
    /// How a bound number names it: its name, or its id where the name would not be read back.
    pub subject: String,
    /// Its trace.
    pub href: String,
    /// Who answers for it: `市住建局牵头`; without a lead `市住建局汇总`.
    pub led_by: Option<String>,
    /// Of a relation: the other side.
    pub other: Option<&'a Indicator>,
    /// Whether its name is followed by who answers for it.
    pub lead_shown: bool,
}

#[derive(Clone)]
pub struct Before<'a> {
    /// 1—2月, 上旬, 一季度
    pub label: String,
    pub figure: &'a IndicatorFigure,
}

impl<'a> Item<'a> {
    /// Its name, leading to its trace; where it is asked for, with who answers for it.
    pub fn name(&self) -> Phrase {
        if self.lead_shown { self.named() } else { self.link() }
    }

    /// Its name and who answers for it: `地下管网改造（市住建局牵头）`.
    pub fn named(&self) -> Phrase {
        match &self.led_by {
            Some(led_by) => self.link().say(format!("（{led_by}）")),
            None => self.link(),
        }
    }

    fn link(&self) -> Phrase {
        self.linked(self.indicator.name.as_str())
    }

    /// A bound number; `None` where there is no figure.
    pub fn bound(&self, field: Field, shape: Shape) -> Option<Phrase> {
        let forms = figure_text(self.indicator, self.figure, field)?;
        Some(self.bound_text(field, shape.of(&forms)))
    }

    /// A text that leads to the trace without being a form of a field.
    pub fn linked(&self, text: impl Into<String>) -> Phrase {
        Run::link(text, self.href.as_str()).into()
    }

    /// A text that is one of the field's forms.
    pub fn bound_text(&self, field: Field, text: &str) -> Phrase {
        let name = Field::OF_INDICATOR.iter().find(|(_, f)| *f == field).map_or("", |(name, _)| name);
        Run {
            text: text.into(),
            href: Some(self.href.clone()),
            bound: Some(format!("{}.{name}", self.subject)),
            ..Run::default()
        }
        .into()
    }

    /// The value with its unit; of a bound by classes `市辖六区8400元/年、各县市5460元/年`.
    pub fn value(&self) -> Option<Phrase> {
        if self.figure.classes.is_empty() {
            return self.bound(Field::Value, Shape::Short);
        }
        let each = self.figure.classes.iter().map(|c| format!("{}{}{}", c.class, c.value, self.unit()));
        Some(self.linked(each.collect::<Vec<_>>().join("、")))
    }

    pub fn completion(&self) -> Option<Phrase> {
        self.bound(Field::Completion, Shape::Short)
    }

    pub fn color(&self) -> Option<Color> {
        self.figure.state.color()
    }

    pub fn is_red(&self) -> bool {
        self.color() == Some(Color::Red)
    }

    pub fn is_lit(&self) -> bool {
        matches!(self.figure.state, State::Lit(_))
    }

    pub fn down(&self) -> bool {
        self.indicator.direction == Direction::Down
    }

    pub fn reached(&self) -> bool {
        self.figure.reached == Some(true)
    }

    pub fn unit(&self) -> &str {
        self.indicator.unit.as_deref().unwrap_or("")
    }

    /// The gap for the order of a list; what has none stands in the middle.
    pub fn gap(&self) -> Ratio {
        self.figure.gap.clone().unwrap_or_else(Ratio::zero)
    }

    /// The words before a bare gap: `快于序时`, `低于年度目标`.
    pub fn direction(&self) -> &'static str {
        let bad = self.gap().is_negative();
        match (fields::against(self.indicator), bad) {
            (Against::Schedule, false) => "快于序时",
            (Against::Schedule, true) => "慢于序时",
            (Against::Limit, false) => "低于序时",
            (Against::Limit, true) => "高于序时",
            (Against::Target, bad) if bad == self.down() => "高于年度目标",
            (Against::Target, _) => "低于年度目标",
        }
    }

    /// A gap that one decimal would print as 0.0 though it is none: pattern 11.
    pub fn near(&self) -> Option<Phrase> {
        let gap = self.figure.gap.as_ref()?;
        if gap.is_zero() || !gap.abs().percent(1).is_zero() {
            return None;
        }
        let (word, base) = match (self.direction(), fields::against(self.indicator)) {
            ("快于序时" | "高于序时", _) => ("略高于", "序时进度"),
            ("慢于序时" | "低于序时", _) => ("略低于", "序时进度"),
            ("高于年度目标", _) => ("略高于", "年度目标"),
            (_, Against::Target) => ("略低于", "年度目标"),
            (_, Against::Schedule | Against::Limit) => ("略低于", "序时进度"),
        };
        Some(self.linked(format!("{word}{base}，差距不足0.1个百分点")))
    }

    /// Whether a percentage of its target says nothing.
    pub fn is_small(&self) -> bool {
        fields::is_small(self.indicator, fields::goal(&self.figure.target))
    }

    /// Red now, and lit with another colour in the period before.
    pub fn newly_red(&self) -> bool {
        self.is_red() && self.before_color().is_some_and(|c| c != Color::Red)
    }

    pub fn before_color(&self) -> Option<Color> {
        self.before.as_ref().and_then(|b| b.figure.state.color())
    }
}
