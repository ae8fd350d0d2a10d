//! Rules by example: life cycles of exercise, row and delivery, conditions, gaps, emergencies.

mod support;

use exercise::Signal;
use protocol::problem::ProblemCode;
use protocol::time::Timestamp;
use protocol::vocab::{DeliveryStage, ExerciseStatus, InjectStatus};
use serde_json::{Value, json};
use support::{World, row, small};

fn at(seconds: i32) -> Value {
    json!({"type": "time", "at": seconds})
}

fn after(reference: &str, event: &str, delay: i32) -> Value {
    json!({"type": "after", "ref": reference, "event": event, "delay": delay})
}

#[test]
fn an_exercise_goes_through_its_states_and_no_other_way() {
    let mut world = World::new(small(json!([row("1", at(10), json!({}))])));
    assert_eq!(world.no("DIR", json!({"type": "start_exercise"})), ProblemCode::WrongStatus);
    assert_eq!(world.no("CTL-1", json!({"type": "submit_for_review"})), ProblemCode::NotAllowed);
    world.ok("LC", json!({"type": "submit_for_review"}));
    world.ok("DIR", json!({"type": "approve_exercise"}));
    world.ok("LC", json!({"type": "open_standby", "countdown": 20}));
    world.pass(60);
    assert_eq!(world.state.stamp(world.now).exercise.0, 0, "the standby clock stops at zero");
    world.ok("DIR", json!({"type": "start_exercise"}));
    world.pass(5);
    world.ok("SAF", json!({"type": "pause_exercise", "reason": "safety"}));
    world.pass(100);
    assert_eq!(world.status("1"), InjectStatus::Scheduled, "nothing is due while the clock stands");
    assert_eq!(world.no("SAF", json!({"type": "resume_exercise"})), ProblemCode::NotAllowed);
    world.ok("DIR", json!({"type": "resume_exercise"}));
    world.pass(5);
    assert_eq!(world.status("1"), InjectStatus::Released);
    world.ok("DIR", json!({"type": "end_exercise"}));
    assert_eq!(world.stage("1", "AA"), DeliveryStage::Cancelled);
    world.ok("DIR", json!({"type": "undo_end"}));
    assert_eq!(world.state.status(), ExerciseStatus::Running);
    assert_eq!(world.stage("1", "AA"), DeliveryStage::Queued, "undoing ENDEX opens what it closed");
    world.ok("DIR", json!({"type": "end_exercise"}));
    world.pass(121);
    assert_eq!(world.no("DIR", json!({"type": "undo_end"})), ProblemCode::TooLate);
    world.ok("DIR", json!({"type": "begin_evaluation"}));
    assert_eq!(world.no("DIR", json!({"type": "approve_reports"})), ProblemCode::Incomplete);
    world.ok("LEV", json!({"type": "rate_objective", "objective": "O1", "rating": "not_observed"}));
    world.ok("DIR", json!({"type": "approve_reports"}));
    world.ok("DIR", json!({"type": "close_exercise"}));
}

#[test]
fn approval_names_what_is_missing() {
    let mut world = World::new(small(json!([row("1", at(10), json!({"tasks": [], "expected_action": null}))])));
    world.ok("LC", json!({"type": "submit_for_review"}));
    let rejection = world.submit("DIR", json!({"type": "approve_exercise"})).unwrap_err();
    let detail = rejection.detail.unwrap();
    assert!(detail.contains("1 has no expected action") && detail.contains("T1 has no row"), "{detail}");
}

#[test]
fn a_release_is_once_and_a_repeat_says_by_whom() {
    let mut world = World::running(small(json!([row("1", json!({"type": "manual"}), json!({"release": "manual"}))])));
    world.ok("CTL-1", json!({"type": "release_inject", "row": "1"}));
    let rejection = world.submit("LC", json!({"type": "release_inject", "row": "1"})).unwrap_err();
    assert_eq!(rejection.code, ProblemCode::AlreadyDone);
    assert!(rejection.detail.unwrap().contains("CTL-1"));
    assert_eq!(world.state.deliveries().count(), 1);
}

#[test]
fn the_ladder_keeps_first_stamps_and_merges_by_maximum() {
    let mut world = World::running(small(json!([row("1", at(0), json!({}))])));
    world.arrives("1", "AA-1");
    world.pass(3);
    world.act("AA-1", "acknowledge_inject", "1").unwrap();
    let delivery = world.state.delivery(world.delivery("1", "AA")).unwrap().clone();
    let first = delivery.stamp_of(DeliveryStage::Delivered);
    world.pass(3);
    world.arrives("1", "AA-2");
    let later = world.state.delivery(delivery.id()).unwrap();
    assert_eq!(later.stamp_of(DeliveryStage::Delivered), first, "the first stamp stays");
    assert_eq!(later.stage(), DeliveryStage::Acknowledged, "a late machine receipt lowers nothing");
    assert_eq!(world.act("AA-2", "acknowledge_inject", "1").unwrap_err().code, ProblemCode::AlreadyDone);
}

