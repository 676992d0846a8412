//! site.yaml, units.yaml, regions.yaml, calendar.yaml.

use crate::base::{Date, Disclosure, FileId, Id};
use crate::capture::{Content, Node, Value};
use crate::check::names::{Names, Unresolved};
use crate::check::reader::Reader;
use crate::check::record::{Calendar, Class, GroupOf, Region, Scope, Series, SeriesKind, Site, Unit};
use crate::check::rules;
use std::collections::{BTreeMap, BTreeSet};

pub const DISCLOSURES: [(&str, Disclosure); 4] = [
    ("internal", Disclosure::Internal),
    ("closed", Disclosure::Closed),
    ("on-request", Disclosure::OnRequest),
    ("open", Disclosure::Open),
];

/// The root of a YAML file that must be there; a fault of reading has its diagnostic already.
pub fn root<'d>(reader: &mut Reader<'d>, path: &str, what: &str) -> Option<&'d Node> {
    let draft = reader.draft;
    let Some(id) = draft.id(path) else {
        if !reader.has_in_capitals(path) {
            reader.push(rules::missing_file(path, Reader::top(FileId(0))));
        }
        return None;
    };
    match &draft.file(id).content {
        Content::Yaml(Some(node)) => Some(node),
        Content::Yaml(None) if draft.faults.iter().any(|f| f.span.file == id && f.is_error()) => None,
        Content::Yaml(None) => {
            reader.push(rules::empty_file(Reader::top(id), what));
            None
        }
        Content::Markdown { .. } | Content::Csv(_) | Content::Other | Content::Unreadable => None,
    }
}

/// The series' scopes name actions, which are read later: they are given as written, to be settled by [`scopes`].
pub struct SiteDraft<'d> {
    pub site: Site,
    pub scopes: Vec<(usize, &'d Node)>,
}

pub fn site<'d>(reader: &mut Reader<'d>) -> Option<SiteDraft<'d>> {
    let node = root(reader, "site.yaml", "站点设置")?;
    let known = ["name", "publisher", "theme", "demo", "dekads", "series", "disclosure"];
    let table = reader.table(node, &known, &["name", "publisher"])?;
    let mut scopes = Vec::new();
    let mut series = Vec::new();
    if let Some(node) = table.get("series") {
        for (key, value) in reader.pairs(
            node,
            "刊物表",
            "city-monthly: {name: …, kind: bulletin, scope: city, number: 第N期}",
        )? {
            if let Some((one, scope)) = one_series(reader, key, value) {
                scopes.extend(scope.map(|s| (series.len(), s)));
                series.push(one);
            }
        }
    }
    let dekads = match table.get("dekads") {
        Some(node) => dekads(reader, node),
        None => vec![1, 2],
    };
    let site = Site {
        name: table.get("name").and_then(|n| reader.text(n))?,
        publisher: table.get("publisher").and_then(|n| reader.text(n))?,
        theme: table.get("theme").and_then(|n| reader.id(n)).unwrap_or_else(|| "default".into()),
        demo: table.get("demo").and_then(|n| reader.flag(n)).unwrap_or(false),
        dekads,
        series,
        disclosure: table
            .get("disclosure")
            .and_then(|n| reader.choice(n, "公开属性", &DISCLOSURES))
            .unwrap_or_default(),
    };
    Some(SiteDraft { site, scopes })
}

/// Ids of the series as they stand there.
pub fn series_as_written(reader: &Reader) -> BTreeSet<String> {
    let draft = reader.draft;
    let Some(Content::Yaml(Some(root))) = draft.id("site.yaml").map(|id| &draft.file(id).content) else {
        return BTreeSet::new();
    };
    match root.get("series").map(|n| &n.value) {
        Some(Value::Mapping(pairs)) => {
            pairs.iter().filter_map(|(k, _)| k.scalar().map(str::to_owned)).collect()
        }
        Some(Value::Scalar { .. } | Value::Sequence(_)) | None => BTreeSet::new(),
    }
}

fn dekads<'d>(reader: &mut Reader<'d>, node: &'d Node) -> Vec<u32> {
    let choices = [("D1", 1), ("D2", 2), ("D3", 3)];
    reader.list(node).iter().filter_map(|n| reader.choice(n, "旬", &choices)).collect()
}

