//! The list of an exercise as a scenario of the library: what is not whole stays, as a draft in its place.

mod support;

use exercise::Audience;
use exercise::area::msel::{kept, standing};
use exercise::view::{self, Key, MselPart};
use protocol::item::Item;
use protocol::scenario::Scenario;
use serde_json::{Value, json};
use support::{World, petition, row, small};

/// The list as a planner is shown it: the texts of each row, the cleared cells left out, in order.
fn shown(world: &World) -> Vec<Vec<(String, String)>> {
    let Some(Item::Msel(list)) = view::render(&world.state, &Key::Msel(MselPart::List), &Audience::Control) else {
        panic!("no list");
    };
    let row = |id| match view::render(&world.state, &Key::Msel(MselPart::Row(id)), &Audience::Control) {
        Some(Item::MselRow(row)) => {
            let texts = row.cells.into_iter().map(|(field, cell)| (field.to_string(), cell.text));
            texts.filter(|(_, text)| !text.is_empty()).collect()
        }
        other => panic!("{other:?}"),
    };
    list.order.into_iter().map(row).collect()
}

fn key(world: &World, at: usize) -> Value {
    let Some(Item::Msel(list)) = view::render(&world.state, &Key::Msel(MselPart::List), &Audience::Control) else {
        panic!("no list");
    };
    json!(list.order[at])
}

fn write(world: &mut World, at: usize, field: &str, text: &str) {
    let cells = json!([{ "row": key(world, at), "field": field, "to": { "text": text } }]);
    world.ok("LC", json!({ "type": "edit_msel_cells", "cells": cells }));
}

fn timed(number: &str, at: i64) -> Value {
    row(number, json!({ "type": "time", "at": at }), json!({ "offset": at }))
}

#[test]
fn rows_that_are_not_whole_or_repeat_a_number_are_drafts_in_their_places() {
    let mut world = World::new(small(json!([timed("1", 60), timed("2", 120), timed("3", 180), timed("4", 240)])));
    write(&mut world, 0, "offset", "9h30-ish");
    write(&mut world, 2, "kind", "");
    write(&mut world, 3, "id", "2");
    let scenario = kept(&world.state);
    assert_eq!(scenario.injects.iter().map(|row| row.id.as_str()).collect::<Vec<_>>(), ["2"]);
    let after: Vec<_> = scenario.drafts.iter().map(|draft| draft.after.as_ref().map(|id| id.to_string())).collect();
    assert_eq!(after, [None, Some("2".into()), Some("2".into())]);
    // An exercise made from it goes on where this one is.
    let again = World::new(scenario.clone());
    assert_eq!(shown(&again), shown(&world));
    assert_eq!(kept(&again.state), scenario);
}

#[test]
fn a_list_that_is_whole_is_kept_as_it_stands_in_every_state() {
    let mut world = World::new(petition());
    assert_eq!(kept(&world.state), petition());
    write(&mut world, 0, "title_zh", "改过的标题");
    let planned = kept(&world.state);
    assert_eq!((planned.injects[0].title.zh.as_deref(), planned.drafts.len()), (Some("改过的标题"), 0));
    let running = World::running(petition());
    assert_eq!(kept(&running.state), standing(&running.state));
    assert_eq!(kept(&running.state), petition());
}

#[test]
fn what_is_kept_survives_its_file() {
    let mut world = World::new(small(json!([timed("1", 60), timed("2", 120)])));
    write(&mut world, 1, "offset", "after lunch");
    let scenario = kept(&world.state);
    let text = serde_json::to_string(&scenario).unwrap();
    assert_eq!(serde_json::from_str::<Scenario>(&text).unwrap(), scenario);
}
