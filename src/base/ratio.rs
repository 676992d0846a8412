use super::Quantity;
use num_bigint::BigInt;
use num_integer::Integer;
use num_rational::{BigRational, Ratio as Small};
use num_traits::{CheckedAdd, CheckedDiv, CheckedMul, CheckedSub, Signed, ToPrimitive, Zero};
use std::cmp::Ordering;
use std::fmt;

/// An exact fraction. 128 bits carry nearly all of them; what does not fit goes on in as many as it needs.
#[derive(Clone, Debug)]
pub struct Ratio(Repr);

#[derive(Clone, Debug)]
enum Repr {
    Small(Small<i128>),
    Big(Box<BigRational>),
}

impl Ratio {
    /// `None` when the denominator is zero: a share of nothing is not 0.
    pub fn new(numerator: i128, denominator: i128) -> Option<Ratio> {
        match (i64::try_from(numerator), i64::try_from(denominator)) {
            (_, Ok(0)) => None,
            (Ok(_), Ok(1..)) => Some(Ratio(Repr::Small(reduced((numerator, denominator))))),
            _ => Some(Ratio(Repr::Small(Small::new(numerator, denominator)))),
        }
    }

    pub fn integer(value: i128) -> Ratio {
        Ratio(Repr::Small(Small::from_integer(value)))
    }

    pub fn zero() -> Ratio {
        Ratio::integer(0)
    }

    pub fn one() -> Ratio {
        Ratio::integer(1)
    }

    pub fn plus(&self, other: &Ratio) -> Ratio {
        let short = |(a, b): Parts, (c, d): Parts| if b == d { (a + c, b) } else { (a * d + c * b, b * d) };
        self.calculate(other, short, |a, b| a.checked_add(b), |a, b| a + b)
    }

    pub fn minus(&self, other: &Ratio) -> Ratio {
        let short = |(a, b): Parts, (c, d): Parts| if b == d { (a - c, b) } else { (a * d - c * b, b * d) };
        self.calculate(other, short, |a, b| a.checked_sub(b), |a, b| a - b)
    }

    pub fn times(&self, other: &Ratio) -> Ratio {
        self.calculate(other, |(a, b), (c, d)| (a * c, b * d), |a, b| a.checked_mul(b), |a, b| a * b)
    }

    /// `None` when `other` is zero.
    pub fn over(&self, other: &Ratio) -> Option<Ratio> {
        let short = |(a, b): Parts, (c, d): Parts| (a * d * c.signum(), b * c.abs());
        (!other.is_zero()).then(|| self.calculate(other, short, |a, b| a.checked_div(b), |a, b| a / b))
    }

    pub fn negated(&self) -> Ratio {
        Ratio::zero().minus(self)
    }

    pub fn abs(&self) -> Ratio {
        if self.is_negative() { self.negated() } else { self.clone() }
    }

    pub fn is_zero(&self) -> bool {
        match &self.0 {
            Repr::Small(r) => r.is_zero(),
            Repr::Big(r) => r.is_zero(),
        }
    }

    pub fn is_negative(&self) -> bool {
        match &self.0 {
            Repr::Small(r) => r.is_negative(),
            Repr::Big(r) => r.is_negative(),
        }
    }

    /// Rounded to `decimals` digits, half to even on the exact value (GB/T 8170).
    pub fn rounded(&self, decimals: u32) -> Quantity {
        self.to_steps(decimals, Rounding::HalfEven)
    }

    /// The least number of `decimals` digits that is not below it.
    pub fn rounded_up(&self, decimals: u32) -> Quantity {
        self.to_steps(decimals, Rounding::Up)
    }

    /// The greatest number of `decimals` digits that is not above it.
    pub fn rounded_down(&self, decimals: u32) -> Quantity {
        self.to_steps(decimals, Rounding::Down)
    }

    /// A hundred times it, rounded: the number before a %.
    pub fn percent(&self, decimals: u32) -> Quantity {
        self.times(&Ratio::integer(100)).rounded(decimals)
    }

    fn to_steps(&self, decimals: u32, rounding: Rounding) -> Quantity {
        if let Repr::Small(exact) = &self.0
            && let Some(scaled) = i128::checked_mul(*exact.numer(), 10i128.pow(decimals))
        {
            if let (Ok(n), Ok(d)) = (i64::try_from(scaled), i64::try_from(*exact.denom())) {
                return Quantity::from_steps(divided(&n, &d, rounding).into(), decimals);
            }
            return Quantity::from_steps(divided(&scaled, exact.denom(), rounding), decimals);
        }
        let exact = self.big();
        let steps = divided(&(exact.numer() * BigInt::from(10u8).pow(decimals)), exact.denom(), rounding);
        // Inputs have at most 18 digits, so a printed number is far below the limit.
        let limit = if steps.is_negative() { -(10i128.pow(36)) } else { 10i128.pow(36) };
        Quantity::from_steps(steps.to_i128().unwrap_or(limit), decimals)
    }

    fn big(&self) -> BigRational {
        match &self.0 {
            Repr::Small(r) => BigRational::new_raw((*r.numer()).into(), (*r.denom()).into()),
            Repr::Big(r) => (**r).clone(),
        }
    }

    /// Numerator and denominator where products of two of them, and the sum of two such, fit into 128 bits.
    fn short(&self) -> Option<Parts> {
        let Repr::Small(r) = &self.0 else { return None };
        let fits = |n: i128| (-(1 << 62)..1 << 62).contains(&n);
        (fits(*r.numer()) && fits(*r.denom())).then(|| (*r.numer(), *r.denom()))
    }

