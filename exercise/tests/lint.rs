//! The planner's lint: each rule with a list that breaks it and one that does not, whatever things are
//! called.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test stops where its list is broken")]

mod support;

use exercise::area::msel::standing;
use exercise::lint::{LintRule, lint};
use protocol::lint::{LintFact, LintFinding, LintSeverity, LintSubject};
use protocol::scenario::Scenario;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use support::{World, petition, row, small};

fn at(seconds: i32) -> Value {
    json!({"type": "time", "at": seconds})
}

/// A row by the clock, answered within three minutes by a department.
fn timed(id: &str, seconds: i32, department: &str) -> Value {
    row(id, at(seconds), json!({"offset": seconds, "to": [{"department": department}], "controller": "CTL-1"}))
}

/// Two departments that are both busy and never alone for long, until T+3600.
fn sound(more: &[Value]) -> Scenario {
    let rows: Vec<Value> =
        (0..3).flat_map(|n| ["AA", "BB"].map(|code| timed(&format!("{code}.{n}"), 10 + n * 1_700, code))).collect();
    let mut scenario = small(Value::Array(rows.into_iter().chain(more.iter().cloned()).collect()));
    scenario.phases[0].end.0 = 3_600;
    scenario
}

/// A sound list that something is done to.
fn with(more: &[Value], change: impl FnOnce(&mut Value)) -> Scenario {
    let mut value = serde_json::to_value(sound(more)).unwrap();
    change(&mut value);
    serde_json::from_value(value).expect("it is a scenario")
}

fn by_hand(condition: Value) -> Value {
    row("X", condition, json!({"kind": "contingency", "controller": "CTL-1", "phase": "P1"}))
}

/// What is found, as `rule subject field`; the same under other names, and in both languages.
fn found(scenario: &Scenario) -> Vec<String> {
    let names = names(scenario);
    let other: Scenario =
        serde_json::from_value(renamed(&serde_json::to_value(scenario).unwrap(), &names)).expect("other names");
    let (plain, back) = (lint(scenario), lint(&other));
    assert_eq!(told(&other, &back), told(scenario, &plain), "names change no finding");
    for finding in &plain {
        for text in [&finding.message, &finding.remedy] {
            assert!(text.zh.is_some() && text.en.is_some(), "{finding:?}");
        }
        let rule = LintRule::ALL.iter().find(|rule| rule.word() == finding.rule).expect("a known rule");
        assert_eq!(rule.severity(), finding.severity);
    }
    plain.iter().map(said).collect()
}

fn said(finding: &LintFinding) -> String {
    let subject = match &finding.place.subject {
        LintSubject::Scenario {} => "scenario",
        LintSubject::Row { row } => row.as_str(),
        LintSubject::Task { task } => task.as_str(),
        LintSubject::Objective { objective } => objective.as_str(),
        LintSubject::Department { department } => department.as_str(),
        LintSubject::Phase { phase } => phase.as_str(),
        LintSubject::Seat { seat } => seat.as_str(),
    };
    [finding.rule.as_str(), subject, finding.place.field.as_deref().unwrap_or("-")].join(" ")
}

/// Findings without their names: rule, field, numbers and how many codes.
fn told(scenario: &Scenario, findings: &[LintFinding]) -> Vec<String> {
    let place = |row: &str| scenario.injects.iter().position(|one| one.id.as_str() == row);
    let number = |fact: &LintFact| match fact {
        LintFact::Number(number) => number.to_string(),
        LintFact::Code(_) => "code".into(),
        LintFact::Codes(codes) => codes.len().to_string(),
    };
    findings
        .iter()
        .map(|finding| {
            let row = if let LintSubject::Row { row } = &finding.place.subject { place(row.as_str()) } else { None };
            let facts: BTreeMap<_, _> = finding.facts.iter().map(|(name, fact)| (name, number(fact))).collect();
            format!("{} {row:?} {:?} {facts:?}", finding.rule, finding.place.field)
        })
        .collect()
}

