//! No leak: a canary in every text of the petition drill and in everything that is written during
//! play, every frame and every HTTP answer of every role searched. The search is shown to find.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop where it is")]

use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::time::Duration;
use world::canary::{Aviary, Eye, Planted, convert, eyes, words};
use world::disk::Folder;
use world::history::{self, Detail};
use world::http::Request;
use world::person::Person;
use world::room::Room;

/// Played so far, in exercise seconds: into the second of five phases.
const PLAYED: i64 = 1_500;
/// Rows that are out before departments act: enough for each of them to have some.
const RELEASED: usize = 10;
/// Rows of the scenario, the filler included: a number that nobody meets by chance.
const ROWS: usize = 613;
/// One seat or more of every kind of viewer.
const SEATS: [&str; 19] = [
    "DIR", "LC", "CTL-XF", "SAF", "SIM-1", "ACT-1", "EVA-XF", "EVA-GA", "LEV", "OBS-1", "WALL-L", "CMD-1", "XF-1",
    "XF-2", "GA-1", "XC-1", "SS-1", "JD-1", "JD-2",
];

/// The petition drill with canaries, and with rows that are never released: their number is a secret.
fn planted(folder: &Folder) -> Planted {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../scenarios/petition-drill.yaml");
    let mut scenario = convert(&file, &folder.at("plain.json")).unwrap();
    let rows = scenario["injects"].as_array_mut().unwrap();
    for number in rows.len()..ROWS {
        rows.push(json!({
            "id": format!("F-{number}"), "kind": "contextual", "title": {"zh": "备用"}, "body": {"zh": "备用"},
            "to": [{"department": "GA"}], "channel": "system", "when": {"type": "manual"}, "release": "manual",
        }));
    }
    Planted::new(scenario, PLAYED).unwrap()
}

fn eyes_of(room: &Room, code: &str) -> BTreeSet<Eye> {
    let seat = room.seat(code).unwrap();
    let mut eyes = eyes([Eye::Seat(code.to_owned())]);
    eyes.insert(match seat.role.as_str() {
        "DIR" | "LC" | "CTL" | "SAF" | "PLN" => Eye::Control,
        "SIM" => Eye::Simulation,
        "ACT" => Eye::Actors,
        "EVA" => Eye::Evaluators,
        "LEV" => Eye::LeadEvaluator,
        "WALL" if code == "WALL-L" => Eye::LeadersWall,
        "WALL" | "OBS" => Eye::PlayersWall,
        "PLY" => Eye::Department(seat.department.clone().unwrap()),
        role => panic!("no eyes for {role}"),
    });
    eyes
}

/// Everybody who is in the room.
struct Cast {
    people: BTreeMap<&'static str, Person>,
    aviary: Aviary,
}

impl Cast {
    async fn read(&mut self, time: Duration) {
        let reading = self.people.values_mut().map(|person| person.settle(time));
        futures_util::future::join_all(reading).await;
    }

    fn at(&mut self, code: &str) -> &mut Person {
        self.people.get_mut(code).unwrap()
    }

    /// The id of the first thing of a kind that somebody is shown, once it is there.
    async fn held(&mut self, code: &str, kind: &str) -> Value {
        let there = |me: &Person| !me.store.of_kind(kind).is_empty();
        assert!(self.at(code).until(Duration::from_secs(5), there).await, "{code} is shown no {kind}");
        self.at(code).store.of_kind(kind)[0]["id"].clone()
    }

    /// Somebody writes something with a canary in it.
    async fn says(&mut self, code: &str, what: &str, may: BTreeSet<Eye>, command: impl Fn(&str) -> Value) {
        let word = self.aviary.add('w', &format!("{what} by {code}"), may.clone(), may);
        self.at(code).record(command(&format!("演练 {word}"))).await.unwrap();
    }
}

fn department(code: &str) -> Eye {
    Eye::Department(code.to_owned())
}

fn staff_and<const N: usize>(more: [Eye; N]) -> BTreeSet<Eye> {
    let staff = [Eye::Control, Eye::Evaluators, Eye::LeadEvaluator];
    staff.into_iter().chain(more).collect()
}

