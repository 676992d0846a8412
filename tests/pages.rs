//! The pages of the demonstration content: every link leads somewhere, every id stands once.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use tongbao::editions::blocks::{Block, Cell, Page, Run, Table};
use tongbao::editions::publications::Days;
use tongbao::{capture, check, compute, editions};

fn demonstration() -> (editions::blocks::Frame, Vec<Page>) {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let draft = capture::read_folder(&content).expect("the content folder is there");
    let (record, _) = check::check(&draft);
    let record = record.expect("the demonstration's plan, method and registries are sound");
    let figures = compute::compute(&record, record.last_known());
    let days = Days::new(&record, record.last_known());
    let issues = editions::publications::editions(&record, &days, &BTreeSet::new());
    assert!(!issues.is_empty());
    editions::pages(&record, &figures, &issues, &[])
}

/// All runs of blocks, and all ids that links may lead to.
#[derive(Default)]
struct Found {
    links: Vec<String>,
    ids: Vec<String>,
    csv: Vec<String>,
}

impl Found {
    fn runs(&mut self, runs: &[Run]) {
        self.links.extend(runs.iter().filter_map(|r| r.href.clone()));
    }

    fn cells(&mut self, cells: &[Cell]) {
        cells.iter().for_each(|c| self.runs(&c.runs));
    }

    fn table(&mut self, table: &Table) {
        self.ids.push(table.id.clone());
        self.csv.extend(table.csv.clone());
        for row in &table.rows {
            self.ids.extend(row.id.clone());
            self.cells(&row.cells);
        }
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Heading { id, .. } | Block::Annex { id, .. } => self.ids.push(id.clone()),
                Block::Text(runs) | Block::Notice { runs, .. } | Block::Hero { sentence: runs, .. } => {
                    self.runs(runs)
                }
                Block::List { items, .. } => items.iter().for_each(|i| self.blocks(i)),
                Block::Quote(inner) => self.blocks(inner),
                Block::Table(table) => self.table(table),
                Block::Chart(chart) => {
                    self.ids.push(chart.id.clone());
                    chart.table.iter().for_each(|t| self.table(t));
                }
                Block::Facts(facts) => facts.iter().for_each(|(_, runs)| self.runs(runs)),
                Block::Counts(counts) => self.links.extend(counts.iter().filter_map(|c| c.href.clone())),
                Block::Masthead(_) | Block::Colophon(_) | Block::Code(_) | Block::Rule => {}
            }
        }
    }
}

#[test]
fn every_link_of_every_page_leads_somewhere() {
    let (frame, pages) = demonstration();
    let mut ids: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    let mut links: Vec<(&str, String)> = Vec::new();
    let mut csv: BTreeSet<String> = BTreeSet::new();
    for page in &pages {
        let mut found = Found::default();
        found.blocks(&page.blocks);
        let count = found.ids.len();
        let unique: BTreeSet<String> = found.ids.into_iter().collect();
        assert_eq!(unique.len(), count, "an id stands twice on {}", page.url);
        assert!(ids.insert(&page.url, unique).is_none(), "{} is there twice", page.url);
        links.extend(found.links.into_iter().map(|l| (page.url.as_str(), l)));
        links.extend(page.crumbs.iter().map(|(_, url)| (page.url.as_str(), url.clone())));
        links.push((&page.url, page.menu.clone()));
        for file in found.csv {
            assert!(csv.insert(file.clone()), "{file} would be written twice");
        }
    }
    links.extend(frame.menu.iter().flat_map(|g| &g.items).map(|i| ("menu", i.url.clone())));
    links.extend(frame.banner.iter().flatten().filter_map(|r| Some(("banner", r.href.clone()?))));
    let mut dead: BTreeSet<String> = BTreeSet::new();
    for (page, link) in &links {
        let outside = link.starts_with("https://") || link.starts_with("http://");
        // What pack writes is known by its folder.
        if outside || link.starts_with("data/v1/") {
            continue;
        }
        let (path, id) = link.split_once('#').map_or((link.as_str(), None), |(p, i)| (p, Some(i)));
        let path = if path.is_empty() { page } else { path };
        match (ids.get(path), id) {
            (None, _) => dead.insert(format!("{page} → {link}: no such page")),
            (Some(ids), Some(id)) if !ids.contains(id) => dead.insert(format!("{page} → {link}: no such id")),
            (Some(_), _) => false,
        };
    }
    assert!(dead.is_empty(), "{} of {} links are dead:\n{}", dead.len(), links.len(), join(&dead));
}

fn join(dead: &BTreeSet<String>) -> String {
    dead.iter().take(40).cloned().collect::<Vec<_>>().join("\n")
}

#[test]
fn no_heading_stands_without_what_it_heads() {
    for page in demonstration().1 {
        let mut blocks = page.blocks.iter().peekable();
        while let Some(block) = blocks.next() {
            let Block::Heading { level, text, .. } = block else { continue };
            let empty = match blocks.peek() {
                None => true,
                Some(Block::Heading { level: next, .. }) => next <= level,
                Some(_) => false,
            };
            assert!(!empty, "“{text}” heads nothing on {}", page.url);
        }
    }
}

#[test]
fn a_table_s_rows_are_as_wide_as_its_head() {
    fn tables<'a>(blocks: &'a [Block], found: &mut Vec<&'a Table>) {
        for block in blocks {
            match block {
                Block::Table(table) => found.push(table),
                Block::Chart(chart) => found.extend(chart.table.as_ref()),
                Block::Quote(inner) => tables(inner, found),
                Block::List { items, .. } => items.iter().for_each(|i| tables(i, found)),
                _ => {}
            }
        }
    }
    for page in demonstration().1 {
        let mut found = Vec::new();
        tables(&page.blocks, &mut found);
        for table in found {
            for row in &table.rows {
                let group = row.kind == editions::blocks::RowKind::Group;
                let wide = if group { 1 } else { table.columns.len() };
                assert_eq!(row.cells.len(), wide, "table {} on {}", table.id, page.url);
            }
            let says = !table.rows.is_empty() || !table.empty.is_empty();
            assert!(says, "table {} on {} is an empty box", table.id, page.url);
        }
    }
}
