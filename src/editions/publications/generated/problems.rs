//! 存在问题: red lights, late steps, the register, what was not reported; and what became of decisions.

use super::compose::gap_values;
use super::overview::{assessed, counts_of};
use super::{Options, action, annexed, text};
use crate::base::{Date, Id, Period};
use crate::check::record::{Kind, ProblemState, Reporter, SeriesKind};
use crate::check::{Field, Subject};
use crate::compute::{DecisionFigure, ProblemFigure, ProblemTotals, ReportState, State, is_used};
use crate::editions::blocks::Block;
use crate::editions::publications::issue::{Issue, OFFICE};
use crate::editions::publications::item::Item;
use crate::editions::publications::phrase::{Phrase, counted_names, joined, names, paragraph};
use crate::editions::publications::sentences::problems::{self as said, Decided, Told as Asked};
use crate::editions::publications::sentences::{Mention, projects, standing};
use crate::editions::publications::told::Told;
use crate::editions::publications::{annexes, steps};
use crate::editions::tables::{self, Anchors};
use crate::editions::urls::{self, List};

pub fn blocks(issue: &Issue, options: &Options, told: &mut Told) -> Vec<Block> {
    let of = action(issue, options);
    let new_only = options.one("only") == Some("new");
    if new_only || (options.one("only").is_none() && issue.kind() == SeriesKind::Dispatch) {
        return new_ones(issue, of);
    }
    let red = red(issue, of, told);
    let late = late_steps(issue, of);
    let register = register(issue, of, told);
    let silent = silent(issue, of);
    let mut blocks: Vec<Block> = [red, late, register, silent].into_iter().filter_map(text).collect();
    if blocks.is_empty() && nothing_wrong(issue, of) {
        blocks.extend(text(Phrase::of("本期无红灯、无逾期节点、无超期问题。")));
    }
    if options.flag("table").unwrap_or(!annexed(issue, "problems") && !in_scope(issue, of).is_empty()) {
        let table = tables::problems(issue.lookup, issue.year, in_scope(issue, of), Anchors::Elsewhere);
        blocks.push(Block::Table(tables::finished(table, &issue.url)));
    }
    blocks
}

/// Said only when all three are zero and nothing due is missing.
fn nothing_wrong(issue: &Issue, of: Option<&Id>) -> bool {
    let counts = counts_of(issue, of);
    let cutoff = issue.source.cutoff;
    counts.of(crate::base::Color::Red) == 0
        && counts.missing == 0
        && steps::late(&steps::steps(issue, of), cutoff).is_empty()
        && !in_scope(issue, of).iter().any(|p| p.overdue)
}

/// Problems of the reporters in scope.
pub fn in_scope<'a>(issue: &Issue<'a>, of: Option<&Id>) -> Vec<&'a ProblemFigure> {
    let of = of.or(issue.action());
    let meant = |reporter: &Reporter| match (reporter, of) {
        (_, None) => true,
        (Reporter::Action(id), Some(of)) => id == of,
        (Reporter::Region(_), Some(_)) => false,
    };
    issue.now.problems.iter().filter(|p| meant(&p.reporter)).collect()
}

/// `6项指标为红灯，其中5项连续2期。A（…牵头）、B（…牵头）分别慢于序时13.0个和12.2个百分点。……`
fn red(issue: &Issue, of: Option<&Id>, told: &mut Told) -> Phrase {
    let mut red: Vec<(u32, Item)> = assessed(issue, of)
        .into_iter()
        .filter(Item::is_red)
        .map(|i| (issue.red_run(&i), Item { lead_shown: true, ..i }))
        .collect();
    red.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.gap().cmp(&b.1.gap())));
    let untold: Vec<&Item> =
        red.iter().map(|(_, i)| i).filter(|i| !told.in_section(&i.indicator.id)).collect();
    if red.is_empty() || untold.is_empty() {
        return Phrase::new();
    }
    told.generated.extend(untold.iter().map(|i| i.indicator.id.clone()));
    let counted = told.count(&of.map_or(Subject::City, |id| Subject::Action(id.clone())), &[Field::Red]);
    let opening = (!counted && untold.len() == red.len()).then(|| red_opening(&red));
    let (new, old): (Vec<&Item>, Vec<&Item>) = untold.into_iter().partition(|i| i.newly_red());
    let mut sentences: Vec<Phrase> = opening.into_iter().collect();
    for alike in old.chunk_by(|a, b| mergeable(a) && mergeable(b)) {
        match alike {
            [one] if !mergeable(one) => sentences.extend(standing(one, Mention::Again).map(without_light)),
            several => sentences.extend(several.chunks(5).filter_map(behind)),
        }
    }
    let (together, apart): (Vec<&Item>, Vec<&Item>) = new.into_iter().partition(|i| mergeable(i));
    sentences.extend(together.chunks(5).filter_map(|few| {
        let each = if few.len() > 1 { "均" } else { "" };
        Some(behind(few)?.say(format!("，{each}为本期新增红灯")))
    }));
    let apart = apart.iter().filter_map(|i| standing(i, Mention::Again)).map(without_light);
    sentences.extend(apart.map(|said| said.say("，为本期新增红灯")));
    paragraph(sentences)
}

