//! method.yaml and method-YYYY-MM.yaml.

use super::registry::root;
use crate::base::{Color, Frequency, Period, Quantity};
use crate::capture::Node;
use crate::check::reader::{Reader, Table};
use crate::check::record::{
    Condition, DueRule, Kind, LightRule, Method, NoLead, RankRules, Schedule, ScoreItem, ScoreRule,
    ScoreTable, Shift, Ties,
};
use crate::check::rules;
use std::collections::BTreeMap;

const COLORS: [(&str, Color); 4] =
    [("green", Color::Green), ("blue", Color::Blue), ("yellow", Color::Yellow), ("red", Color::Red)];

/// What the plan asks of its method: kinds and frequencies in use.
pub struct InUse {
    pub kinds: Vec<Kind>,
    pub frequencies: Vec<Frequency>,
}

pub fn method<'d>(reader: &mut Reader<'d>, path: &str, in_use: &InUse) -> Option<Method> {
    let node = root(reader, path, "灯色、序时和报送时限的规则")?;
    let known =
        ["version", "from", "date", "lights", "schedule", "due", "no_lead", "ranks", "scores", "remind"];
    let is_later = !path.ends_with("/method.yaml");
    let must: &[&str] =
        if is_later { &["version", "from", "date", "lights", "due"] } else { &["version", "lights", "due"] };
    let table = reader.table(node, &known, must)?;
    let from = table.get("from").and_then(|n| reader.period(n));
    if let (Some(period), Some(node)) = (from, table.get("from"))
        && is_later
        && !path.ends_with(&format!("/method-{period}.yaml"))
    {
        let help = format!("文件名应为 method-{period}.yaml，或改 from");
        reader.push(rules::wrong_folder(node.span, format!("from 写的是{period}，与文件名不符"), help));
    }
    let lights = table.get("lights").map(|n| lights(reader, n, in_use)).unwrap_or_default();
    let due = table.get("due").map(|n| due(reader, n)).unwrap_or_default();
    if let Some((key, _)) = table.entry("due") {
        for frequency in &in_use.frequencies {
            if !due.readable.contains(frequency) {
                reader.push(rules::due_rule_missing(frequency.code(), key.span));
            }
        }
    }
    let (schedule, about_percent) = schedule(reader, table.get("schedule"));
    let no_lead = [("first-listed", NoLead::FirstListed), ("none", NoLead::None)];
    Some(Method {
        version: table.get("version").and_then(|n| reader.date(n))?,
        from,
        date: table.get("date").and_then(|n| reader.date(n)),
        lights: lights.kinds,
        task_lights: lights.task,
        schedule,
        about_percent,
        due: due.rules,
        no_lead: table
            .get("no_lead")
            .and_then(|n| reader.choice(n, "no_lead", &no_lead))
            .unwrap_or(NoLead::None),
        ranks: ranks(reader, table.get("ranks")),
        scores: table.get("scores").and_then(|n| scores(reader, n)),
        remind_red: remind(reader, &table),
        source: reader.source(node.span),
    })
}

#[derive(Default)]
struct Lights {
    kinds: BTreeMap<Kind, Vec<LightRule>>,
    task: Vec<LightRule>,
}

fn lights<'d>(reader: &mut Reader<'d>, node: &'d Node, in_use: &InUse) -> Lights {
    let mut known: Vec<&str> = Kind::ALL.iter().map(|k| k.code()).collect();
    known.push("task");
    let must: Vec<&str> = in_use.kinds.iter().map(|k| k.code()).collect();
    let mut lights = Lights::default();
    let Some(table) = reader.table(node, &known, &must) else { return lights };
    for kind in Kind::ALL {
        if let Some(rules) = table.get(kind.code()).map(|n| light_rules(reader, n, Some(kind))) {
            lights.kinds.insert(kind, rules);
        }
    }
    lights.task = table.get("task").map(|n| light_rules(reader, n, None)).unwrap_or_default();
    lights
}

