//! Who is at the other end of a connection.

use http::Extensions;

use crate::client_address::ClientAddress;

/// What each request is told of its connection.
#[derive(Debug, Default)]
pub(crate) struct Peer {
    /// For filters, and what stands beside APIs.
    pub(crate) address: Option<ClientAddress>,
    /// For handlers too: what TLS tells.
    pub(crate) tls: Extensions,
}

impl Peer {
    /// Tells a request that goes to a handler, or to filters before it.
    #[inline]
    pub(crate) fn tell(&self, has_filters: bool, extensions: &mut Extensions) {
        if !self.tls.is_empty() {
            extensions.extend(self.tls.clone());
        }
        if let Some(address) = self.address.filter(|_| has_filters) {
            extensions.insert(address);
        }
    }
}
