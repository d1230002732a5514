//! TLS, and who its clients are.

use std::fs;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use http::{Request, Version};
use http_body_util::{BodyExt, Empty};
use hyper::client::conn::http2;
use hyper_util::rt::{TokioExecutor, TokioIo};
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use tempfile::TempDir;
use terrace::prelude::*;
use terrace::{Address, BaseUrl, ClientCertificate, Limits, ServeError, Server, TestClient, Tls};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::oneshot;
use tokio::time::{sleep, timeout};
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

use super::process;

const SHORT: Duration = Duration::from_millis(500);
const LONG: Duration = Duration::from_secs(20);

#[controller(path = "/")]
struct Pages;

#[routes]
impl Pages {
    #[get("/base")]
    async fn base(&self, base: BaseUrl) -> String {
        base.to_string()
    }

    #[get("/client")]
    async fn client(&self, client: ClientCertificate) -> String {
        format!("{} of {}", client.der().len(), client.chain().count())
    }

    #[get("/anybody")]
    async fn anybody(&self, client: Option<ClientCertificate>) -> String {
        client.is_some().to_string()
    }
}

api! {
    struct Site at "/";
    controllers: [Pages];
}

type Issuer = CertifiedIssuer<'static, KeyPair>;

fn issuer() -> Issuer {
    let mut params = CertificateParams::new([]).expect("no names");
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    CertifiedIssuer::self_signed(params, KeyPair::generate().expect("a key")).expect("a certificate")
}

/// A certificate of `localhost` and its key, in PEM.
fn issued(by: &Issuer) -> (String, String) {
    let key = KeyPair::generate().expect("a key");
    let params = CertificateParams::new(["localhost".to_owned()]).expect("a name");
    (params.signed_by(&key, by).expect("a certificate").pem(), key.serialize_pem())
}

/// Files of a server, which may change.
struct Files {
    folder: TempDir,
    servers: Issuer,
    clients: Issuer,
}

impl Files {
    fn new() -> Self {
        let files = Files { folder: tempfile::tempdir().expect("a folder"), servers: issuer(), clients: issuer() };
        files.write("clients.pem", &files.clients.pem());
        files.renew();
        files
    }

    fn path(&self, name: &str) -> String {
        self.folder.path().join(name).display().to_string()
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).expect("it is written");
    }

    /// Writes a new certificate, and returns it.
    fn renew(&self) -> CertificateDer<'static> {
        let (certificate, key) = issued(&self.servers);
        self.write("cert.pem", &certificate);
        self.write("key.pem", &key);
        CertificateDer::from_pem_slice(certificate.as_bytes()).expect("PEM")
    }

    fn tls(&self) -> Tls {
        Tls::files(self.path("cert.pem"), self.path("key.pem"))
    }

    /// How a client speaks to the server: with one of these protocols, and a certificate that one has issued or none.
    fn client(&self, protocols: &[&str], shows: Option<&Issuer>) -> TlsConnector {
        let mut roots = RootCertStore::empty();
        roots.add(self.servers.der().clone()).expect("a certificate");
        let config = ClientConfig::builder().with_root_certificates(roots);
        let mut config = match shows.map(issued) {
            None => config.with_no_client_auth(),
            Some((certificate, key)) => {
                let certificate = CertificateDer::from_pem_slice(certificate.as_bytes()).expect("PEM");
                let key = PrivateKeyDer::from_pem_slice(key.as_bytes()).expect("PEM");
                config.with_client_auth_cert(vec![certificate], key).expect("a key of its certificate")
            }
        };
        config.alpn_protocols = protocols.iter().map(|name| name.as_bytes().to_vec()).collect();
        TlsConnector::from(Arc::new(config))
    }
}

async fn start(tls: Tls, limits: Limits) -> (SocketAddr, oneshot::Sender<()>) {
    let bound = Server::new(Site::new(())).listen("127.0.0.1:0").tls(tls).limits(limits).bind().await;
    let bound = bound.expect("a free port and good files");
    let address = bound.address().expect("TCP");
    assert_eq!(bound.addresses(), [Address::Tls(address)]);
    assert_eq!(bound.addresses()[0].to_string(), format!("https://{address}"));
    let (end, ended) = oneshot::channel::<()>();
    tokio::spawn(bound.serve_until(async move { drop(ended.await) }));
    (address, end)
}

async fn connect(client: &TlsConnector, address: SocketAddr) -> std::io::Result<TlsStream<TcpStream>> {
    let stream = TcpStream::connect(address).await?;
    let name = ServerName::try_from("localhost").expect("a name");
    timeout(LONG, client.connect(name, stream)).await.expect("it shakes hands")
}

