//! The commands of the one binary.

mod actions;
mod archive;
mod exercises;
mod play;
mod reports;

use crate::access::Access;
use crate::app::App;
use crate::clock::Clock;
use crate::config::{Config, DEFAULT_DATA, Options};
use crate::journal::verify::Verified;
use crate::journal::{Hash, backup, verify};
use crate::probe;
use crate::scenario::{check_file, convert_file};
use crate::store::Store;
use crate::telemetry::{self, LogFormat};
use anyhow::Context as _;
use clap::{Args, Parser, Subcommand};
use protocol::ids::ExerciseId;
use protocol::problem::Problem;
use protocol::text::Language;
use std::io::Write as _;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Runs live, multi-role emergency exercises.
#[derive(Debug, Parser)]
#[command(name = "startex", version, about, max_term_width = 100)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serves exercises.
    Serve(Serving),
    /// Serves an exercise that robots play, in every seat that is not left to people.
    Demo(play::Demonstrating),
    /// Plays a scenario on a virtual clock and says what came of it.
    Rehearse(play::Rehearsing),
    /// Checks and converts scenario files.
    #[command(subcommand)]
    Scenario(ScenarioCommand),
    /// Exercises of a data folder.
    #[command(subcommand)]
    Exercise(ExerciseCommand),
    /// Writes a report from the record, also while a server runs.
    Report(reports::Reporting),
    /// Checks the record: exit 0 if it is sound, 1 with the first bad commit.
    Verify(Verifying),
    /// Asks a running server whether it is ready: exit 0 if it is.
    Health {
        /// Its page of readiness, over plain HTTP.
        #[arg(long, default_value = "http://127.0.0.1:8080/readyz")]
        url: String,
    },
    /// Writes one file with everything, also while a server runs.
    Backup(Archiving),
    /// Makes a data folder from a backup.
    Restore(Archiving),
    /// Accounts of the server itself.
    #[command(subcommand)]
    Admin(AdminCommand),
}

/// Options of whatever serves. They also come from `STARTEX_*` and from `startex.toml`.
#[derive(Debug, Args)]
pub struct Serving {
    /// Address and port [default: 127.0.0.1:8080]
    #[arg(long, env = "STARTEX_LISTEN")]
    pub listen: Option<SocketAddr>,
    /// Data folder [default: ./startex-data]
    #[arg(long, env = "STARTEX_DATA")]
    pub data: Option<PathBuf>,
    /// Address under which browsers reach the server, where it differs
    #[arg(long, env = "STARTEX_PUBLIC_URL")]
    pub public_url: Option<String>,
    /// off, self-signed or CERT,KEY [default: off on loopback, self-signed elsewhere]
    #[arg(long, env = "STARTEX_TLS")]
    pub tls: Option<String>,
    /// Form of log lines [default: text]
    #[arg(long, env = "STARTEX_LOG_FORMAT")]
    pub log: Option<LogFormat>,
    /// Language of whoever has not chosen one: zh or en [default: zh]
    #[arg(long, env = "STARTEX_LANGUAGE", value_parser = language)]
    pub language: Option<Language>,
    /// Archive of map tiles (PMTiles) that maps lie on, where the site has one
    #[arg(long, env = "STARTEX_TILES")]
    pub tiles: Option<PathBuf>,
    /// Configuration file [default: startex.toml, if there is one]
    #[arg(long, env = "STARTEX_CONFIG")]
    pub config: Option<PathBuf>,
}

impl Serving {
    /// Resolves these options over the configuration file.
    ///
    /// # Errors
    /// If the file or an option is wrong.
    pub fn resolve(self) -> Result<Config, crate::config::Error> {
        let file = Options::from_file(self.config.as_deref())?;
        let Self { listen, data, public_url, tls, log, language, tiles, config: _ } = self;
        Config::resolve(Options { listen, data, public_url, tls, log, language, tiles }, file)
    }
}

#[derive(Debug, Args)]
struct Data {
    /// Data folder
    #[arg(long, env = "STARTEX_DATA", default_value = DEFAULT_DATA)]
    data: PathBuf,
}

