//! Nine drills whose findings were written down before they were played: a careful crew, one that is weak
//! in one thing, in two, in all. What a summary report would name must be exactly that, whatever the seed
//! and whatever things are called.

use super::{Outcome, Rehearsal, rehearse};
use crate::robots::{Crew, Part};
use crate::scenario::{bundled, load};
use protocol::improvement::ProblemArea::{self, Coordination, Equipment, Plan, PublicInformation};
use protocol::scenario::Scenario;
use protocol::text::Language;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

const SEEDS: [u64; 3] = [12, 77, 2_026];

/// The drills, each by what its crew is bad at: that is what is to be found, and nothing else.
const DRILLS: [&[ProblemArea]; 9] = [
    &[],
    &[Plan],
    &[Coordination],
    &[Equipment],
    &[PublicInformation],
    &[Plan, Coordination],
    &[Equipment, PublicInformation],
    &[Plan, Equipment],
    &[Plan, Coordination, Equipment, PublicInformation],
];

fn petition() -> Scenario {
    let text = bundled::find("petition-drill").expect("it is bundled").yaml;
    load(text.as_bytes()).scenario.expect("it loads")
}

fn play(scenario: Scenario, weak: &[ProblemArea], seed: u64) -> Outcome {
    let crew = weak.iter().fold(Crew::CAREFUL, |crew, area| crew.weak(*area));
    let part = Part { seed, language: Language::Zh, speed: 60.0, crew };
    rehearse(scenario, &Rehearsal { part, lag_ms: 0, lag_seed: 0 }, |_| ()).expect("it comes to an end")
}

fn found(outcome: &Outcome) -> BTreeSet<ProblemArea> {
    outcome.problems.iter().filter(|one| one.verdict == "found").map(|one| one.area).collect()
}

#[test]
fn exactly_what_a_crew_is_bad_at_is_found() {
    for weak in DRILLS {
        for seed in SEEDS {
            let outcome = play(petition(), weak, seed);
            assert_eq!(found(&outcome), weak.iter().copied().collect(), "{weak:?}, {seed}: {:#?}", outcome.problems);
            let tested = outcome.problems.iter().all(|one| one.verdict != "not_tested");
            assert!(tested, "{weak:?}, {seed}: the drill tests all four: {:#?}", outcome.problems);
        }
    }
}

#[test]
fn a_crew_that_is_bad_at_everything_leaves_the_sentences_that_show_it() {
    let outcome = play(petition(), DRILLS[8], SEEDS[0]);
    for (problem, words) in outcome.problems.iter().zip([
        ["预案熟悉度抽查", "首报应报"],
        ["信息传递测试", "口径不一致"],
        ["启用备用手段", "装备清单"],
        ["才发现", "因未及时回应"],
    ]) {
        let text = problem.sentences.concat();
        for word in words {
            assert!(text.contains(word), "{word} stands nowhere in {text}");
        }
    }
}

/// Ids of the scenario by the lists that declare them.
fn ids(scenario: &Value) -> BTreeMap<String, String> {
    let mut names = BTreeSet::new();
    let mut collect = |list: &Value, key: &str| {
        for one in list.as_array().into_iter().flatten() {
            names.extend(one[key].as_str().map(str::to_owned));
        }
    };
    for (list, key) in [
        ("departments", "code"),
        ("phases", "id"),
        ("objectives", "id"),
        ("facts", "key"),
        ("resources", "key"),
        ("places", "key"),
        ("injects", "id"),
    ] {
        collect(&scenario[list], key);
    }
    for objective in scenario["objectives"].as_array().into_iter().flatten() {
        collect(&objective["tasks"], "id");
    }
    names.into_iter().enumerate().map(|(place, name)| (name, format!("Z{}", 900 - place))).collect()
}

/// Renames every id, wherever it stands as a whole text or as a key.
fn renamed(value: &Value, names: &BTreeMap<String, String>) -> Value {
    let name = |text: &String| names.get(text).cloned().unwrap_or_else(|| text.clone());
    match value {
        Value::String(text) => Value::String(name(text)),
        Value::Array(list) => Value::Array(list.iter().map(|one| renamed(one, names)).collect()),
        // A kind is a word of the format, even where a place is called the same.
        Value::Object(map) => {
            let one = |(key, one): (&String, &Value)| {
                (key.clone(), if key == "kind" { one.clone() } else { renamed(one, names) })
            };
            Value::Object(map.iter().map(one).collect())
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => value.clone(),
    }
}

#[test]
fn names_change_no_finding() {
    let plain = serde_json::to_value(petition()).expect("it is data");
    let names = ids(&plain);
    assert!(names.len() > 100, "{} ids are renamed", names.len());
    let text = renamed(&plain, &names).to_string();
    assert!(!text.contains("\"I-18\"") && !text.contains("\"XC\""), "a name is left");
    let loaded = load(text.as_bytes());
    let renamed = loaded.scenario.unwrap_or_else(|| panic!("{:#?}", loaded.diagnostics));
    for weak in DRILLS {
        assert_eq!(found(&play(renamed.clone(), weak, SEEDS[0])), weak.iter().copied().collect(), "{weak:?}");
    }
}
