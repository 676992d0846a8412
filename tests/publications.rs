//! The publications of the demonstration and of the small city: every number in them is a figure's own text.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use tongbao::capture::read_folder;
use tongbao::check::Record;
use tongbao::editions::blocks::{Block, Run};
use tongbao::editions::publications::{Days, editions, texts};
use tongbao::editions::{Edition, EditionState};

fn record(folder: &str) -> Record {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let draft = read_folder(&root).expect("a folder");
    tongbao::check::check(&draft).0.expect("a record")
}

fn built(record: &Record) -> (Days, Vec<Edition>) {
    let days = Days::new(record, record.last_known());
    let editions = editions(record, &days, &BTreeSet::new());
    (days, editions)
}

/// Paragraphs of the text itself, annexes left out.
fn paragraphs(edition: &Edition) -> Vec<&Vec<Run>> {
    fn walk<'a>(blocks: &'a [Block], found: &mut Vec<&'a Vec<Run>>) {
        for block in blocks {
            match block {
                Block::Text(runs) => found.push(runs),
                Block::Quote(inner) => walk(inner, found),
                Block::List { items, .. } => items.iter().for_each(|i| walk(i, found)),
                _ => {}
            }
        }
    }
    let mut found = Vec::new();
    walk(&edition.blocks, &mut found);
    found
}

fn plain(runs: &[Run]) -> String {
    runs.iter().map(|r| r.text.as_str()).collect()
}

#[test]
fn every_bound_number_is_a_text_of_its_figure() {
    for folder in ["content", "tests/city"] {
        let record = record(folder);
        let (days, editions) = built(&record);
        assert_eq!(editions.len(), record.editions().len(), "{folder}");
        let mut seen = 0;
        for edition in &editions {
            let scope = (edition.scope != "city").then_some(edition.scope.as_str());
            let figures = days.at(edition.as_of).expect("figures of its day");
            for run in paragraphs(edition).into_iter().flatten() {
                let Some(bound) = &run.bound else { continue };
                let reference =
                    record.reference(bound, edition.period.year).unwrap_or_else(|| panic!("{bound}"));
                let forms = texts(&record, figures, &reference, edition.period, scope);
                let forms = forms.unwrap_or_else(|why| panic!("{}: {bound}: {why}", edition.id));
                let right =
                    run.text == forms.short || run.text == forms.long || forms.bare.contains(&run.text);
                assert!(right, "{}: {} stands for {bound}, whose texts are {forms:?}", edition.id, run.text);
                assert!(run.href.is_some(), "{bound} leads nowhere");
                seen += 1;
            }
        }
        assert!(seen > 0, "{folder} binds no number");
    }
}

#[test]
fn texts_keep_the_rules_of_punctuation_and_of_numbers() {
    for folder in ["content", "tests/city"] {
        let record = record(folder);
        for edition in built(&record).1 {
            for runs in paragraphs(&edition) {
                let text = plain(runs);
                let wrong = [
                    "。。",
                    "，，",
                    "，。",
                    "；。",
                    "：。",
                    "、、",
                    "，；",
                    "（）",
                    "共1项",
                    "等1项",
                    "于序时0.0个",
                    "于目标0.0个",
                    "快0.0个",
                    "慢0.0个",
                    "None",
                    "-0.",
                    "于序时-",
                    "增长-",
                    "下降-",
                ];
                let found: Vec<&&str> = wrong.iter().filter(|w| text.contains(**w)).collect();
                assert!(found.is_empty(), "{}: {found:?} in {text}", edition.id);
                // Half-width marks beside Chinese text.
                let chars: Vec<char> = text.chars().collect();
                let chinese = |c: Option<&char>| c.is_some_and(|c| ('\u{4e00}'..='\u{9fff}').contains(c));
                for (i, c) in chars.iter().enumerate() {
                    let beside =
                        chinese(i.checked_sub(1).and_then(|i| chars.get(i))) || chinese(chars.get(i + 1));
                    assert!(!(beside && ",;:!?".contains(*c)), "{}: half-width {c} in {text}", edition.id);
                }
            }
        }
    }
}

#[test]
fn nothing_is_said_twice() {
    let record = record("content");
    for edition in built(&record).1 {
        let mut sentences: BTreeMap<String, u32> = BTreeMap::new();
        for runs in paragraphs(&edition) {
            for sentence in plain(runs).split('。').filter(|s| s.chars().count() > 8) {
                *sentences.entry(sentence.to_owned()).or_default() += 1;
            }
        }
        let twice: Vec<&String> = sentences.iter().filter(|(_, n)| **n > 1).map(|(s, _)| s).collect();
        assert!(twice.is_empty(), "{}: {twice:?}", edition.id);
    }
}