/// An ordered list of rules; `kind` is `None` for tasks.
fn light_rules<'d>(reader: &mut Reader<'d>, node: &'d Node, kind: Option<Kind>) -> Vec<LightRule> {
    let conditions: &[&str] = match kind {
        None => &["nodes_late"],
        Some(Kind::Cumulative | Kind::Level | Kind::Growth) => &["reached", "gap_at_least"],
        Some(Kind::Milestone) => &["reached", "late_days_at_most"],
        Some(Kind::Bound | Kind::Event | Kind::Ranking | Kind::Relation) => &["reached"],
        Some(Kind::Text) => &[],
    };
    let known: Vec<&str> = ["word", "color"].into_iter().chain(conditions.iter().copied()).collect();
    let items = reader.list(node);
    let mut rules_read: Vec<LightRule> = Vec::new();
    let before = reader.mark();
    for (index, item) in items.iter().enumerate() {
        let Some(table) = reader.table(item, &known, &["word", "color"]) else { continue };
        let condition = condition(reader, &table);
        let last = index + 1 == items.len();
        if kind != Some(Kind::Text) && reader.is_sound_since(before) {
            gap(reader, item, &condition, rules_read.last(), last);
        }
        let word = table.get("word").and_then(|n| reader.text(n));
        let color = table.get("color").and_then(|n| reader.choice(n, "灯色", &COLORS));
        if let (Some(word), Some(color)) = (word, color) {
            rules_read.push(LightRule { word, color, condition });
        }
    }
    if items.is_empty() && reader.is_sound_since(before) {
        reader.push(rules::lights_gap(node.span, "没有一条灯色规则", "至少写一条不带条件的规则"));
    }
    rules_read
}

fn condition(reader: &mut Reader<'_>, table: &Table<'_>) -> Condition {
    // A place of its own for each: a rule has one condition, or none.
    let mut conditions = Vec::new();
    if let Some(node) = table.get("reached")
        && node.scalar() == Some("true")
    {
        conditions.push((Condition::Reached, node));
    } else if let Some(node) = table.get("reached") {
        reader.push(rules::lights_gap(node.span, "reached 只能写 true", "不带条件的规则不写 reached"));
    }
    if let Some(node) = table.get("gap_at_least") {
        let text = node.scalar().unwrap_or_default();
        match Quantity::parse(text) {
            Ok(gap) => conditions.push((Condition::GapAtLeast(gap), node)),
            Err(why) => reader.push(rules::not_a_number(text, why, node.span)),
        }
    }
    for (key, make) in [
        ("late_days_at_most", (|n| Condition::LateDaysAtMost(n)) as fn(i64) -> Condition),
        ("nodes_late", |n| Condition::NodesLate(n as u32)),
    ] {
        if let Some(node) = table.get(key) {
            match node.scalar().and_then(|t| t.parse::<u32>().ok()) {
                Some(number) => conditions.push((make(number.into()), node)),
                None => reader.push(rules::not_a_number(
                    node.scalar().unwrap_or_default(),
                    crate::base::NotANumber::Other,
                    node.span,
                )),
            }
        }
    }
    if conditions.len() > 1 {
        let help = "一条规则只写一个条件；请拆成两条";
        reader.push(rules::lights_gap(conditions[1].1.span, "一条规则写了两个条件", help));
    }
    conditions.into_iter().next().map_or(Condition::Always, |(c, _)| c)
}

