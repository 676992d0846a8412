//! The pages of the demonstration content: every link leads somewhere, every id stands once.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use tongbao::base::Date;
use tongbao::editions::blocks::{Block, Cell, Frame, Page, Run, Table};
use tongbao::editions::lookup::Lookup;
use tongbao::editions::publications;
use tongbao::{capture, compute, editions};

/// The demonstration's files: paths relative to the content folder, and bytes.
fn files() -> Vec<(String, Vec<u8>)> {
    files_in("content")
}

fn files_in(folder: &str) -> Vec<(String, Vec<u8>)> {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let all = walkdir::WalkDir::new(&content).into_iter().map(|entry| entry.expect("it can be listed"));
    let files = all.filter(|entry| entry.file_type().is_file());
    files
        .map(|entry| {
            let path =
                entry.path().strip_prefix(&content).expect("it is inside").to_str().expect("it is UTF-8");
            (path.replace('\\', "/"), std::fs::read(entry.path()).expect("it can be read"))
        })
        .collect()
}

fn pages_of(files: Vec<(String, Vec<u8>)>, as_of: Option<Date>) -> (Frame, Vec<Page>) {
    let draft = capture::parse_draft(files);
    let (proofed, _) = tongbao::proofed(&draft, as_of);
    let proofed = proofed.expect("the demonstration's plan, method and registries are sound");
    let figures = compute::compute(&proofed.record, proofed.as_of);
    let mut issues = publications::editions(&proofed.record, &proofed.days, &proofed.held);
    issues.retain(|issue| as_of.is_none_or(|day| issue.as_of <= day));
    let lookup = Lookup::new(&proofed.record, &figures, &issues);
    let pages = editions::subjects(&lookup).iter().map(|subject| editions::page(&lookup, subject)).collect();
    (editions::frame(&lookup, &[]), pages)
}

/// What was known when the first quarter had been reported: later reports leave it as it is.
fn demonstration() -> (Frame, Vec<Page>) {
    pages_of(files(), Date::parse("2024-04-11"))
}

/// Every occurrence in one file replaced.
fn with(path: &str, from: &str, to: &str) -> Vec<(String, Vec<u8>)> {
    let mut files = files();
    let file = files.iter_mut().find(|(p, _)| p == path).expect("the file is there");
    let text = String::from_utf8(file.1.clone()).expect("it is UTF-8");
    assert!(text.contains(from), "{path} says “{from}”");
    file.1 = text.replace(from, to).into_bytes();
    files
}

/// All runs of blocks, and all ids that links may lead to.
#[derive(Default)]
struct Found {
    links: Vec<String>,
    ids: Vec<String>,
    csv: Vec<String>,
}

impl Found {
    fn runs(&mut self, runs: &[Run]) {
        self.links.extend(runs.iter().filter_map(|r| r.href.clone()));
    }

    fn cells(&mut self, cells: &[Cell]) {
        cells.iter().for_each(|c| self.runs(&c.runs));
    }

    fn table(&mut self, table: &Table) {
        self.ids.push(table.id.clone());
        self.csv.extend(table.csv.clone());
        for row in &table.rows {
            self.ids.extend(row.id.clone());
            self.cells(&row.cells);
        }
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Heading { id, .. } | Block::Annex { id, .. } => self.ids.push(id.clone()),
                Block::Text(runs) | Block::Notice { runs, .. } | Block::Hero { sentence: runs, .. } => {
                    self.runs(runs)
                }
                Block::List { items, .. } => items.iter().for_each(|i| self.blocks(i)),
                Block::Quote(inner) => self.blocks(inner),
                Block::Table(table) => self.table(table),
                Block::Chart(chart) => {
                    self.ids.push(chart.id.clone());
                    chart.table.iter().for_each(|t| self.table(t));
                }
                Block::Facts(facts) => facts.iter().for_each(|(_, runs)| self.runs(runs)),
                Block::Counts(counts) => self.links.extend(counts.iter().filter_map(|c| c.href.clone())),
                Block::Masthead(_)
                | Block::Colophon(_)
                | Block::Code(_)
                | Block::Picture { .. }
                | Block::Rule => {}
            }
        }
    }
}

