//! 得分: what the text says of scores, ranks that moved as a chart, and every county's working as an annex.

use crate::base::{Quantity, Ratio};
use crate::check::record::{ScoreRule, ScoreTable};
use crate::compute::{PacePart, RegionScore, ScoreBase, ScoredItem};
use crate::editions::blocks::{Block, Cell, Chart, Column, Dumbbell, Row, Table};
use crate::editions::publications::issue::Issue;
use crate::editions::publications::phrase::Phrase;
use crate::editions::publications::sentences::scores as said;
use crate::editions::{charts, tables, texts, urls, words};

/// The counties of one group, best first, as the ranks have them.
fn groups<'a>(issue: &Issue<'a>) -> Vec<(&'a str, Vec<&'a RegionScore>)> {
    let groups = issue.record.region_groups().iter().map(|group| {
        let mut members: Vec<&RegionScore> = issue.now.scores.iter().filter(|s| s.group == *group).collect();
        members.sort_by(|a, b| b.score.cmp(&a.score));
        (group.as_str(), members)
    });
    groups.filter(|(_, members)| !members.is_empty()).collect()
}

/// A sentence or two a group, who moved, who was judged on part of the items.
pub fn sentences(issue: &Issue) -> Vec<Phrase> {
    let Some(table) = issue.method().and_then(|m| m.scores.as_ref()) else { return Vec::new() };
    let named = |s: &RegionScore| said::Scored {
        score: s.clone(),
        name: issue.lookup.name(&s.region).to_string(),
        href: urls::region(issue.year.year, &s.region),
    };
    let mut all = Vec::new();
    for (group, members) in groups(issue) {
        let scored: Vec<said::Scored> = members.iter().map(|s| named(s)).collect();
        all.extend(said::group(group, &scored));
        all.extend(scored.last().filter(|_| scored.len() > 1).and_then(|s| said::lost(s, &table.full)));
    }
    let everyone: Vec<said::Scored> = issue.now.scores.iter().map(named).collect();
    let before = issue.before.map(|b| b.period.label());
    all.extend(before.and_then(|label| said::moved(&everyone, &label)));
    all.extend(said::left_out(&everyone));
    all
}

/// The rank each county had and has, the groups apart.
pub fn ranks(issue: &Issue) -> Option<Chart> {
    let mut rows = Vec::new();
    for (group, members) in groups(issue) {
        rows.extend(members.into_iter().map(|score| Dumbbell {
            label: issue.lookup.name(&score.region).to_string(),
            was: score.was,
            now: score.rank,
            text: format!("{}分", score.score.rounded(1)),
            word: moved(score),
            group: format!("{group}组"),
        }));
    }
    let (ahead, back) = rows.iter().fold((0, 0), |(a, b), row| match row.was.zip(row.now) {
        Some((was, now)) => (a + u32::from(now < was), b + u32::from(now > was)),
        None => (a, b),
    });
    let compared = rows.iter().any(|r| r.was.is_some());
    let title = match (compared, ahead + back) {
        (false, _) => format!("{}个县市区分组排位，本期为首次", rows.len()),
        (true, 0) => format!("{}个县市区位次均未变化", rows.len()),
        (true, _) => format!("{ahead}个县市区位次前移，{back}个后移"),
    };
    let period = issue.period();
    let subtitle = format!("组内位次和得分，{}年{}", period.year, period.label());
    let source = format!("来源：按得分规则计算，数据截至{}", issue.source.cutoff.chinese_short());
    charts::ranks("ranks", title, subtitle, source, rows)
}

/// 前移2位, 不变; nothing where there is no rank to compare with.
fn moved(score: &RegionScore) -> String {
    let moved = score.rank.zip(score.was).map(|(now, was)| i64::from(was) - i64::from(now));
    match (score.rank, moved) {
        (None, _) => "不排位".into(),
        (Some(_), Some(places)) => texts::rank_change(places),
        (Some(_), None) => String::new(),
    }
}

/// The annex of scores: the rule, the base, and every county's working, so that it can recompute its own.
pub fn workings(issue: &Issue) -> Vec<Block> {
    let Some(rules) = issue.method().and_then(|m| m.scores.as_ref()) else { return Vec::new() };
    vec![Block::Table(summary(issue, rules)), Block::Table(working(issue, rules))]
}