/// The status and the body of an answer over HTTP/1.1.
async fn get(client: &TlsConnector, address: SocketAddr, path: &str) -> std::io::Result<(String, String)> {
    let mut stream = connect(client, address).await?;
    let request = format!("GET {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await?;
    let mut answer = String::new();
    timeout(LONG, stream.read_to_string(&mut answer)).await.expect("it answers")?;
    let (head, body) = answer.split_once("\r\n\r\n").expect("an answer");
    Ok((head.get(9..12).unwrap_or_default().to_owned(), body.to_owned()))
}

#[tokio::test]
async fn the_client_chooses_the_protocol() {
    let files = Files::new();
    let (address, _end) = start(files.tls(), Limits::default()).await;
    let stream = connect(&files.client(&["h2", "http/1.1"], None), address).await.expect("a handshake");
    assert_eq!(stream.get_ref().1.alpn_protocol(), Some(&b"h2"[..]));
    let (mut sender, connection) =
        http2::handshake(TokioExecutor::new(), TokioIo::new(stream)).await.expect("it speaks HTTP/2");
    tokio::spawn(connection);
    let request = Request::get("https://localhost/base").body(Empty::<Bytes>::new()).expect("a request");
    let answer = sender.send_request(request).await.expect("an answer");
    assert_eq!(answer.version(), Version::HTTP_2);
    assert_eq!(answer.into_body().collect().await.expect("a body").to_bytes(), "https://localhost");

    for protocols in [&["http/1.1"][..], &[]] {
        let client = files.client(protocols, None);
        let stream = connect(&client, address).await.expect("a handshake");
        assert_eq!(stream.get_ref().1.alpn_protocol(), protocols.first().map(|name| name.as_bytes()));
        let answer = get(&client, address, "/base").await.expect("an answer");
        assert_eq!(answer, ("200".to_owned(), "https://localhost".to_owned()));
    }
    connect(&files.client(&["spdy/3"], None), address).await.expect_err("nothing in common");
}

#[tokio::test]
async fn a_client_may_show_its_certificate() {
    let files = Files::new();
    let (address, _end) = start(files.tls().client_ca(files.path("clients.pem")), Limits::default()).await;
    let known = files.client(&[], Some(&files.clients));
    let (status, body) = get(&known, address, "/client").await.expect("an answer");
    assert!(status == "200" && body.ends_with(" of 1"), "{status} {body}");
    assert_eq!(get(&known, address, "/anybody").await.expect("an answer").1, "true");

    let nobody = files.client(&[], None);
    let (status, body) = get(&nobody, address, "/client").await.expect("an answer");
    assert!(status == "403" && body.contains("the client showed no certificate"), "{status} {body}");
    assert_eq!(get(&nobody, address, "/anybody").await.expect("an answer").1, "false");

    get(&files.client(&[], Some(&issuer())), address, "/anybody").await.expect_err("signed by somebody else");
}

#[tokio::test]
async fn a_client_may_have_to_show_its_certificate() {
    let files = Files::new();
    let tls = files.tls().client_ca(files.path("clients.pem")).require_client();
    let (address, _end) = start(tls, Limits::default()).await;
    assert!(get(&files.client(&[], Some(&files.clients)), address, "/client").await.is_ok());
    get(&files.client(&[], None), address, "/anybody").await.expect_err("no certificate");
}

#[tokio::test]
async fn a_host_may_say_who_its_client_is() {
    let client = TestClient::new(Site::new(()));
    assert_eq!(client.get("/client").await.status(), 403);
    assert_eq!(ClientCertificate::of_chain([b""; 0]), None);
    let shown = ClientCertificate::of_chain([b"certificate", b"its issuer "]).expect("it is not empty");
    assert_eq!((shown.der(), shown.chain().count()), (&b"certificate"[..], 2));
}

#[tokio::test]
async fn who_speaks_plain_http_is_told() {
    let files = Files::new();
    let (address, _end) = start(files.tls(), Limits::default()).await;
    let mut stream = TcpStream::connect(address).await.expect("it listens");
    stream.write_all(b"GET / HTTP/1.1\r\nhost: localhost\r\n\r\n").await.expect("it reads");
    let mut answer = [0; 512];
    let mut length = 0;
    while !answer[..length].ends_with(b"HTTPS is spoken here\n") {
        let read = timeout(LONG, stream.read(&mut answer[length..])).await.expect("it answers").expect("it answers");
        assert_ne!(read, 0, "{}", String::from_utf8_lossy(&answer));
        length += read;
    }
    assert!(answer.starts_with(b"HTTP/1.1 400 Bad Request\r\n"));
    // What is neither gets nothing but its end.
    let mut stream = TcpStream::connect(address).await.expect("it listens");
    stream.write_all(&[0; 64]).await.expect("it reads");
    let mut rest = Vec::new();
    let _ = timeout(LONG, stream.read_to_end(&mut rest)).await.expect("it closes");
    assert!(!rest.starts_with(b"HTTP"));
}

#[tokio::test]
async fn who_is_silent_in_the_handshake_is_cut() {
    let files = Files::new();
    let (address, _end) = start(files.tls(), Limits { head_time: Some(SHORT), ..Limits::default() }).await;
    // Nothing, and the beginning of a handshake.
    for sent in [&b""[..], &[22, 3, 1, 0, 200, 1]] {
        let mut stream = TcpStream::connect(address).await.expect("it listens");
        stream.write_all(sent).await.expect("it reads");
        let mut rest = Vec::new();
        let _ = timeout(LONG, stream.read_to_end(&mut rest)).await.expect("it is cut");
        assert!(rest.is_empty());
    }
    // All of a handshake, and no request.
    let mut stream = connect(&files.client(&[], None), address).await.expect("a handshake");
    let _ = timeout(LONG, stream.read_u8()).await.expect("it is cut");
}

/// The certificate that a new connection is shown.
async fn shown(client: &TlsConnector, address: SocketAddr) -> CertificateDer<'static> {
    let stream = connect(client, address).await.expect("a handshake");
    let (_, connection) = stream.get_ref();
    connection.peer_certificates().expect("a certificate")[0].clone().into_owned()
}

