//! The administrator: made by a one-time link, signs in with a password.

use super::{Access, Granted, Identity, Source};
use crate::ids;
use crate::limits::ADMINISTRATOR_SESSION;
use crate::store::{Account, Holder};
use protocol::problem::{Problem, ProblemCode};

/// Name of the account that the set-up link makes.
pub(super) const ADMINISTRATOR: &str = "admin";

impl Access {
    /// Whether an administrator exists.
    ///
    /// # Errors
    /// What the store says.
    pub async fn is_set_up(&self) -> Result<bool, Problem> {
        Ok(self.0.store.is_set_up().await?)
    }

    /// Makes a one-time set-up link's secret; an earlier one stops working. With an existing
    /// administrator it sets a new password.
    ///
    /// # Errors
    /// What the store says.
    pub async fn new_set_up_secret(&self) -> Result<String, Problem> {
        let secret = ids::secret_128();
        self.0.store.put_set_up_link(ids::fingerprint(&secret), self.0.clock.now()).await?;
        Ok(secret)
    }

    /// The first sign-in by the set-up link.
    ///
    /// # Errors
    /// `weak_password`; `already_set_up` if the link was used; `wrong_credentials` if it never was one.
    pub async fn set_up(&self, secret: &str, password: String) -> Result<Granted, Problem> {
        let digest = ids::fingerprint(secret);
        // Nobody without the link makes the server hash.
        if !self.0.store.has_set_up_link(digest).await? {
            let used = self.0.store.is_set_up().await?;
            let code = if used { ProblemCode::AlreadySetUp } else { ProblemCode::WrongCredentials };
            return Err(Problem::new(code));
        }
        let account = Account { name: ADMINISTRATOR.into(), password: self.0.passwords.hash(password).await? };
        if !self.0.store.use_set_up_link(digest, account, self.0.clock.now()).await? {
            return Err(Problem::new(ProblemCode::AlreadySetUp));
        }
        self.grant_administrator(ADMINISTRATOR.into()).await
    }

    /// Signs an administrator in.
    ///
    /// # Errors
    /// `wrong_credentials`, whether name or password; `locked_out` after failures; `busy`.
    pub async fn password(&self, name: &str, password: String, source: Source) -> Result<Granted, Problem> {
        self.0.failures.check(name, source, self.0.clock.now())?;
        let account = self.0.store.account(name.into()).await?;
        let phc = account.map(|account| account.password);
        if !self.0.passwords.matches(password, phc).await? {
            self.0.failures.count(name, source, self.0.clock.now());
            return Err(Problem::new(ProblemCode::WrongCredentials));
        }
        self.0.failures.forget(name, source);
        self.grant_administrator(name.into()).await
    }

    async fn grant_administrator(&self, name: String) -> Result<Granted, Problem> {
        let holder = Holder::Account { name: name.clone() };
        let (secret, key) = self.begin_session(holder, ADMINISTRATOR_SESSION).await?;
        let identity = Identity::Administrator { name, key };
        Ok(Granted { session: secret, lasts: ADMINISTRATOR_SESSION, device: None, identity })
    }
}
