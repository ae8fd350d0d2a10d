//! Sessions and link tokens: from a secret to an identity, and the end of both.

use super::{Access, Identity, SeatIdentity, SessionKey};
use crate::ids;
use crate::store::{CardKind, Holder, SessionRow};
use protocol::ids::{ExerciseId, PersonId, SeatCode};
use protocol::problem::Problem;
use protocol::time::Timestamp;
use std::time::Duration;

impl Access {
    /// Whose session a cookie is. None if it is nobody's, or has ended.
    ///
    /// # Errors
    /// What the store says.
    pub async fn by_session(&self, secret: &str) -> Result<Option<Identity>, Problem> {
        let digest = ids::fingerprint(secret);
        let Some(row) = self.0.store.session(digest, self.0.clock.now()).await? else {
            return self.by_kiosk(digest).await.map(|kiosk| kiosk.filter(|kiosk| matches!(kiosk, Identity::Seat(_))));
        };
        let key = SessionKey(digest);
        match row.holder {
            Holder::Account { name } => Ok(Some(Identity::Administrator { name, key })),
            Holder::Seat { exercise, seat, person } => {
                Ok(self.seated(key, exercise, seat, person).await?.map(|seat| Identity::Seat(Box::new(seat))))
            }
            Holder::Waiting { exercise, waiting } => {
                let row = self.0.store.waiting_one(waiting).await?;
                Ok(row.map(|row| Identity::Waiting { key, exercise, waiting, since: row.since }))
            }
        }
    }

    /// Whose link token a bearer is. `robot` is what its client says of itself.
    ///
    /// # Errors
    /// What the store says.
    pub async fn by_link_token(&self, secret: &str, robot: bool) -> Result<Option<Identity>, Problem> {
        let digest = ids::fingerprint(secret);
        let Some(card) = self.0.store.card(digest).await? else { return self.by_kiosk(digest).await };
        if card.kind != CardKind::Link {
            return Ok(None);
        }
        let seated = self.seated(SessionKey(digest), card.exercise, card.seat, None).await?;
        Ok(seated.map(|seat| Identity::Seat(Box::new(SeatIdentity { robot, ..seat }))))
    }

    /// Whether a session, link token or kiosk link still opens what it opened.
    ///
    /// # Errors
    /// What the store says.
    pub async fn is_valid(&self, key: SessionKey) -> Result<bool, Problem> {
        if self.0.store.session(key.0, self.0.clock.now()).await?.is_some() {
            return Ok(true);
        }
        if self.0.store.card(key.0).await?.is_some_and(|card| card.kind == CardKind::Link) {
            return Ok(true);
        }
        Ok(self.0.store.kiosk(key.0, self.0.clock.now()).await?.is_some())
    }

    /// Ends a session; its connections end with it. A link token cannot be signed out, nor a kiosk link,
    /// which is taken back.
    ///
    /// # Errors
    /// What the store says.
    pub async fn sign_out(&self, key: SessionKey) -> Result<(), Problem> {
        self.0.store.end_session(key.0).await?;
        self.end_watched(key);
        Ok(())
    }

    /// Begins a session and returns its secret.
    pub(super) async fn begin_session(&self, holder: Holder, lasts: Duration) -> Result<(String, SessionKey), Problem> {
        let secret = ids::secret_256();
        let digest = ids::fingerprint(&secret);
        let created = self.0.clock.now();
        let row = SessionRow { holder, created, expires: self.after(lasts) };
        self.0.store.put_session(digest, row).await?;
        Ok((secret, SessionKey(digest)))
    }

    /// The identity of somebody in a seat; none if the exercise has no such seat.
    pub(super) async fn seated(
        &self,
        key: SessionKey,
        exercise: ExerciseId,
        seat: SeatCode,
        person: Option<PersonId>,
    ) -> Result<Option<SeatIdentity>, Problem> {
        let Some(row) = self.0.store.seat(exercise, seat).await? else { return Ok(None) };
        let name = match person {
            Some(person) => self.0.store.person_name(person).await?,
            None => None,
        };
        Ok(Some(SeatIdentity {
            key,
            exercise,
            seat: row.code,
            seat_name: row.name,
            role: row.role,
            department: row.department,
            watches: row.watches,
            wall: row.wall,
            person,
            name,
            robot: false,
            kiosk: false,
            ended: self.watch(key),
        }))
    }

    /// The moment `span` from now.
    pub(super) fn after(&self, span: Duration) -> Timestamp {
        Timestamp(self.0.clock.now().0 + i64::try_from(span.as_millis()).unwrap_or(i64::MAX / 2))
    }
}
