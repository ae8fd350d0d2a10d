//! Written reports by example: their sections, what sentences rest on, and what is never praised.
#![expect(clippy::expect_used, reason = "a test stops where its world is broken")]

mod support;

use exercise::report::{self, Verdict, WallWords};
use protocol::document::{Document, DocumentBlock, DocumentKind, Language, Sentence, SentenceNature, SentenceOrigin};
use protocol::improvement::ProblemArea;
use protocol::time::Timestamp;
use serde_json::json;
use std::collections::BTreeSet;
use support::{World, petition, row, small};

/// Days and times without a time zone: what a report says of them is the server's.
struct Plain;

impl WallWords for Plain {
    fn day(&self, at: Timestamp, _: Language) -> String {
        format!("day {}", at.0 / 86_400_000)
    }
    fn time(&self, at: Timestamp) -> String {
        format!("{} s", at.0 / 1_000 % 86_400)
    }
}

fn write(world: &World, kind: DocumentKind, language: Language) -> Document {
    report::document(&world.state, kind, language, &Plain, None)
}

fn sentences(document: &Document) -> Vec<&Sentence> {
    let blocks = document.sections.iter().flat_map(|section| &section.blocks);
    let paragraphs = blocks
        .filter_map(|block| if let DocumentBlock::Paragraph { sentences } = block { Some(sentences) } else { None });
    paragraphs.flatten().collect()
}

const KINDS: [DocumentKind; 3] = [DocumentKind::Summary, DocumentKind::Evaluation, DocumentKind::Aar];

/// The petition drill, two minutes in, with one inject answered, and ended.
fn short() -> World {
    let mut world = World::running(petition());
    world.pass(130);
    world.arrives("I-02", "XF-1");
    world.pass(20);
    world.act("XF-1", "acknowledge_inject", "I-02").expect("it arrived");
    world.ok("EVA-XF", json!({"type": "mark_task", "task": "CT1.1", "mark": "head_told", "outcome": "done"}));
    world.ok("EVA-XF", json!({"type": "record_observation", "text": "报告及时", "kind": "fact", "task": "CT1.1"}));
    world.ok("DIR", json!({"type": "end_exercise"}));
    world
}

#[test]
fn the_summary_report_has_exactly_the_sections_of_the_model() {
    let document = write(&short(), DocumentKind::Summary, Language::Zh);
    let shown: Vec<String> = document
        .sections
        .iter()
        .map(|section| format!("{}{}", section.number, section.heading))
        .filter(|line| !line.is_empty())
        .collect();
    let model = [
        "一、演练基本情况",
        "（一）演练背景设定",
        "（二）演练目标",
        "（三）演练时间和地点",
        "（四）参与人员",
        "二、演练过程",
        "（一）事件报告与响应",
        "（二）现场稳控",
        "（三）信息收集与分析",
        "（四）协商与处理",
        "（五）人员疏散与后续工作",
        "三、演练评估",
        "（一）应急预案的可行性和有效性",
        "（二）部门协调联动能力",
        "（三）工作人员应急处置能力",
        "（四）存在的问题",
    ];
    assert_eq!(shown[..model.len()], model);
    let four: Vec<&String> = shown.iter().skip_while(|line| *line != "四、改进措施").collect();
    let inferred = [
        "四、改进措施",
        "（一）加强培训学习",
        "（二）完善沟通协调机制",
        "（三）充实应急物资装备",
        "（四）提升舆情应对能力",
    ];
    assert_eq!(four[..inferred.len()], inferred);
    let marked: Vec<&str> = document.sections.iter().filter(|one| one.inferred).map(|one| one.key.as_str()).collect();
    assert_eq!(marked, ["summary.4.2", "summary.4.3", "summary.4.4"], "the model ends in 四(一)");
}

#[test]
fn every_assertion_rests_on_commits_that_the_record_has() {
    let world = short();
    let commits = u64::try_from(world.commits.len()).expect("few");
    for kind in KINDS {
        for language in [Language::Zh, Language::En] {
            let document = write(&world, kind, language);
            for sentence in sentences(&document) {
                assert!(!sentence.is_unevidenced(), "{kind} {language:?}: {sentence:?}");
                assert!(sentence.evidence.iter().all(|one| (1..=commits).contains(&one.seq)), "{sentence:?}");
            }
            let keys: Vec<&str> = sentences(&document).iter().map(|sentence| sentence.key.as_str()).collect();
            let different: BTreeSet<&&str> = keys.iter().collect();
            assert_eq!(keys.len(), different.len(), "{kind} {language:?}: names are unique");
        }
    }
}

