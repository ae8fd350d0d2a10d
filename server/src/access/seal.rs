//! Personal data beside the record: sealed under the person's key, tied to the record by a keyed
//! digest. Deleting the key makes both mean nothing, and the record's chain stays whole.

use super::Access;
use crate::ids;
use crate::store;
use protocol::ids::PersonId;
use protocol::problem::Problem;
use ring::hmac;

/// What a sealed name in the journal is tied to.
const CONTEXT: &[u8] = b"commit/name";

/// A name as it travels with a commit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealedName {
    /// The name, sealed under the person's key; stands beside the commit.
    pub sealed: Vec<u8>,
    /// HMAC-SHA-256 of the name under the person's key, in hex; stands in the event.
    pub digest: String,
}

/// Opens a name of the journal with the key of its person; none if it is another's.
#[must_use]
pub fn open_with(key: &store::PersonKey, sealed: &[u8]) -> Option<String> {
    String::from_utf8(store::open(&key.0, CONTEXT, sealed).ok()?).ok()
}

impl Access {
    /// Seals a person's name for the journal. None if the person has been erased or has no name.
    ///
    /// # Errors
    /// What the store says.
    pub async fn sealed_name(&self, person: PersonId) -> Result<Option<SealedName>, Problem> {
        let (Some(key), Some(name)) = (self.0.store.person_key(person).await?, self.0.store.person_name(person).await?)
        else {
            return Ok(None);
        };
        let tag = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, &key.0), name.as_bytes());
        Ok(Some(SealedName { sealed: store::seal(&key.0, CONTEXT, name.as_bytes()), digest: ids::hex(tag.as_ref()) }))
    }

    /// Opens a name of the journal. None once the person has been erased.
    ///
    /// # Errors
    /// What the store says, also if the bytes are not what was sealed.
    pub async fn open_name(&self, person: PersonId, sealed: &[u8]) -> Result<Option<String>, Problem> {
        let Some(key) = self.0.store.person_key(person).await? else { return Ok(None) };
        let name = store::open(&key.0, CONTEXT, sealed)?;
        Ok(Some(String::from_utf8(name).map_err(|_| store::Error::Sealed)?))
    }
}
