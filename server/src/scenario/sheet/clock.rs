//! Which clock the times of a sheet belong to: the exercise's own, or that of the day.

use exercise::cell::time::{Clock, Day, Moment, moment};

/// Times from here on, without any earlier one, are times of a day: no list begins an hour after STARTEX.
const FIRST_OF_A_DAY: i64 = 3_600;

/// A time of the sheet.
pub(super) struct Timed<'a> {
    /// Its text, the day before it where the sheet has one.
    pub(super) text: String,
    /// Index of its line among the rows.
    pub(super) row: usize,
    /// All the texts of its row.
    pub(super) texts: Vec<&'a str>,
}

/// Where STARTEX is on the clock of the sheet, and the row that says so; none where times count from it.
pub(super) fn start(times: &[Timed<'_>], seconds: bool) -> Option<(Clock, usize)> {
    let read = |timed: &Timed<'_>| match moment(&timed.text, seconds) {
        Some(Moment::Clock(clock)) => Some(clock),
        Some(Moment::Offset(_)) | None => None,
    };
    let clocks: Vec<(Clock, usize, bool)> = times
        .iter()
        .filter_map(|timed| {
            let says = |text: &&str| text.to_ascii_lowercase().contains("startex") || text.contains("演练开始");
            read(timed).map(|clock| (clock, timed.row, timed.texts.iter().any(says)))
        })
        .collect();
    let counted = times.len() - clocks.len();
    let sure = clocks.iter().any(|(clock, ..)| clock.sure);
    let late = clocks.iter().all(|(clock, ..)| clock.seconds >= FIRST_OF_A_DAY);
    if clocks.is_empty() || !(sure || (late && counted == 0)) {
        return None;
    }
    let said = clocks.iter().find(|(.., says)| *says);
    let first = clocks
        .iter()
        .min_by_key(|(clock, row, _)| (day(clock.day), if day(clock.day) == 0 { 0 } else { clock.seconds }, *row));
    said.or(first).map(|(clock, row, _)| (*clock, *row))
}

/// For comparing days of one kind.
const fn day(day: Day) -> i64 {
    match day {
        Day::Any | Day::Week(_) => 0,
        Day::Nth(day) | Day::Date(day) => day,
    }
}
