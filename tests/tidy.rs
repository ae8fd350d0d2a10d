//! What machines check, so that readers need not: levels, sizes, headings, where clocks are read,
//! and that what is generated is fresh. The rules of the protocol are held by `server/tests/rules.rs`.

#![expect(clippy::unwrap_used, reason = "a check that cannot read its files should stop where it is")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Longest file. One that grows past it is two rooms.
const FILE_LINES_MAX: usize = 400;
/// Longest function, measured from its head to the closing brace at the same indentation.
const FUNCTION_LINES_MAX: usize = 70;
/// Files that may be longer, with the reason. The list may only shrink.
const LONG_FILES: &[(&str, &str)] = &[
    ("protocol/src/command.rs", "one table of all commands"),
    ("protocol/src/item.rs", "one table of all items"),
    ("protocol/src/scenario.rs", "one form"),
    ("exercise/src/event.rs", "one table of all facts"),
];
/// Functions that only route: one line an arm.
const LONG_FUNCTIONS: &[&str] = &["route", "admitted", "roles", "collect", "of", "row", "evaluator_row"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn files(folder: &str, endings: &[&str]) -> Vec<(String, String)> {
    fn walk(folder: &Path, endings: &[&str], found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            let name = entry.file_name().to_string_lossy().into_owned();
            if path.is_dir() {
                if !["target", "node_modules", "dist", "out", ".git"].contains(&name.as_str()) {
                    walk(&path, endings, found);
                }
            } else if endings.iter().any(|ending| name.ends_with(ending)) {
                found.push(path);
            }
        }
    }
    let mut found = Vec::new();
    walk(&root().join(folder), endings, &mut found);
    found.sort();
    assert!(!found.is_empty(), "{folder} holds no {endings:?}");
    let short = |path: &Path| path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/");
    found.into_iter().map(|path| (short(&path), fs::read_to_string(&path).unwrap())).collect()
}

fn rust() -> Vec<(String, String)> {
    ["protocol", "exercise", "server", "tests"].iter().flat_map(|folder| files(folder, &[".rs"])).collect()
}

fn none(wrong: &[String]) {
    assert!(wrong.is_empty(), "\n  {}\n", wrong.join("\n  "));
}

#[test]
fn every_file_says_first_what_it_is_for() {
    let wrong: Vec<_> =
        rust().into_iter().filter(|(_, text)| !text.starts_with("//! ")).map(|(path, _)| path).collect();
    none(&wrong);
}

#[test]
fn no_file_outgrows_its_room() {
    let mut all = rust();
    all.extend(files("web-client/src", &[".ts", ".tsx"]).into_iter().filter(|(path, _)| !path.contains("/protocol/")));
    let mut wrong = Vec::new();
    for (path, text) in all {
        let lines = text.lines().count();
        let excepted = LONG_FILES.iter().any(|(long, _)| *long == path);
        if lines > FILE_LINES_MAX && !excepted {
            wrong.push(format!("{path}: {lines} lines"));
        }
        if lines <= FILE_LINES_MAX && excepted {
            wrong.push(format!("{path} is short now: strike it from the list"));
        }
    }
    none(&wrong);
}

#[test]
fn no_function_outgrows_a_screen() {
    let mut wrong = Vec::new();
    for (path, text) in rust() {
        let lines: Vec<&str> = text.lines().collect();
        for (index, line) in lines.iter().enumerate() {
            let head = line.trim_start();
            let indent = line.len() - head.len();
            let Some(rest) = ["fn ", "pub fn ", "pub(crate) fn ", "pub(super) fn ", "async fn ", "pub async fn "]
                .iter()
                .find_map(|start| head.strip_prefix(start))
            else {
                continue;
            };
            let name = rest.split(['(', '<']).next().unwrap_or_default();
            let close = format!("{}}}", " ".repeat(indent));
            let end = lines[index..].iter().position(|line| *line == close).unwrap_or(0);
            if end > FUNCTION_LINES_MAX
                && !LONG_FUNCTIONS.contains(&name)
                && !path.contains("/tests/")
                && !path.starts_with("tests/")
            {
                wrong.push(format!("{path}:{}: {name} has {end} lines", index + 1));
            }
        }
    }
    none(&wrong);
}

