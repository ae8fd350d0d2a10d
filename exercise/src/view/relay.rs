//! Relay tests, for control and evaluators alone: players are tested on them.

use super::shared;
use crate::area::relay::{self, Hop, Relay, Writing};
use crate::state::State;
use protocol::ids::RowId;
use protocol::relay::{RelayFactView, RelayHopView, RelayItem, RelayWriting};

pub(super) fn relay(state: &State, row: &RowId) -> Option<RelayItem> {
    let (known, relay) = (state.rows.get(row)?, state.relays.get(row)?);
    let targets = known.spec.targets;
    Some(RelayItem {
        row: row.clone(),
        title: known.spec.title.clone(),
        key_facts: known.spec.key_facts.clone(),
        released: known.released.as_ref().map(|rung| rung.at),
        within: targets.complete.or(targets.respond),
        hops: relay.hops.iter().enumerate().map(|(place, one)| hop(state, row, relay, place, one)).collect(),
    })
}

fn hop(state: &State, row: &RowId, relay: &Relay, place: usize, hop: &Hop) -> RelayHopView {
    let known = state.rows.get(row);
    let writings = known.map(|row| relay::writings(state, row, hop)).unwrap_or_default();
    let proposed = known.map(|row| relay::proposals(row, &writings)).unwrap_or_default();
    let fact = |(fact, proposed_by): (usize, Option<u32>)| {
        let tick = u32::try_from(fact).ok().and_then(|fact| hop.facts.get(&fact));
        RelayFactView {
            heard: tick.map(|tick| tick.heard),
            said: tick.and_then(|tick| tick.said.clone()),
            ticked: tick.map(|tick| shared::rung(state, &tick.rung)),
            proposed_by,
        }
    };
    let writing =
        |writing: Writing<'_>| RelayWriting { source: writing.source, at: writing.at, text: writing.text.to_owned() };
    RelayHopView {
        department: hop.department.clone(),
        at: known.and_then(|row| relay::reached(state, row, relay, place)),
        facts: proposed.into_iter().enumerate().map(fact).collect(),
        writings: writings.into_iter().map(writing).collect(),
    }
}
