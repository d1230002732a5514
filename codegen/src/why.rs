//! `why`: what would become of a request, decided by the code that decides it when the API is served.

use std::io::Write;

use bytes::Bytes;
use clap::{Arg, ArgAction, ArgMatches, Command};
use http::Request;
use http::header::{HeaderName, HeaderValue};
use similar::TextDiff;
use terrace::private::{Examined, Unhandled, answering, examine};
use terrace_model::{Absent, Carrier, Version};

use crate::error::Error;
use crate::filters;
use crate::openapi::{Site, all_sites, outcomes, policy};
use crate::source::{RouteTable, Source};

/// How many routes are proposed for a request that has none.
const NEAREST: usize = 3;

/// The command.
pub(crate) fn command() -> Command {
    let request = Arg::new("request").required(true).value_name("REQUEST").help("As `GET /servers/7?limit=1`");
    let header = Arg::new("header").short('H').long("header").value_name("HEADER").action(ArgAction::Append);
    let data = Arg::new("data").short('d').long("data").value_name("BODY");
    Command::new("why")
        .about("Tell what would become of a request: its version, route, handler, limits and statuses")
        .arg(request)
        .arg(header.help("A header, as `name: value`; may be given several times"))
        .arg(data.help("The body, which chooses among the actions of a path"))
}

pub(crate) fn run(apis: &[Source], matches: &ArgMatches, out: &mut dyn Write) -> Result<(), Error> {
    let request = request(matches)?;
    let source = answering(apis, request.uri().path());
    let line = (request.method().to_string(), request.uri().path().to_owned());
    let examined = examine(source.table, source.dialect, request);
    let sites = all_sites(source.table);
    let mut rows = vec![("api", source.table.name.to_owned())];
    rows.extend(filters::lines(source).into_iter().map(|line| ("filters", line)));
    if source.table.versions.is_some() && is_looked_for(&examined) {
        rows.push(("version", version(source, &examined)));
    }
    if let Some(path) = &examined.path {
        let variables = examined.variables.iter().map(|(name, value)| format!("{name} = {value:?}"));
        rows.push(("route", [path.to_string()].into_iter().chain(variables).collect::<Vec<_>>().join("  ")));
    }
    for (_, route) in &examined.handlers {
        let of_path =
            |site: &&Site| core::ptr::eq(site.route, *route) && examined.path.as_deref() == Some(&*site.path());
        if let Some(site) = sites.iter().find(of_path) {
            handler(source, site, &mut rows);
        }
    }
    if let Some(bytes) = examined.body_bytes {
        rows.push(("limits", format!("a body of {bytes} bytes, unless the server is set up otherwise")));
    }
    if let Some(Unhandled { status, detail, allow }) = &examined.answer {
        let allow = allow.as_ref().map(|allow| format!("; Allow: {allow}")).unwrap_or_default();
        rows.push(("answer", format!("{status}, before any handler: {detail}{allow}")));
        if [404, 405, 410].contains(status) {
            let nearest = nearest(&sites, &line);
            rows.extend(nearest.into_iter().map(|route| ("nearest", route)));
        }
    }
    let mut last = "";
    for (name, what) in rows {
        let shown = if name == last { "" } else { name };
        writeln!(out, "{shown:9} {what}")?;
        last = name;
    }
    Ok(())
}

/// The request that the command line describes.
fn request(matches: &ArgMatches) -> Result<Request<Bytes>, Error> {
    let text = matches.get_one::<String>("request").map_or("", String::as_str);
    let (method, target) = text.trim().split_once(char::is_whitespace).unwrap_or(("GET", text.trim()));
    let body = matches.get_one::<String>("data").cloned().unwrap_or_default();
    let request = Request::builder().method(&*method.to_ascii_uppercase()).uri(target.trim());
    let mut request = request.body(Bytes::from(body)).map_err(|cause| Error::setting(format!("`{text}`: {cause}")))?;
    for header in matches.get_many::<String>("header").into_iter().flatten() {
        let wrong = || Error::setting(format!("--header: `{header}` is not `name: value`"));
        let (name, value) = header.split_once(':').ok_or_else(wrong)?;
        let name = HeaderName::try_from(name.trim()).map_err(|_| wrong())?;
        let value = HeaderValue::try_from(value.trim()).map_err(|_| wrong())?;
        request.headers_mut().append(name, value);
    }
    Ok(request)
}

/// Whether the version matters: not where there is no such path or method.
fn is_looked_for(examined: &Examined) -> bool {
    let is_missed = examined.answer.as_ref().is_some_and(|answer| [404, 405].contains(&answer.status));
    examined.path.is_some() && (examined.version.is_some() || !is_missed)
}

