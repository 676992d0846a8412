//! Several indicators told together: by kind, best first and worst last, alike ones in one sentence.

use crate::base::Color;
use crate::check::Field;
use crate::check::record::Kind;
use crate::compute::{Reason, State};
use crate::editions::publications::item::{Item, Shape};
use crate::editions::publications::phrase::{Phrase, counted_names, joined, names, paragraph, values};
use crate::editions::publications::sentences::{self, Mention, holds, progress};

/// How much of what is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Depth {
    /// At most so many that are ahead, each by name and figure; the others by name or number.
    pub ahead: usize,
    /// What counts up and is red is told elsewhere.
    pub red_elsewhere: bool,
    /// Whether what has no baseline and what is green without a number is told.
    pub quiet: bool,
}

/// Paragraphs, one a kind that says something: rates, what counts up, levels, what must hold.
pub fn by_kind(items: &[Item], depth: Depth) -> Vec<Phrase> {
    let of = |kinds: &[Kind]| -> Vec<&Item> {
        items.iter().filter(|i| kinds.contains(&i.indicator.kind)).collect()
    };
    let counting: Vec<&Item> = (of(&[Kind::Cumulative, Kind::Level]).into_iter())
        .filter(|i| i.indicator.kind == Kind::Cumulative || i.figure.completion.is_some())
        .collect();
    let levels: Vec<&Item> =
        (of(&[Kind::Level]).into_iter()).filter(|i| i.figure.completion.is_none()).collect();
    let holding = of(&[Kind::Bound, Kind::Event, Kind::Milestone, Kind::Ranking, Kind::Relation, Kind::Text]);
    let [ahead, behind] = counted(&counting, depth);
    [rates(&of(&[Kind::Growth])), ahead, behind, still(&levels, &holding, depth)]
        .into_iter()
        .filter(|p| !p.is_empty())
        .collect()
}

fn lit<'i, 'a>(items: &[&'i Item<'a>]) -> Vec<&'i Item<'a>> {
    items.iter().filter(|i| i.is_lit()).copied().collect()
}

/// Rates: at or over the target best first, then what is below, worst first.
fn rates(items: &[&Item]) -> Phrase {
    let (mut good, mut bad): (Vec<&Item>, Vec<&Item>) =
        lit(items).into_iter().partition(|i| i.reached() || !i.gap().is_negative());
    good.sort_by(|a, b| b.gap().cmp(&a.gap()).then(a.indicator.id.cmp(&b.indicator.id)));
    bad.sort_by(|a, b| a.gap().cmp(&b.gap()).then(a.indicator.id.cmp(&b.indicator.id)));
    let mut mention = Mention::First;
    let mut sentences = Vec::new();
    let (own, merged): (Vec<&Item>, Vec<&Item>) = split(&good);
    for item in own {
        sentences.extend(sentences::standing(item, mention));
        mention = Mention::Again;
    }
    sentences.extend(together(&merged, mention));
    let (limits, bad): (Vec<&Item>, Vec<&Item>) = bad.into_iter().partition(|i| i.down());
    sentences.extend(limits.iter().filter_map(|i| sentences::standing(i, Mention::First)));
    let told: Vec<Phrase> = bad.iter().filter_map(|i| sentences::standing(i, mention)).collect();
    sentences.extend(match told.len() {
        0 => None,
        1 => told.into_iter().next(),
        n => Some(Phrase::of(format!("{n}项低于年度目标：")).add(joined(told, "；"))),
    });
    paragraph(sentences)
}

/// What counts up: done, ahead, even, behind; the red only where no other section tells them.
///
/// Two paragraphs: what is in time, and what is behind.
fn counted(items: &[&Item], depth: Depth) -> [Phrase; 2] {
    let items = lit(items);
    let (red, others): (Vec<&Item>, Vec<&Item>) = items.into_iter().partition(|i| i.is_red());
    let (done, open): (Vec<&Item>, Vec<&Item>) = others.into_iter().partition(|i| i.reached() && !i.down());
    let (small, open): (Vec<&Item>, Vec<&Item>) = open.into_iter().partition(|i| i.is_small());
    let (mut behind, mut ahead): (Vec<&Item>, Vec<&Item>) =
        open.into_iter().partition(|i| i.gap().is_negative());
    ahead.sort_by(|a, b| b.gap().cmp(&a.gap()).then(a.indicator.id.cmp(&b.indicator.id)));
    behind.sort_by(|a, b| a.gap().cmp(&b.gap()).then(a.indicator.id.cmp(&b.indicator.id)));
    let mut sentences: Vec<Phrase> = finished(&done);
    sentences.extend(ranked(&ahead, depth.ahead, "快于序时的还有"));
    sentences.extend(few(&small));
    let mut late = slow(&behind);
    if !depth.red_elsewhere {
        let mut red = red;
        red.sort_by_key(|i| i.gap());
        late.extend(red.iter().filter_map(|i| sentences::standing(i, Mention::Again)));
    }
    [paragraph(sentences), paragraph(late)]
}

