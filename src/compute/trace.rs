use crate::base::Quantity;
use crate::check::record::{Direction, Indicator, Kind, Op, TargetValue};

/// How a completion or a gap was worked out: `3.62 ÷ 5.9`, `(60.93 − 60.11) ÷ (62.89 − 60.11)`, `8.1 − 7.5`.
///
/// `None` for kinds that are only reached or not.
pub fn formula(indicator: &Indicator, target: &TargetValue, value: Quantity) -> Option<String> {
    let down = indicator.direction == Direction::Down;
    let goal = goal(target, down);
    match indicator.kind {
        Kind::Cumulative | Kind::Milestone => Some(format!("{} ÷ {goal}", operand(value))),
        Kind::Level => {
            let base = operand(indicator.baseline.as_ref()?.value);
            Some(format!("({} − {base}) ÷ ({goal} − {base})", operand(value)))
        }
        Kind::Growth if down => Some(format!("{goal} − {}", operand(value))),
        Kind::Growth => Some(format!("{} − {goal}", operand(value))),
        Kind::Bound | Kind::Event | Kind::Ranking | Kind::Relation | Kind::Text => None,
    }
}

fn goal(target: &TargetValue, down: bool) -> String {
    match (target.op, target.of, target.upper) {
        (Op::Times, Some(of), _) => format!("({} × {})", operand(target.value), operand(of)),
        (Op::Between, _, Some(upper)) if down => operand(upper),
        _ => operand(target.value),
    }
}

/// A number as written, in brackets where its sign would meet another.
fn operand(number: Quantity) -> String {
    if number.is_negative() { format!("({number})") } else { number.to_string() }
}
