//! Which items a state holds, and which of them an audience or a single seat may be shown.

use super::{Key, concerns, evaluation, improvement, msel, resource};
use crate::area::roster::SeatState;
use crate::area::staff;
use crate::audience::Audience;
use crate::state::State;
use protocol::ids::SeatCode;
use protocol::scenario::Recipient;
use protocol::vocab::{Role, StaffGroup};

/// Every key of a state, in the order in which a client is best served: the exercise first.
#[must_use]
pub fn keys(state: &State) -> Vec<Key> {
    let scenario = &state.scenario;
    let mut keys = vec![Key::Exercise, Key::Plan, Key::GroundTruth, Key::Held, Key::Conduct, Key::Figures];
    for department in &scenario.departments {
        let code = &department.code;
        keys.extend([Key::Department(code.clone()), Key::Briefing(code.clone()), Key::Tile(code.clone())]);
        keys.push(Key::Roll(code.clone()));
    }
    keys.extend(StaffGroup::ALL.iter().copied().map(Key::Staff));
    keys.extend(StaffGroup::ALL.iter().flat_map(|group| staff::seats(state, *group)).cloned().map(Key::Test));
    keys.extend(state.seats.keys().cloned().map(Key::Seat));
    keys.extend(state.roll.checks.keys().cloned().map(Key::Check));
    keys.extend(state.row_order.iter().cloned().map(Key::Row));
    msel::keys(state, &mut keys);
    let mut deliveries: Vec<_> = state.deliveries.values().map(|d| (d.number, d.id)).collect();
    deliveries.sort_unstable();
    keys.extend(deliveries.into_iter().map(|(_, id)| Key::Delivery(id)));
    keys.extend(state.clarifications.keys().copied().map(Key::Clarification));
    keys.extend(state.messages.keys().copied().map(Key::Message));
    keys.extend(state.reports.keys().copied().map(Key::Report));
    keys.extend(state.facts.keys().cloned().map(Key::Fact));
    keys.extend(state.claims.keys().copied().map(Key::Claim));
    keys.extend(state.commitments.keys().copied().map(Key::Commitment));
    keys.extend(state.relays.keys().cloned().map(Key::Relay));
    resource::keys(state, &mut keys);
    keys.extend(scenario.site.is_some().then_some(Key::Site));
    keys.extend(scenario.places.iter().map(|place| Key::Place(place.key.clone())));
    keys.extend(state.features.keys().copied().map(Key::Feature));
    keys.extend(state.media.posts.keys().copied().map(Key::Post));
    keys.extend(state.media.statements.keys().flat_map(|id| [Key::Statement(*id), Key::Published(*id)]));
    keys.extend(state.tasks.keys().cloned().map(Key::Task));
    keys.extend(state.evaluation.observations.keys().copied().map(Key::Observation));
    keys.push(Key::Evaluation);
    keys.extend(scenario.feedback.is_some().then_some(Key::Feedback));
    keys.extend(evaluation::assessments(state));
    keys.extend(improvement::keys(state));
    keys.extend(state.objectives.keys().cloned().map(Key::Rating));
    keys.extend(state.entries.iter().map(|entry| Key::Entry(entry.id)));
    keys
}

/// The keys that an audience may see at all; the others need not be rendered for it.
#[must_use]
pub fn keys_of(state: &State, audience: &Audience) -> Vec<Key> {
    let Audience::Seat(code) = audience else {
        return keys(state).into_iter().filter(|key| concerns(state, key, audience)).collect();
    };
    let mut deliveries: Vec<_> =
        state.deliveries.values().filter(|d| alone(&d.recipient) == Some(code)).map(|d| (d.number, d.id)).collect();
    deliveries.sort_unstable();
    let mut keys: Vec<Key> = deliveries.into_iter().map(|(_, id)| Key::Delivery(id)).collect();
    keys.extend([Key::Check(code.clone()), Key::Test(code.clone())]);
    if state.seats.get(code).is_some_and(evaluates) {
        keys.extend(state.evaluation.observations.keys().copied().map(Key::Observation));
        keys.extend(evaluation::assessments(state));
    }
    keys
}

/// The seats whose own channel may show a key: few, so that the others need not be asked.
#[must_use]
pub fn owners(state: &State, key: &Key) -> Vec<SeatCode> {
    match key {
        Key::Delivery(id) => {
            state.deliveries.get(id).and_then(|delivery| alone(&delivery.recipient).cloned()).into_iter().collect()
        }
        Key::Observation(_) | Key::Assessment(..) => {
            state.seats.values().filter(|s| evaluates(s)).map(|s| s.code.clone()).collect()
        }
        Key::Check(code) | Key::Test(code) => vec![code.clone()],
        Key::Exercise
        | Key::Department(_)
        | Key::Plan
        | Key::Msel(_)
        | Key::GroundTruth
        | Key::Row(_)
        | Key::Clarification(_)
        | Key::Message(_)
        | Key::Report(_)
        | Key::Fact(_)
        | Key::Claim(_)
        | Key::Commitment(_)
        | Key::Relay(_)
        | Key::Site
        | Key::Place(_)
        | Key::Feature(_)
        | Key::Post(_)
        | Key::Statement(_)
        | Key::Published(_)
        | Key::Seat(_)
        | Key::Briefing(_)
        | Key::Task(_)
        | Key::Entry(_)
        | Key::Held
        | Key::Conduct
        | Key::Rating(_)
        | Key::Evaluation
        | Key::Finding(_)
        | Key::Star(_)
        | Key::Recheck(_)
        | Key::Action(_)
        | Key::Written(..)
        | Key::Feedback
        | Key::Tile(_)
        | Key::Figures
        | Key::Roll(_)
        | Key::Staff(_)
        | Key::Resource(_)
        | Key::Fault(_)
        | Key::ResourceRequest(_)
        | Key::Checklist(_) => Vec::new(),
    }
}

fn alone(recipient: &Recipient) -> Option<&SeatCode> {
    match recipient {
        Recipient::Seat(code) => Some(code),
        Recipient::Department(_) => None,
    }
}

fn evaluates(seat: &SeatState) -> bool {
    matches!(seat.role, Role::Evaluator | Role::LeadEvaluator)
}
