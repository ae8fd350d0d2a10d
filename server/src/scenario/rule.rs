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
    /// More rows, seats, departments, recipients or choices than the program takes.
    Limit = "limit" Error,
    /// Two things with the same name.
    DuplicateId = "duplicate_id" Error,
    /// A name that nothing in the file has.
    UnknownRef = "unknown_ref" Error,
    /// A department that nobody can sit in.
    NoSeat = "no_seat" Error,
    /// No seat of a role without which the exercise cannot be run or resumed.
    MissingRole = "missing_role" Error,
    /// A seat or department in a part that it cannot play.
    WrongRole = "wrong_role" Error,
    /// A phase that ends before it begins.
    PhaseOrder = "phase_order" Error,
    /// Not the name of a time zone.
    TimeZone = "time_zone" Error,
    /// A row that must be delivered to somebody.
    NoRecipient = "no_recipient" Error,
    /// A value that has not the form of its fact.
    FactValue = "fact_value" Error,
    /// A position that is not on the site, or a site that is none.
    OffSite = "off_site" Error,
    /// A drawing of the site that is not one.
    SitePlan = "site_plan" Error,
    /// A lead or deciding seat that does not receive the row.
    NotRecipient = "not_recipient" Error,
    /// A row with nothing to read.
    NoBody = "no_body" Error,
    /// A row that does not say what should happen.
    NoExpectedAction = "no_expected_action" Error,
    /// A trigger that serves no task.
    NoTask = "no_task" Error,
    /// A task that no row serves.
    TaskUnused = "task_unused" Error,
    /// A contingency that comes whatever happens.
    NoCondition = "no_condition" Error,
    /// A decision with several recipients, and nobody named whose choice counts.
    NoDecider = "no_decider" Error,
    /// An acknowledgement by a named seat, and no such seat among the recipients.
    AckSeat = "ack_seat" Error,
    /// Two templates of the same kind.
    DuplicateTemplate = "duplicate_template" Error,
    /// Rows that wait for each other.
    Cycle = "cycle" Error,
    /// A condition that can never be true.
    Unreachable = "unreachable" Error,
    /// A condition too deep or too large to be read as a sentence.
    ConditionSize = "condition_size" Error,
    /// A text in one language only.
    MissingLanguage = "missing_language" Warning,
    /// A box for control says the same as the text that players get.
    SameText = "same_text" Warning,
    /// What looks like a real telephone number, identity number or mailbox.
    RealNumber = "real_number" Warning,
    /// A row planned outside its phase.
    OutsidePhase = "outside_phase" Warning,
    /// A row whose planned moment and condition disagree.
    OffsetMismatch = "offset_mismatch" Warning,
    /// Limits that overtake each other.
    TargetOrder = "target_order" Warning,
    /// A condition of a row that is only released by hand, or the other way round.
    ReleaseMismatch = "release_mismatch" Warning,
    /// No template for the start, the end or a real emergency.
    MissingTemplate = "missing_template" Warning,
    /// A field that has no effect where it stands.
    NoEffect = "no_effect" Warning,
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
