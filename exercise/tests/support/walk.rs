//! A random walk through an exercise: people of all roles do likely and unlikely things, time
//! passes, machines confirm. Every step is made of what the viewers themselves were shown.

use super::World;
use exercise::signal::MachineReceipt;
use exercise::{Event, Signal};
use protocol::ids::SeatCode;
use protocol::time::Timestamp;
use protocol::vocab::{DeliveryStage, InjectStatus};
use serde_json::{Value, json};
use uuid::Uuid;

/// A small generator: the same seed walks the same way on every machine.
pub struct Dice(pub u64);

impl Dice {
    pub fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % sides.max(1) as u64) as usize
    }
    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> Option<&'a T> {
        if from.is_empty() { None } else { Some(&from[self.roll(from.len())]) }
    }
}

/// Ids that a walker may name: those of the items that control, evaluators and departments hold.
#[derive(Default)]
pub struct Known {
    pub clarifications: Vec<String>,
    pub reports: Vec<String>,
    pub fact_reports: Vec<String>,
    pub claims: Vec<String>,
    pub commitments: Vec<String>,
    pub features: Vec<String>,
    pub posts: Vec<String>,
    pub statements: Vec<String>,
}

/// What was put on the map so far.
pub fn features(world: &World) -> Vec<String> {
    let put = |event: &Event| if let Event::FeaturePut(e) = event { Some(e.id.0.to_string()) } else { None };
    world.commits.iter().flat_map(|commit| &commit.events).filter_map(put).collect()
}

/// Posts so far.
pub fn posts(world: &World) -> Vec<String> {
    keyed(world, "post/")
}

/// Statements so far.
pub fn statements(world: &World) -> Vec<String> {
    keyed(world, "statement/")
}

fn keyed(world: &World, prefix: &str) -> Vec<String> {
    let keys = exercise::view::keys(&world.state);
    keys.iter().filter_map(|key| key.wire().0.strip_prefix(prefix).map(str::to_owned)).collect()
}

/// Claims so far.
pub fn claims(world: &World) -> Vec<String> {
    let recorded = |event: &Event| if let Event::ClaimRecorded(e) = event { Some(e.id.0.to_string()) } else { None };
    world.commits.iter().flat_map(|commit| &commit.events).filter_map(recorded).collect()
}

/// Commitments so far.
pub fn commitments(world: &World) -> Vec<String> {
    let made = |event: &Event| if let Event::CommitmentMade(e) = event { Some(e.id.0.to_string()) } else { None };
    world.commits.iter().flat_map(|commit| &commit.events).filter_map(made).collect()
}

/// What departments have reported of facts so far.
pub fn fact_reports(world: &World) -> Vec<String> {
    let reported = |event: &Event| if let Event::FactReported(e) = event { Some(e.id.0.to_string()) } else { None };
    world.commits.iter().flat_map(|commit| &commit.events).filter_map(reported).collect()
}

/// One step. Rejections are fine: nothing happens.
pub fn step(world: &mut World, dice: &mut Dice, known: &Known) {
    match dice.roll(13) {
        12 => super::assess::step(world, dice),
        10..=11 => super::stock::step(world, dice),
        0..=2 => {
            let seconds = [1, 5, 20, 60, 300][dice.roll(5)];
            world.pass(seconds);
        }
        3..=4 => machines(world, dice),
        5 => noticed(world, dice),
        _ => person(world, dice, known),
    }
}

fn deliveries(world: &World) -> Vec<(protocol::ids::DeliveryId, String)> {
    let mut all: Vec<_> = world.state.deliveries().map(|d| (d.id(), d.department().to_string())).collect();
    all.sort();
    all
}

