//! What must hold or be done by a day: patterns 34, 36–41.

use super::late_days;
use crate::base::{Date, Quantity};
use crate::check::Field;
use crate::check::record::{Op, Target};
use crate::compute::{Reason, State};
use crate::editions::publications::fields;
use crate::editions::publications::item::{Item, Shape};
use crate::editions::publications::phrase::{Phrase, names};
use crate::editions::words;

/// Pattern 36: a level without baseline: `高新技术企业962家，年度目标1000家（无基数，年末评价）`, `…，已达到目标`.
pub fn level(item: &Item) -> Option<Phrase> {
    let target = fields::target(&item.figure.target, item.unit())?;
    let said = item.name().add(item.value()?);
    match &item.figure.state {
        State::Lit(_) if item.reached() => Some(said.say(format!("，已达到年度目标{target}"))),
        State::Lit(_) => Some(said.say(format!("，未达到年度目标{target}")).clause(super::red_light(item))),
        State::NotAssessed(Reason::NoBaseline) => {
            Some(said.say(format!("，年度目标{target}（无基数，年末评价）")))
        }
        State::NotAssessed(_) | State::NotDue | State::Missing | State::NoTarget => None,
    }
}

/// Pattern 37: `农村低保标准市辖六区8400元/年、各县市5460元/年，均不低于规定标准`.
pub fn bound(item: &Item) -> Option<Phrase> {
    item.is_lit().then_some(())?;
    let said = item.name().add(item.value()?);
    let (holds, standard) = match fields::op(&item.figure.target) {
        Some(Op::Le | Op::Lt) => ("不高于", "控制标准"),
        Some(Op::About | Op::Between) => ("符合", "目标要求"),
        _ => ("不低于", "规定标准"),
    };
    if item.reached() {
        let all = if item.figure.classes.len() > 1 { "均" } else { "" };
        return Some(said.say(format!("，{all}{holds}{standard}")));
    }
    let fails = if item.figure.classes.is_empty() { one_fails(item)? } else { classes_fail(item)? };
    Some(said.say(format!("，{fails}")).clause(super::red_light(item)))
}

fn one_fails(item: &Item) -> Option<String> {
    let Target::Value(target) = &item.figure.target else { return None };
    Some(miss(item.figure.value?, target.value, target.op, item.unit()))
}

fn classes_fail(item: &Item) -> Option<String> {
    let Target::Classes(targets) = &item.figure.target else { return None };
    let fails = item.figure.classes.iter().filter(|c| c.reached == Some(false)).filter_map(|c| {
        let target = &targets.iter().find(|t| t.class == c.class)?.target;
        Some(format!("{}{}", c.class, miss(c.value, target.value, target.op, item.unit())))
    });
    let fails: Vec<String> = fails.collect();
    (!fails.is_empty()).then(|| fails.join("、"))
}

fn miss(value: Quantity, target: Quantity, op: Op, unit: &str) -> String {
    let difference = value.minus(target);
    let whole = unit;
    let unit = if unit == "%" { "个百分点" } else { unit };
    match op {
        Op::About | Op::Between => format!("不符合“{target}{whole}”的目标要求"),
        _ if difference.is_zero() => "与规定标准持平，不符合要求".into(),
        _ if difference.is_negative() => format!("低于规定标准{}{unit}", difference.abs()),
        // The excess over nothing is the value itself, which has been said.
        _ if target.is_zero() => "未清零".into(),
        _ => format!("高于控制标准{difference}{unit}"),
    }
}

/// Pattern 38: `1—3月未发生重大及以上安全事故`, `1—3月发生…1起，底线目标失守`.
pub fn event(item: &Item) -> Option<Phrase> {
    item.is_lit().then_some(())?;
    let value = item.figure.value?;
    let period = item.period.label();
    let name = what_happens(&item.indicator.name);
    let named = Phrase::from(super::super::super::blocks::Run::link(name, item.href.as_str()));
    if value.is_zero() {
        return Some(Phrase::of(format!("{period}未发生")).add(named));
    }
    Some(Phrase::of(format!("{period}发生")).add(named).add(item.value()?).say("，底线目标失守"))
}

