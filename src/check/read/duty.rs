//! The responsibility bracket: who leads, who supports.

use crate::base::{Id, Span};
use crate::capture::Node;
use crate::check::names::{Names, Unresolved};
use crate::check::reader::Reader;
use crate::check::record::{Duty, LeadMode};
use crate::check::rules;

/// What one clause of the bracket says of its units.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Role {
    Lead,
    LeadEach,
    /// 负责, 配合; with 等: more than are named.
    Duty {
        open: bool,
    },
}

/// The clauses of a bracket: role and names. `None` where it does not follow the pattern.
fn clauses(text: &str) -> Option<Vec<(Role, Vec<&str>)>> {
    let clauses: Vec<_> = text.split('，').map(clause).collect::<Option<_>>()?;
    let leads = |role: &Role| matches!(role, Role::Lead | Role::LeadEach);
    let good = match clauses.as_slice() {
        [_] => true,
        [(first, _), rest @ ..] => leads(first) && rest.iter().all(|(role, _)| !leads(role)),
        [] => false,
    };
    good.then_some(clauses)
}

fn clause(text: &str) -> Option<(Role, Vec<&str>)> {
    let (names, role) = if let Some(names) = text.strip_suffix("按职责分工牵头") {
        (names, Role::LeadEach)
    } else if let Some(names) = text.strip_suffix("牵头") {
        (names, Role::Lead)
    } else {
        let names = text.strip_suffix("负责").or_else(|| text.strip_suffix("配合"))?;
        let names = names.strip_suffix("按职责分工").unwrap_or(names);
        let open = names.strip_suffix('等');
        (open.unwrap_or(names), Role::Duty { open: open.is_some() })
    };
    let names: Vec<&str> = names.split('、').map(str::trim).collect();
    let marks = [',', '，', '。', '；', '：', ';', '(', ')', '（', '）'];
    let good = |n: &str| !n.is_empty() && !n.contains(marks) && !n.contains("牵头") && !n.contains("负责");
    names.iter().all(|n| good(n)).then_some((role, names))
}

pub fn duty<'d>(reader: &mut Reader<'d>, node: &'d Node, names: &Names) -> Option<Duty> {
    let text = reader.text(node)?;
    let Some(clauses) = clauses(&text) else {
        reader.push(rules::bad_duty(&text, node.span));
        return None;
    };
    let mut duty = Duty {
        text: text.clone(),
        mode: LeadMode::None,
        leads: Vec::new(),
        supports: Vec::new(),
        open: false,
    };
    for (role, units) in clauses {
        let several = units.len() > 1;
        let ids: Vec<Id> = units.into_iter().filter_map(|u| unit(reader, node, names, u)).collect();
        match role {
            Role::Lead => {
                duty.mode = if several { LeadMode::Joint } else { LeadMode::Single };
                duty.leads = ids;
            }
            Role::LeadEach => {
                duty.mode = LeadMode::Each;
                duty.leads = ids;
            }
            Role::Duty { open } => {
                duty.open |= open;
                duty.supports.extend(ids);
            }
        }
    }
    Some(duty)
}

/// A bracket quotes the plan as printed: an alias draws no warning here.
fn unit(reader: &mut Reader, node: &Node, names: &Names, name: &str) -> Option<Id> {
    let place = |reader: &Reader| {
        let source = reader.draft.text_at(node.span);
        source.find(name).map_or(node.span, |at| {
            let start = node.span.start as usize + at;
            Span::new(node.span.file, start..start + name.len())
        })
    };
    match names.party(name) {
        Ok((id, _)) => Some(id),
        Err(Unresolved::Broken) => None,
        Err(Unresolved::Unknown) => {
            let span = place(reader);
            reader.push(rules::unknown_unit(name, span, names.all()));
            None
        }
        Err(Unresolved::Ambiguous(candidates)) => {
            let span = place(reader);
            let candidates: Vec<&str> = candidates.iter().map(String::as_str).collect();
            reader.push(rules::ambiguous_name(name, span, &candidates));
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_are_parsed_as_printed() {
        #[rustfmt::skip]
        type Case = (&'static str, &'static [(Role, &'static [&'static str])]);
        const OPEN: Role = Role::Duty { open: true };
        const CLOSED: Role = Role::Duty { open: false };
        let cases: &[Case] = &[
            ("甲局牵头", &[(Role::Lead, &["甲局"])]),
            ("甲局、乙局牵头", &[(Role::Lead, &["甲局", "乙局"])]),
            ("甲局、乙局按职责分工牵头", &[(Role::LeadEach, &["甲局", "乙局"])]),
            ("甲局牵头，乙局、丙局等按职责分工负责", &[(Role::Lead, &["甲局"]), (OPEN, &["乙局", "丙局"])]),
            ("甲局牵头，乙局按职责分工负责", &[(Role::Lead, &["甲局"]), (CLOSED, &["乙局"])]),
            ("甲局、乙局负责", &[(CLOSED, &["甲局", "乙局"])]),
            ("甲局、乙局等按职责分工负责", &[(OPEN, &["甲局", "乙局"])]),
        ];
        for (text, expected) in cases {
            let found = clauses(text).expect(text);
            let found: Vec<(Role, &[&str])> = found.iter().map(|(r, n)| (*r, n.as_slice())).collect();
            assert_eq!(&found, expected, "{text}");
        }
        for text in [
            "甲局",
            "甲局牵头乙局负责",
            "，甲局牵头",
            "牵头",
            "甲局、牵头",
            "乙局负责，甲局牵头",
            "甲局,乙局牵头",
        ] {
            assert_eq!(clauses(text), None, "{text}");
        }
    }
}
