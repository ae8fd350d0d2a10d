//! How far a post has spread: one function of exercise time, and the vectors that hold the web client
//! to the same numbers.
//!
//! `GOLDEN=write cargo test -p startex-exercise --test reach` writes them for the client.
#![expect(clippy::disallowed_methods, reason = "vectors are read and written; the rules are not")]

use exercise::area::media::reach::reach_at;
use protocol::media::{ReachAnchor, ReachCause};
use protocol::time::{ExerciseTime, Seconds, Stamp, Timestamp};
use serde_json::json;
use std::path::PathBuf;

fn anchor(at: i64, count: u32, every: Option<i32>, cause: ReachCause) -> ReachAnchor {
    let at = Stamp { wall: Timestamp(0), exercise: ExerciseTime(at * 1_000) };
    ReachAnchor { at, count, doubles_every: every.map(Seconds), cause }
}

fn reached(anchors: &[ReachAnchor], ceiling: u32, seconds: i64) -> u32 {
    reach_at(anchors, ceiling, ExerciseTime(seconds * 1_000))
}

#[test]
fn it_doubles_in_straight_lines_up_to_its_ceiling_and_counts_anew_from_each_anchor() {
    let mut anchors = vec![anchor(100, 3_000, Some(300), ReachCause::Appeared)];
    let at = |anchors: &[ReachAnchor], seconds| reached(anchors, 50_000, seconds);
    assert_eq!(at(&anchors, 99), 0, "nobody has seen what has not appeared");
    assert_eq!((at(&anchors, 100), at(&anchors, 250), at(&anchors, 400)), (3_000, 4_500, 6_000));
    assert_eq!((at(&anchors, 550), at(&anchors, 700), at(&anchors, 99_999)), (9_000, 12_000, 50_000));
    anchors.push(anchor(700, 12_000, Some(3_000), ReachCause::Answered));
    assert_eq!((at(&anchors, 699), at(&anchors, 700), at(&anchors, 2_200)), (11_980, 12_000, 18_000));
    anchors.push(anchor(1_000, 40_000, None, ReachCause::Logged));
    assert_eq!(at(&anchors, 9_000), 40_000, "without a doubling time it stands still");
    assert_eq!(reached(&anchors, 30_000, 9_000), 30_000, "never more than its ceiling");
    assert_eq!(reached(&[anchor(0, 0, Some(1), ReachCause::Appeared)], 9, 80_000), 0, "nothing doubles to nothing");
    let largest = [anchor(0, 999_999_999, Some(86_400), ReachCause::Appeared)];
    assert_eq!(reached(&largest, 1_000_000_000, 86_399), 1_000_000_000);
}

#[test]
fn it_never_falls_but_where_somebody_counted_anew() {
    let anchors = [anchor(0, 7, Some(13), ReachCause::Appeared), anchor(500, 900, Some(600), ReachCause::Answered)];
    let mut last = 0;
    for second in 0..500 {
        let now = reached(&anchors, 900, second);
        assert!(now >= last && now <= 900, "second {second}: {last} then {now}");
        last = now;
    }
}

#[test]
fn the_web_client_has_the_same_numbers() {
    let curves = [
        (vec![anchor(0, 3_000, Some(300), ReachCause::Appeared)], 2_000_000_u32),
        (
            vec![
                anchor(2_400, 3_000, Some(360), ReachCause::Appeared),
                anchor(3_911, 53_211, Some(3_600), ReachCause::Answered),
            ],
            800_000,
        ),
        (
            vec![
                anchor(60, 1, Some(7), ReachCause::Appeared),
                anchor(90, 44, Some(7), ReachCause::Logged),
                anchor(400, 90, None, ReachCause::TakenDown),
            ],
            1_000,
        ),
        (vec![anchor(0, 999_999_937, Some(86_399), ReachCause::Appeared)], 1_000_000_000),
        (vec![anchor(0, 200, None, ReachCause::Appeared)], 150),
    ];
    let mut vectors = Vec::new();
    for (anchors, ceiling) in &curves {
        for moment in [
            -5_000, 0, 999, 1_000, 61_500, 90_000, 359_999, 2_400_000, 2_579_400, 3_910_999, 3_911_000, 5_000_123,
            90_000_000,
        ] {
            let reach = reach_at(anchors, *ceiling, ExerciseTime(moment));
            vectors.push(json!({"anchors": anchors, "ceiling": ceiling, "at": moment, "reach": reach}));
        }
    }
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../web-client/test/golden/reach.json");
    let text = serde_json::to_string(&vectors).unwrap() + "\n";
    if std::env::var("GOLDEN").is_ok_and(|value| value == "write") {
        std::fs::write(&path, &text).unwrap();
    }
    assert_eq!(std::fs::read_to_string(&path).unwrap(), text, "GOLDEN=write renews {}", path.display());
}