/// Several events that did not happen: `1—3月未发生A、B和C`; each period by itself.
pub fn no_event(items: &[&Item]) -> Vec<Phrase> {
    let mut periods: Vec<(String, Vec<Phrase>)> = Vec::new();
    for item in items.iter().filter(|i| i.is_lit()) {
        let link =
            super::super::super::blocks::Run::link(what_happens(&item.indicator.name), item.href.as_str());
        match periods.iter_mut().find(|(label, _)| *label == item.period.label()) {
            Some((_, list)) => list.push(link.into()),
            None => periods.push((item.period.label(), vec![link.into()])),
        }
    }
    periods.into_iter().map(|(label, list)| Phrase::of(format!("{label}未发生")).add(names(list))).collect()
}

/// The event itself, where a name says that it must not be or counts it: 不发生重大事故, 重大事故起数.
fn what_happens(name: &str) -> &str {
    let name = ["不发生", "未发生", "杜绝", "无"].iter().find_map(|p| name.strip_prefix(p)).unwrap_or(name);
    ["起数", "件数", "次数", "数"].iter().find_map(|s| name.strip_suffix(s)).unwrap_or(name)
}

/// Patterns 39–41 of an indicator: `徐特立项目学校在期内，目标7所，时限9月1日`.
pub fn milestone(item: &Item) -> Option<Phrase> {
    item.is_lit().then_some(())?;
    let goal = fields::target(&item.figure.target, item.unit())?;
    let value = item.value()?;
    if item.reached() {
        return Some(item.name().add(value).say("，已全部完成"));
    }
    let by = fields::deadline(&item.figure.target)?;
    let cutoff = item.figure.cutoff?;
    // Of a rate nothing is 完成: it stands at so much.
    if words::unit_of_difference(item.unit()) != item.unit() && late_days(by, cutoff).is_none() {
        return Some(item.name().add(value).say(format!("，在期内，目标{goal}，时限{}", day(by))));
    }
    let so_far = match item.figure.value {
        Some(v) if v.is_zero() => Phrase::of("尚未完成"),
        _ => Phrase::of("已完成").add(value),
    };
    match late_days(by, cutoff) {
        Some(days) => {
            let said = item.name().say(format!("{goal}应于{}前完成，截至{}", day(by), day(cutoff)));
            Some(said.add(so_far).say(format!("，逾期{days}天")).clause(super::red_light(item)))
        }
        None => {
            Some(item.name().say(format!("{goal}在期内，")).add(so_far).say(format!("，时限{}", day(by))))
        }
    }
}

fn day(date: Date) -> String {
    date.chinese_short()
}

/// Places in a named list: `全省县域经济前10位中有1个，最前列第8位`.
pub fn ranking(item: &Item) -> Option<Phrase> {
    item.is_lit().then_some(())?;
    let Target::Value(target) = &item.figure.target else { return None };
    let (list, within) = (target.list.as_deref()?, target.within?);
    let value = item.figure.value?;
    let said = item.name().say(format!("，{list}前{within}位中"));
    if value.is_zero() {
        return Some(said.say("尚无").clause(super::red_light(item)));
    }
    let best = item.bound(Field::Rank, Shape::Short).map(|place| Phrase::of("最前列").add(place));
    Some(said.say("有").add(item.value()?).clause(best).clause(super::red_light(item)))
}

/// A reporter's judgement, with its reason.
pub fn judged(item: &Item) -> Option<Phrase> {
    let light = item.figure.state.light()?;
    let word = item.bound_text(Field::Light, &light.word);
    let said = item.name().say("评为“").add(word).say("”");
    Some(match (&light.why, &light.overridden) {
        (Some(why), None) => said.say(format!("（{}）", why.trim_end_matches('。'))),
        _ => said,
    })
}