fn one_series<'d>(
    reader: &mut Reader<'d>,
    key: &'d Node,
    value: &'d Node,
) -> Option<(Series, Option<&'d Node>)> {
    let known = ["name", "kind", "scope", "number", "total_before", "disclosure"];
    let id = reader.id(key);
    let table = reader.table(value, &known, &["name", "kind", "scope"])?;
    let kinds = [
        ("dispatch", SeriesKind::Dispatch),
        ("bulletin", SeriesKind::Bulletin),
        ("review", SeriesKind::Review),
    ];
    let series = Series {
        id: Id::new(id?),
        name: table.get("name").and_then(|n| reader.text(n))?,
        kind: table.get("kind").and_then(|n| reader.choice(n, "刊物种类", &kinds))?,
        scope: Scope::City,
        number: table.get("number").and_then(|n| reader.text(n)).unwrap_or_else(|| "第N期".into()),
        total_before: table.get("total_before").and_then(|n| reader.count(n, 99_999)).unwrap_or(0),
        disclosure: table
            .get("disclosure")
            .and_then(|n| reader.choice(n, "公开属性", &DISCLOSURES))
            .unwrap_or_default(),
    };
    let scope = table.get("scope").filter(|n| n.scalar() != Some("city"));
    Some((series, scope))
}

/// The units, and of groups that list names which unit it is and the list, to be settled by [`groups`].
pub type UnitsRead<'d> = (Vec<Unit>, Vec<(usize, &'d Node)>);

pub fn units<'d>(reader: &mut Reader<'d>, names: &mut Names) -> UnitsRead<'d> {
    let Some(node) = root(reader, "units.yaml", "单位名录") else {
        names.unreadable = true;
        return (Vec::new(), Vec::new());
    };
    let mut units: Vec<Unit> = Vec::new();
    let mut lists = Vec::new();
    let mut renames = Vec::new();
    for item in reader.list(node) {
        let Some(read) = one_unit(reader, item) else {
            mark_broken(item, &mut names.broken);
            continue;
        };
        let (unit, members, renamed) = read;
        if let Some(first) = units.iter().find(|u| u.id == unit.id || u.name == unit.name) {
            let (key, what, text) = if first.id == unit.id {
                ("id", "单位编号", &*unit.id)
            } else {
                ("name", "单位简称", unit.name.as_str())
            };
            let at = item.get(key).map_or(item.span, |n| n.span);
            let first = format!("{}:{}", first.source.path, first.source.line);
            reader.push(rules::duplicate_id(what, text, at, &first));
            // What the one of the two should have been called cannot be known.
            names.unreadable = true;
            continue;
        }
        lists.extend(members.map(|m| (units.len(), m)));
        renames.extend(renamed.map(|r| (units.len(), r)));
        names.add_unit(&unit);
        units.push(unit);
    }
    for (index, node) in renames {
        if let Some(id) = names.unit(reader, node, None) {
            units[index].renamed_to = Some(id);
            names.add_unit(&units[index]);
        }
    }
    (units, lists)
}

/// Settles the groups that list names: their members may be regions, which are read after the units.
pub fn groups<'d>(reader: &mut Reader<'d>, names: &Names, units: &mut [Unit], lists: Vec<(usize, &'d Node)>) {
    for (index, list) in lists {
        units[index].group = Some(GroupOf::List(names.units(reader, list, None)));
    }
}

type UnitParts<'d> = (Unit, Option<&'d Node>, Option<&'d Node>);