/// The certificate is renewed while clients ask, is broken, and is renewed again.
#[tokio::test]
#[ignore = "run by another test"]
async fn renewing() {
    let files = Files::new();
    let (address, _end) = start(files.tls(), Limits::default()).await;
    let client = files.client(&[], None);
    let mut stays = connect(&client, address).await.expect("a handshake");
    let (ends, asked) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicUsize::new(0)));
    let asking: Vec<_> = (0..8)
        .map(|_| {
            let (ends, asked, client) = (Arc::clone(&ends), Arc::clone(&asked), client.clone());
            tokio::spawn(async move {
                while !ends.load(Ordering::Relaxed) {
                    let answer = get(&client, address, "/base").await.expect("an answer");
                    assert_eq!(answer.0, "200");
                    asked.fetch_add(1, Ordering::Relaxed);
                }
            })
        })
        .collect();
    let becomes = async |certificate: &CertificateDer<'_>| {
        while shown(&client, address).await != *certificate {
            sleep(SHORT / 5).await;
        }
    };
    let renewed = files.renew();
    timeout(LONG, becomes(&renewed)).await.expect("it is renewed");
    files.write("cert.pem", "no certificate");
    sleep(SHORT * 8).await;
    assert_eq!(shown(&client, address).await, renewed);
    fs::remove_file(files.path("cert.pem")).expect("it is there");
    sleep(SHORT * 8).await;
    assert_eq!(shown(&client, address).await, renewed);
    let renewed = files.renew();
    timeout(LONG, becomes(&renewed)).await.expect("it is renewed");
    ends.store(true, Ordering::Relaxed);
    for asking in asking {
        asking.await.expect("no request failed");
    }
    println!("asked {} times", asked.load(Ordering::Relaxed));
    // A connection outlives its certificate.
    stays.write_all(b"GET /base HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n").await.expect("it reads");
    let mut answer = String::new();
    stays.read_to_string(&mut answer).await.expect("it answers");
    assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
}

#[test]
fn a_certificate_is_renewed_under_load_and_a_broken_one_is_logged() {
    let (out, log) = process("tls::renewing", "RUST_LOG", "terrace=info,terrace::access=off");
    assert!(out.contains("test result: ok"), "{out}{log}");
    let errors: Vec<_> = log.lines().filter(|line| line.contains("ERROR")).collect();
    assert_eq!(errors.len(), 2, "{log}");
    assert!(errors[0].contains("cert.pem` holds no certificate in PEM"), "{log}");
    assert!(errors[1].contains("cert.pem` cannot be read"), "{log}");
}

async fn refused(tls: Tls) -> ServeError {
    Server::new(Site::new(())).listen("127.0.0.1:0").tls(tls).bind().await.expect_err("bad files")
}

#[tokio::test]
async fn files_that_are_no_good_are_refused_by_name() {
    let files = Files::new();
    files.write("empty.pem", "");
    files.write("bad.pem", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
    let (_, other) = issued(&files.servers);
    files.write("other.pem", &other);
    let [missing, empty, bad, other, certificate, key] =
        ["missing.pem", "empty.pem", "bad.pem", "other.pem", "cert.pem", "key.pem"].map(|name| files.path(name));
    for (tls, setting, said) in [
        (Tls::files(&missing, &key), "tls certificate", format!("`{missing}` cannot be read")),
        (Tls::files(&empty, &key), "tls certificate", format!("`{empty}` holds no certificate")),
        (Tls::files(&bad, &key), "tls certificate", format!("`{bad}` has a bad certificate")),
        (Tls::files(&certificate, &missing), "tls key", format!("`{missing}` cannot be read")),
        (Tls::files(&certificate, &empty), "tls key", format!("`{empty}` holds no private key")),
        (Tls::files(&certificate, &other), "tls key", format!("`{other}` is not the key of `{certificate}`")),
        (files.tls().client_ca(&missing), "tls client_ca", format!("`{missing}` cannot be read")),
        (files.tls().client_ca(&empty), "tls client_ca", format!("`{empty}` holds no certificate")),
        (files.tls().client_ca(&bad), "tls client_ca", format!("`{bad}` has a bad certificate")),
        (files.tls().require_client(), "tls client_ca", "clients must show a certificate".to_owned()),
    ] {
        let error = refused(tls).await;
        assert_eq!(error.setting(), setting, "{error:?}");
        assert!(error.to_string().starts_with(&format!("{setting}: {said}")), "{error:?}");
    }
}
