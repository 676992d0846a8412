//! Drafted 提示函: the list of them, and each letter as an official would sign it. Drafts only; nothing is sent.

use super::{Sheet, distance, heading, period_line, under};
use crate::base::{Id, Quantity};
use crate::check::record::Reporter;
use crate::editions::blocks::{Block, Cell, Column, Layout, NoticeKind, Page, Row, Run, Table};
use crate::editions::lookup::{Answers, Lookup, Year};
use crate::editions::reminders::{Letter, Reminded, answer_by, letters};
use crate::editions::urls::{self, List};
use crate::editions::{cells, sentence, tables, texts, words};

pub fn list<'a>(lookup: &'a Lookup<'a>, year: &'a Year<'a>, url: &str) -> Vec<Block> {
    let limit = year.current.and_then(|f| year.method(f)).and_then(|m| m.remind_red);
    let Some(limit) = limit else {
        return vec![Block::Text(vec![Run::plain("评价办法没有规定提示函。")])];
    };
    let rule = format!(
        "指标连续{limit}期及以上红灯的，按责任单位起草提示函。以下均为草稿，由调度办公室审核后签发。"
    );
    let columns = vec![
        Column::text("责任单位").sticky(),
        Column::text("身份"),
        Column::text("指标"),
        Column::number("最长连续红灯").unit("期"),
        Column::text("提示函"),
    ];
    let mut table = tables::table("letters", "", columns, "本期没有需要提示的指标。");
    for letter in letters(lookup, year) {
        let mut names = Vec::new();
        for item in &letter.items {
            super::parts::listed(&mut names, item.shown.name().runs.remove(0));
        }
        let longest = letter.items.iter().map(|i| i.run).max().unwrap_or(0);
        table.rows.push(Row::new(vec![
            Cell::runs(words::unit_runs(lookup, year, &letter.units)),
            Cell::text(answers_word(letter.answers)),
            Cell::runs(names),
            Cell::text(longest.to_string()),
            Cell::runs(vec![Run::link("草稿", urls::reminder(letter.period, &letter.units))]),
        ]));
    }
    vec![Block::Text(vec![Run::plain(rule)]), under(table, url)]
}

fn answers_word(answers: Answers) -> &'static str {
    match answers {
        Answers::Leads => "牵头单位",
        Answers::Collects => "汇总单位",
        Answers::Office => "专班办公室",
        Answers::Owner => "责任单位",
    }
}

pub fn page<'a>(lookup: &'a Lookup<'a>, year: &'a Year<'a>, letter: &Letter<'a>) -> Page {
    let url = urls::reminder(letter.period, &letter.units);
    let title = title(letter);
    let mut blocks = vec![Block::Notice {
        kind: NoticeKind::Warning,
        runs: vec![Run::plain("草稿：由系统按数据起草，未经审核签发，不得外发。")],
    }];
    blocks.push(text(format!("{}：", addressees(lookup, &letter.units))));
    blocks.push(text(opening(lookup, year, letter)));
    blocks.push(heading("一、有关情况", "standing"));
    for (i, item) in letter.items.iter().enumerate() {
        let number = if letter.items.len() > 1 { format!("{}. ", i + 1) } else { String::new() };
        let mut runs = vec![Run::plain(number)];
        runs.extend(standing(item));
        runs.retain(|r| !r.text.is_empty());
        blocks.push(Block::Text(runs));
    }
    blocks.push(under(table(letter), &url));
    blocks.push(heading("二、提请事项", "asked"));
    blocks.extend(asked(lookup, letter).into_iter().map(text));
    blocks.push(heading("三、数据来源", "sources"));
    blocks.push(Block::List { start: None, items: sources(lookup, year, letter) });
    blocks.push(text(lookup.record.site().publisher.clone()));
    blocks.push(text(format!("{}年　月　日（签发时填写）", lookup.figures.as_of.year())));
    let sheet = Sheet {
        lookup,
        title,
        crumbs: vec![("提示函（草稿）".into(), urls::list(year.year, List::Reminders))],
        menu: urls::list(year.year, List::Reminders),
        url,
        period_line: year.current.map(period_line),
    };
    Page { layout: Layout::Publication, ..sheet.page(year, blocks) }
}

fn text(text: String) -> Block {
    Block::Text(vec![Run::plain(text)])
}

/// `关于乡镇寄宿制学校连续红灯的提示函（草稿）`, of several `关于2项指标…`.
fn title(letter: &Letter<'_>) -> String {
    let about = match letter.items.as_slice() {
        [one] => one.shown.indicator.name.clone(),
        all => format!("{}等{}项指标", all[0].shown.indicator.name, all.len()),
    };
    format!("关于{about}连续红灯的提示函（草稿）")
}

fn addressees(lookup: &Lookup<'_>, units: &[Id]) -> String {
    units.iter().map(|id| lookup.name(id)).collect::<Vec<_>>().join("、")
}

