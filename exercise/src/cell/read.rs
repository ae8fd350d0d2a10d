//! From the text of a cell to the value of its column.

use super::form::{self, Form};
use super::time::{self, Clock};
use super::{Lexicon, condition, lists, put};
use protocol::msel::{MselColumn, MselFault, MselValue};
use protocol::scenario::Truth;
use serde::Serialize;
use serde_json::Value;

/// How texts are to be read where they leave it open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// A bare number counts seconds, not minutes.
    pub seconds: bool,
    /// Where STARTEX is on the clock that times of a day belong to. Without it `h:mm` counts from STARTEX.
    pub start: Option<Clock>,
}

/// Reads the text of a cell. What cannot be read keeps its text and says why; what was read has the text
/// that `write` gives it.
#[must_use]
pub fn read(column: MselColumn, text: &str, lexicon: &Lexicon<'_>) -> MselValue {
    read_as(column, text, lexicon, &Reading::default())
}

/// Reads the text of a cell in a certain way.
#[must_use]
pub fn read_as(column: MselColumn, text: &str, lexicon: &Lexicon<'_>, how: &Reading) -> MselValue {
    value(column, text, lexicon, how).and_then(|value| put(column, value, lexicon)).unwrap_or_else(|fault| MselValue {
        text: text.to_owned(),
        value: None,
        fault: Some(fault),
    })
}

fn value(column: MselColumn, text: &str, lexicon: &Lexicon<'_>, how: &Reading) -> Result<Value, MselFault> {
    use MselFault as F;
    let (form, trimmed) = (form::of(column), text.trim());
    if trimmed.is_empty() || matches!(form, Form::Text | Form::Label) {
        return Ok(Value::String(text.to_owned()));
    }
    // A value as a script wrote it.
    if trimmed.starts_with(['{', '['])
        && form != Form::Id
        && let Ok(value) = serde_json::from_str(trimmed)
    {
        return Ok(value);
    }
    match form {
        Form::Id => Ok(trimmed.into()),
        Form::Text | Form::Label => Ok(text.into()),
        Form::Offset => {
            let moment = time::moment(trimmed, how.seconds).ok_or(F::NotATime)?;
            moment.offset(how.start).map(Value::from).ok_or(F::NotATime)
        }
        Form::Span => time::span(trimmed, how.seconds).map(Value::from).ok_or(F::NotATime),
        Form::Word => lists::word(column, trimmed).map(Value::from),
        Form::Phase => json(lexicon.phase(trimmed).ok_or(F::UnknownPhase)),
        Form::Department => json(lexicon.department(trimmed).ok_or(F::UnknownDepartment)),
        Form::Seat => json(lexicon.seat(trimmed).ok_or(F::UnknownSeat)),
        Form::Recipient => json(lexicon.recipient(trimmed).ok_or(F::UnknownRecipient)),
        Form::Recipients => json(lists::recipients(trimmed, lexicon)),
        Form::Tasks => {
            json(lists::names(trimmed, |name| lexicon.task(name).map(|one| vec![one])).ok_or(F::UnknownTask))
        }
        Form::Fails => {
            json(lists::names(trimmed, |name| lexicon.resource(name).map(|one| vec![one])).ok_or(F::UnknownResource))
        }
        Form::Truth => json(truths(trimmed, lexicon)),
        Form::KeyFacts => json(lists::key_facts(trimmed).ok_or(F::NotValid)),
        Form::Choices => json(lists::choices(trimmed).ok_or(F::NotValid)),
        Form::Response => json(lists::response(trimmed).ok_or(F::NotValid)),
        Form::Condition => json(condition::read(trimmed, how, &|name| lexicon.department(name))),
        Form::Priority => lists::priority(trimmed).map(Value::from).ok_or(F::NotANumber),
        Form::Attachments | Form::Escalation | Form::Post => Err(F::NotValid),
    }
}

fn truths(text: &str, lexicon: &Lexicon<'_>) -> Result<Vec<Truth>, MselFault> {
    let pairs = lists::truths(text).ok_or(MselFault::NotValid)?;
    let truth = |(name, value)| lexicon.fact(name).map(|fact| Truth { fact, value }).ok_or(MselFault::UnknownFact);
    pairs.into_iter().map(truth).collect()
}

fn json<T: Serialize>(read: Result<T, MselFault>) -> Result<Value, MselFault> {
    serde_json::to_value(read?).map_err(|_| MselFault::NotValid)
}
