//! The program as a process: started as an operator starts it, killed as a power cut kills it.

use crate::http::Request;
use anyhow::{Context as _, bail, ensure};
use serde_json::Value;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::process::{Child, Command};

/// Longest start. The line is two seconds; a debug build on a busy machine gets more.
const START: Duration = Duration::from_secs(60);

/// The program under test: `STARTEX_BIN`, or the one that was built beside this test.
///
/// # Errors
/// If there is none.
pub fn binary() -> anyhow::Result<PathBuf> {
    if let Some(path) = std::env::var_os("STARTEX_BIN") {
        return Ok(path.into());
    }
    let me = std::env::current_exe()?;
    let found = me.ancestors().skip(1).take(3).map(|folder| folder.join("startex")).find(|path| path.is_file());
    found.with_context(|| format!("no startex beside {}: run `cargo build -p startex` first", me.display()))
}

/// A seat with its link token, as the links file names it.
#[derive(Clone, Debug)]
pub struct Seat {
    /// Code.
    pub code: String,
    /// Role.
    pub role: String,
    /// Department of a player.
    pub department: Option<String>,
    /// Link token.
    pub token: String,
}

/// An exercise in a data folder, with all its seats.
#[derive(Clone, Debug)]
pub struct Exercise {
    /// Its id.
    pub id: String,
    /// Its seats.
    pub seats: Vec<Seat>,
}

impl Exercise {
    /// Reads a links file.
    ///
    /// # Errors
    /// If it is not as documented.
    pub fn from_links(path: &Path) -> anyhow::Result<Self> {
        let links: Value = serde_json::from_slice(&std::fs::read(path)?)?;
        let text = |value: &Value| value.as_str().map(str::to_owned);
        let seat = |seat: &Value| {
            Some(Seat {
                code: text(&seat["position"])?,
                role: text(&seat["role"])?,
                department: text(&seat["department"]),
                token: text(&seat["token"])?,
            })
        };
        let seats: Option<Vec<Seat>> = links["seats"].as_array().context("no seats")?.iter().map(seat).collect();
        Ok(Self { id: text(&links["exercise"]).context("no exercise")?, seats: seats.context("a broken seat")? })
    }
}

/// Creates an exercise in a data folder: `startex exercise create`.
///
/// # Errors
/// What the program says.
pub async fn create_exercise(data: &Path, scenario: &Value) -> anyhow::Result<Exercise> {
    std::fs::create_dir_all(data)?;
    let (file, links) = (data.with_extension("scenario.json"), data.with_extension("links.json"));
    std::fs::write(&file, serde_json::to_vec(scenario)?)?;
    let mut command = Command::new(binary()?);
    command.args(["exercise", "create"]).arg(&file).arg("--data").arg(data).arg("--links").arg(&links);
    let output = command.output().await?;
    ensure!(
        output.status.success(),
        "exercise create: {}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    Exercise::from_links(&links)
}

/// A running server.
#[derive(Debug)]
pub struct Server {
    child: Child,
    /// Where it listens.
    pub address: SocketAddr,
    /// How long it took from the start of the process until `/readyz` said so.
    pub ready_after: Duration,
}

impl Server {
    /// Starts a server over a data folder, at a free port or where it was before.
    ///
    /// # Errors
    /// If it does not become ready; its log is beside the folder.
    pub async fn start(data: &Path, at: Option<SocketAddr>) -> anyhow::Result<Self> {
        Self::start_with(Command::new(binary()?), data, at).await
    }

    /// Starts it through another program or with an environment of its own. `command` is whatever
    /// ends in the program; its arguments are added.
    ///
    /// # Errors
    /// As [`Server::start`].
    pub async fn start_with(mut command: Command, data: &Path, at: Option<SocketAddr>) -> anyhow::Result<Self> {
        let start = Instant::now();
        let listen = at.map_or_else(|| "127.0.0.1:0".to_owned(), |address| address.to_string());
        let log_path = data.with_extension("server.log");
        let log = std::fs::File::options().create(true).append(true).open(&log_path)?;
        command.args(["serve", "--listen", &listen, "--data"]).arg(data);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(log.try_clone()?).kill_on_drop(true);
        let mut child = command.spawn()?;
        let mut lines = BufReader::new(child.stdout.take().context("no output")?).lines();
        let said = tokio::time::timeout(START, async {
            while let Some(line) = lines.next_line().await? {
                if let Some(address) = line.split("http://").nth(1).filter(|_| line.starts_with("open")) {
                    return Ok(address.trim().parse::<SocketAddr>()?);
                }
            }
            bail!("it ended; see {}", log_path.display())
        });
        let address = said.await.context("the server said nothing")??;
        // What it goes on to say must not fill the pipe.
        tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
        let mut server = Self { child, address, ready_after: Duration::ZERO };
        server.wait_ready().await?;
        server.ready_after = start.elapsed();
        Ok(server)
    }

    async fn wait_ready(&self) -> anyhow::Result<()> {
        let start = Instant::now();
        while start.elapsed() < START {
            if Request::new("GET", "/readyz").send(self.address).await.is_ok_and(|answer| answer.status == 200) {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        bail!("the server listens and does not become ready")
    }

    /// Its process.
    #[must_use]
    pub fn process(&self) -> u32 {
        self.child.id().unwrap_or_default()
    }

    /// Resident memory in bytes.
    #[must_use]
    pub fn memory(&self) -> u64 {
        memory_of(self.process())
    }

    /// Kills it as `kill -9` does, and waits until it is gone.
    ///
    /// # Errors
    /// If it had ended by itself: that is a finding of its own.
    pub async fn kill(&mut self) -> anyhow::Result<()> {
        if let Some(status) = self.child.try_wait()? {
            bail!("the server had ended by itself: {status}");
        }
        Ok(self.child.kill().await?)
    }

    /// Asks it to stop, as an operator does, and waits for its exit.
    ///
    /// # Errors
    /// If it does not end within half a minute or does not end well.
    pub async fn stop(mut self) -> anyhow::Result<()> {
        let asked = Command::new("kill").args(["-TERM", &self.process().to_string()]).status().await?;
        ensure!(asked.success(), "the server was gone already");
        let ended = tokio::time::timeout(Duration::from_secs(30), self.child.wait()).await;
        let status = ended.context("the server does not stop")??;
        ensure!(status.success(), "the server ended with {status}");
        Ok(())
    }
}

/// Resident memory of a process in bytes, zero where that cannot be known.
#[must_use]
pub fn memory_of(process: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kib: Option<u64> = line.and_then(|line| line.split_whitespace().next()).and_then(|kib| kib.parse().ok());
    kib.unwrap_or_default() * 1024
}
