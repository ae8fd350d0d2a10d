//! The judge is judged: each rule is broken once, and the breach must be found.

use super::*;
use serde_json::json;

fn line(who: &str, what: &str, frame: Value) -> Line {
    Line { at: 0, who: who.into(), what: what.into(), frame }
}

fn commit(seq: i64, command: Option<&str>, events: Value) -> Commit {
    let event = |event: &Value| (event["kind"].as_str().unwrap().to_owned(), event["data"].clone());
    Commit {
        seq,
        wall: 1000 + seq,
        exercise: seq,
        command: command.map(str::to_owned),
        actor: json!({"seat": {"seat": "A-1"}}),
        events: events.as_array().unwrap().iter().map(event).collect(),
    }
}

fn recorded(who: &str, id: &str, seq: i64) -> Line {
    line(who, "got", json!({"type": "recorded", "id": id, "at": {"wall": 1000 + seq, "exercise": seq}}))
}

fn submit(who: &str, id: &str) -> Line {
    line(who, "sent", json!({"type": "submit", "id": id}))
}

fn welcome_line(who: &str, epoch: &str, n: u64, start: &str) -> Line {
    line(who, "got", json!({"type": "welcome", "epoch": epoch, "channels": {"all": {"n": n, "start": start}}}))
}

fn at(who: &str, kind: &str, n: u64) -> Line {
    line(who, "got", json!({"type": kind, "channel": "all", "n": n, "last": true}))
}

fn record() -> Vec<Commit> {
    let released = json!([{"kind": "row_released", "data": {"row": "R-1"}}]);
    let signed = json!([{"kind": "delivery_acknowledged", "data": {"delivery": "d"}}]);
    vec![commit(1, None, released), commit(2, Some("x"), signed), commit(3, Some("y"), json!([]))]
}

fn history() -> Vec<Line> {
    vec![
        welcome_line("a", "e", 4, "fresh"),
        at("a", "snapshot", 4),
        submit("a", "x"),
        submit("a", "y"),
        at("a", "update", 5),
        recorded("a", "x", 2),
        recorded("a", "x", 2),
        welcome_line("a", "e", 9, "resumed"),
        at("a", "update", 7),
        at("a", "update", 9),
        at("a", "update", 10),
        welcome_line("a", "f", 2, "reloaded"),
        at("a", "snapshot", 2),
    ]
}

/// Judges a story after one change; the rules that were broken.
fn broken(change: impl FnOnce(&mut Vec<Line>, &mut Vec<Commit>)) -> Vec<String> {
    let (mut history, mut record) = (history(), record());
    change(&mut history, &mut record);
    let report = check(&history, &record).unwrap();
    report.wrong.iter().map(|wrong| wrong.split(':').next().unwrap().to_owned()).collect()
}

#[test]
fn a_sound_story_is_sound_and_counted() {
    let report = check(&history(), &record()).unwrap();
    report.sound().unwrap();
    assert_eq!((report.recorded, report.repeats, report.commits, report.positions), (2, 1, 3, 6));
    assert_eq!((report.resumed, report.reloaded, report.released, report.acknowledged), (1, 1, 1, 1));
}

#[test]
fn what_was_recorded_and_is_missing_or_differs_is_found() {
    assert_eq!(broken(|_, record| drop(record.pop())), Vec::<String>::new());
    assert_eq!(broken(|history, _| history.push(recorded("a", "z", 3))), ["H1"]);
    assert_eq!(broken(|history, _| history.push(recorded("a", "y", 9))), ["H1"]);
    assert!(broken(|history, _| history.push(recorded("a", "x", 3))).contains(&"H2".to_owned()));
}

#[test]
fn what_happened_twice_is_found() {
    assert_eq!(broken(|_, record| record.push(commit(4, Some("x"), json!([])))), ["H2"]);
    let again = json!([{"kind": "row_released", "data": {"row": "R-1"}}]);
    assert_eq!(broken(|_, record| record.push(commit(4, None, again))), ["H8"]);
    let again = json!([{"kind": "delivery_acknowledged", "data": {"delivery": "d"}}]);
    assert_eq!(broken(|_, record| record.push(commit(4, Some("z"), again))), ["H2"]);
}

#[test]
fn what_is_out_of_order_is_found() {
    assert_eq!(broken(|_, record| drop(record.remove(0))), ["H3", "H3"]);
    assert_eq!(broken(|history, _| history.swap(2, 3)), ["H3"]);
    assert_eq!(broken(|_, record| record[2].wall = 0), ["H3"]);
}

#[test]
fn a_hole_in_the_positions_is_found() {
    assert_eq!(broken(|history, _| drop(history.remove(4))), Vec::<String>::new(), "it was caught up");
    assert_eq!(broken(|history, _| drop(history.remove(9))), ["H4"]);
    assert_eq!(broken(|history, _| history[10] = at("a", "update", 12)), ["H4"]);
    assert_eq!(broken(|history, _| history[10] = at("a", "update", 9)), ["H4"]);
    assert_eq!(broken(|history, _| history[11] = welcome_line("a", "f", 2, "fresh")), ["H4"]);
    assert_eq!(broken(|history, _| history[7] = welcome_line("a", "f", 9, "resumed")), ["H4"]);
    let leap = |after: u64, n: u64| {
        let mut line = at("a", "update", n);
        line.frame["after"] = json!(after);
        line
    };
    // The storm of the crash test put the controller behind, and a merged frame was taken for a hole.
    let here = history()[9].frame["n"].as_u64().unwrap();
    assert_eq!(broken(|history, _| history[10] = leap(here, here + 9)), Vec::<String>::new());
    assert_eq!(broken(|history, _| history[10] = leap(here + 1, here + 9)), ["H4"]);
    assert_eq!(broken(|history, _| history[10] = leap(here, here)), ["H4"]);
    let rules = broken(|history, _| drop(history.remove(1)));
    assert!(rules.first().is_some_and(|rule| rule == "H4"), "an update before the snapshot");
}
