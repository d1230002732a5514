//! What a token says.

use jsonwebtoken::errors::ErrorKind;
use serde_json::{Map, Value};

use super::BearerJwt;
use crate::identity::Identity;

/// Who is named, where somebody is.
pub(super) fn identity(claims: &Map<String, Value>, settings: &BearerJwt) -> Option<Identity> {
    let user = claim(claims, &settings.user)?.as_str().filter(|user| !user.is_empty())?;
    let words = |path: &str| claim(claims, path).map(words).unwrap_or_default();
    let identity = Identity::of(user).with_roles(words(&settings.roles)).with_scope(words(&settings.scope));
    let project = settings.project.as_deref().and_then(|path| claim(claims, path)).and_then(Value::as_str);
    Some(match project {
        Some(project) => identity.in_project(project),
        None => identity,
    })
}

/// A claim, by its name, which may have dots in it, or by the names on the way to it.
fn claim<'c>(claims: &'c Map<String, Value>, path: &str) -> Option<&'c Value> {
    if let Some(named) = claims.get(path) {
        return Some(named);
    }
    let (first, rest) = path.split_once('.')?;
    claim(claims.get(first)?.as_object()?, rest)
}

/// A list of words, or words with spaces between.
fn words(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => text.split_whitespace().map(str::to_owned).collect(),
        Value::Array(items) => items.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        _ => Vec::new(),
    }
}

/// What is wrong with a token, in words that tell whoever has sent it no more than they know.
pub(super) fn wrong(error: &ErrorKind) -> &'static str {
    match error {
        ErrorKind::ExpiredSignature => "it has expired",
        ErrorKind::ImmatureSignature => "it is not valid yet",
        ErrorKind::InvalidAudience => "it is for somebody else",
        ErrorKind::InvalidIssuer => "it is of another issuer",
        ErrorKind::MissingRequiredClaim(_) => "it lacks a claim: `exp`, `iss` and `aud` are needed",
        ErrorKind::InvalidClaimFormat(_) => "a claim is not what it should be",
        ErrorKind::InvalidAlgorithm | ErrorKind::InvalidSignature => "its signature is not that of the key",
        _ => "it is no token that can be read",
    }
}
