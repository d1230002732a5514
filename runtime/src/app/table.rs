//! What the router finds: an API's handlers by path and method.

use std::sync::Arc;

use http::HeaderValue;
use terrace_model::router::Router;
use terrace_model::{Content, Method, Node, Part, Segment, Version};

use crate::private::{ApiTable, RouteTable};

/// One handler of an API.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Target {
    /// The place of its controller in the API.
    pub(crate) entry: usize,
    pub(crate) node: &'static Node,
    pub(crate) route: &'static RouteTable,
}

/// The handlers of one path.
#[derive(Debug)]
pub(crate) struct Leaf {
    /// The names of the path's variables, from left to right.
    pub(crate) names: Vec<&'static str>,
    pub(crate) methods: Vec<Choices>,
    /// The methods that the path has, as `Allow` lists them.
    pub(crate) allow: HeaderValue,
}

/// The handlers of one path and method: one after the other by version, or one for each action.
#[derive(Debug)]
pub(crate) struct Choices {
    pub(crate) method: Method,
    pub(crate) targets: Arc<Vec<Target>>,
    /// Whether the request's version is looked at.
    pub(crate) versioned: bool,
    /// Whether the body's key tells which.
    pub(crate) actions: bool,
}

impl Leaf {
    fn new(path: &[Segment<'static>]) -> Self {
        let names = path.iter().filter_map(|segment| match segment {
            Segment::Variable(variable) => Some(variable.name),
            Segment::Literal(_) => None,
        });
        Leaf { names: names.collect(), methods: Vec::new(), allow: HeaderValue::from_static("") }
    }

    fn add(&mut self, target: Target) {
        let method = target.route.method;
        let at = match self.methods.binary_search_by_key(&method, |choices| choices.method) {
            Ok(at) => at,
            Err(at) => {
                self.methods.insert(at, Choices { method, targets: Arc::default(), versioned: false, actions: false });
                let names: Vec<_> = self.methods.iter().map(|choices| choices.method.name()).collect();
                self.allow = HeaderValue::try_from(names.join(", ")).expect("methods' names are a header's value");
                at
            }
        };
        let choices = &mut self.methods[at];
        choices.versioned |= target.node.versions.is_some();
        choices.actions |= target.route.action.is_some();
        Arc::make_mut(&mut choices.targets).push(target);
    }

    /// The handlers of a method.
    pub(crate) fn choices(&self, method: &http::Method) -> Option<&Choices> {
        self.methods.iter().find(|choices| choices.method.name() == method.as_str())
    }
}

impl Choices {
    /// The handler that exists in a version, actions apart.
    pub(crate) fn at(&self, version: Option<Version>) -> Option<Target> {
        self.targets.iter().copied().find(|target| target.holds(version))
    }

    /// Whether the body is read as JSON: by the handler of this version, or by any where it has none.
    pub(crate) fn reads_json(&self, version: Option<Version>) -> bool {
        self.actions
            || match self.at(version) {
                Some(target) => target.reads_json(),
                None => self.targets.iter().any(|target| target.reads_json()),
            }
    }
}

impl Target {
    pub(crate) fn holds(&self, version: Option<Version>) -> bool {
        self.route.range.holds(version)
    }

    fn reads_json(&self) -> bool {
        self.route.args.iter().any(|arg| reads_json(&arg.part))
    }
}

fn reads_json(part: &Part) -> bool {
    match part {
        Part::Body(Content::Json(_)) => true,
        Part::Several(parts) => parts.iter().any(reads_json),
        _ => false,
    }
}

/// The router of an API: each of its handlers under each of its mounts.
pub(crate) fn router(api: &'static ApiTable) -> Router<Leaf> {
    let mut router = Router::new();
    for (entry, listed) in api.entries.iter().enumerate() {
        let node = listed.resource.node;
        for mount in api.mounts_of(listed) {
            for route in listed.resource.routes {
                let path = [mount.path, &route.segments(node)].concat();
                let leaf = router.entry(&path).get_or_insert_with(|| Leaf::new(&path));
                leaf.add(Target { entry, node, route });
            }
        }
    }
    router
}
