//! Cells that hold several things: recipients, tasks, key facts, choices, what becomes true.

use super::fold::{bare, fold, is_han};
use super::{Lexicon, words};
use protocol::ids::ChoiceValue;
use protocol::limits::LIST_MAX;
use protocol::msel::MselFault;
use protocol::scenario::{Choice, FactValue, Recipient, ResponseForm};
use protocol::text::{Bilingual, Label};

/// What stands between the names of a list.
const SEPARATORS: [char; 14] = [';', '；', ',', '，', '、', '/', '／', '\n', '\r', '&', '＆', '和', '及', '与'];
/// Separators that one name may hold within itself.
const JOINED_MAX: usize = 6;
/// Pieces of a text that may be a list of names.
const PIECES_MAX: usize = 256;
/// Words for every department.
const EVERYBODY: [&str; 14] = [
    "all",
    "everyone",
    "everybody",
    "allplayers",
    "alldepartments",
    "allunits",
    "allparticipants",
    "全体",
    "全部",
    "所有单位",
    "各单位",
    "所有部门",
    "各部门",
    "全体参演单位",
];

/// Finds the names in a text: a name is tried with the separators that it may itself hold first.
pub(super) fn names<T: PartialEq>(text: &str, find: impl Fn(&str) -> Option<Vec<T>>) -> Option<Vec<T>> {
    let pieces = pieces(text);
    if pieces.is_empty() || pieces.len() > PIECES_MAX {
        return None;
    }
    let (mut found, mut at) = (Vec::new(), 0);
    while at < pieces.len() {
        let longest = (at + JOINED_MAX).min(pieces.len());
        let (known, next) = (at + 1..=longest).rev().find_map(|end| {
            let (from, to) = (pieces[at].0, pieces[end - 1].1);
            find(text.get(from..to)?.trim()).map(|known| (known, end))
        })?;
        for one in known {
            if !found.contains(&one) {
                found.push(one);
            }
        }
        at = next;
    }
    Some(found)
}

/// The names that a text may list, cut at every separator; none where it is a word for everybody.
#[must_use]
pub fn split(text: &str) -> Vec<&str> {
    let named = |piece: &&str| !EVERYBODY.contains(&bare(piece).as_str());
    pieces(text).into_iter().filter_map(|(from, to)| text.get(from..to)).map(str::trim).filter(named).collect()
}

/// Where the pieces between separators begin and end; ` and ` is one too.
fn pieces(text: &str) -> Vec<(usize, usize)> {
    let (mut pieces, mut from) = (Vec::new(), 0);
    let mut push = |from: usize, to: usize| {
        if text.get(from..to).is_some_and(|piece| !piece.trim().is_empty()) {
            pieces.push((from, to));
        }
    };
    for (at, c) in text.char_indices() {
        if at < from {
            continue;
        }
        let and = c.is_whitespace() && text.get(at + 1..at + 5).is_some_and(|word| word.eq_ignore_ascii_case("and "));
        if and || SEPARATORS.contains(&c) {
            push(from, at);
            from = at + if and { 4 } else { c.len_utf8() };
        }
    }
    push(from, text.len());
    pieces
}

/// The recipients that a text names.
pub(super) fn recipients(text: &str, lexicon: &Lexicon<'_>) -> Result<Vec<Recipient>, MselFault> {
    let find = |name: &str| {
        lexicon.recipient(name).map(|one| vec![one]).or_else(|| {
            let everybody = lexicon.everybody();
            (!everybody.is_empty() && EVERYBODY.contains(&bare(name).as_str())).then_some(everybody)
        })
    };
    names(text, find).ok_or(MselFault::UnknownRecipient)
}

/// The pieces of a list whose entries are texts.
fn entries(text: &str) -> Vec<&str> {
    let strong = [';', '；', '\n', '\r'];
    let separators: &[char] = if text.contains(strong) { &strong } else { &['、'] };
    text.split(separators).map(str::trim).filter(|entry| !entry.is_empty()).collect()
}

/// A text in one or both languages: `灰帽 | grey cap`.
pub(super) fn bilingual(text: &str) -> Option<Bilingual> {
    let some = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    let (zh, en) = match text.split_once(['|', '｜']) {
        Some((zh, en)) => (some(zh), some(en)),
        None if text.chars().any(is_han) => (some(text), None),
        None => (None, some(text)),
    };
    (zh.is_some() || en.is_some()).then_some(Bilingual { zh, en })
}

/// The text of one in both languages.
pub(super) fn write_bilingual(text: &Bilingual) -> String {
    match (&text.zh, &text.en) {
        (Some(zh), Some(en)) => format!("{zh} | {en}"),
        (Some(zh), None) if zh.chars().any(is_han) => zh.clone(),
        (Some(zh), None) => format!("{zh} |"),
        (None, Some(en)) if en.chars().any(is_han) => format!("| {en}"),
        (None, Some(en)) => en.clone(),
        (None, None) => String::new(),
    }
}

