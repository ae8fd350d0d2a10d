//! Letting people find an exercise: its roster, its room code, its cards and links.

use super::Access;
use crate::ids;
use crate::store::{CardKind, ExerciseRow, SeatRow};
use protocol::ids::ExerciseId;
use protocol::problem::{Problem, ProblemCode};
use protocol::scenario::Scenario;
use protocol::time::Timestamp;

/// A seat with its link token.
#[derive(Clone, Debug)]
pub struct Link {
    /// The seat.
    pub seat: SeatRow,
    /// The token.
    pub token: String,
}

impl Access {
    /// Indexes an exercise that is in the record, and makes a card for every seat.
    ///
    /// # Errors
    /// What the store says.
    pub async fn open_exercise(&self, id: ExerciseId, scenario: &Scenario, created: Timestamp) -> Result<(), Problem> {
        let mut room_code = ids::room_code();
        while self.0.store.exercise_of_room(room_code.clone()).await?.is_some() {
            room_code = ids::room_code();
        }
        let (title, name) = (scenario.title.clone(), scenario.id.clone());
        self.0.store.add_exercise(ExerciseRow { id, title, scenario: name, created, room_code }, scenario).await?;
        let seats = SeatRow::of_scenario(scenario).into_iter().map(|seat| seat.code).collect();
        Ok(self.0.store.mint_cards(id, seats, CardKind::Card, self.0.clock.now()).await?)
    }

    /// Follows the plan of an exercise, whose departments and seats change while it is a draft: every seat has
    /// a card, and one that is gone admits nobody.
    ///
    /// # Errors
    /// What the store says.
    pub async fn follow_plan(&self, id: ExerciseId, scenario: &Scenario) -> Result<(), Problem> {
        if self.0.store.follow_plan(id, scenario).await? {
            let seats = SeatRow::of_scenario(scenario).into_iter().map(|seat| seat.code).collect();
            self.0.store.mint_cards(id, seats, CardKind::Card, self.0.clock.now()).await?;
        }
        Ok(())
    }

    /// A link token for every seat, in order; made when they are first asked for.
    ///
    /// # Errors
    /// `not_found` for an exercise that is not there.
    pub async fn links(&self, id: ExerciseId) -> Result<Vec<Link>, Problem> {
        let now = self.0.clock.now();
        let seats = self.0.store.seats(id, now).await?;
        if seats.is_empty() {
            return Err(Problem::new(ProblemCode::NotFound));
        }
        let codes = seats.iter().map(|(seat, _)| seat.code.clone()).collect();
        self.0.store.mint_cards(id, codes, CardKind::Link, now).await?;
        let links = self.0.store.cards(id, CardKind::Link).await?;
        let both = seats.into_iter().zip(links);
        Ok(both.map(|((seat, _), link)| Link { seat, token: link.secret }).collect())
    }
}