#[test]
fn every_link_of_every_page_leads_somewhere() {
    let report = "reports/2024-03/livelihood.md";
    let without = |folders: &[&str]| {
        let kept = |(path, _): &(String, _)| !folders.iter().any(|f| path.starts_with(f));
        files().into_iter().filter(kept).collect::<Vec<_>>()
    };
    #[rustfmt::skip]
    let cases = [
        ("as it is",                  files(),                                                None),
        ("before the first report",   files(),                                                Date::parse("2024-03-01")),
        ("after the first month",     files(),                                                Date::parse("2024-03-08")),
        ("while reports come in",     files(),                                                Date::parse("2024-04-05")),
        ("at the end of the year",    files(),                                                Date::parse("2024-12-31")),
        ("a report withdrawn",        with(report, "cutoff: ", "cut: "),                      None),
        ("its text held back",        with(report, "\n## ", "\n<b>x</b>\n\n## "),           None),
        ("a city of all kinds",       files_in("tests/city"),                                 None),
        ("no report at all",          without(&["reports/", "editions/"]),                    None),
        ("no lists, no free pages",   without(&["plan/2024/lists/", "pages/", "editions/", "reports/"]), None),
    ];
    for (what, files, as_of) in cases {
        let (frame, pages) = pages_of(files, as_of);
        assert_links(what, &frame, &pages);
        for page in &pages {
            assert_sound(what, page);
        }
    }
}

fn assert_links(what: &str, frame: &Frame, pages: &[Page]) {
    let mut ids: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    let mut links: Vec<(&str, String)> = Vec::new();
    let mut csv: BTreeSet<String> = BTreeSet::new();
    for page in pages {
        let mut found = Found::default();
        found.blocks(&page.blocks);
        let count = found.ids.len();
        let unique: BTreeSet<String> = found.ids.into_iter().collect();
        assert_eq!(unique.len(), count, "{what}: an id stands twice on {}", page.url);
        assert!(ids.insert(&page.url, unique).is_none(), "{} is there twice", page.url);
        links.extend(found.links.into_iter().map(|l| (page.url.as_str(), l)));
        links.extend(page.crumbs.iter().map(|(_, url)| (page.url.as_str(), url.clone())));
        links.push((&page.url, page.menu.clone()));
        for file in found.csv {
            assert!(csv.insert(file.clone()), "{file} would be written twice");
        }
    }
    links.extend(frame.menu.iter().flat_map(|g| &g.items).map(|i| ("menu", i.url.clone())));
    links.extend(frame.banner.iter().flatten().filter_map(|r| Some(("banner", r.href.clone()?))));
    let mut dead: BTreeSet<String> = BTreeSet::new();
    for (page, link) in &links {
        let outside = link.starts_with("https://") || link.starts_with("http://");
        // What pack writes is known by its folder.
        if outside || link.starts_with("data/v1/") {
            continue;
        }
        let (path, id) = link.split_once('#').map_or((link.as_str(), None), |(p, i)| (p, Some(i)));
        let path = if path.is_empty() { page } else { path };
        match (ids.get(path), id) {
            (None, _) => dead.insert(format!("{page} → {link}: no such page")),
            (Some(ids), Some(id)) if !ids.contains(id) => dead.insert(format!("{page} → {link}: no such id")),
            (Some(_), _) => false,
        };
    }
    assert!(dead.is_empty(), "{what}: {} of {} links are dead:\n{}", dead.len(), links.len(), join(&dead));
}

fn join(dead: &BTreeSet<String>) -> String {
    dead.iter().take(40).cloned().collect::<Vec<_>>().join("\n")
}

/// No heading heads nothing, no table is an empty box, every row is as wide as its head.
fn assert_sound(what: &str, page: &Page) {
    let mut blocks = page.blocks.iter().peekable();
    while let Some(block) = blocks.next() {
        let Block::Heading { level, text, .. } = block else { continue };
        let empty = match blocks.peek() {
            None => true,
            Some(Block::Heading { level: next, .. }) => next <= level,
            Some(_) => false,
        };
        assert!(!empty, "{what}: “{text}” heads nothing on {}", page.url);
    }
    let mut found = Vec::new();
    tables(&page.blocks, &mut found);
    for table in found {
        let says = !table.rows.is_empty() || !table.empty.is_empty();
        assert!(says, "{what}: table {} on {} is an empty box", table.id, page.url);
        for row in &table.rows {
            let group = row.kind == editions::blocks::RowKind::Group;
            let wide = if group { 1 } else { table.columns.len() };
            assert_eq!(row.cells.len(), wide, "{what}: table {} on {}", table.id, page.url);
        }
    }
}

