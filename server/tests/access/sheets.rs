//! The list taken home from a drill that runs: what was planned, and beside it what has really happened.

use crate::listener::{config, folder};
use crate::play::{Drill, running};
use serde_json::{Value, json};
use server::app::App;
use std::collections::{BTreeMap, HashMap};

/// The exported list by the number of the row: text by header.
async fn list(drill: &Drill) -> BTreeMap<String, HashMap<String, String>> {
    let answer = drill.get("/api/v1/exercises/{exercise}/msel.csv?lang=en", "LC").await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    let text = answer.body.strip_prefix('\u{feff}').expect("a mark that sheet programs read the encoding from");
    let mut reader = csv::ReaderBuilder::new().flexible(true).has_headers(false).from_reader(text.as_bytes());
    let mut heads: Option<Vec<String>> = None;
    let mut rows = BTreeMap::new();
    for record in reader.records() {
        let texts: Vec<String> = record.unwrap().iter().map(str::to_owned).collect();
        match &heads {
            None if texts.iter().any(|text| text == "Went out") => heads = Some(texts),
            None => {}
            Some(heads) => {
                let row: HashMap<_, _> = heads.iter().cloned().zip(texts).collect();
                rows.insert(row["No."].clone(), row);
            }
        }
    }
    rows
}

fn clock(stamp: &Value) -> String {
    let seconds = stamp["exercise"].as_i64().unwrap().div_euclid(1_000);
    let (sign, seconds) = (if seconds < 0 { '−' } else { '+' }, seconds.abs());
    format!("T{sign}{:02}:{:02}:{:02}", seconds / 3_600, seconds / 60 % 60, seconds % 60)
}

#[tokio::test]
async fn the_list_of_a_running_drill_says_when_a_row_went_out_and_how_far_it_came() {
    let folder = folder();
    let app = App::start(&config(&folder, "off")).await.unwrap();
    let drill = Drill::start(&app).await;
    running(&drill).await;
    drill.done("LC", json!({ "type": "release_inject", "row": "I-05" })).await;
    drill.done("LC", json!({ "type": "skip_inject", "row": "I-06", "reason": "时间不够" })).await;
    let items = drill.get("/api/v1/exercises/{exercise}/items", "GA-1").await.json();
    let mut mine = items.as_array().unwrap().iter().map(|upsert| &upsert["item"]);
    let inject = mine.find(|item| {
        item["kind"] == "inject" && item["body"]["zh"].as_str().is_some_and(|body| body.contains("立即签收"))
    });
    let delivery = inject.expect("I-05 is at the police")["delivery"].clone();
    let acknowledged = drill.done("GA-1", json!({ "type": "acknowledge_inject", "delivery": delivery })).await;

    let rows = list(&drill).await;
    assert_eq!(rows["I-05"]["GA acknowledged"], clock(&acknowledged["at"]));
    assert_eq!(rows["I-05"]["Outcome"], "released");
    assert!(rows["I-05"]["Went out"].starts_with("T+00:0"), "{:?}", rows["I-05"]);
    assert_eq!(rows["I-05"]["GA closed"], "", "nobody has closed it");
    assert_eq!((rows["I-06"]["Outcome"].as_str(), rows["I-06"]["Skip reason"].as_str()), ("skipped", "时间不够"));
    assert_eq!(rows["I-06"]["Went out"], "");

    let chinese = drill.get("/api/v1/exercises/{exercise}/msel.csv?lang=zh", "LC").await.body;
    let heads = chinese.lines().next().unwrap().to_owned();
    assert!(heads.contains(",实际下发,结果,跳过原因,CMD 送达,"), "{heads}");

    // What stands beside every other row is what control is shown of it.
    let shown = drill.get("/api/v1/exercises/{exercise}/items", "LC").await.json();
    let shown: Vec<&Value> =
        shown.as_array().unwrap().iter().map(|upsert| &upsert["item"]).filter(|item| item["kind"] == "row").collect();
    assert!(shown.len() > 30);
    for item in shown {
        let row = &rows[item["id"].as_str().unwrap()];
        let released = if item["released"].is_null() { String::new() } else { clock(&item["released"]["at"]) };
        assert_eq!(row["Went out"], released, "{item}");
        assert!(!row["Time (T+min)"].is_empty() || item["planned"].is_null(), "{item}");
    }

    app.shutdown().request();
    app.run().await.unwrap();
    std::fs::remove_dir_all(folder).unwrap();
}
