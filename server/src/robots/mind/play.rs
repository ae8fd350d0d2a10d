//! A player: acknowledges, answers, finishes, asks, reports, and talks to other departments.
//!
//! The seats of a department share its temperament, so they agree without a word on what is done
//! and when; which of them does it goes round by the number of the delivery.

use super::super::agenda::{Agenda, Own};
use super::super::chance::Chance;
use super::conduct::{self, Asked, Conduct, Limits};
use super::turn::{mine, place};
use super::{Mind, Scene, Wish, act, confirm, forms, media, report, words};
use protocol::command::Party;
use protocol::frame::ChannelName;
use protocol::ids::{ClaimId, CommitmentId, DeliveryId, FactReportId, FeatureId, MessageId, ReportId, StatementId};
use protocol::item::{
    ClaimItem, CommitmentItem, ExerciseItem, InjectItem, Item, ItemKey, LetterItem, PictureItem, ReportItem,
};
use protocol::site::FeatureItem;
use protocol::vocab::{AckPolicy, DeliveryStage, Duty, ExerciseStatus, FeatureAudience};
use std::collections::BTreeMap;

/// Answers to one party that wrote unasked: robots are polite, not talkative.
const REPLIES_MAX: u32 = 2;
/// Seconds after which the next seat takes a decision that its head has not taken.
const DECISION_PASSES_ON: f64 = 40.0;

/// What a player means to do.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Intent {
    Acknowledge(DeliveryId),
    Begin(DeliveryId),
    Ask(DeliveryId),
    /// The answer of a round: 0, or more after it was sent back.
    Answer(DeliveryId, u32),
    Finish(DeliveryId),
    Decline(DeliveryId),
    Tell(DeliveryId),
    Reply(MessageId),
    Confirm(ReportId),
    /// A line of the scenario, by its place in the list.
    Say(usize),
    ConfirmFact(FactReportId),
    ConfirmFeature(FeatureId),
    ReadBack(ClaimId),
    Keep(CommitmentId),
    Statement(StatementId, media::Step),
    /// The situation report of a number.
    Report(u32),
    ClosingReport,
}

/// The mind of a player.
#[derive(Debug, Default)]
pub(super) struct Player {
    agenda: Agenda<Intent>,
    replies: BTreeMap<Party, u32>,
}

impl Mind for Player {
    fn notice(&mut self, item: &Item, scene: &Scene<'_>) {
        if let Item::Inject(inject) = item {
            self.inject(inject, scene);
        } else if let Item::Letter(letter) = item {
            self.letter(letter, scene);
        } else if let Item::Report(report) = item {
            self.report(report, scene);
        } else if let Item::Picture(picture) = item {
            self.picture(picture, scene);
        } else if let Item::Feature(feature) = item {
            self.feature(feature, scene);
        } else if let Item::Claim(claim) = item {
            self.claim(claim, scene);
        } else if let Item::Commitment(commitment) = item {
            self.commitment(commitment, scene);
        } else if let Item::Statement(statement) = item {
            let next = media::next(statement, scene);
            next.into_iter().for_each(|(at, step)| self.agenda.plan(at, Intent::Statement(statement.id, step)));
        } else if let Item::Exercise(exercise) = item {
            self.exercise(exercise, scene);
        }
    }

    fn next(&self) -> Option<Own> {
        self.agenda.next()
    }

    fn act(&mut self, scene: &Scene<'_>) -> Vec<Wish> {
        let mut wishes = Vec::new();
        while let Some(intent) = self.agenda.pop(scene.now.own) {
            let wish = self.carry_out(&intent, scene);
            wishes.extend(wish.filter(|wish| scene.admits(&wish.command)));
        }
        wishes
    }
}

fn of_department(scene: &Scene<'_>) -> u64 {
    scene.you.department.as_ref().map_or(0, |code| scene.department_order(code))
}

fn find<'a>(scene: &Scene<'a>, id: DeliveryId) -> Option<&'a InjectItem> {
    let Item::Inject(inject) = scene.memory.find(&format!("delivery/{id}"))? else { return None };
    Some(inject)
}

/// An inject that is addressed to this seat alone.
fn to_me_alone(scene: &Scene<'_>, id: DeliveryId) -> bool {
    scene.memory.get(ChannelName::Own, &ItemKey(format!("delivery/{id}"))).is_some()
}

fn sent_back(inject: &InjectItem) -> bool {
    let answered = inject.answer.as_ref().map(|answer| answer.rung.at);
    inject.returned.as_ref().is_some_and(|returned| answered.is_none_or(|at| at.exercise <= returned.at.exercise))
}

