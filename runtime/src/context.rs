//! The context of one request.

use core::any::{Any, TypeId};
use core::fmt;
use core::marker::PhantomData;
use std::borrow::Cow;
use std::sync::Arc;

use bytes::{Bytes, BytesMut};
use http::{Extensions, HeaderMap, Method, StatusCode, Uri};
use http_body::Body as _;
use http_body_util::{BodyExt, Limited};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use terrace_model::{Ask, Part, Segment, Version};

use crate::answer::Response;
use crate::app::table::Target;
use crate::app::{App, RequestLimits};
use crate::arrived::{Arrived, Found};
use crate::base_url::BaseUrl;
use crate::body::{Body, BodyError, BoxError};
use crate::conditional::Validators;
use crate::controller::Loads;
use crate::dialect::{self, Dialect};
use crate::exchange::{Exchange, RequestId};
use crate::failure::{Failure, IntoFailure};
use crate::filter::{self, Aimed, Allowance, Chain, Passage};
use crate::model::batch::Batched;
use crate::model::scope::Scope;
use crate::openstack::Listed;
use crate::policy::Enforcer;
use crate::policy::target::Targeted;
use crate::private::ApiTable;
use crate::stop::Stop;
use crate::timely::Timely;

/// What is written with escapes in a segment of a path: all but what RFC 3986 calls unreserved.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// What is wrong where a context has no handler.
const AIMED: &str = "a context is made of a request that has a handler";

/// One request on its way to its handler: what extractors take their values from.
pub struct Context(Box<Arrived>);

/// A controller of an API, which it keeps alive.
#[derive(Debug)]
pub struct Shared<C> {
    app: App,
    likely: usize,
    of: PhantomData<fn() -> C>,
}

impl<C: 'static> Shared<C> {
    /// The controller.
    pub fn controller(&self) -> &C {
        self.app.controller::<C>(self.likely)
    }
}

impl Context {
    /// That of a request whose path and handler are found.
    pub(crate) fn new(mut arrived: Box<Arrived>, target: Target) -> Self {
        arrived.exchange.operation = Some(target.route.operation_id);
        arrived.target = Some(target);
        Context(arrived)
    }

    /// The same, as it came through filters of its controller or its handler.
    pub(crate) fn aimed(aimed: Aimed, exchange: Exchange, allowance: Allowance, request: filter::Request) -> Self {
        let Aimed { app, target, variables } = aimed;
        let mut arrived = Arrived::new(app, request, exchange, allowance);
        arrived.variables = Some(variables);
        Context::new(arrived, target)
    }

    /// The request as filters take it, before anything of it was read, and what goes with it through these, which are its handler's own
    /// in the end.
    pub(crate) fn unaimed(self, own: Option<Chain>) -> (filter::Request, Passage) {
        let Arrived { request, variables, allowance, exchange, target, app, .. } = *self.0;
        let variables = variables.expect(AIMED).kept(request.uri().path());
        let aimed = Aimed { app, target: target.expect(AIMED), variables };
        (request, Passage::to_handler(aimed, exchange, allowance, own))
    }

    /// What stands before the handler: the outermost filters, and those behind them where there are two pipelines.
    pub(crate) fn filters(&self) -> Option<(Chain, Option<Chain>)> {
        self.0.app.filters(self.at())
    }

    /// The request's method.
    pub fn method(&self) -> &Method {
        self.0.request.method()
    }

    /// The request's target, as it was sent.
    pub fn uri(&self) -> &Uri {
        self.0.request.uri()
    }

    /// The request's headers.
    pub fn headers(&self) -> &HeaderMap {
        self.0.request.headers()
    }

    /// What services around the API have said about the request.
    pub fn extensions(&self) -> &Extensions {
        self.0.request.extensions()
    }

    /// See [`Context::extensions`].
    pub fn extensions_mut(&mut self) -> &mut Extensions {
        self.0.request.extensions_mut()
    }

