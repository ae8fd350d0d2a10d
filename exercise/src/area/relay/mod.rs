//! Relay tests 转达测试: a message goes by voice from hop to hop, and somebody who stands there ticks
//! which of its key facts were heard: kept, changed or lost, always held against the row itself.
//!
//! Where a hop has written something, a fact that stands in it is proposed as kept. A proposal judges
//! nobody: it counts once a person has ticked it.

mod words;

use crate::apply::Context;
use crate::area::inject::{Delivery, Row, Rung};
use crate::commit::{Ids, Moment};
use crate::event::{Event, RelayTicked};
use crate::limits::{RELAY_TICKS_MAX, RELAY_WRITINGS_MAX};
use crate::rejection::Rejection;
use crate::state::State;
use protocol::command::{Party, TickRelay};
use protocol::ids::{DepartmentCode, RelayTickId, RowId};
use protocol::problem::ProblemCode;
use protocol::relay::RelaySource;
use protocol::scenario::Scenario;
use protocol::time::{ExerciseTime, Stamp};
use protocol::vocab::{DeliveryStage, Heard};
use std::collections::{BTreeMap, BTreeSet};

/// A relay test.
#[derive(Clone, Debug)]
pub struct Relay {
    /// First to last.
    pub(crate) hops: Vec<Hop>,
}

/// One hop of it.
#[derive(Clone, Debug)]
pub struct Hop {
    pub(crate) department: DepartmentCode,
    /// The standing tick of each fact, by its place in the list.
    pub(crate) facts: BTreeMap<u32, Tick>,
    /// Every tick ever made here, in order.
    pub(crate) ticks: Vec<RelayTickId>,
    /// The earliest moment at which anything was heard here.
    pub(crate) heard_at: Option<ExerciseTime>,
}

/// What was ticked for one fact.
#[derive(Clone, Debug)]
pub struct Tick {
    pub(crate) heard: Heard,
    pub(crate) said: Option<String>,
    pub(crate) rung: Rung,
}

/// Something that a hop has written since the release.
#[derive(Clone, Debug)]
pub(crate) struct Writing<'a> {
    pub(crate) source: RelaySource,
    pub(crate) at: Stamp,
    pub(crate) text: &'a str,
}

/// The relay tests that a scenario binds. A row that is bound twice is one test, as first written.
pub(crate) fn relays(scenario: &Scenario) -> BTreeMap<RowId, Relay> {
    let hop = |department: &DepartmentCode| Hop {
        department: department.clone(),
        facts: BTreeMap::new(),
        ticks: Vec::new(),
        heard_at: None,
    };
    let mut relays = BTreeMap::new();
    for binding in &scenario.bindings.relays {
        let relay = Relay { hops: binding.hops.iter().map(hop).collect() };
        relays.entry(binding.inject.clone()).or_insert(relay);
    }
    relays
}

pub(crate) fn tick(
    state: &State,
    command: &TickRelay,
    moment: &Moment,
    ids: &mut Ids,
) -> Result<Vec<Event>, Rejection> {
    let relay = state.relays.get(&command.row).ok_or_else(|| Rejection::unknown("row"))?;
    let row = state.rows.get(&command.row).ok_or_else(|| Rejection::unknown("row"))?;
    let hop = relay.hops.get(command.hop as usize).ok_or_else(|| Rejection::unknown("hop"))?;
    let Some(Rung { at: released, .. }) = &row.released else {
        return Err(Rejection::new(ProblemCode::WrongStage, "it is not released yet").at("row"));
    };
    if hop.ticks.len() >= RELAY_TICKS_MAX {
        return Err(ProblemCode::Full.into());
    }
    if command.heard.is_empty() {
        return Err(Rejection::new(ProblemCode::Incomplete, "name a fact").at("heard"));
    }
    let mut named = BTreeSet::new();
    for fact in &command.heard {
        if fact.fact as usize >= row.spec.key_facts.len() {
            return Err(Rejection::unknown("heard"));
        }
        if !named.insert(fact.fact) {
            return Err(Rejection::new(ProblemCode::OutOfRange, "a fact is named twice").at("heard"));
        }
        if fact.said.is_some() && fact.heard != Heard::Changed {
            let why = "what was said stands with a changed fact";
            return Err(Rejection::new(ProblemCode::OutOfRange, why).at("heard"));
        }
    }
    Ok(vec![
        RelayTicked {
            id: RelayTickId(ids.next()),
            row: command.row.clone(),
            hop: command.hop,
            at: heard_at(state, released, moment),
            heard: command.heard.clone(),
            note: command.note.as_ref().map(ToString::to_string),
        }
        .into(),
    ])
}