fn opening(lookup: &Lookup<'_>, year: &Year<'_>, letter: &Letter<'_>) -> String {
    let method = year.current.and_then(|f| year.method(f));
    let limit = method.and_then(|m| m.remind_red).unwrap_or(1);
    let version = method.map(|m| m.version.chinese()).unwrap_or_default();
    let whose = match letter.answers {
        Answers::Leads if letter.units.len() > 1 => "你们单位共同牵头的",
        Answers::Leads => "你单位牵头的",
        Answers::Collects => "由你单位汇总的",
        Answers::Owner => "由你单位负责的",
        Answers::Office => "由你单位承担专班办公室工作的行动中，",
    };
    let number = match letter.items.len() {
        1 => String::new(),
        n => format!("{n}项"),
    };
    format!(
        "按照“旬调度、月通报、季讲评”工作机制和{}年评价办法（{version}版），指标连续{limit}期红灯的予以提示。按{}所知的数据，{whose}下列{number}指标已连续{limit}期及以上红灯，现提示如下。",
        year.year,
        lookup.figures.as_of.chinese(),
    )
}

/// How it stands, since when, and how far it is from a better light.
fn standing(item: &Reminded<'_>) -> Vec<Run> {
    let mut runs = sentence::of(&item.shown, item.before.as_ref());
    let since = format!("自{}年{}起连续为红灯", item.since.year, item.since.report_label());
    // The sentence may have told the way to 序时, which is the way to the better light.
    let told = runs.iter().any(|r| r.text.contains("即达到序时"));
    let better = item.shown.figure.to_better.filter(|_| !told).map(|amount| {
        let unit = distance::unit(item.shown.indicator);
        format!("，至少再进{amount}{unit}灯色方可转好")
    });
    runs.push(Run::plain(format!("{since}{}。", better.unwrap_or_default())));
    runs
}

/// Few columns: the letter is printed upright.
fn table(letter: &Letter<'_>) -> Table {
    let columns = vec![
        Column::text("指标").sticky(),
        Column::number("年度目标"),
        Column::number("累计"),
        Column::number("完成率"),
        Column::number("较序时").unit("百分点"),
        Column::number("需月均"),
        Column::number("转好需进"),
    ];
    let mut table = tables::table("indicators", "", columns, "");
    let amount =
        |q: Option<Quantity>, unit: &str| Cell::text(q.map(|q| words::quantity(q, unit)).unwrap_or_default());
    let mut schedules: Vec<String> = Vec::new();
    for item in &letter.items {
        let (shown, figure) = (item.shown, item.shown.figure);
        table.rows.push(Row::new(vec![
            shown.name(),
            shown.target(),
            shown.value_with_unit(),
            Cell { bullet: None, ..shown.completion() },
            shown.gap(),
            amount(figure.pace_needed, words::unit_of_difference(shown.unit())),
            amount(figure.to_better, distance::unit(shown.indicator)),
        ]));
        let schedule = texts::schedule(figure).map(|s| format!("{}序时进度{s}", shown.own_period().label()));
        schedules.extend(schedule.filter(|s| !schedules.contains(s)));
    }
    if !schedules.is_empty() {
        table.notes.push(format!("{}；较序时按未修约数计算。", schedules.join("，")));
    }
    table
}

fn asked(lookup: &Lookup<'_>, letter: &Letter<'_>) -> Vec<String> {
    let publisher = &lookup.record.site().publisher;
    let (by, with) = match answer_by(lookup, letter.period) {
        Some((period, due)) => {
            (format!("{}前", due.chinese()), format!("在{}报告中列明整改进展", period.own_label()))
        }
        // After the year's last due day the editor sets one.
        None => ("收到本函后10个工作日内".to_owned(), "按期报送整改进展".to_owned()),
    };
    vec![
        "1. 逐项查明进度滞后的原因，需市级协调的事项请一并列出。".to_owned(),
        "2. 提出赶上序时的措施，明确责任岗位、分月计划和完成时限。".to_owned(),
        format!("3. 请于{by}将书面情况反馈{publisher}，并{with}。"),
    ]
}

/// What report each number stands in, when it was filed, and the file's line.
fn sources(lookup: &Lookup<'_>, year: &Year<'_>, letter: &Letter<'_>) -> Vec<Vec<Block>> {
    let one = |item: &Reminded<'_>| {
        let shown = item.shown;
        let period = shown.own_period();
        let reporter = Reporter::Action(shown.indicator.reporter.clone());
        let name = words::reporter_run(lookup, year, &reporter).text;
        let state = year.states(&reporter).iter().find(|(p, _)| *p == period).map(|(_, r)| r);
        let filed = state.and_then(|r| r.filed).map(|d| format!("，{}报送", d.chinese())).unwrap_or_default();
        let mut runs = vec![
            Run::plain(format!("{}：", shown.indicator.name)),
            Run::link(format!("{name}{}报告", period.report_label()), shown.href()),
            Run::plain(filed),
        ];
        if let Some(source) = shown.figure.inputs.first() {
            runs.push(Run::quiet(format!("（{}）", cells::source(Some(source)).plain())));
        }
        runs.retain(|r| !r.text.is_empty());
        vec![Block::Text(runs)]
    };
    letter.items.iter().map(one).collect()
}
