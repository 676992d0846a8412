//! Runs and cells as markup. They are most of a site's bytes, so they go through no template: themes style them by
//! their classes, and templates put them where they belong.

use super::url;
use crate::editions::blocks::{Cell, LightMark, Run, Style};

/// Of one paragraph or cell.
pub(super) fn runs(root: &str, runs: &[Run]) -> String {
    let mut out = String::with_capacity(runs.iter().map(|r| r.text.len() + 8).sum());
    runs.iter().for_each(|r| push_run(&mut out, root, r));
    out
}

/// A row each, on a line of its own.
pub(super) fn facts(root: &str, facts: &[(String, Vec<Run>)]) -> String {
    let mut out = String::new();
    for (label, runs) in facts {
        out.push_str("\n<div><dt>");
        push_text(&mut out, label);
        out.push_str("</dt><dd>");
        runs.iter().for_each(|r| push_run(&mut out, root, r));
        out.push_str("</dd></div>");
    }
    out
}

fn push_run(out: &mut String, root: &str, run: &Run) {
    let linked = run.href.as_deref().is_some_and(|href| push_anchor(out, root, href, run.bound.as_deref()));
    if let (false, Some(bound)) = (linked, &run.bound) {
        out.push_str("<span class=\"bound\"");
        attribute(out, "title", bound);
        out.push('>');
    }
    let (open, close) = match run.style {
        Style::Plain => ("", ""),
        Style::Strong => ("<strong>", "</strong>"),
        Style::Emphasis => ("<em>", "</em>"),
        Style::Strike => ("<s>", "</s>"),
        Style::Code => ("<code>", "</code>"),
        Style::Quiet => ("<span class=\"quiet\">", "</span>"),
    };
    out.push_str(open);
    match run.light {
        Some(mark) => push_light(out, mark, &run.text),
        None => push_text(out, &run.text),
    }
    out.push_str(close);
    out.push_str(match (linked, &run.bound) {
        (true, _) => "</a>",
        (false, Some(_)) => "</span>",
        (false, None) => "",
    });
}

/// Gives whether the address may be followed, and so whether there is anything to close.
fn push_anchor(out: &mut String, root: &str, href: &str, bound: Option<&str>) -> bool {
    let begun = out.len();
    out.push_str("<a");
    if let Some(bound) = bound {
        out.push_str(" class=\"bound\"");
        attribute(out, "title", bound);
    }
    out.push_str(" href=\"");
    if url::is_ours(href) {
        out.push_str(root);
        out.push_str(href);
        out.push_str("\">");
        return true;
    }
    let Some(target) = url::target(root, href) else {
        out.truncate(begun);
        return false;
    };
    push_text(out, &target.href);
    out.push_str(if target.outside { "\" rel=\"noopener noreferrer\">" } else { "\">" });
    true
}

/// Shape and word always together, colour as a third mark.
pub(super) fn light(mark: LightMark, text: &str) -> String {
    let mut out = String::new();
    push_light(&mut out, mark, text);
    out
}

fn push_light(out: &mut String, mark: LightMark, text: &str) {
    out.push_str("<span class=\"light ");
    out.push_str(mark.class());
    out.push_str("\"><span aria-hidden=\"true\">");
    out.push_str(mark.shape());
    out.push_str("</span>");
    if text.is_empty() {
        out.push_str("<span class=\"unseen\">");
        out.push_str(mark.word());
        out.push_str("</span>");
    } else {
        push_text(out, text);
    }
    out.push_str("</span>");
}

/// What stands between a cell's tags. `spacer`: others of its column have a bar, so it keeps the room for one, and
/// all numbers stand under each other.
pub(super) fn push_cell(out: &mut String, root: &str, cell: &Cell, spacer: bool) {
    cell.runs.iter().for_each(|r| push_run(out, root, r));
    match cell.bullet.as_ref().and_then(|(value, schedule)| Bullet::new(value, schedule)) {
        Some(bullet) => bullet.push(out),
        None if spacer => out.push_str(" <span class=\"bullet\"></span>"),
        None => (),
    }
}

