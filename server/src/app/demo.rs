//! `startex demo`: a server, an exercise from a scenario, and robots in every seat that is not left
//! to people.

use crate::access::Link;
use crate::app::App;
use crate::config::Config;
use crate::journal::verify;
use crate::robots::client::{Place, Progress, play};
use crate::robots::{Crew, Part, Script};
use crate::scenario::{Diagnostic, bundled, load};
use anyhow::Context as _;
use protocol::ids::{DepartmentCode, ExerciseId, SeatCode};
use protocol::problem::Problem;
use protocol::scenario::Scenario;
use protocol::text::Language;
use protocol::vocab::{ExerciseStatus, Role};
use std::io::Write as _;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

/// The seed of a demonstration that is not told another one: it shows every kind of trouble.
pub const SEED: u64 = 12;
/// After evaluation began, the lead evaluator's ratings may take so long.
const RATINGS_GRACE: Duration = Duration::from_secs(60);
/// How often it is looked whether robots still wait for answers.
const LOOK_EVERY: Duration = Duration::from_millis(200);

/// What is to be shown.
#[derive(Clone, Debug)]
pub struct Demo {
    /// Name of a bundled scenario, or a file.
    pub scenario: String,
    /// Exercise seconds per wall second.
    pub speed: f64,
    /// Root of all chance.
    pub seed: u64,
    /// Where the links are written.
    pub links: Option<PathBuf>,
    /// Ends the program when the drill is over and its record is sound.
    pub exit_at_end: bool,
    /// Departments and seats that are left to people.
    pub humans: Vec<String>,
    /// How well the others play.
    pub crew: Crew,
    /// Language of the robots and of what is printed.
    pub language: Language,
}

/// A seat of the drill with its way in.
struct Seat {
    code: SeatCode,
    role: Role,
    department: Option<DepartmentCode>,
    url: String,
    token: String,
}

/// The scenario that was asked for, and what somebody should look at in it.
///
/// # Errors
/// If there is none of that name, or it is wrong: then with every finding.
pub fn scenario(name: &str) -> anyhow::Result<(Scenario, Vec<String>)> {
    let text = match bundled::find(name) {
        Some(bundled) => bundled.yaml.as_bytes().to_vec(),
        None => std::fs::read(name).with_context(|| format!("{name:?} is neither a bundled scenario nor a file"))?,
    };
    let loaded = load(&text);
    let said = |finding: &Diagnostic| {
        let Diagnostic { severity, place, message_en, message_zh, .. } = finding;
        format!("{name}:{}:{} {}: {message_en} · {message_zh}", place.line, place.column, severity.word())
    };
    let findings: Vec<String> = loaded.diagnostics.iter().map(said).collect();
    let scenario = loaded.scenario.with_context(|| findings.join("\n"))?;
    Ok((scenario, findings))
}

impl Demo {
    /// Serves and plays, until the end with `exit_at_end`, otherwise until it is told to stop.
    ///
    /// # Errors
    /// If the server cannot start, the drill does not come to its end, or its record is not sound.
    pub async fn run(self, config: &Config) -> anyhow::Result<()> {
        let (scenario, _) = scenario(&self.scenario)?;
        let (title, script) = (scenario.title.clone(), Script::of(&scenario));
        let people = self.people(&scenario)?;
        let app = App::start(config).await?;
        let handle = app.create_exercise(scenario).await.map_err(problem)?;
        let (links, seats) = seats(&app, handle.id()).await?;
        if let Some(file) = &self.links {
            super::links::write(file, app.context().base.url(), handle.id(), &links)?;
        }
        say(&format!("Startex {} · 演练 EXERCISE · {}", env!("CARGO_PKG_VERSION"), title.get(self.language)))?;
        print_links(&seats, &people)?;
        let stop = CancellationToken::new();
        let robots: Vec<_> = seats
            .iter()
            .filter(|seat| !people.contains(&seat.code))
            .map(|seat| self.sit_down(&app, handle.id(), seat, &script, &stop))
            .collect();
        let shutdown = app.shutdown().clone();
        let serving = tokio::spawn(app.run());
        let ended = tokio::select! {
            ended = self.watch(&robots) => ended,
            () = shutdown.requested() => Ok(false),
        };
        let played = match ended {
            Ok(true) if !self.exit_at_end => {
                say(
                    "演练已结束，服务继续运行（Ctrl-C 退出） · the exercise is over, the server stays up (Ctrl-C ends it)",
                )?;
                shutdown.requested().await;
                Ok(true)
            }
            other => other,
        };
        stop.cancel();
        shutdown.request();
        serving.await.context("the server")??;
        let played = played?;
        if self.exit_at_end {
            anyhow::ensure!(played, "the drill was stopped before its end");
            self.verify(config, handle.id())?;
        }
        Ok(())
    }

