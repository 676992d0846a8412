//! What all pages share: the menu, the banner, the foot.

use super::blocks::{Frame, MenuGroup, MenuItem, Run};
use super::lookup::{Lookup, Year};
use super::urls::{self, List};
use super::{pages, reminders, words};
use crate::check::conflicts::conflicts;
use crate::check::record::{Part, PartState, Report, Reporter};
use crate::compute::Counts;

/// How many sentences the banner holds before it only counts.
const BANNER: usize = 4;

/// `notices`: sentences on what the record cannot know, such as an edition that is not built.
/// What was withdrawn or held back in a report is found here.
pub fn frame(lookup: &Lookup<'_>, notices: &[String]) -> Frame {
    let site = lookup.record.site();
    let year = lookup.latest();
    let method = year.and_then(|y| {
        let current = y.current.and_then(|figures| y.method(figures)).or(y.plan.methods.first());
        current.map(|m| format!("{}年评价办法（{}版）", y.year, m.version.chinese()))
    });
    Frame {
        site_name: site.name.clone(),
        publisher: site.publisher.clone(),
        as_of: lookup.figures.as_of.chinese(),
        method: method.unwrap_or_default(),
        demo: site.demo,
        menu: menu(lookup),
        banner: banner(lookup, notices),
        downloads: year.map(downloads).unwrap_or_default(),
    }
}

fn item(text: impl Into<String>, url: impl Into<String>) -> MenuItem {
    MenuItem { text: text.into(), url: url.into(), counts: Vec::new() }
}

fn menu(lookup: &Lookup<'_>) -> Vec<MenuGroup> {
    let mut groups = Vec::new();
    let mut group = |title: &str, items: Vec<MenuItem>| {
        if !items.is_empty() {
            groups.push(MenuGroup { title: title.into(), items });
        }
    };
    let mut top = vec![item("总览", urls::OVERVIEW)];
    if !lookup.editions.is_empty() {
        top.push(item("刊物", urls::EDITIONS));
    }
    group("", top);
    if let Some(year) = lookup.latest() {
        group("行动", year.plan.actions.iter().map(|a| action_item(year, a)).collect());
        group("评价", light_items(lookup, year));
        group("清单", list_items(lookup, year));
        group(
            "对象",
            vec![
                item("单位", urls::list(year.year, List::Units)),
                item("县市区", urls::list(year.year, List::Regions)),
                item("报送", urls::list(year.year, List::Periods)),
                item("单页", urls::sheet_list(year.year)),
            ],
        );
        let mut about = vec![item("总体方案", urls::plan(year.year))];
        if !conflicts(year.plan, lookup.record.units()).is_empty() {
            about.push(item("口径差异", urls::list(year.year, List::Conflicts)));
        }
        about.push(item("评价办法", urls::method(year.year)));
        about.extend(lookup.record.pages().iter().map(|p| item(&p.title, urls::free_page(&p.slug))));
        group("说明", about);
    }
    if lookup.years.len() > 1 {
        let years = lookup.years.iter().rev();
        group("年度", years.map(|y| item(format!("{}年", y.year), overview_url(lookup, y))).collect());
    }
    groups
}

fn action_item(year: &Year<'_>, action: &crate::check::record::Action) -> MenuItem {
    let counts = year.current.and_then(|figures| figures.counts_of(&action.id));
    let lights = |counts: &Counts| {
        let marks = words::count_marks(counts).into_iter();
        use super::blocks::LightMark::{NoTarget, NotAssessed, NotDue};
        // A dash or a dot before a number would read as a sign.
        marks.filter(|(mark, _)| !matches!(mark, NotDue | NotAssessed | NoTarget)).collect()
    };
    MenuItem {
        counts: counts.map(lights).unwrap_or_default(),
        ..item(&action.name, urls::action(year.year, &action.id))
    }
}