/// The version, and where it is from.
fn version(source: &Source, examined: &Examined) -> String {
    let negotiation = source.table.negotiation;
    let asked = negotiation.sources.iter().zip(&examined.asked);
    let said: Vec<_> = asked
        .filter(|(_, said)| !said.is_empty())
        .map(|(place, said)| {
            let said = said.iter().map(|label| format!("`{label}`")).collect::<Vec<_>>().join(", ");
            format!("{} says {said}", self::place(&place.carrier))
        })
        .collect();
    let got = match (examined.version, &examined.answer) {
        (Some(version), _) => version.label(),
        (None, Some(_)) => "none",
        (None, None) => return "any: the route is the same in all of them, and none is looked for".to_owned(),
    };
    if !said.is_empty() {
        let order = if said.len() > 1 && !negotiation.refuses_conflicts { "; the first counts" } else { "" };
        return format!("{got}: {}{order}", said.join(", "));
    }
    let places = negotiation.sources.iter().map(|place| self::place(&place.carrier)).collect::<Vec<_>>().join(", ");
    match negotiation.absent {
        _ if examined.version.is_none() => format!("{got}: none was looked for, or none was said"),
        Absent::Is(version) if places.is_empty() => format!("{got}: the API is pinned to {}", Version::label(version)),
        _ if places.is_empty() => format!("{got}: no request can choose"),
        Absent::Oldest => format!("{got}, the oldest: nothing in {places}"),
        Absent::Newest => format!("{got}, the newest: nothing in {places}"),
        Absent::Is(_) | Absent::Refused => format!("{got}, the default: nothing in {places}"),
    }
}

fn place(carrier: &Carrier) -> String {
    match carrier {
        Carrier::Header { name, legacy: None, .. } => format!("the header `{name}`"),
        Carrier::Header { name, legacy: Some(legacy), .. } => format!("the header `{name}` or `{legacy}`"),
        Carrier::Query { name } => format!("the parameter `{name}`"),
        Carrier::MediaType { essence, parameter } => format!("`{parameter}` of `{essence}`"),
        Carrier::Path { variable } => format!("the path's `{{{variable}}}`"),
    }
}

fn handler(source: &Source, site: &Site, rows: &mut Vec<(&'static str, String)>) {
    let RouteTable { owner, name, operation_id, place, action, .. } = site.route;
    let action = action.map(|key| format!(" for {{{key:?}: …}}")).unwrap_or_default();
    let node = site.resource.node;
    rows.push(("handler", format!("{owner}::{name} ({operation_id}){action}, {}:{}", place.file, place.line)));
    rows.extend(filters::own_lines(site).into_iter().map(|line| ("behind", line)));
    let has_load = |node: &&&'static terrace_model::Node| {
        source.table.entries.iter().any(|entry| entry.resource.node.same(node) && entry.resource.load.is_some())
    };
    let lineage = node.lineage();
    // Those above, and its own below a member: as many as the site has.
    let loaders: Vec<_> = lineage.iter().filter(has_load).take(site.loads.len()).map(|node| node.name).collect();
    if !loaders.is_empty() {
        rows.push(("loaders", loaders.join(", ")));
    }
    let declared = |name| source.table.policies.iter().find_map(|set| set.rule(name));
    let rules = policy::rules(site).filter_map(declared);
    rows.extend(rules.map(|rule| ("policy", format!("{}: {}", rule.name, rule.default))));
    let statuses = outcomes(source, std::slice::from_ref(site));
    rows.push(("statuses", statuses.into_keys().map(|status| status.to_string()).collect::<Vec<_>>().join(" ")));
}

/// The routes that are the least unlike a request.
fn nearest(sites: &[Site], (method, path): &(String, String)) -> Vec<String> {
    let sent: Vec<&str> = path.split('/').filter(|segment| !segment.is_empty()).collect();
    let mut costs: Vec<(f32, String)> = Vec::new();
    for site in sites {
        let template = site.path();
        let own: Vec<&str> = template.split('/').filter(|segment| !segment.is_empty()).collect();
        let cost = |(own, sent): (&&str, &&str)| match own.starts_with('{') {
            // A literal that fits says more than a variable.
            true => 0.1,
            false => 1.0 - TextDiff::from_chars(*own, *sent).ratio(),
        };
        let unlike: f32 = own.iter().zip(&sent).map(cost).sum();
        let more = own.len().abs_diff(sent.len());
        let other_method = if site.route.method.name() == method { 0.0 } else { 0.3 };
        let cost = (0..more).fold(unlike + other_method, |cost, _| cost + 0.6);
        let name = format!("{} {template}", site.route.method.name());
        if costs.iter().all(|(_, known)| *known != name) {
            costs.push((cost, name));
        }
    }
    costs.sort_by(|one, other| one.0.total_cmp(&other.0));
    costs.into_iter().take(NEAREST).map(|(_, name)| name).collect()
}