fn one_unit<'d>(reader: &mut Reader<'d>, node: &'d Node) -> Option<UnitParts<'d>> {
    let known = ["id", "name", "full", "kind", "aliases", "of", "until", "renamed_to", "document"];
    let table = reader.table(node, &known, &["id", "name", "kind"])?;
    let kind = table.get("kind").and_then(|n| reader.text(n))?;
    let mut members = None;
    let group = match (kind.as_str(), table.get("of")) {
        ("group", Some(of)) => match of.scalar() {
            Some("regions") => Some(GroupOf::Regions),
            Some("members") => Some(GroupOf::Members),
            Some("open") => Some(GroupOf::Open),
            Some(other) => {
                reader.push(rules::bad_choice("范围", other, of.span, &["regions", "members", "open"]));
                None
            }
            None => {
                members = Some(of);
                Some(GroupOf::Open)
            }
        },
        ("group", None) => {
            reader.push(rules::missing_field("of", table.head));
            None
        }
        (_, Some(_)) => {
            reader.push(rules::unknown_key("of", table.place("of"), &known[..5]));
            None
        }
        (_, None) => None,
    };
    let unit = Unit {
        id: Id::new(table.get("id").and_then(|n| reader.id(n))?),
        name: table.get("name").and_then(|n| reader.text(n))?,
        full: table.get("full").and_then(|n| reader.text(n)),
        kind,
        aliases: table.get("aliases").map(|n| reader.texts(n)).unwrap_or_default(),
        group,
        until: table.get("until").and_then(|n| reader.date(n)),
        renamed_to: None,
        document: table.get("document").and_then(|n| reader.text(n)),
        source: reader.source(node.span),
    };
    Some((unit, members, table.get("renamed_to")))
}

/// The names of something that could not be read, so that their use draws no second diagnostic.
pub fn mark_broken(node: &Node, broken: &mut BTreeSet<String>) {
    for key in ["id", "name", "full", "title"] {
        broken.extend(node.get(key).and_then(Node::scalar).map(str::to_owned));
    }
    if let Some(Value::Sequence(items)) = node.get("aliases").map(|n| &n.value) {
        broken.extend(items.iter().filter_map(Node::scalar).map(str::to_owned));
    }
}

pub struct RegionsRead {
    pub groups: Vec<String>,
    pub regions: Vec<Region>,
    pub classes: Vec<Class>,
}

pub fn regions(reader: &mut Reader, names: &mut Names, units: &[Unit]) -> Option<RegionsRead> {
    let Some(node) = root(reader, "regions.yaml", "县市区名录") else {
        names.unreadable = true;
        return None;
    };
    let Some(table) = reader.table(node, &["groups", "regions", "classes"], &["groups", "regions"]) else {
        names.unreadable = true;
        return None;
    };
    let groups = table.get("groups").map(|n| reader.texts(n)).unwrap_or_default();
    let mut regions: Vec<Region> = Vec::new();
    for item in table.get("regions").map(|n| reader.list(n)).unwrap_or_default() {
        let Some(region) = one_region(reader, item, &groups, regions.len() as u32) else {
            mark_broken(item, &mut names.broken);
            continue;
        };
        let clash = regions.iter().find(|r| r.id == region.id || r.name == region.name).map(|r| &r.source);
        let clash = clash.or_else(|| units.iter().find(|u| u.id == region.id).map(|u| &u.source));
        if let Some(first) = clash {
            let same_name = regions.iter().any(|r| r.name == region.name && r.id != region.id);
            let (key, text) = if same_name { ("name", region.name.as_str()) } else { ("id", &*region.id) };
            let at = item.get(key).map_or(item.span, |n| n.span);
            reader.push(rules::duplicate_id("县市区", text, at, &format!("{}:{}", first.path, first.line)));
            names.unreadable = true;
            continue;
        }
        names.add_region(&region);
        regions.push(region);
    }
    let mut classes = Vec::new();
    if let Some(node) = table.get("classes") {
        for (key, value) in
            reader.pairs(node, "分类表", "市辖六区: {regions: [甲区], source: 文号}").unwrap_or_default()
        {
            let Some(class) = reader.table(value, &["regions", "source"], &["regions", "source"]) else {
                continue;
            };
            let members = class.get("regions").map(|n| reader.list(n)).unwrap_or_default();
            classes.push(Class {
                name: key.scalar().unwrap_or_default().to_owned(),
                regions: members.iter().filter_map(|n| names.region(reader, n)).collect(),
                source: class.get("source").and_then(|n| reader.text(n)).unwrap_or_default(),
            });
        }
    }
    let place = |r: &Region| groups.iter().position(|g| *g == r.group).unwrap_or(groups.len());
    regions.sort_by(|a, b| place(a).cmp(&place(b)).then(a.order.cmp(&b.order)).then_with(|| a.id.cmp(&b.id)));
    Some(RegionsRead { groups, regions, classes })
}

