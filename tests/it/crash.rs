//! kill -9 at a random moment of an acknowledge storm: two thousand people, one inject, and what was
//! recorded stays recorded, once, in order, and everybody comes back by himself.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop where it is")]

use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::time::Duration;
use world::crowd::{Chance, Crowd};
use world::history::Detail;
use world::person::{Manners, Person};
use world::room::Room;
use world::scenario::{self, Size};

/// Forty departments of fifty.
const CROWD: Size = Size { departments: 40, seats: 50, rows: 0 };
/// The kill comes at most so long after the release: a storm is over by then, mostly.
const STORM: Duration = Duration::from_millis(2_500);
/// Everybody has his answer by then; five times the line of L-06's first half.
const ALL_BACK: Duration = Duration::from_secs(150);

/// The controller releases a row; he too comes back if the line is cut before his answer.
async fn release(controller: &mut Person, row: &str) {
    let id = controller.submit(json!({"type": "release_inject", "row": row})).await;
    for _ in 0..100 {
        if controller.answer(&id).await.is_ok() {
            assert_eq!(controller.answers[&id]["type"], "recorded", "{}", controller.answers[&id]);
            return;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
        // Refused as long as the server is away.
        let _ = controller.connect().await;
    }
    panic!("{row} was never released");
}

async fn come_back(person: &mut Person) {
    person.read_for(Duration::from_millis(50)).await;
    while !person.is_connected() {
        // Refused as long as the server is away.
        let _ = person.connect().await;
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

/// Storm and kill, `kills` times; `factor` times the line is the deadline.
async fn storm(size: Size, kills: usize, factor: u32) {
    let seed = Chance::seed();
    eprintln!("SEED={seed}");
    let mut chance = Chance::new(seed);
    let scenario = scenario::generated(Size { rows: kills + 1, ..size });
    let mut room = Room::open("crash", &scenario, Detail::Keys).await.unwrap();
    let mut director = room.enter("DIR").await.unwrap();
    room.start_exercise(&mut director).await.unwrap();
    let mut controller = room.enter("CTL-1").await.unwrap();
    let of = |department| (0..size.seats).map(move |seat| scenario::seat(department, seat));
    let seats: Vec<String> = (0..size.departments).flat_map(of).collect();
    let manners = Manners { confirms: true, acknowledges: true };
    let crowd = Crowd::gather(&room, &seats, manners).await.unwrap();
    for kill in 0..=kills {
        release(&mut controller, &scenario::row(kill)).await;
        if kill < kills {
            let moment = Duration::from_millis(chance.below(u64::try_from(STORM.as_millis()).unwrap()));
            tokio::time::sleep(moment).await;
            let before = crowd.answered();
            room.crash().await.unwrap();
            let ready = room.server.ready_after;
            eprintln!("kill {} {moment:?} after the release, {before} answered; ready in {ready:?}", kill + 1);
            assert!(ready <= Duration::from_secs(2) * factor, "ready after {ready:?}");
            come_back(&mut controller).await;
        }
        let took = crowd.until_answered(seats.len() * (kill + 1), ALL_BACK).await.unwrap();
        eprintln!("all {} have their answer after {took:?}, {} tried in vain", seats.len(), crowd.refused());
    }
    come_back(&mut director).await;
    crowd.until_quiet(Duration::from_secs(2), ALL_BACK).await.unwrap();
    // Newcomers come while everybody still listens: who stops listening is soon called lost.
    let mut newcomers = BTreeMap::new();
    for department in 0..size.departments {
        let mut newcomer = room.person(&scenario::seat(department, 0)).unwrap();
        // Only looks: a receipt would change what is compared.
        newcomer.manners = Manners::default();
        newcomer.enter().await.unwrap();
        newcomers.insert(scenario::department(department), newcomer);
    }
    crowd.until_quiet(Duration::from_secs(2), ALL_BACK).await.unwrap();
    for newcomer in newcomers.values_mut() {
        newcomer.read_for(Duration::from_millis(20)).await;
    }
    let people = crowd.disperse().await.unwrap();
    for person in &people {
        let newcomer = &newcomers[person.seat.department.as_deref().unwrap()];
        let wrong = shared_differences(person, newcomer);
        assert!(wrong.is_empty(), "{wrong:#?}");
    }
    judge(&room, people, kills + 1).await;
    room.server.stop().await.unwrap();
}

/// Everything that must be so afterwards.
async fn judge(room: &Room, people: Vec<Person>, rows: usize) {
    let expected = people.len() * rows;
    let mut control = room.enter("LC").await.unwrap();
    control.settle(Duration::from_secs(1)).await;
    let acknowledged: u64 =
        control.store.of_kind("delivery").iter().map(|item| item["seats"]["acknowledged"].as_u64().unwrap()).sum();
    assert_eq!(acknowledged, expected as u64, "control counts each acknowledgement once");

    for person in &people {
        assert_eq!(person.unanswered(), 0);
        assert!(person.answers.values().all(|answer| answer["type"] == "recorded"), "{:?}", person.answers);
    }
    let report = room.check().unwrap();
    eprintln!("{report:?}");
    report.sound().unwrap();
    assert_eq!((report.acknowledged, report.released), (expected, rows));
    assert!(report.recorded >= expected && report.positions > people.len());
    assert!(report.reloaded > 0 || rows == 1, "a new process has a new numbering and says so");
    room.verify().unwrap();
}

/// What all seats of a department share must be the same in all of them.
fn shared_differences(one: &Person, other: &Person) -> Vec<String> {
    let of = |person: &Person, channel: &str| person.store.channels.get(channel).cloned().unwrap_or_default();
    let mut wrong = Vec::new();
    for channel in ["all", "group"] {
        let (mine, theirs) = (of(one, channel), of(other, channel));
        if mine.n != theirs.n {
            wrong.push(format!("{} is at {} of {channel}, {} at {}", one.who, mine.n, other.who, theirs.n));
        }
        let differ = |key: &&String| mine.items.get(*key) != theirs.items.get(*key);
        let empty: Value = json!({});
        assert_ne!(json!(theirs.items), empty, "{channel} is empty");
        wrong.extend(
            mine.items
                .keys()
                .chain(theirs.items.keys())
                .filter(differ)
                .map(|key| format!("{} and {} differ in {channel} {key}", one.who, other.who)),
        );
    }
    wrong
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_recorded_is_lost_when_the_server_is_killed_in_the_storm() {
    storm(CROWD, 3, 5).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "minutes: for make test-long"]
async fn twenty_kills() {
    storm(CROWD, 20, 1).await;
}
