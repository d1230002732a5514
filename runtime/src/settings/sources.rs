//! Where settings come from, and all of them once they are read.

use core::fmt;
use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::PathBuf;

use terrace_model::Choice;

use super::error::SettingsError;
use super::fields::fields;
use super::given::{Content, Given, Origin, leaves};
use super::reading::{Entry, Reading};
use super::server::ServerSettings;
use super::{Field, Setting, Settings, environment, file, print};
use crate::controller::Application;
use crate::filter::{Chosen, choices};
use crate::switched::{ExtensionSettings, aliases};

/// The part that every service has.
pub(super) const SERVER: &str = "server";
/// The part that those have whose APIs list extensions.
pub(super) const EXTENSIONS: &str = "extensions";

/// Where the settings of a service come from: a file, then the environment, then flags, each of which overrides those before.
///
/// ```
/// use terrace::Settings;
/// use terrace::settings::{SettingsError, Sources};
///
/// #[derive(Settings)]
/// struct Shop {
///     /// How many books are on a page.
///     #[setting(default = 20)]
///     page: u16,
/// }
///
/// # fn main() -> Result<(), SettingsError> {
/// let told = Sources::of("SHOP").read::<Shop>()?; // SHOP__PAGE, and the file that SHOP_SETTINGS names
/// assert_eq!(told.settings.page, 20);
/// // terrace::Server::new(api).settings(&told).serve().await
///
/// let told = Sources::none().text("shop.toml", "page = 50").flag("page", "10").read::<Shop>()?;
/// assert_eq!(told.settings.page, 10);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Default)]
pub struct Sources {
    service: Option<String>,
    variables: Vec<(OsString, OsString)>,
    file: Option<File>,
    flags: Vec<(String, String)>,
    server: ServerSettings,
    /// What the service's APIs choose among.
    choices: Vec<(terrace_model::Setting, Choice)>,
    /// The aliases of the extensions that they list.
    extensions: Vec<&'static str>,
}

#[derive(Clone)]
enum File {
    At {
        path: PathBuf,
        /// What named it.
        by: Option<String>,
    },
    Text {
        path: PathBuf,
        text: String,
    },
}

impl Sources {
    /// No source: everything is at its default.
    pub fn none() -> Self {
        Sources::default()
    }

    /// The environment of the process, and the file that it names: `SHOP__…` and `SHOP_SETTINGS` where the service is `SHOP`.
    pub fn of(service: &str) -> Self {
        Sources::none().environment(service, env::vars_os())
    }

    /// These variables as the environment. They are those of the service that begin with its name and two underscores.
    #[must_use]
    pub fn environment(mut self, service: &str, variables: impl IntoIterator<Item = (OsString, OsString)>) -> Self {
        let named = format!("{service}_SETTINGS");
        let is_own = |name: &OsString| name.as_encoded_bytes().starts_with(service.as_bytes());
        self.variables = variables.into_iter().filter(|(name, _)| is_own(name)).collect();
        let file = self.variables.iter().find(|(name, path)| *name == *named && !path.is_empty());
        if let (Some((_, path)), None) = (file, &self.file) {
            self.file = Some(File::At { path: path.into(), by: Some(named) });
        }
        Sources { service: Some(service.to_owned()), ..self }
    }

    /// This file, whatever the environment says.
    #[must_use]
    pub fn file(self, path: impl Into<PathBuf>) -> Self {
        Sources { file: Some(File::At { path: path.into(), by: None }), ..self }
    }

    /// This text, as if it stood in such a file: for tests.
    #[must_use]
    pub fn text(self, path: impl Into<PathBuf>, text: impl Into<String>) -> Self {
        Sources { file: Some(File::Text { path: path.into(), text: text.into() }), ..self }
    }

    /// A flag of the command line, by the setting's path: `server.policy_file` is `--server.policy-file`.
    #[must_use]
    pub fn flag(mut self, path: impl Into<String>, text: impl Into<String>) -> Self {
        self.flags.push((path.into(), text.into()));
        self
    }

