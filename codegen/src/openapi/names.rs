//! Names of schemas: which type has which, and the error where two types claim one.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;

use terrace_model::{Foreign, Name, Place, Shape, Type};

/// The types that have a name so far, over all versions of an API.
#[derive(Debug, Default)]
pub(super) struct Names {
    known: HashMap<String, Claim>,
    clashes: Vec<Clash>,
}

/// What types say that does not go together in a document.
#[derive(Debug)]
pub(crate) enum Clash {
    /// Two types claim one name.
    Name { name: String, one: Claim, other: Claim },
    /// A type that utoipa describes in words that are none of OpenAPI 3.1.
    Words { foreign: &'static Foreign, reason: String },
    /// An example that no version has.
    Example { of: String },
    /// A link of a handler that looks for what none of its answers has.
    Link { of: String, expression: &'static str },
}

#[derive(Clone, Debug)]
pub(crate) struct Claim {
    /// What tells it from all others: the type, or the schema where utoipa describes it.
    identity: Cow<'static, str>,
    /// The field by which it came, where utoipa describes it.
    foreign: Option<&'static Foreign>,
    place: Place,
}

impl Names {
    /// The name of a type in documents, or of what clients send of it where that is another schema. A clash is kept, to be told
    /// with all others.
    pub(super) fn claim(&mut self, ty: &Type, name: &Name, is_input: bool) -> String {
        let mut text = text(name);
        let mut claim = Claim { identity: identity(ty), foreign: None, place: name.place };
        if is_input {
            text.push_str("Input");
            claim.identity = format!("{} as clients send it", claim.identity).into();
        }
        self.keep(&text, claim);
        text
    }

    /// As [`Names::claim`], for a schema that utoipa wrote: there may be several types of one name if they look alike.
    pub(super) fn claim_foreign(&mut self, name: &str, schema: String, foreign: &'static Foreign) {
        self.keep(name, Claim { identity: schema.into(), foreign: Some(foreign), place: foreign.place });
    }

    fn keep(&mut self, name: &str, claim: Claim) {
        match self.known.get(name) {
            Some(known) if known.identity != claim.identity => {
                let is_told =
                    |clash: &Clash| matches!(clash, Clash::Name { other, .. } if other.identity == claim.identity);
                if !self.clashes.iter().any(is_told) {
                    self.clashes.push(Clash::Name { name: name.to_owned(), one: known.clone(), other: claim });
                }
            }
            Some(_) => {}
            None => {
                self.known.insert(name.to_owned(), claim);
            }
        }
    }

    /// Notes that what utoipa says of a type cannot be read.
    pub(super) fn unread(&mut self, foreign: &'static Foreign, reason: String) {
        self.clashes.push(Clash::Words { foreign, reason });
    }

    /// Notes that an example is that of no version.
    pub(super) fn unfit(&mut self, of: String) {
        self.clashes.push(Clash::Example { of });
    }

    /// Notes that a link looks for what no answer has, once for all documents.
    pub(super) fn miss(&mut self, of: String, expression: &'static str) {
        let is_told = |clash: &Clash| matches!(clash, Clash::Link { of: told, expression: known } if *told == of && *known == expression);
        if !self.clashes.iter().any(is_told) {
            self.clashes.push(Clash::Link { of, expression });
        }
    }

    /// The clashes found.
    pub(super) fn clashes(&mut self) -> Vec<Clash> {
        std::mem::take(&mut self.clashes)
    }
}

impl fmt::Display for Clash {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Clash::Name { name, one, other } => {
                let is_foreign = one.foreign.or(other.foreign).is_some();
                let schemas = if is_foreign { ", or `#[schema(as = …)]` for utoipa" } else { "" };
                write!(
                    out,
                    "two types claim the schema name `{name}`: {one} and {other}\n\
                     help: rename one in documents: `#[model(name = \"…\")]`{schemas}",
                )
            }
            Clash::Words { foreign: Foreign { name, place, .. }, reason } => write!(
                out,
                "what utoipa says of `{name}` ({}:{}) cannot be read: {reason}\n\
                 help: put `#[model]` on the type, or implement `Model` for a type around it",
                place.file, place.line
            ),
            Clash::Example { of } => write!(
                out,
                "the example of {of} is that of no version: it does not fit, or is another one each time\n\
                 help: write a value that the service would take"
            ),
            Clash::Link { of, expression } => write!(
                out,
                "a link of {of} looks for `{expression}`, which its answers have in no version\n\
                 help: name what is in the answer, the key around it too: `$response.body#/server/id`"
            ),
        }
    }
}

