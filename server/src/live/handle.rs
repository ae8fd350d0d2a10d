//! A handle on a running exercise: the only way to it. Cheap to clone; hides every channel.

use super::channel::RawUpsert;
use super::fed::Entrant;
use super::input::{Answer, Input, Lanes, Recorded, Reply, Submission, Taking, gone};
use super::outbox::Outbox;
use super::runner::Stopped;
use super::stage::{Attached, Cover, Request, Summary};
use crate::access::SealedName;
use crate::clock::Clock;
use exercise::signal::{MachineReceipt, Signal};
use exercise::{Seated, State, permission};
use protocol::close::CloseReason;
use protocol::command::{Command, CommandKind};
use protocol::frame::{Resume, Sight, Waiting, You};
use protocol::ids::{ActionId, CommandId, DeliveryId, ExerciseId, PersonId, SeatCode};
use protocol::problem::{Problem, ProblemCode};
use protocol::recheck::{CarriedAction, EarlierFinding, RecheckResult};
use protocol::rest::{Receipt, ReceiptPage};
use protocol::text::Bilingual;
use protocol::time::Timestamp;
use protocol::vocab::{DeliveryStage, ExerciseStatus};
use std::sync::Arc;
use tokio::sync::{mpsc, oneshot, watch};

/// A handle on a running exercise; clones share it.
#[derive(Clone, Debug)]
pub struct Handle(Arc<Inner>);

#[derive(Debug)]
pub(super) struct Inner {
    pub id: ExerciseId,
    pub clock: Clock,
    pub lanes: Lanes,
    pub urgent: mpsc::Sender<Cover>,
    pub requests: mpsc::Sender<Request>,
    pub summary: watch::Receiver<Summary>,
}

impl Handle {
    pub(super) fn new(inner: Inner) -> Self {
        Self(Arc::new(inner))
    }

    /// Which exercise this is.
    #[must_use]
    pub fn id(&self) -> ExerciseId {
        self.0.id
    }

    /// What is known of it without asking it.
    #[must_use]
    pub fn summary(&self) -> Summary {
        self.0.summary.borrow().clone()
    }

    /// Tells when the summary changes.
    #[must_use]
    pub fn watch(&self) -> watch::Receiver<Summary> {
        self.0.summary.clone()
    }

    /// State of its life cycle.
    #[must_use]
    pub fn status(&self) -> ExerciseStatus {
        self.0.summary.borrow().status
    }

    /// Title.
    #[must_use]
    pub fn title(&self) -> Bilingual {
        self.0.summary.borrow().title.clone()
    }

    /// Why nothing is accepted, if so.
    #[must_use]
    pub fn stopped(&self) -> Option<Stopped> {
        self.0.summary.borrow().stopped
    }