fn red_opening(red: &[(u32, Item)]) -> Phrase {
    let opening = Phrase::of(format!("{}项指标为红灯", red.len()));
    let run = red.iter().map(|(run, _)| *run).max().unwrap_or(0);
    let long = red.iter().filter(|(run, _)| *run >= 2).count();
    let same = red.iter().filter(|(r, _)| *r >= 2).all(|(r, _)| *r == run);
    let periods = if same { format!("连续{run}期") } else { "连续2期以上".into() };
    match long {
        0 => opening,
        n if n == red.len() && n == 1 => opening.say(format!("，{periods}")),
        n if n == red.len() => opening.say(format!("，均{periods}")),
        n => opening.say(format!("，其中{n}项{periods}")),
    }
}

/// What counts up and can be told by its gap alone.
fn mergeable(item: &Item) -> bool {
    let counts = matches!(item.indicator.kind, Kind::Cumulative | Kind::Level | Kind::Growth);
    let by_hand = item.figure.state.light().is_some_and(|l| l.overridden.is_some());
    let near = item.gap().abs().percent(1).is_zero();
    // What is to fall says by how much it does.
    let falls = item.indicator.kind == Kind::Growth && item.down();
    counts && !by_hand && !near && !falls && !item.is_small() && item.figure.gap.is_some()
}

/// `A（…牵头）、B（…牵头）分别慢于序时13.0个和12.2个百分点`; of one kind of gap only.
fn behind(items: &[&Item]) -> Option<Phrase> {
    let mut groups: Vec<(&str, Vec<&Item>)> = Vec::new();
    for item in items {
        let words = item.direction();
        match groups.iter_mut().find(|(key, _)| *key == words) {
            Some((_, list)) => list.push(item),
            None => groups.push((words, vec![item])),
        }
    }
    let told = groups.iter().filter_map(|(words, list)| {
        let each = if list.len() > 1 { "分别" } else { "" };
        let named = joined(list.iter().map(|i| i.named()), "、");
        Some(named.say(format!("{each}{words}")).add(gap_values(list)?))
    });
    let told: Vec<Phrase> = told.collect();
    (!told.is_empty()).then(|| joined(told, "；"))
}

/// In a list of red lights none needs to be called red again.
fn without_light(phrase: Phrase) -> Phrase {
    let mut runs = phrase.runs();
    let ends = runs.last().is_some_and(|r| r.bound.as_deref().is_some_and(|b| b.ends_with(".灯")));
    if ends {
        runs.pop();
        if let Some(last) = runs.last_mut() {
            last.text = last.text.strip_suffix("，为").unwrap_or(&last.text).to_string();
        }
    }
    runs.into_iter().fold(Phrase::new(), Phrase::run)
}

/// One: pattern 41. Several: `截至3月31日，4个节点逾期：…应于3月15日完成，逾期16天（市教体局牵头）；…`.
fn late_steps(issue: &Issue, of: Option<&Id>) -> Phrase {
    let cutoff = issue.source.cutoff;
    let all = steps::steps(issue, of);
    let mut late = steps::late(&all, cutoff);
    late.sort_by_key(|s| s.by);
    let silent = silent_steps(&steps::silent(&all, cutoff), !late.is_empty());
    if let [one] = late.as_slice() {
        return paragraph(projects::late(one, cutoff).into_iter().chain(silent));
    }
    let (count, shown) = (late.len(), if late.len() > 5 { 3 } else { 5 });
    let told: Vec<Phrase> = late.iter().take(shown).map(|s| projects::late_in_list(s, cutoff)).collect();
    if told.is_empty() {
        return paragraph(silent);
    }
    let some = if count > 5 { "，时限最早的3个" } else { "" };
    let opening = Phrase::of(format!("截至{}，{count}个节点到期未完成{some}：", cutoff.chinese_short()));
    paragraph([opening.add(joined(told, "；"))].into_iter().chain(silent))
}

