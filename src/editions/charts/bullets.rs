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

fn bullet(shown: &Shown<'_>) -> Bullet {
    let percent = |r: &Option<Ratio>| r.as_ref().map(|r| r.percent(4).to_string());
    Bullet {
        label: shown.indicator.name.clone(),
        percent: percent(&shown.figure.completion),
        schedule: shown.figure.schedule.as_ref().map(|r| r.percent(1).to_string()),
        text: texts::completion(shown.figure).unwrap_or_default(),
        light: words::mark(&shown.figure.state),
        word: words::state_word(&shown.figure.state),
    }
}
