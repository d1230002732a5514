//! Who asks is who a signed token names.

mod claims;
mod fetch;
mod keys;
mod source;

use core::time::Duration;
use std::sync::Arc;

use http::header::{AUTHORIZATION, HeaderMap, HeaderValue, WWW_AUTHENTICATE};
use jsonwebtoken::crypto::rust_crypto;
use jsonwebtoken::{Algorithm, Validation, decode, decode_header};
use serde_json::{Map, Value};
use terrace_model::{Answer, Answers, Content, HeaderDoc, Provision, Security, Status};

use crate::answer::Response;
use crate::failure::Failure;
use crate::filter::{Behind, Filter, Following, Function, FunctionLayer, Next, Provides, Request};
use crate::identity::Identity;
use crate::model::Model;
use crate::settings::Settings;

use keys::{Found, Keys};
pub use source::JwtKeys;

#[doc = include_str!("../../docs/bearer_jwt.md")]
#[derive(Clone, Debug, PartialEq, Eq, Settings)]
#[setting(crate = crate)]
pub struct BearerJwt {
    /// Where the keys are that tokens are signed with, a JSON Web Key Set (RFC 7517): a URL, `https://id.example/jwks.json`, a file, or the
    /// set itself.
    /// Only a host that is this machine may be asked without TLS.
    pub keys: JwtKeys,
    /// Who has issued the tokens: the claim `iss`, exactly.
    pub issuer: String,
    /// For whom: a token names one of these in its claim `aud`.
    pub audience: Vec<String>,
    /// By which algorithms tokens may be signed.
    #[setting(default = vec![JwtAlgorithm::Rs256, JwtAlgorithm::Es256])]
    pub algorithms: Vec<JwtAlgorithm>,
    /// How far the clocks may differ of who issues tokens and of who reads them.
    #[setting(default = Duration::from_secs(30))]
    pub leeway: Duration,
    /// The claim that is the user: a name, or a path of names, `user.name`.
    #[setting(default = "sub")]
    pub user: String,
    /// The claim that is the project, where there is one.
    pub project: Option<String>,
    /// The claim that lists the roles, as `realm_access.roles`: a list, or words.
    #[setting(default = "roles")]
    pub roles: String,
    /// The claim that is the scope: words, or a list.
    #[setting(default = "scope")]
    pub scope: String,
    /// What is protected, as the challenge calls it.
    #[setting(default = "api")]
    pub realm: String,
    /// For how long keys are used before they are asked for again.
    #[setting(default = Duration::from_secs(600))]
    pub refresh: Duration,
    /// For how long they are used where they cannot be had again. After that nobody gets in.
    #[setting(default = Duration::from_secs(3600))]
    pub keep: Duration,
    /// The least time between two questions for keys, however many tokens name a key that is not known.
    #[setting(default = Duration::from_secs(30))]
    pub pause: Duration,
    /// How long the answer to such a question may take.
    #[setting(default = Duration::from_secs(5))]
    pub fetch_time: Duration,
    /// How many bytes it may have.
    #[setting(default = 1 << 18)]
    pub fetch_bytes: usize,
}

/// An algorithm of signatures (RFC 7518, RFC 8037). Those whose key both sides share are not here, and `none` is not one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Settings)]
#[setting(crate = crate)]
#[expect(missing_docs, reason = "the RFCs name them")]
pub enum JwtAlgorithm {
    #[setting(name = "RS256")]
    Rs256,
    #[setting(name = "RS384")]
    Rs384,
    #[setting(name = "RS512")]
    Rs512,
    #[setting(name = "PS256")]
    Ps256,
    #[setting(name = "PS384")]
    Ps384,
    #[setting(name = "PS512")]
    Ps512,
    #[setting(name = "ES256")]
    Es256,
    #[setting(name = "ES384")]
    Es384,
    #[setting(name = "EdDSA")]
    EdDsa,
}

impl JwtAlgorithm {
    fn known(self) -> Algorithm {
        match self {
            JwtAlgorithm::Rs256 => Algorithm::RS256,
            JwtAlgorithm::Rs384 => Algorithm::RS384,
            JwtAlgorithm::Rs512 => Algorithm::RS512,
            JwtAlgorithm::Ps256 => Algorithm::PS256,
            JwtAlgorithm::Ps384 => Algorithm::PS384,
            JwtAlgorithm::Ps512 => Algorithm::PS512,
            JwtAlgorithm::Es256 => Algorithm::ES256,
            JwtAlgorithm::Es384 => Algorithm::ES384,
            JwtAlgorithm::EdDsa => Algorithm::EdDSA,
        }
    }
}

impl BearerJwt {
    /// One with these keys, of this issuer and for this audience, and the defaults for all else.
    pub fn new(keys: JwtKeys, issuer: impl Into<String>, audience: impl Into<String>) -> Self {
        BearerJwt {
            keys,
            issuer: issuer.into(),
            audience: vec![audience.into()],
            algorithms: vec![JwtAlgorithm::Rs256, JwtAlgorithm::Es256],
            leeway: Duration::from_secs(30),
            user: "sub".to_owned(),
            project: None,
            roles: "roles".to_owned(),
            scope: "scope".to_owned(),
            realm: "api".to_owned(),
            refresh: Duration::from_secs(600),
            keep: Duration::from_secs(3600),
            pause: Duration::from_secs(30),
            fetch_time: Duration::from_secs(5),
            fetch_bytes: 1 << 18,
        }
    }
}