#[test]
fn an_edition_is_complete() {
    let record = record("content");
    let (_, editions) = built(&record);
    let march = editions.iter().find(|e| e.id == "city-monthly-2024-03").expect("the bulletin of March");
    assert_eq!(march.state, EditionState::Draft);
    assert_eq!(march.url, "editions/city-monthly-2024-03.html");
    assert!(
        march.inputs.iter().any(|(path, blob)| path == "reports/2024-03/livelihood.md" && blob.len() == 40)
    );
    assert!(march.inputs.windows(2).all(|pair| pair[0] < pair[1]), "inputs are sorted and each once");
    let marks: Vec<(String, String)> = march
        .blocks
        .iter()
        .filter_map(|b| match b {
            Block::Annex { mark, title, .. } => Some((mark.clone(), title.clone())),
            _ => None,
        })
        .collect();
    let titles = ["指标完成情况表", "任务进展表", "项目进展表", "县市区情况表", "问题清单"];
    let expected: Vec<(String, String)> =
        titles.iter().enumerate().map(|(i, t)| (format!("附件{}", i + 1), t.to_string())).collect();
    assert_eq!(marks, expected);
    let mut ids = BTreeSet::new();
    for block in &march.blocks {
        let id = match block {
            Block::Heading { id, .. } | Block::Annex { id, .. } => id,
            Block::Table(table) => &table.id,
            Block::Chart(chart) => &chart.id,
            _ => continue,
        };
        assert!(ids.insert(id), "{id} stands twice");
    }
}

fn table<'e>(edition: &'e Edition, id: &str) -> &'e tongbao::editions::blocks::Table {
    let found = edition.blocks.iter().find_map(|b| match b {
        Block::Table(t) if t.id == id => Some(t),
        _ => None,
    });
    found.unwrap_or_else(|| panic!("{} has no {id}", edition.id))
}

/// The row of a table whose cell of a column is a text.
fn row(table: &tongbao::editions::blocks::Table, column: usize, name: &str) -> Vec<String> {
    let row = table.rows.iter().find(|r| r.cells.get(column).is_some_and(|c| c.plain() == name));
    let row = row.unwrap_or_else(|| panic!("{} has no {name}", table.id));
    row.cells.iter().map(|c| c.plain()).collect()
}

/// 未注明的为快报数 stands in every paper: what is no 快报 must say so.
#[test]
fn every_value_that_is_no_flash_report_says_so() {
    let record = record("content");
    let (days, editions) = built(&record);
    let mut seen = 0;
    for edition in editions.iter().filter(|e| e.scope == "city") {
        let annex = table(edition, "annex-indicators-table");
        let file = days.at(edition.as_of).and_then(|f| f.period(edition.period)).expect("a file");
        let plan = &record.plans()[0];
        for figure in file.indicators.iter().filter(|f| f.value.is_some()) {
            let Some(nature) = figure.nature.map(|n| n.chinese()).filter(|n| *n != "快报") else {
                continue;
            };
            let name = &plan.indicator(&figure.id).expect("in the plan").name;
            let remark = row(annex, 1, name).pop().expect("a remark");
            assert!(remark.contains(&format!("{nature}数")), "{}: {name} {nature}: {remark}", edition.id);
            seen += 1;
        }
    }
    assert!(seen >= 18, "{seen}");
}

