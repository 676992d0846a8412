//! A leader's one screen: what is red, what turned, what is not reported; then all actions, publications, problems.

use super::{Sheet, heading, parts, period_line, section, under};
use crate::base::{Color, Frequency};
use crate::check::record::Reporter;
use crate::compute::{IndicatorFigure, PeriodFigures, ReportFigure, ReportState, State, city_counts};
use crate::editions::blocks::{Block, Cell, Column, Count, Page, Row, Run, Table};
use crate::editions::cells::Shown;
use crate::editions::lookup::{Lookup, Year};
use crate::editions::urls::{self, List};
use crate::editions::{frame, tables, words};

/// So many red rows fit on one screen with what follows.
const ROWS: usize = 8;
const PUBLICATIONS: usize = 6;
/// So many of each change for the better are named.
const NAMES: usize = 5;

pub fn page<'a>(lookup: &'a Lookup<'a>, year: &'a Year<'a>) -> Page {
    let url = frame::overview_url(lookup, year);
    let sheet = Sheet {
        lookup,
        title: format!("{}年总览", year.year),
        crumbs: Vec::new(),
        menu: url.clone(),
        url: url.clone(),
        period_line: year.current.map(period_line),
    };
    let Some(current) = year.current else {
        let none = Run::plain("尚无报告。已列入的行动、任务和指标见左侧目录。");
        return sheet.page(year, vec![Block::Text(vec![none])]);
    };
    let shown: Vec<Shown<'_>> =
        year.plan.indicators.iter().filter_map(|i| Shown::standing(lookup, year, i)).collect();
    let mut blocks = vec![Block::Counts(count_line(year, current, &url))];
    blocks.extend(parts::longer(year, |i| i.action.is_some()));
    blocks.extend(brief(year, &shown, &url));
    blocks.extend(red(&shown, year, &url));
    blocks.extend(turned(year, &shown));
    blocks.extend(silent(lookup, year, &shown));
    blocks.extend(actions(year, &url));
    blocks.extend(publications(lookup, year));
    blocks.extend(overdue(lookup, year, current, &url));
    sheet.page(year, blocks)
}

fn count_line(year: &Year<'_>, current: &PeriodFigures, url: &str) -> Vec<Count> {
    let counts = city_counts(current);
    let all = Count {
        light: None,
        number: counts.all().to_string(),
        word: format!("项指标（{}）", current.period.label()),
        href: Some(urls::list(year.year, List::Indicators)),
    };
    let link = |mut count: Count| {
        use crate::editions::blocks::LightMark::{Lit, Missing};
        count.href = match count.light {
            Some(Lit(crate::base::Color::Red)) => Some(format!("{url}#{}", section("red"))),
            Some(Missing) => Some(format!("{url}#{}", section("silent"))),
            _ => None,
        };
        count
    };
    [all].into_iter().chain(words::counts_line(&counts).into_iter().map(link)).collect()
}

