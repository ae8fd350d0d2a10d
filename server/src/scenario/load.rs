//! From the bytes of a file to a scenario: all of it, or none of it and every reason why.

use super::diagnostic::{Diagnostic, Place};
use super::node::{self, Node};
use super::rule::Rule;
use super::{check, shape};
use protocol::scenario::Scenario;

/// Largest scenario file. The petition drill is 80 KiB; a thousand rows of its kind are 1.7 MiB.
pub const FILE_BYTES_MAX: usize = 2 * 1024 * 1024;

/// What reading a file came to.
#[derive(Debug)]
pub struct Loaded {
    /// The scenario; none if any finding is an error.
    pub scenario: Option<Scenario>,
    /// What was found, in the order of the text.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads and checks a YAML or JSON file.
#[must_use]
pub fn load(bytes: &[u8]) -> Loaded {
    load_where(bytes, Diagnostic::is_error)
}

/// Reads a file whose list may still be planned: what only stands in the way of approval is no reason to
/// refuse it.
#[must_use]
pub fn load_draft(bytes: &[u8]) -> Loaded {
    load_where(bytes, |found| found.is_error() && !found.rule.may_stand_in_a_draft())
}

fn load_where(bytes: &[u8], refuses: impl Fn(&Diagnostic) -> bool) -> Loaded {
    let (scenario, diagnostics) = match read(bytes) {
        Ok((scenario, tree)) => {
            let diagnostics = check::check(&scenario, &tree);
            (Some(scenario), diagnostics)
        }
        Err(diagnostics) => (None, diagnostics),
    };
    let scenario = scenario.filter(|_| !diagnostics.iter().any(refuses));
    Loaded { scenario, diagnostics }
}

/// What the rules say of a scenario that was made by a program.
pub(super) fn findings(scenario: &Scenario) -> Vec<Diagnostic> {
    let text = serde_json::to_string(scenario).unwrap_or_default();
    match node::parse(&text) {
        Ok(tree) => check::sense(scenario, &tree),
        Err(diagnostic) => vec![diagnostic],
    }
}

/// Reads a file into the form, without asking whether it makes sense.
pub(super) fn read(bytes: &[u8]) -> Result<(Scenario, Node), Vec<Diagnostic>> {
    let whole = |rule, zh: String, en: String| vec![Diagnostic::new(rule, Place::START, String::new(), zh, en)];
    if bytes.len() > FILE_BYTES_MAX {
        let (size, max) = (bytes.len(), FILE_BYTES_MAX);
        let zh = format!("文件{size}字节，超过上限{max}字节");
        return Err(whole(Rule::FileSize, zh, format!("the file has {size} bytes, the limit is {max}")));
    }
    let text = std::str::from_utf8(bytes).map_err(|error| vec![not_utf8(bytes, error.valid_up_to())])?;
    let tree = node::parse(text.strip_prefix('\u{feff}').unwrap_or(text)).map_err(|diagnostic| vec![diagnostic])?;
    let misfits = shape::check(&tree);
    if !misfits.is_empty() {
        return Err(misfits);
    }
    let refused =
        |error: serde_json::Error| whole(Rule::Invalid, format!("不合格式：{error}"), format!("invalid: {error}"));
    let scenario = serde_json::to_value(&tree).and_then(serde_json::from_value).map_err(refused)?;
    Ok((scenario, tree))
}

fn not_utf8(bytes: &[u8], valid: usize) -> Diagnostic {
    let before = String::from_utf8_lossy(&bytes[..valid]);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let place = Place { line: number(line), column: number(column) };
    let en = "the file is not UTF-8: save it as UTF-8";
    Diagnostic::new(Rule::Encoding, place, String::new(), "文件不是UTF-8编码，请另存为UTF-8", en)
}
