//! Names of persons, opened from what is sealed beside the record. Rules and record know only ids.

use crate::access::Access;
use protocol::ids::PersonId;
use std::future::Future;
use std::pin::Pin;

/// The future of an opened name.
pub type Opened<'a> = Pin<Box<dyn Future<Output = Option<String>> + Send + 'a>>;

/// Opens sealed names: none once the person was erased.
pub trait Names: Send + Sync + 'static {
    /// The name of a person.
    fn open<'a>(&'a self, person: PersonId, sealed: &'a [u8]) -> Opened<'a>;
}

impl Names for Access {
    fn open<'a>(&'a self, person: PersonId, sealed: &'a [u8]) -> Opened<'a> {
        Box::pin(async move {
            match self.open_name(person, sealed).await {
                Ok(name) => name,
                Err(problem) => {
                    // A name that cannot be opened must not stop a drill: the seat is shown instead.
                    tracing::warn!(code = problem.code.word(), "a sealed name could not be opened");
                    None
                }
            }
        })
    }
}

/// Nobody has a name: rehearsals.
#[derive(Clone, Copy, Debug, Default)]
pub struct Nameless;

impl Names for Nameless {
    fn open<'a>(&'a self, _: PersonId, _: &'a [u8]) -> Opened<'a> {
        Box::pin(std::future::ready(None))
    }
}