#[test]
fn an_acknowledgement_is_taken_back_for_ten_seconds() {
    let mut world = World::running(small(json!([row("1", at(0), json!({}))])));
    world.arrives("1", "AA-1");
    world.act("AA-1", "acknowledge_inject", "1").unwrap();
    world.pass(9);
    world.act("AA-1", "take_back_acknowledgement", "1").unwrap();
    assert_eq!(world.stage("1", "AA"), DeliveryStage::Delivered);
    world.act("AA-2", "acknowledge_inject", "1").unwrap();
    world.pass(11);
    assert_eq!(world.act("AA-2", "take_back_acknowledgement", "1").unwrap_err().code, ProblemCode::TooLate);
}

#[test]
fn every_member_and_a_named_seat_acknowledge() {
    let rows = json!([
        row("1", at(0), json!({"ack_policy": "every_member"})),
        row("2", at(0), json!({"ack_policy": "named_role", "ack_seat": "AA-2"})),
    ]);
    let mut world = World::running(small(rows));
    world.arrives("1", "AA-1");
    world.act("AA-1", "acknowledge_inject", "1").unwrap();
    assert_eq!(world.stage("1", "AA"), DeliveryStage::Delivered, "one of two");
    world.act("AA-2", "acknowledge_inject", "1").unwrap();
    assert_eq!(world.stage("1", "AA"), DeliveryStage::Acknowledged);
    assert_eq!(world.act("AA-1", "acknowledge_inject", "2").unwrap_err().code, ProblemCode::NotTheNamedSeat);
    world.act("AA-2", "acknowledge_inject", "2").unwrap();
}

#[test]
fn an_answer_fits_its_form_and_can_be_sent_back() {
    let choice = json!([{"value": "A", "text": {"zh": "甲"}}, {"value": "B", "text": {"zh": "乙"}}]);
    let rows = json!([
        row("1", at(0), json!({"response": {"type": "number", "unit": {"zh": "人"}}})),
        row(
            "2",
            at(0),
            json!({"to": [{"department": "AA"}, {"department": "BB"}], "decision": choice, "decided_by": {"department": "BB"}})
        ),
    ]);
    let mut world = World::running(small(rows));
    let one = world.delivery("1", "AA");
    let answer =
        |number: Value| json!({"type": "respond_inject", "delivery": one, "progress": "doing", "number": number});
    world.arrives("1", "AA-1");
    assert_eq!(world.no("AA-1", answer(Value::Null)), ProblemCode::DoesNotFitForm);
    world.ok("AA-1", answer(json!(60)));
    assert_eq!(world.stage("1", "AA"), DeliveryStage::Closed, "acknowledged and answered is all that was asked");
    assert_eq!(world.status("1"), InjectStatus::Complete);
    world.ok("CTL-1", json!({"type": "return_response", "delivery": one, "note": "counted how?"}));
    assert_eq!(world.stage("1", "AA"), DeliveryStage::InProgress);
    assert_eq!(world.status("1"), InjectStatus::Released, "a row with an open delivery is open");
    world.ok("AA-2", answer(json!(61)));
    assert_eq!(world.status("1"), InjectStatus::Complete);

    let (ours, theirs) = (world.delivery("2", "AA"), world.delivery("2", "BB"));
    let decide = |delivery, choice: &str| json!({"type": "respond_inject", "delivery": delivery, "progress": "doing", "choice": choice});
    assert_eq!(world.no("AA-1", decide(ours, "A")), ProblemCode::NotTheDecider);
    assert_eq!(world.no("BB-1", decide(theirs, "Z")), ProblemCode::DoesNotFitForm);
    assert_eq!(world.no("BB-1", decide(ours, "A")), ProblemCode::Unknown, "not yours and not there look alike");
    world.ok("BB-1", decide(theirs, "B"));
}

