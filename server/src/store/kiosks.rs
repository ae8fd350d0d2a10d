//! Kiosk links: tokens of screens and feeds, of which only the SHA-256 is kept.

use super::{Error, Store, code, uuid};
use protocol::ids::{ExerciseId, KioskId, SeatCode};
use protocol::text::Label;
use protocol::time::Timestamp;
use protocol::vocab::KioskKind;
use rusqlite::{OptionalExtension as _, Row, params};

/// Uses closer together than this are one: a page asks for several things when it opens.
const SEEN_APART_MS: i64 = 5_000;

/// A kiosk link.
#[derive(Clone, Debug)]
pub struct KioskRow {
    /// Names it.
    pub id: KioskId,
    /// The exercise.
    pub exercise: ExerciseId,
    /// Where it hangs.
    pub name: Label,
    /// What it opens.
    pub opens: KioskKind,
    /// The wall that it shows.
    pub seat: Option<SeatCode>,
    /// When it was made.
    pub created: Timestamp,
    /// By which seat; none for the administrator.
    pub made_by: Option<SeatCode>,
    /// When it was last used.
    pub seen: Option<Timestamp>,
    /// Since when it opens nothing any more.
    pub revoked: Option<Timestamp>,
}

const COLUMNS: &str = "id, exercise, name, opens, seat, created, made_by, seen, revoked";

impl Store {
    /// Keeps a link, unless the exercise has `max` that still open something. Returns whether there
    /// was room.
    ///
    /// # Errors
    /// What the database says.
    pub async fn put_kiosk(&self, digest: [u8; 32], row: KioskRow, max: usize) -> Result<bool, Error> {
        self.run(move |db, _| {
            let transaction = db.transaction()?;
            let open: i64 = transaction.query_row(
                "SELECT count(*) FROM kiosks WHERE exercise = ?1 AND revoked IS NULL",
                [row.exercise.to_string()],
                |row| row.get(0),
            )?;
            if usize::try_from(open).unwrap_or(usize::MAX) >= max {
                return Ok(false);
            }
            transaction.execute(
                "INSERT INTO kiosks (id, digest, exercise, name, opens, seat, created, made_by)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                params![
                    row.id.to_string(),
                    digest,
                    row.exercise.to_string(),
                    row.name.as_str(),
                    row.opens.word(),
                    row.seat.as_ref().map(SeatCode::as_str),
                    row.created.0,
                    row.made_by.as_ref().map(SeatCode::as_str)
                ],
            )?;
            transaction.commit()?;
            Ok(true)
        })
        .await
    }

    /// The link of a token, if it still opens something; notes that it was used.
    ///
    /// # Errors
    /// What the database says.
    pub async fn kiosk(&self, digest: [u8; 32], now: Timestamp) -> Result<Option<KioskRow>, Error> {
        self.run(move |db, _| {
            let found = db
                .prepare_cached(&format!("SELECT {COLUMNS} FROM kiosks WHERE digest = ?1 AND revoked IS NULL"))?
                .query_row([digest], |row| Ok(read(row)))
                .optional()?;
            let Some(row) = found.transpose()? else { return Ok(None) };
            if row.seen.is_none_or(|seen| now.0 - seen.0 >= SEEN_APART_MS) {
                db.prepare_cached("UPDATE kiosks SET seen = ?2 WHERE digest = ?1")?.execute(params![digest, now.0])?;
            }
            Ok(Some(row))
        })
        .await
    }

    /// Every link of an exercise, the newest first.
    ///
    /// # Errors
    /// What the database says.
    pub async fn kiosks(&self, exercise: ExerciseId) -> Result<Vec<KioskRow>, Error> {
        self.run(move |db, _| {
            let mut query = db.prepare_cached(&format!(
                "SELECT {COLUMNS} FROM kiosks WHERE exercise = ?1 ORDER BY created DESC, rowid DESC"
            ))?;
            let mut rows = query.query([exercise.to_string()])?;
            let mut kiosks = Vec::new();
            while let Some(row) = rows.next()? {
                kiosks.push(read(row)?);
            }
            Ok(kiosks)
        })
        .await
    }

    /// Takes a link back and returns its digest; none if the exercise has no such link. Of those taken
    /// back the newest `kept` stay in the list.
    ///
    /// # Errors
    /// What the database says.
    pub async fn revoke_kiosk(
        &self,
        exercise: ExerciseId,
        id: KioskId,
        now: Timestamp,
        kept: usize,
    ) -> Result<Option<[u8; 32]>, Error> {
        self.run(move |db, _| {
            let transaction = db.transaction()?;
            let digest = transaction
                .query_row(
                    "UPDATE kiosks SET revoked = coalesce(revoked, ?3) WHERE exercise = ?1 AND id = ?2 RETURNING digest",
                    params![exercise.to_string(), id.to_string(), now.0],
                    |row| row.get(0),
                )
                .optional()?;
            transaction.execute(
                "DELETE FROM kiosks WHERE exercise = ?1 AND revoked IS NOT NULL AND id NOT IN
                 (SELECT id FROM kiosks WHERE exercise = ?1 AND revoked IS NOT NULL ORDER BY revoked DESC LIMIT ?2)",
                params![exercise.to_string(), i64::try_from(kept).unwrap_or(i64::MAX)],
            )?;
            transaction.commit()?;
            Ok(digest)
        })
        .await
    }
}

fn read(row: &Row<'_>) -> Result<KioskRow, Error> {
    let seat = |at: usize| -> Result<Option<SeatCode>, Error> {
        row.get::<_, Option<String>>(at)?.as_deref().map(|text| code(text, SeatCode::parse)).transpose()
    };
    let word: String = row.get(3)?;
    let opens = KioskKind::ALL.iter().copied().find(|kind| kind.word() == word);
    Ok(KioskRow {
        id: KioskId(uuid(&row.get::<_, String>(0)?)?),
        exercise: ExerciseId(uuid(&row.get::<_, String>(1)?)?),
        name: Label::parse(row.get::<_, String>(2)?).map_err(Error::Corrupt)?,
        opens: opens.ok_or_else(|| Error::Corrupt(format!("kiosk kind {word:?}")))?,
        seat: seat(4)?,
        created: Timestamp(row.get(5)?),
        made_by: seat(6)?,
        seen: row.get::<_, Option<i64>>(7)?.map(Timestamp),
        revoked: row.get::<_, Option<i64>>(8)?.map(Timestamp),
    })
}
