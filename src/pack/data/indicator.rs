//! One indicator in one period: which keys stand depends on its state (formats.md section 6).

use super::parts::{self, Pairs, Place, TargetData};
use crate::base::{Id, Period};
use crate::check::Field;
use crate::check::record::{Indicator, Target};
use crate::compute::{ClassFigure, IndicatorFigure, Light, RegionFigure, State, figure_text};
use serde::Serialize;

#[derive(Serialize, Default)]
pub(super) struct FigureData<'a> {
    state: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    light: Option<LightData<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    values: Vec<ClassData<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fails: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    nature: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cutoff: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    target: Option<TargetData<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    target_from: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    completion_pct: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    schedule_pct: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    gap_pp: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    month: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    base: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    change_pct: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rank: Option<RankData<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pace_needed: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    red_run: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    to_better: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    to_worse: Option<String>,
    #[serde(skip_serializing_if = "Pairs::is_empty")]
    by_region: Pairs<&'a str, PartData<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    city_part: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    missing_regions: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    left_out: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<TextData>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    inputs: Vec<Place<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    formula: Option<&'a str>,
}

#[derive(Serialize)]
pub(super) struct LightData<'a> {
    code: &'static str,
    word: &'a str,
    rule: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    was: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    post: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
}

#[derive(Serialize)]
struct ClassData<'a> {
    r#where: &'a str,
    value: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    reached: Option<bool>,
}

#[derive(Serialize)]
struct RankData<'a> {
    place: u32,
    of: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'a str>,
}

#[derive(Serialize)]
struct PartData<'a> {
    state: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    light: Option<LightData<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    target: Option<TargetData<'static>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    completion_pct: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    gap_pp: Option<String>,
}

/// The texts in which pages and publications print the three.
#[derive(Serialize)]
struct TextData {
    #[serde(skip_serializing_if = "Option::is_none")]
    completion: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    gap: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    change: Option<String>,
}

/// `of` is the indicator in the plan, `file` the period whose file it is printed in.
pub(super) fn figure<'a>(
    of: Option<&'a Indicator>,
    figure: &'a IndicatorFigure,
    file: Period,
) -> FigureData<'a> {
    let named = |ids: &'a [Id]| ids.iter().map(|id| &**id).collect();
    let by_region = figure.by_region.iter().map(|r| (&*r.region, part(r, &figure.target)));
    let bare = FigureData {
        state: figure.state.code(),
        from: figure.from.filter(|from| *from != file).map(|from| from.to_string()),
        by_region: Pairs(by_region.collect()),
        city_part: figure.city_part.map(|v| v.to_string()),
        missing_regions: named(&figure.missing_regions),
        left_out: named(&figure.left_out),
        ..FigureData::default()
    };
    match &figure.state {
        State::Lit(lit) => FigureData { light: Some(light(lit)), ..judged(figure, valued(of, figure, bare)) },
        State::NotAssessed(reason) => {
            let data = FigureData { reason: Some(reason.text()), ..bare };
            if !has_value(figure) {
                return data;
            }
            FigureData {
                target: parts::target(&figure.target, figure.other_value),
                completion_pct: figure.completion.as_ref().map(parts::percent),
                ..valued(of, figure, data)
            }
        }
        State::NoTarget => valued(of, figure, bare),
        State::Missing | State::NotDue => bare,
    }
}

fn has_value(figure: &IndicatorFigure) -> bool {
    figure.value.is_some() || !figure.classes.is_empty()
}

/// What stands wherever a value is printed.
fn valued<'a>(
    of: Option<&'a Indicator>,
    figure: &'a IndicatorFigure,
    data: FigureData<'a>,
) -> FigureData<'a> {
    FigureData {
        value: figure.value.filter(|_| figure.classes.is_empty()).map(|v| v.to_string()),
        values: figure.classes.iter().map(class).collect(),
        fails: figure.classes.iter().filter(|c| c.reached == Some(false)).map(|c| &*c.class).collect(),
        unit: of.and_then(|i| i.unit.as_deref()).filter(|_| has_value(figure)),
        nature: figure.nature.map(|n| n.chinese()),
        cutoff: figure.cutoff.map(|d| d.to_string()),
        month: figure.month.map(|v| v.to_string()),
        base: figure.base.map(|v| v.to_string()),
        change_pct: figure.change.as_ref().map(parts::percent),
        text: of.and_then(|i| text(i, figure)),
        inputs: figure.inputs.iter().map(parts::input).collect(),
        ..data
    }
}

/// What stands only beside a light.
fn judged<'a>(figure: &'a IndicatorFigure, data: FigureData<'a>) -> FigureData<'a> {
    let target = parts::target(&figure.target, figure.other_value);
    FigureData {
        target_from: figure.target_from.filter(|_| target.is_some()).map(|p| p.to_string()),
        target,
        completion_pct: figure.completion.as_ref().map(parts::percent),
        schedule_pct: figure.schedule.as_ref().map(parts::percent),
        gap_pp: figure.gap.as_ref().map(parts::percent),
        rank: figure.rank.as_ref().map(|r| RankData {
            place: r.place,
            of: r.of,
            source: r.source.as_deref(),
        }),
        pace_needed: figure.pace_needed.map(|v| v.to_string()),
        red_run: figure.red_run,
        to_better: figure.to_better.map(|v| v.to_string()),
        to_worse: figure.to_worse.map(|v| v.to_string()),
        formula: figure.formula.as_deref(),
        ..data
    }
}

/// The short form of each (formats.md section 6, field texts); of a growth its own value in the words of 同比.
fn text(of: &Indicator, figure: &IndicatorFigure) -> Option<TextData> {
    let short = |field| figure_text(of, figure, field).map(|forms| forms.short);
    let text = TextData {
        completion: short(Field::Completion),
        gap: short(Field::Gap),
        change: short(Field::Change),
    };
    let any = text.completion.is_some() || text.gap.is_some() || text.change.is_some();
    any.then_some(text)
}

fn class(class: &ClassFigure) -> ClassData<'_> {
    ClassData { r#where: &class.class, value: class.value.to_string(), reached: class.reached }
}

/// A region's part.
fn part<'a>(part: &'a RegionFigure, whole: &Target) -> PartData<'a> {
    let lit = part.state.light();
    PartData {
        state: part.state_code(whole),
        reason: match &part.state {
            State::NotAssessed(reason) => Some(reason.text()),
            State::Lit(_) | State::NotDue | State::Missing | State::NoTarget => None,
        },
        light: lit.map(light),
        value: part.value.map(|v| v.to_string()),
        target: lit.and(part.target).zip(part.target_op).map(|(value, op)| parts::part_target(op, value)),
        completion_pct: lit.and(part.completion.as_ref()).map(parts::percent),
        gap_pp: lit.and(part.gap.as_ref()).map(parts::percent),
    }
}

pub(super) fn light(light: &Light) -> LightData<'_> {
    let by_hand = light.overridden.as_ref();
    LightData {
        code: light.color.code(),
        word: &light.word,
        rule: &light.rule,
        was: by_hand.and_then(|o| o.was).map(|c| c.code()),
        why: light.why.as_deref(),
        post: by_hand.map(|o| o.post.as_str()),
        date: by_hand.map(|o| o.date.to_string()),
    }
}
