//! Steps of a walk that concern evaluation: ratings, findings, corrective actions, sentences by hand.

use super::World;
use super::walk::Dice;
use exercise::Signal;
use protocol::ids::ActionId;
use serde_json::json;
use uuid::Uuid;

/// Ids of the items of a kind so far, as their keys name them.
pub fn ids(world: &World, kind: &str) -> Vec<String> {
    let keys = exercise::view::keys(&world.state);
    let of_kind = |wire: &str| wire.strip_prefix(kind).and_then(|rest| rest.strip_prefix('/')).map(str::to_owned);
    keys.iter().filter_map(|key| of_kind(&key.wire().0)).collect()
}

/// A measure of another exercise comes in.
fn carried(dice: &mut Dice) -> Signal {
    let id = |number: usize| Uuid::from_u128(number as u128).to_string();
    let action = json!({
        "exercise": id(100), "exercise_title": {"zh": "演练", "en": "drill"}, "action": id(dice.roll(3)), "number": 1,
        "area": "plan", "problem": "words", "measure": "words", "element": "training", "unit": null, "finding": "words",
        "task": "T1", "reference": null,
    });
    Signal::Carried(vec![serde_json::from_value(action).expect("an action")])
}

/// Another exercise found something before.
fn earlier(number: usize) -> Signal {
    let finding = json!({
        "exercise": Uuid::from_u128(100), "exercise_title": {"zh": "演练", "en": "drill"}, "number": number % 3,
        "at": 1_600_000_000_000_i64, "text": "words", "task": null, "reference": "4.2",
    });
    Signal::Earlier(vec![serde_json::from_value(finding).expect("a finding")])
}

/// Another exercise tells what it saw of an action.
fn rechecked(world: &World, dice: &mut Dice) -> Signal {
    let action = dice.pick(&ids(world, "action")).and_then(|id| id.parse().ok()).unwrap_or_default();
    let outcome = ["held", "not_held", "not_seen"][dice.roll(3)];
    let result = json!({
        "exercise": Uuid::from_u128(200), "exercise_title": {"zh": "演练", "en": "drill"},
        "recheck": Uuid::from_u128(dice.roll(9) as u128), "outcome": outcome,
        "note": "words", "seat": "LEV", "at": 1_700_000_000_000_i64, "seq": 9,
    });
    Signal::Rechecked(ActionId(action), Box::new(serde_json::from_value(result).expect("a result")))
}

/// One step. Rejections are fine: nothing happens.
pub fn step(world: &mut World, dice: &mut Dice) {
    let nobody = || Uuid::nil().to_string();
    let one = |kind: &str, dice: &mut Dice| dice.pick(&ids(world, kind)).cloned().unwrap_or_else(nobody);
    let recheck = one("recheck", dice);
    let held = ["held", "not_held", "not_seen"][dice.roll(3)];
    let (note, finding, action) = (one("observation", dice), one("finding", dice), one("action", dice));
    let delivery = one("delivery", dice);
    let star = ids(world, "star").first().cloned().unwrap_or_else(nobody);
    let rating = ["P", "S", "M", "U", "not_observed"][dice.roll(5)];
    let at = (rating == "P").then(|| world.commits[world.commits.len() / 2].at);
    let seen = ["yes", "partly", "no", "not_seen"][dice.roll(4)];
    let to = ["in_progress", "submitted", "verified", "returned", "waived"][dice.roll(5)];
    let document = ["summary", "aar"][dice.roll(2)];
    let language = ["zh", "en"][dice.roll(2)];
    let (evaluator, lead) = (["EVA-1", "EVA-2", "LEV"][dice.roll(3)], ["LEV", "DIR", "LC"][dice.roll(3)]);
    let asked = ["AA-1", "AA-2", "BB-1", "BB-2", "SIM-1", "ACT-1"][dice.roll(6)];
    let words = "words";
    let steps = [
        (
            evaluator,
            json!({"type": "record_observation", "text": words, "kind": "strength", "task": "T1", "department": "BB"}),
        ),
        (evaluator, json!({"type": "rate_task", "task": "T1", "rating": rating, "note": words})),
        (evaluator, json!({"type": "mark_behaviour", "task": "T1", "behaviour": "listens", "seen": seen})),
        (evaluator, json!({"type": "score_answer", "delivery": delivery, "right": [0, dice.roll(3)]})),
        (
            lead,
            json!({"type": "record_finding", "kind": "improvement", "area": "plan", "text": words, "department": "AA", "reference": "4.2",
                      "observations": [], "commits": [1, world.commits.len()]}),
        ),
        (evaluator, json!({"type": "mark_recheck", "recheck": recheck, "outcome": held, "note": words})),
        (lead, json!({"type": "withdraw_finding", "finding": finding, "reason": words})),
        (lead, json!({"type": "star_moment", "title": words, "at": at})),
        (lead, json!({"type": "unstar_moment", "star": star})),
        ("LEV", json!({"type": "open_reconciliation"})),
        ("LEV", json!({"type": "settle_task", "task": "T1", "rating": rating, "note": words})),
        ("LEV", json!({"type": "publish_observation", "observation": note})),
        (
            lead,
            json!({"type": "open_action", "area": "equipment", "problem": words, "measure": words, "element": "training",
                      "unit": "unit", "due": "2026-12-30", "verifier": "LEV"}),
        ),
        (
            lead,
            json!({"type": "open_action", "area": "plan", "problem": words, "measure": words, "element": "planning"}),
        ),
        (lead, json!({"type": "assign_action", "action": action, "person": "head", "due": "2027-01-15"})),
        (lead, json!({"type": "move_action", "action": action, "to": to, "note": words})),
        (
            lead,
            json!({"type": "edit_sentence", "document": document, "language": language, "sentence": "s.1", "text": words}),
        ),
        (
            lead,
            json!({"type": "edit_sentence", "document": document, "language": language, "sentence": "s.2", "text": null}),
        ),
        (
            lead,
            json!({"type": "give_evidence", "document": document, "language": language, "sentence": "s.1", "commits": [1, 2]}),
        ),
        (lead, json!({"type": "restore_sentence", "document": document, "language": language, "sentence": "s.1"})),
        (lead, json!({"type": "put_draft", "document": document, "language": language})),
        ("DIR", json!({"type": "approve_document", "document": document, "language": language})),
        (
            asked,
            json!({"type": "answer_feedback", "answers": [
                {"question": "clear", "value": 1 + dice.roll(5)}, {"question": "late", "value": "gear"},
                {"question": "words", "value": words}]}),
        ),
        (asked, json!({"type": "answer_feedback", "answers": [{"question": "late", "value": "news"}]})),
        (lead, json!({"type": "close_feedback"})),
    ];
    match dice.roll(steps.len() + 2).checked_sub(2) {
        Some(index) => {
            let (seat, command) = steps[index].clone();
            let _rejections_are_fine = world.submit(seat, command);
        }
        None => {
            let (known, told) = (world.commits.len(), rechecked(world, dice));
            let signal = match (dice.roll(2), known % 4) {
                (0, _) => carried(dice),
                (_, 0) => earlier(known),
                (..) => told,
            };
            world.notice(signal);
        }
    }
}
