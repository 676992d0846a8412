use crate::base::{Color, Date};
use crate::editions::blocks::{Chart, ChartData, LightMark, Milestone};
use crate::editions::lookup::Lookup;

/// Most steps of one strip.
const MOST: usize = 16;

/// Dated steps of a year's entries, by day; of many those that are late and those that come next.
pub fn milestones(id: &str, lookup: &Lookup<'_>, mut steps: Vec<Step>, today: Date) -> Option<Chart> {
    if steps.is_empty() {
        return None;
    }
    let late = steps.iter().filter(|s| s.done.is_none() && s.by <= today).count();
    let done = steps.iter().filter(|s| s.done.is_some()).count();
    let title = match late {
        // All lie ahead or are late: what was done stands elsewhere.
        late if done == 0 && late > 0 && late < steps.len() => {
            format!("{late}个节点到期未完成，{}个即将到期", steps.len() - late)
        }
        0 if done == 0 => format!("{}个节点即将到期，没有到期未完成的", steps.len()),
        0 => format!("{}个节点已完成{done}个，没有到期未完成的", steps.len()),
        late => format!("{}个节点已完成{done}个，到期未完成{late}个", steps.len()),
    };
    let left = steps.len().saturating_sub(MOST);
    if left > 0 {
        steps = nearest(steps, today);
    }
    let strip: Vec<Milestone> = steps.iter().map(|s| s.milestone(today)).collect();
    let each = strip.iter().map(|m| {
        let done = m.done_text.as_deref().map(|d| format!("，{d}完成")).unwrap_or_default();
        format!("{}，应于{}完成{done}，{}", m.label, m.by_text, m.word)
    });
    let more = if left > 0 {
        format!("，列到期未完成和临近的{MOST}个，其余{left}个见任务和清单")
    } else {
        String::new()
    };
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

/// The longest late and the next ones, as many of each; what was done last where there is room.
fn nearest(steps: Vec<Step>, today: Date) -> Vec<Step> {
    let (mut done, open): (Vec<Step>, Vec<Step>) = steps.into_iter().partition(|s| s.done.is_some());
    let (mut late, mut next): (Vec<Step>, Vec<Step>) = open.into_iter().partition(|s| s.by <= today);
    late.truncate(MOST.saturating_sub(next.len()).max(MOST / 2));
    next.truncate(MOST - late.len());
    done.reverse();
    done.truncate(MOST - late.len() - next.len());
    let mut all: Vec<Step> = done.into_iter().chain(late).chain(next).collect();
    all.sort_by_key(|s| s.by);
    all
}

/// A dated step of an entry.
pub struct Step {
    pub label: String,
    pub by: Date,
    pub done: Option<Date>,
}

impl Step {
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
