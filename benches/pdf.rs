//! How long PDFs take: those of the demonstration, and one bulletin from a cold start beside Chromium printing the same
//! blocks as HTML.
//!
//!     cargo bench --bench pdf
//!
//! Each figure is the best of several runs; on a noisy machine only the ratio says something.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use tongbao::base::{Color, Date};
use tongbao::editions::blocks::{
    Block, Bullet, Cell, Chart, ChartData, Column, Frame, Layout, LightMark, Masthead, Page, Row, Run, Table,
};
use tongbao::html::{Renderer, Theme};
use tongbao::pdf::{PageStyle, Paper, Press};

const RUNS: usize = 5;
const ROUNDS: usize = 6;

/// As in the program itself.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    if std::env::args().any(|a| a == "--one") {
        let pdf = press().set(&paper()).expect("a PDF");
        println!("{}", pdf.len());
        return;
    }
    demonstration();
    cold();
}

fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn theme() -> Theme {
    Theme::with(tongbao::capture::read_theme(&root("themes/default")).expect("the theme"))
}

fn press() -> Press {
    let fonts = tongbao::capture::read_fonts(&root("themes/default/fonts")).expect("the fonts");
    Press::new(&theme().print_sources().expect("sources"), fonts).expect("a press")
}

/// All PDFs of the demonstration, several times: the memory after each round must stay what it was.
fn demonstration() {
    let draft = tongbao::capture::read_folder(&root("content")).expect("the content");
    let (site, _) = tongbao::prepare(&draft, None, &mut |_| {});
    let mut site = site.expect("a site");
    let before = memory("VmRSS:");
    for _ in 0..ROUNDS {
        let (count, bytes) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let (since, before_work) = (Instant::now(), worked());
        let press = press();
        let faults = site.print(&press, &mut |_| {}, &|pdf| {
            count.fetch_add(1, Ordering::Relaxed);
            bytes.fetch_add(pdf.bytes.len(), Ordering::Relaxed);
        });
        let (took, worked) = (since.elapsed(), worked() - before_work);
        assert!(faults.is_ok_and(|faults| faults.is_empty()));
        let count = count.into_inner();
        let each = |time: Duration| time.as_millis() as f64 / count as f64;
        let (wall, cpu) = (each(took), each(worked));
        println!(
            "demonstration: {count} PDFs, {} KB, {took:.0?}, {wall:.0} ms each ({cpu:.0} ms of a core); memory {before} MB before, {} MB after, {} MB at most",
            bytes.into_inner() / 1024,
            memory("VmRSS:"),
            memory("VmHWM:")
        );
    }
}

/// How long this process has had a core: on a busy machine it says more than the clock.
fn worked() -> Duration {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit(')').next().unwrap_or("").split_whitespace();
    // utime and stime, in ticks of 10 ms.
    let ticks: u64 = fields.skip(11).take(2).filter_map(|n| n.parse::<u64>().ok()).sum();
    Duration::from_millis(ticks * 10)
}

/// The memory this process has (`VmRSS:`) or ever had (`VmHWM:`), in MB; 0 where the system does not say.
fn memory(what: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|l| l.strip_prefix(what));
    line.and_then(|l| l.split_whitespace().next()?.parse::<u64>().ok()).unwrap_or(0) / 1024
}

fn cold() {
    let dir = tempfile::tempdir().expect("a folder");
    let own = best(|| {
        let mut one = Command::new(std::env::current_exe().expect("this program"));
        one.arg("--one");
        one
    });
    println!("one bulletin, cold: {own:.0?}");
    for artifact in theme().assets() {
        let path = dir.path().join(artifact.path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, artifact.bytes).expect("written");
    }
    let html = Renderer::new(&theme(), &frame()).and_then(|r| r.render(&page())).expect("a page");
    let file = dir.path().join(&html.path);
    std::fs::write(&file, html.bytes).expect("written");
    let profile = AtomicUsize::new(0);
    let other = best(|| {
        let profile = dir.path().join(format!("profile-{}", profile.fetch_add(1, Ordering::Relaxed)));
        let mut chromium = Command::new("chromium");
        chromium.args(["--headless=new", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]);
        chromium.arg(format!("--user-data-dir={}", profile.display()));
        chromium.arg(format!("--print-to-pdf={}", dir.path().join("a.pdf").display()));
        chromium.arg(format!("file://{}", file.display()));
        chromium
    });
    println!(
        "the same by Chromium, cold: {other:.0?}, {:.1} times as long",
        other.as_secs_f64() / own.as_secs_f64()
    );
}

