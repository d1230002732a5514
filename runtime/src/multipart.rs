//! Forms of several parts, files among them (`multipart/form-data`, RFC 7578).

use core::error::Error;
use core::fmt;
use core::marker::PhantomData;

use bytes::{Bytes, BytesMut};
use http::header::CONTENT_TYPE;
use terrace_model::{Answers, Content, Part};

use crate::body::BodyError;
use crate::context::Context;
use crate::controller::Controller;
use crate::extract::FromRequest;
use crate::failure::{self, Failure, IntoFailure, Origin};
use crate::json;
use crate::model::scope::Scope;
use crate::model::{Model, Parameter, place};

/// The media type.
const MULTIPART: &str = "multipart/form-data";
/// The most fields of a form, unless [`Multipart::max_fields`] says otherwise.
const MAX_FIELDS: usize = 100;
/// The most bytes of a field that is read whole, unless [`Multipart::field_bytes`] says otherwise.
const FIELD_BYTES: usize = 64 << 10;

/// A form of several fields, files among them (`multipart/form-data`), read field by field as it comes.
///
/// The whole has the handler's limits of the body; a form has at most 100 fields, and one that is read whole at most 64 KiB. A file is
/// read piece by piece and has no limit but the body's. `?` answers with what is wrong: 400 with the field's name as pointer,
/// 413, 408; another media type is 415.
///
/// ```
/// use terrace::Multipart;
/// use terrace::prelude::*;
///
/// #[controller(path = "/pictures", body_bytes = 16 << 20)]
/// struct Pictures;
///
/// #[routes]
/// impl Pictures {
///     #[create(status = 200)]
///     async fn create(&self, mut form: Multipart) -> Result<String> {
///         let (mut width, mut count) = (0_u16, 0);
///         while let Some(mut field) = form.next().await? {
///             match field.name() {
///                 "width" => width = field.value().await?,
///                 "picture" => {
///                     while let Some(bytes) = field.chunk().await? {
///                         count += bytes.len();
///                     }
///                 }
///                 _ => return Err(field.unknown().into()),
///             }
///         }
///         Ok(format!("{count} bytes, {width} wide"))
///     }
/// }
///
/// api! {
///     struct Site at "/";
///     controllers: [Pictures];
/// }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() {
/// let client = terrace::TestClient::new(Site::new(()));
/// let post = |width: &str| {
///     let text = format!("--x\r\ncontent-disposition: form-data; name=\"width\"\r\n\r\n{width}\r\n--x--\r\n");
///     client.post("/pictures").header("content-type", "multipart/form-data; boundary=x").body(text)
/// };
/// assert_eq!(post("640").await.text(), "0 bytes, 640 wide");
/// assert_eq!(post("wide").await.value()["errors"][0]["pointer"], "/width");
/// # }
/// ```
pub struct Multipart {
    form: multer::Multipart<'static>,
    /// How fields that are models are read.
    scope: Scope,
    seen: usize,
    max_fields: usize,
    field_bytes: usize,
}

impl Multipart {
    /// Sets the most fields of the form.
    #[must_use]
    pub fn max_fields(self, count: usize) -> Self {
        Multipart { max_fields: count, ..self }
    }

    /// Sets the most bytes of a field that is read whole.
    #[must_use]
    pub fn field_bytes(self, limit: usize) -> Self {
        Multipart { field_bytes: limit, ..self }
    }

    /// The next field; `None` at the end. What was not read of the one before is passed over.
    ///
    /// # Errors
    ///
    /// Where the body is no such form, has too many fields, or does not come to its end.
    pub async fn next(&mut self) -> Result<Option<Field<'_>>, MultipartError> {
        let Some(field) = self.form.next_field().await.map_err(MultipartError::of)? else { return Ok(None) };
        self.seen += 1;
        if self.seen > self.max_fields {
            return Err(MultipartError(Problem::TooMany { limit: self.max_fields }));
        }
        let Some(name) = field.name().map(str::to_owned) else {
            return Err(MultipartError(Problem::Malformed("a field has no name".into())));
        };
        Ok(Some(Field { field, name, limit: self.field_bytes, scope: self.scope, of: PhantomData }))
    }
}

