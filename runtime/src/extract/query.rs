//! The query.

use terrace_model::{Answers, PageLimits, Part, Shape, Type};

use super::FromRequest;
use crate::context::Context;
use crate::controller::Controller;
use crate::failure::{self, Failure};
use crate::model::Model;
use crate::query::read_query;

/// The query, read as a model whose fields are the parameters.
///
/// A parameter that no model of the handler has is refused. A handler may take several queries, such as a filter and
/// a page: each reads its own parameters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Query<T>(pub T);

impl<C: Controller, T: Model> FromRequest<C> for Query<T> {
    const PART: Part = Part::Query(&T::TYPE);
    const ANSWERS: Answers = Answers { own: &[failure::answer(400, "")], parts: &[] };

    async fn from_request(cx: &mut Context, _: &'static str) -> Result<Self, Failure> {
        read(cx, |name| has(&T::TYPE, name)).map(Query)
    }
}

/// Reads those parameters that are a model's own; those that other arguments read are left to them.
pub(crate) fn read<T: Model>(cx: &Context, own: impl Fn(&str) -> bool) -> Result<T, Failure> {
    let query = cx.uri().query().unwrap_or_default();
    let others = |name: &str| !own(name) && (cx.is_version(name) || cx.parts_read().any(|part| reads(part, name)));
    cx.scope().in_request(|| read_query(query, others)).map_err(|error| Failure::of_query(&error))
}

/// Whether an argument reads a parameter of the query.
fn reads(part: &Part, name: &str) -> bool {
    match part {
        Part::Query(ty) => has(ty, name),
        Part::Page(_) => PageLimits::NAMES.contains(&name),
        Part::Several(parts) => parts.iter().any(|part| reads(part, name)),
        _ => false,
    }
}

/// Whether an object has a field.
fn has(ty: &Type, name: &str) -> bool {
    match ty.shape {
        Shape::Object(fields) => fields.iter().any(|field| field.name == name),
        Shape::Same(inner) | Shape::Optional(inner) | Shape::Patch(inner) => has(inner(), name),
        _ => false,
    }
}
