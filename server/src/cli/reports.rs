//! `startex report`: a written report from a data folder, also beside a running server.

use super::say;
use crate::calendar::Calendar;
use crate::journal::sqlite::FILE;
use crate::live::replay;
use crate::report::{Format, render};
use clap::Args;
use exercise::report;
use protocol::document::DocumentKind;
use protocol::ids::ExerciseId;
use protocol::text::Language;
use std::path::PathBuf;
use std::process::ExitCode;

/// Options of `startex report`.
#[derive(Debug, Args)]
pub(super) struct Reporting {
    /// Id of the exercise
    exercise: String,
    /// summary, evaluation or aar
    #[arg(long, value_parser = kind)]
    kind: DocumentKind,
    /// zh or en
    #[arg(long, default_value = "zh", value_parser = super::language)]
    lang: Language,
    /// docx, pdf, html, xlsx or json
    #[arg(long, default_value = "docx")]
    format: Format,
    /// Where to; a name of its own in this folder where missing
    #[arg(long)]
    out: Option<PathBuf>,
    #[command(flatten)]
    data: super::Data,
}

fn kind(text: &str) -> Result<DocumentKind, String> {
    DocumentKind::from_word(text).ok_or_else(|| format!("{text:?} is none of summary, evaluation, aar"))
}

impl Reporting {
    /// Writes the file and says where it is.
    pub(super) fn run(self) -> anyhow::Result<ExitCode> {
        let file = self.data.data.join(FILE);
        anyhow::ensure!(file.exists(), "{} does not exist", file.display());
        let id = self.exercise.parse().map_err(|_| anyhow::anyhow!("{} is no id of an exercise", self.exercise))?;
        let found = replay::state(&file, ExerciseId(id))?;
        let (state, head) = found.ok_or_else(|| anyhow::anyhow!("there is no exercise {id}"))?;
        let calendar = Calendar::of(&state.scenario().settings.time_zone);
        let document = report::document(&state, self.kind, self.lang, &calendar, Some(head.to_string()));
        let rendered = render(&document, self.format)?;
        let out = self.out.unwrap_or_else(|| PathBuf::from(&rendered.file_name));
        std::fs::write(&out, rendered.bytes)?;
        say(&out.display().to_string())?;
        Ok(ExitCode::SUCCESS)
    }
}
