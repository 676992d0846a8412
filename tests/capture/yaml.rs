//! What a clerk sees when YAML does not say what was meant: one fault, its caret, its words.

use tongbao::base::{Diagnostic, FileId};
use tongbao::capture::{Content, Draft, Node, Value, parse_draft, parse_yaml};

fn draft(path: &str, text: &str) -> Draft {
    parse_draft(vec![(path.into(), text.into())])
}

/// `line:column «text under the caret»`
fn place(draft: &Draft, fault: &Diagnostic) -> String {
    let (line, column) = draft.file(fault.span.file).line_column(fault.span.start as usize);
    format!("{line}:{column} «{}»", draft.text_at(fault.span))
}

#[test]
fn one_mistake_gives_one_fault_with_its_caret() {
    #[rustfmt::skip]
    let cases = [
        // what                          text                                              rule                     place               the message or the help holds
        ("full-width colon",             "action: x\nperiod：2024-03\ncutoff: y",           "yaml-full-width-colon", "2:7 «：»",          "period: 2024-03"),
        ("the same in the first line",   "period：2024-03\ncutoff: y",                      "yaml-full-width-colon", "1:7 «：»",          "键“period”后面用了全角冒号"),
        ("the same in the last line",    "a: 1\nperiod：2024-03",                           "yaml-full-width-colon", "2:7 «：»",          "period: 2024-03"),
        ("the same, alone",              "单位：x",                                         "yaml-full-width-colon", "1:3 «：»",          "单位: x"),
        ("the same, deeper",             "filed:\n  unit：市人社局\n  date: 2024-08-05",     "yaml-full-width-colon", "2:7 «：»",          "unit: 市人社局"),
        ("the same, deeper, all lines",  "by_region:\n  岳阳楼区：1\n  云溪区：2\nx: 1",     "yaml-full-width-colon", "2:7 «：»",          "岳阳楼区: 1"),
        ("the same in a list",           "- id: 1\n  name：甲\n- id: 2",                    "yaml-full-width-colon", "2:7 «：»",          "name: 甲"),
        ("the same in braces",           "a: {单位：x}",                                    "yaml-full-width-colon", "1:7 «：»",          "单位: x"),
        ("the same before a value",      "a: {unit：万人, value: 1}",                       "yaml-full-width-colon", "1:9 «：»",          "unit: 万人"),
        ("full-width comma in braces",   "a: {value: 3.62，base: 3.41}",                    "yaml-full-width-comma", "1:16 «，»",         "半角逗号"),
        ("full-width comma after colon", "a: {value: 3.62, base: 3，rank: 4}",              "yaml-full-width-comma", "1:25 «，»",         "半角逗号"),
        ("no blank after colon, braces", "r: {岳阳楼区:1, 云溪区: 2}",                      "yaml-flow-colon",       "1:9 «:»",          "岳阳楼区: 1"),
        ("the same in every pair",       "r: {岳阳楼区:1, 云溪区:2, 君山区:3}",             "yaml-flow-colon",       "1:9 «:»",          "缺一个空格"),
        ("no blank after colon",         "a: 1\nperiod:2024-03\nb: 2",                     "yaml-syntax",           "2:7 «:»",          "period: 2024-03"),
        ("the same in the first line",   "period:2024-03\nb: 2",                           "yaml-syntax",           "1:7 «:»",          "冒号后面缺一个空格"),
        ("the same, deeper",             "f:\n  unit:甲\nb: 1",                             "yaml-syntax",           "2:7 «:»",          "unit: 甲"),
        ("comma in a text in braces",    "a: {what: 一所学校,两所未批}",                    "yaml-flow-comma",       "1:15 «,»",         "全角逗号"),
        ("comma and blank",              "a: {what: 一所学校, 两所未批, by: 1}",            "yaml-flow-comma",       "1:15 «,»",         "“两所未批”会被当作没有值的键"),
        ("thousands comma in braces",    "a: {value: 1,200}",                              "yaml-flow-comma",       "1:13 «,»",         "千分位"),
        ("no colon in braces",           "a: {value}",                                     "yaml-syntax",           "1:5 «value»",      "没有冒号和值"),
        ("bare per cent",                "name: x\nunit: %\nkind: y",                      "yaml-percent",          "2:7 «%»",          "\"%\""),
        ("bare per cent in braces",      "- {unit: %, kind: y}",                           "yaml-percent",          "1:10 «%»",         "\"%\""),
        ("bare at sign",                 "a: @甲",                                         "yaml-syntax",           "1:4 «@»",          "\"@甲\""),
        ("backtick",                     "a: `甲`",                                        "yaml-syntax",           "1:4 «`»",          "值不能以“`”开头"),
        ("comment in a text",            "title: 建设 #1 项目\nb: 1",                       "yaml-comment-in-text",  "1:11 «#»",         "#1 项目"),
        ("comment for a text",           "title: #1 项目",                                  "yaml-comment-in-text",  "1:8 «#»",          "加引号"),
        ("comment between lines",        "title: 建设 # 一\n  二期",                        "yaml-comment-in-text",  "1:11 «#»",         "注释"),
        ("colon in a text",              "title: 说明: 甲\nb: 1",                           "yaml-colon-in-text",    "1:10 «:»",         "“说明: 甲”"),
        ("colon in a text in braces",    "a: {title: 说明: 甲, b: 1}",                      "yaml-colon-in-text",    "1:14 «:»",         "全角冒号"),
        ("tab for a level",              "a:\n\tb: 1",                                     "yaml-tab",              "2:1 «\t»",         "两个空格"),
        ("tab beside blanks",            "a:\n  b: 1\n\tc: 2",                             "yaml-tab",              "3:1 «\t»",         "制表符"),
        ("tab behind blanks",            "a:\n  b: 1\n  \tc: 2\n",                         "yaml-tab",              "3:3 «\t»",         "制表符"),
        ("tab before a list",            "a:\n\t- 1\n",                                    "yaml-tab",              "2:1 «\t»",         "制表符"),
        ("anchor",                       "a: &x 1\nb: 2",                                  "yaml-anchor",           "1:4 «&x»",         "锚点"),
        ("alias",                        "a: 1\nb: *x",                                    "yaml-alias",            "2:4 «*x»",         "别名"),
        ("bold text",                    "a: **重点**",                                    "yaml-alias",            "1:4 «**重点**»",   "加引号"),
        ("tag",                          "a: !!str 1",                                     "yaml-tag",              "1:4 «!!str»",      "标签"),
        ("exclamation",                  "a: !重要",                                       "yaml-tag",              "1:4 «!重要»",      "加引号"),
        ("second document",              "a: 1\n---\nb: 2",                                "yaml-documents",        "2:1 «---»",        "第二份"),
        ("unclosed double quote",        "a: \"甲\nb: 1",                                  "yaml-syntax",           "1:4 «\"»",         "引号“\"”没有成对"),
        ("unclosed single quote",        "a: '甲\nb: 1\n",                                 "yaml-syntax",           "1:4 «'»",          "没有成对"),
        ("closed by a later quote",      "a: \"甲\nb: 1\nc: \"乙\"",                      "yaml-syntax",           "1:4 «\"»",         "没有成对"),
        ("unclosed bracket",             "members: [甲, 乙\nduty: 丙\n",                    "yaml-syntax",           "1:10 «[»",         "补上“]”"),
        ("unclosed brace",               "a: {x: 1\nb: 3\n",                               "yaml-syntax",           "1:4 «{»",          "补上“}”"),
        ("unclosed at the end",          "a: {x: 1",                                       "yaml-syntax",           "1:4 «{»",          "没有关闭"),
        ("wrong bracket",                "a: {x: 1]\nb: 1",                                "yaml-syntax",           "1:4 «{»",          "不成对"),
        ("stray bracket",                "a: ]\nb: 1",                                     "yaml-syntax",           "1:4 «]»",          "多出一个“]”"),
        ("missing comma over lines",     "a: {x: 1\n    y: 2}",                            "yaml-syntax",           "2:5 «y»",          "缺少逗号"),
        ("text after a quote",           "a: \"甲\"乙丙\nb: 1",                             "yaml-syntax",           "1:7 «乙丙»",       "引号后面还有文字"),
        ("text after a bracket",         "a: [甲]乙\nb: 1",                                "yaml-syntax",           "1:7 «乙»",         "后面还有文字"),
        ("too far in",                   "a: 1\n  b: 2\nc: 3",                             "yaml-syntax",           "2:3 «b»",          "缩进不对"),
        ("not in line",                  "a:\n   b: 1\n  c: 2\nd: 1",                      "yaml-syntax",           "3:3 «c: 2»",       "不齐"),
        ("list items not in line",       "a:\n  - b\n - c",                                "yaml-syntax",           "3:2 «- c»",        "不齐"),
        ("a list among keys",            "a: 1\n- b",                                      "yaml-syntax",           "2:1 «- b»",        "不齐"),
        ("no colon at all",              "a: 1\n市人社局\nb: 2",                            "yaml-syntax",           "2:1 «市人社局»",   "这一行不是“键: 值”"),
        ("list item beside its key",     "a: - x",                                         "yaml-syntax",           "1:4 «-»",          "另起一行"),
        ("no blank after dash",          "a:\n- 甲\n-乙\nb: 1",                             "yaml-syntax",           "3:1 «-»",          "“- 乙”"),
        ("the same in every item",       "members:\n  -甲\n  -乙\nb: 1",                   "yaml-syntax",           "2:3 «-»",          "“- 甲”"),
        ("no colon below a long text",   "says: 甲\n  说明：乙\nperiod 2024",             "yaml-syntax",           "3:1 «period 2024»", "这一行不是“键: 值”"),
        ("bar and text",                 "a: |甲",                                         "yaml-syntax",           "1:4 «|»",          "另起一行"),
        ("full-width blanks",            "a: 1\n　b：2",                                    "yaml-syntax",           "2:1 «　»",         "全角空格"),
        ("backslash",                    "a: \"C:\\数据\"",                                "yaml-syntax",           "1:7 «\\»",         "转义"),
    ];
    let mut wrong = Vec::new();
    for (what, text, rule, at, says) in cases {
        for (path, head, tail) in [("a.yaml", "", ""), ("a.md", "---\n", "\n---\n正文")] {
            if rule == "yaml-documents" && path == "a.md" {
                continue; // There the second `---` ends the front matter.
            }
            let draft = draft(path, &format!("{head}{text}{tail}"));
            let found: Vec<_> = draft.faults.iter().map(|f| (f.rule, place(&draft, f))).collect();
            let at = if head.is_empty() {
                at.to_owned()
            } else {
                let (line, rest) = at.split_once(':').unwrap();
                format!("{}:{rest}", line.parse::<u32>().unwrap() + 1)
            };
            if found != [(rule, at.clone())] {
                wrong.push(format!("{what}, {path}: {found:?}, not {at} {rule}"));
                continue;
            }
            let fault = &draft.faults[0];
            assert!(fault.is_error(), "{what}");
            let words = format!("{} {}", fault.message, fault.help.as_deref().expect(what));
            if !words.contains(says) {
                wrong.push(format!("{what}, {path}: {words}"));
            }
            match &draft.files[0].content {
                Content::Yaml(node) | Content::Markdown { front: node, .. } => {
                    assert_eq!(*node, None, "{what}")
                }
                _ => panic!("{what}"),
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_is_sound_has_no_fault() {
    let cases = [
        "a: 1 # 注释\n#注释\nb: 2 ## 注释",
        "a: [甲, 乙]   #注释\nb: {x: 1} #注释\nc: \"甲\" #注释",
        "tasks: #任务\n  - 1",
        "by_region: {岳阳楼区: 1, 云溪区: 2,}",
        "a: {value: , base: 3}\nb:\nc: {x: ~}\nd: {x: , }",
        "a: {时间: 12:30, 网址: http://x.cn/a:b}",
        "note: 说明：甲\nnote2:\n  说明：甲乙",
        "says: 第一产业增加值增长3.6%，规模工业增加值增长7.5%",
        "says: 甲：乙，丙；丁#戊",
        "members: [市政府督查室,市教体局]",
        "a: |\n  甲: 乙 #1\n  \t丙：丁\nb: >\n  甲\n",
        "a: '甲: 乙 #1'\n\"b: c\": 1",
        "1-11: {progress: 新增就业3.62万人, next: 村级覆盖率由24%提至30%}",
        "rank: 4 of 14\nunit: \"%\"\ntime: \"12:00\"",
        "2024: {holidays: [2024-01-01, 2024-02-10..2024-02-17]}",
        "groups: [市辖区, 县市]\nregions: [{id: pingjiang, name: 平江县, order: 7}]",
        "---\na: 1\n...\n",
        "a: x\r\nb:\r\n  - y\r\n",
        "a:\n  -1.4\nb:\n  - 甲：乙\n",
        "a: x -y\nb: -1.4\nc: 甲*乙&丙!丁%",
        "a:\n  第一行\n  第二行：2024年3月",
    ];
    for text in cases {
        let draft = draft("a.yaml", text);
        assert_eq!(draft.faults, [], "{text}");
        assert!(matches!(draft.files[0].content, Content::Yaml(Some(_))), "{text}");
    }
}

#[test]
fn several_mistakes_are_all_told() {
    let draft = draft("a.yaml", "a: {甲:1}\nb: {c: 一,二}\nd: 建设 #1\ne: 说明: 甲\n");
    let rules: Vec<_> = draft.faults.iter().map(|f| f.rule).collect();
    assert_eq!(rules, ["yaml-flow-colon", "yaml-flow-comma", "yaml-colon-in-text", "yaml-comment-in-text"]);
}

/// A node as `(text under its span, what it says)`, depth first.
fn leaves<'t>(node: &Node, text: &'t str, out: &mut Vec<(&'t str, String)>) {
    let under = &text[node.span.range()];
    match &node.value {
        Value::Scalar { text: says, plain } => {
            out.push((under, format!("{says}{}", if *plain { "" } else { "′" })))
        }
        Value::Sequence(items) => {
            out.push((under, format!("[{}]", items.len())));
            items.iter().for_each(|n| leaves(n, text, out));
        }
        Value::Mapping(pairs) => {
            out.push((under, format!("{{{}}}", pairs.len())));
            pairs.iter().for_each(|(k, v)| {
                leaves(k, text, out);
                leaves(v, text, out);
            });
        }
    }
}

#[test]
fn every_key_and_value_has_its_place() {
    #[rustfmt::skip]
    let cases: &[(&str, &[(&str, &str)])] = &[
        ("甲: 0.10",              &[("甲: 0.10", "{1}"), ("甲", "甲"), ("0.10", "0.10")]),
        ("a: \"甲\\n\" # x",      &[("a: \"甲\\n\"", "{1}"), ("a", "a"), ("\"甲\\n\"", "甲\n′")]),
        ("a: '甲''乙'",           &[("a: '甲''乙'", "{1}"), ("a", "a"), ("'甲''乙'", "甲'乙′")]),
        ("a:\nb: ~\n",            &[("a:\nb: ~", "{2}"), ("a", "a"), ("", ""), ("b", "b"), ("~", "~")]),
        ("- {x: 1, x: 2}\n- []",  &[("- {x: 1, x: 2}\n- []", "[2]"), ("{x: 1, x: 2}", "{2}"), ("x", "x"), ("1", "1"), ("x", "x"), ("2", "2"), ("[]", "[0]")]),
        ("a: |\n  甲\n  乙\nb: 1", &[("a: |\n  甲\n  乙\nb: 1", "{2}"), ("a", "a"), ("甲\n  乙", "甲\n乙\n′"), ("b", "b"), ("1", "1")]),
        ("a: 甲\n  乙\n",          &[("a: 甲\n  乙", "{1}"), ("a", "a"), ("甲\n  乙", "甲 乙")]),
        ("a: [no, 012, 1e3]",     &[("a: [no, 012, 1e3]", "{1}"), ("a", "a"), ("[no, 012, 1e3]", "[3]"), ("no", "no"), ("012", "012"), ("1e3", "1e3")]),
    ];
    for (text, expected) in cases {
        // Places are those of the file, wherever the text begins in it.
        for offset in [0, 7] {
            let file = format!("{}{text}", "#".repeat(offset));
            let node = parse_yaml(text, FileId(0), offset).unwrap().unwrap();
            let mut found = Vec::new();
            leaves(&node, &file, &mut found);
            let found: Vec<_> = found.iter().map(|(u, s)| (*u, s.as_str())).collect();
            // A sequence in block style begins at its first item.
            let expected: Vec<_> =
                expected.iter().map(|(u, s)| (u.strip_prefix("- ").unwrap_or(u), *s)).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}

#[test]
fn nothing_written_is_no_node() {
    for text in ["", "\n\n", "# 注释\n", "---\n", "---\n...\n", "~"] {
        assert_eq!(parse_yaml(text, FileId(0), 0), Ok(None), "{text:?}");
    }
    let draft = draft("a.md", "---\n# 还没填\n---\n正文");
    let Content::Markdown { front: Some(front), .. } = &draft.files[0].content else {
        panic!("a front matter that is there")
    };
    assert_eq!(front.value, Value::Mapping(vec![]));
}