fn summary(issue: &Issue, rules: &ScoreTable) -> Table {
    let mut columns = vec![Column::text("县市区").sticky()];
    columns.extend(rules.items.iter().map(|i| Column::number(&i.name).unit(format!("满分{}", i.weight))));
    columns.extend([
        Column::number("得分"),
        Column::number("位次"),
        Column::number("上期位次"),
        Column::text("位次变化"),
        Column::text("备注"),
    ]);
    let mut table = tables::table("annex-scores-table", "", columns, "本期没有得分。");
    for (group, members) in groups(issue) {
        table.rows.push(Row::group(group));
        table.rows.extend(members.into_iter().map(|s| Row::new(score_row(issue, rules, s))));
    }
    table.notes = rule_notes(issue, rules);
    tables::finished(table, &issue.url)
}

fn score_row(issue: &Issue, rules: &ScoreTable, score: &RegionScore) -> Vec<Cell> {
    let mut cells = vec![Cell::runs(vec![words::unit_run(issue.lookup, issue.year, &score.region)])];
    cells.extend(rules.items.iter().map(|rule| {
        let points = score.items.iter().find(|i| i.name == rule.name).and_then(|i| i.points.as_ref());
        Cell::text(points.map_or("缺项".into(), |p| p.rounded(1).to_string()))
    }));
    cells.push(Cell::text(score.score.rounded(1).to_string()));
    cells.push(Cell::text(score.rank.map_or("不排位".into(), |r| r.to_string())));
    cells.push(Cell::text(score.was.map(|r| r.to_string()).unwrap_or_default()));
    cells.push(Cell::text(if score.rank.is_some() { moved(score) } else { String::new() }));
    let left = &score.left_out;
    let remark =
        if left.is_empty() { String::new() } else { format!("缺{}，按可评项折算", left.join("、")) };
    cells.push(Cell::text(remark));
    cells
}

/// Each county's own arithmetic: 得分＝分子÷基数×分值, row by row.
fn working(issue: &Issue, rules: &ScoreTable) -> Table {
    let columns = vec![
        Column::text("得分项").sticky(),
        Column::text("依据"),
        Column::text("分子"),
        Column::text("基数"),
        Column::number("分值"),
        Column::number("得分"),
    ];
    let mut table = tables::table("scores-working", "各县市区得分计算", columns, "本期没有得分。");
    for (group, members) in groups(issue) {
        for score in members {
            table.rows.push(Row::group(issue.lookup.name(&score.region)));
            for item in &score.items {
                table.rows.extend(item_rows(issue, score, item));
            }
            table.rows.push(total(group, score, rules));
        }
    }
    table.notes.push("各行得分＝分子÷基数×分值，列两位小数；指标进度的比值＝完成率÷序时进度，大于1的按1计；合计按未修约的各项得分计算。".into());
    tables::finished(table, &issue.url)
}

fn item_rows(issue: &Issue, score: &RegionScore, item: &ScoredItem) -> Vec<Row> {
    let row = |basis: String, numerator: String, base: String, weight: String, points: String| {
        let cells = [item.name.clone(), basis, numerator, base, weight, points];
        Row::new(cells.into_iter().map(Cell::text).collect())
    };
    let weight = item.weight.to_string();
    let Some(points) = &item.points else {
        return vec![row("缺项，不计入".into(), String::new(), String::new(), String::new(), String::new())];
    };
    let points = points.rounded(2).to_string();
    match &item.base {
        ScoreBase::Pace(parts) => {
            let mut rows: Vec<Row> = parts
                .iter()
                .map(|part| {
                    let (basis, numerator, base) = rate_of(issue, score, part);
                    row(basis, numerator, base, String::new(), String::new())
                })
                .collect();
            let rates: Vec<String> = parts.iter().map(|p| fraction(&p.rate)).collect();
            let basis = format!("{}项指标比值的平均", parts.len());
            rows.push(row(basis, rates.join("＋"), parts.len().to_string(), weight, points));
            rows
        }
        ScoreBase::Problems(due) => {
            let late: Vec<&str> = due.iter().filter(|(_, t)| !t).map(|(id, _)| id.as_str()).collect();
            let done = due.len() - late.len();
            let basis = match late.as_slice() {
                [] => format!("应办结{}个，均按期办结", due.len()),
                late => format!("应办结{}个，未按期办结的：{}", due.len(), late.join("、")),
            };
            vec![row(basis, done.to_string(), due.len().to_string(), weight, points)]
        }
        ScoreBase::Late { deduct, due } => {
            let late = due.iter().filter(|(_, days)| *days != Some(0)).count();
            let each: Vec<String> = due
                .iter()
                .filter_map(|(period, days)| match days {
                    Some(0) => None,
                    Some(days) => Some(format!("{}迟{days}天", period.own_label())),
                    None => Some(format!("{}未报", period.own_label())),
                })
                .collect();
            let basis = match each.as_slice() {
                [] => format!("应报{}次，均按期报送", due.len()),
                each => format!("应报{}次：{}，每次扣{deduct}分", due.len(), each.join("、")),
            };
            let kept = item.weight.ratio().minus(&deduct.ratio().times(&Ratio::integer(late as i128)));
            let kept = if kept.is_negative() { Quantity::integer(0) } else { kept.rounded(deduct.scale()) };
            vec![row(basis, kept.to_string(), weight.clone(), weight, points)]
        }
    }
}

