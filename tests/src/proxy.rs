//! A line between people and server that can fall silent: sockets stay open on both sides, and
//! nothing is carried any more. That is what a dead mobile link looks like; a closed socket is not.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

/// Bytes carried at a time.
const PIECE: usize = 16 * 1024;

/// A line.
#[derive(Debug)]
pub struct Proxy {
    /// Where people connect to.
    pub address: SocketAddr,
    silent: watch::Sender<bool>,
    carried: Arc<AtomicU64>,
    task: tokio::task::JoinHandle<()>,
}

impl Proxy {
    /// A line to `server`.
    ///
    /// # Errors
    /// If no port can be had.
    pub async fn to(server: SocketAddr) -> anyhow::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let (silent, listens) = watch::channel(false);
        let carried = Arc::new(AtomicU64::new(0));
        let count = Arc::clone(&carried);
        let task = tokio::spawn(async move {
            while let Ok((near, _)) = listener.accept().await {
                tokio::spawn(carry(near, server, listens.clone(), Arc::clone(&count)));
            }
        });
        Ok(Self { address, silent, carried, task })
    }

    /// Falls silent, both ways, also for who connects now.
    pub fn fall_silent(&self) {
        self.silent.send_replace(true);
    }

    /// Carries again: what was kept back first, in order.
    pub fn carry_again(&self) {
        self.silent.send_replace(false);
    }

    /// Bytes carried so far.
    #[must_use]
    pub fn carried(&self) -> u64 {
        self.carried.load(Ordering::Relaxed)
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn carry(near: TcpStream, server: SocketAddr, mut silent: watch::Receiver<bool>, count: Arc<AtomicU64>) {
    // Whoever connects while the line is silent is accepted by the kernel and hears nothing.
    if silent.wait_for(|silent| !silent).await.is_err() {
        return;
    }
    let Ok(far) = TcpStream::connect(server).await else { return };
    // Small frames are carried as they come.
    let _ = (near.set_nodelay(true), far.set_nodelay(true));
    let ((near_in, near_out), (far_in, far_out)) = (near.into_split(), far.into_split());
    let there = tokio::spawn(one_way(near_in, far_out, silent.clone(), Arc::clone(&count)));
    one_way(far_in, near_out, silent, count).await;
    // One direction that ends by itself ends the other when its peer notices.
    let _ = there.await;
}

async fn one_way(
    mut from: OwnedReadHalf,
    mut to: OwnedWriteHalf,
    mut silent: watch::Receiver<bool>,
    count: Arc<AtomicU64>,
) {
    let mut piece = vec![0; PIECE];
    loop {
        let read = from.read(&mut piece).await.unwrap_or(0);
        if silent.wait_for(|silent| !silent).await.is_err() {
            return;
        }
        if read == 0 {
            // The end is carried like everything else, and not before what came first.
            let _ = to.shutdown().await;
            return;
        }
        count.fetch_add(read as u64, Ordering::Relaxed);
        if to.write_all(&piece[..read]).await.is_err() {
            return;
        }
    }
}