impl fmt::Display for Claim {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Place { file, line } = self.place;
        match self.foreign {
            Some(foreign) => write!(out, "one in `{}`, which utoipa describes ({file}:{line})", foreign.name),
            None => write!(out, "`{}` ({file}:{line})", self.identity),
        }
    }
}

/// What tells a type from all others: its Rust path, and its parameters'.
pub(super) fn identity(ty: &Type) -> Cow<'static, str> {
    match &ty.name {
        Some(name) if name.parameters.is_empty() => Cow::Borrowed(name.path),
        Some(name) => {
            let parameters: Vec<_> = name.parameters.iter().map(|parameter| identity(parameter())).collect();
            Cow::Owned(format!("{}<{}>", name.path, parameters.join(", ")))
        }
        None => match ty.shape {
            Shape::Optional(inner) => Cow::Owned(format!("Option<{}>", identity(inner()))),
            Shape::Patch(inner) => Cow::Owned(format!("Patch<{}>", identity(inner()))),
            Shape::List(inner) => Cow::Owned(format!("[{}]", identity(inner()))),
            Shape::Map { key, value } => Cow::Owned(format!("{{{}: {}}}", identity(key()), identity(value()))),
            Shape::Same(inner) => identity(inner()),
            _ => Cow::Owned(label(ty)),
        },
    }
}

/// `PageOfServer`, `PairOfServerAndFlavor`.
fn text(name: &Name) -> String {
    let parameters: Vec<_> = name.parameters.iter().map(|parameter| label(parameter())).collect();
    if parameters.is_empty() { name.base.to_owned() } else { format!("{}Of{}", name.base, parameters.join("And")) }
}

/// A type as a part of another's name.
fn label(ty: &Type) -> String {
    if let Some(name) = &ty.name {
        return text(name);
    }
    match ty.shape {
        Shape::Any => "Any".to_owned(),
        Shape::Boolean => "Boolean".to_owned(),
        Shape::Integer { format: Some(format), .. } => pascal(format),
        Shape::Integer { minimum, maximum, format: None } => match (minimum, maximum.checked_ilog2()) {
            (0, Some(bits)) => format!("Uint{}", bits + 1),
            (_, Some(bits)) => format!("Int{}", bits + 2),
            _ => "Integer".to_owned(),
        },
        Shape::Number { format } => pascal(format),
        Shape::Text { format: Some(format) } => pascal(format),
        Shape::Text { format: None } => "String".to_owned(),
        Shape::Null => "Null".to_owned(),
        Shape::Optional(inner) => format!("Optional{}", label(inner())),
        Shape::Patch(inner) => format!("Patch{}", label(inner())),
        Shape::List(inner) => format!("ListOf{}", label(inner())),
        Shape::Map { value, .. } => format!("MapOf{}", label(value())),
        Shape::Same(inner) => label(inner()),
        Shape::Object(_) | Shape::Added(_) => "Object".to_owned(),
        Shape::Enum { .. } => "Choice".to_owned(),
        Shape::Foreign(_) => "Foreign".to_owned(),
    }
}

fn pascal(text: &str) -> String {
    let words = text.split(['-', '_', ' ']).map(|word| {
        let mut characters = word.chars();
        characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
    });
    words.collect()
}
