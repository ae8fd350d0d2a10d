//! Measures of one exercise looked at again in the next, and what comes back.
#![expect(clippy::unwrap_used, reason = "a test that misses what it looks for has failed")]

mod support;

use exercise::area::{improvement, recheck};
use exercise::view::{self, Key};
use exercise::{Audience, Signal};
use protocol::document::{DocumentBlock, DocumentKind, Language, Sentence, SentenceNature};
use protocol::ids::{ActionId, FindingId, RecheckId};
use protocol::problem::ProblemCode;
use protocol::recheck::RecheckOutcome;
use serde_json::{Value, json};
use support::assess::ids;
use support::{World, row, small};

fn world() -> World {
    World::running(small(json!([row("1", json!({"type": "time", "at": 5}), json!({}))])))
}

/// An exercise that is over, with an action that answers a finding.
fn earlier() -> (World, ActionId) {
    let scenario = small(json!([row("1", json!({"type": "time", "at": 5}), json!({}))]));
    let mut world = World::numbered(scenario, 1).into_standby();
    world.ok("DIR", json!({"type": "start_exercise"}));
    world.ok("DIR", json!({"type": "end_exercise"}));
    world.ok(
        "LEV",
        json!({"type": "record_finding", "kind": "improvement", "area": "equipment", "text": "no spare", "task": "T1",
               "reference": "4.2"}),
    );
    let finding = ids(&world, "finding").pop().unwrap();
    world.ok(
        "LEV",
        json!({"type": "open_action", "finding": finding, "area": "equipment", "problem": "p", "measure": "spares",
               "element": "equipment", "unit": "stores", "due": "2026-12-30"}),
    );
    let action = ActionId(ids(&world, "action").pop().unwrap().parse().unwrap());
    (world, action)
}

fn shown(world: &World, key: &Key, audience: &Audience) -> Value {
    view::render(&world.state, key, audience).map_or(Value::Null, |item| serde_json::to_value(item).unwrap())
}

/// The next exercise, with that action to be looked at again.
fn next(earlier: &World, action: ActionId) -> (World, RecheckId) {
    let mut next = world();
    let carried = recheck::carried(&earlier.state, action).unwrap();
    next.notice(Signal::Carried(vec![carried.clone(), carried]));
    let id = ids(&next, "recheck");
    assert_eq!(id.len(), 1, "an action is looked at again once");
    let id = RecheckId(id[0].parse().unwrap());
    (next, id)
}

fn mark(id: RecheckId, outcome: &str, note: Option<&str>) -> Value {
    json!({"type": "mark_recheck", "recheck": id, "outcome": outcome, "note": note})
}

#[test]
fn a_measure_that_held_in_the_next_exercise_is_verified_with_that_as_evidence() {
    let (mut earlier, action) = earlier();
    let (mut next, id) = next(&earlier, action);
    let key = Key::Recheck(id);
    for audience in [Audience::Control, Audience::Evaluators] {
        let item = shown(&next, &key, &audience);
        assert_eq!((&item["from"]["measure"], &item["from"]["reference"]), (&json!("spares"), &json!("4.2")));
        assert_eq!((&item["from"]["finding"], &item["outcome"]), (&json!("no spare"), &Value::Null));
    }
    for audience in [Audience::Everyone, Audience::Simulation, Audience::PlayersWall, Audience::LeadersWall] {
        assert_eq!(shown(&next, &key, &audience), Value::Null);
    }
    assert!(recheck::result(&next.state, id).is_none(), "nobody said a word yet");
    assert_eq!(next.no("AA-1", mark(id, "held", None)), ProblemCode::NotAllowed);
    assert_eq!(next.no("EVA-1", mark(id, "not_held", None)), ProblemCode::Incomplete, "without a word what was seen");
    next.ok("EVA-1", mark(id, "not_seen", None));
    next.ok("LEV", mark(id, "held", Some("two spares in each car")));
    assert_eq!(shown(&next, &key, &Audience::Control)["outcome"], "held", "the last word counts");

    let (from, result) = recheck::result(&next.state, id).unwrap();
    assert_eq!((from.exercise, from.action), (earlier.state.id(), action));
    assert_eq!(result.seq, next.commits.len() as u64, "the evidence is a commit");
    earlier.notice(Signal::Rechecked(action, Box::new(result.clone())));
    let item = shown(&earlier, &Key::Action(action), &Audience::Control);
    assert_eq!(item["stage"], "verified");
    let check = &item["steps"][0]["check"];
    assert_eq!(
        (&check["recheck"], &check["seat"], &check["note"]),
        (&json!(id), &json!("LEV"), &json!("two spares in each car"))
    );
    let commits = earlier.commits.len();
    earlier.notice(Signal::Rechecked(action, Box::new(result)));
    assert_eq!(earlier.commits.len(), commits, "what is closed stays as it is");
    assert!(recheck::carried(&earlier.state, action).is_none(), "and is not carried on");
}

