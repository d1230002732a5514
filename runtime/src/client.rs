//! A client that calls an API without a socket, for tests.

use core::fmt;
use core::future::{Future, IntoFuture};
use core::pin::Pin;
use std::sync::Arc;

use bytes::Bytes;
use http::header::{CONTENT_TYPE, HOST, HeaderMap, HeaderName, HeaderValue};
use http::{Method, Request, StatusCode, Uri};
use http_body_util::BodyExt;
use terrace_model::Version;
use tower_service::Service;

use crate::answer::Response;
use crate::app::App;
use crate::body::Body;
use crate::controller::Application;
use crate::json;
use crate::model::Model;
use crate::private::ApiTable;
use crate::server::Limits;
use crate::state::{FromState, Parts};
#[cfg(feature = "websocket")]
use crate::websocket::{WebSocket, local};

/// Calls an API without a socket.
///
/// ```
/// # use terrace::{Application, TestClient};
/// # async fn example<A: Application>(api: A) {
/// let client = TestClient::new(api);
/// let answer = client.get("/servers").header("x-trace", "1").await;
/// assert_eq!(answer.status(), 200);
/// # }
/// ```
///
/// A request that names no `host` is sent to `localhost`.
///
/// It panics where a test is written wrongly: a path that is no URI, a header that is none, a body that is not the type's.
#[derive(Clone, Debug)]
pub struct TestClient<A> {
    api: A,
    headers: HeaderMap,
    limits: Option<Limits>,
    observer: Option<Observer>,
}

impl<A: Application> TestClient<A> {
    /// Calls this API.
    pub fn new(api: A) -> Self {
        const { A::APIS.len() };
        TestClient { api, headers: HeaderMap::new(), limits: None, observer: None }
    }

    /// Calls an API that is built from a state with parts of it replaced:
    /// `TestClient::<Compute>::with(Parts::new(state).replace(fake))`.
    #[expect(clippy::needless_pass_by_value, reason = "it is made for the call")]
    pub fn with<S>(parts: Parts<S>) -> Self
    where
        A: FromState<S>,
    {
        TestClient::new(A::from_state(&parts))
    }

    /// Sends this header with every request, as a client does that has a token. A request that names it has its own instead.
    ///
    /// ```
    /// # use terrace::{Application, TestClient};
    /// # async fn example<A: Application>(api: A) {
    /// let client = TestClient::new(api).header("x-auth-token", "jane:shop");
    /// assert_eq!(client.get("/servers").await.status(), 200);
    /// # }
    /// ```
    #[must_use]
    pub fn header(mut self, name: impl AsRef<str>, value: impl AsRef<[u8]>) -> Self {
        let (name, value) = named(name.as_ref(), value.as_ref());
        self.headers.append(name, value);
        self
    }

    /// Bears of a request what a server with these limits does: `body_bytes`, `body_time` and `handler_time` of them. Without them
    /// it has no time-outs.
    ///
    /// ```
    /// # use core::time::Duration;
    /// # use terrace::{Application, Limits, TestClient};
    /// # async fn example<A: Application>(api: A) {
    /// let client = TestClient::new(api).limits(Limits { handler_time: Some(Duration::ZERO), ..Limits::default() });
    /// assert_eq!(client.get("/that/waits").await.status(), 503);
    /// # }
    /// ```
    #[must_use]
    pub fn limits(self, limits: Limits) -> Self {
        TestClient { limits: Some(limits), ..self }
    }

    /// Shows every request to an API, and its answer, to this function, before the test sees the answer. It panics where it does not like
    /// what it sees; `terrace_codegen::checked` is made of it.
    ///
    /// ```
    /// # use terrace::{Application, TestClient};
    /// # fn example<A: Application>(api: A) -> TestClient<A> {
    /// TestClient::new(api).observe(|seen| assert!(!seen.answer.status().is_server_error(), "{seen:?}"))
    /// # }
    /// ```
    #[must_use]
    pub fn observe(self, look: impl Fn(&Observed<'_>) + Send + Sync + 'static) -> Self {
        TestClient { observer: Some(Observer(Arc::new(look))), ..self }
    }

    /// A GET request.
    pub fn get(&self, path: &str) -> TestRequest {
        self.request(Method::GET, path)
    }

    /// A POST request.
    pub fn post(&self, path: &str) -> TestRequest {
        self.request(Method::POST, path)
    }

    /// A PUT request.
    pub fn put(&self, path: &str) -> TestRequest {
        self.request(Method::PUT, path)
    }

    /// A PATCH request.
    pub fn patch(&self, path: &str) -> TestRequest {
        self.request(Method::PATCH, path)
    }

    /// A DELETE request.
    pub fn delete(&self, path: &str) -> TestRequest {
        self.request(Method::DELETE, path)
    }

    /// A request of any method.
    pub fn request(&self, method: Method, path: &str) -> TestRequest {
        let mut request = Request::new(Body::empty());
        *request.method_mut() = method;
        *request.uri_mut() = path.parse().unwrap_or_else(|error| panic!("`{path}` is no request target: {error}"));
        let app = self.api.app().clone();
        let app = match &self.limits {
            Some(limits) => app.limited(limits.of_request()),
            None => app,
        };
        TestRequest { app, request, defaults: self.headers.clone(), observer: self.observer.clone() }
    }
}

/// A header, of a test that is written rightly.
fn named(name: &str, value: &[u8]) -> (HeaderName, HeaderValue) {
    let name = HeaderName::try_from(name).expect("a header's name");
    (name, HeaderValue::from_bytes(value).expect("a header's value"))
}

/// A request of a [`TestClient`], and its answer.
#[derive(Debug)]
#[non_exhaustive]
pub struct Observed<'a> {
    /// The name of the API's type.
    pub api: &'static str,
    /// The API's table, without the extensions that are off.
    #[doc(hidden)]
    pub table: &'static ApiTable,
    /// The version that the request got; `None` where it got none.
    pub version: Option<Version>,
    /// The value that chose the pipeline of the API, where it has several.
    pub pipeline: Option<&'static str>,
    /// The request's method.
    pub method: &'a Method,
    /// Its target.
    pub uri: &'a Uri,
    /// Its headers.
    pub headers: &'a HeaderMap,
    /// Its body; `None` where it was still being made when it was sent.
    pub body: Option<&'a [u8]>,
    /// The answer.
    pub answer: &'a TestResponse,
}

