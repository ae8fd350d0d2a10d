//! The simulation cell: speaks as the people who are not there, and answers who writes to them.

use super::super::agenda::{Agenda, Own};
use super::{Mind, Scene, Wish, act, words};
use protocol::command::Party;
use protocol::ids::{CommitmentId, MessageId, RowId};
use protocol::item::{CommitmentItem, Item, LineItem, MessageItem};
use protocol::scenario::Recipient;
use protocol::vocab::{InjectStatus, Role};

/// Share of played rows after which the simulated sender says one more thing.
const SPEAKS_AGAIN: f64 = 0.3;

/// What a simulator means to do.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Intent {
    Speak(RowId),
    Answer(MessageId),
    Confirm(CommitmentId),
}

/// The mind of a simulator.
#[derive(Debug, Default)]
pub(super) struct Simulator {
    agenda: Agenda<Intent>,
}

impl Mind for Simulator {
    fn notice(&mut self, item: &Item, scene: &Scene<'_>) {
        if let Item::Line(line) = item {
            self.line(line, scene);
        } else if let Item::Message(message) = item {
            self.message(message, scene);
        } else if let Item::Commitment(commitment) = item {
            self.commitment(commitment, scene);
        }
    }

    fn next(&self) -> Option<Own> {
        self.agenda.next()
    }

    fn act(&mut self, scene: &Scene<'_>) -> Vec<Wish> {
        let mut wishes = Vec::new();
        while let Some(intent) = self.agenda.pop(scene.now.own) {
            let wish = match &intent {
                Intent::Speak(id) => speak(id, scene),
                Intent::Answer(id) => answer(*id, scene),
                Intent::Confirm(id) => confirm(*id, scene),
            };
            wishes.extend(wish.filter(|wish| scene.admits(&wish.command)));
        }
        wishes
    }
}

impl Simulator {
    fn line(&mut self, line: &LineItem, scene: &Scene<'_>) {
        let mut chance = scene.chance().about("line", u64::from(line.order));
        let Some(released) = line.released.filter(|_| line.status == InjectStatus::Released) else { return };
        if chance.yes(SPEAKS_AGAIN) && line.from.is_some() {
            let at = scene.now.of(released.exercise).plus(chance.within(150.0, 300.0));
            self.agenda.plan(at, Intent::Speak(line.id.clone()));
        }
    }

    fn message(&mut self, message: &MessageItem, scene: &Scene<'_>) {
        if message.to.contains(&Party::Simulation) && message.from != Party::Simulation {
            self.agenda.plan(scene.now.own.plus(45.0), Intent::Answer(message.id));
        }
    }

    /// The residents' side has most of what was promised in its hand.
    fn commitment(&mut self, commitment: &CommitmentItem, scene: &Scene<'_>) {
        let mut chance = scene.chance().about("promise", u64::from(commitment.number));
        if commitment.confirmed.is_none() && chance.yes(0.8) {
            let at = scene.now.of(commitment.made.at.exercise).plus(chance.within(60.0, 180.0));
            self.agenda.plan(at, Intent::Confirm(commitment.id));
        }
    }
}

fn confirm(id: CommitmentId, scene: &Scene<'_>) -> Option<Wish> {
    let Item::Commitment(commitment) = scene.memory.find(&format!("commitment/{id}"))? else { return None };
    let open = commitment.confirmed.is_none() && commitment.outcome.is_none();
    (open && scene.you.role == Role::Simulator).then(|| act::confirm_commitment(id))
}

fn speak(id: &RowId, scene: &Scene<'_>) -> Option<Wish> {
    let Item::Line(line) = scene.memory.find(&format!("row/{id}"))? else { return None };
    let Some(Recipient::Department(to)) = line.to.first() else { return None };
    let persona = line.from.as_ref()?.get(scene.part.language);
    let mut chance = scene.chance().about("speak", u64::from(line.order));
    let text = words::PERSONA.pick(&mut chance, scene.part.language);
    act::send(Party::Department(to.clone()), text, Some(persona), None)
}

fn answer(id: MessageId, scene: &Scene<'_>) -> Option<Wish> {
    let Item::Message(message) = scene.memory.find(&format!("message/{id}"))? else { return None };
    if scene.you.role != Role::Simulator {
        return None;
    }
    let text = words::PERSONA.pick(&mut scene.chance().about("answer", 0), scene.part.language);
    act::send(message.from.clone(), text, None, None)
}
