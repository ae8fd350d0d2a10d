//! What every handler may use.

use super::archives::Archives;
use super::imports::Imports;
use super::origin::Base;
use super::rehearsal::{Rehearsals, Rehearse};
use crate::access::Access;
use crate::clock::Clock;
use crate::cluster::Gateway;
use crate::journal::sqlite::Durability;
use crate::shutdown::Shutdown;
use crate::store::Store;
use metrics_exporter_prometheus::PrometheusHandle;
use protocol::ids::ExerciseId;
use protocol::problem::Problem;
use protocol::text::Language;
use std::ops::Deref;
use std::path::PathBuf;
use std::sync::Arc;

/// A handle on what handlers use; clones share it.
#[derive(Clone)]
pub struct Context(Arc<Parts>);

/// What handlers use.
pub struct Parts {
    /// The server's clock.
    pub clock: Clock,
    /// What is not an exercise.
    pub store: Store,
    /// The way to every exercise.
    pub gateway: Gateway,
    /// What stands behind the word *recorded*; none for a journal in memory.
    pub durability: Option<Durability>,
    /// How the server stops.
    pub shutdown: Shutdown,
    /// Who is who.
    pub access: Access,
    /// Under which addresses the server is reached.
    pub base: Base,
    /// SHA-256 fingerprint of the certificate that browsers see, if the server has one.
    pub fingerprint: Option<String>,
    /// The local authority's certificate in PEM, for devices that should trust it.
    pub authority: Option<String>,
    /// Language of whoever has not chosen one.
    pub language: Language,
    /// Archive of map tiles, if the operator gave one.
    pub tiles: Option<PathBuf>,
    /// Plays a list on a virtual clock.
    pub rehearse: Rehearse,
    /// Rehearsals that run.
    pub rehearsals: Rehearsals,
    /// Sheets that somebody looks at before bringing them in.
    pub imports: Imports,
    /// Archives on their way out and in.
    pub archives: Archives,
    /// Renders the metrics.
    pub metrics: &'static PrometheusHandle,
}

impl Context {
    /// Shares the parts.
    #[must_use]
    pub fn new(parts: Parts) -> Self {
        Self(Arc::new(parts))
    }

    /// Lets departments, seats and their cards be those of the exercise as it is planned now.
    ///
    /// # Errors
    /// What the store or the exercise says.
    pub async fn follow_plan(&self, id: ExerciseId) -> Result<(), Problem> {
        let scenario = self.gateway.get(id).await?.view(|state| Arc::clone(state.scenario())).await?;
        self.access.follow_plan(id, &scenario).await
    }
}

impl Deref for Context {
    type Target = Parts;
    fn deref(&self) -> &Parts {
        &self.0
    }
}
