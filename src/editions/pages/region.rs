//! One county or district: its parts of the indicators with its place in its group, its own plan, its problems.

use super::{Sheet, distance, heading, ledgers, parts, period_line, under, unit};
use crate::check::record::{Action, Region, RegionPlan, Reporter, Task};
use crate::compute::{ReportFigure, ReportState, region_counts};
use crate::editions::blocks::{Block, Cell, Column, Page, Row, Run};
use crate::editions::cells::{RegionShown, Shown};
use crate::editions::lookup::{Lookup, Year};
use crate::editions::urls::{self, List};
use crate::editions::{places, tables, words};

pub fn page<'a>(lookup: &'a Lookup<'a>, year: &'a Year<'a>, region: &'a Region) -> Page {
    let url = urls::region(year.year, &region.id);
    let mut blocks = Vec::new();
    if let Some(counts) = year.current.map(|f| region_counts(f, &region.id)).filter(|c| c.all() > 0) {
        blocks.push(Block::Counts(words::counts_line(&counts)));
        let turned = match (counts.better, counts.worse) {
            (0, 0) => String::new(),
            (better, 0) => format!("较上期转好{better}项。"),
            (0, worse) => format!("较上期转差{worse}项。"),
            (better, worse) => format!("较上期转好{better}项、转差{worse}项。"),
        };
        blocks.push(Block::Text(vec![Run::quiet(format!("只计本县市区分项的灯。{turned}"))]));
    }
    let plan = year.region_plan(&region.id);
    blocks.push(Block::Facts(facts(lookup, year, region, plan)));
    let reporter = Reporter::Region(region.id.clone());
    blocks.extend(super::report::latest_text(lookup, year, &reporter).unwrap_or_default());
    blocks.extend(parts_of(lookup, year, region, &url));
    blocks.extend(distance::of_region(lookup, year, &region.id, &url));
    blocks.extend(measures(plan));
    blocks.extend(tasks(lookup, year, region, &url));
    blocks.extend(unit::owned(lookup, year, &region.id, &url));
    blocks.extend(reported(lookup, year, region, &url));
    blocks.extend(practices(lookup, year, region, &url));
    let told = blocks.len();
    blocks.extend(reports(year, region, &url));
    // Above all that was told there are its facts.
    if told <= 1 && blocks.len() == told {
        let none = "没有分解到本县市区的指标和任务，也没有以其为责任单位的问题、议定事项和清单条目；没有收到本级报告。";
        blocks.push(Block::Text(vec![Run::plain(none)]));
    }
    let sheet = Sheet {
        lookup,
        title: region.name.clone(),
        crumbs: vec![("县市区".into(), urls::list(year.year, List::Regions))],
        menu: urls::list(year.year, List::Regions),
        url,
        period_line: year.current.map(period_line),
    };
    sheet.page(year, blocks)
}

/// What it has set up; what is not known is said.
fn facts(
    lookup: &Lookup<'_>,
    year: &Year<'_>,
    region: &Region,
    plan: Option<&RegionPlan>,
) -> Vec<(String, Vec<Run>)> {
    let mut facts = vec![("分组".to_owned(), vec![Run::plain(&region.group)])];
    if let Some(full) = &region.full {
        facts.push(("全称".into(), vec![Run::plain(full)]));
    }
    let mut fact = |label: &str, runs: Vec<Run>| {
        let runs = if runs.is_empty() { vec![Run::strong("未报")] } else { runs };
        facts.push((label.to_owned(), runs));
    };
    let named = |text: &String| words::named_run(lookup, year, text, Some(region));
    fact("本级召集人", plan.and_then(|p| p.lead_post.as_ref()).map(Run::plain).into_iter().collect());
    fact("本级专班办公室", plan.and_then(|p| p.office.as_ref()).map(named).into_iter().collect());
    let mut members = Vec::new();
    for member in plan.iter().flat_map(|p| &p.members) {
        parts::listed(&mut members, named(member));
    }
    fact("本级成员单位", members);
    let adopted = plan.and_then(|p| p.adopted.as_ref());
    let adopted = adopted.map(|(document, day)| format!("{document}，{}", day.chinese()));
    fact("本级方案", adopted.map(Run::plain).into_iter().collect());
    facts
}

