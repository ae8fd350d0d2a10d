//! Common Alerting Protocol: what a released row says to systems that read along, and to whom.

use crate::cap_schema::{Element, valid};
use crate::world::{Reply, World};
use protocol::command::Command;
use protocol::ids::CommandId;
use serde_json::{Value, json};
use server::store::CardKind;

struct Drill {
    world: World,
    control: String,
    feed: String,
}

impl Drill {
    async fn new() -> Self {
        let world = World::new().await;
        let control = world.secret("LC", CardKind::Link).await;
        let new = serde_json::from_value(json!({ "name": "alerting", "opens": "feed" })).unwrap();
        let feed = world.context.access.make_kiosk(world.exercise, new, None).await.unwrap().1;
        let drill = Self { world, control, feed };
        for (seat, what) in [
            ("LC", "submit_for_review"),
            ("DIR", "approve_exercise"),
            ("LC", "open_standby"),
            ("DIR", "start_exercise"),
        ] {
            drill.done(seat, json!({ "type": what })).await;
        }
        drill
    }
    async fn done(&self, seat: &str, command: Value) {
        let token = self.world.secret(seat, CardKind::Link).await;
        let command: Command = serde_json::from_value(command).unwrap();
        let wish = json!({ "id": CommandId(server::ids::uuid()), "command": command });
        let path = format!("/api/v1/exercises/{}/commands", self.world.exercise);
        let reply = self.world.post(&path, wish).bearer(&token).send().await;
        assert!(reply.status.is_success(), "{reply:?}");
    }
    async fn cap(&self, row: &str, token: &str) -> Reply {
        let path = format!("/api/v1/exercises/{}/injects/{row}/cap.xml", self.world.exercise);
        self.world.get(&path).bearer(token).send().await
    }
    /// The one row of an origin.
    async fn row(&self, origin: &str) -> String {
        let rows = self.world.get(&format!("/api/v1/exercises/{}/items", self.world.exercise));
        let rows = rows.bearer(&self.control).send().await.json();
        let named = rows.as_array().unwrap().iter().find(|upsert| upsert["item"]["origin"] == origin);
        named.unwrap_or_else(|| panic!("no row is {origin}"))["item"]["id"].as_str().unwrap().to_owned()
    }
    /// Its message, once it is out.
    async fn released(&self, row: &str) -> Reply {
        for _ in 0..100 {
            let reply = self.cap(row, &self.feed).await;
            if reply.status.is_success() {
                return reply;
            }
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
        panic!("{row} was not released: {:?}", self.cap(row, &self.control).await);
    }
    async fn message(&self, row: &str) -> Element {
        valid(&String::from_utf8(self.released(row).await.body).unwrap())
    }
}

#[tokio::test]
async fn a_released_row_is_a_message_of_an_exercise_in_both_languages_in_the_order_of_the_schema() {
    let drill = Drill::new().await;
    let ad_hoc = json!({
        "type": "send_ad_hoc", "title": "control's own words", "body": "桥 <A> & \"B\" 塌了 ]]> 请绕行",
        "to": [{ "department": "GA" }, { "department": "XF" }], "channel": "radio", "from": "值班室 & 电台",
    });
    drill.done("LC", ad_hoc).await;
    drill.world.pass(6_000);
    let row = drill.row("ad_hoc").await;
    let reply = drill.released(&row).await;
    assert!(reply.headers["content-type"].to_str().unwrap().starts_with("application/cap+xml"));
    let xml = String::from_utf8(reply.body).unwrap();
    assert!(xml.contains(r#"<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">"#), "{xml}");
    for part in ["<status>Exercise</status>", "<msgType>Alert</msgType>", "<scope>Restricted</scope>"] {
        assert!(xml.contains(part), "{part}");
    }
    assert_eq!(xml.matches("<info>").count(), 2);
    assert!(xml.contains("<language>zh-CN</language>") && xml.contains("<language>en</language>"));
    assert!(xml.contains("桥 &lt;A&gt; &amp; ") && xml.contains("]]&gt;"), "{xml}");
    assert!(!xml.contains("control's own words") && !xml.contains("control&apos;s own words"), "{xml}");
    assert_eq!(xml.matches("非真实事件").count(), 4, "note, event, headline, description");
    assert!(xml.contains("<addresses>GA XF</addresses>"));
    valid(&xml);
}

#[tokio::test]
async fn what_is_not_released_is_a_conflict_for_control_and_nothing_at_all_for_a_feed() {
    let drill = Drill::new().await;
    assert_eq!(drill.cap("I-30", &drill.control).await.code(), "wrong_stage");
    assert_eq!(drill.cap("I-30", &drill.feed).await.code(), "not_found");
    assert_eq!(drill.cap("no-such-row", &drill.control).await.code(), "not_found");
    assert_eq!(drill.cap("no-such-row", &drill.feed).await.code(), "not_found");
    let player = drill.world.secret("XF-1", CardKind::Link).await;
    assert_eq!(drill.cap("I-30", &player).await.code(), "not_allowed");
    assert_eq!(drill.cap("I-30", "ab").await.code(), "unauthenticated");
}

/// How a later message names an earlier one.
fn reference(message: &Element) -> String {
    [message.of("sender"), message.of("identifier"), message.of("sent")].join(",")
}

#[tokio::test]
async fn a_correction_is_an_update_and_a_row_taken_back_a_cancel_each_with_the_message_it_is_about() {
    let drill = Drill::new().await;
    let ad_hoc = json!({"type": "send_ad_hoc", "title": "own words", "body": "东门封闭", "to": [{ "department": "GA" }],
                        "channel": "radio"});
    drill.done("LC", ad_hoc).await;
    drill.world.pass(6_000);
    let first = drill.row("ad_hoc").await;
    let alert = drill.message(&first).await;
    assert_eq!(alert.of("msgType"), "Alert");

    drill.world.pass(30_000);
    drill
        .done("LC", json!({"type": "correct_inject", "row": first, "body": {"zh": "西门封闭", "en": "West gate"}}))
        .await;
    let second = drill.row("correction").await;
    let update = drill.message(&second).await;
    assert_eq!((update.of("msgType"), update.of("references")), ("Update", reference(&alert).as_str()));
    assert_ne!(update.of("identifier"), alert.of("identifier"));
    assert!(update.all("info").all(|info| !info.of("description").contains("东门")), "the text that holds now");
    assert_eq!(reference(&drill.message(&first).await), reference(&alert), "the former message stays as it was");

    drill.world.pass(30_000);
    drill.done("LC", json!({"type": "recall_inject", "row": second, "reason": "the gate is open"})).await;
    let cancel = drill.message(&second).await;
    assert_eq!((cancel.of("msgType"), cancel.of("references")), ("Cancel", reference(&update).as_str()));
    assert_ne!(cancel.of("identifier"), update.of("identifier"), "a message of its own");
    assert!(cancel.of("sent") > update.of("sent"), "sent when it was taken back");
    for message in [&alert, &update, &cancel] {
        assert_eq!((message.of("status"), message.of("scope")), ("Exercise", "Restricted"));
        assert!(message.of("note").contains("EXERCISE ONLY"));
    }
}
