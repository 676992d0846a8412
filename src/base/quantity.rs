use super::Ratio;
use std::cmp::Ordering;
use std::fmt;

/// A decimal exactly as it was written: `62.89` and `62.890` are equal but print differently.
#[derive(Clone, Copy, Debug)]
pub struct Quantity {
    mantissa: i128,
    scale: u32,
}

/// Why a text is no number, so that the message can say what to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotANumber {
    /// `1,200` or `1，200`
    Thousands,
    /// `１２`
    FullWidth,
    /// `约9`, `9左右`
    Approximate,
    /// `9—16`
    Range,
    /// more than 12 digits before or 6 after the point
    TooLong,
    Other,
}

impl Quantity {
    const WHOLE_DIGITS: usize = 12;
    const DECIMALS: usize = 6;

    pub fn integer(value: i64) -> Quantity {
        Quantity { mantissa: value.into(), scale: 0 }
    }

    /// Reads `-?(0|[1-9]\d*)(\.\d+)?` and nothing else: no sign `+`, no exponent, no separator.
    pub fn parse(text: &str) -> Result<Quantity, NotANumber> {
        let digits = text.strip_prefix('-').unwrap_or(text);
        let (whole, decimals) = digits.split_once('.').unwrap_or((digits, "0"));
        let all_digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
        if !all_digits(whole) || !all_digits(decimals) || (whole.len() > 1 && whole.starts_with('0')) {
            return Err(why_not(text));
        }
        let scale = if digits.contains('.') { decimals.len() } else { 0 };
        if whole.len() > Self::WHOLE_DIGITS || scale > Self::DECIMALS {
            return Err(NotANumber::TooLong);
        }
        let mut mantissa: i128 = whole.parse().map_err(|_| NotANumber::TooLong)?;
        for b in decimals.bytes().take(scale) {
            mantissa = mantissa * 10 + i128::from(b - b'0');
        }
        if text.starts_with('-') {
            mantissa = -mantissa;
        }
        Ok(Quantity { mantissa, scale: scale as u32 })
    }

    /// Digits after the point, as written.
    pub fn scale(self) -> u32 {
        self.scale
    }

    /// In steps of `10^-scale`.
    pub fn mantissa(self) -> i128 {
        self.mantissa
    }

    /// The least amount it can be written in: 0.01 for `3.62`.
    pub fn step(self) -> Ratio {
        Quantity { mantissa: 1, scale: self.scale }.ratio()
    }

    pub fn ratio(self) -> Ratio {
        Ratio::new(self.mantissa, 10i128.pow(self.scale)).expect("a power of ten is not zero")
    }

    /// As a share of a whole: 1/20 for 5.
    pub fn per_cent(self) -> Ratio {
        Quantity { scale: self.scale + 2, ..self }.ratio()
    }

    pub fn is_zero(self) -> bool {
        self.mantissa == 0
    }

    pub fn is_negative(self) -> bool {
        self.mantissa < 0
    }

    pub fn is_integer(self) -> bool {
        self.mantissa % 10i128.pow(self.scale) == 0
    }

    pub fn abs(self) -> Quantity {
        Quantity { mantissa: self.mantissa.abs(), ..self }
    }

    /// The difference, with as many decimals as the more precise of the two.
    pub fn minus(self, other: Quantity) -> Quantity {
        let scale = self.scale.max(other.scale);
        Quantity { mantissa: self.scaled(scale) - other.scaled(scale), scale }
    }

    /// The sum, with as many decimals as the more precise of the two.
    pub fn plus(self, other: Quantity) -> Quantity {
        let scale = self.scale.max(other.scale);
        Quantity { mantissa: self.scaled(scale) + other.scaled(scale), scale }
    }

    /// `None` where the product would be longer than a number may be.
    pub fn times(self, other: Quantity) -> Option<Quantity> {
        Some(Quantity {
            mantissa: self.mantissa.checked_mul(other.mantissa)?,
            scale: self.scale + other.scale,
        })
    }

    /// From a whole number of steps of `10^-scale`; for what is rounded to a step.
    pub fn from_steps(mantissa: i128, scale: u32) -> Quantity {
        Quantity { mantissa, scale }
    }

    fn scaled(self, scale: u32) -> i128 {
        self.mantissa * 10i128.pow(scale - self.scale)
    }
}

