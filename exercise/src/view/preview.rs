//! What recipients would be shown of a row if it were released as it stands: by the rules that release it
//! and the filter that shows it, on a copy of the state.

use super::{Key, render};
use crate::actor::Who;
use crate::apply::{self, Context};
use crate::area::inject::release;
use crate::audience::Audience;
use crate::commit::{Ids, Moment};
use crate::event::Event;
use crate::state::State;
use protocol::ids::RowId;
use protocol::item::Item;
use protocol::msel::MselPreview;
use protocol::scenario::Recipient;
use protocol::time::{ExerciseTime, Stamp};
use protocol::vocab::ReleaseMode;

/// What each recipient would be shown; none where there is no such row that could be played.
#[must_use]
pub fn preview(state: &State, id: &RowId, moment: &Moment) -> Option<Vec<MselPreview>> {
    let row = state.rows.get(id)?;
    let event = release::released(state, row, ReleaseMode::Manual, &mut Ids::of(moment));
    let Event::RowReleased(released) = &event else { return None };
    let deliveries = released.deliveries.clone();
    let exercise = row.planned().unwrap_or(ExerciseTime(0));
    let at = Stamp { wall: moment.wall, exercise };
    let mut copy = state.clone();
    let context = Context { at, who: Who::default(), happened_at: None, seq: state.seq() };
    apply::apply(&mut copy, &event, &context);
    let shown = deliveries.into_iter().filter_map(|delivery| {
        let (seat, audience) = match &delivery.recipient {
            Recipient::Department(code) => (None, Audience::Department(code.clone())),
            Recipient::Seat(code) => (Some(code.clone()), Audience::Seat(code.clone())),
        };
        match render(&copy, &Key::Delivery(delivery.id), &audience)? {
            Item::Inject(inject) => Some(MselPreview { department: delivery.department, seat, inject }),
            _ => None,
        }
    });
    Some(shown.collect())
}
