//! Looking through a department's eyes, and whose cards somebody may print.

use crate::world::World;
use protocol::ids::SeatCode;
use serde_json::Value;
use server::store::CardKind;
use std::collections::BTreeSet;

async fn ask(world: &World, seat: &str, path: &str) -> crate::world::Reply {
    let token = world.secret(seat, CardKind::Link).await;
    world.get(&format!("/api/v1/exercises/{}/{path}", world.exercise)).bearer(&token).send().await
}

#[tokio::test]
async fn v7_control_sees_what_a_department_sees_and_nobody_else_may() {
    let world = World::new().await;
    let own = ask(&world, "XF-1", "items").await.json();
    for control in ["DIR", "LC", "CTL-XF", "CTL-GA"] {
        assert_eq!(ask(&world, control, "items?as=XF-1").await.json(), own, "{control}");
    }
    assert!(!own.to_string().contains("\"kind\":\"row\""), "no row of the list");
    for other in ["SAF", "EVA-XF", "LEV", "SIM-1", "ACT-1", "OBS-1", "WALL-L", "GA-1", "XF-1", "XF-2"] {
        for wanted in ["XF-1", "NOBODY"] {
            let answer = ask(&world, other, &format!("items?as={wanted}")).await;
            assert_eq!(answer.code(), "not_allowed", "{other} as {wanted}: whether there is such a seat is not told");
        }
    }
}

#[tokio::test]
async fn v7_only_departments_are_looked_through() {
    let world = World::new().await;
    for seat in ["EVA-XF", "LEV", "SIM-1", "ACT-1", "DIR", "LC", "SAF", "OBS-1", "WALL-P"] {
        assert_eq!(ask(&world, "LC", &format!("items?as={seat}")).await.code(), "not_allowed", "{seat}");
    }
    let unknown = ask(&world, "LC", "items?as=XF-99").await;
    assert_eq!((unknown.code(), &unknown.json()["place"]), ("unknown", &Value::from("as")));
    assert_eq!(ask(&world, "LC", "items?as=").await.code(), "malformed");
    assert_eq!(ask(&world, "LC", &format!("items?as={}", "X".repeat(500))).await.code(), "malformed");
    let handle = world.context.gateway.get(world.exercise).await.unwrap();
    let seat: SeatCode = serde_json::from_value("XF-1".into()).unwrap();
    let before = handle.view(move |state| state.seat(&seat).unwrap().presence).await.unwrap();
    assert_eq!(before, protocol::vocab::Presence::Vacant, "nobody sat down by being looked through");
}

#[tokio::test]
async fn nobody_prints_a_card_that_opens_more_than_he_may_do() {
    let world = World::new().await;
    let mut printed = Vec::new();
    for reader in ["DIR", "LC", "CTL-XF"] {
        let cards = ask(&world, reader, "cards").await.json();
        let roles: BTreeSet<String> = cards["cards"]
            .as_array()
            .unwrap()
            .iter()
            .map(|card| card["seat"]["role"].as_str().unwrap().to_owned())
            .collect();
        printed.push(roles);
    }
    let [director, lead, controller] = printed.as_slice() else { panic!("three readers") };
    assert!(director.contains("DIR") && director.contains("SAF"));
    assert!(!lead.contains("DIR") && !lead.contains("SAF") && lead.contains("CTL") && lead.contains("EVA"));
    assert_eq!(controller.iter().map(String::as_str).collect::<Vec<_>>(), ["ACT", "OBS", "PLY", "SIM", "WALL"]);
    for other in ["SAF", "EVA-XF", "LEV", "SIM-1", "XF-1", "WALL-L"] {
        assert_eq!(ask(&world, other, "cards").await.code(), "not_allowed", "{other}");
    }
}
