//! Numbers of what sentences rest on: each piece of evidence once, in the order of reading.

use super::words::Words;
use protocol::document::{Document, DocumentBlock, Evidence, EvidenceKind};
use protocol::time::ExerciseTime;
use std::collections::BTreeMap;

/// A stretch of numbers that follow each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    /// First number.
    pub(super) from: usize,
    /// Last number.
    pub(super) to: usize,
}

/// The numbered evidence of a document.
pub(super) struct References<'a> {
    list: Vec<&'a Evidence>,
    numbers: BTreeMap<&'a Evidence, usize>,
}

impl<'a> References<'a> {
    /// Numbers what a document rests on, from 1.
    pub(super) fn of(document: &'a Document) -> Self {
        let mut references = Self { list: Vec::new(), numbers: BTreeMap::new() };
        for block in document.sections.iter().flat_map(|section| &section.blocks) {
            match block {
                DocumentBlock::Paragraph { sentences } => {
                    sentences.iter().for_each(|sentence| references.take(&sentence.evidence));
                }
                DocumentBlock::Table(table) => table.rows.iter().for_each(|row| references.take(&row.evidence)),
                DocumentBlock::Chart(chart) => chart.bars.iter().for_each(|bar| references.take(&bar.evidence)),
            }
        }
        references
    }

    fn take(&mut self, evidence: &'a [Evidence]) {
        for one in evidence {
            if !self.numbers.contains_key(one) {
                self.list.push(one);
                self.numbers.insert(one, self.list.len());
            }
        }
    }

    /// All of it, in the order of its numbers.
    pub(super) fn list(&self) -> &[&'a Evidence] {
        &self.list
    }

    /// The numbers of some evidence in rising order, neighbours joined.
    pub(super) fn stretches(&self, evidence: &[Evidence]) -> Vec<Stretch> {
        let mut numbers: Vec<usize> = evidence.iter().filter_map(|one| self.numbers.get(one).copied()).collect();
        numbers.sort_unstable();
        numbers.dedup();
        let mut stretches: Vec<Stretch> = Vec::new();
        for number in numbers {
            match stretches.last_mut() {
                Some(last) if last.to + 1 == number => last.to = number,
                _ => stretches.push(Stretch { from: number, to: number }),
            }
        }
        stretches
    }

    /// The numbers of some evidence in words: `1, 3–5`.
    pub(super) fn words(&self, evidence: &[Evidence]) -> String {
        let stretches = self.stretches(evidence);
        let words = stretches.iter().map(|one| match one.to - one.from {
            0 => one.from.to_string(),
            _ => format!("{}–{}", one.from, one.to),
        });
        words.collect::<Vec<_>>().join(", ")
    }
}

/// How a commit is called in print.
pub(super) fn record_number(seq: u64) -> String {
    format!("L-{seq:04}")
}

/// Exercise time as clocks show it: `T+00:38:00`, `T−00:05:00`.
pub(super) fn clock(at: ExerciseTime) -> String {
    let sign = if at.0 < 0 { '−' } else { '+' };
    let seconds = at.0.unsigned_abs() / 1_000;
    format!("T{sign}{:02}:{:02}:{:02}", seconds / 3_600, seconds / 60 % 60, seconds % 60)
}

/// A piece of evidence in words: `记录 L-0231，T+00:38:00，导调信息 I-17`.
pub(super) fn sentence(evidence: &Evidence, words: &Words) -> String {
    let place = place(evidence, words);
    id(evidence).map_or(place.clone(), |id| format!("{place} {id}"))
}

/// The same without the id.
pub(super) fn place(evidence: &Evidence, words: &Words) -> String {
    let comma = words.comma;
    let mut text = format!("{}{}{comma}{}", words.record, record_number(evidence.seq), clock(evidence.at));
    if evidence.kind != EvidenceKind::Commit || evidence.id.is_some() {
        text.push_str(comma);
        text.push_str(words.evidence_kind(evidence.kind));
    }
    text
}

/// The id as print has room for it.
pub(super) fn id(evidence: &Evidence) -> Option<&str> {
    evidence.id.as_deref().map(short)
}

/// Of the long random ones the first group: the workbook and the data file have them whole.
fn short(id: &str) -> &str {
    let random = id.len() == 36 && id.split('-').map(str::len).eq([8, 4, 4, 4, 12]);
    if random { &id[..8] } else { id }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;
    use protocol::document::Language;

    #[test]
    fn each_piece_of_evidence_has_one_number() {
        let document = sample::document(Language::Zh);
        let references = References::of(&document);
        let list = references.list();
        assert!(list.len() > 5);
        for (index, one) in list.iter().enumerate() {
            assert_eq!(references.stretches(&[(*one).clone()]), [Stretch { from: index + 1, to: index + 1 }]);
        }
        let some: Vec<Evidence> = [3, 0, 1, 1, 4].iter().map(|index| list[*index].clone()).collect();
        assert_eq!(references.words(&some), "1–2, 4–5");
        assert_eq!(references.words(&[]), "");
    }

    #[test]
    fn evidence_is_said_in_words() {
        let id = Some("I-17".to_owned());
        let one = Evidence { seq: 231, at: ExerciseTime(2_280_999), kind: EvidenceKind::Row, id };
        assert_eq!(sentence(&one, Words::of(Language::Zh)), "记录 L-0231，T+00:38:00，导调信息 I-17");
        assert_eq!(sentence(&one, Words::of(Language::En)), "record no. L-0231, T+00:38:00, inject I-17");
        let commit = Evidence { kind: EvidenceKind::Commit, id: None, at: ExerciseTime(-300_000), ..one.clone() };
        assert_eq!(sentence(&commit, Words::of(Language::Zh)), "记录 L-0231，T−00:05:00");
        let random = Some("0f9a2b3c-1111-4222-8333-444455556666".to_owned());
        let delivery = Evidence { kind: EvidenceKind::Delivery, id: random, ..one };
        assert!(sentence(&delivery, Words::of(Language::En)).ends_with("delivery 0f9a2b3c"));
    }
}
