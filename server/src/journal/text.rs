//! A commit as a line of text: how an archive carries a record. `docs/record.md` specifies it, so that a
//! third party can read and check it without this program.

use super::chain::Hash;
use super::contract::Entry;
use super::sqlite::database::parse_id;
use crate::ids::hex;
use serde::{Deserialize, Serialize};

/// The columns of a commit; bytes as lower-case hex, texts as they are stored.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    seq: u64,
    wall: i64,
    exercise_ms: i64,
    command_id: Option<String>,
    actor: String,
    digest: Option<String>,
    events: String,
    sealed: String,
    hash: String,
}

/// Writes a commit as one line, without its end.
///
/// # Errors
/// A sentence if its events are no text, which no program of ours writes.
pub fn line(entry: &Entry) -> Result<String, String> {
    let wrong = |why: String| format!("commit {}: {why}", entry.seq);
    let line = Line {
        seq: entry.seq,
        wall: entry.wall,
        exercise_ms: entry.exercise_ms,
        command_id: entry.command_id.map(|id| id.hyphenated().to_string()),
        actor: entry.actor.clone(),
        digest: entry.digest.map(|digest| hex(&digest)),
        events: String::from_utf8(entry.events.clone()).map_err(|_| wrong("its events are no text".into()))?,
        sealed: hex(&entry.sealed),
        hash: entry.hash.to_string(),
    };
    serde_json::to_string(&line).map_err(|error| wrong(error.to_string()))
}

/// Reads a line back, in the one spelling in which it is written.
///
/// # Errors
/// A sentence that says what is wrong.
pub fn parse(text: &str) -> Result<Entry, String> {
    let line: Line = serde_json::from_str(text).map_err(|error| error.to_string())?;
    let wrong = |what: &str| format!("{what} is not in the spelling of a record");
    let command_id =
        line.command_id.as_deref().map(|id| parse_id(id).ok_or_else(|| wrong("command_id"))).transpose()?;
    let digest = match line.digest {
        Some(text) => Some(bytes(&text).and_then(|bytes| bytes.try_into().ok()).ok_or_else(|| wrong("digest"))?),
        None => None,
    };
    let hash = bytes(&line.hash).and_then(|bytes| bytes.try_into().ok()).ok_or_else(|| wrong("hash"))?;
    Ok(Entry {
        seq: line.seq,
        wall: line.wall,
        exercise_ms: line.exercise_ms,
        command_id,
        actor: line.actor,
        digest,
        events: line.events.into_bytes(),
        sealed: bytes(&line.sealed).ok_or_else(|| wrong("sealed"))?,
        hash: Hash(hash),
    })
}

/// Bytes from lower-case hex digits.
#[must_use]
pub fn bytes(text: &str) -> Option<Vec<u8>> {
    let digit = |byte: u8| match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        _ => None,
    };
    let pairs = text.as_bytes().chunks(2);
    pairs.map(|pair| Some(digit(*pair.first()?)? << 4 | digit(*pair.get(1)?)?)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn entry() -> Entry {
        Entry {
            seq: 7,
            wall: 1_790_000_000_000,
            exercise_ms: -1_500,
            command_id: Some(Uuid::from_u128(9)),
            actor: r#"{"type":"system"}"#.into(),
            digest: Some([3; 32]),
            events: "[{\"kind\":\"note\",\"data\":\"一\\n\"}]".into(),
            sealed: vec![0, 255, 16],
            hash: Hash([8; 32]),
        }
    }

    #[test]
    fn a_commit_comes_back_from_its_line_byte_for_byte() {
        for entry in [entry(), Entry { command_id: None, digest: None, sealed: Vec::new(), ..entry() }] {
            let text = line(&entry).unwrap();
            assert!(!text.contains('\n'), "one commit is one line");
            assert_eq!(parse(&text), Ok(entry));
        }
    }

    #[test]
    fn another_spelling_is_refused() {
        let good = line(&entry()).unwrap();
        for (from, to) in [
            ("00ff10", "00FF10"),
            ("00ff10", "00ff1"),
            ("\"seq\":7", "\"seq\":\"7\""),
            ("\"seq\":7", "\"seq\":7,\"seq\":7"),
            ("\"wall\"", "\"more\":1,\"wall\""),
            ("00000000-0000-0000-0000-000000000009", "00000000000000000000000000000009"),
        ] {
            assert!(good.contains(from), "{from}");
            assert!(parse(&good.replacen(from, to, 1)).is_err(), "{to} was read");
        }
    }
}
