//! Takes a person out of an exercise: the key of the name, and what this person alone brought in.

use super::Traces;
use crate::access::Access;
use crate::store::Erased;
use protocol::ids::{ExerciseId, PersonId};
use protocol::problem::{Problem, ProblemCode};

/// Erases a person of whom the record knows. Unless `keep_files`, also the files that nobody else named in
/// the record, and those that were uploaded from seats where nobody else ever sat and never used. The
/// record keeps their hashes: what they were can be told from them, what they showed cannot.
///
/// # Errors
/// `not_found` for a person of whom the record does not know; what the store says.
pub async fn erase(
    access: &Access,
    exercise: ExerciseId,
    traces: &Traces,
    person: PersonId,
    keep_files: bool,
    by: String,
) -> Result<Erased, Problem> {
    if !traces.people.contains_key(&person) {
        return Err(Problem::new(ProblemCode::NotFound));
    }
    let alone = traces.seats_alone(person);
    let mut files = Vec::new();
    if !keep_files {
        files = traces.files_of(person);
        let uploads = access.uploads(exercise).await?;
        let unused = uploads.into_iter().filter(|(file, seat)| alone.contains(seat) && !traces.names(file));
        files.extend(unused.map(|(file, _)| file));
        files.sort_unstable();
        files.dedup();
    }
    access.erase(exercise, person, files, alone, by).await
}