#[derive(Debug, Subcommand)]
enum ScenarioCommand {
    /// Reads a file and says every place where it is wrong; exit 1 on errors.
    Check {
        /// YAML or JSON file, or a sheet: xlsx, xls, ods, csv
        file: PathBuf,
        /// Findings as JSON
        #[arg(long)]
        json: bool,
    },
    /// Writes a file in another form; the endings tell which. A sheet is always written, what could not
    /// be read as drafts; exit 1 then.
    Convert {
        /// Input: YAML, JSON, xlsx, xls, ods or csv
        input: PathBuf,
        /// Output: YAML, JSON, xlsx or csv
        output: PathBuf,
        /// Language of a sheet's headers and words: zh or en
        #[arg(long, default_value = "zh", value_parser = language)]
        lang: Language,
    },
}

#[derive(Debug, Subcommand)]
enum ExerciseCommand {
    /// Lists the exercises.
    List(Data),
    /// Creates an exercise from a scenario; a server that starts afterwards finds it.
    Create(exercises::Creating),
    /// Writes one file that another server takes in and anybody can check, also while a server runs.
    Export(archive::Exporting),
    /// Takes such a file in: all of it, or nothing.
    Import(archive::Importing),
    /// Lists corrective actions of all exercises, by the day they are due.
    Actions(actions::Boarding),
    /// Lists who sat in which seat, by ids alone.
    People(archive::Listing),
    /// Erases a person: the name is gone, the record stays whole.
    Erase(archive::Erasing),
}

#[derive(Debug, Args)]
struct Verifying {
    /// Id of an exercise, a journal file, a backup or an archive; all exercises of the data folder where missing
    what: Option<String>,
    /// A head that somebody remembered, 64 hex digits: some commit must have it
    #[arg(long, value_parser = Hash::parse)]
    head: Option<Hash>,
    #[command(flatten)]
    data: Data,
}

#[derive(Debug, Args)]
struct Archiving {
    /// The backup
    file: PathBuf,
    #[command(flatten)]
    data: Data,
}

#[derive(Debug, Subcommand)]
enum AdminCommand {
    /// Makes a new set-up link: whoever opens it sets the administrator's password.
    Reset {
        #[command(flatten)]
        data: Data,
        /// Address of the server
        #[arg(long, env = "STARTEX_PUBLIC_URL", default_value = "http://127.0.0.1:8080")]
        public_url: String,
    },
}

impl Cli {
    /// Does what was asked.
    ///
    /// # Errors
    /// What went wrong, for the person at the terminal.
    pub fn run(self) -> anyhow::Result<ExitCode> {
        match self.command {
            Command::Serve(serving) => in_runtime(serve(serving)),
            Command::Demo(demonstrating) => in_runtime(demonstrating.run()),
            Command::Rehearse(rehearsing) => rehearsing.run(),
            Command::Scenario(ScenarioCommand::Check { file, json }) => said(check_file(&file, json)?),
            Command::Scenario(ScenarioCommand::Convert { input, output, lang }) => {
                said(convert_file(&input, &output, lang)?)
            }
            Command::Exercise(ExerciseCommand::List(data)) => in_runtime(exercises::list(data.data)),
            Command::Exercise(ExerciseCommand::Create(creating)) => in_runtime(exercises::create(creating)),
            Command::Exercise(ExerciseCommand::Export(exporting)) => archive::export(&exporting),
            Command::Exercise(ExerciseCommand::Import(importing)) => archive::import(&importing),
            Command::Exercise(ExerciseCommand::Actions(boarding)) => boarding.run(),
            Command::Exercise(ExerciseCommand::People(listing)) => in_runtime(archive::people(listing)),
            Command::Exercise(ExerciseCommand::Erase(erasing)) => in_runtime(archive::erase(erasing)),
            Command::Report(reporting) => reporting.run(),
            Command::Verify(verifying) => check_record(&verifying),
            Command::Health { url } => Ok(if probe::ask(&url)? == 200 { ExitCode::SUCCESS } else { ExitCode::FAILURE }),
            Command::Backup(Archiving { file, data }) => {
                sound(&backup::backup(&data.data, &file)?)?;
                let key = data.data.join("secret.key");
                say(&format!("keep {} apart: without it names and cards cannot be read", key.display()))?;
                Ok(ExitCode::SUCCESS)
            }
            Command::Restore(Archiving { file, data }) => {
                sound(&backup::restore(&file, &data.data)?)?;
                say(&format!("put the former secret.key into {} before serving", data.data.display()))?;
                Ok(ExitCode::SUCCESS)
            }
            Command::Admin(AdminCommand::Reset { data, public_url }) => in_runtime(reset(data.data, public_url)),
        }
    }
}

