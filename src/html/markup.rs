//! Rows of tables as markup, the same as the theme's components make of single cells.

use super::runs::{LightView, RunView};
use super::table::{BulletView, CellView};
use crate::editions::blocks::{Row, RowKind};

pub(super) fn row(out: &mut String, row: &Row, id: Option<&str>, cells: &[CellView]) {
    out.push_str("\n<tr");
    if let Some(id) = id {
        attribute(out, "id", id);
    }
    if row.kind == RowKind::Total {
        out.push_str(" class=\"total\"");
    }
    out.push('>');
    for cell in cells {
        let tag = if cell.heads { "th" } else { "td" };
        out.push_str(if cell.heads { "<th scope=\"row\"" } else { "<td" });
        attribute(out, "class", &cell.class);
        if let Some(sort) = &cell.sort {
            attribute(out, "data-by", sort);
        }
        out.push('>');
        inside(out, cell);
        out.push_str("</");
        out.push_str(tag);
        out.push('>');
    }
    out.push_str("</tr>");
}

fn inside(out: &mut String, cell: &CellView) {
    if let Some(text) = &cell.text {
        escaped(out, text);
    }
    for run in &cell.runs {
        self::run(out, run);
    }
    if let Some(bullet) = &cell.bullet {
        out.push(' ');
        self::bullet(out, bullet);
    } else if cell.spacer {
        out.push_str(" <span class=\"bullet\"></span>");
    }
}

fn run(out: &mut String, run: &RunView) {
    let linked = run.href.is_some();
    if let Some(href) = &run.href {
        out.push_str("<a");
        if let Some(bound) = &run.bound {
            out.push_str(" class=\"bound\"");
            attribute(out, "title", bound);
        }
        attribute(out, "href", href);
        if run.outside {
            out.push_str(" rel=\"noopener noreferrer\"");
        }
        out.push('>');
    } else if let Some(bound) = &run.bound {
        out.push_str("<span class=\"bound\"");
        attribute(out, "title", bound);
        out.push('>');
    }
    let (open, close) = match run.style {
        "strong" => ("<strong>", "</strong>"),
        "em" => ("<em>", "</em>"),
        "s" => ("<s>", "</s>"),
        "code" => ("<code>", "</code>"),
        "quiet" => ("<span class=\"quiet\">", "</span>"),
        _ => ("", ""),
    };
    out.push_str(open);
    match &run.light {
        Some(light) => self::light(out, light, &run.text),
        None => escaped(out, &run.text),
    }
    out.push_str(close);
    out.push_str(match (linked, &run.bound) {
        (true, _) => "</a>",
        (false, Some(_)) => "</span>",
        (false, None) => "",
    });
}

fn light(out: &mut String, light: &LightView, text: &str) {
    out.push_str("<span");
    out.push_str(" class=\"light ");
    out.push_str(light.class);
    out.push_str("\"><span aria-hidden=\"true\">");
    out.push_str(light.shape);
    out.push_str("</span>");
    if text.is_empty() {
        out.push_str("<span class=\"unseen\">");
        out.push_str(light.word);
        out.push_str("</span>");
    } else {
        escaped(out, text);
    }
    out.push_str("</span>");
}

fn bullet(out: &mut String, bullet: &BulletView) {
    out.push_str(concat!(
        "<svg class=\"bullet\" viewBox=\"0 0 128 14\" width=\"96\" height=\"11\" aria-hidden=\"true\" focusable=\"false\">",
        "<rect class=\"track\" x=\"0\" y=\"4\" width=\"100\" height=\"6\" fill=\"#d9dce0\"/>",
        "<rect class=\"value\" x=\"0\" y=\"4\" width=\"",
    ));
    out.push_str(&bullet.width);
    out.push_str("\" height=\"6\" fill=\"#1b1b1b\"/>");
    if bullet.over {
        out.push_str("<path class=\"value\" d=\"M124 1l4 6-4 6z\" fill=\"#1b1b1b\"/>");
    }
    out.push_str("<path class=\"target\" d=\"M100 1v12\" stroke=\"#1b1b1b\" stroke-width=\"2\"/>");
    if let Some(schedule) = &bullet.schedule {
        out.push_str("<path class=\"schedule\" d=\"M");
        out.push_str(schedule);
        out.push_str(" 0v14\" stroke=\"#5a5f66\" stroke-width=\"2\" stroke-dasharray=\"3 2\"/>");
    }
    out.push_str("</svg>");
}

fn attribute(out: &mut String, name: &str, value: &str) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    escaped(out, value);
    out.push('"');
}

/// As the templates escape: `& < > " '`.
fn escaped(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<', '>', '"', '\'']) {
        out.push_str(&rest[..at]);
        out.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => "&#39;",
        });
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn every_mark_of_markup_is_escaped() {
        let mut out = String::new();
        escaped(&mut out, "A&B <script>'\"");
        assert_eq!(out, "A&amp;B &lt;script&gt;&#39;&quot;");
    }
}
