//! The list as it is planned: cells that may be wrong, several writers, parts beside the rows, approval.
#![expect(clippy::unwrap_used, reason = "a test stops where its world is broken")]

mod support;

use exercise::Audience;
use exercise::area::msel::{cells_of, compare, standing};
use exercise::view::{self, Key, MselPart};
use protocol::item::Item;
use protocol::msel::{MselCell, MselFault, MselField, MselItem, MselRowItem};
use protocol::problem::ProblemCode;
use serde_json::{Value, json};
use support::{World, petition, row, small};

fn list(world: &World) -> MselItem {
    match view::render(&world.state, &Key::Msel(MselPart::List), &Audience::Control) {
        Some(Item::Msel(item)) => item,
        other => panic!("{other:?}"),
    }
}

/// The rows as a planner is shown them, in order.
fn rows(world: &World) -> Vec<MselRowItem> {
    let shown = list(world).order.into_iter().map(|id| {
        let key = Key::Msel(MselPart::Row(id));
        match view::render(&world.state, &key, &Audience::Control) {
            Some(Item::MselRow(row)) => *row,
            other => panic!("{other:?}"),
        }
    });
    shown.collect()
}

fn cell(world: &World, at: usize, field: &str) -> Option<MselCell> {
    rows(world)[at].cells.get(&MselField::parse(field).unwrap()).cloned()
}

fn text(world: &World, at: usize, field: &str) -> String {
    cell(world, at, field).map(|cell| cell.text).unwrap_or_default()
}

fn key(world: &World, at: usize) -> Value {
    json!(list(world).order[at])
}

fn edit(world: &World, at: usize, field: &str, to: Value, seen: Option<u32>) -> Value {
    json!({"type": "edit_msel_cells", "cells": [{"row": key(world, at), "field": field, "to": to, "seen": seen}]})
}

fn draft() -> World {
    World::new(small(json!([
        row("1", json!({"type": "time", "at": 60}), json!({"offset": 60})),
        row("2", json!({"type": "after", "ref": "1", "event": "released", "delay": 30}), json!({})),
    ])))
}

#[test]
fn every_row_of_the_petition_drill_is_the_same_row_again_when_its_cells_are_read() {
    let scenario = petition();
    let mut world = World::new(scenario.clone());
    world.ok("LC", json!({"type": "comment_msel", "text": "look at the times"}));
    for (spec, shown) in scenario.injects.iter().zip(rows(&world)) {
        assert_eq!(shown.faults, [], "{}", spec.id);
        let cells = cells_of(spec);
        let texts: Vec<_> = shown.cells.iter().map(|(field, cell)| (field.clone(), cell.text.clone())).collect();
        let wanted: Vec<_> = cells.into_iter().map(|(field, value)| (field, value.text)).collect();
        assert_eq!(texts, wanted, "{}", spec.id);
        assert_eq!(world.state.row_spec(&spec.id), Some(spec));
    }
}

#[test]
fn what_is_typed_is_read_and_what_cannot_be_read_stays() {
    let mut world = draft();
    world.ok("LC", edit(&world, 0, "offset", json!({"text": "38"}), None));
    assert_eq!(text(&world, 0, "offset"), "T+38");
    assert_eq!(world.state.row_spec(&"1".parse_row()).unwrap().offset.unwrap().0, 38 * 60);
    world.ok("LC", edit(&world, 0, "offset", json!({"text": "9h30-ish"}), None));
    let cell = cell(&world, 0, "offset").unwrap();
    assert_eq!((cell.text.as_str(), cell.fault), ("9h30-ish", Some(MselFault::NotATime)));
    assert!(world.state.row_spec(&"1".parse_row()).is_none(), "it cannot be played as it stands");
    assert_eq!(rows(&world)[1].faults, [], "its number is still there for those that name it");
}

#[test]
fn a_row_without_a_condition_is_due_at_its_planned_moment() {
    let mut world = draft();
    assert_eq!(cell(&world, 0, "when"), None, "a condition that repeats the moment is not said twice");
    world.ok("LC", edit(&world, 0, "offset", json!({"text": "T+5"}), None));
    let spec = world.state.row_spec(&"1".parse_row()).unwrap();
    assert_eq!(serde_json::to_value(&spec.when).unwrap(), json!({"type": "time", "at": 300}));
}

