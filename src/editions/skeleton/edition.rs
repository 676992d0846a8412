//! The editor's part of one issue, to be completed.

use super::super::lookup::{Lookup, Year};
use super::super::publications::{Piece, drafted};
use super::{Lines, Skeleton, one_line, scalar};
use crate::base::{Date, Frequency, Period};
use crate::check::record::{EditionSource, Reporter, Scope, Series, SeriesKind};
use crate::compute::{ReportState, percent_text, schedule_share};

/// One issue of a series, with what its last issue has in common with it.
///
/// `lookup`: figures as known today, or on the period's last day where that is later: the draft's `as_of`.
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
        let annexes = self.annexes().join(", ");
        if !annexes.is_empty() {
            lines.line(&format!("annexes: [{annexes}]"));
        }
        if self.series.kind == SeriesKind::Review {
            lines.line("compare: [schedule, last_period, last_year, whole]");
            if self.scores() {
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

    /// Computed sentences stand as text with bound numbers, for the editor to write round; tables and charts are
    /// made by the blocks below them.
    fn body(&self, lines: &mut Lines) {
        lines.line("");
        lines.line(&self.opening());
        lines.line("");
        lines.line("<!-- 带方括号的数随数据更新（tongbao fill），改写时保留；没有内容的节连同标题删去。 -->");
        let (period, cutoff) = (self.period, self.period.last_day());
        let scored = self.series.kind == SeriesKind::Review && self.scores();
        let days = (period, cutoff, self.as_of(cutoff));
        for section in drafted(self.lookup, self.series, days, &self.annexes(), scored) {
            let computed = section.pieces.iter().any(|p| !matches!(p, Piece::Open(_)));
            lines.line("");
            // A heading over nothing is left to the editor to put back.
            if computed || self.series.kind != SeriesKind::Dispatch {
                lines.line(&format!("## {}", section.heading));
            }
            for piece in section.pieces {
                lines.line("");
                match piece {
                    Piece::Heading(title) => lines.line(&format!("### {title}")),
                    Piece::Paragraph(text) => lines.line(&text),
                    Piece::Fence { name, options } => {
                        lines.line(&format!("```tongbao {name}"));
                        lines.line(options);
                        lines.line("```");
                    }
                    Piece::Open(what) => lines.line(&format!("<!-- {} -->", comment(&what))),
                }
            }
        }
    }

    fn annexes(&self) -> Vec<String> {
        let of_kind: &[&str] = match self.series.kind {
            SeriesKind::Dispatch => &[],
            SeriesKind::Bulletin => &["indicators", "tasks", "projects", "regions", "problems"],
            SeriesKind::Review => &["indicators", "regions", "problems"],
        };
        match self.last {
            Some(last) => last.annexes.clone(),
            None => of_kind.iter().map(|s| s.to_string()).collect(),
        }
    }

    /// Whether counties are scored: in the city's review, where the method has rules for it.
    fn scores(&self) -> bool {
        self.series.scope == Scope::City && self.year.plan.methods.iter().any(|m| m.scores.is_some())
    }

    fn opening(&self) -> String {
        let (period, cutoff) = (self.period, self.period.last_day());
        let method = self.year.plan.method_in_force(cutoff, self.lookup.figures.as_of);
        let share = method.and_then(|m| schedule_share(&m.schedule, period, cutoff));
        let share = share.map(|s| format!("，序时进度{}", percent_text(&s, false))).unwrap_or_default();
        let until = cutoff.chinese_short();
        let whole = match &self.series.scope {
            Scope::Action(id) => self.year.action(id).map_or("", |a| a.name.as_str()),
            Scope::City => "各行动",
        };
        match self.series.kind {
            SeriesKind::Dispatch => {
                let (first, last) = (period.first_day().chinese_short(), cutoff.day());
                format!("期间{first}—{last}日，数据截至{until}{share}，差值按未修约数计算，只列变化事项。")
            }
            SeriesKind::Bulletin => format!(
                "根据“旬调度、月通报、季讲评”工作机制，现将{}{whole}推进情况通报如下。数据期为{}，截至{until}{share}；未注明的为快报数，差值按未修约数计算。",
                period.own_label(),
                period.label()
            ),
            SeriesKind::Review => format!(
                "根据“旬调度、月通报、季讲评”工作机制，对{}{whole}推进情况进行讲评。数据截至{until}{share}；未注明的为快报数，差值按未修约数计算。",
                period.own_label()
            ),
        }
    }
}

/// Text that stands in a comment, line by line.
fn comment(text: &str) -> String {
    text.lines().map(one_line).collect::<Vec<_>>().join("\n").replace("--", "—")
}