/// When it was heard, by the exercise clock. Written off line, it was heard when it was written; if the
/// clock has been stopped or changed since, not later than that. Never before the row was released.
fn heard_at(state: &State, released: &Stamp, moment: &Moment) -> ExerciseTime {
    let now = state.stamp(moment.wall).exercise;
    let heard = match moment.happened_at {
        Some(wall) if wall < moment.wall => state.clock.at(wall).min(now),
        Some(_) | None => now,
    };
    heard.max(released.exercise)
}

/// When the message was at a hop: at the first moment that somebody heard it there. Who got it in
/// writing has it when he acknowledges it.
pub(crate) fn reached(state: &State, row: &Row, relay: &Relay, hop: usize) -> Option<ExerciseTime> {
    let known = relay.hops.get(hop)?;
    let acknowledged = || {
        let rung = delivery(state, row, &known.department)?.rungs.get(&DeliveryStage::Acknowledged)?;
        Some(rung.at.exercise)
    };
    let first = (hop == 0).then(acknowledged).flatten();
    [first, known.heard_at].into_iter().flatten().min()
}

fn delivery<'a>(state: &'a State, row: &Row, department: &DepartmentCode) -> Option<&'a Delivery> {
    let deliveries = row.deliveries.iter().filter_map(|id| state.deliveries.get(id));
    deliveries.into_iter().find(|delivery| delivery.department == *department)
}

/// What a hop has written since the release: its answer to the row, its messages, its situation
/// reports; oldest first, at most [`RELAY_WRITINGS_MAX`].
pub(crate) fn writings<'a>(state: &'a State, row: &'a Row, hop: &'a Hop) -> Vec<Writing<'a>> {
    let Some(Rung { at: released, .. }) = &row.released else { return Vec::new() };
    let ours = Party::Department(hop.department.clone());
    let since = |rung: &Rung| rung.at.wall >= released.wall;
    let answers = row.deliveries.iter().filter_map(|id| state.deliveries.get(id)).filter_map(|delivery| {
        let answer = delivery.answer.as_ref().filter(|_| delivery.department == hop.department)?;
        Some(Writing { source: RelaySource::Answer(delivery.id), at: answer.rung.at, text: answer.text.as_ref()? })
    });
    let messages = state.messages.iter().filter(|(_, message)| message.from == ours && since(&message.sent));
    let messages = messages.map(|(id, message)| Writing {
        source: RelaySource::Message(*id),
        at: message.sent.at,
        text: &message.text,
    });
    let reports = state.reports.iter();
    let reports = reports.filter(|(_, report)| report.department == hop.department && since(&report.submitted));
    let reports = reports.map(|(id, report)| Writing {
        source: RelaySource::Report(*id),
        at: report.submitted.at,
        text: &report.text,
    });
    let mut writings: Vec<Writing<'_>> = answers.chain(messages).chain(reports).collect();
    writings.sort_by_key(|writing| writing.at);
    writings.truncate(RELAY_WRITINGS_MAX);
    writings
}

/// For each key fact the first writing in which it stands, in either language.
pub(crate) fn proposals(row: &Row, writings: &[Writing<'_>]) -> Vec<Option<u32>> {
    let read: Vec<_> = writings.iter().map(|writing| words::read(writing.text)).collect();
    let first = |fact: &protocol::text::Bilingual| {
        let versions: Vec<_> = [&fact.zh, &fact.en].into_iter().flatten().map(|text| words::read(text)).collect();
        let place = read.iter().position(|text| versions.iter().any(|fact| words::stands_in(fact, text)))?;
        u32::try_from(place).ok()
    };
    row.spec.key_facts.iter().map(first).collect()
}

/// Relay tests under way in which a department is a hop: what it writes may be proposed.
pub(crate) fn listening<'a>(state: &'a State, department: &'a DepartmentCode) -> impl Iterator<Item = &'a RowId> {
    let hears = move |relay: &Relay| relay.hops.iter().any(|hop| hop.department == *department);
    state.relays.iter().filter(move |(_, relay)| hears(relay)).map(|(row, _)| row)
}

pub(crate) fn apply_ticked(state: &mut State, event: &RelayTicked, context: &Context) {
    let Some(hop) = state.relays.get_mut(&event.row).and_then(|relay| relay.hops.get_mut(event.hop as usize)) else {
        return;
    };
    hop.ticks.push(event.id);
    hop.heard_at = Some(hop.heard_at.map_or(event.at, |first| first.min(event.at)));
    for fact in &event.heard {
        let said = fact.said.as_ref().map(ToString::to_string);
        hop.facts.insert(fact.fact, Tick { heard: fact.heard, said, rung: context.rung() });
    }
}

/// The story begins again.
pub(crate) fn reset(state: &mut State) {
    state.relays = relays(&state.scenario);
}
