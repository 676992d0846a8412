//! One indicator: where it stands, its year, its parts, its wording in every plan, and the trace of every figure.

use super::{Sheet, distance, heading, under};
use crate::base::{Date, Period, Ratio};
use crate::check::conflicts::differences;
use crate::check::record::{Indicator, Reporter, SplitBy, Target};
use crate::compute::{State, schedule_share};
use crate::editions::blocks::{Block, Cell, Column, LightMark, Page, Row, Run};
use crate::editions::cells::Shown;
use crate::editions::lookup::{Lookup, Year};
use crate::editions::urls::{self, List};
use crate::editions::{cells, charts, sentence, tables, trace, words};

pub fn page<'a>(lookup: &'a Lookup<'a>, year: &'a Year<'a>, indicator: &'a Indicator) -> Page {
    let url = urls::indicator(year.year, &indicator.id);
    let history: Vec<Shown<'_>> = (year.history(lookup.record, indicator).into_iter())
        .map(|(period, figure)| Shown { lookup, year, indicator, period, figure })
        .collect();
    let latest = latest(&history);
    let mut blocks = Vec::new();
    if let Some(shown) = latest {
        blocks.push(hero(shown, before(&history, shown)));
    }
    blocks.push(Block::Facts(facts(lookup, year, indicator, latest)));
    if let Some(shown) = latest {
        blocks.extend(drawn(&history, shown));
        blocks.extend(distance::of_indicator(shown, &url));
    }
    blocks.extend(course(&history, &url));
    blocks.extend(wording(year, indicator, &url));
    blocks.extend(versions(lookup, year, indicator, &url));
    let traced: Vec<&Shown<'_>> = history.iter().filter(|s| s.figure.state != State::NotDue).rev().collect();
    if !traced.is_empty() {
        blocks.push(heading("数据来源和算法", "trace"));
        blocks.extend(traced.into_iter().flat_map(trace::blocks));
    }
    let sheet = Sheet {
        lookup,
        title: indicator.name.clone(),
        crumbs: crumbs(year, indicator),
        menu: urls::list(year.year, List::Indicators),
        url,
        period_line: latest.map(stands_at),
    };
    sheet.page(year, blocks)
}

/// The last figure that says something; else the last there is.
fn latest<'b, 'a>(history: &'b [Shown<'a>]) -> Option<&'b Shown<'a>> {
    history.iter().rev().find(|s| s.figure.state != State::NotDue).or(history.last())
}

fn crumbs(year: &Year<'_>, indicator: &Indicator) -> Vec<(String, String)> {
    let mut crumbs = Vec::new();
    match indicator.action.as_ref().and_then(|id| year.action(id)) {
        Some(action) => {
            crumbs.push((action.name.clone(), urls::action(year.year, &action.id)));
            if let Some(task) = indicator.task() {
                crumbs.push((format!("任务{task}"), urls::task(year.year, &action.id, task)));
            }
        }
        None => crumbs.push(("总体方案".into(), urls::plan(year.year))),
    }
    crumbs
}

fn stands_at(shown: &Shown<'_>) -> String {
    let period = shown.own_period();
    let mut text = format!("{}年{}", period.year, period.label());
    if let Some(cutoff) = shown.figure.cutoff {
        text += &format!(" · 截至{}", cutoff.chinese_short());
    }
    if let Some(nature) = shown.figure.nature {
        text += &format!(" · {}数", nature.chinese());
    }
    text
}

/// The due period before it.
fn before<'b, 'a>(history: &'b [Shown<'a>], shown: &Shown<'a>) -> Option<&'b Shown<'a>> {
    history.iter().rev().find(|s| s.period < shown.period && s.figure.state != State::NotDue)
}

fn hero<'a>(shown: &Shown<'a>, before: Option<&Shown<'a>>) -> Block {
    let figure = shown.figure;
    let (value, unit) = match figure.value {
        Some(value) => (value.to_string(), shown.unit().to_owned()),
        None => (words::state_word(&figure.state), String::new()),
    };
    Block::Hero { value, unit, sentence: sentence::of(shown, before), light: words::mark(&figure.state) }
}