#[test]
fn annexes_say_what_their_numbers_are() {
    let record = record("content");
    let editions = built(&record).1;
    let of = |id: &str| editions.iter().find(|e| e.id == id).unwrap_or_else(|| panic!("{id}"));
    // 1—2月 are taken together: nothing is of February alone.
    let annex = |id: &str| table(of(id), "annex-indicators-table");
    let month = |id: &str| annex(id).columns[4].title.clone();
    assert_eq!(
        (month("city-monthly-2024-02"), month("city-monthly-2024-03")),
        ("1—2月".into(), "3月当月".into())
    );
    let remark = |id: &str, name: &str| row(annex(id), 1, name).pop().expect("a remark");
    assert_eq!(remark("city-monthly-2024-02", "高标准农田建设"), "");
    assert_eq!(remark("city-monthly-2024-03", "饮用水水源地突出环境问题整改"), "首次报数，含前期");
    assert_eq!(remark("city-monthly-2024-06", "开工建设保障性租赁住房"), "目标自6月起由4000套调整为3600套");
    // Red in both quarters, but not in the months between.
    assert_eq!(remark("city-review-2024-Q2", "到期未整改事故隐患"), "1—6月数");
    assert_eq!(remark("city-review-2024-Q2", "引进外资"), "1—6月数；连续5期红灯");
    // Beside an empty value no period stands.
    assert_eq!(remark("city-review-2024-Q2", "园区批而未供土地处置率"), "");
    let notes = |id: &str, of_table: &str| table(of(id), of_table).notes.join("");
    assert!(
        notes("city-monthly-2024-02", "annex-indicators-table")
            .contains("122项指标未列（含总体方案3项，不计入216项）")
    );
    assert!(
        notes("city-monthly-2024-06", "annex-tasks-table").contains("改革攻坚行动15项任务未报；其余21项任务")
    );
    assert!(!notes("city-monthly-2024-03", "by-month").contains("补报"));
    assert!(notes("city-monthly-2024-04", "by-month").contains("1—3月数含该期编发后补报的指标"));
    let standing = |id: &str, name: &str| row(table(of(id), "annex-regions-standing-table"), 0, name).pop();
    assert_eq!(standing("city-monthly-2024-03", "云溪区").as_deref(), Some("无报送任务"));
    // One name for one matter, in annex and text.
    let owner =
        annex("city-monthly-2024-03").columns.iter().position(|c| c.title == "责任单位").expect("a column");
    assert_eq!(row(annex("city-monthly-2024-03"), 1, "地下管网改造")[owner], "市住建局");
    let paragraph = |id: &str, word: &str| {
        let all = paragraphs(of(id)).into_iter().map(|runs| plain(runs));
        all.filter(|text| text.contains(word)).collect::<Vec<_>>().join("")
    };
    assert!(paragraph("city-monthly-2024-03", "项指标为红灯").contains("地下管网改造（市住建局负责）"));
    let project = row(table(of("city-monthly-2024-06"), "annex-projects-table"), 1, "西环线片区海绵城市");
    assert!(project.contains(&"2024年6月".to_string()), "{project:?}");
    let late = paragraph("city-monthly-2024-06", "节点到期未完成");
    assert!(
        late.contains("24个节点到期未完成") && late.contains("另有改革攻坚行动5个到期节点未报完成情况"),
        "{late}"
    );
    assert!(!late.contains("园区调区扩区"), "{late}");
    let agreed = paragraph("city-monthly-2024-06", "议定");
    assert!(agreed.starts_with("此前议定未落实的3项和5月议定的8项中，已落实5项、逾期6项"), "{agreed}");
    assert!(agreed.contains("3个方案中1个已上报（沿用5月报告）"), "{agreed}");
    let absent = paragraph("city-monthly-2024-05", "注：");
    assert_eq!(absent, "注：华容县5月报告未报，由其分报的饮用水水源地突出环境问题整改未列入。");
}

#[test]
fn two_builds_are_the_same() {
    let record = record("content");
    assert_eq!(format!("{:?}", built(&record).1), format!("{:?}", built(&record).1));
}

#[test]
fn a_few_numbers_are_the_same_as_in_the_whole_file() {
    let record = record("content");
    let as_of = record.last_known();
    let whole = tongbao::compute::compute(&record, as_of);
    let year = &whole.years[0];
    let periods: BTreeSet<_> = year.periods.keys().copied().collect();
    let some: BTreeSet<_> = record.plans()[0].indicators.iter().step_by(7).map(|i| i.id.clone()).collect();
    let few =
        tongbao::compute::compute_indicators(&record, as_of, year.year, &periods, &some).expect("a plan");
    for (period, file) in &year.periods {
        for figure in file.indicators.iter().filter(|f| some.contains(&f.id)) {
            let same = few.period(*period).and_then(|f| f.indicator(&figure.id));
            let same = same.unwrap_or_else(|| panic!("{} in {period}", figure.id));
            assert_eq!(format!("{same:?}"), format!("{figure:?}"), "{} in {period}", figure.id);
        }
    }
}

/// `60`, `8÷11`, `1＋4÷9`: what an annex prints, read as a county would.
fn printed(text: &str) -> tongbao::base::Ratio {
    use tongbao::base::{Quantity, Ratio};
    let number = |t: &str| Quantity::parse(t).unwrap_or_else(|_| panic!("{t:?} in {text:?}")).ratio();
    let part = |t: &str| match t.split_once('÷') {
        Some((a, b)) => number(a).over(&number(b)).expect("no division by zero"),
        None => number(t),
    };
    text.split('＋').fold(Ratio::zero(), |sum, t| sum.plus(&part(t)))
}

