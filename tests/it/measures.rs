//! Every number of a report once more, from the record alone, by a program that shares no code with ours: also
//! those that a drill without faults has none of. A department is off line while it should acknowledge; after
//! ENDEX drafts are put down, measures verified or left, the reports approved.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop where it is")]

use rusqlite::{Connection, params};
use serde_json::{Value, json};
use std::path::Path;
use std::process::{Command, Output};
use std::time::Duration;
use world::history::Detail;
use world::person::Person;
use world::room::Room;
use world::scenario::{self, Size};
use world::server::{Server, create_exercise};

const TWO: Size = Size { departments: 2, seats: 1, rows: 3 };
/// Longer than a seat may be silent before it counts as away.
const AWAY: Duration = Duration::from_secs(33);
/// Longest wait for what follows at once.
const SOON: Duration = Duration::from_secs(20);

async fn received(person: &mut Person, row: usize) -> String {
    let title = format!("R-{}", row + 1);
    let of = |person: &Person| -> Option<String> {
        let items = person.store.of_kind("inject");
        let inject = items.into_iter().find(|item| item["body"].to_string().contains(&format!("{title}.")))?;
        inject["delivery"].as_str().map(str::to_owned)
    };
    assert!(person.until(SOON, |me| of(me).is_some()).await, "{title} arrives");
    of(person).unwrap()
}

/// A drill in which the first department is away for a while, with everything that comes after.
async fn drill() -> Room {
    let room = Room::open("measures", &scenario::generated(TWO), Detail::Full).await.unwrap();
    let mut director = room.enter("DIR").await.unwrap();
    room.start_exercise(&mut director).await.unwrap();
    let mut control = room.enter("LC").await.unwrap();
    let (mut first, mut second) = (room.enter("D01-1").await.unwrap(), room.enter("D02-1").await.unwrap());
    for row in 0..2 {
        control.record(json!({ "type": "release_inject", "row": scenario::row(row) })).await.unwrap();
    }
    // It has both when the line falls: what passes until it is back is not its fault.
    let (one, two) = (received(&mut first, 0).await, received(&mut first, 1).await);
    first.record(json!({ "type": "acknowledge_inject", "delivery": one })).await.unwrap();
    first.notify(json!({ "type": "confirm_delivery", "deliveries": [two] })).await;
    first.settle(Duration::from_millis(500)).await;
    first.drop_line();
    tokio::join!(second.read_for(AWAY), control.read_for(AWAY), director.read_for(AWAY));
    first.enter().await.unwrap();
    first.record(json!({ "type": "acknowledge_inject", "delivery": two })).await.unwrap();
    let theirs = received(&mut second, 0).await;
    second.record(json!({ "type": "acknowledge_inject", "delivery": theirs })).await.unwrap();
    control.record(json!({ "type": "release_inject", "row": scenario::row(2) })).await.unwrap();
    director.record(json!({ "type": "end_exercise" })).await.unwrap();
    director.record(json!({ "type": "begin_evaluation" })).await.unwrap();
    let mut lead = room.enter("LEV").await.unwrap();
    afterwards(&mut director, &mut control, &mut lead).await;
    room
}

fn finding(task: &str, text: &str) -> Value {
    json!({ "type": "record_finding", "kind": "improvement", "area": "coordination", "text": text, "task": task,
            "observations": [], "commits": [] })
}

/// The same drill once more on the same server, where one of two findings was made before.
async fn again(room: Room) -> Room {
    let Room { folder, server, history, .. } = room;
    server.stop().await.unwrap();
    let data = folder.at("data");
    let exercise = create_exercise(&data, &scenario::generated(TWO)).await.unwrap();
    let server = Server::start(&data, None).await.unwrap();
    let room = Room { folder, exercise, server, history };
    let mut director = room.enter("DIR").await.unwrap();
    room.start_exercise(&mut director).await.unwrap();
    director.record(finding("T-1", "签收又迟缓")).await.unwrap();
    let other = json!({ "type": "record_finding", "kind": "improvement", "area": "plan", "text": "预案没有此项",
                        "observations": [], "commits": [] });
    director.record(other).await.unwrap();
    director.record(json!({ "type": "end_exercise" })).await.unwrap();
    room
}

async fn afterwards(director: &mut Person, control: &mut Person, lead: &mut Person) {
    let draft = |document: &str| json!({ "type": "put_draft", "document": document, "language": "zh" });
    director.record(finding("T-1", "签收迟缓")).await.unwrap();
    for document in ["evaluation", "summary", "evaluation"] {
        director.record(draft(document)).await.unwrap();
    }
    let open = |due: &str| {
        json!({ "type": "open_action", "area": "plan", "problem": "值班电话未列入值班表", "measure": "列入",
                "element": "planning", "unit": "D01", "due": due })
    };
    // One in good time, one after its day, one that nobody did, one that is not due yet.
    for due in ["2099-12-30", "2020-01-02", "2020-01-03", "2099-12-31"] {
        director.record(open(due)).await.unwrap();
    }
    assert!(director.until(SOON, |me| me.store.of_kind("action").len() == 4).await);
    let mut actions: Vec<(u64, String)> = Vec::new();
    for action in director.store.of_kind("action") {
        actions.push((action["number"].as_u64().unwrap(), action["id"].as_str().unwrap().to_owned()));
    }
    actions.sort();
    for (_, action) in &actions[..2] {
        let to = |stage: &str| json!({ "type": "move_action", "action": action, "to": stage });
        director.record(to("submitted")).await.unwrap();
        control.record(to("verified")).await.unwrap();
    }
    lead.record(json!({ "type": "rate_objective", "objective": "O-1", "rating": "S" })).await.unwrap();
    director.record(json!({ "type": "approve_reports" })).await.unwrap();
}

