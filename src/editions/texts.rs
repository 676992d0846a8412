//! The texts of figures for tables.

use crate::base::{Quantity, Ratio};
use crate::check::record::{Direction, Indicator, Kind};
use crate::compute::{IndicatorFigure, RegionFigure};

/// `61.4%`; more decimals where what is not reached would print 100.0%.
pub fn completion(figure: &IndicatorFigure) -> Option<String> {
    Some(share(figure.completion.as_ref()?))
}

pub fn region_completion(figure: &RegionFigure) -> Option<String> {
    Some(share(figure.completion.as_ref()?))
}

pub fn schedule(figure: &IndicatorFigure) -> Option<String> {
    Some(share(figure.schedule.as_ref()?))
}

pub fn share(ratio: &Ratio) -> String {
    let hundred = Quantity::integer(100);
    let decimals = (1..6).find(|d| *ratio >= Ratio::one() || ratio.percent(*d) < hundred).unwrap_or(6);
    format!("{}%", ratio.percent(decimals))
}

/// `+3.0`, `-12.2`, `0`; a difference too small for one decimal is said in words, never as 0.0.
pub fn gap_signed(gap: &Ratio) -> String {
    let printed = gap.percent(1);
    match (gap.is_zero(), printed.is_zero(), gap.is_negative()) {
        (true, _, _) => "0".into(),
        (false, true, false) => "略快".into(),
        (false, true, true) => "略慢".into(),
        (false, false, true) => printed.to_string(),
        (false, false, false) => format!("+{printed}"),
    }
}

/// 增长3.6%, 持平, 基本持平, 下降1.4%
pub fn change(ratio: &Ratio) -> String {
    let printed = ratio.percent(1);
    match (ratio.is_zero(), printed.is_zero(), ratio.is_negative()) {
        (true, _, _) => "持平".into(),
        (false, true, _) => "基本持平".into(),
        (false, false, false) => format!("增长{printed}%"),
        (false, false, true) => format!("下降{}%", printed.abs()),
    }
}

/// 前移2位, 不变, 后移2位
pub fn rank_change(places: i64) -> String {
    match places {
        0 => "不变".into(),
        1.. => format!("前移{places}位"),
        _ => format!("后移{}位", places.unsigned_abs()),
    }
}

/// 快于序时3.0个百分点, 高于目标2.0个百分点, 低于序时…; near and exact ones in their own words.
pub fn gap_long(indicator: &Indicator, figure: &IndicatorFigure) -> Option<String> {
    let gap = figure.gap.as_ref()?;
    let down = indicator.direction == Direction::Down;
    // Of a growth and a limit the words follow the numbers, not what is better.
    let (over, under, against, above) = match indicator.kind {
        Kind::Growth => ("高于", "低于", "目标", gap.is_negative() == down),
        Kind::Cumulative if down => ("高于", "低于", "序时", gap.is_negative()),
        _ => ("快于", "慢于", "序时", !gap.is_negative()),
    };
    if gap.is_zero() {
        return Some(format!("与{against}持平"));
    }
    let word = if above { over } else { under };
    let printed = gap.percent(1).abs();
    Some(match printed.is_zero() {
        true => format!("略{word}{against}（不足0.1个百分点）"),
        false => format!("{word}{against}{printed}个百分点"),
    })
}
