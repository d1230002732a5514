//! Examples: values that documents show, as a version writes them, and only where it has them.

use terrace_model::{UnknownFields, Version};

use super::Model;
use super::scope::Scope;
use super::write::always;
use crate::json::{self, Violations};

/// An example that is a value: what a version writes of it, where the value breaks no rule there.
pub fn of<T: Model>(version: Option<Version>, value: fn() -> T, rules: fn(&T, &mut Violations)) -> Option<String> {
    let scope = Scope::new(version, UnknownFields::Refuse);
    always(|| {
        scope.entered(|| {
            let value = value();
            let mut found = Violations::new();
            value.check(&mut found);
            rules(&value, &mut found);
            let bytes = found.is_empty().then(|| json::write(&value, None).ok())??;
            String::from_utf8(bytes.into()).ok()
        })
    })
}

/// An example that is JSON: its text, where a version reads it and it breaks no rule.
pub fn json<T: Model>(version: Option<Version>, text: &'static str, rules: fn(&T, &mut Violations)) -> Option<String> {
    let is_read = Scope::new(version, UnknownFields::Refuse).entered(|| {
        let value = json::read(text.as_bytes(), None).ok()?;
        let mut found = Violations::new();
        rules(&value, &mut found);
        found.is_empty().then_some(())
    });
    is_read.map(|()| text.to_owned())
}
