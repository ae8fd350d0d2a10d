//! The exercises that run in this process. One is loaded from its record when it is first asked for.

use super::fanout::Fanout;
use super::handle::{Handle, Inner};
use super::input::lanes;
use super::names::{Nameless, Names};
use super::presence::Presence;
use super::record;
use super::recovery::{self, LoadError};
use super::replay;
use super::replica::Replica;
use super::runner::{HEARTBEAT, Runner};
use super::stage::{BATCHES_WAITING, Doors, REQUESTS_WAITING, Stage, Summary, URGENT_WAITING};
use super::turn::Head;
use crate::clock::Clock;
use crate::ids;
use crate::journal::{AnyJournal, AppendError, Journal, Position};
use crate::limits::REPLAYS_MAX;
use crate::shutdown::Shutdown;
use dashmap::DashMap;
use exercise::area::improvement::to_improve;
use exercise::commit::Commit;
use exercise::event::ExerciseCreated;
use exercise::{Actor, Event};
use protocol::ids::{ExerciseId, ScenarioId, SeatCode};
use protocol::problem::{Problem, ProblemCode};
use protocol::recheck::EarlierFinding;
use protocol::scenario::Scenario;
use protocol::time::{ExerciseTime, Stamp, Timestamp};
use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{mpsc, watch};

/// The exercises of this process; clones share them.
pub struct Registry<J = AnyJournal>(Arc<Shared<J>>);

impl<J> Clone for Registry<J> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<J> std::fmt::Debug for Registry<J> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Registry").field("running", &self.0.running.len()).finish_non_exhaustive()
    }
}

struct Shared<J> {
    journal: Arc<J>,
    clock: Clock,
    names: Arc<dyn Names>,
    shutdown: Shutdown,
    heartbeat: Option<Duration>,
    running: DashMap<ExerciseId, Handle>,
    /// One load at a time: two Runners of one exercise would fence each other.
    loading: tokio::sync::Mutex<()>,
    /// Turns for making a replay.
    replays: tokio::sync::Semaphore,
}

impl<J: Journal> Registry<J> {
    /// Nothing runs yet.
    #[must_use]
    pub fn new(journal: Arc<J>, clock: Clock, names: Arc<dyn Names>, shutdown: Shutdown) -> Self {
        Self::with(journal, clock, names, shutdown, Some(HEARTBEAT))
    }

    /// For a rehearsal on a virtual clock: nobody has a name, and nothing beats, so that the clock may
    /// leap from one due moment to the next ([`Handle::settled`]).
    #[must_use]
    pub fn rehearsal(journal: Arc<J>, clock: Clock, shutdown: Shutdown) -> Self {
        Self::with(journal, clock, Arc::new(Nameless), shutdown, None)
    }

    fn with(
        journal: Arc<J>,
        clock: Clock,
        names: Arc<dyn Names>,
        shutdown: Shutdown,
        heartbeat: Option<Duration>,
    ) -> Self {
        let (running, loading) = (DashMap::new(), tokio::sync::Mutex::new(()));
        let replays = tokio::sync::Semaphore::new(REPLAYS_MAX);
        Self(Arc::new(Shared { journal, clock, names, shutdown, heartbeat, running, loading, replays }))
    }

    /// The journal beneath, for reading the record itself.
    #[must_use]
    pub fn journal(&self) -> &Arc<J> {
        &self.0.journal
    }

    /// What a seat was shown at every commit of the record, as JSON of [`protocol::replay::Replay`];
    /// with the numbers of the commits where the reader may have them.
    ///
    /// # Errors
    /// `not_found`; `too_large` beyond the bound of a replay; `storage_failed`; `internal`.
    pub async fn replay(&self, id: ExerciseId, seat: SeatCode, numbered: bool) -> Result<Vec<u8>, Problem> {
        let turn = self.0.replays.acquire().await;
        let made = replay::of_seat(&*self.0.journal, &*self.0.names, id, seat, numbered).await;
        drop(turn);
        made
    }

    /// Creates an exercise: it is in the record when this answers.
    ///
    /// # Errors
    /// `storage_failed`, `storage_full`; `too_large` for a scenario beyond the journal's bound.
    pub async fn create(&self, scenario: Scenario) -> Result<Handle, Problem> {
        let id = ExerciseId(ids::uuid());
        let created = ExerciseCreated { exercise: id, scenario: Box::new(scenario) };
        let commit = Commit {
            at: Stamp { wall: self.0.clock.now(), exercise: ExerciseTime(0) },
            by: Actor::System,
            command: None,
            happened_at: None,
            events: vec![Event::from(created)],
        };
        let draft = record::draft(&commit, None, Vec::new())
            .map_err(|why| Problem::new(ProblemCode::BadScenario).detail(why))?;
        self.0.journal.append(id, Position::START, vec![draft]).await.map_err(|error| problem(&error))?;
        self.get(id).await
    }

