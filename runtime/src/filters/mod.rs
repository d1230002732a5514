//! The filters that ship.
//!
//! Each is its settings: a struct with `#[derive(Settings)]`, a part of the settings of the service, from where the state has it and
//! [`pipeline!`](crate::pipeline!) takes it by its type. Where it need not be set, its value stands in the pipeline.
//!
//! ```
//! use terrace::filters::NoAuth;
//! use terrace::prelude::*;
//! use terrace::settings::Sources;
//! use terrace::{Identity, Settings, TestClient};
//!
//! /// What the service is told.
//! #[derive(Settings)]
//! struct Told {
//!     /// Who is the administrator.
//!     no_auth: NoAuth,
//! }
//!
//! /// What the API is built from.
//! #[derive(Clone, FromRef)]
//! struct State {
//!     no_auth: NoAuth,
//! }
//!
//! pipeline! { Front: [NoAuth] }
//!
//! #[controller(path = "/roles")]
//! struct Roles;
//!
//! #[routes]
//! impl Roles {
//!     #[index]
//!     #[policy(public)]
//!     async fn index(&self, who: Identity) -> Json<Vec<String>> {
//!         Json(who.roles().to_vec())
//!     }
//! }
//!
//! api! {
//!     struct Site at "/";
//!     pipeline: Front;
//!     controllers: [Roles];
//! }
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), terrace::settings::SettingsError> {
//! let told = Sources::none().text("site.toml", "[no_auth]\nadministrator = 'root'").read::<Told>()?.settings;
//! let client = TestClient::new(Site::new(State { no_auth: told.no_auth }));
//! assert_eq!(client.get("/roles").header("x-auth-token", "root:shop").await.text(), r#"["admin"]"#);
//! # Ok(())
//! # }
//! ```
//!
//! | filter | | answers by itself | provides |
//! |---|---|---|---|
//! | [`TrustedProxies`] | believes what trusted proxies say of clients | | |
//! | [`RequestId`] | takes the request's id from its client | | |
//! | [`AccessLog`] | tells more in access lines, and says of which requests there are none | | |
//! | [`FaultWrap`] | answers where what is behind it panics | 500 | |
//! | [`SizeLimit`] | lets no larger body pass | 413 | |
//! | [`Timeout`] | says how long handlers may take | | |
//! | `Cors`, feature `cors` | lets pages of other sites ask | what a browser asks before | |
//! | `Compression`, feature `compression` | compresses answers | | |
//! | `RateLimit`, feature `rate-limit` | lets each client ask so often | 429 | |
//! | [`SetHeaders`] | adds headers to answers | | |
//! | [`LegacyV2Compatible`] | serves clients from before there were microversions | | |
//! | [`NoAuth`] | believes a token `user:project` | 204 without a token | [`Identity`](crate::Identity) |
//! | `BearerJwt`, feature `jwt` | believes a token that is signed | 401, 503 | [`Identity`](crate::Identity) |
//! | `AuthToken`, feature `keystone` | asks Keystone what a token is worth | 401, 503 | its `IdentityStatus` |
//! | `KeystoneContext`, feature `keystone` | says whose token it is | 401 | [`Identity`](crate::Identity) |
//!
//! Ids, limits of size and time and access lines are what the server has anyhow; these filters say otherwise of them, at their place in a
//! pipeline, and nothing is done twice.

mod access_log;
#[cfg(feature = "jwt")]
mod bearer_jwt;
#[cfg(feature = "compression")]
mod compression;
#[cfg(feature = "cors")]
mod cors;
mod fault_wrap;
#[cfg(feature = "keystone")]
pub mod keystone;
mod legacy_v2_compatible;
mod no_auth;
#[cfg(feature = "rate-limit")]
mod rate_limit;
mod request_id;
mod set_headers;
mod size_limit;
mod timeout;
mod trusted_proxies;

use crate::state::{FromRef, FromState, Parts};

pub use access_log::AccessLog;
#[cfg(feature = "jwt")]
pub use bearer_jwt::{BearerJwt, JwtAlgorithm, JwtKeys};
#[cfg(feature = "compression")]
pub use compression::Compression;
#[cfg(feature = "cors")]
pub use cors::{Cors, InvalidOrigin, Origin, Origins};
pub use fault_wrap::FaultWrap;
#[cfg(feature = "keystone")]
pub use keystone::{AuthToken, KeystoneContext};
pub use legacy_v2_compatible::LegacyV2Compatible;
pub use no_auth::NoAuth;
#[cfg(feature = "rate-limit")]
pub use rate_limit::{InvalidRate, Rate, RateLimit, RateLimitKey};
pub use request_id::RequestId;
pub use set_headers::{HeaderLine, InvalidHeaderLine, SetHeaders};
pub use size_limit::SizeLimit;
pub use timeout::Timeout;
pub use trusted_proxies::{ProxyHeaders, TrustedProxies};

/// Each is a part of the state.
macro_rules! parts_of_states {
    ($($name:ident),*) => {$(
        impl<S> FromState<S> for $name
        where
            $name: FromRef<S>,
        {
            fn from_state(parts: &Parts<S>) -> Self {
                parts.part()
            }
        }
    )*};
}

parts_of_states!(AccessLog, NoAuth, RequestId, SetHeaders, SizeLimit, Timeout, TrustedProxies);
#[cfg(feature = "jwt")]
parts_of_states!(BearerJwt);
#[cfg(feature = "compression")]
parts_of_states!(Compression);
#[cfg(feature = "cors")]
parts_of_states!(Cors);
#[cfg(feature = "keystone")]
parts_of_states!(AuthToken);
#[cfg(feature = "rate-limit")]
parts_of_states!(RateLimit);
