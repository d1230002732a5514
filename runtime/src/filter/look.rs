//! Filters that are functions which only look at a request: `#[filter] fn`.

use core::fmt;
use core::ops::ControlFlow;
use std::borrow::Cow;

use http::{Extensions, HeaderMap, Method, Uri};
use terrace_model::Answers;

use super::{Pass, PassLayer, Passage, Provides, Request};
use crate::answer::Response;
use crate::exchange::RequestId;
use crate::failure::{Failure, IntoFailure};

/// The head of a request, for a filter that only looks at it.
///
/// ```
/// use terrace::TestClient;
/// use terrace::filter::Head;
/// use terrace::prelude::*;
///
/// /// Where a request comes from.
/// #[derive(Clone, Provided)]
/// struct Origin(String);
///
/// #[filter]
/// fn origin(request: Head<'_>) -> Result<Origin, BadRequest> {
///     let origin = request.headers().get("origin").and_then(|origin| origin.to_str().ok());
///     origin.map(|origin| Origin(origin.to_owned())).ok_or_else(|| BadRequest::new("no browser sends that"))
/// }
///
/// pipeline! { Browsers: [origin] }
///
/// #[controller(path = "/origin")]
/// struct Origins;
///
/// #[routes]
/// impl Origins {
///     #[show]
///     async fn show(&self, origin: Origin) -> String {
///         origin.0
///     }
/// }
///
/// api! {
///     struct Site at "/";
///     pipeline: Browsers;
///     controllers: [Origins];
/// }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() {
/// let client = TestClient::new(Site::new(()));
/// assert_eq!(client.get("/origin").header("origin", "https://a.example").await.text(), "https://a.example");
/// assert_eq!(client.get("/origin").await.status(), 400);
/// # }
/// ```
#[derive(Clone, Copy)]
pub struct Head<'r> {
    request: &'r Request,
    passage: &'r Passage,
}

impl<'r> Head<'r> {
    /// The request's method.
    pub fn method(&self) -> &'r Method {
        self.request.method()
    }

    /// The request's target, as it was sent.
    pub fn uri(&self) -> &'r Uri {
        self.request.uri()
    }

    /// The request's headers.
    pub fn headers(&self) -> &'r HeaderMap {
        self.request.headers()
    }

    /// What services around the API have said about the request, and what filters before this one provide.
    pub fn extensions(&self) -> &'r Extensions {
        self.request.extensions()
    }

    /// The request's id.
    pub fn id(&self) -> &'r RequestId {
        self.passage.exchange().request_id()
    }

    /// What a variable of the request's path says, decoded, to a filter of a controller or a handler; to one of an API it is `None`, as is a
    /// variable that the path does not have.
    pub fn variable(&self, name: &str) -> Option<Cow<'r, str>> {
        self.passage.variable(self.request, name)
    }

    /// The request, out of which [`Provided`](super::Provided) takes what is provided.
    #[doc(hidden)]
    pub fn request(&self) -> &'r Request {
        self.request
    }
}

impl fmt::Debug for Head<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Head").field("method", self.method()).field("uri", self.uri()).finish_non_exhaustive()
    }
}

/// What a function returns that only looks: a `Result` of what it provides, which may be nothing, and a failure.
#[doc(hidden)]
pub trait LookAnswer {
    /// What it provides.
    type Provides: Provides;

    /// What it may answer.
    const ANSWERS: Answers;

    /// What it provides, or the failure, in no dialect yet.
    fn into_result(self) -> Result<Self::Provides, Failure>;
}

impl<T: Provides, E: IntoFailure> LookAnswer for Result<T, E> {
    type Provides = T;

    const ANSWERS: Answers = E::ANSWERS;

    fn into_result(self) -> Result<T, Failure> {
        self.map_err(E::into_failure)
    }
}

/// A function that is a filter, and only looks.
#[doc(hidden)]
pub trait Look: Send + Sync + 'static {
    /// What it provides.
    type Provides: Provides;

    /// Calls it.
    fn look(&self, head: Head<'_>) -> Result<Self::Provides, Failure>;
}

/// Such a function, as what it is to others: a filter that does not wait.
#[doc(hidden)]
#[derive(Debug)]
pub struct Looking<F>(F);

impl<F: Look> Looking<F> {
    /// The layer of this one.
    pub fn layer(function: F) -> PassLayer<Self> {
        PassLayer::new(Looking(function))
    }
}

impl<F: Look> Pass for Looking<F> {
    type Kept = ();

    fn enter(&self, request: &mut Request, passage: &mut Passage) -> ControlFlow<Response> {
        match self.0.look(Head { request, passage }) {
            Ok(provided) => {
                provided.put(request);
                ControlFlow::Continue(())
            }
            Err(failure) => ControlFlow::Break(passage.refusal(&failure)),
        }
    }

    fn leave(&self, (): (), _: &mut Response) {}
}
