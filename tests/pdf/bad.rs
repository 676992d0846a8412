//! What a bad day brings: long, wide, empty, hostile. Everything is set as text, nothing is lost or leaves the page.

use super::standard::{paper, set, text};
use super::tools::{PRESS, Pdf};
use tongbao::base::Color;
use tongbao::editions::blocks::{
    Block, Bullet, Cell, Chart, ChartData, Column, LightMark, Row, Run, Style, Table,
};
use tongbao::pdf::{PageStyle, Paper, PressError};

pub fn table(columns: usize, rows: usize, cell: impl Fn(usize, usize) -> String) -> Table {
    Table {
        id: "t".into(),
        title: "进展表".into(),
        columns: (0..columns).map(|c| Column::text(format!("第{}列", c + 1))).collect(),
        rows: (0..rows).map(|r| Row::new((0..columns).map(|c| Cell::text(cell(r, c))).collect())).collect(),
        notes: vec!["表注。".into()],
        csv: None,
        empty: "没有进展。".into(),
    }
}

pub fn annexed(blocks: Vec<Block>) -> Vec<Block> {
    let annex = Block::Annex { mark: "附件1".into(), title: "进展表".into(), id: "annex-t".into() };
    [text("正文。"), annex].into_iter().chain(blocks).collect()
}

fn chart(data: ChartData) -> Block {
    Block::Chart(Chart {
        id: "c".into(),
        title: "图题".into(),
        subtitle: "单位".into(),
        alt: "替代文字".into(),
        source: "来源".into(),
        data,
        table: None,
    })
}

/// Without blanks and line ends: a long text is broken anywhere.
fn said(pdf: &Pdf) -> String {
    pdf.run("pdftotext", &["-raw"], &["-"])
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '\u{200b}')
        .collect()
}

/// No word leaves its page's paper or lies on another.
fn assert_within(pdf: &Pdf, what: &str) {
    let sizes = pdf.sizes();
    let words = pdf.words();
    for word in &words {
        let (width, height) = sizes[word.page - 1];
        let point = |millimetres: u32| f64::from(millimetres) * 72.0 / 25.4;
        let inside = word.left > 40.0 && word.top > 20.0;
        assert!(
            inside && word.right < point(width) - 40.0 && word.bottom < point(height) - 20.0,
            "{what}: {word:?}"
        );
    }
    for (i, a) in words.iter().enumerate() {
        for b in words[i + 1..].iter().take(400).filter(|b| b.page == a.page) {
            let across = a.right.min(b.right) - a.left.max(b.left);
            let down = a.bottom.min(b.bottom) - a.top.max(b.top);
            let least = (a.bottom - a.top).min(b.bottom - b.top);
            assert!(across < 1.0 || down < least * 0.45, "{what}: {a:?} lies on {b:?}");
        }
    }
}

const HOSTILE: &str = "#panic(\"x\") *b* _i_ $x$ <l> @r // \\ = h ``raw`` #import #read(\"/etc/passwd\") ]#[ -- ~ \
                       &amp; <script>alert(1)</script> {{ x }} %s \\n \u{202e}反\u{0}转\u{e000}";

#[test]
fn long_and_wide_and_empty_tables_are_set_whole() {
    let long: String = (100..150).map(|n| format!("第{n}所学校用地未批复。")).collect();
    let address = format!("https://example.org/{}", "a1".repeat(120));
    let cases: [(&str, Table, &str); 7] = [
        (
            "500 characters in a cell",
            table(6, 3, |r, c| if (r, c) == (1, 2) { long.clone() } else { "无".into() }),
            &long,
        ),
        ("40 columns", table(40, 5, |r, c| format!("{r}-{c}号")), "4-39号"),
        ("40 columns of numbers", table(40, 5, |r, c| format!("{}.{c:02}", 12345 + r)), "12349.39"),
        ("1,000 rows", table(5, 1000, |r, c| format!("{r}行{c}")), "999行4"),
        (
            "a word of 250 letters",
            table(4, 2, |_, c| if c == 1 { address.clone() } else { "无".into() }),
            &address,
        ),
        ("no rows", table(4, 0, |_, _| String::new()), "没有进展。"),
        ("no columns", table(0, 0, |_, _| String::new()), "没有进展。"),
    ];
    for (what, table, part) in cases {
        for style in [PageStyle::Bulletin, PageStyle::Sheet] {
            let is_high = style == PageStyle::Sheet && table.rows.len() > 100;
            if is_high {
                let error = PRESS.set(&paper(style, vec![Block::Table(table.clone())]));
                assert_eq!(error, Err(PressError::TooLong), "{what}");
                continue;
            }
            let pdf = set(&paper(style, annexed(vec![Block::Table(table.clone())])));
            let said = said(&pdf);
            assert!(said.contains(part), "{what}: {said}");
            assert_within(&pdf, what);
        }
    }
    let every = set(&paper(
        PageStyle::Bulletin,
        annexed(vec![Block::Table(table(5, 1000, |r, c| format!("{r}行{c}")))]),
    ));
    let said = said(&every);
    let lost: Vec<usize> =
        (0..1000).filter(|r| !(0..5).all(|c| said.contains(&format!("{r}行{c}")))).collect();
    assert!(lost.is_empty(), "{lost:?}");
    assert!(said.matches("第1列").count() + 2 > every.pages() / 2, "heads are repeated");
}

