//! A report to fill in.

use super::super::lookup::{Lookup, Year};
use super::super::words;
use super::{Lines, Skeleton, scalar};
use crate::base::{Date, Frequency, Id, Period};
use crate::check::record::{
    DecisionState, Entry, EntryKind, Indicator, Kind, Part, ProblemState, Reading, Report, Reporter, Target,
};
use crate::compute::{PeriodFigures, owed};

/// The report a reporter owes for a period. `None` where it owes none, or the year has no plan.
pub fn report(lookup: &Lookup<'_>, of: &Reporter, period: Period) -> Option<Skeleton> {
    let year = lookup.year(period.year)?;
    let indicators = owed(lookup.record, of, period);
    let last = last_report(lookup, of, period);
    let before = last.filter(|r| r.period.year == period.year);
    let form = Form { lookup, year, of, period, last, before };
    let entries: Vec<&Entry> = match of {
        Reporter::Action(id) if period.kind == Frequency::Month => form.open_entries(id),
        Reporter::Action(_) | Reporter::Region(_) => Vec::new(),
    };
    if indicators.is_empty() && entries.is_empty() {
        return None;
    }
    let mut lines = Lines::default();
    form.head(&mut lines);
    form.indicators(&mut lines, &indicators);
    if let Reporter::Action(action) = of {
        form.tasks(&mut lines, action);
        form.entries(&mut lines, &entries);
    }
    form.ledgers(&mut lines);
    form.body(&mut lines);
    let path = match of {
        Reporter::Action(id) => format!("reports/{period}/{id}.md"),
        Reporter::Region(id) => format!("reports/{period}/regions/{id}.md"),
    };
    Some(Skeleton { path, text: lines.0 })
}

/// How a line that waits in a comment is put to use; the blank goes too, or the lines no longer stand in line.
const UNCOMMENT: &str = "去掉“# ”（井号连同空格）";

const NEW_PROBLEM: [&str; 9] = [
    "  # - id: ",
    "  #   kind: ",
    "  #   what: >-",
    "  #     ",
    "  #   ask: ",
    "  #   owner: ",
    "  #   by: ",
    "  #   state: 挂号",
    "  #   opened: ",
];

struct Form<'a> {
    lookup: &'a Lookup<'a>,
    year: &'a Year<'a>,
    of: &'a Reporter,
    period: Period,
    /// The reporter's latest report before this one of the same kind: what it gives has the same shape.
    last: Option<&'a Report>,
    /// The same, unless a year has ended since: the numbers begin anew and the tasks are others.
    before: Option<&'a Report>,
}

/// The latest before it; for a long period too one of its own kind, whose indicators are the same.
fn last_report<'a>(lookup: &Lookup<'a>, of: &Reporter, period: Period) -> Option<&'a Report> {
    let kinds = |r: &&Report| {
        r.period.kind == period.kind || (period.kind == Frequency::Dekad && r.period.kind == Frequency::Month)
    };
    let before = lookup.record.reports().iter().filter(|r| r.of == *of && r.period < period);
    before.filter(kinds).max_by_key(|r| r.period)
}

