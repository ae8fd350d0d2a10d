//! Cells of the list: every form that people write is read, what was written is read as itself, and no
//! text makes the reader stop.
#![expect(clippy::expect_used, reason = "a test stops where its world is broken")]

use exercise::cell::time::{Clock, Day, Moment, moment};
use exercise::cell::{self, Lexicon, Reading};
use proptest::prelude::*;
use protocol::msel::{MselColumn, MselFault};
use protocol::scenario::{Condition, Scenario};
use protocol::text::Language;
use protocol::vocab::RowEvent;
use serde_json::{Value, json};
use std::sync::LazyLock;

const BUNDLED: [&str; 3] = [
    include_str!("../../scenarios/petition-drill.yaml"),
    include_str!("../../scenarios/fire-evacuation.yaml"),
    include_str!("../../scenarios/it-outage.yaml"),
];

fn bundled() -> Vec<Scenario> {
    BUNDLED.iter().map(|text| serde_saphyr::from_str(text).expect("a bundled scenario loads")).collect()
}

fn petition() -> &'static Scenario {
    static PETITION: LazyLock<Scenario> = LazyLock::new(|| bundled().remove(0));
    &PETITION
}

fn value(column: MselColumn, text: &str) -> Result<Value, MselFault> {
    let scenario = petition();
    let read = cell::read(column, text, &Lexicon::of(scenario));
    if read.fault.is_some() {
        assert_eq!(read.text, text, "what cannot be read keeps its text");
    }
    read.value.ok_or(read.fault.unwrap_or(MselFault::Missing))
}

#[test]
fn every_form_of_time_is_read() {
    for (text, seconds) in [
        ("38", 2_280),
        ("３８", 2_280),
        ("0:38", 2_280),
        ("０：３８", 2_280),
        ("00:38:30", 2_310),
        ("T+38", 2_280),
        ("t + 38", 2_280),
        ("T＋38", 2_280),
        ("T-1", -60),
        ("T−15", -900),
        ("T38", 2_280),
        ("T", 0),
        ("T+0:38", 2_280),
        ("T+0:38:30", 2_310),
        ("T+38:30", 2_310),
        ("T+12 min", 720),
        ("STARTEX", 0),
        ("STARTEX+5", 300),
        ("+00:30", 1_800),
        ("-15", -900),
        ("D+2 H+3 M+45", 2 * 86_400 + 3 * 3_600 + 45 * 60),
        ("D+2", 2 * 86_400),
        ("J", 0),
        ("J-1", -86_400),
        ("J+1 09h00", 86_400 + 9 * 3_600),
        ("J 09h00", 9 * 3_600),
        ("J+1 H+2 M-5", 86_400 + 7_200 - 300),
        ("H+2", 7_200),
        ("M-5", -300),
        ("9h30", 34_200),
        ("0930", 34_200),
        ("9时5分", 32_700),
        ("9点半", 34_200),
        ("第2天 14:30", 86_400 + 52_200),
        ("第二天14:30", 86_400 + 52_200),
        ("Day 2, 14:30", 86_400 + 52_200),
        ("38分", 2_280),
        ("38 分钟", 2_280),
        ("38 min.", 2_280),
        ("1小时5分", 3_900),
        ("90s", 90),
        ("1.5", 90),
    ] {
        assert_eq!(value(MselColumn::Offset, text), Ok(json!(seconds)), "{text}");
    }
    for text in ["", "soon", "T+", "-", ":", "25:99", "07:29 PM", "Monday 9:30 AM", "26/06/2024 09h00", "0.8118055556"]
    {
        assert!(value(MselColumn::Offset, text).is_err(), "{text}");
    }
    assert_eq!(value(MselColumn::Offset, "J-60"), Err(MselFault::OutOfRange));
}

