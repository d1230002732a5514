//! The query.

use terrace_model::{Answers, Part};

use super::FromRequest;
use crate::context::Context;
use crate::controller::Controller;
use crate::failure::{self, Failure};
use crate::model::Model;
use crate::query::read_query;

/// The query, read as a model whose fields are the parameters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Query<T>(pub T);

impl<C: Controller, T: Model> FromRequest<C> for Query<T> {
    const PART: Part = Part::Query(&T::TYPE);
    const ANSWERS: Answers = Answers { own: &[failure::answer(400, "")], parts: &[] };

    async fn from_request(cx: &mut Context, _: &'static str) -> Result<Self, Failure> {
        read_query(cx.uri().query().unwrap_or_default()).map(Query).map_err(|error| Failure::of_query(&error))
    }
}
