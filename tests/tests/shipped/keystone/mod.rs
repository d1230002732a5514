//! `AuthToken` and `KeystoneContext`, before a Keystone that does whatever it is told to do.

mod faults;
mod logs;
mod rules;
mod settings;
mod tokens;
mod waiting;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde_json::{Value, json};
use terrace::filters::keystone::{IdentityStatus, Scope};
use terrace::filters::{AuthToken, KeystoneContext};
use terrace::prelude::*;
use terrace::settings::Sources;
use terrace::{Identity, TestClient, TestResponse};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

pipeline! { Front: [AuthToken, KeystoneContext] }

/// Who asks.
#[controller(path = "/me", key = name: String)]
struct Me;

#[routes]
impl Me {
    /// Say who asks.
    #[index]
    #[policy(public)]
    async fn index(&self, who: Identity) -> String {
        let scope = who.project().or(who.domain()).or(who.system()).unwrap_or("-");
        format!("{} {scope} {:?}", who.user(), who.roles())
    }

    /// Say of one of them.
    #[show]
    #[policy(public)]
    async fn show(&self, name: Path<String>, who: Identity) -> String {
        format!("{} of {}", who.user(), *name)
    }

    /// Say what Keystone says.
    #[get("/token")]
    async fn token(&self, status: IdentityStatus) -> String {
        let token = status.token().expect("it has passed");
        let image = token.endpoint("image", "public", None).unwrap_or("nowhere");
        let scope = match &token.scope {
            Scope::Project(project) => format!("{} of {}", project.name, project.domain.name),
            other => format!("{other:?}"),
        };
        format!("{} of {}, {scope}, images at {image}", token.user.name, token.user.domain.name)
    }

    /// Say what headers say.
    #[get("/headers")]
    async fn headers(
        &self,
        x_user_id: Header<Option<String>>,
        x_roles: Header<Option<String>>,
        x_identity_status: Header<Option<String>>,
        x_service_project_id: Header<Option<String>>,
        openstack_system_scope: Header<Option<String>>,
        x_other: Header<Option<String>>,
    ) -> String {
        let told = [x_user_id.0, x_roles.0, x_identity_status.0, x_service_project_id.0, openstack_system_scope.0];
        format!("{} {:?}", told.into_iter().flatten().count(), x_other.0)
    }
}

api! {
    struct Site at "/";
    errors: openstack;
    pipeline: Front;
    controllers: [Me];
}

/// What a Keystone knows, and what it was asked.
struct State {
    /// What it says of tokens.
    tokens: HashMap<String, Value>,
    /// The token that the service gets next, and the only one of its own that counts.
    own: String,
    /// How often the service has logged in.
    logins: usize,
    /// How often it has asked for a token.
    asked: usize,
    /// What it answers instead to questions, to logins, or both, after how long.
    fault: Fault,
    /// The heads of the requests for tokens.
    heads: Vec<String>,
}

#[derive(Clone, Default)]
struct Fault {
    login: Option<String>,
    question: Option<String>,
    late: Duration,
    /// Whether the connection stays as it is after that.
    is_silent: bool,
}

#[derive(Clone)]
struct Keystone {
    state: Arc<Mutex<State>>,
    url: String,
}

impl Keystone {
    async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let url = format!("http://{}", listener.local_addr().expect("it listens"));
        let tokens = HashMap::from([("right".to_owned(), token())]);
        let state = State { tokens, own: "own-1".into(), logins: 0, asked: 0, fault: Fault::default(), heads: vec![] };
        let keystone = Keystone { state: Arc::new(Mutex::new(state)), url };
        tokio::spawn(keystone.clone().serve(listener));
        keystone
    }

    async fn serve(self, listener: TcpListener) {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(self.clone().converse(stream));
        }
    }

    async fn converse(self, mut stream: TcpStream) {
        let Some(head) = head(&mut stream).await else { return };
        let (answer, fault) = self.answer(&head);
        tokio::time::sleep(fault.late).await;
        let _ = stream.write_all(answer.as_bytes()).await;
        if fault.is_silent {
            std::future::pending::<()>().await;
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().expect("nobody has panicked with it")
    }

    /// How often the service has logged in, and how often it has asked for a token.
    fn counts(&self) -> (usize, usize) {
        let state = self.state();
        (state.logins, state.asked)
    }

    fn answer(&self, head: &str) -> (String, Fault) {
        let mut state = self.state();
        let fault = state.fault.clone();
        let answer = if head.starts_with("POST /v3/auth/tokens") {
            state.logins += 1;
            let own = json!({ "token": { "expires_at": moment(3600) } });
            fault.login.clone().unwrap_or_else(|| answer("201 Created", Some(&state.own), &own.to_string()))
        } else {
            state.asked += 1;
            state.heads.push(head.to_owned());
            let subject = header(head, "x-subject-token");
            let known = state.tokens.get(subject).map(|token| json!({ "token": token }).to_string());
            match (fault.question.clone(), known) {
                (Some(instead), _) => instead,
                (None, _) if header(head, "x-auth-token") != state.own => answer("401 Unauthorized", None, "{}"),
                (None, Some(known)) => answer("200 OK", Some(subject), &known),
                (None, None) => answer("404 Not Found", None, "{}"),
            }
        };
        (answer, fault)
    }

    fn knows(&self, name: &str, token: Value) {
        self.state().tokens.insert(name.to_owned(), token);
    }

    fn fails(&self, fault: Fault) {
        self.state().fault = fault;
    }

    /// A client of a site that asks it, with more settings.
    fn client(&self, more: &str) -> TestClient<Site> {
        TestClient::new(Site::new(told(&self.url, more)))
    }
}

