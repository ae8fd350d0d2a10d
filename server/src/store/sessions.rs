//! Sessions: a random 256-bit id in a cookie, of which only the SHA-256 is stored.

use super::{Error, Store, code, uuid};
use protocol::ids::{ExerciseId, PersonId, SeatCode, WaitingId};
use protocol::time::Timestamp;
use rusqlite::{OptionalExtension as _, Row, params};

/// Whose session it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Holder {
    /// An account.
    Account {
        /// Its name.
        name: String,
    },
    /// A seat.
    Seat {
        /// The exercise.
        exercise: ExerciseId,
        /// The seat.
        seat: SeatCode,
        /// Who sits there; a wall has nobody.
        person: Option<PersonId>,
    },
    /// Somebody in the waiting room.
    Waiting {
        /// The exercise.
        exercise: ExerciseId,
        /// The request.
        waiting: WaitingId,
    },
}

/// A session that has not expired.
#[derive(Clone, Debug)]
pub struct SessionRow {
    /// Whose it is.
    pub holder: Holder,
    /// When it began.
    pub created: Timestamp,
    /// When it ends by itself.
    pub expires: Timestamp,
}

impl Store {
    /// Keeps a session.
    ///
    /// # Errors
    /// What the database says.
    pub async fn put_session(&self, digest: [u8; 32], session: SessionRow) -> Result<(), Error> {
        self.run(move |db, _| {
            let (kind, account, exercise, seat, person, waiting) = columns(&session.holder);
            db.prepare_cached("INSERT INTO sessions VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)")?.execute(params![
                digest,
                kind,
                account,
                exercise,
                seat,
                person,
                waiting,
                session.created.0,
                session.expires.0
            ])?;
            Ok(())
        })
        .await
    }

    /// The session of a digest, if it has not expired.
    ///
    /// # Errors
    /// What the database says.
    pub async fn session(&self, digest: [u8; 32], now: Timestamp) -> Result<Option<SessionRow>, Error> {
        self.run(move |db, _| {
            let mut query = db.prepare_cached(
                "SELECT kind, account, exercise, seat, person, waiting, created, expires
                 FROM sessions WHERE digest = ?1 AND expires > ?2",
            )?;
            let found = query.query_row(params![digest, now.0], |row| Ok(read(row))).optional()?;
            found.transpose()
        })
        .await
    }

    /// Ends a session.
    ///
    /// # Errors
    /// What the database says.
    pub async fn end_session(&self, digest: [u8; 32]) -> Result<(), Error> {
        self.run(move |db, _| {
            db.prepare_cached("DELETE FROM sessions WHERE digest = ?1")?.execute([digest])?;
            Ok(())
        })
        .await
    }

    /// Ends every session of a seat and returns their digests.
    ///
    /// # Errors
    /// What the database says.
    pub async fn end_sessions_of_seat(&self, exercise: ExerciseId, seat: SeatCode) -> Result<Vec<[u8; 32]>, Error> {
        self.run(move |db, _| {
            let mut delete =
                db.prepare_cached("DELETE FROM sessions WHERE exercise = ?1 AND seat = ?2 RETURNING digest")?;
            let ended = delete.query_map(params![exercise.to_string(), seat.as_str()], |row| row.get(0))?;
            Ok(ended.collect::<Result<_, _>>()?)
        })
        .await
    }

    /// Forgets sessions that have expired and returns their digests.
    ///
    /// # Errors
    /// What the database says.
    pub async fn forget_expired_sessions(&self, now: Timestamp) -> Result<Vec<[u8; 32]>, Error> {
        self.run(move |db, _| {
            let mut delete = db.prepare_cached("DELETE FROM sessions WHERE expires <= ?1 RETURNING digest")?;
            let ended = delete.query_map([now.0], |row| row.get(0))?;
            Ok(ended.collect::<Result<_, _>>()?)
        })
        .await
    }
}

type Columns<'a> = (&'static str, Option<&'a str>, Option<String>, Option<&'a str>, Option<String>, Option<String>);

fn columns(holder: &Holder) -> Columns<'_> {
    match holder {
        Holder::Account { name } => ("account", Some(name), None, None, None, None),
        Holder::Seat { exercise, seat, person } => {
            ("seat", None, Some(exercise.to_string()), Some(seat.as_str()), person.map(|p| p.to_string()), None)
        }
        Holder::Waiting { exercise, waiting } => {
            ("waiting", None, Some(exercise.to_string()), None, None, Some(waiting.to_string()))
        }
    }
}

fn read(row: &Row<'_>) -> Result<SessionRow, Error> {
    let exercise = || -> Result<ExerciseId, Error> { Ok(ExerciseId(uuid(&row.get::<_, String>(2)?)?)) };
    let kind: String = row.get(0)?;
    let holder = match kind.as_str() {
        "account" => Holder::Account { name: row.get(1)? },
        "seat" => {
            let person: Option<String> = row.get(4)?;
            Holder::Seat {
                exercise: exercise()?,
                seat: code(&row.get::<_, String>(3)?, SeatCode::parse)?,
                person: person.as_deref().map(uuid).transpose()?.map(PersonId),
            }
        }
        "waiting" => Holder::Waiting { exercise: exercise()?, waiting: WaitingId(uuid(&row.get::<_, String>(5)?)?) },
        other => return Err(Error::Corrupt(format!("session kind {other:?}"))),
    };
    Ok(SessionRow { holder, created: Timestamp(row.get(6)?), expires: Timestamp(row.get(7)?) })
}
