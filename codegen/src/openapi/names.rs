//! Names of schemas: which type has which, and the error where two types claim one.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;

use terrace_model::{Name, Place, Shape, Type};

/// The types that have a name so far, over all versions of an API.
#[derive(Debug, Default)]
pub(super) struct Names {
    known: HashMap<String, Claim>,
    clashes: Vec<Clash>,
}

/// Two types that claim one name.
#[derive(Debug)]
pub(crate) struct Clash {
    name: String,
    one: Claim,
    other: Claim,
}

#[derive(Clone, Debug)]
struct Claim {
    identity: Cow<'static, str>,
    place: Place,
}

impl Names {
    /// The name of a type in documents, or of what clients send of it where that is another schema. A clash is kept, to be told
    /// with all others.
    pub(super) fn claim(&mut self, ty: &Type, name: &Name, is_input: bool) -> String {
        let mut text = text(name);
        let mut claim = Claim { identity: identity(ty), place: name.place };
        if is_input {
            text.push_str("Input");
            claim.identity = format!("{} as clients send it", claim.identity).into();
        }
        match self.known.get(&text) {
            Some(known) if known.identity != claim.identity => {
                if !self.clashes.iter().any(|clash| clash.other.identity == claim.identity) {
                    self.clashes.push(Clash { name: text.clone(), one: known.clone(), other: claim });
                }
            }
            Some(_) => {}
            None => {
                self.known.insert(text.clone(), claim);
            }
        }
        text
    }

    /// The clashes found.
    pub(super) fn clashes(&mut self) -> Vec<Clash> {
        std::mem::take(&mut self.clashes)
    }
}

impl fmt::Display for Clash {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Clash { name, one, other } = self;
        write!(
            out,
            "two types claim the schema name `{name}`: `{}` ({}:{}) and `{}` ({}:{})\n\
             help: rename one in documents: `#[model(name = \"…\")]`",
            one.identity, one.place.file, one.place.line, other.identity, other.place.file, other.place.line
        )
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
            Shape::Map(inner) => Cow::Owned(format!("{{{}}}", identity(inner()))),
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
        Shape::Map(inner) => format!("MapOf{}", label(inner())),
        Shape::Same(inner) => label(inner()),
        Shape::Object(_) => "Object".to_owned(),
        Shape::Enum { .. } => "Choice".to_owned(),
    }
}

fn pascal(text: &str) -> String {
    let words = text.split(['-', '_', ' ']).map(|word| {
        let mut characters = word.chars();
        characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
    });
    words.collect()
}
