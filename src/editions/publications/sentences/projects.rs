//! The list of projects: patterns 46 and 47; nodes that were due: 39 and 41.

use crate::base::{Date, Id, Ratio};
use crate::check::Field;
use crate::check::record::Plan;
use crate::compute::{PeriodFigures, ProjectTotals, projects_text};
use crate::editions::blocks::Run;
use crate::editions::publications::item::Shape;
use crate::editions::publications::phrase::{Phrase, joined};

/// The projects of one scope and period: their sums, and how completely they were reported.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Projects {
    pub totals: ProjectTotals,
}

impl Projects {
    /// Of the projects whose action `wanted` picks.
    pub fn of(plan: &Plan, file: &PeriodFigures, wanted: impl Fn(&Id) -> bool) -> Projects {
        Projects { totals: ProjectTotals::of(plan, file, |entry| wanted(&entry.action)) }
    }

    fn bound(&self, field: Field, shape: Shape, href: &str) -> Option<Phrase> {
        let forms = projects_text(&self.totals, field)?;
        let name = Field::OF_PROJECTS.iter().find(|(_, f)| *f == field).map_or("", |(name, _)| name);
        let bound = Some(format!("项目.{name}"));
        Some(Run { text: shape.of(&forms).into(), href: Some(href.into()), bound, ..Run::default() }.into())
    }
}

/// Pattern 47: `118个清单项目年度计划投资386.50亿元，累计完成88.12亿元，完成率22.8%，慢于序时2.2个百分点`.
///
/// Where not all that have a plan were reported, the base is those that were, and is named.
pub fn investment(projects: &Projects, schedule: &Ratio, href: &str) -> Option<Phrase> {
    let totals = &projects.totals;
    let behind = against_schedule(&totals.completion.as_ref()?.minus(schedule));
    let text = |field, shape| projects.bound(field, shape, href).unwrap_or_default();
    let opening = match (totals.planned, totals.reported) {
        (planned, reported) if reported < planned => {
            Phrase::of(format!("有年度投资计划的{planned}个项目中，已报的{reported}个"))
        }
        (planned, _) if planned < totals.number => {
            text(Field::Number, Shape::Short).say(format!("清单项目中，有年度投资计划的{planned}个"))
        }
        _ => text(Field::Number, Shape::Short).say("清单项目"),
    };
    Some(
        opening
            .say("年度计划投资")
            .add(text(Field::YearInvestment, Shape::Short))
            .say("，累计完成")
            .add(text(Field::TotalInvestment, Shape::Short))
            .say("，完成率")
            .add(text(Field::InvestmentCompletion, Shape::Short))
            .say(format!("，{behind}")),
    )
}

fn against_schedule(gap: &Ratio) -> String {
    let size = gap.abs().percent(1);
    match (gap.is_zero(), size.is_zero(), gap.is_negative()) {
        (true, ..) => "与序时进度持平".into(),
        (_, true, false) => "略高于序时进度，差距不足0.1个百分点".into(),
        (_, true, true) => "略低于序时进度，差距不足0.1个百分点".into(),
        (_, _, false) => format!("快于序时{size}个百分点"),
        (_, _, true) => format!("慢于序时{size}个百分点"),
    }
}

/// Pattern 46: `应于3月底前开工的18个项目已开工16个，开工率88.9%；另有3个提前开工`.
pub fn starts(projects: &Projects, cutoff: Date, href: &str) -> Option<Phrase> {
    let early = match projects.totals.started_early {
        0 => None,
        n => Some(format!("{n}个提前开工")),
    };
    if projects.totals.starts_due == 0 {
        return early.map(Phrase::of);
    }
    let by = day_before(cutoff);
    let due = projects.bound(Field::StartsDue, Shape::Short, href)?;
    let said = Phrase::of(format!("应于{by}前开工的")).add(due).say("项目");
    let said = match (projects.totals.started, projects.totals.starts_due) {
        (0, 1) => said.say("未开工"),
        (0, _) => said.say("均未开工"),
        (1, 1) => said.say("已开工"),
        (s, d) if s == d => said.say("均已开工"),
        _ => said
            .say("已开工")
            .add(projects.bound(Field::Started, Shape::Short, href)?)
            .clause(start_rate(projects, href)),
    };
    Some(match early {
        Some(early) => said.say(format!("；另有{early}")),
        None => said,
    })
}

fn start_rate(projects: &Projects, href: &str) -> Option<Phrase> {
    // A share of fewer than ten says nothing (pattern 57).
    (projects.totals.starts_due >= 10).then_some(())?;
    Some(Phrase::of("开工率").add(projects.bound(Field::StartRate, Shape::Short, href)?))
}

