//! What is wrong with a scenario file: one rule, one place, one sentence in each language.

use super::rule::Rule;
use serde::Serialize;

pub use protocol::lint::LintSeverity as Severity;

/// A place in the text: both numbers count from 1, the column in characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Place {
    /// Line.
    pub line: u32,
    /// Column, in characters.
    pub column: u32,
}

impl Place {
    /// The beginning of the text: for what concerns all of it.
    pub const START: Self = Self { line: 1, column: 1 };
}

/// One finding about a scenario file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Diagnostic {
    /// The rule that was broken; its word is stable.
    pub rule: Rule,
    /// How bad it is.
    pub severity: Severity,
    /// Where it stands.
    #[serde(flatten)]
    pub place: Place,
    /// Where it stands in the data, for instance `injects[3].when.of[0].ref`; empty for the whole file.
    pub path: String,
    /// What is wrong and what to do, in Chinese.
    pub message_zh: String,
    /// What is wrong and what to do, in English.
    pub message_en: String,
}

impl Diagnostic {
    /// A finding at a place.
    #[must_use]
    pub fn new(rule: Rule, place: Place, path: String, zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { rule, severity: rule.severity(), place, path, message_zh: zh.into(), message_en: en.into() }
    }

    /// Whether the file is refused for it.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

/// One step of a path into the data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step<'a> {
    /// A key of a mapping.
    Key(&'a str),
    /// An index of a list.
    Index(usize),
}

impl<'a> From<&'a str> for Step<'a> {
    fn from(key: &'a str) -> Self {
        Self::Key(key)
    }
}

impl From<usize> for Step<'_> {
    fn from(index: usize) -> Self {
        Self::Index(index)
    }
}

/// The path as it is shown to people.
pub(super) fn path_text(path: &[Step<'_>]) -> String {
    use std::fmt::Write as _;
    path.iter().fold(String::new(), |mut text, step| {
        match step {
            Step::Key(key) if text.is_empty() => text.push_str(key),
            Step::Key(key) => {
                text.push('.');
                text.push_str(key);
            }
            // Writing to a String cannot fail.
            Step::Index(index) => {
                let _ = write!(text, "[{index}]");
            }
        }
        text
    })
}
