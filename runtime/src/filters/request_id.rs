//! By which id a request is known.

use core::ops::ControlFlow;

use http::header::{HeaderName, HeaderValue};

use crate::answer::Response;
use crate::exchange::{self, Exchange};
use crate::filter::{Filter, Pass, PassLayer, Passage, Request};
use crate::settings::{Pattern, Settings};

/// Takes the id by which a request is known from its client, where that sends a fitting one, as the proxy before a service does. Else it
/// stays the one that the server has made.
///
/// It is what handlers get as [`RequestId`](crate::RequestId), what answers have in the headers of the API's dialect, and what the access
/// line and the log of failures tell. What filters before this one log has the id that the server has made.
///
/// ```
/// use terrace::filters;
/// use terrace::prelude::*;
/// use terrace::{RequestId, TestClient};
///
/// pipeline! { Front: [filters::RequestId = filters::RequestId::default()] }
///
/// #[controller(path = "/id")]
/// struct Id;
///
/// #[routes]
/// impl Id {
///     #[index]
///     async fn index(&self, id: RequestId) -> String {
///         id.to_string()
///     }
/// }
///
/// api! {
///     struct Site at "/";
///     pipeline: Front;
///     controllers: [Id];
/// }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() {
/// let client = TestClient::new(Site::new(()));
/// let id = "6f1b3a44-97c1-4a6e-8d0b-6b6f6b0f6d11";
/// let answer = client.get("/id").header("x-request-id", id).await;
/// assert_eq!((answer.text(), answer.header("x-request-id")), (id, Some(id)));
///
/// let answer = client.get("/id").header("x-request-id", "hello").await;
/// assert_ne!(answer.text(), "hello");
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Settings)]
#[setting(crate = crate, default)]
pub struct RequestId {
    /// The headers in which clients may send an id: the first that a request has counts. With none, every id is the server's own.
    pub accept_in: Vec<HeaderName>,
    /// What an id of a client must be like, as a whole. In any case it has no more than 200 characters, and none but visible ones of ASCII.
    pub accept: Pattern,
    /// Further headers of answers that have the id, beside those of the API's dialect.
    pub answer_in: Vec<HeaderName>,
}

impl Default for RequestId {
    fn default() -> Self {
        RequestId {
            accept_in: ["x-request-id", "x-openstack-request-id"].map(HeaderName::from_static).into(),
            accept: Pattern::known(UUID),
            answer_in: Vec::new(),
        }
    }
}

/// A UUID, also as OpenStack's services write it.
const UUID: &str = "(req-)?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

/// The most characters of a client's id.
const LONGEST: usize = 200;

impl Filter for RequestId {
    type Layer = PassLayer<Self>;

    fn layer(self) -> PassLayer<Self> {
        PassLayer::new(self)
    }
}

impl Pass for RequestId {
    fn enter(&self, request: &mut Request, passage: &mut Passage) -> ControlFlow<Response> {
        // Most requests have none of these headers, and few others: to look at their names is quicker than to hash those that are looked for.
        let headers = request.headers();
        let mut names = self.accept_in.iter().filter(|name| headers.keys().any(|key| key == *name));
        let sent = names.find_map(|name| headers.get(name)).map(HeaderValue::as_bytes);
        let sent = sent.filter(|sent| sent.len() <= LONGEST && sent.iter().all(u8::is_ascii_graphic));
        let sent = sent.and_then(|sent| str::from_utf8(sent).ok()).filter(|sent| self.accept.fits(sent));
        if let Some(id) = sent.map(exchange::RequestId::sent) {
            passage.rename(id);
        }
        ControlFlow::Continue(())
    }

    fn leave(&self, exchange: &Exchange, response: &mut Response) {
        if !self.answer_in.is_empty() {
            let value = exchange.id.header_value("");
            response.headers_mut().extend(self.answer_in.iter().map(|name| (name.clone(), value.clone())));
        }
    }
}
