//! The room code: it opens the waiting room and nothing else; a controller lets people in.

use super::window::Window;
use super::{Access, Granted, Identity, Source, too_often};
use crate::ids;
use crate::limits::{SEAT_SESSION, WAITING_MAX, WAITING_SESSION};
use crate::store::{Admitted, Holder, WaitingRow};
use protocol::frame::Waiting;
use protocol::ids::{DepartmentCode, ExerciseId, SeatCode, WaitingId};
use protocol::problem::{Problem, ProblemCode};
use protocol::text::PersonName;
use protocol::time::Timestamp;
use std::collections::HashMap;
use std::time::Duration;

const MINUTE: Duration = Duration::from_secs(60);
const HOUR: Duration = Duration::from_secs(3_600);

/// Wrong codes of late. The hourly total bounds the number of addresses that are remembered.
pub(super) struct Tries {
    per_minute: u32,
    by_source: HashMap<Source, Window>,
    total: Window,
}

impl Tries {
    pub(super) fn new(per_minute: u32, per_hour: u32) -> Self {
        Self { per_minute, by_source: HashMap::new(), total: Window::new(per_hour, HOUR) }
    }

    fn check(&mut self, source: Source, now: Timestamp) -> Result<(), Problem> {
        let own = self.by_source.get_mut(&source).and_then(|window| window.wait(now));
        match own.max(self.total.wait(now)) {
            Some(wait) => Err(too_often(ProblemCode::RateLimited, wait)),
            None => Ok(()),
        }
    }

    fn count_miss(&mut self, source: Source, now: Timestamp) {
        self.by_source.retain(|_, window| !window.is_idle(now));
        let per_minute = self.per_minute;
        self.by_source.entry(source).or_insert_with(|| Window::new(per_minute, MINUTE)).count(now);
        self.total.count(now);
    }
}

impl Access {
    /// The exercise of a room code as typed. Wrong codes are counted; tries are taken one after
    /// the other, so that a crowd of them cannot run past the count.
    ///
    /// # Errors
    /// `wrong_credentials`; `rate_limited` after too many wrong codes.
    pub async fn look_at_room(&self, typed: &str, source: Source) -> Result<ExerciseId, Problem> {
        let mut tries = self.0.room_tries.lock().await;
        let now = self.0.clock.now();
        tries.check(source, now)?;
        let found = match ids::tidy_room_code(typed) {
            Some(code) => self.0.store.exercise_of_room(code).await?,
            None => None,
        };
        found.ok_or_else(|| {
            tries.count_miss(source, now);
            Problem::new(ProblemCode::WrongCredentials)
        })
    }

    /// Enters the waiting room.
    ///
    /// # Errors
    /// As [`Access::look_at_room`]; `waiting_room_full`.
    pub async fn enter_room(
        &self,
        typed: &str,
        name: PersonName,
        department: Option<DepartmentCode>,
        seat: Option<SeatCode>,
        source: Source,
    ) -> Result<Granted, Problem> {
        let exercise = self.look_at_room(typed, source).await?;
        let since = self.0.clock.now();
        let person = self.0.store.add_person(exercise, Some(name), since).await?;
        let waiting = WaitingId(ids::uuid());
        let row = WaitingRow { id: waiting, exercise, person, department, seat, since };
        if !self.0.store.put_waiting(row, WAITING_MAX).await? {
            self.0.store.erase_person(person).await?;
            return Err(Problem::new(ProblemCode::WaitingRoomFull).retry_after_ms(10_000));
        }
        let (session, key) = self.begin_session(Holder::Waiting { exercise, waiting }, WAITING_SESSION).await?;
        let identity = Identity::Waiting { key, exercise, waiting, since };
        Ok(Granted { session, lasts: WAITING_SESSION, device: None, identity })
    }

    /// Who waits, for control.
    ///
    /// # Errors
    /// What the store says.
    pub async fn waiting(&self, exercise: ExerciseId) -> Result<Vec<Waiting>, Problem> {
        let mut waiting = Vec::new();
        for row in self.0.store.waiting(exercise).await? {
            let name = self.0.store.person_name(row.person).await?.unwrap_or_default();
            let WaitingRow { id, department, seat, since, .. } = row;
            waiting.push(Waiting { id, name, department, seat, since });
        }
        Ok(waiting)
    }

    /// Lets somebody in: the session that waits becomes one of the seat.
    ///
    /// # Errors
    /// `unknown` if nobody waits under this id or there is no such seat; `seat_taken`.
    pub async fn admit(&self, exercise: ExerciseId, waiting: WaitingId, seat: SeatCode) -> Result<WaitingRow, Problem> {
        let row = self.waiting_in(exercise, waiting).await?;
        let unknown = |place: &str| Problem::new(ProblemCode::Unknown).place(place);
        if self.0.store.seat(exercise, seat.clone()).await?.is_none() {
            return Err(unknown("seat"));
        }
        let (now, expires) = (self.0.clock.now(), self.after(SEAT_SESSION));
        match self.0.store.admit(waiting, exercise, seat, now, expires).await? {
            Admitted::In => Ok(row),
            Admitted::Taken => Err(Problem::new(ProblemCode::SeatTaken)),
            Admitted::Gone => Err(unknown("waiting")),
        }
    }

    /// Turns somebody away; nothing is kept of the person.
    ///
    /// # Errors
    /// `unknown` if nobody waits under this id.
    pub async fn refuse(&self, exercise: ExerciseId, waiting: WaitingId) -> Result<(), Problem> {
        self.waiting_in(exercise, waiting).await?;
        self.0.store.turn_away(waiting).await?;
        Ok(())
    }

    /// Somebody who waits for this exercise and no other.
    async fn waiting_in(&self, exercise: ExerciseId, waiting: WaitingId) -> Result<WaitingRow, Problem> {
        let row = self.0.store.waiting_one(waiting).await?.filter(|row| row.exercise == exercise);
        row.ok_or_else(|| Problem::new(ProblemCode::Unknown).place("waiting"))
    }
}
