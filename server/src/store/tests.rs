//! The library in a store of its own: versions, labels, searches, bounds, an older database.

use super::*;
use crate::ids;
use crate::scenario::{bundled, load};
use protocol::ids::{ExerciseId, FileHash, ScenarioId, SeatCode};
use protocol::library::{SavedBy, ScenarioLabels, Tag, VersionNote};
use protocol::scenario::Scenario;
use protocol::time::Timestamp;
use protocol::vocab::Role;

const WIDE: LibraryBounds = LibraryBounds { scenarios: 10, versions: 10, bytes: 100_000_000 };

struct Scratch(Store, PathBuf);

impl Scratch {
    fn new() -> Self {
        let path = std::env::temp_dir().join(format!("startex-store-{}", ids::uuid()));
        Self(Store::open(&path).unwrap(), path)
    }

    async fn save(&self, scenario: &Scenario, onto: Onto, bounds: LibraryBounds) -> Saved {
        self.0.save_scenario(saving(scenario, onto), bounds).await.unwrap()
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        _ = std::fs::remove_dir_all(&self.1);
    }
}

fn id(name: &str) -> ScenarioId {
    ScenarioId::parse(name).unwrap()
}

fn tag(word: &str) -> Tag {
    Tag::parse(word).unwrap()
}

fn scenario(name: &str, title: &str) -> Scenario {
    let mut scenario = load(bundled()[0].yaml.as_bytes()).scenario.unwrap();
    scenario.id = id(name);
    scenario.title.zh = Some(title.into());
    scenario
}

fn saving(scenario: &Scenario, onto: Onto) -> Save {
    Save {
        scenario: scenario.clone(),
        by: SavedBy::Account("admin".into()),
        note: VersionNote::parse("").unwrap(),
        tags: Vec::new(),
        files: Vec::new(),
        onto,
        now: Timestamp(5),
    }
}

fn number(saved: &Saved) -> Option<u32> {
    match saved {
        Saved::Kept(summary) => Some(summary.version),
        Saved::Taken | Saved::Foreign | Saved::Full => None,
    }
}

#[tokio::test]
async fn every_save_keeps_the_earlier_versions() {
    let scratch = Scratch::new();
    for (nth, title) in ["第一稿", "第二稿", "第二稿", "第三稿"].into_iter().enumerate() {
        let saved = scratch.save(&scenario("a", title), Onto::Any, WIDE).await;
        assert_eq!(number(&saved), Some([1, 2, 2, 3][nth]), "what changes nothing is no new version");
    }
    assert_eq!(scratch.save(&scenario("a", "第四稿"), Onto::New, WIDE).await, Saved::Taken);
    let versions = scratch.0.scenario_versions(id("a")).await.unwrap();
    let told: Vec<_> = versions.iter().map(|one| (one.version, one.title.zh.as_deref().unwrap())).collect();
    assert_eq!(told, [(3, "第三稿"), (2, "第二稿"), (1, "第一稿")]);
    assert_eq!((versions[0].saved, &versions[0].by), (Some(Timestamp(5)), &Some(SavedBy::Account("admin".into()))));
    let earlier = scratch.0.scenario(id("a"), Some(1)).await.unwrap().unwrap();
    assert_eq!(earlier, scenario("a", "第一稿"));
    assert_eq!(scratch.0.scenario(id("a"), None).await.unwrap().unwrap(), scenario("a", "第三稿"));
    assert_eq!(scratch.0.scenario(id("a"), Some(9)).await.unwrap(), None);
    assert!(scratch.0.delete_scenario(id("a")).await.unwrap());
    assert_eq!(scratch.0.scenario_versions(id("a")).await.unwrap(), []);
}

#[tokio::test]
async fn the_library_is_bounded_and_a_full_one_takes_nothing_in() {
    let scratch = Scratch::new();
    let few = LibraryBounds { scenarios: 1, versions: 2, ..WIDE };
    for title in ["1", "2", "3"] {
        scratch.save(&scenario("a", title), Onto::Any, few).await;
    }
    let kept = scratch.0.scenario_versions(id("a")).await.unwrap();
    assert_eq!(kept.iter().map(|one| one.version).collect::<Vec<_>>(), [3, 2], "the oldest is forgotten");
    let content = b"%PDF-1.7 a plan".to_vec();
    let hash = FileHash::parse(&ids::hex(ring::digest::digest(&ring::digest::SHA256, &content).as_ref())).unwrap();
    let row = FileRow { hash: hash.clone(), media_type: "application/pdf".into(), bytes: 15 };
    let mut second = saving(&scenario("b", "乙"), Onto::New);
    second.files = vec![(row, content)];
    assert_eq!(scratch.0.save_scenario(second.clone(), few).await.unwrap(), Saved::Full);
    assert_eq!(scratch.0.file(hash.clone()).await.unwrap(), None);
    let small = LibraryBounds { bytes: 1_000, ..WIDE };
    assert_eq!(scratch.save(&scenario("c", "丙"), Onto::New, small).await, Saved::Full);
    assert_eq!(number(&scratch.0.save_scenario(second, WIDE).await.unwrap()), Some(1));
    assert_eq!(scratch.0.file_content(hash).await.unwrap(), b"%PDF-1.7 a plan");
}