    /// What is in force in the part `server` where nobody sets it.
    #[must_use]
    pub fn server(self, defaults: ServerSettings) -> Self {
        Sources { server: defaults, ..self }
    }

    /// The settings that an application has by what it declares: those that choose the pipelines of its APIs, and, where they list
    /// extensions, [those](ExtensionSettings) that say which are on. [`Parts::settings`] takes what was chosen.
    ///
    /// [`Parts::settings`]: crate::Parts::settings
    #[must_use]
    pub fn application<A: Application>(self) -> Self {
        Sources { choices: choices(A::APIS), extensions: aliases(A::APIS), ..self }
    }

    /// Reads the settings of a service, those that its application declares, and those of its server.
    ///
    /// # Errors
    ///
    /// All that is wrong with them, with the place of each.
    pub fn read<S: Settings>(&self) -> Result<Told<S>, SettingsError> {
        let fields = self.fields::<S>();
        let (given, problems) = self.gather(&fields);
        SettingsError::of(problems).map_or(Ok(()), Err)?;
        let mut at = Reading::new(&given);
        let server = at.field(SERVER, |at| ServerSettings::read(at, Some(self.server.clone())));
        let settings = S::read(&mut at, None);
        let (chosen, off) = (self.chosen(&mut at), self.off(&mut at));
        let (problems, entries) = at.finish();
        match (server, settings, SettingsError::of(problems)) {
            (Some(server), Some(settings), None) => {
                let again = Again { sources: self.clone(), read: |sources| Ok(sources.read::<S>()?.split().1) };
                Ok(Told { settings, server, chosen, off, given, entries, fields, again })
            }
            (_, _, error) => Err(error.unwrap_or_default()),
        }
    }

    fn fields<S: Settings>(&self) -> Vec<Field> {
        fields::<S>(&self.choices, !self.extensions.is_empty())
    }

    /// Reads which extensions are off.
    fn off(&self, at: &mut Reading<'_>) -> Vec<&'static str> {
        if self.extensions.is_empty() {
            return Vec::new();
        }
        let read = at.field(EXTENSIONS, |at| {
            let read = ExtensionSettings::read(at, Some(ExtensionSettings::default()))?;
            for (list, unknown) in read.unknown(&self.extensions) {
                at.field(list, |at| {
                    at.refuse(&unknown.to_string());
                    Some(())
                });
            }
            Some(read)
        });
        read.map(|read| read.off(&self.extensions)).unwrap_or_default()
    }

    /// Reads which pipelines are chosen.
    fn chosen(&self, at: &mut Reading<'_>) -> Chosen {
        let mut chosen = Chosen::default();
        for (setting, choice) in &self.choices {
            let values: Vec<_> = choice.of.iter().map(|alternative| alternative.value).collect();
            if let Some(value) = at.field(setting.name, |at| at.word(setting.kind, &values)) {
                chosen.put(setting.name, value);
            }
        }
        chosen
    }

    /// The defaults of a service's settings, with what is said of them, as TOML.
    pub fn defaults<S: Settings>(&self) -> String {
        let given = Given::default();
        let mut at = Reading::new(&given);
        at.field(SERVER, |at| ServerSettings::read(at, Some(self.server.clone())));
        S::read(&mut at, None);
        self.chosen(&mut at);
        self.off(&mut at);
        let (_, entries) = at.finish();
        print::defaults(&self.fields::<S>(), &entries)
    }

    /// All that was set, and what is wrong with how.
    fn gather(&self, fields: &[Field]) -> (Given, Vec<String>) {
        let (mut given, mut problems) = (Given::default(), Vec::new());
        match &self.file {
            None => {}
            Some(File::Text { path, text }) => file::read(path, text, fields, &mut given, &mut problems),
            Some(File::At { path, by }) => match fs::read_to_string(path) {
                Ok(text) => file::read(path, &text, fields, &mut given, &mut problems),
                Err(error) => {
                    let by = by.as_ref().map(|by| format!("{by}: ")).unwrap_or_default();
                    problems.push(format!("{by}{}: the settings cannot be read: {error}", path.display()));
                }
            },
        }
        if let Some(service) = &self.service {
            environment::read(service, &self.variables, fields, &mut given, &mut problems);
        }
        for (path, text) in &self.flags {
            if leaves(fields).iter().any(|(known, _)| known == path) {
                given.set(path.clone(), Content::Text(text.clone()), Origin::Flag(flag(path)));
            } else {
                problems.push(format!("{}: there is no such setting", flag(path)));
            }
        }
        (given, problems)
    }
}

/// The flag of a setting: `--server.policy-file`
fn flag(path: &str) -> String {
    format!("--{}", path.replace('_', "-"))
}

impl fmt::Debug for Sources {
    /// What is in them may be secret.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Sources").field("service", &self.service).finish_non_exhaustive()
    }
}

