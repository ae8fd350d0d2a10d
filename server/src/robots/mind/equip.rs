//! What goes on with equipment and supplies: a reported fault is passed to logistics, whoever is asked for
//! something grants it if there is enough, hands it over, and what is lent comes back.

use super::super::agenda::{Agenda, Own};
use super::act::{label, remark};
use super::control::leads;
use super::{Mind, Scene, Wish, turn};
use protocol::command::{self as c, Command, Party};
use protocol::ids::{DepartmentCode, FaultId, ResourceRequestId};
use protocol::item::Item;
use protocol::resource::{FaultItem, RequestStage, ResourceItem, ResourceRequestItem, ResourceState};
use protocol::scenario::RobotDeed;
use protocol::text::{Bilingual, Language};
use protocol::vocab::Role;

/// What is meant to be done.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Intent {
    Pass(FaultId),
    Answer(ResourceRequestId),
    HandOver(ResourceRequestId),
    Return(ResourceRequestId),
}

/// The part of a player's or controller's mind that looks after things.
#[derive(Debug, Default)]
pub(super) struct Keeper {
    agenda: Agenda<Intent>,
}

impl Mind for Keeper {
    fn notice(&mut self, item: &Item, scene: &Scene<'_>) {
        if let Item::Fault(fault) = item {
            self.fault(fault, scene);
        } else if let Item::ResourceRequest(request) = item {
            self.request(request, scene);
        }
    }

    fn next(&self) -> Option<Own> {
        self.agenda.next()
    }

    fn act(&mut self, scene: &Scene<'_>) -> Vec<Wish> {
        let mut wishes = Vec::new();
        while let Some(intent) = self.agenda.pop(scene.now.own) {
            let command = match &intent {
                Intent::Pass(id) => pass(*id, scene),
                Intent::Answer(id) => request(*id, scene).and_then(|request| answer(request, scene)),
                Intent::HandOver(id) => request(*id, scene).and_then(|request| hand_over(request, scene)),
                Intent::Return(id) => request(*id, scene).and_then(|request| give_back(request, scene)),
            };
            wishes.extend(command.filter(|command| scene.admits(command)).map(Wish::from));
        }
        wishes
    }
}

impl Keeper {
    fn fault(&mut self, fault: &FaultItem, scene: &Scene<'_>) {
        let ours = scene.you.department.as_ref() == Some(&fault.department);
        if let Some(reported) = fault.reported.as_ref().filter(|_| ours && fault.passed.is_none()) {
            let mut chance = scene.chance().about("pass fault", u64::from(fault.number));
            let at = scene.now.of(reported.at.exercise).plus(chance.within(60.0, 180.0));
            self.agenda.plan(at, Intent::Pass(fault.id));
        }
    }

    fn request(&mut self, request: &ResourceRequestItem, scene: &Scene<'_>) {
        let mut chance =
            scene.chance().about("request", u64::from(request.number)).about("stage", request.stage as u64);
        let answered = request.answered.as_ref().map(|noted| noted.at);
        let handed_over = request.handed_over.as_ref().map(|rung| rung.at);
        let (since, takes, intent) = match request.stage {
            RequestStage::Asked => (Some(request.asked.at), chance.within(40.0, 120.0), Intent::Answer(request.id)),
            RequestStage::Granted => (answered, chance.within(60.0, 150.0), Intent::HandOver(request.id)),
            RequestStage::HandedOver if request.granted.is_none() => {
                (handed_over, chance.within(1_200.0, 1_800.0), Intent::Return(request.id))
            }
            RequestStage::HandedOver | RequestStage::Refused | RequestStage::Returned | RequestStage::Withdrawn => {
                return;
            }
        };
        if let Some(since) = since {
            self.agenda.plan(scene.now.of(since.exercise).plus(takes), intent);
        }
    }
}

/// Whether it is this seat that speaks for the side which gives.
fn gives(request: &ResourceRequestItem, scene: &Scene<'_>) -> bool {
    match (&request.to, scene.you.role) {
        (Party::Department(code), Role::Player) => {
            scene.you.department.as_ref() == Some(code) && turn::mine(scene, request.number as usize)
        }
        (Party::Control, Role::Director | Role::LeadController | Role::Controller) => leads(scene),
        _ => false,
    }
}

fn request<'a>(id: ResourceRequestId, scene: &Scene<'a>) -> Option<&'a ResourceRequestItem> {
    let Item::ResourceRequest(request) = scene.memory.find(&format!("resource_request/{id}"))? else { return None };
    Some(request)
}

