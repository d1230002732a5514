//! Who the client is, by its TLS certificate.

use core::fmt;
use std::sync::Arc;

use terrace_model::{Answers, Part, Security};
use tokio_rustls::rustls::pki_types::CertificateDer;

use super::FromRequest;
use crate::context::Context;
use crate::controller::Controller;
use crate::failure::{Failure, answer};

/// The certificate by which a client has shown who it is, signed by one that
/// [`Tls::client_ca`](crate::Tls::client_ca) names. Who has none is answered with 403; an `Option` of it asks for none.
///
/// ```
/// use terrace::ClientCertificate;
/// use terrace::prelude::*;
///
/// #[controller(path = "/secrets")]
/// struct Secrets;
///
/// #[routes]
/// impl Secrets {
///     /// How long the certificate is.
///     #[index]
///     async fn list(&self, client: ClientCertificate) -> String {
///         client.der().len().to_string()
///     }
/// }
/// ```
///
/// A host that ends TLS itself puts it into the [extensions](http::Extensions) of its requests.
#[derive(Clone, PartialEq, Eq)]
pub struct ClientCertificate {
    chain: Arc<[CertificateDer<'static>]>,
}

impl ClientCertificate {
    pub(crate) fn new(chain: &[CertificateDer<'_>]) -> Self {
        ClientCertificate { chain: chain.iter().map(|certificate| certificate.clone().into_owned()).collect() }
    }

    /// Those of this certificate and the ones between it and the one that is trusted, in DER, as a host that ends TLS itself
    /// has them. `None` where there is none.
    pub fn of_chain<C: AsRef<[u8]>>(chain: impl IntoIterator<Item = C>) -> Option<Self> {
        let chain: Arc<[_]> = chain.into_iter().map(|der| CertificateDer::from(der.as_ref().to_vec())).collect();
        (!chain.is_empty()).then_some(ClientCertificate { chain })
    }

    /// The certificate (RFC 5280), in DER.
    pub fn der(&self) -> &[u8] {
        self.chain.first().map_or(&[], |certificate| certificate)
    }

    /// The certificate, and those that the client sent after it, each in DER.
    pub fn chain(&self) -> impl Iterator<Item = &[u8]> {
        self.chain.iter().map(|certificate| &**certificate)
    }
}

impl fmt::Debug for ClientCertificate {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("ClientCertificate").field("bytes", &self.der().len()).finish_non_exhaustive()
    }
}

impl<C: Controller> FromRequest<C> for ClientCertificate {
    const PART: Part = Part::Security(Security::MutualTls("client_certificate"));
    const ANSWERS: Answers = Answers { own: &[answer(403, "The client showed no certificate.")], parts: &[] };

    async fn from_request(cx: &mut Context, _: &'static str) -> Result<Self, Failure> {
        let shown = cx.extensions().get().cloned();
        shown.ok_or_else(|| Failure::new(403).detail("the client showed no certificate"))
    }
}

impl<C: Controller> FromRequest<C> for Option<ClientCertificate> {
    const PART: Part = Part::Hidden;

    async fn from_request(cx: &mut Context, _: &'static str) -> Result<Self, Failure> {
        Ok(cx.extensions().get().cloned())
    }
}
