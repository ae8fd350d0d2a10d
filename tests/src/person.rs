//! Somebody in a seat: holds what the server showed, writes what the test says, keeps what has no
//! answer yet, comes back when the line is cut, and leaves a trace of everything in the history.

use crate::history::History;
use crate::server::Seat;
use crate::socket::{Knock, Received, Refused, Socket};
use crate::store::Store;
use anyhow::{Context as _, bail};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::net::SocketAddr;
use std::time::{Duration, Instant};

/// How long a person waits for an answer: five times the line of the acknowledge storm.
pub const PATIENCE: Duration = Duration::from_secs(15);

/// What somebody does without being told.
#[derive(Clone, Copy, Debug, Default)]
pub struct Manners {
    /// Confirms that injects are stored and shown, as every client does.
    pub confirms: bool,
    /// Acknowledges every inject at once.
    pub acknowledges: bool,
}

/// Somebody in a seat.
#[derive(Debug)]
pub struct Person {
    /// Name in the history.
    pub who: String,
    /// The seat.
    pub seat: Seat,
    /// How to connect.
    pub knock: Knock,
    /// What is held.
    pub store: Store,
    /// First answer to each command, `recorded` or `rejected`.
    pub answers: BTreeMap<String, Value>,
    /// Every frame that was no item, no answer and no presence, in order: refusals, pongs.
    pub others: Vec<Value>,
    /// How the last connection ended.
    pub ended: Option<Received>,
    /// What is done without being told.
    pub manners: Manners,
    socket: Option<Socket>,
    outbox: VecDeque<(String, Value)>,
    confirmed: BTreeSet<String>,
    acknowledged: BTreeSet<String>,
    history: History,
}

impl Person {
    /// Not connected yet.
    #[must_use]
    pub fn new(address: SocketAddr, exercise: &str, seat: &Seat, history: &History) -> Self {
        static NUMBER: std::sync::atomic::AtomicU32 = std::sync::atomic::AtomicU32::new(1);
        let number = NUMBER.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        Self {
            who: format!("{}#{number}", seat.code),
            seat: seat.clone(),
            knock: Knock::new(address, exercise, &seat.token),
            store: Store::default(),
            answers: BTreeMap::new(),
            others: Vec::new(),
            ended: None,
            manners: Manners { confirms: true, acknowledges: false },
            socket: None,
            outbox: VecDeque::new(),
            confirmed: BTreeSet::new(),
            acknowledged: BTreeSet::new(),
            history: history.clone(),
        }
    }

    /// Connects, says hello with what is held, and sends again what has no answer yet.
    ///
    /// # Errors
    /// If the server refuses or cannot be reached.
    pub async fn connect(&mut self) -> Result<(), Refused> {
        let socket = self.knock.connect().await?;
        self.history.line(&self.who, "open", &Value::Null);
        self.socket = Some(socket);
        self.ended = None;
        // What was said at the last welcome is no answer to this hello.
        self.store.starts.clear();
        let hello = json!({ "type": "hello", "resume": self.store.resume() });
        self.send(&hello).await;
        let unanswered: Vec<Value> = self.outbox.iter().map(|(_, frame)| frame.clone()).collect();
        for frame in unanswered {
            self.send(&frame).await;
        }
        Ok(())
    }

    /// Connects and waits until every channel is there.
    ///
    /// # Errors
    /// If that does not happen.
    pub async fn enter(&mut self) -> anyhow::Result<()> {
        if let Err(refused) = self.connect().await {
            bail!("{}: {refused:?}", self.who);
        }
        let whole = |me: &Self| {
            let start = |(name, how): (&String, &String)| {
                how == "resumed" || me.store.channels.get(name).is_some_and(|held| held.n > 0 || !held.items.is_empty())
            };
            me.store.starts.len() == 3 && me.store.starts.iter().filter(|(name, _)| *name != "own").all(start)
        };
        if !self.until(PATIENCE, whole).await {
            bail!("{} was let in and shown nothing: {:?}", self.who, self.ended);
        }
        Ok(())
    }

    /// Whether there is a connection.
    #[must_use]
    pub const fn is_connected(&self) -> bool {
        self.socket.is_some()
    }

    /// Commands without an answer.
    #[must_use]
    pub fn unanswered(&self) -> usize {
        self.outbox.len()
    }

    /// Lets the connection fall without a word.
    pub fn drop_line(&mut self) {
        if self.socket.take().is_some() {
            self.history.line(&self.who, "lost", &json!("by himself"));
        }
    }

    /// Sends any frame; a line that is gone is noticed when reading.
    pub async fn send(&mut self, frame: &Value) {
        self.history.sent(&self.who, frame);
        if let Some(socket) = &mut self.socket {
            // A broken line shows itself to the reader, who knows what to do.
            let _ = socket.send(frame).await;
        }
    }

    /// The socket itself, for what no proper client sends.
    ///
    /// # Errors
    /// If there is none.
    pub fn raw(&mut self) -> anyhow::Result<&mut Socket> {
        self.socket.as_mut().context("not connected")
    }

    /// Writes a command and sends it if there is a line. Returns its id.
    pub async fn submit(&mut self, command: Value) -> String {
        self.submit_as(&uuid::Uuid::new_v4().to_string(), command, None).await
    }

    /// The same with a given id, and with the moment at which it was written.
    pub async fn submit_as(&mut self, id: &str, command: Value, happened_at: Option<i64>) -> String {
        let mut frame = json!({ "type": "submit", "id": id, "seat": self.seat.code, "command": command });
        if let Some(at) = happened_at {
            frame["happened_at"] = json!(at);
        }
        self.outbox.push_back((id.to_owned(), frame.clone()));
        self.send(&frame).await;
        id.to_owned()
    }