fn light_items(lookup: &Lookup<'_>, year: &Year<'_>) -> Vec<MenuItem> {
    if year.current.is_none() {
        return Vec::new();
    }
    let mut items = vec![item("灯数和变化", urls::list(year.year, List::Lights))];
    if !reminders::letters(lookup, year).is_empty() {
        items.push(item("提示函（草稿）", urls::list(year.year, List::Reminders)));
    }
    items
}

/// Lists of which there is nothing yet have no entry.
fn list_items(lookup: &Lookup<'_>, year: &Year<'_>) -> Vec<MenuItem> {
    let counted = pages::counted_name(year);
    #[rustfmt::skip]
    let lists = [
        ("任务",                        List::Tasks,      true),
        ("指标",                        List::Indicators, true),
        (counted.unwrap_or_default(),   List::Items,      counted.is_some()),
        ("项目和政策",                  List::Entries,    !year.plan.entries.is_empty()),
        ("问题",                        List::Problems,   true),
        ("议定事项",                    List::Decisions,  !year.decisions.is_empty()),
        ("督导",                        List::Visits,     pages::has_visits(lookup, year)),
        ("经验做法",                    List::Practices,  pages::has_practices(lookup, year)),
    ];
    let shown = lists.into_iter().filter(|(.., shown)| *shown);
    shown.map(|(text, list, _)| item(text, urls::list(year.year, list))).collect()
}

/// The latest year has the site's first page, the others their own.
pub fn overview_url(lookup: &Lookup<'_>, year: &Year<'_>) -> String {
    if lookup.latest().is_some_and(|latest| latest.year == year.year) {
        urls::OVERVIEW.into()
    } else {
        urls::year(year.year)
    }
}

fn downloads(year: &Year<'_>) -> Vec<(String, String)> {
    let plan = ("方案数据（JSON）".to_owned(), urls::data_plan(year.year));
    let figures =
        year.current.map(|f| (format!("{}数据（JSON）", f.period.label()), urls::data_figures(f.period)));
    let schemas = [("方案", "plan"), ("数据", "figures"), ("刊物", "edition")]
        .map(|(what, name)| (format!("{what}的格式（JSON Schema）"), urls::data_schema(name)));
    [plan].into_iter().chain(figures).chain(schemas).collect()
}

fn banner(lookup: &Lookup<'_>, notices: &[String]) -> Vec<Vec<Run>> {
    let mut all: Vec<Vec<Run>> = Vec::new();
    for year in &lookup.years {
        for report in year.periods.iter().flat_map(|p| year.reports(p.period)) {
            all.extend(fault(lookup, year, report));
        }
    }
    all.extend(notices.iter().map(|n| vec![Run::plain(n)]));
    let rest = all.len().saturating_sub(BANNER);
    if rest > 0 {
        all.truncate(BANNER);
        all.push(vec![Run::plain(format!("另有{rest}处未通过校验。"))]);
    }
    all
}

/// What of a report could not be used, as known today.
fn fault(lookup: &Lookup<'_>, year: &Year<'_>, report: &Report) -> Option<Vec<Run>> {
    let known = |p: &&Part| p.filed.as_ref().is_none_or(|f| f.date <= lookup.figures.as_of);
    let mut parts = report.parts.iter().filter(known).peekable();
    parts.peek()?;
    let what = if parts.clone().any(|p| p.state == PartState::Withdrawn) {
        match report.of {
            Reporter::Action(_) => "报告未通过校验，已退回，其指标按未报列示。",
            Reporter::Region(_) => "报告未通过校验，已退回，其分项按未报列示。",
        }
    } else if parts.any(|p| p.body.is_none()) {
        "报告的文字部分未通过校验，暂不刊出，数字照常使用。"
    } else {
        return None;
    };
    let period = Run::link(report.period.report_label(), urls::period(report.period));
    Some(vec![words::reporter_run(lookup, year, &report.of), period, Run::plain(what)])
}