fn tables<'a>(blocks: &'a [Block], found: &mut Vec<&'a Table>) {
    for block in blocks {
        match block {
            Block::Table(table) => found.push(table),
            Block::Chart(chart) => found.extend(chart.table.as_ref()),
            Block::Quote(inner) => tables(inner, found),
            Block::List { items, .. } => items.iter().for_each(|i| tables(i, found)),
            _ => {}
        }
    }
}

fn banner(files: Vec<(String, Vec<u8>)>) -> Vec<String> {
    let plain = |runs: &Vec<Run>| runs.iter().map(|r| r.text.as_str()).collect();
    pages_of(files, None).0.banner.iter().map(plain).collect()
}

#[test]
fn what_could_not_be_used_is_said_on_every_page() {
    // A report on which nothing else rests.
    let report = "reports/2024-H1/industry.md";
    assert_eq!(banner(files()), Vec::<String>::new());
    assert_eq!(
        banner(with(report, "cutoff: ", "cut: ")),
        ["产业培塑行动上半年报告未通过校验，已退回，其指标按未报列示。"]
    );
    assert_eq!(
        banner(with(report, "\n---\n", "\n---\n\n<b>x</b>\n")),
        ["产业培塑行动上半年报告的文字部分未通过校验，暂不刊出，数字照常使用。"]
    );
}

/// Everything a page says, block by block.
fn said(page: &Page) -> String {
    fn runs(runs: &[Run]) -> String {
        runs.iter().map(|r| r.text.as_str()).collect()
    }
    fn blocks(all: &[Block], text: &mut String) {
        for block in all {
            match block {
                Block::Heading { mark, text: t, .. } => *text += &format!("{mark}{t}\n"),
                Block::Text(r) | Block::Notice { runs: r, .. } => *text += &format!("{}\n", runs(r)),
                Block::Hero { value, unit, sentence, .. } => {
                    *text += &format!("{value}{unit} {}\n", runs(sentence));
                }
                Block::List { items, .. } => items.iter().for_each(|i| blocks(i, text)),
                Block::Quote(inner) => blocks(inner, text),
                Block::Table(table) => {
                    for row in &table.rows {
                        let cells: Vec<String> = row.cells.iter().map(Cell::plain).collect();
                        *text += &format!("{}\n", cells.join("｜"));
                    }
                }
                Block::Chart(chart) => *text += &format!("{}\n", chart.alt),
                Block::Facts(facts) => {
                    facts.iter().for_each(|(l, r)| *text += &format!("{l}：{}\n", runs(r)));
                }
                Block::Counts(counts) => {
                    let each: Vec<String> =
                        counts.iter().map(|c| format!("{}{}", c.number, c.word)).collect();
                    *text += &format!("{}\n", each.join(" "));
                }
                Block::Masthead(_) | Block::Colophon(_) | Block::Annex { .. } => {}
                Block::Code(_) | Block::Picture { .. } | Block::Rule => {}
            }
        }
    }
    let mut text = String::new();
    blocks(&page.blocks, &mut text);
    text
}

