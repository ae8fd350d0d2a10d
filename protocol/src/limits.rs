//! Named bounds of everything that crosses the wire, each with its reason.

/// Largest frame a client may send, in bytes. A reply of 4 000 Han characters with its form is
/// about 14 KiB; anything near this bound is not written by a person.
pub const FRAME_BYTES_MAX: usize = 64 * 1024;
/// Recipients of one message or inject: more than any drill has departments.
pub const RECIPIENTS_MAX: usize = 64;
/// Receipts in one `confirm_delivery` or `confirm_seen`: a client that was away for a whole drill
/// confirms all it missed in one frame.
pub const RECEIPTS_MAX: usize = 256;
/// Entries of a checklist, key facts of a report, choices of a form.
pub const LIST_MAX: usize = 64;
/// Files attached to one answer.
pub const FILES_MAX: usize = 8;
/// Largest value of a fact, either way: above it stands a slip of keys, not a count of anything.
pub const FACT_NUMBER_MAX: f64 = 1e9;
/// Depth of a condition tree: deeper ones cannot be read as a sentence.
pub const CONDITION_DEPTH_MAX: usize = 6;
/// Nodes of a condition tree.
pub const CONDITION_NODES_MAX: usize = 64;
/// Rows of one scenario: four times the largest list met in practice.
pub const ROWS_MAX: usize = 1_000;
/// Seats of one scenario: the acknowledge storm is run with 5 000.
pub const SEATS_MAX: usize = 10_000;
/// Departments of one scenario.
pub const DEPARTMENTS_MAX: usize = 64;
/// Resources of one scenario: more than a panel on a telephone can show by far.
pub const RESOURCES_MAX: usize = 256;
/// Largest amount of a counted resource: above it stands a slip of keys.
pub const AMOUNT_MAX: u32 = 1_000_000;
/// Corners of a line or area: drawn by hand, and still read at a glance.
pub const VERTICES_MAX: usize = 64;
/// Named places of one site: a list that somebody chooses from on a phone.
pub const PLACES_MAX: usize = 100;
/// Departments that a place is shown to: all there can be.
pub const PLACE_DEPARTMENTS_MAX: usize = DEPARTMENTS_MAX;
/// Characters of a site plan's text: a hall or a street block drawn by hand is a tenth of it, and every
/// created exercise keeps it in its record.
pub const SITE_PLAN_CHARS_MAX: usize = 64 * 1024;
/// Width and height of a site, in degrees: a district. Above it stands a slip of signs or places.
pub const SITE_SPAN_MAX: f64 = 1.0;
/// How far outside of a site something may be put, in widths and heights of the site: the next street,
/// not the next town.
pub const SITE_MARGIN: i64 = 1;
/// Largest reach of a post: more than any platform counts within an exercise, and small enough that its
/// arithmetic is exact in a client that knows only doubles (10⁹ × 86 400 s < 2⁵³).
pub const REACH_MAX: u32 = 1_000_000_000;
/// Figures that one statement quotes, posts that it answers, facts that a finding rests on: more cannot
/// be checked by a person before approval.
pub const QUOTES_MAX: usize = 16;