/// Another name for every row, task, objective, phase, department and seat.
fn names(scenario: &Scenario) -> BTreeMap<String, String> {
    let mut names: Vec<String> = scenario.injects.iter().map(|row| row.id.to_string()).collect();
    names.extend(scenario.departments.iter().map(|one| one.code.to_string()));
    names.extend(scenario.departments.iter().flat_map(|one| &one.seats).map(|seat| seat.code.to_string()));
    names.extend(scenario.staff.iter().map(|seat| seat.code.to_string()));
    names.extend(scenario.phases.iter().map(|phase| phase.id.to_string()));
    names.extend(scenario.objectives.iter().map(|one| one.id.to_string()));
    names.extend(scenario.objectives.iter().flat_map(|one| &one.tasks).map(|task| task.id.to_string()));
    names.into_iter().enumerate().map(|(n, name)| (name, format!("Z{}", 9_000 - n))).collect()
}

fn renamed(value: &Value, names: &BTreeMap<String, String>) -> Value {
    match value {
        Value::String(text) => Value::String(names.get(text).cloned().unwrap_or_else(|| text.clone())),
        Value::Array(list) => Value::Array(list.iter().map(|one| renamed(one, names)).collect()),
        Value::Object(map) => Value::Object(
            // Roles and words of the form are no names.
            map.iter()
                .map(|(key, one)| {
                    let word = matches!(key.as_str(), "role" | "kind" | "value" | "zh" | "en");
                    (key.clone(), if word { one.clone() } else { renamed(one, names) })
                })
                .collect(),
        ),
        Value::Null | Value::Bool(_) | Value::Number(_) => value.clone(),
    }
}

const NOTHING: [&str; 0] = [];

#[test]
fn a_sound_list_has_no_findings() {
    assert_eq!(found(&sound(&[])), NOTHING);
}

#[test]
fn overload_is_more_open_at_once_than_the_limit() {
    // One is open at 10 already; three more make the limit of four.
    let at_limit = [timed("L1", 20, "AA"), timed("L2", 30, "AA"), timed("L3", 40, "AA")];
    assert_eq!(found(&sound(&at_limit)), NOTHING);
    let over = [at_limit.as_slice(), &[timed("L4", 189, "AA"), timed("L5", 60, "AA")]].concat();
    let scenario = sound(&over);
    assert_eq!(found(&scenario), ["overload AA -"]);
    let facts = &lint(&scenario)[0].facts;
    // At 60 five are open; at 189 the first still is, and all of them are six.
    assert_eq!(facts["at"], LintFact::Number(189));
    assert_eq!((&facts["count"], &facts["limit"]), (&LintFact::Number(6), &LintFact::Number(4)));
    // Open until 190, not any more then.
    let after = [at_limit.as_slice(), &[timed("L4", 190, "AA")]].concat();
    assert_eq!(found(&sound(&after)), NOTHING);
    assert_eq!(found(&with(&over, |it| it["settings"]["load_limit"] = json!(6))), NOTHING);
}

#[test]
fn overload_counts_neither_what_asks_nothing_nor_what_may_not_come() {
    let asks_nothing = |id: &str| {
        let mut row = timed(id, 60, "AA");
        row["targets"] = json!({"acknowledge": 60});
        row
    };
    let may_not_come = |id: &str| {
        let mut row = timed(id, 60, "AA");
        row["kind"] = json!("contingency");
        row
    };
    let rows: Vec<Value> =
        (0..6).flat_map(|n| [asks_nothing(&format!("N{n}")), may_not_come(&format!("M{n}"))]).collect();
    assert_eq!(found(&sound(&rows)), NOTHING);
    // Two overloads far apart are two findings, each told at its worst.
    let rows: Vec<Value> = (0..5)
        .flat_map(|n| [timed(&format!("N{n}"), 60 + n, "BB"), timed(&format!("M{n}"), 1_720 + n, "BB")])
        .collect();
    assert_eq!(found(&sound(&rows)), ["overload BB -", "overload BB -"]);
}

#[test]
fn a_department_is_not_left_alone_for_more_than_half_an_hour() {
    let far = timed("F", 3_410 + 1_801, "BB");
    let scenario = with(std::slice::from_ref(&far), |it| it["phases"][0]["end"] = json!(9_000));
    assert_eq!(found(&scenario), ["contact_gap BB -"]);
    let facts = &lint(&scenario)[0].facts;
    assert_eq!((&facts["from"], &facts["to"]), (&LintFact::Number(3_410), &LintFact::Number(5_211)));
    let near = timed("F", 3_410 + 1_800, "BB");
    assert_eq!(found(&with(&[near], |it| it["phases"][0]["end"] = json!(9_000))), NOTHING);
    // A contingency fills no gap: it may not come.
    let mut maybe = timed("M", 4_500, "BB");
    maybe["kind"] = json!("contingency");
    let scenario = with(&[far, maybe], |it| it["phases"][0]["end"] = json!(9_000));
    assert_eq!(found(&scenario), ["contact_gap BB -"]);
}