/// What is done: exactly together, what is exceeded by itself.
fn finished(items: &[&Item]) -> Vec<Phrase> {
    let exact =
        |i: &Item| sentences::verdict(i, Mention::First).is_some_and(|v| v.plain() == "已完成年度目标");
    let (exact, over): (Vec<&Item>, Vec<&Item>) = items.iter().partition(|i| exact(i));
    let mut sentences: Vec<Phrase> =
        over.iter().filter_map(|i| sentences::standing(i, Mention::First)).collect();
    match exact.as_slice() {
        [] => {}
        [one] => sentences.extend(sentences::standing(one, Mention::First)),
        all => {
            let list = all.iter().map(|i| with_value(i)).collect();
            sentences.push(counted_names(list, "项").say("已完成年度目标"));
        }
    }
    sentences
}

fn with_value(item: &Item) -> Phrase {
    item.name().add(item.value().unwrap_or_default())
}

/// Small targets: `引进100亿元以上项目1个，年度目标5个`, several in one sentence.
fn few(items: &[&Item]) -> Option<Phrase> {
    let told: Vec<Phrase> = items
        .iter()
        .filter_map(|i| {
            let target = super::super::fields::target(&i.figure.target, i.unit())?;
            Some(with_value(i).say(format!("（年度目标{target}）")))
        })
        .collect();
    match told.len() {
        0 => None,
        1..=5 => Some(joined(told, "、")),
        _ => None,
    }
}

/// Ahead: the best by itself, those like it together, the rest by name or number.
fn ranked(items: &[&Item], most: usize, more: &str) -> Vec<Phrase> {
    let (told, rest) = items.split_at(items.len().min(most));
    let mut sentences = alike(told);
    if !rest.is_empty() {
        let list = rest.iter().map(|i| i.name()).collect();
        sentences.push(Phrase::of(more).add(counted_names(list, "项")));
    }
    sentences
}

/// Behind, but not red: the largest with what is needed, the next ones together, the rest by name or number.
fn slow(items: &[&Item]) -> Vec<Phrase> {
    let Some((worst, rest)) = items.split_first() else { return Vec::new() };
    let needed = progress::pace(worst).or_else(|| progress::to_schedule(worst));
    let mut sentences: Vec<Phrase> =
        sentences::standing(worst, Mention::Again).map(|s| s.clause(needed)).into_iter().collect();
    sentences.extend(ranked(rest, 3, "慢于序时的还有"));
    sentences
}

/// Items with a fact of their own by themselves, the others together.
fn alike(items: &[&Item]) -> Vec<Phrase> {
    let (own, merged) = split(items);
    let mut mention = Mention::First;
    let mut sentences = Vec::new();
    for item in own {
        sentences.extend(sentences::standing(item, mention));
        mention = Mention::Again;
    }
    sentences.extend(together(&merged, mention));
    sentences
}

/// What is told by itself (a rank, an override, a near miss), and what can share a sentence.
fn split<'i, 'a>(items: &[&'i Item<'a>]) -> (Vec<&'i Item<'a>>, Vec<&'i Item<'a>>) {
    let alone = |i: &Item| {
        let near = i.gap().abs().percent(1).is_zero();
        let by_hand = i.figure.state.light().is_some_and(|l| l.overridden.is_some());
        let about = i.indicator.kind == Kind::Growth && about_target(i);
        // What falls, or is meant to fall, shares no 分别增长.
        let falls = i.indicator.kind == Kind::Growth
            && (i.down() || i.figure.value.is_none_or(|v| v.is_negative() || v.is_zero()));
        near || by_hand || about || falls || i.figure.rank.is_some() || i.figure.gap.is_none()
    };
    let (mut own, merged): (Vec<&Item>, Vec<&Item>) = items.iter().partition(|i| alone(i));
    match merged.as_slice() {
        [one] => {
            own.push(one);
            (own, Vec::new())
        }
        _ => (own, merged),
    }
}

fn about_target(item: &Item) -> bool {
    super::super::fields::op(&item.figure.target) == Some(crate::check::record::Op::About)
}

