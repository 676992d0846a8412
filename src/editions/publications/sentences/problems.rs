//! The register of problems, decisions and what is asked of whom: patterns 48, 49, 51, 52.

use crate::base::{Date, Period};
use crate::check::Field;
use crate::check::record::DecisionState;
use crate::compute::{DecisionFigure, ProblemFigure, ProblemTotals, problems_text};
use crate::editions::blocks::Run;
use crate::editions::publications::phrase::{Phrase, joined};

/// What was open at the end of the period before; `None` where the flows do not add up.
pub fn open_before(totals: &ProblemTotals) -> Option<u32> {
    (totals.open + totals.closed).checked_sub(totals.new + totals.reopened)
}

/// Pattern 48: `问题上期在册31个，新增18个、反弹1个、销号17个，期末在册33个，其中超期9个`.
///
/// `before`: the period before, if the register had one. `href`: where the problems stand.
pub fn register(register: &ProblemTotals, before: Option<Period>, href: &str) -> Option<Phrase> {
    let bound = |field: Field| {
        let name = Field::OF_PROBLEMS.iter().find(|(_, f)| *f == field).map_or("", |(name, _)| name);
        Run {
            text: problems_text(register, field).map(|forms| forms.short).unwrap_or_default(),
            href: Some(href.into()),
            bound: Some(format!("问题.{name}")),
            ..Run::default()
        }
    };
    let moves = [
        ("新增", Field::New, register.new),
        ("反弹", Field::Reopened, register.reopened),
        ("销号", Field::Closed, register.closed),
    ];
    let moves: Vec<Phrase> = moves
        .into_iter()
        .filter(|(.., n)| *n > 0)
        .map(|(word, field, _)| Phrase::of(word).run(bound(field)))
        .collect();
    if register.open == 0 && register.closed == 0 {
        return None;
    }
    let was = open_before(register).filter(|n| *n > 0).zip(before);
    let opening = was.map(|(n, period)| {
        Phrase::of("问题上期在册").run(Run {
            text: format!("{n}个"),
            href: Some(href.into()),
            bound: Some(format!("问题.在册@{period}")),
            ..Run::default()
        })
    });
    let still = moves.is_empty();
    let opening = opening.or_else(|| (!still).then(|| Phrase::of("问题本期")));
    let first = was.is_none();
    let moves = (!still).then(|| joined(moves, "、"));
    let said = match (opening, moves) {
        (Some(opening), Some(moves)) if first => opening.add(moves),
        (opening, moves) => Phrase::new().clause(opening).clause(moves),
    };
    let said = match (still, was) {
        (true, Some(_)) => said.clause(Some(Phrase::of("本期无增减"))),
        (true, None) => Phrase::of("问题期末在册").run(bound(Field::Open)),
        _ if register.open == 0 => said.clause(Some(Phrase::of("期末无在册问题"))),
        _ => said.clause(Some(Phrase::of("期末在册").run(bound(Field::Open)))),
    };
    Some(match register.overdue {
        0 if register.open == 0 => said,
        0 => said.say("，无超期"),
        n if n == register.open => said.say("，均超期"),
        _ => said.say("，其中超期").run(bound(Field::Overdue)),
    })
}

/// Who has how many: `超期的为华容县、君山区各2个，湘阴县1个`; most first, ties in the order given.
///
/// `annex`: where the register stands, for those that are too many to be named.
pub fn by_owner(owners: &[(&str, u32)], annex: Option<&str>) -> Option<Phrase> {
    let mut order: Vec<(&str, u32)> = owners.iter().copied().filter(|(_, n)| *n > 0).collect();
    order.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    if order.is_empty() {
        return None;
    }
    let mut groups: Vec<(u32, Vec<&str>)> = Vec::new();
    for (name, n) in order {
        match groups.last_mut() {
            Some((count, names)) if *count == n => names.push(name),
            _ => groups.push((n, vec![name])),
        }
    }
    Some(joined(
        groups.iter().map(|(n, names)| {
            // More than nine names are for the register.
            if names.len() > 9 {
                let register = annex.map(|mark| format!("（详见{mark}）")).unwrap_or_default();
                return Phrase::of(format!("{}个单位各{n}个{register}", names.len()));
            }
            let each = if names.len() > 1 { "各" } else { "" };
            Phrase::of(format!("{}{each}{n}个", names.join("、")))
        }),
        "，",
    ))
}

