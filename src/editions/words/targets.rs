//! What a target asks, in words.

use crate::base::Quantity;
use crate::check::record::{ClassTarget, Op, Target, TargetValue};
use crate::editions::lookup::Year;

/// A target as it stands in a table beside its unit's column: `≥5.9`, `7左右`, `3—5`.
pub fn target_short(target: &Target, year: &Year<'_>) -> String {
    match target {
        Target::None => "无目标".into(),
        Target::Value(value) => target_value(value),
        Target::Classes(classes) => {
            let each = |c: &ClassTarget| format!("{}{}", c.class, target_value(&c.target));
            classes.iter().map(each).collect::<Vec<_>>().join("；")
        }
        Target::Relation { op, indicator } => {
            let name = year.indicator(indicator).map_or(&**indicator, |i| i.name.as_str());
            format!("{}{name}", op_word(*op))
        }
    }
}

fn target_value(target: &TargetValue) -> String {
    let value = target.value;
    let mut text = match target.op {
        Op::Ge => format!("≥{value}"),
        Op::Gt => format!("＞{value}"),
        Op::Le => format!("≤{value}"),
        Op::Lt => format!("＜{value}"),
        Op::Eq => value.to_string(),
        Op::About => format!("{value}左右"),
        Op::Between => match target.upper {
            Some(upper) => format!("{value}—{upper}"),
            None => value.to_string(),
        },
        Op::Times => match target.of {
            Some(of) => format!("{of}的{value}倍"),
            None => format!("{value}倍"),
        },
    };
    if let Some(within) = target.within {
        text += &format!("个进前{within}");
    }
    if let Some(by) = target.by {
        text += &format!("（{}前）", by.chinese_short());
    }
    text
}

/// A target in a sentence, with its unit: `不低于5.9万人`.
pub fn target_long(target: &Target, unit: &str, year: &Year<'_>) -> String {
    let value = |t: &TargetValue| {
        let with_unit = |q: Quantity| quantity(q, unit);
        let mut text = match t.op {
            Op::Ge | Op::Gt | Op::Le | Op::Lt => format!("{}{}", op_word(t.op), with_unit(t.value)),
            Op::Eq => with_unit(t.value),
            Op::About => format!("{}左右", with_unit(t.value)),
            Op::Between => match t.upper {
                Some(upper) => format!("{}—{}", range_end(t.value, unit), with_unit(upper)),
                None => with_unit(t.value),
            },
            Op::Times => match t.of {
                Some(of) => format!("上年全年{}的{}倍", with_unit(of), t.value),
                None => format!("上年全年的{}倍", t.value),
            },
        };
        if let (Some(within), Some(list)) = (t.within, &t.list) {
            text += &format!("进入{list}前{within}位");
        }
        if let Some(by) = t.by {
            text = format!("{}前{text}", by.chinese());
        }
        text
    };
    match target {
        Target::None => "无目标".into(),
        Target::Value(t) => value(t),
        Target::Classes(classes) => {
            classes.iter().map(|c| format!("{}{}", c.class, value(&c.target))).collect::<Vec<_>>().join("，")
        }
        Target::Relation { .. } => target_short(target, year),
    }
}

/// A range repeats a % at both ends (wording: 15%—30%, 3—5家).
fn range_end(value: Quantity, unit: &str) -> String {
    if unit == "%" { format!("{value}%") } else { value.to_string() }
}

pub fn op_word(op: Op) -> &'static str {
    match op {
        Op::Ge => "不低于",
        Op::Gt => "高于",
        Op::Le => "不高于",
        Op::Lt => "低于",
        Op::Eq => "等于",
        Op::About => "大致等于",
        Op::Between => "介于",
        Op::Times => "达到倍数",
    }
}

/// A number with its unit, as written.
pub fn quantity(value: Quantity, unit: &str) -> String {
    format!("{value}{unit}")
}
