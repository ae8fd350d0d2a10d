//! Rumours and statements: what a line of the scenario says about a post, and what follows of itself.
//! Whoever is asked cosigns, incident command sends back what contradicts the picture and approves the
//! rest, the department mends its figures and publishes.

use super::super::agenda::Own;
use super::super::script::Line;
use super::{Scene, Wish, act, forms, report, words};
use protocol::command::{self as c, Command};
use protocol::ids::{PostId, StatementId};
use protocol::item::{Item, TaskItem};
use protocol::media::{FigureVerdict, QuotedFigure, StatementGate, StatementItem, StatementStage};
use protocol::scenario::RobotDeed;
use protocol::text::Bilingual;

/// What a robot does with a statement, each once per moment at which it was written or sent back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Step {
    /// Its department was asked.
    Cosign(i64),
    /// It is incident command.
    Decide(i64),
    /// Its own was sent back.
    Mend(i64),
    /// Its own was approved.
    Publish,
}

/// Moments that the program marks by what departments do, once there are posts.
const BY_DEED: [&str; 3] = ["detected", "verified", "first_statement"];

/// Whether a task is marked by what departments do: then no evaluator's or controller's guess comes first.
pub(super) fn by_deed(task: &TaskItem, scene: &Scene<'_>) -> bool {
    let named = task.mark_names.iter().any(|name| BY_DEED.contains(&name.as_str()));
    named && scene.memory.items().any(|item| matches!(item, Item::Post(_)))
}

/// A post by what it says: a robot is shown no row.
fn post(text: &Bilingual, scene: &Scene<'_>) -> Option<PostId> {
    let says = |item: &Item| match item {
        Item::Feed(feed) if feed.text == *text => Some(feed.id),
        _ => None,
    };
    scene.memory.items().find_map(says)
}

/// The last statement of the robot's own department that is out and not corrected.
fn out<'a>(scene: &Scene<'a>) -> Option<&'a StatementItem> {
    let ours = |item: &'a Item| match item {
        Item::Statement(one) if scene.you.department.as_ref() == Some(&one.department) => Some(&**one),
        _ => None,
    };
    let published = scene.memory.items().filter_map(ours).filter(|one| one.stage == StatementStage::Published);
    published.max_by_key(|one| one.published.as_ref().map(|rung| rung.at.exercise))
}

/// A line of the scenario.
pub(super) fn deed(line: &Line, scene: &Scene<'_>) -> Option<Wish> {
    let language = forms::language(&line.body, scene.part.language);
    let found = || post(&line.body, scene);
    let command = match &line.does {
        RobotDeed::NoticePost {} => Command::NoticePost(c::NoticePost { post: found()?, note: None }),
        RobotDeed::VerifyPost { finding, source } => Command::VerifyPost(c::VerifyPost {
            post: found()?,
            finding: *finding,
            source: act::label(source.get(language))?,
            facts: Vec::new(),
        }),
        RobotDeed::DraftStatement { text, figures, cosigners, no_personal_data } => {
            Command::DraftStatement(c::DraftStatement {
                text: text.clone(),
                figures: figures.clone(),
                answers: found().into_iter().collect(),
                no_personal_data: *no_personal_data || scene.part.crew.looks_for_personal_data(),
                cosigners: cosigners.clone(),
                corrects: None,
            })
        }
        RobotDeed::CorrectStatement { text, figures, cosigners } => {
            let wrong = out(scene)?;
            Command::DraftStatement(c::DraftStatement {
                text: text.clone(),
                figures: figures.clone(),
                answers: wrong.answers.clone(),
                no_personal_data: true,
                cosigners: cosigners.clone(),
                corrects: Some(wrong.id),
            })
        }
        RobotDeed::ReportFact { .. }
        | RobotDeed::RecordClaim { .. }
        | RobotDeed::MakeCommitment { .. }
        | RobotDeed::Check { .. }
        | RobotDeed::Depart {}
        | RobotDeed::UseResource { .. }
        | RobotDeed::ReportFault { .. }
        | RobotDeed::UseSupply { .. }
        | RobotDeed::AskResource { .. }
        | RobotDeed::PutFeature { .. } => {
            return act::deed(&line.does, language);
        }
    };
    Some(command.into())
}