#[test]
fn a_measure_that_did_not_hold_is_returned_and_what_was_not_seen_says_nothing() {
    let (mut earlier, action) = earlier();
    let (mut next, id) = next(&earlier, action);
    next.ok("EVA-1", mark(id, "not_seen", None));
    let (_, unseen) = recheck::result(&next.state, id).unwrap();
    assert_eq!(unseen.outcome, RecheckOutcome::NotSeen);
    let commits = earlier.commits.len();
    earlier.notice(Signal::Rechecked(action, Box::new(unseen)));
    assert_eq!(earlier.commits.len(), commits);
    next.ok("EVA-1", mark(id, "not_held", Some("one car without")));
    let (_, result) = recheck::result(&next.state, id).unwrap();
    earlier.notice(Signal::Rechecked(action, Box::new(result.clone())));
    earlier.notice(Signal::Rechecked(action, Box::new(result)));
    let item = shown(&earlier, &Key::Action(action), &Audience::Evaluators);
    assert_eq!(
        (&item["stage"], item["steps"].as_array().unwrap().len()),
        (&json!("returned"), 1),
        "the same word once"
    );
}

#[test]
fn a_finding_like_one_of_an_earlier_exercise_is_shown_as_repeated_with_where_and_when() {
    let (earlier, _) = earlier();
    let found = improvement::to_improve(&earlier.state);
    assert_eq!((found.len(), found[0].reference.as_deref()), (1, Some("4.2")));
    let mut next = world();
    next.notice(Signal::Earlier(found.clone()));
    let commits = next.commits.len();
    next.notice(Signal::Earlier(found));
    assert_eq!(next.commits.len(), commits, "what is known comes in once");
    let finding = |kind: &str, task: Value, reference: Value| json!({"type": "record_finding", "kind": kind, "area": "plan", "text": "again", "task": task, "reference": reference});
    for (what, repeats) in [
        (finding("improvement", json!("T1"), json!(null)), 1),
        (finding("improvement", json!(null), json!(" 4.2 ")), 1),
        (finding("improvement", json!(null), json!("4.3")), 0),
        (finding("improvement", json!(null), json!(null)), 0),
        (finding("strength", json!("T1"), json!("4.2")), 0),
    ] {
        let before = ids(&next, "finding");
        next.ok("LEV", what.clone());
        let new = ids(&next, "finding").into_iter().find(|id| !before.contains(id)).unwrap();
        let key = Key::Finding(FindingId(new.parse().unwrap()));
        let item = shown(&next, &key, &Audience::Evaluators);
        assert_eq!(item["repeats"].as_array().unwrap().len(), repeats, "{what}");
        if repeats > 0 {
            let one = &item["repeats"][0];
            assert_eq!((&one["exercise"], &one["text"]), (&json!(earlier.state.id()), &json!("no spare")));
            assert!(one["at"].as_i64().unwrap() >= 1_700_000_000_000);
        }
    }
}

/// Days and times without a time zone.
struct Plain;

impl exercise::report::WallWords for Plain {
    fn day(&self, at: protocol::time::Timestamp, _: Language) -> String {
        format!("day {}", at.0 / 86_400_000)
    }
    fn time(&self, at: protocol::time::Timestamp) -> String {
        format!("{} s", at.0 / 1_000 % 86_400)
    }
}

