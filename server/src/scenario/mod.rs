//! Scenario files: reading them, holding them to the rules, telling people what to mend.
//!
//! A file goes through three gates, and a broken one is refused whole: `node` makes a tree whose
//! every value knows its line and column, `shape` holds it against the form made from the types,
//! `check` asks whether it makes sense as an exercise.

pub mod bundled;
mod check;
mod diagnostic;
mod files;
mod lint;
mod load;
mod node;
mod real;
mod rule;
mod shape;
pub mod sheet;
mod syntax;
pub mod text;

pub use bundled::{BLANK, Bundled, bundled};
pub use diagnostic::{Diagnostic, Place, Severity};
pub use files::{Answer, Form, check_file, convert_file, export};
pub use lint::lint;
use load::findings;
pub use load::{FILE_BYTES_MAX, Loaded, load, load_draft};
pub use real::looks_real;
pub use rule::Rule;