#[test]
fn a_department_that_gets_nothing_has_no_part() {
    let add = |it: &mut Value| {
        let mut more = it["departments"][0].clone();
        more["code"] = json!("CC");
        more["seats"] = json!([{"code": "CC-1", "name": {"zh": "c", "en": "c"}}]);
        it["departments"].as_array_mut().unwrap().push(more);
    };
    assert_eq!(found(&with(&[], add)), ["no_contact CC -"]);
    // Through one seat alone is something, and by hand too.
    let seat = row("S", json!({"type": "manual"}), json!({"to": [{"seat": "CC-1"}], "controller": "CTL-1"}));
    assert_eq!(found(&with(&[seat], add)), NOTHING);
}

#[test]
fn a_limit_leaves_time_for_what_it_is_about() {
    let not_done = |name: &str, by: i32| json!({"type": "not_done", "ref": name, "by": by});
    let any = |part: Value| json!({"type": "any", "of": [{"type": "manual"}, part]});
    assert_eq!(found(&sound(&[by_hand(any(not_done("BB.1", 1_710)))])), ["early_limit X when.of[1].by"]);
    assert_eq!(found(&sound(&[by_hand(any(not_done("BB.1", 1_711)))])), NOTHING);
    // A task can be done from the first row on that serves it.
    assert_eq!(found(&sound(&[by_hand(not_done("T1", 10))])), ["early_limit X when.by"]);
    assert_eq!(found(&sound(&[by_hand(not_done("T1", 11))])), NOTHING);
    // What comes by hand may have come.
    let manual = row("H", json!({"type": "manual"}), json!({"controller": "CTL-1", "tasks": []}));
    assert_eq!(found(&sound(&[manual, by_hand(not_done("H", 5))])), NOTHING);
    // Behind a row that waits for another, the spans add up.
    let follows = json!({"type": "after", "ref": "AA.1", "event": "acknowledged", "delay": 300});
    let follows = row("W", follows, json!({"controller": "CTL-1", "tasks": []}));
    assert_eq!(found(&sound(&[follows.clone(), by_hand(not_done("W", 2_010))])), ["early_limit X when.by"]);
    assert_eq!(found(&sound(&[follows, by_hand(not_done("W", 2_100))])), NOTHING);
}

#[test]
fn a_row_can_come_while_its_phase_lasts() {
    let follows = |delay: i32| json!({"type": "after", "ref": "AA.2", "event": "responded", "delay": delay});
    assert_eq!(found(&sound(&[by_hand(follows(191))])), ["misses_phase X when"]);
    assert_eq!(found(&sound(&[by_hand(follows(190))])), NOTHING);
    let either = json!({"type": "any", "of": [follows(191), {"type": "decision", "ref": "AA.0", "value": "go"}]});
    assert_eq!(found(&sound(&[by_hand(either)])), NOTHING);
    // Planned outside is said where files are read, and not again.
    let mut outside = by_hand(follows(191));
    outside["offset"] = json!(3_601);
    assert_eq!(found(&sound(&[outside])), NOTHING);
}

#[test]
fn nothing_is_planned_behind_the_end_of_the_last_phase() {
    let free = |seconds: i32| timed("F", seconds, "AA");
    assert_eq!(found(&sound(&[free(3_601)])), ["after_last_phase F offset"]);
    assert_eq!(found(&sound(&[free(3_600)])), NOTHING);
    let mut plain = free(3_601);
    plain["offset"] = Value::Null;
    assert_eq!(found(&sound(&[plain])), ["after_last_phase F when.at"]);
    let either = json!({"type": "any", "of": [{"type": "manual"}, at(3_601)]});
    assert_eq!(found(&sound(&[by_hand(either)])), ["after_last_phase X when.of[1].at"]);
    let mut last = free(3_700);
    last["template"] = json!("endex");
    assert_eq!(found(&sound(&[last])), NOTHING, "ENDEX may come later");
    assert_eq!(found(&with(&[free(3_601)], |it| it["phases"] = json!([]))), NOTHING, "no phase, no end");
}