/// Holds that the list has no gap: only the last rule is without condition, and limits fall (or late counts rise).
fn gap(reader: &mut Reader<'_>, item: &Node, condition: &Condition, before: Option<&LightRule>, last: bool) {
    let span = item.span;
    match (condition, last) {
        (Condition::Always, false) => {
            let help = "不带条件的规则只能放在最后；请补上条件或移到末尾";
            reader.push(rules::lights_gap(span, "这条规则不带条件，其后的规则永远用不到", help));
        }
        (Condition::Always, true) => {}
        (_, true) => {
            let help = "最后一条不写条件，兜住其余所有情形";
            reader.push(rules::lights_gap(span, "最后一条规则带有条件，有的数值会没有灯", help));
        }
        (Condition::GapAtLeast(limit), false) => {
            if let Some(Condition::GapAtLeast(above)) = before.map(|b| &b.condition)
                && limit >= above
            {
                reader.push(order(span, &limit.to_string(), &above.to_string(), "低"));
            }
        }
        (Condition::LateDaysAtMost(limit), false) => {
            if let Some(Condition::LateDaysAtMost(above)) = before.map(|b| &b.condition)
                && limit <= above
            {
                reader.push(order(span, &limit.to_string(), &above.to_string(), "高"));
            }
        }
        (Condition::NodesLate(limit), false) => {
            if let Some(Condition::NodesLate(above)) = before.map(|b| &b.condition)
                && limit <= above
            {
                reader.push(order(span, &limit.to_string(), &above.to_string(), "高"));
            }
        }
        (Condition::Reached, false) => {}
    }
}

fn order(span: crate::base::Span, limit: &str, above: &str, way: &str) -> crate::base::Diagnostic {
    let why = format!("界限{limit}不比上一条的{above}{way}，这条规则永远用不到");
    rules::lights_gap(span, why, "规则自上而下依次放宽，请调整顺序或界限")
}

#[derive(Default)]
struct Due {
    rules: BTreeMap<Frequency, DueRule>,
    /// Those that are there, even faulty.
    readable: Vec<Frequency>,
}

fn due<'d>(reader: &mut Reader<'d>, node: &'d Node) -> Due {
    let known: Vec<&str> = Frequency::ALL.iter().map(|f| f.code()).collect();
    let mut due = Due::default();
    let Some(table) = reader.table(node, &known, &[]) else {
        due.readable = Frequency::ALL.to_vec();
        return due;
    };
    let misspelt = reader.found.last().is_some_and(|d| d.rule == "unknown-key");
    if misspelt {
        due.readable = Frequency::ALL.to_vec();
    }
    for frequency in Frequency::ALL {
        let Some(value) = table.get(frequency.code()) else { continue };
        due.readable.push(frequency);
        let Some(rule) = reader.table(value, &["day", "time", "shift", "first"], &["day"]) else { continue };
        let first = rule.get("first").and_then(|n| first(reader, n, frequency));
        let day = rule.get("day").and_then(|n| reader.count(n, 60));
        let shift = rule.get("shift").map_or(Some(Shift::None), |n| shift(reader, n));
        let time = rule.get("time").and_then(|n| reader.text(n));
        if let (Some(day), Some(shift)) = (day, shift) {
            due.rules.insert(frequency, DueRule { day, time, shift, first });
        }
    }
    due
}

/// A period of the frequency; for dekads also a month, whose report is its third dekad.
pub fn first<'d>(reader: &mut Reader<'d>, node: &'d Node, frequency: Frequency) -> Option<Period> {
    let period = reader.period(node)?;
    let fits = period.kind == frequency || (frequency == Frequency::Dekad && period.kind == Frequency::Month);
    if !fits {
        reader.push(rules::bad_period(&period.to_string(), node.span));
    }
    fits.then_some(period)
}

fn shift<'d>(reader: &mut Reader<'d>, node: &'d Node) -> Option<Shift> {
    if node.scalar().is_some() {
        return reader.choice(
            node,
            "顺延办法",
            &[("none", Shift::None), ("next-workday", Shift::NextWorkday)],
        );
    }
    let table = reader.table(node, &["nth-workday"], &["nth-workday"])?;
    table.get("nth-workday").and_then(|n| reader.count(n, 30)).map(Shift::NthWorkday)
}