#[test]
fn times_of_the_day_need_a_reference() {
    let start = |text| match moment(text, false) {
        Some(Moment::Clock(clock)) => Reading { seconds: false, start: Some(clock) },
        other => panic!("{text}: {other:?}"),
    };
    let scenario = petition();
    for (first, text, seconds) in [
        ("11:00", "11:04", 240),
        ("11:00:00", "11:04:10", 250),
        ("0900", "0930", 1_800),
        ("07:00 PM", "07:29 PM", 1_740),
        ("下午2:00", "下午2点半", 1_800),
        ("23:50", "00:10", 1_200),
        ("Monday 9:00 AM", "Tuesday 9:30 AM", 86_400 + 1_800),
        ("周一 9:00", "星期三 9:00", 2 * 86_400),
        ("26/06/2024 09h00", "27/06/2024 09h05", 86_400 + 300),
        ("6/26/2024 9:00", "6/27/2024 9:05", 86_400 + 300),
        ("26.06.2024 09:00", "26.06.2024 09:01", 60),
        ("211340AUG2011", "221341ZAUG2011", 86_400 + 60),
        ("211340Z AUG 11", "211345Z AUG 11", 300),
        ("2023-03-23T04:00:00.000Z", "2023-03-23T04:10:00.000Z", 600),
        ("2024-02-28T23:00:00+08:00", "2024-03-01T00:00:00+08:00", 86_400 + 3_600),
        ("2024年6月26日 9:00", "2024年6月26日 10时5分", 3_900),
        ("26 June 2024 9:00", "June 26, 2024 9:30 AM", 1_800),
        ("0.375", "0.375694444", 60),
        ("45469.375", "45469.38194444", 600),
        ("第1天 9:00", "第2天 9:00", 86_400),
    ] {
        // Less than four decimals are minutes, unless the sheet's own times are of the day.
        let how = if first == "0.375" {
            Reading { seconds: false, start: Some(Clock { day: Day::Any, seconds: 32_400, sure: true }) }
        } else {
            start(first)
        };
        let read = cell::read_as(MselColumn::Offset, text, &Lexicon::of(scenario), &how);
        assert_eq!(read.value, Some(json!(seconds)), "{first} → {text}");
    }
}

#[test]
fn spans_are_read() {
    for (text, seconds) in [
        ("3", 180),
        ("3分钟", 180),
        ("180s", 180),
        ("0:03", 180),
        ("3 min", 180),
        ("15分钟内", 900),
        ("1h30", 5_400),
        ("2小时", 7_200),
        ("≤5", 300),
        ("90 s", 90),
    ] {
        assert_eq!(value(MselColumn::TargetRespond, text), Ok(json!(seconds)), "{text}");
    }
    assert_eq!(value(MselColumn::TargetRespond, "0"), Err(MselFault::OutOfRange));
    assert_eq!(value(MselColumn::TargetRespond, "soon"), Err(MselFault::NotATime));
}

#[test]
fn recipients_are_read_by_code_and_name_in_any_company() {
    let scenario = petition();
    let (xf, ga) = (&scenario.departments[1].name, &scenario.departments[2].name);
    let both = json!([{"department": "XF"}, {"department": "GA"}]);
    let (zh, en) = (xf.zh.clone().expect("a name"), ga.en.clone().expect("a name"));
    for text in [
        "XF; GA",
        "xf，ga",
        "XF、GA",
        "XF/GA",
        "XF和GA",
        "XF & GA",
        "XF and GA",
        "ＸＦ\nＧＡ",
        &format!("{zh}；{en}"),
        "XF, GA, XF",
    ] {
        assert_eq!(value(MselColumn::To, text), Ok(both.clone()), "{text}");
    }
    for text in ["ALL", "全体", "所有单位", "Everyone"] {
        let all = value(MselColumn::To, text).expect("a word for all");
        assert_eq!(all.as_array().map(Vec::len), Some(scenario.departments.len()), "{text}");
    }
    assert_eq!(value(MselColumn::To, "XF-1"), Ok(json!([{"seat": "XF-1"}])));
    assert_eq!(value(MselColumn::To, "XF; 火星"), Err(MselFault::UnknownRecipient));
}