fn machines(world: &mut World, dice: &mut Dice) {
    let all = deliveries(world);
    let seats: Vec<_> = world.state.seats().filter(|s| s.department.is_some()).map(|s| s.code.clone()).collect();
    let stages = [DeliveryStage::Sent, DeliveryStage::Delivered, DeliveryStage::Seen];
    let receipts = (0..6)
        .filter_map(|_| {
            let (delivery, _) = dice.pick(&all)?.clone();
            let seat = dice.pick(&seats)?.clone();
            Some(MachineReceipt { delivery, seat, stage: stages[dice.roll(3)] })
        })
        .collect();
    world.notice(Signal::Receipts(receipts));
}

fn noticed(world: &mut World, dice: &mut Dice) {
    let seats: Vec<SeatCode> = world.state.seats().map(|seat| seat.code.clone()).collect();
    let seat = seats[dice.roll(seats.len())].clone();
    let signal = match dice.roll(6) {
        0 => {
            let from = world.now;
            world.now = Timestamp(world.now.0 + [10_000, 25_000, 90_000][dice.roll(3)]);
            Signal::Gap { from }
        }
        1 => Signal::WallStepped { by_ms: 3_600_000 },
        2 => Signal::SeatLost { seat, since: world.now },
        3 => Signal::SeatBack { seat },
        _ => {
            let person = Some(protocol::ids::PersonId(Uuid::from_u128(dice.roll(9) as u128)));
            Signal::SeatTaken { seat, person, digest: None, robot: dice.roll(4) == 0 }
        }
    };
    world.notice(signal);
}