/// The best of several whole runs of a program.
fn best(command: impl Fn() -> Command) -> Duration {
    let run = |_| {
        let mut command = command();
        let since = Instant::now();
        let output = command.output().expect("it runs");
        let took = since.elapsed();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        took
    };
    (0..RUNS).map(run).min().expect("some runs")
}

/// Some 15 pages: text, 4 charts, 3 wide tables of 67 rows.
fn blocks() -> Vec<Block> {
    let masthead = Masthead {
        notice: "内部资料，注意保存".into(),
        name: "“八大行动”工作通报".into(),
        number: "第2期（总第2期）".into(),
        issuer: "某市总调度办公室".into(),
        date: "2024年4月9日".into(),
        title: "2024年3月推进情况通报".into(),
    };
    let mut blocks = vec![Block::Masthead(masthead)];
    for n in 1..=4 {
        let id = format!("h-{n}");
        blocks.push(Block::Heading {
            level: 2, mark: format!("{n}."), text: "主要指标完成情况".into(), id
        });
        for m in 1..=6 {
            let text = format!("城镇新增就业{n}.{m}万人，同比增长4.5%，完成年度目标的27.5%，快于序时2.5个百分点，居全省第{m}位。").repeat(3);
            blocks.push(Block::Text(vec![Run::plain(text)]));
        }
        blocks.push(Block::Chart(chart(n)));
    }
    for n in 1..=3 {
        blocks.push(Block::Annex {
            mark: format!("附件{n}"),
            title: "指标完成情况表".into(),
            id: format!("annex-{n}"),
        });
        blocks.push(Block::Table(table(n)));
    }
    blocks
}

fn chart(n: usize) -> Chart {
    let bullet = |row: usize| Bullet {
        label: format!("城镇老旧小区改造第{row}项"),
        percent: Some(format!("{}.{n}", row * 9)),
        schedule: Some("25".into()),
        text: format!("{}.{n}%", row * 9),
        light: LightMark::Lit(if row < 3 { Color::Red } else { Color::Green }),
        word: "达到序时".into(),
        group: String::new(),
    };
    Chart {
        id: format!("c-{n}"),
        title: "10项有序时的指标中，8项达到序时进度".into(),
        subtitle: "完成年度目标的百分比".into(),
        alt: "10项指标的完成率".into(),
        source: "来源：各专班报告".into(),
        data: ChartData::Bullets((1..=10).map(bullet).collect()),
        table: None,
    }
}

fn table(n: usize) -> Table {
    let heads = ["序号", "指标", "单位", "年度目标", "累计", "完成率", "灯", "责任单位"];
    let row = |r: usize| {
        let cells = [
            r.to_string(),
            format!("城镇老旧小区改造第{r}项"),
            "万人".into(),
            format!("≥{}", r * 100),
            format!("{}.{n}", r * 27),
            format!("27.{}%", r % 10),
            "达到序时".into(),
            "市住建局、市自然资源和规划局".into(),
        ];
        Row::new(cells.into_iter().map(Cell::text).collect())
    };
    Table {
        id: format!("t-{n}"),
        title: String::new(),
        columns: heads.into_iter().map(Column::text).collect(),
        rows: (1..=67).map(row).collect(),
        notes: Vec::new(),
        csv: None,
        empty: String::new(),
    }
}

fn paper() -> Paper {
    Paper {
        id: "bench".into(),
        style: PageStyle::Bulletin,
        title: "2024年3月推进情况通报".into(),
        author: "某市总调度办公室".into(),
        date: Date::new(2024, 4, 9).expect("a day"),
        demo: true,
        blocks: blocks(),
        pictures: Default::default(),
        attachments: Vec::new(),
    }
}

fn page() -> Page {
    Page {
        url: "bulletin.html".into(),
        title: "2024年3月推进情况通报".into(),
        layout: Layout::Publication,
        crumbs: Vec::new(),
        period_line: None,
        menu: String::new(),
        downloads: Vec::new(),
        blocks: blocks(),
    }
}

fn frame() -> Frame {
    Frame {
        site_name: "某市".into(),
        publisher: "某市人民政府办公室".into(),
        as_of: "2024年4月9日".into(),
        method: String::new(),
        demo: true,
        menu: Vec::new(),
        banner: Vec::new(),
        downloads: Vec::new(),
    }
}
