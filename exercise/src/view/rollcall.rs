//! The roll call as it is shown: control sees seats and reasons, a department and the walls see counts
//! and control's word, a seat sees its own check. Staff is counted by groups, and walls are shown of it what concerns the room.

use super::shared;
use crate::area::rollcall::{count, each_is_tested, hears, is_live, proposed, tested, tests};
use crate::area::staff;
use crate::limits::ROLL_MISSING_SHOWN;
use crate::state::State;
use protocol::ids::{DepartmentCode, SeatCode};
use protocol::item;
use protocol::scenario::Recipient;
use protocol::vocab::StaffGroup;

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

/// A group without seats has no line.
pub(super) fn staff(state: &State, group: StaffGroup) -> Option<item::StaffRollItem> {
    let count = staff::count(state, group);
    let tests = count.tests > 0;
    let missing = |seat: &SeatCode| {
        let absent = !is_live(state, seat);
        let (silent, untested) = (!hears(state, seat), tests && !staff::tested(state, seat));
        (absent || silent || untested).then(|| item::MissingSeat { seat: seat.clone(), absent, silent, untested })
    };
    (count.seats > 0).then(|| item::StaffRollItem {
        group,
        proposed: proposed(&count),
        missing: staff::seats(state, group).filter_map(missing).take(ROLL_MISSING_SHOWN).collect(),
        count,
    })
}

/// The room is shown who watches and who keeps it safe; control and simulation cell are not its business.
pub(super) fn staff_wall(state: &State, group: StaffGroup) -> Option<item::StaffTileItem> {
    let shown = matches!(group, StaffGroup::Evaluation | StaffGroup::Safety);
    let count = staff::count(state, group);
    (shown && count.seats > 0).then(|| item::StaffTileItem { group, word: proposed(&count), count })
}

pub(super) fn own_test(state: &State, code: &SeatCode) -> Option<item::OwnTestItem> {
    state.scenario.settings.comms_check.as_ref()?;
    staff::group(state.seats.get(code)?.role)?;
    let acknowledged = state.roll.tested.get(code).map(|rung| shared::rung(state, rung));
    Some(item::OwnTestItem { seat: code.clone(), out: staff::test_is_out(state), acknowledged })
}
