//! `explain`: the trace of a figure.

use crate::args::{self, Line};
use crate::check::{read, summary_of_errors};
use crate::{End, Failure, say, show};
use tongbao::base::{Period, nearest};
use tongbao::check::Record;
use tongbao::check::record::{Indicator, Plan, Region};
use tongbao::editions::lookup::Lookup;
use tongbao::{compute, editions};

pub fn run(line: &Line, args: &args::Explain) -> Result<End, Failure> {
    let draft = read(&line.content)?;
    let (record, found) = tongbao::check::check(&draft);
    let Some(record) = record else { return summary_of_errors(&draft, &line.content, &found) };
    let period = period(&args.period)?;
    let plan = plan(&record, period)?;
    let indicator = indicator(plan, &args.indicator)?;
    let region = args.region.as_deref().map(|name| region(&record, name)).transpose()?;

    let figures = compute::compute(&record, args.as_of.unwrap_or(record.last_known()));
    let lookup = Lookup::new(&record, &figures, &[]);
    let id = region.map(|r| &*r.id);
    let Some(blocks) = editions::explain(&lookup, &indicator.id, period, id) else {
        return Err(Failure(nothing(&lookup, indicator, period, region)));
    };
    let of = region.map(|r| format!("{}：", r.name)).unwrap_or_default();
    say(&format!("{of}{}（{}），所知日 {}\n", indicator.name, indicator.id, figures.as_of));
    say(&show::blocks(&blocks));
    Ok(End::Good)
}

pub fn period(text: &str) -> Result<Period, Failure> {
    Period::parse(text).ok_or_else(|| {
        Failure(format!("“{text}”不是期，写成 2024-03-D1（旬）、2024-03、2024-Q1、2024-H1 或 2024"))
    })
}

pub fn plan(record: &Record, period: Period) -> Result<&Plan, Failure> {
    record.plan(period.year).ok_or_else(|| Failure(format!("没有{}年的方案", period.year)))
}

fn indicator<'a>(plan: &'a Plan, text: &str) -> Result<&'a Indicator, Failure> {
    let found = plan.indicators.iter().find(|i| &*i.id == text || i.name == text);
    found.ok_or_else(|| {
        let names = plan.indicators.iter().flat_map(|i| [&*i.id, i.name.as_str()]);
        Failure(unknown("指标", text, names))
    })
}

pub fn region<'a>(record: &'a Record, text: &str) -> Result<&'a Region, Failure> {
    let found = record.regions().iter().find(|r| is_called(r, text));
    found.ok_or_else(|| Failure(unknown("县市区", text, record.regions().iter().map(|r| r.name.as_str()))))
}

pub fn is_called(region: &Region, text: &str) -> bool {
    &*region.id == text
        || region.name == text
        || region.full.as_deref() == Some(text)
        || region.aliases.iter().any(|a| a == text)
}

pub fn unknown<'a>(what: &str, text: &str, names: impl Iterator<Item = &'a str>) -> String {
    match nearest(text, names) {
        Some(near) => format!("没有“{text}”这个{what}，是否指“{near}”？"),
        None => format!("没有“{text}”这个{what}"),
    }
}

/// Why there is no such figure.
fn nothing(lookup: &Lookup<'_>, of: &Indicator, period: Period, region: Option<&Region>) -> String {
    let year = lookup.year(period.year);
    let periods = || year.into_iter().flat_map(|y| &y.periods);
    match region {
        Some(region) if periods().any(|p| p.period == period) => {
            format!("“{}”{period}没有{}的分项", of.name, region.name)
        }
        _ => {
            let known: Vec<String> = periods().map(|p| p.period.to_string()).collect();
            format!("{period}还没有数据，可用：{}", known.join("、"))
        }
    }
}
