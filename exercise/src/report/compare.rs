//! How a report differs from an earlier draft of it: sentence by sentence by their names, tables and
//! charts line by line.

use protocol::document::{Document, DocumentBlock, DocumentSection};
use protocol::draft::{DraftChange, DraftChangeKind as Kind, DraftPart as Part};
use std::collections::{BTreeMap, VecDeque};

/// A sentence or a line, and where it stands.
struct Piece<'a> {
    part: Part,
    section: &'a str,
    key: &'a str,
    /// What it is recognised by among those of its kind: nothing for a sentence, whose key says it.
    head: String,
    text: String,
}

/// What differs, in the order of the later document; what is gone comes behind what stood before it.
pub(super) fn changes(before: &Document, after: &Document) -> Vec<DraftChange> {
    let (old, new) = (pieces(before), pieces(after));
    // Lines that are the same are taken out first: a line that was put before another of the same head
    // is one that was added, not one that changed.
    let mut waiting: BTreeMap<(Part, &str, &str), VecDeque<usize>> = BTreeMap::new();
    for (place, piece) in old.iter().enumerate() {
        waiting.entry(same(piece)).or_default().push_back(place);
    }
    let mut partner: Vec<Option<usize>> =
        new.iter().map(|piece| waiting.get_mut(&same(piece)).and_then(VecDeque::pop_front)).collect();
    let mut taken = vec![false; old.len()];
    partner.iter().flatten().for_each(|place| taken[*place] = true);
    let mut alike: BTreeMap<(Part, &str, &str), VecDeque<usize>> = BTreeMap::new();
    for (place, piece) in old.iter().enumerate().filter(|(place, _)| !taken[*place]) {
        alike.entry(like(piece)).or_default().push_back(place);
    }
    for (piece, partner) in new.iter().zip(&mut partner).filter(|(_, partner)| partner.is_none()) {
        *partner = alike.get_mut(&like(piece)).and_then(VecDeque::pop_front);
        partner.iter().for_each(|place| taken[*place] = true);
    }
    in_order(&old, &new, &partner, &taken)
}

fn in_order(old: &[Piece<'_>], new: &[Piece<'_>], partner: &[Option<usize>], taken: &[bool]) -> Vec<DraftChange> {
    let mut list = Vec::new();
    let mut next = 0;
    let gone_until = |list: &mut Vec<DraftChange>, next: &mut usize, end: usize| {
        for place in *next..end {
            if !taken[place] {
                list.push(change(Kind::Gone, &old[place], Some(&old[place]), None));
            }
        }
        *next = end.max(*next);
    };
    for (piece, partner) in new.iter().zip(partner) {
        let Some(place) = *partner else {
            list.push(change(Kind::Added, piece, None, Some(piece)));
            continue;
        };
        gone_until(&mut list, &mut next, place);
        let before = &old[place];
        if before.text != piece.text {
            let kind = if words(&before.text) == words(&piece.text) { Kind::Figures } else { Kind::Changed };
            list.push(change(kind, piece, Some(before), Some(piece)));
        }
    }
    gone_until(&mut list, &mut next, old.len());
    list
}

fn change(kind: Kind, at: &Piece<'_>, before: Option<&Piece<'_>>, after: Option<&Piece<'_>>) -> DraftChange {
    let text = |piece: Option<&Piece<'_>>| piece.map(|piece| piece.text.clone());
    DraftChange {
        kind,
        part: at.part,
        section: at.section.to_owned(),
        key: at.key.to_owned(),
        before: text(before),
        after: text(after),
    }
}

/// The same thing with the same words. Sentences go by their names alone.
fn same<'a>(piece: &'a Piece<'_>) -> (Part, &'a str, &'a str) {
    (piece.part, piece.key, if piece.part == Part::Sentence { "" } else { &piece.text })
}

/// What may be the same thing with other words.
fn like<'a>(piece: &'a Piece<'_>) -> (Part, &'a str, &'a str) {
    (piece.part, piece.key, &piece.head)
}

/// A text without its figures.
fn words(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '0'..='9' if words.ends_with('0') => {}
            '0'..='9' => words.push('0'),
            other => words.push(other),
        }
    }
    words
}

fn pieces(document: &Document) -> Vec<Piece<'_>> {
    document.sections.iter().flat_map(of_section).collect()
}

fn of_section(section: &DocumentSection) -> Vec<Piece<'_>> {
    let piece =
        |part, key, head: &str, text: String| Piece { part, section: &section.key, key, head: head.into(), text };
    let mut list = Vec::new();
    for block in &section.blocks {
        match block {
            DocumentBlock::Paragraph { sentences } => {
                list.extend(sentences.iter().map(|one| piece(Part::Sentence, one.key.as_str(), "", one.text.clone())));
            }
            DocumentBlock::Table(table) => list.extend(table.rows.iter().map(|row| {
                let head = row.cells.first().map_or("", String::as_str);
                piece(Part::Table, table.key.as_str(), head, row.cells.join(" | ").replace('\n', " "))
            })),
            DocumentBlock::Chart(chart) => list.extend(chart.bars.iter().map(|bar| {
                piece(Part::Chart, chart.key.as_str(), &bar.label, format!("{} | {}", bar.label, bar.text))
            })),
        }
    }
    list
}
