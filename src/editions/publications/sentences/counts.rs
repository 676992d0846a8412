//! How many lights of which colour: patterns 1–8 and 28.

use crate::base::{Color, Quantity, Ratio};
use crate::check::Field;
use crate::compute::{Counts, counts_text};
use crate::editions::blocks::Run;
use crate::editions::publications::item::Item;
use crate::editions::publications::phrase::{Phrase, counted_names, joined, names};

/// The counts of the city, an action, a unit or a region.
pub struct Lights<'a> {
    pub counts: &'a Counts,
    /// How a bound number names them: 全市, 民生可感行动.
    pub subject: String,
    /// Where the counts stand.
    pub href: String,
    /// Whether all that are lit have neither reached their target nor 序时.
    pub none_reached: bool,
}

impl Lights<'_> {
    fn number(&self, field: Field) -> Phrase {
        self.bound(field, counts_text(self.counts, field).map(|forms| forms.short).unwrap_or_default())
    }

    fn bound(&self, field: Field, text: String) -> Phrase {
        let name = Field::OF_COUNTS.iter().find(|(_, f)| *f == field).map_or("", |(name, _)| name);
        let bound = Some(format!("{}.{name}", self.subject));
        Run { text, href: Some(self.href.clone()), bound, ..Run::default() }.into()
    }

    /// `绿灯42项、黄灯12项、红灯6项`; colours that do not occur are left out.
    fn colours(&self) -> Phrase {
        let lit = Color::ALL.into_iter().filter(|c| self.counts.of(*c) > 0);
        joined(lit.map(|c| Phrase::of(c.chinese()).add(self.number(field_of(c)))), "、")
    }
}

fn field_of(color: Color) -> Field {
    match color {
        Color::Green => Field::Green,
        Color::Blue => Field::Blue,
        Color::Yellow => Field::Yellow,
        Color::Red => Field::Red,
    }
}

/// Patterns 1–6 and 8: `96项指标中，本期应评63项，未到评价期33项；应评指标中亮灯60项：绿灯42项、…`.
pub fn overview(lights: &Lights) -> Phrase {
    let counts = lights.counts;
    if counts.assessed() == 0 {
        return none_due(lights);
    }
    let all = Phrase::new().add(lights.number(Field::Indicators)).say("指标");
    let due = match counts.not_due + counts.no_target {
        0 => all.say("本期均应评"),
        _ => all.say("中，本期应评").add(lights.number(Field::Assessed)).add(rest(lights)),
    };
    due.say("；").add(lit(lights))
}

/// `，未到评价期33项，无目标值2项`
fn rest(lights: &Lights) -> Phrase {
    let said = match lights.counts.not_due {
        0 => Phrase::new(),
        _ => Phrase::of("，未到评价期").add(lights.number(Field::NotDue)),
    };
    match lights.counts.no_target {
        0 => said,
        n => said.say(format!("，无目标值{n}项")),
    }
}

/// Pattern 8: `本期无应评指标，5项均未到评价期`.
fn none_due(lights: &Lights) -> Phrase {
    let counts = lights.counts;
    match (counts.not_due, counts.no_target) {
        (0, 0) => Phrase::of("未列指标"),
        (_, 0) => Phrase::of("本期无应评指标，").add(lights.number(Field::NotDue)).say("均未到评价期"),
        _ => Phrase::of("本期无应评指标").add(rest(lights)),
    }
}

/// Pattern 7: `本期应评1项，即引进外资，完成12.8%，慢于序时12.2个百分点，为红灯`.
pub fn one(lights: &Lights, item: &Item) -> Option<Phrase> {
    let only = lights.counts.assessed() == 1 && item.is_lit();
    let said = only.then(|| super::verdict(item, super::Mention::Again)).flatten()?;
    Some(
        Phrase::of("本期应评")
            .add(lights.number(Field::Assessed))
            .say("，即")
            .add(item.name())
            .clause(Some(said)),
    )
}

