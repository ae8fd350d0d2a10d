//! Named bounds of the server, each with its reason. Those of frames and lists are in
//! `protocol::limits`.

use std::time::Duration;

/// Characters of a room code: with thirty letters 7.3 × 10⁸ codes.
pub const ROOM_CODE_LENGTH: usize = 6;
/// Wrong room codes a minute from one address: a person mistypes twice, a program guesses.
pub const ROOM_TRIES_PER_MINUTE: u32 = 10;
/// Wrong room codes an hour in total: a chance of 1.4 × 10⁻⁶ an hour to hit one running drill.
pub const ROOM_TRIES_PER_HOUR: u32 = 1_000;
/// People in one waiting room: more than a controller can let in before STARTEX.
pub const WAITING_MAX: usize = 200;
/// Sign-ins by card or token a minute from one address: a hall of 200 devices behind one address
/// must all get in within a minute, and 128 bits cannot be guessed at any rate.
pub const SIGN_INS_PER_MINUTE: u32 = 600;
/// Wrong passwords for one account from one address before it has to wait.
pub const PASSWORD_FAILURES_FREE: u32 = 5;
/// First wait after that; each further failure doubles it.
pub const PASSWORD_WAIT_FIRST: Duration = Duration::from_secs(2);
/// Longest wait.
pub const PASSWORD_WAIT_MAX: Duration = Duration::from_secs(300);
/// Pairs of account and address that are remembered: one MiB at most, oldest dropped first.
pub const PASSWORD_PAIRS_MAX: usize = 8_192;
/// Argon2id hashes at a time: each takes 19 MiB and a core.
pub const PASSWORD_HASHES_MAX: usize = 2;
/// Hashes that may wait for their turn; more are told to try again.
pub const PASSWORD_HASHES_WAITING_MAX: usize = 16;
/// Shortest password of an account, in characters.
pub const PASSWORD_CHARS_MIN: usize = 10;
/// Longest password, in bytes: hashing is linear in it.
pub const PASSWORD_BYTES_MAX: usize = 512;
/// Life of an administrator's session.
pub const ADMINISTRATOR_SESSION: Duration = Duration::from_hours(12);
/// Life of a seat's session: the longest exercise with its evaluation days.
pub const SEAT_SESSION: Duration = Duration::from_hours(24 * 14);
/// Life of a waiting session.
pub const WAITING_SESSION: Duration = Duration::from_hours(12);
/// How long a player's card admits after ENDEX.
pub const CARD_AFTER_ENDEX: Duration = Duration::from_hours(2);
/// How long a browser keeps its device cookie.
pub const DEVICE_COOKIE: Duration = Duration::from_hours(24 * 365);
/// Largest JSON body that is not a scenario: a command of the socket's size.
pub const BODY_BYTES_MAX: usize = protocol::limits::FRAME_BYTES_MAX;
/// Scenarios that the library holds beside the bundled ones: a page that somebody still reads.
pub const SCENARIOS_MAX: usize = 500;
/// Versions of one scenario that are kept, the newest ones: a year of weekly saves, four times over.
pub const SCENARIO_VERSIONS_MAX: u32 = 200;
/// Bytes of all versions of all scenarios: ten thousand of the petition drill.
pub const LIBRARY_BYTES_MAX: u64 = 1024 * 1024 * 1024;
/// Rows kept for reuse: the whole list is searched and shown at once.
pub const SNIPPETS_MAX: usize = 1_000;
/// Largest file with a scenario and its attachments: it is made and checked in memory.
pub const PACKAGE_BYTES_MAX: usize = 64 * 1024 * 1024;
/// Largest archive that is brought in through a browser: the files of a day with a hundred phones. It goes
/// to the disk as it comes.
pub const ARCHIVE_BYTES_MAX: usize = 4 * 1024 * 1024 * 1024;
/// Largest record, unpacked, that a running server takes in: it is checked in memory and stored in one
/// transaction, for which a drill that runs beside it waits. What is larger comes in while no server runs.
pub const ONLINE_RECORD_BYTES_MAX: u64 = 64 * 1024 * 1024;
/// How long an archive that was looked at is held for whoever brought it.
pub const ARCHIVE_HELD: Duration = Duration::from_mins(30);
/// Largest uploaded file: a minute of phone video.
pub const FILE_BYTES_MAX: usize = 25 * 1024 * 1024;
/// Largest request head: cookies and one bearer token are 1 KiB.
pub const HEAD_BYTES_MAX: usize = 16 * 1024;
/// Connections at a time: the acknowledge storm is run with 5 000 clients, with room for as many
/// again that are still leaving.
pub const CONNECTIONS_MAX: usize = 12_000;
/// How long a TLS handshake may take.
pub const HANDSHAKE_TIMEOUT: Duration = Duration::from_secs(10);
/// How long a client may take to send its request head.
pub const HEAD_TIMEOUT: Duration = Duration::from_secs(10);
/// How long open requests and sockets get to end at shutdown.
pub const SHUTDOWN_GRACE: Duration = Duration::from_secs(5);
/// Journal rows of one HTTP answer: about 4 MiB; the caller goes on with `after`.
pub const JOURNAL_ROWS_MAX: usize = 5_000;
/// Largest replay: ten times that of a full-day drill as control saw it. It is made in memory.
pub const REPLAY_BYTES_MAX: usize = 64 * 1024 * 1024;
/// Replays made at a time, each on a core: more wait for their turn.
pub const REPLAYS_MAX: usize = 2;
/// Rehearsals played at a time, each on a core: a drill that runs beside them keeps the other. More wait
/// for their turn.
pub const REHEARSALS_MAX: usize = 1;
/// When to ask again whether an exercise's rehearsal is over: twenty seeds take about so long.
pub const REHEARSAL_RETRY: Duration = Duration::from_secs(5);
/// Seat cards on one page: a QR code as SVG is about 10 KiB.
pub const CARDS_PAGE: usize = 500;
/// Kiosk links of one exercise that open something: more screens than any hall has, and a list that a
/// controller still reads.
pub const KIOSKS_MAX: usize = 64;
/// Kiosk links to one wall: a seat has at most eight connections, the wall's own card keeps one.
pub const KIOSKS_PER_WALL: usize = 7;
/// Kiosk links that were taken back and still stand in the list.
pub const KIOSKS_REVOKED_KEPT: usize = 64;
/// Receipts on one page.
pub const RECEIPTS_PAGE: usize = 500;