/// Key facts: `灰帽 | grey cap; 3号码头 | pier 3`.
pub(super) fn key_facts(text: &str) -> Option<Vec<Bilingual>> {
    let entries = entries(text);
    if entries.is_empty() { None } else { entries.into_iter().map(bilingual).collect() }
}

/// Choices: `a = 是 | yes; b = 否 | no`; where no values are given they are letters.
pub(super) fn choices(text: &str) -> Option<Vec<Choice>> {
    let entries = entries(text);
    if entries.is_empty() || entries.len() > LIST_MAX {
        return None;
    }
    let valued = entries.iter().all(|entry| entry.contains(['=', '＝']));
    let choice = |(index, entry): (usize, &str)| {
        let (value, text) = if valued {
            let (value, text) = entry.split_once(['=', '＝'])?;
            (value.trim().to_owned(), text)
        } else {
            (letters(index), entry)
        };
        Some(Choice { value: ChoiceValue::parse(&value).ok()?, text: bilingual(text)? })
    };
    entries.into_iter().enumerate().map(choice).collect()
}

/// a to z, then a1 and on.
fn letters(index: usize) -> String {
    let letter = char::from(b'a' + u8::try_from(index % 26).unwrap_or(0));
    if index < 26 { letter.to_string() } else { format!("{letter}{}", index / 26) }
}

pub(super) fn write_choices(choices: &[Choice]) -> String {
    let one = |choice: &Choice| format!("{} = {}", choice.value, write_bilingual(&choice.text));
    choices.iter().map(one).collect::<Vec<_>>().join("; ")
}

/// What an answer looks like: `text`, `file`, `number 人 | people`, `choice: a = …`, `checklist: a = …`.
pub(super) fn response(text: &str) -> Option<ResponseForm> {
    match fold(text).as_str() {
        "text" | "free text" | "文字" | "文本" => return Some(ResponseForm::Text {}),
        "file" | "photo" | "文件" | "照片" => return Some(ResponseForm::File {}),
        _ => {}
    }
    if let Some((word, rest)) = text.split_once([':', '：']) {
        match fold(word).as_str() {
            "choice" | "选择" | "单选" => return choices(rest).map(|of| ResponseForm::Choice { of }),
            "checklist" | "清单" | "核对" => return choices(rest).map(|of| ResponseForm::Checklist { of }),
            _ => {}
        }
    }
    let unit = text.trim().strip_prefix("number").or_else(|| text.trim().strip_prefix("数字"))?;
    bilingual(unit.trim_start_matches([':', '：'])).map(|unit| ResponseForm::Number { unit })
}

pub(super) fn write_response(form: &ResponseForm) -> String {
    match form {
        ResponseForm::Text {} => "text".into(),
        ResponseForm::File {} => "file".into(),
        ResponseForm::Number { unit } => format!("number {}", write_bilingual(unit)),
        ResponseForm::Choice { of } => format!("choice: {}", write_choices(of)),
        ResponseForm::Checklist { of } => format!("checklist: {}", write_choices(of)),
    }
}

/// What becomes true: `people = 40; gate = open`, as pairs of a name and a value.
pub(super) fn truths(text: &str) -> Option<Vec<(&str, FactValue)>> {
    let pair = |entry: &'_ str| -> Option<(usize, FactValue)> {
        let (name, value) = entry.split_once(['=', '＝'])?;
        let value = value.trim();
        let number = value.parse::<f64>().ok().filter(|number| number.is_finite()).map(FactValue::Number);
        Some((name.len(), number.or_else(|| Label::parse(value).ok().map(FactValue::Words))?))
    };
    let entries = entries(text);
    if entries.is_empty() {
        return None;
    }
    entries.into_iter().map(|entry| pair(entry).map(|(end, value)| (entry[..end].trim(), value))).collect()
}

/// What a priority is called.
pub(super) fn priority(text: &str) -> Option<u8> {
    Some(match fold(text).as_str() {
        "low" | "低" => 1,
        "medium" | "normal" | "mid" | "中" | "一般" | "普通" => 3,
        "high" | "高" | "重要" => 4,
        "urgent" | "critical" | "紧急" | "特急" => 5,
        other => other.trim_end_matches(".0").parse().ok()?,
    })
}

/// The word of a closed list.
pub(super) fn word(column: protocol::msel::MselColumn, text: &str) -> Result<&'static str, MselFault> {
    words::find(column, text).ok_or(MselFault::UnknownWord)
}
