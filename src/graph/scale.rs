//! From numbers to places.

/// A decimal as a place on a scale. `None` where it is no number.
pub(super) fn number(text: &str) -> Option<f64> {
    // Far beyond any figure of a plan; keeps the ticks' texts short.
    text.trim().parse::<f64>().ok().filter(|n| n.is_finite()).map(|n| n.clamp(-1e12, 1e12))
}

/// A straight axis.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scale {
    pub low: f64,
    pub high: f64,
    pub from: i32,
    pub to: i32,
}

impl Scale {
    /// Outside values stand at the end.
    pub fn at(&self, value: f64) -> i32 {
        let span = self.high - self.low;
        if span <= 0.0 {
            return self.from;
        }
        let share = ((value - self.low) / span).clamp(0.0, 1.0);
        self.from + (share * f64::from(self.to - self.from)).round() as i32
    }
}

/// Few round values within `low..=high`, at steps of 1, 2 or 5, and the digits after the point they need.
///
/// Of things that are counted, `whole`, there is no half.
pub(super) fn ticks(low: f64, high: f64, whole: bool) -> (Vec<f64>, usize) {
    let raw = ((high - low) / 4.5).max(1e-9);
    let unit = 10f64.powf(raw.log10().floor());
    let times = [1.0, 2.0, 5.0, 10.0].into_iter().find(|t| t * unit >= raw * 0.999).unwrap_or(10.0);
    let step = if whole { (times * unit).max(1.0) } else { times * unit };
    let digits = if step >= 1.0 { 0 } else { (-step.log10() - 1e-9).ceil().clamp(0.0, 9.0) as usize };
    let (first, last) = ((low / step - 0.001).ceil() as i64, (high / step + 0.001).floor() as i64);
    ((first..=last).map(|n| n as f64 * step).collect(), digits)
}

pub(super) fn tick_text(value: f64, digits: usize) -> String {
    let text = format!("{value:.digits$}");
    if text.trim_start_matches('-').chars().all(|c| c == '0' || c == '.') { "0".to_string() } else { text }
}

/// `x` or the nearest end of the room; the lower end where there is no room.
pub(super) fn within(x: i32, low: i32, high: i32) -> i32 {
    x.min(high).max(low)
}

/// The lowest free lane for each span, in the order given: spans of one lane keep `gap` between them.
pub(super) fn lanes(spans: &[(i32, i32)], gap: i32) -> Vec<usize> {
    let mut taken: Vec<Vec<(i32, i32)>> = vec![];
    let mut out = vec![];
    for &(a, b) in spans {
        let free = |lane: &Vec<(i32, i32)>| lane.iter().all(|&(c, d)| b + gap <= c || d + gap <= a);
        let n = taken.iter().position(free).unwrap_or(taken.len());
        if n == taken.len() {
            taken.push(vec![]);
        }
        taken[n].push((a, b));
        out.push(n);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn round_ticks() {
        #[rustfmt::skip]
        let cases = [
            // low   high     whole  ticks
            (0.0,    6.3,     false, "0 2 4 6"),
            (0.0,    1.0,     false, "0 0.5 1.0"),
            (0.0,    1.0,     true,  "0 1"),
            (0.0,    246.0,   true,  "0 100 200"),
            (0.0,    21018.0, true,  "0 5000 10000 15000 20000"),
            (-1.6,   8.4,     false, "0 5"),
            (60.0,   63.2,    false, "60 61 62 63"),
            (0.0,    0.11,    false, "0 0.05 0.10"),
            (0.0,    4.2,     true,  "0 1 2 3 4"),
        ];
        for (low, high, whole, expected) in cases {
            let (values, digits) = ticks(low, high, whole);
            let texts: Vec<String> = values.iter().map(|v| tick_text(*v, digits)).collect();
            assert_eq!(texts.join(" "), expected, "{low} to {high}");
        }
    }

    #[test]
    fn numbers() {
        assert_eq!(number("-1.40"), Some(-1.4));
        assert_eq!(number("约9"), None);
        assert_eq!(number("NaN"), None);
        assert_eq!(number("1e300"), Some(1e12));
    }

    #[test]
    fn free_lanes() {
        assert_eq!(lanes(&[(0, 10), (20, 30), (5, 15), (32, 40)], 4), [0, 0, 1, 1]);
    }
}
