//! Persons of an exercise as an administrator sees them, by ids and seats alone, and erasing them.

use super::{Access, SessionKey};
use crate::store::Erased;
use protocol::ids::{ExerciseId, FileHash, PersonId, SeatCode};
use protocol::problem::Problem;
use protocol::rest::{ErasureView, PersonView, SeatTaking};
use protocol::time::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

/// Who sat where, as the record tells it: each person with seats and when each was taken first.
pub type Sat = BTreeMap<PersonId, BTreeMap<SeatCode, Timestamp>>;

impl Access {
    /// Everybody in the record of an exercise, and whether a name can be read here.
    ///
    /// # Errors
    /// What the store says.
    pub async fn people(&self, exercise: ExerciseId, sat: &Sat) -> Result<Vec<PersonView>, Problem> {
        let named: BTreeSet<PersonId> = self.0.store.people_with_key(exercise).await?.into_iter().collect();
        let erased: BTreeMap<PersonId, ErasureView> = self
            .0
            .store
            .erasures(exercise)
            .await?
            .into_iter()
            .map(|one| (one.person, ErasureView { at: one.at, by: one.by, files: one.files }))
            .collect();
        let view = |(person, seats): (&PersonId, &BTreeMap<SeatCode, Timestamp>)| PersonView {
            person: *person,
            seats: seats.iter().map(|(seat, since)| SeatTaking { seat: seat.clone(), since: *since }).collect(),
            named: named.contains(person),
            erased: erased.get(person).cloned(),
        };
        Ok(sat.iter().map(view).collect())
    }

    /// Erases a person: the key, the sessions, and the given files as far as no other seat and no other
    /// exercise has them too. `alone` are seats where nobody else ever sat.
    ///
    /// # Errors
    /// What the store says.
    pub async fn erase(
        &self,
        exercise: ExerciseId,
        person: PersonId,
        files: Vec<FileHash>,
        alone: Vec<SeatCode>,
        by: String,
    ) -> Result<Erased, Problem> {
        let erased = self.0.store.erase(exercise, person, files, alone, by, self.0.clock.now()).await?;
        for digest in &erased.sessions {
            self.end_watched(SessionKey(*digest));
        }
        Ok(erased)
    }

    /// Files that seats of an exercise uploaded, in order.
    ///
    /// # Errors
    /// What the store says.
    pub async fn uploads(&self, exercise: ExerciseId) -> Result<Vec<(FileHash, SeatCode)>, Problem> {
        Ok(self.0.store.uploads_of(exercise).await?)
    }
}