/// Whose chance decides about a delivery: the department's, or that of the seat it goes to.
fn whose(scene: &Scene<'_>, id: DeliveryId) -> u64 {
    let alone = if to_me_alone(scene, id) { 1_000 * (place(scene).0 as u64 + 1) } else { 0 };
    of_department(scene) + alone
}

fn chance_of(scene: &Scene<'_>, inject: &InjectItem, question: &str) -> Chance {
    let number = u64::from(inject.number);
    scene.chance().about("player", whose(scene, inject.delivery)).about(question, number)
}

impl Player {
    fn inject(&mut self, inject: &InjectItem, scene: &Scene<'_>) {
        let id = inject.delivery;
        let Some(delivered) = inject.rungs.get(&DeliveryStage::Delivered) else { return };
        if inject.closed.is_some() {
            return;
        }
        if inject.nudged.is_some() && inject.stage < DeliveryStage::Acknowledged {
            let mut chance = chance_of(scene, inject, "nudged");
            let soon = scene.now.own.plus(chance.within(15.0, 45.0));
            if chance.yes(0.7) && self.agenda.next().is_none_or(|next| next > soon) {
                self.agenda.plan_again(soon, Intent::Acknowledge(id));
            }
        }
        if sent_back(inject) {
            let round = inject.answer.as_ref().map_or(1, |answer| answer.round + 1);
            let takes = chance_of(scene, inject, "sent back").within(60.0, 140.0);
            self.agenda.plan(scene.now.own.plus(takes), Intent::Answer(id, round));
        }
        if self.agenda.knows(&Intent::Acknowledge(id)) {
            return;
        }
        let limit =
            |by: Option<protocol::time::ExerciseTime>| by.map(|by| (by.0 - delivered.at.exercise.0) as f64 / 1_000.0);
        let asked = Asked {
            answer: inject.duties.contains(&Duty::Respond),
            completion: inject.duties.contains(&Duty::Complete),
            limits: Limits {
                acknowledge: limit(inject.deadlines.acknowledge),
                respond: limit(inject.deadlines.respond),
                complete: limit(inject.deadlines.complete),
            },
        };
        let conduct = conduct::of(scene.chance(), scene.part.crew, whose(scene, id), inject.number, asked);
        self.plan(inject, conduct, scene);
        if let Some(department) = &scene.you.department {
            for (index, line) in scene.script.after(department, &inject.body) {
                let Some(after) = line.after(scene.part.crew) else { continue };
                self.agenda.plan(scene.now.of(delivered.at.exercise).plus(after), Intent::Say(index));
            }
        }
        let running = scene.status() == ExerciseStatus::Running;
        if running && asked.answer && !report::confirms(scene) {
            self.agenda.plan(report::first(scene, inject), Intent::Report(1));
        }
    }

    fn plan(&mut self, inject: &InjectItem, conduct: Conduct, scene: &Scene<'_>) {
        let id = inject.delivery;
        let base = scene.now.of(inject.released.exercise);
        let seat = place(scene).0 as f64;
        // Where everybody must acknowledge, everybody does it a little later than the last.
        let acknowledge = match inject.ack_policy {
            AckPolicy::EveryMember => conduct.acknowledge + seat * 4.0,
            AckPolicy::AnyMember | AckPolicy::NamedRole | AckPolicy::ForInformation => conduct.acknowledge,
        };
        let answer = conduct.answer.map(|at| {
            let decision = !inject.decision.is_empty();
            if decision { at + seat * DECISION_PASSES_ON } else { at }
        });
        for (at, intent) in [
            (Some(acknowledge), Intent::Acknowledge(id)),
            (conduct.begin, Intent::Begin(id)),
            (conduct.ask, Intent::Ask(id)),
            (answer, Intent::Answer(id, 0)),
            (conduct.finish, Intent::Finish(id)),
            (conduct.decline, Intent::Decline(id)),
            (conduct.tell, Intent::Tell(id)),
        ] {
            if let Some(at) = at {
                self.agenda.plan(base.plus(at), intent);
            }
        }
    }

    fn letter(&mut self, letter: &LetterItem, scene: &Scene<'_>) {
        let ours = scene.you.department.clone().map(Party::Department);
        let mut chance = scene.chance().about("letter", of_department(scene)).about("at", letter.at.exercise.0 as u64);
        if ours.as_ref() == Some(&letter.from) || letter.from == Party::Control || !chance.yes(0.4) {
            return;
        }
        let at = scene.now.of(letter.at.exercise).plus(chance.within(40.0, 150.0));
        self.agenda.plan(at, Intent::Reply(letter.id));
    }

