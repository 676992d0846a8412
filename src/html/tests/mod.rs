mod style;
mod theme;

use super::*;
use crate::base::Color;
use crate::editions::blocks::*;

const HOSTILE: &str = "<script>alert(1)</script>\"'>&\u{202e}\u{0}";

fn frame() -> Frame {
    Frame {
        site_name: "岳阳市“八大行动”推进情况".into(),
        publisher: "岳阳市人民政府办公室".into(),
        as_of: "2024年4月10日".into(),
        method: "2024-03-01".into(),
        demo: true,
        menu: vec![MenuGroup {
            title: "行动".into(),
            items: vec![MenuItem {
                text: "民生可感行动".into(),
                url: "2024/actions/livelihood.html".into(),
                counts: vec![(LightMark::Lit(Color::Green), 7), (LightMark::Missing, 0)],
            }],
        }],
        banner: vec![],
        downloads: vec![("数据".into(), "data/v1/2024/plan.json".into())],
    }
}

fn page(blocks: Vec<Block>) -> Page {
    Page {
        url: "2024/indicators/urban-jobs.html".into(),
        title: "城镇新增就业".into(),
        layout: Layout::Site,
        crumbs: vec![("总览".into(), "index.html".into())],
        period_line: Some("2024年1—3月 · 截至3月31日".into()),
        menu: "2024/actions/livelihood.html".into(),
        downloads: vec![],
        blocks,
    }
}

fn html(page: &Page) -> String {
    html_with(&frame(), page)
}

fn html_with(frame: &Frame, page: &Page) -> String {
    let renderer = Renderer::new(&Theme::built_in(), frame).expect("the default theme loads");
    let artifact = renderer.render(page).unwrap_or_else(|e| panic!("{e}"));
    assert_eq!(artifact.path, page.url);
    let html = String::from_utf8(artifact.bytes).expect("UTF-8");
    well_formed(&html);
    html
}

/// Every tag is closed in its order, every id stands once, no attribute is without quotes.
fn well_formed(html: &str) {
    let void = ["meta", "link", "hr", "br", "rect", "path", "!DOCTYPE"];
    let mut open: Vec<&str> = Vec::new();
    let mut ids: Vec<&str> = Vec::new();
    for part in html.split('<').skip(1) {
        let (tag, _) = part.split_once('>').unwrap_or_else(|| panic!("a lone < before {part:.30}"));
        let name = tag.split([' ', '/']).find(|s| !s.is_empty()).unwrap_or_default();
        if let Some(closing) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(closing), "closed in the wrong order");
        } else if !void.contains(&name) && !tag.ends_with('/') {
            open.push(name);
        }
        if let Some((_, rest)) = tag.split_once(" id=\"") {
            let id = rest.split('"').next().unwrap_or_default();
            assert!(!ids.contains(&id), "the id {id} stands twice");
            ids.push(id);
        }
        assert_eq!(tag.matches('"').count() % 2, 0, "quotes in <{tag}>");
    }
    assert!(open.is_empty(), "never closed: {open:?}");
}

fn run(text: &str) -> Run {
    Run::plain(text)
}

fn table(text: &str) -> Table {
    let bullet = Cell { bullet: Some((text.into(), text.into())), ..Cell::text(text) };
    let linked = Cell { runs: vec![Run::link(text, text)], sort: Some(text.into()), ..Cell::default() };
    Table {
        id: text.into(),
        title: text.into(),
        columns: vec![Column::text(text).sticky(), Column::number(text).unit(text)],
        rows: vec![
            Row::group(text),
            Row::new(vec![linked, bullet]).id(text),
            Row::total(vec![Cell::text(text)]),
        ],
        notes: vec![text.into()],
        csv: Some(text.into()),
        empty: text.into(),
    }
}

fn chart(text: &str) -> Chart {
    let bullet = Bullet {
        label: text.into(),
        percent: Some("61.3559".into()),
        schedule: Some("58.3333".into()),
        text: text.into(),
        light: LightMark::Lit(Color::Green),
        word: text.into(),
        group: String::new(),
    };
    Chart {
        id: text.into(),
        title: text.into(),
        subtitle: text.into(),
        alt: text.into(),
        source: text.into(),
        data: ChartData::Bullets(vec![bullet]),
        table: Some(table(text)),
    }
}

