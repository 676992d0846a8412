//! Where pages end: nothing is parted that belongs together, no page stays empty that need not.

use super::bad::{annexed, table};
use super::standard::{paper, set, text};
use super::tools::{Pdf, Word};
use tongbao::base::Color;
use tongbao::editions::blocks::{Block, Cell, LightMark, Run, Table};
use tongbao::pdf::PageStyle;

fn bulletin(blocks: Vec<Block>) -> Pdf {
    set(&paper(PageStyle::Bulletin, blocks))
}

/// The pages on which a word begins so.
fn pages(words: &[Word], start: &str) -> Vec<usize> {
    words.iter().filter(|w| w.text.starts_with(start)).map(|w| w.page).collect()
}

fn lines(words: &[Word], page: usize) -> usize {
    let mut tops: Vec<i64> =
        words.iter().filter(|w| w.page == page).map(|w| (w.top / 8.0).round() as i64).collect();
    tops.dedup();
    tops.len()
}

fn small(title: &str, rows: usize) -> Block {
    let cell = |r, c| if c == 0 { format!("{title}行{r}") } else { format!("{r}-{c}") };
    Block::Table(Table { title: format!("{title}表"), notes: Vec::new(), ..table(4, rows, cell) })
}

#[test]
fn a_mark_stands_beside_its_number() {
    let light = |n: usize| Run::light(LightMark::Lit(Color::Red), n.to_string());
    let cell = Cell::runs((1..9).flat_map(|n| [light(n * 11), Run::plain(" ")]).collect());
    for columns in [3, 7, 12] {
        let mut table = table(columns, 2, |_, _| "达到序时".into());
        for row in &mut table.rows {
            row.cells[1] = cell.clone();
        }
        let words = bulletin(annexed(vec![Block::Table(table)])).words();
        let marks: Vec<&Word> = words.iter().filter(|w| w.text.starts_with('■')).collect();
        assert!(marks.len() >= 16, "{columns} columns");
        for mark in marks {
            let beside = |w: &&Word| {
                w.page == mark.page
                    && (w.top - mark.top).abs() < 4.0
                    && w.left >= mark.left
                    && w.left < mark.right + 6.0
            };
            let number = words.iter().filter(beside).any(|w| w.text.ends_with(|c: char| c.is_ascii_digit()));
            assert!(number, "{columns} columns: {mark:?} without its number");
        }
    }
}

#[test]
fn notes_of_a_long_table_are_never_alone() {
    for rows in 20..50 {
        let mut long = table(12, rows, |r, c| format!("第{r}行{c}项"));
        long.notes = vec!["较序时按未修约数计算。".into()];
        let words = bulletin(annexed(vec![Block::Table(long)])).words();
        let [note] = pages(&words, "注：")[..] else { panic!("one note") };
        let row =
            words.iter().any(|w| w.page == note && w.text.starts_with('第') && w.text.contains("行0项"));
        assert!(row, "{rows} rows: the note is on page {note} without any");
    }
}

#[test]
fn a_small_table_of_an_annex_is_on_one_page() {
    let blocks: Vec<Block> = (0..6).map(|n| small(&format!("甲{n}"), 7 + n)).collect();
    let words = bulletin(annexed(blocks)).words();
    for n in 0..6 {
        let on = pages(&words, &format!("甲{n}"));
        assert!(on.len() >= 7, "title and rows of table {n}");
        assert!(on.iter().all(|page| *page == on[0]), "table {n} is parted: {on:?}");
    }
}

#[test]
fn the_text_goes_on_where_a_table_does_not_fit() {
    let mut blocks: Vec<Block> = (0..12).map(|_| text(&"国".repeat(26))).collect();
    blocks.push(small("乙", 11));
    blocks.extend((0..40).map(|_| text(&"民".repeat(26))));
    let words = bulletin(blocks).words();
    assert_eq!(pages(&words, "乙行0"), [2]);
    assert!(pages(&words, &"民".repeat(20)).contains(&1), "the rest of the first page is text");
    let first = lines(&words, 1);
    assert!(first >= 19, "{first} lines on the first page");
}

#[test]
fn a_dash_between_numbers_begins_and_ends_no_line() {
    let shifted = |n: usize| text(&format!("{}较1—5月前移2位，较10—12月后移。", "国".repeat(n)));
    let set = bulletin((10..38).map(shifted).collect()).text();
    let own: Vec<&str> =
        set.lines().map(str::trim).filter(|line| line.contains(['国', '月', '移'])).collect();
    assert!(own.len() > 40, "{set}");
    for line in own {
        assert!(!line.starts_with('—') && !line.ends_with('—'), "{line}");
    }
}

#[test]
fn behind_the_text_a_table_stands_right_under_it() {
    let words = bulletin(vec![text("国国国国。"), small("乙", 5)]).words();
    let at = |start: &str| words.iter().find(|w| w.text.starts_with(start)).map(|w| (w.page, w.top));
    let ((page, above), (own, top)) = (at("国国").expect("the text"), at("乙表").expect("the table"));
    assert_eq!(page, own);
    assert!(top - above < 90.0, "{top} below {above}");
}

#[test]
fn the_list_of_annexes_is_on_one_page() {
    let item = |n: usize| Run::link(format!("{n}. 附件表{n}"), format!("#annex-{n}"));
    let runs = [Run::plain("附件：")].into_iter().chain((1..=5).map(item)).collect::<Vec<_>>();
    for paragraphs in 10..22 {
        let mut blocks: Vec<Block> = (0..paragraphs).map(|_| text(&"国".repeat(26))).collect();
        blocks.push(Block::Text(runs.clone()));
        let words = bulletin(blocks).words();
        let on: Vec<usize> = words.iter().filter(|w| w.text.contains("附件表")).map(|w| w.page).collect();
        assert_eq!(on.len(), 5);
        assert!(on.iter().all(|page| *page == on[0]), "{paragraphs} lines before it: {on:?}");
    }
}

#[test]
fn a_page_on_its_side_holds_22_rows_of_a_line() {
    let words = bulletin(annexed(vec![Block::Table(table(13, 100, |r, c| format!("{r}行{c}")))])).words();
    let rows = (0..100).filter(|r| pages(&words, &format!("{r}行0")) == [3]).count();
    assert!(rows >= 22, "{rows} rows on a full page");
}
