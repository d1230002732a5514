//! Where a client is.

use core::net::IpAddr;

/// The address of a client, an extension of requests to APIs with filters: of who has opened the connection, or behind
/// [`TrustedProxies`](crate::filters::TrustedProxies) of who is before those. There is none of a connection by a Unix socket, nor of a
/// [`TestClient`](crate::TestClient).
///
/// An IPv4 address that came as one of IPv6 is one of IPv4. Where another server hosts the API, a layer may put it there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ClientAddress(pub IpAddr);