#[tokio::test]
async fn an_editor_saves_onto_what_the_same_exercise_saved() {
    let scratch = Scratch::new();
    let (ours, theirs) = (ExerciseId(ids::uuid()), ExerciseId(ids::uuid()));
    let mut save = saving(&scenario("a", "甲"), Onto::Own(ours));
    save.by = SavedBy::Seat { exercise: ours, seat: SeatCode::parse("PLN").unwrap(), role: Role::Planner };
    assert_eq!(number(&scratch.0.save_scenario(save, WIDE).await.unwrap()), Some(1));
    assert_eq!(scratch.save(&scenario("a", "乙"), Onto::Own(theirs), WIDE).await, Saved::Foreign);
    assert_eq!(number(&scratch.save(&scenario("a", "乙"), Onto::Own(ours), WIDE).await), Some(2));
}

#[tokio::test]
async fn scenarios_are_found_by_what_people_remember_of_them() {
    let scratch = Scratch::new();
    scratch.save(&scenario("Flood-2026", "防汛演练"), Onto::New, WIDE).await;
    scratch.save(&scenario("b", "消防演练"), Onto::New, WIDE).await;
    let labels = |archived| ScenarioLabels { tags: vec![tag("夜间 Night"), tag("室外")], archived };
    scratch.0.label_scenario(id("b"), labels(false)).await.unwrap().unwrap();
    assert_eq!(scratch.0.label_scenario(id("none"), labels(false)).await.unwrap(), None);
    let found = async |search: &str, tag: Option<&str>, archived| {
        let wanted = Wanted { search: search.into(), tag: tag.map(str::to_owned), archived };
        let found = scratch.0.scenarios(wanted).await.unwrap();
        found.into_iter().map(|one| one.id.to_string()).collect::<Vec<_>>().join(" ")
    };
    let row = scenario("x", "x").injects[7].title.clone();
    for (search, ids) in [
        ("", "Flood-2026 b"),
        ("FLOOD", "Flood-2026"),
        ("ｆｌｏｏｄ", "Flood-2026"),
        ("消防", "b"),
        ("night", "b"),
        (row.zh.as_deref().unwrap(), "Flood-2026 b"),
        (&row.en.as_deref().unwrap().to_uppercase(), "Flood-2026 b"),
        ("%", ""),
    ] {
        assert_eq!(found(search, None, false).await, ids, "{search}");
    }
    assert_eq!(found("", Some("室外"), false).await, "b");
    assert_eq!(found("", Some("室"), false).await, "", "a tag is a whole word");
    scratch.0.label_scenario(id("b"), labels(true)).await.unwrap().unwrap();
    assert_eq!((found("", None, false).await, found("", None, true).await), ("Flood-2026".into(), "b".into()));
}

#[tokio::test]
async fn scenarios_of_an_older_store_are_listed_and_found() {
    let path = std::env::temp_dir().join(format!("startex-store-{}", ids::uuid()));
    std::fs::create_dir(&path).unwrap();
    let old = Connection::open(path.join("store.db")).unwrap();
    for step in &schema::STEPS[..3] {
        old.execute_batch(step).unwrap();
    }
    old.pragma_update(None, "user_version", 3).unwrap();
    let put = |name: &str, body: String| old.execute("INSERT INTO scenarios VALUES (?1, ?2, 77)", [name, &body]);
    put("flood", to_json(&scenario("flood", "防汛演练")).unwrap()).unwrap();
    put("broken", "{}".into()).unwrap();
    drop(old);
    let scratch = Scratch(Store::open(&path).unwrap(), path);
    let all = scratch.0.scenarios(Wanted { search: "防汛".into(), ..Wanted::default() }).await.unwrap();
    let told: Vec<_> = all.iter().map(|one| (one.id.as_str(), one.version, one.saved, one.by.clone())).collect();
    assert_eq!(told, [("flood", 1, Some(Timestamp(77)), None)]);
    assert_eq!(scratch.0.scenario(id("flood"), Some(1)).await.unwrap(), Some(scenario("flood", "防汛演练")));
    assert_eq!(scratch.0.scenarios(Wanted::default()).await.unwrap().len(), 2, "what cannot be read is still listed");
    assert_eq!(number(&scratch.save(&scenario("flood", "新"), Onto::Any, WIDE).await), Some(2));
}
