use super::{Date, Ratio};
use std::fmt;

/// How often something is reported; also the kind of a period. Ordered from short to long.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Frequency {
    Dekad,
    Month,
    Quarter,
    Half,
    Year,
}

impl Frequency {
    pub const ALL: [Frequency; 5] =
        [Frequency::Dekad, Frequency::Month, Frequency::Quarter, Frequency::Half, Frequency::Year];

    pub fn code(self) -> &'static str {
        match self {
            Frequency::Dekad => "dekad",
            Frequency::Month => "month",
            Frequency::Quarter => "quarter",
            Frequency::Half => "half",
            Frequency::Year => "year",
        }
    }

    pub fn from_code(code: &str) -> Option<Frequency> {
        Frequency::ALL.into_iter().find(|f| f.code() == code)
    }

    /// 旬、月、季、半年、年
    pub fn chinese(self) -> &'static str {
        match self {
            Frequency::Dekad => "旬",
            Frequency::Month => "月",
            Frequency::Quarter => "季",
            Frequency::Half => "半年",
            Frequency::Year => "年",
        }
    }

    /// How many periods of this kind a year has.
    pub fn per_year(self) -> u32 {
        match self {
            Frequency::Dekad => 36,
            Frequency::Month => 12,
            Frequency::Quarter => 4,
            Frequency::Half => 2,
            Frequency::Year => 1,
        }
    }
}

/// The period a number belongs to: `2024-03-D1`, `2024-03`, `2024-Q1`, `2024-H1`, `2024`.
///
/// Ordered by last day, then from short to long (formats.md section 6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Period {
    pub year: i32,
    pub kind: Frequency,
    /// Which of its kind in the year, from 1.
    pub index: u32,
}

impl Period {
    pub fn new(year: i32, kind: Frequency, index: u32) -> Option<Period> {
        (1..=kind.per_year()).contains(&index).then_some(Period { year, kind, index })
    }

    pub fn month(year: i32, month: u32) -> Period {
        Period { year, kind: Frequency::Month, index: month }
    }

    pub fn parse(text: &str) -> Option<Period> {
        let year_text = text.get(..4)?;
        if !year_text.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let year = year_text.parse().ok()?;
        let rest = &text[4..];
        let digits = |s: &str, n: usize| {
            (s.len() == n && s.bytes().all(|b| b.is_ascii_digit())).then(|| s.parse::<u32>().ok()).flatten()
        };
        if rest.is_empty() {
            return Period::new(year, Frequency::Year, 1);
        }
        let rest = rest.strip_prefix('-')?;
        if let Some(q) = rest.strip_prefix('Q') {
            return Period::new(year, Frequency::Quarter, digits(q, 1)?);
        }
        if let Some(h) = rest.strip_prefix('H') {
            return Period::new(year, Frequency::Half, digits(h, 1)?);
        }
        match rest.split_once("-D") {
            Some((m, d)) => {
                let (m, d) = (digits(m, 2)?, digits(d, 1)?);
                if !(1..=12).contains(&m) || !(1..=3).contains(&d) {
                    return None;
                }
                Period::new(year, Frequency::Dekad, (m - 1) * 3 + d)
            }
            None => Period::new(year, Frequency::Month, digits(rest, 2)?),
        }
    }

    /// The month it ends in, 1 to 12.
    pub fn last_month(self) -> u32 {
        match self.kind {
            Frequency::Dekad => (self.index - 1) / 3 + 1,
            Frequency::Month => self.index,
            Frequency::Quarter => self.index * 3,
            Frequency::Half => self.index * 6,
            Frequency::Year => 12,
        }
    }

    /// 1, 2 or 3 within the month; `None` if it is no dekad.
    pub fn dekad_of_month(self) -> Option<u32> {
        (self.kind == Frequency::Dekad).then_some((self.index - 1) % 3 + 1)
    }

    pub fn first_day(self) -> Date {
        let (month, day) = match self.kind {
            Frequency::Dekad => (self.last_month(), (self.index - 1) % 3 * 10 + 1),
            Frequency::Month => (self.index, 1),
            Frequency::Quarter => (self.index * 3 - 2, 1),
            Frequency::Half => (self.index * 6 - 5, 1),
            Frequency::Year => (1, 1),
        };
        Date::new(self.year, month, day).expect("a period's first day exists")
    }

    pub fn last_day(self) -> Date {
        match self.dekad_of_month() {
            Some(d @ 1..=2) => {
                Date::new(self.year, self.last_month(), d * 10).expect("the 10th and 20th exist")
            }
            _ => {
                let month = self.last_month();
                let (year, next) = if month == 12 { (self.year + 1, 1) } else { (self.year, month + 1) };
                Date::new(year, next, 1).expect("a first of month exists").plus_days(-1)
            }
        }
    }

    /// The one before of the same kind; `None` at the beginning of the year.
    pub fn previous(self) -> Option<Period> {
        Period::new(self.year, self.kind, self.index.checked_sub(1)?)
    }

    pub fn next(self) -> Option<Period> {
        Period::new(self.year, self.kind, self.index + 1)
    }

    /// Whether it is the last of its kind in the year.
    pub fn is_last(self) -> bool {
        self.index == self.kind.per_year()
    }

    pub fn contains(self, other: Period) -> bool {
        self.year == other.year
            && self.kind >= other.kind
            && self.first_day() <= other.first_day()
            && other.last_day() <= self.last_day()
    }

