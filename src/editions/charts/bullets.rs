use crate::base::Ratio;
use crate::editions::blocks::{Bullet, Chart, ChartData};
use crate::editions::cells::Shown;
use crate::editions::{texts, words};

/// How far several indicators are, the one furthest behind first; `None` where no completion is judged.
pub fn bullets(id: &str, shown: &[Shown<'_>], source: String) -> Option<Chart> {
    let mut rows: Vec<&Shown<'_>> =
        shown.iter().filter(|s| s.figure.gap.is_some() && s.figure.completion.is_some()).collect();
    let first = *rows.first()?;
    rows.sort_by(|a, b| a.figure.gap.cmp(&b.figure.gap));
    let ahead = rows.iter().filter(|s| s.figure.gap.as_ref().is_some_and(|g| !g.is_negative())).count();
    let title = match rows.len() - ahead {
        0 => format!("{}项有序时的指标均达到序时进度", rows.len()),
        behind => format!("{}项有序时的指标中，{ahead}项达到序时进度，{behind}项未达到", rows.len()),
    };
    let bullets: Vec<Bullet> = rows.iter().map(|s| bullet(s)).collect();
    let each = bullets.iter().map(|b| format!("{}完成{}，{}", b.label, b.text, b.word));
    let subtitle = format!("完成年度目标的百分比，{}年{}", first.period.year, first.period.label());
    Some(Chart {
        id: id.into(),
        alt: format!("{title}。{subtitle}。{}。", each.collect::<Vec<_>>().join("；")),
        title,
        subtitle,
        source,
        data: ChartData::Bullets(bullets),
        table: None,
    })
}

/// Most rows of one action where all actions stand in one chart.
const EACH: usize = 4;

/// How far the indicators of each action are: those furthest behind, the actions in the plan's order.
pub fn bullets_by_action(id: &str, groups: &[(&str, Vec<Shown<'_>>)], source: String) -> Option<Chart> {
    let mut rows = Vec::new();
    let (mut all, mut behind, mut left) = (0, 0, 0);
    let first = groups.iter().find_map(|(_, shown)| shown.first())?.period;
    for (name, shown) in groups {
        let mut own: Vec<&Shown<'_>> =
            shown.iter().filter(|s| s.figure.gap.is_some() && s.figure.completion.is_some()).collect();
        own.sort_by(|a, b| a.figure.gap.cmp(&b.figure.gap));
        let late = own.iter().filter(|s| s.figure.gap.as_ref().is_some_and(|g| g.is_negative())).count();
        let count = match late {
            0 => format!("{}项均达到序时", own.len()),
            late => format!("{}项中{late}项未达到序时", own.len()),
        };
        all += own.len();
        behind += late;
        left += own.len().saturating_sub(EACH);
        let group = format!("{name}（{count}）");
        rows.extend(own.iter().take(EACH).map(|s| Bullet { group: group.clone(), ..bullet(s) }));
    }
    if rows.is_empty() {
        return None;
    }
    let title = match behind {
        0 => format!("{all}项有序时的指标均达到序时进度"),
        behind => format!("{all}项有序时的指标中，{}项达到序时进度，{behind}项未达到", all - behind),
    };
    let more = if left > 0 { format!("，各行动列较序时最慢的{EACH}项") } else { String::new() };
    let subtitle = format!("完成年度目标的百分比，{}年{}{more}", first.year, first.label());
    let each = rows.iter().map(|b| format!("{}完成{}，{}", b.label, b.text, b.word));
    let alt = format!("{title}。{subtitle}。{}。", each.collect::<Vec<_>>().join("；"));
    Some(Chart { id: id.into(), alt, title, subtitle, source, data: ChartData::Bullets(rows), table: None })
}

fn bullet(shown: &Shown<'_>) -> Bullet {
    let percent = |r: &Option<Ratio>| r.as_ref().map(|r| r.percent(4).to_string());
    Bullet {
        label: shown.indicator.name.clone(),
        percent: percent(&shown.figure.completion),
        schedule: shown.figure.schedule.as_ref().map(|r| r.percent(1).to_string()),
        text: texts::completion(shown.figure).unwrap_or_default(),
        light: words::mark(&shown.figure.state),
        word: words::state_word(&shown.figure.state),
        group: String::new(),
    }
}
