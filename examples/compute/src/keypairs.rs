//! Key pairs: the SSH keys that servers are given.

mod ssh;

use terrace::prelude::*;

use crate::store::{Keypair, NewKeypair, Store, StoreError};
use crate::{Nova, USER};

use ssh::{Key, KeyError};

/// SSH keys for servers.
///
/// The service keeps the public half. The private half of a key that it makes is told once.
#[controller(path = "/os-keypairs", key = keypair_name: String, versions = Nova, one = "keypair", many = "keypairs")]
#[derive(Debug)]
pub struct Keypairs {
    store: Store,
}

#[routes]
impl Keypairs {
    #[load]
    async fn load(&self, keypair_name: String) -> Result<Keypair, KeypairError> {
        self.store.keypair(USER, &keypair_name).await?.ok_or_else(|| KeypairError::missing(keypair_name))
    }

    /// List key pairs.
    ///
    /// By their names.
    #[index]
    async fn index(&self, version: Version) -> Result<Json<Vec<KeypairItem>>> {
        let keypairs = self.store.keypairs(USER).await?;
        Ok(Json(keypairs.into_iter().map(|keypair| KeypairItem::of(keypair, version)).collect()))
    }

    /// Show a key pair.
    #[show]
    async fn show(&self, keypair: Loaded<Keypairs>, version: Version) -> Json<KeypairDetail> {
        Json(KeypairDetail::of(&keypair, version))
    }

    /// Import a public key, or make a key pair.
    ///
    /// Without a public key, a new pair of keys is made, of the kind Ed25519.
    #[create(status = 200, until = V2_2)]
    async fn create(
        &self,
        new: Json<KeypairImport>,
        version: Version,
    ) -> Result<Json<CreatedKeypair>, NewKeypairError> {
        let new = new.into_inner();
        self.make(new.name, new.public_key, version).await
    }

    /// Import a public key, or make a key pair.
    ///
    /// Without a public key, a new pair of keys is made, of the kind Ed25519.
    #[create(since = V2_2)]
    async fn create_of_type(
        &self,
        new: Json<TypedKeypairImport>,
        version: Version,
    ) -> Result<Json<CreatedKeypair>, NewKeypairError> {
        let new = new.into_inner();
        self.make(new.name, new.public_key, version).await
    }

    /// Delete a key pair.
    ///
    /// Servers that were given it keep its name.
    #[delete(until = V2_2)]
    async fn delete(&self, keypair: Loaded<Keypairs>) -> Result<Accepted, KeypairError> {
        Ok(Accepted(self.store.delete_keypair(USER, &keypair.name).await?))
    }

    /// Delete a key pair.
    ///
    /// Servers that were given it keep its name.
    #[delete(since = V2_2)]
    async fn delete_at_once(&self, keypair: Loaded<Keypairs>) -> Result<(), KeypairError> {
        Ok(self.store.delete_keypair(USER, &keypair.name).await?)
    }
}

impl Keypairs {
    async fn make(
        &self,
        name: String,
        public_key: Option<String>,
        version: Version,
    ) -> Result<Json<CreatedKeypair>, NewKeypairError> {
        if name.trim() != name || name.contains(char::is_control) {
            return Err(NewKeypairError::Name);
        }
        let key = match public_key {
            Some(public_key) => Key::import(public_key)?,
            // It waits for randomness, and computes.
            None => terrace::blocking(Key::generate).await?,
        };
        let Key { public_key, fingerprint, private_key } = key;
        let new = NewKeypair { user_id: USER.to_owned(), name, public_key, fingerprint };
        let made = self.store.create_keypair(&new).await?;
        Ok(Json(CreatedKeypair::of(made, private_key, version)))
    }
}

/// Why a key pair is not to be had.
#[derive(Debug, Failure)]
pub enum KeypairError {
    /// There is no key pair of this name.
    #[failure(status = 404, detail = "{0}")]
    NotFound(StoreError),
    /// The store failed.
    #[failure(transparent)]
    Store(Internal),
}

/// Why a key pair was not made.
#[derive(Debug, Failure)]
enum NewKeypairError {
    /// The name has control characters, or whitespace at an end.
    #[failure(
        status = 400,
        detail = "An invalid 'name' value was provided. The name must be: printable characters. Can not start or end with whitespace."
    )]
    Name,
    /// The public key is none that OpenSSH would read.
    #[failure(status = 400, detail = "Keypair data is invalid: failed to generate fingerprint")]
    Key,
    /// Another key pair has this name.
    #[failure(status = 409, detail = "{0}")]
    Taken(StoreError),
    /// The store failed, or the source of randomness.
    #[failure(transparent)]
    Internal(Internal),
}

/// What a key pair is for.
#[model]
#[serde(rename_all = "lowercase")]
#[derive(Clone, Copy)]
enum KeyType {
    /// SSH.
    Ssh,
}

/// A key pair, in a list.
#[model]
struct KeypairItem {
    /// The key pair.
    keypair: KeypairSummary,
}

