//! 总体情况: the counts in words, what turned, and the counts by action.

use super::{Options, action, text};
use crate::base::{Color, Frequency, Id, Source};
use crate::check::record::{EditionSource, Part, SeriesKind};
use crate::check::{Field, Subject};
use crate::compute::{Counts, IndicatorFigure, PeriodFigures, city_counts};
use crate::editions::blocks::{Block, Cell, Column, Row, Run, Table};
use crate::editions::publications::issue::Issue;
use crate::editions::publications::item::Item;
use crate::editions::publications::phrase::paragraph;
use crate::editions::publications::sentences::counts::{self, Lights};
use crate::editions::publications::told::Told;
use crate::editions::{tables, urls, words};

pub fn blocks(issue: &Issue, options: &Options, told: &Told) -> Vec<Block> {
    let of = action(issue, options);
    let counts = counts_of(issue, of);
    let items = assessed(issue, of);
    let lights = lights(issue, of, &counts, &items);
    let subject = of.map_or(Subject::City, |id| Subject::Action(id.clone()));
    let counted = told.count(&subject, &[Field::Lit, Field::Green, Field::Assessed]);
    let opening = (!counted).then(|| {
        let only = items.iter().find(|i| i.is_lit()).and_then(|i| counts::one(&lights, i));
        only.unwrap_or_else(|| counts::overview(&lights))
    });
    let turned_told = told.count(&subject, &[Field::Better, Field::Worse]);
    let turned = (!turned_told).then(|| counts::turned(&lights, &items)).flatten();
    let mut blocks: Vec<Block> = text(paragraph(opening.into_iter().chain(turned))).into_iter().collect();
    let several = of.is_none() && issue.year.plan.actions.len() > 1;
    if options.flag("table").unwrap_or(several && issue.kind() != SeriesKind::Dispatch) {
        blocks.push(Block::Table(by_action(issue)));
        if issue.kind() == SeriesKind::Bulletin {
            blocks.extend(by_month(issue).map(Block::Table));
        }
    }
    blocks
}

/// The counts of an action, or of the issue's scope.
pub fn counts_of(issue: &Issue, action: Option<&Id>) -> Counts {
    match action {
        Some(id) => issue.now.counts_of(id).cloned().unwrap_or_default(),
        None => issue.counts(),
    }
}

/// The indicators that are counted: those of actions, not the master plan's own.
pub fn assessed<'a>(issue: &Issue<'a>, action: Option<&Id>) -> Vec<Item<'a>> {
    let items = issue.items().into_iter();
    items
        .filter(|i| {
            i.indicator.action.is_some() && action.is_none_or(|a| i.indicator.action.as_ref() == Some(a))
        })
        .collect()
}

pub fn lights<'c>(issue: &Issue, action: Option<&Id>, counts: &'c Counts, items: &[Item]) -> Lights<'c> {
    let named = action.and_then(|id| issue.year.action(id));
    Lights {
        counts,
        subject: named.map_or("全市".into(), |a| a.name.clone()),
        href: named.map_or(urls::period(issue.period()), |a| urls::action(issue.year.year, &a.id)),
        none_reached: items.iter().filter(|i| i.is_lit()).all(behind),
    }
}

/// Has neither reached its target nor 序时.
fn behind(item: &Item) -> bool {
    match (&item.figure.gap, item.figure.reached) {
        (_, Some(true)) => false,
        (Some(gap), _) => gap.is_negative(),
        (None, reached) => reached == Some(false),
    }
}