impl Filter for BearerJwt {
    const PROVIDES: &'static [&'static Provision] = <Identity as Provides>::PROVISIONS;

    const ANSWERS: Answers = Answers::of(&[
        Answer {
            status: Status::Is(401),
            description: "The request has no token that is worth anything",
            content: Content::Failure,
            headers: &[HeaderDoc {
                name: "WWW-Authenticate",
                description: "What is wrong with the token, as RFC 6750 says it",
                ty: &String::TYPE,
            }],
        },
        Answer {
            status: Status::Is(503),
            description: "Nobody can tell now whether the token is worth anything",
            content: Content::Failure,
            headers: &[],
        },
    ]);

    const SECURITY: Option<Security> = Some(Security::Bearer("bearer"));

    type Layer = FunctionLayer<Verifier>;

    fn layer(self) -> FunctionLayer<Verifier> {
        // Where a program has chosen another, by itself or by features of the crate, that stays.
        let _ = rust_crypto::DEFAULT_PROVIDER.install_default();
        let allowed: Vec<_> = self.algorithms.iter().map(|algorithm| algorithm.known()).collect();
        FunctionLayer::new(Verifier { keys: Arc::new(Keys::new(&self)), allowed, settings: self })
    }
}

/// What looks at tokens.
#[doc(hidden)]
#[derive(Debug)]
pub struct Verifier {
    settings: BearerJwt,
    allowed: Vec<Algorithm>,
    keys: Arc<Keys>,
}

impl Function for Verifier {
    async fn run<S: Behind>(&self, mut request: Request, next: Following<S>) -> Result<Response, Failure> {
        let identity = match token(request.headers()) {
            Ok(token) => self.identity(token).await,
            Err(refusal) => Err(refusal),
        };
        let identity = identity.map_err(|refusal| refusal.told(&self.settings.realm))?;
        identity.put(&mut request);
        Ok(next.run(request).await)
    }
}

impl Verifier {
    /// Who a token names.
    async fn identity(&self, token: &str) -> Result<Identity, Refusal> {
        let header = decode_header(token).map_err(|_| Refusal::Invalid("it is no token that can be read"))?;
        if !self.allowed.contains(&header.alg) {
            return Err(Refusal::Invalid("it is signed by an algorithm that is not allowed"));
        }
        if header.crit.is_some() {
            return Err(Refusal::Invalid("it asks for more than is understood"));
        }
        let key = match self.keys.find(header.kid.as_deref(), header.alg).await {
            Found::Key(key) => key,
            Found::NoKey => return Err(Refusal::Invalid("it is signed with a key that is not known")),
            Found::Nothing => return Err(Refusal::Unknown),
        };
        let decoded = decode::<Map<String, Value>>(token, &key, &self.validation(header.alg));
        let claims = decoded.map_err(|error| Refusal::Invalid(claims::wrong(error.kind())))?.claims;
        claims::identity(&claims, &self.settings).ok_or(Refusal::Invalid("it names no user"))
    }

    /// What a token must say.
    fn validation(&self, algorithm: Algorithm) -> Validation {
        let mut validation = Validation::new(algorithm);
        validation.leeway = self.settings.leeway.as_secs();
        validation.validate_nbf = true;
        validation.set_issuer(&[&self.settings.issuer]);
        validation.set_audience(&self.settings.audience);
        validation.set_required_spec_claims(&["exp", "iss", "aud"]);
        validation
    }
}

/// Why a request does not pass.
enum Refusal {
    /// It has no token.
    NoToken,
    /// Its token is worth nothing, since …
    Invalid(&'static str),
    /// There are no keys to tell by.
    Unknown,
}

impl Refusal {
    /// As RFC 6750, section 3, has it.
    fn told(&self, realm: &str) -> Failure {
        let realm: String = realm.chars().filter(|c| (' '..='~').contains(c) && !['"', '\\'].contains(c)).collect();
        let (failure, challenge) = match self {
            Refusal::NoToken => {
                (Failure::new(401).detail("a bearer token is needed"), format!("Bearer realm=\"{realm}\""))
            }
            Refusal::Invalid(why) => (
                Failure::new(401).detail(format!("the token is refused: {why}")),
                format!("Bearer realm=\"{realm}\", error=\"invalid_token\", error_description=\"{why}\""),
            ),
            Refusal::Unknown => {
                return Failure::new(503).detail("nobody can tell now whether the token is worth anything");
            }
        };
        match HeaderValue::try_from(challenge) {
            Ok(challenge) => failure.header(WWW_AUTHENTICATE, challenge),
            Err(_) => failure,
        }
    }
}

/// The one token of a request.
fn token(headers: &HeaderMap) -> Result<&str, Refusal> {
    let mut given = headers.get_all(AUTHORIZATION).iter();
    let (first, second) = (given.next(), given.next());
    let first = first.ok_or(Refusal::NoToken)?;
    if second.is_some() {
        return Err(Refusal::Invalid("there is more than one"));
    }
    let text = first.to_str().map_err(|_| Refusal::Invalid("it is no token that can be read"))?;
    match text.split_once(' ') {
        Some((scheme, token)) if scheme.eq_ignore_ascii_case("bearer") => Ok(token.trim()),
        _ => Err(Refusal::NoToken),
    }
}
