//! Any input at all: no panic, no overflow of the stack, no long wait, and places that can be shown.

use proptest::prelude::*;
use std::time::{Duration, Instant};
use tongbao::base::{Block, Inline, Span};
use tongbao::capture::{Content, Draft, Node, Value, parse_draft};

/// Every place of a draft: of faults, nodes, cells, prose.
fn spans(draft: &Draft) -> Vec<Span> {
    let mut out: Vec<Span> = draft.faults.iter().map(|f| f.span).collect();
    for file in &draft.files {
        match &file.content {
            Content::Yaml(Some(node)) => nodes(node, &mut out),
            Content::Markdown { front, body } => {
                front.iter().for_each(|n| nodes(n, &mut out));
                out.extend(body.span);
                out.extend(&body.html);
                out.extend(body.comments.iter().map(|(_, s)| *s));
                body.prose.blocks.iter().for_each(|b| blocks(b, &mut out));
                body.prose.each_inlines(&mut |i| inlines(i, &mut out));
            }
            Content::Csv(rows) => out.extend(rows.iter().flatten().map(|c| c.span)),
            Content::Yaml(None) | Content::Other | Content::Unreadable => {}
        }
    }
    out
}

fn nodes(node: &Node, out: &mut Vec<Span>) {
    out.push(node.span);
    match &node.value {
        Value::Scalar { .. } => {}
        Value::Sequence(items) => items.iter().for_each(|n| nodes(n, out)),
        Value::Mapping(pairs) => pairs.iter().for_each(|(k, v)| {
            nodes(k, out);
            nodes(v, out);
        }),
    }
}

fn blocks(block: &Block, out: &mut Vec<Span>) {
    out.push(block.span());
    match block {
        Block::Quote { blocks: b, .. } => b.iter().for_each(|b| blocks(b, out)),
        Block::List { items, .. } => items.iter().flat_map(|i| &i.blocks).for_each(|b| blocks(b, out)),
        Block::Generated { name_span, options_span, .. } => out.extend([name_span, options_span]),
        _ => {}
    }
}

fn inlines(all: &[Inline], out: &mut Vec<Span>) {
    for inline in all {
        match inline {
            Inline::Text { span, .. } | Inline::Code { span, .. } => out.push(*span),
            Inline::Strong(i) | Inline::Emphasis(i) | Inline::Strike(i) => inlines(i, out),
            Inline::Link { inlines: i, target_span, span, .. } => {
                out.extend([target_span, span]);
                inlines(i, out);
            }
            Inline::Image { target_span, span, .. } => out.extend([target_span, span]),
            Inline::Bound(b) => out.extend([b.span, b.text_span, b.reference_span]),
            Inline::LineBreak => {}
        }
    }
}

/// Parses the bytes as each kind of file, and checks what must hold of every draft.
fn holds(bytes: &[u8]) {
    let files = ["a.csv", "b.md", "c.yaml"].iter().map(|p| (p.to_string(), bytes.to_vec())).collect();
    let draft = parse_draft(files);
    for span in spans(&draft) {
        let text = &draft.file(span.file).text;
        assert!(text.get(span.range()).is_some(), "{span:?} of {} in {text:?}", draft.file(span.file).path);
    }
    for (_, file) in draft.iter() {
        let Content::Markdown { body, .. } = &file.content else { continue };
        body.prose.each_inlines(&mut |i| runs_are_source(i, &draft));
    }
}

/// A run of text says what its source says, but for entities.
fn runs_are_source(all: &[Inline], draft: &Draft) {
    for inline in all {
        match inline {
            Inline::Text { text, span } => {
                let source = draft.text_at(*span);
                let is_break = text == " " && source.trim().is_empty();
                assert!(text == source || source.starts_with('&') || is_break, "{text:?} is not {source:?}");
            }
            Inline::Strong(i) | Inline::Emphasis(i) | Inline::Strike(i) => runs_are_source(i, draft),
            Inline::Link { inlines: i, .. } => runs_are_source(i, draft),
            Inline::Code { .. } | Inline::Image { .. } | Inline::Bound(_) | Inline::LineBreak => {}
        }
    }
}