    fn report(&mut self, item: &ReportItem, scene: &Scene<'_>) {
        if report::confirms(scene) && item.confirmed.is_none() {
            let mut chance = scene.chance().about("confirm", u64::from(item.number));
            let at = scene.now.of(item.submitted.at.exercise).plus(chance.within(40.0, 140.0));
            self.agenda.plan(at, Intent::Confirm(item.id));
        }
        if scene.you.department.as_ref() == Some(&item.department) {
            let mut chance =
                scene.chance().about("next report", of_department(scene)).about("n", u64::from(item.number));
            let at = scene.now.of(item.submitted.at.exercise).plus(chance.within(1_080.0, 1_320.0));
            self.agenda.plan(at, Intent::Report(item.number + 1));
        }
    }

    /// Command confirms what nobody contradicts.
    fn picture(&mut self, picture: &PictureItem, scene: &Scene<'_>) {
        if picture.disagree || !report::confirms(scene) {
            return;
        }
        let last = picture.sightings.iter().max_by_key(|sighting| sighting.rung.at.wall);
        if let Some(sighting) = last.filter(|sighting| sighting.confirmed.is_none()) {
            let mut chance = scene.chance().about("confirm fact", u64::from(picture.order));
            let at = scene.now.of(sighting.rung.at.exercise).plus(chance.within(40.0, 120.0));
            self.agenda.plan(at, Intent::ConfirmFact(sighting.report));
        }
    }

    /// Incident command confirms what departments put on the map once it has looked at it.
    fn feature(&mut self, feature: &FeatureItem, scene: &Scene<'_>) {
        let waits = feature.ended.is_none() && feature.confirmed.is_none();
        if waits && feature.audience == FeatureAudience::Departments && report::confirms(scene) {
            let mut chance = scene.chance().about("confirm feature", feature.rung.at.exercise.0.unsigned_abs());
            let at = scene.now.of(feature.rung.at.exercise).plus(chance.within(30.0, 90.0));
            self.agenda.plan(at, Intent::ConfirmFeature(feature.id));
        }
    }

    /// Most claims are read back to whoever made them, some are not.
    fn claim(&mut self, claim: &ClaimItem, scene: &Scene<'_>) {
        let ours = scene.you.department.as_ref() == Some(&claim.department);
        let mut chance = scene.chance().about("read back", u64::from(claim.number));
        if ours && claim.read_back.is_none() && chance.yes(0.8) {
            let at = scene.now.of(claim.recorded.at.exercise).plus(chance.within(30.0, 90.0));
            self.agenda.plan(at, Intent::ReadBack(claim.id));
        }
    }

    /// A promise with a moment within the exercise is mostly kept before it.
    fn commitment(&mut self, commitment: &CommitmentItem, scene: &Scene<'_>) {
        let ours = scene.you.department.as_ref() == Some(&commitment.owner);
        let mut chance = scene.chance().about("keep", u64::from(commitment.number));
        if let Some(due) = commitment.due_at.filter(|_| ours && commitment.outcome.is_none())
            && chance.yes(0.7)
        {
            self.agenda.plan(scene.now.of(due).plus(-chance.within(30.0, 240.0)), Intent::Keep(commitment.id));
        }
    }

    fn exercise(&mut self, exercise: &ExerciseItem, scene: &Scene<'_>) {
        if exercise.status == ExerciseStatus::Ended && self.agenda.knows(&Intent::Report(1)) {
            let takes = scene.chance().about("closing", of_department(scene)).within(100.0, 220.0);
            self.agenda.plan(scene.now.own.plus(takes), Intent::ClosingReport);
        }
    }

    fn carry_out(&mut self, intent: &Intent, scene: &Scene<'_>) -> Option<Wish> {
        match intent {
            Intent::Acknowledge(id)
            | Intent::Begin(id)
            | Intent::Ask(id)
            | Intent::Answer(id, _)
            | Intent::Finish(id)
            | Intent::Decline(id) => {
                on_inject(intent, find(scene, *id).filter(|inject| inject.closed.is_none())?, scene)
            }
            // What is done is closed, and told all the same.
            Intent::Tell(id) => on_inject(intent, find(scene, *id)?, scene),
            Intent::Reply(id) => self.reply(*id, scene),
            Intent::Confirm(id) => {
                let Item::Report(item) = scene.memory.find(&format!("report/{id}"))? else { return None };
                (item.confirmed.is_none() && mine(scene, 0)).then(|| act::confirm_report(*id))
            }
            Intent::Say(index) => {
                let line = scene.script.get(*index).filter(|_| mine(scene, *index))?;
                media::deed(line, scene)
            }
            Intent::ConfirmFact(report) => mine(scene, 0).then(|| confirm::confirm_fact(*report, scene)).flatten(),
            Intent::ConfirmFeature(id) => mine(scene, 0).then(|| confirm::confirm_feature(*id, scene)).flatten(),
            Intent::ReadBack(id) => {
                let Item::Claim(claim) = scene.memory.find(&format!("claim/{id}"))? else { return None };
                (claim.read_back.is_none() && mine(scene, claim.number as usize)).then(|| act::read_back(*id))
            }
            Intent::Keep(id) => {
                let Item::Commitment(one) = scene.memory.find(&format!("commitment/{id}"))? else { return None };
                (one.outcome.is_none() && mine(scene, one.number as usize)).then(|| act::keep(*id))
            }
            Intent::Statement(id, step) => mine(scene, 0).then(|| media::carry_out(*id, *step, scene)).flatten(),
            Intent::Report(number) => {
                let running = scene.status() == ExerciseStatus::Running;
                (running && mine(scene, 1) && report::submitted(scene) + 1 == *number)
                    .then(|| report::write(scene, *number))
                    .flatten()
            }
            Intent::ClosingReport => mine(scene, 1).then(|| report::closing(scene)).flatten(),
        }
    }

