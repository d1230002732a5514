//! Clients from before there were microversions.

use core::ops::ControlFlow;

use http::header::{HeaderName, HeaderValue, VARY};

use crate::answer::Response;
use crate::exchange::Exchange;
use crate::filter::{Filter, Pass, PassLayer, Passage, Request};
use crate::state::{FromState, Parts};

/// Serves clients from before there were microversions, as OpenStack's services do below `/v2`: headers that choose or tell a version are
/// taken out of requests and of answers, and what a request has that nobody knows is passed over. It has no settings.
///
/// An API that is served in no other way says the same of itself, and its documents with it: `pinned: V2_1; unknown_fields: drop;`.
///
/// ```
/// use terrace::filters::LegacyV2Compatible;
/// use terrace::prelude::*;
/// use terrace::TestClient;
///
/// versions! { Nova: "2.1" ..= "2.3" }
///
/// pipeline! { Legacy: [LegacyV2Compatible] }
///
/// #[model(versions = Nova)]
/// struct Flavor {
///     name: String,
/// }
///
/// #[controller(path = "/flavors", versions = Nova)]
/// struct Flavors;
///
/// #[routes]
/// impl Flavors {
///     #[create]
///     async fn create(&self, flavor: Json<Flavor>) -> Json<Flavor> {
///         flavor
///     }
/// }
///
/// api! {
///     struct Compute(Nova) at "/v2";
///     errors: openstack;
///     negotiate: header("OpenStack-API-Version", service = "compute");
///     pipeline: Legacy;
///     controllers: [Flavors];
/// }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() {
/// let client = TestClient::new(Compute::new(()));
/// let flavor = serde_json::json!({ "name": "tiny", "colour": "red" });
/// let answer = client.post("/v2/flavors").header("openstack-api-version", "compute 9.9").json(&flavor).await;
/// assert_eq!((answer.status().as_u16(), answer.text()), (201, r#"{"name":"tiny"}"#));
/// assert_eq!((answer.header("openstack-api-version"), answer.header("vary")), (None, None));
/// # }
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LegacyV2Compatible;

/// By which versions are chosen and told.
const VERSIONS: [HeaderName; 2] =
    [HeaderName::from_static("openstack-api-version"), HeaderName::from_static("x-openstack-nova-api-version")];

impl<S> FromState<S> for LegacyV2Compatible {
    fn from_state(_: &Parts<S>) -> Self {
        LegacyV2Compatible
    }
}

impl Filter for LegacyV2Compatible {
    type Layer = PassLayer<Self>;

    fn layer(self) -> PassLayer<Self> {
        PassLayer::new(self)
    }
}

impl Pass for LegacyV2Compatible {
    fn enter(&self, request: &mut Request, passage: &mut Passage) -> ControlFlow<Response> {
        for name in &VERSIONS {
            request.headers_mut().remove(name);
        }
        passage.allowance.drop_unknown_fields();
        ControlFlow::Continue(())
    }

    fn leave(&self, _: &Exchange, response: &mut Response) {
        let headers = response.headers_mut();
        for name in &VERSIONS {
            headers.remove(name);
        }
        let named = |value: &HeaderValue| {
            VERSIONS.iter().any(|name| value.as_bytes().eq_ignore_ascii_case(name.as_str().as_bytes()))
        };
        let kept: Vec<_> = headers.get_all(VARY).iter().filter(|value| !named(value)).cloned().collect();
        headers.remove(VARY);
        headers.extend(kept.into_iter().map(|value| (VARY, value)));
    }
}