fn why_not(text: &str) -> NotANumber {
    let digit = |c: char| c.is_ascii_digit();
    if text.chars().any(|c| ('０'..='９').contains(&c) || c == '．' || c == '－') {
        NotANumber::FullWidth
    } else if text.chars().any(digit) && text.chars().any(|c| ",，".contains(c)) {
        NotANumber::Thousands
    } else if ["约", "近", "左右", "余", "多", "超", "~", "≈", "以上", "不到"]
        .iter()
        .any(|w| text.contains(w))
        && !text.contains(['—', '～', '–'])
        && !(text.contains('~') && text.split('~').filter(|p| p.chars().any(digit)).count() == 2)
    {
        NotANumber::Approximate
    } else if text
        .char_indices()
        .skip(1)
        .any(|(i, c)| "—～~–-至".contains(c) && text[..i].contains(digit) && text[i..].contains(digit))
    {
        NotANumber::Range
    } else {
        NotANumber::Other
    }
}

impl PartialEq for Quantity {
    fn eq(&self, other: &Quantity) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Quantity {}

impl PartialOrd for Quantity {
    fn partial_cmp(&self, other: &Quantity) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Quantity {
    fn cmp(&self, other: &Quantity) -> Ordering {
        if self.scale == other.scale {
            return self.mantissa.cmp(&other.mantissa);
        }
        let scale = self.scale.max(other.scale);
        self.scaled(scale).cmp(&other.scaled(scale))
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let size = self.mantissa.unsigned_abs();
        let (Ok(mut left), 0..=12) = (u64::try_from(size), self.scale) else { return self.fmt_long(f) };
        // From the right, by hand: a site is made of numbers, and a format within a format is slow.
        let mut text = [0; 40];
        let mut at = text.len();
        let mut put = |byte: u8| {
            at -= 1;
            text[at] = byte;
        };
        for _ in 0..self.scale {
            put(b'0' + (left % 10) as u8);
            left /= 10;
        }
        if self.scale > 0 {
            put(b'.');
        }
        loop {
            put(b'0' + (left % 10) as u8);
            left /= 10;
            if left == 0 {
                break;
            }
        }
        if self.is_negative() {
            put(b'-');
        }
        f.write_str(str::from_utf8(&text[at..]).expect("digits are ASCII"))
    }
}

impl Quantity {
    /// What is longer than any number that was written: a product, a share.
    fn fmt_long(self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let power = 10u128.pow(self.scale);
        let (sign, size) = (if self.is_negative() { "-" } else { "" }, self.mantissa.unsigned_abs());
        match self.scale as usize {
            0 => write!(f, "{sign}{size}"),
            width => write!(f, "{sign}{}.{:0width$}", size / power, size % power),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stand_as_written() {
        for text in ["0", "-1.4", "0.07", "-0.500", "62.89", "62.890", "1200", "999999999999.999999"] {
            assert_eq!(Quantity::parse(text).expect(text).to_string(), text);
        }
        for (mantissa, scale, text) in [
            (-5, 13, "-0.0000000000005"),
            (i128::from(u64::MAX), 12, "18446744.073709551615"),
            (-i128::from(u64::MAX) - 1, 1, "-1844674407370955161.6"),
            (i128::from(u64::MAX) + 1, 0, "18446744073709551616"),
        ] {
            assert_eq!(Quantity::from_steps(mantissa, scale).to_string(), text);
        }
        assert_eq!(Quantity::parse("-0.0").unwrap().to_string(), "0.0");
        assert_eq!(Quantity::parse("62.89").unwrap(), Quantity::parse("62.890").unwrap());
    }

    #[test]
    fn what_is_no_number_says_why() {
        #[rustfmt::skip]
        let cases = [
            ("1,200",   NotANumber::Thousands),
            ("1，200",  NotANumber::Thousands),
            ("１２",    NotANumber::FullWidth),
            ("约9",     NotANumber::Approximate),
            ("9左右",   NotANumber::Approximate),
            ("9—16",    NotANumber::Range),
            ("9-16",    NotANumber::Range),
            ("9~16",    NotANumber::Range),
            ("九",      NotANumber::Other),
            ("1e3",     NotANumber::Other),
            ("+5",      NotANumber::Other),
            ("012",     NotANumber::Other),
            (".5",      NotANumber::Other),
            ("5.",      NotANumber::Other),
            ("",        NotANumber::Other),
            ("1_000",   NotANumber::Other),
            ("9999999999999", NotANumber::TooLong),
            ("0.1234567",     NotANumber::TooLong),
        ];
        for (text, why) in cases {
            assert_eq!(Quantity::parse(text), Err(why), "{text}");
        }
    }
}