impl<C: Controller> FromRequest<C> for Multipart {
    const PART: Part = Part::Body(Content::Bytes(MULTIPART));
    const ANSWERS: Answers = Answers::all(&[&MultipartError::ANSWERS, &Answers::of(&[failure::answer(415, "")])]);

    async fn from_request(cx: &mut Context, _: &'static str) -> Result<Self, Failure> {
        let content_type = cx.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let boundary = multer::parse_boundary(content_type).map_err(|error| {
            let detail = format!("the body's content type is no `{MULTIPART}` with a boundary");
            Failure::of(Origin::MediaType, 415).detail(detail).source(error)
        })?;
        let form = multer::Multipart::new(cx.stream()?, boundary);
        Ok(Multipart { form, scope: cx.scope(), seen: 0, max_fields: MAX_FIELDS, field_bytes: FIELD_BYTES })
    }
}

/// `None` where the request has no body.
impl<C: Controller> FromRequest<C> for Option<Multipart> {
    const PART: Part = Part::OptionalBody(Content::Bytes(MULTIPART));
    const ANSWERS: Answers = <Multipart as FromRequest<C>>::ANSWERS;

    async fn from_request(cx: &mut Context, argument: &'static str) -> Result<Self, Failure> {
        if !cx.has_body() {
            return Ok(None);
        }
        <Multipart as FromRequest<C>>::from_request(cx, argument).await.map(Some)
    }
}

impl fmt::Debug for Multipart {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Multipart").field("seen", &self.seen).finish_non_exhaustive()
    }
}

/// One field of a [`Multipart`] form.
pub struct Field<'f> {
    field: multer::Field<'static>,
    name: String,
    limit: usize,
    scope: Scope,
    /// The form gives one field at a time.
    of: PhantomData<&'f mut Multipart>,
}

impl Field<'_> {
    /// Its name. Several fields may have the same.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The name that the client's file has, where it is one: without the folders that some clients send. It may hold anything
    /// else, and be that of another file: keep it as a label, and choose the path yourself.
    pub fn file_name(&self) -> Option<&str> {
        let name = self.field.file_name()?.rsplit(['/', '\\']).next()?;
        Some(name).filter(|name| !["", ".", ".."].contains(name))
    }

    /// Its media type, as the client says, where it says one.
    pub fn content_type(&self) -> Option<&str> {
        self.field.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok())
    }

    /// The next bytes, as they come; `None` at its end.
    ///
    /// # Errors
    ///
    /// Where the form is broken, or does not come to its end.
    pub async fn chunk(&mut self) -> Result<Option<Bytes>, MultipartError> {
        self.field.chunk().await.map_err(MultipartError::of)
    }

    /// All of its bytes.
    ///
    /// # Errors
    ///
    /// As [`Field::chunk`], and where it has more than it may have.
    pub async fn bytes(mut self) -> Result<Bytes, MultipartError> {
        self.read().await
    }

    /// The whole as text.
    ///
    /// # Errors
    ///
    /// As [`Field::bytes`], and where it is not UTF-8.
    pub async fn text(mut self) -> Result<String, MultipartError> {
        let bytes = self.read().await?;
        String::from_utf8(bytes.into()).map_err(|_| self.wrong("not UTF-8"))
    }

    /// The whole as a value that is written as plain text: a number, a `Uuid`.
    ///
    /// # Errors
    ///
    /// As [`Field::text`], and where it is no such value.
    pub async fn value<T: Parameter>(mut self) -> Result<T, MultipartError> {
        let bytes = self.read().await?;
        let text = core::str::from_utf8(&bytes).map_err(|_| self.wrong("not UTF-8"))?;
        self.scope.in_request(|| T::from_text(text)).map_err(|detail| self.wrong(detail))
    }

    /// The whole as JSON of a model.
    ///
    /// # Errors
    ///
    /// As [`Field::bytes`], and where it is not the model's.
    pub async fn json<T: Model>(mut self) -> Result<T, MultipartError> {
        let bytes = self.read().await?;
        let read = self.scope.in_request(|| json::read(&bytes, None));
        read.map_err(|error| MultipartError(Problem::Field { name: self.name, error }))
    }

    /// The error of a field that the handler does not know.
    pub fn unknown(&self) -> MultipartError {
        self.wrong("there is no such field")
    }

    /// The error of a field with which something is wrong.
    pub fn wrong(&self, detail: impl Into<String>) -> MultipartError {
        let error = json::Error::one(json::Kind::Shape, String::new(), detail);
        MultipartError(Problem::Field { name: self.name.clone(), error })
    }

    async fn read(&mut self) -> Result<Bytes, MultipartError> {
        let mut read = BytesMut::new();
        while let Some(bytes) = self.chunk().await? {
            if read.len() + bytes.len() > self.limit {
                return Err(MultipartError(Problem::TooLarge { name: self.name.clone(), limit: self.limit }));
            }
            read.extend_from_slice(&bytes);
        }
        Ok(read.freeze())
    }
}