/// What the lit ones show, and what is not lit though due: patterns 1–6.
pub fn lit(lights: &Lights) -> Phrase {
    let counts = lights.counts;
    let (lit, green) = (counts.lit(), counts.of(Color::Green));
    let silent = counts.missing + counts.not_assessed;
    let number = || lights.number(Field::Lit);
    if lit == 0 {
        return Phrase::of("应评指标中").add(unlit(lights));
    }
    if green == lit {
        return match silent {
            0 => Phrase::of("应评的").add(number()).say("均为绿灯"),
            _ => Phrase::of("已亮灯的").add(number()).say("均为绿灯，另有").add(unlit(lights)),
        };
    }
    let tail = |said: Phrase| if silent > 0 { said.say("；").add(unlit(lights)) } else { said };
    let only_greens = counts.of(Color::Blue) == 0;
    if green == 0 && only_greens && lights.none_reached {
        let red = match counts.of(Color::Red) {
            0 => Phrase::of("，均为黄灯"),
            red if red == lit => Phrase::of("，均为红灯"),
            _ => Phrase::of("，其中红灯").add(lights.number(Field::Red)),
        };
        return tail(Phrase::of("亮灯").add(number()).say("均未达到序时进度或目标要求").add(red));
    }
    if green * 2 < lit && only_greens && green > 0 {
        let others = [Color::Yellow, Color::Red].into_iter().filter(|c| counts.of(*c) > 0);
        let others = joined(others.map(|c| Phrase::of(c.chinese()).add(lights.number(field_of(c)))), "、");
        let said = Phrase::of("亮灯").add(number()).say("中，绿灯").add(lights.number(Field::Green));
        return tail(said.say("，不足半数；").add(others));
    }
    let all_lit = if silent == 0 { "应评指标均已亮灯" } else { "应评指标中亮灯" };
    let said = match counts.of(Color::Red) {
        0 => Phrase::of("亮灯").add(number()).say("，无红灯：").add(lights.colours()),
        _ if silent == 0 => Phrase::of(all_lit).say("：").add(lights.colours()).add(shares(lights)),
        _ => Phrase::of(all_lit).add(number()).say("：").add(lights.colours()).add(shares(lights)),
    };
    tail(said)
}

/// `未报2项，不参评1项`, `未报、不参评各1项`
fn unlit(lights: &Lights) -> Phrase {
    let (missing, not_assessed) = (lights.counts.missing, lights.counts.not_assessed);
    match (missing, not_assessed) {
        (0, 0) => Phrase::new(),
        (_, 0) => Phrase::of("未报").add(lights.number(Field::Missing)),
        (0, _) => Phrase::of("不参评").add(lights.number(Field::NotAssessed)),
        (m, n) if m == n => Phrase::of("未报、不参评各").add(lights.number(Field::Missing)),
        _ => Phrase::of("未报")
            .add(lights.number(Field::Missing))
            .say("、不参评")
            .add(lights.number(Field::NotAssessed)),
    }
}

/// Pattern 2: only from 20 lights on, and only where what is printed sums to 100.0.
fn shares(lights: &Lights) -> Phrase {
    let lit = lights.counts.lit();
    let shares: Vec<Quantity> = Color::ALL
        .into_iter()
        .map(|c| lights.counts.of(c))
        .filter(|n| *n > 0)
        .filter_map(|n| Some(Ratio::new(n.into(), lit.into())?.percent(1)))
        .collect();
    let sum = shares.iter().fold(Quantity::integer(0), |a, b| a.plus(*b));
    if lit < 20 || sum != Quantity::integer(100) || shares.iter().any(|s| s.is_zero()) || shares.len() < 2 {
        return Phrase::new();
    }
    let shares: Vec<String> = shares.iter().map(|s| format!("{s}%")).collect();
    Phrase::of(format!("，分别占亮灯指标的{}", shares.join("、")))
}