/// What a problem's paragraph needs to know besides its figure.
pub struct Told<'a> {
    pub problem: &'a ProblemFigure,
    /// Who reported it, as a unit: the task force's office, or the region.
    pub reporter: &'a str,
    pub owner: Option<&'a str>,
    /// Whether its day is a working day: what is asked by another day is not asked.
    pub workday: bool,
    /// The day a reopened problem was closed before.
    pub closed: Option<Date>,
    pub href: String,
}

/// Patterns 51 and 52: `MS-24-07：据市教体局报告，平江县2所寄宿制学校用地未批复。请市资规局于4月19日前优先报批`.
pub fn problem(told: &Told, cutoff: Date) -> Phrase {
    let problem = told.problem;
    let id = Run::link(problem.id.to_string(), told.href.as_str());
    let what = problem.what.trim_end_matches('。');
    let said = Phrase::from(id).say(format!("：据{}报告，{what}。", told.reporter));
    let said = match (&problem.reopened_why, problem.reopenings > 0) {
        (Some(why), true) => {
            let closed = told.closed.map(|d| format!("于{}", d.chinese_short())).unwrap_or_default();
            said.say(format!("{closed}销号后反弹：{}。", why.trim_end_matches('。')))
        }
        _ => said,
    };
    match request(told) {
        Some(asked) => said.add(asked),
        None => said.add(standing(told, cutoff)),
    }
}

/// Pattern 52: `请市资规局于4月19日前优先报批`; only with owner, ask and a working day.
pub fn request(told: &Told) -> Option<Phrase> {
    let ask = told.problem.ask.as_deref()?.trim_end_matches('。');
    let by = told.problem.by.filter(|_| told.workday)?;
    let (owner, ask) = (told.owner?, ask.trim_start_matches('请'));
    Some(Phrase::of(format!("请{owner}于{}前{ask}", by.chinese_short())))
}

fn standing(told: &Told, cutoff: Date) -> Phrase {
    let owner = told.owner.map(|o| format!("由{o}负责")).unwrap_or_default();
    let by = match told.problem.by {
        Some(by) if by < cutoff => format!("时限{}，已超期{}天", by.chinese_short(), cutoff.days_since(by)),
        Some(by) => format!("时限{}", by.chinese_short()),
        None => String::new(),
    };
    let parts: Vec<String> = [owner, by].into_iter().filter(|p| !p.is_empty()).collect();
    Phrase::of(parts.join("，"))
}

/// A decision with the name of its unit.
pub struct Decided<'a> {
    pub decision: &'a DecisionFigure,
    pub unit: Option<&'a str>,
    /// Agreed before the period before, so that it is not of the last time.
    pub earlier: bool,
    /// Which report what is said of it comes from, where that is not this period's: 5月.
    pub carried: Option<String>,
}

/// Pattern 49: `上次议定3项，已落实2项、推进中1项`; what was decided in this period is not among them.
///
/// `last`: the period before, to tell its decisions from older ones: `此前议定未落实的3项和5月议定的8项中，……`.
pub fn decisions(all: &[Decided], cutoff: Date, last: Option<&str>) -> Option<Phrase> {
    let earlier: Vec<&Decided> = all.iter().filter(|d| !d.decision.is_new).collect();
    if earlier.is_empty() {
        return None;
    }
    let late = |d: &&&Decided| {
        d.decision.state != DecisionState::Done && d.decision.by.is_some_and(|by| by < cutoff)
    };
    let number =
        |state: DecisionState| earlier.iter().filter(|d| d.decision.state == state && !late(d)).count();
    let counts = [
        ("已落实", number(DecisionState::Done)),
        ("推进中", number(DecisionState::Underway)),
        ("议定后未报进展", number(DecisionState::Agreed)),
        ("逾期", earlier.iter().filter(late).count()),
    ];
    let all = earlier.len();
    let old = earlier.iter().filter(|d| d.earlier).count();
    let base = match (all - old, last) {
        (_, _) if old == 0 => format!("上次议定{all}项"),
        (0, _) | (_, None) => format!("此前议定未落实{all}项"),
        (new, Some(last)) => format!("此前议定未落实的{old}项和{last}议定的{new}项中"),
    };
    let said: Vec<String> = counts.iter().filter(|c| c.1 > 0).map(|(w, n)| format!("{w}{n}项")).collect();
    Some(Phrase::of(match counts.iter().find(|c| c.1 == all) {
        Some((word, 1)) => format!("{base}，{word}"),
        Some((word, _)) => format!("{}，均{word}", base.trim_end_matches('中')),
        _ => format!("{base}，{}", said.join("、")),
    }))
}

