//! The state that viewers see: fed by commits of the record and by nothing else, the same way live,
//! after a reload and at start.
//!
//! One named exception: a real emergency covers the screens before it is recorded. That lies over
//! the rendering of one item, not in the state.

use crate::journal::Hash;
use exercise::commit::Commit;
use exercise::view::{self, Key, Touched};
use exercise::{Audience, Event, State, apply};
use protocol::ids::{PersonId, SeatCode};
use protocol::item::{EmergencyView, Item};
use protocol::time::Timestamp;

/// A commit of the record, with what a replica needs beside it.
#[derive(Clone, Debug)]
pub(super) struct Applied {
    /// The commit.
    pub commit: Commit,
    /// Its number.
    pub seq: u64,
    /// The chain up to and with it.
    pub hash: Hash,
    /// Names that came with it.
    pub names: Vec<(PersonId, String)>,
}

/// What a commit changed for viewers.
#[derive(Clone, Debug, Default)]
pub(super) struct Change {
    /// Items that may look different.
    pub keys: Vec<Key>,
    /// Anything may look different.
    pub all: bool,
    /// Seats that nobody sits in any more.
    pub released: Vec<SeatCode>,
    /// Seats that somebody has sat down in.
    pub taken: Vec<SeatCode>,
}

/// A state with its place in the record.
#[derive(Debug)]
pub(super) struct Replica {
    state: State,
    seq: u64,
    hash: Hash,
    cover: Option<EmergencyView>,
}

impl Replica {
    pub(super) fn new(state: State, seq: u64, hash: Hash) -> Self {
        Self { state, seq, hash, cover: None }
    }

    pub(super) const fn state(&self) -> &State {
        &self.state
    }

    pub(super) const fn hash(&self) -> Hash {
        self.hash
    }

    /// The one path by which the visible state changes. A commit that it has already is skipped.
    pub(super) fn on_commit(&mut self, applied: &Applied) -> Change {
        let mut change = Change::default();
        if applied.seq <= self.seq {
            return change;
        }
        for (person, name) in &applied.names {
            self.state.learn_name(*person, name.clone());
        }
        apply::apply_commit(&mut self.state, &applied.commit, |state, event| {
            match view::touched(state, event) {
                Touched::Keys(keys) => change.keys.extend(keys),
                Touched::All => change.all = true,
            }
            if let Event::SeatReleased(released) = event {
                change.released.push(released.seat.clone());
            }
            if let Event::SeatTaken(taken) = event {
                change.taken.push(taken.seat.clone());
            }
        });
        debug_assert_eq!(self.state.seq(), applied.seq, "evidence names commits by their number in the record");
        (self.seq, self.hash) = (applied.seq, applied.hash);
        if self.state.in_emergency() {
            self.cover = None;
        }
        change
    }

    /// A person was erased: nobody is shown the name any more.
    pub(super) fn forget(&mut self, person: PersonId) {
        self.state.forget_name(person);
    }

    /// What an audience sees of a key.
    pub(super) fn render(&self, key: &Key, audience: &Audience) -> Option<Item> {
        let item = view::render(&self.state, key, audience)?;
        Some(match (item, &self.cover) {
            (Item::Exercise(mut exercise), Some(cover)) if exercise.emergency.is_none() => {
                exercise.emergency = Some(cover.clone());
                Item::Exercise(exercise)
            }
            (item, _) => item,
        })
    }

    /// Covers the screens; says whether that changes anything.
    pub(super) fn cover(&mut self, now: Timestamp, seat: SeatCode, note: Option<String>) -> bool {
        if self.cover.is_some() || self.state.in_emergency() {
            return false;
        }
        let since = self.state.stamp(now);
        self.cover = Some(EmergencyView { since, seat: Some(seat), note, confirmed: Vec::new() });
        true
    }

    /// Takes the cover away again: the declaration was refused. Says whether that changes anything.
    pub(super) fn uncover(&mut self) -> bool {
        self.cover.take().is_some()
    }
}
