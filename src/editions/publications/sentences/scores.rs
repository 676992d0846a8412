//! Scores of counties in a review: pattern 61.

use crate::base::{Quantity, Ratio};
use crate::compute::RegionScore;
use crate::editions::blocks::Run;
use crate::editions::publications::phrase::{Phrase, joined, names};

/// A county's score with its name.
pub struct Scored {
    pub score: RegionScore,
    pub name: String,
    pub href: String,
}

impl Scored {
    fn bound(&self) -> Phrase {
        let text = format!("{}分", self.score.score.rounded(1));
        let bound = Some(format!("得分.得分#{}", self.name));
        Run { text, href: Some(self.href.clone()), bound, ..Run::default() }.into()
    }
}

/// `市辖区组：云溪区93.1分、岳阳楼区91.0分、君山区89.5分`; equal scores share their place. Best first.
pub fn group(group: &str, scored: &[Scored]) -> Option<Phrase> {
    if scored.is_empty() {
        return None;
    }
    let each = scored.iter().map(|s| Phrase::of(s.name.as_str()).add(s.bound()));
    let said = Phrase::of(format!("{group}组：")).add(joined(each, "、"));
    let first = scored.first()?;
    let tied: Vec<&Scored> = scored.iter().filter(|s| s.score.score == first.score.score).collect();
    Some(match tied.len() {
        1 => said,
        n if n == scored.len() => said.say("，得分相同"),
        _ => said
            .say("，")
            .add(names(tied.iter().map(|s| Phrase::of(s.name.as_str())).collect()))
            .say("并列第1位"),
    })
}

/// `华容县失19.0分：问题办结10.0分、指标进度7.0分、报送2.0分`; only where no item was left out and the parts add up
/// as printed.
pub fn lost(scored: &Scored, full: &Quantity) -> Option<Phrase> {
    let score = &scored.score;
    if !score.left_out.is_empty() {
        return None;
    }
    let whole = full.ratio().minus(&score.score);
    let mut parts: Vec<(&str, Ratio)> = Vec::new();
    for item in &score.items {
        parts.push((&item.name, item.weight.ratio().minus(item.points.as_ref()?)));
    }
    parts.retain(|(_, lost)| !lost.rounded(1).is_zero());
    parts.sort_by(|a, b| b.1.cmp(&a.1));
    let printed = parts.iter().fold(Quantity::integer(0), |sum, (_, lost)| sum.plus(lost.rounded(1)));
    if parts.is_empty() || printed != whole.rounded(1) {
        return None;
    }
    let parts: Vec<String> =
        parts.iter().map(|(name, lost)| format!("{name}{}分", lost.rounded(1))).collect();
    Some(Phrase::of(format!("{}失{}分：{}", scored.name, whole.rounded(1), parts.join("、"))))
}

/// `位次较一季度，汨罗市前移2位、平江县前移1位，华容县后移3位`; of many those that moved furthest each way.
pub fn moved(scored: &[Scored], before: &str) -> Option<Phrase> {
    let places = |s: &Scored| Some(i64::from(s.score.was?) - i64::from(s.score.rank?));
    let mut ahead: Vec<(i64, &Scored)> = scored.iter().filter_map(|s| Some((places(s)?, s))).collect();
    ahead.retain(|(places, _)| *places != 0);
    ahead.sort_by_key(|(places, _)| -places);
    let (ahead, mut back): (Vec<_>, Vec<_>) = ahead.into_iter().partition(|(places, _)| *places > 0);
    // Stable: those that moved alike keep their order.
    back.sort_by_key(|(places, _)| *places);
    let said = |moved: &[(i64, &Scored)], word: &str| -> Option<String> {
        let furthest = moved.first()?.0;
        // Five are all named; of more only those that moved furthest.
        let shown = moved.iter().filter(|(p, _)| moved.len() <= 5 || *p == furthest);
        let names: Vec<String> =
            shown.map(|(p, s)| format!("{}{word}{}位", s.name, p.unsigned_abs())).collect();
        let rest = moved.len() - names.len();
        let more = if rest > 0 { format!("，另有{rest}个{word}") } else { String::new() };
        Some(format!("{}{more}", names.join("、")))
    };
    let parts: Vec<String> = [said(&ahead, "前移"), said(&back, "后移")].into_iter().flatten().collect();
    match parts.len() {
        0 if scored.iter().any(|s| places(s).is_some()) => {
            Some(Phrase::of(format!("位次较{before}均未变化")))
        }
        0 => None,
        _ => Some(Phrase::of(format!("位次较{before}，{}", parts.join("；")))),
    }
}

