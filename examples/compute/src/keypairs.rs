//! Key pairs: the SSH keys that servers are given.

mod ssh;

use terrace::Identity;
use terrace::policy::{May, Refused};
use terrace::prelude::*;

use crate::Nova;
use crate::name::{BadName, printable};
use crate::paging::{PageError, Pages, part};
use crate::policies::ProjectRules;
use crate::store::{self, Keypair, KeypairKey, Store, StoreError};
use crate::who::OfProject;

use ssh::{Key, KeyError};

/// SSH keys for servers.
///
/// The service keeps the public half. The private half of a key that it makes is told once.
#[controller(path = "/os-keypairs", key = keypair_name: String, versions = Nova, one = "keypair", many = "keypairs", pipeline = OfProject)]
#[derive(Debug)]
pub struct Keypairs {
    store: Store,
}

#[routes]
impl Keypairs {
    #[load]
    async fn load(
        &self,
        keypair_name: String,
        owner: Query<KeypairOwner>,
        who: Identity,
    ) -> Result<Keypair, KeypairError> {
        let user = owner.user(&who);
        let found = self.store.keypair(user, &keypair_name).await?;
        found.ok_or_else(|| KeypairError::missing(user, keypair_name))
    }

    /// List key pairs.
    ///
    /// By their names.
    #[index(until = V2_35)]
    #[policy("os_compute_api:os-keypairs:index")]
    async fn index(
        &self,
        owner: Query<KeypairOwner>,
        who: Identity,
        may: May,
    ) -> Result<Json<Vec<KeypairItem>>, KeypairsError> {
        let user = owner.user(&who);
        may.ask_of(ProjectRules::OS_COMPUTE_API_OS_KEYPAIRS_INDEX, &User { id: user })?;
        let keypairs = self.store.keypairs(user).await?;
        Ok(Json(keypairs.into_iter().map(KeypairItem::of).collect()))
    }

    /// List key pairs, page by page.
    ///
    /// By their names.
    #[index(since = V2_35)]
    #[policy("os_compute_api:os-keypairs:index")]
    async fn pages(
        &self,
        owner: Query<KeypairOwner>,
        page: Pages,
        who: Identity,
        may: May,
    ) -> Result<Page<KeypairItem>, KeypairsError> {
        let user = owner.user(&who);
        may.ask_of(ProjectRules::OS_COMPUTE_API_OS_KEYPAIRS_INDEX, &User { id: user })?;
        let keypairs = self.store.list_keypairs(user, &part(&page, KeypairKey::Name, false)).await?;
        Ok(page.of_full(keypairs, |keypair| keypair.name.clone()).map(KeypairItem::of))
    }

    /// Show a key pair.
    #[show]
    #[policy("os_compute_api:os-keypairs:show")]
    async fn show(&self, keypair: Loaded<Keypairs>) -> Json<KeypairDetail> {
        Json(KeypairDetail::of(&keypair))
    }

    /// Import a public key, or make a key pair.
    ///
    /// Without a public key, a new pair of keys is made, of the kind Ed25519.
    #[create(status = 200, until = V2_2)]
    #[policy("os_compute_api:os-keypairs:create")]
    #[link(Self::show, keypair_name = "$response.body#/keypair/name")]
    async fn create(
        &self,
        new: Json<NewKeypair>,
        version: Version,
        who: Identity,
        may: May,
    ) -> Result<Json<CreatedKeypair>, NewKeypairError> {
        self.make(new.into_inner(), version, &who, &may).await
    }

    /// Import a public key, or make a key pair.
    ///
    /// Without a public key, a new pair of keys is made, of the kind Ed25519; from 2.92 on, there has to be one.
    #[create(since = V2_2)]
    #[policy("os_compute_api:os-keypairs:create")]
    #[link(Self::show, keypair_name = "$response.body#/keypair/name")]
    async fn create_now(
        &self,
        new: Json<NewKeypair>,
        version: Version,
        who: Identity,
        may: May,
    ) -> Result<Json<CreatedKeypair>, NewKeypairError> {
        self.make(new.into_inner(), version, &who, &may).await
    }

    /// Delete a key pair.
    ///
    /// Servers that were given it keep its name.
    #[delete(until = V2_2)]
    #[policy("os_compute_api:os-keypairs:delete")]
    async fn delete(&self, keypair: Loaded<Keypairs>) -> Result<Accepted, KeypairError> {
        Ok(Accepted(self.store.delete_keypair(&keypair.user_id, &keypair.name).await?))
    }

    /// Delete a key pair.
    ///
    /// Servers that were given it keep its name.
    #[delete(since = V2_2)]
    #[policy("os_compute_api:os-keypairs:delete")]
    async fn delete_at_once(&self, keypair: Loaded<Keypairs>) -> Result<(), KeypairError> {
        Ok(self.store.delete_keypair(&keypair.user_id, &keypair.name).await?)
    }
}

