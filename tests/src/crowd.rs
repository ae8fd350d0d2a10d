//! Thousands of people at once, each a task of its own, who come back by themselves as the web
//! client does: full jitter, a quarter of a second at first, eight seconds at most.

use crate::person::{Manners, Person};
use crate::room::Room;
use anyhow::{Context as _, ensure};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// First and longest wait before somebody tries again.
const AGAIN: (Duration, Duration) = (Duration::from_millis(250), Duration::from_secs(8));
/// How many knock at the same time while a crowd gathers: a hall fills in minutes, not at once.
const DOORS: usize = 100;

/// A small deterministic source of chance: a test prints its seed and can be run again.
#[derive(Clone, Debug)]
pub struct Chance(u64);

impl Chance {
    /// From a seed.
    #[must_use]
    pub const fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// From `SEED`, or from the clock.
    #[must_use]
    pub fn seed() -> u64 {
        let given = std::env::var("SEED").ok().and_then(|seed| seed.parse().ok());
        given.unwrap_or_else(|| {
            let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
            now.as_secs()
        })
    }

    /// A number below `below`.
    pub const fn below(&mut self, below: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        if below == 0 { 0 } else { (self.0 >> 11) % below }
    }
}

/// What a crowd is doing, counted while it does it.
#[derive(Debug, Default)]
pub struct Counts {
    connected: AtomicUsize,
    answered: AtomicUsize,
    frames: AtomicUsize,
    refused: AtomicUsize,
}

/// A crowd.
#[derive(Debug)]
pub struct Crowd {
    people: Vec<JoinHandle<Person>>,
    stop: watch::Sender<bool>,
    counts: Arc<Counts>,
}

impl Crowd {
    /// Gathers people in these seats; returns when all of them have been shown the exercise.
    ///
    /// # Errors
    /// If one of them does not get in.
    pub async fn gather(room: &Room, seats: &[String], manners: Manners) -> anyhow::Result<Self> {
        let (stop, stopped) = watch::channel(false);
        let counts = Arc::new(Counts::default());
        let mut people = Vec::with_capacity(seats.len());
        for (batch, codes) in seats.chunks(DOORS).enumerate() {
            let mut entering = Vec::with_capacity(codes.len());
            for code in codes {
                let mut person = room.person(code)?;
                person.manners = manners;
                entering.push(tokio::spawn(async move { person.enter().await.map(|()| person) }));
            }
            for (index, person) in entering.into_iter().enumerate() {
                let person = person.await??;
                counts.connected.fetch_add(1, Ordering::Relaxed);
                let chance = Chance::new((batch * DOORS + index) as u64 + 7);
                people.push(tokio::spawn(live(person, stopped.clone(), Arc::clone(&counts), chance)));
            }
        }
        Ok(Self { people, stop, counts })
    }

    /// People with a connection.
    #[must_use]
    pub fn connected(&self) -> usize {
        self.counts.connected.load(Ordering::Relaxed)
    }

    /// Commands with an answer.
    #[must_use]
    pub fn answered(&self) -> usize {
        self.counts.answered.load(Ordering::Relaxed)
    }

    /// Times that somebody was not let in and tried again.
    #[must_use]
    pub fn refused(&self) -> usize {
        self.counts.refused.load(Ordering::Relaxed)
    }

    /// Waits until so many commands have an answer; how long that took.
    ///
    /// # Errors
    /// If it does not happen in time; says how far it came.
    pub async fn until_answered(&self, count: usize, patience: Duration) -> anyhow::Result<Duration> {
        let start = Instant::now();
        while self.answered() < count {
            let (answered, connected) = (self.answered(), self.connected());
            ensure!(start.elapsed() < patience, "{answered} of {count} answered, {connected} connected");
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        Ok(start.elapsed())
    }

    /// Waits until nobody has got anything but presence for a while.
    ///
    /// # Errors
    /// If it never becomes quiet.
    pub async fn until_quiet(&self, quiet: Duration, patience: Duration) -> anyhow::Result<()> {
        let start = Instant::now();
        let (mut seen, mut since) = (usize::MAX, Instant::now());
        while since.elapsed() < quiet {
            let now = self.counts.frames.load(Ordering::Relaxed);
            if now != seen {
                (seen, since) = (now, Instant::now());
            }
            ensure!(start.elapsed() < patience, "it does not become quiet");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        Ok(())
    }

    /// Ends it and hands the people back, connected as they are.
    ///
    /// # Errors
    /// If one of them fell over.
    pub async fn disperse(self) -> anyhow::Result<Vec<Person>> {
        self.stop.send_replace(true);
        let mut people = Vec::with_capacity(self.people.len());
        for person in self.people {
            people.push(person.await.context("somebody fell over")?);
        }
        Ok(people)
    }
}

/// One of the crowd: reads, answers by his manners, comes back when the line is cut.
async fn live(mut person: Person, mut stop: watch::Receiver<bool>, counts: Arc<Counts>, mut chance: Chance) -> Person {
    let (mut answered, mut failures, mut seen) = (person.answers.len(), 0_u32, 0_usize);
    counts.answered.fetch_add(answered, Ordering::Relaxed);
    loop {
        if person.is_connected() {
            // Cancelled only at the end, when nothing more is sent.
            tokio::select! {
                biased;
                _ = stop.wait_for(|stop| *stop) => return person,
                _ = person.step(Duration::from_secs(60)) => {}
            }
            let news: usize = person.store.counted.values().sum();
            counts.frames.fetch_add(usize::from(news != seen), Ordering::Relaxed);
            seen = news;
            counts.answered.fetch_add(person.answers.len() - answered, Ordering::Relaxed);
            answered = person.answers.len();
            if !person.is_connected() {
                counts.connected.fetch_sub(1, Ordering::Relaxed);
            }
            continue;
        }
        let most = AGAIN.0.saturating_mul(1 << failures.min(5)).min(AGAIN.1);
        let wait = Duration::from_millis(chance.below(u64::try_from(most.as_millis()).unwrap_or(1)));
        tokio::select! {
            _ = stop.wait_for(|stop| *stop) => return person,
            () = tokio::time::sleep(wait) => {}
        }
        match person.connect().await {
            Ok(()) => {
                failures = 0;
                counts.connected.fetch_add(1, Ordering::Relaxed);
            }
            Err(_) => {
                failures += 1;
                counts.refused.fetch_add(1, Ordering::Relaxed);
            }
        }
    }
}
