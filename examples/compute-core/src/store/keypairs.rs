//! Key pairs: the public halves. Nobody but its owner has the private one.

use sqlx::{FromRow, QueryBuilder, Sqlite};
use terrace::PolicyTarget;

use super::list::{Part, SortKey};
use super::{Store, StoreError, now};

/// A public key with a name.
#[derive(Debug, Clone, PartialEq, Eq, FromRow, PolicyTarget)]
pub struct Keypair {
    /// Counts the key pairs of this database from 1, and is never used again.
    pub number: u32,
    /// Who owns it.
    #[target]
    pub user_id: String,
    /// Its name, unique among those of its owner.
    pub name: String,
    /// The public key, in OpenSSH's words.
    pub public_key: String,
    /// The public key's MD5, in hexadecimal with colons.
    pub fingerprint: String,
    /// When it was made.
    pub created: String,
}

/// A key pair to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewKeypair {
    /// Who will own it.
    pub user_id: String,
    /// Its name.
    pub name: String,
    /// The public key, in OpenSSH's words.
    pub public_key: String,
    /// The public key's MD5, in hexadecimal with colons.
    pub fingerprint: String,
}

/// What key pairs can be sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeypairKey {
    /// Their names.
    Name,
}

impl SortKey for KeypairKey {
    const TABLE: &'static str = "(SELECT keypairs.*, name AS id FROM keypairs)";
    const TIE: &'static str = "number";

    fn column(self) -> &'static str {
        match self {
            Self::Name => "name",
        }
    }
}

impl Store {
    /// A part of the list of a user's key pairs. A marker is the name of one.
    pub async fn list_keypairs(&self, user_id: &str, part: &Part<KeypairKey>) -> Result<Vec<Keypair>, StoreError> {
        let of_user = |query: &mut QueryBuilder<Sqlite>| {
            query.push(" AND user_id = ").push_bind(user_id.to_owned());
        };
        part.read(&self.readers, of_user).await
    }

    /// All key pairs of a user, by name.
    pub async fn keypairs(&self, user_id: &str) -> Result<Vec<Keypair>, StoreError> {
        let keypairs = sqlx::query_as("SELECT * FROM keypairs WHERE user_id = ? ORDER BY name").bind(user_id);
        Ok(keypairs.fetch_all(&self.readers).await?)
    }

    /// A user's key pair of this name.
    pub async fn keypair(&self, user_id: &str, name: &str) -> Result<Option<Keypair>, StoreError> {
        let keypair = sqlx::query_as("SELECT * FROM keypairs WHERE user_id = ? AND name = ?").bind(user_id).bind(name);
        Ok(keypair.fetch_optional(&self.readers).await?)
    }

    /// Adds a key pair, unless its owner has one of this name.
    pub async fn create_keypair(&self, new: &NewKeypair) -> Result<Keypair, StoreError> {
        let mut tx = self.writer.begin().await?;
        let made = sqlx::query_as(
            "INSERT INTO keypairs (user_id, name, public_key, fingerprint, created) VALUES (?, ?, ?, ?, ?) \
             ON CONFLICT (user_id, name) DO NOTHING RETURNING *",
        )
        .bind(&new.user_id)
        .bind(&new.name)
        .bind(&new.public_key)
        .bind(&new.fingerprint)
        .bind(now())
        .fetch_optional(&mut *tx)
        .await?
        .ok_or_else(|| StoreError::KeypairTaken(new.name.clone()))?;
        tx.commit().await?;
        Ok(made)
    }

    /// Removes a key pair. Servers that were given it keep its name.
    pub async fn delete_keypair(&self, user_id: &str, name: &str) -> Result<(), StoreError> {
        let mut tx = self.writer.begin().await?;
        let deleted = sqlx::query("DELETE FROM keypairs WHERE user_id = ? AND name = ?")
            .bind(user_id)
            .bind(name)
            .execute(&mut *tx)
            .await?;
        if deleted.rows_affected() == 0 {
            return Err(StoreError::KeypairNotFound { user: user_id.to_owned(), name: name.to_owned() });
        }
        Ok(tx.commit().await?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Seed;

    fn new(user_id: &str, name: &str) -> NewKeypair {
        let [user_id, name, public_key, fingerprint] = [user_id, name, "ssh-ed25519 AAAA", "00:ff"].map(str::to_owned);
        NewKeypair { user_id, name, public_key, fingerprint }
    }

    #[tokio::test]
    async fn a_user_has_their_own_by_name() {
        let store = Store::in_memory(Seed::Empty).await.unwrap();
        for (user, name) in [("u", "b"), ("u", "a"), ("other", "a")] {
            store.create_keypair(&new(user, name)).await.unwrap();
        }
        let names: Vec<_> = store.keypairs("u").await.unwrap().into_iter().map(|keypair| keypair.name).collect();
        assert_eq!(names, ["a", "b"]);

        let found = store.keypair("u", "b").await.unwrap().unwrap();
        assert_eq!(
            (found.number, found.public_key.as_str(), found.fingerprint.as_str()),
            (1, "ssh-ed25519 AAAA", "00:ff")
        );
        assert_eq!(store.keypair("other", "b").await.unwrap(), None);
    }

    #[tokio::test]
    async fn a_name_is_taken_until_its_key_pair_is_deleted() {
        let store = Store::in_memory(Seed::Empty).await.unwrap();
        store.create_keypair(&new("u", "a")).await.unwrap();
        let error = store.create_keypair(&new("u", "a")).await.unwrap_err();
        assert_eq!(error.to_string(), "Key pair 'a' already exists.");

        store.delete_keypair("u", "a").await.unwrap();
        let error = store.delete_keypair("u", "a").await.unwrap_err();
        assert_eq!(error.to_string(), "Keypair a not found for user u");
        assert!(store.create_keypair(&new("u", "a")).await.unwrap().number > 1);
    }
}
