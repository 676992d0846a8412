//! What a bound number refers to, as texts and as the place of its trace.

use super::super::urls::{self, List};
use crate::base::{Frequency, Period};
use crate::check::{Field, Record, Reference, Subject};
use crate::compute::{Figures, Forms, IndicatorFigure, NoText, State, text_of};

/// The texts of what a bound number refers to in a text about `period`, or why there is no such figure: a clause for
/// its writer.
///
/// `scope`: the action of the text, if it is one action's.
pub fn texts(
    record: &Record,
    figures: &Figures,
    reference: &Reference,
    period: Period,
    scope: Option<&str>,
) -> Result<Forms, String> {
    text_of(record, figures, reference, period, scope).map_err(|why| {
        let period = reference.period.unwrap_or(period);
        let name = subject_name(record, reference, period);
        let when = period_name(period);
        match why {
            NoText::NoFile(period) => {
                format!("截至{}，{}还没有数据", figures.as_of.chinese(), period_name(period))
            }
            NoText::Silent(State::NotDue) => format!("{name}{when}未到评价期"),
            NoText::Silent(State::Missing) => format!("{name}{when}未报"),
            NoText::Silent(State::NotAssessed(reason)) => {
                format!("{name}{when}不参评（{}）", reason.text())
            }
            NoText::Silent(State::NoTarget | State::Lit(_)) => format!("{name}没有目标，{when}不评价"),
            NoText::NoField => {
                format!("{name}{when}没有“{}”{}", field_name(reference), needs(reference.field))
            }
        }
    })
}

fn subject_name(record: &Record, reference: &Reference, period: Period) -> String {
    let plan = record.plan(period.year);
    let subject = match &reference.subject {
        Subject::Indicator(id) => {
            plan.and_then(|p| p.indicator(id)).map_or(id.to_string(), |i| i.name.clone())
        }
        Subject::Action(id) => plan.and_then(|p| p.action(id)).map_or(id.to_string(), |a| a.name.clone()),
        Subject::Unit(id) | Subject::Region(id) => record.name(id).to_string(),
        Subject::City => "全市".into(),
        Subject::Problems => "问题".into(),
        Subject::Projects => "项目".into(),
        Subject::Scores => "得分".into(),
    };
    let region = reference.region.as_ref().map(|r| record.name(r)).unwrap_or_default();
    format!("{region}{subject}")
}

fn field_name(reference: &Reference) -> &'static str {
    let fields = reference.subject.fields();
    fields.iter().find(|(_, f)| *f == reference.field).map_or("", |(word, _)| word)
}

/// What a field rests on, for one that is absent.
fn needs(field: Field) -> &'static str {
    match field {
        Field::Change => "：没有上年同期数",
        Field::Rank => "：本期没有报位次",
        Field::RankChange => "：本期或上期没有位次，或参评个数不同",
        Field::Month => "：只有累计型指标有，且上期要有数",
        Field::Completion | Field::Schedule | Field::Gap => "：这类指标不计",
        Field::PaceNeeded => "：已达到目标，或这类指标不计",
        Field::ToBetter => "：已是最好的灯，或这类指标不计",
        Field::Target => "：没有一个可写的目标数",
        Field::Score | Field::ScoreRank => {
            "：得分只在季度有，要写明县市区，如 =得分.得分#平江县；组太小不排位次"
        }
        Field::YearInvestment | Field::TotalInvestment | Field::InvestmentCompletion => "：项目没有填投资数",
        Field::StartRate => "：没有到期应开工的项目",
        _ => "",
    }
}

/// `2024年3月`, `2024年一季度`
fn period_name(period: Period) -> String {
    format!("{}年{}", period.year, period.own_label())
}

/// Where a bound number leads: its trace, or the page its count stands on.
pub fn href(figures: &Figures, reference: &Reference, period: Period) -> String {
    let period = reference.period.unwrap_or(period);
    let year = period.year;
    match &reference.subject {
        Subject::Indicator(id) => {
            let figure = figures.period(period).and_then(|file| file.indicator(id));
            match &reference.region {
                Some(region) => urls::region_trace(id, own_period(figure, period), region),
                None => trace(id, figure, period),
            }
        }
        Subject::City => urls::period(period),
        Subject::Action(id) => urls::action(year, id),
        Subject::Unit(id) => urls::unit(year, id),
        Subject::Region(id) => urls::region(year, id),
        Subject::Problems => urls::list(year, List::Problems),
        Subject::Projects => urls::list(year, List::Entries),
        Subject::Scores => match &reference.region {
            Some(region) => urls::region(year, region),
            None => urls::list(year, List::Regions),
        },
    }
}

/// The trace of a figure; of what is not due, and has none, its indicator's page.
pub fn trace(id: &str, figure: Option<&IndicatorFigure>, file: Period) -> String {
    match figure {
        Some(f) if f.state != State::NotDue => urls::trace(id, own_period(figure, file)),
        _ => urls::indicator(file.year, id),
    }
}

fn own_period(figure: Option<&IndicatorFigure>, file: Period) -> Period {
    figure.and_then(|f| f.from).unwrap_or(file)
}

/// The period before of the same kind; before a month's first dekad the month before, where its report is the
/// third dekad.
pub fn before(period: Period, dekads: &[u32]) -> Option<Period> {
    let before = period.previous()?;
    match before.dekad_of_month() {
        Some(3) if !dekads.contains(&3) => Some(Period::month(before.year, before.last_month())),
        _ => Some(before),
    }
}

/// How the period before is called in `较…`: 1—2月, 上旬, 一季度.
pub fn before_label(before: Period, now: Period) -> String {
    match now.kind {
        Frequency::Dekad if before.last_month() == now.last_month() => {
            let label = before.own_label();
            label.split_once('月').map_or(label.clone(), |(_, dekad)| dekad.to_string())
        }
        Frequency::Dekad => format!("{}月下旬", before.last_month()),
        _ => before.label(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_period_before_is_named_as_the_trade_names_it() {
        #[rustfmt::skip]
        let cases = [
            // now           dekads          before          named
            ("2024-03",    &[1, 2][..],    Some(("2024-02",    "1—2月"))),
            ("2024-01",    &[1, 2][..],    None),
            ("2024-Q2",    &[1, 2][..],    Some(("2024-Q1",    "一季度"))),
            ("2024-03-D1", &[1, 2][..],    Some(("2024-02",    "2月下旬"))),
            ("2024-03-D1", &[1, 2, 3][..], Some(("2024-02-D3", "2月下旬"))),
            ("2024-03-D2", &[1, 2][..],    Some(("2024-03-D1", "上旬"))),
        ];
        for (now, dekads, expected) in cases {
            let now = Period::parse(now).unwrap();
            let found = before(now, dekads).map(|b| (b.to_string(), before_label(b, now)));
            assert_eq!(found, expected.map(|(b, label)| (b.to_string(), label.to_string())));
        }
    }
}