/// Level of a module of the server; imports go down only.
const LEVELS: &[(&str, u8)] = &[
    ("main", 7),
    ("app", 7),
    ("cli", 7),
    ("probe", 7),
    ("robots", 7),
    ("http", 6),
    ("session", 5),
    ("cluster", 4),
    ("archive", 4),
    ("live", 3),
    ("journal", 2),
    ("store", 2),
    ("access", 2),
    ("scenario", 2),
    ("report", 2),
    ("config", 1),
    ("clock", 1),
    ("calendar", 1),
    ("ids", 1),
    ("limits", 1),
    ("telemetry", 1),
    ("shutdown", 1),
];

#[test]
fn imports_go_down_only() {
    let level = |module: &str| LEVELS.iter().find(|(name, _)| *name == module).map(|(_, level)| *level);
    let mut wrong = Vec::new();
    for (path, text) in files("server/src", &[".rs"]) {
        let rest = path.trim_start_matches("server/src/");
        let module = rest.split(['/', '.']).next().unwrap_or_default();
        if module == "lib" {
            continue;
        }
        let Some(own) = level(module) else {
            wrong.push(format!("{path}: {module} has no level"));
            continue;
        };
        for line in text.lines().filter(|line| !line.trim_start().starts_with("//")) {
            for used in line.split("crate::").skip(1) {
                let used = used.split(|c: char| !(c.is_alphanumeric() || c == '_')).next().unwrap_or_default();
                if level(used).is_some_and(|other| other > own) {
                    wrong.push(format!("{path}: {module} (level {own}) reaches up to {used}"));
                }
            }
        }
    }
    none(&wrong);
}

#[test]
fn the_rules_rest_on_the_protocol_alone() {
    let manifest = fs::read_to_string(root().join("exercise/Cargo.toml")).unwrap();
    let section = manifest.split("[dependencies]").nth(1).unwrap().split("\n[").next().unwrap();
    let named: BTreeSet<&str> =
        section.lines().filter_map(|line| line.split(['.', ' ', '=']).next()).filter(|n| !n.is_empty()).collect();
    assert_eq!(named, BTreeSet::from(["protocol", "serde", "serde_json", "uuid"]));
    for (path, text) in files("exercise/src", &[".rs"]) {
        for word in ["SystemTime", "Instant", "tokio", "std::fs", "std::net", "println!", "thread_rng", "new_v4"] {
            assert!(!text.contains(word), "{path} holds {word}");
        }
    }
}

#[test]
fn clocks_are_read_in_one_place_and_no_queue_is_unbounded() {
    let places: [(&str, &[&str]); 3] =
        [("SystemTime::now", &["server/src/clock.rs"]), ("unbounded_channel", &[]), ("dbg!(", &[])];
    let mut wrong = Vec::new();
    for (path, text) in files("server/src", &[".rs"]) {
        let body = text.split("#[cfg(test)]").next().unwrap_or_default();
        for (word, allowed) in places {
            if body.contains(word) && !allowed.contains(&path.as_str()) {
                wrong.push(format!("{path} holds {word}"));
            }
        }
    }
    none(&wrong);
}

/// What is generated is committed fresh, and no number is a bigint.
#[test]
fn generated_files_are_fresh() {
    let out = std::env::temp_dir().join(format!("startex-gen-{}", std::process::id()));
    fs::create_dir_all(out.join("scenarios")).unwrap();
    let status = std::process::Command::new(env!("CARGO"))
        .args(["run", "-q", "-p", "startex-protocol", "--example", "gen", "--"])
        .arg(&out)
        .current_dir(root())
        .status()
        .unwrap();
    assert!(status.success());
    let mut wrong = Vec::new();
    for (path, text) in files("web-client/src/protocol", &[".ts"]) {
        let fresh = fs::read_to_string(out.join(&path)).unwrap_or_default();
        if fresh != text {
            wrong.push(format!("{path} is stale: make gen"));
        }
        assert!(!text.contains("bigint"), "{path}");
    }
    let schema = "scenarios/scenario.schema.json";
    if fs::read_to_string(out.join(schema)).unwrap() != fs::read_to_string(root().join(schema)).unwrap() {
        wrong.push(format!("{schema} is stale: make gen"));
    }
    fs::remove_dir_all(out).unwrap();
    none(&wrong);
}
