//! What only a 季讲评 has: comparison of task forces and counties, scores with their working, the next quarter.

use super::super::blocks::{Block, Cell, Column, Row, Run, Table};
use super::super::{tables, texts, urls, words};
use super::generated::{is_main, shown, task_forces};
use super::issue::Issue;
use super::item::Item;
use super::phrase::{Phrase, paragraph};
use super::sentences::{growth, scores};
use super::told::Told;
use crate::base::Quantity;
use crate::check::record::{Kind, ScoreRule, ScoreTable};
use crate::check::{Field, Subject};
use crate::compute::RegionScore;

/// 专班和县市区比较: task forces by their lights, counties by their scores.
pub fn comparison(issue: &Issue, told: &Told) -> Vec<Block> {
    let mut blocks = Vec::new();
    let (said, table) = task_forces(issue);
    let counted = issue
        .year
        .plan
        .actions
        .iter()
        .any(|a| told.count(&Subject::Action(a.id.clone()), &[Field::Green, Field::Lit]));
    if issue.action().is_none() {
        blocks.extend(text(paragraph((!counted).then_some(said))));
        blocks.extend(table.map(Block::Table));
    }
    if !issue.source.scores.is_empty() {
        blocks.extend(text(paragraph(score_sentences(issue))));
    }
    blocks
}

fn text(phrase: Phrase) -> Option<Block> {
    (!phrase.is_empty()).then(|| Block::Text(phrase.runs()))
}

/// The counties of one group, best first, as the ranks have them.
fn groups<'a>(issue: &Issue<'a>) -> Vec<(&'a str, Vec<&'a RegionScore>)> {
    let groups = issue.record.region_groups().iter().map(|group| {
        let mut members: Vec<&RegionScore> = issue.now.scores.iter().filter(|s| s.group == *group).collect();
        members.sort_by(|a, b| b.score.cmp(&a.score));
        (group.as_str(), members)
    });
    groups.filter(|(_, members)| !members.is_empty()).collect()
}

fn score_sentences(issue: &Issue) -> Vec<Phrase> {
    let Some(table) = issue.method().and_then(|m| m.scores.as_ref()) else { return Vec::new() };
    let named = |s: &RegionScore| scores::Scored {
        score: s.clone(),
        name: issue.lookup.name(&s.region).to_string(),
        href: urls::region(issue.year.year, &s.region),
    };
    let mut said = Vec::new();
    for (group, members) in groups(issue) {
        let scored: Vec<scores::Scored> = members.iter().map(|s| named(s)).collect();
        said.extend(scores::group(group, &scored));
        said.extend(scored.last().filter(|_| scored.len() > 1).and_then(|s| scores::lost(s, &table.full)));
    }
    let all: Vec<scores::Scored> = issue.now.scores.iter().map(named).collect();
    said.extend(scores::left_out(&all));
    said
}

/// The annex of `compare`: against 序时, the period before, the year before, the whole city.
pub fn compared(issue: &Issue) -> Vec<Table> {
    let asked = |what: &str| issue.source.compare.iter().any(|c| c == what);
    let mut tables = Vec::new();
    let columns = [("schedule", "较序时"), ("last_period", "较上期"), ("last_year", "较上年同期")];
    let asked_columns: Vec<(&str, &str)> = columns.into_iter().filter(|(c, _)| asked(c)).collect();
    if !asked_columns.is_empty() {
        tables.push(over_time(issue, &asked_columns));
    }
    if asked("whole") {
        tables.extend(against_whole(issue));
    }
    tables.retain(|t| !t.rows.is_empty());
    tables
}