    /// `short` is the way for most fractions, `small` for those that may overflow, `big` for those that do.
    fn calculate(
        &self,
        other: &Ratio,
        short: impl Fn(Parts, Parts) -> Parts,
        small: impl Fn(&Small<i128>, &Small<i128>) -> Option<Small<i128>>,
        big: impl Fn(BigRational, BigRational) -> BigRational,
    ) -> Ratio {
        if let (Some(a), Some(b)) = (self.short(), other.short()) {
            return Ratio(Repr::Small(reduced(short(a, b))));
        }
        if let (Repr::Small(a), Repr::Small(b)) = (&self.0, &other.0)
            && let Some(result) = small(a, b)
        {
            return Ratio(Repr::Small(result));
        }
        let result = big(self.big(), other.big());
        match (result.numer().to_i128(), result.denom().to_i128()) {
            (Some(n), Some(d)) => Ratio(Repr::Small(Small::new_raw(n, d))),
            _ => Ratio(Repr::Big(Box::new(result))),
        }
    }
}

/// Numerator and denominator.
type Parts = (i128, i128);

/// In lowest terms; the denominator is positive.
fn reduced((n, d): Parts) -> Small<i128> {
    match (i64::try_from(n), i64::try_from(d)) {
        // Division of 64 bits is several times as fast.
        (Ok(n), Ok(d)) => {
            let common = n.gcd(&d);
            Small::new_raw((n / common).into(), (d / common).into())
        }
        _ => {
            let common = n.gcd(&d);
            Small::new_raw(n / common, d / common)
        }
    }
}

#[derive(Clone, Copy)]
enum Rounding {
    HalfEven,
    Up,
    Down,
}

/// The quotient as a whole number; `den` is positive.
fn divided<T: Integer + Clone>(num: &T, den: &T, rounding: Rounding) -> T {
    let (down, rest) = num.div_mod_floor(den);
    let up = match rounding {
        Rounding::Down => false,
        Rounding::Up => !rest.is_zero(),
        Rounding::HalfEven => match rest.cmp(&(den.clone() - rest.clone())) {
            Ordering::Less => false,
            Ordering::Greater => true,
            Ordering::Equal => down.is_odd(),
        },
    };
    if up { down + T::one() } else { down }
}

impl PartialEq for Ratio {
    fn eq(&self, other: &Ratio) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Ratio {}

impl PartialOrd for Ratio {
    fn partial_cmp(&self, other: &Ratio) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Ratio {
    fn cmp(&self, other: &Ratio) -> Ordering {
        if let (Some((a, b)), Some((c, d))) = (self.short(), other.short()) {
            return (a * d).cmp(&(c * b));
        }
        match (&self.0, &other.0) {
            (Repr::Small(a), Repr::Small(b)) => a.cmp(b),
            _ => self.big().cmp(&other.big()),
        }
    }
}

/// `41/36`; for traces, never for readers of a page.
impl fmt::Display for Ratio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Repr::Small(r) => write!(f, "{r}"),
            Repr::Big(r) => write!(f, "{r}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn rounding_is_half_to_even_on_the_exact_value() {
        #[rustfmt::skip]
        let cases = [
            // numerator, denominator, decimals, rounded
            (  5,   2, 0, "2"),
            (  7,   2, 0, "4"),
            ( -5,   2, 0, "-2"),
            (  2,   3, 4, "0.6667"),
            ( -1, 400, 2, "0.00"),
            (469, 200, 2, "2.34"),
            (471, 200, 2, "2.36"),
        ];
        for (n, d, decimals, text) in cases {
            assert_eq!(Ratio::new(n, d).unwrap().rounded(decimals).to_string(), text, "{n}/{d}");
        }
        assert_eq!(Ratio::new(181, 9).unwrap().rounded_up(0).to_string(), "21");
    }

    #[test]
    fn thirds_stay_exact_and_nothing_overflows() {
        let third = Ratio::new(1, 3).unwrap();
        assert_eq!(third.times(&Ratio::integer(3)), Ratio::one());
        let huge = Ratio::new(i128::MAX, 7).unwrap();
        assert_eq!(huge.times(&huge).over(&huge), Some(huge));
        assert_eq!(third.over(&Ratio::zero()), None);
    }

    /// Numbers of every length, from one digit to all that fit.
    fn any_number() -> impl Strategy<Value = i128> {
        (any::<i128>(), 0u32..127).prop_map(|(n, shift)| n >> shift)
    }

    fn any_ratio() -> impl Strategy<Value = Ratio> {
        (any_number(), any_number()).prop_filter_map("a denominator", |(n, d)| {
            (n != i128::MIN && d != i128::MIN).then(|| Ratio::new(n, d)).flatten()
        })
    }

    proptest! {
        #[test]
        fn the_short_way_is_the_exact_one(a in any_ratio(), b in any_ratio(), decimals in 0u32..5) {
            let (long_a, long_b) = (a.big(), b.big());
            prop_assert_eq!(a.plus(&b).big(), &long_a + &long_b);
            prop_assert_eq!(a.minus(&b).big(), &long_a - &long_b);
            prop_assert_eq!(a.times(&b).big(), &long_a * &long_b);
            prop_assert_eq!(a.over(&b).map(|r| r.big()), (!b.is_zero()).then(|| &long_a / &long_b));
            prop_assert_eq!(a.cmp(&b), long_a.cmp(&long_b));
            let step = Ratio::new(1, 10i128.pow(decimals)).unwrap();
            if long_a < BigRational::from_integer(BigInt::from(10).pow(25)) && !a.is_negative() {
                let down = a.rounded_down(decimals).ratio();
                prop_assert!(down <= a && a < down.plus(&step));
            }
        }
    }
}