    fn reply(&mut self, id: MessageId, scene: &Scene<'_>) -> Option<Wish> {
        let Item::Letter(letter) = scene.memory.find(&format!("message/{id}"))? else { return None };
        let count = self.replies.entry(letter.from.clone()).or_default();
        if *count >= REPLIES_MAX || !mine(scene, 1) {
            return None;
        }
        *count += 1;
        let mut chance = scene.chance().about("reply", u64::from(*count));
        act::send(letter.from.clone(), words::THANKS.pick(&mut chance, scene.part.language), None, None)
    }
}

fn on_inject(intent: &Intent, inject: &InjectItem, scene: &Scene<'_>) -> Option<Wish> {
    let id = inject.delivery;
    let turn = to_me_alone(scene, id) || mine(scene, inject.number as usize);
    let language = forms::language(&inject.body, scene.part.language);
    let mut chance = chance_of(scene, inject, "words");
    let reached = |stage| inject.rungs.contains_key(&stage);
    match intent {
        Intent::Acknowledge(_) => acknowledge(inject, scene, turn).then(|| act::acknowledge(id)),
        Intent::Begin(_) => (turn && inject.stage < DeliveryStage::InProgress).then(|| act::begin(id)),
        Intent::Ask(_) => {
            let asked = turn && inject.clarifications.is_empty();
            asked.then(|| act::ask(id, words::ASK.pick(&mut chance, language))).flatten()
        }
        Intent::Answer(_, round) => {
            let first = *round == 0 && inject.answer.is_none();
            let turn = turn || !inject.decision.is_empty();
            let chance = chance_of(scene, inject, "answer").about("round", u64::from(*round));
            (turn && (first || sent_back(inject)))
                .then(|| forms::answer(inject, chance, language, scene.part.crew))
                .flatten()
        }
        Intent::Finish(_) => {
            let wanted = turn && !reached(DeliveryStage::Completed);
            wanted.then(|| act::complete(id, words::DONE.pick(&mut chance, language)))
        }
        Intent::Decline(_) => {
            let wanted = turn && inject.declined.is_none() && inject.answer.is_none();
            wanted.then(|| act::decline(id, words::DECLINE.pick(&mut chance, language))).flatten()
        }
        Intent::Tell(_) => tell(inject, scene).filter(|_| turn),
        Intent::Reply(_)
        | Intent::Confirm(_)
        | Intent::Say(_)
        | Intent::ConfirmFact(_)
        | Intent::ConfirmFeature(_)
        | Intent::ReadBack(_)
        | Intent::Keep(_)
        | Intent::Statement(..)
        | Intent::Report(_)
        | Intent::ClosingReport => None,
    }
}

/// Whether this seat should acknowledge now, by the policy of the inject.
fn acknowledge(inject: &InjectItem, scene: &Scene<'_>, turn: bool) -> bool {
    let mine = |by: &protocol::item::By| by.seat.as_ref() == Some(&scene.you.seat);
    match inject.ack_policy {
        AckPolicy::AnyMember | AckPolicy::ForInformation => turn && inject.stage < DeliveryStage::Acknowledged,
        AckPolicy::NamedRole => {
            inject.ack_seat.as_ref() == Some(&scene.you.seat) && inject.stage < DeliveryStage::Acknowledged
        }
        AckPolicy::EveryMember => !inject.acknowledged_by.iter().any(mine),
    }
}

/// Tells another department, not the own one, that something is done.
fn tell(inject: &InjectItem, scene: &Scene<'_>) -> Option<Wish> {
    let ours = scene.you.department.as_ref();
    let others: Vec<_> = scene.departments().into_iter().filter(|other| ours != Some(&other.code)).collect();
    let mut chance = chance_of(scene, inject, "tell");
    let other = others.get(chance.index(others.len()))?;
    let text = words::TELL.pick(&mut chance, scene.part.language);
    act::send(Party::Department(other.code.clone()), text, None, Some(inject.delivery))
}