impl Keypairs {
    async fn make(
        &self,
        new: NewKeypair,
        version: Version,
        who: &Identity,
        may: &May,
    ) -> Result<Json<CreatedKeypair>, NewKeypairError> {
        let user_id = new.user_id.unwrap_or_else(|| who.user().to_owned());
        may.ask_of(ProjectRules::OS_COMPUTE_API_OS_KEYPAIRS_CREATE, &User { id: &user_id })?;
        printable(&new.name)?;
        let is_plain = |found: char| found.is_ascii_alphanumeric() || " _-".contains(found);
        if version < Nova::V2_92 && !new.name.chars().all(is_plain) {
            return Err(NewKeypairError::UnsafeName);
        }
        let key = match new.public_key {
            Some(public_key) => Key::import(public_key)?,
            // It waits for randomness, and computes.
            None => terrace::blocking(Key::generate).await?,
        };
        let Key { public_key, fingerprint, private_key } = key;
        let new = store::NewKeypair { user_id, name: new.name, public_key, fingerprint };
        let made = self.store.create_keypair(&new).await?;
        Ok(Json(CreatedKeypair::of(made, private_key)))
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

/// A user, as rules see them that speak of what they have.
#[derive(PolicyTarget)]
struct User<'u> {
    #[target(name = "user_id")]
    id: &'u str,
}

/// Why there is no list of key pairs.
#[derive(Debug, Failure)]
enum KeypairsError {
    /// They are another user's.
    #[failure(transparent)]
    Refused(Refused),
    /// There is no such page, or the store failed.
    #[failure(transparent)]
    Page(PageError),
}

/// Why a key pair was not made.
#[derive(Debug, Failure)]
enum NewKeypairError {
    /// It would be another user's.
    #[failure(transparent)]
    Refused(Refused),
    /// The name has control characters, or whitespace at an end.
    #[failure(transparent)]
    Name(BadName),
    /// The name has others than letters, digits, spaces, `-` and `_`, which it may from 2.92 on.
    #[failure(status = 400, detail = "Keypair data is invalid: Keypair name contains unsafe characters")]
    UnsafeName,
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
#[derive(Clone, Copy, Default)]
enum KeyType {
    /// SSH.
    #[default]
    Ssh,
}

/// A key pair, in a list.
#[model(versions = Nova)]
struct KeypairItem {
    /// The key pair.
    keypair: KeypairSummary,
}

/// What a list tells of a key pair.
#[model(versions = Nova)]
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
    /// What it is for.
    #[since(V2_2)]
    #[serde(rename = "type")]
    kind: KeyType,
}

/// A key pair.
#[model(versions = Nova)]
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
    /// What it is for.
    #[since(V2_2)]
    #[serde(rename = "type")]
    kind: KeyType,
}

/// A key pair that was made just now.
#[model(versions = Nova)]
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
    /// What it is for.
    #[since(V2_2)]
    #[serde(rename = "type")]
    kind: KeyType,
}

/// Whose key pairs.
#[model(versions = Nova)]
struct KeypairOwner {
    /// The user, where that is somebody else.
    #[since(V2_10)]
    user_id: Option<String>,
}

/// A key pair to be kept.
#[model(versions = Nova)]
struct NewKeypair {
    /// Its name, which no other key pair of its owner has.
    #[check(length = 1..=255)]
    #[example("laptop")]
    name: String,
    /// What it is for: SSH, as where this is absent.
    #[since(V2_2)]
    #[serde(rename = "type")]
    _kind: Option<KeyType>,
    /// The public key, as OpenSSH writes it. Where it is absent, a pair of keys is made.
    #[required_since(V2_92)]
    public_key: Option<String>,
    /// Who is to own it, where that is somebody else.
    #[since(V2_10)]
    user_id: Option<String>,
}

impl KeypairOwner {
    fn user<'o>(&'o self, who: &'o Identity) -> &'o str {
        self.user_id.as_deref().unwrap_or(who.user())
    }
}

impl KeypairItem {
    fn of(keypair: Keypair) -> Self {
        let Keypair { name, public_key, fingerprint, .. } = keypair;
        KeypairItem { keypair: KeypairSummary { name, public_key, fingerprint, kind: KeyType::Ssh } }
    }
}

impl KeypairDetail {
    fn of(keypair: &Keypair) -> Self {
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
            kind: KeyType::Ssh,
        }
    }
}

impl CreatedKeypair {
    fn of(keypair: Keypair, private_key: Option<String>) -> Self {
        let Keypair { name, public_key, fingerprint, user_id, .. } = keypair;
        CreatedKeypair { name, public_key, fingerprint, user_id, private_key, kind: KeyType::Ssh }
    }
}

impl KeypairError {
    fn missing(user: &str, name: String) -> Self {
        KeypairError::NotFound(StoreError::KeypairNotFound { user: user.to_owned(), name })
    }
}

impl From<StoreError> for KeypairsError {
    fn from(error: StoreError) -> Self {
        KeypairsError::Page(error.into())
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
