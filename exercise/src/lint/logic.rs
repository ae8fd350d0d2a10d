//! Conditions whose parts exclude each other: nothing that happens can make all of them true at once.

use super::{Draft, LintFinding, LintRule, List, of_row};
use protocol::scenario::{Condition, Inject};
use protocol::vocab::RowEvent;

pub(super) fn check(list: &List<'_>, found: &mut Vec<LintFinding>) {
    for row in list.rows() {
        walk(list, row, &row.when, &mut "when".to_owned(), found);
    }
}

fn walk(list: &List<'_>, row: &Inject, condition: &Condition, way: &mut String, found: &mut Vec<LintFinding>) {
    let (Condition::All { of } | Condition::Any { of }) = condition else { return };
    if matches!(condition, Condition::All { .. })
        && let Some(name) = excluded(list, of)
    {
        let message = (
            format!("关于 {name} 的两个条件互相排斥，不可能同时成立"),
            format!("two parts about {name} exclude each other: they are never true at once"),
        );
        let remedy = ("删去其一，或把 all 改为 any", "take one of them out, or make `all` an `any`");
        let draft = Draft::new(LintRule::Contradiction, of_row(&row.id), message, remedy);
        found.push(draft.field(way.as_str()).code("ref", name).into());
    }
    let length = way.len();
    for (index, part) in of.iter().enumerate() {
        way.push_str(&format!(".of[{index}]"));
        walk(list, row, part, way, found);
        way.truncate(length);
    }
}

/// The name about which two parts of an `all` exclude each other; an `all` within counts as its parts.
fn excluded<'c>(list: &List<'_>, of: &'c [Condition]) -> Option<&'c str> {
    let mut parts = Vec::new();
    flat(of, &mut parts);
    parts.iter().enumerate().find_map(|(i, one)| parts[i + 1..].iter().find_map(|other| clash(list, one, other)))
}

fn flat<'c>(of: &'c [Condition], parts: &mut Vec<&'c Condition>) {
    for part in of {
        match part {
            Condition::All { of } => flat(of, parts),
            part => parts.push(part),
        }
    }
}

fn clash<'c>(list: &List<'_>, one: &'c Condition, other: &'c Condition) -> Option<&'c str> {
    one_way(list, one, other).or_else(|| one_way(list, other, one))
}

/// A row is decided once; what is done is not undone; who has answered is not silent.
fn one_way<'c>(list: &List<'_>, one: &'c Condition, other: &'c Condition) -> Option<&'c str> {
    match (one, other) {
        (Condition::Decision { r#ref, value }, Condition::Decision { r#ref: same, value: other }) => {
            (r#ref == same && value != other).then_some(r#ref.as_str())
        }
        (Condition::Done { r#ref }, Condition::NotDone { r#ref: same, .. }) => {
            (r#ref == same).then_some(r#ref.as_str())
        }
        (Condition::After { r#ref, event: RowEvent::Acknowledged, .. }, Condition::NoAck { r#ref: same, dept, .. })
        | (
            Condition::After { r#ref, event: RowEvent::Responded, .. },
            Condition::NoResponse { r#ref: same, dept, .. },
        ) => {
            // Where several receive it, one can have answered and another be silent.
            let whole = dept.is_none() || list.row(r#ref.as_str()).is_some_and(|row| row.to.len() == 1);
            (r#ref == same && whole).then_some(r#ref.as_str())
        }
        _ => None,
    }
}
