//! What tokens are worth, as far as that is known, and who asks for the others.

use core::fmt;
use core::time::Duration;
use std::sync::Arc;
use std::time::{Instant, SystemTime};

use http::HeaderValue;
use moka::Expiry;
use moka::future::Cache;
use sha2::{Digest, Sha256};

use super::asking::{Asked, Keystone};
use super::{AuthToken, Token};

/// What a token is worth.
#[derive(Clone)]
pub(super) enum Verdict {
    Valid(Arc<Token>),
    Invalid,
    /// Keystone has not said it.
    Unknown,
}

/// What is known of tokens: by their hashes, so that nobody finds a token here.
pub(super) struct Known {
    /// None where nobody has said where it is.
    keystone: Option<Arc<Keystone>>,
    verdicts: Cache<Question, Verdict>,
}

/// A token's hash, and what was asked of it.
type Question = ([u8; 32], Asked);

impl Known {
    pub(super) fn new(settings: &AuthToken) -> Self {
        let lifetimes = Lifetimes { valid: settings.token_cache_time, invalid: settings.refused_cache_time };
        let verdicts = Cache::builder().max_capacity(settings.cached_tokens).expire_after(lifetimes).build();
        Known { keystone: Keystone::new(settings).map(Arc::new), verdicts }
    }

    /// What a token is worth. Whoever asks while Keystone is asked for the same token waits for that answer.
    pub(super) async fn verdict(&self, token: &HeaderValue, asked: Asked) -> Verdict {
        let question = (Sha256::digest(token.as_bytes()).into(), asked);
        let verdict = match self.verdicts.get(&question).await {
            Some(verdict) => verdict,
            None => self.ask(question, token.clone()).await,
        };
        match verdict {
            Verdict::Valid(token) if !asked.allows(&token) => Verdict::Invalid,
            verdict => verdict,
        }
    }

    /// Asks Keystone, in a task of its own: a client who does not wait for the answer takes it from nobody else.
    async fn ask(&self, question: Question, mut token: HeaderValue) -> Verdict {
        token.set_sensitive(true);
        let Some(keystone) = self.keystone.clone() else {
            tracing::error!("nobody can be asked what a token is worth: `auth_url` or `login` is not set");
            return Verdict::Unknown;
        };
        let verdicts = self.verdicts.clone();
        let (_, asked) = question;
        let answer = Box::pin(async move { keystone.verdict(&token, asked).await });
        let asking = async move { verdicts.get_with(question, answer).await };
        // A task that has panicked, or whose thread has ended, has found out nothing.
        tokio::spawn(asking).await.unwrap_or(Verdict::Unknown)
    }
}

impl fmt::Debug for Known {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Known").field("tokens", &self.verdicts.entry_count()).finish_non_exhaustive()
    }
}

/// For how long what is known is taken for true.
struct Lifetimes {
    valid: Duration,
    invalid: Duration,
}

impl Expiry<Question, Verdict> for Lifetimes {
    fn expire_after_create(&self, (_, asked): &Question, verdict: &Verdict, _: Instant) -> Option<Duration> {
        Some(match (verdict, asked) {
            (Verdict::Valid(token), Asked::Now) => self.valid.min(until(token.expires_at)),
            (Verdict::Valid(_), Asked::Once) => self.valid,
            (Verdict::Invalid, _) => self.invalid,
            (Verdict::Unknown, _) => Duration::ZERO,
        })
    }
}

/// How long it is until then.
pub(super) fn until(moment: SystemTime) -> Duration {
    moment.duration_since(SystemTime::now()).unwrap_or_default()
}
