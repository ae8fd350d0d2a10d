//! The document as data, with what proves it. One line, keys sorted, no space between: the same
//! document gives the same bytes, on every machine.

use super::{Format, ReportError};
use protocol::document::Document;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// What `format` says; a change of meaning is a new number.
const FORM: &str = "startex-report/1";

/// Writes the document with its proof: the exercise, how far its record went, the chain's hash there,
/// and the hash of the document as it stands in this file.
pub(super) fn render(document: &Document) -> Result<Vec<u8>, ReportError> {
    let document_value = serde_json::to_value(document).map_err(failed)?;
    let body = canonical(&document_value);
    let source = &document.source;
    let file = json!({
        "format": FORM,
        "banner": document.banner,
        "proof": {
            "exercise": source.exercise,
            "commits": source.commits,
            "head": source.head,
            "document_sha256": format!("{:x}", Sha256::digest(body.as_bytes())),
        },
        "document": document_value,
    });
    let mut bytes = canonical(&file).into_bytes();
    bytes.push(b'\n');
    Ok(bytes)
}

fn failed(error: serde_json::Error) -> ReportError {
    ReportError::Unwritable { format: Format::Json, reason: error.to_string() }
}

/// JSON with sorted keys and no space, however the crate keeps the keys of an object.
fn canonical(value: &Value) -> String {
    match value {
        Value::Object(fields) => {
            let mut sorted: Vec<_> = fields.iter().collect();
            sorted.sort_by_key(|(key, _)| *key);
            let fields =
                sorted.into_iter().map(|(key, value)| format!("{}:{}", Value::from(key.as_str()), canonical(value)));
            format!("{{{}}}", fields.collect::<Vec<_>>().join(","))
        }
        Value::Array(items) => format!("[{}]", items.iter().map(canonical).collect::<Vec<_>>().join(",")),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;
    use protocol::document::Language;

    #[test]
    fn the_data_file_reads_back_as_the_document_and_proves_it() {
        for language in [Language::Zh, Language::En] {
            let document = sample::document(language);
            let bytes = render(&document).unwrap();
            assert_eq!(bytes, render(&document).unwrap());
            let text = String::from_utf8(bytes).unwrap();
            assert!(text.starts_with("{\"banner\":\"演练 EXERCISE\",\"document\":{\"banner\":"));
            let file: Value = serde_json::from_str(&text).unwrap();
            let read: Document = serde_json::from_value(file["document"].clone()).unwrap();
            assert_eq!(read, document);
            assert_eq!(file["proof"]["commits"], 1_284);
            assert_eq!(file["proof"]["head"], document.source.head.unwrap());
            // Whoever checks cuts the document out of the file as it stands and hashes that.
            let start = text.find("\"document\":").unwrap() + "\"document\":".len();
            let end = text.find(",\"format\":").unwrap();
            let hash = format!("{:x}", Sha256::digest(&text.as_bytes()[start..end]));
            assert_eq!(file["proof"]["document_sha256"], hash);
        }
    }
}
