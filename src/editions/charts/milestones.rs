use crate::base::{Color, Date};
use crate::editions::blocks::{Chart, ChartData, LightMark, Milestone};
use crate::editions::lookup::Lookup;

/// Most steps of one strip.
const MOST: usize = 16;

/// Dated steps of a year's entries, by day; of many the late ones before those that come next.
///
/// `coming`: the period in which those fall due that are not due yet, where all of them do: 二季度.
pub fn milestones(
    id: &str,
    lookup: &Lookup<'_>,
    mut steps: Vec<Step>,
    today: Date,
    coming: Option<&str>,
) -> Option<Chart> {
    if steps.is_empty() {
        return None;
    }
    let title = title(&steps, today, coming);
    let all = steps.len();
    let mut more = String::new();
    if all > MOST {
        steps = nearest(steps, today);
        more = format!("，{}", chosen(&steps, today, all - MOST));
    }
    let strip: Vec<Milestone> = steps.iter().map(|s| s.milestone(today)).collect();
    let each = strip.iter().map(|m| {
        let done = m.done_text.as_deref().map(|d| format!("，{d}完成")).unwrap_or_default();
        format!("{}，应于{}完成{done}，{}", m.label, m.by_text, m.word)
    });
    let subtitle = format!("节点时限和完成日，截至{}{more}", today.chinese());
    Some(Chart {
        id: id.into(),
        alt: format!("{title}。{subtitle}。{}。", each.collect::<Vec<_>>().join("；")),
        title,
        subtitle,
        source: format!("来源：清单和各期报告，所知日{}", lookup.figures.as_of.chinese()),
        data: ChartData::Milestones(strip),
        table: None,
    })
}

/// `24个节点到期未完成，另有改革攻坚行动5个未报，三季度到期7个`
fn title(steps: &[Step], today: Date, coming: Option<&str>) -> String {
    let late = steps.iter().filter(|s| s.is_late(today)).count();
    let done = steps.iter().filter(|s| s.done.is_some()).count();
    let silent: Vec<&str> = steps.iter().filter_map(|s| s.silent.as_deref()).collect();
    let ahead = steps.len() - late - done - silent.len();
    let mut said = match (late, done) {
        // All lie ahead or are late: what was done stands elsewhere.
        (0, 0) => Vec::new(),
        (late, 0) => vec![format!("{late}个节点到期未完成")],
        (0, done) => vec![format!("{}个节点已完成{done}个，没有到期未完成的", steps.len())],
        (late, done) => vec![format!("{}个节点已完成{done}个，到期未完成{late}个", steps.len())],
    };
    let mut names: Vec<&str> = Vec::new();
    silent.iter().for_each(|name| {
        if !names.contains(name) {
            names.push(name)
        }
    });
    said.extend(
        names
            .iter()
            .map(|name| {
                let (number, more) = (silent.iter().filter(|s| *s == name).count(), !said.is_empty());
                format!(
                    "{}{name}{number}个{}未报",
                    if more { "另有" } else { "" },
                    if more { "" } else { "到期节点" }
                )
            })
            .collect::<Vec<_>>(),
    );
    if done == 0 && ahead > 0 {
        let node = if said.is_empty() { "个节点" } else { "个" };
        said.push(match coming {
            Some(period) => format!("{period}到期{ahead}{node}"),
            None => format!("未到期{ahead}{node}"),
        });
        if late == 0 && names.is_empty() {
            said.push("没有到期未完成的".into());
        }
    }
    said.join("，")
}

/// Which of many are shown: `列到期未完成的12个和最近到期的4个，其余175个见任务和清单`.
fn chosen(shown: &[Step], today: Date, left: usize) -> String {
    let late = shown.iter().filter(|s| s.is_late(today)).count();
    let done = shown.iter().filter(|s| s.done.is_some()).count();
    let silent = shown.iter().filter(|s| s.silent.is_some()).count();
    let parts = [
        ("到期未完成的", late),
        ("未报的", silent),
        ("最近到期的", shown.len() - late - done - silent),
        ("最近完成的", done),
    ];
    let parts: Vec<String> =
        parts.iter().filter(|p| p.1 > 0).map(|(word, n)| format!("{word}{n}个")).collect();
    format!("列{}，其余{left}个见任务和清单", parts.join("、"))
}