/// `平江县缺1项，按可评项折算`; where it is most of them the number alone, the annex has the items.
pub fn left_out(scored: &[Scored]) -> Option<Phrase> {
    let short: Vec<String> = scored
        .iter()
        .filter(|s| !s.score.left_out.is_empty())
        .map(|s| format!("{}缺{}项", s.name, s.score.left_out.len()))
        .collect();
    Some(match short.len() {
        0 => return None,
        n if n == scored.len() && n > 1 => Phrase::of(format!("{n}个县市区均有缺项，按可评项折算")),
        n if n > 5 => Phrase::of(format!("{n}个县市区有缺项，按可评项折算")),
        _ => Phrase::of(format!("{}，按可评项折算", short.join("、"))),
    })
}

#[cfg(test)]
mod tests {
    use super::super::fixture::quantity;
    use super::*;
    use crate::base::Id;
    use crate::compute::{ScoreBase, ScoredItem};

    fn scored(name: &str, parts: [&str; 3], left_out: &[&str]) -> Scored {
        let names = ["指标进度", "问题办结", "报送"];
        let weights = ["60", "25", "15"];
        let items = (0..3).map(|i| ScoredItem {
            name: names[i].to_string(),
            weight: quantity(weights[i]),
            points: Some(quantity(parts[i]).ratio()),
            base: ScoreBase::Problems(Vec::new()),
        });
        let sum = parts.iter().fold(Ratio::zero(), |sum, p| sum.plus(&quantity(p).ratio()));
        Scored {
            score: RegionScore {
                region: Id::new(name),
                group: "市辖区".into(),
                score: sum,
                rank: None,
                was: None,
                items: items.collect(),
                left_out: left_out.iter().map(|s| s.to_string()).collect(),
            },
            name: name.into(),
            href: "x".into(),
        }
    }

    #[test]
    fn who_moved_is_named_the_furthest_first() {
        let ranked = |name: &str, was: u32, rank: u32| {
            let mut one = scored(name, ["50", "20", "15"], &[]);
            (one.score.was, one.score.rank) = (Some(was), Some(rank));
            one
        };
        let said = |list: &[Scored]| moved(list, "一季度").map(|p| p.plain());
        let list =
            [ranked("汨罗市", 3, 1), ranked("平江县", 1, 2), ranked("岳阳县", 2, 3), ranked("湘阴县", 4, 4)];
        assert_eq!(said(&list).as_deref(), Some("位次较一季度，汨罗市前移2位；平江县后移1位、岳阳县后移1位"));
        assert_eq!(said(&[ranked("汨罗市", 1, 1)]).as_deref(), Some("位次较一季度均未变化"));
        assert_eq!(said(&[scored("汨罗市", ["50", "20", "15"], &[])]), None);
    }

    #[test]
    fn scores_are_printed_with_their_parts() {
        let city = [
            scored("云溪区", ["58.1", "20.0", "15.0"], &[]),
            scored("岳阳楼区", ["56.0", "20.0", "15.0"], &[]),
            scored("君山区", ["59.5", "15.0", "15.0"], &[]),
        ];
        assert_eq!(
            group("市辖区", &city).unwrap().plain(),
            "市辖区组：云溪区93.1分、岳阳楼区91.0分、君山区89.5分"
        );
        let full = quantity("100");
        let worst = scored("华容县", ["53.0", "15.0", "13.0"], &[]);
        assert_eq!(
            lost(&worst, &full).unwrap().plain(),
            "华容县失19.0分：问题办结10.0分、指标进度7.0分、报送2.0分"
        );
        let tied = [
            scored("岳阳县", ["55.5", "20", "15"], &[]),
            scored("湘阴县", ["55.5", "20", "15"], &[]),
            scored("临湘市", ["50.3", "20", "14"], &[]),
        ];
        assert_eq!(
            group("县市", &tied).unwrap().plain(),
            "县市组：岳阳县90.5分、湘阴县90.5分、临湘市84.3分，岳阳县和湘阴县并列第1位"
        );
        let short = || scored("平江县", ["56.8", "20", "15"], &["问题办结"]);
        assert_eq!(lost(&short(), &full), None);
        assert_eq!(left_out(&[short(), worst]).unwrap().plain(), "平江县缺1项，按可评项折算");
        assert_eq!(left_out(&[short(), short()]).unwrap().plain(), "2个县市区均有缺项，按可评项折算");
    }
}
