//! Holds a value against the form of its column: it is what the scenario file would take.

use super::form::{self, Form};
use super::{Lexicon, condition, write};
use protocol::escalation::Escalation;
use protocol::ids::{DepartmentCode, PhaseId, ResourceKey, RowId, SeatCode, TaskId};
use protocol::limits::{CONDITION_DEPTH_MAX, CONDITION_NODES_MAX, FILES_MAX, LIST_MAX, RECIPIENTS_MAX};
use protocol::media::Post;
use protocol::msel::{MselColumn, MselFault, MselValue};
use protocol::scenario::{Attachment, Choice, Condition, Recipient, ResponseForm, Truth};
use protocol::text::{Bilingual, Label};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// A week: longer ones are slips.
const SPAN_MAX: i64 = 7 * 24 * 3_600;
/// Characters of a text, the bound of the scenario's form.
const TEXT_MAX: usize = 4_000;

/// Takes a value of the column's own form, with the text that people read. Whether what it names is
/// there is not asked: rows and parts come in any order.
///
/// # Errors
/// What is wrong with it.
pub fn put(column: MselColumn, value: Value, _lexicon: &Lexicon<'_>) -> Result<MselValue, MselFault> {
    let empty = match &value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(list) => list.is_empty(),
        _ => false,
    };
    if empty {
        return Ok(MselValue { text: String::new(), value: None, fault: None });
    }
    let value = check(column, value)?;
    Ok(MselValue { text: write(column, &value), value: Some(value), fault: None })
}

fn check(column: MselColumn, value: Value) -> Result<Value, MselFault> {
    use MselFault as F;
    match form::of(column) {
        Form::Text => text(value, TEXT_MAX),
        Form::Label => text(value, 120).and_then(|value| typed::<Label>(value, F::NotValid)),
        Form::Id => typed::<RowId>(value, F::NotACode),
        Form::Offset => seconds(value, -SPAN_MAX),
        Form::Span => seconds(value, 1),
        Form::Word => match value.as_str() {
            Some(word) if super::words::list(column).iter().any(|known| known.code == word) => Ok(value),
            _ => Err(F::UnknownWord),
        },
        Form::Phase => typed::<PhaseId>(value, F::UnknownPhase),
        Form::Department => typed::<DepartmentCode>(value, F::UnknownDepartment),
        Form::Seat => typed::<SeatCode>(value, F::UnknownSeat),
        Form::Recipient => typed::<Recipient>(value, F::UnknownRecipient),
        Form::Recipients => bounded::<Recipient>(value, RECIPIENTS_MAX, F::UnknownRecipient),
        Form::Tasks => bounded::<TaskId>(value, LIST_MAX, F::UnknownTask),
        Form::Fails => bounded::<ResourceKey>(value, LIST_MAX, F::UnknownResource),
        Form::Truth => bounded::<Truth>(value, LIST_MAX, F::NotValid),
        Form::KeyFacts => bounded::<Bilingual>(value, LIST_MAX, F::NotValid),
        Form::Choices => bounded::<Choice>(value, LIST_MAX, F::NotValid),
        Form::Attachments => bounded::<Attachment>(value, FILES_MAX, F::NotValid),
        Form::Response => response(value),
        Form::Condition => tree(value),
        Form::Escalation => typed::<Escalation>(value, F::NotValid),
        Form::Post => typed::<Post>(value, F::NotValid),
        Form::Priority => {
            let number = value.as_i64().ok_or(F::NotANumber)?;
            if (1..=5).contains(&number) { Ok(value) } else { Err(F::OutOfRange) }
        }
    }
}

/// As the type itself would write it.
fn typed<T: DeserializeOwned + Serialize>(value: Value, fault: MselFault) -> Result<Value, MselFault> {
    serde_json::from_value::<T>(value).and_then(serde_json::to_value).map_err(|_| fault)
}

fn bounded<T: DeserializeOwned + Serialize>(value: Value, max: usize, fault: MselFault) -> Result<Value, MselFault> {
    if value.as_array().is_some_and(|list| list.len() > max) {
        return Err(MselFault::OutOfRange);
    }
    typed::<Vec<T>>(value, fault)
}

fn text(value: Value, max: usize) -> Result<Value, MselFault> {
    let text = value.as_str().ok_or(MselFault::NotValid)?;
    if text.chars().count() > max {
        return Err(MselFault::TooLong);
    }
    let odd = |c: char| c.is_control() && !matches!(c, '\n' | '\t' | '\r');
    if text.chars().any(odd) { Err(MselFault::NotValid) } else { Ok(value) }
}

fn seconds(value: Value, least: i64) -> Result<Value, MselFault> {
    let seconds = value.as_i64().ok_or(MselFault::NotATime)?;
    if (least..=SPAN_MAX).contains(&seconds) { Ok(value) } else { Err(MselFault::OutOfRange) }
}

fn response(value: Value) -> Result<Value, MselFault> {
    let form: ResponseForm = serde_json::from_value(value).map_err(|_| MselFault::NotValid)?;
    match &form {
        ResponseForm::Choice { of } | ResponseForm::Checklist { of } if of.len() > LIST_MAX => {
            Err(MselFault::OutOfRange)
        }
        _ => serde_json::to_value(form).map_err(|_| MselFault::NotValid),
    }
}

fn tree(value: Value) -> Result<Value, MselFault> {
    let condition: Condition = serde_json::from_value(value).map_err(|_| MselFault::NotValid)?;
    let (depth, nodes) = condition::size(&condition);
    if depth > CONDITION_DEPTH_MAX || nodes > CONDITION_NODES_MAX {
        return Err(MselFault::OutOfRange);
    }
    serde_json::to_value(condition).map_err(|_| MselFault::NotValid)
}
