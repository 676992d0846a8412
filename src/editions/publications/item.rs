//! One indicator in one period, with all that a sentence may say of it.

use super::super::blocks::Run;
use super::fields;
use super::forms::Shape;
use super::phrase::Phrase;
use crate::base::{Color, Period, Ratio};
use crate::check::Field;
use crate::check::record::{Direction, Indicator};
use crate::compute::{IndicatorFigure, State};

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
        Run::link(self.indicator.name.as_str(), self.href.as_str()).into()
    }

    /// A bound number in the first of these shapes that it has; `None` where there is no figure.
    pub fn bound(&self, field: Field, shapes: &[Shape]) -> Option<Phrase> {
        let forms = fields::whole(self.indicator, self.figure, field)?;
        Some(self.bound_text(field, forms.best(shapes)))
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

    pub fn value(&self) -> Option<Phrase> {
        self.bound(Field::Value, &[Shape::Short])
    }

    pub fn completion(&self) -> Option<Phrase> {
        self.bound(Field::Completion, &[Shape::Short])
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
