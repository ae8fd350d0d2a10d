//! What the facts about rows do to the state.

use crate::apply::Context;
use crate::area::inject::{Delivery, ReceiptCounts, Row, escalate, staging};
use crate::event::{HoldCause, InjectNudged, RowAdded, RowEdited, RowRecalled, RowReleased};
use crate::state::State;
use protocol::ids::{DeliveryId, RowId};
use protocol::scenario::Inject;
use protocol::time::Seconds;
use protocol::vocab::{DeliveryStage as Stage, EscalationStep, InjectStatus, RowOrigin, Staging};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A row of the approved list, before play.
pub(crate) fn planned_row(spec: Inject, order: u32, default: Staging) -> Row {
    Row {
        staging: staging(&spec, default),
        spec: Arc::new(spec),
        order,
        origin: RowOrigin::Planned,
        of: None,
        status: InjectStatus::Scheduled,
        shift: Seconds(0),
        hold: None,
        armed: None,
        released: None,
        completed: None,
        settled: None,
        decision: None,
        deliveries: Vec::new(),
        edits: 0,
        uses: 0,
    }
}

pub(crate) fn apply_added(state: &mut State, event: &RowAdded) {
    let order = u32::try_from(state.row_order.len()).unwrap_or(u32::MAX);
    let id = event.row.id.clone();
    let mut row = planned_row((*event.row).clone(), order, state.scenario.settings.staging);
    row.origin = event.origin;
    row.of.clone_from(&event.of);
    state.rows.insert(id.clone(), row);
    state.row_order.push(id);
    if event.origin == RowOrigin::Template
        && let Some(template) = event.of.as_ref().and_then(|of| state.rows.get_mut(of))
    {
        template.uses += 1;
    }
}

pub(crate) fn apply_armed(state: &mut State, id: &RowId, context: &Context) {
    if let Some(row) = state.rows.get_mut(id) {
        row.status = InjectStatus::Armed;
        row.armed.get_or_insert(context.at);
    }
}

pub(crate) fn apply_released(state: &mut State, event: &RowReleased, context: &Context) {
    for new in &event.deliveries {
        let mut rungs = BTreeMap::new();
        rungs.insert(Stage::Queued, context.rung());
        let delivery = Delivery {
            id: new.id,
            row: event.row.clone(),
            recipient: new.recipient.clone(),
            department: new.department.clone(),
            number: new.number,
            stage: Stage::Queued,
            rungs,
            receipts: BTreeMap::new(),
            counts: ReceiptCounts::default(),
            acknowledged_by: Vec::new(),
            answer: None,
            round: 0,
            returned: None,
            declined: None,
            closed: None,
            overdue: Vec::new(),
            nudged: None,
            escalated: Default::default(),
            clarifications: Vec::new(),
            score: None,
        };
        state.deliveries.insert(new.id, delivery);
        state.open.insert(new.id);
        state.numbers.insert(new.recipient.clone(), new.number);
    }
    if let Some(row) = state.rows.get_mut(&event.row) {
        row.status = InjectStatus::Released;
        row.hold = None;
        row.settled = None;
        row.armed.get_or_insert(context.at);
        row.released.get_or_insert_with(|| context.rung());
        row.deliveries.extend(event.deliveries.iter().map(|new| new.id));
    }
}

/// A row reached, or left, a state with a reason.
pub(crate) fn settle(state: &mut State, id: &RowId, status: InjectStatus, text: Option<&str>, context: &Context) {
    if let Some(row) = state.rows.get_mut(id) {
        row.status = status;
        row.hold = None;
        if status == InjectStatus::Complete {
            row.completed = Some(context.at);
        }
        let text = text.unwrap_or_default().to_owned();
        row.settled = Some(context.note(&text));
    }
}

pub(crate) fn apply_held(state: &mut State, id: &RowId, cause: HoldCause, context: &Context) {
    settle(state, id, InjectStatus::Held, None, context);
    if let Some(row) = state.rows.get_mut(id) {
        row.hold = Some(cause);
    }
}

/// A held or skipped row waits for its condition again.
pub(crate) fn apply_waiting(state: &mut State, id: &RowId) {
    if let Some(row) = state.rows.get_mut(id) {
        row.status = InjectStatus::Scheduled;
        row.hold = None;
        row.settled = None;
        row.armed = None;
    }
}

pub(crate) fn apply_deferred(state: &mut State, id: &RowId, by: Seconds) {
    if let Some(row) = state.rows.get_mut(id) {
        row.shift = Seconds(row.shift.0 + by.0);
        // A row moved later waits again; the desk shows it when it is due.
        if row.status == InjectStatus::Armed {
            row.status = InjectStatus::Scheduled;
            row.armed = None;
        }
    }
}