/// Pattern 28: `两期均亮灯的58项中，5项转好、2项转差：…由黄转绿，…由红转黄；…由绿转黄`.
///
/// `items` are all of the scope; those that were not lit in both periods count for nothing.
pub fn turned(lights: &Lights, items: &[Item]) -> Option<Phrase> {
    let colours = |item: &Item| Some((item.figure.last_color?, item.color()?));
    let both = items.iter().filter(|i| colours(i).is_some()).count();
    let groups = |better: bool| {
        let mut groups: Vec<((Color, Color), Vec<&Item>)> = Vec::new();
        for item in items {
            let Some((then, now)) = colours(item).filter(|(a, b)| if better { b < a } else { b > a }) else {
                continue;
            };
            match groups.iter_mut().find(|(key, _)| *key == (then, now)) {
                Some((_, members)) => members.push(item),
                None => groups.push(((then, now), vec![item])),
            }
        }
        groups.sort_by_key(|((then, now), _)| (*now, *then));
        groups
    };
    let (better, worse) = (groups(true), groups(false));
    if better.is_empty() && worse.is_empty() {
        return None;
    }
    let number =
        |groups: &[((Color, Color), Vec<&Item>)]| -> usize { groups.iter().map(|g| g.1.len()).sum() };
    let moves = [(Field::Better, "转好", number(&better)), (Field::Worse, "转差", number(&worse))];
    let moves = moves.into_iter().filter(|m| m.2 > 0);
    let moves = joined(moves.map(|(field, word, _)| lights.number(field).say(word)), "、");
    let listed = [&better, &worse].into_iter().filter(|g| !g.is_empty()).map(|g| transitions(g));
    Some(Phrase::of(format!("两期均亮灯的{both}项中，")).add(moves).say("：").add(joined(listed, "；")))
}

fn transitions(groups: &[((Color, Color), Vec<&Item>)]) -> Phrase {
    joined(
        groups.iter().map(|((then, now), items)| {
            let list: Vec<Phrase> = items.iter().map(|i| i.name()).collect();
            let list = if list.len() > 5 { counted_names(list, "项") } else { names(list) };
            list.say(format!("由{}转{}", short(*then), short(*now)))
        }),
        "，",
    )
}

/// 绿、黄、红
pub fn short(color: Color) -> &'static str {
    color.chinese().strip_suffix('灯').unwrap_or(color.chinese())
}

#[cfg(test)]
mod tests {
    use super::super::fixture::Fixture;
    use super::*;

    fn counts(lit: [u32; 4], missing: u32, not_assessed: u32, not_due: u32) -> Counts {
        let colors = Color::ALL.into_iter().zip(lit).filter(|(_, n)| *n > 0).collect();
        Counts { colors, missing, not_assessed, not_due, ..Counts::default() }
    }

    fn said(counts: &Counts, none_reached: bool) -> String {
        let lights = Lights { counts, subject: "全市".into(), href: "x".into(), none_reached };
        overview(&lights).plain()
    }

