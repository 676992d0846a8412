//! `new`: a file to fill in. Writes one file, and none that is there already.

use crate::args::{Line, NewEdition, NewReport};
use crate::check::{read, reason, summary_of_errors};
use crate::explain::{is_called, period, plan, unknown};
use crate::{End, Failure, say};
use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::Path;
use tongbao::check::Record;
use tongbao::check::record::{Plan, Reporter, Scope};
use tongbao::compute;
use tongbao::editions::lookup::Lookup;
use tongbao::editions::skeleton::{self, Skeleton};

pub fn report(line: &Line, args: &NewReport) -> Result<End, Failure> {
    let draft = read(&line.content)?;
    let (record, found) = tongbao::check::check(&draft);
    let Some(record) = record else { return summary_of_errors(&draft, &line.content, &found) };
    let period = period(&args.period)?;
    let plan = plan(&record, period)?;
    let of = reporter(&record, plan, &args.reporter)?;
    let figures = compute::compute(&record, record.last_known());
    let lookup = Lookup::new(&record, &figures, &[]);
    let Some(skeleton) = skeleton::report(&lookup, &of, period) else {
        return Err(Failure(format!("{}在{period}没有要报的指标和清单，不用新建", args.reporter)));
    };
    // A report may also be a folder of parts.
    let folder = line.content.join(skeleton.path.trim_end_matches(".md"));
    if folder.exists() {
        return Err(Failure(format!("已有“{}”，没有改动", folder.display())));
    }
    write(&line.content, &skeleton)
}

pub fn edition(line: &Line, args: &NewEdition) -> Result<End, Failure> {
    let draft = read(&line.content)?;
    let (record, found) = tongbao::check::check(&draft);
    let Some(record) = record else { return summary_of_errors(&draft, &line.content, &found) };
    let period = period(&args.period)?;
    let plan = plan(&record, period)?;
    let all = &record.site().series;
    let series = all.iter().find(|s| *s.id == args.series || s.name == args.series).ok_or_else(|| {
        let known: Vec<&str> = all.iter().map(|s| &*s.id).collect();
        Failure(format!("没有“{}”这种刊物，可用：{}", args.series, known.join("、")))
    })?;
    if let Scope::Action(id) = &series.scope
        && plan.action(id).is_none()
    {
        let year = period.year;
        return Err(Failure(format!("{year}年的方案没有行动“{id}”，《{}》这一年不出", series.name)));
    }
    // An issue is read on no day before its cutoff.
    let figures = compute::compute(&record, record.last_known().max(period.last_day()));
    let lookup = Lookup::new(&record, &figures, &[]);
    match skeleton::edition(&lookup, series, period) {
        Some(skeleton) => write(&line.content, &skeleton),
        None => Err(Failure(format!("《{}》是{}，不出{period}这样的期", series.name, series.kind.chinese()))),
    }
}

fn reporter(record: &Record, plan: &Plan, text: &str) -> Result<Reporter, Failure> {
    let action = plan.actions.iter().find(|a| *a.id == *text || a.name == text);
    if let Some(action) = action {
        return Ok(Reporter::Action(action.id.clone()));
    }
    if let Some(region) = record.regions().iter().find(|r| is_called(r, text)) {
        return Ok(Reporter::Region(region.id.clone()));
    }
    let actions = plan.actions.iter().flat_map(|a| [&*a.id, a.name.as_str()]);
    let regions = record.regions().iter().flat_map(|r| [&*r.id, r.name.as_str()]);
    Err(Failure(unknown("行动或县市区", text, actions.chain(regions))))
}

fn write(content: &Path, skeleton: &Skeleton) -> Result<End, Failure> {
    let path = content.join(&skeleton.path);
    let failed = |e: std::io::Error| match e.kind() {
        ErrorKind::AlreadyExists => Failure(format!("已有“{}”，没有改动", path.display())),
        _ => Failure(format!("写不了“{}”：{}", path.display(), reason(&e))),
    };
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(failed)?;
    }
    let mut file = OpenOptions::new().write(true).create_new(true).open(&path).map_err(failed)?;
    file.write_all(skeleton.text.as_bytes()).map_err(failed)?;
    say(&format!("已新建 {}\n", path.display()));
    Ok(End::Good)
}