fn person(world: &mut World, dice: &mut Dice, known: &Known) {
    let all = deliveries(world);
    let rows: Vec<(String, InjectStatus)> =
        world.state.row_states().map(|(id, status)| (id.to_string(), status)).collect();
    let row = dice.pick(&rows).map(|(id, _)| id.clone()).unwrap_or_default();
    let having = |wanted: InjectStatus| {
        let found = rows.iter().find(|(_, status)| *status == wanted);
        found.map_or_else(|| row.clone(), |(id, _)| id.clone())
    };
    let (skipped, held) = (having(InjectStatus::Skipped), having(InjectStatus::Held));
    let control = ["DIR", "LC", "CTL-1"][dice.roll(3)];
    let (delivery, department) =
        dice.pick(&all).cloned().map_or((json!(Uuid::nil()), "AA".to_owned()), |(id, d)| (json!(id), d));
    let player = format!("{department}-{}", 1 + dice.roll(2));
    let clarification = dice.pick(&known.clarifications).cloned().unwrap_or_else(|| Uuid::nil().to_string());
    let report = dice.pick(&known.reports).cloned().unwrap_or_else(|| Uuid::nil().to_string());
    let fact_report = dice.pick(&known.fact_reports).cloned().unwrap_or_else(|| Uuid::nil().to_string());
    let claim = dice.pick(&known.claims).cloned().unwrap_or_else(|| Uuid::nil().to_string());
    let commitment = dice.pick(&known.commitments).cloned().unwrap_or_else(|| Uuid::nil().to_string());
    let feature = dice.pick(&known.features).cloned().unwrap_or_else(|| Uuid::nil().to_string());
    let audience = ["own", "departments"][dice.roll(2)];
    let guarded = ["control", "departments"][dice.roll(2)];
    let post = dice.pick(&known.posts).cloned().unwrap_or_else(|| Uuid::nil().to_string());
    let statement = dice.pick(&known.statements).cloned().unwrap_or_else(|| Uuid::nil().to_string());
    let other = if department == "AA" { "BB" } else { "AA" };
    let due = world.state.stamp(world.now).exercise.0 / 1_000 + 30;
    let heir = ["DIR", "LC", "CTL-1", "EVA-1"][dice.roll(4)];
    let people = [40, 60, 70][dice.roll(3)];
    let gate = ["open", "shut"][dice.roll(2)];
    let sound = ["passed", "failed", "open"][dice.roll(3)];
    let word = ["go", "wait", "no_go"][dice.roll(3)];
    let words = json!("写下的话 words");
    let player_does = [
        json!({"type": "acknowledge_inject", "delivery": delivery}),
        json!({"type": "acknowledge_inject", "delivery": delivery}),
        json!({"type": "take_back_acknowledgement", "delivery": delivery}),
        json!({"type": "begin_inject", "delivery": delivery}),
        json!({"type": "respond_inject", "delivery": delivery, "progress": "done", "text": words, "choice": null}),
        json!({"type": "respond_inject", "delivery": delivery, "progress": "doing", "choice": "A"}),
        json!({"type": "respond_inject", "delivery": delivery, "progress": "doing", "number": 4.5}),
        json!({"type": "complete_delivery", "delivery": delivery, "text": words}),
        json!({"type": "ask_control", "delivery": delivery, "text": words}),
        json!({"type": "decline_inject", "delivery": delivery, "reason": words}),
        json!({"type": "send_message", "to": [{"department": "BB"}, "control"], "text": words, "about": null}),
        json!({"type": "submit_report", "kind": "first", "text": words, "facts": [{"key": "people", "value": "60"}]}),
        json!({"type": "confirm_report", "report": report}),
        json!({"type": "report_fact", "fact": "people", "value": people, "source": "the guard"}),
        json!({"type": "report_fact", "fact": "gate", "value": gate}),
        json!({"type": "withdraw_fact", "report": fact_report, "reason": words}),
        json!({"type": "confirm_fact", "report": fact_report}),
        json!({"type": "record_claim", "text": words, "from": "a resident"}),
        json!({"type": "read_back_claim", "claim": claim}),
        json!({"type": "answer_claim", "claim": claim, "text": words}),
        json!({"type": "make_commitment", "text": words, "due_at": due, "person": "head", "due": "today", "told_by": "letter", "checker": "desk"}),
        json!({"type": "make_commitment", "text": words, "owner": "BB", "replaces": commitment, "reason": words}),
        json!({"type": "settle_commitment", "commitment": commitment, "outcome": "kept"}),
        json!({"type": "report_check", "client": "Chrome 126", "sound": sound, "screen": "unsupported",
               "notifications": "failed", "storage": "open", "round_trip_ms": 41, "clock_ahead_ms": -300}),
        json!({"type": "put_feature", "feature": "blockage", "spot": {"type": "place", "place": "gate"}, "label": words, "audience": audience}),
        json!({"type": "put_feature", "feature": "cordon", "label": words, "audience": audience, "replaces": feature, "reason": words,
               "spot": {"type": "line", "along": [{"lon": 0.0012, "lat": 0.0013}, {"lon": 0.0014, "lat": 0.0015}]}}),
        json!({"type": "remove_feature", "feature": feature, "reason": words}),
        json!({"type": "confirm_feature", "feature": feature}),
        json!({"type": "notice_post", "post": post, "note": words}),
        json!({"type": "verify_post", "post": post, "finding": "false", "source": "the guard", "facts": ["people"]}),
        json!({"type": "draft_statement", "text": {"zh": "通报"}, "figures": [{"fact": "people", "value": people}],
               "answers": [post], "cosigners": [other], "no_personal_data": true}),
        json!({"type": "draft_statement", "text": {"en": "a correction"}, "corrects": statement}),
        json!({"type": "revise_statement", "statement": statement, "text": {"zh": "改写"},
               "figures": [{"fact": "gate", "value": gate}], "cosigners": [other]}),
        json!({"type": "return_statement", "statement": statement, "note": words}),
        json!({"type": "approve_statement", "statement": statement, "reason": words}),
        json!({"type": "publish_statement", "statement": statement}),
        json!({"type": "withdraw_statement", "statement": statement, "reason": words}),
    ];
    let control_does = [
        json!({"type": "release_inject", "row": row}),
        json!({"type": "release_inject", "row": row}),
        json!({"type": "mark_staged", "row": row}),
        json!({"type": "hold_inject", "row": row}),
        json!({"type": "let_go_inject", "row": held}),
        json!({"type": "skip_inject", "row": row, "reason": words}),
        json!({"type": "restore_inject", "row": skipped}),
        json!({"type": "defer_inject", "row": row, "by": 30}),
        json!({"type": "shift_all", "by": 10}),
        json!({"type": "recall_inject", "row": row, "reason": words}),
        json!({"type": "correct_inject", "row": row, "body": {"zh": "更正"}}),
        json!({"type": "send_ad_hoc", "title": "t", "body": "b", "to": [{"seat": "AA-2"}, {"department": "BB"}], "channel": "phone",
               "targets": {"acknowledge": 30, "respond": 60, "complete": 90}}),
        json!({"type": "undo_ad_hoc", "row": row}),
        json!({"type": "complete_inject", "row": row, "outcome": words}),
        json!({"type": "retire_inject", "row": row, "reason": words}),
        json!({"type": "edit_inject", "row": row, "body": {"zh": "改过"}, "to": null}),
        json!({"type": "dispose_held", "how": {"type": "send"}}),
        json!({"type": "dispose_held", "how": {"type": "shift"}}),
        json!({"type": "record_receipt", "delivery": delivery, "stage": "acknowledged", "via": "radio", "told": "desk"}),
        json!({"type": "nudge_inject", "row": row}),
        json!({"type": "call_deputy", "delivery": delivery}),
        json!({"type": "return_response", "delivery": delivery, "note": words}),
        json!({"type": "accept_response", "delivery": delivery}),
        json!({"type": "close_delivery", "delivery": delivery, "reason": words}),
        json!({"type": "answer_clarification", "clarification": clarification, "text": words}),
        json!({"type": "write_log", "text": words, "pinned": true}),
        json!({"type": "mark_task", "task": "T1", "outcome": "done"}),
        json!({"type": "jump_clock", "to": world.state.stamp(world.now).exercise.0 + 40_000}),
        json!({"type": "set_rate", "rate": 2.0}),
        json!({"type": "confirm_report", "report": report}),
        json!({"type": "release_seat", "seat": player}),
        json!({"type": "set_truth", "fact": "people", "value": people}),
        json!({"type": "confirm_fact", "report": fact_report}),
        json!({"type": "take_control"}),
        json!({"type": "hand_over_control", "to": heir}),
        json!({"type": "write_log", "text": words, "department": department, "seat": player}),
        json!({"type": "confirm_commitment", "commitment": commitment}),
        json!({"type": "settle_commitment", "commitment": commitment, "outcome": "broken", "note": words}),
        json!({"type": "judge_commitment", "commitment": commitment, "beyond_authority": dice.roll(2) == 0}),
        json!({"type": "put_feature", "feature": "hazard", "spot": {"type": "place", "place": "trap"}, "label": words, "audience": guarded}),
        json!({"type": "put_feature", "feature": "gathering", "label": words, "audience": guarded, "note": words,
               "spot": {"type": "area", "around": [{"lon": 0.001, "lat": 0.001}, {"lon": 0.0011, "lat": 0.001}, {"lon": 0.001, "lat": 0.0011}]}}),
        json!({"type": "remove_feature", "feature": feature, "reason": words}),
        json!({"type": "confirm_feature", "feature": feature}),
        json!({"type": "write_post", "kind": "post", "platform": "chat", "author": "a resident", "text": words, "to": [department],
               "reach": {"start": 100, "doubles_every": 60, "ceiling": 5000}, "answer_within": 30}),
        json!({"type": "log_reach", "post": post, "reach": 900}),
        json!({"type": "publish_statement", "statement": statement}),
    ];
    let heard = [
        json!({"fact": dice.roll(3), "heard": "kept"}),
        json!({"fact": dice.roll(3), "heard": "changed", "said": words}),
    ];
    let tick = json!({"type": "tick_relay", "row": "1", "hop": dice.roll(2), "heard": heard, "note": words});
    let others: [(&str, Value); 13] = [
        (["EVA-1", "LC"][dice.roll(2)], tick),
        (
            "SIM-1",
            json!({"type": "send_message", "to": [{"department": "AA"}], "text": words, "persona": "journalist"}),
        ),
        ("EVA-1", json!({"type": "record_observation", "text": words, "kind": "fact", "department": "AA"})),
        ("LEV", json!({"type": "rate_objective", "objective": "O1", "rating": "S"})),
        ("SAF", json!({"type": "pause_exercise", "reason": "safety"})),
        ("LC", json!({"type": "resume_exercise"})),
        ("LC", json!({"type": "resume_exercise"})),
        ("BB-1", json!({"type": "declare_emergency"})),
        ("DIR", json!({"type": "confirm_resume"})),
        ("SAF", json!({"type": "confirm_resume"})),
        ("DIR", json!({"type": "end_exercise"})),
        ("DIR", json!({"type": "undo_end"})),
        ("DIR", json!({"type": "restart_exercise", "reason": "false start"})),
    ];
    let _rejections_are_fine = match dice.roll(12) {
        0..=4 => world.submit(&player, player_does[dice.roll(player_does.len())].clone()),
        5..=9 => world.submit(control, control_does[dice.roll(control_does.len())].clone()),
        // Ends and restarts are rare, so that walks go deep.
        10 => {
            let (seat, command) = others[dice.roll(10)].clone();
            world.submit(seat, command)
        }
        _ => {
            let choices = if dice.roll(6) == 0 { 13 } else { 10 };
            let (seat, command) = others[dice.roll(choices)].clone();
            world.submit(seat, command)
        }
    };
    if world.state.status() == protocol::vocab::ExerciseStatus::Ended {
        // Most of the evaluation comes afterwards.
        for _ in 0..3 {
            super::assess::step(world, dice);
        }
    }
    if dice.roll(3) == 0 {
        let staff = ["EVA-1", "SAF", "SIM-1", "CTL-1"][dice.roll(4)];
        let _only_once_it_is_out = world.submit(staff, json!({"type": "acknowledge_test"}));
        let _unless_it_says_the_same = world.submit(
            staff,
            json!({"type": "report_check", "client": "Firefox 140", "sound": sound, "screen": "passed",
                   "notifications": "open", "storage": "passed"}),
        );
    }
    if world.state.status() == protocol::vocab::ExerciseStatus::Ended && dice.roll(3) == 0 {
        let _only_after_the_end =
            world.submit("LEV", json!({"type": "rate_objective", "objective": "O1", "rating": "S"}));
    }
    if rows.iter().any(|(_, status)| *status == InjectStatus::Skipped) && dice.roll(4) == 0 {
        // Before the exercise ends it, which in a walk is soon.
        let _only_while_it_is_skipped = world.submit("LC", json!({"type": "restore_inject", "row": skipped}));
    }
    if dice.roll(3) == 0 {
        let _only_who_is_asked =
            world.submit(&format!("{other}-1"), json!({"type": "cosign_statement", "statement": statement}));
        let _only_who_is_asked = world.submit(
            &format!("{other}-2"),
            json!({"type": "object_to_statement", "statement": statement, "reason": words}),
        );
    }
    if dice.roll(6) == 0 {
        // Within the ten seconds, which another step seldom is.
        let _only_what_this_seat_has_just_done =
            world.submit(&player, json!({"type": "take_back_acknowledgement", "delivery": delivery}));
    }
    if world.state.status() == protocol::vocab::ExerciseStatus::Standby && dice.roll(2) == 0 {
        let call = json!({"type": "call_department", "department": department, "word": word, "note": words});
        let _only_in_standby = world.submit("LC", call);
        let _only_from_standby = world.submit("DIR", json!({"type": "start_exercise"}));
    }
}
