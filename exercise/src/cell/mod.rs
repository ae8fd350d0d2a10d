//! Cells of the list: from the text that somebody typed or brought in a sheet to the value of its column,
//! and back. One reader for the grid, for pasted blocks and for sheets of every kind.
//!
//! Reading never fails and never loses: what cannot be read keeps its text and says why.

mod condition;
mod fold;
mod form;
mod lexicon;
mod lists;
mod put;
mod read;
mod row;
pub mod time;
mod words;
mod write;

pub use fold::fold;
pub use lexicon::Lexicon;
pub use lists::split;
pub use put::put;
pub use read::{Reading, read, read_as};
pub use row::{columns, row};
pub use write::{write, write_in};
