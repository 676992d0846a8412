//! Places in the province: patterns 26 and 27.

use super::Mention;
use crate::check::Field;
use crate::editions::publications::item::{Item, Shape};
use crate::editions::publications::phrase::Phrase;

/// `居全省14个市州第4位，较1—2月前移1位`; nothing without a source.
pub fn rank(item: &Item, mention: Mention) -> Option<Phrase> {
    let rank = item.figure.rank.as_ref()?;
    rank.source.as_ref()?;
    let among = match mention {
        Mention::First => format!("居全省{}个市州", rank.of),
        Mention::Again => "居全省".to_string(),
    };
    let place = match rank.place {
        1 => item.linked("首位"),
        last if last == rank.of => item.linked("末位"),
        _ => item.bound(Field::Rank, Shape::Short)?,
    };
    Some(Phrase::of(among).add(place).clause(moved(item)))
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
            ((4, 14),  Some((5, 14)),  "居全省14个市州第4位，较1—2月前移1位"),
            ((9, 14),  Some((7, 14)),  "居全省14个市州第9位，较1—2月后移2位"),
            ((9, 14),  Some((9, 14)),  "居全省14个市州第9位，位次不变"),
            ((9, 14),  Some((9, 13)),  "居全省14个市州第9位"),
            ((1, 14),  None,           "居全省14个市州首位"),
            ((14, 14), None,           "居全省14个市州末位"),
        ];
        for (now, before, said) in cases {
            let fixture = Fixture::growth("规模工业增加值", "7.5").value("8.1").ranks(now, before);
            assert_eq!(fixture.read(|item| rank(item, Mention::First).unwrap().plain()), said);
        }
        let unsourced = Fixture::growth("规模工业增加值", "7.5").value("8.1").unsourced_rank((4, 14));
        assert_eq!(unsourced.read(|item| rank(item, Mention::First)), None);
    }
}
