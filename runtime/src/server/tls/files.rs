//! From files to what rustls serves with. Whatever is wrong names its setting and its file.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use tokio_rustls::rustls::crypto::ring::default_provider;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::rustls::server::WebPkiClientVerifier;
use tokio_rustls::rustls::{Error, RootCertStore, ServerConfig};

use super::Tls;
use crate::server::error::{Cause, ServeError};

const CERTIFICATE: &str = "tls certificate";
const KEY: &str = "tls key";
const CLIENT_CA: &str = "tls client_ca";
/// What a server speaks over TLS, the better one first (RFC 7301; RFC 9113, section 3.2).
const PROTOCOLS: [&[u8]; 2] = [b"h2", b"http/1.1"];

/// What the files hold.
#[derive(PartialEq, Eq)]
pub(super) struct Contents {
    certificate: Vec<u8>,
    key: Vec<u8>,
    client_ca: Option<Vec<u8>>,
}

impl Contents {
    pub(super) fn read(tls: &Tls) -> Result<Self, ServeError> {
        let client_ca = tls.client_ca.as_ref().map(|file| read(CLIENT_CA, file)).transpose()?;
        Ok(Contents { certificate: read(CERTIFICATE, &tls.certificate)?, key: read(KEY, &tls.key)?, client_ca })
    }

    /// What to serve with.
    pub(super) fn config(&self, tls: &Tls) -> Result<Arc<ServerConfig>, ServeError> {
        let provider = Arc::new(default_provider());
        let builder = ServerConfig::builder_with_provider(Arc::clone(&provider))
            .with_safe_default_protocol_versions()
            .expect("the provider has cipher suites of each version");
        let builder = match (&tls.client_ca, &self.client_ca) {
            (Some(file), Some(bytes)) => {
                let mut roots = RootCertStore::empty();
                for certificate in certificates(CLIENT_CA, file, bytes)? {
                    roots.add(certificate).map_err(|error| wrong(CLIENT_CA, file, "has a bad certificate", error))?;
                }
                let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider);
                let verifier = if tls.require_client { verifier } else { verifier.allow_unauthenticated() };
                let verifier = verifier.build().map_err(|error| wrong(CLIENT_CA, file, "cannot be used", error))?;
                builder.with_client_cert_verifier(verifier)
            }
            _ if tls.require_client => {
                let problem = "clients must show a certificate, and none is trusted to sign it; name a file";
                return Err(ServeError::new(CLIENT_CA, problem, None));
            }
            _ => builder.with_no_client_auth(),
        };
        let chain = certificates(CERTIFICATE, &tls.certificate, &self.certificate)?;
        let key = PrivateKeyDer::from_pem_slice(&self.key)
            .map_err(|error| wrong(KEY, &tls.key, "holds no private key in PEM that is not encrypted", error))?;
        let mut config = builder.with_single_cert(chain, key).map_err(|error| match error {
            Error::InconsistentKeys(_) => {
                wrong(KEY, &tls.key, &format!("is not the key of `{}`", tls.certificate.display()), error)
            }
            Error::InvalidCertificate(_) => wrong(CERTIFICATE, &tls.certificate, "has a bad certificate", error),
            error => wrong(KEY, &tls.key, "cannot be used", error),
        })?;
        config.alpn_protocols = PROTOCOLS.map(Vec::from).into();
        Ok(Arc::new(config))
    }
}

fn read(setting: &'static str, file: &Path) -> Result<Vec<u8>, ServeError> {
    fs::read(file).map_err(|error| wrong(setting, file, "cannot be read", error))
}

fn certificates(setting: &'static str, file: &Path, bytes: &[u8]) -> Result<Vec<CertificateDer<'static>>, ServeError> {
    let found = CertificateDer::pem_slice_iter(bytes).collect::<Result<Vec<_>, _>>();
    let found = found.map_err(|error| wrong(setting, file, "is not PEM", error))?;
    if found.is_empty() {
        let problem = format!("`{}` holds no certificate in PEM (`-----BEGIN CERTIFICATE-----`)", file.display());
        return Err(ServeError::new(setting, problem, None));
    }
    Ok(found)
}

fn wrong(setting: &'static str, file: &Path, problem: &str, error: impl Into<Cause>) -> ServeError {
    ServeError::new(setting, format!("`{}` {problem}", file.display()), Some(error.into()))
}
