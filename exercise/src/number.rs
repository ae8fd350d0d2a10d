//! Counts as the protocol holds them, and running numbers of things that come one after the other.

/// A count. Nothing here comes near the bound; what did would stand at it.
pub(crate) fn count(things: usize) -> u32 {
    u32::try_from(things).unwrap_or(u32::MAX)
}

/// The running number of the next thing after so many, from 1.
pub(crate) fn next(before: usize) -> u32 {
    count(before).saturating_add(1)
}
