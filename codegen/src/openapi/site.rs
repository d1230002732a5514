//! Sites: each handler at each path where a version of an API has it.

use terrace_model::path::{self, Class};
use terrace_model::{Answer, Arg, Ending, Filter, Load, Mount, Negotiation, Part, Pipeline, Segment, Status, Version};

use crate::source::{ApiTable, ResourceTable, RouteTable};

/// A handler below one mount.
#[derive(Clone)]
pub(crate) struct Site {
    /// The resource it belongs to.
    pub(crate) resource: &'static ResourceTable,
    /// The handler.
    pub(crate) route: &'static RouteTable,
    /// The suffix that tells its operation from that below the first mount.
    pub(crate) suffix: String,
    /// Its whole path.
    pub(crate) segments: Vec<Segment<'static>>,
    /// The loaders that run before it, outermost first.
    pub(crate) loads: Vec<&'static Load>,
    /// Whether it is an action beside others that were removed from the version.
    pub(crate) outlives: bool,
}

/// Every handler at every path, in the order declared: those of a version, or of any. What was removed from all is none's.
pub(crate) fn sites(api: &'static ApiTable, version: Option<Version>) -> Vec<Site> {
    let mut sites = filtered(api, version, |route| route.holds(version));
    let gone = filtered(api, version, |route| route.action.is_some() && is_removed(route, version));
    for site in sites.iter_mut().filter(|site| site.route.action.is_some() && !gone.is_empty()) {
        site.outlives = gone.iter().any(|gone| gone.route.method == site.route.method && gone.is_beside(site));
    }
    sites
}

/// The same, with what was removed from the version, as the server finds it.
#[cfg(feature = "checked")]
pub(crate) fn found_sites(api: &'static ApiTable, version: Option<Version>) -> Vec<Site> {
    filtered(api, version, |route| route.holds(version) || is_removed(route, version))
}

fn is_removed(route: &RouteTable, version: Option<Version>) -> bool {
    matches!(route.ending, Ending::Removed(_)) && route.is_over(version)
}

/// The same, with what was removed from all versions.
pub(crate) fn all_sites(api: &'static ApiTable) -> Vec<Site> {
    let pinned = api.negotiation.pinned();
    filtered(api, None, |route| route.is_retired() || pinned.is_none_or(|version| route.range.holds(Some(version))))
}

fn filtered(api: &'static ApiTable, version: Option<Version>, holds: impl Fn(&RouteTable) -> bool) -> Vec<Site> {
    let mut sites = Vec::new();
    for entry in api.entries {
        let mounts = api.mounts_of(entry);
        let above = loads_above(api, entry.resource);
        let own = api.owner_of(entry).and_then(|owner| owner.resource.load.as_ref());
        for (at, mount) in mounts.iter().enumerate() {
            let suffix = suffix(mounts, at);
            for route in entry.resource.routes.iter().filter(|route| holds(route)) {
                let mut segments: Vec<_> =
                    mount.path.iter().map(|&segment| with_version(api.negotiation, version, segment)).collect();
                segments.extend(route.segments(entry.resource.node));
                let own = own.filter(|_| is_below_member(route));
                sites.push(Site {
                    resource: entry.resource,
                    route,
                    suffix: suffix.clone(),
                    segments,
                    loads: above.iter().copied().chain(own).collect(),
                    outlives: false,
                });
            }
        }
    }
    sites
}

impl Site {
    /// The path as documents write it: `/servers/{server_id}`.
    pub(crate) fn path(&self) -> String {
        path::written(&self.segments)
    }

    /// Whether both have one path, whatever its variables are called.
    fn is_beside(&self, other: &Site) -> bool {
        let is_same = |(one, other): (&Segment<'_>, &Segment<'_>)| match (one, other) {
            (Segment::Literal(one), Segment::Literal(other)) => one == other,
            (Segment::Variable(one), Segment::Variable(other)) => one.class == other.class,
            _ => false,
        };
        self.segments.len() == other.segments.len() && self.segments.iter().zip(&other.segments).all(is_same)
    }

