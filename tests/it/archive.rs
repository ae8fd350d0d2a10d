//! Archives from one server to another: exported beside a running server, taken in elsewhere, the same
//! reports byte for byte, and a person erased without breaking the proof.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop where it is")]

use rusqlite::{Connection, OpenFlags};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use world::disk::Folder;
use world::history::Detail;
use world::http::{Answer, Request};
use world::room::Room;
use world::scenario::{self, Size};
use world::server::{Exercise, Server, binary};

const SMALL: Size = Size { departments: 2, seats: 1, rows: 2 };
/// Names that stand nowhere else.
const PLAYER: &str = "欧阳测试甲";
const EVALUATOR: &str = "Evaluator Testperson";
/// A picture, as far as anybody looks.
const PHOTO: &[u8] = b"\x89PNG\r\n\x1a\n the ladder at the north gate";

fn startex(arguments: &[&str]) -> Output {
    Command::new(binary().unwrap()).args(arguments).env_clear().output().unwrap()
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

fn done(arguments: &[&str]) -> String {
    let output = startex(arguments);
    assert!(output.status.success(), "{arguments:?}: {}", said(&output));
    said(&output)
}

fn refused(arguments: &[&str]) -> String {
    let output = startex(arguments);
    assert!(!output.status.success(), "{arguments:?} was done: {}", said(&output));
    said(&output)
}

fn path(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// Somebody who took a seat with its card and a name, as a browser does.
struct Named<'a> {
    room: &'a Room,
    cookies: String,
}

impl<'a> Named<'a> {
    async fn sits_down(room: &'a Room, seat: &str, name: &str) -> Self {
        let cards = room.get("DIR", "/cards").await.unwrap().json();
        let cards = cards["cards"].as_array().unwrap().clone();
        let card = cards.into_iter().find(|card| card["seat"]["code"] == seat).unwrap();
        let secret = card["url"].as_str().unwrap().split("#card=").nth(1).unwrap().to_owned();
        let body = json!({ "with": "seat_card", "secret": secret, "name": name });
        let request = Request::new("POST", "/api/v1/session").json(&body);
        let answer = Self::origin(room, request).send(room.server.address).await.unwrap();
        assert_eq!(answer.status, 200, "{}", answer.text());
        let set = answer.head.lines().filter_map(|line| line.strip_prefix("set-cookie: "));
        let cookies = set.filter_map(|cookie| cookie.split(';').next()).collect::<Vec<_>>().join("; ");
        Self { room, cookies }
    }

    fn origin(room: &Room, request: Request) -> Request {
        request.header("Origin", &format!("http://{}", room.server.address))
    }

    async fn asks(&self, method: &str, path: &str, with: impl FnOnce(Request) -> Request) -> Answer {
        let path = format!("/api/v1/exercises/{}{path}", self.room.exercise.id);
        let request = with(Request::new(method, &path).header("Cookie", &self.cookies));
        Self::origin(self.room, request).send(self.room.server.address).await.unwrap()
    }

    async fn does(&self, command: Value) {
        let body = json!({ "id": uuid::Uuid::new_v4(), "command": command });
        let answer = self.asks("POST", "/commands", |request| request.json(&body)).await;
        assert_eq!(answer.status, 200, "{body}: {}", answer.text());
    }
}

/// A short drill with two named people and a photo, over and in evaluation; its photo's hash.
async fn drill() -> (Room, String) {
    let room = Room::open("archive", &scenario::generated(SMALL), Detail::Full).await.unwrap();
    let mut director = room.enter("DIR").await.unwrap();
    room.start_exercise(&mut director).await.unwrap();
    let player = Named::sits_down(&room, "D01-1", PLAYER).await;
    let evaluator = Named::sits_down(&room, "EVA-1", EVALUATOR).await;
    let mut control = room.enter("LC").await.unwrap();
    control.record(json!({ "type": "release_inject", "row": scenario::row(0) })).await.unwrap();
    let items = player.asks("GET", "/items", |request| request).await.json();
    let inject = items.as_array().unwrap().iter().find(|upsert| upsert["item"]["kind"] == "inject").unwrap().clone();
    player.does(json!({ "type": "acknowledge_inject", "delivery": inject["item"]["delivery"] })).await;
    let stored =
        evaluator.asks("POST", "/files", |request| request.body("application/octet-stream", PHOTO.into())).await;
    let photo = stored.json()["file"].as_str().unwrap().to_owned();
    evaluator
        .does(json!({ "type": "record_observation", "text": "梯子未固定", "kind": "improvement", "task": "T-1",
                      "department": "D01", "files": [photo] }))
        .await;
    director.record(json!({ "type": "end_exercise" })).await.unwrap();
    director.record(json!({ "type": "begin_evaluation" })).await.unwrap();
    drop((director, control));
    (room, photo)
}

/// The three reports in both languages as data.
fn reports(data: &Path, id: &str) -> Vec<(String, Vec<u8>)> {
    let out = data.with_extension("report.json");
    let both = ["summary", "evaluation", "aar"].into_iter().flat_map(|kind| [(kind, "zh"), (kind, "en")]);
    both.map(|(kind, lang)| {
        done(&[
            "report",
            id,
            "--kind",
            kind,
            "--lang",
            lang,
            "--format",
            "json",
            "--out",
            path(&out),
            "--data",
            path(data),
        ]);
        (format!("reports/{kind}-{lang}.json"), std::fs::read(&out).unwrap())
    })
    .collect()
}

/// What the exercise's record ends with, as `startex verify` says it.
fn head(data: &Path, id: &str) -> String {
    done(&["verify", id, "--data", path(data)]).trim().to_owned()
}

/// The same, checked by the program that knows only the document.
fn verified_by_hand(file: &Path) {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("verify.py");
    let output = Command::new("python3").arg(script).arg(file).output().unwrap();
    assert!(output.status.success(), "{}", said(&output));
}

/// An entry of an archive, by the same program's library.
fn entry(archive: &Path, name: &str) -> Vec<u8> {
    let code = "import sys,zipfile; sys.stdout.buffer.write(zipfile.ZipFile(sys.argv[1]).read(sys.argv[2]))";
    let output = Command::new("python3").args(["-c", code, path(archive), name]).output().unwrap();
    assert!(output.status.success(), "{name}: {}", said(&output));
    output.stdout
}

/// Every file below a folder with its bytes.
fn everything(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(everything(&path));
        } else {
            let bytes = std::fs::read(&path).unwrap();
            found.push((path, bytes));
        }
    }
    found
}

