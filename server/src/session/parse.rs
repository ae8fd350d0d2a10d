//! From the text of a frame to a frame, or to the answer that says what is wrong with it.

use protocol::frame::{ClientFrame, ServerFrame};
use protocol::ids::CommandId;
use protocol::problem::{Problem, ProblemCode};
use serde::Deserialize;

/// Longest part of a parser's sentence that is sent back: it may quote what was sent.
const DETAIL_CHARS_MAX: usize = 300;

/// Reads a frame.
///
/// # Errors
/// `rejected` where the frame names a command, `refused` where it does not; both say `malformed`,
/// and the field where it is known.
pub fn client_frame(text: &str) -> Result<ClientFrame, Box<ServerFrame>> {
    serde_json::from_str(text).map_err(|error| {
        let sentence = error.to_string();
        let mut problem = Problem::new(ProblemCode::Malformed);
        problem.place = field(&sentence).map(str::to_owned);
        problem.detail = Some(sentence.chars().take(DETAIL_CHARS_MAX).collect());
        Box::new(match command_id(text) {
            Some(id) => ServerFrame::Rejected { id, problem },
            None => ServerFrame::Refused { problem },
        })
    })
}

/// The field that the parser names first, between backticks.
fn field(sentence: &str) -> Option<&str> {
    let names = ["unknown field `", "missing field `", "duplicate field `"];
    let rest = names.iter().find_map(|name| sentence.split_once(name))?.1;
    rest.split_once('`').map(|(field, _)| field).filter(|field| field.len() <= 80)
}

/// The id of a submission that is otherwise wrong.
fn command_id(text: &str) -> Option<CommandId> {
    #[derive(Deserialize)]
    struct Named {
        r#type: String,
        id: CommandId,
    }
    let named: Named = serde_json::from_str(text).ok()?;
    (named.r#type == "submit").then_some(named.id)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(text: &str) -> (bool, Problem) {
        match *client_frame(text).unwrap_err() {
            ServerFrame::Rejected { problem, .. } => (true, problem),
            ServerFrame::Refused { problem } => (false, problem),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn s3_what_cannot_be_read_is_malformed_with_its_place_and_its_command() {
        let id = "6b1c0b8e-2f6a-4f0e-9d3c-000000000001";
        let submit = |command: &str| format!(r#"{{"type":"submit","id":"{id}","seat":"A","command":{command}}}"#);
        let (named, told) = problem(&submit(r#"{"type":"release_inject","row":"1","force":true}"#));
        assert!(named && told.code == ProblemCode::Malformed && told.place.as_deref() == Some("force"), "{told:?}");
        let (named, told) = problem(&submit(r#"{"type":"release_inject"}"#));
        assert!(named && told.place.as_deref() == Some("row"), "{told:?}");
        assert!(problem(&submit(r#"{"type":"no_such_command"}"#)).0);
        assert!(!problem(r#"{"type":"ping","t0":1,"t9":2}"#).0);
        assert!(!problem("[").0);
        assert!(!problem(&"[".repeat(10_000)).0);
        assert!(client_frame(&submit(r#"{"type":"release_inject","row":"1"}"#)).is_ok());
    }
}
