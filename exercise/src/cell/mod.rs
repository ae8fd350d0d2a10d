//! Cells of the list: from the text that somebody typed or brought in a sheet to the value of its column,
//! and back. One reader for the grid, for pasted blocks and for sheets of every kind.
//!
//! Reading never fails and never loses: what cannot be read keeps its text and says why.

mod lexicon;
mod read;
mod write;

pub use lexicon::Lexicon;
pub use read::{put, read};
pub use write::write;
