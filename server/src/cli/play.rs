//! `startex demo` and `startex rehearse`.

use super::{Serving, language, say};
use crate::app::demo::{Demo, SEED, scenario};
use crate::robots::rehearsal::{Outcome, Rehearsal, rehearse, summary, to_json};
use crate::robots::{Crew, Part};
use crate::telemetry;
use anyhow::Context as _;
use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use protocol::improvement::ProblemArea;
use protocol::scenario::Scenario;
use protocol::text::Language;
use std::path::PathBuf;
use std::process::ExitCode;

/// Most seeds of one rehearsal: more tell nothing new.
const SEEDS_MAX: u64 = 1_000;

/// Options of a demonstration.
#[derive(Debug, Args)]
pub(super) struct Demonstrating {
    #[command(flatten)]
    serving: Serving,
    /// Name of a bundled scenario, or a file
    #[arg(long, default_value = "petition-drill")]
    scenario: String,
    /// Exercise seconds per second, 0.1 to 60
    #[arg(long, default_value_t = 10.0, value_parser = speed)]
    speed: f64,
    /// Root of all chance: the same seed plays the same drill
    #[arg(long, default_value_t = SEED)]
    seed: u64,
    /// File for the links of every seat, as JSON
    #[arg(long)]
    links: Option<PathBuf>,
    /// Ends when the drill is over: 0 if its record is sound
    #[arg(long)]
    exit_at_end: bool,
    /// Departments and seats that are left to people, for instance GA,XF-1
    #[arg(long, value_delimiter = ',')]
    humans: Vec<String>,
    #[command(flatten)]
    crew: Playing,
}

/// How well the program's people play.
#[derive(Debug, Args)]
struct Playing {
    /// Everything in time and complete, but for what --weak names
    #[arg(long)]
    careful: bool,
    /// What they are bad at: plan, coordination, equipment, public_information
    #[arg(long, value_delimiter = ',', value_parser = weakness)]
    weak: Vec<ProblemArea>,
}

impl Playing {
    fn crew(&self) -> Crew {
        let crew = if self.careful { Crew::CAREFUL } else { Crew::default() };
        self.weak.iter().fold(crew, |crew, area| crew.weak(*area))
    }
}

fn weakness(text: &str) -> Result<ProblemArea, String> {
    let known = ProblemArea::from_word(text).filter(|area| Crew::default().weak(*area) != Crew::default());
    known.ok_or_else(|| format!("{text:?} is no weakness: plan, coordination, equipment, public_information"))
}

fn speed(text: &str) -> Result<f64, String> {
    let speed: f64 = text.parse().map_err(|_| format!("{text:?} is no number"))?;
    let range = exercise::limits::RATE_MIN..=exercise::limits::RATE_MAX;
    if range.contains(&speed) { Ok(speed) } else { Err("the speed is 0.1 to 60".into()) }
}

impl Demonstrating {
    /// Serves and plays.
    pub(super) async fn run(mut self) -> anyhow::Result<ExitCode> {
        let temporary = match self.serving.data {
            Some(_) => None,
            None => Some(fresh_folder()?),
        };
        if let Some(folder) = &temporary {
            self.serving.data = Some(folder.clone());
        }
        let config = self.serving.resolve()?;
        telemetry::start_logging(config.log);
        let demo = Demo {
            scenario: self.scenario,
            speed: self.speed,
            seed: self.seed,
            links: self.links,
            exit_at_end: self.exit_at_end,
            humans: self.humans,
            crew: self.crew.crew(),
            language: config.language,
        };
        let ended = demo.run(&config).await;
        if let Some(folder) = temporary.filter(|_| ended.is_ok()) {
            say(&format!("record       {}", folder.join("journal.db").display()))?;
        }
        ended.map(|()| ExitCode::SUCCESS)
    }
}

/// A folder of its own below the system's, that only this user reads. It is kept: the record in it
/// may be wanted.
fn fresh_folder() -> anyhow::Result<PathBuf> {
    use std::os::unix::fs::DirBuilderExt as _;
    let folder = std::env::temp_dir().join(format!("startex-demo-{}", crate::ids::uuid()));
    let made = std::fs::DirBuilder::new().mode(0o700).create(&folder);
    made.with_context(|| format!("{} cannot be made", folder.display()))?;
    Ok(folder)
}

/// Options of a rehearsal.
#[derive(Debug, Args)]
pub(super) struct Rehearsing {
    /// Name of a bundled scenario, or a file
    scenario: String,
    /// How many seeds are played
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u64).range(1..=SEEDS_MAX))]
    seeds: u64,
    /// The first of them
    #[arg(long, default_value_t = SEED)]
    seed: u64,
    /// File for everything, as JSON
    #[arg(long)]
    report: Option<PathBuf>,
    /// Language of the table: zh or en
    #[arg(long, env = "STARTEX_LANGUAGE", value_parser = language, default_value = "zh")]
    language: Language,
    #[command(flatten)]
    crew: Playing,
}

impl Rehearsing {
    /// Rehearses and prints.
    pub(super) fn run(self) -> anyhow::Result<ExitCode> {
        let (scenario, findings) = scenario(&self.scenario)?;
        findings.iter().try_for_each(|finding| say(finding))?;
        let outcomes = self.play(&scenario)?;
        if let Some(file) = &self.report {
            let text = serde_json::to_string_pretty(&to_json(&outcomes))?;
            std::fs::write(file, text).with_context(|| format!("{} cannot be written", file.display()))?;
        }
        say(summary(&outcomes, self.language).trim_end())?;
        Ok(ExitCode::SUCCESS)
    }

    fn play(&self, scenario: &Scenario) -> anyhow::Result<Vec<Outcome>> {
        // The planned end, so that the bar knows where it is; the drill may take a little longer.
        let planned = scenario.injects.iter().filter_map(|row| row.offset).map(|offset| offset.millis()).max();
        let each = u64::try_from(planned.unwrap_or_default()).unwrap_or_default().max(1);
        let bar = ProgressBar::new(each * self.seeds);
        bar.set_style(ProgressStyle::with_template("{bar:40} {percent:>3} %  {msg}")?);
        let mut outcomes = Vec::new();
        for (done, seed) in (self.seed..self.seed.saturating_add(self.seeds)).enumerate() {
            bar.set_message(format!("seed {seed}"));
            let part = Part { seed, language: self.language, speed: 1.0, crew: self.crew.crew() };
            let before = each * done as u64;
            let told = |at: i64| bar.set_position(before + u64::try_from(at).unwrap_or_default().min(each));
            let outcome = rehearse(scenario.clone(), &Rehearsal { part, lag_ms: 0, lag_seed: 0 }, told);
            outcomes.push(outcome.with_context(|| format!("seed {seed}"))?);
        }
        bar.finish_and_clear();
        Ok(outcomes)
    }
}
