//! Accounts with a password, and the one-time link by which the first one is made.

use super::{Error, Store};
use protocol::time::Timestamp;
use rusqlite::{OptionalExtension as _, params};

/// An account.
#[derive(Clone, Debug)]
pub struct Account {
    /// Its name.
    pub name: String,
    /// Argon2id hash in PHC form.
    pub password: String,
}

impl Store {
    /// The account of a name.
    ///
    /// # Errors
    /// What the database says.
    pub async fn account(&self, name: String) -> Result<Option<Account>, Error> {
        self.run(move |db, _| {
            let account = db
                .prepare_cached("SELECT name, password FROM accounts WHERE name = ?1")?
                .query_row([name], |row| Ok(Account { name: row.get(0)?, password: row.get(1)? }))
                .optional()?;
            Ok(account)
        })
        .await
    }

    /// Whether any account exists.
    ///
    /// # Errors
    /// What the database says.
    pub async fn is_set_up(&self) -> Result<bool, Error> {
        self.run(|db, _| Ok(db.query_row("SELECT EXISTS (SELECT 1 FROM accounts)", [], |row| row.get(0))?)).await
    }

    /// Keeps the digest of a set-up link; an earlier link stops working.
    ///
    /// # Errors
    /// What the database says.
    pub async fn put_set_up_link(&self, digest: [u8; 32], now: Timestamp) -> Result<(), Error> {
        self.run(move |db, _| {
            let transaction = db.transaction()?;
            transaction.execute("DELETE FROM set_up_links", [])?;
            transaction.execute("INSERT INTO set_up_links VALUES (?1, ?2)", params![digest, now.0])?;
            Ok(transaction.commit()?)
        })
        .await
    }

    /// Whether this is the digest of the set-up link.
    ///
    /// # Errors
    /// What the database says.
    pub async fn has_set_up_link(&self, digest: [u8; 32]) -> Result<bool, Error> {
        self.run(move |db, _| {
            let sql = "SELECT EXISTS (SELECT 1 FROM set_up_links WHERE digest = ?1)";
            Ok(db.query_row(sql, [digest], |row| row.get(0))?)
        })
        .await
    }

    /// Uses the set-up link up: makes the account, or gives it a new password. All its sessions
    /// end. Returns false if the link is not (or no longer) the current one.
    ///
    /// # Errors
    /// What the database says.
    pub async fn use_set_up_link(&self, digest: [u8; 32], account: Account, now: Timestamp) -> Result<bool, Error> {
        self.run(move |db, _| {
            let transaction = db.transaction()?;
            if transaction.execute("DELETE FROM set_up_links WHERE digest = ?1", [digest])? == 0 {
                return Ok(false);
            }
            transaction.execute(
                "INSERT INTO accounts (name, password, created) VALUES (?1, ?2, ?3)
                 ON CONFLICT (name) DO UPDATE SET password = excluded.password",
                params![account.name, account.password, now.0],
            )?;
            transaction.execute("DELETE FROM sessions WHERE account = ?1", [account.name])?;
            transaction.commit()?;
            Ok(true)
        })
        .await
    }
}
