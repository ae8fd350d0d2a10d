//! Rows that are kept for reuse in other lists.

use super::{Error, Store, from_json, to_json, uuid};
use exercise::cell::fold;
use protocol::ids::SnippetId;
use protocol::library::{Snippet, Tag};
use protocol::text::Label;
use protocol::time::Timestamp;
use rusqlite::params;

impl Store {
    /// The snippets whose title, tags or texts hold `search`, and that have the tag, the newest first.
    ///
    /// # Errors
    /// What the database says.
    pub async fn snippets(&self, search: String, tag: Option<String>) -> Result<Vec<Snippet>, Error> {
        let (search, tag) = (fold(&search), tag.as_deref().map(fold));
        self.run(move |db, _| {
            let sql = "SELECT id, title, tags, cells, saved, saved_by FROM snippets ORDER BY saved DESC, id";
            let mut query = db.prepare_cached(sql)?;
            let mut rows = query.query([])?;
            let mut snippets = Vec::new();
            while let Some(row) = rows.next()? {
                let (title, tags, cells): (String, String, String) = (row.get(1)?, row.get(2)?, row.get(3)?);
                let tagged: Vec<Tag> = from_json(&tags)?;
                let has_tag = tag.as_ref().is_none_or(|tag| tagged.iter().any(|one| fold(one.as_str()) == *tag));
                let found = || [&title, &tags, &cells].into_iter().any(|text| fold(text).contains(&search));
                if !has_tag || !found() {
                    continue;
                }
                snippets.push(Snippet {
                    id: SnippetId(uuid(&row.get::<_, String>(0)?)?),
                    title: Label::parse(title).map_err(Error::Corrupt)?,
                    tags: tagged,
                    cells: from_json(&cells)?,
                    saved: Timestamp(row.get(4)?),
                    by: from_json(&row.get::<_, String>(5)?)?,
                });
            }
            Ok(snippets)
        })
        .await
    }

    /// Keeps a snippet, unless there are `max`. Returns whether there was room.
    ///
    /// # Errors
    /// What the database says.
    pub async fn add_snippet(&self, snippet: Snippet, max: usize) -> Result<bool, Error> {
        self.run(move |db, _| {
            let Snippet { id, title, tags, cells, saved, by } = snippet;
            let added = db.execute(
                "INSERT INTO snippets SELECT ?1, ?2, ?3, ?4, ?5, ?6 WHERE (SELECT count(*) FROM snippets) < ?7",
                params![
                    id.to_string(),
                    title.as_str(),
                    to_json(&tags)?,
                    to_json(&cells)?,
                    saved.0,
                    to_json(&by)?,
                    i64::try_from(max).unwrap_or(i64::MAX),
                ],
            )?;
            Ok(added == 1)
        })
        .await
    }

    /// Removes a snippet. Returns whether it was there.
    ///
    /// # Errors
    /// What the database says.
    pub async fn delete_snippet(&self, id: SnippetId) -> Result<bool, Error> {
        self.run(move |db, _| Ok(db.execute("DELETE FROM snippets WHERE id = ?1", [id.to_string()])? == 1)).await
    }
}
