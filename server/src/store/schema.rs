//! The tables, and how an older database becomes a newer one: one numbered step per version, each
//! in its own transaction, counted by `PRAGMA user_version`.

use super::Error;
use rusqlite::Connection;

/// Steps in order; a step that was released is never changed.
pub(super) const STEPS: &[&str] = &[
    "
CREATE TABLE accounts (
    name TEXT PRIMARY KEY,
    password TEXT NOT NULL,
    created INTEGER NOT NULL
) STRICT;

CREATE TABLE set_up_links (
    digest BLOB PRIMARY KEY,
    created INTEGER NOT NULL
) STRICT;

CREATE TABLE exercises (
    id TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    scenario TEXT NOT NULL,
    created INTEGER NOT NULL,
    room_code TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE departments (
    exercise TEXT NOT NULL REFERENCES exercises (id) ON DELETE CASCADE,
    code TEXT NOT NULL,
    place INTEGER NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (exercise, code)
) STRICT, WITHOUT ROWID;

CREATE TABLE seats (
    exercise TEXT NOT NULL REFERENCES exercises (id) ON DELETE CASCADE,
    code TEXT NOT NULL,
    place INTEGER NOT NULL,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    department TEXT,
    watches TEXT,
    wall TEXT,
    PRIMARY KEY (exercise, code)
) STRICT, WITHOUT ROWID;

CREATE TABLE people (
    id TEXT PRIMARY KEY,
    exercise TEXT NOT NULL REFERENCES exercises (id) ON DELETE CASCADE,
    sealed_key BLOB NOT NULL,
    sealed_name BLOB,
    created INTEGER NOT NULL
) STRICT;

CREATE TABLE cards (
    digest BLOB PRIMARY KEY,
    exercise TEXT NOT NULL REFERENCES exercises (id) ON DELETE CASCADE,
    seat TEXT NOT NULL,
    kind TEXT NOT NULL,
    sealed_secret BLOB NOT NULL,
    device BLOB,
    person TEXT REFERENCES people (id) ON DELETE SET NULL,
    bound INTEGER,
    created INTEGER NOT NULL,
    UNIQUE (exercise, seat, kind)
) STRICT;

CREATE TABLE waiting (
    id TEXT PRIMARY KEY,
    exercise TEXT NOT NULL REFERENCES exercises (id) ON DELETE CASCADE,
    person TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    department TEXT,
    seat TEXT,
    since INTEGER NOT NULL
) STRICT;
CREATE INDEX waiting_by_exercise ON waiting (exercise, since);

CREATE TABLE sessions (
    digest BLOB PRIMARY KEY,
    kind TEXT NOT NULL,
    account TEXT REFERENCES accounts (name) ON DELETE CASCADE,
    exercise TEXT REFERENCES exercises (id) ON DELETE CASCADE,
    seat TEXT,
    person TEXT REFERENCES people (id) ON DELETE SET NULL,
    waiting TEXT REFERENCES waiting (id) ON DELETE CASCADE,
    created INTEGER NOT NULL,
    expires INTEGER NOT NULL
) STRICT;
CREATE INDEX sessions_by_seat ON sessions (exercise, seat);
CREATE INDEX sessions_by_expiry ON sessions (expires);

CREATE TABLE scenarios (
    id TEXT PRIMARY KEY,
    body TEXT NOT NULL,
    uploaded INTEGER NOT NULL
) STRICT;

CREATE TABLE files (
    hash TEXT PRIMARY KEY,
    media_type TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    stored INTEGER NOT NULL
) STRICT;

CREATE TABLE uploads (
    hash TEXT NOT NULL REFERENCES files (hash),
    exercise TEXT NOT NULL REFERENCES exercises (id) ON DELETE CASCADE,
    seat TEXT NOT NULL,
    PRIMARY KEY (hash, exercise, seat)
) STRICT, WITHOUT ROWID;
",
    "
CREATE TABLE kiosks (
    id TEXT PRIMARY KEY,
    digest BLOB NOT NULL UNIQUE,
    exercise TEXT NOT NULL REFERENCES exercises (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    opens TEXT NOT NULL,
    seat TEXT,
    created INTEGER NOT NULL,
    made_by TEXT,
    seen INTEGER,
    revoked INTEGER
) STRICT;
CREATE INDEX kiosks_by_exercise ON kiosks (exercise, created);
",
    "
CREATE TABLE erasures (
    exercise TEXT NOT NULL REFERENCES exercises (id) ON DELETE CASCADE,
    person TEXT NOT NULL,
    erased INTEGER NOT NULL,
    erased_by TEXT NOT NULL,
    named INTEGER NOT NULL,
    files INTEGER NOT NULL,
    PRIMARY KEY (exercise, person)
) STRICT, WITHOUT ROWID;
",
    // `words` and `about` are made from the body; where they are missing, opening the store makes them.
    "
CREATE TABLE library (
    id TEXT PRIMARY KEY,
    version INTEGER NOT NULL,
    tags TEXT NOT NULL,
    archived INTEGER NOT NULL,
    words TEXT
) STRICT;

CREATE TABLE library_versions (
    scenario TEXT NOT NULL REFERENCES library (id) ON DELETE CASCADE,
    version INTEGER NOT NULL,
    saved INTEGER NOT NULL,
    saved_by TEXT,
    note TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    about TEXT,
    body TEXT NOT NULL,
    PRIMARY KEY (scenario, version)
) STRICT;

INSERT INTO library SELECT id, 1, '[]', 0, NULL FROM scenarios;
INSERT INTO library_versions
    SELECT id, 1, uploaded, NULL, '', length(CAST(body AS BLOB)), NULL, body FROM scenarios;
DROP TABLE scenarios;

CREATE TABLE snippets (
    id TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    tags TEXT NOT NULL,
    cells TEXT NOT NULL,
    saved INTEGER NOT NULL,
    saved_by TEXT NOT NULL
) STRICT;
",
    "
CREATE TABLE unsettled (
    exercise TEXT PRIMARY KEY,
    files TEXT NOT NULL,
    since INTEGER NOT NULL
) STRICT;
",
];

/// Brings the database up to the newest version.
///
/// # Errors
/// [`Error::Newer`] if it is newer than this program, and what the database says.
pub(super) fn migrate(connection: &mut Connection) -> Result<(), Error> {
    let known = u32::try_from(STEPS.len()).unwrap_or(u32::MAX);
    let found: u32 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if found > known {
        return Err(Error::Newer { found, known });
    }
    for (version, step) in (1..=known).zip(STEPS).skip(found as usize) {
        let transaction = connection.transaction()?;
        transaction.execute_batch(step)?;
        transaction.pragma_update(None, "user_version", version)?;
        transaction.commit()?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_database_gets_every_step_once_and_a_newer_one_is_refused() {
        let mut connection = Connection::open_in_memory().unwrap();
        migrate(&mut connection).unwrap();
        migrate(&mut connection).unwrap();
        let known = u32::try_from(STEPS.len()).unwrap();
        connection.pragma_update(None, "user_version", known + 1).unwrap();
        assert!(matches!(migrate(&mut connection), Err(Error::Newer { found, .. }) if found == known + 1));
    }

    #[test]
    fn scenarios_of_an_older_database_become_first_versions() {
        let mut connection = Connection::open_in_memory().unwrap();
        for step in &STEPS[..3] {
            connection.execute_batch(step).unwrap();
        }
        connection.pragma_update(None, "user_version", 3).unwrap();
        connection.execute("INSERT INTO scenarios VALUES ('old', '{\"演\":1}', 77)", []).unwrap();
        migrate(&mut connection).unwrap();
        let sql = "SELECT l.version, v.version, v.saved, v.bytes, v.body FROM library l
                   JOIN library_versions v ON v.scenario = l.id WHERE l.id = 'old' AND NOT l.archived";
        let found: (u32, u32, i64, u32, String) = connection
            .query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?)))
            .unwrap();
        assert_eq!(found, (1, 1, 77, 9, "{\"演\":1}".into()));
        assert!(connection.prepare("SELECT 1 FROM scenarios").is_err());
    }
}
