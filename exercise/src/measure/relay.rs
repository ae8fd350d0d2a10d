//! M11 relay fidelity and time 转达保真度与时长: what each hop heard, and how long the whole took. Rests
//! on what people ticked; a proposal of the program counts for nothing here.

use crate::area::relay::{self, Hop};
use crate::number;
use crate::state::State;
use protocol::ids::{DepartmentCode, RelayTickId, RowId};
use protocol::text::Bilingual;
use protocol::time::ExerciseTime;
use protocol::vocab::Heard;
use serde::Serialize;

/// One relay test.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RelayMeasure {
    /// The row.
    pub row: RowId,
    /// Its hops, first to last.
    pub hops: Vec<RelayHop>,
    /// Exercise milliseconds from the first hop to the last; none until both have heard it.
    pub took_ms: Option<i64>,
    /// Whether the last hop heard it within the row's limit from release; none without a limit, or
    /// before it heard it.
    pub in_time: Option<bool>,
}

/// One hop of a relay test.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RelayHop {
    /// From whom it was heard; none where it came with the row itself.
    pub from: Option<DepartmentCode>,
    /// Who heard it.
    pub to: DepartmentCode,
    /// When it was first heard here, by the exercise clock.
    pub at: Option<ExerciseTime>,
    /// Facts kept.
    pub kept: u32,
    /// … changed.
    pub changed: u32,
    /// … lost.
    pub lost: u32,
    /// … that nobody has ticked: neither good nor bad.
    pub unheard: u32,
    /// Each fact and what became of it.
    pub facts: Vec<RelayFact>,
    /// The ticks that this rests on, those since corrected among them.
    pub ticks: Vec<RelayTickId>,
}

/// One fact at one hop.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RelayFact {
    /// The fact.
    pub fact: Bilingual,
    /// What became of it; none while nobody has ticked it.
    pub heard: Option<Heard>,
    /// What was said in its place.
    pub said: Option<String>,
}

/// Every relay test that has begun, in order of rows.
#[must_use]
pub fn relay_measures(state: &State) -> Vec<RelayMeasure> {
    let measure = |(id, relay): (&RowId, &relay::Relay)| {
        let row = state.rows.get(id)?;
        let released = row.released.as_ref()?.at;
        let at = |place| relay::reached(state, row, relay, place);
        let hop = |(place, hop): (usize, &Hop)| {
            let from = place.checked_sub(1).and_then(|before| relay.hops.get(before));
            of_hop(&row.spec.key_facts, hop, from.map(|from| from.department.clone()), at(place))
        };
        let (first, last) = (at(0), relay.hops.len().checked_sub(1).and_then(at));
        let limit = row.spec.targets.complete.or(row.spec.targets.respond);
        Some(RelayMeasure {
            row: id.clone(),
            hops: relay.hops.iter().enumerate().map(hop).collect(),
            took_ms: last.and_then(|last| Some((last.0 - first?.0).max(0))),
            in_time: limit.and_then(|limit| Some(last? <= released.exercise.plus(limit))),
        })
    };
    state.relays.iter().filter_map(measure).collect()
}

fn of_hop(key_facts: &[Bilingual], hop: &Hop, from: Option<DepartmentCode>, at: Option<ExerciseTime>) -> RelayHop {
    let fact = |(place, fact): (usize, &Bilingual)| {
        let tick = u32::try_from(place).ok().and_then(|place| hop.facts.get(&place));
        RelayFact {
            fact: fact.clone(),
            heard: tick.map(|tick| tick.heard),
            said: tick.and_then(|tick| tick.said.clone()),
        }
    };
    let facts: Vec<RelayFact> = key_facts.iter().enumerate().map(fact).collect();
    let count = |heard: Option<Heard>| number::count(facts.iter().filter(|fact| fact.heard == heard).count());
    RelayHop {
        from,
        to: hop.department.clone(),
        at,
        kept: count(Some(Heard::Kept)),
        changed: count(Some(Heard::Changed)),
        lost: count(Some(Heard::Lost)),
        unheard: count(None),
        facts,
        ticks: hop.ticks.clone(),
    }
}