/// The bar beside a completion: filled to the value, a line at the target (100 %), dashes at 序时. Lengths in
/// hundredths of a per cent; the scale ends at 125 %.
struct Bullet {
    width: i64,
    schedule: Option<i64>,
    /// The value goes on beyond the end.
    over: bool,
}

impl Bullet {
    const END: i64 = 12_500;

    /// `None` where the value is no decimal.
    fn new(value: &str, schedule: &str) -> Option<Bullet> {
        let value = hundredths(value)?;
        let schedule = hundredths(schedule).filter(|s| (0..=Bullet::END).contains(s));
        Some(Bullet { width: value.clamp(0, Bullet::END), schedule, over: value > Bullet::END })
    }

    fn push(&self, out: &mut String) {
        out.push_str(concat!(
            " <svg class=\"bullet\" viewBox=\"0 0 128 14\" width=\"96\" height=\"11\" aria-hidden=\"true\" focusable=\"false\">",
            "<rect class=\"track\" x=\"0\" y=\"4\" width=\"100\" height=\"6\" fill=\"#d9dce0\"/>",
            "<rect class=\"value\" x=\"0\" y=\"4\" width=\"",
        ));
        push_decimal(out, self.width);
        out.push_str("\" height=\"6\" fill=\"#1b1b1b\"/>");
        if self.over {
            out.push_str("<path class=\"value\" d=\"M124 1l4 6-4 6z\" fill=\"#1b1b1b\"/>");
        }
        out.push_str("<path class=\"target\" d=\"M100 1v12\" stroke=\"#1b1b1b\" stroke-width=\"2\"/>");
        if let Some(schedule) = self.schedule {
            out.push_str("<path class=\"schedule\" d=\"M");
            push_decimal(out, schedule);
            out.push_str(" 0v14\" stroke=\"#5a5f66\" stroke-width=\"2\" stroke-dasharray=\"3 2\"/>");
        }
        out.push_str("</svg>");
    }
}

/// A decimal in hundredths, cut off after two digits; enough for a bar of 100 pixels.
fn hundredths(text: &str) -> Option<i64> {
    let (negative, digits) = match text.trim().strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.trim()),
    };
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let all_digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || whole.len() > 12 || !all_digits(whole) || !all_digits(part) {
        return None;
    }
    let digit = |at: usize| part.as_bytes().get(at).map_or(0, |b| i64::from(b - b'0'));
    let value = whole.parse::<i64>().ok()? * 100 + digit(0) * 10 + digit(1);
    Some(if negative { -value } else { value })
}

fn push_decimal(out: &mut String, hundredths: i64) {
    use std::fmt::Write;
    let _ = write!(out, "{}.{:02}", hundredths / 100, hundredths % 100);
}

pub(super) fn attribute(out: &mut String, name: &str, value: &str) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    push_text(out, value);
    out.push('"');
}

/// Escaped as the templates do it, `& < > " '`, and [clean](is_forbidden).
pub(super) fn push_text(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.bytes().position(may_matter) {
        out.push_str(&rest[..at]);
        let mut chars = rest[at..].chars();
        match chars.next() {
            Some('&') => out.push_str("&amp;"),
            Some('<') => out.push_str("&lt;"),
            Some('>') => out.push_str("&gt;"),
            Some('"') => out.push_str("&quot;"),
            Some('\'') => out.push_str("&#39;"),
            Some(c) if is_forbidden(c) => (),
            Some(c) => out.push(c),
            None => (),
        }
        rest = chars.as_str();
    }
    out.push_str(rest);
}

/// The first byte of a character that [`push_text`] has to look at: those of Chinese are none.
fn may_matter(byte: u8) -> bool {
    byte < b' ' || matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\'' | 0x7f | 0xc2 | 0xe2 | 0xef | 0xf0..=0xf4)
}

