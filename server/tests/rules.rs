//! Every rule of `docs/protocol.md` is named by a test, and its table of close codes is the program's.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop where it is")]

use protocol::close::CloseReason;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// Whether a text has a test whose name begins with a rule's id.
fn names(text: &str, id: &str) -> bool {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let prefix = [format!("fn {id}_"), format!("async fn {id}_")];
    lines.windows(2).any(|pair| {
        (pair[0].starts_with("#[test]") || pair[0].starts_with("#[tokio::test"))
            && prefix.iter().any(|prefix| pair[1].starts_with(prefix))
    })
}

#[test]
fn every_rule_of_the_protocol_is_named_by_a_test() {
    let rules = std::fs::read_to_string(root().join("docs/protocol.md")).unwrap();
    let ids: Vec<String> = rules
        .lines()
        .filter_map(|line| line.strip_prefix("| **")?.split_once("**"))
        .map(|(id, _)| id.to_lowercase())
        .collect();
    assert!(ids.len() >= 30, "{ids:?}");
    let mut files = Vec::new();
    for folder in ["protocol/src", "exercise/src", "server/src", "server/tests"] {
        rust_files(&root().join(folder), &mut files);
    }
    let texts: Vec<String> = files.iter().map(|file| std::fs::read_to_string(file).unwrap()).collect();
    let missing: Vec<&String> = ids.iter().filter(|id| !texts.iter().any(|text| names(text, id))).collect();
    assert!(missing.is_empty(), "no test names {missing:?}");
    assert!(!texts.iter().any(|text| names(text, "z9")), "the search finds only what is there");
}

#[test]
fn the_table_of_close_codes_is_that_of_the_program() {
    let rules = std::fs::read_to_string(root().join("docs/protocol.md")).unwrap();
    for reason in CloseReason::ALL {
        let row = format!("| {} | `{}` |", reason.code(), reason.word());
        assert_eq!(rules.matches(&row).count(), 1, "{row}");
    }
    assert_eq!(rules.lines().filter(|line| line.starts_with("| 4")).count(), CloseReason::ALL.len());
}
