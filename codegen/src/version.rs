//! Which API and which of its versions a command is about: `--version` and `--api`.

use clap::{Arg, ArgMatches, Command};
use terrace_model::Version;

use crate::error::Error;
use crate::openapi::Emitter;
use crate::source::Source;

/// Adds the choice to a command.
pub(crate) fn arguments(command: Command) -> Command {
    let version = Arg::new("version").long("version").value_name("VERSION");
    let api = Arg::new("api").long("api").value_name("API");
    command.arg(version.help("The version, or `latest`")).arg(api.help("Of which API, where several have the version"))
}

/// The version that was chosen, or the newest, and the API that has it.
pub(crate) fn chosen(apis: &[Source], matches: &ArgMatches) -> Result<(Source, Option<Version>), Error> {
    find(apis, label(matches), matches.get_one("api"))
}

/// Every API that has the version that was chosen, or its newest, with the version; one at least.
pub(crate) fn having(apis: &[Source], matches: &ArgMatches) -> Result<Vec<(Source, Option<Version>)>, Error> {
    all(apis, label(matches), matches.get_one("api"))
}

/// The API that has a version, and the version. One without mounts, which has single paths among those of others, is meant only where
/// it is named, or no other has the version.
pub(crate) fn find(apis: &[Source], label: &str, api: Option<&String>) -> Result<(Source, Option<Version>), Error> {
    let found = all(apis, label, api)?;
    let mounted: Vec<_> = found.iter().copied().filter(|(source, _)| !source.table.mounts.is_empty()).collect();
    match (mounted.as_slice(), found.as_slice()) {
        ([one], _) | ([], [one]) => Ok(*one),
        ([], several) | (several, _) => {
            let names = names(several.iter().map(|(source, _)| source));
            Err(Error::setting(format!("several APIs have a version `{label}`; say which by --api: {names}")))
        }
    }
}

fn all(apis: &[Source], label: &str, api: Option<&String>) -> Result<Vec<(Source, Option<Version>)>, Error> {
    let is_named = |source: &&Source| api.is_none_or(|api| source.table.name == api);
    let named: Vec<Source> = apis.iter().filter(is_named).copied().collect();
    let found: Vec<_> =
        named.iter().filter_map(|&source| in_api(source, label).map(|version| (source, version))).collect();
    match (found.is_empty(), api) {
        (false, _) => Ok(found),
        (true, Some(api)) if named.is_empty() => {
            Err(Error::setting(format!("there is no API `{api}`; there are {}", names(apis.iter()))))
        }
        (true, _) => Err(Error::setting(format!("there is no version `{label}`; there are {}", ranges(&named)))),
    }
}

fn label(matches: &ArgMatches) -> &str {
    matches.get_one::<String>("version").map_or("latest", String::as_str)
}

/// A version of an API by what it is called.
fn in_api(source: Source, label: &str) -> Option<Option<Version>> {
    let served = Emitter::new(source).versions();
    if label == "latest" {
        return served.last().copied();
    }
    served.into_iter().find(|version| version.map_or("unversioned", Version::label) == label)
}

fn names<'s>(apis: impl Iterator<Item = &'s Source>) -> String {
    apis.map(|source| format!("`{}`", source.table.name)).collect::<Vec<_>>().join(", ")
}

/// The versions that APIs have, by the oldest and the newest of each.
fn ranges(apis: &[Source]) -> String {
    let label = |version: Option<Version>| version.map_or("unversioned", Version::label);
    let ranges = apis.iter().filter_map(|source| match *Emitter::new(*source).versions() {
        [] => None,
        [only] => Some(format!("`{}`", label(only))),
        [oldest, .., newest] => Some(format!("`{}` to `{}`", label(oldest), label(newest))),
    });
    ranges.collect::<Vec<_>>().join(", ")
}

/// Whether any API has a version of this name.
pub(crate) fn is_known(apis: &[Source], label: &str) -> bool {
    apis.iter().any(|&source| in_api(source, label).is_some())
}

/// The versions that there are, in a sentence.
pub(crate) fn known(apis: &[Source]) -> String {
    format!("the versions are {}", ranges(apis))
}
