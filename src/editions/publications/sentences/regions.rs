//! How the parts of the city stand within their group: patterns 42–45.

use crate::base::{Quantity, Ratio};
use crate::check::Field;
use crate::check::record::Indicator;
use crate::compute::{IndicatorFigure, RegionFigure, State, percent_text, region_text};
use crate::editions::blocks::Run;
use crate::editions::publications::fields;
use crate::editions::publications::item::Shape;
use crate::editions::publications::phrase::{Phrase, joined, names};

/// One region's part of an indicator.
#[derive(Clone)]
pub struct Part<'a> {
    pub indicator: &'a Indicator,
    pub whole: &'a IndicatorFigure,
    pub figure: &'a RegionFigure,
    /// 平江县
    pub name: &'a str,
    /// 县市
    pub group: &'a str,
    /// How a bound number names the indicator.
    pub subject: &'a str,
    pub href: String,
}

impl Part<'_> {
    fn bound(&self, field: Field) -> Option<Phrase> {
        let forms = region_text(self.indicator, self.whole, self.figure, field)?;
        let word = Field::OF_INDICATOR.iter().find(|(_, f)| *f == field).map_or("", |(name, _)| name);
        let bound = Some(format!("{}.{word}#{}", self.subject, self.name));
        let text = Shape::Short.of(&forms).to_string();
        Some(Run { text, href: Some(self.href.clone()), bound, ..Run::default() }.into())
    }

    /// `云溪区27.3%`
    fn with(&self, field: Field) -> Phrase {
        Phrase::of(self.name).add(self.bound(field).unwrap_or_default())
    }

    fn done(&self) -> bool {
        matches!((self.figure.value, self.figure.target), (Some(v), Some(t)) if v >= t)
    }

    fn started(&self) -> bool {
        self.figure.value.is_some_and(|v| !v.is_zero() && !v.is_negative())
    }
}

/// `6个县市中，1个达到序时；最高汨罗市21.4%，最低临湘市8.3%`, for the parts of one group in the registry's order.
pub fn group(parts: &[Part]) -> Option<Phrase> {
    let base: Vec<&Part> = parts.iter().filter(|p| p.figure.value.is_some()).collect();
    let first = base.first()?;
    let small = base.iter().all(|p| p.figure.target.is_none_or(|t| t < Quantity::integer(10)))
        && fields::is_small(first.indicator, first.figure.target);
    let said = if base.iter().any(|p| p.figure.target.is_none()) {
        contribution(&base)
    } else if small {
        Some(small_counts(&base))
    } else {
        shares(&base)
    };
    let silent: Vec<Phrase> =
        parts.iter().filter(|p| p.figure.state == State::Missing).map(|p| Phrase::of(p.name)).collect();
    match (said, silent.is_empty()) {
        (Some(said), true) => Some(said),
        (Some(said), false) => Some(said.say("；").add(names(silent)).say("未报")),
        (None, true) => None,
        (None, false) => Some(names(silent).say("未报")),
    }
}

fn shares(base: &[&Part]) -> Option<Phrase> {
    let group = base.first()?.group;
    let count = base.len();
    let mut order: Vec<(&Ratio, &&Part)> =
        base.iter().filter_map(|p| Some((p.figure.completion.as_ref()?, p))).collect();
    if order.len() < count {
        return None;
    }
    order.sort_by(|a, b| b.0.cmp(a.0));
    if count < 3 {
        return Some(joined(order.iter().map(|(_, p)| p.with(Field::Completion)), "、"));
    }
    let reached = base.iter().filter(|p| p.figure.gap.as_ref().is_some_and(|g| !g.is_negative())).count();
    let verdict = match reached {
        _ if base.iter().any(|p| p.figure.gap.is_none()) => format!("{count}个{group}中"),
        0 => format!("{count}个{group}均未达到序时"),
        n if n == count => format!("{count}个{group}均达到序时"),
        n => format!("{count}个{group}中，{n}个达到序时"),
    };
    Some(Phrase::of(verdict).say("；").add(ends(&order)))
}