/// The longest late, then what is not known, then the next ones; what was done last where there is room.
fn nearest(steps: Vec<Step>, today: Date) -> Vec<Step> {
    let (mut done, open): (Vec<Step>, Vec<Step>) = steps.into_iter().partition(|s| s.done.is_some());
    let (late, open): (Vec<Step>, Vec<Step>) = open.into_iter().partition(|s| s.is_late(today));
    let (silent, next): (Vec<Step>, Vec<Step>) = open.into_iter().partition(|s| s.silent.is_some());
    let mut all: Vec<Step> = late.into_iter().chain(silent).chain(next).take(MOST).collect();
    done.reverse();
    done.truncate(MOST - all.len());
    all.extend(done);
    all.sort_by_key(|s| s.by);
    all
}

/// A dated step of an entry.
pub struct Step {
    pub label: String,
    pub by: Date,
    pub done: Option<Date>,
    /// Due, and its action's report is not in: nobody knows what became of it. The action's name.
    pub silent: Option<String>,
}

impl Step {
    fn is_late(&self, today: Date) -> bool {
        self.done.is_none() && self.silent.is_none() && self.by <= today
    }

    fn milestone(&self, today: Date) -> Milestone {
        let late = |day: Date| day.days_since(self.by);
        let (light, word) = match self.done {
            Some(done) if late(done) > 0 => {
                (LightMark::Lit(Color::Green), format!("逾期{}天完成", late(done)))
            }
            Some(done) if late(done) < 0 => {
                (LightMark::Lit(Color::Green), format!("提前{}天完成", -late(done)))
            }
            Some(_) => (LightMark::Lit(Color::Green), "当日完成".to_owned()),
            None if self.silent.is_some() => (LightMark::Missing, "未报".to_owned()),
            None if late(today) > 0 => (LightMark::Lit(Color::Red), format!("逾期{}天", late(today))),
            None if late(today) == 0 => (LightMark::Lit(Color::Red), "到期未完成".to_owned()),
            None => (LightMark::NotDue, "在期内".to_owned()),
        };
        // A day of another year stands at the end of the strip it is nearest to.
        let place = |day: Date| match day.year().cmp(&self.by.year()) {
            std::cmp::Ordering::Less => 1,
            std::cmp::Ordering::Equal => day.day_of_year(),
            std::cmp::Ordering::Greater => 366,
        };
        Milestone {
            label: self.label.clone(),
            by_day: self.by.day_of_year(),
            by_text: self.by.chinese_short(),
            done_day: self.done.map(place),
            done_text: self.done.map(|d| d.chinese_short()),
            today: place(today),
            light,
            word,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(by: &str, done: Option<&str>, silent: Option<&str>) -> Step {
        let day = |text: &str| Date::parse(text).unwrap();
        Step { label: by.into(), by: day(by), done: done.map(day), silent: silent.map(String::from) }
    }

    #[test]
    fn the_title_counts_what_is_late_what_is_unknown_and_what_comes() {
        let today = Date::parse("2024-06-30").unwrap();
        let late = || step("2024-06-28", None, None);
        let silent = || step("2024-05-31", None, Some("改革攻坚行动"));
        let next = || step("2024-09-30", None, None);
        let done = || step("2024-04-30", Some("2024-04-30"), None);
        #[rustfmt::skip]
        let cases = [
            (vec![late(), late(), silent(), next()], "2个节点到期未完成，另有改革攻坚行动1个未报，三季度到期1个"),
            (vec![late(), next()],                   "1个节点到期未完成，三季度到期1个"),
            (vec![silent(), next()],                 "改革攻坚行动1个到期节点未报，三季度到期1个"),
            (vec![next(), next()],                   "三季度到期2个节点，没有到期未完成的"),
            (vec![done(), late(), next()],           "3个节点已完成1个，到期未完成1个"),
            (vec![done(), next()],                   "2个节点已完成1个，没有到期未完成的"),
        ];
        for (steps, said) in cases {
            assert_eq!(title(&steps, today, Some("三季度")), said);
        }
        assert_eq!(title(&[late(), next()], today, None), "1个节点到期未完成，未到期1个");
    }

    #[test]
    fn what_is_late_is_never_left_out_for_what_comes() {
        let today = Date::parse("2024-06-30").unwrap();
        let of = |late: usize, next: usize| {
            let late = (0..late).map(|_| step("2024-06-28", None, None));
            let next = (0..next).map(|_| step("2024-09-30", None, None));
            let shown = nearest(late.chain(next).collect(), today);
            assert_eq!(shown.len(), MOST);
            chosen(&shown, today, 20)
        };
        assert_eq!(of(29, 7), "列到期未完成的16个，其余20个见任务和清单");
        assert_eq!(of(12, 40), "列到期未完成的12个、最近到期的4个，其余20个见任务和清单");
    }
}
