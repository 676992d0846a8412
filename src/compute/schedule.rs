use crate::base::{Date, Period, Ratio};
use crate::check::record::Schedule;

/// 序时进度: the share of the year's target due at the end of `period`.
///
/// Unit: a fraction (1 = 100%), exact. `None` for `schedule: none`: nothing is due before the year's end.
pub fn schedule_share(schedule: &Schedule, period: Period, cutoff: Date) -> Option<Ratio> {
    match schedule {
        Schedule::Months => Some(period.months_share()),
        Schedule::Days => Some(days_share(period.year, cutoff)),
        Schedule::Plan(points) => Some(planned_share(
            period.months_share(),
            points.iter().map(|(p, percent)| (p.months_share(), percent.ratio())),
        )),
        Schedule::None => None,
    }
}

/// Days of the year up to and including the cutoff, over all its days.
fn days_share(year: i32, cutoff: Date) -> Ratio {
    let days_in_year = Period::month(year, 12).last_day().day_of_year();
    let gone = match cutoff.year().cmp(&year) {
        std::cmp::Ordering::Less => 0,
        std::cmp::Ordering::Equal => cutoff.day_of_year(),
        std::cmp::Ordering::Greater => days_in_year,
    };
    Ratio::new(gone.into(), days_in_year.into()).expect("a year has days")
}

/// Straight lines between the points (share of the year, per cent), 0 before the year and 100 at its end.
fn planned_share(at: Ratio, points: impl Iterator<Item = (Ratio, Ratio)>) -> Ratio {
    let hundred = Ratio::integer(100);
    let mut line: Vec<(Ratio, Ratio)> = points.filter(|(x, _)| *x < Ratio::one()).collect();
    line.push((Ratio::zero(), Ratio::zero()));
    line.push((Ratio::one(), hundred.clone()));
    line.sort();
    let after = line.partition_point(|(x, _)| *x < at).clamp(1, line.len() - 1);
    let ((x0, y0), (x1, y1)) = (&line[after - 1], &line[after]);
    let percent = match at.minus(x0).over(&x1.minus(x0)) {
        Some(way) => y0.plus(&y1.minus(y0).times(&way)),
        None => y1.clone(),
    };
    percent.over(&hundred).expect("a hundred is not zero")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Quantity;

    #[test]
    fn shares_of_the_year_are_exact() {
        let plan = Schedule::Plan(
            [("2024-03", "20"), ("2024-06", "45")]
                .map(|(p, q)| (Period::parse(p).unwrap(), Quantity::parse(q).unwrap()))
                .to_vec(),
        );
        let (months, days) = (Schedule::Months, Schedule::Days);
        #[rustfmt::skip]
        let cases = [
            // schedule  period        cutoff         share
            (&months,    "2024-07",    "2024-07-25",  Some((7, 12))),
            (&months,    "2024-03-D1", "2024-03-10",  Some((7, 36))),
            (&months,    "2024-03-D2", "2024-03-20",  Some((8, 36))),
            (&months,    "2024-03-D3", "2024-03-31",  Some((1, 4))),
            (&months,    "2024-Q3",    "2024-09-30",  Some((3, 4))),
            (&months,    "2024-H1",    "2024-06-30",  Some((1, 2))),
            (&months,    "2024",       "2024-12-31",  Some((1, 1))),
            (&days,      "2024-07",    "2024-07-25",  Some((207, 366))),
            (&days,      "2023-07",    "2023-07-25",  Some((206, 365))),
            (&days,      "2024-12",    "2025-01-03",  Some((1, 1))),
            (&plan,      "2024-01",    "2024-01-31",  Some((20, 300))),
            (&plan,      "2024-03",    "2024-03-31",  Some((1, 5))),
            (&plan,      "2024-05",    "2024-05-31",  Some((110, 300))),    // 20 + 25 × 2/3
            (&plan,      "2024-05-D1", "2024-05-10",  Some((280, 900))),    // 20 + 25 × 4/9
            (&plan,      "2024-Q2",    "2024-06-30",  Some((45, 100))),
            (&plan,      "2024-09",    "2024-09-30",  Some((725, 1000))),
            (&plan,      "2024-12",    "2024-12-31",  Some((1, 1))),
            (&Schedule::None, "2024-07", "2024-07-25", None),
        ];
        for (schedule, period, cutoff, share) in cases {
            let found =
                schedule_share(schedule, Period::parse(period).unwrap(), Date::parse(cutoff).unwrap());
            assert_eq!(found, share.and_then(|(n, d)| Ratio::new(n, d)), "{schedule:?} {period}");
        }
    }
}
