//! What one version's document says, ready to be asked: its operations by path and method, its schemas as validators.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use http::{HeaderMap, Method};
use jsonschema::{Draft, Registry, ValidationError, Validator};
use serde_json::{Value, json};
use terrace_model::Version;
use terrace_model::path::decode;
use terrace_model::router::Router;

use crate::error::Error;
use crate::openapi::{Emitter, found_sites, groups, sites};
use crate::source::Source;

/// The document of one version.
pub(super) struct Document {
    value: Value,
    /// Whether there are others, of which requests choose one.
    pub(super) is_versioned: bool,
    registry: Registry<'static>,
    /// All paths as documents write them.
    paths: Router<String>,
    validators: Mutex<HashMap<String, Arc<Validator>>>,
}

/// An operation that a request reached.
pub(super) struct Operation<'c> {
    pub(super) document: &'c Document,
    /// Where it is in the document, as a JSON pointer.
    pointer: String,
    /// The decoded variables of the path, by name.
    pub(super) variables: Vec<(String, String)>,
}

/// A place in a document: a JSON pointer, with references followed.
#[derive(Clone)]
pub(super) struct Node<'c> {
    pub(super) document: &'c Document,
    pub(super) pointer: String,
    pub(super) value: &'c Value,
}

/// How a document refers to itself among the validators' resources.
const DOCUMENT: &str = "urn:terrace:document";

impl Document {
    pub(super) fn new(source: Source, version: Option<Version>) -> Result<Document, Error> {
        let value = Emitter::new(source).document(version)?;
        let mut paths = Router::new();
        // A path of another version may be that one's in this version too, where it is not to be had.
        let by_version = source.dialect.routes_by_version() || source.table.negotiation.variable().is_some();
        let found = if by_version { found_sites(source.table, version) } else { sites(source.table, None) };
        for sites in groups(found) {
            paths.entry(&sites[0].segments, || sites[0].path());
        }
        let registry = Registry::new()
            .draft(Draft::Draft202012)
            .add(DOCUMENT, value.clone())
            .and_then(jsonschema::RegistryBuilder::prepare)
            .expect("the document's name is a URI, and it refers to nothing but itself");
        Ok(Document { value, is_versioned: version.is_some(), registry, paths, validators: Mutex::default() })
    }

    /// The operation that a request reaches; HEAD is answered as GET is.
    pub(super) fn operation(&self, method: &Method, path: &str) -> Option<Operation<'_>> {
        let found = self.paths.find(path)?;
        let template = self.paths.value(found.at);
        let item = format!("/paths/{}", escape(template));
        let method = if method == Method::HEAD { "get" } else { &method.as_str().to_ascii_lowercase() };
        let pointer = format!("{item}/{method}");
        self.value.pointer(&pointer)?;
        let names = template.split('/').filter_map(|segment| segment.strip_prefix('{')?.strip_suffix('}'));
        let values = found.spans.iter().filter_map(|span| Some(decode(path.get(span)?)?.into_owned()));
        let variables = names.map(str::to_owned).zip(values).collect();
        Some(Operation { document: self, pointer, variables })
    }

    /// The place that a pointer leads to, behind references.
    fn node(&self, pointer: String) -> Option<Node<'_>> {
        let value = self.value.pointer(&pointer)?;
        match value.get("$ref").and_then(Value::as_str).and_then(|reference| reference.strip_prefix('#')) {
            Some(target) => self.node(target.to_owned()),
            None => Some(Node { document: self, pointer, value }),
        }
    }

    fn validator(&self, pointer: &str) -> Arc<Validator> {
        let mut known = self.validators.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let build = || {
            let schema = json!({ "$ref": format!("{DOCUMENT}#{}", fragment(pointer)) });
            jsonschema::options()
                .with_draft(Draft::Draft202012)
                .should_validate_formats(true)
                .with_registry(&self.registry)
                .build(&schema)
                .unwrap_or_else(|error| panic!("the schema at {pointer} is none: {error}"))
        };
        Arc::clone(known.entry(pointer.to_owned()).or_insert_with(|| Arc::new(build())))
    }
}

impl<'c> Operation<'c> {
    /// Its id.
    pub(super) fn id(&self) -> &'c str {
        let id = self.document.value.pointer(&format!("{}/operationId", self.pointer));
        id.and_then(Value::as_str).unwrap_or_default()
    }

    /// What it takes beside a body.
    pub(super) fn parameters(&self) -> Vec<Node<'c>> {
        let list = format!("{}/parameters", self.pointer);
        let count = self.document.value.pointer(&list).and_then(Value::as_array).map_or(0, Vec::len);
        (0..count).filter_map(|at| self.document.node(format!("{list}/{at}"))).collect()
    }

    /// The body that it takes.
    pub(super) fn request_body(&self) -> Option<Node<'c>> {
        self.document.node(format!("{}/requestBody", self.pointer))
    }

    /// What it answers with a status.
    pub(super) fn response(&self, status: u16) -> Option<Node<'c>> {
        self.document.node(format!("{}/responses/{status}", self.pointer))
    }

    /// The statuses that it answers with.
    pub(super) fn statuses(&self) -> Vec<&'c str> {
        let responses = self.document.value.pointer(&format!("{}/responses", self.pointer));
        responses.and_then(Value::as_object).into_iter().flat_map(|all| all.keys().map(String::as_str)).collect()
    }
}

impl<'c> Node<'c> {
    /// What is below it at a key, behind references.
    pub(super) fn child(&self, key: &str) -> Option<Node<'c>> {
        self.document.node(format!("{}/{}", self.pointer, escape(key)))
    }

    /// The keys of an object.
    pub(super) fn keys(&self) -> impl Iterator<Item = &'c str> + use<'c> {
        self.value.as_object().into_iter().flat_map(|all| all.keys().map(String::as_str))
    }

    /// The content of a media type: that which names it, else a range that it is in.
    pub(super) fn content(&self, media: &str) -> Option<Node<'c>> {
        let all = self.child("content")?;
        let kind = media.split('/').next().unwrap_or_default();
        let fits = |documented: &&str| {
            let documented = essence(documented);
            documented == media || documented == "*/*" || documented.strip_suffix("/*").is_some_and(|is| is == kind)
        };
        let exact = all.keys().find(|documented| essence(documented) == media);
        all.child(exact.or_else(|| all.keys().find(fits))?)
    }

    /// What keeps a value from being one of the schema that stands here.
    pub(super) fn errors(&self, value: &Value) -> Vec<String> {
        let validator = self.document.validator(&self.pointer);
        validator.iter_errors(value).map(|error| told(&error)).collect()
    }
}

/// `/servers/0/name: 7 is not of type "string"`
fn told(error: &ValidationError<'_>) -> String {
    let at = error.instance_path().as_str();
    if at.is_empty() { error.to_string() } else { format!("{at}: {error}") }
}

/// The media type of a body, without parameters, in lower case.
pub(super) fn media_type(headers: &HeaderMap) -> Option<String> {
    let value = headers.get(http::header::CONTENT_TYPE)?.to_str().ok()?;
    Some(essence(value).to_ascii_lowercase())
}

fn essence(media: &str) -> &str {
    media.split(';').next().unwrap_or(media).trim()
}

/// A key as a token of a JSON pointer (RFC 6901, section 3).
fn escape(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

/// A JSON pointer as the fragment of a URI (RFC 6901, section 6).
fn fragment(pointer: &str) -> String {
    let escaped = pointer.bytes().map(|byte| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => (byte as char).to_string(),
        _ => format!("%{byte:02X}"),
    });
    escaped.collect()
}