/// Action × counts, with the whole below.
fn by_action(issue: &Issue) -> Table {
    let whole = city_counts(issue.now);
    let colours: Vec<Color> =
        Color::ALL.into_iter().filter(|c| *c != Color::Blue || whole.of(*c) > 0).collect();
    let mut columns = vec![Column::text("行动").sticky(), Column::number("指标"), Column::number("应评")];
    columns.extend(colours.iter().map(|c| Column::number(c.chinese())));
    columns.extend(["未报", "不参评", "未到期"].map(Column::number));
    let silent = whole.no_target > 0;
    if silent {
        columns.push(Column::number("无目标"));
    }
    let title = format!("{}各行动亮灯情况", issue.period().label());
    let mut table = tables::table("overview", title, columns, "没有行动。");
    table.columns.iter_mut().skip(1).for_each(|c| c.unit = Some("项".into()));
    let cells = |name: Run, counts: &Counts| {
        let mut numbers = vec![counts.all(), counts.assessed()];
        numbers.extend(colours.iter().map(|c| counts.of(*c)));
        numbers.extend([counts.missing, counts.not_assessed, counts.not_due]);
        if silent {
            numbers.push(counts.no_target);
        }
        let mut cells = vec![Cell::runs(vec![name])];
        cells.extend(numbers.into_iter().map(|n| Cell::text(n.to_string())));
        cells
    };
    for (id, counts) in &issue.now.counts {
        let Some(action) = issue.year.action(id) else { continue };
        let name = Run::link(&action.name, urls::action(issue.year.year, id));
        table.rows.push(Row::new(cells(name, counts)));
    }
    table.rows.push(Row::total(cells(Run::plain("合计"), &whole)));
    tables::finished(table, &issue.url)
}

/// Whether lights of a month stand here that its own issue could not have: what was filed or amended after it.
fn came_later(issue: &Issue, file: &PeriodFigures) -> bool {
    let own = |e: &&EditionSource| {
        e.series == issue.source.series && e.period == file.period && e.corrects.is_none()
    };
    let Some(printed) = issue.record.editions().iter().find(own).map(|e| e.as_of) else { return false };
    let after = |source: &&Source| {
        let mut parts = issue.record.reports().iter().flat_map(|r| &r.parts);
        let part = parts.find(|p| p.source.path == source.path);
        // An amendment may bring a rank alone.
        let rank = |p: &Part| p.amended.iter().any(|a| a.source == **source && a.value.is_none());
        let filed = |p: &Part| p.filed.as_ref().is_some_and(|f| f.date > printed);
        part.is_some_and(|p| filed(p) && !rank(p))
    };
    // A revised value was there before, and is told when it is revised.
    let later = |f: &IndicatorFigure| {
        f.inputs.iter().filter(after).any(|s| !f.revised.iter().any(|r| r.source == *s))
    };
    let lit = file.indicators.iter().filter(|f| f.state.light().is_some());
    let counted = |f: &&IndicatorFigure| issue.year.indicator(&f.id).is_some_and(|i| i.action.is_some());
    lit.filter(counted).any(later)
}

/// Action × month with counts of lights; only where there is a month before to compare with.
fn by_month(issue: &Issue) -> Option<Table> {
    let lit = |file: &&&PeriodFigures| file.counts.iter().any(|(_, c)| c.lit() > 0);
    let months: Vec<&PeriodFigures> = (issue.year.periods.iter())
        .filter(|p| p.period.kind == Frequency::Month && p.period <= issue.period())
        .filter(lit)
        .copied()
        .collect();
    if months.len() < 2 {
        return None;
    }
    let mut columns = vec![Column::text("行动").sticky()];
    columns.extend(months.iter().map(|p| Column::text(p.period.label())));
    let title = format!("{}各行动逐月亮灯情况", issue.period().label());
    let mut table = tables::table("by-month", title, columns, "没有行动。");
    for action in &issue.year.plan.actions {
        let mut cells =
            vec![Cell::runs(vec![Run::link(&action.name, urls::action(issue.year.year, &action.id))])];
        cells.extend(
            months.iter().map(|file| {
                Cell::runs(file.counts_of(&action.id).map(words::counts_runs).unwrap_or_default())
            }),
        );
        table.rows.push(Row::new(cells));
    }
    let mut total = vec![Cell::text("合计")];
    total.extend(months.iter().map(|file| Cell::runs(words::counts_runs(&city_counts(file)))));
    table.rows.push(Row::total(total));
    table.notes.extend(words::marks_note(&table));
    let later: Vec<String> =
        months.iter().filter(|f| came_later(issue, f)).map(|f| f.period.label()).collect();
    if !later.is_empty() {
        table.notes.push(format!("{}数含该期编发后补报的指标。", later.join("、")));
    }
    Some(tables::finished(table, &issue.url))
}
