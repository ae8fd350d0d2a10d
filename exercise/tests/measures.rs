//! Measures by example: what counts, what is subtracted, and what each number rests on.

mod support;

use exercise::measure::measure_list;
use exercise::signal::Signal;
use protocol::ids::SeatCode;
use protocol::measure::{Measure, MeasureCode as M, MeasurePart as Part, SubjectKind};
use serde_json::json;
use support::assess::ids;
use support::{World, row, small};

fn find(world: &World, code: M, of: Option<&str>, part: Part) -> Measure {
    let list = measure_list(&world.state);
    let fits = |one: &&Measure| one.code == code && one.of.id.as_deref() == of && one.part == part;
    list.iter().find(fits).cloned().unwrap_or_else(|| panic!("no {code} {part} of {of:?} in {list:#?}"))
}

fn world() -> World {
    World::running(small(json!([
        row("1", json!({"type": "time", "at": 10}), json!({})),
        row(
            "2",
            json!({"type": "time", "at": 10}),
            json!({"to": [{"department": "AA"}, {"department": "BB"}], "lead": "AA"})
        ),
        row("3", json!({"type": "manual"}), json!({"kind": "contingency", "tasks": []})),
    ])))
}

/// Delivered at 10 s to both seats of AA.
fn delivered(world: &mut World) {
    world.pass(10);
    for row in ["1", "2"] {
        world.arrives(row, "AA-1");
    }
}

#[test]
fn m03_counts_from_delivery_and_names_the_commits_it_rests_on() {
    let mut world = world();
    delivered(&mut world);
    world.pass(20);
    world.act("AA-1", "acknowledge_inject", "1").unwrap();
    world.pass(30);
    world.act("AA-1", "acknowledge_inject", "2").unwrap();
    let median = find(&world, M::M03, Some("AA"), Part::Median);
    assert_eq!((median.value, median.n, median.not_counted_ms), (Some(20_000.0), 2, 0));
    let worst = find(&world, M::M03, Some("AA"), Part::Worst);
    assert_eq!((worst.value, worst.evidence.len()), (Some(50_000.0), 2), "its delivery and its acknowledgement");
    for evidence in &worst.evidence {
        let commit = &world.commits[usize::try_from(evidence.seq - 1).unwrap()];
        assert_eq!(commit.at.exercise, evidence.at, "the commit of that number is the one that is meant");
        let named = commit.events.iter().any(|event| {
            let text = exercise::stored::store(event).unwrap().data.to_string();
            text.contains(evidence.id.as_deref().unwrap())
        });
        assert!(named, "{evidence:?} stands in {commit:?}");
    }
    let rate = find(&world, M::M04, Some("AA"), Part::Value);
    assert_eq!((rate.value, rate.n), (Some(2.0), 2));
    let blank = find(&world, M::M03, Some("BB"), Part::Median);
    assert_eq!((blank.value, blank.n), (None, 0), "what never arrived judges nobody");
}

#[test]
fn time_off_line_is_shown_and_subtracted_before_anybody_is_judged() {
    let mut world = world();
    delivered(&mut world);
    world.pass(5);
    let lost = world.now;
    world.pass(30);
    for seat in ["AA-1", "AA-2"] {
        world.notice(Signal::SeatLost { seat: SeatCode::parse(seat).unwrap(), since: lost });
    }
    world.pass(40);
    world.notice(Signal::SeatBack { seat: SeatCode::parse("AA-2").unwrap() });
    world.pass(10);
    world.act("AA-2", "acknowledge_inject", "1").unwrap();
    let median = find(&world, M::M03, Some("AA"), Part::Median);
    assert_eq!((median.value, median.not_counted_ms), (Some(15_000.0), 70_000), "85 s, of them 70 off line");
    let rate = find(&world, M::M04, Some("AA"), Part::Value);
    assert_eq!((rate.value, rate.n), (Some(1.0), 2), "within 60 s as it counts; the other one is late");
    let offline = find(&world, M::M27, Some("AA"), Part::Total);
    assert_eq!((offline.value, offline.n), (Some(70_000.0), 1));
}

#[test]
fn pauses_never_count_and_are_listed() {
    let mut world = world();
    delivered(&mut world);
    world.pass(5);
    world.ok("LC", json!({"type": "pause_exercise", "reason": "admin"}));
    world.pass(600);
    world.ok("LC", json!({"type": "resume_exercise"}));
    world.pass(5);
    world.act("AA-1", "acknowledge_inject", "1").unwrap();
    assert_eq!(find(&world, M::M03, Some("AA"), Part::Median).value, Some(10_000.0));
    assert_eq!(find(&world, M::M28, None, Part::Value).value, Some(1.0));
    let total = find(&world, M::M28, None, Part::Total);
    assert_eq!((total.value, total.evidence.len()), (Some(600_000.0), 2));
}

