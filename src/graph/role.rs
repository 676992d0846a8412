//! What each mark of a chart is, and how it looks where no style sheet says otherwise.

use std::fmt::Write;

use plotters::style::RGBColor;

use crate::base::Color;
use crate::editions::blocks::LightMark;

/// What a mark means. Plotters knows only colours, so a role travels through it as one: its place in [`INKS`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Role(u8);

/// Class, colour on a light page, colour on a dark page, colour in print: black, greys and the accent.
type Ink = (&'static str, &'static str, &'static str, &'static str);

#[rustfmt::skip]
const INKS: [Ink; 37] = [
    ("c-text",         "#1b1b1b", "#e8e8e6", "#000000"),
    ("c-quiet",        "#5a5f66", "#a9afb7", "#404040"),
    ("c-value",        "#1b1b1b", "#e8e8e6", "#000000"),
    ("c-head",         "#1b1b1b", "#e8e8e6", "#000000"),
    ("c-paper",        "#ffffff", "#17191c", "#ffffff"),
    ("c-rule",         "#d9dce0", "#3a3f45", "#c4c4c4"),
    ("c-axis",         "#7a8088", "#8b929b", "#606060"),
    ("c-track",        "#eef0f2", "#262a2f", "#e8e8e8"),
    ("c-actual",       "#1b1b1b", "#e8e8e6", "#000000"),
    ("c-target",       "#1d4f91", "#8ab4f0", "#000000"),
    ("c-schedule",     "#4b5563", "#c3c8cf", "#000000"),
    ("c-last",         "#8a9099", "#7f868e", "#8c8c8c"),
    ("c-hatch",        "#6b7280", "#9aa1a9", "#606060"),
    ("l-green",        "#1a7f4e", "#4cc38a", "#000000"),
    ("l-blue",         "#1d4f91", "#7cb7ff", "#000000"),
    ("l-yellow",       "#9a6700", "#e5b23a", "#000000"),
    ("l-red",          "#b42318", "#ff7b72", "#c8000e"),
    ("l-not-due",      "#6b7280", "#9aa1a9", "#606060"),
    ("l-missing",      "#374151", "#c3c8cf", "#404040"),
    ("l-not-assessed", "#6b7280", "#9aa1a9", "#606060"),
    ("l-no-target",    "#6b7280", "#9aa1a9", "#606060"),
    ("b-green",        "#4f9673", "#3f9c70", "#8f8f8f"),
    ("b-blue",         "#5580b5", "#5a91d6", "#8f8f8f"),
    ("b-yellow",       "#b8860b", "#c79a2e", "#5f5f5f"),
    ("b-red",          "#b42318", "#ff7b72", "#c8000e"),
    ("b-not-due",      "#8a9099", "#7f868e", "#8c8c8c"),
    ("b-missing",      "#8a9099", "#7f868e", "#8c8c8c"),
    ("b-not-assessed", "#8a9099", "#7f868e", "#8c8c8c"),
    ("b-no-target",    "#8a9099", "#7f868e", "#8c8c8c"),
    ("t-green",        "#e4f2ea", "#1c3a2b", "#ffffff"),
    ("t-blue",         "#e3ecf7", "#1d3049", "#ffffff"),
    ("t-yellow",       "#fbf0d3", "#3d3214", "#e6e6e6"),
    ("t-red",          "#fbe1dd", "#4d2421", "#f4d4d4"),
    ("t-not-due",      "#ffffff", "#17191c", "#ffffff"),
    ("t-missing",      "#ffffff", "#17191c", "#ffffff"),
    ("t-not-assessed", "#ffffff", "#17191c", "#ffffff"),
    ("t-no-target",    "#ffffff", "#17191c", "#ffffff"),
];

const LIGHT: u8 = 13;
const BAR: u8 = 21;
const TINT: u8 = 29;

impl Role {
    pub const TEXT: Role = Role(0);
    pub const QUIET: Role = Role(1);
    /// Text over marks, with a rim of paper.
    pub const VALUE: Role = Role(2);
    /// Text that heads a group.
    pub const HEAD: Role = Role(3);
    pub const PAPER: Role = Role(4);
    pub const RULE: Role = Role(5);
    pub const AXIS: Role = Role(6);
    pub const TRACK: Role = Role(7);
    pub const ACTUAL: Role = Role(8);
    pub const TARGET: Role = Role(9);
    /// 序时, always dashed.
    pub const SCHEDULE: Role = Role(10);
    pub const LAST: Role = Role(11);
    /// What is not known: filled with the pattern of slanted lines.
    pub const HATCH: Role = Role(12);

