//! The editor's part of one issue, to be completed.

use super::super::lookup::{Lookup, Year};
use super::super::publications::drafted;
use super::{Lines, Skeleton, scalar};
use crate::base::{Date, Frequency, Period};
use crate::check::record::{EditionSource, Reporter, Scope, Series, SeriesKind};
use crate::compute::{ReportState, percent_text, schedule_share};

/// One issue of a series, with what its last issue has in common with it.
///
/// `None` where the series does not come out for such a period, or the year has no plan.
pub fn edition(lookup: &Lookup<'_>, series: &Series, period: Period) -> Option<Skeleton> {
    let kind = match series.kind {
        SeriesKind::Dispatch => Frequency::Dekad,
        SeriesKind::Bulletin => Frequency::Month,
        SeriesKind::Review => Frequency::Quarter,
    };
    // The month's dispatch may be that of its third dekad.
    let third = series.kind == SeriesKind::Dispatch && period.kind == Frequency::Month;
    if period.kind != kind && !third {
        return None;
    }
    let year = lookup.year(period.year)?;
    let issues = lookup.record.editions().iter().filter(|e| e.series == series.id && e.corrects.is_none());
    let last = issues.filter(|e| e.period < period).max_by_key(|e| e.period);
    let issue = Draft { lookup, year, series, period, last };
    let mut lines = Lines::default();
    issue.head(&mut lines);
    issue.body(&mut lines);
    Some(Skeleton { path: format!("editions/{}/{period}.md", series.id), text: lines.0 })
}

struct Draft<'a> {
    lookup: &'a Lookup<'a>,
    year: &'a Year<'a>,
    series: &'a Series,
    period: Period,
    last: Option<&'a EditionSource>,
}

