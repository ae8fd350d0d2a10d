//! Written reports as people work on them: edits by hand beside what the record says, differences to the
//! last draft, and what the evidence says to whom.
#![expect(clippy::expect_used, reason = "a test stops where its world is broken")]

mod support;

use exercise::event::Event;
use exercise::report::{self, WallWords};
use exercise::view::{Reader, evidence};
use exercise::{State, apply};
use protocol::document::{DocumentBlock, DocumentKind, Language};
use protocol::draft::{DocumentDraft, DraftChangeKind as Kind, DraftPart, EvidenceLine};
use protocol::problem::ProblemCode;
use protocol::time::Timestamp;
use protocol::vocab::Role;
use serde_json::{Value, json};
use support::{World, petition};

struct Plain;

impl WallWords for Plain {
    fn day(&self, _: Timestamp, _: Language) -> String {
        "a day".into()
    }
    fn time(&self, at: Timestamp) -> String {
        format!("{} s", at.0 / 1_000 % 86_400)
    }
}

const SUMMARY: (DocumentKind, Language) = (DocumentKind::Summary, Language::Zh);

/// The petition drill, a few minutes in, with one inject acknowledged, and ended.
fn ended() -> World {
    let mut world = World::running(petition());
    world.pass(130);
    world.arrives("I-02", "XF-1");
    world.pass(20);
    world.act("XF-1", "acknowledge_inject", "I-02").expect("it arrived");
    world.ok("EVA-XF", json!({"type": "record_observation", "text": "首报偏慢", "kind": "fact", "task": "CT1.1"}));
    world.ok("EVA-XF", json!({"type": "rate_task", "task": "CT1.1", "rating": "S"}));
    world.ok("LC", json!({"type": "set_truth", "fact": fact_of(&world), "value": 63}));
    world.ok("DIR", json!({"type": "end_exercise"}));
    world
}

fn fact_of(world: &World) -> String {
    let number = world.state.scenario().facts.iter().find(|one| one.truth.is_some()).expect("a fact with a truth");
    number.key.to_string()
}

/// The state as its record tells it up to a commit.
fn at(world: &World, seq: u64) -> State {
    let mut commits = world.commits.iter().take(usize::try_from(seq).expect("few"));
    let mut state = apply::create(commits.next().expect("a first commit")).expect("a creation creates");
    commits.for_each(|commit| apply::apply_commit(&mut state, commit, |_, _| {}));
    state
}

fn draft(world: &World) -> DocumentDraft {
    let base = report::last_draft(&world.state, SUMMARY.0, SUMMARY.1).map(|seq| at(world, seq));
    report::draft(&world.state, base.as_ref(), SUMMARY, &Plain, None)
}

fn of(extra: Value) -> Value {
    let mut command = json!({"document": "summary", "language": "zh"});
    let (Value::Object(fields), Value::Object(extra)) = (&mut command, extra) else { unreachable!("both are objects") };
    fields.extend(extra);
    command
}

fn put(world: &mut World) {
    world.ok("LEV", of(json!({"type": "put_draft"})));
}

fn edit(world: &mut World, sentence: &str, text: Option<&str>) {
    world.ok("LEV", of(json!({"type": "edit_sentence", "sentence": sentence, "text": text})));
}

/// Names and words of the sentences that rest on something, in order.
fn evidenced(draft: &DocumentDraft) -> Vec<(String, String)> {
    let blocks = draft.document.sections.iter().flat_map(|section| &section.blocks);
    let sentences = blocks.flat_map(|block| match block {
        DocumentBlock::Paragraph { sentences } => sentences.as_slice(),
        DocumentBlock::Table(_) | DocumentBlock::Chart(_) => &[],
    });
    sentences.filter(|one| !one.evidence.is_empty()).map(|one| (one.key.clone(), one.text.clone())).collect()
}