#[test]
fn the_last_writer_wins_and_what_he_did_not_see_is_kept_beside_the_cell() {
    let mut world = draft();
    world.ok("LC", edit(&world, 0, "title_zh", json!({"text": "一"}), Some(1)));
    // He was off line and saw version 1.
    world.ok("CTL-1", edit(&world, 0, "title_zh", json!({"text": "二"}), Some(1)));
    let cell = cell(&world, 0, "title_zh").unwrap();
    assert_eq!((cell.text.as_str(), cell.version), ("二", 3));
    let lost = cell.lost.unwrap();
    assert_eq!((lost.text.as_str(), lost.by.unwrap().seat.unwrap().as_str()), ("一", "LC"));
    // Who has seen it and writes on settles it.
    world.ok("LC", edit(&world, 0, "title_zh", json!({"text": "三"}), Some(3)));
    assert_eq!(self::cell(&world, 0, "title_zh").unwrap().lost, None);
    // One's own older version is no loss.
    world.ok("LC", edit(&world, 0, "title_zh", json!({"text": "四"}), Some(3)));
    assert_eq!(self::cell(&world, 0, "title_zh").unwrap().lost, None);
}

#[test]
fn undo_never_undoes_another_ones_word() {
    let mut world = draft();
    world.ok("LC", edit(&world, 0, "title_zh", json!({"text": "一"}), Some(1)));
    world.ok("CTL-1", edit(&world, 0, "title_zh", json!({"text": "二"}), Some(2)));
    let mut undo = edit(&world, 0, "title_zh", json!({"text": "1"}), Some(2));
    undo["strict"] = json!(true);
    assert_eq!(world.no("LC", undo), ProblemCode::ChangedSince);
    assert_eq!(text(&world, 0, "title_zh"), "二");
}

#[test]
fn an_emptied_cell_still_counts_its_versions() {
    let mut world = draft();
    world.ok("LC", edit(&world, 0, "location_zh", json!({"text": "东门"}), Some(0)));
    world.ok("LC", edit(&world, 0, "location_zh", json!({"text": ""}), Some(1)));
    world.ok("CTL-1", edit(&world, 0, "location_zh", json!({"text": "西门"}), Some(1)));
    let cell = cell(&world, 0, "location_zh").unwrap();
    assert_eq!((cell.version, cell.lost.map(|lost| lost.text)), (3, Some(String::new())));
}

#[test]
fn of_two_rows_with_one_number_both_are_told_and_the_first_is_played() {
    let mut world = draft();
    world.ok("LC", edit(&world, 1, "id", json!({"text": "1"}), None));
    let faults: Vec<_> = rows(&world).iter().map(|row| row.faults[0].fault).collect();
    assert_eq!(faults, [MselFault::DuplicateId, MselFault::DuplicateId]);
    assert_eq!(world.state.row_states().count(), 1);
    assert!(world.state.row_spec(&"1".parse_row()).unwrap().offset.is_some());
    world.ok("LC", edit(&world, 1, "id", json!({"text": "2"}), None));
    assert!(rows(&world).iter().all(|row| row.faults.is_empty()));
}

#[test]
fn rows_are_added_moved_taken_out_and_come_back_as_they_were() {
    let mut world = draft();
    let new = "00000000-0000-4000-8000-000000000001";
    let after = key(&world, 0);
    world.ok(
        "LC",
        json!({"type": "add_msel_rows", "after": after, "rows": [{"row": new, "cells": {
        "id": {"text": "1-A"}, "kind": {"text": "contextual"}, "title_zh": {"text": "补充"}, "offset": {"text": "2"},
        "extra:受影响场馆": {"text": "=SUM(A1)"}}}]}),
    );
    let order = |world: &World| {
        rows(world).iter().map(|row| row.cells[&MselField::parse("id").unwrap()].text.clone()).collect::<Vec<_>>()
    };
    assert_eq!(order(&world), ["1", "1-A", "2"]);
    let spec = world.state.row_spec(&"1-A".parse_row()).unwrap();
    assert_eq!(serde_json::to_value(&spec.extra).unwrap(), json!({"受影响场馆": "=SUM(A1)"}));
    world.ok("LC", json!({"type": "move_msel_rows", "rows": [new], "after": null}));
    assert_eq!(order(&world), ["1-A", "1", "2"]);
    world.ok("LC", json!({"type": "remove_msel_rows", "rows": [new]}));
    assert_eq!(order(&world), ["1", "2"]);
    assert_eq!(
        world.no(
            "CTL-1",
            json!({"type": "edit_msel_cells", "cells": [{"row": new, "field": "title_zh", "to": {"text": "x"}}]})
        ),
        ProblemCode::Unknown
    );
    let last = key(&world, 1);
    world.ok("LC", json!({"type": "restore_msel_rows", "rows": [new], "after": last}));
    assert_eq!(order(&world), ["1", "2", "1-A"]);
    assert_eq!(text(&world, 2, "extra:受影响场馆"), "=SUM(A1)");
}