fn one_region<'d>(reader: &mut Reader<'d>, node: &'d Node, groups: &[String], index: u32) -> Option<Region> {
    let known = ["id", "name", "full", "group", "order", "aliases"];
    let table = reader.table(node, &known, &["id", "name", "group"])?;
    let group = table.get("group").and_then(|n| {
        let choices: Vec<(&str, &str)> = groups.iter().map(|g| (g.as_str(), g.as_str())).collect();
        reader.choice(n, "县市区分组", &choices).map(str::to_owned)
    });
    Some(Region {
        id: Id::new(table.get("id").and_then(|n| reader.id(n))?),
        name: table.get("name").and_then(|n| reader.text(n))?,
        full: table.get("full").and_then(|n| reader.text(n)),
        aliases: table.get("aliases").map(|n| reader.texts(n)).unwrap_or_default(),
        group: group?,
        order: table.get("order").and_then(|n| reader.count(n, 9_999)).unwrap_or(index + 1),
        source: reader.source(node.span),
    })
}

pub fn calendars(reader: &mut Reader) -> BTreeMap<i32, Calendar> {
    let mut calendars = BTreeMap::new();
    let Some(node) = root(reader, "calendar.yaml", "年度节假日安排") else { return calendars };
    for (key, value) in reader
        .pairs(node, "按年的节假日表", "2024: {source: 文号, holidays: […], workdays: […]}")
        .unwrap_or_default()
    {
        let Some(year) = key.scalar().filter(|y| y.len() == 4).and_then(|y| y.parse::<i32>().ok()) else {
            reader.push(rules::bad_period(key.scalar().unwrap_or_default(), key.span));
            continue;
        };
        // Entered even when faulty: that the year is there is not in doubt.
        calendars.insert(
            year,
            Calendar { source: String::new(), holidays: BTreeSet::new(), workdays: BTreeSet::new() },
        );
        let Some(table) = reader.table(value, &["source", "holidays", "workdays"], &["source", "holidays"])
        else {
            continue;
        };
        let calendar = Calendar {
            source: table.get("source").and_then(|n| reader.text(n)).unwrap_or_default(),
            holidays: table.get("holidays").map(|n| days(reader, n)).unwrap_or_default(),
            workdays: table.get("workdays").map(|n| days(reader, n)).unwrap_or_default(),
        };
        let strange = |d: &&Date| {
            (d.year() - year).abs() > 1 || (d.year() != year && d.month() != 1 && d.month() != 12)
        };
        if let Some(day) = calendar.holidays.iter().chain(&calendar.workdays).find(strange) {
            reader.push(rules::date_order(key.span, format!("{day}不在{year}年")));
            // The year that was meant is there all the same.
            calendars.entry(day.year()).or_insert_with(|| calendar.clone());
        }
        calendars.insert(year, calendar);
    }
    calendars
}

/// Days and ranges `2024-02-10..2024-02-17`.
fn days<'d>(reader: &mut Reader<'d>, node: &'d Node) -> BTreeSet<Date> {
    let mut days = BTreeSet::new();
    for item in reader.list(node) {
        let Some(text) = reader.text(item) else { continue };
        let (from, to) = text.split_once("..").unwrap_or((&text, &text));
        match (Date::parse(from.trim()), Date::parse(to.trim())) {
            (Some(from), Some(to)) if from <= to && to.days_since(from) < 60 => {
                days.extend((0..=to.days_since(from)).map(|n| from.plus_days(n)));
            }
            (Some(_), Some(_)) => {
                reader.push(rules::date_order(item.span, format!("“{text}”的先后颠倒，或长过两个月")))
            }
            (_, _) => reader.push(rules::bad_date(&text, item.span)),
        }
    }
    days
}

/// Settles what the series publish for: the city, or an action of the latest plan.
pub fn scopes<'d>(
    reader: &mut Reader<'d>,
    draft: &mut SiteDraft<'d>,
    action: impl Fn(&str) -> Result<Id, Unresolved>,
    known: &[String],
) {
    for (index, node) in std::mem::take(&mut draft.scopes) {
        let Some(text) = reader.text(node) else { continue };
        match action(&text) {
            Ok(id) => draft.site.series[index].scope = Scope::Action(id),
            Err(Unresolved::Broken) => {}
            Err(Unresolved::Unknown | Unresolved::Ambiguous(_)) => {
                reader.push(rules::unknown_action(&text, node.span, known.iter().map(String::as_str)));
            }
        }
    }
}
