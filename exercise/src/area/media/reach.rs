//! How many a post has reached at a moment: whole numbers, the same in every client.
//!
//! From its last anchor the count doubles again and again, in a straight line between one doubling and
//! the next, and never passes the ceiling. Parts of a second do not count.

use protocol::media::ReachAnchor;
use protocol::time::ExerciseTime;

/// How many a post has reached at a moment of exercise time; nobody before it appeared.
#[must_use]
pub fn reach_at(anchors: &[ReachAnchor], ceiling: u32, at: ExerciseTime) -> u32 {
    let Some(anchor) = anchors.iter().rev().find(|anchor| anchor.at.exercise <= at) else { return 0 };
    let Some(every) = anchor.doubles_every.filter(|every| every.0 > 0) else { return anchor.count.min(ceiling) };
    let (mut count, ceiling) = (u64::from(anchor.count), u64::from(ceiling));
    let every = u64::from(every.0.unsigned_abs());
    let mut seconds = u64::try_from((at.0 - anchor.at.exercise.0) / 1_000).unwrap_or_default();
    if count == 0 {
        return 0;
    }
    while seconds >= every && count < ceiling {
        count *= 2;
        seconds -= every;
    }
    let grown = if count < ceiling { count + count * seconds / every } else { count };
    u32::try_from(grown.min(ceiling)).unwrap_or(u32::MAX)
}
