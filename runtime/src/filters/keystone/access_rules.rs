//! What an application credential may be used for, where that is less than all.

use http::Method;
use regex::Regex;

use super::{AccessRule, Token};

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
    let allowing =
        |rule: &AccessRule| rule.method == method.as_str() && rule.service == service && matches(&rule.path, path);
    is_of_service || rules.iter().any(allowing)
}

/// Whether a path is as a rule has it: `*` and `{name}` are one segment or a part of it, `**` is anything. Users write rules, and
/// none of them takes long.
fn matches(rule: &str, path: &str) -> bool {
    pattern(rule).and_then(|pattern| Regex::new(&pattern).ok()).is_some_and(|pattern| pattern.is_match(path))
}

/// A rule's path as a regular expression; `None` where a brace is not closed.
fn pattern(rule: &str) -> Option<String> {
    let (mut pattern, mut rest) = ("(?s)^".to_owned(), rule);
    while let Some(at) = rest.find(['*', '{']) {
        let (before, special) = rest.split_at(at);
        let (stands_for, after) = match special.strip_prefix("**") {
            Some(after) => (".*", after),
            None if special.starts_with('*') => ("[^/]+", &special[1..]),
            None => ("[^/]+", special.split_once('}')?.1),
        };
        pattern += &regex::escape(before);
        pattern += stands_for;
        rest = after;
    }
    Some(pattern + &regex::escape(rest) + "$")
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
            ("/v2.1/a.b", "/v2.1/axb", false),
            ("**", "/v2.1/x", true),
            ("", "/", false),
        ] {
            assert_eq!(matches(rule, path), expected, "{rule} {path}");
        }
    }

    #[test]
    fn a_rule_of_many_stars_comes_to_an_end() {
        let (rule, path) = ("**a".repeat(40), "a".repeat(2000));
        assert!(matches(&rule, &path));
        assert!(!matches(&format!("{rule}b"), &path));
    }
}