impl Draft<'_> {
    fn head(&self, lines: &mut Lines) {
        let (period, cutoff) = (self.period, self.period.last_day());
        lines.line("---");
        lines.line(&format!("series: {}", self.series.id));
        lines.line(&format!("period: {period}"));
        lines.line(&format!("title: {}", scalar(&self.title())));
        lines.noted(&format!("cutoff: {cutoff}"), "数据截至日");
        lines.noted(&format!("as_of: {}", self.as_of(cutoff)), "所知日：到这一天为止知道的都算");
        lines.line(&format!("issuer: {}", scalar(&self.issuer())));
        self.distribution(lines);
        self.absent(lines);
        let annexes = match (self.last, self.series.kind) {
            (Some(last), _) => last.annexes.join(", "),
            (None, SeriesKind::Dispatch) => String::new(),
            (None, SeriesKind::Bulletin) => "indicators, tasks, projects, regions, problems".into(),
            (None, SeriesKind::Review) => "indicators, regions, problems".into(),
        };
        if !annexes.is_empty() {
            lines.line(&format!("annexes: [{annexes}]"));
        }
        if self.series.kind == SeriesKind::Review {
            lines.line("compare: [schedule, last_period, last_year, whole]");
            if self.year.plan.methods.iter().any(|m| m.scores.is_some()) {
                lines.line("scores: [regions]");
            }
            lines.noted("# next_quarter:", "下季度重点：各行去掉“# ”（井号连同空格），可写多项");
            lines.line("#   - task: ");
            lines.line("#     goal: >-");
            lines.line("#       ");
            lines.line("#     by: ");
            lines.line("#     owner: ");
            lines.noted("# comments:", "讲评意见：单位: 意见");
        }
        let disclosure = self.last.map_or(self.series.disclosure, |e| e.disclosure);
        lines.noted(&format!("disclosure: {}", disclosure.code()), "internal | closed | on-request | open");
        lines.line("---");
    }

    /// That of the last issue with this period in it; else the series' own name.
    fn title(&self) -> String {
        let stamp = |period: Period| format!("{}年{}", period.year, period.own_label());
        let renewed = self.last.and_then(|last| {
            let old = stamp(last.period);
            last.title.contains(&old).then(|| last.title.replace(&old, &stamp(self.period)))
        });
        renewed.unwrap_or_else(|| match self.series.kind {
            SeriesKind::Dispatch => format!("{}（{}）", self.series.name, stamp(self.period)),
            SeriesKind::Bulletin | SeriesKind::Review => {
                format!("{}{}", stamp(self.period), self.series.name)
            }
        })
    }

    /// What is known today, but not before the cutoff.
    fn as_of(&self, cutoff: Date) -> Date {
        self.lookup.figures.as_of.max(cutoff)
    }

    fn issuer(&self) -> String {
        if let Some(last) = self.last {
            return last.issuer.clone();
        }
        let action = match &self.series.scope {
            Scope::Action(id) => self.year.action(id),
            Scope::City => None,
        };
        let force = action.and_then(|a| a.task_force.name.as_ref());
        force.map_or(self.lookup.record.site().publisher.clone(), |name| format!("{name}办公室"))
    }

    fn distribution(&self, lines: &mut Lines) {
        let last = self.last.map(|e| e.distribution.clone()).unwrap_or_default();
        lines.line("distribution:");
        for (key, word, text) in
            [("report", "报", last.report), ("send", "送", last.send), ("copy", "发", last.copy)]
        {
            let value = text.map(|t| format!(" {}", scalar(&t))).unwrap_or_default();
            lines.noted(&format!("  {key}:{value}"), word);
        }
    }

    /// Those whose numbers it prints and that have none; who files in time can be taken out again.
    fn absent(&self, lines: &mut Lines) {
        use ReportState::{Awaited, Draft, Missing, Withdrawn};
        let reports = self.year.figures(self.period).map_or(&[][..], |f| &f.reports);
        let silent = reports.iter().filter(|r| matches!(r.state, Awaited | Missing | Draft | Withdrawn));
        let in_scope = |of: &Reporter| match (&self.series.scope, of) {
            (Scope::City, _) => true,
            (Scope::Action(action), Reporter::Action(id)) => id == action,
            (Scope::Action(_), Reporter::Region(_)) => false,
        };
        let silent: Vec<_> = silent.filter(|r| in_scope(&r.of)).collect();
        if silent.is_empty() {
            return;
        }
        lines.noted("absent:", "报来了的删去");
        for report in silent {
            let (key, name) = match &report.of {
                Reporter::Action(id) => ("action", id.to_string()),
                Reporter::Region(id) => ("region", scalar(self.lookup.name(id))),
            };
            lines.line(&format!("  - {key}: {name}"));
            lines.line(&format!("    note: {}，未列入", report.state.chinese()));
        }
    }

    fn body(&self, lines: &mut Lines) {
        lines.line("");
        lines.line(&self.opening());
        lines.line("");
        lines.line(
            "<!-- 数写成 [](=指标.字段)，由 tongbao fill 填上；各节的 tongbao 块由程序写出，不用的删去。 -->",
        );
        for (heading, fences) in sections(self.series.kind) {
            lines.line("");
            lines.line(&format!("## {heading}"));
            for fence in *fences {
                for paragraph in self.drafted(heading, fence) {
                    lines.line("");
                    lines.line(&paragraph);
                }
                lines.line("");
                lines.line(&format!("```tongbao {fence}"));
                lines.line("```");
            }
        }
    }

    /// The sentences of the counts and the main indicators are typed out, for the editor to write on; the fence
    /// below them then tells only what they do not.
    fn drafted(&self, heading: &str, fence: &str) -> Vec<String> {
        let typed = matches!(fence, "overview" | "indicators");
        if !typed || self.series.kind == SeriesKind::Dispatch {
            return Vec::new();
        }
        drafted(self.lookup, self.series, self.period, self.period.last_day(), (heading, fence))
    }

    fn opening(&self) -> String {
        let (period, cutoff) = (self.period, self.period.last_day());
        let method = self.year.plan.method_in_force(cutoff, self.lookup.figures.as_of);
        let share = method.and_then(|m| schedule_share(&m.schedule, period, cutoff));
        let share = share.map(|s| format!("，序时进度{}", percent_text(&s, false))).unwrap_or_default();
        let until = cutoff.chinese_short();
        match self.series.kind {
            SeriesKind::Dispatch => {
                let (first, last) = (period.first_day().chinese_short(), cutoff.day());
                format!("期间{first}—{last}日，数据截至{until}{share}，只列变化事项。")
            }
            SeriesKind::Bulletin => format!(
                "根据“旬调度、月通报、季讲评”工作机制，现将{}推进情况通报如下。数据期为{}，截至{until}{share}；未注明的为快报数。",
                period.own_label(),
                period.label()
            ),
            SeriesKind::Review => format!(
                "根据“旬调度、月通报、季讲评”工作机制，对{}推进情况进行讲评。数据截至{until}{share}；未注明的为快报数。",
                period.own_label()
            ),
        }
    }
}

/// Headings and generated blocks (wording.md section 1).
fn sections(kind: SeriesKind) -> &'static [(&'static str, &'static [&'static str])] {
    match kind {
        SeriesKind::Dispatch => &[
            ("本旬变化", &["changes"]),
            ("节点", &["tasks"]),
            ("新增问题和需协调事项", &["problems"]),
            ("上次议定事项落实", &["decisions"]),
            ("下旬节点", &["tasks"]),
        ],
        SeriesKind::Bulletin => &[
            ("总体情况", &["overview", "changes"]),
            ("主要指标完成情况", &["indicators"]),
            ("重点任务和项目进展", &["tasks", "projects"]),
            ("县市区情况", &["regions"]),
            ("存在问题", &["problems"]),
            ("下一步工作要求", &[]),
        ],
        SeriesKind::Review => &[
            ("总体评价", &["overview"]),
            ("成绩和亮点", &["indicators", "practices"]),
            ("短板和不足", &["problems"]),
            ("专班和县市区比较", &["ranking"]),
            ("讲评意见", &[]),
            ("下季度重点", &[]),
        ],
    }
}