impl Form<'_> {
    fn name(&self) -> String {
        match self.of {
            Reporter::Action(id) => self.year.action(id).map_or(id.to_string(), |a| a.name.clone()),
            Reporter::Region(id) => self.lookup.name(id).to_owned(),
        }
    }

    fn parts(&self) -> &[Part] {
        self.last.map_or(&[], |r| &r.parts)
    }

    /// Of this year.
    fn earlier(&self) -> impl Iterator<Item = &Part> {
        self.before.into_iter().flat_map(|r| &r.parts)
    }

    fn is_of_this_year(&self) -> bool {
        self.before.is_some()
    }

    fn head(&self, lines: &mut Lines) {
        let (period, name) = (self.period, self.name());
        lines.line("---");
        lines.comment(0, &format!("{name}{}年{}报告", period.year, period.own_label()));
        lines.comment(0, "空着就是未报；确不参评的写 {na: 原因}；没有发生写 0");
        lines.comment(0, "数照原样写，不写千分位、约数；以 # 开头的是说明，可以留着，也可以删去");
        match self.of {
            Reporter::Action(id) => lines.line(&format!("action: {id}")),
            Reporter::Region(_) => lines.line(&format!("region: {}", scalar(&name))),
        }
        lines.line(&format!("period: {period}"));
        lines.noted(&format!("cutoff: {}", period.last_day()), "数据截至日");
        let nature = self.parts().iter().find_map(|p| p.nature).map_or("快报", |n| n.chinese());
        lines.noted(&format!("nature: {nature}"), "预计 | 快报 | 核定 | 修订");
        let due = self.lookup.record.due_day(period, self.lookup.figures.as_of);
        let due = due.map(|d| format!("（{d}前）")).unwrap_or_default();
        lines.comment(0, &format!("报送{due}：下面三行{UNCOMMENT}，填上日期；没有这三行就是草稿，不算数"));
        lines.line("# filed:");
        lines.line(&format!("#   unit: {}", scalar(&self.filing_unit())));
        lines.line("#   date: ");
    }

    fn filing_unit(&self) -> String {
        let last = self.parts().iter().find_map(|p| p.filed.as_ref()?.unit.as_ref());
        let id = match (last, self.of) {
            (Some(id), _) => id,
            (None, Reporter::Action(id)) => match self.year.action(id) {
                Some(action) => &action.task_force.office,
                None => id,
            },
            (None, Reporter::Region(id)) => id,
        };
        self.lookup.name(id).to_owned()
    }

    fn indicators(&self, lines: &mut Lines, indicators: &[&Indicator]) {
        if indicators.is_empty() {
            return;
        }
        lines.line("indicators:");
        for indicator in indicators {
            let last = self.parts().iter().flat_map(|p| &p.readings).find(|r| r.indicator == indicator.id);
            self.indicator(lines, indicator, last);
        }
    }

    fn indicator(&self, lines: &mut Lines, of: &Indicator, last: Option<&Reading>) {
        let unit = of.unit.as_deref().unwrap_or("");
        let target = of.versions.iter().rfind(|v| v.from.first_day() <= self.period.last_day());
        let classes = match target.map(|v| &v.target) {
            Some(Target::Classes(classes)) => classes.as_slice(),
            _ => &[],
        };
        let aim = match target.map(|v| &v.target) {
            None | Some(Target::None) => String::new(),
            Some(target) => format!("；目标{}", words::target_long(target, unit, self.year)),
        };
        let told = last.filter(|_| self.is_of_this_year());
        let was = told.and_then(|r| r.value).map(|v| format!("；上期{v}")).unwrap_or_default();
        let unit = if unit.is_empty() { String::new() } else { format!("（{unit}）") };
        lines.comment(2, &format!("{}{unit}{aim}{was}", of.name));
        let id = &of.id;
        if of.kind == Kind::Text {
            lines.noted(&format!("  {id}:"), &format!("下面三行{UNCOMMENT}；light 写 {}", self.colors()));
            lines.line("  #   light: ");
            lines.line("  #   why: >-");
            return lines.line("  #     ");
        }
        if !classes.is_empty() {
            lines.noted(&format!("  {id}:"), &format!("下面各行{UNCOMMENT}，冒号后填数"));
            lines.line("  #   value:");
            for class in classes {
                let was = told.and_then(|r| r.classes.iter().find(|(c, _)| *c == class.class));
                let was = was.map(|(_, v)| format!("上期{v}")).unwrap_or_default();
                lines.noted(&format!("  #     {}: ", scalar(&class.class)), &was);
            }
            return;
        }
        let by_region = matches!(self.of, Reporter::Action(_)) && self.gives_parts(of, last);
        let more = last.is_some_and(|r| r.base.is_some() || r.rank.is_some());
        if !by_region && !more {
            return lines.line(&format!("  {id}:"));
        }
        lines.line(&format!("  {id}:"));
        if by_region {
            self.regions(lines, of, last);
        } else {
            lines.line("    value:");
        }
        if last.is_some_and(|r| r.base.is_some()) {
            lines.noted("    base:", "上年同期");
        }
        if let Some(rank) = last.and_then(|r| r.rank.as_ref()) {
            let was = told.map(|_| format!("；上期 {} of {}", rank.place, rank.of)).unwrap_or_default();
            lines.noted("    rank:", &format!("位次，写作 4 of 14{was}"));
            if let Some(source) = &rank.source {
                lines.noted(&format!("    # rank_source: {}", scalar(source)), "填了位次，本行去掉“# ”");
            }
        }
    }

    /// Whether the action gives the parts by region, here or the last time.
    fn gives_parts(&self, of: &Indicator, last: Option<&Reading>) -> bool {
        use crate::check::record::SplitBy;
        of.split_by == Some(SplitBy::Action) || last.is_some_and(|r| !r.by_region.is_empty())
    }

    fn regions(&self, lines: &mut Lines, of: &Indicator, last: Option<&Reading>) {
        lines.line("    by_region:");
        let planned: Vec<&Id> = of.by_region.iter().map(|(id, _)| id).collect();
        let reported = last.iter().flat_map(|r| &r.by_region).map(|r| &r.region).collect();
        let regions: Vec<&Id> = if planned.is_empty() { reported } else { planned };
        for region in regions {
            let target = of.by_region.iter().find(|(id, _)| id == region).map(|(_, v)| format!("目标{v}"));
            let told = last.filter(|_| self.is_of_this_year());
            let was = told.and_then(|r| r.by_region.iter().find(|p| p.region == *region)?.value);
            let was = was.map(|v| format!("上期{v}"));
            let note: Vec<String> = target.into_iter().chain(was).collect();
            lines.noted(&format!("      {}:", scalar(self.lookup.name(region))), &note.join("，"));
        }
        if of.city_part.is_some_and(|q| !q.is_zero()) {
            lines.noted("    city_part:", "市本级");
        }
    }

    /// Those that the last report spoke of; the others are the clerk's to add.
    fn tasks(&self, lines: &mut Lines, action: &Id) {
        if self.period.kind != Frequency::Month {
            return;
        }
        lines.noted("tasks:", "只写有变化的；照样可加其他任务。文字写在 >- 的下一行，前空六格");
        for task in self.earlier().flat_map(|p| &p.tasks) {
            let title = self.year.action(action).and_then(|a| a.task(&task.task)).map(|t| t.title.as_str());
            lines.comment(2, &format!("{} {}", task.task, title.unwrap_or_default()));
            for (what, text) in [("上期进展", &task.progress), ("上期打算", &task.next)] {
                text.iter().for_each(|t| lines.comment(2, &format!("{what}：{t}")));
            }
            lines.line(&format!("  {}:", task.task));
            lines.noted("    progress: >-", "");
            lines.line("");
            lines.noted("    next: >-", "");
            lines.line("");
        }
    }

    /// Of the action and neither removed nor added later.
    fn open_entries(&self, action: &Id) -> Vec<&Entry> {
        let day = self.period.last_day();
        let in_use = |e: &&&Entry| {
            e.removed.as_ref().is_none_or(|(removed, _)| *removed > day) && e.added.is_none_or(|a| a <= day)
        };
        self.year.entries_of(action).iter().filter(in_use).copied().collect()
    }

    fn entries(&self, lines: &mut Lines, entries: &[&Entry]) {
        let due = self.due_nodes(entries);
        if !due.is_empty() {
            lines.noted("nodes:", &format!("完成了的，各行{UNCOMMENT}，填上完成日"));
            for (entry, what, by) in due {
                lines.comment(2, &format!("{}，时限{by}", entry.name));
                lines.line(&format!("  # - of: {}", scalar(&entry.id)));
                lines.line(&format!("  #   what: {}", scalar(what)));
                lines.line("  #   done: ");
            }
        }
        let projects: Vec<&&Entry> =
            entries.iter().filter(|e| e.kind == EntryKind::Project && e.this_year.is_some()).collect();
        if !projects.is_empty() {
            lines.noted("projects:", "done：自1月1日起累计完成投资，亿元");
            for project in projects {
                let last = self.earlier().flat_map(|p| &p.projects).find(|r| r.id == project.id);
                let plan = project.this_year.map(|v| format!("；年度计划{v}")).unwrap_or_default();
                let was = last.and_then(|r| r.done).map(|v| format!("；上期{v}")).unwrap_or_default();
                lines.comment(2, &format!("{}{plan}{was}", project.name));
                lines.line(&format!("  {}:", scalar(&project.id)));
                lines.line("    done:");
                lines.line("    progress: >-");
                lines.line("");
            }
        }
    }

    /// Due by the end of the period and not reported as done.
    fn due_nodes<'e>(&self, entries: &[&'e Entry]) -> Vec<(&'e Entry, &'e str, Date)> {
        let of_the_year = |r: &&Report| r.period.year == self.period.year;
        let done: Vec<(&Id, &str)> = (self.lookup.record.reports().iter().filter(of_the_year))
            .flat_map(|r| &r.parts)
            .flat_map(|p| &p.nodes)
            .map(|n| (&n.of, n.what.as_str()))
            .collect();
        let mut due: Vec<(&Entry, &str, Date)> = Vec::new();
        for entry in entries {
            let open = entry
                .nodes
                .iter()
                .filter(|n| n.by <= self.period.last_day() && !done.contains(&(&entry.id, n.what.as_str())));
            due.extend(open.map(|n| (*entry, n.what.as_str(), n.by)));
        }
        due
    }

    /// Where its problems and decisions stand, as last known; they go on over New Year.
    fn known(&self) -> Option<&PeriodFigures> {
        let years = self.lookup.years.iter().rev();
        years
            .flat_map(|year| year.periods.iter().rev())
            .find(|p| p.period < self.period && p.period.kind <= Frequency::Month)
            .copied()
    }

    fn ledgers(&self, lines: &mut Lines) {
        let known = self.known();
        let problems = known.iter().flat_map(|k| &k.problems);
        // A month says of every open problem where it stands; other reports tell only what changed.
        let listed = self.period.kind == Frequency::Month;
        let open = problems.filter(|p| listed && p.reporter == *self.of && p.state != ProblemState::Closed);
        lines.noted(
            "problems:",
            "挂号 | 拟销 | 销号（另写 evidence 依据、closed 销号日）| 反弹（另写 why 原因）",
        );
        for problem in open {
            let by = problem.by.map(|d| format!("；时限{d}")).unwrap_or_default();
            lines.comment(2, &format!("{}{by}", problem.what));
            lines.line(&format!("  - id: {}", scalar(&problem.id)));
            lines.line(&format!("    state: {}", problem.state.chinese()));
        }
        lines.comment(2, &format!("新问题照下面写，各行{UNCOMMENT}"));
        for line in NEW_PROBLEM {
            lines.line(line);
        }
        let decisions = known.iter().flat_map(|k| &k.decisions);
        let open: Vec<_> =
            decisions.filter(|d| d.reporter == *self.of && d.state != DecisionState::Done).collect();
        if !open.is_empty() && self.period.kind <= Frequency::Month {
            lines.noted("decisions:", "议定 | 推进中 | 已落实");
            for decision in open {
                let by = decision.by.map(|d| format!("；时限{d}")).unwrap_or_default();
                lines.comment(2, &format!("{}{by}", decision.what));
                lines.line(&format!("  - id: {}", scalar(&decision.id)));
                lines.line(&format!("    state: {}", decision.state.chinese()));
            }
        }
        lines.comment(
            0,
            "用得着再写：visits 督导，practices 经验做法，override 核定灯色，amended 补报或修订以前的数",
        );
    }

    /// `green 正常，yellow 有滞后，red 滞后`, as the method in force names them.
    fn colors(&self) -> String {
        let method = self.year.plan.method_in_force(self.period.last_day(), self.lookup.figures.as_of);
        let rules = method.and_then(|m| m.lights.get(&Kind::Text));
        let named = rules.into_iter().flatten().map(|r| format!("{} {}", r.color.code(), r.word));
        named.collect::<Vec<_>>().join("，")
    }

    fn body(&self, lines: &mut Lines) {
        lines.line("---");
        lines.line("");
        lines.line(
            "<!-- 正文：先写结果，再写问题和下一步。数写成 [](=指标.字段)，如 [](=城镇新增就业.完成率)，",
        );
        lines.line("由 tongbao fill 填上；字段有累计、目标、完成率、较序时、同比、位次、需月均等。 -->");
        lines.line("");
        lines.line("## 进展");
        lines.line("");
        lines.line("## 问题和下一步");
    }
}
