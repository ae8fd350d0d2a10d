//! Waiting rooms: who came with the room code and waits for a controller.

use super::{Error, Store, code, uuid};
use protocol::ids::{DepartmentCode, ExerciseId, PersonId, SeatCode, WaitingId};
use protocol::time::Timestamp;
use rusqlite::{OptionalExtension as _, Row, params};

/// Somebody who waits.
#[derive(Clone, Debug)]
pub struct WaitingRow {
    /// Names the request.
    pub id: WaitingId,
    /// The exercise.
    pub exercise: ExerciseId,
    /// Who.
    pub person: PersonId,
    /// Department asked for.
    pub department: Option<DepartmentCode>,
    /// Seat asked for.
    pub seat: Option<SeatCode>,
    /// Since when.
    pub since: Timestamp,
}

/// What came of letting somebody in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Admitted {
    /// The session is one of the seat now.
    In,
    /// Somebody else has the seat.
    Taken,
    /// The session that waited has ended.
    Gone,
}

impl Store {
    /// The exercise that a room code, in its stored form, opens.
    ///
    /// # Errors
    /// What the database says.
    pub async fn exercise_of_room(&self, room_code: String) -> Result<Option<ExerciseId>, Error> {
        self.run(move |db, _| {
            let id: Option<String> = db
                .prepare_cached("SELECT id FROM exercises WHERE room_code = ?1")?
                .query_row([room_code], |row| row.get(0))
                .optional()?;
            Ok(id.as_deref().map(uuid).transpose()?.map(ExerciseId))
        })
        .await
    }

    /// Puts somebody into the waiting room, unless `max` wait there. Returns whether there was room.
    ///
    /// # Errors
    /// What the database says.
    pub async fn put_waiting(&self, row: WaitingRow, max: usize) -> Result<bool, Error> {
        self.run(move |db, _| {
            let transaction = db.transaction()?;
            let waiting: i64 = transaction.query_row(
                "SELECT count(*) FROM waiting WHERE exercise = ?1",
                [row.exercise.to_string()],
                |row| row.get(0),
            )?;
            if usize::try_from(waiting).unwrap_or(usize::MAX) >= max {
                return Ok(false);
            }
            transaction.execute(
                "INSERT INTO waiting VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                params![
                    row.id.to_string(),
                    row.exercise.to_string(),
                    row.person.to_string(),
                    row.department.as_ref().map(DepartmentCode::as_str),
                    row.seat.as_ref().map(SeatCode::as_str),
                    row.since.0
                ],
            )?;
            transaction.commit()?;
            Ok(true)
        })
        .await
    }

    /// Who waits, longest first.
    ///
    /// # Errors
    /// What the database says.
    pub async fn waiting(&self, exercise: ExerciseId) -> Result<Vec<WaitingRow>, Error> {
        self.run(move |db, _| {
            let mut query = db.prepare_cached(
                "SELECT id, exercise, person, department, seat, since FROM waiting
                 WHERE exercise = ?1 ORDER BY since, id",
            )?;
            let mut rows = query.query([exercise.to_string()])?;
            let mut waiting = Vec::new();
            while let Some(row) = rows.next()? {
                waiting.push(read(row)?);
            }
            Ok(waiting)
        })
        .await
    }

    /// One who waits.
    ///
    /// # Errors
    /// What the database says.
    pub async fn waiting_one(&self, id: WaitingId) -> Result<Option<WaitingRow>, Error> {
        self.run(move |db, _| {
            let mut query =
                db.prepare_cached("SELECT id, exercise, person, department, seat, since FROM waiting WHERE id = ?1")?;
            query.query_row([id.to_string()], |row| Ok(read(row))).optional()?.transpose()
        })
        .await
    }

    /// Lets somebody in: the waiting session becomes one of the seat, unless the seat is taken.
    ///
    /// # Errors
    /// What the database says.
    pub async fn admit(
        &self,
        id: WaitingId,
        exercise: ExerciseId,
        seat: SeatCode,
        now: Timestamp,
        expires: Timestamp,
    ) -> Result<Admitted, Error> {
        self.run(move |db, _| {
            let transaction = db.transaction()?;
            let taken: bool = transaction.query_row(
                "SELECT EXISTS (SELECT 1 FROM cards WHERE exercise = ?1 AND seat = ?2 AND device IS NOT NULL)
                     OR EXISTS (SELECT 1 FROM sessions WHERE exercise = ?1 AND seat = ?2 AND expires > ?3)",
                params![exercise.to_string(), seat.as_str(), now.0],
                |row| row.get(0),
            )?;
            if taken {
                return Ok(Admitted::Taken);
            }
            let turned = transaction.execute(
                "UPDATE sessions SET kind = 'seat', seat = ?2, expires = ?3, waiting = NULL,
                     person = (SELECT person FROM waiting WHERE id = ?1)
                 WHERE waiting = ?1",
                params![id.to_string(), seat.as_str(), expires.0],
            )?;
            transaction.execute("DELETE FROM waiting WHERE id = ?1", [id.to_string()])?;
            transaction.commit()?;
            Ok(if turned > 0 { Admitted::In } else { Admitted::Gone })
        })
        .await
    }

    /// Turns somebody away: the request, the session and the person are gone.
    ///
    /// # Errors
    /// What the database says.
    pub async fn turn_away(&self, id: WaitingId) -> Result<bool, Error> {
        self.run(move |db, _| {
            // Rows of `waiting` and `sessions` go with the person by their foreign keys.
            let sql = "DELETE FROM people WHERE id = (SELECT person FROM waiting WHERE id = ?1)";
            Ok(db.execute(sql, [id.to_string()])? == 1)
        })
        .await
    }
}

fn read(row: &Row<'_>) -> Result<WaitingRow, Error> {
    let department: Option<String> = row.get(3)?;
    let seat: Option<String> = row.get(4)?;
    Ok(WaitingRow {
        id: WaitingId(uuid(&row.get::<_, String>(0)?)?),
        exercise: ExerciseId(uuid(&row.get::<_, String>(1)?)?),
        person: PersonId(uuid(&row.get::<_, String>(2)?)?),
        department: department.map(|text| code(&text, DepartmentCode::parse)).transpose()?,
        seat: seat.map(|text| code(&text, SeatCode::parse)).transpose()?,
        since: Timestamp(row.get(5)?),
    })
}
