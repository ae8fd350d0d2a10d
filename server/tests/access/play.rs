//! A whole exercise over a real listener: made, joined, played, read, and found again after a stop.

use crate::listener::{config, folder};
use futures_util::{SinkExt as _, StreamExt as _};
use protocol::ids::ExerciseId;
use serde_json::{Value, json};
use server::app::App;
use std::collections::HashMap;
use std::net::SocketAddr;
use std::time::Duration;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream};

pub(crate) type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;

/// A running server with one exercise.
pub(crate) struct Drill {
    address: SocketAddr,
    exercise: ExerciseId,
    tokens: HashMap<String, String>,
}

/// An answer over the wire.
pub(crate) struct Answer {
    pub(crate) status: u16,
    head: String,
    pub(crate) body: String,
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|_| panic!("{} {}", self.status, self.body))
    }
    fn code(&self) -> String {
        self.json()["code"].as_str().expect("a problem").to_owned()
    }
    fn cookies(&self) -> String {
        let set = self.head.lines().filter_map(|line| line.strip_prefix("set-cookie: "));
        set.filter_map(|cookie| cookie.split(';').next()).collect::<Vec<_>>().join("; ")
    }
}

impl Drill {
    pub(crate) async fn start(app: &App) -> Self {
        let yaml = server::scenario::bundled()[0].yaml;
        let handle = app.create_exercise(server::scenario::load(yaml.as_bytes()).scenario.unwrap()).await.unwrap();
        Self::of(app, handle.id()).await
    }

    async fn of(app: &App, exercise: ExerciseId) -> Self {
        let links = app.links(exercise).await.unwrap();
        let tokens = links.into_iter().map(|(link, url)| {
            assert!(url.ends_with(&format!("/join#token={}", link.token)));
            (link.seat.code.as_str().to_owned(), link.token)
        });
        Self { address: app.address(), exercise, tokens: tokens.collect() }
    }

    /// One request on a connection of its own; `who` is a line of its head.
    pub(crate) async fn ask(&self, method: &str, path: &str, who: &str, body: Option<&Value>) -> Answer {
        let body = body.map(Value::to_string).unwrap_or_default();
        let path = path.replace("{exercise}", &self.exercise.to_string());
        let (address, length) = (self.address, body.len());
        let head = format!(
            "{method} {path} HTTP/1.1\r\nhost: {address}\r\norigin: http://{address}\r\n{who}\r\n\
             content-type: application/json\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n"
        );
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(format!("{head}{body}").as_bytes()).await.unwrap();
        let mut text = String::new();
        stream.read_to_string(&mut text).await.unwrap();
        let (head, body) = text.split_once("\r\n\r\n").expect("a head");
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Answer { status, head: head.into(), body: body.into() }
    }

    pub(crate) fn bearer(&self, seat: &str) -> String {
        format!("authorization: Bearer {}", self.tokens[seat])
    }

    pub(crate) async fn get(&self, path: &str, seat: &str) -> Answer {
        self.ask("GET", path, &self.bearer(seat), None).await
    }

    async fn command(&self, seat: &str, command: Value) -> Answer {
        let body = json!({ "id": server::ids::uuid(), "command": command });
        self.ask("POST", "/api/v1/exercises/{exercise}/commands", &self.bearer(seat), Some(&body)).await
    }

    pub(crate) async fn done(&self, seat: &str, command: Value) -> Value {
        let answer = self.command(seat, command.clone()).await;
        assert_eq!(answer.status, 200, "{command}: {}", answer.body);
        answer.json()
    }

