//! Where one county stands: its parts with its place in its group, its score, its problems and projects.

use super::room::Section;
use super::{Made, sections};
use crate::base::Frequency;
use crate::check::record::{Region, Reporter};
use crate::compute::region_counts;
use crate::editions::blocks::{Block, Cell, Column, Row, Run, Table};
use crate::editions::cells::{RegionShown, Shown};
use crate::editions::lookup::{Lookup, Year};
use crate::editions::{places, tables, texts, urls, words};

pub fn sections<'a>(lookup: &'a Lookup<'a>, year: &'a Year<'a>, region: &'a Region) -> Made {
    let mut opening = Vec::new();
    let line = year.current.map(|f| words::counts_line(&region_counts(f, &region.id))).unwrap_or_default();
    opening.extend((!line.is_empty()).then_some(Block::Counts(line)));
    opening.push(Block::Text(vec![Run::plain(standing(year, region))]));
    let own = Reporter::Region(region.id.clone());
    opening.extend(sections::silent(lookup, year, |of| *of == own));
    let entries = year.plan.entries.iter();
    let entries = entries.filter(|e| e.owner == region.id || e.region.as_ref() == Some(&region.id));
    let current = year.current.into_iter();
    let problems = current.clone().flat_map(|f| &f.problems);
    let problems = problems.filter(|p| p.owner.as_ref() == Some(&region.id) || p.reporter == own);
    let decisions = current.flat_map(|f| &f.decisions).filter(|d| d.unit.as_ref() == Some(&region.id));
    Made {
        opening,
        sections: vec![
            parts(lookup, year, region),
            distances(lookup, year, region),
            sections::problems("责任问题和提出的问题", lookup, year, problems, true),
            sections::steps(lookup, year, entries, true),
            sections::decisions(lookup, year, decisions),
        ],
    }
}

/// `县市组。一季度得分77.9分，组内第1位。`, with the movement where there is one.
fn standing(year: &Year<'_>, region: &Region) -> String {
    let group = format!("{}组。", region.group);
    let quarters = year.periods.iter().rev().filter(|f| f.period.kind == Frequency::Quarter);
    let scored = quarters.filter_map(|f| Some((f.period, f.scores.iter().find(|s| s.region == region.id)?)));
    let Some((period, score)) = scored.into_iter().next() else { return group };
    let place = match (score.rank, score.was) {
        (None, _) => "，不排位".to_string(),
        (Some(rank), None) => format!("，组内第{rank}位"),
        (Some(rank), Some(was)) => {
            format!("，组内第{rank}位（{}）", texts::rank_change(i64::from(was) - i64::from(rank)))
        }
    };
    format!("{group}{}得分{}分{place}。", period.label(), score.score.rounded(1))
}

fn parts<'a>(lookup: &'a Lookup<'a>, year: &'a Year<'a>, region: &Region) -> Section {
    let columns = vec![
        Column::text("分项指标").sticky(),
        Column::number("本级目标"),
        Column::number("累计"),
        Column::number("完成率"),
        Column::number("较序时").unit("百分点"),
        Column::text("灯"),
        Column::text("组内位次"),
    ];
    let mut table = tables::table("parts", "", columns, "");
    for indicator in &year.plan.indicators {
        let Some(whole) = Shown::standing(lookup, year, indicator) else { continue };
        let Some(figure) = whole.figure.by_region.iter().find(|r| r.region == region.id) else { continue };
        let part = RegionShown { whole, figure };
        let place = crate::editions::pages::distance::place(&whole, figure);
        let mut name = whole.name();
        name.runs.push(Run::quiet(format!("（{}）", whole.unit())));
        table.rows.push(Row::new(vec![
            name,
            part.target(),
            part.value(),
            Cell { bullet: None, ..part.completion() },
            part.gap(),
            part.state(),
            Cell::text(place.map(|p| places::text(&p)).unwrap_or_default()),
        ]));
    }
    Section {
        heading: "分项指标".into(),
        table,
        whole: (region.name.clone(), urls::region(year.year, &region.id)),
        beyond: 0,
        measure: "项",
        least: 1,
    }
}

/// The least that changes a light or a place.
fn distances(lookup: &Lookup<'_>, year: &Year<'_>, region: &Region) -> Section {
    let table = crate::editions::pages::distance::table_of_region(lookup, year, &region.id);
    Section {
        heading: "差额".into(),
        // How they are meant stands on the county's page; a sheet has no room for it.
        table: Table { notes: Vec::new(), ..table },
        whole: (region.name.clone(), urls::region(year.year, &region.id)),
        beyond: 0,
        measure: "项",
        least: 2,
    }
}