/// `高标准农田、法律援助、农村公路分别完成29.6%、29.5%和29.1%，快于序时4.6个、4.5个和4.1个百分点`
fn together(items: &[&Item], mention: Mention) -> Vec<Phrase> {
    let mut sentences = Vec::new();
    for few in items.chunks(5) {
        match few {
            [] => {}
            [one] => sentences.extend(sentences::standing(one, mention)),
            several => sentences.extend(merged(several)),
        }
    }
    sentences
}

fn merged(items: &[&Item]) -> Option<Phrase> {
    let first = items.first()?;
    let growth = first.indicator.kind == Kind::Growth;
    let bare = |i: &&&Item| {
        let field = if growth { Field::Change } else { Field::Completion };
        i.bound(field, if growth { Shape::Bare } else { Shape::Short })
    };
    let own: Vec<Phrase> = items.iter().filter_map(|i| bare(&i)).collect();
    let gaps = gap_values(items)?;
    if own.len() < items.len() {
        return None;
    }
    let named = |i: &&Item| if growth { sentences::growth::grown(i) } else { i.name() };
    let list = names(items.iter().map(named).collect());
    let verb = if growth { "分别增长" } else { "分别完成" };
    Some(list.say(verb).add(values(own)).say("，").say(first.direction()).add(gaps))
}

/// `4.6个、4.5个和4.1个百分点`
pub fn gap_values(items: &[&Item]) -> Option<Phrase> {
    let last = items.len().checked_sub(1)?;
    let shape = |n: usize| if n == last { Shape::Bare } else { Shape::Counter };
    let all: Option<Vec<Phrase>> =
        items.iter().enumerate().map(|(n, i)| i.bound(Field::Gap, shape(n))).collect();
    Some(values(all?))
}

/// Levels without a baseline, and what must hold.
fn still(levels: &[&Item], holding: &[&Item], depth: Depth) -> Phrase {
    let mut sentences = Vec::new();
    let reached: Vec<&Item> = lit(levels).into_iter().filter(|i| i.reached()).collect();
    match reached.as_slice() {
        [] => {}
        [one] => sentences.extend(holds::level(one)),
        all => {
            let list: Vec<Phrase> =
                all.iter().map(|i| i.name().say("达").add(i.value().unwrap_or_default())).collect();
            let list = if list.len() > 5 { counted_names(list, "项") } else { joined(list, "、") };
            sentences.push(list.say("，均已达到年度目标"));
        }
    }
    sentences.extend(lit(levels).iter().filter(|i| !i.reached()).filter_map(|i| holds::level(i)));
    let holding = lit(holding);
    let (bounds, others): (Vec<&Item>, Vec<&Item>) =
        holding.into_iter().partition(|i| i.indicator.kind == Kind::Bound && i.reached());
    sentences.extend(kept(&bounds, depth));
    let (quiet, others): (Vec<&Item>, Vec<&Item>) = others
        .into_iter()
        .partition(|i| i.indicator.kind == Kind::Event && i.figure.value.is_some_and(|v| v.is_zero()));
    sentences.extend(holds::no_event(&quiet));
    for item in others {
        // A green judgement without a number says nothing worth a sentence.
        let silent = item.indicator.kind == Kind::Text && item.color() == Some(Color::Green);
        let red = item.is_red() && depth.red_elsewhere;
        if !silent && !red {
            sentences.extend(sentences::standing(item, Mention::First));
        }
    }
    if depth.quiet {
        sentences.extend(without_baseline(levels));
    }
    paragraph(sentences)
}

fn kept(bounds: &[&Item], depth: Depth) -> Option<Phrase> {
    match bounds {
        [] => None,
        [one] => holds::bound(one),
        all if depth.quiet || all.len() <= 5 => {
            Some(counted_names(all.iter().map(|i| i.name()).collect(), "项").say("均符合规定标准"))
        }
        _ => None,
    }
}

