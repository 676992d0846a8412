//! How far something that counts up is: patterns 9–16, 25, 35, 53, 54, 57, 64.

use super::{Mention, rank, red_light, year};
use crate::base::{Date, Frequency, Quantity};
use crate::check::Field;
use crate::check::record::{Kind, Op};
use crate::editions::publications::fields;
use crate::editions::publications::item::{Item, Shape};
use crate::editions::publications::phrase::Phrase;

/// `城镇新增就业1.62万人，同比增长4.5%，完成年度目标的27.5%，快于序时2.5个百分点`
pub fn progress(item: &Item, mention: Mention) -> Option<Phrase> {
    if !item.is_lit() {
        return None;
    }
    if let Some(nothing) = nothing_yet(item) {
        return Some(nothing);
    }
    let on_year = if mention == Mention::First { year::on_year(item) } else { None };
    let said = item.name().add(amount(item)?).clause(on_year);
    Some(said.clause(verdict(item, mention)).clause(rank::rank(item, mention)))
}

/// `引进100亿元以上项目年度目标5个，尚未完成，为红灯`: of what counts up and is still at nothing no 0 is told.
fn nothing_yet(item: &Item) -> Option<Phrase> {
    let counts = item.indicator.kind == Kind::Cumulative && !item.down() && !item.reached();
    item.figure.value.filter(|v| counts && v.is_zero())?;
    let target = fields::target(&item.figure.target, item.unit())?;
    let said = item.name().say(format!("年度目标{target}，尚未完成"));
    let behind = if item.is_small() { None } else { against_schedule(item) };
    Some(said.clause(behind).clause(red_light(item)))
}

/// The value, and how much a level has grown: `1.62万人`, `达60.93万户，较上年末增加0.82万户`.
fn amount(item: &Item) -> Option<Phrase> {
    let value = item.value()?;
    if item.indicator.kind != Kind::Level {
        return Some(value);
    }
    let said = Phrase::of("达").add(value);
    let baseline = item.indicator.baseline.as_ref()?;
    if baseline.value.is_zero() {
        return Some(said);
    }
    let difference = item.figure.value?.minus(baseline.value);
    let rate = item.unit() == "%";
    let word = match (rate, difference.is_negative()) {
        (true, false) => "提高",
        (true, true) => "降低",
        (false, false) => "增加",
        (false, true) => "减少",
    };
    let unit = if rate { "个百分点" } else { item.unit() };
    let since = since(baseline.date, item.period.year);
    Some(match difference {
        d if d.is_zero() => said.say(format!("，与{since}持平")),
        d => said.say(format!("，较{since}{word}{}{unit}", d.abs())),
    })
}

fn since(day: Date, year: i32) -> String {
    match (day.month(), day.day()) {
        (12, 31) if day.year() == year - 1 => "上年末".into(),
        (12, 31) => format!("{}年末", day.year()),
        _ => day.chinese(),
    }
}

/// All that judges it: share of the target, standing against 序时, a red light.
pub fn verdict(item: &Item, mention: Mention) -> Option<Phrase> {
    let said = match done(item) {
        Some(done) => done,
        None if item.is_small() => {
            Phrase::of(format!("年度目标{}", fields::target(&item.figure.target, item.unit())?))
        }
        None => Phrase::new().clause(share(item, mention)).clause(against_schedule(item)),
    };
    let said = said.clause(red_light(item));
    (!said.is_empty()).then_some(said)
}

/// Patterns 14–16: what is reached.
fn done(item: &Item) -> Option<Phrase> {
    if !item.reached() || item.down() {
        return None;
    }
    let target = fields::target(&item.figure.target, item.unit())?;
    match fields::op(&item.figure.target)? {
        Op::About | Op::Between => Some(Phrase::of(format!("达到“{target}”的目标要求"))),
        Op::Times => None,
        Op::Ge | Op::Gt | Op::Eq if item.indicator.kind == Kind::Level => {
            Some(Phrase::of(format!("已达到年度目标{target}")))
        }
        Op::Ge | Op::Gt | Op::Eq => exceeded(item).or_else(|| Some(Phrase::of("已完成年度目标"))),
        Op::Le | Op::Lt => None,
    }
}