/// Columns of the table of parts.
const COLUMNS: usize = 9;

/// Its part of each split indicator, where it stands today.
fn parts_of(lookup: &Lookup<'_>, year: &Year<'_>, region: &Region, url: &str) -> Vec<Block> {
    let columns = vec![
        Column::text("指标").sticky(),
        Column::text("单位"),
        Column::number("本级目标"),
        Column::number("累计"),
        Column::number("完成率"),
        Column::number("较序时").unit("百分点"),
        Column::text("灯"),
        Column::text(format!("列{}组", region.group)),
        Column::text("期"),
    ];
    let mut table = tables::table("parts", "", columns, "");
    for indicator in &year.plan.indicators {
        let Some(whole) = Shown::standing(lookup, year, indicator) else { continue };
        let own =
            year.region_plan(&region.id).and_then(|p| p.splits.iter().find(|(id, _)| *id == indicator.id));
        let Some(figure) = whole.figure.part(&region.id) else {
            // The county has set itself a share of which no report tells.
            if let Some((_, target)) = own {
                let mut cells = vec![whole.name(), Cell::text(whole.unit()), Cell::text(target.to_string())];
                cells.resize(COLUMNS - 3, Cell::default());
                cells.extend([Cell::runs(vec![Run::quiet("未报分项")]), Cell::default(), Cell::default()]);
                table.rows.push(Row::new(cells));
            }
            continue;
        };
        let part = RegionShown { whole, figure };
        let place = distance::place(&whole, figure);
        table.rows.push(Row::new(vec![
            whole.name(),
            Cell::text(whole.unit()),
            part.target(),
            part.value(),
            part.completion(),
            part.gap(),
            part.state(),
            Cell::text(place.map(|p| places::text(&p)).unwrap_or_default()),
            Cell::text(whole.own_period().label()),
        ]));
    }
    if table.rows.is_empty() {
        return Vec::new();
    }
    if let Some(method) = year.current.and_then(|f| year.method(f)) {
        table.notes.push(places::rule(&method.ranks));
    }
    vec![heading("分项指标", "parts"), under(table, url)]
}

fn measures(plan: Option<&RegionPlan>) -> Vec<Block> {
    let Some(plan) = plan else { return Vec::new() };
    let body = parts::prose(&plan.body, &plan.source.path, "body-");
    if plan.measures.is_empty() && body.is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![heading("本级措施", "measures")];
    if !plan.measures.is_empty() {
        let items = plan.measures.iter().map(|m| vec![Block::Text(vec![Run::plain(m)])]).collect();
        blocks.push(Block::List { start: None, items });
    }
    blocks.extend(body);
    blocks
}

/// Tasks that name the region itself.
fn tasks(lookup: &Lookup<'_>, year: &Year<'_>, region: &Region, url: &str) -> Vec<Block> {
    let named: Vec<(&Action, &Task)> = year.duties(&region.id).iter().map(|(_, a, t)| (*a, *t)).collect();
    if named.is_empty() {
        return Vec::new();
    }
    let table = tables::tasks(lookup, year, tables::Naming::Action, [(String::new(), named)]);
    vec![heading("任务", "tasks"), under(table, url)]
}

/// Problems that it brought up and others answer for.
fn reported(lookup: &Lookup<'_>, year: &Year<'_>, region: &Region, url: &str) -> Vec<Block> {
    let reporter = Reporter::Region(region.id.clone());
    let problems = year.current.map(|f| f.problems.as_slice()).unwrap_or_default();
    let own = problems.iter().filter(|p| p.reporter == reporter && p.owner.as_ref() != Some(&region.id));
    let mut table = tables::problems(lookup, year, own, tables::Anchors::Elsewhere);
    table.id = "reported".into();
    if table.rows.is_empty() {
        return Vec::new();
    }
    vec![heading("提出的问题", "reported"), under(table, url)]
}

