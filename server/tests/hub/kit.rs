//! What the tests of the hub share: an exercise on a virtual clock, seats, and a client's view of
//! the frames that an outbox holds.

use exercise::{Seated, permission};
use protocol::close::CloseReason;
use protocol::command::Command;
use protocol::frame::{ChannelName, Resume, ServerFrame, You};
use protocol::ids::{CommandId, Epoch, SeatCode};
use protocol::item::{Item, ItemKey};
use protocol::scenario::Scenario;
use protocol::time::Timestamp;
use serde_json::Value;
use server::clock::Clock;
use server::journal::Journal;
use server::live::outbox::{Next, Outbox};
use server::live::{Answer, Attached, Handle, Registry};
use server::scenario::{bundled, load};
use server::shutdown::Shutdown;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Wall time at which every test begins.
pub(crate) const BEGIN: i64 = 1_800_000_000_000;

pub(crate) fn scenario() -> Scenario {
    let loaded = load(bundled()[0].yaml.as_bytes());
    loaded.scenario.unwrap_or_else(|| panic!("{:?}", loaded.diagnostics))
}

/// A process: what a restart ends and begins again.
pub(crate) struct Process<J: Journal> {
    pub registry: Registry<J>,
    pub clock: Clock,
    pub shutdown: Shutdown,
}

impl<J: Journal> Process<J> {
    pub(crate) fn start(journal: &Arc<J>, at: i64) -> Self {
        let (clock, shutdown) = (Clock::virtual_at(Timestamp(at)), Shutdown::new());
        let registry = Registry::rehearsal(Arc::clone(journal), clock.clone(), shutdown.clone());
        Self { registry, clock, shutdown }
    }

    pub(crate) async fn stop(self) {
        self.shutdown.request();
        assert!(self.shutdown.drain(std::time::Duration::from_secs(5)).await);
    }

    /// Moves the clock, stopping wherever something is due.
    pub(crate) async fn advance_to(&self, handle: &Handle, to: i64) {
        loop {
            let next = handle.settled().await.unwrap().map_or(to, |next| next.0.min(to));
            self.clock.advance_to(Timestamp(next));
            if next >= to {
                break;
            }
        }
        handle.settled().await.unwrap();
    }
}

pub(crate) fn seat_of(handle_scenario: &Scenario, code: &str) -> Seated {
    let seat = SeatCode::parse(code).unwrap();
    let staff = handle_scenario.staff.iter().find(|staff| staff.code == seat);
    if let Some(staff) = staff {
        return Seated { seat, role: staff.role, department: None, person: None, robot: false };
    }
    let department = handle_scenario
        .departments
        .iter()
        .find(|d| d.seats.iter().any(|s| s.code == seat))
        .expect("a seat of the drill");
    let role = protocol::vocab::Role::Player;
    Seated { seat, role, department: Some(department.code.clone()), person: None, robot: false }
}

pub(crate) fn command(json: Value) -> Command {
    serde_json::from_value(json).unwrap()
}

pub(crate) fn new_id() -> CommandId {
    CommandId(server::ids::uuid())
}

pub(crate) async fn submit(handle: &Handle, seated: &Seated, json: Value) -> Answer {
    handle.submit(seated.clone(), new_id(), command(json), None).await
}

/// Takes the exercise to STARTEX.
pub(crate) async fn start_exercise(handle: &Handle, drill: &Scenario) {
    let director = role_seat(drill, protocol::vocab::Role::Director);
    for step in ["submit_for_review", "approve_exercise", "open_standby", "start_exercise"] {
        submit(handle, &director, serde_json::json!({"type": step})).await.unwrap_or_else(|e| panic!("{step}: {e:?}"));
    }
}

pub(crate) fn role_seat(drill: &Scenario, role: protocol::vocab::Role) -> Seated {
    let code = drill.staff.iter().find(|staff| staff.role == role).expect("the drill has that role").code.clone();
    seat_of(drill, code.as_str())
}

pub(crate) fn player_seat(drill: &Scenario, department: usize) -> Seated {
    seat_of(drill, drill.departments[department].seats[0].code.as_str())
}

/// A client: reads frames as a browser does, and panics where a browser would close with a gap.
pub(crate) struct Client {
    pub outbox: Outbox,
    pub attached: Attached,
    pub seat: Seated,
    pub epoch: Epoch,
    pub n: BTreeMap<ChannelName, u32>,
    pub target: BTreeMap<ChannelName, u32>,
    pub starts: BTreeMap<ChannelName, protocol::frame::Start>,
    pub items: BTreeMap<(ChannelName, ItemKey), Item>,
    /// Every frame but the welcome, in order.
    pub frames: Vec<ServerFrame>,
    pub closed: Option<CloseReason>,
}