pub(crate) fn apply_shifted(state: &mut State, by: Seconds) {
    let waiting: Vec<RowId> = state.rows.values().filter(|row| row.waits()).map(|row| row.spec.id.clone()).collect();
    for id in waiting {
        if let Some(row) = state.rows.get_mut(&id) {
            row.shift = Seconds(row.shift.0 + by.0);
        }
    }
}

pub(crate) fn apply_recalled(state: &mut State, event: &RowRecalled, context: &Context) {
    settle(state, &event.row, InjectStatus::Recalled, Some(&event.reason), context);
    let deliveries = state.rows.get(&event.row).map(|row| row.deliveries.clone()).unwrap_or_default();
    for id in deliveries {
        if let Some(delivery) = state.deliveries.get_mut(&id) {
            delivery.stage = Stage::Recalled;
            delivery.rungs.entry(Stage::Recalled).or_insert_with(|| context.rung());
            delivery.closed = Some(context.note(&event.reason));
        }
        state.open.remove(&id);
    }
}

pub(crate) fn apply_edited(state: &mut State, event: &RowEdited) {
    let default = state.scenario.settings.staging;
    if let Some(row) = state.rows.get_mut(&event.row) {
        let spec = edited(&row.spec, event);
        row.staging = staging(&spec, default);
        row.spec = Arc::new(spec);
        row.edits += 1;
    }
}

/// A row with an edit.
pub(crate) fn edited(spec: &Inject, event: &RowEdited) -> Inject {
    let mut spec = spec.clone();
    if let Some(title) = &event.title {
        spec.title = title.clone();
    }
    if event.player_title.is_some() {
        spec.player_title.clone_from(&event.player_title);
    }
    if event.body.is_some() {
        spec.body.clone_from(&event.body);
    }
    if let Some(to) = &event.to {
        spec.to.clone_from(to);
    }
    spec.targets = event.targets.unwrap_or(spec.targets);
    spec
}

pub(crate) fn apply_nudged(state: &mut State, event: &InjectNudged, context: &Context) {
    for id in &event.deliveries {
        if let Some(delivery) = state.deliveries.get_mut(id) {
            delivery.nudged = Some(context.at);
        }
        escalate::take(state, *id, EscalationStep::Nudge, None, context);
    }
}

/// A delivery that is open again opens its row again.
pub(crate) fn reopen_row(state: &mut State, id: DeliveryId) {
    let Some(row) = state.deliveries.get(&id).map(|delivery| delivery.row.clone()) else { return };
    if let Some(row) = state.rows.get_mut(&row)
        && row.status == InjectStatus::Complete
    {
        row.status = InjectStatus::Released;
        row.completed = None;
        row.settled = None;
    }
}

/// ENDEX was undone: rows that it set aside come back, deliveries that it closed are open again.
pub(crate) fn bring_back(state: &mut State) {
    let mut opened = Vec::new();
    for delivery in state.deliveries.values_mut().filter(|delivery| delivery.stage == Stage::Cancelled) {
        delivery.rungs.remove(&Stage::Cancelled);
        delivery.closed = None;
        let reached = delivery.rungs.keys().rev().find(|stage| **stage < Stage::Closed).copied();
        delivery.stage = reached.unwrap_or(Stage::Queued);
        opened.push(delivery.id);
    }
    for id in opened {
        state.open.insert(id);
        reopen_row(state, id);
    }
    for row in state.rows.values_mut() {
        let set_aside = row.status == InjectStatus::NotPlayed;
        let template =
            row.spec.template.is_some() && row.origin == RowOrigin::Planned && row.status == InjectStatus::Complete;
        if set_aside || template {
            row.status = InjectStatus::Scheduled;
            row.armed = None;
            row.completed = None;
            row.settled = None;
        }
    }
}

/// A new run: the list as approved, nothing delivered, nothing marked.
pub(crate) fn reset(state: &mut State) {
    let default = state.scenario.settings.staging;
    state.row_order.retain(|id| state.rows.get(id).is_some_and(|row| row.origin == RowOrigin::Planned));
    state.rows.retain(|_, row| row.origin == RowOrigin::Planned);
    for row in state.rows.values_mut() {
        let edits = row.edits;
        *row = planned_row((*row.spec).clone(), row.order, default);
        row.edits = edits;
    }
    state.deliveries.clear();
    state.open.clear();
    state.numbers.clear();
    state.clarifications.clear();
    state.gap = None;
    for task in state.tasks.values_mut() {
        task.marks.clear();
    }
}