#[test]
fn marks_of_any_language_are_text() {
    let table = table(3, 2, |_, _| HOSTILE.into());
    let bullet = |mark| Bullet {
        label: HOSTILE.into(),
        percent: Some("50".into()),
        schedule: Some("25".into()),
        text: "50.0%".into(),
        light: mark,
        word: HOSTILE.into(),
        group: String::new(),
    };
    let styles = [Style::Plain, Style::Strong, Style::Emphasis, Style::Strike, Style::Code, Style::Quiet];
    let run = |style| Run { text: HOSTILE.into(), style, ..Run::default() };
    let blocks = vec![
        Block::Heading { level: 2, mark: "一、".into(), text: HOSTILE.into(), id: HOSTILE.into() },
        Block::Text(styles.map(run).into()),
        Block::List { start: Some(3), items: vec![vec![text(HOSTILE)], vec![]] },
        Block::Quote(vec![text(HOSTILE)]),
        Block::Code(HOSTILE.into()),
        Block::Facts(vec![(HOSTILE.into(), vec![Run::link(HOSTILE, "javascript:alert(1)")])]),
        Block::Table(table),
        chart(ChartData::Bullets(vec![bullet(LightMark::Lit(Color::Red))])),
        Block::Colophon(vec![(HOSTILE.into(), HOSTILE.into())]),
    ];
    for style in [PageStyle::Bulletin, PageStyle::Dispatch, PageStyle::Sheet] {
        let pdf = set(&Paper { author: HOSTILE.into(), ..paper(style, blocks.clone()) });
        let said = said(&pdf);
        for part in [
            "#panic(\"x\")*b*_i_$x$<l>@r//\\=h``raw``#import#read(\"/etc/passwd\")]#[--~",
            "<script>alert(1)</script>",
            "反转",
        ] {
            assert!(said.contains(part), "{part} in {said}");
        }
        assert!(!said.contains("root:"), "no file is read");
        assert!(!String::from_utf8_lossy(&pdf.bytes).contains("javascript"));
        assert_within(&pdf, "hostile");
    }
}

#[test]
fn a_long_title_and_nothing_at_all() {
    let long =
        "关于2024年3月“八大行动”推进情况和全市重点民生实事办理情况及县市区有关工作进展情况的通报".repeat(2);
    for style in [PageStyle::Bulletin, PageStyle::Dispatch, PageStyle::Sheet] {
        let pdf = set(&Paper { title: long.clone(), ..paper(style, vec![text("正文。")]) });
        assert!(said(&pdf).contains(&long));
        assert_within(&pdf, "a long title");
        assert_eq!(set(&paper(style, Vec::new())).pages(), 1);
        assert!(set(&paper(style, annexed(Vec::new()))).pages() <= 2);
    }
}

#[test]
fn a_chart_without_data_says_so_and_one_of_a_hundred_rows_fits_its_page() {
    let bullet = |n: usize| Bullet {
        label: format!("第{n}项指标"),
        percent: None,
        schedule: None,
        text: String::new(),
        light: LightMark::Missing,
        word: "未报".into(),
        group: String::new(),
    };
    let empty = set(&paper(PageStyle::Bulletin, vec![chart(ChartData::Bullets(Vec::new()))]));
    assert!(said(&empty).contains("无可列示的数据"));
    let high =
        set(&paper(PageStyle::Bulletin, vec![chart(ChartData::Bullets((0..100).map(bullet).collect()))]));
    let words = high.words();
    assert!(said(&high).contains("第99项指标"));
    assert!(
        words.iter().all(|w| w.bottom < 263.0 * 72.0 / 25.4 || w.top > 262.0 * 72.0 / 25.4),
        "no row leaves the page"
    );
}
