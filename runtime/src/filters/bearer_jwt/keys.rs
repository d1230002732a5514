//! The keys that tokens are signed with: kept, and asked for again where they are old or a token names another.
//!
//! Nobody waits longer than one answer may take, and nobody is asked more often than every `pause`, whatever tokens say.

use core::fmt;
use core::time::Duration;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Instant;

use jsonwebtoken::jwk::{AlgorithmParameters, Jwk, KeyAlgorithm, PublicKeyUse};
use jsonwebtoken::{Algorithm, DecodingKey};
use serde_json::Value;
use tokio::sync::Mutex;
use tokio::task::JoinHandle;

use super::BearerJwt;
use super::fetch::Fetcher;

/// All keys, shared by all requests.
pub(super) struct Keys {
    fetcher: Fetcher,
    refresh: Duration,
    keep: Duration,
    pause: Duration,
    known: RwLock<Known>,
    /// Whoever holds it asks.
    one: Mutex<()>,
}

#[derive(Clone, Default)]
struct Known {
    /// The keys, and since when they are known.
    set: Option<(Arc<KeySet>, Instant)>,
    /// When the last question for them was answered, or came to nothing.
    asked: Option<Instant>,
}

/// What is known of a token's key.
pub(super) enum Found {
    Key(DecodingKey),
    /// There is none of this name.
    NoKey,
    /// No keys are known at all.
    Nothing,
}

impl Keys {
    pub(super) fn new(settings: &BearerJwt) -> Self {
        let BearerJwt { refresh, keep, pause, .. } = *settings;
        let fetcher = Fetcher::new(settings);
        Keys { fetcher, refresh, keep, pause, known: RwLock::default(), one: Mutex::default() }
    }

    /// The key of a name, for an algorithm. A token that names none may be signed with the only one.
    pub(super) async fn find(self: &Arc<Self>, name: Option<&str>, algorithm: Algorithm) -> Found {
        match self.known_key(name, algorithm) {
            (Found::Key(key), is_old) => {
                if is_old {
                    // This token need not wait for it.
                    drop(self.asking());
                }
                Found::Key(key)
            }
            (Found::NoKey | Found::Nothing, _) => {
                // A task that has panicked has brought no keys.
                let _ = self.asking().await;
                self.known_key(name, algorithm).0
            }
        }
    }

    /// What is known now, and whether it is time to ask again.
    fn known_key(&self, name: Option<&str>, algorithm: Algorithm) -> (Found, bool) {
        let known = self.known();
        let usable = known.set.filter(|(_, since)| since.elapsed() < self.keep);
        let Some((set, since)) = usable else { return (Found::Nothing, true) };
        let found = set.find(name, algorithm).map_or(Found::NoKey, |key| Found::Key(key.clone()));
        (found, since.elapsed() >= self.refresh)
    }

    fn known(&self) -> Known {
        self.known.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn note(&self, note: impl FnOnce(&mut Known)) {
        note(&mut self.known.write().unwrap_or_else(PoisonError::into_inner));
    }

    /// Asks for the keys in a task of its own: a client who does not wait for the answer takes it from nobody else.
    fn asking(self: &Arc<Self>) -> JoinHandle<()> {
        let keys = Arc::clone(self);
        tokio::spawn(async move { keys.ask().await })
    }

    /// Asks for the keys, unless somebody has done so just now, or while this one waited.
    async fn ask(&self) {
        let since = Instant::now();
        let _one = self.one.lock().await;
        if self.known().asked.is_some_and(|asked| asked >= since || asked.elapsed() < self.pause) {
            return;
        }
        let fetched = self.fetcher.fetch().await;
        self.note(|known| known.asked = Some(Instant::now()));
        match fetched {
            Ok(set) => self.note(|known| known.set = Some((Arc::new(set), Instant::now()))),
            Err(error) => {
                let keys = self.fetcher.source();
                tracing::error!(%keys, %error, "the keys of tokens cannot be had");
            }
        }
    }
}

impl fmt::Debug for Keys {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Keys").field("source", self.fetcher.source()).finish_non_exhaustive()
    }
}

/// A JSON Web Key Set, with those of its keys that can check a signature.
pub(super) struct KeySet(Vec<Key>);

struct Key {
    name: Option<String>,
    /// The one algorithm that it is for, where that is said.
    algorithm: Option<KeyAlgorithm>,
    key: DecodingKey,
}

/// The fewest bits of an RSA key's modulus (RFC 7518, section 3.3).
const RSA_BITS: usize = 2048;

impl KeySet {
    /// Reads one. Keys that nobody here understands are passed over, as RFC 7517, section 5, wants it.
    pub(super) fn parse(bytes: &[u8]) -> Result<KeySet, String> {
        let document: Value = serde_json::from_slice(bytes).map_err(|error| format!("no JSON: {error}"))?;
        let keys = document.get("keys").and_then(Value::as_array).ok_or("no JSON Web Key Set")?;
        let keys: Vec<_> = keys.iter().filter_map(Key::read).collect();
        if keys.is_empty() { Err("no key in it checks signatures".to_owned()) } else { Ok(KeySet(keys)) }
    }

    fn find(&self, name: Option<&str>, algorithm: Algorithm) -> Option<&DecodingKey> {
        let mut fitting = self.0.iter().filter(|key| key.fits(algorithm));
        let found = match name {
            Some(name) => fitting.find(|key| key.name.as_deref() == Some(name)),
            None => fitting.next().filter(|_| fitting.next().is_none()),
        };
        found.map(|key| &key.key)
    }
}

impl Key {
    fn read(value: &Value) -> Option<Key> {
        let jwk: Jwk = serde_json::from_value(value.clone()).ok()?;
        let is_public = match &jwk.algorithm {
            // Six bits a character.
            AlgorithmParameters::RSA(rsa) => rsa.n.trim_end_matches('=').len() * 6 >= RSA_BITS,
            AlgorithmParameters::EllipticCurve(_) | AlgorithmParameters::OctetKeyPair(_) => true,
            _ => false,
        };
        let signs = matches!(jwk.common.public_key_use, None | Some(PublicKeyUse::Signature));
        let key = DecodingKey::from_jwk(&jwk).ok().filter(|_| is_public && signs)?;
        Some(Key { name: jwk.common.key_id, algorithm: jwk.common.key_algorithm, key })
    }

    fn fits(&self, algorithm: Algorithm) -> bool {
        let is_its_own = self.algorithm.is_none_or(|own| own == KeyAlgorithm::from(algorithm));
        is_its_own && self.key.family() == algorithm.family()
    }
}
