//! The binary at work: what it keeps when it is killed, TLS, and its settings.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use rcgen::{CertifiedKey, generate_simple_self_signed};
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio_rustls::rustls::pki_types::ServerName;
use tokio_rustls::rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};

/// A process that serves, which is killed when this is dropped.
struct Served {
    process: Child,
    /// Where it does, as it says: `http://127.0.0.1:8774`.
    url: String,
    /// What it has logged since.
    log: Receiver<String>,
}

impl Served {
    fn start(folder: &TempDir, arguments: &[&str]) -> Served {
        let mut process = command(folder.path(), arguments).stderr(Stdio::piped()).spawn().expect("a process");
        let log = BufReader::new(process.stderr.take().expect("it is piped"));
        let (mut url, mut told) = (None, String::new());
        let mut lines = log.lines().map_while(Result::ok);
        while url.is_none() {
            let line = lines.next().unwrap_or_else(|| panic!("it does not serve: {told}"));
            url =
                line.split_once("serving Compute at ").and_then(|(_, rest)| rest.split(',').next().map(str::to_owned));
            told += &line;
        }
        // What nobody reads would hold it in the end.
        let (sender, log) = mpsc::channel();
        std::thread::spawn(move || lines.for_each(|line| drop(sender.send(line))));
        Served { process, url: url.expect("it was told"), log }
    }

    /// The next line of the log in which a text is.
    fn told(&self, text: &str) -> String {
        let mut before = String::new();
        loop {
            match self.log.recv_timeout(Duration::from_secs(30)) {
                Ok(line) if line.contains(text) => return line,
                Ok(line) => before = before + &line + "\n",
                Err(_) => panic!("`{text}` was not told: {before}"),
            }
        }
    }

    fn signal(&self, signal: &str) {
        let id = self.process.id().to_string();
        assert!(Command::new("kill").args(["-s", signal, &id]).status().expect("there is `kill`").success());
    }

    fn connect(&self) -> TcpStream {
        let (_, address) = self.url.split_once("://").expect("a URL");
        TcpStream::connect(address).expect("it listens")
    }

    fn get(&self, path: &str) -> (u16, Value) {
        ask(self.connect(), "GET", path, "")
    }

    fn post(&self, path: &str, body: &Value) -> (u16, Value) {
        ask(self.connect(), "POST", path, &body.to_string())
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        // SIGKILL, of which the process learns nothing.
        self.process.kill().expect("it runs");
        self.process.wait().expect("it ends");
    }
}

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_compute"));
    command.arg("serve").args(arguments).current_dir(folder);
    command.env("COMPUTE__DATABASE", folder.join("compute.db")).env("COMPUTE__SERVER__LISTEN", "127.0.0.1:0");
    command.env("RUST_LOG", "info").env_remove("TERRACE_LOG_FORMAT").env_remove("COMPUTE__EMPTY");
    command
}

/// The status and the body of an answer, on a connection of its own.
fn ask(mut stream: impl Read + Write, method: &str, path: &str, body: &str) -> (u16, Value) {
    let length = body.len();
    let head = "host: a\r\nx-auth-token: admin:a\r\nconnection: close\r\ncontent-type: application/json";
    write!(stream, "{method} {path} HTTP/1.1\r\n{head}\r\ncontent-length: {length}\r\n\r\n{body}").expect("it reads");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("it answers to the end");
    let (head, body) = answer.split_once("\r\n\r\n").expect("a head and a body");
    let status = head.get(9..12).and_then(|status| status.parse().ok());
    (status.unwrap_or_else(|| panic!("{answer}")), serde_json::from_str(body).expect("JSON"))
}

#[test]
fn what_was_answered_is_there_after_a_kill() {
    let folder = tempfile::tempdir().expect("a folder");
    let served = Served::start(&folder, &[]);
    let new = json!({"server": {
        "name": "kept", "flavorRef": "1", "imageRef": "11111111-1111-4111-8111-111111111111", "metadata": {"a": "b"},
    }});
    let (status, accepted) = served.post("/v2.1/servers", &new);
    assert_eq!(status, 202, "{accepted}");
    let path = format!("/v2.1/servers/{}", accepted["server"]["id"].as_str().expect("an id"));
    let (status, made) = served.post("/v2.1/os-keypairs", &json!({"keypair": {"name": "kept"}}));
    assert_eq!(status, 200, "{made}");
    drop(served);
    let served = Served::start(&folder, &[]);
    let (status, shown) = served.get(&path);
    assert_eq!((status, &shown["server"]["name"]), (200, &json!("kept")), "{shown}");
    assert_eq!(shown["server"]["metadata"], json!({"a": "b"}));
    let (status, shown) = served.get("/v2.1/os-keypairs/kept");
    assert_eq!((status, &shown["keypair"]["fingerprint"]), (200, &made["keypair"]["fingerprint"]), "{shown}");
    assert!(made["keypair"]["private_key"].is_string() && shown["keypair"].get("private_key").is_none(), "{shown}");
}