    /// Share of the year gone by at the period's end, measured in months (formats.md section 6).
    pub fn months_share(self) -> Ratio {
        Ratio::new(self.index.into(), self.kind.per_year().into()).expect("a year has periods")
    }

    /// `1—3月`, `一季度`, `8月上旬`: the period of a figure that counts from January.
    pub fn label(self) -> String {
        match self.kind {
            Frequency::Month if self.index > 1 => format!("1—{}月", self.index),
            _ => self.own_label(),
        }
    }

    /// `3月`, `一季度`, `8月上旬`: the period itself, as titles of publications give it.
    pub fn own_label(self) -> String {
        match self.kind {
            Frequency::Dekad => {
                let part = ["上旬", "中旬", "下旬"][((self.index - 1) % 3) as usize];
                format!("{}月{part}", self.last_month())
            }
            Frequency::Month => format!("{}月", self.index),
            Frequency::Quarter => ["一季度", "上半年", "前三季度", "全年"][(self.index - 1) as usize].into(),
            Frequency::Half => ["上半年", "全年"][(self.index - 1) as usize].into(),
            Frequency::Year => "全年".into(),
        }
    }

    /// `3月`, `二季度`, `下半年`: the period as what is filed for it is called. Its figures count from January
    /// ([`Period::label`]): a report of 二季度 gives numbers of 上半年.
    pub fn report_label(self) -> String {
        match self.kind {
            Frequency::Quarter => format!("{}季度", ["一", "二", "三", "四"][(self.index - 1) as usize]),
            Frequency::Half => ["上半年", "下半年"][(self.index - 1) as usize].into(),
            Frequency::Dekad | Frequency::Month | Frequency::Year => self.own_label(),
        }
    }
}

impl Ord for Period {
    fn cmp(&self, other: &Period) -> std::cmp::Ordering {
        // Which of the last days of a month; only two dekads end before it does.
        let part = |p: &Period| p.dekad_of_month().unwrap_or(3);
        let key = |p: &Period| (p.year, p.last_month(), part(p), p.kind);
        key(self).cmp(&key(other))
    }
}

impl PartialOrd for Period {
    fn partial_cmp(&self, other: &Period) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // By hand, for every address of a figure has one.
        let digit = |number: u32| b'0' + (number % 10) as u8;
        let (year, month) = (self.year.unsigned_abs(), self.last_month());
        let mut text = *b"0000-00-D0";
        text[..4].copy_from_slice(&[digit(year / 1000), digit(year / 100), digit(year / 10), digit(year)]);
        let mut tail = |tail: &[u8]| {
            text[5..][..tail.len()].copy_from_slice(tail);
            5 + tail.len()
        };
        let length = match self.kind {
            Frequency::Dekad => {
                tail(&[digit(month / 10), digit(month), b'-', b'D', digit((self.index - 1) % 3 + 1)])
            }
            Frequency::Month => tail(&[digit(month / 10), digit(month)]),
            Frequency::Quarter => tail(&[b'Q', digit(self.index)]),
            Frequency::Half => tail(&[b'H', digit(self.index)]),
            Frequency::Year => 4,
        };
        f.write_str(str::from_utf8(&text[..length]).expect("digits are ASCII"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_read_and_print() {
        #[rustfmt::skip]
        let cases = [
            // text         first day     last day      label
            ("2024-03-D1", "2024-03-01", "2024-03-10", "3月上旬"),
            ("2024-02-D3", "2024-02-21", "2024-02-29", "2月下旬"),
            ("2024-01",    "2024-01-01", "2024-01-31", "1月"),
            ("2024-12",    "2024-12-01", "2024-12-31", "1—12月"),
            ("2024-Q3",    "2024-07-01", "2024-09-30", "前三季度"),
            ("2024-H1",    "2024-01-01", "2024-06-30", "上半年"),
            ("2024",       "2024-01-01", "2024-12-31", "全年"),
        ];
        for (text, first, last, label) in cases {
            let period = Period::parse(text).expect(text);
            assert_eq!(period.to_string(), text);
            assert_eq!(period.first_day().to_string(), first);
            assert_eq!(period.last_day().to_string(), last);
            assert_eq!(period.label(), label);
        }
        for text in
            ["2024-13", "2024-00", "2024-3", "2024-03-D4", "2024-Q5", "2024-q1", "24-03", "2024-03-1", ""]
        {
            assert_eq!(Period::parse(text), None, "{text}");
        }
    }

    #[test]
    fn reports_of_one_day_have_labels_of_their_own() {
        let label = |text: &str| Period::parse(text).unwrap().report_label();
        let labels = ["2024-06", "2024-Q2", "2024-H1", "2024-12", "2024-Q4", "2024-H2", "2024"].map(label);
        assert_eq!(labels, ["6月", "二季度", "上半年", "12月", "四季度", "下半年", "全年"]);
    }

    #[test]
    fn periods_are_ordered_by_last_day_then_length() {
        let order =
            ["2024-03-D2", "2024-03-D3", "2024-03", "2024-Q1", "2024-04-D1", "2024-06", "2024-Q2", "2024-H1"];
        let mut periods: Vec<Period> = order.iter().rev().map(|t| Period::parse(t).unwrap()).collect();
        periods.sort();
        assert_eq!(periods.iter().map(Period::to_string).collect::<Vec<_>>(), order);
    }
}
