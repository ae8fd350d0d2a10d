//! A server without a listener, with one exercise in it and a clock that tests move.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE, COOKIE, ORIGIN, SET_COOKIE};
use axum::http::{HeaderMap, Method, Request, StatusCode};
use protocol::ids::ExerciseId;
use protocol::problem::Problem;
use protocol::time::Timestamp;
use serde_json::{Value, json};
use server::access::Access;
use server::clock::Clock;
use server::cluster::Gateway;
use server::http::{Archives, Base, Context, Parts, Peer, Rehearsals, open_exercise, router};
use server::journal::{AnyJournal, MemoryJournal, SqliteJournal};
use server::live::Registry;
use server::shutdown::Shutdown;
use server::store::{CardKind, Store};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tower::ServiceExt as _;

/// The page of the server itself.
pub(crate) const OWN: &str = "http://127.0.0.1:8080";

pub(crate) struct World {
    pub(crate) context: Context,
    pub(crate) clock: Clock,
    pub(crate) exercise: ExerciseId,
    pub(crate) room: String,
    router: Router,
    folder: PathBuf,
}

impl World {
    pub(crate) async fn new() -> Self {
        Self::over(false).await
    }

    pub(crate) async fn over(tls: bool) -> Self {
        Self::with(tls, |_| AnyJournal::Memory(MemoryJournal::new()), Archives::new).await
    }

    /// With a record on the disk, and a bound of the archives that are brought.
    pub(crate) async fn on_disk(archive_bytes_max: u64) -> Self {
        let journal = |folder: &Path| AnyJournal::Sqlite(SqliteJournal::open(folder).unwrap());
        Self::with(false, journal, |folder| Archives::new(folder).bounded(archive_bytes_max)).await
    }

    async fn with(
        tls: bool,
        journal: impl FnOnce(&Path) -> AnyJournal,
        archives: impl FnOnce(&Path) -> Archives,
    ) -> Self {
        let folder = std::env::temp_dir().join(format!("startex-access-{}", server::ids::uuid()));
        let clock = Clock::virtual_at(Timestamp(1_000_000));
        let (store, shutdown) = (Store::open(&folder).unwrap(), Shutdown::new());
        let access = Access::new(store.clone(), clock.clone());
        let journal = Arc::new(journal(&folder));
        let registry = Registry::new(journal, clock.clone(), Arc::new(access.clone()), shutdown.clone());
        let context = Context::new(Parts {
            gateway: Gateway::local(registry),
            durability: None,
            shutdown,
            access,
            store,
            base: Base::new("127.0.0.1:8080".parse().unwrap(), tls, None, &[]),
            fingerprint: None,
            authority: None,
            language: protocol::text::Language::Zh,
            tiles: None,
            rehearse: server::robots::rehearsal::rehearse_rows,
            rehearsals: Rehearsals::default(),
            imports: server::http::Imports::default(),
            archives: archives(&folder),
            metrics: server::telemetry::start_metrics(),
            clock: clock.clone(),
        });
        let (exercise, room) = add_exercise(&context).await;
        Self { router: router(&context), context, clock, exercise, room, folder }
    }

    pub(crate) fn pass(&self, millis: i64) {
        self.clock.advance_to(Timestamp(self.clock.now().0 + millis));
    }

    /// Secret of a seat's card or link token.
    pub(crate) async fn secret(&self, seat: &str, kind: CardKind) -> String {
        let cards = self.context.store.cards(self.exercise, kind).await.unwrap();
        cards.into_iter().find(|card| card.seat.as_str() == seat).expect("the seat exists").secret
    }