#[test]
fn parts_of_a_condition_do_not_exclude_each_other() {
    let decided = |value: &str| json!({"type": "decision", "ref": "AA.0", "value": value});
    let of = |kind: &str, parts: Value| json!({"type": kind, "of": parts});
    let answered = json!({"type": "after", "ref": "AA.0", "event": "responded", "delay": 5});
    let silent = |dept: Value| json!({"type": "no_response", "ref": "AA.0", "dept": dept, "within": 60});
    let done = json!({"type": "done", "ref": "T1"});
    let undone = json!({"type": "not_done", "ref": "T1", "by": 900});
    for parts in [
        json!([decided("go"), decided("stay")]),
        json!([decided("go"), of("all", json!([at(5), decided("stay")]))]),
        json!([undone, done]),
        json!([answered, silent(Value::Null)]),
        json!([silent(json!("AA")), answered]),
    ] {
        assert_eq!(found(&sound(&[by_hand(of("all", parts.clone()))])), ["contradiction X when"], "{parts}");
        assert_eq!(found(&sound(&[by_hand(of("any", parts))])), NOTHING);
    }
    let within = of("any", json!([at(9), of("all", json!([done, undone]))]));
    assert_eq!(found(&sound(&[by_hand(within)])), ["contradiction X when.of[1]"]);
    // Of two who receive it one can have answered while the other has not.
    let scenario = with(&[by_hand(of("all", json!([answered, silent(json!("AA"))])))], |it| {
        it["injects"][0]["to"] = json!([{"department": "AA"}, {"department": "BB"}]);
    });
    assert_eq!(found(&scenario), NOTHING);
    assert_eq!(found(&sound(&[by_hand(of("all", json!([decided("go"), done])))])), NOTHING);
}

#[test]
fn somebody_watches_every_task() {
    let evaluators = |it: &mut Value, watch: [Option<&str>; 2], lead: bool| {
        let staff = it["staff"].as_array_mut().unwrap();
        staff.retain(|seat| seat["role"] != "EVA" && (lead || seat["role"] != "LEV"));
        for (n, watches) in watch.into_iter().enumerate().filter(|(_, watches)| *watches != Some("-")) {
            staff.push(
                json!({"code": format!("E{n}"), "role": "EVA", "name": {"zh": "e", "en": "e"}, "watches": watches}),
            );
        }
    };
    // The task is tested at BB alone.
    let only_bb = |it: &mut Value| {
        for row in it["injects"].as_array_mut().unwrap() {
            if row["to"][0]["department"] == "AA" {
                row["tasks"] = json!([]);
            }
        }
    };
    let case = |watch, lead| {
        found(&with(&[], |it| {
            only_bb(it);
            evaluators(it, watch, lead);
        }))
    };
    assert_eq!(case([Some("AA"), Some("-")], true), ["task_unwatched T1 -"], "the lead sits over their notes");
    assert_eq!(case([Some("AA"), Some("BB")], true), NOTHING);
    assert_eq!(case([Some("AA"), None], false), NOTHING, "who watches nobody in particular looks at all");
    assert_eq!(case([Some("-"), Some("-")], true), NOTHING, "a lead evaluator alone is the evaluator");
    assert_eq!(case([Some("-"), Some("-")], false), ["task_unwatched scenario staff"]);
}

#[test]
fn something_tests_every_objective() {
    let more = |tasks: Value| {
        move |it: &mut Value| {
            let mut objective = it["objectives"][0].clone();
            (objective["id"], objective["tasks"]) = (json!("O2"), tasks);
            it["objectives"].as_array_mut().unwrap().push(objective);
        }
    };
    let task = json!([{"id": "T2", "name": {"zh": "t", "en": "t"}}]);
    assert_eq!(found(&with(&[], more(json!([])))), ["objective_untested O2 tasks"]);
    assert_eq!(found(&with(&[], more(task.clone()))), ["objective_untested O2 tasks"]);
    let expected = row("E", at(30), json!({"kind": "expected_action", "tasks": ["T2"]}));
    assert_eq!(found(&with(&[expected], more(task.clone()))), ["objective_untested O2 tasks"]);
    let mut asked = timed("Q", 600, "AA");
    asked["tasks"] = json!(["T2"]);
    assert_eq!(found(&with(&[asked], more(task))), NOTHING);
}

