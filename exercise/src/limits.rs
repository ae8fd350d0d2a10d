//! Bounds and windows of the rules, each with its reason.

use protocol::time::Seconds;

/// Lines of the position log that live clients hold; older ones are read from the record.
pub const ENTRY_WINDOW: usize = 500;
/// Rows that may be added during play: ad hoc, corrections, template uses.
pub const ROWS_ADDED_MAX: usize = 1_000;
/// Rows that were taken out of a draft list and can come back; the record holds them all.
pub const MSEL_REMOVED_MAX: usize = 1_000;
/// Comments on one list: every cell of a page.
pub const COMMENTS_MAX: usize = 5_000;
/// Messages of one exercise: twenty times the busiest drill met in practice.
pub const MESSAGES_MAX: usize = 20_000;
/// Situation reports of one exercise.
pub const REPORTS_MAX: usize = 5_000;
/// Reports of facts of the common picture, all facts and departments together.
pub const FACT_REPORTS_MAX: usize = 20_000;
/// Claims of one exercise, and commitments of one: a ledger that somebody reads to its end.
pub const LEDGER_MAX: usize = 2_000;
/// Checks that one seat may report: a person who tries every switch of a phone is far below it, a
/// client that reports in a loop stops here.
pub const CHECKS_PER_SEAT: u32 = 100;
/// Seats named as missing in the roll call of a department; the numbers count the rest.
pub const ROLL_MISSING_SHOWN: usize = 16;
/// Ticks of one hop of a relay test: every fact of the longest list ticked and corrected many times.
pub const RELAY_TICKS_MAX: usize = 500;
/// Writings of a hop that are searched for key facts: a message under way for minutes stands in its first.
pub const RELAY_WRITINGS_MAX: usize = 16;
/// Faults of resources in one exercise: a list that somebody reads to its end.
pub const FAULTS_MAX: usize = 1_000;
/// Requests for resources in one exercise.
pub const RESOURCE_REQUESTS_MAX: usize = 2_000;
/// Changes of a resource that are shown with it; the record holds them all.
pub const RESOURCE_CHANGES_SHOWN: usize = 8;
/// Features put on the map of one exercise, with those that ended: a map on which each can be found.
pub const FEATURES_MAX: usize = 1_000;
/// Posts of one exercise: ten times the liveliest simulated media met in practice.
pub const POSTS_MAX: usize = 500;
/// Moments from which the reach of one post counts: a hand that logs it each minute of a whole day.
pub const REACH_ANCHORS_MAX: usize = 1_500;
/// Findings about one post: every department changes its mind a few times.
pub const CHECKS_MAX: usize = 64;
/// Statements of one exercise, drafts among them.
pub const STATEMENTS_MAX: usize = 500;
/// Evaluators' notes of one exercise.
pub const OBSERVATIONS_MAX: usize = 20_000;
/// Questions to control of one exercise.
pub const CLARIFICATIONS_MAX: usize = 5_000;
/// Stars of one exercise: a hot wash goes through ten.
pub const STARS_MAX: usize = 200;
/// Findings, and as many corrective actions.
pub const IMPROVEMENTS_MAX: usize = 1_000;
/// Sentences of one written report that are changed by hand.
pub const EDITS_MAX: usize = 2_000;
/// Releases that one turn of the clock may make: control's commands go between the turns.
pub const RELEASES_PER_TURN: usize = 16;
/// Names shown on an inject of those who acknowledged; the rest is a count. A frame to a desk of
/// two thousand seats must not carry two thousand names two thousand times.
pub const ACKNOWLEDGED_BY_SHOWN: usize = 8;

/// A mistaken acknowledgement can be taken back for so long, in milliseconds of wall time.
pub const TAKE_BACK_MS: i64 = 10_000;
/// An ad-hoc row is released so long after it was written, so that it can be undone.
pub const AD_HOC_DELAY_MS: i64 = 5_000;
/// ENDEX can be undone for so long: for a wrong tap only.
pub const UNDO_END_MS: i64 = 120_000;
/// The same recipients are reminded at most so often.
pub const NUDGE_INTERVAL_MS: i64 = 60_000;
/// Exercise seconds per wall second.
pub const RATE_MIN: f64 = 0.1;
/// Exercise seconds per wall second.
pub const RATE_MAX: f64 = 60.0;
/// A row can be moved by at most a day either way.
pub const SHIFT_MAX: Seconds = Seconds(86_400);
