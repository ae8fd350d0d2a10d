//! Which audiences a key may concern at all: the table of visibility, by kind.
//!
//! `render` decides what is seen; this answers cheaply where it would certainly be nothing, so that
//! a change is not rendered for fifty departments of which one may see it. A property test holds that
//! no rendering exists where this says no.

use super::Key;
use crate::area::place;
use crate::audience::Audience;
use crate::state::State;
use protocol::scenario::Recipient;
use protocol::site::PlaceAudience;

/// Whether an audience may ever have been shown this key, or be shown it now.
#[must_use]
pub fn concerns(state: &State, key: &Key, audience: &Audience) -> bool {
    use Audience as A;
    let (control, staff) = (*audience == A::Control, matches!(audience, A::Control | A::Evaluators));
    match key {
        Key::Exercise | Key::Department(_) => *audience == A::Everyone,
        Key::GroundTruth | Key::Held | Key::Msel(_) => control,
        Key::Plan | Key::Clarification(_) | Key::Task(_) | Key::Entry(_) | Key::Rating(_) => staff,
        Key::Evaluation | Key::Finding(_) | Key::Star(_) | Key::Action(_) | Key::Recheck(_) | Key::Written(..) => staff,
        Key::Conduct | Key::Relay(_) => staff,
        Key::Feedback => staff || matches!(audience, A::Department(_) | A::Simulation | A::Actors),
        Key::Row(_) => staff || matches!(audience, A::Simulation | A::Actors),
        Key::Delivery(id) => {
            let to = |recipient| state.deliveries.get(id).is_none_or(|delivery| delivery.recipient == recipient);
            match audience {
                A::Department(code) => to(Recipient::Department(code.clone())),
                A::Seat(code) => to(Recipient::Seat(code.clone())),
                A::Control | A::Evaluators => true,
                A::Everyone | A::Simulation | A::Actors | A::LeadersWall | A::PlayersWall => false,
            }
        }
        Key::Message(_) => staff || matches!(audience, A::Simulation | A::Actors | A::Department(_)),
        Key::Report(_) => staff || matches!(audience, A::Department(_) | A::LeadersWall | A::PlayersWall),
        Key::Fact(_) => staff || matches!(audience, A::Department(_) | A::LeadersWall | A::PlayersWall),
        Key::Claim(_) => staff || matches!(audience, A::Department(_)),
        Key::Commitment(_) => staff || matches!(audience, A::Department(_) | A::Simulation | A::Actors),
        Key::Site => *audience == A::Everyone,
        Key::Place(key) => {
            let audiences = place::find(&state.scenario, key).map(|place| &place.audience);
            match (audiences, audience) {
                (None, _) => false,
                (Some(PlaceAudience::All {}), _) => *audience == A::Everyone,
                (Some(PlaceAudience::Departments { of }), A::Department(code)) => of.contains(code),
                (Some(PlaceAudience::Departments { .. }), _) => staff,
                (Some(PlaceAudience::Control {}), _) => control,
            }
        }
        Key::Feature(_) => staff || matches!(audience, A::Department(_) | A::LeadersWall | A::PlayersWall),
        Key::Post(_) => staff || matches!(audience, A::Department(_) | A::Simulation),
        Key::Statement(_) => staff || matches!(audience, A::Department(_)),
        Key::Published(_) => *audience == A::Everyone,
        Key::Seat(seat) => match audience {
            A::Department(code) => state.seats.get(seat).is_none_or(|seat| seat.department.as_ref() == Some(code)),
            A::Control | A::Evaluators => true,
            A::Everyone | A::Simulation | A::Actors | A::LeadersWall | A::PlayersWall | A::Seat(_) => false,
        },
        Key::Briefing(of) => matches!(audience, A::Department(code) if code == of),
        Key::Observation(_) => matches!(audience, A::Seat(_) | A::Department(_)),
        Key::Assessment(..) => matches!(audience, A::Seat(_)),
        Key::Tile(_) => matches!(audience, A::LeadersWall | A::PlayersWall),
        Key::Figures => *audience == A::LeadersWall,
        Key::Check(seat) => control || matches!(audience, A::Seat(code) if code == seat),
        Key::Roll(of) => match audience {
            A::Department(code) => code == of,
            A::Control | A::LeadersWall | A::PlayersWall => true,
            A::Everyone | A::Evaluators | A::Simulation | A::Actors | A::Seat(_) => false,
        },
        Key::Staff(_) => control || matches!(audience, A::LeadersWall | A::PlayersWall),
        Key::Test(seat) => matches!(audience, A::Seat(code) if code == seat),
        // A leaders' wall is told of important ones while they are failed, and of nothing else.
        Key::Resource(key) => {
            let important = || state.resources.all.get(key).is_some_and(|held| held.spec.important);
            staff || matches!(audience, A::Department(_)) || (*audience == A::LeadersWall && important())
        }
        Key::Fault(_) | Key::ResourceRequest(_) => staff || matches!(audience, A::Department(_)),
        Key::Checklist(of) => staff || matches!(audience, A::Department(code) if code == of || state.is_command(code)),
    }
}