/// `最高云溪区27.3%，最低君山区22.0%，相差5.3个百分点`; equal ends are named together.
fn ends(order: &[(&Ratio, &&Part)]) -> Phrase {
    let (Some((highest, _)), Some((lowest, _))) = (order.first(), order.last()) else { return Phrase::new() };
    let end = |value: &Ratio| -> Vec<&&Part> {
        order.iter().filter(|(v, _)| *v == value).map(|(_, p)| *p).collect()
    };
    if highest == lowest {
        return Phrase::of("均完成").add(order[0].1.bound(Field::Completion).unwrap_or_default());
    }
    let (top, bottom) = (end(highest), end(lowest));
    let (high_text, low_text) = (percent_text(highest, false), percent_text(lowest, false));
    if high_text == low_text {
        // Printed alike but not equal: one more decimal, no tie.
        let more = |value: &Ratio| format!("{}%", value.percent(2));
        let texts = [("最高", &top, more(highest)), ("最低", &bottom, more(lowest))];
        return joined(
            texts.into_iter().map(|(word, parts, text)| {
                Phrase::of(word).add(names(parts.iter().map(|p| Phrase::of(p.name)).collect())).say(text)
            }),
            "，",
        );
    }
    tied("最高", &top).say("，").add(tied("最低", &bottom)).clause(range(highest, lowest))
}

/// `最高云溪区27.3%`, `岳阳县和湘阴县并列最高，为25.0%`
fn tied(word: &str, parts: &[&&Part]) -> Phrase {
    match parts {
        [one] => Phrase::of(word).add(one.with(Field::Completion)),
        all => {
            let value = all.first().and_then(|p| p.bound(Field::Completion)).unwrap_or_default();
            list(all).say(format!("并列{word}，为")).add(value)
        }
    }
}

/// Pattern 44: only a difference that the reader can recompute from what is printed.
fn range(highest: &Ratio, lowest: &Ratio) -> Option<Phrase> {
    let exact = highest.minus(lowest).percent(1);
    let printed = highest.percent(1).minus(lowest.percent(1));
    (exact == printed).then(|| Phrase::of(format!("相差{exact}个百分点")))
}

/// Fewer than ten each: numbers, no percentages (pattern 57).
fn small_counts(base: &[&Part]) -> Phrase {
    let (count, group) = (base.len(), base[0].group);
    let (done, open): (Vec<&&Part>, Vec<&&Part>) = base.iter().partition(|p| p.done());
    let (started, idle): (Vec<&&Part>, Vec<&&Part>) = open.into_iter().partition(|p| p.started());
    if idle.len() == count {
        return Phrase::of(format!("{count}个{group}均尚未完成"));
    }
    let mut said = Phrase::of(format!("{count}个{group}中"));
    if done.len() == count {
        return Phrase::of(format!("{count}个{group}均已完成年度目标"));
    }
    if !done.is_empty() {
        said = said.say("，").add(list(&done)).say("已完成年度目标");
    }
    if !started.is_empty() {
        let parts = started.iter().map(|p| {
            let target = p.bound(Field::Target).unwrap_or_default();
            p.with(Field::Value).say("（目标").add(target).say("）")
        });
        said = said.say("，").add(joined(parts, "、"));
    }
    match idle.len() {
        0 => said,
        _ => said.say("，").add(list(&idle)).say("尚未完成"),
    }
}

fn list(parts: &[&&Part]) -> Phrase {
    names(parts.iter().map(|p| Phrase::of(p.name)).collect())
}

