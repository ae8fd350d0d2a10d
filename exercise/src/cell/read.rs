//! From the text of a cell to the value of its column.

use super::{Lexicon, write};
use protocol::msel::{MselColumn, MselFault, MselValue};
use serde_json::Value;

/// Reads the text of a cell. What cannot be read keeps its text and says why.
#[must_use]
pub fn read(column: MselColumn, text: &str, lexicon: &Lexicon<'_>) -> MselValue {
    let value = serde_json::from_str(text).unwrap_or_else(|_| Value::String(text.to_owned()));
    put(column, value, lexicon).unwrap_or_else(|fault| MselValue {
        text: text.to_owned(),
        value: None,
        fault: Some(fault),
    })
}

/// Takes a value of the column's own form, with the text that people read.
///
/// # Errors
/// What is wrong with it.
pub fn put(column: MselColumn, value: Value, _lexicon: &Lexicon<'_>) -> Result<MselValue, MselFault> {
    Ok(MselValue { text: write(column, &value), value: Some(value), fault: None })
}
