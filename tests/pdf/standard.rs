//! GB/T 9704-2012, measured on the finished pages.

use super::tools::{PRESS, Pdf, Word};
use std::collections::BTreeMap;
use tongbao::base::Date;
use tongbao::editions::blocks::{Block, Masthead, Run};
use tongbao::pdf::{PageStyle, Paper};

const POINTS: f64 = 72.0 / 25.4;

pub fn paper(style: PageStyle, blocks: Vec<Block>) -> Paper {
    Paper {
        id: "test".into(),
        style,
        title: "关于推进情况的通报".into(),
        author: "某市人民政府办公室".into(),
        date: Date::new(2024, 4, 9).expect("a day"),
        demo: false,
        blocks,
        pictures: Default::default(),
        attachments: Vec::new(),
    }
}

pub fn set(paper: &Paper) -> Pdf {
    let pdf = Pdf::new(PRESS.set(paper).unwrap_or_else(|e| panic!("{e}")));
    pdf.assert_sound(&paper.title);
    pdf
}

pub fn text(text: &str) -> Block {
    Block::Text(vec![Run::plain(text)])
}

fn masthead(number: &str) -> Block {
    Block::Masthead(Masthead {
        notice: "内部资料，注意保存".into(),
        name: "“八大行动”工作通报".into(),
        number: number.into(),
        issuer: "某市总调度办公室".into(),
        date: "2024年4月9日".into(),
        title: "关于推进情况的通报".into(),
    })
}

fn foot() -> Block {
    Block::Colophon(vec![
        ("报".into(), "市委、市政府领导".into()),
        ("送".into(), "市人大常委会办公室、市政协办公室".into()),
        ("发".into(), "各县市区人民政府，市直有关单位".into()),
    ])
}

/// Lines of a page's text, from the top: where they stand and how many characters they have.
fn lines(words: &[Word], page: usize) -> Vec<(f64, usize)> {
    let mut lines: BTreeMap<i64, (f64, usize)> = BTreeMap::new();
    for word in words.iter().filter(|w| w.page == page && !is_page_number(w)) {
        let line = lines.entry((word.top / 8.0).round() as i64).or_insert((word.top, 0));
        line.1 += word.text.chars().count();
    }
    lines.into_values().collect()
}

/// Below the type area: 37 mm of head, 225 mm of text.
fn is_page_number(word: &Word) -> bool {
    word.top > (37.0 + 225.0) * POINTS
}

#[test]
fn a_full_page_has_22_lines_of_28_characters() {
    let pdf = set(&paper(PageStyle::Bulletin, (0..4).map(|_| text(&"国".repeat(1000))).collect()));
    let words = pdf.words();
    for page in 2..pdf.pages() {
        let lines = lines(&words, page);
        assert_eq!(lines.len(), 22, "lines of page {page}");
        for pair in lines.windows(2) {
            let pitch = pair[1].0 - pair[0].0;
            assert!((pitch - 28.99).abs() < 0.05, "{pitch} between two lines of page {page}");
        }
        let full = lines.iter().filter(|(_, count)| *count == 28).count();
        let short = lines.iter().filter(|(_, count)| *count < 28).count();
        assert!(full >= 20 && full + short == 22, "{full} full lines, {short} others on page {page}");
    }
    let body = words.iter().filter(|w| !is_page_number(w));
    for word in body {
        let (left, right) = if word.page % 2 == 1 { (28.0, 184.0) } else { (26.0, 182.0) };
        assert!(word.left > left * POINTS - 0.2 && word.right < right * POINTS + 0.2, "{word:?}");
        assert!(word.top > 37.0 * POINTS - 0.2 && word.bottom < 262.0 * POINTS + 0.2, "{word:?}");
    }
}

#[test]
fn every_face_keeps_the_grid() {
    let heading = |level, text: &str| Block::Heading {
        level,
        mark: "一、".into(),
        text: text.into(),
        id: String::new(),
    };
    let section = [
        heading(2, "总体情况"),
        heading(3, "产业培塑行动"),
        heading(4, "项目"),
        text("完成61.4%，“快于序时”3.0个百分点。Abc·①〔2024〕2号"),
    ];
    let blocks = section.iter().cycle().take(80).cloned().collect();
    let pdf = set(&paper(PageStyle::Bulletin, blocks));
    let words = pdf.words();
    for page in 2..pdf.pages() {
        let lines = lines(&words, page);
        // Three headings in a row go with their text to the next page.
        assert!((19..=22).contains(&lines.len()), "{} lines on page {page}", lines.len());
        for (line, _) in &lines {
            let place = (line - lines[0].0) / 28.99;
            assert!((place - place.round()).abs() < 0.05, "a line of page {page} stands at {place}");
        }
    }
}

