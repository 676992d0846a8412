//! Markdown into our own tree: what is seen, where it stands, and what is no Markdown.

use tongbao::base::{Align, Block, Inline, Prose};
use tongbao::capture::{Body, Content, Draft, parse_draft};

fn draft(text: &str) -> Draft {
    parse_draft(vec![("pages/a.md".into(), text.into())])
}

fn body(draft: &Draft) -> &Body {
    let Content::Markdown { body, .. } = &draft.files[0].content else { panic!("a Markdown file") };
    body
}

/// The tree as one line: `<p>…</p>`, bound numbers as `{text=reference}`.
fn show(prose: &Prose) -> String {
    prose.blocks.iter().map(block).collect()
}

fn block(block: &Block) -> String {
    let blocks = |blocks: &[Block]| blocks.iter().map(self::block).collect::<String>();
    let cells = |row: &Vec<Vec<Inline>>| row.iter().map(|c| inlines(c)).collect::<Vec<_>>().join("|");
    match block {
        Block::Heading { level, inlines: i, .. } => format!("<h{level}>{}</h{level}>", inlines(i)),
        Block::Paragraph { inlines: i, .. } => format!("<p>{}</p>", inlines(i)),
        Block::List { start, items, .. } => {
            let (tag, number) = match start {
                Some(1) => ("ol", String::new()),
                Some(n) => ("ol", format!(" {n}")),
                None => ("ul", String::new()),
            };
            let items: String = items.iter().map(|i| format!("<li>{}</li>", blocks(&i.blocks))).collect();
            format!("<{tag}{number}>{items}</{tag}>")
        }
        Block::Quote { blocks: b, .. } => format!("<q>{}</q>", blocks(b)),
        Block::Table { align, head, rows, .. } => {
            let align: String = align
                .iter()
                .map(|a| match a {
                    Align::None => '-',
                    Align::Left => '<',
                    Align::Center => '^',
                    Align::Right => '>',
                })
                .collect();
            let rows: String = rows.iter().map(|r| format!("/{}", cells(r))).collect();
            format!("<table {align}>{}{rows}</table>", cells(head))
        }
        Block::Code { info, text, .. } => format!("<pre {info}>{text}</pre>"),
        Block::Generated { name, options, .. } => format!("<<{name}: {options}>>"),
        Block::Break { .. } => "<hr>".into(),
    }
}

fn inlines(all: &[Inline]) -> String {
    all.iter()
        .map(|i| match i {
            Inline::Text { text, .. } => text.clone(),
            Inline::Strong(i) => format!("<b>{}</b>", inlines(i)),
            Inline::Emphasis(i) => format!("<i>{}</i>", inlines(i)),
            Inline::Strike(i) => format!("<s>{}</s>", inlines(i)),
            Inline::Code { text, .. } => format!("<code>{text}</code>"),
            Inline::Link { inlines: i, target, .. } => format!("<a {target}>{}</a>", inlines(i)),
            Inline::Image { alt, title, target, .. } => {
                let title = if title.is_empty() { String::new() } else { format!(" “{title}”") };
                format!("<img {target} {alt}{title}>")
            }
            Inline::Bound(b) => format!("{{{}={}}}", b.text, b.reference),
            Inline::LineBreak => "<br>".into(),
        })
        .collect()
}