#[test]
fn the_words_of_real_files_are_read() {
    for (text, word) in [
        ("email", "email"),
        ("e-mail", "email"),
        ("Email/cell", "email"),
        ("phone call", "phone"),
        ("Telephone", "phone"),
        ("对讲机", "radio"),
        ("电话", "phone"),
        ("口头", "in_person"),
        ("Ｒａｄｉｏ", "radio"),
    ] {
        assert_eq!(value(MselColumn::Channel, text), Ok(json!(word)), "{text}");
    }
    assert_eq!(value(MselColumn::Kind, "Contingency Inject"), Ok(json!("contingency")));
    assert_eq!(value(MselColumn::Kind, "预期行动"), Ok(json!("expected_action")));
    assert_eq!(value(MselColumn::Channel, "pigeon"), Err(MselFault::UnknownWord));
    assert_eq!(value(MselColumn::Priority, "高"), Ok(json!(4)));
    assert_eq!(value(MselColumn::Priority, "7"), Err(MselFault::OutOfRange));
}

#[test]
fn conditions_are_written_as_people_say_them() {
    for (text, again) in [
        ("T+38", "T+38"),
        ("manual", "manual"),
        ("手动", "manual"),
        ("after I-10 released +120s", "after I-10 released + 2 min"),
        ("I-10 下发后 2分钟", "after I-10 released + 2 min"),
        ("not done CT2.1 by T+40", "not done CT2.1 by T+40"),
        ("未完成 CT2.1 于 T+40", "not done CT2.1 by T+40"),
        ("no ack I-11 XF 2", "no ack I-11 by XF within 2 min"),
        ("no ack I-11 120s", "no ack I-11 within 2 min"),
        ("No response I-11 within 90 s", "no response I-11 within 90 s"),
        ("decision I-12=a", "decision I-12 = a"),
        ("any(done I-03；T+18)", "any(done I-03; T+18)"),
        ("all(any(done I-03; manual); T+18)", "all(any(done I-03; manual); T+18)"),
    ] {
        let read = value(MselColumn::When, text).unwrap_or_else(|fault| panic!("{text}: {fault}"));
        assert_eq!(cell::write(MselColumn::When, &read), again);
    }
    assert_eq!(value(MselColumn::When, &"any(".repeat(200)), Err(MselFault::OutOfRange));
    for text in ["when the mayor comes", "all(T+1", "all(T+1))", "T+1; T+2", "no ack I-11 MARS 3"] {
        assert!(value(MselColumn::When, text).is_err(), "{text}");
    }
}

#[test]
fn lists_of_texts_read_well() {
    let facts = value(MselColumn::KeyFacts, "灰帽 | grey cap; 3号码头 | pier 3").expect("facts");
    assert_eq!(facts, json!([{"zh": "灰帽", "en": "grey cap"}, {"zh": "3号码头", "en": "pier 3"}]));
    let choices = value(MselColumn::Decision, "关闭 | close；不关闭 | stay open").expect("choices");
    assert_eq!(cell::write(MselColumn::Decision, &choices), "a = 关闭 | close; b = 不关闭 | stay open");
    assert_eq!(
        value(MselColumn::Response, "number 人 | people"),
        Ok(json!({"type": "number", "unit": {"zh": "人", "en": "people"}}))
    );
}

#[test]
fn what_was_written_is_read_as_itself() {
    for scenario in bundled() {
        let lexicon = Lexicon::of(&scenario);
        for row in &scenario.injects {
            let values = cell::columns(row);
            for (column, value) in &values {
                let put = cell::put(*column, value.clone(), &lexicon).expect("a valid scenario");
                assert_eq!(put.value.as_ref(), Some(value), "{} {column}", row.id);
                for text in [
                    put.text,
                    cell::write_in(*column, value, Language::Zh),
                    cell::write_in(*column, value, Language::En),
                ] {
                    let read = cell::read(*column, &text, &lexicon);
                    assert_eq!(read.value.as_ref(), Some(value), "{} {column}: {text}", row.id);
                    assert_eq!(read.text, cell::write(*column, value));
                }
            }
            let mut again = cell::row(&values).expect("a row of its own cells");
            again.extra.clone_from(&row.extra);
            assert_eq!(&again, row);
        }
    }
}

