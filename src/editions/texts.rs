//! The texts of figures as tables and titles print them, in the forms that compute gives them.

use crate::base::Ratio;
use crate::check::Field;
use crate::check::record::Indicator;
use crate::compute::{IndicatorFigure, RegionFigure, figure_text, percent_text};

/// `61.4%`; more decimals where what is not reached would print 100.0%.
pub fn completion(figure: &IndicatorFigure) -> Option<String> {
    Some(percent_text(figure.completion.as_ref()?, figure.reached == Some(false)))
}

pub fn region_completion(figure: &RegionFigure) -> Option<String> {
    let completion = figure.completion.as_ref()?;
    Some(percent_text(completion, figure.reached == Some(false)))
}

pub fn schedule(figure: &IndicatorFigure) -> Option<String> {
    Some(share(figure.schedule.as_ref()?))
}

pub fn share(ratio: &Ratio) -> String {
    percent_text(ratio, *ratio < Ratio::one())
}

/// For a column of 百分点: `+3.0`, `-12.2`, `0`; too small for one decimal is said in words, never as 0.0.
pub fn gap_signed(gap: &Ratio) -> String {
    let printed = gap.percent(1);
    match (gap.is_zero(), printed.is_zero(), gap.is_negative()) {
        (true, _, _) => "0".into(),
        (false, true, false) => "略高".into(),
        (false, true, true) => "略低".into(),
        (false, false, true) => printed.to_string(),
        (false, false, false) => format!("+{printed}"),
    }
}

/// 快于序时3.0个百分点, 高于目标2.0个百分点, 与序时持平
pub fn gap_long(indicator: &Indicator, figure: &IndicatorFigure) -> Option<String> {
    figure_text(indicator, figure, Field::Gap).map(|forms| forms.long)
}

/// 增长3.6%, 持平, 基本持平, 下降1.4%; of a base below ten 增加1个
pub fn change(indicator: &Indicator, figure: &IndicatorFigure) -> Option<String> {
    figure_text(indicator, figure, Field::Change).map(|forms| forms.printed().to_owned())
}

/// 前移2位, 不变, 后移2位
pub fn rank_change(places: i64) -> String {
    match places {
        0 => "不变".into(),
        1.. => format!("前移{places}位"),
        _ => format!("后移{}位", places.unsigned_abs()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_of_gaps_has_signs_and_no_false_zero() {
        #[rustfmt::skip]
        let cases = [
            (302264, "+3.0"), (-1222222, "-12.2"), (0, "0"), (400, "略高"), (-400, "略低"), (500, "略高"), (-15000, "-0.2"),
        ];
        for (ten_millionths, text) in cases {
            assert_eq!(
                gap_signed(&Ratio::new(ten_millionths, 10_000_000).unwrap()),
                text,
                "{ten_millionths}"
            );
        }
    }
}