fn pass(id: FaultId, scene: &Scene<'_>) -> Option<Command> {
    let Item::Fault(fault) = scene.memory.find(&format!("fault/{id}"))? else { return None };
    let wanted = fault.passed.is_none() && fault.fixed.is_none() && turn::mine(scene, fault.number as usize);
    wanted.then_some(Command::PassFault(c::PassFault { fault: id, note: None }))
}

fn names(name: &Bilingual, what: &str) -> bool {
    [Language::Zh, Language::En].into_iter().any(|language| name.get(language).trim() == what.trim())
}

/// What of the giver's is meant, if it is known by name and can be given.
fn meant<'a>(request: &ResourceRequestItem, of: &DepartmentCode, scene: &Scene<'a>) -> Option<&'a ResourceItem> {
    let named = |item: &'a Item| match item {
        Item::Resource(one) if one.department == *of && names(&one.name, &request.what) => Some(one),
        _ => None,
    };
    scene.memory.items().find_map(named)
}

fn answer(request: &ResourceRequestItem, scene: &Scene<'_>) -> Option<Command> {
    if request.stage != RequestStage::Asked || !gives(request, scene) {
        return None;
    }
    let known = scene.you.department.as_ref().and_then(|own| meant(request, own, scene));
    let id = request.id;
    let there = known.is_none_or(|one| one.with.is_none() && one.state.is_usable() && one.left != Some(0));
    if !there {
        let reason = match scene.part.language {
            Language::Zh => "目前没有可用的",
            Language::En => "None to spare at present",
        };
        return Some(Command::RefuseResource(c::RefuseResource { request: id, reason: remark(reason)? }));
    }
    let wanted = request.amount.or(known.and_then(|one| one.left.map(|_| 1)));
    let amount = wanted.map(|wanted| known.and_then(|one| one.left).map_or(wanted, |left| wanted.min(left)));
    let resource = known.map(|one| one.key.clone());
    Some(Command::GrantResource(c::GrantResource { request: id, resource, amount, note: None }))
}

fn hand_over(request: &ResourceRequestItem, scene: &Scene<'_>) -> Option<Command> {
    let wanted = request.stage == RequestStage::Granted && gives(request, scene);
    wanted.then_some(Command::HandOverResource(c::HandOverResource { request: request.id }))
}

fn give_back(request: &ResourceRequestItem, scene: &Scene<'_>) -> Option<Command> {
    let ours = scene.you.department.as_ref() == Some(&request.department);
    let wanted = ours && request.stage == RequestStage::HandedOver && turn::mine(scene, request.number as usize);
    wanted.then_some(Command::ReturnResource(c::ReturnResource { request: request.id, amount: None }))
}

/// A deed of the script about resources, in one language.
pub(super) fn deed(deed: &RobotDeed, language: Language) -> Option<Wish> {
    let command = match deed {
        RobotDeed::Check { item } => Command::TickChecklist(c::TickChecklist { item: item.clone(), ticked: true }),
        RobotDeed::Depart {} => Command::ReportDeparture(c::ReportDeparture {}),
        RobotDeed::UseResource { resource } => Command::MoveResource(c::MoveResource {
            resource: resource.clone(),
            to: ResourceState::InUse,
            left: None,
            replaces: None,
            note: None,
        }),
        RobotDeed::ReportFault { resource, text } => {
            let text = remark(text.get(language));
            Command::ReportFault(c::ReportFault { resource: resource.clone(), text })
        }
        RobotDeed::UseSupply { resource, amount } => {
            Command::UseSupply(c::UseSupply { resource: resource.clone(), amount: *amount, note: None })
        }
        RobotDeed::AskResource { from, what, amount } => {
            let (to, what) = (Party::Department(from.clone()), label(what.get(language))?);
            Command::RequestResource(c::RequestResource { to, what, amount: *amount, note: None })
        }
        RobotDeed::ReportFact { .. }
        | RobotDeed::RecordClaim { .. }
        | RobotDeed::MakeCommitment { .. }
        | RobotDeed::PutFeature { .. }
        | RobotDeed::NoticePost {}
        | RobotDeed::VerifyPost { .. }
        | RobotDeed::DraftStatement { .. }
        | RobotDeed::CorrectStatement { .. } => return None,
    };
    Some(command.into())
}