#[test]
fn what_was_changed_by_hand_stands_beside_what_the_record_says() {
    let mut world = ended();
    let before = draft(&world);
    assert!(before.by_hand.is_empty() && before.base.is_none() && before.changes.is_empty());
    let sentences = evidenced(&before);
    let ((first, said), (second, cut)) = (&sentences[0], &sentences[1]);
    edit(&mut world, first, Some("改过的一句。"));
    edit(&mut world, second, None);
    edit(&mut world, "summary.1.1+weather", Some("当日有雨。"));
    edit(&mut world, "summary.9.9.nothing", Some("没有这一句。"));
    let now = draft(&world);
    let told = |key: &str| now.by_hand.iter().find(|one| one.sentence == *key).expect("it was edited");
    assert_eq!(told(first).generated.as_deref(), Some(said.as_str()));
    assert_eq!(told(first).text.as_deref(), Some("改过的一句。"));
    assert!(!told(first).evidence.is_empty(), "what it rests on stays in sight");
    assert_eq!((told(second).generated.as_deref(), &told(second).text), (Some(cut.as_str()), &None));
    assert_eq!(told("summary.1.1+weather").section.as_deref(), Some("summary.1.1"));
    assert_eq!(told("summary.9.9.nothing").section, None, "no section has it");
    let by = told(first).changed.by.as_ref().expect("somebody did");
    assert_eq!((by.seat.as_ref().map(ToString::to_string).as_deref(), &by.name), (Some("LEV"), &None));
    world.ok("LEV", of(json!({"type": "restore_sentence", "sentence": first})));
    assert!(!draft(&world).by_hand.iter().any(|one| one.sentence == *first));
}

#[test]
fn a_draft_is_compared_with_what_stood_when_it_was_put_down() {
    let mut world = ended();
    let sentences = evidenced(&draft(&world));
    let ((first, said), (second, cut)) = (&sentences[0], &sentences[1]);
    put(&mut world);
    let same = draft(&world);
    assert_eq!(same.base.as_ref().map(|base| base.draft), Some(1));
    assert_eq!(same.document.source.draft, 2);
    assert_eq!(same.changes, [], "nothing changed since");
    edit(&mut world, first, Some("改过的一句。"));
    edit(&mut world, second, None);
    edit(&mut world, "summary.1.1+weather", Some("当日有雨3小时。"));
    let told: Vec<_> =
        draft(&world).changes.into_iter().map(|one| (one.kind, one.key, one.before, one.after)).collect();
    let expected = [
        (Kind::Added, "summary.1.1+weather", None, Some("当日有雨3小时。")),
        (Kind::Changed, first.as_str(), Some(said.as_str()), Some("改过的一句。")),
        (Kind::Gone, second.as_str(), Some(cut.as_str()), None),
    ];
    for (kind, key, before, after) in expected {
        let one = (kind, key.to_owned(), before.map(str::to_owned), after.map(str::to_owned));
        assert!(told.contains(&one), "{one:?} in {told:?}");
    }
    assert_eq!(told.len(), 3);
    put(&mut world);
    edit(&mut world, "summary.1.1+weather", Some("当日有雨12小时。"));
    let last = draft(&world);
    assert_eq!(last.base.map(|base| base.draft), Some(2));
    assert_eq!(last.changes.iter().map(|one| one.kind).collect::<Vec<_>>(), [Kind::Figures]);
}

#[test]
fn an_edit_that_was_not_read_is_not_approved() {
    let mut world = ended();
    let (first, _) = evidenced(&draft(&world)).remove(0);
    edit(&mut world, &first, Some("读过的一句。"));
    let read = draft(&world).document.source.commits;
    edit(&mut world, &first, Some("没有读过的一句。"));
    let approve = |read: u64| of(json!({"type": "approve_document", "commits": read}));
    assert_eq!(world.no("DIR", approve(read)), ProblemCode::ChangedSince);
    let again = draft(&world).document.source.commits;
    // What is recorded meanwhile and is no edit of this report does not stand in the way.
    world.ok(
        "LEV",
        json!({"type": "edit_sentence", "document": "aar", "language": "zh", "sentence": "aar.1", "text": "别的报告"}),
    );
    world.ok("DIR", approve(again));
    assert!(draft(&world).document.source.approved.is_some());
}

#[test]
fn a_line_that_joins_a_table_is_one_difference() {
    let mut world = ended();
    put(&mut world);
    world.ok("DIR", json!({"type": "begin_evaluation"}));
    world.ok(
        "LEV",
        json!({"type": "open_action", "area": "equipment", "problem": "扩音器无备用", "measure": "每点配备用扩音器",
               "element": "equipment"}),
    );
    let changes = draft(&world).changes;
    let lines: Vec<_> = changes.iter().filter(|one| one.part == DraftPart::Table).collect();
    assert!(
        lines
            .iter()
            .any(|one| one.kind == Kind::Added
                && one.after.as_deref().is_some_and(|text| text.contains("每点配备用扩音器"))),
        "{changes:?}"
    );
}

