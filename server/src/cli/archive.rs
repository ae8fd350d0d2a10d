//! `startex exercise export`, `import`, `people`, `erase`: an exercise as one file, and persons taken out of it.

use super::{existing_store, problem, say};
use crate::access::Access;
use crate::archive::{self, Traces};
use crate::clock::Clock;
use crate::journal::folder::Folder;
use crate::journal::reader;
use crate::journal::sqlite::FILE;
use crate::store::chain;
use anyhow::Context as _;
use clap::Args;
use protocol::ids::{ExerciseId, PersonId, SeatCode};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Who stands in the list of erasures for what is done at the machine.
const BY: &str = "startex exercise erase";

/// Options of `startex exercise export`.
#[derive(Debug, Args)]
pub(super) struct Exporting {
    /// Id of the exercise, the beginning of it, or its room code
    exercise: String,
    /// The archive
    file: PathBuf,
    /// With the keys of names: whoever has the file can read them
    #[arg(long)]
    names: bool,
    #[command(flatten)]
    data: super::Data,
}

/// Options of `startex exercise import`.
#[derive(Debug, Args)]
pub(super) struct Importing {
    /// The archive
    file: PathBuf,
    #[command(flatten)]
    data: super::Data,
}

/// Options of `startex exercise people`.
#[derive(Debug, Args)]
pub(super) struct Listing {
    /// Id of the exercise, the beginning of it, or its room code
    exercise: String,
    #[command(flatten)]
    data: super::Data,
}

/// Options of `startex exercise erase`.
#[derive(Debug, Args)]
pub(super) struct Erasing {
    /// Id of the exercise, the beginning of it, or its room code
    exercise: String,
    /// Id of the person: `startex exercise people` lists them
    #[arg(required_unless_present = "seat", conflicts_with = "seat")]
    person: Option<String>,
    /// Everybody who ever sat in this seat
    #[arg(long)]
    seat: Option<String>,
    /// Keeps the files that the person brought in
    #[arg(long)]
    keep_files: bool,
    #[command(flatten)]
    data: super::Data,
}

/// Writes an archive, also beside a running server; its head is the last line that is printed.
pub(super) fn export(exporting: &Exporting) -> anyhow::Result<ExitCode> {
    let data = &exporting.data.data;
    let store = existing_store(data)?;
    let id = archive::resolve(&store, &exporting.exercise)?;
    let archive::Exported { manifest } = archive::export(data, &store, id, &exporting.file, exporting.names)?;
    if !manifest.missing_files.is_empty() {
        say(&format!("{} files that the record names are not there any more", manifest.missing_files.len()))?;
    }
    if exporting.names {
        say("it holds the keys of names: keep it as personal data")?;
    }
    say(&format!("{id}  {} commits  head {}", manifest.commits, manifest.head))?;
    Ok(ExitCode::SUCCESS)
}

/// Takes an archive in. Refused while a server has the folder.
pub(super) fn import(importing: &Importing) -> anyhow::Result<ExitCode> {
    match archive::import(&importing.file, &importing.data.data, Clock::system().now()) {
        Ok(manifest) => {
            say(&format!("{}  {} commits  head {}", manifest.exercise, manifest.commits, manifest.head))?;
            Ok(ExitCode::SUCCESS)
        }
        Err(archive::ImportFailed::Bad(bad)) => {
            say(&format!("refused: {bad}"))?;
            Ok(ExitCode::FAILURE)
        }
        Err(error) => anyhow::bail!("{}", chain(&error)),
    }
}

/// Checks an archive as `startex verify` checks a record.
pub(super) fn verify(file: &Path, head: Option<crate::journal::Hash>) -> anyhow::Result<ExitCode> {
    match archive::verify(file, head) {
        Ok(one) => {
            super::sound(&[one])?;
            Ok(ExitCode::SUCCESS)
        }
        Err(bad) => {
            say(&format!("not sound: {bad}"))?;
            Ok(ExitCode::FAILURE)
        }
    }
}

/// Lists who sat where: ids and seats, no names.
pub(super) async fn people(listing: Listing) -> anyhow::Result<ExitCode> {
    let (access, id, traces) = open(&listing.data.data, &listing.exercise).await?;
    for person in access.people(id, &traces.seats()).await.map_err(problem)? {
        let seats: Vec<&str> = person.seats.iter().map(|taken| taken.seat.as_str()).collect();
        let name = match (&person.erased, person.named) {
            (Some(_), _) => "erased",
            (None, true) => "has a name",
            (None, false) => "no name here",
        };
        say(&format!("{}  {}  {name}", person.person, seats.join(" ")))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Erases a person, or everybody who sat in a seat. Refused while a server has the folder: it knows names by
/// heart, and an administrator erases there.
pub(super) async fn erase(erasing: Erasing) -> anyhow::Result<ExitCode> {
    let data = &erasing.data.data;
    existing(data)?;
    let _folder = Folder::open(data).map_err(|error| anyhow::anyhow!("{}", chain(&error)))?;
    let (access, id, traces) = open(data, &erasing.exercise).await?;
    let people = match (&erasing.person, &erasing.seat) {
        (Some(person), _) => {
            vec![PersonId(person.parse().with_context(|| format!("{person:?} is no id of a person"))?)]
        }
        (None, seat) => {
            let seat = SeatCode::parse(seat.as_deref().unwrap_or_default()).map_err(anyhow::Error::msg)?;
            traces.people_in(&seat)
        }
    };
    anyhow::ensure!(!people.is_empty(), "nobody known ever sat there");
    for person in people {
        anyhow::ensure!(traces.people.contains_key(&person), "there is no person {person} in exercise {id}");
        let erased = archive::erase(&access, id, &traces, person, erasing.keep_files, BY.into()).await;
        let erased = erased.map_err(problem)?;
        say(&format!(
            "{person}  {}  {} files deleted",
            if erased.named { "name erased" } else { "there was no name here" },
            erased.files
        ))?;
    }
    say("backups and archives with names that were made before still hold it: delete them")?;
    Ok(ExitCode::SUCCESS)
}

fn existing(data: &Path) -> anyhow::Result<()> {
    anyhow::ensure!(data.join("store.db").exists(), "{} is no data folder", data.display());
    Ok(())
}

/// Access to a data folder, and what the record of an exercise holds of persons.
async fn open(data: &Path, named: &str) -> anyhow::Result<(Access, ExerciseId, Traces)> {
    let store = existing_store(data)?;
    let (data, named) = (data.to_path_buf(), named.to_owned());
    let looked = tokio::task::spawn_blocking(move || -> anyhow::Result<_> {
        let id = archive::resolve(&store, &named)?;
        let mut traces = Traces::default();
        let head = reader::read(&data.join(FILE), id, |entry| {
            traces.take(&entry);
            Ok(())
        })?;
        head.with_context(|| format!("there is no record of exercise {id}"))?;
        Ok((Access::new(store, Clock::system()), id, traces))
    });
    looked.await?
}
