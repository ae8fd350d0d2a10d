//! How the server stops: one token that tells everybody, one tracker that waits for them.

use std::future::Future;
use std::time::Duration;
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

/// A handle on the shutdown; clones belong together.
#[derive(Clone, Debug, Default)]
pub struct Shutdown {
    token: CancellationToken,
    tracker: TaskTracker,
}

impl Shutdown {
    /// Nothing asked to stop yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Asks everybody to stop. Idempotent.
    pub fn request(&self) {
        self.token.cancel();
    }

    /// Whether somebody has asked.
    #[must_use]
    pub fn is_requested(&self) -> bool {
        self.token.is_cancelled()
    }

    /// Returns when somebody has asked. Cancel-safe.
    pub async fn requested(&self) {
        self.token.cancelled().await;
    }

    /// The token itself, for tasks that need a child of it.
    #[must_use]
    pub fn token(&self) -> CancellationToken {
        self.token.clone()
    }

    /// Starts a task that [`Shutdown::drain`] waits for; it must end soon after the request.
    pub fn spawn<F>(&self, task: F) -> JoinHandle<F::Output>
    where
        F: Future + Send + 'static,
        F::Output: Send + 'static,
    {
        self.tracker.spawn(task)
    }

    /// Waits for every task, at most `grace`; returns whether all had ended.
    pub async fn drain(&self, grace: Duration) -> bool {
        self.tracker.close();
        tokio::time::timeout(grace, self.tracker.wait()).await.is_ok()
    }
}

/// SIGTERM and SIGINT, caught from [`Signals::listen`] on.
#[derive(Debug)]
pub struct Signals {
    term: Signal,
    int: Signal,
}

impl Signals {
    /// Catches both: none that comes from now on ends the process by itself.
    ///
    /// # Errors
    /// If the signals cannot be listened to.
    pub fn listen() -> std::io::Result<Self> {
        Ok(Self { term: signal(SignalKind::terminate())?, int: signal(SignalKind::interrupt())? })
    }

    /// Waits for one of them and requests the shutdown; returns at once where that was requested otherwise.
    pub async fn request(mut self, shutdown: &Shutdown) {
        // All three are cancel-safe: nothing is lost when another one ends first.
        tokio::select! {
            _ = self.term.recv() => tracing::info!("asked to stop by SIGTERM"),
            _ = self.int.recv() => tracing::info!("asked to stop by SIGINT"),
            () = shutdown.requested() => {}
        }
        shutdown.request();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn drain_waits_for_tasks_and_tells_of_those_that_hang() {
        let shutdown = Shutdown::new();
        let heard = shutdown.clone();
        shutdown.spawn(async move { heard.requested().await });
        shutdown.request();
        assert!(shutdown.drain(Duration::from_secs(5)).await);

        let hanging = Shutdown::new();
        hanging.spawn(std::future::pending::<()>());
        assert!(!hanging.drain(Duration::from_millis(20)).await);
    }
}