/// Characters that HTML forbids, or that turn the direction of what follows.
fn is_forbidden(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t'))
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fdd0}'..='\u{fdef}')
        || u32::from(c) & 0xfffe == 0xfffe
}

/// A text without the forbidden characters, for templates, which escape it themselves.
pub(super) fn clean(text: &str) -> String {
    let clean = !text.bytes().any(may_matter) || !text.contains(is_forbidden);
    if clean { text.to_owned() } else { text.replace(is_forbidden, "") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Color;

    #[test]
    fn runs_as_markup() {
        let run = |text: &str| Run { text: text.into(), ..Run::default() };
        let to = |text: &str, href: &str| Run { href: Some(href.into()), ..run(text) };
        let green = Some(LightMark::Lit(Color::Green));
        #[rustfmt::skip]
        let cases = [
            (run("A&B <script>'\""),                             "A&amp;B &lt;script&gt;&#39;&quot;"),
            (run("岳\u{202e}阳\u{0}·“市”\u{85}\n"),               "岳阳·“市”\n"),
            (Run { style: Style::Quiet, ..run("略") },            "<span class=\"quiet\">略</span>"),
            (Run { style: Style::Strong, ..to("a", "b.html#c") }, "<a href=\"../b.html#c\"><strong>a</strong></a>"),
            (to("外", "https://example.org/?a=1&b=2"),
                "<a href=\"https://example.org/?a=1&amp;b=2\" rel=\"noopener noreferrer\">外</a>"),
            (to("a", "javascript:alert(1)"),                      "a"),
            (Run { bound: Some("\"就业\"".into()), ..run("1") },   "<span class=\"bound\" title=\"&quot;就业&quot;\">1</span>"),
            (Run { bound: Some("就业".into()), ..to("1", "#x") },  "<a class=\"bound\" title=\"就业\" href=\"#x\">1</a>"),
            (Run { bound: Some("就业".into()), ..to("1", "//x") }, "<span class=\"bound\" title=\"就业\">1</span>"),
            (Run { light: green, ..run("") },
                "<span class=\"light green\"><span aria-hidden=\"true\">●</span><span class=\"unseen\">绿灯</span></span>"),
            (Run { light: green, ..run("11<") },
                "<span class=\"light green\"><span aria-hidden=\"true\">●</span>11&lt;</span>"),
        ];
        for (run, markup) in cases {
            assert_eq!(runs("../", &[run]), markup);
        }
    }

    #[test]
    fn bars_stay_within_their_scale() {
        #[rustfmt::skip]
        let cases = [
            // value                  hundredths          over
            ("61.3559",               Some(6135),         false),
            ("0",                     Some(0),            false),
            ("-12.5",                 Some(0),            false),
            ("125",                   Some(12_500),       false),
            ("139.04",                Some(12_500),       true),
            ("7.5",                   Some(750),          false),
            ("",                      None,               false),
            ("1e3",                   None,               false),
            ("\"><script>",           None,               false),
            ("99999999999999999999",  None,               false),
        ];
        for (value, width, over) in cases {
            let bullet = Bullet::new(value, "58.3333");
            assert_eq!(bullet.as_ref().map(|b| b.width), width, "{value}");
            assert_eq!(bullet.is_some_and(|b| b.over), over, "{value}");
        }
        let schedule = |text| Bullet::new("50", text).and_then(|b| b.schedule);
        assert_eq!((schedule("58.3333"), schedule(""), schedule("126")), (Some(5833), None, None));
    }

    #[test]
    fn every_forbidden_character_is_looked_at() {
        for c in (0..=u32::from(char::MAX)).filter_map(char::from_u32).filter(|c| is_forbidden(*c)) {
            assert!(may_matter(c.to_string().as_bytes()[0]), "{c:?}");
            assert_eq!(clean(&format!("市{c}县")), "市县");
        }
    }
}
