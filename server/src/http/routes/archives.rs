//! Lines of the table: an exercise as one file, out and in, and the persons in its record.

use super::super::table::{Route, Who};
use super::super::{archives, people};
use super::{DELETE, GET, POST};
use crate::limits::ARCHIVE_BYTES_MAX;
use protocol::archive::ArchiveCheck;
use protocol::rest::{ExerciseSummary, PersonErased, PersonView};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::new(
            GET,
            "/api/v1/exercises/{exercise}/archive",
            Who::Administrator,
            "An exercise as one file that another server takes in; `?names=true` with the keys of names",
            archives::export,
        )
        .answers_media(archives::ZIP),
        Route::new(
            POST,
            "/api/v1/archives",
            Who::Administrator,
            "Checks such a file from its first byte to its last and holds it for half an hour; nothing is stored",
            archives::bring,
        )
        .takes_media(archives::ZIP, ARCHIVE_BYTES_MAX)
        .answers::<ArchiveCheck>(),
        Route::new(
            POST,
            "/api/v1/archives/{archive}/import",
            Who::Administrator,
            "Takes it in, all of it or nothing; the exercise is listed and open at once",
            archives::import,
        )
        .answers::<ExerciseSummary>(),
        Route::new(DELETE, "/api/v1/archives/{archive}", Who::Administrator, "Lets go of it", archives::drop_held),
        Route::new(
            GET,
            "/api/v1/exercises/{exercise}/people",
            Who::Administrator,
            "Who sat where, by ids alone, and who was erased by whom",
            people::list,
        )
        .answers::<Vec<PersonView>>(),
        Route::new(
            DELETE,
            "/api/v1/exercises/{exercise}/people/{person}",
            Who::Administrator,
            "Erases a person: the name, the sessions, and what nobody else brought in; `?keep_files=true`",
            people::erase,
        )
        .answers::<PersonErased>(),
    ]
}