/// Who looks at all that a client does.
#[derive(Clone)]
struct Observer(Arc<dyn Fn(&Observed<'_>) + Send + Sync>);

impl fmt::Debug for Observer {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Observer")
    }
}

/// A request, to be sent by `.await`.
#[derive(Debug)]
#[must_use = "it is sent by `.await`"]
pub struct TestRequest {
    app: App,
    request: Request<Body>,
    /// What its client sends with every request.
    defaults: HeaderMap,
    observer: Option<Observer>,
}

impl TestRequest {
    /// Adds a header.
    pub fn header(mut self, name: impl AsRef<str>, value: impl AsRef<[u8]>) -> Self {
        let (name, value) = named(name.as_ref(), value.as_ref());
        self.request.headers_mut().append(name, value);
        self
    }

    /// Sends a model as JSON, in no envelope.
    pub fn json<T: Model>(self, value: &T) -> Self {
        let bytes = json::write(value, None).expect("a value with a form in JSON");
        self.header(CONTENT_TYPE, "application/json").body(bytes)
    }

    /// Sends these bytes, or a body that is still being made, of no content type unless a header says one.
    pub fn body(mut self, body: impl Into<Body>) -> Self {
        *self.request.body_mut() = body.into();
        self
    }

    /// Sends it; `.await` does the same.
    pub async fn send(mut self) -> TestResponse {
        let named = self.request.headers_mut();
        let mut defaults = core::mem::take(&mut self.defaults);
        named.keys().for_each(|name| drop(defaults.remove(name)));
        named.extend(defaults);
        // Every client of HTTP/1.1 names a host.
        named.entry(HOST).or_insert(HeaderValue::from_static("localhost"));
        let Some(Observer(look)) = self.observer else {
            let Ok(response) = self.app.call(self.request).await;
            return TestResponse::whole(response).await;
        };
        let (method, uri) = (self.request.method().clone(), self.request.uri().clone());
        let (headers, body) = (self.request.headers().clone(), self.request.body().ready());
        let mut answering = self.app.call(self.request);
        let Ok(response) = (&mut answering).await;
        if answering.is_beside() {
            return TestResponse::whole(response).await;
        }
        let app = self.app.asked(uri.path(), &headers);
        let (table, version, pipeline) = (app.table(), answering.version(), app.pipeline());
        let answer = TestResponse::whole(response).await;
        let (method, uri, headers, body) = (&method, &uri, &headers, body.as_deref());
        look(&Observed { api: table.name, table, version, pipeline, method, uri, headers, body, answer: &answer });
        answer
    }
}

#[cfg(feature = "websocket")]
impl TestRequest {
    /// Sends it as one that asks for a [WebSocket](crate::websocket), and is the client's side of it, which looks after itself as the
    /// server's does: it answers pings, and closes when it is dropped. A header that is said already, such as a wrong
    /// `sec-websocket-version`, is sent as it is.
    ///
    /// # Errors
    ///
    /// The answer, where that is not 101.
    pub async fn websocket(mut self) -> Result<WebSocket, TestResponse> {
        let connection = local::ask(&mut self.request);
        let answer = self.send().await;
        match answer.status() {
            StatusCode::SWITCHING_PROTOCOLS => Ok(local::switched(connection, answer.headers()).await),
            _ => Err(answer),
        }
    }
}

impl IntoFuture for TestRequest {
    type Output = TestResponse;
    type IntoFuture = Pin<Box<dyn Future<Output = TestResponse> + Send>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.send())
    }
}

/// An answer, whole.
#[derive(Clone)]
pub struct TestResponse {
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
}

impl TestResponse {
    async fn whole(response: Response) -> Self {
        let (parts, body) = response.into_parts();
        let body = body.collect().await.expect("an answer with a whole body").to_bytes();
        TestResponse { status: parts.status, headers: parts.headers, body }
    }

    /// The status.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The first header of this name, where there is one that is text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// The body.
    pub fn bytes(&self) -> &Bytes {
        &self.body
    }

    /// The body as text.
    pub fn text(&self) -> &str {
        core::str::from_utf8(&self.body).expect("a body that is text")
    }

    /// The body as a model, in no envelope.
    pub fn json<T: Model>(&self) -> T {
        json::read(&self.body, None).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    /// The body as JSON of any kind.
    pub fn value(&self) -> serde_json::Value {
        self.json()
    }
}

impl fmt::Debug for TestResponse {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("TestResponse")
            .field("status", &self.status)
            .field("headers", &self.headers)
            .field("body", &String::from_utf8_lossy(&self.body))
            .finish()
    }
}
