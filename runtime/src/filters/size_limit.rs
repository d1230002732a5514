//! How large a body may be.

use core::ops::ControlFlow;

use terrace_model::{Answer, Answers, Content, Status};

use crate::answer::Response;
use crate::context;
use crate::filter::{Filter, Pass, PassLayer, Passage, Request};
use crate::settings::Settings;

/// Lets no larger body pass: 413, at once where the request says how large its body is, else as soon as too much of it was read.
///
/// A handler whose own limit (`body_bytes`) is smaller keeps that. Placed before the filter that authenticates, it refuses large bodies of
/// strangers too.
///
/// ```
/// use terrace::filters::SizeLimit;
/// use terrace::prelude::*;
/// use terrace::TestClient;
///
/// pipeline! { Front: [SizeLimit = SizeLimit { body_bytes: 8 }] }
///
/// #[controller(path = "/notes")]
/// struct Notes;
///
/// #[routes]
/// impl Notes {
///     #[create]
///     async fn create(&self, body: Bytes) -> String {
///         body.len().to_string()
///     }
/// }
///
/// api! {
///     struct Site at "/";
///     pipeline: Front;
///     controllers: [Notes];
/// }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() {
/// let client = TestClient::new(Site::new(()));
/// assert_eq!(client.post("/notes").body("12345678").await.text(), "8");
/// assert_eq!(client.post("/notes").body("123456789").await.status(), 413);
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Settings)]
#[setting(crate = crate, default)]
pub struct SizeLimit {
    /// The most bytes that a body may have: 1 MiB by default.
    pub body_bytes: usize,
}

impl Default for SizeLimit {
    fn default() -> Self {
        SizeLimit { body_bytes: 1 << 20 }
    }
}

impl Filter for SizeLimit {
    const ANSWERS: Answers = Answers::of(&[Answer {
        status: Status::Is(413),
        description: "The body is larger than the service takes",
        content: Content::Failure,
        headers: &[],
    }]);

    type Layer = PassLayer<Self>;

    fn layer(self) -> PassLayer<Self> {
        PassLayer::new(self)
    }
}

impl Pass for SizeLimit {
    fn enter(&self, request: &mut Request, passage: &mut Passage) -> ControlFlow<Response> {
        if let Err(failure) = context::fits(request.body(), self.body_bytes) {
            return ControlFlow::Break(passage.refusal(&failure));
        }
        passage.allowance.body_bytes(self.body_bytes);
        ControlFlow::Continue(())
    }
}
