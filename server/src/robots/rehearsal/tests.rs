//! Rehearsals of the bundled scenarios: what comes of them, and that none of it hangs on races.

use super::{Outcome, Rehearsal, rehearse, rehearse_rows, summary, to_json};
use crate::robots::{Crew, Part};
use crate::scenario::{bundled, load};
use protocol::ids::RowId;
use protocol::rehearsal::{RehearsalStop, RehearsedDuty, RehearsedNever, RehearsedRow};
use protocol::scenario::{Condition, Inject, Scenario};
use protocol::text::Language;
use protocol::time::Seconds;
use protocol::vocab::{ExerciseStatus, InjectKind, InjectStatus, ReleaseMode, RowEvent, TemplateUse};
use std::collections::{BTreeMap, BTreeSet};

/// The seed of the demonstration.
const DEMO: u64 = crate::app::demo::SEED;
/// A frame or a command may be under way for 48 seconds of exercise time at sixty times the pace.
const LAG_MS: i64 = 800;

fn play(scenario: &str, seed: u64, lag_seed: u64) -> Outcome {
    let text = bundled::find(scenario).expect("it is bundled").yaml;
    let scenario = load(text.as_bytes()).scenario.expect("it loads");
    let lag_ms = if lag_seed == 0 { 0 } else { LAG_MS };
    let how =
        Rehearsal { part: Part { seed, language: Language::Zh, speed: 60.0, crew: Crew::default() }, lag_ms, lag_seed };
    rehearse(scenario, &how, |_| ()).expect("it comes to an end")
}

fn table(outcome: &Outcome) -> BTreeMap<&str, InjectStatus> {
    outcome.rows.iter().map(|row| (row.id.as_str(), row.status)).collect()
}

#[test]
fn the_demonstration_shows_every_kind_of_end_and_its_branches_fire() {
    let outcome = play("petition-drill", DEMO, 0);
    assert!(outcome.released() >= 40, "released: {}", outcome.released());
    assert!(outcome.contingencies() >= 3, "contingencies: {}", outcome.contingencies());
    assert_eq!(outcome.silent, 0, "every delivery ends acknowledged or overdue");
    assert!(outcome.departments.iter().map(|department| department.overdue).sum::<u32>() >= 5);
    let statuses: BTreeSet<InjectStatus> = table(&outcome).into_values().collect();
    let expected = [InjectStatus::Complete, InjectStatus::Missed, InjectStatus::NotPlayed];
    assert_eq!(statuses, BTreeSet::from(expected), "every row has come to an end");
    let fired = outcome.rows.iter().filter(|row| row.kind == InjectKind::Contingency && row.released).count();
    assert!(fired >= 3, "controllers confirm what is suggested");
    let text = summary(std::slice::from_ref(&outcome), Language::En);
    assert!(text.contains("contingencies that fired") && text.contains("R-00"), "{text}");
    assert_eq!(to_json(&[outcome])["never_reached"].as_array().map(Vec::is_empty), Some(false));
}

#[test]
fn a_robot_corrects_what_its_department_put_out_where_the_drill_asks_for_it() {
    let text = bundled::find("petition-drill").expect("it is bundled").yaml;
    let mut scenario = load(text.as_bytes()).scenario.expect("it loads");
    let line = serde_json::json!({"row": "I-25", "after": 2400, "department": "JD", "does": {"type": "correct_statement",
        "text": {"zh": "更正：补发方案已经写入书面承诺。", "en": "Correction: the plan is in writing now."}}});
    scenario.robot_lines.push(serde_json::from_value(line).expect("a line of robots"));
    let part = Part { seed: DEMO, language: Language::Zh, speed: 60.0, crew: Crew::default() };
    let outcome = rehearse(scenario, &Rehearsal { part, lag_ms: 0, lag_seed: 0 }, |_| ()).expect("it comes to an end");
    let plain = play("petition-drill", DEMO, 0);
    let of = |outcome: &Outcome, kind: &str| outcome.facts.get(kind).copied().unwrap_or_default();
    assert_eq!(of(&outcome, "statement_published"), of(&plain, "statement_published") + 1);
}

