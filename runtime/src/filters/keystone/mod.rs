#![doc = include_str!("../../docs/keystone.md")]

mod access_rules;
mod asking;
mod context;
mod identity_headers;
mod known;
mod login;
mod token;
mod url;

use core::time::Duration;
use std::sync::Arc;

use http::header::{HeaderMap, HeaderName, HeaderValue, WWW_AUTHENTICATE};
use terrace_macros::Provided;
use terrace_model::{Answer, Answers, Content, HeaderDoc, Provision, Security, Status};
use tokio::time::timeout;

use crate::answer::Response;
use crate::base_url::BaseUrl;
use crate::failure::Failure;
use crate::filter::{Behind, Filter, Following, Function, FunctionLayer, Next, Provides, Request, passage};
use crate::model::Model;
use crate::settings::Settings;

use asking::Asked;
use known::{Known, Verdict};

pub use context::KeystoneContext;
pub use login::{ApplicationCredentialLogin, Login, PasswordLogin};
pub use token::{AccessRule, ApplicationCredential, Domain, Endpoint, Project, Role, Scope, Service, Token, User};
pub use url::{InvalidKeystoneUrl, KeystoneUrl};

/// Asks Keystone what a token is worth: see [the module](self).
///
/// A service whose pipeline has it with no `auth_url` or no `login` does not start, and where it is served otherwise, nobody gets in.
#[derive(Clone, Debug, PartialEq, Eq, Settings)]
#[setting(crate = crate, default)]
pub struct AuthToken {
    /// Where Keystone is: `https://keystone.example/v3`. Only a host that is this machine may be asked without TLS.
    pub auth_url: Option<KeystoneUrl>,
    /// Where clients find it, as they are told; by default at `auth_url`.
    pub www_authenticate_uri: Option<BaseUrl>,
    /// As whom the service asks.
    pub login: Option<Login>,
    /// Whether a request without a valid token passes, and those behind decide.
    pub delay_auth_decision: bool,
    /// Which service this is, as catalogues have it: `compute`. Without it, tokens with access rules are refused.
    pub service_type: Option<String>,
    /// The roles of which whoever sends an `X-Service-Token` has one. Then the user's token may have expired on its way.
    pub service_token_roles: Vec<String>,
    /// Whether an `X-Service-Token` of who has no such role is refused. Else the request is as one without it.
    pub service_token_roles_required: bool,
    /// Whether Keystone is asked for the catalogue of services too.
    pub include_service_catalog: bool,
    /// For how long a valid token is not asked for again. A token that is revoked gets in for so long.
    pub token_cache_time: Duration,
    /// For how long a token that is worth nothing is not asked for again.
    pub refused_cache_time: Duration,
    /// Of how many tokens it is kept what they are worth.
    pub cached_tokens: u64,
    /// How long a request may wait for Keystone, however often that is asked.
    pub time: Duration,
    /// How long Keystone may take for one answer.
    pub attempt_time: Duration,
    /// How often it is asked again where it gives no answer.
    pub retries: u32,
    /// How many bytes an answer may have.
    pub answer_bytes: usize,
}

impl Default for AuthToken {
    fn default() -> Self {
        AuthToken {
            auth_url: None,
            www_authenticate_uri: None,
            login: None,
            delay_auth_decision: false,
            service_type: None,
            service_token_roles: vec!["service".to_owned()],
            service_token_roles_required: true,
            include_service_catalog: true,
            token_cache_time: Duration::from_secs(300),
            refused_cache_time: Duration::from_secs(10),
            cached_tokens: 10_000,
            time: Duration::from_secs(10),
            attempt_time: Duration::from_secs(4),
            retries: 3,
            answer_bytes: 1 << 20,
        }
    }
}

impl AuthToken {
    /// One that asks this Keystone, as this user, with the defaults for all else.
    pub fn new(auth_url: KeystoneUrl, login: Login) -> Self {
        AuthToken { auth_url: Some(auth_url), login: Some(login), ..AuthToken::default() }
    }

    /// What a client is told who has no valid token.
    fn challenge(&self) -> HeaderValue {
        let own = self.auth_url.as_ref().map(ToString::to_string);
        let uri = self.www_authenticate_uri.as_ref().map(ToString::to_string).or(own);
        let challenge = uri.map_or_else(|| "Keystone".to_owned(), |uri| format!("Keystone uri=\"{uri}\""));
        HeaderValue::try_from(challenge).expect("a URL is of the characters that a header may have")
    }
}

/// What is known of a request's token. [`AuthToken`] provides it.
#[derive(Clone, Debug, Provided)]
#[provided(crate = crate)]
pub enum IdentityStatus {
    /// Keystone has said whose it is.
    Confirmed(Arc<Token>),
    /// There is none that is worth anything. Such a request passes only with [`AuthToken::delay_auth_decision`].
    Invalid,
}

impl IdentityStatus {
    /// The token, where it is worth something.
    pub fn token(&self) -> Option<&Token> {
        match self {
            IdentityStatus::Confirmed(token) => Some(token),
            IdentityStatus::Invalid => None,
        }
    }
}

