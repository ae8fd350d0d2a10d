//! The scenario that rows make with the words around them; a row that the rules refuse stays a draft.

use super::cells::Cells;
use super::people;
use crate::scenario::{Diagnostic, findings};
use exercise::cell;
use protocol::ids::RowId;
use protocol::msel::{CellText, DraftRow, MselColumn, MselField};
use protocol::scenario::{Inject, Scenario};
use serde_json::Value;
use std::collections::BTreeMap;

/// Rounds of looking: each takes out rows that only rows taken out before made wrong.
const ROUNDS: usize = 12;

/// A row on its way into a scenario.
pub(super) enum Piece {
    Whole(Box<Inject>),
    Draft(BTreeMap<MselField, CellText>),
}

/// A scenario, and why rows of it are drafts: by index of the row.
pub struct Made {
    /// The scenario.
    pub scenario: Scenario,
    /// What the rules say against rows.
    pub refused: Vec<(usize, Diagnostic)>,
}

/// A scenario without its rows: the words that rows name.
#[must_use]
pub fn words_of(mut scenario: Scenario) -> Scenario {
    (scenario.injects, scenario.drafts) = (Vec::new(), Vec::new());
    scenario
}

/// The row that cells make, if every one was read.
pub(super) fn whole(cells: &Cells) -> Option<Inject> {
    if cells.values().any(|cell| cell.fault.is_some()) {
        return None;
    }
    let values: BTreeMap<MselColumn, Value> = cells
        .iter()
        .filter_map(|(field, cell)| match field {
            MselField::Column(column) => cell.value.clone().map(|value| (*column, value)),
            MselField::Extra(_) => None,
        })
        .collect();
    let mut row = cell::row(&values).ok()?;
    for (field, cell) in cells {
        if let MselField::Extra(header) = field
            && !cell.text.trim().is_empty()
        {
            row.extra.insert(header.clone(), CellText::parse(cell.text.clone()).ok()?);
        }
    }
    Some(row)
}

fn draft(cells: &Cells) -> BTreeMap<MselField, CellText> {
    let text = |text: &str| CellText::parse(text.to_owned()).ok();
    cells.iter().filter_map(|(field, cell)| text(&cell.text).map(|text| (field.clone(), text))).collect()
}

/// Puts rows into the words; words that only the rows themselves named last as long as those do.
#[must_use]
pub(super) fn made(words: &Scenario, rows: &[&Cells], alone: bool) -> Made {
    let mut pieces: Vec<Piece> = rows
        .iter()
        .map(|cells| whole(cells).map_or_else(|| Piece::Draft(draft(cells)), |row| Piece::Whole(Box::new(row))))
        .collect();
    let mut refused = Vec::new();
    for _ in 0..ROUNDS {
        let scenario = assembled(words, &pieces, alone);
        let places: Vec<usize> = pieces
            .iter()
            .enumerate()
            .filter(|(_, piece)| matches!(piece, Piece::Whole(_)))
            .map(|(index, _)| index)
            .collect();
        let found = against(&scenario);
        let before = refused.len();
        for (place, diagnostic) in found {
            let Some(index) = places.get(place).copied() else { continue };
            pieces[index] = Piece::Draft(draft(rows[index]));
            refused.push((index, diagnostic));
        }
        if refused.len() == before {
            return Made { scenario, refused };
        }
    }
    Made { scenario: assembled(words, &pieces, alone), refused }
}

/// What the rules hold against rows, by their place among the whole ones.
fn against(scenario: &Scenario) -> Vec<(usize, Diagnostic)> {
    let found = findings(scenario).into_iter().filter(Diagnostic::is_error);
    found
        .filter_map(|diagnostic| {
            let place = diagnostic.path.strip_prefix("injects[")?.split(']').next()?.parse().ok()?;
            Some((place, diagnostic))
        })
        .collect()
}

fn assembled(words: &Scenario, pieces: &[Piece], alone: bool) -> Scenario {
    let mut scenario = words.clone();
    (scenario.injects, scenario.drafts) = (Vec::new(), Vec::new());
    let mut after: Option<RowId> = None;
    for piece in pieces {
        match piece {
            Piece::Whole(row) => {
                after = Some(row.id.clone());
                scenario.injects.push((**row).clone());
            }
            Piece::Draft(cells) => scenario.drafts.push(DraftRow { after: after.clone(), cells: cells.clone() }),
        }
    }
    if alone {
        people::stretch(&mut scenario);
    }
    scenario
}