#[test]
fn a_controller_answers_for_every_row_where_they_are_shared_out() {
    let mut nobody = timed("N", 600, "AA");
    nobody["controller"] = Value::Null;
    let scenario = sound(std::slice::from_ref(&nobody));
    assert_eq!(found(&scenario), ["no_controller N controller"]);
    assert_eq!(lint(&scenario)[0].severity, LintSeverity::Note);
    let shared_by_nobody = with(&[nobody], |it| {
        it["injects"].as_array_mut().unwrap().iter_mut().for_each(|row| row["controller"] = Value::Null);
    });
    assert_eq!(found(&shared_by_nobody), NOTHING);
}

#[test]
fn every_rule_is_broken_by_some_list_and_the_petition_drill_breaks_none_as_an_error() {
    let source = include_str!("lint.rs");
    for rule in LintRule::ALL {
        assert!(source.contains(&format!("[\"{} ", rule.word())), "no list breaks {}", rule.word());
    }
    assert!(lint(&petition()).iter().all(|finding| finding.severity != LintSeverity::Error));
}

#[test]
fn the_list_as_it_stands_has_its_edits_and_shifts_and_nothing_that_came_on_the_way() {
    let limit = json!({"type": "any", "of": [{"type": "not_done", "ref": "T1", "by": 500}, at(520)]});
    let rows = [
        timed("1", 100, "AA"),
        timed("2", 200, "BB"),
        row("3", limit, json!({"kind": "contingency"})),
        row("S", json!({"type": "manual"}), json!({"template": "startex", "kind": "admin"})),
    ];
    let mut world = World::running(small(json!(rows)));
    let ad_hoc = json!({"type": "send_ad_hoc", "title": "现场", "to": [{"department": "AA"}],
        "body": "现场", "channel": "system"});
    world.ok("CTL-1", ad_hoc);
    world.ok("CTL-1", json!({"type": "defer_inject", "row": "1", "by": 60}));
    world.ok("CTL-1", json!({"type": "defer_inject", "row": "3", "by": -20}));
    world.ok("CTL-1", json!({"type": "edit_inject", "row": "1", "title": {"zh": "改"}}));
    world.ok("CTL-1", json!({"type": "retire_inject", "row": "2", "reason": "not needed"}));
    let list = standing(&world.state);
    let ids: Vec<&str> = list.injects.iter().map(|row| row.id.as_str()).collect();
    assert_eq!(ids, ["1", "3", "S"], "without what was retired, added, or used of a template");
    let first = serde_json::to_value(&list.injects[0]).unwrap();
    assert_eq!((&first["offset"], &first["when"], &first["title"]), (&json!(160), &at(160), &json!({"zh": "改"})));
    let moved = json!({"type": "any", "of": [{"type": "not_done", "ref": "T1", "by": 480}, at(500)]});
    assert_eq!(serde_json::to_value(&list.injects[1].when).unwrap(), moved);
    assert_eq!(list.departments, world.state.scenario().departments);
}

#[test]
fn a_row_that_asks_for_nothing_says_that_it_is_for_information() {
    let asking = |extra: Value| {
        let mut own = json!({"offset": 100, "controller": "CTL-1", "targets": {}});
        own.as_object_mut().unwrap().extend(extra.as_object().unwrap().clone());
        found(&sound(&[row("N", at(100), own)]))
    };
    assert_eq!(asking(json!({})), ["asks_nothing N targets.acknowledge"]);
    let text = json!({"zh": "x", "en": "x"});
    for asks in [
        json!({"targets": {"acknowledge": 60}}),
        json!({"targets": {"complete": 60}}),
        json!({"ack_policy": "every_member"}),
        json!({"ack_policy": "for_information"}),
        json!({"response": {"type": "text"}}),
        json!({"decision": [{"value": "a", "text": text}, {"value": "b", "text": text}]}),
        json!({"kind": "actor_cue"}),
    ] {
        assert_eq!(asking(asks.clone()), NOTHING, "{asks}");
    }
}