#[test]
fn approval_reads_every_cell_and_names_what_it_cannot() {
    let mut world = draft();
    world.ok("LC", edit(&world, 1, "to", json!({"text": "AA; 消防队"}), None));
    world.ok("LC", json!({"type": "submit_for_review"}));
    let refused = world.submit("DIR", json!({"type": "approve_exercise"})).unwrap_err();
    assert_eq!(refused.code, ProblemCode::Incomplete);
    let detail = refused.detail.unwrap();
    assert!(detail.contains("2 to: unknown_recipient"), "{detail}");
    // The unit is planned after all: the cell reads.
    let words = |word: &str| json!({"zh": word, "en": word});
    world.ok(
        "LC",
        json!({"type": "put_msel_part", "part": {"part": "department", "entry": {"code": "XF", "name": words("消防队"),
        "seats": [{"code": "XF-1", "name": words("队长")}]}}}),
    );
    assert_eq!(cell(&world, 1, "to").unwrap().fault, None);
    assert!(world.state.seat(&protocol::ids::SeatCode::parse("XF-1").unwrap()).is_some());
    world.ok("DIR", json!({"type": "approve_exercise"}));
    let versions = list(&world).versions;
    assert_eq!((versions.len(), versions[0].version, versions[0].rows), (1, 1, 2));
    assert_eq!(world.state.scenario().injects.len(), 2);
    assert_eq!(world.state.scenario().departments.len(), 3);
    assert_eq!(world.no("LC", edit(&draft(), 0, "title_zh", json!({"text": "x"}), None)), ProblemCode::WrongStatus);
}

#[test]
fn a_unit_that_is_renamed_is_renamed_in_every_row() {
    let mut world = draft();
    let words = |word: &str| json!({"zh": word, "en": word});
    world.ok("LC", json!({"type": "put_msel_part", "was": "AA", "part": {"part": "department", "entry": {"code": "A1", "name": words("alpha"),
        "seats": [{"code": "AA-1", "name": words("head")}, {"code": "AA-2", "name": words("desk")}]}}}));
    assert_eq!(text(&world, 0, "to"), "A1");
    assert!(rows(&world).iter().all(|row| row.faults.is_empty()), "{:?}", rows(&world)[0].faults);
    world.ok("LC", json!({"type": "remove_msel_part", "part": "department", "key": "BB"}));
    assert_eq!(world.state.scenario().departments.len(), 1);
}

#[test]
fn a_seat_that_somebody_sits_in_is_not_planned_away() {
    let mut world = draft();
    let seat = protocol::ids::SeatCode::parse("BB-1").unwrap();
    world.notice(exercise::Signal::SeatTaken { seat, person: None, digest: None, robot: false });
    assert_eq!(
        world.no("LC", json!({"type": "remove_msel_part", "part": "department", "key": "BB"})),
        ProblemCode::SeatTaken
    );
}

#[test]
fn back_in_the_draft_the_list_takes_along_what_was_changed_since_approval() {
    let mut world = draft();
    world.ok("LC", json!({"type": "submit_for_review"}));
    world.ok("DIR", json!({"type": "approve_exercise"}));
    let before = standing(&world.state);
    world.ok("LC", json!({"type": "edit_inject", "row": "1", "title": {"zh": "改过的标题"}}));
    world.ok("LC", json!({"type": "defer_inject", "row": "1", "by": 120}));
    world.ok("DIR", json!({"type": "return_to_draft", "reason": "the times"}));
    assert_eq!((text(&world, 0, "title_zh").as_str(), text(&world, 0, "offset").as_str()), ("改过的标题", "T+3"));
    assert!(list(&world).changed);
    world.ok("LC", json!({"type": "submit_for_review"}));
    world.ok("DIR", json!({"type": "approve_exercise"}));
    assert_eq!(list(&world).versions.len(), 2);
    let told = compare(&before, &standing(&world.state));
    let fields: Vec<_> =
        told.iter().filter_map(|one| Some((one.field.clone()?.to_string(), one.after.clone()))).collect();
    assert!(fields.contains(&("title_zh".into(), Some("改过的标题".into()))), "{fields:?}");
    assert!(fields.contains(&("offset".into(), Some("T+3".into()))), "{fields:?}");
}

#[test]
fn players_and_evaluators_are_never_shown_the_planned_list() {
    let world = draft();
    for key in view::keys(&world.state).iter().filter(|key| matches!(key, Key::Msel(_))) {
        let others = [
            Audience::Everyone,
            Audience::Evaluators,
            Audience::Simulation,
            Audience::LeadersWall,
            Audience::PlayersWall,
        ];
        for audience in others {
            assert!(view::render(&world.state, key, &audience).is_none(), "{key:?} {audience:?}");
        }
    }
}