fn condition() -> impl Strategy<Value = Condition> {
    let leaf = prop_oneof![
        Just(json!({"type": "manual"})),
        (-600_000i32..600_000).prop_map(|at| json!({"type": "time", "at": at})),
        ("[A-Za-z0-9._-]{1,12}|released|by|和", 0usize..4, 0i32..90_000).prop_map(|(row, event, delay)| {
            json!({"type": "after", "ref": row, "delay": delay,
                "event": RowEvent::ALL[event].word()})
        }),
        ("\\PC{1,12}|[A-Z0-9.-]{1,6}", -90_000i32..90_000)
            .prop_map(|(row, by)| json!({"type": "not_done", "ref": row, "by": by})),
        ("\\PC{1,12}|[A-Z0-9.-]{1,6}").prop_map(|row| json!({"type": "done", "ref": row})),
        ("[A-Za-z0-9.-]{1,6}", prop::option::of(Just("XF")), 0i32..90_000)
            .prop_map(|(row, dept, within)| json!({"type": "no_ack", "ref": row, "dept": dept, "within": within})),
        ("[A-Za-z0-9.-]{1,6}", "[a-z0-9]{1,4}")
            .prop_map(|(row, value)| json!({"type": "decision", "ref": row, "value": value})),
    ];
    let tree = leaf.prop_recursive(4, 32, 4, |inner| {
        (any::<bool>(), prop::collection::vec(inner, 0..4))
            .prop_map(|(all, of)| json!({"type": if all { "all" } else { "any" }, "of": of}))
    });
    tree.prop_map(|tree| serde_json::from_value(tree).expect("a condition"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn any_condition_is_read_as_it_was_written(tree in condition()) {
        let scenario = petition();
        let value = serde_json::to_value(tree).expect("plain data");
        if let Ok(put) = cell::put(MselColumn::When, value, &Lexicon::of(scenario)) {
            prop_assert_eq!(cell::read(MselColumn::When, &put.text, &Lexicon::of(scenario)), put);
        }
    }

    #[test]
    fn any_time_is_read_as_it_was_written(seconds in -604_800i64..=604_800) {
        let scenario = petition();
        let lexicon = Lexicon::of(scenario);
        for column in [MselColumn::Offset, MselColumn::TargetRespond] {
            if let Ok(put) = cell::put(column, json!(seconds), &lexicon) {
                prop_assert_eq!(cell::read(column, &put.text, &lexicon), put);
            }
        }
    }

    #[test]
    fn any_list_of_texts_is_read_as_it_was_written(texts in prop::collection::vec("\\PC{1,12}", 1..5)) {
        let scenario = petition();
        let lexicon = Lexicon::of(scenario);
        let facts: Vec<Value> = texts.iter().map(|text| json!({"zh": text})).collect();
        let choices: Vec<Value> = texts.iter().enumerate().map(|(i, text)| json!({"value": i.to_string(), "text": {"en": text}})).collect();
        let response = json!({"type": "choice", "of": choices});
        for (column, value) in [
            (MselColumn::KeyFacts, json!(facts)),
            (MselColumn::Decision, json!(choices)),
            (MselColumn::Response, response),
            (MselColumn::TitleZh, json!(texts[0])),
            (MselColumn::Storyline, json!(texts[0])),
            (MselColumn::Truth, json!([{"fact": "people", "value": texts[0]}])),
        ] {
            if let Ok(put) = cell::put(column, value, &lexicon) {
                prop_assert_eq!(cell::read(column, &put.text, &lexicon), put);
            }
        }
    }

    #[test]
    fn no_text_stops_the_reader(text in "\\PC{0,80}|[TDHJM+:0-9 .天时分/-]{0,24}|(all|any|no ack|by|=|;|\\(|\\)| ){0,20}") {
        let scenario = petition();
        let lexicon = Lexicon::of(scenario);
        for column in MselColumn::ALL {
            let read = cell::read(*column, &text, &lexicon);
            if let Some(value) = &read.value {
                // What was understood is stable: its text means the same.
                let again = cell::read(*column, &read.text, &lexicon);
                prop_assert_eq!(again.value.as_ref(), Some(value), "{} {:?} → {:?}", column, text, read.text);
            } else {
                prop_assert!(read.fault.is_some() || text.trim().is_empty());
            }
        }
    }
}