/// One decision that is not done: `入户核验推进中（市残联），时限3月29日`.
pub fn open_decision(decided: &Decided, cutoff: Date) -> Option<Phrase> {
    let decision = decided.decision;
    let state = match decision.state {
        DecisionState::Done => return None,
        DecisionState::Underway => "推进中",
        DecisionState::Agreed => "未报进展",
    };
    let unit = decided.unit.map(|u| format!("（{u}）")).unwrap_or_default();
    // Within the quotation marks of the matter its own are single ones (GB/T 15834).
    let what = decision.what.trim_end_matches('。').replace('“', "‘").replace('”', "’");
    let by = match decision.by {
        Some(by) if by < cutoff => {
            format!(
                "，应于{}前落实，截至{}逾期{}天",
                by.chinese_short(),
                cutoff.chinese_short(),
                cutoff.days_since(by)
            )
        }
        Some(by) => format!("，时限{}", by.chinese_short()),
        None => String::new(),
    };
    let carried = decided.carried.as_deref().map(|p| format!("（沿用{p}报告）")).unwrap_or_default();
    let note = decision.note.as_deref();
    let note = note.map(|n| format!("：{}{carried}", n.trim_end_matches('。'))).unwrap_or_default();
    Some(Phrase::of(format!("“{what}”{state}{unit}{by}{note}")))
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{date, source};
    use super::*;
    use crate::base::Id;
    use crate::check::record::{ProblemState, Reporter};

    #[test]
    fn the_register_adds_up() {
        let period = Period::parse("2024-02").unwrap();
        #[rustfmt::skip]
        let cases = [
            // open new reopened closed overdue   before       said
            ((33, 18, 1, 17, 9), Some(period), Some("问题上期在册31个，新增18个、反弹1个、销号17个，期末在册33个，其中超期9个")),
            ((18, 18, 0, 0, 0),  None,         Some("问题本期新增18个，期末在册18个，无超期")),
            ((5, 0, 0, 0, 1),    None,         Some("问题期末在册5个，其中超期1个")),
            ((2, 0, 0, 0, 2),    Some(period), Some("问题上期在册2个，本期无增减，均超期")),
            ((0, 0, 0, 3, 0),    Some(period), Some("问题上期在册3个，销号3个，期末无在册问题")),
            ((0, 0, 0, 0, 0),    Some(period), None),
        ];
        for ((open, new, reopened, closed, overdue), before, said) in cases {
            let counts = ProblemTotals { open, new, reopened, closed, overdue };
            assert_eq!(register(&counts, before, "x").map(|p| p.plain()).as_deref(), said);
        }
    }

    #[test]
    fn owners_stand_by_number() {
        let owners =
            [("岳阳楼区", 1), ("君山区", 2), ("岳阳县", 2), ("华容县", 2), ("湘阴县", 1), ("汨罗市", 0)];
        let said = by_owner(&owners, Some("附件5")).unwrap().plain();
        assert_eq!(said, "君山区、岳阳县、华容县各2个，岳阳楼区、湘阴县各1个");
        assert_eq!(by_owner(&[("汨罗市", 0)], None), None);
        let many = ["甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸"].map(|name| (name, 1));
        assert_eq!(by_owner(&many, Some("附件5")).unwrap().plain(), "10个单位各1个（详见附件5）");
        assert_eq!(by_owner(&many, None).unwrap().plain(), "10个单位各1个");
    }

    fn a_problem() -> ProblemFigure {
        ProblemFigure {
            id: Id::new("MS-24-07"),
            reporter: Reporter::Action(Id::new("livelihood")),
            what: "平江县2所寄宿制学校用地未批复。".into(),
            kind: Some("用地".into()),
            ask: Some("办结报批".into()),
            state: ProblemState::Open,
            opened: date("2024-03-12"),
            by: Some(date("2024-04-19")),
            owner: Some(Id::new("zigui")),
            age_days: Some(9),
            closed: None,
            reopened: 0,
            reopened_why: None,
            carried: false,
            is_new: true,
            reopenings: 0,
            closings: 0,
            overdue: false,
            source: source(),
        }
    }

    #[test]
    fn a_request_needs_someone_a_day_and_an_ask() {
        let cutoff = date("2024-03-20");
        let said = |figure: &ProblemFigure, owner, workday| {
            let told = Told {
                problem: figure,
                reporter: "市教体局",
                owner,
                workday,
                closed: None,
                href: "p".into(),
            };
            problem(&told, cutoff).plain()
        };
        let asked = a_problem();
        assert_eq!(
            said(&asked, Some("市资规局"), true),
            "MS-24-07：据市教体局报告，平江县2所寄宿制学校用地未批复。请市资规局于4月19日前办结报批"
        );
        assert_eq!(
            said(&asked, Some("市资规局"), false),
            "MS-24-07：据市教体局报告，平江县2所寄宿制学校用地未批复。由市资规局负责，时限4月19日"
        );
        let late = ProblemFigure { ask: None, by: Some(date("2024-03-15")), ..a_problem() };
        assert_eq!(
            said(&late, None, true),
            "MS-24-07：据市教体局报告，平江县2所寄宿制学校用地未批复。时限3月15日，已超期5天"
        );
    }

    fn decision(state: DecisionState, by: &str, is_new: bool) -> DecisionFigure {
        DecisionFigure {
            id: Id::new("D-24-03-1"),
            reporter: Reporter::Action(Id::new("livelihood")),
            what: "无障碍改造入户核验".into(),
            unit: None,
            by: Some(date(by)),
            state,
            note: None,
            is_new,
            overdue: false,
            source: source(),
        }
    }

    /// Agreed the last time, and told by this period's report.
    fn of_now(decision: &DecisionFigure) -> Decided<'_> {
        Decided { decision, unit: Some("市残联"), earlier: false, carried: None }
    }

    #[test]
    fn older_decisions_are_told_apart_and_old_news_says_so() {
        let cutoff = date("2024-03-20");
        let (done, late) = (
            decision(DecisionState::Done, "2024-03-18", false),
            decision(DecisionState::Underway, "2024-03-18", false),
        );
        let older = |decision| Decided { earlier: true, ..of_now(decision) };
        #[rustfmt::skip]
        let cases = [
            (vec![older(&late), of_now(&done), of_now(&late)], "此前议定未落实的1项和2月议定的2项中，已落实1项、逾期2项"),
            (vec![older(&done), of_now(&done)],                "此前议定未落实的1项和2月议定的1项，均已落实"),
            (vec![older(&late), older(&late)],                 "此前议定未落实2项，均逾期"),
        ];
        for (decided, said) in cases {
            assert_eq!(decisions(&decided, cutoff, Some("2月")).unwrap().plain(), said);
        }
        let quoted = DecisionFigure { what: "统一“个转企”材料清单".into(), ..late.clone() };
        assert!(
            open_decision(&of_now(&quoted), cutoff)
                .unwrap()
                .plain()
                .starts_with("“统一‘个转企’材料清单”推进中")
        );
        let noted = DecisionFigure { note: Some("名额已分到县市区".into()), ..late };
        let carried = Decided { carried: Some("2月".into()), ..of_now(&noted) };
        assert_eq!(
            open_decision(&carried, cutoff).unwrap().plain(),
            "“无障碍改造入户核验”推进中（市残联），应于3月18日前落实，截至3月20日逾期2天：名额已分到县市区（沿用2月报告）"
        );
    }

    #[test]
    fn every_earlier_decision_is_counted_once() {
        let cutoff = date("2024-03-20");
        let said = |list: &[DecisionFigure]| {
            let decided: Vec<Decided> = list.iter().map(of_now).collect();
            decisions(&decided, cutoff, Some("2月")).map(|p| p.plain())
        };
        let done = || decision(DecisionState::Done, "2024-03-18", false);
        let underway = || decision(DecisionState::Underway, "2024-03-29", false);
        let late = || decision(DecisionState::Underway, "2024-03-18", false);
        let new = || decision(DecisionState::Agreed, "2024-03-29", true);
        assert_eq!(
            said(&[done(), done(), underway(), new()]).as_deref(),
            Some("上次议定3项，已落实2项、推进中1项")
        );
        assert_eq!(said(&[done(), late()]).as_deref(), Some("上次议定2项，已落实1项、逾期1项"));
        assert_eq!(said(&[done(), done()]).as_deref(), Some("上次议定2项，均已落实"));
        assert_eq!(said(&[done()]).as_deref(), Some("上次议定1项，已落实"));
        assert_eq!(said(&[new()]), None);
        let figure = late();
        assert_eq!(
            open_decision(&of_now(&figure), cutoff).unwrap().plain(),
            "“无障碍改造入户核验”推进中（市残联），应于3月18日前落实，截至3月20日逾期2天"
        );
    }
}