/// `另有改革攻坚行动5个到期节点未报`: what became of them nobody knows.
fn silent_steps(silent: &[(&str, u32)], more: bool) -> Option<Phrase> {
    let named: Vec<String> = silent.iter().map(|(name, n)| format!("{name}{n}个到期节点")).collect();
    let also = if more { "另有" } else { "" };
    (!named.is_empty()).then(|| Phrase::of(format!("{also}{}未报完成情况", named.join("、"))))
}

/// `上期在册31个，……其中超期9个：华容县、君山区各2个，……。`
fn register(issue: &Issue, of: Option<&Id>, told: &Told) -> Phrase {
    if told.count(&Subject::Problems, &[Field::Open, Field::Closed, Field::New]) {
        return Phrase::new();
    }
    let problems = in_scope(issue, of);
    let register = ProblemTotals::of(problems.iter().copied());
    let before = issue.before.map(|b| b.period);
    let href = urls::list(issue.year.year, List::Problems);
    let Some(opening) = said::register(&register, before, &href) else { return Phrase::new() };
    // `问题` in a bound number means the whole city's.
    let opening = if of.or(issue.action()).is_some() { unbound(opening) } else { opening };
    let mut owners: Vec<(&str, u32)> = Vec::new();
    for problem in problems.iter().filter(|p| p.overdue && p.state != ProblemState::Closed) {
        let Some(owner) = problem.owner.as_ref().map(|o| issue.lookup.name(o)) else { continue };
        match owners.iter_mut().find(|(name, _)| *name == owner) {
            Some((_, n)) => *n += 1,
            None => owners.push((owner, 1)),
        }
    }
    let named: u32 = owners.iter().map(|(_, n)| n).sum();
    let annex = annexes::mark(issue, "problems");
    let owners = said::by_owner(&owners, annex.as_deref()).filter(|_| named == register.overdue);
    let opening = match owners {
        Some(owners) => opening.say("：").add(owners),
        None => opening,
    };
    let reopened = problems.iter().filter(|p| p.reopenings > 0).filter_map(|p| {
        let why = p.reopened_why.as_deref()?.trim_end_matches('。');
        let closed = closed_before(issue, p).map(|d| format!("于{}", d.chinese_short())).unwrap_or_default();
        Some(Phrase::of(format!("{}号问题{closed}销号后反弹：{why}", p.id)))
    });
    paragraph([opening].into_iter().chain(reopened))
}

/// The day a reopened problem was closed before: its evidence's where the report says it, else that report's cutoff.
fn closed_before(issue: &Issue, problem: &ProblemFigure) -> Option<Date> {
    let reports = issue.record.reports().iter().filter(|r| r.period <= issue.period());
    let parts = reports.flat_map(|r| &r.parts).filter(|p| is_used(p, issue.source.as_of));
    let closed = parts.flat_map(|part| {
        let own = part.problems.iter().filter(|p| p.id == problem.id);
        own.filter(|p| p.state == Some(ProblemState::Closed)).map(|p| p.closed.unwrap_or(part.cutoff))
    });
    closed.max()
}

fn unbound(phrase: Phrase) -> Phrase {
    phrase
        .runs()
        .into_iter()
        .fold(Phrase::new(), |all, run| all.run(crate::editions::blocks::Run { bound: None, ..run }))
}

/// Patterns 32 and 33: what was not reported by the issue's day, what came late, what was sent back.
fn silent(issue: &Issue, of: Option<&Id>) -> Phrase {
    let as_of = issue.source.as_of.chinese_short();
    let mut sentences = Vec::new();
    for report in issue.now.reports.iter().filter(|r| reporter_in_scope(issue, of, &r.of)) {
        let name = reporter_name(issue, &report.of);
        let missing = missing_of(issue, &report.of);
        let count = missing.len();
        let label = issue.period().report_label();
        sentences.extend(match report.state {
            ReportState::Withdrawn => Some(if count > 0 {
                Phrase::of(format!("{name}{label}报告经校核退回，{count}项指标按未报列示"))
            } else {
                Phrase::of(format!("{name}{label}报告经校核退回"))
            }),
            ReportState::Missing | ReportState::Draft => {
                Some(Phrase::of(format!("{name}{label}报告截至{as_of}未报")))
            }
            ReportState::Filed | ReportState::Reviewed | ReportState::Issued if count > 0 => {
                Some(Phrase::of(format!("{name}{count}项指标截至{as_of}未报：")).add(listed(missing)))
            }
            _ => None,
        });
        if let (Some(days), Some(due), Some(filed)) = (report.late_days(), report.owed_by(), report.filed) {
            sentences.push(Phrase::of(format!(
                "{name}{label}报告迟报{days}天（应报{}，实报{}）",
                due.chinese_short(),
                filed.chinese_short()
            )));
        }
    }
    paragraph(sentences)
}

