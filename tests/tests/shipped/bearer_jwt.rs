//! `BearerJwt`: nobody gets in without a right token, and nothing hangs for want of keys.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use jsonwebtoken::jwk::Jwk;
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use serde_json::{Value, json};
use terrace::filters::{BearerJwt, JwtAlgorithm, JwtKeys};
use terrace::prelude::*;
use terrace::settings::Sources;
use terrace::{Identity, Settings, TestClient, TestResponse};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio::sync::Mutex;

pipeline! { Front: [BearerJwt] }

/// Who asks.
#[controller(path = "/me")]
struct Me;

#[routes]
impl Me {
    /// Say who asks.
    #[index]
    #[policy(public)]
    async fn index(&self, who: Identity) -> String {
        format!("{} {} {:?} {:?}", who.user(), who.project().unwrap_or("-"), who.roles(), who.scope())
    }
}

api! {
    struct Site at "/";
    pipeline: Front;
    controllers: [Me];
}

/// A key of one's own, by its name.
struct Signer {
    name: &'static str,
    algorithm: Algorithm,
    key: EncodingKey,
}

impl Signer {
    fn new(name: &'static str) -> Self {
        let pair = rcgen::KeyPair::generate_for(&rcgen::PKCS_ECDSA_P256_SHA256).expect("a key");
        Signer { name, algorithm: Algorithm::ES256, key: EncodingKey::from_ec_der(&pair.serialize_der()) }
    }

    fn ed(name: &'static str) -> Self {
        // As RFC 8410 writes a private key, whose last 32 bytes are the key.
        let before = [0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20];
        let key = EncodingKey::from_ed_der(&[&before[..], &[7; 32]].concat());
        Signer { name, algorithm: Algorithm::EdDSA, key }
    }

    fn public(&self) -> Value {
        let mut key = Jwk::from_encoding_key(&self.key, self.algorithm).expect("a key of this algorithm");
        key.common.key_id = Some(self.name.to_owned());
        serde_json::to_value(key).expect("JSON")
    }

    fn sign(&self, claims: &Value) -> String {
        let header = Header { kid: Some(self.name.to_owned()), ..Header::new(self.algorithm) };
        encode(&header, claims, &self.key).expect("a token")
    }
}

fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).expect("after 1970").as_secs()
}

fn claims() -> Value {
    json!({
        "iss": "https://id.example", "aud": "shop", "sub": "jane", "exp": now() + 60,
        "realm_access": { "roles": ["clerk", "cook"] }, "scope": "read write", "tenant": "north"
    })
}

fn changed(claim: &str, value: Value) -> Value {
    let mut claims = claims();
    claims[claim] = value;
    claims
}

fn set(signers: &[&Signer]) -> String {
    json!({ "keys": signers.iter().map(|signer| signer.public()).collect::<Vec<_>>() }).to_string()
}

/// Somebody who is asked for keys: what is answered, after how long, and how often that was.
#[derive(Clone)]
struct Issuer {
    answer: Arc<Mutex<(Duration, String)>>,
    asked: Arc<AtomicUsize>,
    url: String,
}

impl Issuer {
    async fn start(body: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let url = format!("http://{}/jwks.json", listener.local_addr().expect("it listens"));
        let answer = Arc::new(Mutex::new((Duration::ZERO, ok(body))));
        let issuer = Issuer { answer, asked: Arc::default(), url };
        let itself = issuer.clone();
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let issuer = itself.clone();
                tokio::spawn(async move {
                    let mut head = [0; 4096];
                    let _ = stream.read(&mut head).await;
                    issuer.asked.fetch_add(1, Ordering::SeqCst);
                    let (late, answer) = issuer.answer.lock().await.clone();
                    tokio::time::sleep(late).await;
                    let _ = stream.write_all(answer.as_bytes()).await;
                });
            }
        });
        issuer
    }

    async fn answers(&self, answer: String) {
        self.answer.lock().await.1 = answer;
    }

    fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }

    /// What the settings are of a filter that asks it, with more of them.
    fn settings(&self, more: &str) -> BearerJwt {
        told(&format!("keys = '{}'\n{more}", self.url))
    }
}