#[test]
fn every_kind_of_condition_fires_when_it_should() {
    let text = json!({"zh": "x"});
    let option = json!([{"value": "A", "text": text}, {"value": "B", "text": text}]);
    let contingency = |id: &str, when: Value| row(id, when, json!({"kind": "contingency", "release": "suggest"}));
    let rows = json!([
        row(
            "base",
            at(10),
            json!({"targets": {"acknowledge": 60, "respond": null, "complete": null}, "decision": option})
        ),
        row("after", after("base", "acknowledged", 5), json!({"to": [{"department": "BB"}]})),
        contingency("done", json!({"type": "done", "ref": "T1"})),
        contingency("not_done", json!({"type": "not_done", "ref": "T1", "by": 100})),
        contingency("no_ack", json!({"type": "no_ack", "ref": "base", "dept": "AA", "within": 30})),
        contingency("no_response", json!({"type": "no_response", "ref": "base", "within": 40})),
        contingency("decision", json!({"type": "decision", "ref": "base", "value": "A"})),
        contingency("all", json!({"type": "all", "of": [at(20), {"type": "done", "ref": "T1"}]})),
        contingency("any", json!({"type": "any", "of": [{"type": "done", "ref": "T1"}, at(60)]})),
        contingency("manual", json!({"type": "manual"})),
    ]);
    let mut world = World::running(small(rows));
    let armed = |world: &World, row: &str| world.status(row) == InjectStatus::Armed;
    world.pass(10);
    assert_eq!(world.status("base"), InjectStatus::Released);
    world.pass(39);
    assert!(!armed(&world, "no_ack"), "what was never delivered is not unacknowledged");
    world.arrives("base", "AA-1");
    world.pass(2);
    assert!(armed(&world, "no_response"), "40 s after release, at T+50");
    world.pass(10);
    assert!(armed(&world, "any"), "T+60");
    world.pass(18);
    assert!(armed(&world, "no_ack"), "30 s after delivery");
    world.act("AA-1", "acknowledge_inject", "base").unwrap();
    world.pass(5);
    assert_eq!(world.status("after"), InjectStatus::Released);
    world.pass(20);
    assert!(armed(&world, "not_done"), "T+100, and the task is not done");
    assert!(!armed(&world, "done") && !armed(&world, "all") && !armed(&world, "decision") && !armed(&world, "manual"));
    world.ok("EVA-1", json!({"type": "mark_task", "task": "T1", "outcome": "done"}));
    assert!(armed(&world, "done") && armed(&world, "all"));
    let delivery = world.delivery("base", "AA");
    world.ok("AA-1", json!({"type": "respond_inject", "delivery": delivery, "progress": "doing", "choice": "A"}));
    assert!(armed(&world, "decision"));
    assert_eq!(
        world.no("CTL-1", json!({"type": "mark_task", "task": "T1", "outcome": "not_done"})),
        ProblemCode::AlreadyDone
    );
}

#[test]
fn shifts_move_times_and_limits_of_conditions() {
    let rows = json!([
        row("1", at(60), json!({})),
        row("2", json!({"type": "not_done", "ref": "T1", "by": 80}), json!({"kind": "contingency"})),
        row("3", at(20), json!({})),
    ]);
    let mut world = World::running(small(rows));
    world.ok("LC", json!({"type": "shift_all", "by": 30}));
    world.ok("CTL-1", json!({"type": "defer_inject", "row": "1", "by": -60}));
    world.ok("CTL-1", json!({"type": "hold_inject", "row": "3"}));
    world.pass(31);
    assert_eq!(world.status("1"), InjectStatus::Released, "60 + 30 − 60 = 30");
    world.pass(30);
    assert_eq!(world.status("3"), InjectStatus::Held);
    world.ok("CTL-1", json!({"type": "let_go_inject", "row": "3"}));
    assert_eq!(world.status("3"), InjectStatus::Released, "due long ago");
    world.pass(47);
    assert_eq!(world.status("2"), InjectStatus::Scheduled);
    world.pass(3);
    assert_eq!(world.status("2"), InjectStatus::Released);
}

#[test]
fn an_expected_action_is_complete_with_its_tasks_or_missed() {
    let expected = json!({"kind": "expected_action", "to": [{"department": "AA"}], "channel": null, "body": null,
        "targets": {"acknowledge": null, "respond": null, "complete": 60}});
    let mut world = World::running(small(json!([row("1", at(10), expected.clone())])));
    world.pass(69);
    assert_eq!(world.status("1"), InjectStatus::Armed);
    world.pass(1);
    assert_eq!(world.status("1"), InjectStatus::Missed);
    world.ok("CTL-1", json!({"type": "complete_inject", "row": "1"}));
    assert_eq!(
        world.no("EVA-1", json!({"type": "mark_task", "task": "T1", "outcome": "not_done"})),
        ProblemCode::AlreadyDone
    );

    let mut world = World::running(small(json!([row("1", at(10), expected)])));
    world.ok("EVA-1", json!({"type": "mark_task", "task": "T1", "outcome": "done"}));
    assert_eq!(world.status("1"), InjectStatus::Complete, "early is complete too");
    assert_eq!(world.state.deliveries().count(), 0, "an expected action is never delivered");
}