fn holds(folder: &Path, bytes: &[u8]) -> Option<PathBuf> {
    let all = everything(folder);
    all.into_iter().find(|(_, held)| held.windows(bytes.len()).any(|window| window == bytes)).map(|(path, _)| path)
}

/// Sealed key and name of everybody, as they lie in the store.
fn sealed(data: &Path) -> Vec<(String, Vec<u8>, Vec<u8>)> {
    let store = Connection::open_with_flags(data.join("store.db"), OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
    let mut query = store.prepare("SELECT id, sealed_key, sealed_name FROM people ORDER BY id").unwrap();
    let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).unwrap();
    rows.collect::<Result<_, _>>().unwrap()
}

/// What a server over a folder answers a seat: a route of the exercise, or a file.
async fn asked(data: &Path, id: &str, seat: &str, route: &str) -> Answer {
    let token = link(data, id, seat);
    let server = Server::start(data, None).await.unwrap();
    let path = if route.starts_with("/f/") { route.to_owned() } else { format!("/api/v1/exercises/{id}{route}") };
    let answer = Request::new("GET", &path).bearer(&token).send(server.address).await.unwrap();
    server.stop().await.unwrap();
    answer
}

/// Puts a link token into the store, as the program makes one.
fn link(data: &Path, id: &str, seat: &str) -> String {
    use sha2::{Digest as _, Sha256};
    let token = format!("{:032x}", 0xabcd_u32);
    let store = Connection::open(data.join("store.db")).unwrap();
    store.execute("DELETE FROM cards WHERE kind = 'link'", []).unwrap();
    store
        .execute(
            "INSERT INTO cards (digest, exercise, seat, kind, sealed_secret, created) VALUES (?1, ?2, ?3, 'link', x'00', 0)",
            (Sha256::digest(token.as_bytes()).as_slice(), id, seat),
        )
        .unwrap();
    token
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_archive_is_the_same_exercise_elsewhere() {
    let (room, photo) = drill().await;
    let id = room.exercise.id.clone();
    let (data, other) = (room.data(), room.folder.at("other"));
    let (file, again) = (room.folder.at("drill.zip"), room.folder.at("again.zip"));

    // Beside the running server, by the beginning of its id; the same bytes whenever.
    done(&["exercise", "export", &id[..8], path(&file), "--data", path(&data)]);
    tokio::time::sleep(std::time::Duration::from_millis(2_100)).await;
    done(&["exercise", "export", &id, path(&again), "--data", path(&data)]);
    assert!(std::fs::read(&file).unwrap() == std::fs::read(&again).unwrap(), "the record did not change");
    assert!(done(&["verify", path(&file)]).contains(&id));
    verified_by_hand(&file);
    let Room { server, folder, .. } = room;
    server.stop().await.unwrap();

    // Elsewhere: the record to its last hash, the reports to their last byte, the photo.
    done(&["exercise", "import", path(&file), "--data", path(&other)]);
    assert_eq!(head(&other, &id), head(&data, &id));
    let twice = refused(&["exercise", "import", path(&file), "--data", path(&other)]);
    assert!(twice.contains("archive_already_here") && twice.contains(&id), "{twice}");
    let (here, there) = (reports(&data, &id), reports(&other, &id));
    assert_eq!(here.len(), 6);
    for ((name, here), (_, there)) in here.iter().zip(&there) {
        assert!(here == there, "{name} differs");
        assert!(*here == entry(&file, name), "{name} in the archive differs");
    }
    done(&["exercise", "export", &id, path(&again), "--data", path(&other)]);
    assert!(std::fs::read(&file).unwrap() == std::fs::read(&again).unwrap(), "an archive of an archive is the same");
    assert!(done(&["exercise", "list", "--data", path(&other)]).contains(&id));

    // Served: the director reads the same report, the evaluator sees the photo, nothing is appended by itself.
    let report = asked(&other, &id, "DIR", "/reports/summary.json?lang=zh").await;
    assert_eq!((report.status, report.body == here[0].1), (200, true), "over HTTP it is the same report");
    let shown = asked(&other, &id, "EVA-1", &format!("/f/{photo}")).await;
    assert_eq!((shown.status, shown.body.as_slice()), (200, PHOTO));
    assert_eq!(head(&other, &id), head(&data, &id), "looking at it adds nothing");
    let msel: Value = serde_json::from_slice(&entry(&file, "msel.json")).unwrap();
    let acknowledged = msel["rows"][0]["deliveries"][0]["rungs"].as_array().unwrap();
    assert!(acknowledged.iter().any(|rung| rung["stage"] == "acknowledged" && rung["seat"] == "D01-1"), "{msel}");

    // No name in it, and none there.
    for name in [PLAYER, EVALUATOR] {
        assert_eq!(holds(&other, name.as_bytes()), None);
    }
    assert!(sealed(&other).is_empty(), "an archive without names brings no keys");
    drop(folder);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_person_is_erased_and_the_proof_stands() {
    let (room, photo) = drill().await;
    let id = room.exercise.id.clone();
    let Room { server, folder, .. } = room;
    server.stop().await.unwrap();
    let (data, other, file) = (folder.at("data"), folder.at("other"), folder.at("named.zip"));

    // With names: the other server knows who acknowledged.
    done(&["exercise", "export", &id, path(&file), "--names", "--data", path(&data)]);
    done(&["exercise", "import", path(&file), "--data", path(&other)]);
    let delivery: Value = serde_json::from_slice(&entry(&file, "msel.json")).unwrap();
    let delivery = delivery["rows"][0]["deliveries"][0]["id"].as_str().unwrap().to_owned();
    let receipts = format!("/deliveries/{delivery}/receipts");
    let answer = asked(&other, &id, "DIR", &receipts).await;
    assert!(answer.text().contains(PLAYER), "{}", answer.text());

    // Both at home and in the archive that was taken in.
    for place in [&data, &other] {
        let (before, head_before) = (reports(place, &id), head(place, &id));
        let keys = sealed(place);
        assert_eq!(keys.len(), 2);
        assert!(keys.iter().all(|(_, key, name)| holds(place, key).is_some() && holds(place, name).is_some()));
        assert!(holds(place, PHOTO).is_some());
        let list = done(&["exercise", "people", &id, "--data", path(place)]);
        assert_eq!(list.matches("has a name").count(), 2, "{list}");
        let said = done(&["exercise", "erase", &id, "--seat", "D01-1", "--data", path(place)]);
        assert!(said.contains("name erased  0 files deleted"), "{said}");
        assert!(std::fs::exists(place.join("files").join(&photo[..2]).join(&photo)).unwrap(), "another's photo stays");
        let evaluator = list.lines().find(|line| line.contains("EVA-1")).unwrap()[..36].to_owned();
        let said = done(&["exercise", "erase", &id, &evaluator, "--data", path(place)]);
        assert!(said.contains("name erased  1 files deleted"), "{said}");
        let said = done(&["exercise", "erase", &id, &evaluator, "--data", path(place)]);
        assert!(said.contains("there was no name here"), "to do it twice does no harm: {said}");

        assert_eq!(head(place, &id), head_before, "the chain stands");
        assert!(reports(place, &id) == before, "reports say roles, before and after");
        let list = done(&["exercise", "people", &id, "--data", path(place)]);
        assert_eq!(list.matches("erased").count(), 2, "{list}");
        for (person, key, name) in &keys {
            assert_eq!(holds(place, key), None, "the key of {person} is still somewhere");
            assert_eq!(holds(place, name), None, "the sealed name of {person} is still somewhere");
        }
        for name in [PLAYER, EVALUATOR] {
            assert_eq!(holds(place, name.as_bytes()), None, "{name}");
        }
        assert_eq!(holds(place, PHOTO), None, "the photo is still somewhere");
        let answer = asked(place, &id, "DIR", &receipts).await;
        assert_eq!((answer.status, answer.text().contains(PLAYER)), (200, false));
    }

    // What is exported now says that a file is not there any more, and is sound without it.
    let after = folder.at("after.zip");
    assert!(done(&["exercise", "export", &id, path(&after), "--names", "--data", path(&other)]).contains("1 files"));
    let manifest: Value = serde_json::from_slice(&entry(&after, "manifest.json")).unwrap();
    assert_eq!(manifest["missing_files"], json!([photo]));
    assert_eq!(entry(&after, "people.json"), b"{\n  \"people\": []\n}\n");
    verified_by_hand(&after);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_not_over_or_is_there_already_is_not_taken_in() {
    let folder = Folder::new("archive-refused").unwrap();
    let (data, other) = (folder.at("data"), folder.at("other"));
    let (file, nowhere) = (folder.at("drill.zip"), folder.at("nowhere"));
    let Exercise { id, .. } = world::server::create_exercise(&data, &scenario::generated(SMALL)).await.unwrap();
    done(&["exercise", "export", &id, path(&file), "--data", path(&data)]);
    done(&["verify", path(&file)]);
    let said = refused(&["exercise", "import", path(&file), "--data", path(&other)]);
    assert!(said.contains("archive_not_ended"), "{said}");
    assert!(!other.exists(), "nothing was made for what is refused");

    let server = Server::start(&data, None).await.unwrap();
    for arguments in [["exercise", "import", path(&file)], ["exercise", "erase", &id]] {
        let mut arguments = arguments.to_vec();
        arguments.extend(if arguments[1] == "erase" { vec!["--seat", "D01-1"] } else { Vec::new() });
        arguments.extend(["--data", path(&data)]);
        refused(&arguments);
    }
    server.stop().await.unwrap();

    let said = refused(&["exercise", "export", "no-such", path(&nowhere), "--data", path(&data)]);
    assert!(said.contains("no exercise"), "{said}");
    assert!(refused(&["exercise", "erase", &id, "--seat", "D01-1", "--data", path(&data)]).contains("nobody"));
    std::fs::write(&nowhere, "PK\u{3}\u{4} and nothing behind").unwrap();
    assert!(refused(&["verify", path(&nowhere)]).contains("archive_unreadable"));
    assert!(refused(&["exercise", "import", path(&nowhere), "--data", path(&other)]).contains("archive_unreadable"));
}