    #[test]
    fn counts_of_lights_in_words() {
        #[rustfmt::skip]
        let cases = [
            // green blue yellow red, missing, not assessed, not due; none reached
            (counts([42, 0, 12, 6], 2, 1, 33), false,
             "96项指标中，本期应评63项，未到评价期33项；应评指标中亮灯60项：绿灯42项、黄灯12项、红灯6项，分别占亮灯指标的70.0%、20.0%、10.0%；未报2项、不参评1项"),
            (counts([49, 0, 14, 7], 1, 1, 24), false,
             "96项指标中，本期应评72项，未到评价期24项；应评指标中亮灯70项：绿灯49项、黄灯14项、红灯7项，分别占亮灯指标的70.0%、20.0%、10.0%；未报、不参评各1项"),
            (counts([5, 0, 1, 0], 0, 0, 3), false, "9项指标中，本期应评6项，未到评价期3项；亮灯6项，无红灯：绿灯5项、黄灯1项"),
            (counts([6, 0, 0, 0], 0, 0, 3), false, "9项指标中，本期应评6项，未到评价期3项；应评的6项均为绿灯"),
            (counts([3, 0, 0, 0], 2, 0, 4), false, "9项指标中，本期应评5项，未到评价期4项；已亮灯的3项均为绿灯，另有未报2项"),
            (counts([3, 0, 2, 2], 0, 0, 5), false, "12项指标中，本期应评7项，未到评价期5项；亮灯7项中，绿灯3项，不足半数；黄灯2项、红灯2项"),
            (counts([0, 0, 3, 2], 0, 0, 0), true,  "5项指标本期均应评；亮灯5项均未达到序时进度或目标要求，其中红灯2项"),
            (counts([0, 0, 3, 0], 0, 0, 0), true,  "3项指标本期均应评；亮灯3项均未达到序时进度或目标要求，均为黄灯"),
            (counts([0, 0, 0, 0], 0, 0, 5), false, "本期无应评指标，5项均未到评价期"),
            (counts([0, 0, 0, 0], 2, 0, 5), false, "7项指标中，本期应评2项，未到评价期5项；应评指标中未报2项"),
            // Seven lights are too few for percentages, and thirds do not sum to 100.0.
            (counts([4, 0, 1, 2], 0, 0, 0), false, "7项指标本期均应评；应评指标均已亮灯：绿灯4项、黄灯1项、红灯2项"),
            (counts([14, 0, 4, 3], 0, 0, 0), false,
             "21项指标本期均应评；应评指标均已亮灯：绿灯14项、黄灯4项、红灯3项，分别占亮灯指标的66.7%、19.0%、14.3%"),
            (counts([10, 0, 6, 7], 0, 0, 0), false, "23项指标本期均应评；亮灯23项中，绿灯10项，不足半数；黄灯6项、红灯7项"),
            (counts([12, 0, 7, 5], 0, 0, 0), false,
             "24项指标本期均应评；应评指标均已亮灯：绿灯12项、黄灯7项、红灯5项，分别占亮灯指标的50.0%、29.2%、20.8%"),
            // 54.5 + 22.7 + 22.7 = 99.9: no shares.
            (counts([12, 0, 5, 5], 0, 0, 0), false, "22项指标本期均应评；应评指标均已亮灯：绿灯12项、黄灯5项、红灯5项"),
        ];
        for (counts, none_reached, expected) in cases {
            assert_eq!(said(&counts, none_reached), expected);
        }
    }

    #[test]
    fn one_item_is_told_by_itself() {
        let counts = counts([0, 0, 0, 1], 0, 0, 4);
        let lights =
            Lights { counts: &counts, subject: "全市".into(), href: "x".into(), none_reached: true };
        let fdi = Fixture::cumulative("引进外资", "万美元", "9000").value("1150").light(Color::Red);
        assert_eq!(
            fdi.read(|item| one(&lights, item).unwrap().plain()),
            "本期应评1项，即引进外资，完成12.8%，慢于序时12.2个百分点，为红灯"
        );
    }

    #[test]
    fn turned_lights_are_named_better_first() {
        let lit = |name: &str, then: Color, now: Color| {
            Fixture::cumulative(name, "个", "100").value("25").before_light(then).light(now).ready()
        };
        let fixtures = [
            lit("小型水库除险加固", Color::Yellow, Color::Green),
            lit("地下管网改造", Color::Yellow, Color::Red),
            lit("法律援助", Color::Yellow, Color::Green),
            lit("无障碍改造", Color::Red, Color::Yellow),
            lit("社会消费品零售总额", Color::Green, Color::Yellow),
            lit("城镇新增就业", Color::Green, Color::Green),
            Fixture::cumulative("首次亮灯", "个", "100").value("25").ready(),
        ];
        let items: Vec<Item> = fixtures.iter().map(Fixture::item).collect();
        let counts = Counts { better: 3, worse: 2, ..counts([3, 0, 2, 1], 0, 0, 0) };
        let lights =
            Lights { counts: &counts, subject: "全市".into(), href: "x".into(), none_reached: false };
        assert_eq!(
            turned(&lights, &items).unwrap().plain(),
            "两期均亮灯的6项中，3项转好、2项转差：小型水库除险加固和法律援助由黄转绿，无障碍改造由红转黄；社会消费品零售总额由绿转黄，地下管网改造由黄转红"
        );
        assert!(turned(&lights, &items[5..]).is_none());
    }
}
