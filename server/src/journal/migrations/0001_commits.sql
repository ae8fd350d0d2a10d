-- One row per commit. Changed by appending only; `docs/record.md` specifies every column.
-- No CHECK and no STRICT: whether a row is what was appended is for the chain to say, and a row that
-- was tampered with should be found and named, not be impossible to show.
CREATE TABLE commits (
  exercise    TEXT    NOT NULL, -- UUID, hyphenated, lower case
  seq         INTEGER NOT NULL, -- 1, 2, 3 … within the exercise
  wall        INTEGER NOT NULL, -- milliseconds since 1970 UTC
  exercise_ms INTEGER NOT NULL, -- milliseconds since STARTEX
  command_id  TEXT,             -- UUID of the accepted command; none for the system's own commits
  actor       TEXT    NOT NULL, -- canonical JSON
  digest      BLOB,             -- keyed digest of the command
  events      BLOB    NOT NULL, -- JSON array of {kind, version, data}
  sealed      BLOB    NOT NULL, -- sealed personal data, often empty
  hash        BLOB    NOT NULL, -- SHA-256 of the previous hash and this row
  PRIMARY KEY (exercise, seq)
);

-- When each exercise was last alive. Beside the chain: it says how long an outage was, and proves nothing.
CREATE TABLE heartbeats (
  exercise TEXT    NOT NULL PRIMARY KEY,
  wall     INTEGER NOT NULL -- milliseconds since 1970 UTC
) WITHOUT ROWID;