fn practices(lookup: &Lookup<'_>, year: &Year<'_>, region: &Region, url: &str) -> Vec<Block> {
    let mut all = ledgers::told_practices(lookup, year);
    all.retain(|(_, _, practice)| practice.unit == region.id);
    if all.is_empty() {
        return Vec::new();
    }
    let table = ledgers::practice_table(lookup, year, &all);
    vec![heading("经验做法", "practices"), under(table, url)]
}

/// Its reports with a count of what came in time, late, or not at all.
fn reports(year: &Year<'_>, region: &Region, url: &str) -> Vec<Block> {
    let reporter = Reporter::Region(region.id.clone());
    let mut blocks = parts::reports(year, &reporter, url);
    if blocks.is_empty() {
        return blocks;
    }
    let states: Vec<&ReportFigure> = year.states(&reporter).iter().map(|(_, r)| *r).collect();
    blocks.insert(1, Block::Text(vec![Run::plain(reports_sentence(&states))]));
    blocks
}

/// `应报5次：按期4次、迟报1次；自行报送2次，其中退回1次。`
fn reports_sentence(states: &[&ReportFigure]) -> String {
    use ReportState::{Awaited, Draft, Filed, Issued, Missing, NotDue, Reviewed, Withdrawn};
    let owed: Vec<_> = states.iter().filter(|r| r.owed).collect();
    let unasked: Vec<_> = states.iter().filter(|r| !r.owed && r.state != NotDue).collect();
    let filed = owed.iter().filter(|r| matches!(r.state, Filed | Reviewed | Issued));
    let late = filed.clone().filter(|r| r.late_days().is_some()).count();
    let counts = [
        ("按期", filed.count() - late),
        ("迟报", late),
        ("未报", owed.iter().filter(|r| matches!(r.state, Missing | Draft)).count()),
        ("退回", owed.iter().filter(|r| r.state == Withdrawn).count()),
        ("待报", owed.iter().filter(|r| r.state == Awaited).count()),
    ];
    let said: Vec<String> =
        counts.iter().filter(|(_, n)| *n > 0).map(|(word, n)| format!("{word}{n}次")).collect();
    let mut text = match owed.len() {
        0 => "没有须单独报数的指标，无报送任务".to_owned(),
        all => format!("应报{all}次：{}", said.join("、")),
    };
    if !unasked.is_empty() {
        text += &format!("；自行报送{}次", unasked.len());
        match unasked.iter().filter(|r| r.state == Withdrawn).count() {
            0 => {}
            all if all == unasked.len() => text += "，已退回",
            back => text += &format!("，其中退回{back}次"),
        }
    }
    text + "。"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Date, Id};

    #[test]
    fn what_is_filed_unasked_is_never_owed_nor_late() {
        use ReportState::{Filed, Missing, NotDue, Withdrawn};
        let report = |owed: bool, state: ReportState, filed: &str| ReportFigure {
            of: Reporter::Region(Id::new("yueyanglou")),
            owed,
            state,
            filed: Date::parse(filed),
            due: Date::parse("2024-07-05").filter(|_| owed),
        };
        let said = |all: &[ReportFigure]| reports_sentence(&all.iter().collect::<Vec<_>>());
        let unasked = [
            report(false, Filed, "2024-07-09"),
            report(false, Withdrawn, "2024-07-05"),
            report(false, NotDue, ""),
        ];
        assert_eq!(said(&unasked), "没有须单独报数的指标，无报送任务；自行报送2次，其中退回1次。");
        let owed =
            [report(true, Filed, "2024-07-05"), report(true, Filed, "2024-07-06"), report(true, Missing, "")];
        assert_eq!(said(&owed), "应报3次：按期1次、迟报1次、未报1次。");
    }
}