/// The head of a request, once its body is here too.
async fn head(stream: &mut TcpStream) -> Option<String> {
    let mut read = Vec::new();
    loop {
        let text = String::from_utf8_lossy(&read).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = header(head, "content-length").parse().unwrap_or(0);
            if body.len() >= length {
                return Some(head.to_owned());
            }
        }
        if stream.read_buf(&mut read).await.ok()? == 0 {
            return None;
        }
    }
}

fn header<'h>(head: &'h str, name: &str) -> &'h str {
    let mut headers = head.lines().filter_map(|line| line.split_once(": "));
    headers.find(|(known, _)| known.eq_ignore_ascii_case(name)).map_or("", |(_, value)| value)
}

fn answer(status: &str, token: Option<&str>, body: &str) -> String {
    let token = token.map(|token| format!("x-subject-token: {token}\r\n")).unwrap_or_default();
    format!("HTTP/1.1 {status}\r\n{token}content-length: {}\r\nconnection: close\r\n\r\n{body}", body.len())
}

/// So many seconds from now, as Keystone writes it.
fn moment(seconds: i64) -> String {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).expect("after 1970").as_secs();
    let now = i64::try_from(now).expect("before the end of time");
    let moment = jiff::Timestamp::from_second(now + seconds).expect("a moment");
    moment.strftime("%Y-%m-%dT%H:%M:%S.000000Z").to_string()
}

/// A token of Jane's for the shop.
fn token() -> Value {
    json!({
        "methods": ["password"], "audit_ids": ["a1"], "expires_at": moment(3600), "issued_at": moment(0), "is_domain": false,
        "user": { "id": "u1", "name": "jane", "domain": { "id": "default", "name": "Default" }, "password_expires_at": null },
        "project": { "id": "p1", "name": "shop", "domain": { "id": "default", "name": "Default" } },
        "roles": [{ "id": "r1", "name": "member" }, { "id": "r2", "name": "reader" }],
        "catalog": [
            { "id": "s1", "type": "image", "name": "glance", "endpoints": [
                { "id": "e1", "interface": "internal", "region": "north", "region_id": "north", "url": "http://10.0.0.1/image" },
                { "id": "e2", "interface": "public", "region": "north", "region_id": "north", "url": "https://image.example" },
            ] },
            { "id": "s2", "type": "compute", "name": "nova", "endpoints": [] },
        ],
    })
}

/// The same, with a field otherwise, or without it.
fn changed(field: &str, value: Value) -> Value {
    let mut token = token();
    token[field] = value;
    token
}

/// The settings of a filter that asks a Keystone.
fn told(url: &str, more: &str) -> AuthToken {
    let login = "[login.password]\nusername = 'nova'\npassword = 'hush'";
    let common = "attempt_time = '400ms'\ntime = '2s'\nretries = 1";
    let is_said = |line: &&str| !more.lines().any(|said| said.split(' ').next() == line.split(' ').next());
    let common: Vec<_> = common.lines().filter(is_said).collect();
    let file = format!("auth_url = '{url}'\n{}\n{more}\n{login}", common.join("\n"));
    Sources::none().text("site.toml", file).read::<AuthToken>().expect("settings").settings
}

async fn ask(client: &TestClient<Site>, token: &str) -> TestResponse {
    client.get("/me").header("x-auth-token", token).await
}

async fn status(client: &TestClient<Site>, token: &str) -> u16 {
    ask(client, token).await.status().as_u16()
}