#[test]
fn an_ad_hoc_row_waits_five_seconds_and_can_be_undone() {
    let mut world = World::running(small(json!([row("0", json!({"type": "manual"}), json!({}))])));
    let text = json!({"type": "send_ad_hoc", "title": "gate", "body": "the gate is blocked", "to": [{"department": "BB"}],
        "channel": "phone", "targets": {"acknowledge": 60, "respond": null, "complete": null}});
    world.ok("CTL-1", text.clone());
    world.pass(4);
    assert_eq!(world.status("X-01"), InjectStatus::Armed);
    world.ok("CTL-1", json!({"type": "undo_ad_hoc", "row": "X-01"}));
    world.ok("LC", text);
    world.pass(5);
    assert_eq!(world.status("X-01"), InjectStatus::Obsolete);
    assert_eq!(world.status("X-02"), InjectStatus::Released);
    world.ok("LC", json!({"type": "correct_inject", "row": "X-02", "body": {"zh": "东门"}}));
    assert_eq!(world.status("X-02.c1"), InjectStatus::Released);
    world.ok("LC", json!({"type": "recall_inject", "row": "X-02", "reason": "wrong gate"}));
    assert_eq!(world.stage("X-02", "BB"), DeliveryStage::Recalled);
}

#[test]
fn a_short_gap_holds_and_a_long_one_comes_back_paused() {
    let rows = || json!([row("1", at(10), json!({})), row("2", at(12), json!({})), row("3", at(300), json!({}))]);
    let mut world = World::running(small(rows()));
    let from = world.now;
    world.now = Timestamp(world.now.0 + 20_000);
    world.notice(Signal::Gap { from });
    assert_eq!((world.status("1"), world.status("2")), (InjectStatus::Held, InjectStatus::Held));
    world.pass(5);
    assert_eq!(world.status("1"), InjectStatus::Held, "nothing bursts");
    world.ok("CTL-1", json!({"type": "dispose_held", "rows": ["1"], "how": {"type": "send"}}));
    world.ok("LC", json!({"type": "dispose_held", "how": {"type": "shift"}}));
    world.pass(20);
    assert_eq!((world.status("1"), world.status("2")), (InjectStatus::Released, InjectStatus::Released));

    let mut world = World::running(small(rows()));
    world.pass(5);
    let from = world.now;
    world.now = Timestamp(world.now.0 + 3_600_000);
    world.notice(Signal::Gap { from });
    assert_eq!(world.state.status(), ExerciseStatus::Paused);
    assert_eq!(world.state.stamp(world.now).exercise.0, 5_000, "as if the clock had stopped at the last sign of life");
    world.ok("LC", json!({"type": "resume_exercise"}));
    world.pass(5);
    assert_eq!(world.status("1"), InjectStatus::Released, "the first row after an outage is released");
}

#[test]
fn a_jump_goes_forward_and_holds_what_it_skips() {
    let mut world = World::running(small(json!([row("1", at(100), json!({})), row("2", at(400), json!({}))])));
    assert_eq!(world.no("LC", json!({"type": "jump_clock", "to": -5})), ProblemCode::OutOfRange);
    world.ok("LC", json!({"type": "jump_clock", "to": 300_000}));
    assert_eq!(world.status("1"), InjectStatus::Held);
    world.ok("LC", json!({"type": "set_rate", "rate": 10.0}));
    world.pass(10);
    assert_eq!(world.status("2"), InjectStatus::Released);
    assert_eq!(world.no("LC", json!({"type": "set_rate", "rate": 61.0})), ProblemCode::OutOfRange);
}

#[test]
fn a_real_emergency_stops_play_until_two_persons_turned_their_keys() {
    let mut world = World::running(small(json!([row("1", at(10), json!({}))])));
    world.ok("BB-2", json!({"type": "declare_emergency"}));
    world.pass(100);
    assert_eq!(world.status("1"), InjectStatus::Scheduled);
    assert_eq!(world.no("LC", json!({"type": "release_inject", "row": "1"})), ProblemCode::EmergencyActive);
    assert_eq!(world.no("LC", json!({"type": "resume_exercise"})), ProblemCode::EmergencyActive);
    assert_eq!(world.no("LC", json!({"type": "confirm_resume"})), ProblemCode::NotAllowed);
    world.ok("DIR", json!({"type": "confirm_resume"}));
    assert_eq!(
        world.no("DIR", json!({"type": "confirm_resume", "substitute_for": "safety"})),
        ProblemCode::SecondPersonNeeded
    );
    world.ok("SAF", json!({"type": "confirm_resume"}));
    assert_eq!(world.state.status(), ExerciseStatus::Running);
    world.pass(10);
    assert_eq!(world.status("1"), InjectStatus::Released);
}

