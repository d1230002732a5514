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
//! | [`NoAuth`] | believes a token `user:project` | 204 without a token | [`Identity`](crate::Identity) |

mod no_auth;
mod pass;

use crate::state::{FromRef, FromState, Parts};

pub use no_auth::NoAuth;

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

parts_of_states!(NoAuth);
