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
