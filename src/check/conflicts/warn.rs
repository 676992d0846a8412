//! 口径差异 as warnings: one at each place that says a thing differently, with the owner's wording beside it.

use super::{Conflict, ConflictOf, ConflictRule, Place, conflicts};
use crate::base::{Diagnostic, Id, Span};
use crate::capture::{Content, Draft, Node, Value};
use crate::check::record::{Plan, Unit};

pub(in crate::check) fn warnings(draft: &Draft, plan: &Plan, units: &[Unit]) -> Vec<Diagnostic> {
    conflicts(plan, units).iter().flat_map(|conflict| of_conflict(draft, plan, units, conflict)).collect()
}

fn of_conflict(draft: &Draft, plan: &Plan, units: &[Unit], conflict: &Conflict) -> Vec<Diagnostic> {
    let Some((owner, others)) = conflict.places.split_first() else { return Vec::new() };
    let warning = |place: &Place, message: String| {
        let span = span(draft, place)?;
        Some(Diagnostic::warning(conflict.rule.code(), span, message).help(help(conflict.rule, plan, owner)))
    };
    let what = conflict.rule.chinese();
    let found: Vec<Option<Diagnostic>> = match &conflict.of {
        ConflictOf::Indicator(id) if others.is_empty() => {
            vec![warning(owner, format!("{what}：“{}”", name(plan, id)))]
        }
        ConflictOf::Indicator(id) => {
            let name = name(plan, id);
            let where_else = place_name(plan, owner);
            let message =
                |said: &str, other: &str| format!("“{name}”{what}：这里是{said}，{where_else}是{other}");
            others
                .iter()
                .map(|place| {
                    let (here, there) = match conflict.rule {
                        ConflictRule::LeadDiffers => (duty(plan, place), duty(plan, owner)),
                        _ => (place.says.as_str(), owner.says.as_str()),
                    };
                    warning(place, message(&format!("“{here}”"), &format!("“{there}”")))
                })
                .collect()
        }
        ConflictOf::Task { action, task } => {
            let strangers = match conflict.rule {
                ConflictRule::LeadOutsideTaskForce => strangers(plan, units, action, task),
                _ => String::new(),
            };
            vec![warning(owner, format!("任务 {task} {what}{strangers}：“{}”", owner.says))]
        }
    };
    found.into_iter().flatten().collect()
}

fn help(rule: ConflictRule, plan: &Plan, owner: &Place) -> String {
    let owner = place_name(plan, owner);
    match rule {
        ConflictRule::TargetOpDiffers | ConflictRule::TargetValueDiffers => {
            format!("亮灯以{owner}为准；有文件明确的，在指标下用 versions 写明目标、文件和日期")
        }
        ConflictRule::LevelDiffers | ConflictRule::YearDiffers | ConflictRule::ObjectDiffers => {
            "请核对两处说的是不是一件事；不是一件事的，另立指标，不用 ref".into()
        }
        ConflictRule::UnitDiffers => format!("请核对计量单位；报数以{owner}的单位为准"),
        ConflictRule::LeadDiffers => "请提请明确由谁牵头".into(),
        ConflictRule::NotTakenUp => "由某个行动承接的，在该行动的 indicators 中用 ref 引用".into(),
        ConflictRule::NotInMaster => "总体方案写了的，在 plan.md 的 indicators 中用 ref 引用".into(),
        ConflictRule::LeadOutsideTaskForce => {
            "请核对专班成员名单；原文名单以“等”结尾的，写上 members_open: true".into()
        }
        ConflictRule::NoLead => "请提请明确牵头单位；明确之前按办法的 no_lead 处理，不写作牵头".into(),
    }
}

fn name<'a>(plan: &'a Plan, id: &'a Id) -> &'a str {
    plan.indicator(id).map_or(id, |i| &i.name)
}

/// `产业培塑行动任务2-2`, `总体方案`
fn place_name(plan: &Plan, place: &Place) -> String {
    let Some(action) = &place.action else { return "总体方案".into() };
    let action = plan.action(action).map_or(&**action, |a| &a.name);
    if place.at.starts_with("goal") {
        format!("{action}目标")
    } else {
        format!("{action}任务{}", place.at)
    }
}

fn duty<'a>(plan: &'a Plan, place: &'a Place) -> &'a str {
    let task = place.action.as_ref().and_then(|a| plan.action(a)?.task(&place.at));
    task.map_or(&place.says, |t| &t.duty.text)
}

/// `（市口岸办）`
fn strangers(plan: &Plan, units: &[Unit], action: &Id, task: &Id) -> String {
    let Some(action) = plan.action(action) else { return String::new() };
    let Some(task) = action.task(task) else { return String::new() };
    let groups = super::groups(units);
    let named = |id: &Id| units.iter().find(|u| u.id == *id).map_or(id.to_string(), |u| u.name.clone());
    let all: Vec<String> = super::strangers(action, task, &groups).map(named).collect();
    format!("（{}）", all.join("、"))
}

/// The words that differ: the `says` of an indicator or restatement, the `duty` of a task.
fn span(draft: &Draft, place: &Place) -> Option<Span> {
    let file = draft.id(&place.source.path)?;
    let source = draft.file(file);
    let Content::Markdown { front: Some(front), .. } = &source.content else { return None };
    let lists = [("indicators", "says"), ("tasks", "duty")];
    let words = lists.iter().find_map(|(list, key)| {
        let Value::Sequence(items) = &front.get(list)?.value else { return None };
        let line = |item: &&Node| source.line_column(item.span.start as usize).0 == place.source.line;
        items.iter().filter(line).find_map(|item| item.get(key))
    });
    words.map(|node| node.span)
}