/// A good answer to an inject, in its form.
fn answer_to(inject: &Value, text: &str) -> Value {
    let mut command =
        json!({"type": "respond_inject", "delivery": inject["delivery"], "progress": "doing", "text": text});
    match inject["response"]["type"].as_str().unwrap_or_default() {
        "choice" => command["choice"] = inject["response"]["of"][0]["value"].clone(),
        "checklist" => command["ticked"] = json!([inject["response"]["of"][0]["value"]]),
        "number" => command["number"] = json!(7),
        _ => {}
    }
    if let Some(option) = inject["decision"].as_array().and_then(|options| options.first()) {
        command["choice"] = option["value"].clone();
    }
    command
}

/// What departments do with what they got: acknowledge, answer, ask, report, write to each other.
async fn departments_act(cast: &mut Cast) {
    for (seat, code) in
        [("XF-1", "XF"), ("GA-1", "GA"), ("JD-1", "JD"), ("XC-1", "XC"), ("SS-1", "SS"), ("CMD-1", "CMD")]
    {
        let injects: Vec<Value> = cast.at(seat).store.of_kind("inject").into_iter().cloned().collect();
        assert!(!injects.is_empty(), "{code} was given nothing");
        let form = |inject: &&Value| inject["response"]["type"] != "file" && inject["stage"] != "closed";
        let inject = injects
            .iter()
            .filter(form)
            .max_by_key(|inject| inject["duties"].to_string().contains("respond"))
            .unwrap()
            .clone();
        let may = || staff_and([department(code)]);
        let ask = |text: &str| json!({"type": "ask_control", "delivery": inject["delivery"], "text": text});
        cast.says(seat, "a question", may(), ask).await;
        cast.says(seat, "an answer", may(), |text| answer_to(&inject, text)).await;
        let reports = staff_and([department(code), department("CMD")]);
        let report =
            |text: &str| json!({"type": "submit_report", "kind": "first", "text": text, "facts": [], "gaps": []});
        cast.says(seat, "a report", reports, report).await;
    }
    let letter = |text: &str| json!({"type": "send_message", "to": [{"department": "GA"}], "text": text});
    cast.says("XF-1", "a letter to GA", staff_and([department("XF"), department("GA")]), letter).await;
    let put = |text: &str, audience: &str| {
        json!({"type": "put_feature", "feature": "supply", "spot": {"type": "place", "place": "shade"},
               "label": text, "note": text, "audience": audience})
    };
    cast.says("JD-1", "a mark on its own map", staff_and([department("JD")]), |text| put(text, "own")).await;
    let all = ["XF", "GA", "JD", "XC", "SS", "CMD"].map(department);
    let may = staff_and(all).into_iter().chain([Eye::LeadersWall]).collect();
    cast.says("JD-1", "a mark on everybody's map", may, |text| put(text, "departments")).await;
    cast.says("LC", "a mark on control's map", eyes([Eye::Control]), |text| put(text, "control")).await;
    let letter = |text: &str| json!({"type": "send_message", "to": ["simulation"], "text": text});
    let may = staff_and([department("JD"), Eye::Simulation, Eye::Actors]);
    cast.says("JD-1", "a call to the simulation cell", may, letter).await;
    let draft = |text: &str| json!({"type": "draft_statement", "text": {"zh": text}, "cosigners": ["GA"]});
    cast.says("XC-1", "a draft", staff_and([department("XC"), department("GA"), department("CMD")]), draft).await;
}

/// What those who watch and steer write.
async fn staff_act(cast: &mut Cast) {
    let log = |text: &str| json!({"type": "write_log", "text": text});
    cast.says("LC", "a line of the log", staff_and([]), log).await;
    for (seat, of) in [("EVA-XF", "XF"), ("EVA-GA", "GA")] {
        let may = eyes([Eye::Seat(seat.to_owned()), Eye::LeadEvaluator]);
        let note = |text: &str| json!({"type": "record_observation", "text": text, "kind": "fact", "department": of});
        cast.says(seat, "a note", may, note).await;
    }
    let letter =
        |text: &str| json!({"type": "send_message", "to": [{"department": "XC"}], "text": text, "persona": "记者"});
    let may = staff_and([department("XC"), Eye::Simulation, Eye::Actors]);
    cast.says("SIM-1", "a call as a journalist", may, letter).await;
    let post = |text: &str| json!({"type": "write_post", "kind": "post", "platform": "模拟", "author": "街坊", "text": text, "to": ["JD"], "reach": {"start": 1, "ceiling": 9}});
    cast.says("SIM-1", "a post that nobody reported", staff_and([department("JD"), Eye::Simulation]), post).await;
    let held =
        cast.at("LC").store.of_kind("row").into_iter().find(|row| row["status"] == "scheduled").unwrap()["id"].clone();
    let skip = |text: &str| json!({"type": "skip_inject", "row": held, "reason": text});
    cast.says("LC", "the reason of a skip", staff_and([]), skip).await;
    let adhoc = |text: &str| json!({"type": "send_ad_hoc", "title": text, "body": "只给公安", "to": [{"department": "GA"}], "channel": "radio"});
    cast.says("CTL-XF", "the title of an ad-hoc row", staff_and([Eye::Simulation]), adhoc).await;
}

