//! The pipelines that an API may have: one, or one for each value of a setting.

use proc_macro2::Ident;
use syn::Path;

use super::name::plain;
use crate::errors::Errors;
use crate::parse::api::{Alternative, Pipelines};

/// The pipelines, none where nothing stands before the API.
pub(crate) struct Choice {
    /// The setting that chooses, where one does.
    pub(crate) setting: Option<Setting>,
    /// Each with the value that chooses it.
    pub(crate) of: Vec<(String, Path)>,
}

pub(crate) struct Setting {
    pub(crate) name: String,
    /// `` `keystone` or `noauth2` ``
    pub(crate) kind: String,
}

impl Setting {
    pub(crate) fn new(name: String, values: &[String]) -> Self {
        Setting { name, kind: any_of(values) }
    }
}

/// Names that services have for something else.
const TAKEN: &[&str] = &["server", "extensions", "settings", "effective", "help"];

pub(crate) fn check(written: Option<&Pipelines>, errors: &Errors) -> Choice {
    match written {
        None | Some(Pipelines::OfComposite) => Choice { setting: None, of: Vec::new() },
        Some(Pipelines::One(path)) => Choice { setting: None, of: vec![(String::new(), path.clone())] },
        Some(Pipelines::Chosen { setting, of }) => {
            let name = setting_name(setting, errors);
            if of.is_empty() {
                let help =
                    format!("write `{name} {{ \"keystone\" => Keystone, \"noauth2\" => NoAuth2 }}`, with your own");
                errors.on(setting, format!("`{name}` has no pipelines to choose from\nhelp: {help}"));
            }
            let values: Vec<_> = of.iter().map(|alternative| alternative.value.value()).collect();
            Choice { setting: Some(Setting::new(name, &values)), of: alternatives(of, errors) }
        }
    }
}

/// What a setting is called that chooses.
pub(super) fn setting_name(setting: &Ident, errors: &Errors) -> String {
    let name = plain(setting);
    if TAKEN.contains(&name.as_str()) {
        let message = format!("every service has a setting or a flag `{name}` already\nhelp: choose by another");
        errors.on(setting, message);
    }
    name
}

fn alternatives(written: &[Alternative], errors: &Errors) -> Vec<(String, Path)> {
    let mut found: Vec<(String, Path)> = Vec::new();
    for Alternative { value, pipeline } in written {
        let text = value.value();
        if text.trim().is_empty() {
            errors.on(value, "a pipeline is chosen by a text that is not empty\nhelp: write a word".to_owned());
        } else if found.iter().any(|(known, _)| *known == text) {
            errors.on(value, format!("`{text}` stands twice\nhelp: keep one of them"));
        } else {
            found.push((text, pipeline.clone()));
        }
    }
    found
}

/// `` `keystone`, `noauth2` or `open` ``
fn any_of(values: &[String]) -> String {
    let quoted: Vec<_> = values.iter().map(|value| format!("`{value}`")).collect();
    match quoted.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} or {last}", others.join(", ")),
        None => String::new(),
    }
}
