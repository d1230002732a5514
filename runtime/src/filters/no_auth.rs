//! Who asks is who says so: OpenStack's `noauth2`.

use core::ops::ControlFlow;

use http::StatusCode;
use http::header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use terrace_model::{Answer, Answers, Content, HeaderDoc, Provision, Security, Status};

use crate::answer::Response;
use crate::body::Body;
use crate::failure::Failure;
use crate::filter::{Filter, Pass, PassLayer, Passage, Provides, Request};
use crate::identity::Identity;
use crate::model::Model;
use crate::settings::Settings;

/// Believes whoever asks: the token `user:project` in `X-Auth-Token` is its own proof. For development and tests, as the strategy
/// `noauth2` of OpenStack's services.
///
/// It provides the [`Identity`](crate::Identity) of the token: the user, the project, which is the user's own where the token names none,
/// and the roles: `admin` of the administrator, `reader` of the reader, and both `member` and `reader` of everybody else.
///
/// A request without a token is answered with 204 and a token to send: `X-Auth-Token`, made of `X-Auth-User` and `X-Auth-Project-Id`, or
/// of `admin`, and `X-Server-Management-Url`, the URL that was asked for, and the project below it.
///
/// ```
/// use terrace::filters::NoAuth;
/// use terrace::prelude::*;
/// use terrace::{Identity, TestClient};
///
/// pipeline! { NoAuth2: [NoAuth = NoAuth::default()] }
///
/// #[controller(path = "/flavors")]
/// struct Flavors;
///
/// #[routes]
/// impl Flavors {
///     #[index]
///     #[policy(public)]
///     async fn index(&self, who: Identity) -> String {
///         format!("{} in {}", who.user(), who.project().unwrap_or_default())
///     }
/// }
///
/// api! {
///     struct Compute at "/v2.1";
///     errors: openstack;
///     pipeline: NoAuth2;
///     controllers: [Flavors];
/// }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() {
/// let client = TestClient::new(Compute::new(()));
/// let told = client.get("/v2.1/flavors").header("host", "nova").header("x-auth-user", "jane").await;
/// assert_eq!((told.status().as_u16(), told.header("x-auth-token")), (204, Some("jane:admin")));
/// assert_eq!(told.header("x-server-management-url"), Some("http://nova/v2.1/flavors/admin"));
///
/// assert_eq!(client.get("/v2.1/flavors").header("x-auth-token", "jane:admin").await.text(), "jane in admin");
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Settings)]
#[setting(crate = crate, default)]
pub struct NoAuth {
    /// The user who has the role `admin`: by default the one of this name.
    pub administrator: String,
    /// The user who has no role but `reader`: by default the one of this name.
    pub reader: String,
}

impl Default for NoAuth {
    fn default() -> Self {
        NoAuth { administrator: "admin".to_owned(), reader: "reader".to_owned() }
    }
}

impl NoAuth {
    /// What a user is.
    fn roles(&self, user: &str) -> &'static [&'static str] {
        if user == self.administrator {
            &["admin"]
        } else if user == self.reader {
            &["reader"]
        } else {
            &["member", "reader"]
        }
    }
}

const TOKEN: HeaderName = HeaderName::from_static("x-auth-token");
const USER: HeaderName = HeaderName::from_static("x-auth-user");
const PROJECT: HeaderName = HeaderName::from_static("x-auth-project-id");
const URL: HeaderName = HeaderName::from_static("x-server-management-url");

/// What a token is made of where the request does not say.
const NOBODY: &[u8] = b"admin";

impl Filter for NoAuth {
    const PROVIDES: &'static [&'static Provision] = <Identity as Provides>::PROVISIONS;

    const ANSWERS: Answers = Answers::of(&[Answer {
        status: Status::Is(204),
        description: "The request has no token: here is one",
        content: Content::Empty,
        headers: &[
            HeaderDoc { name: "X-Auth-Token", description: "The token to send", ty: &String::TYPE },
            HeaderDoc { name: "X-Server-Management-Url", description: "Where to send it", ty: &String::TYPE },
        ],
    }]);

    const SECURITY: Option<Security> = Some(Security::Header { name: "noauth2", header: "X-Auth-Token" });

    type Layer = PassLayer<Self>;

    fn layer(self) -> PassLayer<Self> {
        PassLayer::new(self)
    }
}

impl Pass for NoAuth {
    fn enter(&self, request: &mut Request, passage: &mut Passage) -> ControlFlow<Response> {
        let Some(token) = request.headers().get(TOKEN) else {
            return match invitation(request, passage) {
                Ok(response) => ControlFlow::Break(response),
                Err(failure) => ControlFlow::Break(passage.refusal(&failure)),
            };
        };
        let token = String::from_utf8_lossy(token.as_bytes());
        let (user, project) = token.split_once(':').unwrap_or((&token, ""));
        let project = if project.is_empty() { user } else { project };
        let identity = Identity::of(user).in_project(project).with_roles(self.roles(user).iter().copied());
        identity.put(request);
        ControlFlow::Continue(())
    }
}

/// The answer that gives whoever has no token one.
fn invitation(request: &Request, passage: &Passage) -> Result<Response, Failure> {
    let given = |name| request.headers().get(name).map_or(NOBODY, HeaderValue::as_bytes);
    let (user, project) = (given(USER), given(PROJECT));
    let base = passage.base_url(request)?;
    let path = request.uri().path().trim_end_matches('/');
    let mut headers = HeaderMap::new();
    let mut tell = |name, value: Vec<u8>| {
        // Made of what came in headers and in the target, so it is a header's value.
        headers.extend(HeaderValue::try_from(value).ok().map(|value| (name, value)));
    };
    tell(TOKEN, [user, b":", project].concat());
    tell(URL, [base.as_str().as_bytes(), path.as_bytes(), b"/", project].concat());
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=UTF-8"));
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::NO_CONTENT;
    *response.headers_mut() = headers;
    Ok(response)
}
