//! An evaluator who stands at a hop of a relay test and ticks what is heard there: what came before is
//! heard first, what was lost stays lost.

use super::super::agenda::Own;
use super::{Scene, Wish, act, words};
use protocol::ids::RowId;
use protocol::item::{Item, SeatItem};
use protocol::relay::{HeardFact, RelayHopView, RelayItem};
use protocol::vocab::{Heard, Role};

/// Share of facts that a hop keeps, and of the others that it changes and does not lose.
const KEPT_SHARE: f64 = 0.86;
const CHANGED_SHARE: f64 = 0.5;
/// The same for people who garble what they hear, and by how many seconds they are later.
const GARBLED_SHARE: f64 = 0.5;
const GARBLED_LATER: f64 = 240.0;

/// The hops whose turn it is and at which this seat stands, with the moment at which it ticks.
pub(super) fn turns(relay: &RelayItem, scene: &Scene<'_>) -> Vec<(Own, u32)> {
    let Some(released) = relay.released else { return Vec::new() };
    let turn = |(place, hop): (usize, &RelayHopView)| {
        let before = match place.checked_sub(1) {
            Some(before) => relay.hops.get(before).filter(|before| ticked(before))?.at?,
            None => released.exercise,
        };
        let mine = !ticked(hop) && stands_at(hop, scene);
        let mut chance = scene.chance().about("relay", scene.department_order(&hop.department));
        let place = u32::try_from(place).ok()?;
        let later = if scene.part.crew.garbles() { GARBLED_LATER } else { 0.0 };
        mine.then(|| (scene.now.of(before).plus(chance.within(35.0, 75.0) + later), place))
    };
    relay.hops.iter().enumerate().filter_map(turn).collect()
}

fn ticked(hop: &RelayHopView) -> bool {
    hop.facts.iter().any(|fact| fact.heard.is_some())
}

/// The evaluator who watches the department; the lead evaluator where nobody does.
fn stands_at(hop: &RelayHopView, scene: &Scene<'_>) -> bool {
    let watches = |seat: &&SeatItem| seat.role == Role::Evaluator && seat.watches.as_ref() == Some(&hop.department);
    match scene.seats().into_iter().find(watches) {
        Some(seat) => seat.code == scene.you.seat,
        None => scene.you.role == Role::LeadEvaluator,
    }
}

/// Ticks every fact of a hop. What stands in a hop's own writing was kept.
pub(super) fn tick(row: &RowId, place: u32, scene: &Scene<'_>) -> Option<Wish> {
    let Item::Relay(relay) = scene.memory.find(&format!("relay/{row}"))? else { return None };
    let hop = relay.hops.get(place as usize).filter(|hop| !ticked(hop))?;
    let before = place.checked_sub(1).and_then(|before| relay.hops.get(before as usize));
    let kept = if scene.part.crew.garbles() { GARBLED_SHARE } else { scene.share(KEPT_SHARE) };
    let fact = |(index, fact): (usize, &protocol::relay::RelayFactView)| {
        let came = before.is_none_or(|hop| hop.facts.get(index).is_none_or(|fact| fact.heard != Some(Heard::Lost)));
        let mut chance = scene.chance().about("heard", u64::from(place)).about("fact", index as u64);
        let heard = if !came {
            Heard::Lost
        } else if fact.proposed_by.is_some() || chance.yes(kept) {
            Heard::Kept
        } else if chance.yes(CHANGED_SHARE) {
            Heard::Changed
        } else {
            Heard::Lost
        };
        let said = words::MISHEARD.pick(&mut chance, scene.part.language);
        let said = (heard == Heard::Changed).then(|| act::label(said)).flatten();
        Some(HeardFact { fact: u32::try_from(index).ok()?, heard, said })
    };
    let heard: Vec<HeardFact> = hop.facts.iter().enumerate().filter_map(fact).collect();
    (!heard.is_empty()).then(|| act::tick_relay(row.clone(), place, heard))
}