/// Text made of the pieces that mean something to YAML, Markdown or CSV.
fn pieces() -> impl Strategy<Value = String> {
    const PIECES: &[&str] = &[
        "---\n",
        "a: ",
        "单位",
        "：",
        "，",
        "“",
        "”",
        ",",
        ":",
        " ",
        "  ",
        "\n",
        "\r\n",
        "\t",
        "{",
        "}",
        "[",
        "]",
        "(",
        ")",
        "](=",
        "](",
        "*",
        "**",
        "~",
        "~~",
        "`",
        "```",
        "```tongbao x\n",
        "#",
        "## ",
        "- ",
        "> ",
        "1. ",
        "|",
        "|-|\n",
        "<!--",
        "-->",
        "<b>",
        "&",
        "&lt;",
        "\"",
        "'",
        "\\",
        "!",
        "%",
        "@",
        "*x",
        "&x",
        "🙂",
        "\u{3000}",
        "\u{FEFF}",
        "\u{E000}",
        "\0",
        "é",
        "1",
        "= ",
        "===\n",
        "? ",
        "...\n",
        "|\n  ",
        ">-\n ",
        "<http://a>",
        "![",
        "~~~\n",
        "#x",
        "·",
        "𠀀",
    ];
    prop::collection::vec(prop::sample::select(PIECES), 0..40).prop_map(|p| p.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_pieces(text in pieces()) {
        holds(text.as_bytes());
        holds(format!("---\n{text}\n---\n{text}").as_bytes());
    }

    #[test]
    fn any_text(text in any::<String>()) {
        holds(text.as_bytes());
    }

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        holds(&bytes);
    }
}

#[test]
fn bombs_are_neither_slow_nor_deep() {
    let deep = |s: &str| s.repeat(40_000);
    let nested_list: String = (0..1_000).map(|i| format!("{}- a\n", "  ".repeat(i))).collect();
    let nested_yaml: String = (0..1_000).map(|i| format!("{}a:\n", " ".repeat(i))).collect();
    let laugh: String = (1..60).map(|i| format!("a{i}: &a{i} [*a{p}, *a{p}, *a{p}]\n", p = i - 1)).collect();
    #[rustfmt::skip]
    let cases = [
        // file      text                                        rule of the first fault
        ("a.yaml", deep("["),                                    "too-deep"),
        ("a.yaml", deep("{a: "),                                 "too-deep"),
        ("a.yaml", deep("- "),                                   "too-deep"),
        ("a.yaml", nested_yaml,                                  "too-deep"),
        ("a.yaml", format!("a0: &a0 x\n{laugh}"),                "yaml-anchor"),
        ("a.yaml", format!("a: {}", deep("*x ")),                "yaml-alias"),
        ("a.yaml", format!("a: [{}]", deep("1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1, 2, ")), "too-large"),
        ("a.yaml", deep("# x\n"),                                ""),
        ("a.yaml", format!("a: \"{}\"", "甲".repeat(1_600_000)), ""),
        ("a.yaml", "a: 甲\n".repeat(90_000),                     ""),
        ("a.md",   deep(">"),                                    "too-deep"),
        ("a.md",   deep("> - "),                                 "too-deep"),
        ("a.md",   format!("{}甲", deep("- ")),                  "too-deep"),
        ("a.md",   nested_list,                                  "too-deep"),
        ("a.md",   format!("{}甲{}", deep("*a "), deep(" a*")),  "too-deep"),
        ("a.md",   format!("{}甲{}", deep("**a "), deep(" a**")), "too-deep"),
        ("a.md",   deep("["),                                    ""),
        ("a.md",   deep("!["),                                   ""),
        ("a.md",   deep("[a]("),                                 ""),
        ("a.md",   deep("[a](=b"),                               "bound-syntax"),
        ("a.md",   deep("<!"),                                   ""),
        ("a.md",   deep("<a "),                                  ""),
        ("a.md",   deep("`a``"),                                 ""),
        ("a.md",   deep("*a**b_"),                               ""),
        ("a.md",   deep("|甲"),                                  ""),
        ("a.md",   format!("|{}\n|{}\n{}", "a|".repeat(1_000), "-|".repeat(1_000), "|\n".repeat(1_000)), ""),
        ("a.md",   "甲".repeat(1_600_000),                       ""),
        ("a.md",   format!("[a]: b\n{}", deep("[a] ")),          ""),
        ("a.csv",  deep("\"\"\"\""),                             ""),
        ("a.csv",  deep("\"a"),                                   "csv-quote"),
    ];
    for (i, (path, text, rule)) in cases.into_iter().enumerate() {
        // A small stack, so that a recursion over the tree would not go unseen.
        let thread = std::thread::Builder::new().stack_size(512 * 1024).spawn(move || {
            let start = Instant::now();
            let draft = parse_draft(vec![(path.into(), text.into_bytes())]);
            let first = draft.faults.first().map_or("", |f| f.rule);
            drop(draft);
            (first, start.elapsed())
        });
        let (first, took) = thread.unwrap().join().unwrap();
        assert_eq!(first, rule, "case {i}, {path}");
        assert!(took < Duration::from_secs(20), "case {i}, {path}: {took:?}");
    }
}