fn over_time(issue: &Issue, asked: &[(&str, &str)]) -> Table {
    let mut columns = vec![Column::text("指标").sticky(), Column::number("累计"), Column::number("完成率")];
    columns.extend(asked.iter().map(|(_, title)| Column::text(*title)));
    let title = format!("{}主要指标和红灯指标对比", issue.period().label());
    let mut table = tables::table("compare", title, columns, "没有可比的指标。");
    let wanted = |i: &&Item| i.is_lit() && i.figure.gap.is_some() && (is_main(issue, i) || i.is_red());
    for item in issue.items().iter().filter(wanted) {
        let shown = shown(issue, item);
        let value = match item.figure.value {
            Some(v) => Cell::runs(vec![Run::link(format!("{v}{}", item.unit()), item.href.as_str())]),
            None => Cell::default(),
        };
        let mut cells = vec![shown.name(), value, shown.completion()];
        cells.extend(asked.iter().map(|(what, _)| match *what {
            "schedule" => Cell::text(texts::gap_long(item.indicator, item.figure).unwrap_or_default()),
            "last_period" => Cell::text(since_before(item).unwrap_or_default()),
            _ if item.indicator.kind == Kind::Growth => Cell::text(
                growth::rate(item, super::sentences::Mention::Again).map(|p| p.plain()).unwrap_or_default(),
            ),
            _ => Cell::text(item.figure.change.as_ref().map(texts::change).unwrap_or_default()),
        }));
        table.rows.push(Row::new(cells));
    }
    tables::finished(table, &issue.url)
}

/// `增速加快0.3个百分点`, `完成率提高10.2个百分点`
fn since_before(item: &Item) -> Option<String> {
    if item.indicator.kind == Kind::Growth {
        return growth::moved(item).map(|p| p.plain());
    }
    let before = item.before.as_ref()?;
    let more = item.figure.completion.as_ref()?.minus(before.figure.completion.as_ref()?);
    let size = more.abs().percent(1);
    Some(match (size.is_zero(), more.is_negative()) {
        (true, _) => format!("与{}持平", before.label),
        (false, false) => format!("较{}提高{size}个百分点", before.label),
        (false, true) => format!("较{}降低{size}个百分点", before.label),
    })
}

/// Each county's share of its target beside the city's, for the indicators that are split with targets.
fn against_whole(issue: &Issue) -> Vec<Table> {
    let mut tables = Vec::new();
    for item in issue.items() {
        let Some(whole) = &item.figure.completion else { continue };
        let parts: Vec<_> = item.figure.by_region.iter().filter(|r| r.completion.is_some()).collect();
        if parts.is_empty() {
            continue;
        }
        let columns = vec![
            Column::text("县市区").sticky(),
            Column::number("累计").unit(item.unit()),
            Column::number("年度目标").unit(item.unit()),
            Column::number("完成率"),
            Column::number("较全市").unit("百分点"),
        ];
        let id = format!("whole-{}", urls::slug(&item.indicator.id));
        let printed = texts::completion(item.figure).unwrap_or_default();
        let title = format!("{}与全市比较（全市完成{printed}）", item.indicator.name);
        let mut table = tables::table(&id, title, columns, "没有分县市区的数据。");
        for part in parts {
            let Some(own) = &part.completion else { continue };
            let text = |q: Option<Quantity>| Cell::text(q.map(|q| q.to_string()).unwrap_or_default());
            table.rows.push(Row::new(vec![
                Cell::runs(vec![words::unit_run(issue.lookup, issue.year, &part.region)]),
                text(part.value),
                text(part.target),
                Cell::text(texts::region_completion(part).unwrap_or_default()),
                Cell::text(texts::gap_signed(&own.minus(whole))),
            ]));
        }
        tables.push(tables::finished(table, &issue.url));
    }
    tables
}

/// The annex of scores: the rule, the base, and every county's working, so that it can recompute its own.
pub fn workings(issue: &Issue) -> Vec<Block> {
    let Some(rules) = issue.method().and_then(|m| m.scores.as_ref()) else { return Vec::new() };
    let mut columns = vec![Column::text("县市区").sticky()];
    columns.extend(rules.items.iter().map(|i| Column::number(&i.name).unit(format!("满分{}", i.weight))));
    columns.extend([
        Column::number("得分"),
        Column::number("位次"),
        Column::text("位次变化"),
        Column::text("备注"),
    ]);
    let mut table = tables::table("annex-scores-table", "", columns, "本期没有得分。");
    for (group, members) in groups(issue) {
        table.rows.push(Row::group(group));
        table.rows.extend(members.into_iter().map(|s| Row::new(score_row(issue, rules, s))));
    }
    table.notes = rule_notes(issue, rules);
    vec![Block::Table(tables::finished(table, &issue.url))]
}