/// What the first screen must tell beside the reds: `较上期转差17项（其中转为红灯5项）、转好35项；未报1份、退回1份报告。`
fn brief(year: &Year<'_>, shown: &[Shown<'_>], url: &str) -> Option<Block> {
    let turns: Vec<_> =
        shown.iter().filter_map(|s| Some((s.figure.last_color?, s.figure.state.color()?))).collect();
    let worse = turns.iter().filter(|(from, to)| to > from).count();
    let red = turns.iter().filter(|(from, to)| to > from && *to == Color::Red).count();
    let better = turns.iter().filter(|(from, to)| to < from).count();
    let files = || year.current.into_iter().chain(year.longer.iter().copied()).flat_map(|f| &f.reports);
    let missing = files().filter(|r| matches!(r.state, ReportState::Missing | ReportState::Draft)).count();
    let back = files().filter(|r| r.state == ReportState::Withdrawn).count();
    let mut turned: Vec<String> = Vec::new();
    match (worse, red) {
        (0, _) => {}
        (worse, 0) => turned.push(format!("转差{worse}项")),
        (worse, red) if worse == red => turned.push(format!("转差{worse}项，均转为红灯")),
        (worse, red) => turned.push(format!("转差{worse}项（其中转为红灯{red}项）")),
    }
    turned.extend((better > 0).then(|| format!("转好{better}项")));
    let counts = [("未报", missing), ("退回", back)];
    let silent: Vec<String> =
        counts.iter().filter(|(_, n)| *n > 0).map(|(word, n)| format!("{word}{n}份报告")).collect();
    let mut runs = Vec::new();
    if !turned.is_empty() {
        let text = format!("较上期{}", turned.join("、"));
        runs.push(Run::link(text, format!("{url}#{}", section("turned"))));
    }
    if !silent.is_empty() {
        runs.extend((!runs.is_empty()).then(|| Run::plain("；")));
        runs.push(Run::link(silent.join("、"), format!("{url}#{}", section("silent"))));
    }
    if runs.is_empty() {
        return None;
    }
    runs.push(Run::plain("。"));
    Some(Block::Text(runs))
}

fn red(shown: &[Shown<'_>], year: &Year<'_>, url: &str) -> Vec<Block> {
    let mut reds: Vec<&Shown<'_>> = shown.iter().filter(|s| s.is_red()).collect();
    // What has no gap is a bottom line that broke; it comes first, then what is newly red. Ties stay in the plan's order.
    let need = |s: &Shown<'_>| (s.figure.gap.is_some(), s.figure.red_run.is_some_and(|run| run > 1));
    reds.sort_by(|a, b| need(a).cmp(&need(b)).then_with(|| a.figure.gap.cmp(&b.figure.gap)));
    let total = reds.len();
    let by_period = parts::by_period(&reds).map(|text| text + "。");
    let columns = vec![
        Column::text("指标").sticky(),
        Column::text("责任单位"),
        Column::number("累计"),
        Column::number("完成率"),
        Column::number("较序时").unit("百分点"),
        Column::text("较上期"),
        Column::number("连续红灯").unit("期"),
    ];
    let mut table = tables::table("red", "", columns, "本期无红灯指标。");
    table.rows = reds.into_iter().take(ROWS).map(red_row).collect();
    table.notes.extend(by_period);
    let mut blocks = vec![heading("红灯指标", "red"), under(table, url)];
    if total > ROWS {
        let rest = format!("另有{}项红灯指标，全部见灯数和变化", total - ROWS);
        let lights = urls::list(year.year, List::Lights);
        blocks.push(Block::Text(vec![Run::link(rest, format!("{lights}#s-red"))]));
    }
    blocks
}

fn red_row(shown: &Shown<'_>) -> Row {
    let mut name = shown.name();
    if shown.period.kind > Frequency::Month {
        name.runs.push(Run::quiet(format!("（{}）", shown.period.report_label())));
    }
    Row::new(vec![
        name,
        shown.owner(),
        shown.value_with_unit(),
        shown.completion(),
        shown.gap(),
        shown.turned(),
        shown.red_run(),
    ])
}

/// Lights that are lit in both periods and changed, change by change: `转差2项：A、B由绿转黄。`
fn turned(year: &Year<'_>, shown: &[Shown<'_>]) -> Vec<Block> {
    let groups = words::transitions(shown.to_vec());
    let mut blocks = vec![heading("灯色变化", "turned")];
    // What got worse is always named; of what got better a long list is left to the page it links to.
    for (word, better, names) in [("转差", false, usize::MAX), ("转好", true, NAMES)] {
        let of: Vec<_> = groups.iter().filter(|((from, to), _)| (to < from) == better).collect();
        let count: usize = of.iter().map(|(_, list)| list.len()).sum();
        if count == 0 {
            continue;
        }
        let mut runs = vec![Run::strong(format!("{word}{count}项："))];
        for (i, ((from, to), list)) in of.into_iter().enumerate() {
            runs.extend((i > 0).then(|| Run::plain("；")));
            // The habit of lists: all of up to five, else the first three with the count.
            let named = if list.len() > names { 3 } else { list.len() };
            for (j, s) in list.iter().take(named).enumerate() {
                runs.extend((j > 0).then(|| Run::plain("、")));
                runs.extend(s.name().runs);
            }
            let more = if list.len() > names { format!("等{}项", list.len()) } else { String::new() };
            runs.push(Run::plain(format!("{more}{}", words::transition(*from, *to))));
        }
        runs.push(Run::plain("。"));
        blocks.push(Block::Text(runs));
    }
    if blocks.len() == 1 {
        let compared =
            shown.iter().any(|s| s.figure.last_color.is_some() && s.figure.state.color().is_some());
        let none = if compared { "与上期相比，灯色没有变化。" } else { "没有上期可比。" };
        blocks.push(Block::Text(vec![Run::plain(none)]));
    } else {
        let lights = urls::list(year.year, List::Lights);
        blocks
            .push(Block::Text(vec![Run::link("各项变化前后的数见灯数和变化", format!("{lights}#s-turned"))]));
    }
    blocks
}

