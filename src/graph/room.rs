//! Room for texts beside lines: labels at their ends, figures at their marks.

use super::backend::SIZE;
use super::role::Role;
use super::scale::within;
use super::text::line_height;

pub(super) type Place = (i32, i32);
/// Left, top, right, bottom.
pub(super) type Area = (i32, i32, i32, i32);

/// A label at the right end of its line.
pub(super) struct End {
    pub lines: Vec<String>,
    pub role: Role,
    /// Middle of the block of lines.
    pub y: i32,
}

/// Moves labels apart; those that would leave the plot at its foot push the others up.
pub(super) fn spread(ends: &mut [End], top: i32, bottom: i32) {
    ends.sort_by_key(|e| e.y);
    let tall = |e: &End| e.lines.len() as i32 * line_height(SIZE) + 3;
    let mut free = top - 8;
    for end in ends.iter_mut() {
        end.y = end.y.max(free + tall(end) / 2);
        free = end.y + tall(end) / 2;
    }
    let mut free = bottom + 4;
    for end in ends.iter_mut().rev() {
        end.y = end.y.min(free - tall(end) / 2);
        free = end.y - tall(end) / 2;
    }
}

/// Where a figure of this width stands by its mark: the first of few places that no line crosses.
///
/// One that must stand takes the place with the fewest lines; the others then stay away.
pub(super) fn room(
    (x, y): Place,
    wide: i32,
    must: bool,
    plot: Area,
    ways: &[Vec<Place>],
    taken: &[Area],
) -> Option<(i32, i32, Area)> {
    let half = wide / 2 + 1;
    if wide + 2 > plot.2 - plot.0 {
        return None;
    }
    let places = [
        (0, -15),
        (0, 16),
        (-half - 4, -14),
        (half + 4, 14),
        (half + 9, 0),
        (-half - 9, 0),
        (0, -28),
        (0, 30),
    ];
    let mut best: Option<(usize, (i32, i32, Area))> = None;
    for (dx, dy) in places {
        let x = within(x + dx, plot.0 + half, plot.2 - half);
        let y = within(y + dy, plot.1 - 2, plot.3 - 8);
        let area = (x - half, y - 8, x + half, y + 8);
        let touches = |other: &Area| {
            area.0 < other.2 + 4 && other.0 < area.2 + 4 && area.1 < other.3 && other.1 < area.3
        };
        if taken.iter().any(touches) {
            continue;
        }
        let crossed =
            ways.iter().flat_map(|way| way.windows(2)).filter(|w| crosses(w[0], w[1], area)).count();
        if best.as_ref().is_none_or(|(least, _)| crossed < *least) {
            best = Some((crossed, (x, y, area)));
        }
    }
    best.filter(|(crossed, _)| must || *crossed == 0).map(|(_, place)| place)
}

/// Whether the straight line from `a` to `b` meets the area (Liang and Barsky 1984).
fn crosses(a: Place, b: Place, area: Area) -> bool {
    let beside = a.0.max(b.0) < area.0 || area.2 < a.0.min(b.0);
    if beside || a.1.max(b.1) < area.1 || area.3 < a.1.min(b.1) {
        return false;
    }
    let (dx, dy) = (f64::from(b.0 - a.0), f64::from(b.1 - a.1));
    let (mut from, mut to) = (0.0f64, 1.0f64);
    let sides = [(-dx, a.0 - area.0), (dx, area.2 - a.0), (-dy, a.1 - area.1), (dy, area.3 - a.1)];
    for (p, q) in sides {
        let q = f64::from(q);
        if p == 0.0 {
            if q < 0.0 {
                return false;
            }
            continue;
        }
        if p < 0.0 { from = from.max(q / p) } else { to = to.min(q / p) }
    }
    from <= to
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn crossings() {
        let area = (10, 10, 20, 20);
        #[rustfmt::skip]
        let cases = [
            // what              from      to        meets
            ("through",          (0, 15),  (30, 15), true),
            ("over a corner",    (5, 17),  (17, 5),  true),
            ("past a corner",    (0, 12),  (12, 0),  false),
            ("ends before",      (0, 15),  (9, 15),  false),
            ("within",           (12, 12), (18, 18), true),
            ("upright beside",   (25, 0),  (25, 30), false),
        ];
        for (what, a, b, meets) in cases {
            assert_eq!(crosses(a, b, area), meets, "{what}");
        }
    }

    #[test]
    fn labels_move_apart() {
        let end = |y| End { lines: vec!["上年".to_string()], role: Role::QUIET, y };
        let mut ends = vec![end(100), end(101), end(100)];
        spread(&mut ends, 20, 110);
        let places: Vec<i32> = ends.iter().map(|e| e.y).collect();
        assert_eq!(places, [64, 84, 104]);
    }
}
