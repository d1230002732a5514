//! A composite: some APIs, each with what stands before it.

use proc_macro2::Ident;
use syn::{Attribute, LitStr, Path, Visibility};

use super::choice::{self, Choice};
use super::path::{self, Step, Template};
use crate::errors::Errors;
use crate::parse::composite::{self as parse, About, Listed, What, Written};

pub(crate) struct Composite<'w> {
    pub(crate) attributes: &'w [Attribute],
    pub(crate) visibility: &'w Visibility,
    pub(crate) name: &'w Ident,
    pub(crate) apis: Vec<Api<'w>>,
    pub(crate) beside: Vec<Beside<'w>>,
    pub(crate) krate: Option<&'w Path>,
}

/// An API of a composite.
pub(crate) struct Api<'w> {
    pub(crate) path: &'w Path,
    pub(crate) about: Option<&'w About>,
    /// What the composite puts before it, where it does.
    pub(crate) pipelines: Choice,
}

/// What stands beside the APIs, at a place without variables.
pub(crate) struct Beside<'w> {
    pub(crate) place: &'w LitStr,
    pub(crate) steps: Vec<Step>,
    pub(crate) what: &'w What,
}

impl Beside<'_> {
    /// Whether it has what is below its place, too.
    pub(crate) fn has_all_below(&self) -> bool {
        !matches!(self.what, What::Alive | What::Ready(_))
    }
}

impl Api<'_> {
    /// Whether the composite puts something before it.
    pub(crate) fn is_behind(&self) -> bool {
        !self.pipelines.of.is_empty()
    }
}

pub(crate) fn check<'w>(written: &'w Written, errors: &Errors) -> Composite<'w> {
    let Written { attributes, visibility, name, apis, beside, krate, whole } = written;
    let listed = apis.as_ref().map_or(&[][..], |(_, apis)| apis);
    if *whole && listed.is_empty() {
        let span = apis.as_ref().map_or(name.span(), |(word, _)| word.span());
        errors.at(span, format!("`{name}` has no APIs\nhelp: write `apis: [Compute];`, with your own"));
    }
    let apis = listed.iter().map(|Listed { path, about, behind }| Api {
        path,
        about: about.as_ref(),
        pipelines: choice::check(behind.as_ref().map(|(_, pipelines)| pipelines), errors),
    });
    let (apis, beside) = (apis.collect(), self::beside(beside, errors));
    Composite { attributes, visibility, name, apis, beside, krate: krate.as_ref() }
}

fn beside<'w>(written: &'w [parse::Beside], errors: &Errors) -> Vec<Beside<'w>> {
    let mut found: Vec<Beside<'_>> = Vec::new();
    for parse::Beside { place, what } in written {
        let Some(Template { steps, .. }) = path::check(place, errors) else { continue };
        let text = place.value();
        let wrong = match steps.last() {
            None => "is the whole site",
            Some(Step::Literal(last)) if last.is_empty() => "ends with a `/`",
            _ if steps.iter().any(|step| matches!(step, Step::Variable(..))) => "has a variable",
            _ if found.iter().any(|other| other.steps == steps) => "is taken twice",
            _ => {
                found.push(Beside { place, steps, what });
                continue;
            }
        };
        errors.on(place, format!("`{text}` {wrong}\nhelp: write a path of its own, like `/admin`"));
    }
    found
}