async fn serve(serving: Serving) -> anyhow::Result<ExitCode> {
    let config = serving.resolve()?;
    telemetry::start_logging(config.log);
    let app = App::start(&config).await?;
    let base = app.context().base.url();
    say(&format!("Startex {} · 演练 EXERCISE\nopen         {base}", env!("CARGO_PKG_VERSION")))?;
    if let Some(fingerprint) = &app.context().fingerprint {
        say(&format!("certificate  {fingerprint}\ntrust it     {base}/ca.crt"))?;
    }
    if let Some(link) = app.set_up_link().await.map_err(problem)? {
        say(&format!("set up       {link}"))?;
    }
    app.run().await?;
    Ok(ExitCode::SUCCESS)
}

async fn reset(data: PathBuf, public_url: String) -> anyhow::Result<ExitCode> {
    let access = Access::new(existing_store(&data)?, Clock::system());
    let secret = access.new_set_up_secret().await.map_err(problem)?;
    say(&format!("{}/setup#{secret}", public_url.trim_end_matches('/')))?;
    Ok(ExitCode::SUCCESS)
}

fn check_record(verifying: &Verifying) -> anyhow::Result<ExitCode> {
    let journal = verifying.data.data.join("journal.db");
    let (file, exercise) = match verifying.what.as_deref() {
        None => (journal, None),
        Some(what) => match what.parse() {
            Ok(id) => (journal, Some(ExerciseId(id))),
            Err(_) => (PathBuf::from(what), None),
        },
    };
    anyhow::ensure!(file.exists(), "{} does not exist", file.display());
    if exercise.is_none() && crate::archive::is_archive(&file) {
        return archive::verify(&file, verifying.head);
    }
    match verify::verify(&file, exercise, verifying.head) {
        Ok(list) => {
            sound(&list)?;
            Ok(ExitCode::SUCCESS)
        }
        Err(error) => {
            say(&format!("not sound: {}", crate::store::chain(&error)))?;
            Ok(ExitCode::FAILURE)
        }
    }
}

/// Says which records are sound, and their heads.
fn sound(list: &[Verified]) -> std::io::Result<()> {
    list.iter().try_for_each(|one| say(&format!("{}  {} commits  head {}", one.exercise, one.commits, one.head)))
}

/// A store that exists: reading commands make no data folder.
fn existing_store(data: &Path) -> anyhow::Result<Store> {
    anyhow::ensure!(data.join("store.db").exists(), "{} is no data folder", data.display());
    Store::open(data).context("the data folder cannot be opened")
}

fn said(answer: crate::scenario::Answer) -> anyhow::Result<ExitCode> {
    say(answer.text.trim_end())?;
    Ok(if answer.ok { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn say(text: &str) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{text}")?;
    out.flush()
}

fn problem(problem: Problem) -> anyhow::Error {
    anyhow::anyhow!("{}{}", problem.title, problem.detail.map(|detail| format!(": {detail}")).unwrap_or_default())
}

fn language(text: &str) -> Result<Language, String> {
    match text {
        "zh" => Ok(Language::Zh),
        "en" => Ok(Language::En),
        other => Err(format!("{other:?} is neither zh nor en")),
    }
}

fn in_runtime(work: impl Future<Output = anyhow::Result<ExitCode>>) -> anyhow::Result<ExitCode> {
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(work)
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::{CommandFactory as _, ValueEnum as _};

    #[test]
    fn the_commands_are_well_formed() {
        Cli::command().debug_assert();
        assert_eq!(LogFormat::value_variants().len(), 2);
    }
}