/// What follows of a statement as it stands, and when.
pub(super) fn next(item: &StatementItem, scene: &Scene<'_>) -> Option<(Own, Step)> {
    let ours = scene.you.department.as_ref() == Some(&item.department);
    let written = item.revised.as_ref().unwrap_or(&item.drafted).at.exercise;
    let asked = item
        .cosigners
        .iter()
        .any(|one| one.cosigned.is_none() && Some(&one.department) == scene.you.department.as_ref());
    let mut chance = scene.chance().about("statement", u64::from(item.number)).about("at", written.0.unsigned_abs());
    let (from, step, low, high) = match item.stage {
        StatementStage::Draft if asked => (written, Step::Cosign(written.0), 40.0, 120.0),
        StatementStage::Draft if ours => {
            // Sent back by command, or a department that was asked does not stand by it.
            let objected = item.cosigners.iter().filter_map(|one| one.objected.as_ref());
            let against = objected.chain(&item.returned).map(|noted| noted.at.exercise).max()?;
            (against, Step::Mend(against.0), 60.0, 150.0)
        }
        StatementStage::Cosigned if report::confirms(scene) => (written, Step::Decide(written.0), 50.0, 140.0),
        StatementStage::Approved if ours => (item.approved.as_ref()?.at.exercise, Step::Publish, 20.0, 60.0),
        StatementStage::Draft
        | StatementStage::Cosigned
        | StatementStage::Approved
        | StatementStage::Published
        | StatementStage::Corrected
        | StatementStage::Withdrawn => return None,
    };
    Some((scene.now.of(from).plus(chance.within(low, high)), step))
}

/// Does it, if it still makes sense.
pub(super) fn carry_out(id: StatementId, step: Step, scene: &Scene<'_>) -> Option<Wish> {
    let Item::Statement(item) = scene.memory.find(&format!("statement/{id}"))? else { return None };
    if next(item, scene).is_none_or(|(_, still)| still != step) {
        return None;
    }
    let command = match step {
        Step::Cosign(_) => Command::CosignStatement(c::CosignStatement { statement: id }),
        Step::Decide(_) => decide(item, scene)?,
        Step::Mend(_) => mend(item),
        Step::Publish => Command::PublishStatement(c::PublishStatement { statement: id }),
    };
    Some(command.into())
}

fn decide(item: &StatementItem, scene: &Scene<'_>) -> Option<Command> {
    let (statement, language) = (item.id, forms::language(&item.text, scene.part.language));
    let mut chance = scene.chance().about("approve", u64::from(item.number));
    if item.gates.contains(&StatementGate::Contradiction) {
        let note = act::remark(words::FIGURE.pick(&mut chance, language))?;
        return Some(Command::ReturnStatement(c::ReturnStatement { statement, note }));
    }
    let open = item.gates.iter().any(|gate| *gate != StatementGate::Approval);
    let reason = if open { act::remark(words::ALL_THE_SAME.pick(&mut chance, language)) } else { None };
    Some(Command::ApproveStatement(c::ApproveStatement { statement, reason }))
}

/// The same words with the figures that are confirmed, where they are.
fn mend(item: &StatementItem) -> Command {
    let figures = item.figures.iter().map(|figure| {
        let value = match (&figure.confirmed, figure.verdict) {
            (Some(confirmed), FigureVerdict::Contradicts) => confirmed.clone(),
            _ => figure.said.clone(),
        };
        QuotedFigure { fact: figure.fact.clone(), value }
    });
    Command::ReviseStatement(c::ReviseStatement {
        statement: item.id,
        text: item.text.clone(),
        figures: figures.collect(),
        answers: item.answers.clone(),
        no_personal_data: true,
        cosigners: item.cosigners.iter().map(|one| one.department.clone()).collect(),
    })
}
