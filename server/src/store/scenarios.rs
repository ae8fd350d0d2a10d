//! Scenarios of the library, each with its versions. Those that come with the program are not here.

use super::{Error, Store, code, from_json, to_json};
use exercise::cell::fold;
use protocol::ids::ScenarioId;
use protocol::library::{SavedBy, ScenarioLabels, ScenarioSummary, ScenarioVersion, VersionNote};
use protocol::scenario::Scenario;
use protocol::text::Bilingual;
use protocol::time::Timestamp;
use rusqlite::{Connection, OptionalExtension as _, Row, params};
use serde::{Deserialize, Serialize};

/// What lists tell of a scenario without reading it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Described {
    title: Bilingual,
    rows: u32,
    drafts: u32,
    departments: u32,
}

impl Described {
    pub(super) fn of(scenario: &Scenario) -> Self {
        let count = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
        Self {
            title: scenario.title.clone(),
            rows: count(scenario.injects.len() + scenario.drafts.len()),
            drafts: count(scenario.drafts.len()),
            departments: count(scenario.departments.len()),
        }
    }
}

/// A scenario that came with the program, as lists tell of it.
#[must_use]
pub fn bundled_summary(scenario: &Scenario) -> ScenarioSummary {
    let Described { title, rows, drafts, departments } = Described::of(scenario);
    ScenarioSummary {
        id: scenario.id.clone(),
        title,
        rows,
        drafts,
        departments,
        bundled: true,
        version: 0,
        tags: Vec::new(),
        archived: false,
        saved: None,
        by: None,
    }
}

/// What a scenario is found by: short name, titles in both languages, titles of its rows, folded.
#[must_use]
pub fn words_of(scenario: &Scenario) -> String {
    let titles = std::iter::once(&scenario.title).chain(scenario.injects.iter().map(|row| &row.title));
    let both = titles.flat_map(|title| [title.zh.as_deref(), title.en.as_deref()]).flatten();
    let drafts = scenario.drafts.iter().flat_map(|draft| {
        let title = |field: &protocol::msel::MselField| matches!(field.to_string().as_str(), "title_zh" | "title_en");
        draft.cells.iter().filter(move |(field, _)| title(field)).map(|(_, text)| text.as_str())
    });
    std::iter::once(scenario.id.as_str()).chain(both).chain(drafts).map(fold).collect::<Vec<_>>().join("\n")
}

/// Which scenarios a list is asked for.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Text that stands in what a scenario is found by; empty for all.
    pub search: String,
    /// A tag that it has.
    pub tag: Option<String>,
    /// Those that were put away, in the place of the others.
    pub archived: bool,
}

impl Wanted {
    /// Whether one with these words and tags is wanted, whether put away or not.
    #[must_use]
    pub fn fits<'a>(&self, found_in_words: bool, tags: impl Iterator<Item = &'a str>) -> bool {
        let (search, tag) = (fold(&self.search), self.tag.as_deref().map(fold));
        let tags: Vec<String> = tags.map(fold).collect();
        (found_in_words || tags.iter().any(|one| one.contains(&search))) && tag.is_none_or(|tag| tags.contains(&tag))
    }

    /// The search as words are compared with it.
    #[must_use]
    pub fn folded(&self) -> String {
        fold(&self.search)
    }
}

/// Columns of a summary, in the order in which [`summary`] reads them.
const SUMMARY: &str = "SELECT l.id, l.version, l.tags, l.archived, v.saved, v.saved_by, v.about, \
                       instr(coalesce(l.words, ''), ?1) > 0 OR ?1 = '' \
                       FROM library l JOIN library_versions v ON v.scenario = l.id AND v.version = l.version";

fn summary(row: &Row<'_>) -> Result<(ScenarioSummary, bool), Error> {
    let Described { title, rows, drafts, departments } = from_json(&row.get::<_, String>(6)?)?;
    let summary = ScenarioSummary {
        id: code(&row.get::<_, String>(0)?, ScenarioId::parse)?,
        title,
        rows,
        drafts,
        departments,
        bundled: false,
        version: row.get(1)?,
        tags: from_json(&row.get::<_, String>(2)?)?,
        archived: row.get(3)?,
        saved: Some(Timestamp(row.get(4)?)),
        by: row.get::<_, Option<String>>(5)?.as_deref().map(from_json).transpose()?,
    };
    Ok((summary, row.get(7)?))
}

/// The summary of one scenario.
pub(super) fn summary_of(db: &Connection, id: &ScenarioId) -> Result<Option<ScenarioSummary>, Error> {
    let mut query = db.prepare_cached(&format!("{SUMMARY} WHERE l.id = ?2"))?;
    let mut rows = query.query(["", id.as_str()])?;
    rows.next()?.map(|row| summary(row).map(|(summary, _)| summary)).transpose()
}

