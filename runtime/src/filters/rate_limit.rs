//! How often a client may ask.

use core::fmt;
use core::hash::Hash;
use core::net::IpAddr;
use core::num::{NonZeroU32, NonZeroUsize};
use core::ops::ControlFlow;
use core::time::Duration;
use std::sync::{Mutex, PoisonError};

use governor::clock::{Clock, MonotonicClock};
use governor::nanos::Nanos;
use governor::state::{InMemoryState, NotKeyed, StateStore};
use governor::{Quota, RateLimiter};
use http::header::{HeaderName, HeaderValue, RETRY_AFTER};
use lru::LruCache;
use terrace_model::{Answer, Answers, Content, HeaderDoc, Status};

use crate::answer::Response;
use crate::client_address::ClientAddress;
use crate::failure::Failure;
use crate::filter::{Filter, Pass, PassLayer, Passage, Request};
use crate::identity::Identity;
use crate::model::Model;
use crate::settings::{SettingValue, Settings, Value, Wrong};

/// Lets each client ask so often, and no more: 429, with the seconds to wait in `Retry-After`.
///
/// Requests come back one by one, as time passes (the algorithm is GCRA, of the crate `governor`): of `60/1m` one each second, and up to
/// `burst` that were not used before.
///
/// ```
/// use terrace::filters::{RateLimit, RateLimitKey};
/// use terrace::prelude::*;
/// use terrace::TestClient;
///
/// # fn limit() -> Result<RateLimit, terrace::filters::InvalidRate> {
/// let limit = RateLimit { rate: "2/1h".parse()?, by: RateLimitKey::Header(terrace::http::HeaderName::from_static("x-key")), ..RateLimit::default() };
/// # Ok(limit)
/// # }
///
/// pipeline! { Front: [RateLimit] }
///
/// #[controller(path = "/words")]
/// struct Words;
///
/// #[routes]
/// impl Words {
///     #[index]
///     async fn index(&self) -> &'static str {
///         "word"
///     }
/// }
///
/// api! {
///     struct Site at "/";
///     pipeline: Front;
///     controllers: [Words];
/// }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), terrace::filters::InvalidRate> {
/// # let limit = limit()?;
/// let client = TestClient::new(Site::new(limit));
/// let ask = |key| client.get("/words").header("x-key", key);
/// assert_eq!(ask("jane").await.status(), 200);
/// assert_eq!(ask("jane").await.status(), 200);
/// let refused = ask("jane").await;
/// assert_eq!((refused.status().as_u16(), refused.header("retry-after")), (429, Some("1800")));
/// assert_eq!(ask("al").await.status(), 200);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Settings)]
#[setting(crate = crate, default)]
pub struct RateLimit {
    /// How many requests in which time, as `100/1m`, which is the default.
    pub rate: Rate,
    /// How many at once, of a client who has not asked for a while; as many as in `rate`, where nothing is said.
    pub burst: Option<NonZeroU32>,
    /// Whose requests are counted together: those of an `address`, a `user`, a `project`, or of one value of `header x-api-key`. A request
    /// of which that is not known counts for its address.
    pub by: RateLimitKey,
    /// How many clients are remembered: 100,000 by default, some 100 bytes each. Of more the one who has not asked for the longest time is forgotten.
    pub clients: NonZeroU32,
}

impl Default for RateLimit {
    fn default() -> Self {
        RateLimit {
            rate: Rate { requests: const { NonZeroU32::new(100).unwrap() }, time: Duration::from_secs(60) },
            burst: None,
            by: RateLimitKey::Address,
            clients: const { NonZeroU32::new(100_000).unwrap() },
        }
    }
}

/// So many requests in a time: `100/1m`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    requests: NonZeroU32,
    time: Duration,
}

impl Rate {
    /// The time that one request takes.
    fn each(self) -> Duration {
        self.time / self.requests.get()
    }
}

impl core::str::FromStr for Rate {
    type Err = InvalidRate;

    fn from_str(text: &str) -> Result<Self, InvalidRate> {
        let (requests, time) = text.split_once('/').ok_or(InvalidRate)?;
        let requests = requests.trim().parse().map_err(|_| InvalidRate)?;
        let rate = Rate { requests, time: humantime::parse_duration(time.trim()).map_err(|_| InvalidRate)? };
        if rate.each().is_zero() { Err(InvalidRate) } else { Ok(rate) }
    }
}

impl fmt::Display for Rate {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}/{}", self.requests, humantime::format_duration(self.time))
    }
}

/// A text that is no [`Rate`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidRate;

impl fmt::Display for InvalidRate {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "not {}", Rate::KIND)
    }
}

impl core::error::Error for InvalidRate {}

impl SettingValue for Rate {
    const KIND: &'static str = "a number of requests and a time, as `100/1m`";

    fn read(value: &Value) -> Result<Self, Wrong> {
        value.text().and_then(|text| text.parse().ok()).ok_or(Wrong::KIND)
    }

    fn write(&self) -> Option<Value> {
        Some(Value::Text(self.to_string()))
    }
}

