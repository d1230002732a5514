//! Answers that say where something is.

use http::StatusCode;
use http::header::{HeaderValue, LOCATION};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use terrace_model::{Answer, Answers, Content, HeaderDoc, Shape, Status, Type};

use crate::answer::{Accepted, Created, IntoResponse, Response};
use crate::body::Body;
use crate::context::Context;
use crate::model::batch::Reached;

/// An answer with a `Location` beside it; [`Created::at`] and [`Accepted::at`] make one.
///
/// ```
/// use terrace::prelude::*;
///
/// #[controller(path = "/names", key = name: String)]
/// struct Names;
///
/// #[routes]
/// impl Names {
///     #[create]
///     async fn create(&self, name: Json<String>) -> Created<Located<Json<String>>> {
///         Created::at(format!("/names/{}", *name), name)
///     }
/// }
///
/// api! {
///     struct Site at "/";
///     controllers: [Names];
/// }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() {
/// let client = terrace::TestClient::new(Site::new(()));
/// let answer = client.post("/names").json(&"ann".to_owned()).await;
/// assert_eq!((answer.status().as_u16(), answer.header("location")), (201, Some("/names/ann")));
/// # }
/// ```
#[derive(Clone, Debug, Default)]
pub struct Located<T = ()> {
    location: String,
    answer: T,
}

impl<T> Created<Located<T>> {
    /// 201 with the path or URI of what was made.
    ///
    /// What a URI cannot hold is percent-encoded; `%` itself is taken as it stands.
    pub fn at(location: impl Into<String>, answer: T) -> Self {
        Created(Located { location: location.into(), answer })
    }
}

impl<T> Accepted<Located<T>> {
    /// 202 with the path or URI where the outcome will be.
    ///
    /// What a URI cannot hold is percent-encoded; `%` itself is taken as it stands.
    pub fn at(location: impl Into<String>, answer: T) -> Self {
        Accepted(Located { location: location.into(), answer })
    }
}

impl<T: IntoResponse> IntoResponse for Located<T> {
    const ANSWERS: Answers = Answers { own: &[located(&T::ANSWERS)], parts: T::ANSWERS.parts };

    fn into_response(self, cx: &Context) -> Response {
        let mut response = self.answer.into_response(cx);
        // What became a failure on the way is nowhere.
        if response.status().is_success() {
            response.headers_mut().insert(LOCATION, header(&self.location));
        }
        response
    }

    fn reach<'a>(&'a mut self, reached: &mut Reached<'a>) {
        self.answer.reach(reached);
    }
}

macro_rules! redirects {
    ($($(#[$doc:meta])* $name:ident = $status:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct $name {
            location: String,
        }

        impl $name {
            /// To this path or URI.
            ///
            /// What a URI cannot hold is percent-encoded; `%` itself is taken as it stands.
            pub fn to(location: impl Into<String>) -> Self {
                $name { location: location.into() }
            }
        }

        impl IntoResponse for $name {
            const ANSWERS: Answers = Answers {
                own: &[Answer {
                    status: Status::Is(StatusCode::$status.as_u16()),
                    description: "",
                    content: Content::Empty,
                    headers: &[WHERE],
                }],
                parts: &[],
            };

            fn into_response(self, _: &Context) -> Response {
                let mut response = Response::new(Body::empty());
                *response.status_mut() = StatusCode::$status;
                response.headers_mut().insert(LOCATION, header(&self.location));
                response
            }
        }
    )*};
}

redirects! {
    /// 303: the answer is elsewhere, to be had by GET.
    ///
    /// ```
    /// use terrace::prelude::*;
    /// use terrace::SeeOther;
    ///
    /// #[controller(path = "/jobs", key = job: u32)]
    /// struct Jobs;
    ///
    /// #[routes]
    /// impl Jobs {
    ///     /// What a job made, once it is done.
    ///     #[show]
    ///     async fn show(&self, job: Path<u32>) -> SeeOther {
    ///         SeeOther::to(format!("/results/{}", *job))
    ///     }
    /// }
    ///
    /// api! {
    ///     struct Site at "/";
    ///     controllers: [Jobs];
    /// }
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() {
    /// let answer = terrace::TestClient::new(Site::new(())).get("/jobs/7").await;
    /// assert_eq!((answer.status().as_u16(), answer.header("location")), (303, Some("/results/7")));
    /// # }
    /// ```
    SeeOther = SEE_OTHER;
    /// 307: this time, the same request is to be made elsewhere. It is used like [`SeeOther`].
    TemporaryRedirect = TEMPORARY_REDIRECT;
    /// 308: from now on, the same request is to be made elsewhere. It is used like [`SeeOther`].
    PermanentRedirect = PERMANENT_REDIRECT;
}

/// `Location`, for documents.
const WHERE: HeaderDoc = HeaderDoc {
    name: "location",
    description: "Where it is",
    ty: &Type::plain(Shape::Text { format: Some("uri-reference") }),
};

/// An answer and its `Location`.
const fn located(inner: &Answers) -> Answer {
    assert!(
        inner.own.len() == 1 && inner.own[0].headers.is_empty(),
        "`Located` goes around one plain answer without headers of its own, and a `Result` around it"
    );
    Answer { headers: &[WHERE], ..inner.own[0] }
}

/// What no URI holds (RFC 3986, section 2), but for `%`, which may be part of what is encoded already.
const FOREIGN: &AsciiSet =
    &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'\\').add(b'^').add(b'`').add(b'{').add(b'|').add(b'}');

fn header(location: &str) -> HeaderValue {
    let encoded = utf8_percent_encode(location, FOREIGN).to_string();
    HeaderValue::try_from(encoded).expect("what is left are the printable characters of ASCII")
}
