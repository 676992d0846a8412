use crate::base::{Date, Period};
use crate::check::Record;
use crate::check::record::{Method, Plan};

/// The day a report for `period` is due, by the method known at `as_of` and in force on the period's last day.
///
/// A year without a calendar, which only the next year's can be, is taken without holidays: a report may not
/// escape being missed for want of one. `None` where the year has no plan, or the method no rule for such periods.
pub fn due_day(record: &Record, period: Period, as_of: Date) -> Option<Date> {
    let plan = record.plan(period.year)?;
    let method = method_in_force(plan, period.last_day(), as_of)?;
    let is_workday =
        |day: Date| Some(record.calendar(day.year()).map_or(!day.is_weekend(), |c| c.is_workday(day)));
    method.due_day(period, is_workday)
}

/// The method in force on `day` as known at `as_of`; `None` only for a plan without any.
pub fn method_in_force(plan: &Plan, day: Date, as_of: Date) -> Option<&Method> {
    plan.methods
        .iter()
        .rfind(|m| m.date.is_none_or(|d| d <= as_of) && m.from.is_none_or(|p| p.first_day() <= day))
        .or_else(|| plan.methods.first())
}
