//! How wide the columns of a table are: by what stands in them, so that nothing is cut and rows stay low.

use super::clean::{em, is_wide};

/// Left and right of every cell, in points.
pub const INSET: f64 = 2.5;

/// Above and below the text of every cell, in points.
pub const ABOVE: f64 = 2.4;

/// A column is wider than its text by so many points, so that no rounding breaks a line that just fits.
const SLACK: f64 = 0.02;

/// A cell this narrow, in em, is not broken at all.
const SHORT: f64 = 4.3;

/// How many rows stand for all of a long table, and how often room is moved.
const SAMPLE: usize = 240;
const ROUNDS: usize = 40;

/// What a line counts in a cell that is not the highest of its row.
const CROWDED: f64 = 0.04;

/// A number this narrow is not broken either.
const NUMBER: f64 = 7.5;

/// Where there is room, neither are cells of columns this narrow, in em, nor are heads of more than two lines made: what
/// gives the lowest rows is taken, the first of equals.
const ROOMY: [f64; 3] = [9.0, 6.5, SHORT];

/// A head counts once in so many rows.
const PAGE: f64 = 20.0;

/// A unit in a head is so much smaller.
const UNIT: f64 = 0.88;

/// What stands in the columns of a table, in em.
pub struct Measures {
    /// By row, then by column: the whole text of each cell on one line.
    rows: Vec<Vec<f64>>,
    columns: Vec<Measure>,
}

#[derive(Clone)]
struct Measure {
    /// The longest piece that no line may break.
    min: f64,
    /// The longest cell.
    longest: f64,
    /// The head and its unit in brackets.
    title: f64,
    unit: f64,
    /// At this width no cell breaks.
    natural: f64,
    /// How much the column asks for at first: the square root of all its text.
    weight: f64,
}

/// A column's head and cells as plain text.
pub struct Texts<'a> {
    pub head: &'a str,
    pub unit: &'a str,
    pub is_number: bool,
    pub cells: Vec<&'a str>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Fit {
    /// Letters, in points.
    pub size: f64,
    /// In points, insets included; together the whole width.
    pub widths: Vec<f64>,
    /// Lines a row has, on average.
    pub lines: f64,
}