fn ok(body: &str) -> String {
    format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}", body.len())
}

/// The settings of a filter.
fn told(file: &str) -> BearerJwt {
    let common = "issuer = 'https://id.example'\naudience = ['shop', 'kitchen']\nroles = 'realm_access.roles'\nproject = 'tenant'\nfetch_time = '300ms'\npause = '0s'";
    let mut lines: Vec<_> = file.lines().collect();
    let is_said = |line: &str| file.lines().any(|said| said.split('=').next() == line.split('=').next());
    lines.extend(common.lines().filter(|line| !is_said(line)));
    Sources::none().text("site.toml", lines.join("\n")).read::<BearerJwt>().expect("settings").settings
}

async fn ask(client: &TestClient<Site>, token: &str) -> TestResponse {
    client.get("/me").header("authorization", format!("Bearer {token}")).await
}

/// Is refused, and told why.
async fn refused(client: &TestClient<Site>, token: &str, why: &str) {
    let answer = ask(client, token).await;
    let challenge = format!(r#"Bearer realm="api", error="invalid_token", error_description="{why}""#);
    assert_eq!((answer.status().as_u16(), answer.header("www-authenticate")), (401, Some(&*challenge)), "{token}");
}

#[tokio::test]
async fn a_right_token_says_who_asks() {
    let signer = Signer::new("a");
    let issuer = Issuer::start(&set(&[&signer])).await;
    let client = TestClient::new(Site::new(issuer.settings("")));
    let answer = ask(&client, &signer.sign(&claims())).await;
    assert_eq!(answer.text(), r#"jane north ["clerk", "cook"] ["read", "write"]"#);
    let several = changed("aud", json!(["elsewhere", "kitchen"]));
    assert_eq!(ask(&client, &signer.sign(&several)).await.status(), 200);
    let lately = changed("exp", json!(now() - 10));
    assert_eq!(ask(&client, &signer.sign(&lately)).await.status(), 200, "within the leeway");
    assert_eq!(issuer.asked(), 1);
}

#[tokio::test]
async fn without_a_token_there_is_a_challenge_and_nobody_is_asked_for_keys() {
    let issuer = Issuer::start("").await;
    let client = TestClient::new(Site::new(issuer.settings("realm = 'the \"shop\"'")));
    for answer in [client.get("/me").await, client.get("/me").header("authorization", "Basic YTpi").await] {
        assert_eq!(answer.status(), 401);
        assert_eq!(answer.header("www-authenticate"), Some(r#"Bearer realm="the shop""#));
    }
    let two = client.get("/me").header("authorization", "Bearer a").header("authorization", "Bearer b").await;
    assert!(two.header("www-authenticate").is_some_and(|challenge| challenge.contains("invalid_token")), "{two:?}");
    assert_eq!(issuer.asked(), 0);
}

#[tokio::test]
async fn wrong_tokens_are_refused_and_told_why() {
    let signer = Signer::new("a");
    let issuer = Issuer::start(&set(&[&signer])).await;
    let client = TestClient::new(Site::new(issuer.settings("")));
    let sign = |claim: &str, value: Value| signer.sign(&changed(claim, value));

    refused(&client, &Signer::new("a").sign(&claims()), "its signature is not that of the key").await;
    refused(&client, &sign("exp", json!(now() - 60)), "it has expired").await;
    refused(&client, &sign("nbf", json!(now() + 60)), "it is not valid yet").await;
    refused(&client, &sign("aud", json!("elsewhere")), "it is for somebody else").await;
    refused(&client, &sign("iss", json!("https://evil.example")), "it is of another issuer").await;
    refused(&client, &sign("sub", json!("")), "it names no user").await;
    refused(&client, &sign("sub", json!(7)), "it names no user").await;
    for claim in ["exp", "iss", "aud"] {
        let mut without = claims();
        without.as_object_mut().expect("an object").remove(claim);
        refused(&client, &signer.sign(&without), "it lacks a claim: `exp`, `iss` and `aud` are needed").await;
    }
    for token in ["", "a", "a.b.c", "a.b.c.d", "....", &"a".repeat(5000)] {
        refused(&client, token, "it is no token that can be read").await;
    }
    let mut tampered = signer.sign(&claims());
    tampered.pop();
    assert_eq!(ask(&client, &tampered).await.status(), 401);
}

/// A token whose header somebody has made up.
fn forged(header: &Value, signed: &str) -> String {
    let rest = signed.split_once('.').expect("a token").1;
    format!("{}.{rest}", base64(header.to_string().as_bytes()))
}

/// As tokens have it.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let letters = bytes.chunks(3).flat_map(|chunk| {
        let bits = (0..3).fold(0, |bits, at| bits << 8 | usize::from(chunk.get(at).copied().unwrap_or(0)));
        (0..=chunk.len()).map(move |at| char::from(LETTERS[bits >> (18 - 6 * at) & 63]))
    });
    letters.collect()
}

#[tokio::test]
async fn no_algorithm_counts_but_those_of_the_list() {
    let (signer, ed) = (Signer::new("a"), Signer::ed("e"));
    let issuer = Issuer::start(&set(&[&signer, &ed])).await;
    let client = TestClient::new(Site::new(issuer.settings("")));
    let signed = signer.sign(&claims());
    refused(&client, &ed.sign(&claims()), "it is signed by an algorithm that is not allowed").await;
    for algorithm in ["none", "None", "ES256K"] {
        let token = forged(&json!({ "alg": algorithm, "kid": "a" }), &signed);
        refused(&client, &token, "it is no token that can be read").await;
        let unsigned = format!("{}.", token.rsplit_once('.').expect("a token").0);
        refused(&client, &unsigned, "it is no token that can be read").await;
    }
    // What is public as a secret that both sides share.
    let shared = EncodingKey::from_secret(set(&[&signer]).as_bytes());
    let header = Header { kid: Some("a".to_owned()), ..Header::new(Algorithm::HS256) };
    let confused = encode(&header, &claims(), &shared).expect("a token");
    refused(&client, &confused, "it is signed by an algorithm that is not allowed").await;
    let other = forged(&json!({ "alg": "RS256", "kid": "a" }), &signed);
    refused(&client, &other, "it is signed with a key that is not known").await;
    let critical = forged(&json!({ "alg": "ES256", "kid": "a", "crit": ["b64"] }), &signed);
    refused(&client, &critical, "it asks for more than is understood").await;

    let allowed = TestClient::new(Site::new(issuer.settings("algorithms = 'EdDSA'")));
    assert_eq!(ask(&allowed, &ed.sign(&claims())).await.status(), 200);
    refused(&allowed, &signed, "it is signed by an algorithm that is not allowed").await;
}

#[tokio::test]
async fn keys_are_exchanged_without_a_new_start() {
    let (old, new) = (Signer::new("old"), Signer::new("new"));
    let issuer = Issuer::start(&set(&[&old])).await;
    let client = TestClient::new(Site::new(issuer.settings("")));
    assert_eq!(ask(&client, &old.sign(&claims())).await.status(), 200);
    refused(&client, &new.sign(&claims()), "it is signed with a key that is not known").await;
    issuer.answers(ok(&set(&[&new]))).await;
    assert_eq!(ask(&client, &new.sign(&claims())).await.status(), 200);
    refused(&client, &old.sign(&claims()), "it is signed with a key that is not known").await;
}

#[tokio::test]
async fn unknown_keys_are_asked_for_once_in_a_while() {
    let signer = Signer::new("a");
    let issuer = Issuer::start(&set(&[&signer])).await;
    let client = TestClient::new(Site::new(issuer.settings("pause = '1h'")));
    for _ in 0..20 {
        assert_eq!(ask(&client, &Signer::new("unknown").sign(&claims())).await.status(), 401);
    }
    assert_eq!(ask(&client, &signer.sign(&claims())).await.status(), 200);
    assert_eq!(issuer.asked(), 1);
}

#[tokio::test]
async fn while_there_are_no_keys_nobody_gets_in_and_nobody_waits_long() {
    let signer = Signer::new("a");
    let down = Issuer { url: "http://127.0.0.1:9/jwks.json".to_owned(), ..Issuer::start("").await };
    let slow = Issuer::start(&set(&[&signer])).await;
    slow.answer.lock().await.0 = Duration::from_secs(60);
    let lying = |answer: String| async move {
        let issuer = Issuer::start("").await;
        issuer.answers(answer).await;
        issuer
    };
    let other = Issuer::start(&set(&[&signer])).await;
    let keys = set(&[&signer]);
    let padded = format!("{keys}{}", " ".repeat(300_000));
    let redirect =
        format!("HTTP/1.1 302 Found\r\nlocation: {}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n", other.url);
    let endless = format!("HTTP/1.1 200 OK\r\ncontent-length: 99999\r\n\r\n{keys}");
    for (what, issuer) in [
        ("down", down),
        ("slow", slow),
        ("too large", lying(ok(&padded)).await),
        ("no JSON", lying(ok("<html>")).await),
        ("no set", lying(ok(r#"{"keys": 1}"#)).await),
        ("no keys", lying(ok(r#"{"keys": []}"#)).await),
        ("a shared key", lying(ok(r#"{"keys": [{"kty": "oct", "kid": "a", "k": "AAAA"}]}"#)).await),
        ("elsewhere", lying(redirect).await),
        ("an error", lying(ok(&keys).replace("200 OK", "500 Oh")).await),
        ("no HTTP", lying("hello".to_owned()).await),
        ("cut off", lying(endless).await),
    ] {
        let client = TestClient::new(Site::new(issuer.settings("")));
        let begun = Instant::now();
        let answer = ask(&client, &signer.sign(&claims())).await;
        assert_eq!(answer.status(), 503, "{what}: {answer:?}");
        assert!(begun.elapsed() < Duration::from_secs(3), "{what}");
    }
    assert_eq!(other.asked(), 0);
}

#[tokio::test]
async fn many_who_wait_for_keys_wait_together() {
    let signer = Signer::new("a");
    let slow = Issuer::start(&set(&[&signer])).await;
    slow.answer.lock().await.0 = Duration::from_secs(60);
    let token = signer.sign(&claims());
    for (asked, pause) in [(1, "1h"), (2, "0s")] {
        let client = TestClient::new(Site::new(slow.settings(&format!("pause = '{pause}'"))));
        let begun = Instant::now();
        let answers = futures_util::future::join_all((0..50).map(|_| ask(&client, &token))).await;
        assert!(answers.iter().all(|answer| answer.status() == 503));
        assert!(begun.elapsed() < Duration::from_secs(3));
        assert_eq!(slow.asked(), asked);
    }
}

#[tokio::test]
async fn who_does_not_wait_takes_the_keys_from_nobody() {
    let signer = Signer::new("a");
    let issuer = Issuer::start(&set(&[&signer])).await;
    issuer.answer.lock().await.0 = Duration::from_millis(100);
    let client = TestClient::new(Site::new(issuer.settings("pause = '1h'")));
    let token = signer.sign(&claims());
    let gone = tokio::time::timeout(Duration::from_millis(20), ask(&client, &token)).await;
    assert!(gone.is_err(), "{gone:?}");
    assert_eq!(ask(&client, &token).await.status(), 200);
    assert_eq!(issuer.asked(), 1);
}

#[tokio::test]
async fn keys_that_cannot_be_had_again_are_used_for_a_while() {
    let signer = Signer::new("a");
    let issuer = Issuer::start(&set(&[&signer])).await;
    let client = TestClient::new(Site::new(issuer.settings("refresh = '0s'\nkeep = '1h'")));
    let short = TestClient::new(Site::new(issuer.settings("refresh = '0s'\nkeep = '500ms'")));
    let token = signer.sign(&claims());
    assert_eq!(ask(&client, &token).await.status(), 200);
    assert_eq!(ask(&short, &token).await.status(), 200);
    issuer.answers("hello".to_owned()).await;
    assert_eq!(ask(&client, &token).await.status(), 200);
    tokio::time::sleep(Duration::from_millis(600)).await;
    assert_eq!(ask(&client, &token).await.status(), 200);
    assert_eq!(ask(&short, &token).await.status(), 503);
}

#[tokio::test]
async fn a_key_set_may_stand_in_the_settings() {
    let jane = Signer::new("jane");
    let settings = told(&format!("keys = '{}'", set(&[&jane])));
    assert_eq!(settings.keys, JwtKeys::Set(set(&[&jane])));
    let client = TestClient::new(Site::new(settings));
    assert_eq!(ask(&client, &jane.sign(&claims())).await.status(), 200);
    assert_eq!(ask(&client, &Signer::new("jane").sign(&claims())).await.status(), 401);
}

#[tokio::test]
async fn a_file_is_read_at_start_and_again() {
    let folder = tempfile::tempdir().expect("a folder of one's own");
    let path = folder.path().join("jwks.json");
    let (old, new) = (Signer::new("old"), Signer::new("new"));
    std::fs::write(&path, set(&[&old])).expect("it is written");
    let settings = told(&format!("keys = '{}'", path.display()));
    assert_eq!(settings.keys, JwtKeys::File(path.clone()));
    let client = TestClient::new(Site::new(settings));
    assert_eq!(ask(&client, &old.sign(&claims())).await.status(), 200);
    std::fs::write(&path, set(&[&new])).expect("it is written");
    assert_eq!(ask(&client, &new.sign(&claims())).await.status(), 200);
}

/// What the service is told.
#[derive(Debug, Settings)]
struct Told {
    tokens: BearerJwt,
}

#[test]
fn wrong_settings_are_refused_where_they_stand() {
    let folder = tempfile::tempdir().expect("a folder of one's own");
    let empty = folder.path().join("empty.json");
    std::fs::write(&empty, "{}").expect("it is written");
    let right = "keys = 'https://id.example/keys'\nissuer = 'a'\naudience = 'b'";
    let refused = |file: &str| {
        let file = format!("[tokens]\n{file}");
        Sources::none().text("site.toml", file.clone()).read::<Told>().expect_err(&file).to_string()
    };
    for (keys, expected) in [
        ("http://id.example/keys", "write `https`"),
        ("ftp://id.example/keys", "must be the URL of a key set"),
        ("/nowhere/at/all.json", "No such file"),
        (empty.to_str().expect("a name made up for a test"), "no JSON Web Key Set"),
        (r#"{"keys": []}"#, "no key in it checks signatures"),
    ] {
        let refused = refused(&right.replace("https://id.example/keys", keys));
        assert!(refused.contains("site.toml:2: `tokens.keys`") && refused.contains(expected), "{refused}");
    }
    for algorithm in ["none", "HS256", "rs256"] {
        let refused = refused(&format!("{right}\nalgorithms = '{algorithm}'"));
        assert!(refused.contains("site.toml:5: `tokens.algorithms`"), "{refused}");
    }
    for line in right.lines() {
        let name = line.split(' ').next().expect("a name");
        let refused = refused(&right.replace(line, ""));
        assert!(refused.contains(&format!("tokens.{name}")), "{refused}");
    }
    assert_eq!(JwtAlgorithm::Rs256, told(&right.replace("audience = 'b'", "")).algorithms[0]);
}
