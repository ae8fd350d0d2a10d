//! The texts themselves: both languages, nothing that looks real, nothing of control's in what
//! players read.

use super::super::diagnostic::Step;
use super::super::node::{Node, Value};
use super::super::real::looks_real;
use super::super::rule::Rule;
use super::{Found, at};
use protocol::scenario::{Inject, Scenario};
use protocol::text::Bilingual;

/// Keys under which a text in two languages stands in its two languages, nowhere else in the form.
const LANGUAGES: [&str; 2] = ["zh", "en"];

pub(super) fn check(tree: &Node, scenario: &Scenario, found: &mut Found<'_>) {
    walk(tree, &mut Vec::new(), found);
    for (i, row) in scenario.injects.iter().enumerate() {
        same(i, row, found);
    }
}

fn walk<'a>(node: &'a Node, path: &mut Vec<Step<'a>>, found: &mut Found<'_>) {
    match &node.value {
        Value::Map(entries) => {
            let given = |key: &str| {
                node.get(key).is_some_and(|node| matches!(&node.value, Value::Text(text) if !text.is_empty()))
            };
            match LANGUAGES.map(given) {
                [true, false] => found.report(Rule::MissingLanguage, path, "缺少英文", "the English text is missing"),
                [false, true] => found.report(Rule::MissingLanguage, path, "缺少中文", "the Chinese text is missing"),
                [true, true] | [false, false] => {}
            }
            for entry in entries {
                path.push(Step::Key(&entry.key));
                walk(&entry.node, path, found);
                path.pop();
            }
        }
        Value::List(items) => {
            for (index, item) in items.iter().enumerate() {
                path.push(Step::Index(index));
                walk(item, path, found);
                path.pop();
            }
        }
        Value::Text(text) if matches!(path.last(), Some(Step::Key(key)) if LANGUAGES.contains(key)) => {
            if let Some((zh, en)) = looks_real(text) {
                let zh = format!("像是真实的{zh}，演练中不得出现");
                found.report(
                    Rule::RealNumber,
                    path,
                    zh,
                    format!("looks like a real {en}; none may stand in an exercise"),
                );
            }
        }
        Value::Text(_) | Value::Null | Value::Bool(_) | Value::Int(_) | Value::Float(_) => {}
    }
}

/// A text for control that is also the text for players: one of them was pasted into the wrong box.
fn same(i: usize, row: &Inject, found: &mut Found<'_>) {
    let shown = [row.body.as_ref(), row.player_title.as_ref()];
    let hidden = [
        ("expected_action", &row.expected_action),
        ("controller_note", &row.controller_note),
        ("evaluation_note", &row.evaluation_note),
        ("background", &row.background),
    ];
    for (key, hidden) in hidden {
        let Some(hidden) = hidden else { continue };
        if shown.into_iter().flatten().any(|shown| overlap(shown, hidden)) {
            let en = "the players' text says the same as this box for control";
            found.report(Rule::SameText, at!["injects", i, key], "参演方看到的文字与此导调内容相同", en);
        }
    }
}

fn overlap(a: &Bilingual, b: &Bilingual) -> bool {
    let equal = |a: &Option<String>, b: &Option<String>| matches!((a, b), (Some(a), Some(b)) if a.trim() == b.trim());
    equal(&a.zh, &b.zh) || equal(&a.en, &b.en)
}
