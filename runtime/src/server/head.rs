//! What hyper lets pass of a head, and no server may.

use http::header::HOST;
use http::{Method, Request, Version};

/// Whether a head says for which host it is, as far as its version asks for that (RFC 9112, section 3.2), and for which path
/// (RFC 9113, section 8.3.1), and with a method that is not one of HTTP's but for its case (RFC 9110, section 9.1): a proxy may
/// have read `get` as GET.
pub(super) fn is_right<B>(request: &Request<B>) -> bool {
    let mut hosts = request.headers().iter().filter(|(name, _)| *name == HOST).map(|(_, value)| value);
    let has_host = match (hosts.next(), hosts.next()) {
        (None, _) => request.version() != Version::HTTP_11,
        (Some(host), None) => host.as_bytes().iter().all(is_of_host),
        (Some(_), Some(_)) => false,
    };
    let has_path = !request.uri().path().is_empty() || request.method() == Method::CONNECT;
    has_host && has_path && is_written_right(request.method())
}

fn is_written_right(method: &Method) -> bool {
    is_known(method)
        || !Method::from_bytes(method.as_str().to_ascii_uppercase().as_bytes()).is_ok_and(|meant| is_known(&meant))
}

/// Whether a method is one of HTTP's own (RFC 9110, section 9.3, and RFC 5789).
fn is_known(method: &Method) -> bool {
    matches!(
        *method,
        Method::GET
            | Method::HEAD
            | Method::POST
            | Method::PUT
            | Method::DELETE
            | Method::CONNECT
            | Method::OPTIONS
            | Method::TRACE
            | Method::PATCH
    )
}

/// Which characters a host, or the port behind it, may have (RFC 3986, section 3.2.2).
static OF_HOST: [bool; 256] = {
    let mut of_host = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        of_host[byte] = (byte as u8).is_ascii_alphanumeric();
        byte += 1;
    }
    let others = b"-._~!$&'()*+,;=%:[]";
    let mut at = 0;
    while at < others.len() {
        of_host[others[at] as usize] = true;
        at += 1;
    }
    of_host
};

fn is_of_host(byte: &u8) -> bool {
    OF_HOST[usize::from(*byte)]
}

#[cfg(test)]
mod tests {
    use super::*;

    use http::uri::Parts;

    fn check(version: Version, target: &str, hosts: &[&str], expected: bool) {
        let mut request = Request::get(target).version(version);
        for host in hosts {
            request = request.header(HOST, *host);
        }
        let request = request.body(()).unwrap();
        assert_eq!(is_right(&request), expected, "{version:?} {target} {hosts:?}");
    }

    #[test]
    fn http_1_1_has_one_host() {
        for host in ["a", "a.example:80", "127.0.0.1", "[::1]:8080", ""] {
            check(Version::HTTP_11, "/", &[host], true);
        }
        for host in ["a b", "a/b", "me@a", "a\u{e4}", "a?b", "a#b", "<a>"] {
            check(Version::HTTP_11, "/", &[host], false);
        }
        check(Version::HTTP_11, "/", &[], false);
        check(Version::HTTP_11, "http://a/", &[], false);
        check(Version::HTTP_11, "/", &["a", "a"], false);
        check(Version::HTTP_10, "/", &[], true);
        check(Version::HTTP_10, "/", &["a", "b"], false);
        check(Version::HTTP_2, "http://a/", &[], true);
    }

    #[test]
    fn a_request_has_a_path() {
        check(Version::HTTP_11, "a:80", &["a"], false);
        check(Version::HTTP_11, "*", &["a"], true);
        check(Version::HTTP_2, "http://a", &[], true);
        let without = Request::builder().version(Version::HTTP_2).uri(http::Uri::from_parts(Parts::default()).unwrap());
        assert!(!is_right(&without.body(()).unwrap()));
        let connect = Request::connect("a:80").header(HOST, "a").body(()).unwrap();
        assert!(is_right(&connect));
    }

    #[test]
    fn a_method_is_written_as_http_does() {
        for (method, expected) in [("GET", true), ("get", false), ("Patch", false), ("BREW", true), ("brew", true)] {
            let request = Request::builder().method(method).uri("/").header(HOST, "a").body(()).unwrap();
            assert_eq!(is_right(&request), expected, "{method}");
        }
    }
}
