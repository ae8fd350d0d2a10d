//! What sentences rest on, as notes: a sentence, a row or a bar has one number, and the note of that
//! number lists everything. What rests on the same has the same note.

use super::words::Words;
use protocol::document::{Document, DocumentBlock, DocumentSection, Evidence, EvidenceKind};
use std::collections::BTreeMap;

/// The numbered notes of a document.
pub(super) struct References<'a> {
    notes: Vec<Vec<&'a Evidence>>,
    numbers: BTreeMap<Vec<&'a Evidence>, usize>,
}

impl<'a> References<'a> {
    /// Numbers the notes of a document in the order of reading, from 1.
    pub(super) fn of(document: &'a Document) -> Self {
        let mut references = Self { notes: Vec::new(), numbers: BTreeMap::new() };
        document.sections.iter().for_each(|section| references.take_section(section));
        references
    }

    fn take_section(&mut self, section: &'a DocumentSection) {
        for block in &section.blocks {
            match block {
                DocumentBlock::Paragraph { sentences } => {
                    sentences.iter().for_each(|sentence| self.take(&sentence.evidence));
                }
                DocumentBlock::Table(table) => table.rows.iter().for_each(|row| self.take(&row.evidence)),
                DocumentBlock::Chart(chart) => chart.bars.iter().for_each(|bar| self.take(&bar.evidence)),
            }
        }
    }

    fn take(&mut self, evidence: &'a [Evidence]) {
        let set = sorted(evidence);
        if !set.is_empty() && !self.numbers.contains_key(&set) {
            self.notes.push(set.clone());
            self.numbers.insert(set, self.notes.len());
        }
    }

    /// All notes, in the order of their numbers.
    pub(super) fn notes(&self) -> &[Vec<&'a Evidence>] {
        &self.notes
    }

    /// The number of the note that lists this; none for nothing.
    pub(super) fn number(&self, evidence: &[Evidence]) -> Option<usize> {
        self.numbers.get(&sorted(evidence)).copied()
    }
}

/// Each piece once, in the order of the record.
fn sorted(evidence: &[Evidence]) -> Vec<&Evidence> {
    let mut set: Vec<&Evidence> = evidence.iter().collect();
    set.sort();
    set.dedup();
    set
}

/// How a commit is called in print.
pub(super) fn record_number(seq: u64) -> String {
    format!("L-{seq:04}")
}

/// A note in words: `记录 L-0231，T+00:38:00，导调信息 I-17`; of several things grouped by what they are:
/// `导调信息：L-0231（T+00:38:00，I-17）；送达：L-0240（T+00:40:00）×5`. Long random ids tell a reader
/// nothing: print counts what bears them, the workbook and the data file have them whole.
pub(super) fn sentence(note: &[&Evidence], words: &Words) -> String {
    if let [one] = note {
        return alone(one, words);
    }
    let mut groups: Vec<(EvidenceKind, Vec<(String, usize)>)> = Vec::new();
    for one in note {
        let part = place(one, words);
        match groups.iter_mut().find(|(kind, _)| *kind == one.kind) {
            Some((_, parts)) => match parts.last_mut() {
                Some((last, count)) if *last == part => *count += 1,
                _ => parts.push((part, 1)),
            },
            None => groups.push((one.kind, vec![(part, 1)])),
        }
    }
    let groups = groups.into_iter().map(|(kind, parts)| {
        let parts = parts.into_iter().map(|(part, count)| match count {
            1 => part,
            _ => format!("{part}{}{count}", words.times),
        });
        let parts = parts.collect::<Vec<_>>().join(words.list_comma);
        format!("{}{}{parts}", words.evidence_kind(kind), words.colon)
    });
    groups.collect::<Vec<_>>().join(words.semicolon)
}

/// A note of one thing.
fn alone(one: &Evidence, words: &Words) -> String {
    let comma = words.comma;
    let mut text = format!("{}{}{comma}{}", words.record, record_number(one.seq), one.at.on_clock());
    if one.kind != EvidenceKind::Commit || said_id(one).is_some() {
        text.push_str(&format!("{comma}{}", words.evidence_kind(one.kind)));
    }
    if let Some(id) = said_id(one) {
        text.push_str(&format!("\u{a0}{id}"));
    }
    text
}

/// One thing of several: `L-0231（T+00:38:00，I-17）`.
fn place(one: &Evidence, words: &Words) -> String {
    let (open, close) = words.parentheses;
    let id = said_id(one).map(|id| format!("{}{id}", words.comma)).unwrap_or_default();
    format!("{}{open}{}{id}{close}", record_number(one.seq), one.at.on_clock())
}

fn said_id(one: &Evidence) -> Option<&str> {
    one.id.as_deref().filter(|id| !is_random(id))
}

fn is_random(id: &str) -> bool {
    id.len() == 36 && id.split('-').map(str::len).eq([8, 4, 4, 4, 12])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;
    use protocol::document::Language;
    use protocol::time::ExerciseTime;

    #[test]
    fn what_rests_on_the_same_has_the_same_note() {
        let document = sample::document(Language::Zh);
        let references = References::of(&document);
        let notes = references.notes();
        assert!(notes.len() > 5);
        for (index, note) in notes.iter().enumerate() {
            let mut turned: Vec<Evidence> = note.iter().rev().map(|one| (*one).clone()).collect();
            turned.extend(turned.first().cloned());
            assert_eq!(references.number(&turned), Some(index + 1));
        }
        assert_eq!(references.number(&[]), None);
    }

    #[test]
    fn evidence_is_said_in_words() {
        let id = Some("I-17".to_owned());
        let one = Evidence { seq: 231, at: ExerciseTime(2_280_999), kind: EvidenceKind::Row, id };
        let said = |note: &[&Evidence], language| sentence(note, Words::of(language)).replace('\u{a0}', " ");
        assert_eq!(said(&[&one], Language::Zh), "记录 L-0231，T+00:38:00，导调信息 I-17");
        assert_eq!(said(&[&one], Language::En), "record no. L-0231, T+00:38:00, inject I-17");
        let commit = Evidence { kind: EvidenceKind::Commit, id: None, at: ExerciseTime(-300_000), ..one.clone() };
        assert_eq!(said(&[&commit], Language::Zh), "记录 L-0231，T−00:05:00");
        let delivery = |end: u8| Evidence {
            kind: EvidenceKind::Delivery,
            id: Some(format!("0f9a2b3c-1111-4222-8333-4444555566{end}")),
            ..one.clone()
        };
        let (first, second) = (delivery(66), delivery(67));
        assert_eq!(
            said(&[&one, &first, &second], Language::Zh),
            "导调信息：L-0231（T+00:38:00，I-17）；送达：L-0231（T+00:38:00） ×2"
        );
    }
}
