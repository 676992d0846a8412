//! What a bound number refers to, as texts and as the place of its trace.

use super::super::urls::{self, List};
use super::fields;
use super::forms::{self, Forms};
use super::sentences::counts::count;
use super::sentences::problems::Register;
use super::sentences::projects::Projects;
use crate::base::{Date, Frequency, Id, Period};
use crate::check::record::{EntryKind, Indicator, Plan};
use crate::check::{Field, Record, Reference, Subject};
use crate::compute::{Counts, Figures, IndicatorFigure, PeriodFigures, State, city_counts, region_counts, unit_counts};

/// What a bound number refers to; `None` where check has refused it.
pub fn read(record: &Record, text: &str, year: i32) -> Option<Reference> {
    let (text, region) = text.split_once('#').map_or((text, None), |(t, r)| (t, Some(r.trim())));
    let (text, period) = text.split_once('@').map_or((text, None), |(t, p)| (t, Some(p.trim())));
    let (subject, word) = text.rsplit_once('.')?;
    let plan = record.plan(year)?;
    let subject = match subject.trim() {
        "全市" => Subject::City,
        "问题" => Subject::Problems,
        "项目" => Subject::Projects,
        "得分" => Subject::Scores,
        name => plan
            .indicators
            .iter()
            .find(|i| i.name == name || &*i.id == name)
            .map(|i| Subject::Indicator(i.id.clone()))
            .or_else(|| {
                let action = plan.actions.iter().find(|a| a.name == name || &*a.id == name)?;
                Some(Subject::Action(action.id.clone()))
            })
            .or_else(|| {
                let region = record.regions().iter().find(|r| r.name == name || &*r.id == name)?;
                Some(Subject::Region(region.id.clone()))
            })
            .or_else(|| {
                let unit = record.units().iter().find(|u| u.name == name || &*u.id == name)?;
                Some(Subject::Unit(unit.id.clone()))
            })?,
    };
    let field = subject.fields().iter().find(|(name, _)| *name == word.trim())?.1;
    let period = match period {
        Some(text) => Some(Period::parse(text)?),
        None => None,
    };
    let region = match region {
        Some(name) => Some(record.regions().iter().find(|r| r.name == name || &*r.id == name)?.id.clone()),
        None => None,
    };
    Some(Reference { subject, field, period, region })
}

/// The texts of what is referred to, or why there is no such figure: a sentence for the writer.
///
/// `period`: of the text it stands in, where the reference names none.
pub fn forms(
    record: &Record,
    figures: &Figures,
    reference: &Reference,
    period: Period,
) -> Result<Forms, String> {
    let period = reference.period.unwrap_or(period);
    let file = figures.period(period).ok_or_else(|| {
        format!("截至{}，{}没有数据", figures.as_of.chinese(), period_name(period))
    })?;
    let plan = record.plan(period.year).ok_or_else(|| format!("没有{}年的方案", period.year))?;
    match &reference.subject {
        Subject::Indicator(id) => of_indicator(record, plan, file, id, reference),
        Subject::City => of_counts(&city_counts(file), reference.field),
        Subject::Action(id) => {
            of_counts(file.counts_of(id).unwrap_or(&Counts::default()), reference.field)
        }
        Subject::Unit(id) => of_counts(&unit_counts(plan, file, id), reference.field),
        Subject::Region(id) => of_counts(&region_counts(file, id), reference.field),
        Subject::Problems => Register::of(&file.problems)
            .count(reference.field)
            .map(forms::count)
            .ok_or_else(|| "“问题”没有这个字段".into()),
        Subject::Projects => projects(plan, file, |_| true)
            .forms(reference.field)
            .ok_or_else(|| no_project_figure(reference.field, period)),
        Subject::Scores => of_score(record, file, reference),
    }
}

fn of_indicator(
    record: &Record,
    plan: &Plan,
    file: &PeriodFigures,
    id: &Id,
    reference: &Reference,
) -> Result<Forms, String> {
    let of_year = || format!("{}年方案没有这个指标", plan.year);
    let indicator = plan.indicator(id).ok_or_else(of_year)?;
    let figure = file.indicator(id).ok_or_else(of_year)?;
    if let Some(region) = &reference.region {
        let name = record.name(region);
        let part = figure.by_region.iter().find(|p| p.region == *region);
        let part = part.ok_or_else(|| format!("“{}”没有{name}的数据", indicator.name))?;
        return fields::part(indicator, part, reference.field)
            .ok_or_else(|| absent(indicator, &part.state, reference.field, file.period, name));
    }
    fields::whole(indicator, figure, reference.field)
        .ok_or_else(|| absent(indicator, &figure.state, reference.field, file.period, ""))
}