    pub(crate) async fn connect(&self, headers: &[(&'static str, String)]) -> Result<Socket, u16> {
        let url = format!("ws://{}/api/v1/exercises/{}/live", self.address, self.exercise);
        let mut request = url.into_client_request().unwrap();
        for (name, value) in headers {
            request.headers_mut().insert(*name, value.parse().unwrap());
        }
        match tokio_tungstenite::connect_async(request).await {
            Ok((socket, _)) => Ok(socket),
            Err(Error::Http(response)) => Err(response.status().as_u16()),
            Err(error) => panic!("{error}"),
        }
    }

    /// Connects and says hello; the answer is the welcome.
    pub(crate) async fn hello(&self, headers: &[(&'static str, String)]) -> (Socket, Value) {
        let mut socket = self.connect(headers).await.unwrap();
        socket.send(Message::text(json!({ "type": "hello" }).to_string())).await.unwrap();
        let welcome = next(&mut socket).await.expect("a welcome");
        assert_eq!(welcome["type"], "welcome");
        (socket, welcome)
    }
}

/// The next text, or the close code.
pub(crate) async fn next(socket: &mut Socket) -> Result<Value, u16> {
    loop {
        let message = tokio::time::timeout(Duration::from_secs(10), socket.next()).await.expect("in time");
        match message.expect("not ended").expect("no error") {
            Message::Text(text) => return Ok(serde_json::from_str(&text).unwrap()),
            Message::Close(frame) => return Err(frame.expect("a reason").code.into()),
            Message::Ping(_) | Message::Pong(_) | Message::Binary(_) | Message::Frame(_) => {}
        }
    }
}

/// Frames that a test looks at until it gives up: presence alone would go on for ever.
const FRAMES_MAX: usize = 100;

/// Waits for a frame of this type.
pub(crate) async fn wait_for(socket: &mut Socket, kind: &str) {
    for _ in 0..FRAMES_MAX {
        if next(socket).await.expect("the socket stays open")["type"] == kind {
            return;
        }
    }
    panic!("no {kind}");
}

/// Waits for a frame that holds this text.
async fn wait_for_text(socket: &mut Socket, text: &str) -> Value {
    for _ in 0..FRAMES_MAX {
        let frame = next(socket).await.expect("the socket stays open");
        if frame.to_string().contains(text) {
            return frame;
        }
    }
    panic!("no {text}");
}

/// The close code, whatever comes before it.
pub(crate) async fn closed(socket: &mut Socket) -> u16 {
    for _ in 0..FRAMES_MAX {
        if let Err(code) = next(socket).await {
            return code;
        }
    }
    panic!("not closed");
}

const SUBPROTOCOL: (&str, &str) = ("sec-websocket-protocol", "startex.v1");

pub(crate) fn offered() -> (&'static str, String) {
    (SUBPROTOCOL.0, SUBPROTOCOL.1.into())
}

pub(crate) async fn running(drill: &Drill) {
    for command in ["submit_for_review", "approve_exercise", "open_standby", "start_exercise"] {
        drill.done("DIR", json!({ "type": command })).await;
    }
}

#[tokio::test]
async fn an_exercise_is_joined_played_and_read() {
    let folder = folder();
    let app = App::start(&config(&folder, "off")).await.unwrap();
    let drill = Drill::start(&app).await;

    // A person takes a seat with its card, in two steps.
    let cards = drill.get("/api/v1/exercises/{exercise}/cards", "DIR").await.json();
    let card = cards["cards"].as_array().unwrap().iter().find(|card| card["seat"]["code"] == "XF-1").unwrap();
    assert!(card["qr"].as_str().unwrap().contains("<svg"));
    let secret = card["url"].as_str().unwrap().split("#card=").nth(1).unwrap();
    let look = json!({ "with": "seat_card", "secret": secret });
    let look = drill.ask("POST", "/api/v1/session/look", "x: y", Some(&look)).await.json();
    assert_eq!((&look["seat"]["code"], &look["status"]), (&json!("XF-1"), &json!("draft")));
    let sign_in = json!({ "with": "seat_card", "secret": secret, "name": "张三" });
    let seated = drill.ask("POST", "/api/v1/session", "x: y", Some(&sign_in)).await;
    assert!(seated.json()["you"]["may"].as_array().unwrap().contains(&json!("acknowledge_inject")));
    let cookie = format!("cookie: {}", seated.cookies());

    // Its name is on control's screen, sealed in the record, and in no line of the log of events.
    let items = drill.get("/api/v1/exercises/{exercise}/items", "DIR").await;
    assert!(items.body.contains("张三"), "control sees who sits there");
    let journal = drill.get("/api/v1/exercises/{exercise}/journal", "DIR").await.body;
    assert!(journal.contains("seat_taken") && !journal.contains("张三"));

    running(&drill).await;
    let rows = drill.get("/api/v1/exercises/{exercise}/items", "DIR").await.json();
    let row = rows.as_array().unwrap().iter().find_map(|upsert| {
        let item = &upsert["item"];
        let to_xf = item["to"].as_array().is_some_and(|to| to.contains(&json!({ "department": "XF" })));
        (item["kind"] == "row" && to_xf && item["status"] == "scheduled" && item["template"].is_null())
            .then(|| item["id"].clone())
    });
    let recorded = drill.done("LC", json!({ "type": "release_inject", "row": row.expect("a row for XF") })).await;
    assert!(recorded["seq"].is_u64(), "control learns the place in the record");

    // The person's own browser sees it and acknowledges; no place in the record for a player.
    let mine = drill.ask("GET", "/api/v1/exercises/{exercise}/items", &cookie, None).await.json();
    let inject = mine.as_array().unwrap().iter().find(|upsert| upsert["item"]["kind"] == "inject").expect("an inject");
    let delivery = inject["item"]["delivery"].clone();
    let acknowledge = json!({ "type": "acknowledge_inject", "delivery": delivery });
    let body = json!({ "id": server::ids::uuid(), "command": acknowledge });
    let path = "/api/v1/exercises/{exercise}/commands";
    let first = drill.ask("POST", path, &cookie, Some(&body)).await.json();
    assert!(first["at"]["wall"].is_i64() && first.get("seq").is_none(), "{first}");
    assert_eq!(drill.ask("POST", path, &cookie, Some(&body)).await.json(), first, "a repeat gets the first answer");

    let receipts = format!("/api/v1/exercises/{{exercise}}/deliveries/{}/receipts", delivery.as_str().unwrap());
    let page = drill.get(&receipts, "LEV").await.json();
    let receipt = page["receipts"].as_array().unwrap().iter().find(|r| r["seat"] == "XF-1").expect("its receipt");
    assert_eq!((&receipt["name"], receipt["acknowledged"].is_object()), (&json!("张三"), true));
    assert_eq!(drill.get(&receipts, "XF-1").await.code(), "not_allowed");
    let measures = drill.get("/api/v1/exercises/{exercise}/measures", "LEV").await.json();
    assert!(measures["deliveries"].as_array().unwrap().iter().any(|times| times["delivery"] == delivery));
    assert_eq!(measures["facts"], json!([]), "evaluators are not told what is true");
    let measures = drill.get("/api/v1/exercises/{exercise}/measures", "LC").await.json();
    let people = measures["facts"].as_array().unwrap().iter().find(|fact| fact["fact"] == "people").expect("a fact");
    assert!(people["changes"].as_u64() >= Some(1) && people["lagging_ms"].is_i64(), "{people}");
    assert_eq!(drill.get("/api/v1/exercises/{exercise}/journal", "LEV").await.code(), "not_allowed");
    let lines = drill.get("/api/v1/exercises/{exercise}/journal?after=2", "DIR").await.body;
    let first: Value = serde_json::from_str(lines.lines().next().unwrap()).unwrap();
    assert_eq!(first["seq"], 3);

    app.shutdown().request();
    app.run().await.unwrap();
    std::fs::remove_dir_all(folder).unwrap();
}

#[tokio::test]
async fn the_live_socket_opens_for_a_seat_alone_and_ends_with_its_rights() {
    let folder = folder();
    let app = App::start(&config(&folder, "off")).await.unwrap();
    let drill = Drill::start(&app).await;
    let own = ("origin", format!("http://{}", drill.address));
    let bearer = ("authorization", format!("Bearer {}", drill.tokens["GA-1"]));
    assert_eq!(drill.connect(&[offered(), own.clone()]).await.err(), Some(401));
    assert_eq!(drill.connect(std::slice::from_ref(&bearer)).await.err(), Some(400), "without the subprotocol");
    let foreign = ("origin", "http://evil.example".to_owned());
    assert_eq!(drill.connect(&[offered(), bearer.clone(), foreign]).await.err(), Some(403));
    let (_, welcome) = drill.hello(&[offered(), bearer]).await;
    assert_eq!(welcome["you"]["seat"], "GA-1");

    // A browser comes with its cookie: not without its origin, and not after the seat was freed.
    let secrets = app.context().store.cards(drill.exercise, server::store::CardKind::Card).await.unwrap();
    let card = secrets.into_iter().find(|card| card.seat.as_str() == "XF-1").unwrap();
    let sign_in = json!({ "with": "seat_card", "secret": card.secret, "name": "张三" });
    let cookies = drill.ask("POST", "/api/v1/session", "x: y", Some(&sign_in)).await.cookies();
    let cookie = ("cookie", cookies.clone());
    assert_eq!(drill.connect(&[offered(), cookie.clone()]).await.err(), Some(403));
    let (mut socket, welcome) = drill.hello(&[offered(), own.clone(), cookie.clone()]).await;
    assert_eq!(welcome["you"]["name"], "张三");
    let rebind = "/api/v1/exercises/{exercise}/seats/XF-1/rebind";
    assert_eq!(drill.ask("POST", rebind, &drill.bearer("XF-1"), None).await.code(), "not_allowed");
    assert_eq!(drill.ask("POST", rebind, &drill.bearer("LC"), None).await.status, 204);
    let code = closed(&mut socket).await;
    assert!(code == 4401 || code == 4012, "signed out or moved: {code}");
    assert_eq!(drill.connect(&[offered(), own.clone(), cookie]).await.err(), Some(401));
    let journal = drill.get("/api/v1/exercises/{exercise}/journal", "DIR").await.body;
    assert!(journal.contains("seat_released"));

    // The same over the socket of a controller.
    let again = drill.ask("POST", "/api/v1/session", "x: y", Some(&sign_in)).await;
    assert_eq!(again.status, 200, "the card is free for another device: {}", again.body);
    let cookie = ("cookie", again.cookies());
    let bearer = ("authorization", format!("Bearer {}", drill.tokens["LC"]));
    let (mut control, _) = drill.hello(&[offered(), bearer]).await;
    let id = server::ids::uuid();
    let command = json!({ "type": "release_seat", "seat": "XF-1" });
    let submit = json!({ "type": "submit", "id": id, "seat": "LC", "command": command });
    control.send(Message::text(submit.to_string())).await.unwrap();
    wait_for(&mut control, "recorded").await;
    assert_eq!(drill.connect(&[offered(), own, cookie]).await.err(), Some(401));

    // A clean stop says so to everybody.
    app.shutdown().request();
    let stopping = tokio::task::spawn(app.run());
    assert_eq!(closed(&mut control).await, 4000);
    stopping.await.unwrap().unwrap();
    std::fs::remove_dir_all(folder).unwrap();
}

#[tokio::test]
async fn somebody_with_the_room_code_is_let_in_by_control() {
    let folder = folder();
    let app = App::start(&config(&folder, "off")).await.unwrap();
    let drill = Drill::start(&app).await;
    let path = "/api/v1/exercises/{exercise}/waiting";
    let room = drill.get(path, "LC").await.json()["code"].as_str().unwrap().to_owned();
    assert_eq!(drill.get(path, "XF-1").await.code(), "not_allowed");
    let look = json!({ "with": "room_code", "code": room });
    let look = drill.ask("POST", "/api/v1/session/look", "x: y", Some(&look)).await.json();
    assert_eq!(look["seat"], json!(null));
    let xf = look["departments"].as_array().unwrap().iter().find(|d| d["code"] == "XF").unwrap();
    assert!(!xf["seats"].as_array().unwrap().is_empty());

    let knock = json!({ "with": "room_code", "code": room, "name": "李四", "seat": "XF-1" });
    let waiting = drill.ask("POST", "/api/v1/session", "x: y", Some(&knock)).await;
    let cookie = format!("cookie: {}", waiting.cookies());
    assert_eq!(drill.ask("GET", "/api/v1/exercises/{exercise}/items", &cookie, None).await.code(), "not_allowed");
    let one = &drill.get(path, "LC").await.json()["waiting"][0];
    assert_eq!(one["name"], "李四");
    let decide = format!("{path}/{}", one["id"].as_str().unwrap());
    let admit = json!({ "decision": "admit", "seat": "XF-1" });
    let let_in = drill.ask("POST", &decide, &drill.bearer("LC"), Some(&admit)).await;
    assert_eq!(let_in.status, 204, "{}", let_in.body);
    let session = drill.ask("GET", "/api/v1/session", &cookie, None).await.json();
    assert_eq!((&session["as"], &session["you"]["seat"]), (&json!("seat"), &json!("XF-1")));
    assert!(drill.get("/api/v1/exercises/{exercise}/items", "LC").await.body.contains("李四"));
    let again = drill.ask("POST", &decide, &drill.bearer("LC"), Some(&admit)).await;
    assert_eq!(again.code(), "unknown");
    app.shutdown().request();
    app.run().await.unwrap();
    std::fs::remove_dir_all(folder).unwrap();
}

#[tokio::test]
async fn a_file_reaches_whom_an_item_shows_it_to() {
    let folder = folder();
    let app = App::start(&config(&folder, "off")).await.unwrap();
    let drill = Drill::start(&app).await;
    running(&drill).await;
    // Nothing is delivered to a department that nobody sits in.
    let bearer = |seat: &str| ("authorization", format!("Bearer {}", drill.tokens[seat]));
    let (mut seated, _) = drill.hello(&[offered(), bearer("XF-1")]).await;
    let to = json!([{ "department": "XF" }]);
    let send = json!({ "type": "send_ad_hoc", "title": "t", "body": "请报现场照片", "to": to, "channel": "system",
        "response": { "type": "file" } });
    drill.done("LC", send).await;
    let arrived = wait_for_text(&mut seated, "请报现场照片").await;
    let of_it = |upsert: &&Value| upsert.to_string().contains("请报现场照片");
    let upserts = arrived["upsert"].as_array().expect("an update");
    let delivery = upserts.iter().find(of_it).expect("the inject")["item"]["delivery"].clone();

    let upload = json!("a text of the scene");
    let path = "/api/v1/exercises/{exercise}/files";
    let file = drill.ask("POST", path, &drill.bearer("XF-1"), Some(&upload)).await.json()["file"].clone();
    let path = format!("/f/{}", file.as_str().unwrap());
    assert_eq!(drill.get(&path, "XF-1").await.status, 200);
    assert_eq!(drill.get(&path, "LC").await.code(), "not_found", "nobody has referred to it yet");
    let respond = json!({ "type": "respond_inject", "delivery": delivery, "progress": "done", "text": "见附件", "files": [file] });
    drill.done("XF-1", json!({ "type": "confirm_seen", "deliveries": [delivery] })).await;
    drill.done("XF-1", respond).await;
    assert_eq!(drill.get(&path, "LC").await.body, upload.to_string());
    assert_eq!(drill.get(&path, "GA-1").await.code(), "not_found", "another department still sees nothing");
    app.shutdown().request();
    app.run().await.unwrap();
    std::fs::remove_dir_all(folder).unwrap();
}

#[tokio::test]
async fn after_a_stop_everything_is_there_and_a_lost_index_is_made_again() {
    let folder = folder();
    let app = App::start(&config(&folder, "off")).await.unwrap();
    let drill = Drill::start(&app).await;
    running(&drill).await;
    app.shutdown().request();
    app.run().await.unwrap();
    for database in ["store.db", "store.db-wal", "store.db-shm"] {
        let _ = std::fs::remove_file(folder.join(database));
    }
    let app = App::start(&config(&folder, "off")).await.unwrap();
    let again = Drill::of(&app, drill.exercise).await;
    assert_ne!(again.tokens["DIR"], drill.tokens["DIR"], "the old links went with the old store");
    let list = again.get("/api/v1/exercises", "DIR").await.json();
    assert_eq!(list[0]["status"], "running");
    assert!(list[0]["commits"].as_u64().unwrap() >= 5);
    let ready = again.ask("GET", "/readyz", "x: y", None).await;
    assert_eq!(ready.status, 200);
    assert_eq!(ready.json()["journal"]["synchronous"], "full");
    assert_eq!(ready.json()["journal"]["journal_mode"], "wal");
    app.shutdown().request();
    app.run().await.unwrap();
    std::fs::remove_dir_all(folder).unwrap();
}