impl Filter for AuthToken {
    const PROVIDES: &'static [&'static Provision] = <IdentityStatus as Provides>::PROVISIONS;

    const ANSWERS: Answers = Answers::of(&[
        UNAUTHENTICATED,
        Answer {
            status: Status::Is(503),
            description: "Keystone cannot be asked now",
            content: Content::Failure,
            headers: &[],
        },
    ]);

    const SECURITY: Option<Security> = Some(Security::Header { name: "keystone", header: "X-Auth-Token" });

    type Layer = FunctionLayer<Authenticator>;

    fn ready(&self) -> Result<(), String> {
        if self.auth_url.is_some() && self.login.is_some() {
            return Ok(());
        }
        Err("the filter `AuthToken` asks Keystone: its settings `auth_url` and `login` must be set".to_owned())
    }

    fn layer(self) -> FunctionLayer<Authenticator> {
        FunctionLayer::new(Authenticator { known: Known::new(&self), challenge: self.challenge(), settings: self })
    }
}

/// How a request without a valid token is answered.
const UNAUTHENTICATED: Answer = Answer {
    status: Status::Is(401),
    description: "The request has no token that is worth anything",
    content: Content::Failure,
    headers: &[HeaderDoc {
        name: "WWW-Authenticate",
        description: "Where Keystone gives tokens: `Keystone uri=\"…\"`",
        ty: &String::TYPE,
    }],
};

const TOKEN: HeaderName = HeaderName::from_static("x-auth-token");
/// How Swift's clients call it.
const STORAGE_TOKEN: HeaderName = HeaderName::from_static("x-storage-token");
const SERVICE_TOKEN: HeaderName = HeaderName::from_static("x-service-token");

/// What looks at tokens.
#[doc(hidden)]
#[derive(Debug)]
pub struct Authenticator {
    settings: AuthToken,
    challenge: HeaderValue,
    known: Known,
}

impl Function for Authenticator {
    async fn run<S: Behind>(&self, mut request: Request, next: Following<S>) -> Result<Response, Failure> {
        identity_headers::drop(request.headers_mut());
        // Whatever Keystone does: this is how long it takes.
        let verdict = timeout(self.settings.time, self.verdict(&request)).await.unwrap_or(Verdict::Unknown);
        let status = match verdict {
            Verdict::Valid(token) => IdentityStatus::Confirmed(token),
            _ if self.settings.delay_auth_decision => IdentityStatus::Invalid,
            Verdict::Invalid => return Err(unauthenticated().header(WWW_AUTHENTICATE, self.challenge.clone())),
            Verdict::Unknown => {
                return Err(Failure::new(503).detail("The Keystone service is temporarily unavailable."));
            }
        };
        status.put(&mut request);
        let mut response = next.run(request).await;
        if response.status() == 401 && !response.headers().contains_key(WWW_AUTHENTICATE) {
            response.headers_mut().insert(WWW_AUTHENTICATE, self.challenge.clone());
        }
        Ok(response)
    }
}

impl Authenticator {
    /// What a request's tokens are worth: its own, and that of the service which has sent it, where there is one.
    async fn verdict(&self, request: &Request) -> Verdict {
        let headers = request.headers();
        let is_of_service = match self.is_of_service(headers).await {
            Ok(is_of_service) => is_of_service,
            Err(verdict) => return verdict,
        };
        let name = if headers.contains_key(TOKEN) { TOKEN } else { STORAGE_TOKEN };
        let asked = if is_of_service { Asked::Once } else { Asked::Now };
        match self.of_header(headers, &name, asked).await {
            Verdict::Valid(token) if !self.allows(&token, request, is_of_service) => Verdict::Invalid,
            verdict => verdict,
        }
    }

    /// Whether a service has sent the request on its way, one that may say so; else the verdict on the request.
    async fn is_of_service(&self, headers: &HeaderMap) -> Result<bool, Verdict> {
        if !headers.contains_key(SERVICE_TOKEN) {
            return Ok(false);
        }
        match self.of_header(headers, &SERVICE_TOKEN, Asked::Now).await {
            Verdict::Valid(token) if self.is_service(&token) => Ok(true),
            Verdict::Valid(_) if !self.settings.service_token_roles_required => Ok(false),
            Verdict::Valid(_) => Err(Verdict::Invalid),
            refused => Err(refused),
        }
    }

    /// What the one token of a header is worth.
    async fn of_header(&self, headers: &HeaderMap, name: &HeaderName, asked: Asked) -> Verdict {
        let mut given = headers.get_all(name).iter();
        match (given.next(), given.next()) {
            (Some(token), None) if !token.is_empty() => self.known.verdict(token, asked).await,
            _ => Verdict::Invalid,
        }
    }

    fn is_service(&self, token: &Token) -> bool {
        token.roles.iter().any(|role| self.settings.service_token_roles.contains(&role.name))
    }

    /// Whether the token's access rules, where it has some, allow the request, whose path is as the API will read it. A request that a
    /// service has made on its way is not one that they know.
    fn allows(&self, token: &Token, request: &Request, is_of_service: bool) -> bool {
        let path = passage::exchange(request).dialect.path(request.uri().path());
        let service = self.settings.service_type.as_deref();
        access_rules::allow(token, service, is_of_service, request.method(), &path)
    }
}

fn unauthenticated() -> Failure {
    Failure::new(401).detail("The request you have made requires authentication.")
}