fn startex(arguments: &[&str]) -> Output {
    Command::new(world::server::binary().unwrap()).args(arguments).env_clear().output().unwrap()
}

fn recomputed(journal: &Path, id: &str, report: &Path) -> Output {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("measures.py");
    Command::new("python3").arg("-B").arg(script).arg(journal).arg(id).arg(report).output().unwrap()
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// The evaluation report as data, and what it holds.
fn written(data: &Path, id: &str, out: &Path) -> Value {
    let text = |path: &Path| path.to_str().unwrap().to_owned();
    let (to, from) = (text(out), text(data));
    let kind = ["report", id, "--kind", "evaluation", "--lang", "zh", "--format", "json"];
    let output = startex(&[kind.as_slice(), &["--out", &to, "--data", &from]].concat());
    assert!(output.status.success(), "{}", said(&output));
    serde_json::from_slice(&std::fs::read(out).unwrap()).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_program_finds_every_number_also_of_what_went_wrong() {
    let room = drill().await;
    let id = room.exercise.id.clone();
    let room = again(room).await;
    let (data, second) = (room.data(), room.exercise.id.clone());
    let (journal, out) = (data.join("journal.db"), room.folder.at("report.json"));
    room.server.stop().await.unwrap();
    let report = written(&data, &second, &out);
    let measures = report["document"]["measures"].as_array().unwrap();
    let repeated = measures.iter().find(|one| one["code"] == "M30" && one["part"] == "repeated").unwrap();
    assert_eq!((&repeated["value"], &repeated["n"]), (&json!(1.0), &json!(2)), "{repeated}");
    let found = recomputed(&journal, &second, &out);
    assert!(found.status.success(), "{}", said(&found));
    let report = written(&data, &id, &out);
    let measures = report["document"]["measures"].as_array().unwrap().clone();
    let find = |code: &str, of: Value, part: &str| {
        let found = measures.iter().find(|one| one["code"] == code && one["of"]["id"] == of && one["part"] == part);
        found.cloned().unwrap_or_else(|| panic!("{code} {part} is in the report"))
    };
    let off = find("M27", json!("D01"), "total");
    assert!(off["value"].as_f64().unwrap() >= 30_000.0 && off["n"] == 1, "{off}");
    assert!(find("M03", json!("D01"), "worst")["not_counted_ms"].as_i64().unwrap() >= 30_000, "it is subtracted");
    assert_eq!(find("M27", json!("D02"), "total")["value"], 0.0);
    assert_eq!(find("M21", json!("D02"), "worst")["value"], 3.0);
    for part in ["draft", "value"] {
        assert!(find("M29", Value::Null, part)["value"].as_f64().is_some(), "{part}");
    }
    let closed = find("M30", Value::Null, "value");
    assert_eq!((&closed["value"], &closed["n"]), (&json!(1.0), &json!(3)), "{closed}");
    let found = recomputed(&journal, &id, &out);
    assert!(found.status.success(), "{}", said(&found));
    it_would_find_a_wrong_one(&journal, &id, &out, &report);
}

/// Each of these numbers, and the time off line, is really compared.
fn it_would_find_a_wrong_one(journal: &Path, id: &str, out: &Path, report: &Value) {
    let all = report["document"]["measures"].as_array().unwrap();
    let places = |code: &str| all.iter().position(|one| one["code"] == code && !one["value"].is_null()).unwrap();
    for (place, field) in [
        (places("M21"), "value"),
        (places("M27"), "value"),
        (places("M29"), "value"),
        (places("M30"), "value"),
        (places("M03"), "not_counted_ms"),
    ] {
        let mut wrong = report.clone();
        let measure = &mut wrong["document"]["measures"][place];
        measure[field] = json!(measure[field].as_f64().unwrap() + 1.0);
        std::fs::write(out, wrong.to_string()).unwrap();
        let found = recomputed(journal, id, out);
        assert!(
            !found.status.success() && said(&found).contains("the report says"),
            "{place} {field}: {}",
            said(&found)
        );
    }
    // A record with one fact less is another record.
    let copy = out.with_extension("db");
    let whole = Connection::open(journal).unwrap();
    whole.execute("VACUUM INTO ?1", [copy.to_str().unwrap()]).unwrap();
    let less = Connection::open(&copy).unwrap();
    let gone = less.execute("DELETE FROM commits WHERE exercise = ?1 AND events LIKE ?2", params![id, "%draft_put%"]);
    assert_eq!(gone.unwrap(), 3);
    less.close().unwrap();
    std::fs::write(out, report.to_string()).unwrap();
    assert!(!recomputed(&copy, id, out).status.success(), "what the record has not is not in the report");
}
