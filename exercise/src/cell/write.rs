//! The text of a value, as people read and edit it: reading it again gives the same value.

use super::form::{self, Form};
use super::{Reading, condition, lists, time, words};
use protocol::ids::DepartmentCode;
use protocol::msel::MselColumn;
use protocol::scenario::{Choice, Condition, Recipient, ResponseForm, Truth};
use protocol::text::{Bilingual, Language};
use serde::de::DeserializeOwned;
use serde_json::Value;

/// The text of a column's value, with the codes of the closed lists.
#[must_use]
pub fn write(column: MselColumn, value: &Value) -> String {
    readable(form::of(column), value).unwrap_or_else(|| match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    })
}

/// The text of a column's value, with the words of a language where it is one of a closed list.
#[must_use]
pub fn write_in(column: MselColumn, value: &Value, language: Language) -> String {
    match (form::of(column), value) {
        (Form::Word, Value::String(code)) => words::shown(column, code, language).to_owned(),
        _ => write(column, value),
    }
}

/// A text that reads as well as the value's own form; none where only that form says it all.
fn readable(form: Form, value: &Value) -> Option<String> {
    match form {
        Form::Offset => value.as_i64().map(time::write_offset),
        Form::Span => value.as_i64().map(time::write_span),
        Form::Recipient => typed::<Recipient>(value).map(|one| recipient(&one)),
        Form::Recipients => {
            typed::<Vec<Recipient>>(value).map(|all| all.iter().map(recipient).collect::<Vec<_>>().join("; "))
        }
        Form::Tasks | Form::Fails => typed::<Vec<String>>(value).map(|all| all.join("; ")),
        Form::KeyFacts => {
            let facts: Vec<Bilingual> = typed(value)?;
            let text = facts.iter().map(lists::write_bilingual).collect::<Vec<_>>().join("; ");
            (lists::key_facts(&text)? == facts).then_some(text)
        }
        Form::Choices => {
            let choices: Vec<Choice> = typed(value)?;
            let text = lists::write_choices(&choices);
            (lists::choices(&text)? == choices).then_some(text)
        }
        Form::Response => {
            let response: ResponseForm = typed(value)?;
            let text = lists::write_response(&response);
            (lists::response(&text)? == response).then_some(text)
        }
        Form::Truth => {
            let truths: Vec<Truth> = typed(value)?;
            let text = truths.iter().map(|one| format!("{} = {}", one.fact, one.value)).collect::<Vec<_>>().join("; ");
            let again = lists::truths(&text)?;
            let same = again.len() == truths.len()
                && again.iter().zip(&truths).all(|(read, one)| read.0 == one.fact.as_str() && read.1 == one.value);
            same.then_some(text)
        }
        Form::Condition => {
            let tree: Condition = typed(value)?;
            let text = condition::write(&tree);
            let again = condition::read(&text, &Reading::default(), &|code| DepartmentCode::parse(code).ok()).ok()?;
            (again == tree).then_some(text)
        }
        Form::Id
        | Form::Text
        | Form::Label
        | Form::Word
        | Form::Phase
        | Form::Department
        | Form::Seat
        | Form::Priority
        | Form::Attachments
        | Form::Escalation
        | Form::Post => None,
    }
}

fn recipient(one: &Recipient) -> String {
    match one {
        Recipient::Department(code) => code.to_string(),
        Recipient::Seat(code) => code.to_string(),
    }
}

fn typed<T: DeserializeOwned>(value: &Value) -> Option<T> {
    T::deserialize(value).ok()
}