impl Client {
    pub(crate) async fn attach(handle: &Handle, seat: &Seated, before: Option<&Self>) -> Self {
        let resume = before.map(|client| Resume { epoch: client.epoch, channels: client.n.clone() });
        let outbox = Outbox::new();
        let you = You {
            seat: seat.seat.clone(),
            seat_name: protocol::text::Bilingual::same("x"),
            role: seat.role,
            department: seat.department.clone(),
            watches: None,
            wall: None,
            person: seat.person,
            name: None,
            may: permission::commands_of(seat.role),
        };
        let mut attached = handle.attach(you, seat.robot, outbox.clone(), resume).await.unwrap();
        let frames = std::mem::take(&mut attached.frames);
        let mut frames = frames.into_iter();
        let welcome = serde_json::from_str(frames.next().unwrap().as_str()).unwrap();
        let ServerFrame::Welcome { epoch, channels, .. } = welcome else { panic!("{welcome:?}") };
        let resumed = |name: &ChannelName| channels[name].start == protocol::frame::Start::Resumed;
        let keep = |name: &ChannelName| if resumed(name) { before } else { None };
        let mut client = Self {
            outbox,
            attached,
            seat: seat.clone(),
            epoch,
            n: channels.keys().filter_map(|name| Some((*name, keep(name)?.n[name]))).collect(),
            target: channels.iter().map(|(name, start)| (*name, start.n)).collect(),
            starts: channels.iter().map(|(name, start)| (*name, start.start)).collect(),
            items: BTreeMap::new(),
            frames: Vec::new(),
            closed: None,
        };
        if let Some(before) = before {
            let kept = before.items.iter().filter(|((name, _), _)| resumed(name));
            client.items = kept.map(|(key, item)| (key.clone(), item.clone())).collect();
        }
        for frame in frames {
            client.take(frame.as_str());
        }
        client
    }

    /// Reads what waits.
    pub(crate) fn read(&mut self) -> &mut Self {
        while let Some(next) = self.outbox.pop() {
            match next {
                Next::Frames(frames) => frames.iter().for_each(|frame| self.take(frame.as_str())),
                Next::Close(reason) => {
                    self.closed = Some(reason);
                    break;
                }
            }
        }
        self
    }

    fn take(&mut self, text: &str) {
        let frame: ServerFrame = serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"));
        match &frame {
            ServerFrame::Snapshot { channel, n, items, last } => {
                for upsert in items {
                    self.items.insert((*channel, upsert.key.clone()), upsert.item.clone());
                }
                if *last {
                    self.n.insert(*channel, *n);
                }
            }
            ServerFrame::Update { channel, n, after, upsert, remove } => {
                let at = self.n[channel];
                let leaps = *after == Some(at) || *n <= self.target[channel];
                assert!(*n == at + 1 || (*n > at && leaps), "gap: {at} then {n} on {channel:?}");
                self.n.insert(*channel, *n);
                for upsert in upsert {
                    self.items.insert((*channel, upsert.key.clone()), upsert.item.clone());
                }
                for key in remove {
                    let given = self.items.remove(&(*channel, key.clone())).is_some();
                    assert!(given || after.is_some(), "{key:?} was never given");
                }
            }
            _ => {}
        }
        self.frames.push(frame);
    }

    pub(crate) fn exercise(&self) -> &protocol::item::ExerciseItem {
        match &self.items[&(ChannelName::All, ItemKey("exercise".into()))] {
            Item::Exercise(item) => item,
            other => panic!("{other:?}"),
        }
    }

    pub(crate) fn items(&self) -> impl Iterator<Item = &Item> {
        self.items.values()
    }

    /// Updates so far.
    pub(crate) fn updates(&self) -> usize {
        self.frames.iter().filter(|frame| matches!(frame, ServerFrame::Update { .. })).count()
    }

    /// Deliveries of the injects it holds.
    pub(crate) fn deliveries(&self) -> Vec<protocol::ids::DeliveryId> {
        let inject = |item: &Item| if let Item::Inject(inject) = item { Some(inject.delivery) } else { None };
        self.items().filter_map(inject).collect()
    }
}

/// Keys whose items are not the same, in words short enough to read.
pub(crate) fn difference<K: Ord + std::fmt::Debug>(a: &BTreeMap<K, Item>, b: &BTreeMap<K, Item>) -> String {
    let keys: std::collections::BTreeSet<&K> = a.keys().chain(b.keys()).collect();
    keys.into_iter().filter(|key| a.get(key) != b.get(key)).map(|key| format!("{key:?} ")).take(10).collect()
}

/// Waits for what other tasks do, five seconds at most.
pub(crate) async fn wait_until(mut done: impl FnMut() -> bool) {
    for _ in 0..1_000 {
        if done() {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }
    panic!("it did not happen within five seconds");
}
