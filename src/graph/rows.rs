//! Rows of label, bar, figure, light and word: what bullets and region bars share.

use super::backend::SIZE;
use super::pen::{Pen, Side};
use super::role::Role;
use super::text::{line_height, widest, wrap};
use super::{Sheet, Width};
use crate::editions::blocks::LightMark;

/// Least height of a row's marks, in pixels.
pub(super) const ROW: i32 = 20;

/// Rows of one group with their heading.
pub(super) struct Group {
    heading: Vec<String>,
    heading_y: i32,
    pub rows: Vec<(usize, Place)>,
}

impl Group {
    /// Lays rows out from `top` down, neighbours of one group together; gives the groups and where they end.
    pub fn place_all(
        sheet: &Sheet,
        names: &[&str],
        said: &[Said],
        columns: &Columns,
        top: i32,
    ) -> (Vec<Group>, i32) {
        let mut out: Vec<Group> = vec![];
        let mut y = top;
        for (n, name) in names.iter().enumerate() {
            if n == 0 || names[n - 1] != *name {
                let named = !name.trim().is_empty();
                let heading = if named { wrap(name, SIZE, sheet.width.pixels()) } else { vec![] };
                let tall = heading.len() as i32 * line_height(SIZE);
                y += if n == 0 { 0 } else { 14 };
                out.push(Group { heading, heading_y: y + tall / 2, rows: vec![] });
                y += if named { tall + 4 } else { 0 };
            }
            let place = columns.place(&said[n], y, ROW);
            y = place.bottom;
            if let Some(group) = out.last_mut() {
                group.rows.push((n, place));
            }
        }
        (out, y)
    }

    pub fn head(&self, pen: &Pen) {
        pen.lines(0, self.heading_y, &self.heading, Side::Right, Role::HEAD);
    }
}

/// What a row says, before it has a place.
pub(super) struct Said<'c> {
    pub label: &'c str,
    /// The figure beside the bar.
    pub text: &'c str,
    /// `None`: what is not judged.
    pub light: Option<LightMark>,
    pub word: &'c str,
}

impl<'c> Said<'c> {
    /// What stands as a word is not said again as a figure.
    pub fn new(label: &'c str, text: &'c str, light: LightMark, word: &'c str) -> Said<'c> {
        Said { label, text: if text == word { "" } else { text }, light: Some(light), word }
    }

    /// Without a light.
    pub fn unjudged(label: &'c str, text: &'c str, word: &'c str) -> Said<'c> {
        Said { label, text, light: None, word }
    }
}

/// Columns of the sheet, in pixels.
pub(super) struct Columns {
    /// Where bars may stand.
    pub plot: (i32, i32),
    /// Where figures end.
    text: i32,
    /// Middle of the shapes.
    shape: i32,
    word: i32,
    /// Labels are wrapped at this width.
    label_most: i32,
    text_width: i32,
    word_width: i32,
    /// The label stands above its bar.
    stacked: bool,
}

/// One row with its place.
pub(super) struct Place {
    label: Vec<String>,
    text: Vec<String>,
    word: Vec<String>,
    label_y: i32,
    pub top: i32,
    /// Where marks may begin: below a label that stands above them.
    pub marks: i32,
    pub bottom: i32,
    /// Middle of the bar.
    pub y: i32,
}

pub(super) fn columns(sheet: &Sheet, said: &[Said]) -> Columns {
    let w = sheet.width.pixels();
    let (stacked, label_most, text_most, word_most) = match sheet.width {
        Width::Wide => (false, 236, 96, 118),
        Width::Print => (false, 170, 84, 106),
        Width::Narrow => (true, w, 60, 66),
    };
    let word_width = widest(said.iter().map(|s| s.word), SIZE).min(word_most);
    let text_width = widest(said.iter().map(|s| s.text), SIZE).min(text_most);
    let labels: Vec<String> = said.iter().flat_map(|s| wrap(s.label, SIZE, label_most)).collect();
    let label_width = widest(labels.iter().map(String::as_str), SIZE).max(40);
    let word = w - word_width;
    let shape = word - 12;
    // Without lights the figure stands beside its word.
    let text = if said.iter().any(|s| s.light.is_some()) { shape - 18 } else { word - 14 };
    let from = if stacked { 2 } else { label_width + 18 };
    Columns {
        plot: (from, text - text_width - 12),
        text,
        shape,
        word,
        label_most,
        text_width,
        word_width,
        stacked,
    }
}

impl Columns {
    /// Lays a row under `top`, its marks at least `least` pixels high.
    pub fn place(&self, said: &Said, top: i32, least: i32) -> Place {
        let step = line_height(SIZE);
        let label = wrap(said.label, SIZE, self.label_most);
        let text = wrap(said.text, SIZE, self.text_width.max(SIZE));
        let word = wrap(said.word, SIZE, self.word_width.max(SIZE));
        let own = label.len() as i32 * step;
        let rest = (text.len().max(word.len()) as i32 * step).max(least);
        if self.stacked {
            let marks = top + 8 + own;
            let place = |bottom| Place {
                label,
                text,
                word,
                label_y: top + 5 + own / 2,
                top,
                marks,
                bottom,
                y: marks + rest / 2,
            };
            return place(marks + rest + 8);
        }
        let bottom = top + own.max(rest) + 10;
        let y = (top + bottom) / 2;
        Place { label, text, word, label_y: y, top, marks: top, bottom, y }
    }

    /// Label, figure, light and word of a row.
    pub fn write(&self, pen: &Pen, said: &Said, place: &Place) {
        pen.lines(0, place.label_y, &place.label, Side::Right, Role::TEXT);
        pen.lines(self.text, place.y, &place.text, Side::Left, Role::TEXT);
        if let Some(light) = said.light {
            pen.light(self.shape, place.y, light);
        }
        pen.lines(self.word, place.y, &place.word, Side::Right, said.light.map_or(Role::TEXT, Role::light));
    }

    /// A hairline over a row.
    pub fn rule(&self, pen: &Pen, y: i32) {
        pen.line((0, y), (self.word + self.word_width, y), Role::RULE, 1);
    }
}