#[test]
fn pages_say_what_their_readers_look_for() {
    let (_, pages) = demonstration();
    #[rustfmt::skip]
    let cases: &[(&str, &[&str])] = &[
        ("index.html", &[
            "项指标（1—3月） ",
"到期未整改事故隐患｜市安委办｜3处｜",
            "、新增“高效办成一件事”、",
            "民生可感行动1项指标未报：妇女“两癌”免费检查。",
        ]),
        ("2024/indicators/urban-jobs.html", &[
            "1.62万人 城镇新增就业1.62万人，同比增长4.5%，完成年度目标的27.5%，快于序时2.5个百分点",
            "；1—3月1.62万人，序时应达1.48万人，上年同期1.55万人。年度目标不低于5.9万人。",
            "完成率：1.62 ÷ 5.9 ＝ 27.4576%，印作27.5%",
            "差值：完成率 － 序时进度 ＝ 2.4576个百分点（按未修约数计算），印作+2.5",
            "累计型第2条：不慢于序时，为绿灯“达到序时”",
            "reports/2024-03/livelihood.md｜",
            "“城镇新增就业5.9万人”",
        ]),
        // A sum of counties: known when the last of them filed.
        ("2024/indicators/water-sources.html", &["｜快报｜4月9日"]),
        ("2024/reports/2024-03/regions/linxiang.html", &["提出和更新的问题", "临湘市3所寄宿制学校施工图未完成审查"]),
        ("2024/units/jiaoti.html", &["绿灯 ", "2-5｜", "完成25所乡镇寄宿制学校建设"]),
        ("2024/regions/pingjiang.html", &["分组：县市", "本级方案：平政办发〔2024〕5号，2024年3月20日"]),
        ("2024/method.html", &["累计型｜1｜达到目标要求｜已完成", "｜4｜慢于序时超过10个百分点｜明显滞后", "3月：4月7日", "四季度：次年1月10日"]),
        ("2024/plan.html", &["发文字号：岳政办发〔2024〕2号", "处口径差异，其中数据可以认定的"]),
        ("2024/lists/conflicts.html", &["牵头单位不同（", "\n小型水库除险加固｜产业培塑行动｜任务2-2｜“完成除险加固小型水库111座”（"]),
        ("2024/lists/lights.html", &["由绿转黄（", "合计100.0%（末位按最大余数法取舍）", "乡镇寄宿制学校｜市教体局｜2｜2月｜12.0%｜-13.0｜草稿"]),
        ("2024/reminders/2024-03/jiaoti.html", &[
            "草稿：由系统按数据起草，未经审核签发，不得外发。\n市教体局：\n",
            "你单位牵头的下列指标已连续2期及以上红灯",
            "自2024年2月起连续为红灯，至少再进1所灯色方可转好。",
            "3. 请于2024年5月6日前将书面情况反馈岳阳市人民政府办公室，并在4月报告中列明整改进展。",
            "乡镇寄宿制学校：民生可感行动3月报告，2024年4月",
        ]),
        ("2024/lists/items.html", &["民生实事共34项：已完成", "｜没有可计量指标", "1-11｜"]),
        ("2024/lists/regions.html", &["共13个县市区。本级专班已报9个", "功能区\n"]),
        ("2024/lists/decisions.html", &["已落实（"]),
        ("2024/lists/visits.html", &["本年督导"]),
        ("2024/lists/practices.html", &["｜主动公开｜"]),
        ("2024/lists/entries.html", &["项目（", "区域共进行动（"]),
    ];
    all_said(&pages, cases);
}

/// Once a rule and a target have changed, and a report without indicators was sent back.
#[test]
fn pages_of_the_half_year_say_what_changed_in_it() {
    let (_, pages) = pages_of(files(), None);
    #[rustfmt::skip]
    let cases: &[(&str, &[&str])] = &[
        ("index.html", &["岳阳楼区6月报告退回。"]),
        ("2024/method.html", &[
            "与2024年3月1日版相比，改动如下，其余不变：",
            "累计型、水平型第3条由“慢于序时不超过10个百分点，黄灯（略低于序时）”改为“慢于序时不超过8个百分点，黄灯（略低于序时）”。",
        ]),
        // 4000 in force until May, 3600 from June.
        ("2024/indicators/rental-homes.html", &["序时应达1666.7套", "序时应达1800.0套"]),
        ("2024/regions/huarong.html", &["最近一期报告", "2处截污管道未接入管网，整改到8月15日"]),
    ];
    all_said(&pages, cases);
    let sum =
        pages.iter().find(|p| p.url == "2024/indicators/water-sources.html").expect("a sum of counties");
    let source = sum.blocks.iter().find_map(|b| match b {
        Block::Chart(chart) => Some(chart.source.as_str()),
        _ => None,
    });
    assert_eq!(source, Some("来源：岳阳县、华容县、湘阴县等6个县市6月报告，截至6月30日"));
}

fn all_said(pages: &[Page], cases: &[(&str, &[&str])]) {
    for (url, sentences) in cases {
        let page = pages.iter().find(|p| p.url == *url).unwrap_or_else(|| panic!("there is {url}"));
        let text = said(page);
        for sentence in *sentences {
            assert!(text.contains(sentence), "{url} does not say “{sentence}”:\n{text}");
        }
    }
}
