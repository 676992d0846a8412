//! Against last year and within the month: patterns 21–24.

use crate::base::{Frequency, Ratio};
use crate::check::Field;
use crate::editions::publications::item::{Item, Shape};
use crate::editions::publications::phrase::Phrase;

/// `同比增长4.5%`, `与上年同期持平`, `上年同期为0，增加2个`; nothing where there is no base.
pub fn on_year(item: &Item) -> Option<Phrase> {
    let base = item.figure.base?;
    let value = item.figure.value?;
    if base.is_zero() && value > base {
        return Some(Phrase::of(format!("上年同期为0，增加{value}{}", item.unit())));
    }
    let change = item.figure.change.as_ref()?;
    let text = item.bound(Field::Change, Shape::Short)?;
    let flat = change.abs().percent(1).ratio() == Ratio::zero();
    Some(Phrase::of(if flat { "与上年同期" } else { "同比" }).add(text))
}

/// `3月当月新增0.57万人`: only where the value counts from January over more than this period.
pub fn in_month(item: &Item) -> Option<Phrase> {
    let month = item.bound(Field::Month, Shape::Short)?;
    let several = item.period.kind == Frequency::Month && item.before.is_some();
    several.then(|| Phrase::of(format!("{}当月", item.period.own_label())).add(month))
}

#[cfg(test)]
mod tests {
    use super::super::fixture::Fixture;
    use super::*;

    #[test]
    fn the_year_before_is_named_only_where_it_is_known() {
        #[rustfmt::skip]
        let cases = [
            // value    base           said
            ("1.62",    Some("1.55"),  Some("同比增长4.5%")),
            ("1.50",    Some("1.55"),  Some("同比下降3.2%")),
            ("1.55",    Some("1.55"),  Some("与上年同期持平")),
            ("1.5501",  Some("1.55"),  Some("与上年同期基本持平")),
            ("1.62",    Some("0"),     Some("上年同期为0，增加1.62万人")),
            ("1.62",    None,          None),
        ];
        for (value, base, said) in cases {
            let mut fixture = Fixture::cumulative("城镇新增就业", "万人", "5.9").value(value);
            if let Some(base) = base {
                fixture = fixture.base(base);
            }
            assert_eq!(fixture.read(|item| on_year(item).map(|p| p.plain())), said.map(String::from));
        }
    }

    #[test]
    fn the_month_alone_is_named_as_such() {
        let jobs = Fixture::cumulative("城镇新增就业", "万人", "5.9").value("1.62").before("1.05");
        assert_eq!(jobs.read(|item| in_month(item).unwrap().plain()), "3月当月0.57万人");
        let first = Fixture::cumulative("城镇新增就业", "万人", "5.9").value("1.05").period("2024-02");
        assert_eq!(first.read(in_month), None);
    }
}