    /// Shape and word of a light.
    pub fn light(mark: LightMark) -> Role {
        Role(LIGHT + place(mark))
    }

    /// A bar whose value stands in this light.
    pub fn bar(mark: LightMark) -> Role {
        Role(BAR + place(mark))
    }

    /// The ground of a cell in this light.
    pub fn tint(mark: LightMark) -> Role {
        Role(TINT + place(mark))
    }

    pub fn carrier(self) -> RGBColor {
        RGBColor(self.0, 0, 0)
    }

    pub fn carried((number, _, _): (u8, u8, u8)) -> Role {
        if usize::from(number) < INKS.len() { Role(number) } else { Role::TEXT }
    }

    pub fn class(self) -> &'static str {
        INKS[usize::from(self.0)].0
    }

    pub fn hex(self) -> &'static str {
        INKS[usize::from(self.0)].1
    }

    pub fn print(self) -> &'static str {
        INKS[usize::from(self.0)].3
    }
}

fn place(mark: LightMark) -> u8 {
    match mark {
        LightMark::Lit(Color::Green) => 0,
        LightMark::Lit(Color::Blue) => 1,
        LightMark::Lit(Color::Yellow) => 2,
        LightMark::Lit(Color::Red) => 3,
        LightMark::NotDue => 4,
        LightMark::Missing => 5,
        LightMark::NotAssessed => 6,
        LightMark::NoTarget => 7,
    }
}

/// CSS that gives every role its colour, on a light and on a dark page.
///
/// A theme that names the colours itself needs only the three first rules and one `color` a role.
pub fn style() -> String {
    let mut css = String::from(
        ".plot .f{fill:currentColor}\n.plot .s{stroke:currentColor}\n.plot .c-value{stroke:#fff}\n",
    );
    for (class, light, ..) in INKS {
        let _ = writeln!(css, ".plot .{class}{{color:{light}}}");
    }
    css.push_str("@media screen and (prefers-color-scheme:dark){\n.plot .c-value{stroke:#17191c}\n");
    for (class, _, dark, _) in INKS {
        let _ = writeln!(css, ".plot .{class}{{color:{dark}}}");
    }
    css.push_str("}\n");
    css
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_light_has_its_three_inks() {
        let mut marks: Vec<LightMark> = Color::ALL.into_iter().map(LightMark::Lit).collect();
        marks.extend([LightMark::NotDue, LightMark::Missing, LightMark::NotAssessed, LightMark::NoTarget]);
        for mark in marks {
            assert_eq!(Role::light(mark).class(), format!("l-{}", mark.class()));
            assert_eq!(Role::bar(mark).class(), format!("b-{}", mark.class()));
            assert_eq!(Role::tint(mark).class(), format!("t-{}", mark.class()));
        }
    }

    /// Contrast ratio of WCAG 2.
    fn contrast(a: &str, b: &str) -> f64 {
        let light = |hex: &str| {
            let part = |at: usize| {
                let v = f64::from(u8::from_str_radix(&hex[at..at + 2], 16).unwrap()) / 255.0;
                if v <= 0.04045 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) }
            };
            0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5) + 0.05
        };
        let (a, b) = (light(a), light(b));
        if a > b { a / b } else { b / a }
    }

    #[test]
    fn contrasts() {
        let paper = INKS[4];
        for ink in INKS {
            let (class, least) = match ink.0 {
                "c-text" | "c-quiet" | "c-value" | "c-head" => (ink.0, 4.5),
                "c-paper" | "c-rule" | "c-track" => continue,
                class if class.starts_with("t-") => {
                    let text = INKS[0];
                    assert!(contrast(text.1, ink.1) >= 4.5 && contrast(text.2, ink.2) >= 4.5, "{class}");
                    assert!(contrast(text.3, ink.3) >= 4.5, "{class} in print");
                    continue;
                }
                class if class.starts_with("l-") => (class, 4.5),
                class => (class, 3.0),
            };
            assert!(contrast(ink.1, paper.1) >= least, "{class} on a light page");
            assert!(contrast(ink.2, paper.2) >= least, "{class} on a dark page");
            assert!(contrast(ink.3, paper.3) >= least, "{class} in print");
        }
    }
}
