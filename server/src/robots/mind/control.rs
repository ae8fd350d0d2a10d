//! Control: director, lead controller, controllers. One mind, because who is missing is stood in
//! for: what belongs to a controller whose seat is empty falls to the lead controller, and what
//! belongs to him falls to the director. A seat in which a person sits keeps what is its own.

use super::super::agenda::{Agenda, Own};
use super::super::chance::Chance;
use super::{Mind, Scene, Wish, desk, lead};
use protocol::ids::{ClarificationId, DeliveryId, DepartmentCode, MessageId, ReportId, RowId, SeatCode, TaskId};
use protocol::item::{Item, SeatItem};
use protocol::vocab::{Presence, Role};

/// What control means to do.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Intent {
    // Around the exercise: the director's and the lead controller's.
    Submit,
    Approve,
    OpenStandby,
    SetSpeed,
    Start,
    End,
    BeginEvaluation,
    SendHeld,
    AdHoc,
    // The list.
    Confirm(RowId),
    Expected(RowId),
    NotDone(RowId),
    Hold(RowId),
    LetGo(RowId),
    AfterEnd(RowId),
    Finish(RowId),
    // What comes back.
    Mark(TaskId, RowId),
    Nudge(DeliveryId),
    Accept(DeliveryId),
    SendBack(DeliveryId),
    Close(DeliveryId),
    Clarify(ClarificationId),
    Reply(MessageId),
    ConfirmReport(ReportId),
}

/// The mind of a controller.
#[derive(Debug, Default)]
pub(super) struct Controller {
    agenda: Agenda<Intent>,
}

impl Mind for Controller {
    fn notice(&mut self, item: &Item, scene: &Scene<'_>) {
        lead::notice(&mut self.agenda, item, scene);
        desk::notice(&mut self.agenda, item, scene);
    }

    fn next(&self) -> Option<Own> {
        self.agenda.next()
    }

    fn act(&mut self, scene: &Scene<'_>) -> Vec<Wish> {
        let mut wishes = Vec::new();
        while let Some(intent) = self.agenda.pop(scene.now.own) {
            let wish = match &intent {
                Intent::Submit
                | Intent::Approve
                | Intent::OpenStandby
                | Intent::SetSpeed
                | Intent::Start
                | Intent::End
                | Intent::BeginEvaluation
                | Intent::SendHeld
                | Intent::AdHoc
                | Intent::AfterEnd(_)
                | Intent::Finish(_) => lead::carry_out(&mut self.agenda, &intent, scene),
                Intent::Confirm(_)
                | Intent::Expected(_)
                | Intent::NotDone(_)
                | Intent::Hold(_)
                | Intent::LetGo(_)
                | Intent::Mark(..)
                | Intent::Nudge(_)
                | Intent::Accept(_)
                | Intent::SendBack(_)
                | Intent::Close(_)
                | Intent::Clarify(_)
                | Intent::Reply(_)
                | Intent::ConfirmReport(_) => desk::carry_out(&mut self.agenda, &intent, scene),
            };
            wishes.extend(wish.filter(|wish| scene.admits(&wish.command)));
        }
        wishes
    }
}

/// Chance about a row: by its place in the list, whoever acts.
pub(super) fn of_row(scene: &Scene<'_>, question: &str, order: u32) -> Chance {
    scene.chance().about("control", 0).about(question, u64::from(order))
}

/// The seat that leads: the lead controller, or the director where there is none.
pub(super) fn leads(scene: &Scene<'_>) -> bool {
    let leader = scene.first_present(Role::LeadController).or_else(|| scene.first_present(Role::Director));
    leader == Some(&scene.you.seat)
}

/// The seat that directs.
pub(super) fn directs(scene: &Scene<'_>) -> bool {
    scene.you.role == Role::Director && scene.first_present(Role::Director) == Some(&scene.you.seat)
}

/// Whether a row that names a controller is this seat's.
pub(super) fn answers_for_row(scene: &Scene<'_>, controller: Option<&SeatCode>) -> bool {
    let there = |seat: &&SeatItem| Some(&seat.code) == controller && seat.presence == Presence::Seated;
    match scene.seats().into_iter().find(there) {
        Some(seat) => seat.code == scene.you.seat,
        None => leads(scene),
    }
}

/// Whether what comes from a department is this seat's: its watching controller's.
pub(super) fn answers_for(scene: &Scene<'_>, department: &DepartmentCode) -> bool {
    let watches = |seat: &&SeatItem| {
        seat.role == Role::Controller && seat.watches.as_ref() == Some(department) && seat.presence == Presence::Seated
    };
    match scene.seats().into_iter().find(watches) {
        Some(seat) => seat.code == scene.you.seat,
        None => leads(scene),
    }
}
