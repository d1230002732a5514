//! Somebody, as the command line tells: `role:member,project:shop`.

use terrace::Identity;

use crate::error::Error;

const KNOWN: &str = "`user`, `project`, `domain`, `system` and `role`";

/// Reads who it is. Several roles are told one by one.
pub(super) fn read(text: &str) -> Result<Identity, Error> {
    let mut roles = Vec::new();
    let mut user = "somebody";
    let mut scopes = Vec::new();
    for part in text.split(',').map(str::trim).filter(|part| !part.is_empty()) {
        let wrong = |problem: &str| Error::setting(format!("--as: `{part}` {problem}; known are {KNOWN}"));
        let Some((word, value)) = part.split_once(':') else {
            return Err(wrong("tells nothing: write `role:member`"));
        };
        match word {
            "user" => user = value,
            "role" => roles.push(value),
            "project" | "domain" | "system" => scopes.push((word, value)),
            _ => return Err(wrong("is not known of anybody")),
        }
    }
    let who = Identity::of(user).with_roles(roles);
    Ok(scopes.into_iter().fold(who, |who, (word, value)| match word {
        "project" => who.in_project(value),
        "domain" => who.in_domain(value),
        _ => who.in_system(value),
    }))
}