/// One indicator: what was done of what, against what was due; numerator and base as exact fractions.
fn rate_of(issue: &Issue, score: &RegionScore, part: &PacePart) -> (String, String, String) {
    let indicator = issue.year.indicator(&part.indicator);
    let name = indicator.map_or(&*part.indicator, |i| i.name.as_str());
    let figure = issue.now.indicator(&part.indicator);
    let own = figure.and_then(|f| f.by_region.iter().find(|r| r.region == score.region));
    let counted = own.and_then(|o| o.value.zip(o.target));
    let done = match counted {
        Some((value, target)) if value.ratio().over(&target.ratio()).as_ref() == Some(&part.completion) => {
            format!("{value}÷{target}")
        }
        _ => fraction(&part.completion),
    };
    let limit = indicator.is_some_and(|i| i.direction == crate::check::record::Direction::Down);
    let basis = format!(
        "{name}完成{}，序时{}，比值{}",
        crate::compute::percent_text(&part.completion, part.completion < Ratio::one()),
        texts::share(&part.schedule),
        fraction(&part.rate)
    );
    let due = fraction(&part.schedule);
    if limit { (basis, due, done) } else { (basis, done, due) }
}

fn total(group: &str, score: &RegionScore, rules: &ScoreTable) -> Row {
    let counted = || score.items.iter().filter_map(|i| Some((i.points.as_ref()?, i.weight)));
    let points: Vec<String> = counted().map(|(p, _)| p.rounded(2).to_string()).collect();
    let available = counted().fold(Quantity::integer(0), |sum, (_, weight)| sum.plus(weight));
    let place = match (score.rank, score.was) {
        (None, _) => format!("{group}组，不排位"),
        (Some(rank), None) => format!("{group}组第{rank}位"),
        (Some(rank), Some(was)) => format!("{group}组第{rank}位，上期第{was}位"),
    };
    Row::total(
        [
            "合计".to_string(),
            place,
            points.join("＋"),
            available.to_string(),
            rules.full.to_string(),
            score.score.rounded(1).to_string(),
        ]
        .into_iter()
        .map(Cell::text)
        .collect(),
    )
}

/// `8÷11`: exact; with ÷, for a spreadsheet reads `8/11` as a date.
fn fraction(ratio: &Ratio) -> String {
    ratio.to_string().replace('/', "÷")
}

fn rule_notes(issue: &Issue, rules: &ScoreTable) -> Vec<String> {
    let mut notes: Vec<String> = rules
        .items
        .iter()
        .map(|item| {
            let how = match &item.rule {
                ScoreRule::Pace => {
                    "分到县市区的累计型指标，各项完成率÷序时进度（最高按1计）的平均数".to_string()
                }
                ScoreRule::Problems => "由该县市区负责或提出的问题，按期办结数÷应办结数".to_string(),
                ScoreRule::Late { deduct } => format!("报告每迟报或未报一次扣{deduct}分，扣完为止"),
            };
            match item.rule {
                ScoreRule::Late { .. } => format!("{}（{}分）：{how}。", item.name, item.weight),
                ScoreRule::Pace | ScoreRule::Problems => {
                    format!("{}（{}分）：{how}，乘以{}。", item.name, item.weight, item.weight)
                }
            }
        })
        .collect();
    notes.push(format!("满分{}分；缺项不计入，得分＝已得分÷可评项满分×{}。", rules.full, rules.full));
    if let Some(method) = issue.method() {
        let ties = match method.ranks.ties {
            crate::check::record::Ties::SameThenSkip => "同分同位次，其后位次顺延（1、2、2、4）",
            crate::check::record::Ties::SameThenNext => "同分同位次，其后位次连续（1、2、2、3）",
        };
        notes.push(format!(
            "分组排位，按未修约得分；{ties}；不足{}个的组不排位。",
            method.ranks.smallest_group
        ));
    }
    notes
}