/// Why a field has no figure: what the state says, else what the field needs.
fn absent(indicator: &Indicator, state: &State, field: Field, period: Period, region: &str) -> String {
    let name = format!("{region}{}", indicator.name);
    let when = period_name(period);
    match state {
        State::NotDue => return format!("{name}{when}未到评价期"),
        State::Missing => return format!("{name}{when}未报"),
        State::NotAssessed(reason) if matches!(field, Field::Value | Field::Light | Field::Gap) => {
            return format!("{name}{when}不参评（{}）", reason.text());
        }
        State::Lit(_) | State::NotAssessed(_) | State::NoTarget => {}
    }
    let word = Field::OF_INDICATOR.iter().find(|(_, f)| *f == field).map_or("这个字段", |(word, _)| word);
    let why = match field {
        Field::Change => "：没有上年同期数",
        Field::Rank => "：本期没有报位次",
        Field::RankChange => "：本期或上期没有位次，或参评个数不同",
        Field::Month => "：只有累计型指标有，且上期要有数",
        Field::Completion | Field::Schedule | Field::Gap => "：这类指标不计",
        Field::PaceNeeded => "：已达到目标，或这类指标不计",
        Field::ToBetter => "：已是最好的灯，或这类指标不计",
        Field::Target => "：没有一个可写的目标数",
        _ => "",
    };
    format!("{name}{when}没有“{word}”{why}")
}

fn of_counts(counts: &Counts, field: Field) -> Result<Forms, String> {
    Ok(forms::count(count(counts, field)))
}

fn of_score(record: &Record, file: &PeriodFigures, reference: &Reference) -> Result<Forms, String> {
    let region = reference.region.as_ref().ok_or("得分要写明县市区，如 =得分.得分#平江县")?;
    let name = record.name(region);
    let score = (file.scores.iter().find(|s| s.region == *region))
        .ok_or_else(|| format!("{name}{}没有得分", period_name(file.period)))?;
    match reference.field {
        Field::Score => Ok(forms::points(score.score.rounded(1))),
        _ => score
            .rank
            .map(|place| forms::place(place, None))
            .ok_or_else(|| format!("{name}所在组太小，不排位次")),
    }
}

fn no_project_figure(field: Field, period: Period) -> String {
    let word = Field::OF_PROJECTS.iter().find(|(_, f)| *f == field).map_or("", |(word, _)| word);
    let why = match field {
        Field::TotalInvestment | Field::InvestmentCompletion => "：有年度投资计划的项目没有报全",
        Field::StartRate => "：没有到期应开工的项目",
        _ => "：项目清单没有年度计划投资",
    };
    format!("{}项目没有“{word}”{why}", period_name(period))
}

/// `2024年3月`, `2024年一季度`
fn period_name(period: Period) -> String {
    format!("{}年{}", period.year, period.own_label())
}

/// The sums of a period over the projects that are meant.
pub fn projects(plan: &Plan, file: &PeriodFigures, meant: impl Fn(&Id) -> bool) -> Projects {
    let mut sums = Projects::default();
    for figure in &file.projects {
        let Some(entry) = plan.entry(&figure.id).filter(|e| e.kind == EntryKind::Project && meant(&e.action))
        else {
            continue;
        };
        sums.number += 1;
        sums.starts_due += u32::from(figure.start_due);
        sums.started += u32::from(figure.start_due && figure.started);
        sums.started_early += u32::from(!figure.start_due && figure.started);
        let Some(planned) = entry.this_year else { continue };
        let add = |sum: Option<crate::base::Quantity>, more| Some(sum.map_or(more, |s| s.plus(more)));
        sums.planned += 1;
        sums.year_plan = add(sums.year_plan, planned);
        if let Some(done) = figure.done {
            sums.reported += 1;
            sums.done = add(sums.done, done);
            sums.reported_plan = add(sums.reported_plan, planned);
        }
    }
    sums
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

/// `3月11日—20日`, `2月26日—3月10日`
pub fn span(from: Date, to: Date) -> String {
    if from.month() == to.month() {
        return format!("{}—{}日", from.chinese_short(), to.day());
    }
    format!("{}—{}", from.chinese_short(), to.chinese_short())
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
        let day = |text| Date::parse(text).unwrap();
        assert_eq!(span(day("2024-03-11"), day("2024-03-20")), "3月11日—20日");
        assert_eq!(span(day("2024-02-26"), day("2024-03-10")), "2月26日—3月10日");
    }
}
