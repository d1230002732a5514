//! How Keystone is asked: as the service's own user, whose token is got anew where it ends or is refused, and again where no answer comes.

use core::fmt;
use core::time::Duration;
use std::time::{Instant, SystemTime};

use backon::{ExponentialBuilder, Retryable};
use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_TYPE, HeaderName, HeaderValue};
use http::{Method, Request, Response, StatusCode};
use http_body_util::Full;
use moka::Expiry;
use moka::future::Cache;
use serde::Deserialize;
use tokio::time::timeout;

use super::known::{Verdict, until};
use super::token::moment;
use super::{AuthToken, KeystoneUrl, TOKEN, Token};
use crate::outbound::{Outbound, said};

const SUBJECT_TOKEN: HeaderName = HeaderName::from_static("x-subject-token");
/// Without it, Keystone takes a token with access rules for one that is worth nothing.
const ACCESS_RULES: HeaderName = HeaderName::from_static("openstack-identity-access-rules");
const JSON: HeaderValue = HeaderValue::from_static("application/json");

/// How long before its end the service's own token is used no longer.
const MARGIN: Duration = Duration::from_secs(30);
/// For how long a login that was refused is not tried again, lest Keystone lock the user.
const PAUSE: Duration = Duration::from_secs(5);

/// What is asked of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Asked {
    /// Whether it is valid.
    Now,
    /// Whether it was lately, as it is enough where a service has taken its time.
    Once,
}

impl Asked {
    /// Whether a token that Keystone knows is worth something.
    pub(super) fn allows(self, token: &Token) -> bool {
        self == Asked::Once || !token.has_expired()
    }
}

/// What asks Keystone.
pub(super) struct Keystone {
    url: KeystoneUrl,
    include_catalog: bool,
    login: Bytes,
    outbound: Outbound,
    /// The service's own token, or why there is none.
    own: Cache<(), Result<Own, Trouble>>,
    time: Duration,
    attempt_time: Duration,
    retries: usize,
}

/// The service's own token.
#[derive(Clone, PartialEq)]
struct Own {
    token: HeaderValue,
    expires_at: SystemTime,
}

/// Why Keystone has said nothing.
#[derive(Clone, PartialEq)]
struct Trouble {
    why: String,
    /// Whether it may say something when it is asked again.
    may_pass: bool,
}

impl Trouble {
    fn passing(why: impl Into<String>) -> Self {
        Trouble { why: why.into(), may_pass: true }
    }

    fn lasting(why: impl Into<String>) -> Self {
        Trouble { why: why.into(), may_pass: false }
    }

    /// That an answer was of a status which says nothing.
    fn status(asked: &str, status: StatusCode) -> Self {
        let may_pass = status.is_server_error() || status == StatusCode::TOO_MANY_REQUESTS;
        Trouble { why: format!("{asked} was answered with {status}"), may_pass }
    }
}

impl Keystone {
    /// Where it is, and as whom it is asked, where somebody has said.
    pub(super) fn new(settings: &AuthToken) -> Option<Self> {
        Some(Keystone {
            url: settings.auth_url.clone()?,
            include_catalog: settings.include_service_catalog,
            login: settings.login.as_ref()?.body().to_string().into(),
            outbound: Outbound::new(settings.answer_bytes),
            own: Cache::builder().max_capacity(1).expire_after(UntilEnd).build(),
            time: settings.time,
            attempt_time: settings.attempt_time,
            retries: settings.retries.try_into().unwrap_or(usize::MAX),
        })
    }

    /// What a token is worth, as Keystone says; asked again where it says nothing, and within its time.
    pub(super) async fn verdict(&self, token: &HeaderValue, asked: Asked) -> Verdict {
        let pauses = ExponentialBuilder::new()
            .with_min_delay(Duration::from_millis(100))
            .with_max_delay(Duration::from_secs(2))
            .with_max_times(self.retries)
            .with_jitter();
        let answered = (|| self.attempt(token, asked)).retry(pauses).when(|trouble| trouble.may_pass);
        let trouble = match timeout(self.time, answered).await {
            Ok(Ok(verdict)) => return verdict,
            Ok(Err(trouble)) => trouble.why,
            Err(_) => format!("no answer in {:?}", self.time),
        };
        tracing::error!(keystone = %self.url, error = trouble, "Keystone cannot say what a token is worth");
        Verdict::Unknown
    }

    /// Asks once, and another time where the service's own token was refused: it may have been revoked.
    async fn attempt(&self, token: &HeaderValue, asked: Asked) -> Result<Verdict, Trouble> {
        let answered = async {
            let own = self.own_token().await?;
            if let Some(verdict) = self.validated(&own, token, asked).await? {
                return Ok(verdict);
            }
            self.forget(&own).await;
            let own = self.own_token().await?;
            let verdict = self.validated(&own, token, asked).await?;
            verdict.ok_or_else(|| Trouble::lasting("the token that the service has just got is refused"))
        };
        let answered = timeout(self.attempt_time, answered).await;
        answered.unwrap_or_else(|_| Err(Trouble::passing(format!("no answer in {:?}", self.attempt_time))))
    }