#[test]
fn both_languages_say_the_same_sentences() {
    let world = short();
    for kind in KINDS {
        let keys =
            |language| sentences(&write(&world, kind, language)).iter().map(|one| one.key.clone()).collect::<Vec<_>>();
        assert_eq!(keys(Language::Zh), keys(Language::En), "{kind}");
        let english = serde_json::to_string(&write(&world, kind, Language::En)).expect("a document is JSON");
        assert!(!english.contains("未记录"), "{kind} speaks Chinese in English");
    }
}

#[test]
fn what_was_not_observed_is_neither_praised_nor_called_a_problem() {
    let world = short();
    let document = write(&world, DocumentKind::Summary, Language::Zh);
    let text: String = sentences(&document).iter().map(|one| one.text.as_str()).collect();
    for praise in ["衔接顺畅", "可行有效", "沉着应对"] {
        assert!(!text.contains(praise), "{praise}");
    }
    assert!(text.contains("不足以作出评价"));
    let problems = report::problems(&world.state, Language::Zh, &Plain);
    let untested: Vec<_> =
        problems.iter().filter(|one| one.verdict == Verdict::NotTested).map(|one| one.area).collect();
    assert!(
        untested.contains(&ProblemArea::Coordination) && untested.contains(&ProblemArea::PublicInformation),
        "{problems:?}"
    );
}

#[test]
fn praise_stands_where_every_task_was_seen_done_well_and_nowhere_else() {
    let mut world = World::running(petition());
    world.pass(10);
    let tasks: Vec<String> =
        petition().objectives.iter().flat_map(|one| &one.tasks).map(|task| task.id.to_string()).collect();
    for task in &tasks {
        let rating = if task.starts_with("CT2") { "P" } else { "S" };
        world.ok("EVA-XF", json!({"type": "rate_task", "task": task, "rating": rating}));
    }
    world.ok("DIR", json!({"type": "end_exercise"}));
    let document = write(&world, DocumentKind::Summary, Language::Zh);
    let text: String = sentences(&document).iter().map(|one| one.text.as_str()).collect();
    assert!(text.contains("各部门之间衔接顺畅"), "O2 is P throughout");
    assert!(!text.contains("可行有效"), "O1 and O3 are not");
}

#[test]
fn an_edit_is_marked_a_sentence_can_be_left_out_and_one_added() {
    let mut world = short();
    let edit = |sentence: &str, text: serde_json::Value| json!({"type": "edit_sentence", "document": "summary", "language": "zh", "sentence": sentence, "text": text});
    world.ok("LEV", edit("summary.1.3.time", json!("上午举行。")));
    world.ok("LEV", edit("summary.1.3.place", json!(null)));
    world.ok("LEV", edit("summary.1.4+actors", json!("群众演员32人。")));
    let document = write(&world, DocumentKind::Summary, Language::Zh);
    let all = sentences(&document);
    let of = |key: &str| all.iter().find(|one| one.key == key).map(|one| (one.text.as_str(), one.origin));
    assert_eq!(of("summary.1.3.time"), Some(("上午举行。", SentenceOrigin::Edited)));
    assert_eq!(of("summary.1.3.place"), None);
    assert_eq!(of("summary.1.4+actors"), Some(("群众演员32人。", SentenceOrigin::Typed)));
    let typed = all.iter().find(|one| one.key == "summary.1.4+actors").expect("it was added");
    assert!(typed.is_unevidenced() && typed.nature == SentenceNature::Fact, "nothing bears it out, and that shows");
}

#[test]
fn percentages_are_not_given_below_five() {
    let mut world = World::running(small(json!([row("1", json!({"type": "time", "at": 10}), json!({}))])));
    world.pass(10);
    world.arrives("1", "AA-1");
    world.pass(5);
    world.act("AA-1", "acknowledge_inject", "1").expect("it arrived");
    world.ok("DIR", json!({"type": "end_exercise"}));
    let text = serde_json::to_string(&write(&world, DocumentKind::Summary, Language::Zh)).expect("a document is JSON");
    assert!(text.contains("1项中1项") && !text.contains('%'), "{text}");
}
