//! What tests of bad input share: a connection that has said hello, and people who must not notice.

#![expect(clippy::unwrap_used, reason = "for tests alone, which stop where they cannot go on")]

use crate::crowd::Crowd;
use crate::person::Manners;
use crate::room::Room;
use crate::scenario::Size;
use crate::socket::{Received, Socket};
use serde_json::{Value, json};
use std::time::Duration;

/// A small exercise.
pub const SMALL: Size = Size { departments: 3, seats: 3, rows: 4 };
const PATIENCE: Duration = Duration::from_secs(10);

/// A connection that has been welcomed and shown everything.
pub async fn hello(room: &Room, code: &str) -> Socket {
    let mut socket = room.person(code).unwrap().knock.connect().await.unwrap();
    socket.send(&json!({"type": "hello"})).await.unwrap();
    let Received::Frame(welcome) = socket.receive(PATIENCE).await else { panic!("no welcome") };
    assert_eq!(welcome["type"], "welcome");
    good_ping(&mut socket).await;
    socket
}

/// The next frame that is no item and nobody's presence.
pub async fn next_answer(socket: &mut Socket) -> Received {
    loop {
        match socket.receive(PATIENCE).await {
            Received::Frame(frame)
                if ["snapshot", "update", "presence"].contains(&frame["type"].as_str().unwrap_or_default()) => {}
            received => return received,
        }
    }
}

/// Sends a text and waits for the answer.
pub async fn send_and_hear(socket: &mut Socket, text: &str) -> Value {
    socket.send_text(text.to_owned()).await.unwrap();
    let shown: String = text.chars().take(80).collect();
    match next_answer(socket).await {
        Received::Frame(frame) => frame,
        received => panic!("{shown} → {received:?}"),
    }
}

/// The connection still answers.
pub async fn good_ping(socket: &mut Socket) {
    let answer = send_and_hear(socket, r#"{"type":"ping","t0":42}"#).await;
    assert_eq!((answer["type"].as_str(), answer["t0"].as_i64()), (Some("pong"), Some(42)), "{answer}");
}

/// Kind of an answer and its stable code.
pub fn problem_of(answer: &Value) -> (&str, &str) {
    (answer["type"].as_str().unwrap_or_default(), answer["problem"]["code"].as_str().unwrap_or_default())
}

/// A submission with any text as its command.
pub fn submit(id: &str, seat: &str, command: &str) -> String {
    format!(r#"{{"type":"submit","id":"{id}","seat":"{seat}","command":{command}}}"#)
}

/// People who sit there while somebody else misbehaves.
pub struct Bystanders(Crowd);

impl Bystanders {
    /// One of another department, one of the same, one of control.
    pub async fn watch(room: &Room) -> Self {
        let seats = ["D02-1", "D01-2", "CTL-2"].map(str::to_owned);
        let manners = Manners { confirms: true, acknowledges: false };
        Self(Crowd::gather(room, &seats, manners).await.unwrap())
    }

    /// Their connections stayed, their positions are dense, and what they write is recorded.
    pub async fn never_noticed(self, room: &Room) {
        let mut people = self.0.disperse().await.unwrap();
        for person in &mut people {
            assert!(person.is_connected(), "{} was cut: {:?}", person.who, person.ended);
            let told = json!({"type": "send_message", "to": ["simulation"], "text": "still here"});
            person.record(told).await.unwrap();
        }
        let report = room.check().unwrap();
        report.sound().unwrap();
        assert!(report.positions > 0 && report.recorded >= people.len());
        let opened = crate::history::read(room.history.path()).unwrap();
        for person in &people {
            let of = |what: &str| opened.iter().filter(|line| line.who == person.who && line.what == what).count();
            assert_eq!((of("open"), of("closed"), of("lost")), (1, 0, 0), "{} was disturbed", person.who);
        }
    }
}
