//! What a line does not say and a row needs: its number, a title, its kind, when and how it is released.

use super::cells::{Cells, unread};
use super::say::{note, plain};
use exercise::cell::{Lexicon, put};
use protocol::ids::RowId;
use protocol::import::{ImportNote, ImportRule};
use protocol::msel::{MselColumn, MselFault, MselField, MselValue};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Characters of a title that is the beginning of a text.
const TITLE_CHARS: usize = 60;
/// Line numbers that a note names.
const LINES_NAMED: usize = 40;

/// What was filled in, and on which lines.
#[derive(Default)]
pub(super) struct Derived {
    numbers: BTreeSet<String>,
    filled: BTreeMap<(MselColumn, String), Vec<usize>>,
}

impl Derived {
    /// Numbers that are spoken for.
    pub(super) fn reserve(&mut self, numbers: impl IntoIterator<Item = String>) {
        self.numbers.extend(numbers);
    }

    /// Gives the row its number, or says that it has somebody else's.
    pub(super) fn number(
        &mut self,
        cells: &mut Cells,
        line: usize,
        seen: &mut BTreeSet<String>,
        notes: &mut Vec<ImportNote>,
    ) {
        let field = MselField::Column(MselColumn::Id);
        match cells.get_mut(&field) {
            Some(MselValue { text, value, fault }) => {
                if value.is_some() && !seen.insert(text.clone()) {
                    (*value, *fault) = (None, Some(MselFault::DuplicateId));
                    let (zh, en) =
                        ("编号与前面一行重复，该行为草稿。", "An earlier line has this number: the row is a draft.");
                    notes.push(plain(ImportRule::DuplicateId, (Some(line), None), text, zh, en));
                }
            }
            None => {
                let mut number = format!("R-{line}");
                while RowId::parse(&number).is_err() || self.numbers.contains(&number) || seen.contains(&number) {
                    number.push('x');
                }
                seen.insert(number.clone());
                let words = (format!("没有编号：给出“{number}”。"), format!("It has no number: {number:?} was given."));
                notes.push(note(ImportRule::NumberGiven, (Some(line), None), "", Some(&number), words));
                cells.insert(field, MselValue { text: number.clone(), value: Some(number.into()), fault: None });
            }
        }
    }

    /// Fills in what a new row needs.
    pub(super) fn rest(&mut self, cells: &mut Cells, line: usize, lexicon: &Lexicon<'_>) {
        self.title(cells, line);
        let has = |cells: &Cells, column: MselColumn| cells.contains_key(&column.into());
        let says = has(cells, MselColumn::BodyZh) || has(cells, MselColumn::BodyEn);
        let expects = has(cells, MselColumn::ExpectedActionZh) || has(cells, MselColumn::ExpectedActionEn);
        let kind = if says || !expects { "trigger" } else { "expected_action" };
        self.fill(cells, MselColumn::Kind, kind.into(), line, lexicon);
        let offset = cells.get(&MselColumn::Offset.into());
        let when = match offset {
            Some(MselValue { value: Some(at), .. }) => json!({"type": "time", "at": at}),
            // A time that cannot be read is no reason to call it a row by hand.
            Some(_) => Value::Null,
            None => json!({"type": "manual"}),
        };
        if !when.is_null() {
            self.fill(cells, MselColumn::When, when, line, lexicon);
        }
        let timed = cells.get(&MselColumn::When.into()).and_then(|when| when.value.as_ref());
        let release = match timed.and_then(|when| when.get("type")).and_then(Value::as_str) {
            Some("manual") => "manual",
            Some("time") => "auto",
            _ => "suggest",
        };
        self.fill(cells, MselColumn::Release, release.into(), line, lexicon);
    }

    fn title(&mut self, cells: &mut Cells, line: usize) {
        let pairs = [
            (MselColumn::TitleZh, [MselColumn::BodyZh, MselColumn::ExpectedActionZh]),
            (MselColumn::TitleEn, [MselColumn::BodyEn, MselColumn::ExpectedActionEn]),
        ];
        if pairs.iter().any(|(title, _)| cells.contains_key(&MselField::Column(*title))) {
            return;
        }
        for (title, from) in pairs {
            let text = from.iter().find_map(|column| cells.get(&MselField::Column(*column)));
            let Some(text) = text.map(|cell| beginning(&cell.text)).filter(|text| !text.is_empty()) else { continue };
            self.filled.entry((title, String::new())).or_default().push(line);
            cells.insert(title.into(), MselValue { value: Some(text.clone().into()), ..unread(&text, None) });
        }
    }

    fn fill(&mut self, cells: &mut Cells, column: MselColumn, value: Value, line: usize, lexicon: &Lexicon<'_>) {
        let field = MselField::Column(column);
        if cells.contains_key(&field) {
            return;
        }
        let Ok(put) = put(column, value, lexicon) else { return };
        // The time of a row says itself; what else was filled in is told by its word.
        let told = if put.text.starts_with('T') { String::new() } else { put.text.clone() };
        self.filled.entry((column, told)).or_default().push(line);
        cells.insert(field, put);
    }

    /// What was filled in, once each.
    pub(super) fn say(self, notes: &mut Vec<ImportNote>) {
        for ((column, value), lines) in self.filled {
            let named: Vec<String> = lines.iter().take(LINES_NAMED).map(ToString::to_string).collect();
            let more = if lines.len() > LINES_NAMED { " …" } else { "" };
            let (named, count) = (named.join(", ") + more, lines.len());
            let (zh, en) = match column {
                MselColumn::TitleZh | MselColumn::TitleEn => (
                    format!("{count}行没有标题：取正文开头。"),
                    format!("{count} lines without a title: the text's beginning is taken."),
                ),
                MselColumn::When if value.is_empty() => (
                    format!("{count}行没有触发条件：按其时刻下发。"),
                    format!("{count} lines without a condition: due at their time."),
                ),
                _ => {
                    let (head_zh, head_en) = heads(column);
                    (
                        format!("{count}行没有“{head_zh}”：取“{value}”。"),
                        format!("{count} lines without {head_en:?}: taken as {value:?}."),
                    )
                }
            };
            let understood = Some(value.as_str()).filter(|value| !value.is_empty());
            notes.push(note(ImportRule::Guessed, (lines.first().copied(), None), &named, understood, (zh, en)));
        }
    }
}

fn heads(column: MselColumn) -> (&'static str, &'static str) {
    use protocol::text::Language;
    (super::heads::header(column, Language::Zh), super::heads::header(column, Language::En))
}

fn beginning(text: &str) -> String {
    let line = text.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
    if line.chars().count() <= TITLE_CHARS {
        return line.to_owned();
    }
    line.chars().take(TITLE_CHARS - 1).chain(['…']).collect()
}