    /// Whether a variable of the path takes some texts and not others. Where it does not take one, there is no such path.
    pub(crate) fn has_classes(&self) -> bool {
        self.segments.iter().any(|segment| match segment {
            Segment::Variable(variable) => !matches!(variable.class, Class::Any | Class::Rest),
            Segment::Literal(_) => false,
        })
    }

    /// The filters that stand before the handler behind those of the API, the outermost first.
    pub(crate) fn filters(&self) -> impl DoubleEndedIterator<Item = &'static Filter> + use<> {
        self.pipelines().flat_map(|pipeline| pipeline.filters)
    }

    /// The pipelines that these are of: the controller's, and the handler's.
    pub(crate) fn pipelines(&self) -> impl DoubleEndedIterator<Item = &'static Pipeline> + use<> {
        [self.resource.node.pipeline, self.route.pipeline].into_iter().flatten()
    }

    /// All that is read from a request: by the loaders, then by the handler.
    pub(crate) fn args(&self) -> impl Iterator<Item = &'static Arg> {
        self.loads.iter().flat_map(|load| load.args).chain(self.route.args)
    }

    /// Every part of a request that is read, with the name of the argument that reads it.
    pub(crate) fn each_part(&self, visit: &mut dyn FnMut(&'static str, &'static Part)) {
        for arg in self.args() {
            each_part(arg.name, &arg.part, visit);
        }
    }

    /// Whether the handler, or a loader before it, answers a status by itself.
    pub(crate) fn answers(&self, status: u16) -> bool {
        let mut found = false;
        let all = [self.route.answers].into_iter().chain(self.loads.iter().map(|load| load.answers));
        all.for_each(|answers| answers.each(&mut |answer| found |= answer.status == Status::Is(status)));
        found
    }

    /// Every declared answer: the handler's, then those of what it reads, then those of the loaders.
    pub(crate) fn each_answer(&self, visit: &mut dyn FnMut(&'static Answer)) {
        self.route.answers.each(visit);
        for arg in self.route.args {
            arg.answers.each(visit);
        }
        for load in &self.loads {
            load.answers.each(visit);
            for arg in load.args {
                arg.answers.each(visit);
            }
        }
    }
}

fn each_part(name: &'static str, part: &'static Part, visit: &mut dyn FnMut(&'static str, &'static Part)) {
    match part {
        Part::Several(parts) => parts.iter().for_each(|part| each_part(name, part, visit)),
        part => visit(name, part),
    }
}

fn is_below_member(route: &RouteTable) -> bool {
    matches!(route.level, terrace_model::Level::Member)
}

/// The loaders of all ancestors, outermost first.
fn loads_above(api: &'static ApiTable, resource: &ResourceTable) -> Vec<&'static Load> {
    let mut lineage = resource.node.lineage();
    lineage.pop();
    lineage.into_iter().filter_map(|node| api.entry_of(node)?.resource.load.as_ref()).collect()
}

/// Where the path chooses the version, a document of one version says which.
fn with_version(negotiation: Negotiation, version: Option<Version>, segment: Segment<'static>) -> Segment<'static> {
    match (negotiation.variable(), version, segment) {
        (Some(variable), Some(version), Segment::Variable(found)) if found.name == variable => {
            Segment::Literal(version.label())
        }
        _ => segment,
    }
}

/// Nothing for the first mount; for another what it has that the ones before it have not, `_by_project_id`.
fn suffix(mounts: &[Mount], at: usize) -> String {
    if at == 0 {
        return String::new();
    }
    let by_variables = |mount: &Mount| {
        let names = mount.path.iter().filter_map(|segment| match segment {
            Segment::Variable(variable) => Some(variable.name),
            Segment::Literal(_) => None,
        });
        names.map(|name| format!("_by_{name}")).collect::<String>()
    };
    let suffix = by_variables(&mounts[at]);
    let is_taken = suffix.is_empty() || mounts[1..at].iter().any(|mount| by_variables(mount) == suffix);
    if is_taken { format!("{suffix}_at_mount_{}", at + 1) } else { suffix }
}