impl Store {
    /// The scenarios that are wanted, by name.
    ///
    /// # Errors
    /// What the database says.
    pub async fn scenarios(&self, wanted: Wanted) -> Result<Vec<ScenarioSummary>, Error> {
        self.run(move |db, _| {
            let mut query = db.prepare_cached(&format!("{SUMMARY} WHERE l.archived = ?2 ORDER BY l.id"))?;
            let mut rows = query.query(params![wanted.folded(), wanted.archived])?;
            let mut scenarios = Vec::new();
            while let Some(row) = rows.next()? {
                let (summary, found) = summary(row)?;
                if wanted.fits(found, summary.tags.iter().map(protocol::library::Tag::as_str)) {
                    scenarios.push(summary);
                }
            }
            Ok(scenarios)
        })
        .await
    }

    /// What lists tell of one scenario.
    ///
    /// # Errors
    /// What the database says.
    pub async fn scenario_summary(&self, id: ScenarioId) -> Result<Option<ScenarioSummary>, Error> {
        self.run(move |db, _| summary_of(db, &id)).await
    }

    /// A scenario: its newest version, or that of a number.
    ///
    /// # Errors
    /// What the database says.
    pub async fn scenario(&self, id: ScenarioId, version: Option<u32>) -> Result<Option<Scenario>, Error> {
        self.run(move |db, _| {
            let sql = "SELECT v.body FROM library l JOIN library_versions v ON v.scenario = l.id
                       WHERE l.id = ?1 AND v.version = coalesce(?2, l.version)";
            let body: Option<String> =
                db.prepare_cached(sql)?.query_row(params![id.as_str(), version], |row| row.get(0)).optional()?;
            body.as_deref().map(from_json).transpose()
        })
        .await
    }

    /// The versions of a scenario that are kept, the newest first; none of one that is not there.
    ///
    /// # Errors
    /// What the database says.
    pub async fn scenario_versions(&self, id: ScenarioId) -> Result<Vec<ScenarioVersion>, Error> {
        self.run(move |db, _| {
            let sql = "SELECT version, saved, saved_by, note, about FROM library_versions
                       WHERE scenario = ?1 ORDER BY version DESC";
            let mut query = db.prepare_cached(sql)?;
            let mut rows = query.query([id.as_str()])?;
            let mut versions = Vec::new();
            while let Some(row) = rows.next()? {
                let by: Option<SavedBy> = row.get::<_, Option<String>>(2)?.as_deref().map(from_json).transpose()?;
                let Described { title, rows, drafts, .. } = from_json(&row.get::<_, String>(4)?)?;
                versions.push(ScenarioVersion {
                    version: row.get(0)?,
                    saved: Some(Timestamp(row.get(1)?)),
                    by,
                    note: VersionNote::parse(row.get::<_, String>(3)?).map_err(Error::Corrupt)?,
                    title,
                    rows,
                    drafts,
                });
            }
            Ok(versions)
        })
        .await
    }

    /// Puts tags on a scenario, and puts it away or back. Returns it, if it is there.
    ///
    /// # Errors
    /// What the database says.
    pub async fn label_scenario(
        &self,
        id: ScenarioId,
        labels: ScenarioLabels,
    ) -> Result<Option<ScenarioSummary>, Error> {
        self.run(move |db, _| {
            let sql = "UPDATE library SET tags = ?2, archived = ?3 WHERE id = ?1";
            db.execute(sql, params![id.as_str(), to_json(&labels.tags)?, labels.archived])?;
            summary_of(db, &id)
        })
        .await
    }

    /// Removes a scenario with all its versions. Exercises made from it keep their copy.
    ///
    /// # Errors
    /// What the database says.
    pub async fn delete_scenario(&self, id: ScenarioId) -> Result<bool, Error> {
        self.run(move |db, _| Ok(db.execute("DELETE FROM library WHERE id = ?1", [id.as_str()])? == 1)).await
    }
}

/// Describes what an earlier program stored without a description.
///
/// # Errors
/// What the database says.
pub(super) fn describe_missing(db: &mut Connection) -> Result<(), Error> {
    let transaction = db.transaction()?;
    let missing: Vec<(String, u32, String)> = transaction
        .prepare("SELECT scenario, version, body FROM library_versions WHERE about IS NULL")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        .collect::<Result<_, _>>()?;
    for (id, version, body) in missing {
        // One that cannot be read any more is listed by its name, and the server starts all the same.
        let (about, words) = match from_json::<Scenario>(&body) {
            Ok(scenario) => (Described::of(&scenario), words_of(&scenario)),
            Err(error) => {
                tracing::error!(%error, scenario = id, "a scenario of the library cannot be read");
                (Described { title: Bilingual::same(&id), rows: 0, drafts: 0, departments: 0 }, fold(&id))
            }
        };
        let sql = "UPDATE library_versions SET about = ?3 WHERE scenario = ?1 AND version = ?2";
        transaction.execute(sql, params![id, version, to_json(&about)?])?;
        let sql = "UPDATE library SET words = ?3 WHERE id = ?1 AND version = ?2";
        transaction.execute(sql, params![id, version, words])?;
    }
    Ok(transaction.commit()?)
}
