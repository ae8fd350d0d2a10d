//! The roll call as it is shown: control sees seats and reasons, a department and the walls see counts
//! and control's word, a seat sees its own check.

use super::shared;
use crate::area::rollcall::{count, each_is_tested, hears, is_live, proposed, tested, tests};
use crate::limits::ROLL_MISSING_SHOWN;
use crate::state::State;
use protocol::ids::{DepartmentCode, SeatCode};
use protocol::item;
use protocol::scenario::Recipient;

pub(super) fn check(state: &State, code: &SeatCode) -> Option<item::CheckItem> {
    let check = state.roll.checks.get(code)?;
    Some(item::CheckItem {
        seat: code.clone(),
        rung: shared::rung(state, &check.rung),
        client: check.what.client.clone(),
        sound: check.what.sound,
        screen: check.what.screen,
        notifications: check.what.notifications,
        storage: check.what.storage,
        round_trip_ms: check.what.round_trip_ms,
        clock_ahead_ms: check.what.clock_ahead_ms,
    })
}

pub(super) fn control(state: &State, code: &DepartmentCode) -> Option<item::RollCallItem> {
    let desk = state.desks.get(code)?;
    let count = count(state, code);
    let each = each_is_tested(state) && count.tests > 0;
    let missing = |seat: &SeatCode| {
        let absent = !is_live(state, seat);
        let (silent, untested) = (!hears(state, seat), each && !tested(state, code, seat));
        (absent || silent || untested).then(|| item::MissingSeat { seat: seat.clone(), absent, silent, untested })
    };
    Some(item::RollCallItem {
        department: code.clone(),
        proposed: proposed(&count),
        called: state.roll.calls.get(code).map(|call| item::RollWord {
            word: call.word,
            rung: shared::rung(state, &call.rung),
            note: call.note.clone(),
        }),
        missing: desk.seats.iter().filter_map(missing).take(ROLL_MISSING_SHOWN).collect(),
        test_row: state.scenario.settings.comms_check.clone().filter(|_| count.tests > 0),
        count,
    })
}

pub(super) fn own(state: &State, code: &DepartmentCode) -> Option<item::OwnRollItem> {
    state.desks.get(code)?;
    let ours = |recipient: &Recipient| *recipient == Recipient::Department(code.clone());
    Some(item::OwnRollItem {
        department: code.clone(),
        count: count(state, code),
        word: state.roll.calls.get(code).map(|call| call.word),
        test: tests(state, code).find(|delivery| ours(&delivery.recipient)).map(|delivery| delivery.id),
    })
}

pub(super) fn wall(state: &State, code: &DepartmentCode) -> Option<item::RollTileItem> {
    state.desks.get(code)?;
    let word = state.roll.calls.get(code).map(|call| call.word);
    Some(item::RollTileItem { department: code.clone(), count: count(state, code), word })
}
