//! What handlers answer.

use bytes::Bytes;
use http::StatusCode;
use http::header::{CONTENT_TYPE, HeaderValue};
use terrace_model::{Answer, Answers, Content, Status};

use crate::body::Body;
use crate::context::Context;
use crate::extract::Json;
use crate::failure::{self, Failure, Internal, IntoFailure};
use crate::json;
use crate::model::Model;
use crate::model::batch::{self, Completed, Reached};
use crate::movable::Movable;

/// An answer, ready to be sent.
pub type Response = http::Response<Body>;

/// What most handlers return: an answer, or any error, which is logged and answered as a bare 500.
pub type Result<T = (), E = Internal> = core::result::Result<T, E>;

/// What a handler may return.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an answer",
    label = "a handler cannot return this",
    note = "return `Json<…>`, `Page<…>`, `Created<…>`, `Accepted<…>`, `NoContent`, or a `Result` of one"
)]
pub trait IntoResponse: Send {
    /// All that it may answer.
    const ANSWERS: Answers;

    /// The answer.
    fn into_response(self, cx: &Context) -> Response;

    /// Finds the values of an open model in the answer.
    #[doc(hidden)]
    fn reach<'a>(&'a mut self, reached: &mut Reached<'a>) {
        let _nothing_is_within = reached;
    }

    /// The answer, with all fields that extensions give.
    #[doc(hidden)]
    fn completed<'c>(mut self, cx: &'c impl Movable) -> Completed<'c>
    where
        Self: Sized + 'c,
    {
        let cx = cx.context();
        if batch::is_due(&mut self, cx) { Completed::later(self, cx) } else { Completed::ready(self.into_response(cx)) }
    }
}

/// 201 around an answer. [`Created::at`] says where what was made is.
#[derive(Clone, Copy, Debug, Default)]
pub struct Created<T = ()>(pub T);

/// 202 around an answer. [`Accepted::at`] says where the outcome will be.
#[derive(Clone, Copy, Debug, Default)]
pub struct Accepted<T = ()>(pub T);

/// 204, without a body.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoContent;

impl<T: Model> IntoResponse for Json<T> {
    const ANSWERS: Answers = Answers { own: &[success(Status::Route, Content::Json(&T::TYPE))], parts: &[] };

    fn into_response(self, cx: &Context) -> Response {
        let envelope = cx.envelope(T::TYPE.is_list());
        json_response(cx, cx.scope().in_answer(|| json::write(&self.0, envelope)))
    }

    fn reach<'a>(&'a mut self, reached: &mut Reached<'a>) {
        self.0.reach(reached);
    }
}

/// JSON with the status of the route, or a 500 where a value has no form in JSON.
pub(crate) fn json_response(cx: &Context, written: core::result::Result<Bytes, json::WriteError>) -> Response {
    match written {
        Ok(bytes) => typed(cx.status(), const { HeaderValue::from_static("application/json") }, bytes),
        Err(error) => cx.fail(&Failure::internal(error)),
    }
}

impl IntoResponse for NoContent {
    const ANSWERS: Answers = Answers { own: &[success(Status::Is(204), Content::Empty)], parts: &[] };

    fn into_response(self, _: &Context) -> Response {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = StatusCode::NO_CONTENT;
        response
    }
}

impl IntoResponse for () {
    const ANSWERS: Answers = NoContent::ANSWERS;

    fn into_response(self, cx: &Context) -> Response {
        NoContent.into_response(cx)
    }
}

impl<T: IntoResponse> IntoResponse for Created<T> {
    const ANSWERS: Answers = Answers { own: &[with_status(&T::ANSWERS, 201)], parts: T::ANSWERS.parts };

    fn into_response(self, cx: &Context) -> Response {
        restatus(self.0.into_response(cx), StatusCode::CREATED)
    }

    fn reach<'a>(&'a mut self, reached: &mut Reached<'a>) {
        self.0.reach(reached);
    }
}

impl<T: IntoResponse> IntoResponse for Accepted<T> {
    const ANSWERS: Answers = Answers { own: &[with_status(&T::ANSWERS, 202)], parts: T::ANSWERS.parts };

    fn into_response(self, cx: &Context) -> Response {
        restatus(self.0.into_response(cx), StatusCode::ACCEPTED)
    }

    fn reach<'a>(&'a mut self, reached: &mut Reached<'a>) {
        self.0.reach(reached);
    }
}

impl<T: IntoResponse, E: IntoFailure + Send> IntoResponse for core::result::Result<T, E> {
    const ANSWERS: Answers = Answers { own: &[], parts: &[&T::ANSWERS, &E::ANSWERS] };

    fn into_response(self, cx: &Context) -> Response {
        match self {
            Ok(answer) => answer.into_response(cx),
            Err(error) => cx.fail(&error.into_failure()),
        }
    }

    fn reach<'a>(&'a mut self, reached: &mut Reached<'a>) {
        if let Ok(answer) = self {
            answer.reach(reached);
        }
    }
}

/// `None` is 404.
impl<T: IntoResponse> IntoResponse for Option<T> {
    const ANSWERS: Answers =
        Answers { own: &[], parts: &[&T::ANSWERS, &Answers { own: &[failure::answer(404, "")], parts: &[] }] };

    fn into_response(self, cx: &Context) -> Response {
        match self {
            Some(answer) => answer.into_response(cx),
            None => cx.fail(&Failure::new(404)),
        }
    }

    fn reach<'a>(&'a mut self, reached: &mut Reached<'a>) {
        if let Some(answer) = self {
            answer.reach(reached);
        }
    }
}

macro_rules! ready_bytes {
    ($($ty:ty: $media_type:literal),*) => {$(
        impl IntoResponse for $ty {
            const ANSWERS: Answers = Answers { own: &[success(Status::Route, Content::Bytes($media_type))], parts: &[] };

            fn into_response(self, cx: &Context) -> Response {
                typed(cx.status(), const { HeaderValue::from_static($media_type) }, self)
            }
        }
    )*};
}

ready_bytes!(Body: "application/octet-stream", Bytes: "application/octet-stream", String: "text/plain; charset=utf-8", &'static str: "text/plain; charset=utf-8");

const fn success(status: Status, content: Content) -> Answer {
    Answer { status, description: "", content, headers: &[] }
}

/// The answer of an inner type, with the status of the outer one.
const fn with_status(inner: &Answers, status: u16) -> Answer {
    assert!(inner.own.len() == 1, "`Created` and `Accepted` go around one plain answer, and a `Result` around them");
    Answer { status: Status::Is(status), ..inner.own[0] }
}

pub(crate) fn restatus(mut response: Response, status: StatusCode) -> Response {
    // What became a failure on the way stays one.
    if response.status().is_success() {
        *response.status_mut() = status;
    }
    response
}

pub(crate) fn typed(status: StatusCode, media_type: HeaderValue, body: impl Into<Body>) -> Response {
    let mut response = Response::new(body.into());
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, media_type);
    response
}
