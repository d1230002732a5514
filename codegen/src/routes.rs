//! The list of an API's routes, for people and as JSON.

use std::io::Write;

use clap::{Arg, ArgAction, ArgMatches, Command};
use serde_json::{Value, json};
use terrace_model::{Ending, Version};

use crate::error::Error;
use crate::filters;
use crate::openapi::{Site, all_sites, id, outcomes, policy, sites};
use crate::source::{RouteTable, Source};
use crate::version;

/// The command.
pub(crate) fn command() -> Command {
    let json = Arg::new("json").long("json").action(ArgAction::SetTrue).help("As JSON");
    let controller = Arg::new("controller").long("controller").value_name("CONTROLLER").help("Those of this one");
    version::arguments(Command::new("routes").about("List every route, or those of a version"))
        .arg(controller)
        .arg(json)
}

/// Prints every route at every path, in the order declared, or those that were asked for.
pub(crate) fn print(apis: &[Source], matches: &ArgMatches, out: &mut dyn Write) -> Result<(), Error> {
    let found = version::having(apis, matches)?;
    let of_any = !matches.contains_id("version");
    let mut sites: Vec<_> = found
        .iter()
        .flat_map(|(source, version)| {
            let sites = if of_any { all_sites(source.table) } else { sites(source.table, *version) };
            sites.into_iter().map(move |site| (source, site))
        })
        .collect();
    if let Some(controller) = matches.get_one::<String>("controller") {
        sites.retain(|(_, site)| site.resource.node.name == controller);
        if sites.is_empty() {
            return Err(Error::setting(format!("--controller: there is no route of `{controller}`")));
        }
    }
    if matches.get_flag("json") {
        let routes: Vec<_> = sites.iter().map(|(source, site)| json(source, site)).collect();
        let text = serde_json::to_string_pretty(&routes).map_err(Error::document)?;
        writeln!(out, "{text}")?;
        return Ok(());
    }
    let mut rows = vec![["METHOD", "PATH", "HANDLER", "VERSIONS", "STATUS", "PIPELINE", "POLICY"].map(str::to_owned)];
    rows.extend(sites.iter().map(|(source, site)| row(source, site)));
    if apis.iter().all(|source| source.table.versions.is_none()) {
        rows.iter_mut().for_each(|row| row[3].clear());
    }
    for column in [5, 6] {
        if rows.iter().skip(1).all(|row| row[column].is_empty()) {
            rows.iter_mut().for_each(|row| row[column].clear());
        }
    }
    let widths: [usize; 7] =
        std::array::from_fn(|column| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or_default());
    for row in rows {
        let cells = row.iter().zip(widths).filter(|(_, width)| *width > 0);
        let line = cells.map(|(cell, width)| format!("{cell:width$}")).collect::<Vec<_>>().join("  ");
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

fn row(source: &Source, site: &Site) -> [String; 7] {
    let action = site.route.action.map(|key| format!(" {{\"{key}\"}}")).unwrap_or_default();
    [
        site.route.method.name().to_owned(),
        site.path() + &action,
        handler(site),
        versions(site.route),
        successes(source, site).iter().map(u16::to_string).collect::<Vec<_>>().join(" "),
        filters::pipelines(source, site),
        policy::rules(site).collect::<Vec<_>>().join(", "),
    ]
}

fn json(source: &Source, site: &Site) -> Value {
    let label = |version: Option<Version>| version.map(Version::label);
    let all = outcomes(source, std::slice::from_ref(site));
    let ask = policy::asks(site);
    let (gap, removed) = match site.route.ending {
        Ending::Silent => (None, None),
        Ending::Gap(reason) => (Some(reason), None),
        Ending::Removed(reason) => (None, Some(reason)),
    };
    json!({
        "api": source.table.name,
        "method": site.route.method.name(),
        "path": site.path(),
        "action": site.route.action,
        "handler": handler(site),
        "operation_id": id(std::slice::from_ref(site)),
        "since": label(site.route.range.since),
        "until": label(site.route.range.until),
        "gap": gap,
        "removed": removed,
        "status": successes(source, site),
        "statuses": all.into_keys().collect::<Vec<_>>(),
        "pipelines": filters::json(source),
        "own_pipelines": filters::own_json(site),
        "policy": ask.map(|ask| ask.rule),
        "policy_to_see": ask.and_then(|ask| ask.see),
        "file": site.route.place.file,
        "line": site.route.place.line,
    })
}

fn handler(site: &Site) -> String {
    format!("{}::{}", site.route.owner, site.route.name)
}

/// The statuses that are no failure; that of what was removed is one.
fn successes(source: &Source, site: &Site) -> Vec<u16> {
    if site.route.is_retired() {
        return vec![site.route.status];
    }
    outcomes(source, std::slice::from_ref(site)).into_keys().filter(|status| *status < 400).collect()
}

/// `2.26 to 2.35`, both included.
fn versions(route: &RouteTable) -> String {
    let range = &route.range;
    if route.is_retired() {
        return "none".to_owned();
    }
    let last = range.until.map(|until| until.set().at(until.ordinal().saturating_sub(1)).label());
    match (range.since.map(Version::label), last) {
        (None, None) => "all".to_owned(),
        (Some(since), None) => format!("since {since}"),
        (None, Some(last)) => format!("to {last}"),
        (Some(since), Some(last)) if since == last => since.to_owned(),
        (Some(since), Some(last)) => format!("{since} to {last}"),
    }
}
