//! Every kind of chart with the inputs that break charts: each drawing is well-formed, nothing leaves its sheet, no
//! text touches another, and the same chart gives the same bytes.

mod any;
mod cases;

use roxmltree::Node;

use super::backend::SIZE;
use super::text::width;
use super::*;
use cases::{G, bullet, bullets, cases, chart, heat, marks};

/// Left, top, right, bottom of what stands on the sheet, and what it is.
type Box = (f64, f64, f64, f64, String);

fn attribute(node: Node, name: &str, otherwise: f64) -> f64 {
    node.attribute(name).map_or(otherwise, |t| t.parse().unwrap())
}

/// Where an inner drawing stands in its file.
fn offset(node: Node) -> (f64, f64) {
    let above: Vec<Node> = node.ancestors().skip(1).filter(|n| n.has_tag_name("svg")).collect();
    above.iter().fold((0.0, 0.0), |(x, y), n| (x + attribute(*n, "x", 0.0), y + attribute(*n, "y", 0.0)))
}

fn text_box(node: Node) -> Box {
    let (text, size) = (node.text().unwrap_or(""), attribute(node, "font-size", f64::from(SIZE)));
    let wide = f64::from(width(text, size as i32));
    let (dx, dy) = offset(node);
    let x = dx + attribute(node, "x", 0.0);
    let left = match node.attribute("text-anchor") {
        Some("middle") => x - wide / 2.0,
        Some("end") => x - wide,
        _ => x,
    };
    // A square of the font's size, as Chinese characters are.
    let top = dy + attribute(node, "y", 0.0) - 0.88 * size;
    (left, top, left + wide, top + size, format!("text {text:?}"))
}

fn shape_box(node: Node) -> Option<Box> {
    let (dx, dy) = offset(node);
    let number = |name| attribute(node, name, 0.0);
    match node.tag_name().name() {
        "rect" => {
            let (x, y) = (dx + number("x"), dy + number("y"));
            Some((x, y, x + number("width"), y + number("height"), "rect".to_string()))
        }
        "circle" => {
            let (x, y, r) = (dx + number("cx"), dy + number("cy"), number("r"));
            Some((x - r, y - r, x + r, y + r, "circle".to_string()))
        }
        _ => None,
    }
}

/// What is wrong with a drawing, in words.
fn faults(svg: &str) -> Vec<String> {
    let tree = match roxmltree::Document::parse(svg) {
        Ok(tree) => tree,
        Err(error) => return vec![format!("not well-formed: {error}")],
    };
    let root = tree.root_element();
    let sheet: Vec<f64> = root.attribute("viewBox").unwrap().split(' ').map(|n| n.parse().unwrap()).collect();
    let nodes = || root.descendants().filter(|n| !n.ancestors().any(|a| a.has_tag_name("defs")));
    let texts: Vec<Box> = nodes().filter(|n| n.has_tag_name("text")).map(text_box).collect();
    let shapes = nodes().filter_map(shape_box);
    let mut out = vec![];
    for (x0, y0, x1, y1, what) in texts.iter().cloned().chain(shapes) {
        if x0 < sheet[0] || y0 < sheet[1] || x1 > sheet[2] + 0.5 || y1 > sheet[1] + sheet[3] {
            out.push(format!("{what} leaves the sheet: {x0} {y0} {x1} {y1}"));
        }
    }
    for (n, a) in texts.iter().enumerate() {
        for b in &texts[..n] {
            if a.0 < b.2 && b.0 < a.2 && a.1 + 0.5 < b.3 && b.1 + 0.5 < a.3 {
                out.push(format!("{} touches {}", a.4, b.4));
            }
        }
    }
    let ids: Vec<&str> = root.descendants().filter_map(|n| n.attribute("id")).collect();
    for name in root.descendants().filter_map(|n| n.attribute("aria-labelledby")) {
        out.extend(name.split(' ').filter(|n| !ids.contains(n)).map(|n| format!("no id {n}")));
    }
    out
}

#[test]
fn nothing_is_cut_and_nothing_touches() {
    let mut wrong = vec![];
    for (what, data) in cases() {
        let chart = chart(data);
        for drawing in
            [svg(&chart, Width::Wide), svg(&chart, Width::Narrow), svg(&chart, Width::Print), file(&chart)]
        {
            wrong.extend(faults(&drawing).into_iter().map(|fault| format!("{what}: {fault}")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_test_sees_faults() {
    let text = |x: i32| format!("<text x=\"{x}\" y=\"12\">就业</text>");
    let sheet = |inside: &str| format!("<svg viewBox=\"0 0 100 20\">{inside}</svg>");
    #[rustfmt::skip]
    let cases = [
        ("sound",        sheet(&(text(0) + &text(30))), 0),
        ("over the end", sheet(&text(90)),              1),
        ("touching",     sheet(&(text(0) + &text(20))), 1),
        ("broken",       "<svg".to_string(),            1),
    ];
    for (what, svg, count) in cases {
        assert_eq!(faults(&svg).len(), count, "{what}");
    }
}

#[test]
fn the_same_bytes_twice() {
    for (what, data) in cases() {
        let chart = chart(data);
        for width in [Width::Wide, Width::Narrow, Width::Print] {
            assert_eq!(svg(&chart, width), svg(&chart.clone(), width), "{what}");
        }
        assert_eq!(file(&chart), file(&chart.clone()), "{what}");
    }
}

/// A shape and a word for every light, whatever the colours are.
#[test]
fn a_light_never_stands_without_its_word() {
    for mark in marks() {
        let rows = ChartData::Bullets(vec![bullet("甲", "50", "25", "50.0%", mark)]);
        let cells = heat(1, 1, "甲", &[(mark, "50")]);
        for data in [rows, cells] {
            let drawing = svg(&chart(data), Width::Narrow);
            assert!(drawing.contains(&format!(">{}</text>", mark.word())), "{mark:?}");
            assert!(drawing.contains(&format!("l-{}\"", mark.class())), "{mark:?}");
        }
    }
}

#[test]
fn both_widths_on_one_page_keep_their_ids_apart() {
    let chart = chart(bullets(&[("甲", "50", "25", "50.0%", G)]));
    let page = format!("<p>{}{}</p>", svg(&chart, Width::Wide), svg(&chart, Width::Narrow));
    let tree = roxmltree::Document::parse(&page).unwrap();
    let mut ids: Vec<&str> = tree.descendants().filter_map(|n| n.attribute("id")).collect();
    let all = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!((ids.len(), all), (8, 8));
    assert!(ids.iter().all(|id| !id.contains([' ', '/'])), "{ids:?}");
}
