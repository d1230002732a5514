//! What an application credential may be used for, where that is less than all.

use http::Method;

use super::token::Token;

/// Whether a token may be used for a request to this service. One without access rules may.
pub(super) fn allow(token: &Token, service: Option<&str>, is_of_service: bool, method: &Method, path: &str) -> bool {
    let Some(rules) = token.application_credential.as_ref().and_then(|credential| credential.access_rules.as_ref())
    else {
        return true;
    };
    let Some(service) = service.filter(|service| token.catalog.iter().any(|listed| listed.kind == *service)) else {
        tracing::warn!("a token with access rules is refused: `service_type` is not set, or not in its catalogue");
        return false;
    };
    let allowing = |rule: &super::AccessRule| {
        rule.method == method.as_str() && rule.service == service && matches(rule.path.as_bytes(), path.as_bytes())
    };
    is_of_service || rules.iter().any(allowing)
}

/// Whether a path is as a rule has it: `*` and `{name}` are one segment or a part of it, `**` is anything.
fn matches(rule: &[u8], path: &[u8]) -> bool {
    match rule {
        [] => path.is_empty(),
        [b'*', b'*', rest @ ..] => (0..=path.len()).any(|at| matches(rest, &path[at..])),
        [b'*', rest @ ..] => in_segment(rest, path),
        [b'{', named @ ..] => match named.iter().position(|byte| *byte == b'}') {
            Some(end) => in_segment(&named[end + 1..], path),
            None => false,
        },
        [byte, rest @ ..] => path.first() == Some(byte) && matches(rest, &path[1..]),
    }
}

/// Whether a path is one or more bytes of a segment, and then as the rest of a rule has it.
fn in_segment(rest: &[u8], path: &[u8]) -> bool {
    let end = path.iter().position(|byte| *byte == b'/').unwrap_or(path.len());
    (1..=end).any(|at| matches(rest, &path[at..]))
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn a_star_is_in_a_segment_and_two_are_anything() {
        for (rule, path, expected) in [
            ("/v2.1/servers", "/v2.1/servers", true),
            ("/v2.1/servers", "/v2.1/servers/", false),
            ("/v2.1/servers/*", "/v2.1/servers/7", true),
            ("/v2.1/servers/*", "/v2.1/servers/", false),
            ("/v2.1/servers/*", "/v2.1/servers/7/tags", false),
            ("/v2.1/servers/{server_id}/tags", "/v2.1/servers/7/tags", true),
            ("/v2.1/servers/{server_id}/tags", "/v2.1/servers/7/8/tags", false),
            ("/v2.1/servers/**", "/v2.1/servers/7/tags/a", true),
            ("/v2.1/servers/**", "/v2.1/flavors", false),
            ("/v2.1/**/tags", "/v2.1/servers/7/tags", true),
            ("/v2.1/a*b", "/v2.1/axxb", true),
            ("/v2.1/a*b", "/v2.1/ab", false),
            ("/v2.1/{unclosed", "/v2.1/x", false),
            ("**", "/v2.1/x", true),
            ("", "/", false),
        ] {
            assert_eq!(matches(rule.as_bytes(), path.as_bytes()), expected, "{rule} {path}");
        }
    }
}
