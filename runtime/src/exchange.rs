//! What is known of one request and its answer, whoever answers it.

use core::cell::RefCell;
use core::fmt;
use std::sync::Arc;

use bytes::Bytes;
use http::HeaderValue;
use rand::rngs::{SmallRng, SysRng};
use rand::{RngExt, SeedableRng};
use terrace_model::Version;
use uuid::fmt::Hyphenated;
use uuid::{Builder, Uuid};

use crate::dialect::Dialect;
use crate::filter;

/// What is known of one request wherever it is answered: in a handler, or before there is one.
#[derive(Clone, Debug)]
pub struct Exchange {
    pub(crate) id: RequestId,
    pub(crate) version: Option<Version>,
    /// The id of the handler's operation, once there is one.
    pub(crate) operation: Option<&'static str>,
    pub(crate) dialect: &'static dyn Dialect,
}

impl Exchange {
    pub(crate) fn new(dialect: &'static dyn Dialect) -> Self {
        Exchange { id: RequestId::made(), version: None, operation: None, dialect }
    }

    /// The request's id.
    pub fn request_id(&self) -> &RequestId {
        &self.id
    }

    /// The version that was chosen; `None` before that, and where there is nothing to choose.
    pub fn version(&self) -> Option<Version> {
        self.version
    }

    /// The operation id of the handler that was chosen; `None` before that.
    pub fn operation_id(&self) -> Option<&'static str> {
        self.operation
    }
}

/// The id of a request: a random UUID, which the dialect says how to write, or what its client has sent, where the filter
/// [`RequestId`](crate::filters::RequestId) takes that.
///
/// It tells requests apart, and is no secret: who has seen some ids of a server can tell which come next.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct RequestId(Id);

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Id {
    Made(Uuid),
    Sent(Arc<str>),
}

thread_local! {
    /// What makes ids. Each thread begins where the system says, so that no two make the same.
    static IDS: RefCell<SmallRng> =
        RefCell::new(SmallRng::try_from_rng(&mut SysRng).expect("the system has a few random bytes"));
}

impl RequestId {
    fn made() -> Self {
        let bits: u128 = IDS.with_borrow_mut(SmallRng::random);
        RequestId(Id::Made(Builder::from_random_bytes(bits.to_ne_bytes()).into_uuid()))
    }

    /// What a client has sent.
    pub(crate) fn sent(text: &str) -> Self {
        RequestId(Id::Sent(text.into()))
    }

    /// The id of a request on its way through filters.
    ///
    /// ```
    /// use terrace::filter::{Next, Request};
    /// use terrace::http::HeaderValue;
    /// use terrace::prelude::*;
    /// use terrace::{RequestId, Response, TestClient};
    ///
    /// #[filter(headers = ["x-trace"])]
    /// async fn trace(request: Request, next: impl Next) -> Response {
    ///     let id = RequestId::of(&request);
    ///     let mut response = next.run(request).await;
    ///     response.headers_mut().insert("x-trace", id.header_value("trace-"));
    ///     response
    /// }
    ///
    /// pipeline! { Front: [trace] }
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
    /// let answer = TestClient::new(Site::new(())).get("/id").await;
    /// assert_eq!(answer.header("x-trace"), Some(&*format!("trace-{}", answer.text())));
    /// # }
    /// ```
    pub fn of(request: &filter::Request) -> Self {
        filter::passage::exchange(request).id
    }

    /// Whether its client has sent it.
    pub(crate) fn is_sent(&self) -> bool {
        matches!(self.0, Id::Sent(_))
    }

    /// The id as a UUID; `None` where it is a client's own.
    pub fn uuid(&self) -> Option<Uuid> {
        match self.0 {
            Id::Made(uuid) => Some(uuid),
            Id::Sent(_) => None,
        }
    }

    /// The id as a header has it: a client's own as it was sent, else the UUID with something before it, `req-` or nothing.
    pub fn header_value(&self, before: &str) -> HeaderValue {
        let value = match &self.0 {
            Id::Made(uuid) => HeaderValue::from_maybe_shared(match Written::new(before, uuid) {
                Some(written) => Bytes::from_owner(written),
                None => Bytes::from(format!("{before}{uuid}")),
            }),
            Id::Sent(text) => HeaderValue::from_str(text),
        };
        // What is put before it may be no header's value.
        value.unwrap_or_else(|_| HeaderValue::from_static(""))
    }
}

/// A UUID with a few bytes before it: in one box with the count of the headers that have it.
struct Written {
    text: [u8; Written::MOST],
    length: usize,
}

impl Written {
    const MOST: usize = 48;

    /// None where it is too long.
    fn new(before: &str, uuid: &Uuid) -> Option<Self> {
        let (mut text, length) = ([0; Written::MOST], before.len() + Hyphenated::LENGTH);
        let (head, tail) = text.get_mut(..length)?.split_at_mut(before.len());
        head.copy_from_slice(before.as_bytes());
        hyphenated(uuid, tail);
        Some(Written { text, length })
    }
}

/// Writes a UUID. It is not a part of those who call it, so that a request that needs this twice runs the same code.
#[inline(never)]
fn hyphenated<'t>(uuid: &Uuid, text: &'t mut [u8]) -> &'t str {
    uuid.hyphenated().encode_lower(text)
}

impl AsRef<[u8]> for Written {
    fn as_ref(&self) -> &[u8] {
        &self.text[..self.length]
    }
}

impl fmt::Display for RequestId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Id::Made(uuid) => out.write_str(hyphenated(uuid, &mut [0; Hyphenated::LENGTH])),
            Id::Sent(text) => out.write_str(text),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;
    use std::thread;

    use super::*;

    #[test]
    fn no_two_ids_are_the_same_whichever_thread_makes_them() {
        let made = || (0..1000).map(|_| RequestId::made().uuid().expect("it is made here")).collect::<Vec<_>>();
        let other = thread::spawn(made);
        let ids: HashSet<_> = made().into_iter().chain(other.join().expect("a thread that ends")).collect();
        assert_eq!(ids.len(), 2000);
        assert!(ids.iter().all(|id| id.get_version_num() == 4));
    }
}
