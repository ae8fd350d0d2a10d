//! Written reports as people work on them: drafts, differences, evidence, and who may read them.

use crate::world::{Reply, World};
use serde_json::{Value, json};
use server::store::CardKind;

async fn ask(world: &World, seat: &str, path: &str) -> Reply {
    let token = world.secret(seat, CardKind::Link).await;
    world.get(&format!("/api/v1/exercises/{}/{path}", world.exercise)).bearer(&token).send().await
}

async fn done(world: &World, seat: &str, command: Value) {
    let token = world.secret(seat, CardKind::Link).await;
    let body = json!({ "id": server::ids::uuid(), "command": command });
    let path = format!("/api/v1/exercises/{}/commands", world.exercise);
    let reply = world.post(&path, body).bearer(&token).send().await;
    assert_eq!(reply.status, 200, "{seat} {command}: {reply:?}");
}

async fn ended(world: &World) {
    for command in ["submit_for_review", "approve_exercise", "open_standby", "start_exercise", "end_exercise"] {
        world.pass(1_000);
        done(world, "DIR", json!({ "type": command })).await;
    }
}

fn sentences(draft: &Value) -> Vec<&Value> {
    let sections = draft["document"]["sections"].as_array().unwrap();
    let blocks = sections.iter().flat_map(|section| section["blocks"].as_array().unwrap());
    let paragraphs = blocks.filter(|block| block["type"] == "paragraph");
    paragraphs.flat_map(|block| block["sentences"].as_array().unwrap()).collect()
}

#[tokio::test]
async fn an_edit_is_a_difference_to_the_draft_that_was_put_down_before() {
    let world = World::new().await;
    ended(&world).await;
    let path = "reports/summary/draft?lang=zh";
    let first = ask(&world, "LEV", path).await.json();
    assert_eq!((&first["base"], &first["changes"], &first["by_hand"]), (&Value::Null, &json!([]), &json!([])));
    let sentence = sentences(&first).into_iter().find(|one| one["evidence"] != json!([])).expect("an evidenced one");
    let (key, said) = (sentence["key"].clone(), sentence["text"].clone());
    let of = |extra: Value| {
        let mut command = json!({ "document": "summary", "language": "zh" });
        command.as_object_mut().unwrap().extend(extra.as_object().unwrap().clone());
        command
    };
    done(&world, "LEV", of(json!({ "type": "put_draft" }))).await;
    // More happens after the draft: it is the earlier state that is compared with.
    world.pass(60_000);
    done(&world, "LEV", of(json!({ "type": "edit_sentence", "sentence": key, "text": "改过的一句。" }))).await;
    for reader in ["LEV", "DIR"] {
        let draft = ask(&world, reader, path).await.json();
        assert_eq!(draft["base"]["draft"], 1, "{reader}");
        let changed = json!([{ "kind": "changed", "part": "sentence", "section": draft["by_hand"][0]["section"],
            "key": key, "before": said, "after": "改过的一句。" }]);
        assert_eq!(draft["changes"], changed, "{reader}");
        assert_eq!(draft["by_hand"][0]["generated"], said);
        let edited = sentences(&draft).into_iter().find(|one| one["key"] == key).expect("it stands there");
        assert_eq!((&edited["text"], &edited["origin"]), (&json!("改过的一句。"), &json!("edited")));
    }
    let other = ask(&world, "DIR", "reports/summary/draft?lang=en").await.json();
    assert_eq!(other["by_hand"], json!([]), "the other language is a report of its own");
    assert_eq!(ask(&world, "DIR", "reports/novel/draft").await.code(), "not_found");
}

#[tokio::test]
async fn what_a_sentence_rests_on_is_told_in_parts_and_without_names() {
    let world = World::new().await;
    ended(&world).await;
    let draft = ask(&world, "DIR", "reports/evaluation/draft?lang=zh").await.json();
    let named: Vec<u64> = sentences(&draft)
        .iter()
        .flat_map(|one| one["evidence"].as_array().unwrap())
        .map(|one| one["seq"].as_u64().unwrap())
        .collect();
    assert!(!named.is_empty());
    let list = named.iter().map(u64::to_string).collect::<Vec<_>>().join(",");
    let told = ask(&world, "DIR", &format!("evidence?commits={list}")).await.json();
    let told = told.as_array().unwrap();
    let seqs: Vec<u64> = told.iter().map(|one| one["seq"].as_u64().unwrap()).collect();
    let mut expected = named;
    expected.sort_unstable();
    expected.dedup();
    assert_eq!(seqs, expected);
    let starts = |one: &&Value| one["lines"].as_array().unwrap().iter().any(|line| line["text"] == "running");
    let start = told.iter().find(starts).expect("STARTEX is among them");
    assert_eq!(
        (&start["role"], &start["by"]["seat"], &start["by"]["name"]),
        (&json!("DIR"), &json!("DIR"), &Value::Null)
    );
    let beyond = ask(&world, "LEV", "evidence?commits=1,999999").await.json();
    assert_eq!(beyond.as_array().unwrap().len(), 1, "what the record has not is left out");
    for wrong in ["evidence?commits=x", "evidence?commits=0", "evidence?commits=1&more=1"] {
        assert_eq!(ask(&world, "LEV", wrong).await.code(), "malformed", "{wrong}");
    }
}

