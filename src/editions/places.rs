//! A region's place among those of its group: by exact completion, what is silent out of the base.

use crate::base::Id;
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
    let rivals: Vec<_> =
        parts.iter().filter(in_group).filter_map(|r| Some((&r.region, r.completion.as_ref()?))).collect();
    let own = rivals.iter().find(|(id, _)| *id == region)?.1;
    let better = rivals.iter().filter(|(_, c)| *c > own);
    let ahead = match rules.ties {
        Ties::SameThenSkip => better.count(),
        Ties::SameThenNext => better.map(|(_, c)| c).collect::<BTreeSet<_>>().len(),
    };
    let of = rivals.len() as u32;
    let shared = rivals.iter().filter(|(_, c)| *c == own).count() > 1;
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
