//! Every measure M01–M30 in one form: a number with its n, its target and the commits it rests on.
//!
//! Medians and percentiles are by nearest rank, so that a second program comes to the same number:
//! of n sorted values the one at place ⌈p · n⌉.

mod arrival;
mod build;
mod evaluation;
mod media;
mod offline;
mod picture;
mod process;
mod receipts;

use crate::state::State;
use protocol::measure::Measure;

/// Every measure of an exercise as it stands, in order of codes.
#[must_use]
pub fn measure_list(state: &State) -> Vec<Measure> {
    let mut list = Vec::new();
    receipts::measures(state, &mut list);
    arrival::measures(state, &mut list);
    picture::measures(state, &mut list);
    media::measures(state, &mut list);
    process::measures(state, &mut list);
    evaluation::measures(state, &mut list);
    list.sort_by_key(|one| one.code);
    list
}