#[test]
fn a_seed_plays_the_same_drill_however_slow_the_lines_are() {
    let calm = play("petition-drill", DEMO, 0);
    for lag_seed in 1..=3 {
        let slow = play("petition-drill", DEMO, lag_seed);
        assert_eq!(table(&slow), table(&calm), "with delays {lag_seed}");
        assert_eq!(slow.silent, 0);
    }
}

#[test]
fn the_bundled_scenarios_make_every_kind_of_condition_true() {
    let mut met: BTreeSet<&str> = play("petition-drill", DEMO, 0).conditions;
    for seed in 1..=12 {
        met.extend(play("fire-evacuation", seed, 0).conditions);
    }
    assert_eq!(met, BTreeSet::from(Condition::WORDS));
}

#[test]
fn every_role_does_its_part() {
    let mut facts: BTreeMap<&str, u64> = BTreeMap::new();
    for seed in [DEMO, DEMO + 1, DEMO + 2] {
        let outcome = play("petition-drill", seed, 0);
        let of = |kind: &str| outcome.facts.get(kind).copied().unwrap_or_default();
        assert_eq!(of("clarification_asked"), of("clarification_answered"), "control answers what it is asked");
        assert_eq!(of("row_held"), of("row_let_go"), "what is held is let go");
        assert_eq!(of("report_submitted"), of("report_confirmed"), "incident command confirms reports");
        assert_eq!(of("objective_rated"), 6, "the lead evaluator rates every objective");
        for (kind, count) in &outcome.facts {
            *facts.entry(kind).or_default() += count;
        }
    }
    for (who, kind, at_least) in [
        ("departments acknowledge", "delivery_acknowledged", 300),
        ("departments answer", "delivery_responded", 150),
        ("departments finish", "delivery_completed", 100),
        ("departments say that they have begun", "delivery_begun", 30),
        ("departments ask control", "clarification_asked", 3),
        ("departments say that something is not theirs", "delivery_declined", 1),
        ("departments report, first and again", "report_submitted", 60),
        ("departments, simulators and control write", "message_sent", 40),
        ("controllers send back", "response_returned", 1),
        ("controllers accept", "response_accepted", 60),
        ("controllers remind", "inject_nudged", 3),
        ("controllers hold", "row_held", 1),
        ("controllers and evaluators mark tasks", "task_marked", 60),
        ("control checks on the spot", "row_added", 9),
        ("evaluators note", "observation_recorded", 40),
        ("the safety officer writes down his check", "log_written", 3),
    ] {
        let count = facts.get(kind).copied().unwrap_or_default();
        assert!(count >= at_least, "{who}: {kind} {count} times");
    }
}

fn evacuation() -> Scenario {
    let text = bundled::find("fire-evacuation").expect("it is bundled").yaml;
    load(text.as_bytes()).scenario.expect("it loads")
}