    /// Seats that are left to people.
    fn people(&self, scenario: &Scenario) -> anyhow::Result<Vec<SeatCode>> {
        let mut people = Vec::new();
        for name in self.humans.iter().filter(|name| !name.is_empty()) {
            let department = scenario.departments.iter().find(|department| department.code.as_str() == name);
            let players = scenario.departments.iter().flat_map(|department| &department.seats).map(|seat| &seat.code);
            let staff = scenario.staff.iter().map(|seat| &seat.code);
            let seat = players.chain(staff).find(|code| code.as_str() == name);
            match (department, seat) {
                (Some(department), _) => people.extend(department.seats.iter().map(|seat| seat.code.clone())),
                (None, Some(seat)) => people.push(seat.clone()),
                (None, None) => anyhow::bail!("--humans: {name} is neither a department nor a seat of this scenario"),
            }
        }
        Ok(people)
    }

    fn sit_down(
        &self,
        app: &App,
        exercise: ExerciseId,
        seat: &Seat,
        script: &Script,
        stop: &CancellationToken,
    ) -> (SeatCode, watch::Receiver<Progress>) {
        let part = Part { seed: self.seed, language: self.language, speed: self.speed, crew: self.crew };
        let address = app.address();
        // A server that listens everywhere is reached here.
        let server = if address.ip().is_unspecified() {
            SocketAddr::new(std::net::Ipv4Addr::LOCALHOST.into(), address.port())
        } else {
            address
        };
        let (sender, receiver) = watch::channel(Progress::default());
        let place = Place { server, exercise, token: seat.token.clone(), part, script: script.clone() };
        app.shutdown().spawn(play(place, stop.clone(), sender));
        (seat.code.clone(), receiver)
    }

    /// Watches the drill over a robot's shoulder until it is over. False if nobody plays.
    async fn watch(&self, robots: &[(SeatCode, watch::Receiver<Progress>)]) -> anyhow::Result<bool> {
        let Some((_, progress)) = robots.first() else { return Ok(false) };
        let mut progress = progress.clone();
        let mut shown = None;
        loop {
            let seen = progress.borrow_and_update().clone();
            let line = (seen.status, seen.exercise_ms / 300_000);
            if shown != Some(line) {
                shown = Some(line);
                let sum = |of: &dyn Fn(&Progress) -> u64| robots.iter().map(|(_, one)| of(&one.borrow())).sum::<u64>();
                let (recorded, refused) = (sum(&|one| one.recorded), sum(&|one| one.refused));
                let status = seen.status.map_or("…", ExerciseStatus::word);
                let minutes = seen.exercise_ms as f64 / 60_000.0;
                say(&format!("T{minutes:+7.1} min  {status:<10}  {recorded} recorded, {refused} refused"))?;
            }
            match seen.status {
                Some(ExerciseStatus::Evaluating) => break,
                Some(ExerciseStatus::Aborted) => anyhow::bail!("the drill was aborted"),
                Some(_) | None => progress.changed().await.context("the robots have gone")?,
            }
        }
        // The lead evaluator rates; nothing that was submitted may be lost.
        let quiet = async {
            let rating = Duration::from_secs_f64(150.0 / self.speed.max(1.0));
            tokio::time::sleep(rating).await;
            while robots.iter().any(|(_, one)| one.borrow().waiting > 0) {
                tokio::time::sleep(LOOK_EVERY).await;
            }
        };
        tokio::time::timeout(RATINGS_GRACE, quiet).await.context("robots still wait for answers")?;
        Ok(true)
    }

    fn verify(&self, config: &Config, exercise: ExerciseId) -> anyhow::Result<()> {
        let sound =
            verify::verify(&config.data.join("journal.db"), Some(exercise), None).context("the record is not sound")?;
        for one in sound {
            say(&format!("{}  {} commits  head {}", one.exercise, one.commits, one.head))?;
        }
        Ok(())
    }
}

async fn seats(app: &App, exercise: ExerciseId) -> anyhow::Result<(Vec<Link>, Vec<Seat>)> {
    let links = app.links(exercise).await.map_err(problem)?;
    let seat = |(link, url): &(Link, String)| Seat {
        code: link.seat.code.clone(),
        role: link.seat.role,
        department: link.seat.department.clone(),
        url: url.clone(),
        token: link.token.clone(),
    };
    let seats = links.iter().map(seat).collect();
    Ok((links.into_iter().map(|(link, _)| link).collect(), seats))
}

/// Prints what people open: control, one seat of each department, evaluation, walls.
fn print_links(seats: &[Seat], people: &[SeatCode]) -> std::io::Result<()> {
    let mut shown: Vec<(Role, Option<&DepartmentCode>)> = Vec::new();
    for seat in seats {
        let kind = (seat.role, seat.department.as_ref());
        let left = people.contains(&seat.code);
        let worth = match seat.role {
            Role::Director | Role::LeadController | Role::LeadEvaluator | Role::Wall => true,
            Role::Player | Role::Evaluator | Role::Simulator | Role::Safety => !shown.contains(&kind),
            Role::Controller | Role::Actor | Role::Observer | Role::Planner => false,
        };
        if worth || left {
            shown.push(kind);
            say(&format!("{:<4} {:<8} {}", seat.role.word(), seat.code.as_str(), seat.url))?;
        }
    }
    Ok(())
}

fn say(text: &str) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{text}")?;
    out.flush()
}

fn problem(problem: Problem) -> anyhow::Error {
    anyhow::anyhow!("{}{}", problem.title, problem.detail.map(|detail| format!(": {detail}")).unwrap_or_default())
}