fn facts(
    lookup: &Lookup<'_>,
    year: &Year<'_>,
    indicator: &Indicator,
    latest: Option<&Shown<'_>>,
) -> Vec<(String, Vec<Run>)> {
    let mut facts: Vec<(String, Vec<Run>)> = Vec::new();
    let mut fact = |label: &str, runs: Vec<Run>| {
        if !runs.is_empty() {
            facts.push((label.into(), runs));
        }
    };
    match latest {
        Some(shown) => fact("灯", trace::light_runs(shown)),
        None => fact("灯", not_due(lookup, indicator)),
    }
    let unit = indicator.unit.as_deref().unwrap_or("");
    let target = latest.map(|s| &s.figure.target).or(indicator.versions.first().map(|v| &v.target));
    if let Some(target) = target.filter(|t| **t != Target::None) {
        fact("年度目标", vec![Run::plain(words::target_long(target, unit, year))]);
    }
    fact("责任单位", cells::owner_runs(lookup, year, indicator));
    if let Some(post) = &indicator.owner_post {
        fact("责任岗位", vec![Run::plain(post)]);
    }
    let kind = format!(
        "{}，按{}报送，{}起",
        indicator.kind.chinese(),
        indicator.frequency.chinese(),
        first_due(indicator)
    );
    fact("类型", vec![Run::plain(kind)]);
    fact("差额", latest.and_then(distance::sentence).into_iter().collect());
    if let Some(baseline) = &indicator.baseline {
        let text = format!("{}{unit}（{}）", baseline.value, baseline.date.chinese());
        fact("基数", vec![Run::plain(text)]);
    }
    // A later version is what the note waited for.
    let waits =
        latest.is_none_or(|s| s.figure.target_from.is_none_or(|from| from == indicator.versions[0].from));
    if let Some(note) = indicator.provisional.as_ref().filter(|_| waits) {
        fact("说明", vec![Run::plain(note)]);
    }
    if let Some(began) = indicator.cross_year {
        fact("跨年度", vec![Run::plain(format!("{began}年开始的跨年度任务"))]);
    }
    if !indicator.scope.is_empty() {
        fact("范围", words::unit_runs(lookup, year, &indicator.scope));
    }
    facts
}

/// `○未到期，2024年全年数应于2025年1月10日前报送`
fn not_due(lookup: &Lookup<'_>, indicator: &Indicator) -> Vec<Run> {
    let first = indicator.first_due;
    let due = lookup.record.due_day(first, lookup.figures.as_of);
    let due = due.map(|day| format!("应于{}前报送", day.chinese())).unwrap_or_else(|| "尚未到期".into());
    let mark = LightMark::NotDue;
    vec![Run::light(mark, mark.word()), Run::plain(format!("：{}年{}数{due}", first.year, first.own_label()))]
}

fn first_due(indicator: &Indicator) -> String {
    indicator.first_due.own_label()
}