/// Sentences of a report whose name holds a word.
fn written(world: &World, kind: DocumentKind, language: Language, named: &str) -> Vec<Sentence> {
    let document = exercise::report::document(&world.state, kind, language, &Plain, None);
    let blocks = document.sections.into_iter().flat_map(|section| section.blocks);
    let paragraphs = blocks.filter_map(|block| match block {
        DocumentBlock::Paragraph { sentences } => Some(sentences),
        DocumentBlock::Table(_) | DocumentBlock::Chart(_) => None,
    });
    paragraphs.flatten().filter(|one| one.key.contains(named)).collect()
}

#[test]
fn every_report_says_what_was_found_again_and_which_carried_measures_held_with_its_evidence() {
    let (earlier, action) = earlier();
    let (mut next, id) = next(&earlier, action);
    let kinds = [DocumentKind::Summary, DocumentKind::Evaluation, DocumentKind::Aar];
    let one = |next: &World, kind, language, named| {
        let mut said = written(next, kind, language, named);
        assert_eq!(said.len(), 1, "{kind:?} {language:?} {named}: {said:?}");
        said.pop().unwrap()
    };
    let seq_of = |kind: &str| {
        let found = next.commits.iter().position(|commit| commit.events.iter().any(|event| event.kind() == kind));
        found.map(|index| index as u64 + 1)
    };
    let carried = seq_of("actions_carried").unwrap();
    for kind in kinds {
        let unseen = one(&next, kind, Language::Zh, ".recheck.1");
        assert!(unseen.text.contains("没有核查记录"), "{}", unseen.text);
        assert_eq!((unseen.nature, unseen.evidence[0].seq), (SentenceNature::Missing, carried));
        assert!(written(&next, kind, Language::En, ".repeat.").is_empty());
    }
    next.notice(Signal::Earlier(improvement::to_improve(&earlier.state)));
    let told = next.commits.len() as u64;
    next.ok(
        "LEV",
        json!({"type": "record_finding", "kind": "improvement", "area": "equipment", "text": "no spare, again.",
               "reference": "4.2"}),
    );
    let found = next.commits.len() as u64;
    for (outcome, note, zh, en) in [
        ("not_seen", None, "未观察到", "was not seen"),
        (
            "not_held",
            Some("one car without"),
            "未落实：one car without。",
            "did not hold in this exercise: one car without.",
        ),
        ("held", None, "落实有效。", "held in this exercise."),
    ] {
        next.ok("LEV", mark(id, outcome, note));
        let last = next.commits.len() as u64;
        for (kind, (language, words)) in
            kinds.into_iter().flat_map(|kind| [(kind, (Language::Zh, zh)), (kind, (Language::En, en))])
        {
            let said = one(&next, kind, language, ".recheck.1");
            assert!(said.text.contains(words) && said.text.contains("spares"), "{}", said.text);
            assert_eq!(said.nature == SentenceNature::Missing, outcome == "not_seen");
            let rests: Vec<u64> = said.evidence.iter().map(|one| one.seq).collect();
            assert!(rests.contains(&carried) && rests.contains(&last), "{rests:?}");
            assert!(said.evidence.iter().all(|one| one.id == Some(id.to_string())));
        }
    }
    for kind in kinds {
        let zh = one(&next, kind, Language::Zh, ".repeat.");
        assert!(
            zh.text.contains("重复发现") && zh.text.contains("“no spare, again”") && zh.text.contains("“no spare”")
        );
        let en = one(&next, kind, Language::En, ".repeat.");
        let day = format!("day {}", improvement::to_improve(&earlier.state)[0].at.0 / 86_400_000);
        assert!(en.text.contains("Found again") && en.text.contains(&day), "{}", en.text);
        let rests: Vec<u64> = en.evidence.iter().map(|one| one.seq).collect();
        assert!(rests.contains(&told) && rests.contains(&found), "{rests:?}");
        assert!(en.evidence.iter().any(|one| one.id == Some(format!("{}/1", earlier.state.id()))));
    }
    // An exercise that knows of no other says nothing of any.
    assert!(written(&earlier, DocumentKind::Summary, Language::Zh, ".repeat.").is_empty());
    assert!(written(&earlier, DocumentKind::Aar, Language::Zh, ".recheck.").is_empty());
}