#[test]
fn m07_lists_each_late_duty_with_how_long_it_took() {
    let mut world = world();
    delivered(&mut world);
    world.pass(70);
    world.act("AA-1", "acknowledge_inject", "1").unwrap();
    let late = find(&world, M::M07, Some("1/AA"), Part::Acknowledged);
    assert_eq!((late.value, late.target, late.met), (Some(70_000.0), Some(60_000.0), Some(false)));
    assert_eq!(late.of.kind, SubjectKind::Delivery);
    let never = find(&world, M::M07, Some("2/AA"), Part::Acknowledged);
    assert_eq!(never.value, None);
    assert_eq!(find(&world, M::M07, Some("AA"), Part::Total).value, Some(2.0));
}

#[test]
fn m05_counts_the_lead_alone_where_a_row_names_one() {
    let mut world = world();
    delivered(&mut world);
    world.arrives("2", "BB-1");
    world.pass(20);
    for (seat, department) in [("AA-1", "AA"), ("BB-1", "BB")] {
        let delivery = world.delivery("2", department);
        world.ok(
            seat,
            json!({"type": "respond_inject", "delivery": delivery, "progress": "done", "text": "on our way"}),
        );
    }
    assert_eq!(find(&world, M::M05, Some("AA"), Part::Median).value, Some(20_000.0));
    assert_eq!(find(&world, M::M05, Some("BB"), Part::Median).n, 0, "shown elsewhere, not scored");
}

#[test]
fn m06_counts_an_answer_that_says_done_as_completed() {
    let rows = json!([row(
        "1",
        json!({"type": "time", "at": 10}),
        json!({"targets": {"acknowledge": 60, "respond": 180, "complete": 300}})
    )]);
    let mut world = World::running(small(rows));
    world.pass(10);
    world.arrives("1", "AA-1");
    world.pass(30);
    let delivery = world.delivery("1", "AA");
    world.ok("AA-1", json!({"type": "respond_inject", "delivery": delivery, "progress": "done", "text": "all there"}));
    let done = find(&world, M::M06, Some("AA"), Part::Value);
    assert_eq!((done.value, done.n), (Some(1.0), 1));
}

#[test]
fn m12_adds_up_how_long_departments_upheld_different_values() {
    let mut world = world();
    let say = |world: &mut World, seat: &str, value: i32| {
        world.ok(seat, json!({"type": "report_fact", "fact": "people", "value": value}));
    };
    say(&mut world, "AA-1", 40);
    world.pass(100);
    say(&mut world, "BB-1", 70);
    world.pass(60);
    say(&mut world, "BB-1", 40);
    world.pass(100);
    say(&mut world, "AA-1", 50);
    world.pass(10);
    let life = find(&world, M::M12, Some("people"), Part::Total);
    assert_eq!(
        (life.value, life.n),
        (Some(60_000.0), 2),
        "a minute; the other has lasted to the last commit, which began it"
    );
}

#[test]
fn m13_m22_m25_and_m26_count_so_many_of_n() {
    let mut world = world();
    delivered(&mut world);
    assert_eq!(find(&world, M::M22, None, Part::Value).value, Some(0.0));
    world.ok("LC", json!({"type": "release_inject", "row": "3"}));
    let used = find(&world, M::M22, None, Part::Value);
    assert_eq!((used.value, used.n), (Some(1.0), 1));
    assert_eq!(find(&world, M::M26, None, Part::Value).value, None, "nobody rated");
    for (seat, rating) in [("EVA-1", "P"), ("EVA-2", "not_observed")] {
        world.ok(seat, json!({"type": "rate_task", "task": "T1", "rating": rating}));
    }
    assert_eq!(find(&world, M::M25, None, Part::Value).value, Some(1.0));
    assert_eq!(find(&world, M::M26, None, Part::Value).n, 0, "one has not watched it");
    world.ok("EVA-2", json!({"type": "rate_task", "task": "T1", "rating": "S"}));
    let agree = find(&world, M::M26, None, Part::Value);
    assert_eq!((agree.value, agree.n), (Some(0.0), 1));
    assert!(!ids(&world, "assessment").is_empty());
}
