//! Claims and commitments by example: who sees them, what makes a promise complete, what becomes of it.
#![expect(clippy::unwrap_used, reason = "a test stops where its world is broken")]

mod support;

use exercise::view::{self, Key};
use exercise::{Audience, measure};
use protocol::ids::{ClaimId, CommitmentId, DepartmentCode};
use protocol::problem::ProblemCode;
use serde_json::{Value, json};
use support::walk::{claims, commitments};
use support::{World, row, small};

fn world() -> World {
    World::running(small(json!([row("1", json!({"type": "time", "at": 10}), json!({}))])))
}

fn shown(world: &World, id: &str, audience: &Audience) -> Value {
    let key = Key::Commitment(CommitmentId(id.parse().unwrap()));
    view::render(&world.state, &key, audience).map_or(Value::Null, |item| serde_json::to_value(item).unwrap())
}

fn department(code: &str) -> Audience {
    Audience::Department(DepartmentCode::parse(code).unwrap())
}

fn promise(world: &mut World, seat: &str, extra: Value) -> String {
    let mut command = json!({"type": "make_commitment", "text": "water for everybody"});
    if let (Value::Object(command), Value::Object(extra)) = (&mut command, extra) {
        command.extend(extra);
    }
    world.ok(seat, command);
    commitments(world).pop().unwrap()
}

const ALL_FIVE: fn() -> Value =
    || json!({"person": "head", "due": "today", "told_by": "by letter", "checker": "the desk"});

#[test]
fn a_claim_is_read_back_and_answered_and_seen_by_its_department_and_command() {
    let mut world = world();
    world.ok("BB-1", json!({"type": "record_claim", "text": "pay us", "from": "residents"}));
    let id = claims(&world).pop().unwrap();
    let key = Key::Claim(ClaimId(id.parse().unwrap()));
    let sees = |world: &World, audience: &Audience| view::render(&world.state, &key, audience).is_some();
    assert!(sees(&world, &department("BB")) && sees(&world, &department("AA")), "AA is incident command");
    assert!(sees(&world, &Audience::Control) && sees(&world, &Audience::Evaluators));
    assert!(!sees(&world, &Audience::Simulation) && !sees(&world, &Audience::PlayersWall));
    world.ok("BB-2", json!({"type": "read_back_claim", "claim": id}));
    assert_eq!(world.no("BB-1", json!({"type": "read_back_claim", "claim": id})), ProblemCode::AlreadyDone);
    world.ok("BB-1", json!({"type": "answer_claim", "claim": id, "text": "within 15 days"}));
    let measured = measure::promise_measures(&world.state);
    assert_eq!((measured.len(), measured[0].claims, measured[0].read_back, measured[0].answered), (1, 1, 1, 1));
}

#[test]
fn a_promise_is_complete_with_all_five_and_only_judges_see_the_judgement() {
    let mut world = world();
    let half = promise(&mut world, "BB-1", json!({"person": "head"}));
    let whole = promise(&mut world, "BB-1", ALL_FIVE());
    assert_eq!(shown(&world, &half, &Audience::Control)["complete"], false);
    assert_eq!(shown(&world, &whole, &Audience::Simulation)["complete"], true);
    let judge =
        json!({"type": "judge_commitment", "commitment": whole, "beyond_authority": true, "note": "needs the leader"});
    assert_eq!(world.no("BB-1", judge.clone()), ProblemCode::NotAllowed);
    world.ok("EVA-1", judge);
    assert_eq!(shown(&world, &whole, &Audience::Control)["beyond_authority"], true);
    for audience in [department("BB"), department("AA"), Audience::Simulation] {
        let item = shown(&world, &whole, &audience);
        assert_eq!((&item["beyond_authority"], &item["judged"]), (&Value::Null, &Value::Null), "{audience:?}");
    }
    world.ok("SIM-1", json!({"type": "confirm_commitment", "commitment": whole}));
    assert_eq!(world.no("BB-1", json!({"type": "confirm_commitment", "commitment": half})), ProblemCode::NotAllowed);
    let measured = &measure::promise_measures(&world.state)[0];
    assert_eq!((measured.made, measured.complete, measured.confirmed, measured.beyond_authority), (2, 1, 1, 1));
    assert_eq!(measured.commitment_ids.len(), 2);
}

#[test]
fn a_promise_is_overdue_at_its_moment_and_kept_late_is_kept_all_the_same() {
    let mut world = world();
    let late = promise(&mut world, "BB-1", json!({"due_at": 120}));
    let kept = promise(&mut world, "AA-1", json!({"owner": "BB", "due_at": 60}));
    let settle = |id: &str, outcome: &str| json!({"type": "settle_commitment", "commitment": id, "outcome": outcome});
    world.ok("BB-2", settle(&kept, "kept"));
    assert_eq!(world.no("BB-2", settle(&kept, "broken")), ProblemCode::AlreadyDone);
    assert_eq!(world.no("BB-2", settle(&late, "changed")), ProblemCode::OutOfRange);
    world.pass(119);
    assert_eq!(shown(&world, &late, &Audience::Control)["overdue"], false);
    world.ok("LC", json!({"type": "pause_exercise", "reason": "admin"}));
    world.pass(500);
    world.ok("LC", json!({"type": "resume_exercise"}));
    assert_eq!(shown(&world, &late, &Audience::Control)["overdue"], false, "pauses do not count");
    world.pass(2);
    assert_eq!(shown(&world, &late, &Audience::Control)["overdue"], true);
    assert_eq!(shown(&world, &kept, &Audience::Control)["overdue"], false);
    world.ok("LC", settle(&late, "kept"));
    let figures = |audience: &Audience| {
        let item = view::render(&world.state, &Key::Figures, audience);
        item.map_or(Value::Null, |item| serde_json::to_value(item).unwrap())
    };
    let leaders = figures(&Audience::LeadersWall);
    let told = ["promises_open", "promises_late", "promises_kept", "promises_broken"].map(|name| leaders[name].clone());
    assert_eq!(told, [json!(0), json!(0), json!(2), json!(0)], "leaders are shown numbers");
    assert_eq!(figures(&Audience::PlayersWall), Value::Null);
    let measured = measure::promise_measures(&world.state);
    let bb = measured.iter().find(|measure| measure.department.as_str() == "BB").unwrap();
    assert_eq!((bb.made, bb.kept, bb.overdue), (1, 1, 1));
}

#[test]
fn a_promise_is_changed_by_another_in_its_place_for_a_reason() {
    let mut world = world();
    let first = promise(&mut world, "BB-1", json!({"due_at": 60}));
    let change =
        |reason: Value| json!({"type": "make_commitment", "text": "tomorrow", "replaces": first, "reason": reason});
    assert_eq!(world.no("BB-1", change(Value::Null)), ProblemCode::Incomplete);
    world.ok("BB-1", change(json!("the bank is closed")));
    assert_eq!(shown(&world, &first, &Audience::Control)["outcome"], "changed");
    assert_eq!(world.no("BB-1", change(json!("again"))), ProblemCode::AlreadyDone);
    world.pass(100);
    assert_eq!(shown(&world, &first, &Audience::Control)["overdue"], false, "what was changed is not awaited any more");
    let second = commitments(&world).pop().unwrap();
    assert_eq!(shown(&world, &second, &department("BB"))["replaces"], json!(first));
}