#[tokio::test]
async fn only_those_who_answer_for_the_reports_read_behind_them() {
    let world = World::new().await;
    ended(&world).await;
    for path in ["reports/summary/draft?lang=zh", "evidence?commits=1"] {
        for seat in ["XF-1", "EVA-XF", "LC", "CTL-XF", "SAF", "SIM-1", "ACT-1", "OBS-1", "WALL-L"] {
            assert_eq!(ask(&world, seat, path).await.code(), "not_allowed", "{seat} {path}");
        }
        for seat in ["LEV", "DIR"] {
            assert_eq!(ask(&world, seat, path).await.status, 200, "{seat} {path}");
        }
    }
}

#[tokio::test]
async fn a_writer_is_offered_what_bears_a_sentence_out_and_names_it() {
    let world = World::new().await;
    ended(&world).await;
    let of = |extra: Value| {
        let mut command = json!({ "document": "summary", "language": "zh" });
        command.as_object_mut().unwrap().extend(extra.as_object().unwrap().clone());
        command
    };
    let name = "summary.1.1+weather";
    done(&world, "LEV", of(json!({ "type": "edit_sentence", "sentence": name, "text": "演练按时开始。" }))).await;
    done(&world, "LEV", json!({ "type": "record_observation", "text": "首报偏慢", "kind": "fact", "task": "CT1.1" }))
        .await;
    let page = |seat: &'static str| ask(&world, seat, "evidence/candidates");
    let (lead, director) = (page("LEV").await.json(), page("DIR").await.json());
    assert_eq!(lead["next"], Value::Null, "a short record is one part");
    let kinds = |page: &Value| -> Vec<String> {
        let lines = page["commits"].as_array().unwrap().iter().flat_map(|one| one["lines"].as_array().unwrap());
        lines.map(|line| line["fact"].as_str().unwrap().to_owned()).collect()
    };
    assert!(kinds(&lead).contains(&"observation_recorded".to_owned()));
    assert!(!kinds(&director).contains(&"observation_recorded".to_owned()), "it is not published");
    assert!(!kinds(&lead).contains(&"sentence_edited".to_owned()), "that somebody wrote it bears nothing out");
    let started = |one: &&Value| one["lines"].as_array().unwrap().iter().any(|line| line["text"] == "running");
    let start = lead["commits"].as_array().unwrap().iter().find(started).expect("STARTEX is offered")["seq"].clone();
    let rest = ask(&world, "LEV", &format!("evidence/candidates?after={start}")).await.json();
    assert!(rest["commits"].as_array().unwrap().iter().all(|one| one["seq"].as_u64() > start.as_u64()));
    let given = of(json!({ "type": "give_evidence", "sentence": name, "commits": [start] }));
    done(&world, "LEV", given).await;
    let draft = ask(&world, "DIR", "reports/summary/draft?lang=zh").await.json();
    let found = sentences(&draft).into_iter().find(|one| one["key"] == name).expect("it stands there").clone();
    assert_eq!((&found["given"], &found["evidence"][0]["seq"]), (&json!(true), &start));
    let html = ask(&world, "DIR", "reports/summary.html?lang=zh").await;
    let html = String::from_utf8(html.body).unwrap();
    assert!(html.contains("依据由人工找出"), "the exported report says who found it");
    for wrong in [
        "evidence/candidates?after=x",
        "evidence/candidates?after=-1",
        "evidence/candidates?after=18446744073709551615",
    ] {
        assert_eq!(ask(&world, "LEV", wrong).await.code(), "malformed", "{wrong}");
    }
    assert_eq!(
        ask(&world, "LEV", "evidence/candidates?after=99999").await.json(),
        json!({ "commits": [], "next": null })
    );
    for seat in ["XF-1", "EVA-XF", "LC", "OBS-1"] {
        assert_eq!(page(seat).await.code(), "not_allowed", "{seat}");
    }
    let token = world.secret("LEV", CardKind::Link).await;
    let unknown = of(json!({ "type": "give_evidence", "sentence": name, "commits": [99_999] }));
    let body = json!({ "id": server::ids::uuid(), "command": unknown });
    let path = format!("/api/v1/exercises/{}/commands", world.exercise);
    let refused = world.post(&path, body).bearer(&token).send().await;
    assert_eq!((refused.code(), refused.json()["place"].clone()), ("unknown", json!("commits")));
}