/// The settings of a service as they are in force.
#[derive(Clone, Debug)]
pub struct Told<S> {
    /// The service's own.
    pub settings: S,
    /// Those of its server: see [`Server::settings`](crate::Server::settings).
    pub server: ServerSettings,
    /// Which pipelines the APIs have.
    pub(crate) chosen: Chosen,
    /// The aliases of the extensions that are off.
    pub(crate) off: Vec<&'static str>,
    given: Given,
    entries: Vec<Entry>,
    fields: Vec<Field>,
    again: Again,
}

/// How the same settings are read once more.
#[derive(Clone, Debug)]
struct Again {
    sources: Sources,
    read: fn(&Sources) -> Result<Told<()>, SettingsError>,
}

impl<S> Told<S> {
    /// Where a setting was set, by its path, as `server.listen`: `None` where it is at its default.
    pub fn origin(&self, path: &str) -> Option<&Origin> {
        self.given.0.get(path).map(|set| &set.origin)
    }

    /// All settings in force, as TOML, and where each comes from. Secrets are hidden.
    pub fn effective(&self) -> String {
        print::effective(&self.fields, &self.entries, &self.given)
    }

    /// The service's own settings, and what is left for [the server](crate::Server::settings).
    pub fn split(self) -> (S, Told<()>) {
        let Told { settings, server, chosen, off, given, entries, fields, again } = self;
        (settings, Told { settings: (), server, chosen, off, given, entries, fields, again })
    }

    /// Without the service's own settings.
    pub(crate) fn of_server(&self) -> Told<()> {
        Told {
            settings: (),
            server: self.server.clone(),
            chosen: self.chosen.clone(),
            off: self.off.clone(),
            given: self.given.clone(),
            entries: self.entries.clone(),
            fields: self.fields.clone(),
            again: self.again.clone(),
        }
    }

    /// Reads the same settings once more: the file may have changed since.
    pub(crate) fn again(&self) -> Result<Told<()>, SettingsError> {
        (self.again.read)(&self.again.sources)
    }

    /// The paths of the settings that are others now.
    pub(crate) fn changed(&self, now: &Told<()>) -> Vec<String> {
        let content = |given: &Given, path: &str| given.0.get(path).map(|set| set.content.clone());
        let value = |entries: &[Entry], path: &str| {
            let entry = entries.iter().find(|entry| entry.path == path && entry.is_there);
            entry.and_then(|entry| entry.value.clone())
        };
        let is_other = |path: &String| {
            let (before, after) = (value(&self.entries, path), value(&now.entries, path));
            content(&self.given, path) != content(&now.given, path) && (before.is_none() || before != after)
        };
        leaves(&self.fields).into_iter().map(|(path, _)| path).filter(is_other).collect()
    }

    /// What is in force in the part `server` where it was set up in code like this.
    pub(crate) fn over(&self, server: ServerSettings) -> ServerSettings {
        let mut at = Reading::new(&self.given);
        let read = at.field(SERVER, |at| ServerSettings::read(at, Some(server)));
        read.unwrap_or_else(|| self.server.clone())
    }
}
