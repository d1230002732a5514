//! What proxies say of clients.

use core::net::IpAddr;
use core::ops::ControlFlow;

use http::header::{FORWARDED, HeaderMap, HeaderName};
use ipnet::IpNet;

use crate::answer::Response;
use crate::base_url::PublicUrl;
use crate::client_address::ClientAddress;
use crate::filter::{Filter, Pass, PassLayer, Passage, Request};
use crate::settings::Settings;

/// Believes what proxies say of clients: their address, and the scheme, the host and the path by which they see the service.
///
/// Only a proxy of a trusted network is believed. What anybody else says in these headers is taken out of the request, so that nobody
/// behind this filter reads it.
///
/// The [`ClientAddress`](crate::ClientAddress) is that of the last one before the trusted proxies; absolute links ([`BaseUrl`](crate::BaseUrl))
/// begin with what the nearest of them says, unless the server's `public_url` is one URL. Where there is no address, as with a Unix socket, the proxy is trusted if `unix` says so.
///
/// ```
/// use terrace::filters::TrustedProxies;
/// use terrace::settings::Sources;
///
/// let file = "networks = ['10.0.0.0/8', '2001:db8::/32']\nheaders = 'forwarded'";
/// let told = Sources::none().text("site.toml", file).read::<TrustedProxies>();
/// assert_eq!(told.expect("settings").settings.networks.len(), 2);
/// assert!(Sources::none().text("site.toml", "networks = ['10.0.0.0/99']").read::<TrustedProxies>().is_err());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Settings)]
#[setting(crate = crate, default)]
pub struct TrustedProxies {
    /// The networks of trusted proxies, as `10.0.0.0/8`. None by default.
    pub networks: Vec<IpNet>,
    /// Whether who comes by a Unix socket is one: by default not.
    pub unix: bool,
    /// Which headers they write: `x-forwarded`, which are `X-Forwarded-For`, `-Proto`, `-Host` and `-Prefix`, and the default, or `forwarded` (RFC 7239).
    pub headers: ProxyHeaders,
}

/// What proxies write.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Settings)]
#[setting(crate = crate)]
pub enum ProxyHeaders {
    /// `X-Forwarded-For`, `X-Forwarded-Proto`, `X-Forwarded-Host` and `X-Forwarded-Prefix`.
    #[default]
    XForwarded,
    /// `Forwarded` (RFC 7239).
    Forwarded,
}

const FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// All that proxies say.
const ALL: [HeaderName; 6] = [
    FORWARDED,
    FOR,
    HeaderName::from_static("x-forwarded-proto"),
    HeaderName::from_static("x-forwarded-host"),
    HeaderName::from_static("x-forwarded-prefix"),
    HeaderName::from_static("x-real-ip"),
];

impl TrustedProxies {
    fn trusts(&self, address: IpAddr) -> bool {
        self.networks.iter().any(|network| network.contains(&address))
    }

    /// The last one before the trusted proxies, of those from the client to the nearest proxy; as far as they can be read.
    fn client(&self, nearest: Option<IpAddr>, headers: &HeaderMap) -> Option<IpAddr> {
        let mut client = nearest;
        let before = match self.headers {
            ProxyHeaders::XForwarded => addresses(headers, &FOR, |item| Some(item)),
            ProxyHeaders::Forwarded => addresses(headers, &FORWARDED, of_element),
        };
        for address in before.into_iter().rev() {
            let Some(address) = address else { break };
            client = Some(address);
            if !self.trusts(address) {
                break;
            }
        }
        client
    }
}

/// The addresses in a list of a header, the nearest last. `None` for what is no address.
fn addresses(headers: &HeaderMap, name: &HeaderName, of: fn(&str) -> Option<&str>) -> Vec<Option<IpAddr>> {
    let lines = headers.get_all(name).iter().map(|line| line.to_str().unwrap_or("?"));
    lines.flat_map(|line| line.split(',')).map(|item| of(item.trim()).and_then(address)).collect()
}

/// The `for` of an element of `Forwarded`.
fn of_element(element: &str) -> Option<&str> {
    let pairs = element.split(';').filter_map(|pair| pair.trim().split_once('='));
    let mut own = pairs.filter(|(name, _)| name.eq_ignore_ascii_case("for"));
    own.next().map(|(_, value)| value.trim_matches('"'))
}

/// An address, with or without a port; of IPv6 in brackets where there is one.
fn address(text: &str) -> Option<IpAddr> {
    let alone = text.strip_prefix('[').and_then(|text| text.split_once(']')).map_or(text, |(address, _)| address);
    let found = alone.parse().ok().or_else(|| text.rsplit_once(':').and_then(|(address, _)| address.parse().ok()));
    found.map(|address: IpAddr| address.to_canonical())
}

impl Filter for TrustedProxies {
    type Layer = PassLayer<Self>;

    fn layer(self) -> PassLayer<Self> {
        PassLayer::new(self)
    }
}

impl Pass for TrustedProxies {
    fn enter(&self, request: &mut Request, passage: &mut Passage) -> ControlFlow<Response> {
        let nearest = request.extensions().get::<ClientAddress>().map(|nearest| nearest.0);
        let is_trusted = nearest.map_or(self.unix, |nearest| self.trusts(nearest));
        let mut public_url = PublicUrl::OfHost;
        if is_trusted {
            if let Some(client) = self.client(nearest, request.headers()) {
                request.extensions_mut().insert(ClientAddress(client));
            }
            public_url = match self.headers {
                ProxyHeaders::XForwarded => PublicUrl::XForwarded,
                ProxyHeaders::Forwarded => PublicUrl::Forwarded,
            };
        } else {
            for name in &ALL {
                request.headers_mut().remove(name);
            }
        }
        if !passage.has_fixed_url() {
            request.extensions_mut().insert(public_url);
        }
        ControlFlow::Continue(())
    }
}