/// One block of every kind, each text of it `text`.
fn every_block(text: &str) -> Vec<Block> {
    let light = LightMark::Lit(Color::Red);
    let styles = [Style::Plain, Style::Strong, Style::Emphasis, Style::Strike, Style::Code, Style::Quiet];
    let styled = styles.map(|style| Run {
        style,
        href: Some(text.into()),
        bound: Some(text.into()),
        light: Some(light),
        ..run(text)
    });
    let item = vec![Block::Text(vec![run(text)]), Block::Quote(vec![Block::Text(vec![run(text)])])];
    vec![
        Block::Masthead(Masthead {
            notice: text.into(),
            name: text.into(),
            number: text.into(),
            issuer: text.into(),
            date: text.into(),
            title: text.into(),
        }),
        Block::Heading { level: 2, mark: text.into(), text: text.into(), id: text.into() },
        Block::Text(styled.to_vec()),
        Block::List { start: Some(3), items: vec![item.clone(), vec![]] },
        Block::List { start: None, items: vec![item] },
        Block::Table(table(text)),
        Block::Table(Table { rows: vec![], ..table(text) }),
        Block::Chart(chart(text)),
        Block::Hero { value: text.into(), unit: text.into(), sentence: vec![run(text)], light },
        Block::Facts(vec![(text.into(), vec![run(text)])]),
        Block::Counts(vec![Count {
            light: Some(light),
            number: text.into(),
            word: text.into(),
            href: Some(text.into()),
        }]),
        Block::Notice { kind: NoticeKind::Warning, runs: vec![run(text)] },
        Block::Annex { mark: text.into(), title: text.into(), id: text.into() },
        Block::Code(text.into()),
        Block::Rule,
        Block::Colophon(vec![(text.into(), text.into())]),
    ]
}

#[test]
fn hostile_text_stays_text_everywhere() {
    let mut hostile = frame();
    hostile.site_name = HOSTILE.into();
    hostile.publisher = HOSTILE.into();
    hostile.as_of = HOSTILE.into();
    hostile.method = HOSTILE.into();
    hostile.menu[0].title = HOSTILE.into();
    hostile.menu[0].items[0].text = HOSTILE.into();
    hostile.menu[0].items[0].url = HOSTILE.into();
    hostile.banner = vec![vec![run(HOSTILE)]];
    hostile.downloads = vec![(HOSTILE.into(), HOSTILE.into())];
    for layout in [Layout::Site, Layout::Publication] {
        let page = Page {
            title: HOSTILE.into(),
            layout,
            crumbs: vec![(HOSTILE.into(), HOSTILE.into())],
            period_line: Some(HOSTILE.into()),
            menu: HOSTILE.into(),
            downloads: vec![(HOSTILE.into(), "x.pdf".into())],
            ..page(every_block(HOSTILE))
        };
        let html = html_with(&hostile, &page);
        assert!(!html.contains("<script>"), "{html}");
        assert!(!html.contains(['\u{202e}', '\u{0}']));
        assert!(html.contains("&lt;script&gt;"));
    }
}

#[test]
fn a_link_that_would_run_something_is_text() {
    let html = html(&page(vec![Block::Text(vec![Run::link("点我", "javascript:alert(1)")])]));
    assert!(html.contains("点我") && !html.contains("javascript:"));
}

#[test]
fn every_block_is_shown_in_both_layouts() {
    for layout in [Layout::Site, Layout::Publication] {
        for (i, block) in every_block("本块的字").into_iter().enumerate() {
            let silent = matches!(block, Block::Rule);
            let html = html(&Page { layout, ..page(vec![block]) });
            assert!(silent || html.contains("本块的字"), "block {i} shows nothing");
        }
        html(&Page { layout, ..page(every_block("同")) });
        html(&Page { layout, ..page(every_block("")) });
    }
}

#[test]
fn a_page_has_one_first_heading() {
    for blocks in [
        every_block("同"),
        vec![Block::Heading { level: 1, mark: "".into(), text: "甲".into(), id: "a".into() }],
    ] {
        let html = html(&page(blocks));
        assert_eq!(html.matches("<h1").count(), 1);
    }
}

#[test]
fn headings_leave_out_no_level() {
    let heading = |level| Block::Heading { level, mark: "".into(), text: "节".into(), id: "".into() };
    let html = html(&page([4, 4, 2, 3, 6, 9].map(heading).to_vec()));
    let tags: Vec<&str> =
        html.split("<h").skip(1).filter_map(|t| t.get(..1)).filter(|t| "123456".contains(t)).collect();
    assert_eq!(tags, ["1", "2", "3", "2", "3", "4", "5"]);
}

#[test]
fn texts_nested_very_deep_are_shown() {
    let mut block = Block::Text(vec![run("最里面")]);
    for _ in 0..2_000 {
        block = Block::Quote(vec![Block::List { start: None, items: vec![vec![block]] }]);
    }
    assert!(html(&page(vec![block])).contains("最里面"));
}

#[test]
fn an_ordered_list_begins_at_its_number() {
    for (start, expected) in
        [(None, "<ul>"), (Some(1), "<ol>"), (Some(3), "<ol start=\"3\">"), (Some(0), "<ol start=\"0\">")]
    {
        let list = Block::List { start, items: vec![vec![Block::Text(vec![run("甲")])]] };
        assert!(html(&page(vec![list])).contains(expected), "{expected}");
    }
}

