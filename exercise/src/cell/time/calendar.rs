//! Days as sheets write them: dates in many orders, days of the week, the second day.

/// The day of a time on a clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Day {
    /// Nothing was said.
    Any,
    /// The so many-th day, counted from 0.
    Nth(i64),
    /// A day of the week, Monday 0.
    Week(i64),
    /// A date: days since 1970.
    Date(i64),
}

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const WEEK: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// The month of an English name or its beginning, from 1.
pub(super) fn month(word: &str) -> Option<i64> {
    position(&MONTHS, word)
}

/// The day of the week of an English name or its beginning.
pub(super) fn weekday(word: &str) -> Option<i64> {
    position(&WEEK, word).map(|index| index - 1)
}

fn position(list: &[&str], word: &str) -> Option<i64> {
    let index = list.iter().position(|name| word.starts_with(name) && word.len() <= 9)?;
    i64::try_from(index + 1).ok()
}

/// The day of a date; a year of two digits is of this century.
pub(super) fn date(year: i64, month: i64, day: i64) -> Option<Day> {
    let year = if year < 100 { year + 2_000 } else { year };
    if !(1900..=2199).contains(&year) || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    // Days of the civil calendar, the year begun in March so that the leap day is its last.
    let (year, shifted) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let of_year = (153 * shifted + 2) / 5 + day - 1;
    Some(Day::Date(era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468))
}
