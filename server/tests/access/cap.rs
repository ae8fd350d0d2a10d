//! Common Alerting Protocol: what a released row says to systems that read along, and to whom.

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
}

/// Names of the elements in order of their opening.
fn elements(xml: &str) -> Vec<&str> {
    let names = xml.split('<').skip(1).filter(|tag| !tag.starts_with(['/', '?']));
    names.map(|tag| tag.split(['>', ' ', '/']).next().unwrap_or_default()).collect()
}

/// The order that the schema of CAP 1.2 demands.
const ALERT: &[&str] = &[
    "identifier",
    "sender",
    "sent",
    "status",
    "msgType",
    "source",
    "scope",
    "restriction",
    "addresses",
    "code",
    "note",
    "references",
    "incidents",
    "info",
];
const INFO: &[&str] = &[
    "language",
    "category",
    "event",
    "responseType",
    "urgency",
    "severity",
    "certainty",
    "audience",
    "eventCode",
    "effective",
    "onset",
    "expires",
    "senderName",
    "headline",
    "description",
    "instruction",
    "web",
    "contact",
    "parameter",
    "resource",
    "area",
];

fn in_order(names: &[&str], schema: &[&str]) {
    let places: Vec<usize> = names.iter().filter_map(|name| schema.iter().position(|known| known == name)).collect();
    assert!(places.is_sorted(), "{names:?}");
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
    let row = "AD-1";
    let released = async |row: &str| {
        for _ in 0..100 {
            let reply = drill.cap(row, &drill.feed).await;
            if reply.status.is_success() {
                return reply;
            }
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
        panic!("{row} was not released: {:?}", drill.cap(row, &drill.control).await);
    };
    let rows = drill.world.get(&format!("/api/v1/exercises/{}/items", drill.world.exercise));
    let rows = rows.bearer(&drill.control).send().await.json();
    let named = rows.as_array().unwrap().iter().find(|upsert| upsert["item"]["origin"] == "ad_hoc");
    let row = named.map_or(row.to_owned(), |upsert| upsert["item"]["id"].as_str().unwrap().to_owned());
    let reply = released(&row).await;
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
    let names = elements(&xml);
    let first = names.iter().position(|name| *name == "info").unwrap();
    in_order(&names[1..first], ALERT);
    for info in xml.split("<info>").skip(1) {
        in_order(&elements(info), INFO);
    }
    for one in ["identifier", "sender"] {
        let value = xml.split(&format!("<{one}>")).nth(1).unwrap().split('<').next().unwrap();
        assert!(!value.contains([' ', ',', '&']), "{one}: {value}");
    }
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