    /// The text of a variable of the path or the mount, decoded.
    pub fn variable(&self, name: &str) -> Option<Cow<'_, str>> {
        let Arrived { app, request, variables, .. } = &*self.0;
        let variables = variables.as_ref()?;
        variables.get(name, app.leaf(variables.leaf()), request.uri().path())
    }

    /// The path of the mount below which the request found its handler, its variables filled in, as links to what else is there begin:
    /// `/v2.1`, or `/v2.1/a0` of `/v2.1/{project_id}`. Nothing of a mount at `/`.
    pub fn mount_path(&self) -> String {
        let segments = self.at().mount.iter().map(|segment| match segment {
            Segment::Literal(text) => Cow::Borrowed(*text),
            Segment::Variable(variable) => {
                utf8_percent_encode(&self.variable(variable.name).unwrap_or_default(), RESERVED).to_string().into()
            }
        });
        segments.fold(String::new(), |path, segment| path + "/" + &segment)
    }

    /// The mount below which the request found its handler.
    pub(crate) fn mount(&self) -> &'static [Segment<'static>] {
        self.at().mount
    }

    /// All APIs of the application.
    pub(crate) fn listed(&self) -> impl Iterator<Item = Listed> {
        self.0.app.listed()
    }

    /// The API that answers.
    pub(crate) fn listed_own(&self) -> Listed {
        self.0.app.listed_own()
    }

    /// The API's table.
    pub(crate) fn table(&self) -> &'static ApiTable {
        self.0.app.table()
    }

    /// Whether a parameter of the query is the version, which no argument reads.
    pub(crate) fn is_version(&self, parameter: &str) -> bool {
        self.table().negotiation.parameter() == Some(parameter)
    }

    /// The version that the request chose; `None` where there is nothing to choose.
    pub fn version(&self) -> Option<Version> {
        self.0.exchange.version
    }

    /// The URL under which the client reaches the service, for absolute links: see [`BaseUrl`].
    ///
    /// # Errors
    ///
    /// 400 where the request names no host, or one that cannot be a host.
    pub fn base_url(&self) -> Result<BaseUrl, Failure> {
        BaseUrl::of(&self.0.request, self.0.app.public_url())
    }

    /// What tells that the server begins to drain. One that stands in the request's extensions comes first.
    pub fn stop(&self) -> &Stop {
        self.extensions().get().unwrap_or(self.0.app.stop())
    }

    /// The request's id.
    pub fn request_id(&self) -> &RequestId {
        &self.0.exchange.id
    }

    /// The operation id of the handler.
    pub fn operation_id(&self) -> &'static str {
        self.at().route.operation_id
    }

    /// The status of an answer whose type names none.
    pub fn status(&self) -> StatusCode {
        StatusCode::from_u16(self.at().route.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    /// The key around the body of an answer, of a list or not, where there is one.
    pub fn envelope(&self, list: bool) -> Option<&'static str> {
        self.at().route.envelope(self.at().node, list)
    }

    /// The key around the body of the request, of a list or not, where there is one: that of an answer, or the action's.
    pub fn request_envelope(&self, list: bool) -> Option<&'static str> {
        self.at().route.action.or_else(|| self.envelope(list))
    }

    /// Whether the request has a body of at least one byte, as far as its head tells.
    pub fn has_body(&self) -> bool {
        !self.0.request.body().is_end_stream()
    }

    /// Reads the whole body. It is kept, so that it can be asked for again.
    ///
    /// # Errors
    ///
    /// 413 where it is larger than it may be, 408 where it does not arrive in time, 400 where it ends too soon.
    pub async fn body(&mut self) -> Result<Bytes, Failure> {
        let mut body = self.unread()?;
        let bytes = read(whole(&mut body).await, &self.limits())?;
        *self.0.request.body_mut() = bytes.clone().into();
        Ok(bytes)
    }

    /// Takes the body, as a stream that ends at its limit of bytes or of time.
    pub(crate) fn unread(&mut self) -> Result<Limited<Timely>, Failure> {
        let limits = self.limits();
        limited(core::mem::take(self.0.request.body_mut()), &limits)
    }

    /// The body as it comes, within its limits. It can be had once; what was read already is there as a whole.
    ///
    /// # Errors
    ///
    /// 413 where it says that it is larger than it may be. What goes wrong later is the body's own error.
    pub fn stream(&mut self) -> Result<Body, Failure> {
        let limits = self.limits();
        Ok(Body::new(self.unread()?.map_err(move |error| stopped(error, &limits))))
    }

    /// What the request may take.
    pub(crate) fn limits(&self) -> RequestLimits {
        self.0.limits_of(self.at())
    }

    /// The version of HTTP by which the request came.
    #[cfg(feature = "websocket")]
    pub(crate) fn http_version(&self) -> http::Version {
        self.0.request.version()
    }

    /// Runs something beside the requests, which a host that drains waits for.
    #[cfg(feature = "websocket")]
    pub(crate) fn spawn(&self, work: impl Future<Output = ()> + Send + 'static) {
        self.0.app.spawn(work);
    }

    /// How the request's values are read, and the answer's written.
    pub(crate) fn scope(&self) -> Scope {
        let unknown_fields = self.0.allowance.unknown_fields(self.0.app.table().unknown_fields);
        Scope::new(self.0.exchange.version, unknown_fields).with(self.0.app.additions())
    }

    /// What gives fields to models in answers.
    pub(crate) fn batches(&self) -> &[Batched] {
        self.0.app.batches()
    }

    /// The handler.
    pub(crate) fn target(&self) -> Target {
        *self.at()
    }

    fn at(&self) -> &Target {
        self.0.target.as_ref().expect(AIMED)
    }

    /// What the handler's arguments read.
    pub(crate) fn parts_read(&self) -> impl Iterator<Item = &'static Part> {
        self.at().route.args.iter().map(|arg| &arg.part)
    }

    /// Whether the request must make a condition.
    pub(crate) fn requires_condition(&self) -> bool {
        self.at().route.preconditions.is_some_and(|preconditions| preconditions.required)
    }

    /// Keeps what the answer is to tell of the member.
    pub(crate) fn tell(&mut self, there: Validators) {
        self.0.told = Some(Box::new(there));
    }

    /// What the answer is to tell of the member.
    pub(crate) fn told(&self) -> Option<&Validators> {
        self.0.told.as_deref()
    }

    pub(crate) fn dialect(&self) -> &'static dyn Dialect {
        self.0.exchange.dialect
    }

    #[cfg(feature = "websocket")]
    pub(crate) fn exchange(&self) -> &Exchange {
        &self.0.exchange
    }

    /// The answer to a failure, in the API's dialect.
    pub(crate) fn fail(&self, failure: &Failure) -> Response {
        dialect::answer(failure, &self.0.exchange)
    }

    /// A controller of the API, or an extension.
    #[doc(hidden)]
    pub fn controller<C: 'static>(&self) -> &C {
        self.0.app.controller::<C>(self.at().entry)
    }

    /// A controller of the API, for a thread of its own.
    #[doc(hidden)]
    pub fn shared<C: 'static>(&self) -> Shared<C> {
        Shared { app: self.0.app.clone(), likely: self.at().entry, of: PhantomData }
    }

    /// Keeps what a loader found.
    #[doc(hidden)]
    pub fn keep<C: Loads>(&mut self, item: C::Item) {
        self.0.loaded.push(Found { of: TypeId::of::<C>(), item: Arc::new(item), target: C::TARGET });
    }

    /// What the loader of `C` found.
    pub(crate) fn loaded<C: Loads>(&self) -> Option<Arc<dyn Any + Send + Sync>> {
        let found = self.0.loaded.iter().find(|found| found.of == TypeId::of::<C>())?;
        Some(Arc::clone(&found.item))
    }

    /// What was loaded that rules may speak of, the innermost first.
    pub(crate) fn targets(&self) -> impl Iterator<Item = (Targeted, &dyn Any)> {
        self.0.loaded.iter().rev().filter_map(|found| Some((found.target?, &*found.item as &dyn Any)))
    }

    /// The same, to be kept beside the request.
    pub(crate) fn shared_targets(&self) -> Vec<(Targeted, Arc<dyn Any + Send + Sync>)> {
        self.0.loaded.iter().rev().filter_map(|found| Some((found.target?, Arc::clone(&found.item)))).collect()
    }

    /// The rules that are asked before the handler.
    pub(crate) fn asks(&self) -> Option<Ask> {
        self.at().route.asks(self.at().node)
    }

    /// The rules that are in force.
    pub(crate) fn enforcer(&self) -> &Enforcer {
        self.0.app.enforcer()
    }
}

