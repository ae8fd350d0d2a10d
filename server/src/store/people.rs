//! People: one key each, sealed by the server's key. What names a person is sealed under that key
//! wherever it lies, so deleting the key erases the person without touching the record.

use super::{Error, KEY_BYTES, Store, open, seal, uuid};
use crate::ids;
use protocol::ids::{ExerciseId, PersonId};
use protocol::text::PersonName;
use protocol::time::Timestamp;
use rusqlite::{Connection, OptionalExtension as _, params};

/// The key under which one person's data is sealed.
#[derive(Clone)]
pub struct PersonKey(pub [u8; KEY_BYTES]);

impl std::fmt::Debug for PersonKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PersonKey(…)")
    }
}

/// What a sealed name is tied to.
const NAME: &[u8] = b"person/name";

impl Store {
    /// Makes a person with a fresh key.
    ///
    /// # Errors
    /// What the database says.
    pub async fn add_person(
        &self,
        exercise: ExerciseId,
        name: Option<PersonName>,
        now: Timestamp,
    ) -> Result<PersonId, Error> {
        let person = PersonId(ids::uuid());
        self.run(move |db, inner| {
            let key = PersonKey(ids::random());
            insert(db, &inner.key, exercise, person, &key, name.as_ref().map(PersonName::as_str), now)?;
            Ok(person)
        })
        .await
    }

    /// The key of a person: none once erased.
    ///
    /// # Errors
    /// What the database says.
    pub async fn person_key(&self, person: PersonId) -> Result<Option<PersonKey>, Error> {
        Ok(self.person_row(person).await?.map(|(key, _)| key))
    }

    /// The name of a person: none once erased, or where none was given.
    ///
    /// # Errors
    /// What the database says.
    pub async fn person_name(&self, person: PersonId) -> Result<Option<String>, Error> {
        let Some((key, Some(sealed))) = self.person_row(person).await? else { return Ok(None) };
        let name = open(&key.0, NAME, &sealed)?;
        Ok(Some(String::from_utf8(name).map_err(|_| Error::Sealed)?))
    }

    /// Every person of an exercise with a name that still opens.
    ///
    /// # Errors
    /// What the database says.
    pub async fn person_names(&self, exercise: ExerciseId) -> Result<Vec<(PersonId, String)>, Error> {
        self.run(move |db, inner| {
            let mut query = db.prepare_cached(
                "SELECT id, sealed_key, sealed_name FROM people WHERE exercise = ?1 AND sealed_name IS NOT NULL",
            )?;
            let mut rows = query.query([exercise.to_string()])?;
            let mut names = Vec::new();
            while let Some(row) = rows.next()? {
                let person = PersonId(uuid(&row.get::<_, String>(0)?)?);
                let key = key_of(inner.key, person, &row.get::<_, Vec<u8>>(1)?)?;
                let name = open(&key.0, NAME, &row.get::<_, Vec<u8>>(2)?)?;
                names.push((person, String::from_utf8(name).map_err(|_| Error::Sealed)?));
            }
            Ok(names)
        })
        .await
    }

    /// Erases a person: the key and the name are gone, and with the key all that was sealed under
    /// it. Returns whether there was one.
    ///
    /// # Errors
    /// What the database says.
    pub async fn erase_person(&self, person: PersonId) -> Result<bool, Error> {
        self.run(move |db, _| Ok(db.execute("DELETE FROM people WHERE id = ?1", [person.to_string()])? == 1)).await
    }

    async fn person_row(&self, person: PersonId) -> Result<Option<(PersonKey, Option<Vec<u8>>)>, Error> {
        self.run(move |db, inner| {
            let found: Option<(Vec<u8>, Option<Vec<u8>>)> = db
                .prepare_cached("SELECT sealed_key, sealed_name FROM people WHERE id = ?1")?
                .query_row([person.to_string()], |row| Ok((row.get(0)?, row.get(1)?)))
                .optional()?;
            let Some((sealed_key, name)) = found else { return Ok(None) };
            Ok(Some((key_of(inner.key, person, &sealed_key)?, name)))
        })
        .await
    }
}

/// Keeps a person with a key that is there already, inside somebody's transaction.
pub(super) fn insert(
    db: &Connection,
    server: &[u8; KEY_BYTES],
    exercise: ExerciseId,
    person: PersonId,
    key: &PersonKey,
    name: Option<&str>,
    now: Timestamp,
) -> Result<(), Error> {
    let sealed_key = seal(server, person.0.as_bytes(), &key.0);
    let sealed_name = name.map(|name| seal(&key.0, NAME, name.as_bytes()));
    db.prepare_cached("INSERT INTO people VALUES (?1, ?2, ?3, ?4, ?5)")?.execute(params![
        person.to_string(),
        exercise.to_string(),
        sealed_key,
        sealed_name,
        now.0
    ])?;
    Ok(())
}

/// The keys of an exercise's people, in order of their ids.
pub(super) fn keys(
    db: &Connection,
    server: &[u8; KEY_BYTES],
    exercise: ExerciseId,
) -> Result<Vec<(PersonId, PersonKey)>, Error> {
    let mut query = db.prepare_cached("SELECT id, sealed_key FROM people WHERE exercise = ?1 ORDER BY id")?;
    let mut rows = query.query([exercise.to_string()])?;
    let mut keys = Vec::new();
    while let Some(row) = rows.next()? {
        let person = PersonId(uuid(&row.get::<_, String>(0)?)?);
        keys.push((person, key_of(*server, person, &row.get::<_, Vec<u8>>(1)?)?));
    }
    Ok(keys)
}

fn key_of(server: [u8; KEY_BYTES], person: PersonId, sealed: &[u8]) -> Result<PersonKey, Error> {
    let key = open(&server, person.0.as_bytes(), sealed)?;
    Ok(PersonKey(key.try_into().map_err(|_| Error::Sealed)?))
}