#[test]
fn every_score_can_be_recomputed_from_its_annex() {
    use tongbao::base::Ratio;
    let record = record("content");
    let mut seen = 0;
    for edition in built(&record).1 {
        let table = edition.blocks.iter().find_map(|b| match b {
            Block::Table(t) if t.id == "scores-working" => Some(t),
            _ => None,
        });
        let Some(table) = table else { continue };
        let (mut earned, mut available) = (Ratio::zero(), Ratio::zero());
        let mut rates: Vec<Ratio> = Vec::new();
        for row in &table.rows {
            let cells: Vec<String> = row.cells.iter().map(|c| c.plain()).collect();
            let [item, basis, numerator, base, weight, points] = cells.as_slice() else {
                rates.clear();
                continue;
            };
            if numerator.is_empty() {
                assert_eq!(basis, "缺项，不计入");
                continue;
            }
            if item == "合计" {
                // From the exact points above, as the note says.
                assert_eq!(base, &available.rounded(0).to_string());
                let score = earned.over(&available).unwrap().times(&printed(weight));
                assert_eq!(points, &score.rounded(1).to_string(), "{}: {basis}", edition.id);
                (earned, available) = (Ratio::zero(), Ratio::zero());
                seen += 1;
                continue;
            }
            let share = printed(numerator).over(&printed(base)).expect("a base");
            if weight.is_empty() {
                rates.push(share.min(Ratio::one()));
                continue;
            }
            if !rates.is_empty() {
                let sum = rates.drain(..).fold(Ratio::zero(), |sum, r| sum.plus(&r));
                assert_eq!(printed(numerator), sum, "{item}: the rates above");
            }
            let own = share.times(&printed(weight));
            assert_eq!(points, &own.rounded(2).to_string(), "{}: {item}", edition.id);
            (earned, available) = (earned.plus(&own), available.plus(&printed(weight)));
        }
    }
    assert!(seen >= 9, "{seen} counties");
}

#[test]
fn every_listed_project_stands_in_the_annex_in_a_row_or_by_name() {
    let record = record("content");
    let mut seen = 0;
    for edition in built(&record).1 {
        let annex = edition.blocks.iter().find_map(|b| match b {
            Block::Table(t) if t.id == "annex-projects-table" => Some(t),
            _ => None,
        });
        let Some(table) = annex else { continue };
        let text: String = table.rows.iter().flat_map(|r| &r.cells).map(|c| c.plain() + "\n").collect();
        let text = text + &table.notes.concat();
        let plan = record.plan(edition.period.year).expect("its year");
        // Listed all year: who joined or left is in only some of the annexes.
        let project = |e: &&tongbao::check::record::Entry| {
            e.kind == tongbao::check::record::EntryKind::Project && e.added.is_none() && e.removed.is_none()
        };
        for entry in plan.entries.iter().filter(project) {
            assert!(text.contains(&entry.name), "{}: {}", edition.id, entry.name);
            seen += 1;
        }
        assert!(table.rows.len() < 60, "{}: what says nothing is no row", edition.id);
    }
    assert!(seen > 0);
}

#[test]
fn the_reading_list_has_every_bound_number_in_reading_order() {
    let record = record("content");
    for edition in built(&record).1 {
        let lists: Vec<&tongbao::editions::blocks::Table> = edition
            .reading
            .iter()
            .filter_map(|b| if let Block::Table(t) = b { Some(t) } else { None })
            .collect();
        let cells = |row: &tongbao::editions::blocks::Row, n: usize| row.cells[n].plain();
        let mut read = lists[0].rows.iter().map(|row| (cells(row, 3), cells(row, 4)));
        for run in paragraphs(&edition).into_iter().flatten() {
            let Some(bound) = &run.bound else { continue };
            let next = read.find(|(_, what)| what == bound);
            assert_eq!(next.map(|(text, _)| text).as_ref(), Some(&run.text), "{}: {bound}", edition.id);
        }
        // What has a value has a source, and an indicator's is a line of a file.
        for row in lists[0].rows.iter().filter(|row| !cells(row, 5).is_empty()) {
            assert!(!cells(row, 7).is_empty(), "{}: {} has no source", edition.id, cells(row, 4));
        }
        // Of an issue without that annex only what its text says.
        let Some(annex) = lists.iter().find(|t| t.id == "reading-annex") else { continue };
        let column = |title: &str| annex.columns.iter().position(|c| c.title == title).expect("a column");
        let (value, source) = (column("累计"), column("来源"));
        for row in annex.rows.iter().filter(|row| !cells(row, value).is_empty()) {
            assert!(cells(row, source).contains(".md:"), "{}: {} has no source", edition.id, cells(row, 1));
        }
    }
}
