//! The environment: `SHOP__SERVER__LISTEN` is `server.listen` of the service `SHOP`.

use std::ffi::OsString;

use super::Field;
use super::error::nearest;
use super::given::{Content, Given, Origin, leaves};

/// What stands between the names of a variable.
const BETWEEN: &str = "__";

/// The variable of a setting.
pub(super) fn variable(service: &str, path: &str) -> String {
    format!("{service}{BETWEEN}{}", path.replace('.', BETWEEN).to_uppercase())
}

/// Reads the variables of a service. Each must be that of a setting.
pub(super) fn read(
    service: &str,
    variables: &[(OsString, OsString)],
    fields: &[Field],
    given: &mut Given,
    problems: &mut Vec<String>,
) {
    let known: Vec<_> = leaves(fields).into_iter().map(|(path, _)| (variable(service, &path), path)).collect();
    let prefix = format!("{service}{BETWEEN}");
    for (name, text) in variables {
        let name = name.to_string_lossy();
        if !name.starts_with(&prefix) {
            continue;
        }
        let Some((_, path)) = known.iter().find(|(variable, _)| *variable == name) else {
            let help = match nearest(&name, known.iter().map(|(variable, _)| variable.as_str())) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("variables that begin with `{prefix}` are settings, which `settings` lists"),
            };
            problems.push(format!("{name}: there is no such setting; {help}"));
            continue;
        };
        match text.to_str() {
            Some(text) => {
                given.set(path.clone(), Content::Text(text.to_owned()), Origin::Environment(name.into_owned()));
            }
            None => problems.push(format!("{name}: it is not UTF-8; write it in UTF-8")),
        }
    }
}