fn score_row(issue: &Issue, rules: &ScoreTable, score: &RegionScore) -> Vec<Cell> {
    let mut cells = vec![Cell::runs(vec![words::unit_run(issue.lookup, issue.year, &score.region)])];
    cells.extend(rules.items.iter().map(|rule| {
        let earned = score.items.iter().find(|(name, ..)| *name == rule.name).and_then(|i| i.2.as_ref());
        Cell::text(earned.map_or("缺项".into(), |e| e.rounded(1).to_string()))
    }));
    let moved = score.rank.zip(score.was).map(|(now, was)| i64::from(was) - i64::from(now));
    cells.push(Cell::text(score.score.rounded(1).to_string()));
    cells.push(Cell::text(score.rank.map(|r| r.to_string()).unwrap_or_else(|| "不排位".into())));
    cells.push(Cell::text(moved.map(texts::rank_change).unwrap_or_default()));
    let left = &score.left_out;
    let remark =
        if left.is_empty() { String::new() } else { format!("缺{}，按可评项折算", left.join("、")) };
    cells.push(Cell::text(remark));
    cells
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
                ScoreRule::Late { deduct } => format!("报告每迟报一次扣{deduct}分，扣完为止"),
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

/// 讲评意见 of the front matter: one paragraph a unit.
pub fn comments(issue: &Issue) -> Vec<Block> {
    let said = issue.source.comments.iter().map(|(unit, comment)| {
        let name = Run::strong(format!("{}：", issue.lookup.name(unit)));
        Phrase::new().run(name).say(comment.trim())
    });
    said.filter_map(text).collect()
}

/// 下季度重点: the list that is to be reconciled next time.
pub fn next_quarter(issue: &Issue) -> Option<Block> {
    if issue.source.next_quarter.is_empty() {
        return None;
    }
    let columns = vec![
        Column::text("序号"),
        Column::text("任务").sticky(),
        Column::text("目标"),
        Column::text("完成时限"),
        Column::text("责任单位"),
    ];
    let mut table = tables::table("next-quarter", "下季度重点", columns, "");
    for (i, next) in issue.source.next_quarter.iter().enumerate() {
        let place = next.task.split_once('/');
        let task = place.and_then(|(action, task)| {
            let action = issue.year.plan.action(action)?;
            let task = action.task(task)?;
            Some(Run::link(&task.title, urls::task(issue.year.year, &action.id, &task.id)))
        });
        table.rows.push(Row::new(vec![
            Cell::text((i + 1).to_string()),
            Cell::runs(vec![task.unwrap_or_else(|| Run::plain(next.task.as_str()))]),
            Cell::text(&next.goal),
            Cell { sort: Some(next.by.to_string()), ..Cell::text(format!("{}前", next.by.chinese_short())) },
            Cell::runs(vec![words::unit_run(issue.lookup, issue.year, &next.owner)]),
        ]));
    }
    Some(Block::Table(tables::finished(table, &issue.url)))
}

/// What is put at the end of the section whose heading says so; at the end of the text where none does.
pub fn additions(issue: &Issue, mut blocks: Vec<Block>, has_ranking: bool, told: &Told) -> Vec<Block> {
    if !has_ranking {
        let compared = comparison(issue, told);
        insert(&mut blocks, &["比较"], "专班和县市区比较", compared);
    }
    insert(&mut blocks, &["讲评意见", "意见"], "讲评意见", comments(issue));
    insert(
        &mut blocks,
        &["下季度", "二季度", "三季度", "四季度", "重点"],
        "下季度重点",
        next_quarter(issue).into_iter().collect(),
    );
    blocks
}

fn insert(blocks: &mut Vec<Block>, words: &[&str], title: &str, more: Vec<Block>) {
    if more.is_empty() {
        return;
    }
    let top = |b: &Block| matches!(b, Block::Heading { level: 2, .. });
    let says =
        |b: &Block, word: &str| matches!(b, Block::Heading { level: 2, text, .. } if text.contains(word));
    let start = words.iter().find_map(|w| blocks.iter().rposition(|b| says(b, w)));
    let at = match start {
        Some(start) => blocks[start + 1..].iter().position(top).map_or(blocks.len(), |next| start + 1 + next),
        None => {
            let number = blocks.iter().filter(|b| top(b)).count() as u32 + 1;
            blocks.push(Block::Heading {
                level: 2,
                mark: super::super::prose::heading_mark(2, number),
                text: title.into(),
                id: format!("h-{number}"),
            });
            blocks.len()
        }
    };
    blocks.splice(at..at, more);
}
