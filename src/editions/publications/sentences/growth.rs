//! Rates held against a target rate or another rate: patterns 10, 11, 16–20, 63.

use super::{Mention, rank, red_light};
use crate::base::Quantity;
use crate::check::Field;
use crate::check::record::{Kind, Op};
use crate::editions::publications::fields;
use crate::editions::publications::item::{Item, Shape};
use crate::editions::publications::phrase::Phrase;

/// `规模工业增加值同比增长8.1%，高于年度目标0.6个百分点，居第4位（共14个），较1—2月前移1位`
pub fn growth(item: &Item, mention: Mention) -> Option<Phrase> {
    if !item.is_lit() {
        return None;
    }
    let said = grown(item).add(rate(item, mention)?);
    Some(
        said.clause(against_target(item, mention))
            .clause(moved(item))
            .clause(rank::rank(item, mention))
            .clause(red_light(item)),
    )
}

/// Its name; 增速 is not said beside 增长.
pub fn grown(item: &Item) -> Phrase {
    let name = item.indicator.name.as_str();
    match name.strip_suffix("增速").filter(|rest| !rest.is_empty() && !item.lead_shown) {
        Some(rest) => item.linked(rest),
        None => item.name(),
    }
}

/// `同比增长8.1%`, `增长9.3%`, `与上年同期持平`
pub fn rate(item: &Item, mention: Mention) -> Option<Phrase> {
    let value = item.figure.value?;
    let text = item.bound(Field::Change, Shape::Short)?;
    let before = match mention {
        _ if value.is_zero() => "与上年同期",
        Mention::First => "同比",
        Mention::Again => "",
    };
    Some(Phrase::of(before).add(text))
}

/// `高于年度目标0.6个百分点`, `达到“7%左右”的目标要求`, `与年度目标持平`
pub fn against_target(item: &Item, mention: Mention) -> Option<Phrase> {
    let gap = item.figure.gap.as_ref()?;
    let (target, op) = (&item.figure.target, fields::op(&item.figure.target));
    if op == Some(Op::About) && item.reached() {
        return Some(Phrase::of(format!("达到“{}”的目标要求", fields::target(target, item.unit())?)));
    }
    if gap.is_zero() {
        let said = item.bound(Field::Gap, Shape::Short)?;
        return Some(if op == Some(Op::Gt) { said.say("，尚未突破") } else { said });
    }
    if let Some(short) = falls_short(item) {
        return Some(short);
    }
    if let Some(near) = item.near() {
        return Some(near);
    }
    // Beside 下降 a 低于 would read as bad: a limit that is kept says so.
    if item.down() && item.reached() {
        let limit = fields::goal(&item.figure.target)?;
        return Some(Phrase::of(format!("好于{}的目标", rate_text(limit, item))));
    }
    let words = match mention {
        Mention::First => item.direction(),
        Mention::Again => item.direction().trim_end_matches("于年度目标"),
    };
    Some(Phrase::of(words).add(item.bound(Field::Gap, Shape::Bare)?))
}

/// A fall smaller than is asked: `降幅低于50%的目标11.5个百分点`; 高于年度目标 would read as the rate itself.
fn falls_short(item: &Item) -> Option<Phrase> {
    let (value, goal) = (item.figure.value?, fields::goal(&item.figure.target)?);
    let short = item.down() && !item.reached() && value.is_negative() && goal.is_negative();
    let size = item.figure.gap.as_ref().filter(|_| short)?.abs().percent(1);
    let goal = format!("{}{}的目标", goal.abs(), item.unit());
    Some(match size.is_zero() {
        true => item.linked(format!("降幅略低于{goal}，差距不足0.1个百分点")),
        false => Phrase::of(format!("降幅低于{goal}")).add(item.linked(format!("{size}个百分点"))),
    })
}

/// Pattern 20: `增速较1—2月回落0.7个百分点`, `由1—2月下降1.4%转为增长2.1%`.
pub fn moved(item: &Item) -> Option<Phrase> {
    let before = item.before.as_ref()?;
    let (now, then) = (item.figure.value?, before.figure.value?);
    let label = before.label.as_str();
    if now.is_negative() != then.is_negative() && !now.is_zero() && !then.is_zero() {
        return Some(Phrase::of(format!("由{label}{}转为{}", rate_text(then, item), rate_text(now, item))));
    }
    // Where both fall, a smaller fall is no 加快.
    if now.is_negative() || then.is_negative() || then == now {
        return None;
    }
    let difference = now.minus(then).abs();
    let word = if now > then { "加快" } else { "回落" };
    Some(Phrase::of(format!("增速较{label}{word}{difference}个百分点")))
}

fn rate_text(value: Quantity, item: &Item) -> String {
    format!("{}{}{}", if value.is_negative() { "下降" } else { "增长" }, value.abs(), item.unit())
}

/// Pattern 63: `居民收入增长6.8%，低于地区生产总值增速0.3个百分点，不符合要求`.
pub fn relation(item: &Item) -> Option<Phrase> {
    if !item.is_lit() {
        return None;
    }
    let (value, other) = (item.figure.value?, item.figure.other_value?);
    let (own, base) = (item.indicator.name.as_str(), item.other?);
    let rates = base.kind == Kind::Growth;
    let unit = if item.unit() == "%" { "个百分点" } else { item.unit() };
    let speed = if rates && !is_rate(&base.name) { "增速" } else { "" };
    let difference = value.minus(other);
    let than = match difference {
        d if d.is_zero() => format!("与{}{speed}持平", base.name),
        d if d.is_negative() => format!("低于{}{speed}{}{unit}", base.name, d.abs()),
        d => format!("高于{}{speed}{d}{unit}", base.name),
    };
    let stated = match value {
        _ if !rates || is_rate(own) => Phrase::of("为").add(item.value()?),
        v if v.is_negative() => Phrase::of(rate_text(v, item)),
        _ => Phrase::of("增长").add(item.value()?),
    };
    let verdict = if item.reached() { "符合要求" } else { "不符合要求" };
    Some(item.name().add(stated).say(format!("，{than}，{verdict}")))
}

