//! The words that the cells of one scenario may name: its units, seats, phases, tasks, facts, resources.

use protocol::scenario::Scenario;

/// The words of a scenario.
#[derive(Clone, Copy, Debug)]
pub struct Lexicon<'a> {
    pub(crate) scenario: &'a Scenario,
}

impl<'a> Lexicon<'a> {
    /// The words of this scenario.
    #[must_use]
    pub const fn of(scenario: &'a Scenario) -> Self {
        Self { scenario }
    }
}
