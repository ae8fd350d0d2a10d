//! L-04: hundreds of injects due in the same second, to many clients, with a controller who goes on
//! working meanwhile.

use crate::crowd::Crowd;
use crate::history::Detail;
use crate::journal::{self, facts};
use crate::load::{Heard, Load};
use crate::person::{Manners, Person};
use crate::room::Room;
use crate::scenario::{self, Size};
use anyhow::{Context as _, ensure};
use serde_json::json;
use std::collections::BTreeSet;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// The exercise second at which everything is due: time enough for the controller to be at work.
const SECOND: u32 = 4;
/// A burst that takes longer has failed, whatever the line.
const PATIENCE: Duration = Duration::from_secs(60);

/// What became of it.
#[derive(Debug)]
pub struct Burst {
    /// Rows released, each once.
    pub released: usize,
    /// From the second at which all were due until control was shown the last release.
    pub shown: Duration,
    /// What the controller waited for an answer while releases went on: the longest.
    pub slowest_hold: Duration,
    /// How often the controller asked meanwhile.
    pub holds: usize,
}

/// A light client: confirms the injects of a frame in one go, as the web client does, and reads no
/// more of it. Two hundred whole ones would measure themselves.
fn confirm(text: &str, seat: &str, known: &mut BTreeSet<String>) -> Heard {
    let marks = text.match_indices(r#""delivery":""#).filter_map(|(at, mark)| {
        let id = text.get(at + mark.len()..at + mark.len() + 36)?;
        known.insert(id.to_owned()).then_some(id)
    });
    let new: Vec<&str> = marks.collect();
    if new.is_empty() {
        return Heard::default();
    }
    let command = json!({ "type": "confirm_delivery", "deliveries": new });
    let submit = json!({ "type": "submit", "id": uuid::Uuid::new_v4(), "seat": seat, "command": command });
    Heard { say: vec![submit.to_string()], answered: 0 }
}

/// Plays it: rows of `size` to every seat of `size`. One seat of each department is a whole client.
///
/// # Errors
/// If a client misses an inject, a row is released twice, or the controller's answer stays out.
pub async fn play(size: Size) -> anyhow::Result<Burst> {
    let room = Room::open("burst", &scenario::due_together(size, SECOND), Detail::Keys).await?;
    let seats = |index: usize| (0..size.departments).map(move |of| scenario::seat(of, index));
    let whole: Vec<String> = seats(0).collect();
    let crowd = Crowd::gather(&room, &whole, Manners { confirms: true, acknowledges: false }).await?;
    let light: anyhow::Result<Vec<_>> = (1..size.seats).flat_map(seats).map(|code| room.ticket(&code)).collect();
    let load = Load::connect(light?, confirm).await?;
    let mut director = room.enter("DIR").await?;
    room.start_exercise(&mut director).await?;
    drop(director);
    // After the start: who holds a line open reads from it.
    let mut controller = room.enter("CTL-1").await?;
    let waits = work_on(&mut controller, size.rows).await?;
    let shown = SystemTime::now().duration_since(UNIX_EPOCH)?.as_millis();
    crowd.until_quiet(Duration::from_secs(2), PATIENCE).await?;
    drop(load);
    for person in crowd.disperse().await? {
        let held = person.store.of_kind("inject").len();
        ensure!(held == size.rows, "{} holds {held} injects of {}", person.who, size.rows);
    }
    let record = journal::read(&room.data().join("journal.db"), &room.exercise.id)?;
    let released: Vec<_> = facts(&record, "row_released").collect();
    let rows: BTreeSet<_> = released.iter().filter_map(|(_, fact)| fact["row"].as_str()).collect();
    ensure!(rows.len() == released.len(), "{} releases of {} rows", released.len(), rows.len());
    // Wall time of the second at which all were due, from the stamps of the first release.
    let first = released.first().map(|(commit, _)| commit.wall - (commit.exercise - i64::from(SECOND) * 1_000));
    let due = first.context("nothing was released")?;
    room.server.stop().await?;
    Ok(Burst {
        released: released.len(),
        shown: Duration::from_millis(u64::try_from(shown)?.saturating_sub(u64::try_from(due)?)),
        slowest_hold: waits.iter().copied().max().unwrap_or_default(),
        holds: waits.len(),
    })
}

/// Holds the last row and lets it go again until every other one is released: what each answer took
/// once the first was.
async fn work_on(controller: &mut Person, rows: usize) -> anyhow::Result<Vec<Duration>> {
    let (begun, mut waits) = (Instant::now(), Vec::new());
    let row = scenario::row(rows);
    let released = |me: &Person| {
        let list = me.store.of_kind("row");
        list.iter().filter(|row| row["status"] == "released").count()
    };
    for wish in ["hold_inject", "let_go_inject"].into_iter().cycle() {
        let before = released(controller);
        if before >= rows {
            break;
        }
        ensure!(begun.elapsed() < PATIENCE, "{before} of {rows} released");
        let asked = Instant::now();
        controller.record(json!({"type": wish, "row": row})).await?;
        if released(controller) > 0 {
            waits.push(asked.elapsed());
        }
        // A person, not a machine: and well within what a controller may ask for.
        controller.read_for(Duration::from_millis(60)).await;
    }
    Ok(waits)
}
