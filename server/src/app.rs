//! Puts the server together: data folder, journal, store, access, routes, listener.

pub mod demo;
pub mod links;

use crate::access::{Access, Link};
use crate::archive::settle;
use crate::clock::Clock;
use crate::cluster::Gateway;
use crate::config::{Config, Tls};
use crate::http::{
    Archives, Base, Context, Imports, Listening, Parts, Rehearsals, TlsIdentity, index_missing, local_addresses,
    local_host_name, open_exercise, router, serve,
};
use crate::journal::{AnyJournal, SqliteJournal};
use crate::limits::SHUTDOWN_GRACE;
use crate::live::{Handle, Registry};
use crate::robots::rehearsal::rehearse_rows;
use crate::shutdown::{Shutdown, Signals};
use crate::store::Store;
use crate::telemetry;
use anyhow::Context as _;
use protocol::ids::ExerciseId;
use protocol::problem::Problem;
use protocol::scenario::Scenario;
use std::sync::Arc;
use std::time::Duration;

/// How often what has expired is forgotten.
const TIDY_EVERY: Duration = Duration::from_secs(60);

/// How an archive of tiles begins: its name and the version that browsers read.
const ARCHIVE_BEGINS: &[u8; 8] = b"PMTiles\x03";

/// Holds a file against the beginning of an archive: a wrong one is told at the start, not on a dark map.
fn archive(file: std::path::PathBuf) -> anyhow::Result<std::path::PathBuf> {
    use std::io::Read as _;
    let mut begins = [0; 8];
    let read = std::fs::File::open(&file).and_then(|mut open| open.read_exact(&mut begins));
    read.with_context(|| format!("the tiles {} cannot be read", file.display()))?;
    anyhow::ensure!(begins == *ARCHIVE_BEGINS, "{} is no PMTiles archive of version 3", file.display());
    Ok(file)
}

/// A running server.
pub struct App {
    context: Context,
    journal: Arc<AnyJournal>,
    shutdown: Shutdown,
    signals: Signals,
    address: std::net::SocketAddr,
}

impl App {
    /// Starts a server; when this returns it listens.
    ///
    /// # Errors
    /// If the data folder is in use or broken, the address cannot be had, or signals cannot be listened to.
    pub async fn start(config: &Config) -> anyhow::Result<Self> {
        let (clock, shutdown) = (Clock::system(), Shutdown::new());
        // Before anything is open: who is asked to stop at the first moment ends well all the same.
        let signals = Signals::listen().context("signals cannot be listened to")?;
        // Before the folder is locked: who starts again with the right file must not wait for it.
        let tiles = config.tiles.clone().map(archive).transpose()?;
        let data = config.data.clone();
        let opened = tokio::task::spawn_blocking(move || -> anyhow::Result<_> {
            let journal = SqliteJournal::open(&data)?;
            let store = Store::open(&data)?;
            // Before anything reads them: an import that a kill cut in two.
            settle(&data, &store)?;
            Ok((journal, store))
        });
        let (journal, store) = opened.await?.context("the data folder cannot be opened")?;
        let listening = Listening::bind(config.listen).await;
        let listening = listening.with_context(|| format!("cannot listen at {}", config.listen))?;
        let address = listening.address();
        let local = local_names();
        let tls = certificate(config, &local, &clock)?;
        let durability = Some(journal.durability().clone());
        let journal = Arc::new(AnyJournal::Sqlite(journal));
        let access = Access::new(store.clone(), clock.clone());
        let names = Arc::new(access.clone());
        let registry = Registry::new(Arc::clone(&journal), clock.clone(), names, shutdown.clone());
        let context = Context::new(Parts {
            gateway: Gateway::local(registry),
            durability,
            shutdown: shutdown.clone(),
            access,
            store,
            base: Base::new(address, tls.is_some(), config.public_url.as_ref(), &local),
            fingerprint: tls.as_ref().map(|identity| identity.fingerprint().to_owned()),
            authority: tls.as_ref().and_then(TlsIdentity::authority).map(str::to_owned),
            language: config.language,
            tiles,
            rehearse: rehearse_rows,
            rehearsals: Rehearsals::default(),
            imports: Imports::default(),
            archives: Archives::new(&config.data),
            metrics: telemetry::start_metrics(),
            clock,
        });
        // Before anybody connects: every exercise runs on, or waits paused, by its own rule.
        index_missing(&context)
            .await
            .map_err(|problem| anyhow::anyhow!("the record cannot be read: {}", problem.title))?;
        let router = router(&context);
        let stop = shutdown.clone();
        shutdown.spawn(async move { serve(listening, tls.as_ref(), router, stop).await });
        shutdown.spawn(tidy(context.clone(), shutdown.clone()));
        Ok(Self { context, journal, shutdown, signals, address })
    }