    /// What the exercises so far found that is to improve, for a new one of this scenario: task names mean the
    /// same only in the same scenario.
    ///
    /// # Errors
    /// As [`Registry::load_all`].
    pub async fn findings_for(&self, scenario: &ScenarioId) -> Result<Vec<EarlierFinding>, Problem> {
        let mut all = Vec::new();
        for handle in self.load_all().await? {
            let scenario = scenario.clone();
            let found = handle.view(move |state| {
                let mut found = to_improve(state);
                if state.scenario().id != scenario {
                    found.iter_mut().for_each(|one| one.task = None);
                }
                found
            });
            all.extend(found.await?);
        }
        Ok(all)
    }

    /// A running exercise; one that is not running is loaded from its record.
    ///
    /// # Errors
    /// `not_found`; `storage_failed`; `internal` for a damaged record.
    pub async fn get(&self, id: ExerciseId) -> Result<Handle, Problem> {
        if let Some(handle) = self.running(id) {
            return Ok(handle);
        }
        let _one_at_a_time = self.0.loading.lock().await;
        if let Some(handle) = self.running(id) {
            return Ok(handle);
        }
        let handle = self.start(id).await?;
        self.0.running.insert(id, handle.clone());
        Ok(handle)
    }

    fn running(&self, id: ExerciseId) -> Option<Handle> {
        self.0.running.get(&id).map(|handle| handle.clone()).filter(|handle| !handle.is_closed())
    }

    /// Loads every exercise of the journal: at start, so that none waits for its first visitor.
    /// One that cannot be loaded is logged and left out; the others run.
    ///
    /// # Errors
    /// When the journal cannot be read at all.
    pub async fn load_all(&self) -> Result<Vec<Handle>, Problem> {
        let all = self.0.journal.list().await.map_err(|error| Problem::from(LoadError::from(error)))?;
        let mut handles = Vec::with_capacity(all.len());
        for id in all {
            // It was logged where it failed.
            handles.extend(self.get(id).await.ok());
        }
        Ok(handles)
    }

    /// Every exercise of the journal that can be read, in the order of creation.
    ///
    /// # Errors
    /// As [`Registry::load_all`].
    pub async fn list(&self) -> Result<Vec<Summary>, Problem> {
        let mut all: Vec<Summary> = self.load_all().await?.iter().map(Handle::summary).collect();
        all.sort_by_key(|summary| summary.created);
        Ok(all)
    }

    /// Whether every running exercise accepts commands; the first reason why not.
    #[must_use]
    pub fn stopped(&self) -> Option<super::Stopped> {
        self.0.running.iter().find_map(|handle| handle.stopped())
    }

    async fn start(&self, id: ExerciseId) -> Result<Handle, LoadError> {
        let Shared { journal, clock, names, shutdown, heartbeat, .. } = &*self.0;
        let loaded = recovery::load(&**journal, &**names, id, Position::START).await?;
        let now = clock.now();
        let alive = loaded.alive;
        let replica = Replica::new(loaded.state.clone(), loaded.position.seq(), loaded.hash);
        let presence = Presence::new(replica.state(), now).silence_counts(heartbeat.is_some());
        let (summary, watch) = watch::channel(Summary::of(replica.state(), None));
        let (lanes, waiting) = lanes();
        let (stage, batches) = mpsc::channel(BATCHES_WAITING);
        let (urgent, urgent_waits) = mpsc::channel(URGENT_WAITING);
        let (requests, requests_wait) = mpsc::channel(REQUESTS_WAITING);
        let runner = Runner {
            journal: Arc::clone(journal),
            clock: clock.clone(),
            names: Arc::clone(names),
            head: Head::new(id, loaded),
            waiting,
            stage,
            shutdown: shutdown.clone(),
            stopped: None,
            heartbeat: *heartbeat,
            beaten: Timestamp(i64::MIN / 2),
            turned: now,
            more_due: false,
            gap: Some(alive),
            gap_at_stop: None,
        };
        let stage = Stage {
            replica,
            fanout: Fanout::new(),
            presence,
            clock: clock.clone(),
            lanes: lanes.clone(),
            summary,
            shutdown: shutdown.clone(),
            viewers: HashMap::new(),
            numbers: 0,
        };
        shutdown.spawn(stage.run(Doors { batches, urgent: urgent_waits, requests: requests_wait }));
        shutdown.spawn(runner.run());
        Ok(Handle::new(Inner { id, clock: clock.clone(), lanes, urgent, requests, summary: watch }))
    }
}

fn problem(error: &AppendError) -> Problem {
    tracing::error!(%error, "an exercise could not be created");
    Problem::new(match error {
        AppendError::Storage { full: true, .. } => ProblemCode::StorageFull,
        AppendError::Storage { full: false, .. } => ProblemCode::StorageFailed,
        AppendError::TooLarge { .. } => ProblemCode::TooLarge,
        AppendError::Fenced { .. } | AppendError::Unknown => ProblemCode::OutcomeUnknown,
    })
}
