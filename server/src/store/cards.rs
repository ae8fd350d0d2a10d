//! Seat cards and link tokens: a 128-bit secret that opens one seat.
//!
//! The SHA-256 finds the row; the secret itself is sealed, so that cards can be printed again. A
//! card belongs to the first device that takes the seat with it; a link token to no device.

use super::{Error, KEY_BYTES, Store, code, open, seal, uuid};
use crate::ids;
use protocol::ids::{ExerciseId, PersonId, SeatCode};
use protocol::time::Timestamp;
use rusqlite::{Connection, OptionalExtension as _, params};

/// What kind of way in it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CardKind {
    /// A printed card, bound to a device.
    Card,
    /// A link for programs and demonstrations, bound to nothing.
    Link,
}

impl CardKind {
    const fn word(self) -> &'static str {
        match self {
            Self::Card => "card",
            Self::Link => "link",
        }
    }
}

/// A way in, as printed.
#[derive(Clone, Debug)]
pub struct Card {
    /// The seat.
    pub seat: SeatCode,
    /// Its secret.
    pub secret: String,
    /// Whether a device has taken it.
    pub bound: bool,
}

/// A way in, as found by its secret.
#[derive(Clone, Debug)]
pub struct CardRow {
    /// The exercise.
    pub exercise: ExerciseId,
    /// The seat.
    pub seat: SeatCode,
    /// Which kind.
    pub kind: CardKind,
    /// Digest of the device that has taken it.
    pub device: Option<[u8; 32]>,
    /// Who sits there.
    pub person: Option<PersonId>,
}

/// What came of binding a card to a device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Binding {
    /// It belongs to this device now, or did before.
    Bound,
    /// It belongs to another device.
    Elsewhere,
}

/// What a sealed secret is tied to: this table and its row.
fn context(exercise: ExerciseId, seat: &SeatCode, kind: CardKind) -> String {
    format!("card/{exercise}/{seat}/{}", kind.word())
}

impl Store {
    /// Makes one way in for each seat; a seat that has one of this kind keeps it.
    ///
    /// # Errors
    /// What the database says.
    pub async fn mint_cards(
        &self,
        exercise: ExerciseId,
        seats: Vec<SeatCode>,
        kind: CardKind,
        now: Timestamp,
    ) -> Result<(), Error> {
        self.run(move |db, inner| {
            let transaction = db.transaction()?;
            mint(&transaction, &inner.key, exercise, &seats, kind, now)?;
            Ok(transaction.commit()?)
        })
        .await
    }

    /// Every way in of a kind, in order of seats.
    ///
    /// # Errors
    /// What the database says; [`Error::Sealed`] if the key file is not the one they were made with.
    pub async fn cards(&self, exercise: ExerciseId, kind: CardKind) -> Result<Vec<Card>, Error> {
        self.run(move |db, inner| {
            let mut query = db.prepare_cached(
                "SELECT cards.seat, sealed_secret, device IS NOT NULL FROM cards
                 JOIN seats ON seats.exercise = cards.exercise AND seats.code = cards.seat
                 WHERE cards.exercise = ?1 AND kind = ?2 ORDER BY seats.place",
            )?;
            let mut rows = query.query(params![exercise.to_string(), kind.word()])?;
            let mut cards = Vec::new();
            while let Some(row) = rows.next()? {
                let seat = code(&row.get::<_, String>(0)?, SeatCode::parse)?;
                let sealed: Vec<u8> = row.get(1)?;
                let secret = open(&inner.key, context(exercise, &seat, kind).as_bytes(), &sealed)?;
                let secret = String::from_utf8(secret).map_err(|_| Error::Sealed)?;
                cards.push(Card { seat, secret, bound: row.get(2)? });
            }
            Ok(cards)
        })
        .await
    }

    /// The way in that a secret opens.
    ///
    /// # Errors
    /// What the database says.
    pub async fn card(&self, digest: [u8; 32]) -> Result<Option<CardRow>, Error> {
        self.run(move |db, _| {
            let mut query =
                db.prepare_cached("SELECT exercise, seat, kind, device, person FROM cards WHERE digest = ?1")?;
            let found = query
                .query_row([digest], |row| {
                    let text = |at| row.get::<_, String>(at);
                    Ok((text(0)?, text(1)?, text(2)?, row.get(3)?, row.get::<_, Option<String>>(4)?))
                })
                .optional()?;
            let Some((exercise, seat, kind, device, person)) = found else { return Ok(None) };
            Ok(Some(CardRow {
                exercise: ExerciseId(uuid(&exercise)?),
                seat: code(&seat, SeatCode::parse)?,
                kind: match kind.as_str() {
                    "card" => CardKind::Card,
                    "link" => CardKind::Link,
                    other => return Err(Error::Corrupt(format!("card kind {other:?}"))),
                },
                device,
                person: person.as_deref().map(uuid).transpose()?.map(PersonId),
            }))
        })
        .await
    }

    /// Binds a card to a device, unless another device has it; notes who took the seat.
    ///
    /// # Errors
    /// What the database says.
    pub async fn bind_card(
        &self,
        digest: [u8; 32],
        device: [u8; 32],
        person: Option<PersonId>,
        now: Timestamp,
    ) -> Result<Binding, Error> {
        self.run(move |db, _| {
            let changed = db
                .prepare_cached(
                    "UPDATE cards SET device = ?2, person = ?3, bound = coalesce(bound, ?4)
                     WHERE digest = ?1 AND (device IS NULL OR device = ?2)",
                )?
                .execute(params![digest, device, person.map(|p| p.to_string()), now.0])?;
            Ok(if changed == 1 { Binding::Bound } else { Binding::Elsewhere })
        })
        .await
    }

    /// Frees the card of a seat for another device. Returns whether the seat has a card.
    ///
    /// # Errors
    /// What the database says.
    pub async fn unbind_card(&self, exercise: ExerciseId, seat: SeatCode) -> Result<bool, Error> {
        self.run(move |db, _| {
            let changed = db.execute(
                "UPDATE cards SET device = NULL, person = NULL, bound = NULL
                 WHERE exercise = ?1 AND seat = ?2 AND kind = 'card'",
                params![exercise.to_string(), seat.as_str()],
            )?;
            Ok(changed == 1)
        })
        .await
    }
}

/// Makes one way in for each seat inside somebody's transaction.
pub(super) fn mint(
    db: &Connection,
    key: &[u8; KEY_BYTES],
    exercise: ExerciseId,
    seats: &[SeatCode],
    kind: CardKind,
    now: Timestamp,
) -> Result<(), Error> {
    let mut insert = db.prepare_cached(
        "INSERT INTO cards (digest, exercise, seat, kind, sealed_secret, created)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (exercise, seat, kind) DO NOTHING",
    )?;
    for seat in seats {
        let secret = ids::secret_128();
        let sealed = seal(key, context(exercise, seat, kind).as_bytes(), secret.as_bytes());
        let digest = ids::fingerprint(&secret);
        insert.execute(params![digest, exercise.to_string(), seat.as_str(), kind.word(), sealed, now.0])?;
    }
    Ok(())
}