fn listed(items: Vec<Item>) -> Phrase {
    let led: Vec<Option<&str>> = items.iter().map(|i| i.led_by.as_deref()).collect();
    if let (2..=5, Some(Some(one))) = (items.len(), led.first())
        && led.iter().all(|l| *l == Some(*one))
    {
        let bare = items.iter().map(|i| Item { lead_shown: false, ..i.clone() }.name());
        let by = one.strip_prefix(OFFICE).map_or(one.to_string(), |office| format!("{office}负责"));
        return names(bare.collect()).say(format!("（均由{by}）"));
    }
    let list: Vec<Phrase> = items.iter().map(Item::named).collect();
    if list.len() <= 5 { names(list) } else { counted_names(list, "项") }
}

fn missing_of<'a>(issue: &Issue<'a>, of: &Reporter) -> Vec<Item<'a>> {
    let Reporter::Action(id) = of else { return Vec::new() };
    let missing = |i: &Item| i.indicator.reporter == *id && i.figure.state == State::Missing;
    let lead_shown = |i: Item<'a>| Item { lead_shown: true, ..i };
    issue.items().into_iter().filter(missing).map(lead_shown).collect()
}

fn reporter_in_scope(issue: &Issue, of: Option<&Id>, reporter: &Reporter) -> bool {
    match (reporter, of.or(issue.action())) {
        (_, None) => true,
        (Reporter::Action(id), Some(of)) => id == of,
        (Reporter::Region(_), Some(_)) => false,
    }
}

fn reporter_name(issue: &Issue, of: &Reporter) -> String {
    match of {
        Reporter::Action(id) => issue.year.action(id).map_or(id.to_string(), |a| a.name.clone()),
        Reporter::Region(id) => issue.lookup.name(id).to_string(),
    }
}

/// 新增问题和需协调事项: one paragraph each.
fn new_ones(issue: &Issue, of: Option<&Id>) -> Vec<Block> {
    let new = in_scope(issue, of).into_iter().filter(|p| p.is_new || p.reopenings > 0);
    let cutoff = issue.source.cutoff;
    let calendar = issue.record.calendar(issue.year.year);
    let paragraphs = new.map(|problem| {
        let reporter = match &problem.reporter {
            Reporter::Action(id) => {
                issue.year.action(id).map_or(&**id, |a| issue.lookup.name(&a.task_force.office))
            }
            Reporter::Region(id) => issue.lookup.name(id),
        };
        let asked = Asked {
            problem,
            reporter,
            owner: problem.owner.as_ref().map(|o| issue.lookup.name(o)),
            workday: problem.by.is_some_and(|by| calendar.is_none_or(|c| c.is_workday(by))),
            closed: closed_before(issue, problem),
            href: urls::problem(issue.year.year, &problem.id),
        };
        paragraph([said::problem(&asked, cutoff)])
    });
    paragraphs.filter_map(text).collect()
}

/// A decision with the periods of the reports that name it first and last.
fn decided<'a>(issue: &Issue<'a>, decision: &'a DecisionFigure) -> Decided<'a> {
    let reports = issue.record.reports().iter().filter(|r| r.period <= issue.period());
    let naming = reports.filter(|r| {
        let mut parts = r.parts.iter().filter(|p| is_used(p, issue.source.as_of));
        parts.any(|p| p.decisions.iter().any(|d| d.id == decision.id))
    });
    let periods: Vec<Period> = naming.map(|r| r.period).collect();
    let (first, last) = (periods.iter().min(), periods.iter().max());
    let before = issue.before.map(|b| b.period);
    let ends = |p: &&Period| p.last_day() < issue.period().last_day();
    Decided {
        decision,
        unit: decision.unit.as_ref().map(|u| issue.lookup.name(u)),
        earlier: first.zip(before).is_some_and(|(first, before)| !before.contains(*first) && *first < before),
        carried: last.filter(ends).map(|p| p.report_label()),
    }
}

/// 上次议定事项落实: the count, then one sentence each that is not done.
pub fn decisions(issue: &Issue, options: &Options) -> Vec<Block> {
    let of = action(issue, options);
    let in_scope = |d: &&DecisionFigure| reporter_in_scope(issue, of, &d.reporter);
    let decided: Vec<Decided> =
        issue.now.decisions.iter().filter(in_scope).map(|decision| decided(issue, decision)).collect();
    let cutoff = issue.source.cutoff;
    let open = decided.iter().filter(|d| !d.decision.is_new).filter_map(|d| said::open_decision(d, cutoff));
    let last = issue.before.map(|b| b.period.report_label());
    let all = said::decisions(&decided, cutoff, last.as_deref()).into_iter().chain(open);
    text(paragraph(all)).into_iter().collect()
}
