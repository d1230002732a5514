//! What the router finds: an API's handlers by path and method.

use std::sync::{Arc, OnceLock};

use http::HeaderValue;
use terrace_model::router::Router;
use terrace_model::{Content, Ending, Method, Node, Part, Resource, Segment, Version, path};

use crate::dialect::Dialect;
use crate::private::{ApiTable, RouteTable};

/// One handler of an API.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Target {
    /// The place of its controller in the API.
    pub(crate) entry: usize,
    pub(crate) node: &'static Node,
    pub(crate) route: &'static RouteTable,
    /// The mount below which it is found here.
    pub(crate) mount: &'static [Segment<'static>],
}

/// The handlers of one path.
#[derive(Debug)]
pub(crate) struct Leaf {
    /// The names of the path's variables, from left to right.
    pub(crate) names: Vec<&'static str>,
    /// The path as documents write it.
    pub(crate) template: Arc<str>,
    pub(crate) methods: Vec<Choices>,
    /// The methods that the path has in any version, as `Allow` lists them, once somebody has asked.
    allow: OnceLock<HeaderValue>,
    /// Whether the request's version matters to any of them.
    pub(crate) versioned: bool,
    /// Whether it has HEAD where it has GET.
    answers_head: bool,
}

/// The handlers of one path and method: one after the other by version, or one for each action.
#[derive(Debug)]
pub(crate) struct Choices {
    pub(crate) method: Method,
    pub(crate) targets: Arc<[Target]>,
    /// Whether the request's version is looked at.
    pub(crate) versioned: bool,
    /// Whether requests of other methods are for them too.
    pub(crate) any_method: bool,
    /// Whether the body's key tells which.
    pub(crate) actions: bool,
}

/// What a body is read as.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Media {
    Json,
    Form,
    /// What a media type of this name is, whatever its parameters.
    Of(&'static str),
}

impl Leaf {
    fn new(path: &[Segment<'static>], answers_head: bool) -> Self {
        let names = path.iter().filter_map(|segment| match segment {
            Segment::Variable(variable) => Some(variable.name),
            Segment::Literal(_) => None,
        });
        Leaf {
            names: names.collect(),
            template: path::written(path).into(),
            methods: Vec::new(),
            allow: OnceLock::new(),
            versioned: false,
            answers_head,
        }
    }

    fn add(&mut self, target: Target) {
        let method = target.route.method;
        let at = match self.methods.binary_search_by_key(&method, |choices| choices.method) {
            Ok(at) => at,
            Err(at) => {
                self.methods.insert(
                    at,
                    Choices { method, targets: Arc::default(), versioned: false, actions: false, any_method: false },
                );
                at
            }
        };
        let choices = &mut self.methods[at];
        choices.versioned |= target.route.chooses_version(target.node);
        choices.any_method |= target.route.is_discovery();
        self.versioned |= choices.versioned;
        choices.actions |= target.route.action.is_some();
        choices.targets = choices.targets.iter().copied().chain([target]).collect();
    }

    /// The methods of a version as `Allow` lists them; of all versions where there is none.
    pub(crate) fn allow(&self, version: Option<Version>) -> HeaderValue {
        if version.is_none() { self.allow.get_or_init(|| self.allowed(None)).clone() } else { self.allowed(version) }
    }

    fn allowed(&self, version: Option<Version>) -> HeaderValue {
        let mut names = Vec::new();
        for choices in self.methods.iter().filter(|choices| choices.at(version).is_some()) {
            names.push(choices.method.name());
            if self.answers_head && choices.method == Method::Get {
                names.push("HEAD");
            }
        }
        names.push("OPTIONS");
        HeaderValue::try_from(names.join(", ")).expect("methods' names are a header's value")
    }

    /// Whether the path has a handler in a version, or had one that was removed from it.
    pub(crate) fn is_in(&self, version: Option<Version>) -> bool {
        let is_there =
            |choices: &Choices| choices.at(version).is_some() || removed(&*choices.targets, version).is_some();
        self.methods.iter().any(is_there)
    }

    /// The handlers of a method; of GET for HEAD, where that is answered; of any method, where there are some.
    pub(crate) fn choices(&self, method: &http::Method) -> Option<&Choices> {
        let name = if self.answers_head && method == http::Method::HEAD { "GET" } else { method.as_str() };
        let own = self.methods.iter().find(|choices| choices.method.name() == name);
        own.or_else(|| self.methods.iter().find(|choices| choices.any_method))
    }
}

impl Choices {
    /// The handler that exists in a version, actions apart.
    pub(crate) fn at(&self, version: Option<Version>) -> Option<Target> {
        self.targets.iter().copied().find(|target| target.holds(version))
    }

