//! The constraint `format`: text of a kind that JSON Schema has a name for.

use std::net::{Ipv4Addr, Ipv6Addr};

use email_address::{EmailAddress, Options};
use fluent_uri::{Uri, UriRef};

use super::pattern::IsText;
use crate::json::Violations;

/// A kind of text. `macros/src/check/format.rs` has the names that `#[check(format = …)]` takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// An address for mail (RFC 5321), without a name in front and with a host's name behind.
    Email,
    /// The name of a host (RFC 1123).
    Hostname,
    /// An address of the Internet Protocol, version 4, in four decimal numbers.
    Ipv4,
    /// An address of version 6 (RFC 4291), without a zone.
    Ipv6,
    /// A URI with its scheme (RFC 3986).
    Uri,
    /// A URI, or one that is relative to another.
    UriReference,
}

/// Text: it is of a kind.
pub fn format<Way, T: IsText<Way>>(found: &mut Violations, value: &T, format: Format) {
    if value.text().is_some_and(|text| !format.fits(text)) {
        found.report(format!("expected {}", format.name()));
    }
}

impl Format {
    fn fits(self, text: &str) -> bool {
        match self {
            Format::Email => is_email(text),
            Format::Hostname => is_hostname(text),
            Format::Ipv4 => text.parse::<Ipv4Addr>().is_ok(),
            Format::Ipv6 => text.parse::<Ipv6Addr>().is_ok(),
            Format::Uri => Uri::parse(text).is_ok(),
            Format::UriReference => UriRef::parse(text).is_ok(),
        }
    }

    fn name(self) -> &'static str {
        match self {
            Format::Email => "an e-mail address",
            Format::Hostname => "the name of a host",
            Format::Ipv4 => "an IPv4 address",
            Format::Ipv6 => "an IPv6 address",
            Format::Uri => "a URI with its scheme",
            Format::UriReference => "a URI, with its scheme or relative",
        }
    }
}

fn is_email(text: &str) -> bool {
    let options = Options::default().without_display_text().without_domain_literal();
    let parsed = EmailAddress::parse_with_options(text, options);
    text.is_ascii() && parsed.is_ok_and(|address| is_hostname(address.domain()))
}

/// Labels of letters, digits and inner hyphens, between dots. Other letters are sent as `xn--…` (RFC 5890).
fn is_hostname(text: &str) -> bool {
    let is_label = |label: &str| {
        let is_known = |letter: u8| letter.is_ascii_alphanumeric() || letter == b'-';
        let edges = [label.bytes().next(), label.bytes().next_back()];
        (1..=63).contains(&label.len()) && !edges.contains(&Some(b'-')) && label.bytes().all(is_known)
    };
    text.len() <= 253 && text.split('.').all(is_label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(format: Format, fitting: &[&str], others: &[&str]) {
        for text in fitting {
            assert!(format.fits(text), "{text:?} is {}", format.name());
        }
        for text in others {
            assert!(!format.fits(text), "{text:?} is not {}", format.name());
        }
    }

    #[test]
    fn an_address_for_mail_has_a_host() {
        check(
            Format::Email,
            &["ada@example.org", "a.b+tag@mail.example.org", "\"a b\"@example.org", "a@localhost", "o'neil@example.ie"],
            &[
                "",
                "ada",
                "@example.org",
                "ada@",
                "a b@example.org",
                "a..b@example.org",
                "a@b@c",
                "Ada <ada@example.org>",
            ],
        );
        check(Format::Email, &[], &["ada@[127.0.0.1]", "ada@-example.org", "ada@example.org\n", "ädä@example.org"]);
    }

    #[test]
    fn a_hosts_name_is_labels() {
        let (label, long) = ("a".repeat(63), format!("{}.de", "a".repeat(64)));
        let (name, endless) = (vec!["abc"; 63].join("."), vec!["abc"; 64].join("."));
        check(Format::Hostname, &["a", "example.org", "xn--mnchen-3ya.de", "1.2.3.4", "a-b.c", &label, &name], &[]);
        check(Format::Hostname, &[], &["", ".", "a.", ".a", "a..b", "-a", "a-", "a_b", "a b", "münchen.de", &long]);
        check(Format::Hostname, &[], &[&endless, "example.org\n", "*.example.org", "example.org:80"]);
    }

    #[test]
    fn addresses_are_those_of_their_version() {
        check(
            Format::Ipv4,
            &["127.0.0.1", "255.255.255.255"],
            &["", "1.2.3", "256.0.0.1", "01.2.3.4", "::1", "1.2.3.4/8"],
        );
        check(Format::Ipv6, &["::", "2001:db8::1", "::ffff:1.2.3.4"], &["", "1.2.3.4", ":::", "fe80::1%eth0", "[::1]"]);
    }

    #[test]
    fn a_uri_has_a_scheme_unless_it_is_a_reference() {
        let uris = ["https://example.org/a?b=c#d", "urn:isbn:1", "mailto:ada@example.org", "http://[::1]:80/%20"];
        let relative = ["", "/a/b", "../c", "?q", "#there", "//example.org"];
        let neither = ["http://a b/", "https://example.org/ä", "http://%zz", "http://[::1", "a\nb"];
        check(Format::Uri, &uris, &relative);
        check(Format::Uri, &[], &neither);
        check(Format::UriReference, &uris, &neither);
        check(Format::UriReference, &relative, &[]);
    }
}