/// `完成年度目标的103.6%，超4座`
fn exceeded(item: &Item) -> Option<Phrase> {
    let over = item.figure.value?.minus(fields::goal(&item.figure.target)?);
    let printed_over = item.figure.completion.as_ref()?.percent(1) > Quantity::integer(100);
    if item.is_small() && !over.is_zero() {
        let target = fields::target(&item.figure.target, item.unit())?;
        return Some(Phrase::of(format!("已完成年度目标{target}，超{over}{}", item.unit())));
    }
    printed_over.then_some(())?;
    Some(Phrase::of("完成年度目标的").add(item.completion()?).say(format!("，超{over}{}", item.unit())))
}

/// `完成年度目标的27.5%`; of a limit `占年度控制目标的20.0%`; of a level `完成年度增量的29.5%`.
pub fn share(item: &Item, mention: Mention) -> Option<Phrase> {
    let completion = item.completion()?;
    // Of a rate that is to reach 100% from nothing the share is the value itself.
    let same = item.unit() == "%" && item.value().is_some_and(|v| v.plain() == completion.plain());
    if same {
        return None;
    }
    let from_nothing = item.indicator.baseline.as_ref().is_some_and(|b| b.value.is_zero());
    let times = fields::op(&item.figure.target) == Some(Op::Times);
    let lead = match (item.indicator.kind, mention) {
        _ if item.down() && item.indicator.kind == Kind::Cumulative => "占年度控制目标的",
        (Kind::Level, _) if !from_nothing => "完成年度增量的",
        _ if times => return multiple(item),
        (_, Mention::First) => "完成年度目标的",
        (_, Mention::Again) => "完成",
    };
    Some(Phrase::of(lead).add(completion))
}

/// Pattern 64: `达上年全年的55.0%，完成翻番目标的27.5%`.
fn multiple(item: &Item) -> Option<Phrase> {
    let crate::check::record::Target::Value(target) = &item.figure.target else { return None };
    let of_last_year = item.figure.value?.ratio().over(&target.of?.ratio())?.percent(1);
    let aim =
        if target.value == Quantity::integer(2) { "翻番".into() } else { format!("{}倍", target.value) };
    let completion = item.completion()?;
    Some(Phrase::of(format!("达上年全年的{of_last_year}%，完成{aim}目标的")).add(completion))
}

/// Patterns 9–13: `快于序时2.5个百分点`, `与序时进度持平`, `略低于序时进度，差距不足0.1个百分点`.
pub fn against_schedule(item: &Item) -> Option<Phrase> {
    item.near().or_else(|| item.bound(Field::Gap, Shape::Long))
}

/// Pattern 53: `后9个月需月均21个方可完成年度目标`; only of what is behind.
pub fn pace(item: &Item) -> Option<Phrase> {
    let left = months_left(item).filter(|m| *m > 0)?;
    // `需月均8.6%` of a rate would be read as a rate.
    let behind = item.figure.gap.as_ref()?.is_negative() && !item.reached() && item.unit() != "%";
    let pace = item.bound(Field::PaceNeeded, Shape::Short)?;
    behind.then(|| Phrase::of(format!("后{left}个月需月均")).add(pace).say("方可完成年度目标"))
}

fn months_left(item: &Item) -> Option<u32> {
    (item.period.kind >= Frequency::Month).then(|| 12 - item.period.last_month())
}

/// Pattern 54: `再完成7个即达到序时`: only where the next light is won exactly by reaching 序时.
pub fn to_schedule(item: &Item) -> Option<Phrase> {
    let more = item.figure.to_better?;
    let (value, target) = (item.figure.value?, fields::goal(&item.figure.target)?);
    let due = item.figure.schedule.as_ref()?.times(&target.ratio());
    let after = value.ratio().plus(&more.ratio());
    let one_step_less = after.minus(&value.step());
    let exactly = value.ratio() < due && after >= due && one_step_less < due;
    let counts = item.indicator.kind == Kind::Cumulative
        && !item.down()
        && matches!(fields::op(&item.figure.target), Some(Op::Ge | Op::Gt | Op::Eq));
    (exactly && counts)
        .then(|| item.bound(Field::ToBetter, Shape::Short))?
        .map(|text| Phrase::of("再完成").add(text).say("即达到序时"))
}

#[cfg(test)]
mod tests {
    use super::super::fixture::Fixture;
    use super::*;
    use crate::base::Color;

