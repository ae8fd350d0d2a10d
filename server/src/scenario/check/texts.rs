//! The texts themselves: both languages, nothing that looks real, nothing of control's in what
//! players read.

use super::super::diagnostic::Step;
use super::super::node::{Node, Value};
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

/// What a text holds that might reach somebody outside the exercise.
fn looks_real(text: &str) -> Option<(&'static str, &'static str)> {
    let mail = text.split(|c: char| c.is_whitespace() || !c.is_ascii()).any(|word| {
        word.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.trim_end_matches('.').contains('.'))
    });
    if mail {
        return Some(("邮箱", "mailbox"));
    }
    let letters: Vec<char> = text.chars().collect();
    let mut start = 0;
    while start < letters.len() {
        if !letters[start].is_ascii_digit() {
            start += 1;
            continue;
        }
        // A run of digits, also with single dashes or spaces between, as numbers are written.
        let mut end = start + 1;
        while end < letters.len()
            && (letters[end].is_ascii_digit()
                || (matches!(letters[end], '-' | ' ') && letters.get(end + 1).is_some_and(char::is_ascii_digit)))
        {
            end += 1;
        }
        let run: String = letters[start..end].iter().collect();
        let plus = start > 0 && letters[start - 1] == '+';
        let check_letter = matches!(letters.get(end), Some('X' | 'x'));
        if let Some(what) = number(&run, plus, check_letter) {
            return Some(what);
        }
        start = end;
    }
    None
}

fn number(run: &str, plus: bool, check_letter: bool) -> Option<(&'static str, &'static str)> {
    let digits: String = run.chars().filter(char::is_ascii_digit).collect();
    let unbroken = digits.len() == run.len();
    let mobile = digits.len() == 11 && digits.starts_with('1') && !digits.starts_with("10");
    let landline = digits.starts_with('0') && (10..=12).contains(&digits.len());
    let service = digits.len() == 10 && (digits.starts_with("400") || digits.starts_with("800"));
    let abroad = plus && (8..=15).contains(&digits.len());
    // Seven or eight digits in one piece are a local number; a date has dashes, a sum has commas.
    let local = unbroken && (7..=8).contains(&digits.len()) && !is_date(&digits);
    if unbroken && (digits.len() == 18 || (digits.len() == 17 && check_letter)) {
        Some(("身份证号", "identity number"))
    } else if mobile || landline || service || abroad || local {
        Some(("电话号码", "telephone number"))
    } else {
        None
    }
}

/// Eight digits that read as a day of this or the last century.
fn is_date(digits: &str) -> bool {
    let part = |range| digits.get(range).and_then(|part: &str| part.parse::<u32>().ok()).unwrap_or(0);
    digits.len() == 8
        && (1900..2100).contains(&part(0..4))
        && (1..=12).contains(&part(4..6))
        && (1..=31).contains(&part(6..8))
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

#[cfg(test)]
mod tests {
    use super::looks_real;

    #[test]
    fn real_numbers_are_seen_and_the_fictional_ones_are_not() {
        // Made up, and cut in two so that no number stands in the source.
        let mobile = ["138", "0000", "1111"].concat();
        let id = ["110101", "20000101", "0011"].concat();
        let mail = ["someone", "@", "town.example"].concat();
        for real in [
            format!("联系电话{mobile}"),
            format!("call {}-{}", "0571", "88000011"),
            format!("+{}", "8613800001111"),
            format!("身份证{id}"),
            format!("写信到{mail}。"),
            format!("热线{}", "87654321"),
        ] {
            assert!(looks_real(&real).is_some(), "{real}");
        }
        for harmless in [
            "不得拨打真实110、119、120、12345",
            "Never call the real 110, 119, 120 or 12345",
            "128户，合计76.8万元；CNY 768,000",
            "2026-11-23 10:30 开始，20261123 归档",
            "50,000 views, 3 000 of them at T+40",
            "a @ b",
        ] {
            assert_eq!(looks_real(harmless), None, "{harmless}");
        }
    }
}
