//! The text of a value, as people read and edit it: reading it again gives the same value.

use protocol::msel::MselColumn;
use serde_json::Value;

/// The text of a column's value.
#[must_use]
pub fn write(_column: MselColumn, value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
