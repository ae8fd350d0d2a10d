//! Which facts write a line of the position log, and what stands in it. The client writes the
//! sentence, in its language; here are only the parts.

use super::resource_line as resource;
use crate::event::{ClockCause, Event, FeaturePut};
use crate::state::State;
use protocol::ids::{
    ClaimId, CommitmentId, DeliveryId, DepartmentCode, FactReportId, FeatureId, PostId, RowId, SeatCode, StatementId,
};
use protocol::text::Language;
use protocol::vocab::{EntryKind, EscalationLevel, FeatureAudience, Heard, TaskOutcome};

/// The parts of a line.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    /// What kind.
    pub(crate) kind: EntryKind,
    /// The row.
    pub(crate) row: Option<RowId>,
    /// The department.
    pub(crate) department: Option<DepartmentCode>,
    /// The seat it is about.
    pub(crate) seat: Option<SeatCode>,
    /// Words of a person.
    pub(crate) text: Option<String>,
    /// Pinned for the hot wash.
    pub(crate) pinned: bool,
    /// It says what control keeps to itself.
    pub(crate) control_only: bool,
}

pub(super) fn line(kind: EntryKind) -> Line {
    Line { kind, row: None, department: None, seat: None, text: None, pinned: false, control_only: false }
}

fn row(id: &RowId) -> Line {
    Line { row: Some(id.clone()), ..line(EntryKind::Inject) }
}

fn seat(code: &SeatCode) -> Line {
    Line { seat: Some(code.clone()), ..line(EntryKind::Seat) }
}

fn delivery(state: &State, id: DeliveryId) -> Line {
    let delivery = state.deliveries.get(&id);
    Line {
        row: delivery.map(|delivery| delivery.row.clone()),
        department: delivery.map(|delivery| delivery.department.clone()),
        ..line(EntryKind::Delivery)
    }
}

fn of_report(state: &State, id: FactReportId, why: Option<&String>) -> Line {
    let Some(report) = state.fact_reports.get(&id) else { return line(EntryKind::Situation) };
    let why = why.map(|why| format!(" · {why}")).unwrap_or_default();
    let text = format!("{} = {}{why}", report.fact, report.value);
    Line { department: Some(report.department.clone()), ..line(EntryKind::Situation).text(text) }
}

fn mapped(what: &FeaturePut, text: String) -> Line {
    let control_only = what.audience == FeatureAudience::Control;
    Line { department: what.owner.clone(), control_only, ..line(EntryKind::Situation).text(text) }
}

fn of_feature(state: &State, id: FeatureId, why: Option<&String>) -> Line {
    let Some(feature) = state.features.get(&id) else { return line(EntryKind::Situation) };
    let why = why.map(|why| format!(" · {why}")).unwrap_or_default();
    mapped(&feature.what, format!("{}{why}", feature.what.label))
}

fn promise(department: Option<&DepartmentCode>, text: &str) -> Line {
    Line { department: department.cloned(), ..line(EntryKind::Promise).text(text) }
}

fn of_claim(state: &State, id: ClaimId) -> Line {
    let claim = state.claims.get(&id);
    promise(claim.map(|claim| &claim.department), claim.map_or("", |claim| &claim.text))
}

fn of_commitment(state: &State, id: CommitmentId) -> Line {
    let what = state.commitments.get(&id).map(|commitment| &commitment.what);
    promise(what.map(|what| &what.owner), what.map_or("", |what| &what.text))
}

fn of_post(state: &State, id: PostId, department: Option<&DepartmentCode>, words: Option<&str>) -> Line {
    let post = state.media.posts.get(&id);
    let platform = post.map_or("", |post| post.platform.get(Language::Zh));
    let text = [Some(platform), words].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let row = post.and_then(|post| post.row.clone());
    Line { row, department: department.cloned(), ..line(EntryKind::Media).text(text) }
}

fn of_statement(state: &State, id: StatementId, words: Option<&str>) -> Line {
    let Some(one) = state.media.statements.get(&id) else { return line(EntryKind::Media) };
    let said = format!("{}-{} · {}", one.department, one.number, one.draft.text.get(Language::Zh));
    let text = [Some(said.as_str()), words].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    Line { department: Some(one.department.clone()), ..line(EntryKind::Media).text(text) }
}

impl Line {
    pub(super) fn text(mut self, text: impl Into<String>) -> Self {
        self.text = Some(text.into());
        self
    }
    fn maybe(mut self, text: Option<&String>) -> Self {
        self.text = text.cloned();
        self
    }
}

