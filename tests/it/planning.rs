//! Several planners write one list at once, one of them off line for a while: everybody ends with the same
//! list, every word is in the history, and what was written over unseen stands beside its cell.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop where it is")]
#![expect(clippy::print_stdout, reason = "a figure that people read")]

use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::time::{Duration, Instant};
use world::history::Detail;
use world::person::{PATIENCE, Person};
use world::room::Room;
use world::scenario::{self, Size};

const SMALL: Size = Size { departments: 3, seats: 2, rows: 12 };
const QUIET: Duration = Duration::from_millis(800);
const FIELDS: [&str; 4] = ["title_zh", "body_zh", "location_zh", "extra:场馆"];

/// The same numbers on every machine.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }
}

fn rows(person: &Person) -> Vec<Value> {
    person.store.of_kind("msel_row").into_iter().cloned().collect()
}

/// One edit of one cell, as its writer sees the list.
fn edit(person: &Person, dice: &mut Dice, text: &str) -> Value {
    let rows = rows(person);
    let row = &rows[dice.roll(rows.len())];
    let field = FIELDS[dice.roll(FIELDS.len())];
    let seen = row["cells"][field]["version"].as_u64().unwrap_or(0);
    json!({ "type": "edit_msel_cells", "cells": [{ "row": row["row"], "field": field, "to": { "text": text }, "seen": seen }] })
}

/// Every edit of a cell in the record, in order: seat, text, and whether its writer had not seen what stood
/// there.
async fn recorded(room: &Room) -> BTreeMap<(String, String), Vec<(String, String, bool)>> {
    let mut cells: BTreeMap<_, Vec<_>> = BTreeMap::new();
    let mut after = 0;
    loop {
        let page = room.get("DIR", &format!("/journal?after={after}")).await.unwrap().text();
        let lines: Vec<Value> = page.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let Some(last) = lines.last() else { return cells };
        after = last["seq"].as_u64().unwrap();
        for line in &lines {
            for event in line["events"].as_array().unwrap().iter().filter(|one| one["kind"] == "msel_cells_edited") {
                for cell in event["data"]["cells"].as_array().unwrap() {
                    let key = (cell["row"].as_str().unwrap().to_owned(), cell["field"].as_str().unwrap().to_owned());
                    let text = cell["value"]["text"].as_str().unwrap_or_default().to_owned();
                    let seat = line["actor"]["seat"]["seat"].as_str().unwrap().to_owned();
                    cells.entry(key).or_default().push((seat, text, cell["unseen"].as_bool().unwrap()));
                }
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn three_planners_one_off_line_for_a_while_end_with_one_list_and_nobody_loses_a_word_unknowingly() {
    let room = Room::open("planning", &scenario::generated(SMALL), Detail::Full).await.unwrap();
    let mut people = Vec::new();
    for seat in ["DIR", "CTL-1", "CTL-2"] {
        people.push(room.enter(seat).await.unwrap());
    }
    let mut dice = Dice(7);
    let mut written = Vec::new();
    for round in 0..60 {
        for (who, person) in people.iter_mut().enumerate() {
            // The third one drives through a tunnel, and writes on.
            if who == 2 && round == 15 {
                person.drop_line();
            }
            if who == 2 && round == 40 {
                person.enter().await.unwrap();
            }
            let text = format!("{who}-{round}");
            let command = edit(person, &mut dice, &text);
            written.push((text, person.submit(command).await));
            if person.is_connected() {
                person.read_for(Duration::from_millis(5)).await;
            }
        }
    }
    for person in &mut people {
        let all = person.until(PATIENCE, |me| me.unanswered() == 0).await;
        assert!(all, "{} still waits for answers", person.who);
        person.settle(QUIET).await;
    }
    let lists: Vec<Vec<Value>> = people.iter().map(rows).collect();
    assert!(lists.iter().all(|list| *list == lists[0]), "everybody has the same list");

    let cells = recorded(&room).await;
    for (text, id) in &written {
        let answer = people.iter().find_map(|person| person.answers.get(id)).unwrap();
        assert_eq!(answer["type"], "recorded", "{text}: {answer}");
        assert!(cells.values().flatten().any(|(_, word, _)| word == text), "{text} is in the history");
    }
    let mut kept = 0;
    for ((row, field), edits) in &cells {
        let shown = lists[0].iter().find(|one| one["row"] == row.as_str()).unwrap();
        let cell = &shown["cells"][field];
        let (_, last, unseen) = edits.last().unwrap();
        assert_eq!(cell["text"], last.as_str(), "the last writer wins: {row} {field}");
        assert_eq!(cell["lost"].is_object(), *unseen, "{row} {field}: {cell}");
        if *unseen && edits.len() > 1 {
            let (seat, before, _) = &edits[edits.len() - 2];
            assert_eq!((&cell["lost"]["text"], &cell["lost"]["by"]["seat"]), (&json!(before), &json!(seat)));
            kept += 1;
        }
    }
    assert!(kept > 0, "who was away has written over somebody");
    room.check().unwrap().sound().unwrap();
    room.verify().unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_pasted_block_of_twelve_thousand_cells_is_recorded_in_chunks() {
    let size = Size { departments: 3, seats: 2, rows: 1 };
    let room = Room::open("paste", &scenario::generated(size), Detail::Keys).await.unwrap();
    let mut planner = room.enter("DIR").await.unwrap();
    let columns = [
        "id",
        "kind",
        "title_zh",
        "title_en",
        "body_zh",
        "body_en",
        "from_zh",
        "to",
        "offset",
        "channel",
        "target_respond",
        "extra:备注",
    ];
    let texts = |row: usize| {
        let texts = [
            format!("P-{row}"),
            "trigger".into(),
            format!("标题{row}"),
            format!("title {row}"),
            format!("内容{row}"),
            format!("text {row}"),
            "值班员".into(),
            "D01".into(),
            format!("{}", row % 90),
            "phone".into(),
            "3".into(),
            "无".into(),
        ];
        columns
            .iter()
            .zip(texts)
            .map(|(field, text): (_, String)| ((*field).to_owned(), json!({ "text": text })))
            .collect::<serde_json::Map<_, _>>()
    };
    let started = Instant::now();
    let mut after = Value::Null;
    let mut ids = Vec::new();
    for chunk in (0..999).collect::<Vec<_>>().chunks(100) {
        let rows: Vec<Value> = chunk
            .iter()
            .map(|row| json!({ "row": uuid::Uuid::from_u128(0x9000 + *row as u128), "cells": texts(*row) }))
            .collect();
        let last = rows.last().unwrap()["row"].clone();
        let command =
            json!({ "type": "add_msel_rows", "rows": rows, "after": after, "gesture": uuid::Uuid::from_u128(1) });
        assert!(command.to_string().len() < 60_000, "a frame holds it: {}", command.to_string().len());
        ids.push(planner.submit(command).await);
        after = last;
    }
    for id in &ids {
        let answer = planner.answer(id).await.unwrap();
        assert_eq!(answer["type"], "recorded", "{answer}");
    }
    println!("999 rows by 12 cells recorded: {} ms", started.elapsed().as_millis());
    planner.settle(QUIET).await;
    assert_eq!(planner.store.of_kind("msel_row").len(), 1_000);
    let refused = planner
        .refused(json!({ "type": "add_msel_rows", "rows": [{ "row": uuid::Uuid::from_u128(5), "cells": {} }], "after": null }))
        .await
        .unwrap();
    assert_eq!(refused, "full");
}