    /// The server's clock.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.0.clock.now()
    }

    pub(super) fn is_closed(&self) -> bool {
        self.0.lanes.is_closed() || self.0.requests.is_closed()
    }

    /// Submits a command. Answers when it is in the record *and* visible here.
    ///
    /// # Errors
    /// The rules' rejection; `command_id_reused`; `storage_failed` or `storage_full` while nothing
    /// is accepted; `outcome_unknown` where only a repeat under the same id can tell.
    pub async fn submit(&self, seated: Seated, id: CommandId, command: Command, at: Option<Timestamp>) -> Answer {
        let (reply, answer) = oneshot::channel();
        self.pass_on(seated, id, command, at, Reply::Once(reply)).await?;
        answer.await.unwrap_or_else(|_| Err(gone()))
    }

    /// The same for a socket: the answer goes into its outbox, as `recorded` or `rejected`. Returns
    /// as soon as the command waits in its lane; a full lane makes this socket wait and no other.
    ///
    /// # Errors
    /// `outcome_unknown` if the exercise is being reloaded.
    pub fn submit_from(
        &self,
        outbox: &Outbox,
        seated: Seated,
        id: CommandId,
        command: Command,
        at: Option<Timestamp>,
    ) -> impl Future<Output = Result<(), Problem>> + Send + use<'_> {
        self.pass_on(seated, id, command, at, Reply::Frame(outbox.clone(), id))
    }

    /// Not `async` itself: the future of a connection holds what waits in a box, not the command.
    fn pass_on(
        &self,
        seated: Seated,
        id: CommandId,
        command: Command,
        happened_at: Option<Timestamp>,
        reply: Reply,
    ) -> impl Future<Output = Result<(), Problem>> + Send + use<'_> {
        let reply = if command.kind() == CommandKind::DeclareEmergency {
            // Every screen first; the record follows. A full door holds a cover already.
            let _ = self.0.urgent.try_send(Cover { seated: seated.clone(), command: command.clone() });
            Reply::Covered(Box::new(reply))
        } else {
            reply
        };
        let received = self.0.clock.now();
        let submission = Submission { seated, id, command, happened_at, received, reply };
        self.0.lanes.send(Input::Command(Box::new(submission)))
    }

    /// A client stored (`Delivered`) or showed (`Seen`) deliveries. No answer: merging by maximum
    /// makes a repeat harmless, and a client repeats what it does not see come back.
    ///
    /// # Errors
    /// `not_allowed` for a role that receives nothing; `outcome_unknown` during a reload.
    pub async fn receipts(
        &self,
        seated: &Seated,
        stage: DeliveryStage,
        deliveries: Vec<DeliveryId>,
    ) -> Result<(), Problem> {
        if !permission::allowed(seated.role, CommandKind::ConfirmDelivery) {
            return Err(Problem::new(ProblemCode::NotAllowed));
        }
        let seat = &seated.seat;
        let receipt = |delivery| MachineReceipt { delivery, seat: seat.clone(), stage };
        self.0.lanes.send(Input::Receipts(deliveries.into_iter().map(receipt).collect())).await
    }

    /// Somebody sits down; answers when that is in the record.
    ///
    /// # Errors
    /// `unknown` for a seat that is not there, and as [`Handle::submit`].
    pub async fn seat_taken(
        &self,
        seat: SeatCode,
        person: Option<PersonId>,
        name: Option<SealedName>,
        robot: bool,
    ) -> Result<Recorded, Problem> {
        let (reply, answer) = oneshot::channel();
        let taking = Taking { seat, person, name, robot, reply: Reply::Once(reply) };
        self.0.lanes.send(Input::Taken(Box::new(taking))).await?;
        answer.await.unwrap_or_else(|_| Err(gone()))
    }

    /// Looks at the visible state. `look` runs on the task of the exercise: keep it short.
    ///
    /// # Errors
    /// `outcome_unknown` during a reload.
    pub async fn view<R: Send + 'static>(&self, look: impl FnOnce(&State) -> R + Send + 'static) -> Result<R, Problem> {
        let (answer, found) = oneshot::channel();
        let look = Box::new(move |state: &State| drop(answer.send(look(state))));
        self.request(Request::Look(look)).await?;
        found.await.map_err(|_| gone())
    }

    /// What a seat is shown right now: exactly what its socket would show.
    ///
    /// # Errors
    /// `not_found` for a seat that is not there.
    pub async fn snapshot(&self, seat: SeatCode) -> Result<Vec<RawUpsert>, Problem> {
        let (answer, items) = oneshot::channel();
        self.request(Request::Items { seat, answer }).await?;
        items.await.map_err(|_| gone())?.ok_or_else(|| Problem::new(ProblemCode::NotFound))
    }

    /// A page of the single receipts of a delivery, in order of seats.
    ///
    /// # Errors
    /// `not_found` for a delivery that is not there.
    pub async fn receipt_page(&self, delivery: DeliveryId, from: usize, most: usize) -> Result<ReceiptPage, Problem> {
        let page = move |state: &State| {
            let delivery = state.delivery(delivery)?;
            let total = u32::try_from(delivery.receipts().count()).unwrap_or(u32::MAX);
            let name = |seat: &SeatCode| {
                let person = state.seat(seat).and_then(|seat| seat.person);
                person.and_then(|person| state.person(person)).map(str::to_owned)
            };
            let receipts = delivery.receipts().skip(from).take(most).map(|(seat, receipt)| Receipt {
                seat: seat.clone(),
                name: name(seat),
                delivered: receipt.delivered,
                seen: receipt.seen,
                acknowledged: receipt.acknowledged,
            });
            Some(ReceiptPage { receipts: receipts.collect(), total })
        };
        self.view(page).await?.ok_or_else(|| Problem::new(ProblemCode::NotFound))
    }

    /// Begins to feed a connection. Write the frames of the answer first, then what the outbox holds.
    /// The seat counts as connected until [`Handle::detach`], or until the outbox is abandoned.
    ///
    /// # Errors
    /// `not_found` for a seat that is not there; `outcome_unknown` during a reload.
    pub async fn attach(
        &self,
        you: You,
        robot: bool,
        outbox: Outbox,
        resume: Option<Resume>,
    ) -> Result<Attached, Problem> {
        self.feed(Entrant { you, robot, outbox, resume, looks: None }).await
    }

    /// Begins to show what `you` are shown to somebody in the seat `by`, by the same channels. Nobody
    /// comes by it: no presence, no receipt, and the seat does not count as taken.
    ///
    /// # Errors
    /// As [`Handle::attach`].
    pub async fn look(
        &self,
        you: You,
        by: SeatCode,
        outbox: Outbox,
        resume: Option<Resume>,
    ) -> Result<Attached, Problem> {
        self.feed(Entrant { you, robot: false, outbox, resume, looks: Some(by) }).await
    }

    async fn feed(&self, viewer: Entrant) -> Result<Attached, Problem> {
        let (answer, attached) = oneshot::channel();
        self.request(Request::Attach { viewer: Box::new(viewer), answer }).await?;
        attached.await.map_err(|_| gone())?
    }

    /// Ends the feed. Never waits: where the door is full, the stage finds the outbox abandoned.
    pub fn detach(&self, attached: &Attached, outbox: &Outbox) {
        outbox.abandon();
        let _ = self.0.requests.try_send(Request::Detach(attached.id));
    }

    /// A sign of life of a connection, with its round trip if one was measured. Never waits.
    pub fn presence(&self, seat: SeatCode, round_trip_ms: Option<u32>) {
        let _ = self.0.requests.try_send(Request::Heard { seat, round_trip_ms });
    }

    /// A connection of control has a row or cell open, or none any more. Never waits: the next look tells.
    pub fn looking(&self, attached: &Attached, sight: Option<Sight>) {
        let _ = self.0.requests.try_send(Request::Looking { id: attached.id, sight });
    }

    /// Closes the connections of a seat.
    ///
    /// # Errors
    /// `outcome_unknown` during a reload, which closes them too.
    pub async fn kick(&self, seat: SeatCode, reason: CloseReason) -> Result<(), Problem> {
        self.request(Request::Kick { seat, reason }).await
    }

    /// Shows control who waits to be let in; each call replaces the list.
    ///
    /// # Errors
    /// `outcome_unknown` during a reload; call again after it.
    pub async fn set_waiting(&self, waiting: Vec<Waiting>) -> Result<(), Problem> {
        self.request(Request::Waiting(waiting)).await
    }

    /// Forgets the name of a person whose key was deleted: no viewer is shown it any more.
    ///
    /// # Errors
    /// `outcome_unknown` during a reload, which does not learn it again.
    pub async fn forget(&self, person: PersonId) -> Result<(), Problem> {
        self.request(Request::Forget(person)).await
    }

    /// Measures of earlier exercises come in, to be looked at again; those that are here stay as they are.
    ///
    /// # Errors
    /// `outcome_unknown` during a reload: ask again, none comes in twice.
    pub async fn carry(&self, actions: Vec<CarriedAction>) -> Result<(), Problem> {
        self.lanes_quiet(Signal::Carried(actions)).await
    }

    /// What earlier exercises found comes in; what is known already stays as it is.
    ///
    /// # Errors
    /// As [`Handle::carry`].
    pub async fn note_earlier(&self, findings: Vec<EarlierFinding>) -> Result<(), Problem> {
        self.lanes_quiet(Signal::Earlier(findings)).await
    }

    /// Another exercise tells what it saw of an action of this one.
    ///
    /// # Errors
    /// `outcome_unknown` during a reload: ask again, the same word is taken once.
    pub async fn rechecked(&self, action: ActionId, result: RecheckResult) -> Result<(), Problem> {
        self.lanes_quiet(Signal::Rechecked(action, Box::new(result))).await
    }

    /// Hands in what the server knows, and waits until it is recorded and shown.
    async fn lanes_quiet(&self, signal: Signal) -> Result<(), Problem> {
        self.0.lanes.send(Input::Noticed(signal)).await?;
        self.settled().await.map(drop)
    }

    /// Waits until everything that waits now is recorded and shown, and tells when something will be
    /// due by the passing of time alone. For rehearsals, which move the clock there.
    ///
    /// # Errors
    /// `outcome_unknown` during a reload or while nothing is accepted.
    pub async fn settled(&self) -> Result<Option<Timestamp>, Problem> {
        let (answer, next) = oneshot::channel();
        self.0.lanes.send(Input::Settle(answer)).await?;
        next.await.map_err(|_| gone())
    }

    async fn request(&self, request: Request) -> Result<(), Problem> {
        self.0.requests.send(request).await.map_err(|_| gone())
    }
}
