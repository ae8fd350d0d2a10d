//! Routes of those who plan: sheets that are brought in and taken home, what is said of a list, its history.

use super::super::table::{Route, Who};
use super::super::{imports, lint, msel, rehearsal, sheets};
use super::{GET, POST};
use crate::scenario::sheet;
use protocol::import::{ImportCommit, ImportOptions, ImportPreview};
use protocol::library::ScenarioSummary;
use protocol::lint::LintReport;
use protocol::msel::{MselCellChange, MselDifference, MselPreview};
use protocol::rehearsal::{RehearsalReport, RehearsalRequest};

/// The list as a sheet: brought in, and taken home.
pub(super) fn sheets() -> Vec<Route> {
    let octets = "application/octet-stream";
    vec![
        Route::new(
            POST,
            "/api/v1/scenarios/import",
            Who::Editor,
            "Looks at a sheet or scenario file, `?name=list.xlsx`; nothing is stored",
            imports::bring,
        )
        .takes_media(octets, sheet::FILE_BYTES_MAX)
        .answers::<ImportPreview>(),
        Route::new(
            POST,
            "/api/v1/scenarios/import/{import}",
            Who::Editor,
            "Looks at it in another way, for half an hour",
            imports::again,
        )
        .takes::<ImportOptions>()
        .answers::<ImportPreview>(),
        Route::new(
            POST,
            "/api/v1/scenarios/import/{import}/commit",
            Who::Administrator,
            "Makes a scenario of the library of it, its unread rows as drafts",
            imports::commit,
        )
        .takes::<ImportCommit>()
        .answers::<ScenarioSummary>(),
        Route::new(
            GET,
            "/api/v1/exercises/{exercise}/msel.xlsx",
            Who::Editor,
            "The list as a workbook, actual times beside the planned ones; `?lang=zh`",
            sheets::xlsx,
        )
        .answers_media(sheets::XLSX),
        Route::new(
            GET,
            "/api/v1/exercises/{exercise}/msel.csv",
            Who::Editor,
            "The same as a text with commas; `?lang=zh`",
            sheets::csv,
        )
        .answers_media(sheets::CSV),
    ]
}

/// What those are told who write the list.
pub(super) fn planning() -> Vec<Route> {
    vec![
        Route::new(
            GET,
            "/api/v1/exercises/{exercise}/lint",
            Who::Editor,
            "What is found in the list as it stands: by row, with the figures behind it and a remedy",
            lint::show,
        )
        .answers::<LintReport>(),
        Route::new(
            POST,
            "/api/v1/exercises/{exercise}/rehearsal",
            Who::Editor,
            "Rehearses the list as it stands on a virtual clock, one at a time; what became of each row",
            rehearsal::run,
        )
        .takes::<RehearsalRequest>()
        .answers::<RehearsalReport>(),
        Route::new(
            GET,
            "/api/v1/exercises/{exercise}/msel/history",
            Who::Editor,
            "Every change of a cell of the planned list, oldest first; `?row=&field=`",
            msel::history,
        )
        .answers::<Vec<MselCellChange>>(),
        Route::new(
            GET,
            "/api/v1/exercises/{exercise}/msel/rows/{row}/preview",
            Who::Editor,
            "What each recipient would be shown of a row if it were released as it stands",
            msel::preview,
        )
        .answers::<Vec<MselPreview>>(),
        Route::new(
            GET,
            "/api/v1/exercises/{exercise}/msel/compare",
            Who::Editor,
            "What differs between two versions of the list, `?from=1&to=2`; 0 is the list as it stands",
            msel::differences,
        )
        .answers::<Vec<MselDifference>>(),
    ]
}
