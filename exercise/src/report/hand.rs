//! What people changed by hand, laid over the sentences of the record by their names.

use crate::area::inject::Rung;
use crate::area::written::{Edit, Written};
use crate::evidence::once;
use protocol::document::{DocumentBlock, DocumentSection, Evidence, Sentence, SentenceNature, SentenceOrigin};
use protocol::draft::HandEdit;
use protocol::item;
use std::collections::BTreeMap;

/// Lays edits over the sentences that they name; those that name none are added to their section. Answers
/// with all of them, in the order of the document, those whose sentence is gone at the end.
pub(super) fn lay(sections: &mut [DocumentSection], written: &Written) -> Vec<HandEdit> {
    let mut left: BTreeMap<&String, &Edit> = written.edits.iter().collect();
    let mut told = Vec::new();
    for section in &mut *sections {
        let DocumentSection { key, blocks, .. } = section;
        for block in &mut *blocks {
            let DocumentBlock::Paragraph { sentences } = block else { continue };
            sentences.retain_mut(|sentence| {
                let Some(edit) = left.remove(&sentence.key) else { return true };
                told.push(of_record(key, sentence, edit));
                let Some(text) = &edit.text else { return false };
                sentence.text.clone_from(text);
                sentence.origin = SentenceOrigin::Edited;
                if let Some(given) = &edit.given {
                    sentence.evidence = kept(&sentence.evidence, &given.evidence);
                    sentence.given = true;
                }
                true
            });
        }
        // A paragraph that lost its last sentence is no paragraph.
        blocks.retain(|block| !matches!(block, DocumentBlock::Paragraph { sentences } if sentences.is_empty()));
        let own = |sentence: &str| sentence.split_once('+').is_some_and(|(place, _)| place == key);
        let added: Vec<_> = left.iter().filter(|(name, _)| own(name)).map(|(name, edit)| (*name, *edit)).collect();
        for (name, edit) in added {
            left.remove(name);
            told.push(typed(Some(key), name, edit));
            let Some(text) = &edit.text else { continue };
            let sentence = Sentence {
                key: name.clone(),
                text: text.clone(),
                nature: SentenceNature::Fact,
                origin: SentenceOrigin::Typed,
                // Somebody said it, and the record holds that somebody did: no more bears it out until
                // somebody finds what does.
                evidence: edit.given.as_ref().map(|given| given.evidence.clone()).unwrap_or_default(),
                given: edit.given.is_some(),
            };
            blocks.push(DocumentBlock::Paragraph { sentences: vec![sentence] });
        }
    }
    told.extend(left.into_iter().map(|(name, edit)| typed(None, name, edit)));
    told
}

/// Evidence found by hand; where the record's own sentence named the commit, too, what it meant in it stays.
fn kept(own: &[Evidence], given: &[Evidence]) -> Vec<Evidence> {
    let pieces = given.iter().flat_map(|one| {
        let narrower: Vec<_> = own.iter().filter(|piece| piece.seq == one.seq).cloned().collect();
        if narrower.is_empty() { vec![one.clone()] } else { narrower }
    });
    once(pieces.collect())
}

fn of_record(section: &str, sentence: &Sentence, edit: &Edit) -> HandEdit {
    HandEdit {
        sentence: sentence.key.clone(),
        section: Some(section.to_owned()),
        generated: Some(sentence.text.clone()),
        text: edit.text.clone(),
        nature: sentence.nature,
        evidence: sentence.evidence.clone(),
        changed: rung(&edit.rung),
        given: edit.given.as_ref().map(|given| rung(&given.rung)),
    }
}

fn typed(section: Option<&String>, name: &str, edit: &Edit) -> HandEdit {
    HandEdit {
        sentence: name.to_owned(),
        section: section.cloned(),
        generated: None,
        text: edit.text.clone(),
        nature: SentenceNature::Fact,
        evidence: Vec::new(),
        changed: rung(&edit.rung),
        given: edit.given.as_ref().map(|given| rung(&given.rung)),
    }
}

/// A stamp as a report shows it: the seat, no name.
pub(super) fn rung(rung: &Rung) -> item::Rung {
    let by = rung.who.seat.clone().map(|seat| item::By {
        seat: Some(seat),
        name: None,
        via: rung.who.via,
        told: None,
        robot: rung.who.robot,
    });
    item::Rung { at: rung.at, by, happened_at: rung.happened_at }
}
