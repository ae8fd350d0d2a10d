//! Kiosk links: made by those who run the exercise, taken back at once, never able to change anything.

use super::{Access, Granted, Identity, SeatIdentity, SessionKey};
use crate::ids;
use crate::limits::{KIOSKS_MAX, KIOSKS_PER_WALL, KIOSKS_REVOKED_KEPT, SEAT_SESSION};
use crate::store::{KioskRow, SeatRow};
use protocol::ids::{ExerciseId, KioskId, SeatCode};
use protocol::kiosk::NewKiosk;
use protocol::problem::{Problem, ProblemCode};
use protocol::vocab::{KioskKind, Role, WallKind};

impl Access {
    /// Makes a link and returns it with its token, which is told only now. A wall's link shows the
    /// wall of that kind which has the fewest.
    ///
    /// # Errors
    /// `unknown` if the scenario has no such wall; `full`.
    pub async fn make_kiosk(
        &self,
        exercise: ExerciseId,
        new: NewKiosk,
        made_by: Option<SeatCode>,
    ) -> Result<(KioskRow, String), Problem> {
        let seat = match new.opens {
            KioskKind::Leaders => Some(self.wall_with_room(exercise, WallKind::Leaders).await?),
            KioskKind::Players => Some(self.wall_with_room(exercise, WallKind::Players).await?),
            KioskKind::Feed => None,
        };
        // As long as a session's secret, since it is the screen's cookie too.
        let token = ids::secret_256();
        let row = KioskRow {
            id: KioskId(ids::uuid()),
            exercise,
            name: new.name,
            opens: new.opens,
            seat,
            created: self.0.clock.now(),
            made_by,
            seen: None,
            revoked: None,
        };
        if self.0.store.put_kiosk(ids::fingerprint(&token), row.clone(), KIOSKS_MAX).await? {
            Ok((row, token))
        } else {
            Err(Problem::new(ProblemCode::Full))
        }
    }

    async fn wall_with_room(&self, exercise: ExerciseId, kind: WallKind) -> Result<SeatCode, Problem> {
        let seats = self.0.store.seats(exercise, self.0.clock.now()).await?;
        let is_wall = |seat: &SeatRow| seat.role == Role::Wall && seat.wall.unwrap_or(WallKind::Players) == kind;
        let kiosks = self.0.store.kiosks(exercise).await?;
        let shown_by = |code: &SeatCode| {
            kiosks.iter().filter(|kiosk| kiosk.revoked.is_none() && kiosk.seat.as_ref() == Some(code)).count()
        };
        let walls =
            seats.into_iter().map(|(seat, _)| seat).filter(is_wall).map(|seat| (shown_by(&seat.code), seat.code));
        match walls.min_by_key(|(links, _)| *links) {
            None => Err(Problem::new(ProblemCode::Unknown).place("opens").detail("the exercise has no such wall")),
            Some((links, _)) if links >= KIOSKS_PER_WALL => Err(Problem::new(ProblemCode::Full)),
            Some((_, code)) => Ok(code),
        }
    }

    /// Takes a link back: its token opens nothing any more and what it has opened is closed.
    ///
    /// # Errors
    /// `not_found` if the exercise has no such link.
    pub async fn revoke_kiosk(&self, exercise: ExerciseId, id: KioskId) -> Result<(), Problem> {
        let now = self.0.clock.now();
        let digest = self.0.store.revoke_kiosk(exercise, id, now, KIOSKS_REVOKED_KEPT).await?;
        let digest = digest.ok_or_else(|| Problem::new(ProblemCode::NotFound))?;
        self.end_watched(SessionKey(digest));
        Ok(())
    }

    /// Signs a screen in with the token of a wall's link, as often as wanted. The token itself is the
    /// secret of the cookie, so that taking the link back ends both. None if it is no such token.
    ///
    /// # Errors
    /// What the store says.
    pub async fn take_kiosk(&self, token: &str) -> Result<Option<Granted>, Problem> {
        let identity = self.by_kiosk(ids::fingerprint(token)).await?;
        Ok(identity.filter(|identity| matches!(identity, Identity::Seat(_))).map(|identity| Granted {
            session: token.to_owned(),
            lasts: SEAT_SESSION,
            device: None,
            identity,
        }))
    }

    /// Whom the token of a link stands for, by its digest.
    pub(super) async fn by_kiosk(&self, digest: [u8; 32]) -> Result<Option<Identity>, Problem> {
        let Some(row) = self.0.store.kiosk(digest, self.0.clock.now()).await? else { return Ok(None) };
        let key = SessionKey(digest);
        let Some(seat) = row.seat else { return Ok(Some(Identity::Feed { key, exercise: row.exercise })) };
        let seated = self.seated(key, row.exercise, seat, None).await?;
        Ok(seated.map(|seat| Identity::Seat(Box::new(SeatIdentity { kiosk: true, ..seat }))))
    }
}
