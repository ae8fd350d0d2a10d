//! Every rule a scenario file is held to, by a stable word. `docs/scenario.md` explains each with its
//! remedy; a test holds the two lists together.

use super::diagnostic::Severity;
use serde::{Serialize, Serializer};

macro_rules! rules {
    ($($(#[$meta:meta])* $name:ident = $word:literal $severity:ident,)*) => {
        /// A rule for scenario files.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Rule {
            $($(#[$meta])* $name,)*
        }
        impl Rule {
            /// Every rule, in the order of the document.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];
            /// The stable word of the rule.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$name => $word,)* }
            }
            /// Whether a file that breaks it is refused.
            #[must_use]
            pub const fn severity(self) -> Severity {
                match self { $(Self::$name => Severity::$severity,)* }
            }
        }
    };
}

rules! {
    /// The file is larger than a scenario can be.
    FileSize = "file_size" Error,
    /// The bytes are not UTF-8.
    Encoding = "encoding" Error,
    /// Not YAML or JSON.
    Syntax = "syntax" Error,
    /// More than one document.
    Documents = "documents" Error,
    /// An anchor, alias, merge key or tag: everything stands where it is used.
    Alias = "alias" Error,
    /// Nested deeper than any field of the form.
    Nesting = "nesting" Error,
    /// More values than any scenario holds.
    Nodes = "nodes" Error,
    /// The same key twice in one mapping.
    DuplicateKey = "duplicate_key" Error,
    /// A key that the form does not know.
    UnknownField = "unknown_field" Error,
    /// A key that must be there.
    MissingField = "missing_field" Error,
    /// A text where a number belongs, a list where a text belongs …
    WrongType = "wrong_type" Error,
    /// Not one of the words of a closed list.
    UnknownWord = "unknown_word" Error,
    /// A code that is too long or holds other characters than letters, digits, `.`, `_`, `-`.
    Code = "code" Error,
    /// An empty or too long text, or one with control characters.
    Text = "text" Error,
    /// A number outside its range.
    NumberRange = "number_range" Error,
    /// Fits the form and is refused by the type all the same.
    Invalid = "invalid" Error,
    /// Written for another version of the form.
    SchemaVersion = "schema_version" Error,
}

impl Serialize for Rule {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.word())
    }
}

impl std::fmt::Display for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.word())
    }
}