#[test]
fn a_command_for_a_list_in_play_edits_the_cells_of_one_that_is_planned() {
    let mut world = draft();
    world.ok("LC", json!({"type": "edit_inject", "row": "2", "body": {"zh": "改过"}}));
    assert_eq!((text(&world, 1, "body_zh").as_str(), text(&world, 1, "body_en").as_str()), ("改过", ""));
    world.ok("LC", json!({"type": "defer_inject", "row": "1", "by": 60}));
    world.ok("LC", json!({"type": "shift_all", "by": 60}));
    assert_eq!(text(&world, 0, "offset"), "T+3");
    assert_eq!(world.state.row_spec(&"1".parse_row()).unwrap().offset.unwrap().0, 180);
    world.ok("LC", json!({"type": "retire_inject", "row": "2", "reason": "not needed"}));
    assert_eq!((rows(&world).len(), list(&world).removed.len()), (1, 1));
    assert_eq!(world.no("LC", json!({"type": "skip_inject", "row": "1", "reason": "no"})), ProblemCode::WrongStatus);
}

trait ParseRow {
    fn parse_row(&self) -> protocol::ids::RowId;
}
impl ParseRow for &str {
    fn parse_row(&self) -> protocol::ids::RowId {
        protocol::ids::RowId::parse(self).unwrap()
    }
}

#[test]
fn the_questionnaire_is_a_part_and_goes_again() {
    let mut world = draft();
    let words = |word: &str| json!({"zh": word, "en": word});
    let question = |n: usize| json!({"key": format!("q{n}"), "text": words("how"), "form": {"type": "text"}});
    let put = |count: usize| {
        let questions: Vec<_> = (0..count).map(question).collect();
        json!({"type": "put_msel_part", "part": {"part": "feedback",
               "questionnaire": {"anonymous": true, "audience": "all", "questions": questions}}})
    };
    world.ok("LC", put(2));
    assert_eq!(standing(&world.state).feedback.unwrap().questions.len(), 2);
    assert_eq!(world.no("LC", put(31)), ProblemCode::Full);
    world.ok("LC", json!({"type": "put_msel_part", "part": {"part": "feedback", "questionnaire": null}}));
    assert!(standing(&world.state).feedback.is_none());
}

#[test]
fn what_was_reckoned_from_a_list_knows_whether_it_is_still_that_list() {
    let mut world = draft();
    let start = world.state.msel().stands_at();
    world.ok("LC", json!({"type": "comment_msel", "text": "a comment changes nothing"}));
    assert_eq!(world.state.msel().stands_at(), start);
    world.ok("LC", edit(&world, 0, "title_zh", json!({"text": "一"}), None));
    let edited = world.state.msel().stands_at();
    assert!(edited.0 > start.0 && edited.2);
    world.ok("LC", json!({"type": "submit_for_review"}));
    world.ok("DIR", json!({"type": "approve_exercise"}));
    let approved = world.state.msel().stands_at();
    assert_eq!(approved, (edited.0, 1, false), "approval freezes the list that was rehearsed");
    world.ok("LC", json!({"type": "retire_inject", "row": "2", "reason": "not needed"}));
    assert!(world.state.msel().stands_at().0 > approved.0, "a change after approval is one too");
    assert_eq!(list(&world).changed_at, world.state.msel().stands_at().0);
}

#[test]
fn a_seat_has_a_card_and_a_file_may_be_for_control_alone() {
    let words = |word: &str| json!({"zh": word, "en": word});
    let file = |n: u8, more: Value| {
        let mut file =
            json!({"file": format!("{n:02x}").repeat(32), "name": "a.png", "bytes": 9, "media_type": "image/png"});
        file.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        file
    };
    let files = json!([file(1, json!({"caption": words("the gate")})), file(2, json!({"control_only": true}))]);
    let mut scenario =
        small(json!([row("1", json!({"type": "time", "at": 1}), json!({"offset": 1, "attachments": files}))]));
    scenario.departments[0].seats[0].card = serde_json::from_value(words("open the gate first")).unwrap();
    let mut world = World::running(scenario);
    world.pass(2);
    let shown = |audience: &Audience| -> Vec<Item> {
        view::keys(&world.state).iter().filter_map(|key| view::render(&world.state, key, audience)).collect()
    };
    let department = Audience::Department(world.state.scenario().departments[0].code.clone());
    let own = serde_json::to_string(&shown(&department)).unwrap();
    assert!(own.contains("open the gate first") && own.contains(&"01".repeat(32)) && own.contains("the gate"));
    assert!(!own.contains(&"02".repeat(32)), "recipients get nothing of what is for control");
    assert!(serde_json::to_string(&shown(&Audience::Control)).unwrap().contains(&"02".repeat(32)));
    let other = Audience::Department(world.state.scenario().departments[1].code.clone());
    assert!(!serde_json::to_string(&shown(&other)).unwrap().contains("open the gate first"));
}
