//! A commit: the facts of one accepted command, and the moment in which commands are decided.

use crate::actor::Actor;
use crate::event::Event;
use protocol::ids::CommandId;
use protocol::time::{Stamp, Timestamp};
use uuid::Uuid;

/// When a command is decided, and what new ids are made from.
#[derive(Clone, Copy, Debug)]
pub struct Moment {
    /// Server wall time; never earlier than that of the last commit.
    pub wall: Timestamp,
    /// Random and secret: new ids are derived from it, so that deciding stays pure and a client
    /// learns nothing from an id.
    pub seed: Uuid,
    /// When the client says that it happened, if the command was written off line.
    pub happened_at: Option<Timestamp>,
    /// Stands for the seat that asks where nobody is to know which: the same for the same seat, and made
    /// with a key that is never written down.
    pub ballot: Uuid,
}

/// Whether facts must not say who brought them about: then the commit has no author, no moment of its own
/// and none that a client claims.
#[must_use]
pub fn hides_author(events: &[Event]) -> bool {
    events.iter().any(|event| matches!(event, Event::FeedbackGiven(given) if given.ballot.is_some()))
}

/// Makes the ids of one command.
#[derive(Debug)]
pub(crate) struct Ids {
    seed: Uuid,
    made: u32,
}

impl Ids {
    pub(crate) const fn of(moment: &Moment) -> Self {
        Self { seed: moment.seed, made: 0 }
    }
    pub(crate) fn next(&mut self) -> Uuid {
        self.made += 1;
        Uuid::new_v5(&self.seed, &self.made.to_be_bytes())
    }
}

/// The facts of one accepted command, with both clocks and their author.
#[derive(Clone, Debug, PartialEq)]
pub struct Commit {
    /// Both clocks.
    pub at: Stamp,
    /// Author.
    pub by: Actor,
    /// The command, unless it is the system's.
    pub command: Option<CommandId>,
    /// When the client says that it happened.
    pub happened_at: Option<Timestamp>,
    /// What happened.
    pub events: Vec<Event>,
}