/// Reports that are not in, then indicators that reports which are in leave out.
fn silent(lookup: &Lookup<'_>, year: &Year<'_>, shown: &[Shown<'_>]) -> Vec<Block> {
    let mut items: Vec<Vec<Block>> = Vec::new();
    for figures in year.current.into_iter().chain(year.longer.iter().copied()) {
        items.extend(figures.reports.iter().filter_map(|r| unreported(lookup, year, figures, r)));
    }
    for action in &year.plan.actions {
        let of = |s: &&Shown<'_>| s.indicator.reporter == action.id && s.figure.state == State::Missing;
        let filed = |s: &Shown<'_>| {
            let report = year
                .figures(s.period)
                .and_then(|f| f.reports.iter().find(|r| *r.of.id() == action.id).map(|r| r.state));
            matches!(report, Some(ReportState::Filed | ReportState::Reviewed | ReportState::Issued))
        };
        let missing: Vec<&Shown<'_>> = shown.iter().filter(of).filter(|s| filed(s)).collect();
        if missing.is_empty() {
            continue;
        }
        let mut runs = vec![
            Run::link(&action.name, urls::action(year.year, &action.id)),
            Run::plain(format!("{}项指标未报：", missing.len())),
        ];
        for (i, s) in missing.iter().enumerate() {
            runs.push(Run::plain(if i == 0 { "" } else { "、" }));
            runs.extend(s.name().runs);
        }
        runs.push(Run::plain("。"));
        runs.retain(|r| !r.text.is_empty());
        items.push(vec![Block::Text(runs)]);
    }
    let list = match items.is_empty() {
        true => Block::Text(vec![Run::plain("应报的报告和指标均已报送。")]),
        false => Block::List { start: None, items },
    };
    vec![heading("未报", "silent"), list]
}

fn unreported(
    lookup: &Lookup<'_>,
    year: &Year<'_>,
    figures: &PeriodFigures,
    report: &ReportFigure,
) -> Option<Vec<Block>> {
    let as_of = lookup.figures.as_of;
    let due = report.owed_by().map(|d| format!("（应报{}）", d.chinese_short())).unwrap_or_default();
    let indicators = match unlisted(year, figures, &report.of) {
        0 => String::new(),
        n => format!("，{n}项指标按未报列示"),
    };
    let what = match report.state {
        ReportState::Missing => format!("报告截至{}未报{due}{indicators}。", as_of.chinese_short()),
        ReportState::Withdrawn => format!("报告退回{indicators}。"),
        ReportState::Draft => format!("报告仍为草稿，未报{due}{indicators}。"),
        ReportState::Awaited => format!("报告待报{due}。"),
        ReportState::NotDue | ReportState::Filed | ReportState::Reviewed | ReportState::Issued => {
            return None;
        }
    };
    Some(vec![Block::Text(vec![
        words::reporter_run(lookup, year, &report.of),
        Run::link(figures.period.report_label(), urls::period(figures.period)),
        Run::plain(what),
    ])])
}