/// What a list tells of a key pair.
#[model]
struct KeypairSummary {
    /// Its name.
    #[example("laptop")]
    name: String,
    /// The public key, as OpenSSH writes it.
    #[example("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ2hGbtDJ6JpJn7mYe7lP8cA5m3YcXcWbQhB2VQbY1pD me@laptop")]
    public_key: String,
    /// The public key's MD5.
    #[example("1e:2c:9b:56:79:4b:45:77:f9:ca:7a:98:2c:b0:d5:3c")]
    fingerprint: String,
    /// What it is for. From 2.2 on.
    #[serde(rename = "type", default, skip_serializing_if = "Option::is_none")]
    kind: Option<KeyType>,
}

/// A key pair.
#[model]
struct KeypairDetail {
    /// Counts all key pairs.
    id: u32,
    /// Its name.
    #[example("laptop")]
    name: String,
    /// The public key, as OpenSSH writes it.
    public_key: String,
    /// The public key's MD5.
    fingerprint: String,
    /// Who owns it.
    user_id: String,
    /// When it was made.
    created_at: String,
    /// When it last changed: never.
    updated_at: Option<String>,
    /// Whether it is deleted: no.
    deleted: bool,
    /// When it was deleted: never.
    deleted_at: Option<String>,
    /// What it is for. From 2.2 on.
    #[serde(rename = "type", default, skip_serializing_if = "Option::is_none")]
    kind: Option<KeyType>,
}

/// A key pair that was made just now.
#[model]
struct CreatedKeypair {
    /// Its name.
    #[example("laptop")]
    name: String,
    /// The public key, as OpenSSH writes it.
    public_key: String,
    /// The public key's MD5.
    fingerprint: String,
    /// Who owns it.
    user_id: String,
    /// The private key, as OpenSSH writes it, told this once; absent where the public key was imported.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    private_key: Option<String>,
    /// What it is for. From 2.2 on.
    #[serde(rename = "type", default, skip_serializing_if = "Option::is_none")]
    kind: Option<KeyType>,
}

/// A key pair to be kept.
#[model]
struct KeypairImport {
    /// Its name, which no other key pair has.
    #[check(length = 1..=255)]
    #[example("laptop")]
    name: String,
    /// The public key, as OpenSSH writes it. Where it is absent, a pair of keys is made.
    public_key: Option<String>,
}

/// A key pair to be kept, and what it is for.
#[model]
struct TypedKeypairImport {
    /// Its name, which no other key pair has.
    #[check(length = 1..=255)]
    #[example("laptop")]
    name: String,
    /// What it is for: SSH, as where this is absent.
    #[serde(rename = "type")]
    _kind: Option<KeyType>,
    /// The public key, as OpenSSH writes it. Where it is absent, a pair of keys is made.
    public_key: Option<String>,
}

impl KeyType {
    /// What answers of this version say: all key pairs are for SSH.
    fn told_in(version: Version) -> Option<Self> {
        (version >= Nova::V2_2).then_some(KeyType::Ssh)
    }
}

impl KeypairItem {
    fn of(keypair: Keypair, version: Version) -> Self {
        let Keypair { name, public_key, fingerprint, .. } = keypair;
        KeypairItem { keypair: KeypairSummary { name, public_key, fingerprint, kind: KeyType::told_in(version) } }
    }
}

impl KeypairDetail {
    fn of(keypair: &Keypair, version: Version) -> Self {
        KeypairDetail {
            id: keypair.number,
            name: keypair.name.clone(),
            public_key: keypair.public_key.clone(),
            fingerprint: keypair.fingerprint.clone(),
            user_id: keypair.user_id.clone(),
            created_at: keypair.created.clone(),
            updated_at: None,
            deleted: false,
            deleted_at: None,
            kind: KeyType::told_in(version),
        }
    }
}

impl CreatedKeypair {
    fn of(keypair: Keypair, private_key: Option<String>, version: Version) -> Self {
        let Keypair { name, public_key, fingerprint, user_id, .. } = keypair;
        CreatedKeypair { name, public_key, fingerprint, user_id, private_key, kind: KeyType::told_in(version) }
    }
}

impl KeypairError {
    fn missing(name: String) -> Self {
        KeypairError::NotFound(StoreError::KeypairNotFound { user: USER.to_owned(), name })
    }
}

impl From<StoreError> for KeypairError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::KeypairNotFound { .. } => KeypairError::NotFound(error),
            other => KeypairError::Store(other.into()),
        }
    }
}

impl From<StoreError> for NewKeypairError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::KeypairTaken(_) => NewKeypairError::Taken(error),
            other => NewKeypairError::Internal(other.into()),
        }
    }
}

impl From<KeyError> for NewKeypairError {
    fn from(error: KeyError) -> Self {
        match error {
            KeyError::Unreadable => NewKeypairError::Key,
            KeyError::Generation(error) => NewKeypairError::Internal(error.into()),
        }
    }
}
