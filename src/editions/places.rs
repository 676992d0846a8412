//! A region's place in its group, and the rule of places, in words.

use crate::check::record::{RankRules, Ties};
use crate::compute::Place;

/// `第3位（共6个）`, `并列第3位（共6个）`
pub fn text(place: &Place) -> String {
    let shared = if place.shared { "并列" } else { "" };
    format!("{shared}第{}位（共{}个）", place.place, place.of)
}

/// How places are found, for the foot of a table.
pub fn rule(rules: &RankRules) -> String {
    format!(
        "位次按未修约的完成率在组内排列；{}；未报、不参评的不计入；不足{}个的组不排位次。",
        ties(rules),
        rules.smallest_group
    )
}

/// How places by score are found.
pub fn scores_rule(rules: &RankRules) -> String {
    format!(
        "按未修约的得分在组内排列；{}；缺项不计入，按可评项折算；不足{}个的组不排位次。",
        ties(rules),
        rules.smallest_group
    )
}

fn ties(rules: &RankRules) -> &'static str {
    match rules.ties {
        Ties::SameThenSkip => "并列的名次相同，其后空出相应名次",
        Ties::SameThenNext => "并列的名次相同，其后名次连续",
    }
}
