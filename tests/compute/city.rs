//! 临江市: two actions, five regions. Tests add plan entries and reports as text.

use std::collections::BTreeMap;
use tongbao::base::{Date, Diagnostic, Period, Ratio};
use tongbao::capture::parse_draft;
use tongbao::check::{Record, check};
use tongbao::compute::{Figures, IndicatorFigure, State, compute};

pub const METHOD: &str = r#"
version: 2024-01-10
lights:
  cumulative: [{word: 已完成, color: green, reached: true}, {word: 达到序时, color: green, gap_at_least: 0}, {word: 略低于序时, color: yellow, gap_at_least: -10}, {word: 明显滞后, color: red}]
  level: [{word: 已达到, color: green, reached: true}, {word: 达到序时, color: green, gap_at_least: 0}, {word: 略低于序时, color: yellow, gap_at_least: -10}, {word: 明显滞后, color: red}]
  growth: [{word: 达到目标, color: green, reached: true}, {word: 接近目标, color: yellow, gap_at_least: -1}, {word: 低于目标, color: red}]
  bound: [{word: 守住, color: green, reached: true}, {word: 失守, color: red}]
  event: [{word: 未发生, color: green, reached: true}, {word: 已发生, color: red}]
  milestone: [{word: 已完成, color: green, reached: true}, {word: 在期内, color: green, late_days_at_most: 0}, {word: 逾期, color: red}]
  ranking: [{word: 已进入, color: green, reached: true}, {word: 未进入, color: red}]
  relation: [{word: 符合, color: green, reached: true}, {word: 不符合, color: red}]
  text: [{word: 正常, color: green}, {word: 有滞后, color: yellow}, {word: 滞后, color: red}]
  task: [{word: 节点完成, color: green, nodes_late: 0}, {word: 个别节点逾期, color: yellow, nodes_late: 1}, {word: 多个节点逾期, color: red}]
schedule: {default: months, about_percent: 2}
due:
  dekad: {day: 1, shift: next-workday}
  month: {day: 5, shift: next-workday, first: 2024-02}
  quarter: {day: 10, shift: next-workday}
  half: {day: 10, shift: next-workday}
  year: {day: 20, shift: next-workday}
no_lead: first-listed
ranks: {ties: same-then-skip, missing: out-of-base, smallest_group: 3}
scores:
  regions:
    full: 100
    items:
      - {name: 指标进度, weight: 60, rule: pace}
      - {name: 问题办结, weight: 25, rule: problems}
      - {name: 报送, weight: 15, rule: late, deduct: 1}
"#;

const UNITS: &str = "
- {id: fagai, name: 市发改委, kind: 市政府部门}
- {id: renshe, name: 市人社局, kind: 市政府部门}
- {id: zhujian, name: 市住建局, kind: 市政府部门}
";

const REGIONS: &str = "
groups: [市辖区, 县市]
regions:
  - {id: dong, name: 东区, group: 市辖区, order: 1}
  - {id: xi, name: 西区, group: 市辖区, order: 2}
  - {id: he, name: 河县, group: 县市, order: 3}
  - {id: shan, name: 山县, group: 县市, order: 4}
  - {id: hu, name: 湖县, group: 县市, order: 5}
classes:
  市辖两区: {regions: [东区, 西区], source: 市民政局}
  各县: {regions: [河县, 山县, 湖县], source: 市民政局}
";

const CALENDAR: &str = "
2024:
  source: 国办通知
  holidays: [2024-01-01, 2024-04-04..2024-04-06, 2024-05-01..2024-05-05, 2024-10-01..2024-10-07]
  workdays: [2024-04-07, 2024-04-28, 2024-05-11, 2024-09-29, 2024-10-12]
2025:
  source: 国办通知
  holidays: [2025-01-01]
  workdays: []
";

const PLAN: &str = "---
number: 临政办发〔2024〕1号
name: 临江市行动方案
issuer: 临江市人民政府办公室
dated: 2024-01-10
goals:
  - {ordinal: 1, title: 就业, action: jobs, says: 就业稳定}
---
";

/// The content folder of a test, by path.
#[derive(Clone, Default)]
pub struct City {
    files: BTreeMap<String, String>,
    indicators: BTreeMap<&'static str, String>,
    /// Warnings are no business of these tests; errors are, unless a test is about them.
    errors_expected: bool,
}

impl City {
    pub fn new() -> City {
        let mut city = City::default();
        for (path, text) in [
            (
                "site.yaml",
                "name: 临江市\npublisher: 临江市人民政府办公室\ntheme: default\ndekads: [D1, D2]\n",
            ),
            ("units.yaml", UNITS),
            ("regions.yaml", REGIONS),
            ("calendar.yaml", CALENDAR),
            ("plan/2024/plan.md", PLAN),
            ("plan/2024/method.yaml", METHOD),
        ] {
            city.files.insert(path.into(), text.into());
        }
        city
    }

    /// For a test about a report with an error.
    pub fn with_errors(self) -> City {
        City { errors_expected: true, ..self }
    }

    pub fn file(mut self, path: &str, text: &str) -> City {
        self.files.insert(path.into(), text.into());
        self
    }

    /// Replaces a piece of a file that stands there.
    pub fn edit(mut self, path: &str, old: &str, new: &str) -> City {
        let text = self.files.get_mut(path).unwrap_or_else(|| panic!("no {path}"));
        assert!(text.contains(old), "{path} has no {old}");
        *text = text.replace(old, new);
        self
    }

