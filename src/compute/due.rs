use crate::base::{Date, Period};
use crate::check::Record;
use crate::check::record::{DueRule, Method, Plan, Shift};

/// The day a report for `period` is due, by the method known at `as_of` and in force on the period's last day.
///
/// `None` where there is no plan for the year or the method has no rule for such periods.
pub fn due_day(record: &Record, period: Period, as_of: Date) -> Option<Date> {
    let plan = record.plan(period.year)?;
    let method = method_in_force(plan, period.last_day(), as_of)?;
    let rule = method.due.get(&period.kind)?;
    Some(due_on(period, rule, |day| is_workday(record, day)))
}

/// The method in force on `day` as known at `as_of`; `None` only for a plan without any.
pub fn method_in_force(plan: &Plan, day: Date, as_of: Date) -> Option<&Method> {
    plan.methods
        .iter()
        .rfind(|m| m.date.is_none_or(|d| d <= as_of) && m.from.is_none_or(|p| p.first_day() <= day))
        .or_else(|| plan.methods.first())
}

/// Working days by the year's calendar; a year that has none yet is taken without holidays.
fn is_workday(record: &Record, day: Date) -> bool {
    record.calendar(day.year()).map_or(!day.is_weekend(), |c| c.is_workday(day))
}

/// The rule's day after the period's last, shifted if it is no working day.
pub(super) fn due_on(period: Period, rule: &DueRule, is_workday: impl Fn(Date) -> bool) -> Date {
    let day = period.last_day().plus_days(i64::from(rule.day.min(366)));
    let nth_workday_after = |n: u32| {
        let mut found = day;
        for _ in 0..n.clamp(1, 60) {
            found = found.plus_days(1);
            while !is_workday(found) {
                found = found.plus_days(1);
            }
        }
        found
    };
    match rule.shift {
        Shift::None => day,
        _ if is_workday(day) => day,
        Shift::NextWorkday => nth_workday_after(1),
        Shift::NthWorkday(n) => nth_workday_after(n),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::record::Calendar;
    use std::collections::BTreeSet;

    #[test]
    fn due_days_shift_by_the_calendar() {
        let days = |list: &[&str]| list.iter().map(|d| Date::parse(d).unwrap()).collect::<BTreeSet<_>>();
        let calendar = Calendar {
            source: String::new(),
            holidays: days(&["2024-04-04", "2024-04-05", "2024-04-06", "2024-05-01", "2024-05-02"]),
            workdays: days(&["2024-04-07"]),
        };
        #[rustfmt::skip]
        let cases = [
            // period      day  shift                  due
            ("2024-07",    5,   Shift::NextWorkday,    "2024-08-05"),
            ("2024-03",    5,   Shift::NextWorkday,    "2024-04-07"), // 清明, the Sunday is worked
            ("2024-03",    5,   Shift::None,           "2024-04-05"),
            ("2024-03",    5,   Shift::NthWorkday(2),  "2024-04-08"),
            ("2024-07",    5,   Shift::NthWorkday(2),  "2024-08-05"), // a working day stays
            ("2024-03-D1", 1,   Shift::NextWorkday,    "2024-03-11"),
            ("2024-04-D3", 1,   Shift::NextWorkday,    "2024-05-03"),
            ("2024-02-D3", 1,   Shift::NextWorkday,    "2024-03-01"),
            ("2024-Q1",    10,  Shift::NextWorkday,    "2024-04-10"),
            ("2024",       10,  Shift::NextWorkday,    "2025-01-10"),
        ];
        for (period, day, shift, due) in cases {
            let rule = DueRule { day, time: None, shift, first: None };
            let found = due_on(Period::parse(period).unwrap(), &rule, |d| calendar.is_workday(d));
            assert_eq!(found.to_string(), due, "{period}");
        }
    }
}
