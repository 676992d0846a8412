//! A place in the plan that is not there: a task, a section or a goal.

use crate::base::{Diagnostic, Span, nearest};

pub const NAME: &str = "unknown-task";

pub fn unknown_task<'a>(found: &str, span: Span, known: impl IntoIterator<Item = &'a str>) -> Diagnostic {
    let help = match nearest(found, known) {
        Some(closest) => format!("是否指“{closest}”？任务编号如“1-11”，目标写“goal”或“goal-4”"),
        None => "任务编号如“1-11”，目标写“goal”或“goal-4”".into(),
    };
    Diagnostic::error(NAME, span, format!("方案中没有“{found}”")).help(help)
}
