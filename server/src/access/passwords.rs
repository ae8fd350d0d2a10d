//! Passwords: Argon2id, a bounded number at a time, and a delay after failures.
//!
//! The delay is per account *and* address, so that somebody who tries names from elsewhere cannot
//! lock the true user out. An unknown name costs the same hash as a known one.

use super::{Source, too_often};
use crate::ids;
use crate::limits::{
    PASSWORD_BYTES_MAX, PASSWORD_CHARS_MIN, PASSWORD_FAILURES_FREE, PASSWORD_HASHES_MAX, PASSWORD_HASHES_WAITING_MAX,
    PASSWORD_PAIRS_MAX, PASSWORD_WAIT_FIRST, PASSWORD_WAIT_MAX,
};
use argon2::Argon2;
use argon2::password_hash::{PasswordHash, PasswordHasher as _, PasswordVerifier as _, SaltString};
use protocol::problem::{Problem, ProblemCode};
use protocol::time::Timestamp;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Hashes passwords off the async threads.
pub(super) struct Passwords {
    running: Arc<Semaphore>,
    admitted: Arc<Semaphore>,
}

impl Passwords {
    pub(super) fn new() -> Self {
        Self {
            running: Arc::new(Semaphore::new(PASSWORD_HASHES_MAX)),
            admitted: Arc::new(Semaphore::new(PASSWORD_HASHES_MAX + PASSWORD_HASHES_WAITING_MAX)),
        }
    }

    /// Hashes a new password into its PHC form.
    ///
    /// # Errors
    /// `weak_password` if it is too short, `busy` if too many wait.
    pub(super) async fn hash(&self, password: String) -> Result<String, Problem> {
        if password.chars().count() < PASSWORD_CHARS_MIN {
            let detail = format!("at least {PASSWORD_CHARS_MIN} characters");
            return Err(Problem::new(ProblemCode::WeakPassword).detail(detail));
        }
        check_length(&password)?;
        self.run(move || phc_of(&password)).await
    }

    /// Whether a password is that of a PHC form. Without one the same work is done against another
    /// hash and the answer is no.
    ///
    /// # Errors
    /// `busy` if too many wait.
    pub(super) async fn matches(&self, password: String, phc: Option<String>) -> Result<bool, Problem> {
        check_length(&password)?;
        self.run(move || {
            let known = phc.is_some();
            let phc = phc.as_deref().unwrap_or_else(|| nobody());
            let matches = PasswordHash::new(phc)
                .is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok());
            matches && known
        })
        .await
    }

    async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, Problem> {
        let busy = || Problem::new(ProblemCode::Busy).retry_after_ms(1_000);
        let admitted = Arc::clone(&self.admitted).try_acquire_owned().map_err(|_| busy())?;
        let running = Arc::clone(&self.running).acquire_owned().await.map_err(|_| busy())?;
        let permits: [OwnedSemaphorePermit; 2] = [admitted, running];
        // The permits go with the work: a caller who gives up does not free a core that is in use.
        let work = move || {
            let done = work();
            drop(permits);
            done
        };
        tokio::task::spawn_blocking(work).await.map_err(|_| busy())
    }
}

fn check_length(password: &str) -> Result<(), Problem> {
    if password.len() > PASSWORD_BYTES_MAX {
        return Err(Problem::new(ProblemCode::OutOfRange).place("password"));
    }
    Ok(())
}

fn phc_of(password: &str) -> String {
    #[expect(clippy::expect_used, reason = "sixteen bytes are a salt by the PHC rules")]
    let salt = SaltString::encode_b64(&ids::random::<16>()).expect("sixteen bytes are a salt");
    #[expect(clippy::expect_used, reason = "the default parameters are valid")]
    let hash = Argon2::default().hash_password(password.as_bytes(), &salt).expect("default parameters hash any text");
    hash.to_string()
}

/// The hash that unknown names are compared with.
fn nobody() -> &'static str {
    static NOBODY: OnceLock<String> = OnceLock::new();
    NOBODY.get_or_init(|| phc_of(&ids::secret_256()))
}

/// Failures by account and address.
#[derive(Default)]
pub(super) struct Failures(Mutex<HashMap<Pair, Failed>>);

/// The account stands there as its digest: a name may be long, or a password typed in its place.
type Pair = ([u8; 32], Source);

#[derive(Clone, Copy)]
struct Failed {
    count: u32,
    last: Timestamp,
}

