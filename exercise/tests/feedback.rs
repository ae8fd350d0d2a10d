//! The questionnaire by example: who is asked and when, once for each seat, who reads what, and that an
//! anonymous answer leads nobody back to a seat.
#![expect(clippy::expect_used, reason = "a test stops where its world is broken")]

mod support;

use exercise::event::FeedbackGiven;
use exercise::report::{self, WallWords};
use exercise::view::{Key, keys_of, render, told_in_record};
use exercise::{Actor, Audience, Event};
use protocol::document::{Document, DocumentBlock, DocumentKind, Language};
use protocol::feedback::{FeedbackAudience, FeedbackItem, FeedbackWithheld};
use protocol::ids::DepartmentCode;
use protocol::item::Item;
use protocol::problem::ProblemCode;
use protocol::time::Timestamp;
use serde_json::{Value, json};
use support::{World, row, small};

struct Plain;

impl WallWords for Plain {
    fn day(&self, _: Timestamp, _: Language) -> String {
        "a day".into()
    }
    fn time(&self, _: Timestamp) -> String {
        "a time".into()
    }
}

fn world(anonymous: bool, audience: FeedbackAudience) -> World {
    let mut scenario = small(json!([row("1", json!({"type": "time", "at": 5}), json!({}))]));
    let asked = scenario.feedback.as_mut().expect("the small drill asks");
    (asked.anonymous, asked.audience) = (anonymous, audience);
    World::running(scenario)
}

fn ended(anonymous: bool) -> World {
    let mut world = world(anonymous, FeedbackAudience::All);
    world.pass(60);
    world.ok("DIR", json!({"type": "end_exercise"}));
    world
}

fn says(step: u8, words: &str) -> Value {
    json!({"type": "answer_feedback", "answers": [
        {"question": "clear", "value": step}, {"question": "words", "value": words}]})
}

fn item(world: &World, audience: &Audience) -> Option<Item> {
    render(&world.state, &Key::Feedback, audience)
}

fn results(world: &World) -> FeedbackItem {
    match item(world, &Audience::Control) {
        Some(Item::Feedback(item)) => *item,
        other => panic!("{other:?}"),
    }
}

fn department(code: &str) -> Audience {
    Audience::Department(DepartmentCode::parse(code).expect("a code"))
}

#[test]
fn it_opens_at_endex_for_those_who_are_asked_and_nobody_else() {
    let mut world = world(true, FeedbackAudience::Players);
    assert_eq!(world.no("AA-1", says(3, "early")), ProblemCode::WrongStatus);
    for audience in [department("AA"), Audience::Control] {
        assert_eq!(item(&world, &audience), None, "nothing before ENDEX");
    }
    world.ok("DIR", json!({"type": "end_exercise"}));
    assert!(matches!(item(&world, &department("AA")), Some(Item::FeedbackForm(_))));
    for audience in [Audience::Simulation, Audience::Actors, Audience::LeadersWall, Audience::Everyone] {
        assert_eq!(item(&world, &audience), None, "{audience:?}");
    }
    for seat in ["SIM-1", "ACT-1", "EVA-1", "LEV", "DIR", "OBS-1"] {
        assert_eq!(world.no(seat, says(3, "not asked")), ProblemCode::NotAllowed, "{seat}");
    }
    world.ok("AA-1", says(3, "asked"));
    world.ok("LEV", json!({"type": "close_feedback"}));
    assert_eq!(item(&world, &department("AA")), None, "nothing to answer any more");
    assert_eq!(world.no("AA-2", says(3, "too late")), ProblemCode::WrongStatus);
    assert_eq!(world.no("DIR", json!({"type": "close_feedback"})), ProblemCode::WrongStatus);
}

#[test]
fn a_seat_answers_once_and_only_what_was_asked() {
    for anonymous in [true, false] {
        let mut world = ended(anonymous);
        for (wrong, code) in [
            (json!([]), ProblemCode::DoesNotFitForm),
            (json!([{"question": "clear", "value": 6}]), ProblemCode::DoesNotFitForm),
            (json!([{"question": "clear", "value": "5"}]), ProblemCode::DoesNotFitForm),
            (json!([{"question": "late", "value": "rain"}]), ProblemCode::DoesNotFitForm),
            (
                json!([{"question": "clear", "value": 1}, {"question": "clear", "value": 2}]),
                ProblemCode::DoesNotFitForm,
            ),
            (json!([{"question": "nothing", "value": 1}]), ProblemCode::Unknown),
        ] {
            assert_eq!(world.no("AA-1", json!({"type": "answer_feedback", "answers": wrong})), code, "{wrong}");
        }
        world.ok("AA-1", says(4, "one"));
        assert_eq!(world.no("AA-1", says(5, "again")), ProblemCode::AlreadyDone, "anonymous: {anonymous}");
        world.ok("AA-2", says(2, "two"));
        world.ok("ACT-1", says(1, "three"));
        assert_eq!(results(&world).given, 3);
    }
}