fn line(world: &World, fact: &str, reader: Reader) -> EvidenceLine {
    let (place, commit) = world
        .commits
        .iter()
        .enumerate()
        .find(|(_, commit)| commit.events.iter().any(|event| event.kind() == fact))
        .expect("the record has it");
    let seq = u64::try_from(place).expect("few") + 1;
    let told = evidence(&world.state, seq, commit, reader);
    assert_eq!(told.seq, seq);
    assert!(told.by.is_none_or(|by| by.name.is_none()), "a report says roles");
    told.lines.into_iter().find(|one| one.fact == fact).expect("it is told")
}

#[test]
fn evidence_says_row_department_and_role_but_no_name() {
    let world = ended();
    let told = line(&world, "delivery_acknowledged", Reader::Director);
    assert_eq!(told.row.map(|row| row.to_string()).as_deref(), Some("I-02"));
    assert_eq!(told.department.map(|code| code.to_string()).as_deref(), Some("XF"));
    assert!(told.title.is_some());
    let received = line(&world, "receipts_merged", Reader::LeadEvaluator);
    assert_eq!(received.row.map(|row| row.to_string()).as_deref(), Some("I-02"), "what devices confirm is told, too");
    let commit = world.commits.iter().position(|one| one.events.iter().any(|e| e.kind() == "delivery_acknowledged"));
    let place = commit.expect("it was acknowledged");
    let told = evidence(&world.state, 1, &world.commits[place], Reader::Director);
    assert_eq!(told.role, Some(Role::Player));
}

#[test]
fn what_only_follows_is_not_said_beside_what_was_done() {
    let world = ended();
    let told = |fact: &str| {
        let place = world.commits.iter().position(|commit| commit.events.iter().any(|event| event.kind() == fact));
        let commit = &world.commits[place.expect("the record has it")];
        assert!(commit.events.len() > 1, "{fact} brings something with it");
        let told = evidence(&world.state, 1, commit, Reader::Director);
        told.lines.into_iter().map(|line| line.fact).collect::<Vec<_>>()
    };
    let end = told("delivery_closed");
    assert!(!end.contains(&"delivery_closed".to_owned()) && end.contains(&"status_changed".to_owned()), "{end:?}");
    assert!(!told("clock_anchored").contains(&"clock_anchored".to_owned()));
}

#[test]
fn evaluators_words_are_the_lead_evaluators_and_the_truth_is_controls() {
    let world = ended();
    for (fact, words) in [("observation_recorded", "首报偏慢"), ("task_rated", "CT1.1 · S")] {
        let director = line(&world, fact, Reader::Director);
        assert!(director.withheld && director.text.is_none(), "{director:?}");
        let lead = line(&world, fact, Reader::LeadEvaluator);
        assert_eq!((lead.withheld, lead.text.as_deref()), (false, Some(words)));
    }
    let lead = line(&world, "truth_set", Reader::LeadEvaluator);
    assert!(lead.withheld && lead.text.is_none(), "{lead:?}");
    assert!(line(&world, "truth_set", Reader::Director).text.is_some_and(|text| text.contains("63")));
}

fn give(sentence: &str, commits: &[u64]) -> Value {
    of(json!({"type": "give_evidence", "sentence": sentence, "commits": commits}))
}

/// Number of the commit whose last fact is of a kind.
fn commit_of(world: &World, kind: &str) -> u64 {
    let place = world.commits.iter().rposition(|commit| commit.events.iter().any(|event| event.kind() == kind));
    u64::try_from(place.expect("it happened")).expect("few") + 1
}

fn sentence<'a>(draft: &'a DocumentDraft, key: &str) -> &'a protocol::document::Sentence {
    let blocks = draft.document.sections.iter().flat_map(|section| &section.blocks);
    let mut sentences = blocks.flat_map(|block| match block {
        DocumentBlock::Paragraph { sentences } => sentences.as_slice(),
        DocumentBlock::Table(_) | DocumentBlock::Chart(_) => &[],
    });
    sentences.find(|one| one.key == key).expect("it stands there")
}

