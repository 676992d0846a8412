//! Free pages, the list of publications, and the publications themselves.

use super::{Sheet, under};
use crate::check::record::FreePage;
use crate::editions::blocks::{Cell, Column, Layout, Page, Row, Run};
use crate::editions::lookup::{Lookup, Year};
use crate::editions::{Edition, EditionState, tables, urls};

pub fn page<'a>(lookup: &'a Lookup<'a>, year: Option<&Year<'_>>, page: &FreePage) -> Page {
    let url = urls::free_page(&page.slug);
    let blocks = super::parts::prose(&page.body, &page.source.path, "");
    let sheet = Sheet {
        lookup,
        title: page.title.clone(),
        crumbs: Vec::new(),
        menu: url.clone(),
        url,
        period_line: None,
    };
    match year {
        Some(year) => sheet.page(year, blocks),
        None => sheet.bare(blocks),
    }
}

/// All publications, the newest first.
pub fn editions<'a>(lookup: &'a Lookup<'a>, year: &Year<'_>) -> Page {
    let columns = vec![
        Column::text("标题").sticky(),
        Column::text("刊物"),
        Column::text("期号"),
        Column::text("编印单位"),
        Column::text("数据截至"),
        Column::text("所知日"),
        Column::text("状态"),
    ];
    let mut table = tables::table("editions", "", columns, "尚无刊物。");
    let mut all: Vec<&Edition> = lookup.editions.iter().collect();
    all.sort_by(|a, b| b.period.cmp(&a.period).then_with(|| a.id.cmp(&b.id)));
    for edition in all {
        table.rows.push(Row::new(vec![
            Cell::runs(vec![Run::link(&edition.title, &edition.url)]),
            Cell::text(&edition.series_name),
            Cell::text(edition.number.clone().unwrap_or_default()),
            Cell::text(&edition.issuer),
            Cell::text(edition.cutoff.chinese()),
            Cell::text(edition.as_of.chinese()),
            Cell::text(state(edition)),
        ]));
    }
    let sheet = Sheet {
        lookup,
        title: "刊物".into(),
        crumbs: Vec::new(),
        menu: urls::EDITIONS.into(),
        url: urls::EDITIONS.into(),
        period_line: None,
    };
    sheet.page(year, vec![under(table, urls::EDITIONS)])
}

fn state(edition: &Edition) -> &'static str {
    match edition.state {
        EditionState::Draft => "未定稿",
        EditionState::Issued => "已印发",
        EditionState::Corrected => "已更正",
    }
}

/// An edition's own blocks, with nothing added.
pub fn edition(lookup: &Lookup<'_>, edition: &Edition) -> Page {
    let overview = lookup.latest().map_or(urls::OVERVIEW.into(), |y| super::frame::overview_url(lookup, y));
    Page {
        url: edition.url.clone(),
        title: edition.title.clone(),
        layout: Layout::Publication,
        // What is read against it stands beside it, and is left out in print as they are.
        crumbs: vec![
            ("总览".into(), overview),
            ("刊物".into(), urls::EDITIONS.into()),
            ("核稿单".into(), urls::reading(&edition.id)),
        ],
        period_line: Some(format!("{} · 截至{}", edition.label, edition.cutoff.chinese_short())),
        menu: urls::EDITIONS.into(),
        downloads: edition
            .files
            .iter()
            .map(|f| (f.role.word().to_owned(), f.path.clone()))
            .chain([("本期数据（JSON）".to_owned(), urls::data_edition(&edition.id))])
            .collect(),
        blocks: edition.blocks.clone(),
    }
}

/// 核稿单 of an edition.
pub fn reading(lookup: &Lookup, edition: &Edition) -> Page {
    let overview = lookup.latest().map_or(urls::OVERVIEW.into(), |y| super::frame::overview_url(lookup, y));
    Page {
        url: urls::reading(&edition.id),
        title: format!("核稿单：{}", edition.title),
        layout: Layout::Sheet,
        crumbs: vec![
            ("总览".into(), overview),
            ("刊物".into(), urls::EDITIONS.into()),
            (edition.title.clone(), edition.url.clone()),
        ],
        period_line: Some(format!("{} · 截至{}", edition.label, edition.cutoff.chinese_short())),
        menu: urls::EDITIONS.into(),
        downloads: Vec::new(),
        blocks: edition.reading.clone(),
    }
}