/// What stands in ledgers: claims, promises, sources of facts, requests and faults of resources, objections.
async fn ledgers_act(cast: &mut Cast) {
    let claims = || staff_and([department("SS"), department("CMD")]);
    let claim = |text: &str| json!({"type": "record_claim", "text": text, "from": "居民代表"});
    cast.says("SS-1", "a claim", claims(), claim).await;
    let claim = |from: &str| json!({"type": "record_claim", "text": "补发安置费", "from": from});
    cast.says("SS-1", "who claims", claims(), claim).await;
    let promises = || {
        let more = [department("SS"), department("XF"), department("CMD"), Eye::Simulation, Eye::Actors];
        staff_and(more)
    };
    for field in ["text", "person", "due", "told_by", "checker"] {
        let promise = |word: &str| {
            let mut promise = json!({"type": "make_commitment", "text": "当面答复", "owner": "XF"});
            promise[field] = json!(word);
            promise
        };
        cast.says("SS-1", &format!("a promise's {field}"), promises(), promise).await;
    }
    let fact = |text: &str| json!({"type": "report_fact", "fact": "people", "value": 41, "source": text});
    cast.says("XF-1", "the source of a fact", staff_and([department("XF"), department("CMD")]), fact).await;
    let asks = || staff_and([department("XF"), department("JD"), department("CMD")]);
    let ask = |what: &str| json!({"type": "request_resource", "to": {"department": "JD"}, "what": what});
    cast.says("XF-1", "what is asked for", asks(), ask).await;
    let ask =
        |note: &str| json!({"type": "request_resource", "to": {"department": "JD"}, "what": "饮水", "note": note});
    cast.says("XF-1", "what a resource is for", asks(), ask).await;
    let request = cast.held("XF-1", "resource_request").await;
    let withdraw = |note: &str| json!({"type": "withdraw_resource_request", "request": request, "note": note});
    cast.says("XF-2", "why a request is withdrawn", asks(), withdraw).await;
    let fault = |text: &str| json!({"type": "report_fault", "resource": "megaphone", "text": text});
    cast.says("GA-1", "a fault", staff_and([department("GA"), department("CMD")]), fault).await;
    let set = |note: &str| json!({"type": "set_resource", "resource": "chairs", "to": "in_use", "note": note});
    cast.says("LC", "why control set a resource", staff_and([]), set).await;
    let draft = cast.held("GA-1", "statement").await;
    let object = |why: &str| json!({"type": "object_to_statement", "statement": draft, "reason": why});
    let may = staff_and([department("XC"), department("GA"), department("CMD")]);
    cast.says("GA-1", "an objection", may, object).await;
}