/// Pattern 36 of several: `A、B、C共3项无年初基数，年末评价`.
fn without_baseline(levels: &[&Item]) -> Option<Phrase> {
    let waiting: Vec<&&Item> =
        levels.iter().filter(|i| matches!(i.figure.state, State::NotAssessed(Reason::NoBaseline))).collect();
    match waiting.as_slice() {
        [] => None,
        [one] => holds::level(one),
        all => Some(counted_names(all.iter().map(|i| i.name()).collect(), "项").say("无年初基数，年末评价")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::record::Op;
    use crate::editions::publications::sentences::fixture::Fixture;

    const ALL: Depth = Depth { ahead: 5, red_elsewhere: false, quiet: true };

    fn said(fixtures: &[Fixture], depth: Depth) -> Vec<String> {
        let ready: Vec<Fixture> = fixtures.iter().map(|f| f.clone().ready()).collect();
        let items: Vec<Item> = ready.iter().map(Fixture::item).collect();
        by_kind(&items, depth).iter().map(Phrase::plain).collect()
    }

    #[test]
    fn rates_stand_best_first_and_what_is_below_last() {
        let fixtures = [
            Fixture::growth("固定资产投资", "7").value("5.2").light(Color::Red).ranks((9, 14), Some((7, 14))),
            Fixture::growth("进出口总额", "7").value("9.3"),
            Fixture::growth("规模工业增加值", "7.5").value("8.1").ranks((4, 14), Some((5, 14))),
            Fixture::growth("社会消费品零售总额", "8").value("7.4").light(Color::Yellow),
        ];
        assert_eq!(
            said(&fixtures, ALL),
            ["规模工业增加值同比增长8.1%，高于年度目标0.6个百分点，居第4位（共14个），较1—2月前移1位。\
              进出口总额增长9.3%，高2.3个百分点。\
              2项低于年度目标：固定资产投资增长5.2%，低1.8个百分点，居第9位，较1—2月后移2位，为红灯；\
              社会消费品零售总额增长7.4%，低0.6个百分点。"]
        );
    }

    #[test]
    fn what_falls_shares_no_growth() {
        let fixtures = [
            Fixture::growth("案件发案率", "-50").op(Op::Le).down().value("-51.8"),
            Fixture::growth("进出口总额", "7").value("8.1"),
            Fixture::growth("服务业增加值", "8").value("8.3"),
        ];
        assert_eq!(
            said(&fixtures, ALL),
            ["案件发案率同比下降51.8%，好于下降50%的目标。\
              进出口总额和服务业增加值分别增长8.1%和8.3%，高于年度目标1.1个和0.3个百分点。"]
        );
    }

    #[test]
    fn alike_ones_share_a_sentence() {
        let fixtures = [
            Fixture::cumulative("城镇新增就业", "万人", "5.9")
                .value("1.62")
                .base("1.55")
                .ranks((4, 14), None),
            Fixture::cumulative("高标准农田建设", "万亩", "37.84").value("11.2"),
            Fixture::cumulative("法律援助", "件", "2750").value("812"),
            Fixture::cumulative("农村公路提质改造", "公里", "199").value("58"),
            Fixture::cumulative("老旧小区改造", "个", "232").value("51").pace("21").light(Color::Yellow),
            Fixture::cumulative("引进外资", "万美元", "9000").value("1150").light(Color::Red),
            Fixture::cumulative("应急广播挂网", "个", "40").value("40"),
            Fixture::cumulative("引进100亿元以上项目", "个", "5").value("1").light(Color::Yellow),
        ];
        assert_eq!(
            said(&fixtures, Depth { red_elsewhere: true, ..ALL }),
            [
                "应急广播挂网40个，已完成年度目标。\
              城镇新增就业1.62万人，同比增长4.5%，完成年度目标的27.5%，快于序时2.5个百分点，居第4位（共14个）。\
              高标准农田建设、法律援助、农村公路提质改造分别完成29.6%、29.5%和29.1%，快于序时4.6个、4.5个和4.1个百分点。\
              引进100亿元以上项目1个（年度目标5个）。",
                "老旧小区改造51个，完成22.0%，慢于序时3.0个百分点，后9个月需月均21个方可完成年度目标。"
            ]
        );
        assert!(
            said(&fixtures, ALL)[1].contains("引进外资1150万美元，完成12.8%，慢于序时12.2个百分点，为红灯。")
        );
    }

    #[test]
    fn what_holds_is_told_in_one_sentence() {
        let fixtures = [
            Fixture::bound("城市低保标准", "元/月", "700").value("700").reached(true),
            Fixture::bound("护理补贴标准", "元/月", "90").value("90").reached(true),
            Fixture::level("村级覆盖率", "%", "30", None).value("22").not_assessed(Reason::NoBaseline),
            Fixture::level("免提交率", "%", "60", None).value("52").not_assessed(Reason::NoBaseline),
            Fixture::level("车载设备改造率", "%", "90", None).value("91").reached(true),
        ];
        assert_eq!(
            said(&fixtures, ALL),
            [
                "车载设备改造率91%，已达到年度目标90%。城市低保标准和护理补贴标准均符合规定标准。村级覆盖率和免提交率无年初基数，年末评价。"
            ]
        );
    }
}