    /// What the handlers use.
    #[must_use]
    pub const fn context(&self) -> &Context {
        &self.context
    }

    /// Where it listens.
    #[must_use]
    pub const fn address(&self) -> std::net::SocketAddr {
        self.address
    }

    /// How to stop it.
    #[must_use]
    pub const fn shutdown(&self) -> &Shutdown {
        &self.shutdown
    }

    /// Makes an exercise.
    ///
    /// # Errors
    /// What record and store say.
    pub async fn create_exercise(&self, scenario: Scenario) -> Result<Handle, Problem> {
        open_exercise(&self.context, scenario).await
    }

    /// A link for every seat of an exercise, in order: its token and the address that a browser opens.
    ///
    /// # Errors
    /// `not_found` for an exercise that is not there.
    pub async fn links(&self, exercise: ExerciseId) -> Result<Vec<(Link, String)>, Problem> {
        let base = self.context.base.url();
        let links = self.context.access.links(exercise).await?;
        Ok(links
            .into_iter()
            .map(|link| {
                let url = format!("{base}/join#token={}", link.token);
                (link, url)
            })
            .collect())
    }

    /// The one-time link of the administrator, if there is no administrator yet.
    ///
    /// # Errors
    /// What the store says.
    pub async fn set_up_link(&self) -> Result<Option<String>, Problem> {
        if self.context.access.is_set_up().await? {
            return Ok(None);
        }
        let secret = self.context.access.new_set_up_secret().await?;
        Ok(Some(format!("{}/setup#{secret}", self.context.base.url())))
    }

    /// Serves until SIGTERM, SIGINT or [`Shutdown::request`], then lets what is open end.
    ///
    /// # Errors
    /// None at present: what does not end in time is let go, and a record needs no farewell.
    pub async fn run(self) -> anyhow::Result<()> {
        self.signals.request(&self.shutdown).await;
        if !self.shutdown.drain(SHUTDOWN_GRACE + Duration::from_secs(1)).await {
            tracing::warn!("some connections did not end in time");
        }
        match &*self.journal {
            AnyJournal::Sqlite(journal) => journal.close().await,
            AnyJournal::Memory(_) => {}
        }
        Ok(())
    }
}

/// The certificate that the configuration asks for.
fn certificate(config: &Config, local: &[String], clock: &Clock) -> anyhow::Result<Option<TlsIdentity>> {
    match &config.tls {
        Tls::Off => Ok(None),
        Tls::Files { certificate, key } => Ok(Some(TlsIdentity::from_files(certificate, key)?)),
        Tls::SelfSigned => {
            let mut names: Vec<String> = vec!["localhost".into(), "127.0.0.1".into()];
            let listen = config.listen.ip();
            if listen.is_unspecified() {
                names.extend(local.iter().cloned());
            } else {
                names.push(listen.to_string());
            }
            names.extend(config.public_url.as_ref().map(|url| url.host().to_owned()));
            names.sort();
            names.dedup();
            Ok(Some(TlsIdentity::self_signed(&config.data.join("tls"), &names, clock)?))
        }
    }
}

/// The machine's own addresses and names, the address that others most likely use first.
fn local_names() -> Vec<String> {
    let mut names: Vec<String> = local_addresses().iter().map(ToString::to_string).collect();
    if let Some(name) = local_host_name() {
        if !name.contains('.') {
            names.push(format!("{name}.local"));
        }
        names.push(name);
    }
    names
}

/// Forgets what has expired, now and then.
async fn tidy(context: Context, shutdown: Shutdown) {
    loop {
        // Cancel-safe: nothing is held between two rounds.
        tokio::select! {
            () = tokio::time::sleep(TIDY_EVERY) => {}
            () = shutdown.requested() => return,
        }
        context.archives.tidy(context.clock.now());
        if let Err(problem) = context.access.tidy().await {
            tracing::warn!(code = problem.code.word(), "expired sessions could not be forgotten");
        }
    }
}