impl fmt::Debug for Context {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Context")
            .field("method", self.method())
            .field("uri", self.uri())
            .field("variables", &self.0.variables)
            .field("exchange", &self.0.exchange)
            .finish_non_exhaustive()
    }
}

/// Refuses a body that says that it is larger than it may be.
pub(crate) fn fits(body: &Body, limit: usize) -> Result<(), Failure> {
    if body.size_hint().lower() > limit as u64 { Err(too_large(limit)) } else { Ok(()) }
}

/// A body that ends at its limit of bytes or of time.
pub(crate) fn limited(body: Body, limits: &RequestLimits) -> Result<Limited<Timely>, Failure> {
    fits(&body, limits.body_bytes)?;
    Ok(Limited::new(Timely::new(body, limits.body_time), limits.body_bytes))
}

/// The bytes of a body to its end. Most have come as one piece, which is not copied.
async fn whole(body: &mut Limited<Timely>) -> Result<Bytes, BoxError> {
    let mut whole = Bytes::new();
    while let Some(frame) = body.frame().await {
        // Nobody reads trailers.
        let Ok(data) = frame?.into_data() else { continue };
        whole = if whole.is_empty() { data } else { joined(whole, &data) };
    }
    Ok(whole)
}

fn joined(bytes: Bytes, more: &[u8]) -> Bytes {
    let mut bytes = bytes.try_into_mut().unwrap_or_else(|shared| BytesMut::from(&*shared));
    bytes.extend_from_slice(more);
    bytes.freeze()
}

/// The bytes of a body that was read to its end or its limit.
pub(crate) fn read(whole: Result<Bytes, BoxError>, limits: &RequestLimits) -> Result<Bytes, Failure> {
    whole.map_err(|error| stopped(error, limits).into_failure())
}

/// The error of a body that may not have more than its limits.
fn stopped(error: BoxError, limits: &RequestLimits) -> BodyError {
    match BodyError::of(error) {
        BodyError::TooLarge { limit: None } => BodyError::TooLarge { limit: Some(limits.body_bytes) },
        error => error,
    }
}

pub(crate) fn too_large(limit: usize) -> Failure {
    BodyError::TooLarge { limit: Some(limit) }.into_failure()
}
