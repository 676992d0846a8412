//! Places in a list of others: patterns 26 and 27.

use super::Mention;
use crate::check::Field;
use crate::check::record::Rank;
use crate::editions::publications::item::{Item, Shape};
use crate::editions::publications::phrase::Phrase;

/// `居第4位（共14个），较1—2月前移1位`; nothing without a source.
///
/// Who the others are is said only as far as the rank's source says it: `居第4位`.
pub fn rank(item: &Item, mention: Mention) -> Option<Phrase> {
    let rank = item.figure.rank.as_ref()?;
    rank.source.as_ref()?;
    let place = match rank.place {
        1 => item.linked("首位"),
        last if last == rank.of => item.linked("末位"),
        _ => item.bound(Field::Rank, Shape::Short)?,
    };
    let among = Phrase::of("居");
    let said = match (mention, among_whom(rank)) {
        (Mention::First, Some(whom)) => among.say(whom).add(place),
        (Mention::First, None) => among.add(place).say(format!("（共{}个）", rank.of)),
        (Mention::Again, _) => among.add(place),
    };
    Some(said.clause(moved(item)))
}

/// `全省14个市州`, in the words of the source.
fn among_whom(rank: &Rank) -> Option<String> {
    let source = rank.source.as_deref()?;
    (source.contains("全省") && source.contains("市州")).then(|| format!("全省{}个市州", rank.of))
}

/// `较1—2月前移1位`, `位次不变`: only against a rank among as many.
pub fn moved(item: &Item) -> Option<Phrase> {
    let before = item.before.as_ref()?;
    let (now, then) = (item.figure.rank.as_ref()?, before.figure.rank.as_ref()?);
    if now.of != then.of {
        return None;
    }
    match item.figure.rank_change? {
        0 => item.bound(Field::RankChange, Shape::Long),
        _ => {
            Some(Phrase::of(format!("较{}", before.label)).add(item.bound(Field::RankChange, Shape::Short)?))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::Fixture;
    use super::*;

    #[test]
    fn places_move_forward_and_back() {
        #[rustfmt::skip]
        let cases = [
            // now        before         said
            ((4, 14),  Some((5, 14)),  "居第4位（共14个），较1—2月前移1位"),
            ((9, 14),  Some((7, 14)),  "居第9位（共14个），较1—2月后移2位"),
            ((9, 14),  Some((9, 14)),  "居第9位（共14个），位次不变"),
            ((9, 14),  Some((9, 13)),  "居第9位（共14个）"),
            ((1, 14),  None,           "居首位（共14个）"),
            ((14, 14), None,           "居末位（共14个）"),
        ];
        for (now, before, said) in cases {
            let fixture = Fixture::growth("规模工业增加值", "7.5").value("8.1").ranks(now, before);
            assert_eq!(fixture.read(|item| rank(item, Mention::First).unwrap().plain()), said);
        }
        let unsourced = Fixture::growth("规模工业增加值", "7.5").value("8.1").unsourced_rank((4, 14));
        assert_eq!(unsourced.read(|item| rank(item, Mention::First)), None);
    }
}
