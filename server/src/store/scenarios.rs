//! Uploaded scenarios. Those that come with the program are not here.

use super::{Error, Store, code, from_json, to_json};
use protocol::ids::ScenarioId;
use protocol::scenario::Scenario;
use protocol::time::Timestamp;
use rusqlite::{OptionalExtension as _, params};

/// An uploaded scenario.
#[derive(Clone, Debug)]
pub struct ScenarioRow {
    /// Its short name.
    pub id: ScenarioId,
    /// The scenario.
    pub scenario: Scenario,
    /// When it was uploaded.
    pub uploaded: Timestamp,
}

impl Store {
    /// Every uploaded scenario by name.
    ///
    /// # Errors
    /// What the database says.
    pub async fn scenarios(&self) -> Result<Vec<ScenarioRow>, Error> {
        self.run(|db, _| {
            let mut query = db.prepare_cached("SELECT id, body, uploaded FROM scenarios ORDER BY id")?;
            let mut rows = query.query([])?;
            let mut scenarios = Vec::new();
            while let Some(row) = rows.next()? {
                scenarios.push(ScenarioRow {
                    id: code(&row.get::<_, String>(0)?, ScenarioId::parse)?,
                    scenario: from_json(&row.get::<_, String>(1)?)?,
                    uploaded: Timestamp(row.get(2)?),
                });
            }
            Ok(scenarios)
        })
        .await
    }

    /// One uploaded scenario.
    ///
    /// # Errors
    /// What the database says.
    pub async fn scenario(&self, id: ScenarioId) -> Result<Option<Scenario>, Error> {
        self.run(move |db, _| {
            let body: Option<String> = db
                .prepare_cached("SELECT body FROM scenarios WHERE id = ?1")?
                .query_row([id.as_str()], |row| row.get(0))
                .optional()?;
            body.as_deref().map(from_json).transpose()
        })
        .await
    }

    /// Keeps a scenario under its own name, replacing one of that name, unless the library holds
    /// `max` others. Returns whether there was room.
    ///
    /// # Errors
    /// What the database says.
    pub async fn put_scenario(&self, scenario: Scenario, max: usize, now: Timestamp) -> Result<bool, Error> {
        self.run(move |db, _| {
            let transaction = db.transaction()?;
            let others: i64 = transaction.query_row(
                "SELECT count(*) FROM scenarios WHERE id <> ?1",
                [scenario.id.as_str()],
                |row| row.get(0),
            )?;
            if usize::try_from(others).unwrap_or(usize::MAX) >= max {
                return Ok(false);
            }
            transaction.execute(
                "INSERT INTO scenarios VALUES (?1, ?2, ?3)
                 ON CONFLICT (id) DO UPDATE SET body = excluded.body, uploaded = excluded.uploaded",
                params![scenario.id.as_str(), to_json(&scenario)?, now.0],
            )?;
            transaction.commit()?;
            Ok(true)
        })
        .await
    }

    /// Removes an uploaded scenario. Exercises made from it keep their copy.
    ///
    /// # Errors
    /// What the database says.
    pub async fn delete_scenario(&self, id: ScenarioId) -> Result<bool, Error> {
        self.run(move |db, _| Ok(db.execute("DELETE FROM scenarios WHERE id = ?1", [id.as_str()])? == 1)).await
    }
}