/// A certificate in two files, which clients trust.
fn certify(folder: &TempDir, certificate: &str, key: &str) -> ClientConfig {
    let CertifiedKey { cert, signing_key } = generate_simple_self_signed(["localhost".to_owned()]).expect("one");
    write(folder, certificate, &cert.pem());
    write(folder, key, &signing_key.serialize_pem());
    let mut roots = RootCertStore::empty();
    roots.add(cert.der().clone()).expect("a certificate");
    ClientConfig::builder().with_root_certificates(roots).with_no_client_auth()
}

fn write(folder: &TempDir, name: &str, text: &str) {
    std::fs::write(folder.path().join(name), text).expect("it is written");
}

fn tls(config: ClientConfig, stream: TcpStream) -> StreamOwned<ClientConnection, TcpStream> {
    let name = ServerName::try_from("localhost").expect("a name");
    StreamOwned::new(ClientConnection::new(Arc::new(config), name).expect("a client"), stream)
}

#[test]
fn a_certificate_makes_it_speak_tls() {
    let folder = tempfile::tempdir().expect("a folder");
    let config = certify(&folder, "cert.pem", "key.pem");
    let served = Served::start(&folder, &["--server.tls.certificate", "cert.pem", "--server.tls.key", "key.pem"]);
    assert!(served.url.starts_with("https://"), "{}", served.url);
    let (status, versions) = ask(tls(config, served.connect()), "GET", "/", "");
    let link = &versions["versions"][0]["links"][0]["href"];
    assert_eq!(status, 200, "{versions}");
    assert!(link.as_str().is_some_and(|link| link.starts_with("https://a/")), "{link}");
}

#[test]
fn a_signal_has_it_read_its_settings_anew() {
    let folder = tempfile::tempdir().expect("a folder");
    certify(&folder, "old.pem", "old.key");
    let trusted = certify(&folder, "new.pem", "new.key");
    let settings = |level: &str, name: &str, more: &str| {
        let tls = format!("[server.tls]\ncertificate = '{name}.pem'\nkey = '{name}.key'\n");
        write(&folder, "compute.toml", &format!("[server]\n{more}\nlog.level = '{level}'\n{tls}"));
    };
    settings("info", "old", "");
    let served = Served::start(&folder, &["--settings", "compute.toml"]);

    settings("inof", "new", "");
    served.signal("HUP");
    let told = served.told("the settings were not read anew, and those before them stay in force");
    assert!(told.contains("compute.toml:3: `server.log.level` is `inof`"), "{told}");

    settings("debug", "new", "workers = 3");
    served.signal("HUP");
    served.told("the settings were read anew");
    assert!(served.told("counts from now on").contains("server.log.level"));
    let told = served.told("has changed, and counts from the next start on");
    assert!(told.contains("server.workers"), "{told}");
    served.told("the certificate was read anew");
    let (status, _) = ask(tls(trusted, served.connect()), "GET", "/", "");
    assert_eq!(status, 200);

    // What was logged all the time is no more, and what counts from the next start on is told again.
    settings("warn", "new", "workers = 3");
    served.signal("HUP");
    let told = served.told("WARN");
    assert!(told.contains("has changed, and counts from the next start on"), "{told}");
}

#[test]
fn a_signal_has_it_read_its_policies_anew() {
    let folder = tempfile::tempdir().expect("a folder");
    let rule = |text: &str| write(&folder, "policy.yaml", &format!("'os_compute_api:os-services:list': '{text}'\n"));
    let file = ["--server.policy_file", "policy.yaml"];
    rule("role:admin and");
    let output = command(folder.path(), &file).output().expect("a process");
    let said = String::from_utf8_lossy(&output.stderr);
    let expected =
        "policy.yaml:1: the rule of `os_compute_api:os-services:list` cannot be read: a check is missing at its end";
    assert!(!output.status.success() && said.contains("--server.policy-file") && said.contains(expected), "{said}");

    rule("!");
    let served = Served::start(&folder, &file);
    let status = || served.get("/v2.1/os-services").0;
    assert_eq!(status(), 403);
    rule("@");
    served.signal("HUP");
    served.told("the settings were read anew");
    assert_eq!(status(), 200);
    rule("rule:nobody");
    served.signal("HUP");
    let told = served.told("the settings were not read anew, and those before them stay in force");
    assert!(told.contains("policy.yaml:1: `os_compute_api:os-services:list` asks the rule `nobody`"), "{told}");
    assert_eq!(status(), 200, "what was in force stays");
}

#[test]
fn a_certificate_without_its_key_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let output = command(folder.path(), &["--server.tls.certificate", "cert.pem"]).output().expect("a process");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success() && said.contains("`server.tls.key` is not set"), "{said}");
}

#[test]
fn a_setting_that_is_no_choice_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    for wrong in ["maybe", "1", ""] {
        let output = command(folder.path(), &[]).env("COMPUTE__EMPTY", wrong).output().expect("a process");
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{output:?}");
        assert_eq!(said.lines().count(), 1, "{said}");
        assert!(said.contains("COMPUTE__EMPTY") && said.contains("`true` or `false`"), "{said}");
        assert!(!folder.path().join("compute.db").exists(), "it was begun");
    }
}
