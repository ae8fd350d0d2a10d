//! M21 by example: open items over time, and their peak.

mod support;

use exercise::measure::{LoadMeasure, load_measures};
use serde_json::json;
use support::{World, row, small};

fn of<'a>(measures: &'a [LoadMeasure], department: &str) -> Option<&'a LoadMeasure> {
    measures.iter().find(|measure| measure.department.as_str() == department)
}

#[test]
fn load_counts_what_is_open_at_once_until_nothing_more_is_expected() {
    let at = |at: i32| json!({"type": "time", "at": at});
    let asks = json!({"targets": {"acknowledge": 60, "respond": null, "complete": null}});
    let mut world = World::running(small(json!([
        row("1", at(10), asks.clone()),
        row("2", at(20), asks.clone()),
        row("3", at(100), asks),
    ])));
    world.pass(20);
    world.arrives("1", "AA-1");
    world.arrives("2", "AA-1");
    world.pass(10);
    assert!(world.act("AA-1", "acknowledge_inject", "1").is_ok());
    world.ok("LC", json!({"type": "pause_exercise", "reason": "admin"}));
    world.pass(500);
    world.ok("LC", json!({"type": "resume_exercise"}));
    world.pass(10);
    assert!(world.act("AA-1", "acknowledge_inject", "2").is_ok());
    world.pass(100);
    let measures = load_measures(&world.state);
    let Some(aa) = of(&measures, "AA") else { panic!("{measures:?}") };
    let steps: Vec<(i64, u32)> = aa.over_time.iter().map(|step| (step.at.0 / 1_000, step.open)).collect();
    assert_eq!(steps, [(10, 1), (20, 2), (30, 1), (40, 0), (100, 1)], "a pause takes no time");
    assert_eq!((aa.deliveries, aa.peak, aa.peak_at.map(|at| at.0)), (3, 2, Some(20_000)));
    let bb = of(&measures, "BB").map(|bb| (bb.deliveries, bb.peak, bb.over_time.len()));
    assert_eq!(bb, Some((0, 0, 0)), "who received nothing had no load");
}