impl Failed {
    fn free_at(self) -> Timestamp {
        let over = self.count.saturating_sub(PASSWORD_FAILURES_FREE);
        if over == 0 {
            return self.last;
        }
        let wait = PASSWORD_WAIT_FIRST.saturating_mul(1 << (over - 1).min(16)).min(PASSWORD_WAIT_MAX);
        Timestamp(self.last.0 + i64::try_from(wait.as_millis()).unwrap_or(i64::MAX / 2))
    }
}

impl Failures {
    /// Refuses an account and address that must wait.
    ///
    /// # Errors
    /// `locked_out` with the time to wait.
    pub(super) fn check(&self, account: &str, source: Source, now: Timestamp) -> Result<(), Problem> {
        let failures = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(failed) = failures.get(&(ids::fingerprint(account), source)) else { return Ok(()) };
        match u64::try_from(failed.free_at().0 - now.0) {
            Ok(wait) if wait > 0 => Err(too_often(ProblemCode::LockedOut, Duration::from_millis(wait))),
            Ok(_) | Err(_) => Ok(()),
        }
    }

    /// Counts a failure.
    pub(super) fn count(&self, account: &str, source: Source, now: Timestamp) {
        let mut failures = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if failures.len() >= PASSWORD_PAIRS_MAX {
            let oldest = failures.iter().min_by_key(|(_, failed)| failed.last).map(|(pair, _)| *pair);
            if let Some(oldest) = oldest {
                failures.remove(&oldest);
            }
        }
        let failed = failures.entry((ids::fingerprint(account), source)).or_insert(Failed { count: 0, last: now });
        failed.count = failed.count.saturating_add(1);
        failed.last = now;
    }

    /// Forgets the failures of whoever got in.
    pub(super) fn forget(&self, account: &str, source: Source) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&(ids::fingerprint(account), source));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::IpAddr;

    fn from(last: u8) -> Source {
        IpAddr::from([10, 0, 0, last]).into()
    }

    #[test]
    fn failures_delay_only_their_own_address_longer_each_time() {
        let failures = Failures::default();
        for _ in 0..PASSWORD_FAILURES_FREE {
            assert!(failures.check("anna", from(1), Timestamp(0)).is_ok());
            failures.count("anna", from(1), Timestamp(0));
        }
        assert!(failures.check("anna", from(1), Timestamp(0)).is_ok());
        failures.count("anna", from(1), Timestamp(0));
        let refused = failures.check("anna", from(1), Timestamp(0)).unwrap_err();
        assert_eq!((refused.code, refused.retry_after_ms), (ProblemCode::LockedOut, Some(2_000)));
        assert!(failures.check("anna", from(2), Timestamp(0)).is_ok());
        assert!(failures.check("bert", from(1), Timestamp(0)).is_ok());
        assert!(failures.check("anna", from(1), Timestamp(2_000)).is_ok());
        failures.count("anna", from(1), Timestamp(2_000));
        assert_eq!(failures.check("anna", from(1), Timestamp(2_000)).unwrap_err().retry_after_ms, Some(4_000));
        failures.forget("anna", from(1));
        assert!(failures.check("anna", from(1), Timestamp(2_000)).is_ok());
    }

    #[test]
    fn the_memory_of_failures_is_bounded() {
        let failures = Failures::default();
        for at in 0..PASSWORD_PAIRS_MAX + 50 {
            failures.count(&at.to_string(), from(1), Timestamp(i64::try_from(at).unwrap()));
        }
        assert_eq!(failures.0.lock().unwrap().len(), PASSWORD_PAIRS_MAX);
    }

    #[tokio::test]
    async fn a_hash_fits_its_password_alone_and_an_unknown_name_does_the_same_work() {
        let passwords = Passwords::new();
        let phc = passwords.hash("long enough 长".into()).await.unwrap();
        assert!(phc.starts_with("$argon2id$"));
        assert!(passwords.matches("long enough 长".into(), Some(phc.clone())).await.unwrap());
        assert!(!passwords.matches("long enough".into(), Some(phc.clone())).await.unwrap());
        assert!(!passwords.matches("long enough".into(), None).await.unwrap());
        assert_eq!(passwords.hash("short".into()).await.unwrap_err().code, ProblemCode::WeakPassword);
        // The same parameters, so the same work: what stands before the salt says all of it.
        let parameters = |phc: &str| phc.split('$').take(4).map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(parameters(&phc), parameters(nobody()));
    }
}
