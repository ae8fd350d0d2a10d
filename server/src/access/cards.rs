//! Seat cards and link tokens: what one opens, taking the seat, moving it to another device.

use super::{Access, Identity, SeatIdentity};
use crate::ids;
use crate::limits::{CARD_AFTER_ENDEX, SEAT_SESSION};
use crate::store::{Binding, CardKind, CardRow, Holder, SeatRow};
use protocol::ids::{ExerciseId, PersonId, SeatCode};
use protocol::problem::{Problem, ProblemCode};
use protocol::text::PersonName;
use protocol::time::Timestamp;
use protocol::vocab::{ExerciseStatus, Role};
use std::time::Duration;

/// Somebody got in.
#[derive(Debug)]
pub struct Granted {
    /// Secret of the session, for the cookie.
    pub session: String,
    /// How long the session lasts.
    pub lasts: Duration,
    /// Secret of the device, for its cookie, where the way in is bound to one.
    pub device: Option<String>,
    /// Who it is.
    pub identity: Identity,
}

/// Whether a card of this role still admits. Cards of those who play and watch end two hours after
/// ENDEX; those who run and evaluate the exercise need theirs until it is closed.
#[must_use]
pub fn card_admits(role: Role, status: ExerciseStatus, ended: Option<Timestamp>, now: Timestamp) -> bool {
    if matches!(status, ExerciseStatus::Closed) {
        return false;
    }
    let plays = match role {
        Role::Player | Role::Actor | Role::Simulator | Role::Observer | Role::Wall => true,
        Role::Director
        | Role::LeadController
        | Role::Controller
        | Role::Safety
        | Role::Evaluator
        | Role::LeadEvaluator
        | Role::Planner => false,
    };
    let after_ms = i64::try_from(CARD_AFTER_ENDEX.as_millis()).unwrap_or(i64::MAX);
    !plays || ended.is_none_or(|ended| now.0 - ended.0 <= after_ms)
}

impl Access {
    /// What a card or link token opens, before anything is taken.
    ///
    /// # Errors
    /// `wrong_credentials` if it opens nothing.
    pub async fn look_at_card(&self, secret: &str, kind: CardKind) -> Result<(CardRow, SeatRow), Problem> {
        let wrong = || Problem::new(ProblemCode::WrongCredentials);
        let card = self.0.store.card(ids::fingerprint(secret)).await?.filter(|card| card.kind == kind);
        let card = card.ok_or_else(wrong)?;
        let seat = self.0.store.seat(card.exercise, card.seat.clone()).await?.ok_or_else(wrong)?;
        Ok((card, seat))
    }

    /// Takes the seat of a card with this device. `device` is the secret of its cookie, if it has
    /// one; the answer holds the secret that it should keep.
    ///
    /// # Errors
    /// `wrong_credentials`; `card_bound` if another device has the card; `incomplete` without a
    /// name at a seat that needs one.
    pub async fn take_card(
        &self,
        secret: &str,
        name: Option<PersonName>,
        device: Option<String>,
    ) -> Result<Granted, Problem> {
        let (card, seat) = self.look_at_card(secret, CardKind::Card).await?;
        if name.is_none() && seat.role != Role::Wall {
            return Err(Problem::new(ProblemCode::Incomplete).place("name"));
        }
        let device = device.unwrap_or_else(ids::secret_256);
        let device_digest = ids::fingerprint(&device);
        if card.device.is_some_and(|bound| bound != device_digest) {
            return Err(Problem::new(ProblemCode::CardBound));
        }
        let person = self.person_of_card(&card, name).await?;
        let now = self.0.clock.now();
        match self.0.store.bind_card(ids::fingerprint(secret), device_digest, person, now).await? {
            Binding::Bound => {}
            Binding::Elsewhere => return Err(Problem::new(ProblemCode::CardBound)),
        }
        self.grant_seat(card.exercise, card.seat, person, Some(device)).await
    }

    /// Signs a browser in with a link token, as often as wanted.
    ///
    /// # Errors
    /// `wrong_credentials`.
    pub async fn take_link(&self, secret: &str) -> Result<Granted, Problem> {
        let (card, _) = self.look_at_card(secret, CardKind::Link).await?;
        self.grant_seat(card.exercise, card.seat, None, None).await
    }

    /// Frees a seat for another device: the card is unbound, every session of the seat ends.
    ///
    /// # Errors
    /// `unknown` if the seat has no card.
    pub async fn free_seat(&self, exercise: ExerciseId, seat: SeatCode) -> Result<(), Problem> {
        if !self.0.store.unbind_card(exercise, seat.clone()).await? {
            return Err(Problem::new(ProblemCode::Unknown).place("seat"));
        }
        for digest in self.0.store.end_sessions_of_seat(exercise, seat).await? {
            self.end_watched(super::SessionKey(digest));
        }
        Ok(())
    }

    /// The person behind a card: the one who took it before, if the name is still the same.
    async fn person_of_card(&self, card: &CardRow, name: Option<PersonName>) -> Result<Option<PersonId>, Problem> {
        let Some(name) = name else { return Ok(None) };
        if let Some(person) = card.person
            && self.0.store.person_name(person).await?.as_deref() == Some(name.as_str())
        {
            return Ok(Some(person));
        }
        let now = self.0.clock.now();
        Ok(Some(self.0.store.add_person(card.exercise, Some(name), now).await?))
    }

    async fn grant_seat(
        &self,
        exercise: ExerciseId,
        seat: SeatCode,
        person: Option<PersonId>,
        device: Option<String>,
    ) -> Result<Granted, Problem> {
        let holder = Holder::Seat { exercise, seat: seat.clone(), person };
        let (session, key) = self.begin_session(holder, SEAT_SESSION).await?;
        let seated = self.seated(key, exercise, seat, person).await?;
        let seated: SeatIdentity = seated.ok_or_else(|| Problem::new(ProblemCode::WrongCredentials))?;
        Ok(Granted { session, lasts: SEAT_SESSION, device, identity: Identity::Seat(Box::new(seated)) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn players_cards_end_two_hours_after_endex_and_evaluators_with_the_exercise() {
        let ended = Some(Timestamp(0));
        let (inside, outside) = (Timestamp(7_200_000), Timestamp(7_200_001));
        let admits = |role, status, now| card_admits(role, status, ended, now);
        assert!(admits(Role::Player, ExerciseStatus::Ended, inside));
        assert!(!admits(Role::Player, ExerciseStatus::Ended, outside));
        assert!(!admits(Role::Wall, ExerciseStatus::Evaluating, outside));
        assert!(admits(Role::Evaluator, ExerciseStatus::Evaluating, outside));
        assert!(!admits(Role::Evaluator, ExerciseStatus::Closed, inside));
        assert!(card_admits(Role::Player, ExerciseStatus::Running, None, outside));
    }
}
