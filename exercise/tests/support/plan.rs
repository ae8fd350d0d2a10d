//! Steps of a walk through a draft: planners write, paste, move, take out and put back, change the other
//! parts, submit, approve and go back.

use super::World;
use super::walk::Dice;
use exercise::view::{self, Key, MselPart};
use serde_json::{Value, json};
use uuid::Uuid;

/// Keys of the rows that are in the list or were taken out.
pub fn keys(world: &World) -> Vec<String> {
    let row = |key: &Key| if let Key::Msel(MselPart::Row(id)) = key { Some(id.0.to_string()) } else { None };
    view::keys(&world.state).iter().filter_map(row).collect()
}

fn comments(world: &World) -> Vec<String> {
    let id = |key: &Key| if let Key::Msel(MselPart::Comment(id)) = key { Some(id.0.to_string()) } else { None };
    view::keys(&world.state).iter().filter_map(id).collect()
}

/// One step. Rejections are fine: nothing happens.
pub fn step(world: &mut World, dice: &mut Dice) {
    world.pass([1, 30][dice.roll(2)]);
    let all = keys(world);
    let nobody = Uuid::nil().to_string();
    let row = dice.pick(&all).cloned().unwrap_or_else(|| nobody.clone());
    let other = dice.pick(&all).cloned().unwrap_or(nobody);
    let after = [json!(null), json!(other)][dice.roll(2)].clone();
    let number = ["1", "2", "9", "12", "not a code!"][dice.roll(5)];
    let offset = ["38", "T+12", "9h30-ish", ""][dice.roll(4)];
    let text = ["标题", "another title", ""][dice.roll(3)];
    let when = [
        json!({"type": "time", "at": 90}),
        json!({"type": "after", "ref": number.split(' ').next(), "event": "released", "delay": 30}),
        json!(null),
    ][dice.roll(3)]
    .clone();
    let new = Uuid::from_u128(0x1000 + dice.roll(40) as u128).to_string();
    let write = |field: &str, to: Value| json!({"row": row, "field": field, "to": to, "seen": dice_seen(&row)});
    let gesture = Uuid::from_u128(3).to_string();
    let code = ["CC", "DD"][dice.roll(2)];
    let kind = ["trigger", "nonsense", ""][dice.roll(3)];
    let phase = ["P1", "P9"][dice.roll(2)];
    let (part, key) = [("fact", "gate"), ("resource", "horn"), ("objective", "O1"), ("fact", "none")][dice.roll(4)];
    let settled = dice.pick(&comments(world)).cloned().unwrap_or_else(|| Uuid::nil().to_string());
    let words = |word: &str| json!({"zh": word, "en": word});
    let commands = [
        json!({"type": "edit_msel_cells", "cells": [write("id", json!({"text": number}))]}),
        json!({"type": "edit_msel_cells", "cells": [write("title_zh", json!({"text": text})), write("offset", json!({"text": offset}))], "gesture": gesture}),
        json!({"type": "edit_msel_cells", "cells": [write("when", json!({"value": when}))], "strict": true}),
        json!({"type": "edit_msel_cells", "cells": [write("extra:场馆", json!({"text": text})), write("to", json!({"text": code}))]}),
        json!({"type": "edit_msel_cells", "cells": [write("kind", json!({"text": kind}))]}),
        json!({"type": "add_msel_rows", "after": after, "rows": [{"row": new, "cells": {
            "id": {"text": number}, "title_zh": {"text": "新"}, "kind": {"text": "contextual"}, "offset": {"text": offset}}}]}),
        json!({"type": "remove_msel_rows", "rows": [row]}),
        json!({"type": "restore_msel_rows", "rows": [row], "after": after}),
        json!({"type": "move_msel_rows", "rows": [row], "after": after}),
        json!({"type": "put_msel_part", "part": {"part": "department", "entry": {"code": code, "name": words(code),
               "seats": [{"code": format!("{code}-1"), "name": words("head")}]}}}),
        json!({"type": "put_msel_part", "was": "P1", "part": {"part": "phase", "entry": {"id": phase, "name": words("one"), "start": 0, "end": 700}}}),
        json!({"type": "put_msel_part", "part": {"part": "title", "text": words(code)}}),
        json!({"type": "remove_msel_part", "part": "department", "key": code}),
        json!({"type": "remove_msel_part", "part": part, "key": key}),
        json!({"type": "comment_msel", "row": row, "field": "title_zh", "text": "why?"}),
        json!({"type": "settle_msel_comment", "comment": settled}),
    ];
    let who = ["DIR", "LC", "CTL-1"][dice.roll(3)];
    let command = match dice.roll(24) {
        0 => json!({"type": "submit_for_review"}),
        1 => json!({"type": "approve_exercise"}),
        2 => json!({"type": "return_to_draft", "reason": "again"}),
        3 => json!({"type": "defer_inject", "row": "1", "by": 60}),
        4 => json!({"type": "retire_inject", "row": "9", "reason": "not needed"}),
        at => commands[at % commands.len()].clone(),
    };
    let who =
        if matches!(command["type"].as_str(), Some("approve_exercise" | "return_to_draft")) { "DIR" } else { who };
    let _no_matter = world.submit(who, command);
}

/// Some writers have seen the cell, some another version of it.
fn dice_seen(row: &str) -> u32 {
    row.bytes().next().map_or(0, |byte| u32::from(byte % 3))
}