#[test]
fn a_row_played_by_people_waits_for_the_tap_and_never_reaches_a_client() {
    let mut world =
        World::running(small(json!([row("1", at(10), json!({"channel": "in_person", "staging": "people"}))])));
    world.pass(11);
    assert_eq!(world.status("1"), InjectStatus::Armed, "it waits for the controller's tap");
    world.ok("CTL-1", json!({"type": "mark_staged", "row": "1"}));
    assert_eq!(world.stage("1", "AA"), DeliveryStage::Delivered);
    assert_eq!(world.act("AA-1", "acknowledge_inject", "1").unwrap_err().code, ProblemCode::Unknown);
    let delivery = world.delivery("1", "AA");
    world.ok("CTL-1", json!({"type": "record_receipt", "delivery": delivery, "stage": "acknowledged", "via": "face_to_face", "told": "window clerk"}));
    assert_eq!(world.stage("1", "AA"), DeliveryStage::Acknowledged);
    let department = exercise::Audience::Department(protocol::ids::DepartmentCode::parse("AA").unwrap());
    assert!(exercise::view::render(&world.state, &exercise::view::Key::Delivery(delivery), &department).is_none());
}

#[test]
fn duties_past_their_limit_are_facts_and_pauses_do_not_count() {
    let mut world = World::running(small(json!([row("1", at(0), json!({}))])));
    world.arrives("1", "AA-1");
    world.pass(30);
    world.ok("LC", json!({"type": "pause_exercise", "reason": "admin"}));
    world.pass(600);
    world.ok("LC", json!({"type": "resume_exercise"}));
    world.pass(29);
    assert!(world.state.delivery(world.delivery("1", "AA")).unwrap().overdue().is_empty());
    world.pass(1);
    assert_eq!(world.state.delivery(world.delivery("1", "AA")).unwrap().overdue().len(), 1);
}

#[test]
fn a_false_start_begins_again_from_standby() {
    let mut world = World::running(small(json!([row("1", at(5), json!({}))])));
    world.pass(6);
    world.ok("DIR", json!({"type": "restart_exercise", "reason": "radio was off"}));
    assert_eq!((world.state.status(), world.status("1")), (ExerciseStatus::Standby, InjectStatus::Scheduled));
    assert_eq!(world.state.deliveries().count(), 0);
    world.ok("DIR", json!({"type": "start_exercise"}));
    world.pass(5);
    assert_eq!(world.status("1"), InjectStatus::Released);
}

#[test]
fn a_player_learns_no_name_of_control() {
    let mut world = World::running(small(json!([row("1", at(0), json!({}))])));
    world.ok("BB-1", json!({"type": "submit_report", "kind": "first", "text": "about sixty people"}));
    let report = exercise::view::keys(&world.state)
        .into_iter()
        .find_map(|key| if let exercise::view::Key::Report(id) = key { Some(id) } else { None })
        .unwrap();
    world.ok("CTL-1", json!({"type": "confirm_report", "report": report}));
    let department = exercise::Audience::Department(protocol::ids::DepartmentCode::parse("BB").unwrap());
    let shown = exercise::view::render(&world.state, &exercise::view::Key::Report(report), &department);
    let text = serde_json::to_string(&shown).unwrap();
    assert!(text.contains("BB-1") && !text.contains("CTL-1"), "{text}");
}

#[test]
fn what_is_for_information_asks_nobody_for_a_receipt_and_may_have_one() {
    let mut world = World::running(small(json!([row(
        "1",
        json!({"type": "time", "at": 1}),
        json!({"offset": 1, "ack_policy": "for_information", "targets": {}})
    )])));
    world.pass(2);
    let delivery = world.state.deliveries().next().expect("it was delivered");
    let id = delivery.id();
    let shown = exercise::view::render(
        &world.state,
        &exercise::view::Key::Delivery(id),
        &exercise::Audience::Department(delivery.department().clone()),
    );
    let shown = serde_json::to_value(shown).unwrap();
    assert_eq!(shown["duties"], json!([]), "{shown}");
    world.ok("AA-1", json!({"type": "acknowledge_inject", "delivery": id}));
}