#[test]
fn page_numbers_stand_outside_seven_millimetres_below() {
    let pdf = set(&paper(PageStyle::Bulletin, vec![text(&"国".repeat(2000))]));
    let words = pdf.words();
    for page in 1..=pdf.pages() {
        let number: Vec<&Word> = words.iter().filter(|w| w.page == page && is_page_number(w)).collect();
        let said: String = number.iter().map(|w| w.text.as_str()).collect();
        assert_eq!(said, format!("—{page}—"));
        let (left, right) = (number[0].left, number[number.len() - 1].right);
        if page % 2 == 1 {
            assert!((right - (184.0 * POINTS - 14.0)).abs() < 1.5, "page {page} ends at {right}");
        } else {
            assert!((left - (26.0 * POINTS + 14.0)).abs() < 1.5, "page {page} begins at {left}");
        }
    }
}

#[test]
fn the_foot_stands_at_the_end_of_an_even_last_page() {
    for count in [1, 300, 400, 470, 500, 560, 620, 900, 1000, 1100, 1200, 1300] {
        let blocks = vec![masthead("第2期（总第2期）"), text(&"国".repeat(count)), foot()];
        let pdf = set(&paper(PageStyle::Bulletin, blocks));
        let (pages, words) = (pdf.pages(), pdf.words());
        assert_eq!(pages % 2, 0, "{count} characters");
        let last: Vec<&Word> = words.iter().filter(|w| w.page == pages && !is_page_number(w)).collect();
        let end = last.iter().map(|w| w.bottom).fold(0.0, f64::max);
        assert!(last.iter().any(|w| w.text.contains("各县市区人民政府")), "{count} characters");
        assert!(
            (262.0 * POINTS - end) < 16.0 && end < 262.0 * POINTS,
            "{count} characters: the foot ends at {end}"
        );
        // No text runs under it.
        let begin = last.iter().filter(|w| w.text.starts_with("报")).map(|w| w.top).fold(f64::MAX, f64::min);
        let above = last.iter().filter(|w| w.text.contains("国国")).map(|w| w.bottom).fold(0.0, f64::max);
        assert!(above < begin, "{count} characters");
    }
}

#[test]
fn a_briefing_and_a_notice_have_their_own_heads() {
    let briefing =
        set(&paper(PageStyle::Bulletin, vec![masthead("第2期（总第2期）"), text("正文。"), foot()]));
    let text_of = briefing.text();
    for part in ["内部资料，注意保存", "第2期（总第2期）", "某市总调度办公室", "报：市委、市政府领导"]
    {
        assert!(text_of.contains(part), "{part} in\n{text_of}");
    }
    assert!(!text_of.contains("印发"), "{text_of}");
    let notice =
        set(&paper(PageStyle::Bulletin, vec![masthead("某政办函〔2024〕2号"), text("正文。"), foot()]));
    let text_of = notice.text();
    for part in [
        "某政办函〔2024〕2号",
        "各县市区人民政府，市直有关单位：",
        "抄送：市委、市政府领导，市人大常委会办公室、市政协办公室。",
        "2024年4月9日印发",
    ] {
        assert!(text_of.contains(part), "{part} in\n{text_of}");
    }
    assert_eq!(text_of.matches("某市总调度办公室").count(), 2, "署名, 印发机关");
}

#[test]
fn the_same_bytes_whenever_and_beside_whatever() {
    let all: Vec<Paper> = (0..6)
        .map(|n| Paper {
            id: format!("p{n}"),
            ..paper(PageStyle::Bulletin, vec![text(&"国".repeat(n * 100))])
        })
        .collect();
    let together = PRESS.set_all(&all, Paper::clone, |_, set| set);
    for (paper, beside) in all.iter().zip(together) {
        assert_eq!(beside.as_deref(), PRESS.set(paper).as_deref(), "{}", paper.id);
    }
}