    /// An indicator of the action `jobs`: its keys after `id`, `name`, `says` and `at`.
    pub fn indicator(self, id: &str, keys: &str) -> City {
        self.indicator_at(id, "goal", keys)
    }

    pub fn indicator_at(mut self, id: &str, at: &str, keys: &str) -> City {
        let line = format!("  - {{id: {id}, name: 指标{id}, says: 指标{id}, at: {at}, {keys}}}\n");
        self.indicators.entry("jobs").or_default().push_str(&line);
        self
    }

    /// A month's (or other period's) report of `jobs`, filed on `filed`; `rest` is the front matter after the head.
    pub fn report(self, period: &str, filed: &str, rest: &str) -> City {
        let cutoff = Period::parse(period).unwrap().last_day().to_string();
        self.report_at(period, &cutoff, filed, rest)
    }

    pub fn report_at(self, period: &str, cutoff: &str, filed: &str, rest: &str) -> City {
        let filed = if filed.is_empty() {
            String::new()
        } else {
            format!("filed: {{unit: 市人社局, date: {filed}}}\n")
        };
        let text = format!(
            "---\naction: jobs\nperiod: {period}\ncutoff: {cutoff}\nnature: 快报\n{filed}{rest}\n---\n"
        );
        self.file(&format!("reports/{period}/jobs.md"), &text)
    }

    /// A county's report.
    pub fn county(self, region: &str, period: &str, filed: &str, rest: &str) -> City {
        let cutoff = Period::parse(period).unwrap().last_day();
        let text = format!(
            "---\nregion: {region}\nperiod: {period}\ncutoff: {cutoff}\nnature: 快报\nfiled: {{unit: {region}, date: {filed}}}\n{rest}\n---\n"
        );
        self.file(&format!("reports/{period}/regions/{region}.md"), &text)
    }

    pub fn record(&self) -> Record {
        let mut files = self.files.clone();
        let indicators = self.indicators.get("jobs").cloned().unwrap_or_default();
        let action = |id: &str, ordinal: u32, name: &str, indicators: &str| {
            let indicators = if indicators.is_empty() {
                "indicators: []\n".into()
            } else {
                format!("indicators:\n{indicators}")
            };
            format!(
                "---\nid: {id}\nordinal: {ordinal}\nname: {name}\ntask_force: {{convener: 副秘书长, office: 市人社局, members: [市发改委]}}\nsections:\n  1: {{title: 实事, counts_as: 民生实事}}\n  2: {{title: 其他}}\ntasks:\n  - {{id: 1-1, title: 就业, duty: 市人社局牵头}}\n  - {{id: 1-2, title: 住房, duty: 市住建局牵头}}\n  - {{id: 2-1, title: 项目, duty: 市发改委牵头}}\n{indicators}---\n"
            )
        };
        files.insert("plan/2024/actions/jobs.md".into(), action("jobs", 1, "就业行动", &indicators));
        let files: Vec<(String, Vec<u8>)> = files.into_iter().map(|(p, t)| (p, t.into_bytes())).collect();
        let draft = parse_draft(files);
        let (record, found) = check(&draft);
        let errors: Vec<String> = found
            .iter()
            .filter(|d| d.is_error() && !self.errors_expected)
            .map(|d: &Diagnostic| {
                let file = draft.file(d.span.file);
                let (line, column) = file.line_column(d.span.start as usize);
                format!("{}:{line}:{column} {} {}", file.path, d.rule, d.message)
            })
            .collect();
        assert!(errors.is_empty(), "{}", errors.join("\n"));
        record.unwrap_or_else(|| {
            let told: Vec<&str> = found.iter().map(|d| d.message.as_str()).collect();
            panic!("no record: {told:?}")
        })
    }

    /// As known at the latest day in the content.
    pub fn figures(&self) -> Figures {
        let record = self.record();
        compute(&record, record.last_known())
    }

    pub fn figures_at(&self, as_of: &str) -> Figures {
        compute(&self.record(), day(as_of))
    }
}

pub fn day(text: &str) -> Date {
    Date::parse(text).unwrap_or_else(|| panic!("{text} is no day"))
}

pub fn period(text: &str) -> Period {
    Period::parse(text).unwrap_or_else(|| panic!("{text} is no period"))
}

pub fn find<'f>(figures: &'f Figures, file: &str, id: &str) -> &'f IndicatorFigure {
    let file = figures.period(period(file)).unwrap_or_else(|| panic!("no file {file}"));
    file.indicator(id).unwrap_or_else(|| panic!("no {id}"))
}

/// `lit green cumulative.2`, `not-assessed 无序时`, `missing`.
pub fn state(state: &State) -> String {
    match state {
        State::Lit(light) => format!("lit {} {}", light.color.code(), light.rule),
        State::NotAssessed(reason) => format!("not-assessed {}", reason.text()),
        State::NotDue | State::Missing | State::NoTarget => state.code().to_owned(),
    }
}

/// A hundred times a share with four decimals, as the data files print it; empty where there is none.
pub fn percent(share: &Option<Ratio>) -> String {
    share.as_ref().map_or(String::new(), |s| s.percent(4).to_string())
}

/// The text of what may be absent.
pub fn text<T: ToString>(value: &Option<T>) -> String {
    value.as_ref().map_or(String::new(), T::to_string)
}