impl fmt::Debug for Field<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Field").field("name", &self.name).finish_non_exhaustive()
    }
}

/// What is wrong with a [`Multipart`] form. As a failure it is 400, 408 or 413, also within an [`Internal`](crate::Internal).
#[derive(Debug)]
pub struct MultipartError(Problem);

#[derive(Debug)]
enum Problem {
    Body(BodyError),
    Malformed(Box<dyn Error + Send + Sync>),
    TooMany { limit: usize },
    TooLarge { name: String, limit: usize },
    Field { name: String, error: json::Error },
}

impl MultipartError {
    fn of(error: multer::Error) -> MultipartError {
        MultipartError(match error {
            multer::Error::StreamReadFailed(error) => Problem::Body(BodyError::of(error)),
            error => Problem::Malformed(error.into()),
        })
    }
}

impl fmt::Display for MultipartError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Problem::Body(error) => error.fmt(out),
            Problem::Malformed(_) => write!(out, "the body is no `{MULTIPART}`"),
            Problem::TooMany { limit } => write!(out, "the form has more than {limit} fields"),
            Problem::TooLarge { name, limit } => write!(out, "the field `{name}` has more than {limit} bytes"),
            Problem::Field { name, error } => write!(out, "the field `{name}` is not what was expected: {error}"),
        }
    }
}

impl Error for MultipartError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match &self.0 {
            Problem::Body(error) => error.source(),
            Problem::Malformed(error) => Some(&**error),
            _ => None,
        }
    }
}

impl IntoFailure for MultipartError {
    const ANSWERS: Answers = BodyError::ANSWERS;

    fn into_failure(self) -> Failure {
        let detail = self.to_string();
        match self.0 {
            Problem::Body(error) => error.into_failure(),
            Problem::Malformed(error) => Failure::of(Origin::Syntax, 400).detail(detail).source(error),
            Problem::TooMany { .. } => Failure::of(Origin::TooLarge, 413).detail(detail),
            Problem::TooLarge { name, limit } => Failure::of(Origin::TooLarge, 413)
                .detail(detail)
                .pointer(place::token(&name), format!("it has more than {limit} bytes")),
            Problem::Field { name, error } => {
                let failure = Failure::of(Origin::Body, 400).detail("the body is not what was expected");
                let place = place::token(&name);
                error.problems.into_iter().fold(failure, |failure, problem| {
                    failure.pointer(format!("{place}{}", problem.pointer), problem.detail)
                })
            }
        }
    }
}
