//! `startex exercise actions`: corrective actions of all exercises of a data folder, also beside a running
//! server.

use super::{existing_store, say};
use crate::archive;
use crate::journal::sqlite::FILE;
use crate::live::replay;
use crate::report::ics;
use clap::{Args, ValueEnum};
use exercise::view::board;
use protocol::improvement::{ActionStage, BoardAction};
use protocol::text::Language;
use std::path::PathBuf;
use std::process::ExitCode;

/// Options of `startex exercise actions`.
#[derive(Debug, Args)]
pub(super) struct Boarding {
    /// Only of this exercise: its id, the beginning of it, or its room code
    exercise: Option<String>,
    /// Also those that are verified or waived
    #[arg(long)]
    all: bool,
    /// Lines, JSON, or a calendar of to-dos
    #[arg(long, value_enum, default_value = "text")]
    format: Form,
    /// zh or en
    #[arg(long, default_value = "zh", value_parser = super::language)]
    lang: Language,
    /// Where to; the terminal where missing
    #[arg(long)]
    out: Option<PathBuf>,
    #[command(flatten)]
    data: super::Data,
}

/// How the list is written.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Form {
    /// A line each.
    Text,
    /// The board as data.
    Json,
    /// iCalendar.
    Ics,
}

impl Boarding {
    /// Writes the list, what is due first first.
    pub(super) fn run(self) -> anyhow::Result<ExitCode> {
        let store = existing_store(&self.data.data)?;
        let ids = match &self.exercise {
            Some(named) => vec![archive::resolve(&store, named)?],
            None => store.exercise_codes()?.into_iter().map(|(id, _)| id).collect(),
        };
        let mut actions = Vec::new();
        for id in ids {
            if let Some((state, _)) = replay::state(&self.data.data.join(FILE), id)? {
                actions.extend(board(&state));
            }
        }
        let over = |action: &BoardAction| matches!(action.stage, ActionStage::Verified | ActionStage::Waived);
        actions.retain(|action| self.all || !over(action));
        actions.sort_by_key(|action| (action.due.is_none(), action.due, action.opened));
        let text = match self.format {
            Form::Json => serde_json::to_string_pretty(&actions)?,
            Form::Ics => ics::calendar(&actions, self.lang),
            Form::Text => actions.iter().map(|action| line(action, self.lang)).collect::<Vec<_>>().join("\n"),
        };
        match self.out {
            Some(file) => std::fs::write(file, text)?,
            None => say(text.trim_end())?,
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// Day, stage, number, measure, who answers for it, exercise.
fn line(action: &BoardAction, language: Language) -> String {
    let due = action.due.map_or_else(|| "----------".into(), |due| due.to_string());
    let who = [action.unit.as_deref(), action.person.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let measure = action.measure.replace('\n', " ");
    let title = action.exercise_title.get(language);
    format!("{due}  {:<11}  {}. {measure}  [{who}]  {title} {}", action.stage.word(), action.number, action.exercise)
}