#[test]
fn a_rehearsal_by_rows_counts_its_seeds_together() {
    const SEEDS: u32 = 8;
    let scenario = evacuation();
    let report = rehearse_rows(&scenario, SEEDS, &|| true).expect("it is wanted");
    assert_eq!((report.seeds, report.finished, report.stopped.as_slice()), (SEEDS, SEEDS, [].as_slice()));
    let ids = |rows: &[RehearsedRow]| rows.iter().map(|row| row.row.clone()).collect::<Vec<_>>();
    assert_eq!(ids(&report.rows), scenario.injects.iter().map(|row| row.id.clone()).collect::<Vec<_>>());
    let never: Vec<_> = report.rows.iter().filter(|row| row.reached == 0).map(|row| row.row.clone()).collect();
    assert_eq!(report.never_reached, never);
    assert!(report.rows.iter().all(|row| row.never.is_some() == (row.reached == 0)), "who never came has a reason");
    let duty = |duty: RehearsedDuty| duty.in_time + duty.late + duty.never;
    for (row, spec) in report.rows.iter().zip(&scenario.injects) {
        assert!(row.reached <= SEEDS && row.earliest <= row.median && row.median <= row.latest, "{row:?}");
        assert_eq!(row.earliest.is_some(), row.reached > 0 && spec.kind != InjectKind::ExpectedAction, "{row:?}");
        // A planned row comes at its moment, or when a controller has confirmed it.
        if let (Condition::Time { at }, ReleaseMode::Auto, None) = (&spec.when, spec.release, spec.template) {
            assert!(row.earliest.is_none_or(|earliest| earliest >= at.0), "{row:?}");
        }
        let asked = spec.targets.acknowledge.is_some();
        assert_eq!(duty(row.acknowledged) > 0, asked && row.earliest.is_some(), "{row:?}");
    }
    assert!(
        !report.branches.is_empty() && report.branches.iter().all(|one| one.fired > 0 && !one.conditions.is_empty())
    );
    assert!(report.branches.iter().all(|one| one.released <= one.fired && one.fired <= SEEDS));
    let start = scenario.injects.iter().position(|row| row.template == Some(TemplateUse::Startex)).expect("a start");
    assert_eq!(
        (report.rows[start].reached, report.rows[start].latest),
        (SEEDS, Some(0)),
        "a use counts for its template"
    );
    assert_eq!(report.load.len(), scenario.departments.len());
    assert!(report.load.iter().any(|load| load.received.iter().any(|step| *step > 0)));
    assert_eq!(rehearse_rows(&scenario, SEEDS, &|| true).as_ref(), Some(&report), "the same seeds, the same drills");
}

#[test]
fn a_row_that_never_comes_says_why() {
    let mut scenario = evacuation();
    let spare = |id: &str, when: Condition, release: ReleaseMode| {
        let row = scenario.injects.iter().find(|row| row.kind == InjectKind::Trigger).expect("a trigger").clone();
        Inject { id: RowId::parse(id).expect("a number"), when, release, offset: None, ..row }
    };
    let after = |id: &str| Condition::After {
        r#ref: RowId::parse(id).expect("a number"),
        event: RowEvent::Released,
        delay: Seconds(1),
    };
    let rows = [
        spare("N-1", Condition::Time { at: Seconds(80_000) }, ReleaseMode::Auto),
        spare("N-2", after("N-1"), ReleaseMode::Auto),
    ];
    scenario.injects.extend(rows);
    let report = rehearse_rows(&scenario, 1, &|| true).expect("it is wanted");
    let why = |id: &str| report.rows.iter().find(|row| row.row.as_str() == id).and_then(|row| row.never.clone());
    assert_eq!(why("N-1"), Some(RehearsedNever::Over {}));
    assert_eq!(why("N-2"), Some(RehearsedNever::Behind { row: RowId::parse("N-1").expect("a number") }));
}

#[test]
fn a_list_that_is_not_approved_says_where_it_stays_and_nobody_waits_in_vain() {
    let mut scenario = evacuation();
    let trigger = scenario.injects.iter_mut().find(|row| row.kind == InjectKind::Trigger).expect("a trigger");
    trigger.expected_action = None;
    let report = rehearse_rows(&scenario, 2, &|| true).expect("it is wanted");
    let stays = |seed| RehearsalStop { seed, status: ExerciseStatus::Review };
    assert_eq!((report.finished, report.stopped), (0, vec![stays(1), stays(2)]));
    assert_eq!(report.never_reached.len(), scenario.injects.len());
    assert!(report.rows.iter().all(|row| row.never.is_none()), "nothing can be said of a row");
    assert_eq!(rehearse_rows(&scenario, 2, &|| false), None);
}