    /// The answer to a command, waited for.
    ///
    /// # Errors
    /// If none comes.
    pub async fn answer(&mut self, id: &str) -> anyhow::Result<Value> {
        self.until(PATIENCE, |me| me.answers.contains_key(id)).await;
        self.answers.get(id).cloned().with_context(|| format!("{}: no answer to {id}: {:?}", self.who, self.ended))
    }

    /// Gives a command and wants it recorded.
    ///
    /// # Errors
    /// If it is rejected or not answered.
    pub async fn record(&mut self, command: Value) -> anyhow::Result<Value> {
        let id = self.submit(command.clone()).await;
        let answer = self.answer(&id).await?;
        if answer["type"] != "recorded" {
            bail!("{}: {command} → {answer}", self.who);
        }
        Ok(answer)
    }

    /// Gives a command and wants it rejected; the stable code.
    ///
    /// # Errors
    /// If it is recorded or not answered.
    pub async fn refused(&mut self, command: Value) -> anyhow::Result<String> {
        let id = self.submit(command.clone()).await;
        let answer = self.answer(&id).await?;
        let code = answer["problem"]["code"].as_str();
        code.map(str::to_owned).with_context(|| format!("{}: {command} was accepted", self.who))
    }

    /// Reads until something is so. False if that did not happen in time or the line was cut.
    pub async fn until(&mut self, patience: Duration, mut so: impl FnMut(&Self) -> bool) -> bool {
        let start = Instant::now();
        loop {
            if so(self) {
                return true;
            }
            let left = patience.saturating_sub(start.elapsed());
            if left.is_zero() || !self.step(left).await {
                return so(self);
            }
        }
    }

    /// Reads for a while.
    pub async fn read_for(&mut self, time: Duration) {
        self.until(time, |_| false).await;
    }

    /// Reads until nothing but presence has come for `quiet`.
    pub async fn settle(&mut self, quiet: Duration) {
        let mut since = Instant::now();
        while let Some(socket) = &mut self.socket {
            let left = quiet.saturating_sub(since.elapsed());
            let received = socket.receive(left).await;
            match &received {
                Received::Silence => return,
                Received::Frame(frame) if frame["type"] == "presence" => {}
                Received::Frame(_) | Received::Closed(..) | Received::Lost => since = Instant::now(),
            }
            self.take(received).await;
        }
    }

    /// Takes in what comes next. False when there is no line any more.
    pub async fn step(&mut self, patience: Duration) -> bool {
        let Some(socket) = &mut self.socket else { return false };
        let received = socket.receive(patience).await;
        self.take(received).await;
        self.socket.is_some()
    }

    async fn take(&mut self, received: Received) {
        match received {
            Received::Frame(frame) => self.take_frame(&frame).await,
            Received::Silence => {}
            Received::Closed(code, ref reason) => {
                self.history.line(&self.who, "closed", &json!({ "code": code, "reason": reason }));
                self.end(received);
            }
            Received::Lost => {
                self.history.line(&self.who, "lost", &Value::Null);
                self.end(received);
            }
        }
    }

    fn end(&mut self, how: Received) {
        self.socket = None;
        self.ended = Some(how);
    }

    async fn take_frame(&mut self, frame: &Value) {
        self.history.got(&self.who, frame);
        match frame["type"].as_str().unwrap_or_default() {
            "welcome" | "snapshot" | "update" => {
                self.store.apply(frame);
                // Machine receipts have no answer: after a reload nobody knows which of them arrived.
                if frame["type"] == "welcome" && self.store.starts.values().any(|start| start != "resumed") {
                    self.confirmed.clear();
                }
                self.mind_injects(frame).await;
            }
            "recorded" | "rejected" => {
                let id = frame["id"].as_str().unwrap_or_default().to_owned();
                self.outbox.retain(|(waiting, _)| *waiting != id);
                self.answers.entry(id).or_insert_with(|| frame.clone());
            }
            // Latest wins, and nobody keeps it.
            "presence" => {}
            _ => self.others.push(frame.clone()),
        }
    }

    /// Confirms and acknowledges what has just arrived, as far as manners go.
    async fn mind_injects(&mut self, frame: &Value) {
        let list = if frame["type"] == "snapshot" { &frame["items"] } else { &frame["upsert"] };
        let of = |entry: &Value| {
            let item = &entry["item"];
            (item["kind"] == "inject").then(|| item["delivery"].as_str().map(str::to_owned)).flatten()
        };
        let arrived: Vec<String> = list.as_array().into_iter().flatten().filter_map(of).collect();
        let new: Vec<String> = arrived.iter().filter(|id| self.confirmed.insert((*id).clone())).cloned().collect();
        if self.manners.confirms && !new.is_empty() {
            for receipt in ["confirm_delivery", "confirm_seen"] {
                self.notify(json!({ "type": receipt, "deliveries": new })).await;
            }
        }
        if self.manners.acknowledges {
            for delivery in arrived {
                if self.acknowledged.insert(delivery.clone()) {
                    self.submit(json!({ "type": "acknowledge_inject", "delivery": delivery })).await;
                }
            }
        }
    }

    /// Sends a machine receipt: nobody answers it.
    pub async fn notify(&mut self, command: Value) {
        let id = uuid::Uuid::new_v4().to_string();
        let frame = json!({ "type": "submit", "id": id, "seat": self.seat.code, "command": command });
        self.send(&frame).await;
    }
}
