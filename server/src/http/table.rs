//! What a route is: its line in the table, from which router and document are made.

use super::context::Context;
use super::guard::guard;
use crate::limits::BODY_BYTES_MAX;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::handler::Handler;
use axum::http::Method;
use axum::middleware::from_fn_with_state;
use axum::routing::{MethodFilter, MethodRouter, on};
use schemars::{JsonSchema, Schema, SchemaGenerator};

/// Who may use a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// Anybody.
    Anyone,
    /// Whoever is signed in.
    SignedIn,
    /// Administrators.
    Administrator,
    /// Any seat of the exercise.
    Seat,
    /// Those who run the exercise, from their seats.
    Controller,
    /// Those who run the exercise, and administrators.
    Control,
    /// Those who may edit the list, and administrators.
    Editor,
    /// Those who may read the record itself, and administrators.
    Record,
    /// Those who run and those who evaluate the exercise, and administrators.
    Measures,
    /// Those who answer for the written reports, and administrators.
    Reports,
    /// Programs on this machine, and administrators.
    Local,
    /// Those who run the exercise, administrators, and programs with the token of a feed.
    Feed,
}

impl Who {
    /// In words, for the document.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Anyone => "anybody",
            Self::SignedIn => "whoever is signed in",
            Self::Administrator => "administrators",
            Self::Seat => "any seat of the exercise",
            Self::Controller => "DIR, LC and CTL of the exercise",
            Self::Control => "DIR, LC and CTL of the exercise; administrators",
            Self::Editor => "DIR, LC, CTL and PLN of the exercise; administrators",
            Self::Record => "DIR, LC and CTL of the exercise; administrators",
            Self::Measures => "DIR, LC, CTL, EVA and LEV of the exercise; administrators",
            Self::Reports => "DIR and LEV of the exercise; administrators",
            Self::Local => "programs on the server's machine; administrators",
            Self::Feed => "DIR, LC and CTL of the exercise; administrators; tokens of a feed",
        }
    }
}

/// What a body holds.
#[derive(Clone, Copy)]
pub enum Content {
    /// Nothing.
    Nothing,
    /// JSON of a type.
    Json(fn(&mut SchemaGenerator) -> Schema),
    /// Something else, by its media type.
    Media(&'static str),
    /// JSON of a type under a media type of its own, with an example.
    Example(&'static str, fn(&mut SchemaGenerator) -> Schema, fn() -> serde_json::Value),
}

/// A line of the table.
pub struct Route {
    /// Method.
    pub method: Method,
    /// Path with its parameters in braces.
    pub path: &'static str,
    /// Who may use it.
    pub who: Who,
    /// What it is for, one sentence.
    pub about: &'static str,
    /// What the request holds.
    pub takes: Content,
    /// What the answer holds.
    pub answers: Content,
    /// Largest body of a request.
    pub body_max: usize,
    mount: MethodRouter<Context>,
}

impl Route {
    /// A route without bodies.
    pub fn new<H, T>(method: Method, path: &'static str, who: Who, about: &'static str, handler: H) -> Self
    where
        H: Handler<T, Context>,
        T: 'static,
    {
        #[expect(clippy::expect_used, reason = "every method of the table is a standard one")]
        let filter = MethodFilter::try_from(method.clone()).expect("the table uses standard methods");
        let (takes, answers) = (Content::Nothing, Content::Nothing);
        Self { method, path, who, about, takes, answers, body_max: BODY_BYTES_MAX, mount: on(filter, handler) }
    }

    /// The request holds JSON of this type.
    #[must_use]
    pub fn takes<T: JsonSchema>(mut self) -> Self {
        self.takes = Content::Json(SchemaGenerator::subschema_for::<T>);
        self
    }

    /// The request holds something else, up to a size.
    #[must_use]
    pub fn takes_media(mut self, media_type: &'static str, bytes_max: usize) -> Self {
        self.takes = Content::Media(media_type);
        self.body_max = bytes_max;
        self
    }

    /// The answer holds JSON of this type.
    #[must_use]
    pub fn answers<T: JsonSchema>(mut self) -> Self {
        self.answers = Content::Json(SchemaGenerator::subschema_for::<T>);
        self
    }

    /// The answer holds something else.
    #[must_use]
    pub fn answers_media(mut self, media_type: &'static str) -> Self {
        self.answers = Content::Media(media_type);
        self
    }

    /// The answer holds JSON of this type, by another name than JSON, such as this.
    #[must_use]
    pub fn answers_like<T: JsonSchema>(mut self, media_type: &'static str, example: fn() -> serde_json::Value) -> Self {
        self.answers = Content::Example(media_type, SchemaGenerator::subschema_for::<T>, example);
        self
    }

    /// Puts the route behind its guard into the router.
    pub(super) fn mount(self, router: Router<Context>, context: &Context) -> Router<Context> {
        let guarded = self
            .mount
            .layer(DefaultBodyLimit::max(self.body_max))
            .layer(from_fn_with_state((context.clone(), self.who), guard));
        router.route(self.path, guarded)
    }
}
