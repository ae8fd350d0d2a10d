//! A server with one exercise and a history: where a test happens.

use crate::disk::Folder;
use crate::history::{Detail, History};
use crate::http::{Answer, Request};
use crate::load::Ticket;
use crate::person::Person;
use crate::server::{Exercise, Seat, Server, create_exercise};
use crate::socket::SUBPROTOCOL;
use crate::{checker, journal};
use anyhow::{Context as _, ensure};
use serde_json::{Value, json};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Command;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tokio_tungstenite::tungstenite::http::HeaderValue;

/// A server with one exercise.
#[derive(Debug)]
pub struct Room {
    /// Everything on disk.
    pub folder: Folder,
    /// The exercise.
    pub exercise: Exercise,
    /// The server.
    pub server: Server,
    /// What everybody saw.
    pub history: History,
}

impl Room {
    /// Creates the exercise and starts the server.
    ///
    /// # Errors
    /// If either fails.
    pub async fn open(name: &str, scenario: &Value, detail: Detail) -> anyhow::Result<Self> {
        let folder = Folder::new(name)?;
        let exercise = create_exercise(&folder.at("data"), scenario).await?;
        let server = Server::start(&folder.at("data"), None).await?;
        let history = History::create(&folder.at("history.ndjson"), detail)?;
        Ok(Self { folder, exercise, server, history })
    }

    /// The data folder.
    #[must_use]
    pub fn data(&self) -> PathBuf {
        self.folder.at("data")
    }

    /// Kills the server and starts it again at the same address.
    ///
    /// # Errors
    /// If it had ended by itself or does not come back.
    pub async fn crash(&mut self) -> anyhow::Result<()> {
        self.server.kill().await?;
        self.server = Server::start(&self.data(), Some(self.server.address)).await?;
        Ok(())
    }

    /// The seat of this code.
    ///
    /// # Errors
    /// If there is none.
    pub fn seat(&self, code: &str) -> anyhow::Result<&Seat> {
        self.exercise.seats.iter().find(|seat| seat.code == code).with_context(|| format!("no seat {code}"))
    }

    /// Somebody for a seat, not connected yet. Everybody of one seat has a name of his own.
    ///
    /// # Errors
    /// If there is no such seat.
    pub fn person(&self, code: &str) -> anyhow::Result<Person> {
        self.person_at(code, self.server.address)
    }

    /// The same, through another address: a proxy.
    ///
    /// # Errors
    /// If there is no such seat.
    pub fn person_at(&self, code: &str, address: SocketAddr) -> anyhow::Result<Person> {
        Ok(Person::new(address, &self.exercise.id, self.seat(code)?, &self.history))
    }

    /// Somebody in a seat, who has seen everything there is to see.
    ///
    /// # Errors
    /// If he does not get in.
    pub async fn enter(&self, code: &str) -> anyhow::Result<Person> {
        let mut person = self.person(code)?;
        person.enter().await?;
        Ok(person)
    }

    /// What a light client needs to connect to a seat.
    ///
    /// # Errors
    /// If there is no such seat.
    pub fn ticket(&self, code: &str) -> anyhow::Result<Ticket> {
        let seat = self.seat(code)?;
        let url = format!("ws://{}/api/v1/exercises/{}/live", self.server.address, self.exercise.id);
        let mut request = url.into_client_request()?;
        let bearer = HeaderValue::from_str(&format!("Bearer {}", seat.token))?;
        request.headers_mut().insert("Authorization", bearer);
        request.headers_mut().insert("Sec-WebSocket-Protocol", HeaderValue::from_static(SUBPROTOCOL));
        let (address, seat) = (self.server.address, seat.code.clone());
        Ok(Ticket { address, request, seat, hello: Some(r#"{"type":"hello"}"#) })
    }

    /// The director takes the exercise from draft to running.
    ///
    /// # Errors
    /// If a step is refused.
    pub async fn start_exercise(&self, director: &mut Person) -> anyhow::Result<()> {
        for command in [
            json!({"type": "submit_for_review"}),
            json!({"type": "approve_exercise"}),
            json!({"type": "open_standby", "countdown": 1}),
            json!({"type": "start_exercise"}),
        ] {
            director.record(command).await?;
        }
        Ok(())
    }

    /// `GET` of a route of the exercise, for a seat.
    ///
    /// # Errors
    /// If there is no answer.
    pub async fn get(&self, code: &str, path: &str) -> anyhow::Result<Answer> {
        let path = format!("/api/v1/exercises/{}{path}", self.exercise.id);
        Request::new("GET", &path).bearer(&self.seat(code)?.token).send(self.server.address).await
    }

    /// What everybody saw against what is in the record.
    ///
    /// # Errors
    /// If either cannot be read.
    pub fn check(&self) -> anyhow::Result<checker::Report> {
        self.history.flush()?;
        let record = journal::read(&self.data().join("journal.db"), &self.exercise.id)?;
        checker::check(&crate::history::read(self.history.path())?, &record)
    }

    /// The chain, checked by the program that knows only the document.
    ///
    /// # Errors
    /// What `tests/verify.py` says is wrong.
    pub fn verify(&self) -> anyhow::Result<()> {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("verify.py");
        let output = Command::new("python3").arg(script).arg(self.data().join("journal.db")).output()?;
        ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
        Ok(())
    }
}