/// A short drill: to the middle of the second phase by a jump, then at speed.
async fn play(room: &Room, cast: &mut Cast) {
    room.start_exercise(cast.at("DIR")).await.unwrap();
    cast.read(Duration::from_secs(1)).await;
    // At the pace of the clock on the wall, so that play has not come there by itself on any machine.
    cast.at("LC").record(json!({"type": "jump_clock", "to": (PLAYED - 300) * 1000})).await.unwrap();
    let held = |me: &Person| me.store.of_kind("row").iter().any(|row| row["status"] == "held");
    assert!(cast.at("LC").until(Duration::from_secs(10), held).await, "what the jump leapt over is held");
    let send = json!({"type": "dispose_held", "rows": [], "how": {"type": "send"}});
    cast.at("LC").record(send).await.unwrap();
    cast.at("LC").record(json!({"type": "set_rate", "rate": 60})).await.unwrap();
    // What is suggested is confirmed as it comes, and what follows of that comes a while later. Not beyond
    // what is played: later phases are a secret.
    for _ in 0..9 {
        let reading = cast.people.values_mut().map(|person| person.read_for(Duration::from_millis(500)));
        futures_util::future::join_all(reading).await;
        let rows: Vec<Value> = cast.at("LC").store.of_kind("row").into_iter().cloned().collect();
        let suggested = |row: &&Value| row["status"] == "armed" && row["inject_kind"] != "expected_action";
        for row in rows.iter().filter(suggested) {
            // Another hand or the clock may have been first: then it is out, too.
            let _ = cast.at("LC").record(json!({"type": "release_inject", "row": row["id"]})).await;
        }
        if rows.iter().filter(|row| !row["released"].is_null()).count() >= RELEASED {
            break;
        }
    }
    cast.at("DIR").record(json!({"type": "pause_exercise", "reason": "admin"})).await.unwrap();
    cast.read(Duration::from_secs(1)).await;
    departments_act(cast).await;
    cast.read(Duration::from_millis(500)).await;
    ledgers_act(cast).await;
    staff_act(cast).await;
    // An ad-hoc row goes out when it cannot be taken back any more.
    tokio::time::sleep(Duration::from_secs(6)).await;
    cast.read(Duration::from_secs(1)).await;
}

/// Every route that answers with something of an exercise or of the library.
async fn over_http(room: &Room, code: &str) -> (String, BTreeMap<String, u16>) {
    let token = &room.seat(code).unwrap().token;
    let base = format!("/api/v1/exercises/{}", room.exercise.id);
    let mut paths: Vec<String> = ["items", "measures", "cards", "waiting", "msel.xlsx", "site/plan", "picture.geojson"]
        .iter()
        .map(|path| format!("{base}/{path}"))
        .collect();
    paths.extend(["summary", "evaluation", "aar"].map(|kind| format!("{base}/reports/{kind}.html?lang=zh")));
    paths.extend(["summary", "evaluation", "aar"].map(|kind| format!("{base}/reports/{kind}.json?lang=zh")));
    paths.extend(
        ["/exercises", "/scenarios", "/scenarios/petition-drill", "/session", "/about"].map(|p| format!("/api/v1{p}")),
    );
    paths.extend(["/api/openapi.json", "/api/asyncapi.json", "/readyz", "/metrics", "/"].map(str::to_owned));
    let deliveries = room.get("LC", "/items").await.unwrap();
    let deliveries = deliveries.json();
    let ids = deliveries["items"].as_array().or(deliveries.as_array()).cloned().unwrap_or_default();
    let ids =
        ids.iter().filter_map(|entry| entry["item"]["id"].as_str().filter(|_| entry["item"]["kind"] == "delivery"));
    paths.extend(ids.take(3).map(|id| format!("{base}/deliveries/{id}/receipts")));
    let (mut all, mut codes) = (String::new(), BTreeMap::new());
    for path in paths {
        let answer = Request::new("GET", &path).bearer(token).send(room.server.address).await.unwrap();
        all.push_str(&answer.head);
        all.push_str(&answer.text());
        codes.insert(path, answer.status);
    }
    (all, codes)
}

