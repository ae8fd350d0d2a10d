//! Sheets that planners bring in and take home: from the bytes of a file to rows of the list and back.
//!
//! No cell is lost silently: it is in a row, kept beside one as an extra column, or named in a note.

pub mod actual;
pub mod book;
mod cells;
mod clock;
pub mod convert;
mod derive;
mod foreign;
mod guard;
mod heads;
mod layout;
mod lines;
pub mod list;
mod look;
mod made;
mod office;
mod old;
mod open;
mod people;
mod plain;
mod refused;
mod say;
mod stretch;
mod write;

pub use look::{Ask, Existing, KnownRow, Looked, look};
pub use made::{Made, words_of};
pub use open::{FILE_BYTES_MAX, is_foreign, open};
pub use refused::Refused;
pub use write::{Written, write};