fn schedule<'d>(reader: &mut Reader<'d>, node: Option<&'d Node>) -> (Schedule, Quantity) {
    let about = Quantity::integer(2);
    let Some(table) = node.and_then(|n| reader.table(n, &["default", "about_percent"], &[])) else {
        return (Schedule::Months, about);
    };
    let choices = [("months", 0), ("days", 1), ("none", 2)];
    let default = match table.get("default").and_then(|n| reader.choice(n, "序时算法", &choices)) {
        Some(1) => Schedule::Days,
        Some(2) => Schedule::None,
        Some(_) | None => Schedule::Months,
    };
    (default, table.get("about_percent").and_then(|n| reader.quantity(n, Some("%"))).unwrap_or(about))
}

fn ranks<'d>(reader: &mut Reader<'d>, node: Option<&'d Node>) -> RankRules {
    let table = node.and_then(|n| reader.table(n, &["ties", "missing", "smallest_group"], &[]));
    let ties = [("same-then-skip", Ties::SameThenSkip), ("same-then-next", Ties::SameThenNext)];
    let get = |key: &str| table.as_ref().and_then(|t| t.get(key));
    if let Some(node) = get("missing") {
        reader.choice(node, "缺项办法", &[("out-of-base", ())]);
    }
    RankRules {
        ties: get("ties").and_then(|n| reader.choice(n, "并列办法", &ties)).unwrap_or(Ties::SameThenSkip),
        smallest_group: get("smallest_group").and_then(|n| reader.count(n, 99)).unwrap_or(3),
    }
}

fn scores<'d>(reader: &mut Reader<'d>, node: &'d Node) -> Option<ScoreTable> {
    let table = reader.table(node, &["regions"], &["regions"])?;
    let regions = reader.table(table.get("regions")?, &["full", "items"], &["full", "items"])?;
    let full = regions.get("full").and_then(|n| reader.quantity(n, None));
    let before = reader.mark();
    let mut items = Vec::new();
    for item in regions.get("items").map(|n| reader.list(n)).unwrap_or_default() {
        let Some(t) = reader.table(item, &["name", "weight", "rule", "deduct"], &["name", "weight", "rule"])
        else {
            continue;
        };
        let deduct = t.get("deduct").and_then(|n| reader.quantity(n, None)).unwrap_or(Quantity::integer(1));
        let rule = t
            .get("rule")
            .and_then(|n| reader.choice(n, "计分规则", &[("pace", 0), ("problems", 1), ("late", 2)]));
        let rule = rule.map(|r| match r {
            0 => ScoreRule::Pace,
            1 => ScoreRule::Problems,
            _ => ScoreRule::Late { deduct },
        });
        let name = t.get("name").and_then(|n| reader.text(n));
        let weight = t.get("weight").and_then(|n| reader.quantity(n, None));
        if let (Some(name), Some(weight), Some(rule)) = (name, weight, rule) {
            items.push(ScoreItem { name, weight, rule });
        }
    }
    let full = full?;
    let sum = items.iter().fold(Quantity::integer(0), |sum, i| sum.plus(i.weight));
    if sum != full && reader.is_sound_since(before) {
        reader.push(rules::weights_sum(regions.place("items"), sum, full));
    }
    Some(ScoreTable { full, items })
}

fn remind<'d>(reader: &mut Reader<'d>, table: &Table<'d>) -> Option<u32> {
    let table = reader.table(table.get("remind")?, &["red"], &["red"])?;
    table.get("red").and_then(|n| reader.count(n, 36))
}

/// `first` of the frequency's due rule, else its first period of the year (formats.md section 3).
pub fn default_first_due(methods: &[Method], frequency: Frequency, year: i32) -> Period {
    let first = methods.first().and_then(|m| m.due.get(&frequency)).and_then(|r| r.first);
    first.unwrap_or(Period { year, kind: frequency, index: 1 })
}