/// The line of a fact; none for those that would only fill the log: machine receipts, evaluators'
/// notes, anchors of the clock that a change of state explains.
#[must_use]
pub(crate) fn of(state: &State, event: &Event) -> Option<Line> {
    Some(match event {
        Event::ExerciseCreated(_) => line(EntryKind::Exercise),
        Event::StatusChanged(e) => Line {
            text: Some(match (e.reason, &e.note) {
                (Some(reason), Some(note)) => format!("{} · {reason} · {note}", e.to),
                (Some(reason), None) => format!("{} · {reason}", e.to),
                (None, Some(note)) => format!("{} · {note}", e.to),
                (None, None) => e.to.to_string(),
            }),
            ..line(EntryKind::Exercise)
        },
        Event::ClockAnchored(e) => match e.cause {
            ClockCause::Rate => line(EntryKind::Exercise).text(format!("×{}", e.clock.rate)),
            ClockCause::Jump => line(EntryKind::Exercise).text(format!("{} s", e.clock.anchor_exercise.0 / 1_000)),
            ClockCause::Outage => line(EntryKind::System),
            ClockCause::Status | ClockCause::Emergency => return None,
        },
        Event::ExerciseRestarted(e) => line(EntryKind::Exercise).text(e.run.to_string()),
        Event::PhasesChanged(e) => {
            let open: Vec<&str> = e.open.iter().map(protocol::ids::PhaseId::as_str).collect();
            line(EntryKind::Exercise).text(open.join(" "))
        }
        Event::OutageBridged(e) => line(EntryKind::System).text(format!("{} ms", e.to.wall.0 - e.from.wall.0)),
        Event::WallClockStepped(e) => line(EntryKind::System).text(format!("{} ms", e.by_ms)),

        Event::RowAdded(e) => row(&e.row.id),
        Event::RowArmed(e) => row(&e.row),
        Event::RowReleased(e) => row(&e.row),
        Event::RowHeld(e) => row(&e.row),
        Event::RowLetGo(e) => row(&e.row),
        Event::RowSkipped(e) => row(&e.row).text(&e.reason),
        Event::RowRestored(e) => row(&e.row),
        Event::RowDeferred(e) => row(&e.row).text(format!("{:+} s", e.by.0)),
        Event::RowsShifted(e) => line(EntryKind::Inject).text(format!("{:+} s", e.by.0)),
        Event::RowRecalled(e) => row(&e.row).text(&e.reason),
        Event::RowEdited(e) => row(&e.row),
        Event::RowCompleted(e) => row(&e.row).maybe(e.outcome.as_ref()),
        Event::RowMissed(e) => row(&e.row),
        Event::RowNotPlayed(e) => row(&e.row),
        Event::RowRetired(e) => row(&e.row).text(&e.reason),

        Event::ReceiptsMerged(_) | Event::ObservationRecorded(_) => return None,
        // The list has a history of its own, cell by cell; approval is a change of state.
        Event::MselRowsAdded(_)
        | Event::MselCellsEdited(_)
        | Event::MselCellsRead(_)
        | Event::MselRowsRemoved(_)
        | Event::MselRowsRestored(_)
        | Event::MselRowsMoved(_)
        | Event::MselPartPut(_)
        | Event::MselPartRemoved(_)
        | Event::MselCommented(_)
        | Event::MselCommentSettled(_)
        | Event::MselFrozen(_) => return None,
        Event::FindingRecorded(e) => line(EntryKind::Evaluation).text(&e.text),
        Event::MomentStarred(e) => line(EntryKind::Note).text(&e.title),
        Event::StarRemoved(_) => return None,
        Event::FindingWithdrawn(e) => line(EntryKind::Evaluation).text(&e.reason),
        Event::ActionOpened(e) => line(EntryKind::Evaluation).text(&e.measure),
        Event::ActionMoved(e) => line(EntryKind::Evaluation).text(e.to.word()),
        Event::EarlierFindingsNoted(_) => return None,
        Event::ActionsCarried(e) => line(EntryKind::Evaluation).text(e.rechecks.len().to_string()),
        Event::RecheckMarked(e) => line(EntryKind::Evaluation).text(e.outcome.word()),
        Event::ActionRechecked(e) => line(EntryKind::Evaluation).text(e.result.outcome.word()),
        Event::ActionAssigned(_) => return None,
        Event::SentenceEdited(_) | Event::SentenceRestored(_) | Event::EvidenceGiven(_) => return None,
        Event::FeedbackGiven(_) => return None,
        Event::FeedbackClosed(_) => line(EntryKind::Evaluation),
        Event::DraftPut(e) => line(EntryKind::Evaluation).text(e.document.word()),
        Event::DocumentApproved(e) => line(EntryKind::Evaluation).text(e.document.word()),
        Event::TaskRated(_) | Event::BehaviourMarked(_) | Event::ObservationPublished(_) => return None,
        Event::AnswerScored(e) => delivery(state, e.delivery).text(format!("{}/{}", e.right.len(), e.asked)),
        Event::ReconciliationOpened(_) => line(EntryKind::Evaluation),
        Event::TaskSettled(e) => line(EntryKind::Evaluation).text(format!("{} · {}", e.task, e.rating)),
        Event::DeliveryAcknowledged(e) => delivery(state, e.delivery),
        Event::AcknowledgementTakenBack(e) => delivery(state, e.delivery),
        Event::DeliveryBegun(e) => delivery(state, e.delivery),
        Event::DeliveryResponded(e) => delivery(state, e.delivery).maybe(e.text.as_ref()),
        Event::DeliveryCompleted(e) => delivery(state, e.delivery).maybe(e.text.as_ref()),
        Event::ResponseReturned(e) => delivery(state, e.delivery).text(&e.note),
        Event::ResponseAccepted(e) => delivery(state, e.delivery),
        Event::DeliveryClosed(e) => match e.cause {
            crate::event::CloseCause::Hand => delivery(state, e.delivery).maybe(e.reason.as_ref()),
            crate::event::CloseCause::Done | crate::event::CloseCause::Ended => return None,
        },
        Event::ReceiptRecorded(e) => delivery(state, e.delivery).text(format!("{} · {} · {}", e.stage, e.via, e.told)),
        Event::DeliveryDeclined(e) => delivery(state, e.delivery).text(&e.reason),
        Event::InjectNudged(e) => row(&e.row),
        Event::DeliveryOverdue(e) => delivery(state, e.delivery).text(e.duty.word()),
        Event::ClarificationAsked(e) => delivery(state, e.delivery).text(&e.text),
        Event::ClarificationAnswered(e) => {
            let asked = state.clarifications.get(&e.id);
            asked.map_or_else(|| line(EntryKind::Delivery), |asked| delivery(state, asked.delivery)).text(&e.text)
        }

        Event::TaskMarked(e) => {
            let mark = e.mark.as_ref().map(|mark| format!(" · {mark}")).unwrap_or_default();
            // A sign, because a line has no language.
            let sign = if e.outcome == TaskOutcome::Done { '✓' } else { '✕' };
            line(EntryKind::Task).text(format!("{}{mark} {sign}", e.task))
        }
        Event::MessageSent(e) => line(EntryKind::Comms).text(&e.text),
        Event::ReportSubmitted(e) => {
            Line { department: Some(e.department.clone()), ..line(EntryKind::Comms).text(&e.text) }
        }
        Event::ReportConfirmed(e) => {
            let department = state.reports.get(&e.report).map(|report| report.department.clone());
            Line { department, ..line(EntryKind::Comms) }
        }
        Event::LogWritten(e) => Line {
            row: e.row.clone(),
            department: e.department.clone(),
            seat: e.seat.clone(),
            pinned: e.pinned,
            ..line(EntryKind::Note).text(&e.text)
        },
        Event::ControlPassed(e) => Line { seat: Some(e.to.clone()), ..line(EntryKind::Exercise) },

        Event::FactReported(e) => {
            let text = format!("{} = {}", e.fact, e.value);
            Line { department: Some(e.department.clone()), ..line(EntryKind::Situation).text(text) }
        }
        Event::FactWithdrawn(e) => of_report(state, e.report, Some(&e.reason)),
        Event::FactConfirmed(e) => of_report(state, e.report, None),
        Event::TruthSet(e) => {
            let why = e.note.as_ref().map(|note| format!(" · {note}")).unwrap_or_default();
            let text = format!("{} = {}{why}", e.fact, e.value);
            Line { control_only: true, ..line(EntryKind::Situation).text(text) }
        }

        Event::ClaimRecorded(e) => promise(Some(&e.department), &e.text),
        Event::ClaimReadBack(e) => of_claim(state, e.claim),
        Event::ClaimAnswered(e) => promise(state.claims.get(&e.claim).map(|claim| &claim.department), &e.text),
        Event::CommitmentMade(e) => promise(Some(&e.department), &e.text),
        Event::CommitmentConfirmed(e) => of_commitment(state, e.commitment),
        Event::CommitmentSettled(e) => of_commitment(state, e.commitment),
        Event::CommitmentJudged(e) => of_commitment(state, e.commitment),
        Event::CommitmentOverdue(e) => of_commitment(state, e.commitment),

        Event::CheckReported(e) => Line { seat: Some(e.seat.clone()), ..line(EntryKind::RollCall).text(&e.client) },
        Event::TestAcknowledged(e) => Line { seat: Some(e.seat.clone()), ..line(EntryKind::RollCall) },
        Event::DepartmentCalled(e) => {
            let why = e.note.as_ref().map(|note| format!(" · {note}")).unwrap_or_default();
            let text = format!("{}{why}", e.word);
            Line { department: Some(e.department.clone()), ..line(EntryKind::RollCall).text(text) }
        }
        Event::RollClosed(e) => {
            if e.not_ready.is_empty() {
                return None;
            }
            let mut parts: Vec<&str> = e.not_ready.iter().map(|one| one.department.as_str()).collect();
            parts.extend(e.note.as_deref());
            line(EntryKind::RollCall).text(parts.join(" · "))
        }

        // Amber is said by the mark that it is late; red is worth a line.
        Event::DeliveryEscalated(e) => match e.level {
            EscalationLevel::Red => delivery(state, e.delivery).text(e.duty.word()),
            EscalationLevel::Amber => return None,
        },
        Event::DeputyCalled(e) => Line { seat: Some(e.seat.clone()), ..delivery(state, e.delivery) },
        Event::RelayTicked(e) => {
            let count = |heard: Heard| e.heard.iter().filter(|fact| fact.heard == heard).count();
            // Signs, because a line has no language.
            let text = format!("✓{} ≠{} ✕{}", count(Heard::Kept), count(Heard::Changed), count(Heard::Lost));
            let hop = state.relays.get(&e.row).and_then(|relay| relay.hops.get(e.hop as usize));
            let department = hop.map(|hop| hop.department.clone());
            Line { row: Some(e.row.clone()), department, ..line(EntryKind::Task).text(text) }
        }
        Event::FeaturePut(e) => {
            let place = e.place.as_ref().map(|place| format!(" · {place}")).unwrap_or_default();
            let why = e.reason.as_ref().map(|reason| format!(" · {reason}")).unwrap_or_default();
            mapped(e, format!("{}{place}{why}", e.label))
        }
        Event::FeatureRemoved(e) => of_feature(state, e.feature, Some(&e.reason)),
        Event::FeatureConfirmed(e) => of_feature(state, e.feature, None),

        Event::PostWritten(e) => line(EntryKind::Media).text(format!("{} · {}", e.platform, e.text)),
        Event::ReachLogged(e) => of_post(state, e.post, None, Some(&e.reach.to_string())),
        Event::PostNoticed(e) => of_post(state, e.post, Some(&e.department), e.note.as_deref()),
        Event::PostVerified(e) => {
            let found = format!("{} · {}", e.finding.word(), e.source);
            of_post(state, e.post, Some(&e.department), Some(&found))
        }
        Event::PostUnanswered(e) => of_post(state, e.post, None, None),
        Event::StatementDrafted(e) => of_statement(state, e.id, None),
        Event::StatementRevised(e) => of_statement(state, e.statement, None),
        Event::StatementCosigned(e) => {
            Line { department: Some(e.department.clone()), ..of_statement(state, e.statement, None) }
        }
        Event::StatementObjected(e) => {
            of_statement(state, e.statement, Some(&format!("{}: {}", e.department, e.reason)))
        }
        Event::StatementReturned(e) => of_statement(state, e.statement, Some(&e.note)),
        Event::StatementApproved(e) => of_statement(state, e.statement, e.reason.as_deref()),
        Event::StatementPublished(e) => of_statement(state, e.statement, None),
        Event::StatementWithdrawn(e) => of_statement(state, e.statement, Some(&e.reason)),

        Event::SeatTaken(e) => seat(&e.seat),
        Event::SeatLost(e) => seat(&e.seat),
        Event::SeatBack(e) => seat(&e.seat),
        Event::SeatReleased(e) => seat(&e.seat),
        Event::EmergencyDeclared(e) => line(EntryKind::Safety).maybe(e.note.as_ref()),
        Event::ResumeConfirmed(e) => line(EntryKind::Safety).text(e.key.word()),
        Event::EmergencyEnded(_) => line(EntryKind::Safety),

        Event::ObjectiveRated(e) => line(EntryKind::Task).text(format!("{} · {}", e.objective, e.rating)),

        Event::ResourceMoved(_)
        | Event::SupplyUsed(_)
        | Event::FaultOccurred(_)
        | Event::FaultReported(_)
        | Event::FaultPassed(_)
        | Event::FaultFixed(_)
        | Event::ChecklistTicked(_)
        | Event::DepartmentDeparted(_)
        | Event::ResourceRequested(_)
        | Event::ResourceGranted(_)
        | Event::ResourceRequestWithdrawn(_)
        | Event::ResourceRefused(_)
        | Event::ResourceHandedOver(_)
        | Event::ResourceReturned(_) => resource::line(state, event),
    })
}