    /// What a token is worth; `None` where the service's own is refused.
    async fn validated(&self, own: &Own, token: &HeaderValue, asked: Asked) -> Result<Option<Verdict>, Trouble> {
        let query = match (self.include_catalog, asked) {
            (true, Asked::Now) => "",
            (true, Asked::Once) => "?allow_expired=1",
            (false, Asked::Now) => "?nocatalog",
            (false, Asked::Once) => "?nocatalog&allow_expired=1",
        };
        let mut request = self.request(Method::GET, query, Bytes::new())?;
        request.headers_mut().extend([
            (TOKEN, own.token.clone()),
            (SUBJECT_TOKEN, token.clone()),
            (ACCESS_RULES, HeaderValue::from_static("1")),
        ]);
        let answer = self.outbound.ask(request).await.map_err(Trouble::passing)?;
        match answer.status() {
            StatusCode::OK => {}
            StatusCode::NOT_FOUND => return Ok(Some(Verdict::Invalid)),
            StatusCode::UNAUTHORIZED => return Ok(None),
            status => return Err(Trouble::status("a question for a token", status)),
        }
        if answer.headers().get(SUBJECT_TOKEN).map(HeaderValue::as_bytes) != Some(token.as_bytes()) {
            return Err(Trouble::passing("the answer is for another token"));
        }
        let token: Token = read(&answer)?;
        Ok(Some(if asked.allows(&token) { Verdict::Valid(token.into()) } else { Verdict::Invalid }))
    }

    /// The service's own token. Whoever needs it while it is got waits for that answer.
    async fn own_token(&self) -> Result<Own, Trouble> {
        self.own.get_with((), Box::pin(self.logged_in())).await
    }

    async fn logged_in(&self) -> Result<Own, Trouble> {
        let mut request = self.request(Method::POST, "?nocatalog", self.login.clone())?;
        request.headers_mut().insert(CONTENT_TYPE, JSON);
        let answer = self.outbound.ask(request).await.map_err(Trouble::passing)?;
        if answer.status() != StatusCode::CREATED {
            return Err(Trouble::status("the login of the service", answer.status()));
        }
        let Lasting { expires_at } = read(&answer)?;
        let Some(mut token) = answer.headers().get(SUBJECT_TOKEN).cloned() else {
            return Err(Trouble::passing("the login of the service was answered without a token"));
        };
        token.set_sensitive(true);
        Ok(Own { token, expires_at })
    }

    /// Forgets a token of the service's own that was refused, unless there is another already.
    async fn forget(&self, refused: &Own) {
        if self.own.get(&()).await.is_some_and(|own| own.as_ref().ok() == Some(refused)) {
            self.own.invalidate(&()).await;
        }
    }

    fn request(&self, method: Method, query: &str, body: Bytes) -> Result<Request<Full<Bytes>>, Trouble> {
        let url = format!("{}/auth/tokens{query}", self.url);
        let request = Request::builder().method(method).uri(url).header(ACCEPT, JSON).body(Full::new(body));
        request.map_err(|error| Trouble::lasting(said(error)))
    }
}

impl fmt::Debug for Keystone {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Keystone").field("url", &self.url).finish_non_exhaustive()
    }
}

/// What Keystone answers, with a token.
#[derive(Deserialize)]
struct Answered<T> {
    token: T,
}

/// What is known of the service's own token.
#[derive(Deserialize)]
struct Lasting {
    #[serde(deserialize_with = "moment")]
    expires_at: SystemTime,
}

/// What an answer says of a token. What is wrong with it is told without its words.
fn read<'a, T: Deserialize<'a>>(answer: &'a Response<Bytes>) -> Result<T, Trouble> {
    let read: Result<Answered<T>, _> = serde_json::from_slice(answer.body());
    read.map(|answered| answered.token).map_err(|error| {
        let (line, column) = (error.line(), error.column());
        Trouble::passing(format!("the answer is not what Keystone says of tokens ({line}:{column})"))
    })
}

/// For how long the service's own token is used.
struct UntilEnd;

impl Expiry<(), Result<Own, Trouble>> for UntilEnd {
    fn expire_after_create(&self, (): &(), own: &Result<Own, Trouble>, _: Instant) -> Option<Duration> {
        Some(match own {
            Ok(own) => until(own.expires_at).saturating_sub(MARGIN),
            Err(trouble) if trouble.may_pass => Duration::ZERO,
            Err(_) => PAUSE,
        })
    }
}