#[test]
fn an_anonymous_answer_names_neither_seat_nor_person_anywhere_in_its_commit() {
    let mut world = ended(true);
    world.pass(30);
    world.ok("AA-1", says(4, "mine"));
    let commit = world.commits.last().expect("it was recorded");
    assert_eq!(commit.by, Actor::System);
    let text = format!("{commit:?}");
    assert!(!text.contains("AA-1") && !text.contains("\"AA\""), "{text}");
    let Some(Event::FeedbackGiven(FeedbackGiven { ballot: Some(_), .. })) = commit.events.first() else {
        panic!("{text}")
    };
    assert!(!told_in_record("feedback_given"), "nor is it read answer by answer");
    let mut named = ended(false);
    named.ok("AA-1", says(4, "mine"));
    let commit = named.commits.last().expect("it was recorded");
    assert!(matches!(&commit.by, Actor::Seat(seated) if seated.seat.as_str() == "AA-1"));
}

#[test]
fn nothing_is_shown_while_it_is_open_nor_below_five_answers() {
    let mut world = ended(true);
    let seats = ["AA-1", "AA-2", "BB-1", "BB-2", "SIM-1"];
    for (n, seat) in seats[..4].iter().enumerate() {
        world.ok(seat, says(4, &format!("words of number {}", 9 - n)));
    }
    let open = results(&world);
    assert_eq!((open.given, open.seats, open.withheld), (4, 6, Some(FeedbackWithheld::Open)));
    let mut few = ended(true);
    for seat in &seats[..4] {
        few.ok(seat, says(4, "scanty"));
    }
    few.ok("DIR", json!({"type": "close_feedback"}));
    let few = results(&few);
    assert_eq!((few.given, few.withheld), (4, Some(FeedbackWithheld::Few)));
    for item in [&open, &few] {
        let text = serde_json::to_string(item).expect("an item is JSON");
        assert!(item.questions.iter().all(|one| one.n == 0 && one.texts.is_empty() && one.median.is_none()), "{text}");
        assert!(!text.contains("words of number") && !text.contains("scanty"), "{text}");
    }
    world.ok("SIM-1", says(1, "a word"));
    world.ok("DIR", json!({"type": "close_feedback"}));
    let shown = results(&world);
    assert_eq!((shown.given, shown.withheld), (5, None));
    let [clear, late, words] = shown.questions.as_slice() else { panic!("three questions") };
    let counts: Vec<u32> = clear.counts.iter().map(|one| one.n).collect();
    assert_eq!((counts.as_slice(), clear.n, clear.median), ([1, 0, 0, 4, 0].as_slice(), 5, Some(4)));
    assert_eq!((late.n, late.median), (0, None));
    let said: Vec<&str> = words.texts.iter().map(|one| one.text.as_str()).collect();
    assert_eq!(said[0], "a word", "not the order in which they came");
    assert!(said.is_sorted() && words.texts.iter().all(|one| one.seat.is_none()));
    assert!(keys_of(&world.state, &Audience::Evaluators).contains(&Key::Feedback));
}

#[test]
fn a_named_questionnaire_says_whose_words_they_are_once_it_is_closed() {
    let mut world = ended(false);
    world.ok("BB-1", says(2, "late news"));
    assert!(results(&world).questions.iter().all(|one| one.n == 0), "not while others may still be led by it");
    world.ok("LEV", json!({"type": "close_feedback"}));
    let texts = &results(&world).questions[2].texts;
    assert_eq!(texts[0].seat.as_ref().map(ToString::to_string).as_deref(), Some("BB-1"));
}

fn text_of(document: &Document, section: &str) -> String {
    let sections = document.sections.iter().filter(|one| one.key == section);
    let blocks = sections.flat_map(|section| &section.blocks);
    let said = blocks.map(|block| match block {
        DocumentBlock::Paragraph { sentences } => sentences.iter().map(|one| one.text.as_str()).collect::<String>(),
        DocumentBlock::Table(table) => {
            table.rows.iter().flat_map(|row| row.cells.clone()).collect::<Vec<_>>().join("|")
        }
        DocumentBlock::Chart(_) => String::new(),
    });
    said.collect::<Vec<_>>().join("\n")
}

#[test]
fn reports_give_it_a_place_of_its_own_with_its_number() {
    let mut world = ended(true);
    let write = |world: &World, kind| report::document(&world.state, kind, Language::Zh, &Plain, None);
    for seat in ["AA-1", "AA-2", "BB-1", "BB-2", "ACT-1"] {
        world.ok(seat, says(5, &format!("意见 {seat}").replace(seat, &format!("{}", seat.len()))));
    }
    let open = text_of(&write(&world, DocumentKind::Summary), "summary.3.5");
    assert!(open.contains("询问6个席位，收回5份") && open.contains("尚未关闭") && !open.contains("意见"), "{open}");
    world.ok("LEV", json!({"type": "close_feedback"}));
    for (kind, key) in [(DocumentKind::Summary, "summary.3.5"), (DocumentKind::Evaluation, "evaluation.3.voice")] {
        let text = text_of(&write(&world, kind), key);
        assert!(text.contains("不计入评级") && text.contains("5 yes：5") && text.contains("意见"), "{text}");
    }
    let mut nobody = small(json!([row("1", json!({"type": "time", "at": 5}), json!({}))]));
    nobody.feedback = None;
    let mut world = World::running(nobody);
    world.ok("DIR", json!({"type": "end_exercise"}));
    assert_eq!(text_of(&write(&world, DocumentKind::Summary), "summary.3.5"), "");
    assert_eq!(world.no("AA-1", says(1, "nobody asked")), ProblemCode::Unknown);
}