/// Whether a name is already that of a rate.
fn is_rate(name: &str) -> bool {
    ["增速", "增长", "增幅", "增长率"].iter().any(|w| name.ends_with(w))
}

#[cfg(test)]
mod tests {
    use super::super::fixture::Fixture;
    use super::*;
    use crate::base::Color;

    #[test]
    fn rates_against_their_target() {
        #[rustfmt::skip]
        let cases = [
            // name              target    op         value    before       light          said
            ("规模工业增加值",     "7.5",  Op::Ge,    "8.1",  Some("8.1"), Color::Green,  "规模工业增加值同比增长8.1%，高于年度目标0.6个百分点"),
            ("固定资产投资",       "7",    Op::Ge,    "5.2",  None,        Color::Red,    "固定资产投资同比增长5.2%，低于年度目标1.8个百分点，为红灯"),
            ("社会消费品零售总额", "8",    Op::Ge,    "7.4",  Some("8.1"), Color::Yellow, "社会消费品零售总额同比增长7.4%，低于年度目标0.6个百分点，增速较1—2月回落0.7个百分点"),
            ("地区生产总值",       "7",    Op::About, "6.9",  None,        Color::Green,  "地区生产总值同比增长6.9%，达到“7%左右”的目标要求"),
            ("进出口总额",         "7",    Op::Ge,    "-1.4", None,        Color::Red,    "进出口总额同比下降1.4%，低于年度目标8.4个百分点，为红灯"),
            ("进出口总额",         "7",    Op::Ge,    "2.1",  Some("-1.4"), Color::Red,   "进出口总额同比增长2.1%，低于年度目标4.9个百分点，由1—2月下降1.4%转为增长2.1%，为红灯"),
            ("进出口总额",         "7",    Op::Ge,    "7",    None,        Color::Green,  "进出口总额同比增长7%，与目标持平"),
            ("进出口总额",         "7",    Op::Gt,    "7",    None,        Color::Yellow, "进出口总额同比增长7%，与目标持平，尚未突破"),
            ("进出口总额",         "7",    Op::Ge,    "7.04", None,        Color::Green,  "进出口总额同比增长7.04%，略高于年度目标，差距不足0.1个百分点"),
            ("进出口总额",         "7",    Op::Ge,    "0",    None,        Color::Red,    "进出口总额与上年同期持平，低于年度目标7.0个百分点，为红灯"),
        ];
        for (name, target, op, value, before, light, said) in cases {
            let mut fixture = Fixture::growth(name, target).op(op).value(value).light(light);
            if let Some(before) = before {
                fixture = fixture.before(before);
            }
            assert_eq!(fixture.read(|item| growth(item, Mention::First).unwrap().plain()), said);
        }
    }

    #[test]
    fn a_rate_that_is_to_fall() {
        #[rustfmt::skip]
        let cases = [
            // value   light          said
            ("-51.8", Color::Green,  "案件发案率同比下降51.8%，好于下降50%的目标"),
            ("-50",   Color::Green,  "案件发案率同比下降50%，与目标持平"),
            ("-49.4", Color::Yellow, "案件发案率同比下降49.4%，降幅低于50%的目标0.6个百分点"),
            ("3.1",   Color::Red,    "案件发案率同比增长3.1%，高于年度目标53.1个百分点，为红灯"),
        ];
        for (value, light, said) in cases {
            let fixture = Fixture::growth("案件发案率", "-50").op(Op::Le).down().value(value).light(light);
            assert_eq!(fixture.read(|item| growth(item, Mention::First).unwrap().plain()), said);
        }
    }

    #[test]
    fn one_rate_against_another() {
        #[rustfmt::skip]
        let cases = [
            // name            the other side       values           op reached  said
            ("居民收入",        "地区生产总值",        "6.8",  "7.1", false, "居民收入增长6.8%，低于地区生产总值增速0.3个百分点，不符合要求"),
            ("居民收入",        "地区生产总值增速",    "7.3",  "7.1", true,  "居民收入增长7.3%，高于地区生产总值增速0.2个百分点，符合要求"),
            ("居民收入增速",    "地区生产总值",        "7.1",  "7.1", false, "居民收入增速为7.1%，与地区生产总值增速持平，不符合要求"),
            ("居民收入",        "地区生产总值",        "-0.4", "7.1", false, "居民收入下降0.4%，低于地区生产总值增速7.5个百分点，不符合要求"),
        ];
        for (name, other, own, theirs, reached, said) in cases {
            let fixture = Fixture::relation(name, other).value(own).other(theirs).reached(reached);
            assert_eq!(fixture.read(|item| relation(item).unwrap().plain()), said);
        }
    }

    #[test]
    fn a_later_mention_is_short() {
        let trade = Fixture::growth("进出口总额", "7").value("9.3");
        assert_eq!(
            trade.read(|item| growth(item, Mention::Again).unwrap().plain()),
            "进出口总额增长9.3%，高2.3个百分点"
        );
    }
}
