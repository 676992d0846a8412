use crate::base::{Color, Date};
use crate::editions::blocks::{Chart, ChartData, LightMark, Milestone};
use crate::editions::lookup::Lookup;

/// Dated steps of a year's entries, by day.
pub fn milestones(id: &str, lookup: &Lookup<'_>, steps: Vec<Step>, today: Date) -> Option<Chart> {
    if steps.is_empty() {
        return None;
    }
    let late = steps.iter().filter(|s| s.done.is_none() && s.by < today).count();
    let done = steps.iter().filter(|s| s.done.is_some()).count();
    let title = match late {
        0 => format!("{}个节点已完成{done}个，没有逾期未完成的", steps.len()),
        late => format!("{}个节点已完成{done}个，逾期未完成{late}个", steps.len()),
    };
    let strip: Vec<Milestone> = steps.iter().map(|s| s.milestone(today)).collect();
    let each = strip.iter().map(|m| {
        let done = m.done_text.as_deref().map(|d| format!("，{d}完成")).unwrap_or_default();
        format!("{}，应于{}完成{done}，{}", m.label, m.by_text, m.word)
    });
    let subtitle = format!("节点时限和完成日，截至{}", today.chinese());
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
