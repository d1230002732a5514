//! How long a handler may take.

use core::ops::ControlFlow;
use core::time::Duration;

use crate::answer::Response;
use crate::filter::{Filter, Pass, PassLayer, Passage, Request};
use crate::settings::Settings;

/// Says how long handlers may take, in place of the server's [`Limits::handler_time`](crate::Limits::handler_time): after that they are
/// ended, and the answer is 503.
///
/// As with that, time in which the client sends its body does not count, and detached handlers run on. Filters behind it are not ended.
///
/// ```
/// use std::time::Duration;
///
/// use terrace::filters::Timeout;
/// use terrace::prelude::*;
/// use terrace::TestClient;
///
/// pipeline! { Front: [Timeout = Timeout { handler_time: Duration::from_millis(5) }] }
///
/// #[controller(path = "/naps")]
/// struct Naps;
///
/// #[routes]
/// impl Naps {
///     #[index]
///     async fn index(&self) {
///         tokio::time::sleep(Duration::from_secs(3600)).await;
///     }
/// }
///
/// api! {
///     struct Site at "/";
///     pipeline: Front;
///     controllers: [Naps];
/// }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() {
/// assert_eq!(TestClient::new(Site::new(())).get("/naps").await.status(), 503);
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Settings)]
#[setting(crate = crate, default)]
pub struct Timeout {
    /// The time of a handler: 30 seconds by default.
    pub handler_time: Duration,
}

impl Default for Timeout {
    fn default() -> Self {
        Timeout { handler_time: Duration::from_secs(30) }
    }
}

impl Filter for Timeout {
    type Layer = PassLayer<Self>;

    fn layer(self) -> PassLayer<Self> {
        PassLayer::new(self)
    }
}

impl Pass for Timeout {
    fn enter(&self, _: &mut Request, passage: &mut Passage) -> ControlFlow<Response> {
        passage.allowance.handler_time(self.handler_time);
        ControlFlow::Continue(())
    }
}
