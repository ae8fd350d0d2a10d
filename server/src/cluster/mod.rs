//! Which node owns an exercise. There is one node, so it is this one; what is above this level asks
//! the [`Gateway`] and would not notice the difference.

use crate::journal::AnyJournal;
use crate::live::{Handle, Registry, Summary};
use protocol::ids::ExerciseId;
use protocol::problem::Problem;
use protocol::scenario::Scenario;

/// The way to every exercise; clones lead to the same.
#[derive(Clone, Debug)]
pub struct Gateway {
    here: Registry<AnyJournal>,
}

impl Gateway {
    /// The way to the exercises of this node.
    #[must_use]
    pub const fn local(here: Registry<AnyJournal>) -> Self {
        Self { here }
    }

    /// The exercise, wherever it runs.
    ///
    /// # Errors
    /// As [`Registry::get`].
    pub async fn get(&self, id: ExerciseId) -> Result<Handle, Problem> {
        self.here.get(id).await
    }

    /// Creates an exercise; it runs on this node.
    ///
    /// # Errors
    /// As [`Registry::create`].
    pub async fn create(&self, scenario: Scenario) -> Result<Handle, Problem> {
        self.here.create(scenario).await
    }

    /// Every exercise.
    ///
    /// # Errors
    /// As [`Registry::list`].
    pub async fn list(&self) -> Result<Vec<Summary>, Problem> {
        self.here.list().await
    }

    /// The exercises of this node, for reading the record and for readiness.
    #[must_use]
    pub const fn here(&self) -> &Registry<AnyJournal> {
        &self.here
    }
}