/// Whose requests are counted together.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RateLimitKey {
    /// Those of a client's address. Of IPv6 the first 64 bits count, of which a client has many.
    Address,
    /// Those of a user, as a filter before this one has found them out.
    User,
    /// Those of a project, likewise.
    Project,
    /// Those with one value of a header.
    Header(HeaderName),
}

impl SettingValue for RateLimitKey {
    const KIND: &'static str = "`address`, `user`, `project`, or a header, as `header x-api-key`";

    fn read(value: &Value) -> Result<Self, Wrong> {
        match value.text().map(|text| text.split_once(' ').unwrap_or((text, ""))) {
            Some(("address", "")) => Ok(RateLimitKey::Address),
            Some(("user", "")) => Ok(RateLimitKey::User),
            Some(("project", "")) => Ok(RateLimitKey::Project),
            Some(("header", name)) => name.trim().parse().map(RateLimitKey::Header).map_err(|_| Wrong::KIND),
            _ => Err(Wrong::KIND),
        }
    }

    fn write(&self) -> Option<Value> {
        Some(Value::Text(match self {
            RateLimitKey::Address => "address".to_owned(),
            RateLimitKey::User => "user".to_owned(),
            RateLimitKey::Project => "project".to_owned(),
            RateLimitKey::Header(name) => format!("header {name}"),
        }))
    }
}

impl Filter for RateLimit {
    const ANSWERS: Answers = Answers::of(&[Answer {
        status: Status::Is(429),
        description: "There were too many requests",
        content: Content::Failure,
        headers: &[HeaderDoc { name: "Retry-After", description: "In how many seconds to ask again", ty: &u64::TYPE }],
    }]);

    type Layer = PassLayer<Limiter>;

    fn layer(self) -> PassLayer<Limiter> {
        let burst = self.burst.unwrap_or(self.rate.requests);
        // A rate says how long each request takes, which is not nothing.
        let quota = Quota::with_period(self.rate.each()).unwrap_or(Quota::per_second(burst)).allow_burst(burst);
        // As many as can be counted, where that is less.
        let most = NonZeroUsize::try_from(self.clients).unwrap_or(NonZeroUsize::MAX);
        let clients = Clients(Mutex::new(LruCache::new(most)));
        PassLayer::new(Limiter { by: self.by, limiter: RateLimiter::new(quota, clients, MonotonicClock) })
    }
}

/// What counts.
#[doc(hidden)]
pub struct Limiter {
    by: RateLimitKey,
    limiter: RateLimiter<Client, Clients, MonotonicClock>,
}

impl fmt::Debug for Limiter {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Limiter").field("by", &self.by).finish_non_exhaustive()
    }
}

impl Limiter {
    /// Whose request it is.
    fn client(&self, request: &Request) -> Client {
        let told = request.extensions();
        let identity = told.get::<Identity>();
        let found = match &self.by {
            RateLimitKey::Address => None,
            RateLimitKey::User => identity.map(|who| Client::Named(who.user().into())),
            RateLimitKey::Project => identity.and_then(Identity::project).map(|project| Client::Named(project.into())),
            RateLimitKey::Header(name) => {
                // What is longer is no key, and would cost memory.
                let value = request.headers().get(name).filter(|value| value.len() <= LONGEST);
                value.map(|value| Client::Header(value.as_bytes().into()))
            }
        };
        found.unwrap_or_else(|| Client::At(told.get::<ClientAddress>().map(|client| network(client.0))))
    }
}

/// The most bytes of a header's value that tells clients apart.
const LONGEST: usize = 512;

/// What a client has of addresses.
fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(address) => IpAddr::V6((address.to_bits() & (u128::MAX << 64)).into()),
    }
}

impl Pass for Limiter {
    fn enter(&self, request: &mut Request, passage: &mut Passage) -> ControlFlow<Response> {
        let Err(early) = self.limiter.check_key(&self.client(request)) else {
            return ControlFlow::Continue(());
        };
        let wait = early.wait_time_from(MonotonicClock.now());
        let seconds = wait.as_secs() + u64::from(wait.subsec_nanos() > 0);
        let failure = Failure::new(429).detail("there were too many requests");
        let failure = failure.header(RETRY_AFTER, HeaderValue::from(seconds.max(1)));
        ControlFlow::Break(passage.refusal(&failure))
    }
}

/// Whose requests are counted together.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Client {
    /// From one address; from nobody knows where.
    At(Option<IpAddr>),
    Named(Box<str>),
    Header(Box<[u8]>),
}

/// What is known of clients, those who have asked lately.
struct Clients(Mutex<LruCache<Client, InMemoryState>>);

impl StateStore for Clients {
    type Key = Client;

    fn measure_and_replace<T, F, E>(&self, client: &Client, f: F) -> Result<T, E>
    where
        F: Fn(Option<Nanos>) -> Result<(T, Nanos), E>,
    {
        let mut clients = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        clients.get_or_insert_ref(client, InMemoryState::default).measure_and_replace(&NotKeyed::NonKey, f)
    }
}
