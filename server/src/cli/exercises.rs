//! `startex exercise`: exercises of a data folder, without a server.

use super::{existing_store, problem, say};
use crate::access::Access;
use crate::app::links;
use crate::archive;
use crate::clock::Clock;
use crate::journal::{AnyJournal, SqliteJournal};
use crate::limits::SHUTDOWN_GRACE;
use crate::live::Registry;
use crate::shutdown::Shutdown;
use crate::store::{Store, chain};
use clap::Args;
use exercise::area::recheck;
use protocol::recheck::CarriedAction;
use protocol::text::Language;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

/// Options of `startex exercise create`.
#[derive(Debug, Args)]
pub(super) struct Creating {
    /// Name of a bundled scenario, or a YAML or JSON file
    scenario: String,
    /// Looks again at the open corrective actions of an earlier exercise: its id, the beginning of it, or its
    /// room code; may be given more than once
    #[arg(long)]
    carry: Vec<String>,
    #[command(flatten)]
    data: super::Data,
    /// Writes every seat with its link token into this file, as JSON
    #[arg(long)]
    links: Option<PathBuf>,
    /// Address under which browsers will reach the server, for the links
    #[arg(long, env = "STARTEX_PUBLIC_URL", default_value = "http://127.0.0.1:8080")]
    public_url: String,
}

/// Lists them.
pub(super) async fn list(data: PathBuf) -> anyhow::Result<ExitCode> {
    let store = existing_store(&data)?;
    for row in store.exercises().await? {
        say(&format!("{}  {}  {}", row.id, row.scenario, row.title.get(Language::Zh)))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Creates one; its id is the last line that is printed. Refused while a server has the folder.
pub(super) async fn create(creating: Creating) -> anyhow::Result<ExitCode> {
    let (scenario, warnings) = crate::app::demo::scenario(&creating.scenario)?;
    warnings.iter().try_for_each(|warning| say(warning))?;
    let (clock, shutdown) = (Clock::system(), Shutdown::new());
    let journal = SqliteJournal::open(&creating.data.data);
    let journal = Arc::new(AnyJournal::Sqlite(journal.map_err(|error| anyhow::anyhow!("{}", chain(&error)))?));
    let store = Store::open(&creating.data.data)?;
    let access = Access::new(store.clone(), clock.clone());
    let registry = Registry::new(Arc::clone(&journal), clock, Arc::new(access.clone()), shutdown.clone());
    let carried = carried(&registry, store, creating.carry.clone()).await?;
    let earlier = registry.findings_for(&scenario.id).await.map_err(problem)?;
    let handle = registry.create(scenario.clone()).await.map_err(problem)?;
    if !earlier.is_empty() {
        handle.note_earlier(earlier).await.map_err(problem)?;
    }
    if !carried.is_empty() {
        say(&format!("{} corrective actions of earlier exercises are looked at again", carried.len()))?;
        handle.carry(carried).await.map_err(problem)?;
    }
    let opened = access.open_exercise(handle.id(), &scenario, handle.summary().created.wall).await;
    opened.map_err(problem)?;
    if let Some(file) = &creating.links {
        let seats = access.links(handle.id()).await.map_err(problem)?;
        links::write(file, creating.public_url.trim_end_matches('/'), handle.id(), &seats)?;
    }
    shutdown.request();
    anyhow::ensure!(shutdown.drain(SHUTDOWN_GRACE).await, "the exercise did not come to rest");
    if let AnyJournal::Sqlite(journal) = &*journal {
        journal.close().await;
    }
    say(&handle.id().to_string())?;
    Ok(ExitCode::SUCCESS)
}

/// The open corrective actions of the named exercises, as the new one is told of them.
async fn carried(registry: &Registry, store: Store, named: Vec<String>) -> anyhow::Result<Vec<CarriedAction>> {
    let resolve = move || named.iter().map(|one| archive::resolve(&store, one)).collect::<anyhow::Result<Vec<_>>>();
    let mut carried = Vec::new();
    for id in tokio::task::spawn_blocking(resolve).await?? {
        let earlier = registry.get(id).await.map_err(problem)?;
        carried.extend(earlier.view(recheck::all_carried).await.map_err(problem)?);
    }
    Ok(carried)
}