/// Pattern 34: `保障性租赁住房因省下达计划未到，本期不参评`.
pub fn not_assessed(item: &Item) -> Option<Phrase> {
    match &item.figure.state {
        State::NotAssessed(Reason::Reported(why)) => {
            let why = why.trim_end_matches('。').trim_start_matches('因');
            Some(item.name().say(format!("因{why}，本期不参评")))
        }
        State::NotAssessed(reason @ (Reason::NoSchedule | Reason::OtherMissing)) => {
            Some(item.name().say(format!("因{}，本期不参评", reason.text())))
        }
        State::NotAssessed(Reason::NoBaseline) => level(item),
        State::Lit(_) | State::NotDue | State::Missing | State::NoTarget => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::Fixture;
    use super::super::{Mention, overridden, standing};
    use super::*;
    use crate::base::Color;

    #[test]
    fn levels_bounds_and_events_have_no_completion() {
        let plain = |item: &Item| standing(item, Mention::First).unwrap().plain();
        #[rustfmt::skip]
        let cases = [
            (Fixture::level("高新技术企业", "家", "1000", None).value("962").not_assessed(Reason::NoBaseline),
             "高新技术企业962家，年度目标1000家（无基数，年末评价）"),
            (Fixture::level("高新技术企业", "家", "1000", None).value("1003").reached(true),
             "高新技术企业1003家，已达到年度目标1000家"),
            (Fixture::bound("困难残疾人生活补贴标准", "元/月", "90").value("90").reached(true),
             "困难残疾人生活补贴标准90元/月，不低于规定标准"),
            (Fixture::bound("困难残疾人生活补贴标准", "元/月", "90").value("85").reached(false).light(Color::Red),
             "困难残疾人生活补贴标准85元/月，低于规定标准5元/月，为红灯"),
            (Fixture::bound("水源地水质达标率", "%", "100").value("96.4").reached(false).light(Color::Red),
             "水源地水质达标率96.4%，低于规定标准3.6个百分点，为红灯"),
            (Fixture::bound("到期未整改事故隐患", "处", "0").op(Op::Le).value("6").reached(false).light(Color::Red),
             "到期未整改事故隐患6处，未清零，为红灯"),
            (Fixture::classes("农村低保标准", "元/年", &[("市辖六区", "8400", "8400"), ("各县市", "5400", "5460")]),
             "农村低保标准市辖六区8400元/年、各县市5460元/年，均不低于规定标准"),
            (Fixture::classes("农村低保标准", "元/年", &[("市辖六区", "8400", "8300"), ("各县市", "5400", "5460")]).light(Color::Red),
             "农村低保标准市辖六区8300元/年、各县市5460元/年，市辖六区低于规定标准100元/年，为红灯"),
            (Fixture::event("重大及以上安全事故", "起").value("0").reached(true),
             "1—3月未发生重大及以上安全事故"),
            (Fixture::event("不发生重大及以上安全事故", "起").value("1").reached(false).light(Color::Red),
             "1—3月发生重大及以上安全事故1起，底线目标失守"),
        ];
        for (fixture, said) in cases {
            assert_eq!(fixture.read(plain), said);
        }
    }

    #[test]
    fn milestones_are_in_time_done_or_late() {
        let plain = |item: &Item| milestone(item).unwrap().plain();
        let schools = || Fixture::milestone("徐特立项目学校", "所", "7", "2024-09-01");
        assert_eq!(schools().value("6").read(plain), "徐特立项目学校7所在期内，已完成6所，时限9月1日");
        let rate = Fixture::milestone("保交楼项目交付率", "%", "100", "2024-12-31").light(Color::Green);
        assert_eq!(
            rate.value("83.9").reached(false).read(plain),
            "保交楼项目交付率83.9%，在期内，目标100%，时限12月31日"
        );
        assert_eq!(schools().value("0").read(plain), "徐特立项目学校7所在期内，尚未完成，时限9月1日");
        assert_eq!(schools().value("7").reached(true).read(plain), "徐特立项目学校7所，已全部完成");
        let late = Fixture::milestone("徐特立项目学校", "所", "7", "2024-03-15").value("6").light(Color::Red);
        assert_eq!(
            late.read(plain),
            "徐特立项目学校7所应于3月15日前完成，截至3月31日已完成6所，逾期16天，为红灯"
        );
    }

    #[test]
    fn a_light_set_by_hand_says_so() {
        let jobs = Fixture::cumulative("城镇新增就业", "万人", "5.9").value("1.2").light(Color::Yellow);
        let said = jobs
            .override_by("召集人", "2024-04-06", "口径调整未定")
            .read(|item| overridden(item, item.name()).plain());
        assert_eq!(said, "城镇新增就业，经召集人4月6日核定按黄灯列示，理由：口径调整未定");
    }

    #[test]
    fn what_is_not_assessed_gives_its_reason() {
        let homes = Fixture::cumulative("保障性租赁住房", "套", "4000")
            .not_assessed(Reason::Reported("省下达计划未到".into()));
        assert_eq!(
            homes.read(|item| not_assessed(item).unwrap().plain()),
            "保障性租赁住房因省下达计划未到，本期不参评"
        );
    }
}
