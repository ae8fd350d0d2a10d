//! Rehearsals of the bundled scenarios: what comes of them, and that none of it hangs on races.

use super::{Outcome, Rehearsal, rehearse, summary, to_json};
use crate::robots::Part;
use crate::scenario::{bundled, load};
use protocol::scenario::Condition;
use protocol::text::Language;
use protocol::vocab::{InjectKind, InjectStatus};
use std::collections::{BTreeMap, BTreeSet};

/// The seed of the demonstration.
const DEMO: u64 = crate::app::demo::SEED;
/// A frame or a command may be under way for 48 seconds of exercise time at sixty times the pace.
const LAG_MS: i64 = 800;

fn play(scenario: &str, seed: u64, lag_seed: u64) -> Outcome {
    let text = bundled::find(scenario).expect("it is bundled").yaml;
    let scenario = load(text.as_bytes()).scenario.expect("it loads");
    let lag_ms = if lag_seed == 0 { 0 } else { LAG_MS };
    let how = Rehearsal { part: Part { seed, language: Language::Zh, speed: 60.0 }, lag_ms, lag_seed };
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