/// The course of the year and the parts by region of the latest figure.
fn drawn(history: &[Shown<'_>], latest: &Shown<'_>) -> Vec<Block> {
    let line = charts::line(history, |period| due_share(latest, period));
    let with_parts = history.iter().rev().find(|s| !s.figure.by_region.is_empty());
    let bars = with_parts.and_then(charts::region_bars);
    line.into_iter().chain(bars).map(Block::Chart).collect()
}

/// 序时进度 at a period's end, of periods to come as well.
fn due_share(shown: &Shown<'_>, period: Period) -> Option<Ratio> {
    let figures = shown.year.figures(shown.period)?;
    let own = shown.indicator.schedule.as_ref();
    let schedule = own.or(shown.year.method(figures).map(|m| &m.schedule))?;
    schedule_share(schedule, period, period.last_day())
}

/// The year so far, the newest first.
fn course(history: &[Shown<'_>], url: &str) -> Vec<Block> {
    let said: Vec<&Shown<'_>> = history.iter().filter(|s| s.figure.state != State::NotDue).collect();
    let Some(first) = said.first() else { return Vec::new() };
    let unit = first.unit();
    let columns = vec![
        Column::text("期").sticky(),
        Column::text("灯"),
        Column::number("数值").unit(unit),
        Column::number("本期新增").unit(unit),
        Column::number("同比"),
        Column::number("年度目标").unit(unit),
        Column::number("完成率"),
        Column::number("序时进度"),
        Column::number("较序时").unit("百分点"),
        Column::number("位次"),
        Column::text("截至"),
        Column::text("性质"),
        Column::text("所知日"),
        Column::text("备注"),
    ];
    let mut table = tables::table("history", "", columns, "尚无数据。");
    for shown in said.iter().rev() {
        let figure = shown.figure;
        let period = shown.own_period();
        let date = figure.cutoff.map(|d| d.chinese_short()).unwrap_or_default();
        table.rows.push(Row::new(vec![
            Cell { sort: Some(period.to_string()), ..shown.linked(period.label()) },
            shown.state(),
            shown.value(),
            shown.month(),
            shown.change(),
            shown.target(),
            shown.completion(),
            shown.schedule(),
            shown.gap(),
            shown.rank(),
            Cell::text(date),
            Cell::text(figure.nature.map(|n| n.chinese()).unwrap_or_default()),
            Cell::text(known(shown).map(|d| d.chinese_short()).unwrap_or_default()),
            shown.remarks(),
        ]));
    }
    vec![heading("各期数据", "history"), under(table, url)]
}

/// The day the figure as it stands became known: of its last revision, else of its report, of a sum of counties the
/// last of theirs.
fn known(shown: &Shown<'_>) -> Option<Date> {
    let figure = shown.figure;
    if let Some(revision) = figure.revised.iter().map(|r| r.known).max() {
        return Some(revision);
    }
    figure.cutoff?;
    let filed = |reporter: &Reporter| {
        let states = shown.year.states(reporter);
        states.iter().find(|(p, _)| *p == shown.own_period())?.1.filed
    };
    let action = filed(&Reporter::Action(shown.indicator.reporter.clone()));
    if shown.indicator.split_by != Some(SplitBy::Region) {
        return action;
    }
    let counties = figure.by_region.iter().filter(|part| part.value.is_some());
    let counties = counties.filter_map(|part| filed(&Reporter::Region(part.region.clone())));
    counties.chain(action.filter(|_| figure.city_part.is_some())).max()
}

/// How every plan says it, the defining one first, with what differs.
fn wording(year: &Year<'_>, indicator: &Indicator, url: &str) -> Vec<Block> {
    let columns = vec![
        Column::text("出处").sticky(),
        Column::text("位置"),
        Column::text("原文"),
        Column::text("目标"),
        Column::text("差异"),
    ];
    let mut table = tables::table("wording", "", columns, "");
    let unit = indicator.unit.as_deref().unwrap_or("");
    let first = &indicator.versions[0].target;
    let row = |action: Option<&crate::base::Id>, at: &str, says: &str, target: String, differs: String| {
        Row::new(vec![
            Cell::runs(vec![plan_run(year, action)]),
            Cell::runs(vec![place(year, action, at)]),
            Cell::text(words::quoted(says)),
            Cell::text(target),
            Cell::text(differs),
        ])
    };
    table.rows.push(row(
        indicator.action.as_ref(),
        &indicator.at,
        &indicator.says,
        words::target_long(first, unit, year),
        String::new(),
    ));
    for restated in year.restatements(&indicator.id) {
        let own_unit = restated.unit.as_deref().unwrap_or(unit);
        let target = match &restated.target {
            Target::None => String::new(),
            target => words::target_long(target, own_unit, year),
        };
        let differs: Vec<&str> = differences(indicator, restated).into_iter().map(|d| d.chinese()).collect();
        let differs = differs.join("、");
        table.rows.push(row(restated.action.as_ref(), &restated.at, &restated.says, target, differs));
    }
    vec![heading("方案表述", "wording"), under(table, url)]
}

fn plan_run(year: &Year<'_>, action: Option<&crate::base::Id>) -> Run {
    match action.and_then(|id| year.action(id)) {
        Some(action) => Run::link(&action.name, urls::action(year.year, &action.id)),
        None => Run::link("总体方案", urls::plan(year.year)),
    }
}

fn place(year: &Year<'_>, action: Option<&crate::base::Id>, at: &str) -> Run {
    match action {
        Some(action) if year.action(action).is_some_and(|a| a.task(at).is_some()) => {
            Run::link(super::place_word(at), urls::task(year.year, action, at))
        }
        _ => Run::plain(super::place_word(at)),
    }
}

/// Target versions with their documents, where there is more than the plan's own.
fn versions(lookup: &Lookup<'_>, year: &Year<'_>, indicator: &Indicator, url: &str) -> Vec<Block> {
    let known = |date: Option<crate::base::Date>| date.is_none_or(|d| d <= lookup.figures.as_of);
    let versions: Vec<_> = indicator.versions.iter().filter(|v| known(v.date)).collect();
    if versions.len() < 2 {
        return Vec::new();
    }
    let columns =
        vec![Column::text("自").sticky(), Column::text("目标"), Column::text("文件"), Column::text("日期")];
    let unit = indicator.unit.as_deref().unwrap_or("");
    let mut table = tables::table("versions", "", columns, "");
    for version in versions {
        table.rows.push(Row::new(vec![
            Cell::text(start(version.from)),
            Cell::text(words::target_long(&version.target, unit, year)),
            Cell::text(&version.document),
            Cell::text(version.date.map(|d| d.chinese()).unwrap_or_default()),
        ]));
    }
    vec![heading("目标调整", "versions"), under(table, url)]
}

fn start(from: Period) -> String {
    format!("{}年{}", from.year, from.own_label())
}