    /// What the body is read as, if its media type matters: by the handler of the version, or by any where it has none.
    pub(crate) fn reads(&self, target: Option<&Target>) -> Option<Media> {
        if self.actions {
            return Some(Media::Json);
        }
        match target {
            Some(target) => target.reads(),
            None => self.targets.iter().find_map(Target::reads),
        }
    }
}

/// Why the one that ended last of some handlers, none of which exists in a version, was removed; where it was.
pub(crate) fn removed<'t>(
    targets: impl IntoIterator<Item = &'t Target>,
    version: Option<Version>,
) -> Option<&'static str> {
    let over = targets.into_iter().map(|target| target.route).filter(|route| route.is_over(version));
    match over.max_by_key(|route| route.range.end())?.ending {
        Ending::Removed(reason) => Some(reason),
        Ending::Silent | Ending::Gap(_) => None,
    }
}

impl Target {
    pub(crate) fn holds(&self, version: Option<Version>) -> bool {
        self.route.holds(version)
    }

    /// Whether it takes a body of any kind.
    pub(crate) fn takes_body(&self) -> bool {
        self.route.args.iter().any(|arg| is_body(&arg.part))
    }

    fn reads(&self) -> Option<Media> {
        self.route.args.iter().find_map(|arg| reads(&arg.part))
    }
}

fn is_body(part: &Part) -> bool {
    match part {
        Part::Body(_) | Part::OptionalBody(_) => true,
        Part::Several(parts) => parts.iter().any(is_body),
        _ => false,
    }
}

fn reads(part: &Part) -> Option<Media> {
    match part {
        Part::Body(content) | Part::OptionalBody(content) => match content {
            Content::Json(_) => Some(Media::Json),
            Content::Form(_) => Some(Media::Form),
            Content::Bytes(name) if *name != Content::ANY => Some(Media::Of(name)),
            Content::Lines(_) => Some(Media::Of(Content::LINES)),
            _ => None,
        },
        Part::Several(parts) => parts.iter().find_map(reads),
        _ => None,
    }
}

/// The most bytes of a body that any handler takes; `otherwise` is what those take that say nothing.
pub(crate) fn largest_body(api: &ApiTable, otherwise: usize) -> usize {
    let limits = api.entries.iter().flat_map(|entry| {
        let Resource { node, routes, .. } = entry.resource;
        routes.iter().map(|route| api.body_bytes(node, route).unwrap_or(otherwise))
    });
    limits.max().unwrap_or(otherwise)
}

/// The router of an API: each of its handlers under each of its mounts.
pub(crate) fn router(api: &'static ApiTable, dialect: &dyn Dialect) -> Router<Leaf> {
    let paths = api.entries.iter().map(|entry| api.mounts_of(entry).len() * entry.resource.routes.len());
    let (mut router, mut path) = (Router::with_room(paths.sum()), Vec::new());
    for (entry, listed) in api.entries.iter().enumerate() {
        let node = listed.resource.node;
        for mount in api.mounts_of(listed) {
            for route in listed.resource.routes {
                path.clear();
                path.extend_from_slice(mount.path);
                route.path_to(node, &mut path);
                let leaf = router.entry(&path, || Leaf::new(&path, dialect.answers_head()));
                leaf.add(Target { entry, node, route, mount: mount.path });
            }
        }
    }
    router
}