/// Numbers that count the list, wherever they stand; moments and positions are other numbers.
fn counts_of_rows(value: &Value, name: &str, found: &mut Vec<String>) {
    const OTHER: &[&str] = &["n", "wall", "exercise", "t0", "t1", "heard", "round_trip_ms", "lost_ms"];
    match value {
        Value::Number(number) if number.as_u64() == Some(ROWS as u64) && !OTHER.contains(&name) => {
            found.push(name.into())
        }
        Value::Array(entries) => entries.iter().for_each(|entry| counts_of_rows(entry, name, found)),
        Value::Object(fields) => fields.iter().for_each(|(name, value)| counts_of_rows(value, name, found)),
        Value::Null | Value::Bool(_) | Value::String(_) | Value::Number(_) => {}
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn v2_nobody_is_shown_what_is_not_his_by_socket_or_by_http() {
    let folder = Folder::new("canaries").unwrap();
    let Planted { scenario, aviary, rows } = planted(&folder);
    assert!(aviary.birds.len() > 500 && rows.len() == ROWS, "{} canaries", aviary.birds.len());
    let room = Room::open("leak", &scenario, Detail::Full).await.unwrap();
    let mut cast = Cast { people: BTreeMap::new(), aviary };
    for code in SEATS {
        cast.people.insert(code, room.enter(code).await.unwrap());
    }
    play(&room, &mut cast).await;
    let released = cast.people["LC"].store.of_kind("row").iter().filter(|row| !row["released"].is_null()).count();
    keep_for_later(&scenario, &mut cast);
    eprintln!("{released} rows released, {} canaries", cast.aviary.birds.len());
    assert!(released >= RELEASED);

    let mut seen: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    let mut wrong = Vec::new();
    for code in SEATS {
        let (mut text, codes) = over_http(&room, code).await;
        let control = eyes_of(&room, code).contains(&Eye::Control);
        // Whoever runs the exercise may read its record, but for what evaluators noted.
        let journal = room.get(code, "/journal").await.unwrap();
        let reads_it = ["DIR", "LC", "CTL"].contains(&room.seat(code).unwrap().role.as_str());
        assert_eq!(journal.status == 200, reads_it, "{code}: the journal answered {}", journal.status);
        assert_eq!(words(&journal.text()).len() > 500, reads_it, "{code}");
        assert_eq!(journal.text().contains("\"withheld\":true"), reads_it, "{code}: notes in the journal");
        text.push_str(&journal.text());
        for (path, status) in &codes {
            assert!(*status < 500, "{code}: {path} answered {status}");
            let restricted = ["msel.xlsx", "cards", "waiting"].iter().any(|end| path.ends_with(end));
            assert!(control || !restricted || [403, 404].contains(status), "{code}: {path} answered {status}");
        }
        assert_eq!(codes[&format!("/api/v1/exercises/{}/items", room.exercise.id)], 200, "{code} has no items");
        seen.insert(code, words(&text));
    }
    room.history.flush().unwrap();
    let lines = history::read(room.history.path()).unwrap();
    for line in lines.iter().filter(|line| line.what == "got") {
        let code = line.who.split('#').next().unwrap();
        let text = line.frame.to_string();
        if let Some(seen) = seen.get_mut(code) {
            seen.extend(words(&text));
        }
        if eyes_of(&room, code).iter().all(|eye| !staff_and([]).contains(eye)) {
            let mut found = Vec::new();
            counts_of_rows(&line.frame, "", &mut found);
            wrong.extend(found.into_iter().map(|name| format!("{code} was told the number of rows as {name}")));
        }
    }
    for code in SEATS {
        let eyes = eyes_of(&room, code);
        wrong.extend(cast.aviary.leaks(code, &eyes, &seen[code]));
        wrong.extend(cast.aviary.missing(code, &eyes, &seen[code]));
        eprintln!("{code}: {} canaries", seen[code].len());
    }
    assert!(wrong.is_empty(), "{} wrong:\n  {}", wrong.len(), wrong[..wrong.len().min(40)].join("\n  "));
    bodies_arrived(&room, &cast, &seen);
    room.check().unwrap().sound().unwrap();
    room.verify().unwrap();
}

/// What was not released is nobody's but of those who steer, watch and play it.
fn keep_for_later(scenario: &Value, cast: &mut Cast) {
    let released = |id: &Value| {
        let rows = cast.people["LC"].store.of_kind("row");
        rows.iter().any(|row| row["id"] == *id && !row["released"].is_null())
    };
    let rows = scenario["injects"].as_array().unwrap();
    let later = |(_, row): &(usize, &Value)| row["template"].is_null() && !released(&row["id"]);
    let later: Vec<String> =
        rows.iter().enumerate().filter(later).map(|(index, _)| format!("injects.{index}.")).collect();
    assert!(later.len() > ROWS / 2);
    for bird in cast.aviary.birds.values_mut().filter(|bird| later.iter().any(|row| bird.place.starts_with(row))) {
        bird.may.retain(|eye| !matches!(eye, Eye::Department(_) | Eye::LeadersWall));
    }
}

/// The search finds what departments were given: each saw the bodies of its own injects.
fn bodies_arrived(room: &Room, cast: &Cast, seen: &BTreeMap<&str, BTreeSet<String>>) {
    for (code, person) in &cast.people {
        let injects = person.store.of_kind("inject");
        let bodies: BTreeSet<String> = injects.iter().flat_map(|item| words(&item["body"].to_string())).collect();
        assert!(bodies.is_subset(&seen[code]));
        if room.seat(code).unwrap().role == "PLY" {
            assert!(bodies.len() >= 2, "{code} was given {} injects with canaries", bodies.len());
        }
    }
}