#[test]
fn the_tree_says_what_the_writer_wrote() {
    #[rustfmt::skip]
    let cases = [
        // what                        source                                             tree
        ("headings as typed",          "# 甲\n\n### 一、乙\n",                             "<h1>甲</h1><h3>一、乙</h3>"),
        ("paragraphs",                 "甲\n\n乙\n",                                       "<p>甲</p><p>乙</p>"),
        ("full-width indent",          "　　甲乙\n",                                        "<p>甲乙</p>"),
        ("bold beside quotes",         "**“八大行动”**总体",                               "<p><b>“八大行动”</b>总体</p>"),
        ("bold before a colon",        "**重点：**后文",                                   "<p><b>重点：</b>后文</p>"),
        ("emphasis around a title",    "前*《规划》*后",                                   "<p>前<i>《规划》</i>后</p>"),
        ("strike beside quotes",       "前~~“删”~~后",                                     "<p>前<s>“删”</s>后</p>"),
        ("bold per cent",              "完成**61.4%**的",                                  "<p>完成<b>61.4%</b>的</p>"),
        ("bold in ASCII brackets",     "前**(一)**后，**(二)**。",                          "<p>前<b>(一)</b>后，<b>(二)</b>。</p>"),
        ("bold bound number",          "达**[61.4%](=就业.完成率)**，**“甲”**乙",           "<p>达<b>{61.4%=就业.完成率}</b>，<b>“甲”</b>乙</p>"),
        ("two pairs",                  "**甲：**乙**丙：**丁",                             "<p><b>甲：</b>乙<b>丙：</b>丁</p>"),
        ("bold in bold's middle",      "这是**‘重中之重’**，要**“一把手”抓**。",            "<p>这是<b>‘重中之重’</b>，要<b>“一把手”抓</b>。</p>"),
        ("both at once",               "***“甲”***乙",                                     "<p><i><b>“甲”</b></i>乙</p>"),
        ("ASCII as everywhere",        "a **b** *c* 2*3*4 snake_case_name",                "<p>a <b>b</b> <i>c</i> 2<i>3</i>4 snake_case_name</p>"),
        ("a star alone stays",         "甲*乙 **丙",                                       "<p>甲*乙 **丙</p>"),
        ("escapes and entities",       "甲\\*乙&lt;b&gt;",                                 "<p>甲*乙<b></p>"),
        ("tildes for ranges",          "9~16亿元，3~5家，~甲~",                             "<p>9~16亿元，3~5家，~甲~</p>"),
        ("soft break, Chinese",        "甲\n乙\r\n“丙”\n丁",                               "<p>甲乙“丙”丁</p>"),
        ("soft break, a figure",       "截至\n7月\n25日",                                  "<p>截至7月25日</p>"),
        ("soft break, Latin",          "next\nline",                                       "<p>next line</p>"),
        ("soft break around marks",    "**甲**\n[3](=x.y)\n*b*\n`c`",                      "<p><b>甲</b>{3=x.y} <i>b</i> <code>c</code></p>"),
        ("line break",                 "甲  \n乙\\\n丙",                                   "<p>甲<br>乙<br>丙</p>"),
        ("bound number",               "就业[3.62万人](=城镇新增就业.累计@2024-06#平江县)。", "<p>就业{3.62万人=城镇新增就业.累计@2024-06#平江县}。</p>"),
        ("bound without text",         "就业[](=就业.累计)。",                              "<p>就业{=就业.累计}。</p>"),
        ("bound with emphasis inside", "[**3**万](=就业.累计)",                             "<p>{3万=就业.累计}</p>"),
        ("bound with brackets",        "[3](=就业.累计(城))[4](<=a b>)[5](=c \"t\")",       "<p>{3=就业.累计(城)}{4=a b}{5=c}</p>"),
        ("bound in a table",           "|a|b|\n|-|-:|\n|甲|[3](=x.y)|",                    "<table ->>a|b/甲|{3=x.y}</table>"),
        ("links",                      "[甲](../a.md \"t\") <https://a.cn/b> [x](javascript:1)", "<p><a ../a.md>甲</a> <a https://a.cn/b>https://a.cn/b</a> <a javascript:1>x</a></p>"),
        ("a link by reference",        "[甲][r]\n\n[r]: b.md",                             "<p><a b.md>甲</a></p>"),
        ("picture",                    "![图*一*](img/甲.png)",                            "<p><img img/甲.png 图一></p>"),
        ("picture with a caption",     "![甲](甲.png \"图1　工地\")",                       "<p><img 甲.png 甲 “图1　工地”></p>"),
        ("linked picture",             "[![图](a.png)](b.md)",                             "<p><a b.md><img a.png 图></a></p>"),
        ("stars in a target",          "[甲](a*乙*b.md) [3](=甲*乙.丙)",                    "<p><a a*乙*b.md>甲</a> {3=甲*乙.丙}</p>"),
        ("code",                       "`甲*“乙”*` `` a`b ``",                             "<p><code>甲*“乙”*</code> <code>a`b</code></p>"),
        ("tight list",                 "- 甲\n  乙\n- **丙**丁\n  - 戊\n- [3](=x.y)",       "<ul><li><p>甲乙</p></li><li><p><b>丙</b>丁</p><ul><li><p>戊</p></li></ul></li><li><p>{3=x.y}</p></li></ul>"),
        ("list from its number",       "3. 甲\n4. 乙\n",                                   "<ol 3><li><p>甲</p></li><li><p>乙</p></li></ol>"),
        ("loose list",                 "1. 甲\n\n   乙\n2. 丙\n",                          "<ol><li><p>甲</p><p>乙</p></li><li><p>丙</p></li></ol>"),
        ("quote",                      "> 甲\n> 乙\n>\n> - 丙",                            "<q><p>甲乙</p><ul><li><p>丙</p></li></ul></q>"),
        ("table",                      "|甲|乙|丙|\n|:-|:-:|-:|\n|1|**“2”**个|\n\n后",      "<table <^>>甲|乙|丙/1|<b>“2”</b>个|</table><p>后</p>"),
        ("rule",                       "甲\n\n---\n\n乙",                                  "<p>甲</p><hr><p>乙</p>"),
        ("generated block",            "甲\n\n```tongbao indicators\naction: x\nshow: **甲**乙\n```\n", "<p>甲</p><<indicators: action: x\nshow: **甲**乙\n>>"),
        ("generated, no options",      "```tongbao  overview \n```\n",                     "<<overview: >>"),
        ("generated, CRLF",            "```tongbao chart\r\na: 1\r\n```\r\n",              "<<chart: a: 1\r\n>>"),
        ("generated, no name",         "```tongbao\n```\n",                                "<<: >>"),
        ("other fence",                "~~~ sh\r\na *“b”*\r\n~~~",                         "<pre sh>a *“b”*\n</pre>"),
        ("comment of its own",         "<!-- 提示：甲 -->\n\n甲",                           "<p>甲</p>"),
        ("comment in a text",          "甲<!-- 提示 -->乙",                                "<p>甲乙</p>"),
        ("HTML is not in the tree",    "甲<b onclick=1>乙</b>\n\n<script>x</script>\n\n丙", "<p>甲乙</p><p>丙</p>"),
        ("nothing",                    "",                                                 ""),
    ];
    let mut wrong = Vec::new();
    for (what, source, tree) in cases {
        let draft = draft(source);
        let found = show(&body(&draft).prose);
        if found != tree || !draft.faults.is_empty() {
            wrong.push(format!("{what}:\n  {found}\n  {tree}\n  {:?}", draft.faults));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn places_are_those_of_the_file() {
    let front = "---\na: 1\n---\n";
    let text = format!(
        "{front}## 标*题*\n\n就业[3.62万人](=就业.累计)，[](<=x y>)[甲](b.md \"t\")![图](p.png)`码`&lt;\n\n```tongbao  chart\nkind: line\n```\n"
    );
    let draft = draft(&text);
    let body = body(&draft);
    assert_eq!(&text[body.span.unwrap().range()], &text[front.len()..]);
    let at = |span: tongbao::base::Span| draft.text_at(span);
    let bounds = body.prose.bounds();
    let parts: Vec<_> = bounds.iter().map(|b| (at(b.span), at(b.text_span), at(b.reference_span))).collect();
    assert_eq!(parts, [("[3.62万人](=就业.累计)", "3.62万人", "就业.累计"), ("[](<=x y>)", "", "x y")]);
    let Block::Paragraph { inlines, span } = &body.prose.blocks[1] else { panic!("{:?}", body.prose) };
    assert!(at(*span).starts_with("就业[") && at(*span).ends_with("&lt;"));
    let runs: Vec<_> = inlines
        .iter()
        .filter_map(|i| match i {
            Inline::Text { span, .. } | Inline::Code { span, .. } => Some(at(*span)),
            Inline::Link { target_span, .. } | Inline::Image { target_span, .. } => Some(at(*target_span)),
            _ => None,
        })
        .collect();
    assert_eq!(runs, ["就业", "，", "b.md", "p.png", "`码`", "&lt;"]);
    let Block::Generated { name_span, options_span, span, .. } = &body.prose.blocks[2] else {
        panic!("{:?}", body.prose)
    };
    assert_eq!((at(*name_span), at(*options_span)), ("chart", "kind: line\n"));
    assert!(at(*span).starts_with("```tongbao") && at(*span).ends_with("```"));
}

#[test]
#[allow(clippy::type_complexity)] // a table of cases
fn html_and_comments_are_listed() {
    #[rustfmt::skip]
    let cases: &[(&str, &[&str], &[(&str, &str)])] = &[
        // source                                  raw HTML                        comments: inside, whole
        ("甲<b>乙</b><br>丙</i>",                   &["<b>", "<br>", "</i>"],       &[]),
        ("<div>\n\n甲<u><b>乙</b></u>\n\n</div>\n", &["<div>", "<u>", "<b>"],      &[]),
        ("<div>\n甲 <!-- 乙 -->\n</div>\n\n丙",     &["<div>\n甲 <!-- 乙 -->\n</div>"], &[]),
        ("<!-- 甲 -->\n",                           &[],                            &[("甲", "<!-- 甲 -->")]),
        ("<!--甲--> <!-- 乙 -->\n丙",               &[],                            &[("甲", "<!--甲-->"), ("乙", "<!-- 乙 -->")]),
        ("甲<!-- tongbao: allow x -->乙",           &[],                            &[("tongbao: allow x", "<!-- tongbao: allow x -->")]),
        ("<!-- 甲\n\n乙 -->\n丙",                   &[],                            &[("甲\n\n乙", "<!-- 甲\n\n乙 -->")]),
        ("> <!-- 甲\n> 乙 -->\n",                   &[],                            &[("甲\n乙", "<!-- 甲\n> 乙 -->")]),
        ("`<b>` \\<b> 1<2",                         &[],                            &[]),
    ];
    for (source, html, comments) in cases {
        let draft = draft(source);
        let body = body(&draft);
        assert_eq!(body.html.iter().map(|s| draft.text_at(*s)).collect::<Vec<_>>(), *html, "{source}");
        let found: Vec<_> = body.comments.iter().map(|(c, s)| (c.as_str(), draft.text_at(*s))).collect();
        assert_eq!(found, *comments, "{source}");
        assert_eq!(draft.faults, [], "{source}");
    }
}

#[test]
fn slips_are_named() {
    #[rustfmt::skip]
    let cases = [
        // what                     source                                    rule                  place                         words
        ("full-width brackets",     "就业[3万]（=就业.累计）增长",              "bound-syntax",       "1:3 «[3万]（=就业.累计）»",   "半角"),
        ("full-width square",       "就业【3万】(=就业.累计)增长",              "bound-syntax",       "1:3 «【3万】(=就业.累计)»",   "半角"),
        ("blank in a reference",    "就业[3万](=就业 .累计)增长",               "bound-syntax",       "1:3 «[3万](=就业 .累计)»",    "不能有空格"),
        ("reference not closed",    "就业[3万](=就业.累计，增长",               "bound-syntax",       "1:3 «[3万](=就业.累计，增长»", "结束"),
        ("heading without blank",   "甲\n\n##二、乙\n",                        "heading-blank",      "3:1 «##»",                   "## 二、乙"),
        ("full-width hash",         "＃＃ 甲\n",                               "heading-blank",      "1:1 «＃＃»",                 "## 甲"),
        ("rule under a text",       "甲乙\n---\n丙",                           "heading-underline",  "2:1 «---»",                  "空一行"),
        ("indented paragraph",      "甲\n\n    乙丙\n    丁\n",                 "indented-code",      "3:5 «乙丙»",                 "段首不用缩进"),
        ("fence not closed",        "```tongbao chart\na: 1\n\n甲",            "fence-unclosed",     "1:1 «```»",                  "没有结束符"),
        ("fence of another kind",   "````\na\n```\n",                          "fence-unclosed",     "1:1 «````»",                 "没有结束符"),
        ("block in a list",         "- ```tongbao chart\n  ```\n",             "block-nested",       "1:3 «```tongbao chart»",     "顶格"),
        ("comment not closed",      "甲\n\n<!-- 乙\n\n丙",                     "comment-unclosed",   "3:1 «<!--»",                 "-->"),
        ("text behind a comment",   "<!-- 甲 -->乙丙\n",                       "text-after-comment", "1:11 «乙丙»",                "另起一行"),
        ("private use",             "甲\u{E863}乙",                            "private-use",        "1:2 «\u{E863}»",             "自造字"),
        ("hidden",                  "甲\u{200B}乙",                            "invisible-character", "1:2 «\u{200B}»",            "零宽空格"),
    ];
    for (what, source, rule, place, words) in cases {
        let draft = draft(source);
        let found: Vec<_> = draft
            .faults
            .iter()
            .map(|f| {
                let (line, column) = draft.files[0].line_column(f.span.start as usize);
                (f.rule, format!("{line}:{column} «{}»", draft.text_at(f.span)))
            })
            .collect();
        assert_eq!(found, [(rule, place.to_owned())], "{what}");
        let fault = &draft.faults[0];
        let said = format!("{} {}", fault.message, fault.help.as_deref().expect(what));
        assert!(fault.is_error() && said.contains(words), "{what}: {said}");
    }
}