#[test]
fn evidence_found_by_hand_bears_a_typed_sentence_out() {
    let mut world = ended();
    let typed = "summary.1.1+weather";
    let acknowledged = commit_of(&world, "delivery_acknowledged");
    assert_eq!(world.no("LEV", give(typed, &[acknowledged])), ProblemCode::Unknown, "nobody wrote it yet");
    edit(&mut world, typed, Some("消防在当日签收。"));
    assert!(sentence(&draft(&world), typed).is_unevidenced());
    world.ok("LEV", give(typed, &[acknowledged, acknowledged]));
    let now = draft(&world);
    let found = sentence(&now, typed);
    assert!(found.given && !found.is_unevidenced());
    let at = world.commits[usize::try_from(acknowledged).expect("few") - 1].at.exercise;
    assert_eq!(found.evidence.iter().map(|one| (one.seq, one.at)).collect::<Vec<_>>(), [(acknowledged, at)]);
    let told = |draft: &DocumentDraft| draft.by_hand.iter().find(|one| one.sentence == typed).cloned().expect("told");
    let given = told(&now).given.expect("somebody did");
    let by = given.by.expect("and who");
    assert_eq!((by.seat.map(|seat| seat.to_string()).as_deref(), by.name), (Some("LEV"), None));
    // Other words keep what was found; the draft tells that it is older than they are.
    world.pass(5);
    edit(&mut world, typed, Some("消防当日签收。"));
    let later = draft(&world);
    assert_eq!(sentence(&later, typed).evidence.len(), 1);
    assert!(told(&later).given.expect("it stays").at < told(&later).changed.at);
    world.ok("LEV", give(typed, &[]));
    assert!(sentence(&draft(&world), typed).is_unevidenced());
    assert_eq!(world.no("LEV", give(typed, &[])), ProblemCode::AlreadyDone);
    // Taken back to the record, it takes what was given along.
    world.ok("LEV", give(typed, &[acknowledged]));
    world.ok("LEV", of(json!({"type": "restore_sentence", "sentence": typed})));
    edit(&mut world, typed, Some("又写了一句。"));
    assert!(sentence(&draft(&world), typed).is_unevidenced());
}

#[test]
fn evidence_found_by_hand_takes_the_place_of_what_the_sentence_rested_on() {
    let mut world = ended();
    let sentences = evidenced(&draft(&world));
    let (first, _) = &sentences[0];
    let own = sentence(&draft(&world), first).evidence.clone();
    edit(&mut world, first, Some("改过的一句。"));
    assert_eq!(sentence(&draft(&world), first).evidence, own);
    assert!(!sentence(&draft(&world), first).given);
    let kept = own[0].clone();
    let added = commit_of(&world, "delivery_acknowledged");
    world.ok("DIR", json!({"type": "approve_document", "document": "summary", "language": "zh"}));
    world.ok("LEV", give(first, &[added, kept.seq]));
    let now = draft(&world);
    assert_eq!(now.document.source.approved, None, "other evidence is another report");
    let evidence = &sentence(&now, first).evidence;
    assert!(evidence.contains(&kept), "what the record meant in a commit that stays, stays");
    assert!(evidence.iter().any(|one| one.seq == added));
    let hand = now.by_hand.iter().find(|one| one.sentence == *first).expect("told");
    assert_eq!(hand.evidence, own, "what the record's own sentence rests on stays in sight");
    edit(&mut world, first, None);
    assert_eq!(world.no("LEV", give(first, &[added])), ProblemCode::Unknown, "what is left out says nothing");
}

#[test]
fn only_commits_that_there_are_and_that_one_is_shown_are_evidence() {
    let mut world = ended();
    let typed = "summary.1.1+weather";
    edit(&mut world, typed, Some("消防在当日签收。"));
    let end = world.state.seq();
    let (note, rating) = (commit_of(&world, "observation_recorded"), commit_of(&world, "task_rated"));
    let (truth, edited) = (commit_of(&world, "truth_set"), commit_of(&world, "sentence_edited"));
    for (seat, wrong) in [
        ("LEV", 0),
        ("LEV", end + 1),
        ("LEV", u64::MAX),
        ("LEV", truth),
        ("LEV", edited),
        ("DIR", note),
        ("DIR", rating),
        ("DIR", edited),
    ] {
        assert_eq!(world.no(seat, give(typed, &[1, wrong])), ProblemCode::Unknown, "{seat} {wrong}");
    }
    for seat in ["EVA-XF", "LC", "XF-1", "OBS-1"] {
        assert_eq!(world.no(seat, give(typed, &[1])), ProblemCode::NotAllowed, "{seat}");
    }
    world.ok("LEV", give(typed, &[note, rating]));
    world.ok("DIR", give(typed, &[truth]));
    let mut events = world.commits.iter().flat_map(|commit| &commit.events);
    let noted = events.find_map(|event| match event {
        Event::ObservationRecorded(e) => Some(e.id),
        _ => None,
    });
    let id = noted.expect("a note");
    world.ok("LEV", json!({"type": "publish_observation", "observation": id}));
    world.ok("DIR", give(typed, &[note]));
}