impl Measures {
    pub fn new(columns: &[Texts<'_>]) -> Measures {
        let count = columns.iter().map(|c| c.cells.len()).max().unwrap_or(0);
        let cell =
            |row: usize| columns.iter().map(move |c| c.cells.get(row).map_or(0.0, |t| width(t))).collect();
        Measures { rows: (0..count).map(cell).collect(), columns: columns.iter().map(measure).collect() }
    }

    /// Widths that fill a width, in points, with letters of a size; `None` where a word would not fit.
    pub fn fit(&self, room: f64, size: f64) -> Option<Fit> {
        let count = self.columns.len() as f64;
        let free = (room - count * (2.0 * INSET + SLACK)) / size;
        let roomy = ROOMY.map(|longest| self.columns.iter().map(|c| c.roomy(longest)).collect::<Vec<_>>());
        let tries = roomy.iter().chain([&self.columns]).filter_map(|columns| {
            let widths = widths(&self.rows, columns, free)?;
            Some((self.lines(&widths), self.head_lines(&widths), widths))
        });
        let high = |(lines, head, _): &(f64, f64, Vec<f64>)| lines + head / PAGE;
        let (lines, _, widths) =
            tries.reduce(|best, other| if high(&other) < high(&best) { other } else { best })?;
        let points = widths.iter().map(|w| ((w * size + 2.0 * INSET + SLACK) * 100.0).floor() / 100.0);
        Some(Fit { size, widths: points.collect(), lines })
    }

    /// How many columns, from the one at `start` on and beside those `kept`, stand side by side; at least one.
    pub fn side_by_side(&self, kept: &[usize], start: usize, room: f64, size: f64) -> usize {
        let width = |i: usize| self.columns[i].min * size + 2.0 * INSET;
        let mut used: f64 = kept.iter().map(|i| width(*i)).sum();
        let fits = (start..self.columns.len()).take_while(|i| {
            used += width(*i);
            used <= room
        });
        fits.count().max(1)
    }

    fn lines(&self, widths: &[f64]) -> f64 {
        let high = |row: &Vec<f64>| {
            row.iter().zip(widths).map(|(cell, width)| (cell / width).ceil().max(1.0)).fold(1.0, f64::max)
        };
        let total: f64 = self.rows.iter().map(high).sum();
        total / (self.rows.len().max(1)) as f64
    }

    fn head_lines(&self, widths: &[f64]) -> f64 {
        let high = |(c, width): (&Measure, &f64)| (c.title / width).ceil().max(1.0) + (c.unit / width).ceil();
        self.columns.iter().zip(widths).map(high).fold(1.0, f64::max)
    }
}

impl Measure {
    /// The same with cells up to a length, and a head of two lines, left whole.
    fn roomy(&self, longest: f64) -> Measure {
        let whole = if self.longest <= longest { self.longest } else { 0.0 };
        let min = self.min.max(whole).max((self.title / 2.0).ceil()).max(self.unit);
        Measure { min, natural: self.natural.max(min), ..self.clone() }
    }
}

/// In em, together all the room there is; `None` where a word would not fit.
fn widths(rows: &[Vec<f64>], columns: &[Measure], free: f64) -> Option<Vec<f64>> {
    let sum = |of: fn(&Measure) -> f64| columns.iter().map(of).sum::<f64>();
    let (least, natural) = (sum(|c| c.min), sum(|c| c.natural));
    if least > free || columns.is_empty() {
        return None;
    }
    Some(if natural <= free {
        columns.iter().map(|c| c.natural * free / natural).collect()
    } else {
        balance(rows, columns, shared(columns, free))
    })
}

/// Each column gets by its weight, at least its minimum and at most what it needs.
fn shared(columns: &[Measure], free: f64) -> Vec<f64> {
    let at = |share: f64| -> Vec<f64> {
        columns.iter().map(|c| (c.weight * share).max(c.min).min(c.natural.max(c.min))).collect()
    };
    let (mut low, mut high) = (0.0, 1000.0);
    for _ in 0..50 {
        let middle = (low + high) / 2.0;
        if at(middle).iter().sum::<f64>() <= free { low = middle } else { high = middle }
    }
    at(low)
}

/// Moves room from column to column as long as the rows together become lower.
///
/// Of a long table some rows, evenly spread, stand for all.
fn balance(rows: &[Vec<f64>], columns: &[Measure], mut widths: Vec<f64>) -> Vec<f64> {
    let step = rows.len().div_ceil(SAMPLE).max(1);
    let rows: Vec<&Vec<f64>> = rows.iter().step_by(step).collect();
    let mut heights: Vec<Vec<f64>> = (0..widths.len()).map(|c| column_lines(&rows, c, widths[c])).collect();
    for move_by in [2.0, 1.0, 0.5] {
        for _ in 0..ROUNDS {
            let Some((from, to)) = best_move(&rows, columns, &widths, &heights, move_by) else { break };
            widths[from] -= move_by;
            widths[to] += move_by;
            heights[from] = column_lines(&rows, from, widths[from]);
            heights[to] = column_lines(&rows, to, widths[to]);
        }
    }
    widths
}

/// From which column to which room is best moved; `None` where no move makes the rows lower.
fn best_move(
    rows: &[&Vec<f64>],
    columns: &[Measure],
    widths: &[f64],
    heights: &[Vec<f64>],
    move_by: f64,
) -> Option<(usize, usize)> {
    let count = widths.len();
    let narrower: Vec<Option<Vec<f64>>> = (0..count)
        .map(|c| (widths[c] - move_by >= columns[c].min).then(|| column_lines(rows, c, widths[c] - move_by)))
        .collect();
    let wider: Vec<Vec<f64>> = (0..count).map(|c| column_lines(rows, c, widths[c] + move_by)).collect();
    let highest: Vec<[(f64, usize); 3]> = (0..rows.len()).map(|r| three_highest(heights, r)).collect();
    let cost = |from: usize, to: usize, less: &[f64]| -> f64 {
        let row = |r: usize| {
            let other =
                highest[r].iter().find(|(_, c)| *c != from && *c != to).map_or(1.0, |(lines, _)| *lines);
            let changed = less[r] + wider[to][r] - heights[from][r] - heights[to][r];
            other.max(less[r]).max(wider[to][r]) - highest[r][0].0 + CROWDED * changed
        };
        (0..rows.len()).map(row).sum()
    };
    let mut best: Option<(f64, usize, usize)> = None;
    for (from, less) in narrower.iter().enumerate().filter_map(|(c, less)| Some((c, less.as_ref()?))) {
        for to in (0..count).filter(|to| *to != from && widths[*to] < columns[*to].natural) {
            let cost = cost(from, to, less);
            if cost < best.map_or(-1e-9, |(least, ..)| least) {
                best = Some((cost, from, to));
            }
        }
    }
    best.map(|(_, from, to)| (from, to))
}

/// The three highest cells of a row and their columns.
fn three_highest(heights: &[Vec<f64>], row: usize) -> [(f64, usize); 3] {
    let mut top = [(1.0, usize::MAX); 3];
    for (column, lines) in heights.iter().enumerate() {
        let mut one = (lines[row], column);
        for place in &mut top {
            if one.0 > place.0 || place.1 == usize::MAX {
                std::mem::swap(&mut one, place);
            }
        }
    }
    top
}

fn column_lines(rows: &[&Vec<f64>], column: usize, width: f64) -> Vec<f64> {
    rows.iter().map(|row| (row[column] / width).ceil().max(1.0)).collect()
}

fn measure(texts: &Texts<'_>) -> Measure {
    let cells = texts.cells.iter().map(|t| width(t)).fold(0.0, f64::max);
    let head = width(texts.head).max(width(texts.unit));
    let words =
        texts.cells.iter().chain([&texts.head, &texts.unit]).map(|t| longest_word(t)).fold(0.0, f64::max);
    let whole = if texts.is_number { NUMBER } else { SHORT };
    let unbroken = if cells <= whole { cells } else { 0.0 };
    // Two characters side by side at least: a column of single characters cannot be read.
    let min = words.max(unbroken).max(head.min(2.0));
    let natural = cells.max(head.min((head / 2.0).ceil().max(2.0))).max(min);
    let all: f64 = texts.cells.iter().map(|t| width(t)).chain([head / 2.0]).sum();
    let unit = if texts.unit.is_empty() { 0.0 } else { (width(texts.unit) + 2.0) * UNIT };
    Measure { min, longest: cells, title: width(texts.head), unit, natural, weight: all.sqrt() }
}

/// Lines of a text in a width, in points.
pub fn lines(text: &str, room: f64, size: f64) -> f64 {
    text.split('\n').map(|line| (width(line) * size / room).ceil().max(1.0)).sum()
}

/// Width of the longest line, in em.
fn width(text: &str) -> f64 {
    text.split('\n').map(|line| line.chars().map(em).sum::<f64>()).fold(0.0, f64::max)
}

/// Width of the longest piece that no line may break.
fn longest_word(text: &str) -> f64 {
    let (mut longest, mut own, mut last): (f64, f64, Option<char>) = (0.0, 0.0, None);
    for c in text.chars() {
        if last.is_some_and(|last| may_break(last, c)) {
            own = 0.0;
        }
        own += em(c);
        longest = longest.max(own);
        last = Some(c);
    }
    longest
}

/// Whether a line may end after `a` and the next begin with `b`.
fn may_break(a: char, b: char) -> bool {
    let closes = "，。；：、）》”’！？％%…)],.;:!?〕】」』";
    let opens = "（《“‘([〔【「『";
    if matches!(a, ' ' | '\n' | '\u{200b}') {
        return true;
    }
    (is_wide(a) || is_wide(b)) && !closes.contains(b) && !opens.contains(a)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts<'a>(head: &'a str, is_number: bool, cells: &[&'a str]) -> Texts<'a> {
        Texts { head, unit: "", is_number, cells: cells.to_vec() }
    }

    #[test]
    fn words_that_no_line_breaks() {
        #[rustfmt::skip]
        let cases = [
            ("",                    0.0),
            ("城镇新增就业",          1.0),
            ("（前移",               2.0),
            ("完成。",               2.0),
            ("12万",                1.14),
        ];
        for (text, word) in cases {
            assert!((longest_word(text) - word).abs() < 1e-9, "{text}: {}", longest_word(text));
        }
    }

    #[test]
    fn the_widths_fill_the_room() {
        let name = "妇女“两癌”免费检查信息系统升级后数据未能汇总".repeat(4);
        let columns = [texts("序号", false, &["1", "2"]), texts("进展", false, &[&name, "无"])];
        let measures = Measures::new(&columns);
        for (room, size) in [(442.2, 12.0), (442.2, 9.0), (637.8, 9.0)] {
            let fit = measures.fit(room, size).expect("fits");
            let sum: f64 = fit.widths.iter().sum();
            assert!(sum <= room && sum > room - 1.0, "{sum} of {room}");
            assert!(fit.widths[1] > fit.widths[0]);
        }
    }

    #[test]
    fn what_cannot_stand_side_by_side_does_not_fit() {
        let columns: Vec<Texts> = (0..40).map(|_| texts("指标", true, &["12345.67"])).collect();
        let measures = Measures::new(&columns);
        assert_eq!(measures.fit(637.8, 7.5), None);
        let beside = measures.side_by_side(&[0], 1, 637.8, 8.0);
        assert!((8..30).contains(&beside), "{beside}");
        assert_eq!(measures.side_by_side(&[0], 1, 1.0, 8.0), 1, "one at least, so that there is an end");
    }
}
