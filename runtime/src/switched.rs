//! Which extensions are off: by settings, or as an API is built.

use core::error::Error;
use core::fmt;

use crate::controller::Declared;
use crate::settings::{Settings, help};

/// The part `extensions` of the settings of every service whose APIs list extensions.
///
/// What is off is not there: its paths are 404 and its actions unknown, its fields are in no answer, and in a request they are fields that
/// nobody knows. Documents of such a service are written by `openapi --without ALIAS`.
#[derive(Clone, Debug, Default, Settings)]
#[setting(crate = crate, default)]
pub struct ExtensionSettings {
    /// The aliases of the extensions that are on; where none is listed all are.
    pub allow: Vec<String>,
    /// The aliases of the extensions that are off, also where they are allowed.
    pub deny: Vec<String>,
}

impl ExtensionSettings {
    /// Those of all aliases that are off.
    pub(crate) fn off(&self, all: &[&'static str]) -> Vec<&'static str> {
        let has = |list: &[String], alias: &str| list.iter().any(|listed| listed == alias);
        let is_on = |alias: &str| (self.allow.is_empty() || has(&self.allow, alias)) && !has(&self.deny, alias);
        all.iter().copied().filter(|alias| !is_on(alias)).collect()
    }

    /// What is listed and is no alias, with the list that has it.
    pub(crate) fn unknown(&self, all: &[&'static str]) -> Vec<(&'static str, UnknownExtension)> {
        let lists = [("allow", &self.allow), ("deny", &self.deny)];
        let unknown = |(list, aliases): (&'static str, &'_ Vec<String>)| {
            let unknown = aliases.iter().filter_map(|alias| find(alias, all).err());
            unknown.map(|error| (list, error)).collect::<Vec<_>>()
        };
        lists.into_iter().flat_map(unknown).collect()
    }
}

/// The aliases of all extensions that some APIs list, each once.
#[doc(hidden)]
pub fn aliases(apis: &[Declared]) -> Vec<&'static str> {
    let mut aliases = Vec::new();
    for extension in apis.iter().flat_map(|api| api.table.extensions) {
        if !aliases.contains(&extension.alias) {
            aliases.push(extension.alias);
        }
    }
    aliases
}

/// An alias, where there is an extension of it.
///
/// # Errors
///
/// There is none.
#[doc(hidden)]
pub fn find(alias: &str, all: &[&'static str]) -> Result<&'static str, UnknownExtension> {
    all.iter().copied().find(|known| *known == alias).ok_or_else(|| {
        let help = help(alias, "", all.iter().copied());
        UnknownExtension { problem: format!("there is no extension `{alias}`; {help}") }
    })
}

/// An extension was to be off or on that no API lists: [`Parts::without`](crate::Parts::without).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownExtension {
    problem: String,
}

impl fmt::Display for UnknownExtension {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.problem)
    }
}

impl Error for UnknownExtension {}