/// Pattern 45: `岳阳楼区24个，占全部的47.1%`; only half or more, or first by far.
fn contribution(base: &[&Part]) -> Option<Phrase> {
    let whole = base.iter().filter_map(|p| p.figure.value).fold(Ratio::zero(), |a, b| a.plus(&b.ratio()));
    let mut order: Vec<(Quantity, &&Part)> = base.iter().filter_map(|p| Some((p.figure.value?, p))).collect();
    order.sort_by_key(|(value, _)| std::cmp::Reverse(*value));
    let ((first, part), second) = (order.first()?, order.get(1).map_or(Ratio::zero(), |s| s.0.ratio()));
    let share = first.ratio().over(&whole)?;
    let half = Ratio::new(1, 2)?;
    let by_far = order.len() > 1 && first.ratio() >= second.times(&Ratio::integer(2)) && !second.is_zero();
    (share >= half || by_far)
        .then(|| part.with(Field::Value).say(format!("，占各县市区合计的{}%", share.percent(1))))
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{Fixture, quantity};
    use super::*;
    use crate::base::Id;

    /// Region, value (empty: 未报), target.
    type Rows = &'static [(&'static str, &'static str, &'static str)];

    /// 序时 25.0%.
    fn said(unit: &str, group_name: &str, rows: &[(&str, &str, &str)]) -> Option<String> {
        let whole = Fixture::cumulative("城镇老旧小区改造", unit, "232").ready();
        let figures: Vec<RegionFigure> =
            rows.iter().map(|(name, value, target)| part(name, value, target)).collect();
        let parts: Vec<Part> = rows
            .iter()
            .zip(&figures)
            .map(|((name, ..), figure)| Part {
                indicator: &whole.indicator,
                whole: &whole.figure,
                figure,
                name,
                group: group_name,
                subject: "城镇老旧小区改造",
                href: "trace".into(),
            })
            .collect();
        group(&parts).map(|p| p.plain())
    }

    fn part(name: &str, value: &str, target: &str) -> RegionFigure {
        let value = (!value.is_empty()).then(|| quantity(value));
        let target = (!target.is_empty()).then(|| quantity(target));
        let completion = value.and_then(|v| v.ratio().over(&target?.ratio()));
        let lit = Fixture::cumulative("x", "个", "1").figure.state;
        RegionFigure {
            region: Id::new(name),
            state: if value.is_some() { lit } else { State::Missing },
            gap: completion.as_ref().map(|c| c.minus(&Ratio::new(1, 4).unwrap())),
            completion,
            value,
            target,
            target_op: None,
            reached: None,
            last_color: None,
            to_better: None,
            to_worse: None,
            source: None,
        }
    }

    #[test]
    fn head_tail_and_range_of_a_group() {
        #[rustfmt::skip]
        let cases: &[(&str, &str, Rows, Option<&str>)] = &[
            ("个", "市辖区", &[("岳阳楼区", "24", "90"), ("云溪区", "6", "22"), ("君山区", "5", "20")],
             Some("3个市辖区均达到序时；最高云溪区27.3%，最低君山区25.0%，相差2.3个百分点")),
            ("个", "县市", &[("岳阳县", "3", "16"), ("华容县", "2", "18"), ("汨罗市", "3", "14"), ("临湘市", "1", "12")],
             Some("4个县市均未达到序时；最高汨罗市21.4%，最低临湘市8.3%，相差13.1个百分点")),
            // 27.27 − 8.33 = 18.94, but the parts give 19.0: no difference is printed.
            ("个", "县市", &[("岳阳县", "6", "22"), ("华容县", "4", "20"), ("临湘市", "1", "12")],
             Some("3个县市中，1个达到序时；最高岳阳县27.3%，最低临湘市8.3%")),
            ("个", "县市", &[("岳阳县", "3", "12"), ("湘阴县", "6", "24"), ("临湘市", "1", "12")],
             Some("3个县市中，2个达到序时；岳阳县和湘阴县并列最高，为25.0%，最低临湘市8.3%，相差16.7个百分点")),
            ("个", "县市", &[("岳阳县", "3", "12"), ("湘阴县", "3", "12"), ("临湘市", "3", "12")],
             Some("3个县市均达到序时；均完成25.0%")),
            ("个", "县市", &[("岳阳县", "2204", "10000"), ("湘阴县", "2198", "10000"), ("临湘市", "2200", "10000")],
             Some("3个县市均未达到序时；最高岳阳县22.04%，最低湘阴县21.98%")),
            ("个", "县市", &[("岳阳县", "3", "16"), ("湘阴县", "", "18"), ("临湘市", "1", "12"), ("汨罗市", "3", "14")],
             Some("3个县市均未达到序时；最高汨罗市21.4%，最低临湘市8.3%，相差13.1个百分点；湘阴县未报")),
            ("个", "县市", &[("岳阳县", "3", "16"), ("临湘市", "1", "12")], Some("岳阳县18.8%、临湘市8.3%")),
            ("个", "县市", &[("湘阴县", "", "18")], None),
        ];
        for (unit, group, rows, expected) in cases {
            assert_eq!(said(unit, group, rows).as_deref(), *expected);
        }
    }

    #[test]
    fn small_numbers_have_no_percentages() {
        #[rustfmt::skip]
        let cases: &[(Rows, &str)] = &[
            (&[("平江县", "1", "9"), ("湘阴县", "0", "3"), ("岳阳县", "1", "1"), ("华容县", "0", "2")],
             "4个县市中，岳阳县已完成年度目标，平江县1所（目标9所），湘阴县和华容县尚未完成"),
            (&[("平江县", "0", "9"), ("湘阴县", "0", "3")], "2个县市均尚未完成"),
            (&[("平江县", "9", "9"), ("湘阴县", "3", "3")], "2个县市均已完成年度目标"),
        ];
        for (rows, expected) in cases {
            assert_eq!(said("所", "县市", rows).as_deref(), Some(*expected));
        }
    }

    #[test]
    fn a_share_of_the_whole_is_told_only_when_large() {
        let rows = [("岳阳楼区", "24", ""), ("云溪区", "6", ""), ("君山区", "5", "")];
        assert_eq!(said("个", "市辖区", &rows).as_deref(), Some("岳阳楼区24个，占各县市区合计的68.6%"));
        assert_eq!(
            said("个", "市辖区", &[("岳阳楼区", "7", ""), ("云溪区", "6", ""), ("君山区", "5", "")]),
            None
        );
    }
}
