//! Somebody who watches: through the eyes of his own seat, or, without being there, of another.

use super::fanout::ViewerId;
use super::outbox::Outbox;
use protocol::frame::{Resume, You};
use protocol::ids::SeatCode;
use std::collections::HashMap;

/// Views of other seats that one seat may have open at a time: a window for each department of a large
/// drill on two screens. One more closes the oldest.
pub(super) const LOOKS_PER_SEAT: usize = 8;

/// Somebody who wants to watch.
#[derive(Debug)]
pub(super) struct Entrant {
    /// The seat whose channels are fed.
    pub you: You,
    pub robot: bool,
    pub outbox: Outbox,
    pub resume: Option<Resume>,
    /// The seat of whoever looks, where that is not the seat that is looked through. Nobody is there
    /// then: no presence, no receipts.
    pub looks: Option<SeatCode>,
}

/// A connection that is fed.
#[derive(Debug)]
pub(super) struct Fed {
    pub seat: SeatCode,
    pub outbox: Outbox,
    pub looks: Option<SeatCode>,
}

/// The oldest view that has to make room for one more of this seat.
pub(super) fn too_many(viewers: &HashMap<ViewerId, Fed>, by: &SeatCode) -> Option<ViewerId> {
    let open = of(viewers, by);
    (open.len() > LOOKS_PER_SEAT).then(|| open.into_iter().min()).flatten()
}

/// Views of other seats that this seat has open.
pub(super) fn of(viewers: &HashMap<ViewerId, Fed>, by: &SeatCode) -> Vec<ViewerId> {
    viewers.iter().filter(|(_, fed)| fed.looks.as_ref() == Some(by)).map(|(id, _)| *id).collect()
}
