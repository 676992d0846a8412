//! A region's place among those of its group: by exact completion, what is silent out of the base.

use crate::base::{Id, Ratio};
use crate::check::Record;
use crate::check::record::{RankRules, Ties};
use crate::compute::RegionFigure;
use std::collections::BTreeSet;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    pub place: u32,
    pub of: u32,
    /// Others have exactly the same completion.
    pub shared: bool,
}

impl Place {
    /// `第3位（共6个）`, `并列第3位（共6个）`
    pub fn text(self) -> String {
        let shared = if self.shared { "并列" } else { "" };
        format!("{shared}第{}位（共{}个）", self.place, self.of)
    }
}

/// `None`: it has no completion, or its group is smaller than the method allows.
pub fn in_group(record: &Record, rules: &RankRules, parts: &[RegionFigure], region: &Id) -> Option<Place> {
    let group = &record.region(region)?.group;
    let in_group = |r: &&RegionFigure| record.region(&r.region).is_some_and(|r| r.group == *group);
    let of_group = || parts.iter().filter(in_group);
    let own = of_group().find(|r| r.region == *region)?.completion.as_ref()?;
    let base: Vec<&Ratio> = of_group().filter_map(|r| r.completion.as_ref()).collect();
    place(rules, own, &base)
}

/// `base`: all that have a completion, the own one among them.
fn place(rules: &RankRules, own: &Ratio, base: &[&Ratio]) -> Option<Place> {
    let better = base.iter().filter(|c| **c > own);
    let ahead = match rules.ties {
        Ties::SameThenSkip => better.count(),
        Ties::SameThenNext => better.collect::<BTreeSet<_>>().len(),
    };
    let of = base.len() as u32;
    let shared = base.iter().filter(|c| **c == own).count() > 1;
    (of >= rules.smallest_group).then_some(Place { place: ahead as u32 + 1, of, shared })
}

/// How places are found, for the foot of a table.
pub fn rule(rules: &RankRules) -> String {
    let ties = match rules.ties {
        Ties::SameThenSkip => "并列的名次相同，其后空出相应名次",
        Ties::SameThenNext => "并列的名次相同，其后名次连续",
    };
    format!(
        "位次按未修约的完成率在组内排列；{ties}；未报、不参评的不计入；不足{}个的组不排位次。",
        rules.smallest_group
    )
}

/// How places by score are found.
pub fn scores_rule(rules: &RankRules) -> String {
    let ties = match rules.ties {
        Ties::SameThenSkip => "并列的名次相同，其后空出相应名次",
        Ties::SameThenNext => "并列的名次相同，其后名次连续",
    };
    format!(
        "按未修约的得分在组内排列；{ties}；缺项不计入，按可评项折算；不足{}个的组不排位次。",
        rules.smallest_group
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_completions_share_a_place() {
        let base: Vec<Ratio> = [40, 30, 30, 20].map(|n| Ratio::new(n, 100).unwrap()).to_vec();
        let base: Vec<&Ratio> = base.iter().collect();
        #[rustfmt::skip]
        let cases = [
            // ties                 smallest  own   place
            (Ties::SameThenSkip,    3,        40,   Some("第1位（共4个）")),
            (Ties::SameThenSkip,    3,        30,   Some("并列第2位（共4个）")),
            (Ties::SameThenSkip,    3,        20,   Some("第4位（共4个）")),
            (Ties::SameThenNext,    3,        20,   Some("第3位（共4个）")),
            (Ties::SameThenSkip,    5,        40,   None),
        ];
        for (ties, smallest_group, own, text) in cases {
            let rules = RankRules { ties, smallest_group };
            let place = place(&rules, &Ratio::new(own, 100).unwrap(), &base);
            assert_eq!(place.map(Place::text).as_deref(), text, "{ties:?} {own}");
        }
    }
}