    /// Where the data is.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    pub(crate) fn get(&self, path: &str) -> Ask<'_> {
        self.ask(Method::GET, path)
    }

    /// A request with a body, from the server's own page.
    pub(crate) fn post(&self, path: &str, body: Value) -> Ask<'_> {
        self.ask(Method::POST, path).header(ORIGIN.as_str(), OWN).json(&body)
    }

    pub(crate) fn ask(&self, method: Method, path: &str) -> Ask<'_> {
        Ask { world: self, method, path: path.into(), headers: HeaderMap::new(), body: Vec::new(), from: 1 }
    }

    pub(crate) async fn sign_in(&self, how: Value) -> Reply {
        self.post("/api/v1/session", how).send().await
    }

    /// Signs in with a seat's card, as a device that has no cookie yet.
    pub(crate) async fn take_card(&self, seat: &str) -> Reply {
        let secret = self.secret(seat, CardKind::Card).await;
        self.sign_in(json!({ "with": "seat_card", "secret": secret, "name": "张三" })).await
    }
}

impl Drop for World {
    fn drop(&mut self) {
        self.context.shutdown.request();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// Makes an exercise of the first bundled scenario, with a card and a link for every seat.
pub(crate) async fn add_exercise(context: &Context) -> (ExerciseId, String) {
    let file = server::scenario::bundled()[0];
    let scenario = server::scenario::load(file.yaml.as_bytes()).scenario.unwrap();
    let handle = open_exercise(context, scenario).await.unwrap();
    context.access.links(handle.id()).await.unwrap();
    let row = context.store.exercise(handle.id()).await.unwrap().expect("it was indexed");
    (handle.id(), row.room_code)
}

/// A request in the making.
pub(crate) struct Ask<'a> {
    world: &'a World,
    method: Method,
    path: String,
    headers: HeaderMap,
    body: Vec<u8>,
    from: u8,
}

impl Ask<'_> {
    pub(crate) fn header(mut self, name: &str, value: &str) -> Self {
        let name: axum::http::HeaderName = name.parse().unwrap();
        self.headers.append(name, value.parse().unwrap());
        self
    }
    pub(crate) fn json(mut self, body: &Value) -> Self {
        self.body = body.to_string().into_bytes();
        self.header(CONTENT_TYPE.as_str(), "application/json")
    }
    pub(crate) fn raw(mut self, body: impl Into<Vec<u8>>) -> Self {
        self.body = body.into();
        self
    }
    pub(crate) fn bearer(self, token: &str) -> Self {
        self.header(AUTHORIZATION.as_str(), &format!("Bearer {token}"))
    }
    /// With the cookies that an earlier answer set.
    pub(crate) fn with_cookies_of(self, reply: &Reply) -> Self {
        self.header(COOKIE.as_str(), &reply.cookies())
    }
    /// From another address.
    pub(crate) fn from(mut self, last: u8) -> Self {
        self.from = last;
        self
    }
    pub(crate) async fn send(self) -> Reply {
        let mut request = Request::builder().method(self.method).uri(self.path).body(Body::from(self.body)).unwrap();
        *request.headers_mut() = self.headers;
        request.extensions_mut().insert(Peer(SocketAddr::from(([10, 0, 0, self.from], 5_000))));
        let response = self.world.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, usize::MAX).await.unwrap().to_vec();
        Reply { status: parts.status, headers: parts.headers, body }
    }
}

/// An answer.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Reply {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|_| panic!("{:?}", String::from_utf8_lossy(&self.body)))
    }
    /// The code of a refusal, after checking that it is a whole problem document.
    pub(crate) fn code(&self) -> &'static str {
        assert_eq!(self.headers[CONTENT_TYPE], "application/problem+json", "{self:?}");
        let problem: Problem = serde_json::from_slice(&self.body).unwrap();
        assert_eq!(problem.status, self.status.as_u16());
        assert_eq!(problem.status, problem.code.status());
        assert_eq!(problem.kind, format!("urn:startex:problem:{}", problem.code.word()));
        problem.code.word()
    }
    pub(crate) fn set_cookies(&self) -> Vec<&str> {
        self.headers.get_all(SET_COOKIE).iter().map(|value| value.to_str().unwrap()).collect()
    }
    /// What a browser would send back.
    pub(crate) fn cookies(&self) -> String {
        self.set_cookies().iter().map(|set| set.split(';').next().unwrap()).collect::<Vec<_>>().join("; ")
    }
}