#[test]
fn links_are_relative_to_the_page() {
    let html = html(&page(vec![
        Block::Text(vec![
            Run::link("任务", "2024/lists/tasks.html#x"),
            Run::link("外", "https://example.org/"),
        ]),
        Block::Table(Table { csv: Some("2024/indicators/urban-jobs.regions.csv".into()), ..table("") }),
    ]));
    for expected in [
        "href=\"../../2024/lists/tasks.html#x\"",
        "href=\"https://example.org/\" rel=\"noopener noreferrer\"",
        "href=\"../../2024/indicators/urban-jobs.regions.csv\"",
        "href=\"../../2024/actions/livelihood.html\" aria-current=\"true\"",
        "href=\"../../data/v1/2024/plan.json\"",
        "href=\"../../index.html\"",
        "href=\"../../assets/site.css?v=",
    ] {
        assert!(html.contains(expected), "{expected} in\n{html}");
    }
}

#[test]
fn a_page_in_very_many_folders_finds_its_way_back() {
    let url = format!("{}a.html", "d/".repeat(40));
    let html = html(&Page { url, ..page(vec![]) });
    assert!(html.contains(&format!("href=\"{}assets/site.css", "../".repeat(40))));
}

#[test]
fn a_light_never_stands_without_its_word() {
    let html = html(&page(vec![Block::Text(vec![
        Run::light(LightMark::Lit(Color::Yellow), "略低于序时"),
        Run::light(LightMark::Missing, ""),
    ])]));
    assert!(
        html.contains("<span class=\"light yellow\"><span aria-hidden=\"true\">▲</span>略低于序时</span>")
    );
    assert!(html.contains("<span aria-hidden=\"true\">⊘</span><span class=\"unseen\">未报</span>"));
}

#[test]
fn a_bound_number_leads_to_its_trace() {
    let bound = Run {
        bound: Some("城镇新增就业.完成率".into()),
        ..Run::link("27.5%", "2024/indicators/urban-jobs.html#2024-03")
    };
    let html = html(&page(vec![Block::Text(vec![bound])]));
    assert!(html.contains(
        "<a class=\"bound\" title=\"城镇新增就业.完成率\" href=\"../../2024/indicators/urban-jobs.html#2024-03\">27.5%</a>"
    ));
}

#[test]
fn what_reads_no_colour_reads_the_table() {
    let html = html(&page(vec![Block::Table(Table {
        columns: vec![
            Column::number("序号"),
            Column::text("指标").sticky(),
            Column::number("完成率").unit("%"),
        ],
        rows: vec![
            Row::group("民生可感行动"),
            Row::new(vec![Cell::text("1"), Cell::text("城镇新增就业"), Cell::text("27.5")]),
        ],
        ..table("表")
    })]));
    for expected in [
        "<caption>表</caption>",
        "<th scope=\"col\" class=\"num short tight brief\">完成率 <span class=\"unit\">%</span></th>",
        "<th scope=\"rowgroup\" colspan=\"3\">",
        "<th scope=\"row\" class=\"text short tight fixed\">城镇新增就业</th>",
        "<td class=\"num short tight\">27.5</td>",
        "<section class=\"scroll\" tabindex=\"0\" aria-label=\"表\">",
    ] {
        assert!(html.contains(expected), "{expected} in\n{html}");
    }
}

#[test]
fn an_empty_table_says_so() {
    let html = html(&page(vec![Block::Table(Table {
        rows: vec![],
        empty: "本期无红灯指标。".into(),
        ..table("表")
    })]));
    assert!(html.contains("本期无红灯指标。") && !html.contains("<table"));
}

#[test]
fn demonstration_data_say_so() {
    assert!(html(&page(vec![])).contains("演示数据"));
    assert!(!html_with(&Frame { demo: false, ..frame() }, &page(vec![])).contains("演示数据"));
}

#[test]
fn an_annex_with_a_wide_table_lies_on_its_side() {
    let annex = |id: &str| Block::Annex { mark: "附件1".into(), title: "表".into(), id: id.into() };
    let wide = Table { columns: vec![Column::text("很长的列名"); 16], ..table("宽") };
    let html = html(&Page {
        layout: Layout::Publication,
        ..page(vec![annex("a"), Block::Table(wide), annex("b"), Block::Table(table("窄"))])
    });
    assert_eq!(html.matches("<section class=\"leaf annex landscape\">").count(), 1);
    assert_eq!(html.matches("<section class=\"leaf annex\">").count(), 1);
}

#[test]
fn the_same_page_gives_the_same_bytes() {
    let page = page(every_block("同"));
    let first = html(&page);
    for _ in 0..3 {
        assert_eq!(html(&page), first);
    }
}
