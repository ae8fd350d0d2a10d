//! A whole drill on a virtual clock: robots in every seat, seconds for hours, and what came of it.
//!
//! The rules, the views and the robots are those of a live exercise; only the network is missing.
//! In its place frames and commands may be delayed at random, which shows whether a drill hangs on
//! races.

#[cfg(test)]
mod drills;
mod outcome;
mod print;
mod rows;
mod run;
mod stage;
#[cfg(test)]
mod tests;

pub use outcome::{DepartmentOutcome, Outcome, ProblemOutcome, RowOutcome};
pub use print::{summary, to_json};
pub use rows::rehearse_rows;
pub use run::{Failure, Rehearsal, rehearse};