/// `3月底` for the last day of a month, else the day.
pub fn day_before(day: Date) -> String {
    if day.plus_days(1).day() == 1 { format!("{}月底", day.month()) } else { day.chinese_short() }
}

/// One dated step of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The entry: 乙烯炼化一体化.
    pub of: String,
    pub what: String,
    pub by: Date,
    pub done: Option<Date>,
    /// 市教体局牵头
    pub led_by: Option<String>,
    /// The action whose report is not in, so that nobody knows what became of the step: 改革攻坚行动.
    pub silent: Option<String>,
    pub href: String,
}

impl Step {
    /// Due by a day, and not known to be done by then.
    pub fn is_open(&self, day: Date) -> bool {
        self.by <= day && self.done.is_none_or(|d| d > day)
    }

    pub fn name(&self) -> Phrase {
        // The sentence says that it is to be done; a number would run into the entry's name.
        let what = self.what.strip_suffix("完成").unwrap_or(&self.what);
        let overlap = overlap(&self.of, what);
        let text = if what.starts_with(&self.of) {
            what.to_string()
        } else if overlap > 0 {
            // 布局方案 + 布局方案印发
            format!("{}{}", self.of, &what[overlap..])
        } else if what.contains(|c: char| c.is_ascii_digit()) {
            format!("{}（{what}）", self.of)
        } else {
            format!("{}{what}", self.of)
        };
        Run::link(text, self.href.as_str()).into()
    }

    fn days(&self) -> Option<i64> {
        self.done.map(|done| self.by.days_since(done))
    }
}

/// How many bytes of `what` repeat the end of `of`; one character alone is chance.
fn overlap(of: &str, what: &str) -> usize {
    let ends = what.char_indices().map(|(i, _)| i).skip(2);
    ends.filter(|end| of.ends_with(&what[..*end])).last().unwrap_or(0)
}

/// Pattern 39: `主体封顶于3月13日完成，提前2天`.
pub fn done(step: &Step) -> Option<Phrase> {
    let on = step.done?.chinese_short();
    let tail = match step.days()? {
        0 => "，在时限当日".to_string(),
        days if days > 0 => format!("，提前{days}天"),
        days => format!("，逾期{}天", -days),
    };
    Some(step.name().say(format!("于{on}完成{tail}")))
}

/// Pattern 41: `施工图审查应于3月15日完成，截至3月20日未完成，逾期5天（市教体局牵头）`.
pub fn late(step: &Step, cutoff: Date) -> Option<Phrase> {
    let days = cutoff.days_since(step.by);
    if days < 0 || step.done.is_some_and(|d| d <= cutoff) {
        return None;
    }
    let led = step.led_by.as_ref().map(|l| format!("（{l}）")).unwrap_or_default();
    let (by, at) = (step.by.chinese_short(), cutoff.chinese_short());
    let late = if days > 0 { format!("，逾期{days}天") } else { String::new() };
    Some(step.name().say(format!("应于{by}完成，截至{at}未完成{late}{led}")))
}

/// The same in a list that has named the cutoff: `施工图审查应于3月15日完成，逾期5天（市教体局牵头）`.
pub fn late_in_list(step: &Step, cutoff: Date) -> Phrase {
    let days = cutoff.days_since(step.by);
    let led = step.led_by.as_ref().map(|l| format!("（{l}）")).unwrap_or_default();
    let late = if days > 0 { format!("逾期{days}天") } else { "当日未完成".into() };
    step.name().say(format!("应于{}完成，{late}{led}", step.by.chinese_short()))
}