/// How many indicators of a file lack what a reporter owes.
fn unlisted(year: &Year<'_>, figures: &PeriodFigures, of: &Reporter) -> usize {
    let own_file = |f: &&IndicatorFigure| f.from.is_none() && f.state == State::Missing;
    let missing = figures.indicators.iter().filter(own_file);
    match of {
        Reporter::Action(id) => {
            missing.filter(|f| year.indicator(&f.id).is_some_and(|i| i.reporter == *id)).count()
        }
        Reporter::Region(id) => missing.filter(|f| f.missing_regions.contains(id)).count(),
    }
}

/// Counts of lights, action by action and month by month. No light for an action.
fn actions(year: &Year<'_>, url: &str) -> Vec<Block> {
    // The newest first: on a narrow screen it must not lie behind a scroll.
    let months: Vec<&PeriodFigures> =
        year.periods.iter().rev().filter(|p| p.period.kind == Frequency::Month).copied().collect();
    if months.is_empty() {
        return Vec::new();
    }
    let mut columns = vec![Column::text("行动").sticky()];
    columns.extend(months.iter().map(|p| Column::text(p.period.label())));
    let mut table = tables::table("actions", "", columns, "没有行动。");
    for action in &year.plan.actions {
        let mut cells = vec![Cell::runs(vec![Run::link(&action.name, urls::action(year.year, &action.id))])];
        cells.extend(months.iter().map(|p| {
            let counts = p.counts_of(&action.id);
            Cell::runs(counts.map(words::counts_runs).unwrap_or_default())
        }));
        table.rows.push(Row::new(cells));
    }
    let mut total = vec![Cell::text("合计")];
    total.extend(months.iter().map(|p| Cell::runs(words::counts_runs(&city_counts(p)))));
    table.rows.push(Row::total(total));
    table.notes.extend(words::marks_note(&table));
    vec![heading("各行动灯数", "actions"), Block::Table(csv(table, url))]
}

/// A table of months keeps its empty columns, which are named periods.
fn csv(table: Table, url: &str) -> Table {
    Table { csv: Some(urls::csv(url, &table.id)), ..table }
}

fn publications(lookup: &Lookup<'_>, year: &Year<'_>) -> Vec<Block> {
    let mut of_year: Vec<_> = lookup.editions.iter().filter(|e| e.period.year == year.year).collect();
    of_year.sort_by(|a, b| b.period.cmp(&a.period).then_with(|| a.id.cmp(&b.id)));
    if of_year.is_empty() {
        return Vec::new();
    }
    let item = |edition: &&crate::editions::Edition| {
        let number = edition.number.as_deref().unwrap_or("未定稿");
        vec![Block::Text(vec![
            Run::link(&edition.title, &edition.url),
            Run::quiet(format!("　{}　{number}　{}", edition.series_name, edition.as_of.chinese())),
        ])]
    };
    let items = of_year.iter().take(PUBLICATIONS).map(item).collect();
    vec![heading("最新刊物", "publications"), Block::List { start: None, items }]
}

fn overdue(lookup: &Lookup<'_>, year: &Year<'_>, current: &PeriodFigures, url: &str) -> Vec<Block> {
    let mut late: Vec<_> = current.problems.iter().filter(|p| p.overdue).collect();
    // The longest overdue first.
    late.sort_by_key(|p| p.by);
    let mut table = tables::problems(lookup, year, late, tables::Anchors::Elsewhere);
    table.empty = "没有超期问题。".into();
    vec![heading("超期问题", "problems"), under(table, url)]
}
