//! Path templates: the grammar is that of `terrace_model::path`.

use syn::LitStr;
use terrace_model::path::{self, Class, Segment};

use crate::errors::Errors;

/// A template that is one, and the literal it was written as.
pub(crate) struct Template<'w> {
    pub(crate) literal: &'w LitStr,
    pub(crate) steps: Vec<Step>,
}

/// One segment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    Literal(String),
    Variable(String, Class),
}

impl Template<'_> {
    pub(crate) fn has_variables(&self) -> bool {
        self.steps.iter().any(|step| matches!(step, Step::Variable(..)))
    }
}

pub(crate) fn check<'w>(literal: &'w LitStr, errors: &Errors) -> Option<Template<'w>> {
    match path::parse(&literal.value()) {
        Ok(segments) => Some(Template { literal, steps: segments.iter().map(step).collect() }),
        Err(error) => {
            errors.on(literal, error);
            None
        }
    }
}

fn step(segment: &Segment<'_>) -> Step {
    match segment {
        Segment::Literal(text) => Step::Literal((*text).to_owned()),
        Segment::Variable(variable) => Step::Variable(variable.name.to_owned(), variable.class),
    }
}