    #[test]
    fn what_counts_up_is_held_against_the_year() {
        use Color::{Green, Red, Yellow};
        use Op::{About, Between, Eq, Ge};
        #[rustfmt::skip]
        let cases = [
            // name                  unit     target   op       value     light    said
            ("城镇新增就业",          "万人",   "5.9",   Ge,      "1.62",   Green,  "城镇新增就业1.62万人，完成年度目标的27.5%，快于序时2.5个百分点"),
            ("老旧小区开工改造",      "个",     "20",    Eq,      "5",      Green,  "老旧小区开工改造5个，完成年度目标的25.0%，与序时持平"),
            ("旅游总收入",            "亿元",   "860",   About,   "214.6",  Yellow, "旅游总收入214.6亿元，完成年度目标的25.0%，略低于序时进度，差距不足0.1个百分点"),
            ("老旧小区开工改造",      "个",     "232",   Eq,      "51",     Yellow, "老旧小区开工改造51个，完成年度目标的22.0%，慢于序时3.0个百分点"),
            ("引进外资",              "万美元", "9000",  Ge,      "1150",   Red,    "引进外资1150万美元，完成年度目标的12.8%，慢于序时12.2个百分点，为红灯"),
            ("小型水库除险加固",      "座",     "111",   Eq,      "111",    Green,  "小型水库除险加固111座，已完成年度目标"),
            ("小型水库除险加固",      "座",     "111",   Eq,      "115",    Green,  "小型水库除险加固115座，完成年度目标的103.6%，超4座"),
            ("引进100亿元以上项目",   "个",     "5",     Ge,      "1",      Yellow, "引进100亿元以上项目1个，年度目标5个"),
            ("引进100亿元以上项目",   "个",     "5",     Ge,      "0",      Red,    "引进100亿元以上项目年度目标5个，尚未完成，为红灯"),
            ("引进100亿元以上项目",   "个",     "5",     Ge,      "6",      Green,  "引进100亿元以上项目6个，已完成年度目标5个，超1个"),
            ("落地重大外资项目",      "个",     "3",     Between, "3",      Green,  "落地重大外资项目3个，达到“3—5个”的目标要求"),
        ];
        for (name, unit, target, op, value, light, said) in cases {
            let fixture = Fixture::cumulative(name, unit, target).op(op).value(value).light(light);
            assert_eq!(fixture.read(|item| progress(item, Mention::First).unwrap().plain()), said);
        }
    }

    #[test]
    fn last_year_stands_between_value_and_target_and_falls_away_later() {
        let jobs = Fixture::cumulative("城镇新增就业", "万人", "5.9").value("1.62").base("1.55");
        assert_eq!(
            jobs.read(|item| progress(item, Mention::First).unwrap().plain()),
            "城镇新增就业1.62万人，同比增长4.5%，完成年度目标的27.5%，快于序时2.5个百分点"
        );
        assert_eq!(
            jobs.read(|item| progress(item, Mention::Again).unwrap().plain()),
            "城镇新增就业1.62万人，完成27.5%，快于序时2.5个百分点"
        );
    }

    #[test]
    fn other_ways_of_counting_have_their_words() {
        let entities = Fixture::level("实有经营主体", "万户", "62.89", Some("60.11")).value("60.93");
        assert_eq!(
            entities.read(|item| progress(item, Mention::First).unwrap().plain()),
            "实有经营主体达60.93万户，较上年末增加0.82万户，完成年度增量的29.5%，快于序时4.5个百分点"
        );
        let trade = Fixture::cumulative("对非贸易", "亿元", "2").times("41.3").value("22.7");
        assert_eq!(
            trade.read(|item| progress(item, Mention::First).unwrap().plain()),
            "对非贸易22.7亿元，达上年全年的55.0%，完成翻番目标的27.5%，快于序时2.5个百分点"
        );
        let energy = Fixture::cumulative("能耗总量", "万吨", "100").down().value("23");
        assert_eq!(
            energy.read(|item| progress(item, Mention::First).unwrap().plain()),
            "能耗总量23万吨，占年度控制目标的23.0%，低于序时2.0个百分点"
        );
    }

    #[test]
    fn what_is_needed_is_said_of_what_is_behind() {
        let old = Fixture::cumulative("老旧小区开工改造", "个", "232").value("51").pace("21").better_by("7");
        assert_eq!(old.read(|item| pace(item).unwrap().plain()), "后9个月需月均21个方可完成年度目标");
        assert_eq!(old.read(|item| to_schedule(item).unwrap().plain()), "再完成7个即达到序时");
        // Seven more do not turn it here: the next light is another threshold.
        let far = Fixture::cumulative("老旧小区开工改造", "个", "232").value("20").better_by("15");
        assert_eq!(far.read(to_schedule), None);
        let ahead = Fixture::cumulative("城镇新增就业", "万人", "5.9").value("1.62").pace("0.48");
        assert_eq!(ahead.read(pace), None);
    }
}