/// `应完成4个，完成3个，其中X提前2天`: the nodes that fell due in a period.
pub fn nodes(steps: &[Step], cutoff: Date) -> Option<Phrase> {
    if steps.is_empty() {
        return None;
    }
    let done: Vec<&Step> = steps.iter().filter(|s| s.done.is_some_and(|d| d <= cutoff)).collect();
    let count = match (done.len(), steps.len()) {
        (0, 1) => "应完成1个，未完成".into(),
        (1, 1) => "应完成1个，已完成".into(),
        (0, n) => format!("应完成{n}个，均未完成"),
        (d, n) if d == n => format!("应完成{n}个，均已完成"),
        (d, n) => format!("应完成{n}个，完成{d}个"),
    };
    let early: Vec<Phrase> = done
        .iter()
        .filter(|s| s.days().is_some_and(|d| d > 0))
        .map(|s| s.name().say(format!("提前{}天", s.days().unwrap_or(0))))
        .collect();
    if let ([one], [_]) = (early.as_slice(), steps) {
        return Some(Phrase::of("应完成1个，即").add(one.clone()).say("完成"));
    }
    let said = Phrase::of(count);
    Some(match early.len() {
        0 => said,
        1..=3 => said.say("，其中").add(joined(early, "、")),
        n => said.say(format!("，其中{n}个提前完成")),
    })
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{date, quantity};
    use super::*;

    fn of_the_city() -> Projects {
        let (plan, done) = (quantity("386.50"), quantity("88.12"));
        Projects {
            totals: ProjectTotals {
                number: 118,
                planned: 118,
                reported: 118,
                year_investment: Some(plan),
                total_investment: Some(done),
                completion: done.ratio().over(&plan.ratio()),
                starts_due: 18,
                started: 16,
                start_rate: Ratio::new(16, 18),
                started_early: 3,
                ..ProjectTotals::default()
            },
        }
    }

    #[test]
    fn money_and_starts() {
        let schedule = Ratio::new(1, 4).unwrap();
        let said = |p: &Projects| investment(p, &schedule, "x").map(|s| s.plain());
        assert_eq!(
            said(&of_the_city()).as_deref(),
            Some("118个清单项目年度计划投资386.50亿元，累计完成88.12亿元，完成率22.8%，慢于序时2.2个百分点")
        );
        let some = Projects { totals: ProjectTotals { planned: 40, reported: 40, ..of_the_city().totals } };
        assert_eq!(
            said(&some).as_deref(),
            Some(
                "118个清单项目中，有年度投资计划的40个年度计划投资386.50亿元，累计完成88.12亿元，完成率22.8%，慢于序时2.2个百分点"
            )
        );
        let plan = quantity("352.48");
        let silent = Projects {
            totals: ProjectTotals {
                reported: 110,
                year_investment: Some(plan),
                completion: quantity("88.12").ratio().over(&plan.ratio()),
                ..of_the_city().totals
            },
        };
        assert_eq!(
            said(&silent).as_deref(),
            Some(
                "有年度投资计划的118个项目中，已报的110个年度计划投资352.48亿元，累计完成88.12亿元，完成率25.0%，与序时进度持平"
            )
        );
        assert_eq!(said(&Projects::default()), None);
        let begun = |p: &Projects| starts(p, date("2024-03-31"), "x").map(|s| s.plain());
        assert_eq!(
            begun(&of_the_city()).as_deref(),
            Some("应于3月底前开工的18个项目已开工16个，开工率88.9%；另有3个提前开工")
        );
        let totals = ProjectTotals { starts_due: 2, started: 2, started_early: 0, ..of_the_city().totals };
        let few = Projects { totals };
        assert_eq!(begun(&few).as_deref(), Some("应于3月底前开工的2个项目均已开工"));
        for (started, said) in [(0, "应于3月底前开工的1个项目未开工"), (1, "应于3月底前开工的1个项目已开工")]
        {
            let totals = ProjectTotals { starts_due: 1, started, started_early: 0, ..of_the_city().totals };
            assert_eq!(begun(&Projects { totals }).as_deref(), Some(said));
        }
        assert_eq!(begun(&Projects::default()), None);
    }

    #[test]
    fn nodes_met_and_missed() {
        let step = |of: &str, what: &str, by: &str, done: Option<&str>| Step {
            of: of.into(),
            what: what.into(),
            by: date(by),
            done: done.map(date),
            led_by: Some("市教体局牵头".into()),
            silent: None,
            href: "x".into(),
        };
        let cutoff = date("2024-03-20");
        let steps = [
            step("县级应急广播", "平台挂网", "2024-03-17", Some("2024-03-15")),
            step("乙烯炼化一体化", "主体封顶", "2024-03-15", Some("2024-03-15")),
            step("寄宿制学校前期", "施工图审查", "2024-03-15", None),
        ];
        assert_eq!(
            nodes(&steps, cutoff).unwrap().plain(),
            "应完成3个，完成2个，其中县级应急广播平台挂网提前2天"
        );
        assert_eq!(done(&steps[0]).unwrap().plain(), "县级应急广播平台挂网于3月15日完成，提前2天");
        assert_eq!(
            late(&steps[2], cutoff).unwrap().plain(),
            "寄宿制学校前期施工图审查应于3月15日完成，截至3月20日未完成，逾期5天（市教体局牵头）"
        );
        assert_eq!(
            late_in_list(&steps[2], cutoff).plain(),
            "寄宿制学校前期施工图审查应于3月15日完成，逾期5天（市教体局牵头）"
        );
        assert_eq!(
            late_in_list(&steps[2], date("2024-03-15")).plain(),
            "寄宿制学校前期施工图审查应于3月15日完成，当日未完成（市教体局牵头）"
        );
        assert_eq!(late(&steps[0], cutoff), None);
        assert_eq!(late(&steps[2], date("2024-03-14")), None);
    }
}
