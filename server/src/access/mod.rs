//! Who is who: passwords, seat cards, link tokens, room codes, sessions.
//!
//! Everything here answers with a [`Problem`] that says no more than the caller may know: a wrong
//! name and a wrong password, a used and an unknown card look alike. Secrets come in, digests are
//! looked up. Whoever holds a connection open watches [`SeatIdentity::ended`], so that a revocation
//! reaches it at once.

mod administrator;
mod cards;
mod exercises;
mod identity;
mod kiosks;
mod passwords;
mod people;
mod rooms;
mod seal;
mod sessions;
mod source;
mod window;

pub use cards::{Granted, card_admits};
pub use exercises::Link;
pub use identity::{
    Identity, SeatIdentity, SessionKey, may_admit, may_edit, may_print, sees_receipts, sees_record, sees_reports,
};
pub use people::Sat;
pub use seal::{SealedName, open_with};
pub use source::Source;

use crate::clock::Clock;
use crate::limits::{ROOM_TRIES_PER_HOUR, ROOM_TRIES_PER_MINUTE, SIGN_INS_PER_MINUTE};
use crate::store::Store;
use dashmap::DashMap;
use governor::clock::{Clock as _, DefaultClock};
use governor::state::keyed::DefaultKeyedStateStore;
use governor::{Quota, RateLimiter};
use protocol::problem::{Problem, ProblemCode};
use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;
use tokio_util::sync::CancellationToken;

/// A handle on access; clones share it.
#[derive(Clone)]
pub struct Access(Arc<Inner>);

struct Inner {
    store: Store,
    clock: Clock,
    passwords: passwords::Passwords,
    failures: passwords::Failures,
    room_tries: tokio::sync::Mutex<rooms::Tries>,
    sign_ins: RateLimiter<Source, DefaultKeyedStateStore<Source>, DefaultClock>,
    /// One token per session that a connection watches.
    watched: DashMap<SessionKey, CancellationToken>,
}

impl std::fmt::Debug for Access {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Access").field("store", &self.0.store).finish_non_exhaustive()
    }
}

/// The bound as governor wants it; every bound given is a constant above zero.
fn per_minute(times: u32) -> Quota {
    Quota::per_minute(NonZeroU32::new(times).unwrap_or(NonZeroU32::MIN))
}

impl Access {
    /// Access over a store.
    #[must_use]
    pub fn new(store: Store, clock: Clock) -> Self {
        Self(Arc::new(Inner {
            store,
            clock,
            passwords: passwords::Passwords::new(),
            failures: passwords::Failures::default(),
            room_tries: tokio::sync::Mutex::new(rooms::Tries::new(ROOM_TRIES_PER_MINUTE, ROOM_TRIES_PER_HOUR)),
            sign_ins: RateLimiter::keyed(per_minute(SIGN_INS_PER_MINUTE)),
            watched: DashMap::new(),
        }))
    }

    /// Counts a sign-in from an address.
    ///
    /// # Errors
    /// `rate_limited` when there were too many, with the time to wait.
    pub fn count_sign_in(&self, source: Source) -> Result<(), Problem> {
        self.0.sign_ins.check_key(&source).map_err(|not_until| {
            let wait = not_until.wait_time_from(DefaultClock::default().now());
            too_often(ProblemCode::RateLimited, wait)
        })
    }

    /// Forgets what has expired: sessions (whose connections end) and idle counters. To be called
    /// now and then.
    ///
    /// # Errors
    /// What the store says.
    pub async fn tidy(&self) -> Result<(), Problem> {
        self.0.sign_ins.retain_recent();
        for digest in self.0.store.forget_expired_sessions(self.0.clock.now()).await? {
            self.end_watched(SessionKey(digest));
        }
        Ok(())
    }

    /// Tells whoever watches a session that it has ended.
    fn end_watched(&self, key: SessionKey) {
        if let Some((_, token)) = self.0.watched.remove(&key) {
            token.cancel();
        }
    }

    /// The token that ends with a session.
    fn watch(&self, key: SessionKey) -> CancellationToken {
        self.0.watched.entry(key).or_default().clone()
    }
}

/// A refusal for a while.
fn too_often(code: ProblemCode, wait: Duration) -> Problem {
    let millis = u32::try_from(wait.as_millis()).unwrap_or(u32::MAX);
    Problem::new(code).retry_after_ms(millis.max(1))
}
