//! Media types of bodies that are no models.

use core::error::Error;
use core::fmt;
use core::marker::PhantomData;
use core::ops::{Deref, DerefMut};

use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderValue};
use terrace_model::{Answer, Answers, Content, Part, Status};

use crate::answer::{IntoResponse, Response};
use crate::body::Body;
use crate::context::Context;
use crate::controller::Controller;
use crate::extract::FromRequest;
use crate::failure::Failure;

/// A media type (RFC 6838), for [`Typed`] bodies. The module has some; another one is two lines:
///
/// ```
/// use terrace::media::MediaType;
///
/// /// A calendar (RFC 5545).
/// struct Calendar;
///
/// impl MediaType for Calendar {
///     const NAME: &'static str = "text/calendar; charset=utf-8";
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a media type",
    label = "has no name as `image/png`",
    note = "take one of `terrace::media`, or implement `MediaType` for a struct of your own"
)]
pub trait MediaType: 'static {
    /// Its name, as `content-type` says it: `image/png`. One that is not written so does not compile.
    const NAME: &'static str;
}

macro_rules! known {
    ($($(#[$doc:meta])* $name:ident = $text:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub struct $name;

        impl MediaType for $name {
            const NAME: &'static str = $text;
        }
    )*};
}

known! {
    /// Values between commas (RFC 4180), in UTF-8.
    Csv = "text/csv; charset=utf-8";
    /// HTML, in UTF-8.
    Html = "text/html; charset=utf-8";
    /// A picture in JPEG.
    Jpeg = "image/jpeg";
    /// A document in PDF (RFC 8118).
    Pdf = "application/pdf";
    /// Plain text, in UTF-8.
    Plain = "text/plain; charset=utf-8";
    /// A picture in PNG.
    Png = "image/png";
    /// A picture in SVG.
    Svg = "image/svg+xml";
    /// XML (RFC 7303).
    Xml = "application/xml";
    /// YAML (RFC 9512).
    Yaml = "application/yaml";
    /// An archive in ZIP.
    Zip = "application/zip";
}

/// A body of a media type that its type says, in a request or in an answer: bytes that are ready (`Typed<Png, Bytes>`), or a
/// [`Body`] that is read or made as it comes. A request of another media type is refused with 415.
///
/// ```
/// use terrace::media::{Png, Svg};
/// use terrace::prelude::*;
///
/// #[controller(path = "/logo")]
/// struct Logo;
///
/// #[routes]
/// impl Logo {
///     #[index]
///     async fn index(&self) -> Typed<Svg> {
///         Typed::new("<svg/>")
///     }
///
///     #[create]
///     async fn create(&self, picture: Typed<Png, Bytes>) -> Json<usize> {
///         Json(picture.len())
///     }
/// }
///
/// api! {
///     struct Site at "/";
///     controllers: [Logo];
/// }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() {
/// let client = terrace::TestClient::new(Site::new(()));
/// assert_eq!(client.get("/logo").await.header("content-type"), Some("image/svg+xml"));
/// assert_eq!(client.post("/logo").header("content-type", "image/png").body("PNG").await.text(), "3");
/// assert_eq!(client.post("/logo").header("content-type", "image/gif").body("GIF").await.status(), 415);
/// # }
/// ```
pub struct Typed<M, B = Body> {
    body: B,
    of: PhantomData<fn() -> M>,
}

impl<M: MediaType, B> Typed<M, B> {
    /// A body that is of the media type.
    pub fn new(body: impl Into<B>) -> Self {
        Typed { body: body.into(), of: PhantomData }
    }
}

impl<M, B> Typed<M, B> {
    /// The body alone.
    pub fn into_inner(self) -> B {
        self.body
    }
}

/// A text that is not written as a media type is, `image/png`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidMediaType(String);

impl fmt::Display for InvalidMediaType {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "`{}` is not written as a media type is, like `image/png`", self.0.escape_debug())
    }
}

impl Error for InvalidMediaType {}

/// The name of a media type, which is written as one.
const fn name<M: MediaType>() -> &'static str {
    const {
        assert!(
            is_name(M::NAME.as_bytes()),
            "the name of a media type is not one\nhelp: write it as `image/png` is, in visible ASCII"
        );
    }
    M::NAME
}

/// The same as a header has it.
pub(crate) fn value<M: MediaType>() -> HeaderValue {
    HeaderValue::from_static(name::<M>())
}

/// A name that is not known before.
pub(crate) fn parse(text: &str) -> Result<HeaderValue, InvalidMediaType> {
    let value = HeaderValue::from_str(text).ok().filter(|_| is_name(text.as_bytes()));
    value.ok_or_else(|| InvalidMediaType(text.to_owned()))
}

/// Two tokens with a slash between them (RFC 9110, section 8.3.1), and whatever parameters.
const fn is_name(text: &[u8]) -> bool {
    let (mut at, mut slash) = (0, None);
    while at < text.len() && text[at] != b';' {
        match (text[at], slash) {
            (b'/', None) => slash = Some(at),
            (byte, _) if is_of_token(byte) => {}
            _ => return false,
        }
        at += 1;
    }
    let is_whole = match slash {
        Some(slash) => slash > 0 && slash + 1 < at,
        None => false,
    };
    while at < text.len() {
        if !text[at].is_ascii_graphic() && text[at] != b' ' {
            return false;
        }
        at += 1;
    }
    is_whole
}

/// See RFC 9110, section 5.6.2.
const fn is_of_token(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
        || matches!(byte, b'!' | b'#'..=b'\'' | b'*' | b'+' | b'-' | b'.' | b'^'..=b'`' | b'|' | b'~')
}

impl<M: MediaType, B: Into<Body> + Send> IntoResponse for Typed<M, B> {
    const ANSWERS: Answers = Answers::of(
        const { &[Answer { status: Status::Route, description: "", content: Content::Bytes(name::<M>()), headers: &[] }] },
    );

    fn into_response(self, cx: &Context) -> Response {
        let mut response = Response::new(self.body.into());
        *response.status_mut() = cx.status();
        response.headers_mut().insert(CONTENT_TYPE, value::<M>());
        response
    }
}

macro_rules! taken {
    ($($body:ty)*) => {$(
        impl<C: Controller, M: MediaType> FromRequest<C> for Typed<M, $body> {
            const PART: Part = Part::Body(Content::Bytes(name::<M>()));
            const ANSWERS: Answers = <$body as FromRequest<C>>::ANSWERS;

            async fn from_request(cx: &mut Context, argument: &'static str) -> Result<Self, Failure> {
                <$body as FromRequest<C>>::from_request(cx, argument).await.map(Typed::new)
            }
        }

        impl<C: Controller, M: MediaType> FromRequest<C> for Option<Typed<M, $body>> {
            const PART: Part = Part::OptionalBody(Content::Bytes(name::<M>()));
            const ANSWERS: Answers = <$body as FromRequest<C>>::ANSWERS;

            async fn from_request(cx: &mut Context, argument: &'static str) -> Result<Self, Failure> {
                let body = <Option<$body> as FromRequest<C>>::from_request(cx, argument).await?;
                Ok(body.map(Typed::new))
            }
        }
    )*};
}

taken!(Body Bytes);

impl<M, B> Deref for Typed<M, B> {
    type Target = B;

    fn deref(&self) -> &B {
        &self.body
    }
}

impl<M, B> DerefMut for Typed<M, B> {
    fn deref_mut(&mut self) -> &mut B {
        &mut self.body
    }
}

impl<M: MediaType, B: fmt::Debug> fmt::Debug for Typed<M, B> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Typed").field("type", &M::NAME).field("body", &self.body).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_media_type_is_two_tokens_and_parameters() {
        for name in ["image/png", "image/svg+xml", "text/csv; charset=utf-8", "application/vnd.a-b.c;v=\"1\"", "*/*"] {
            assert!(is_name(name.as_bytes()), "{name}");
        }
        for name in
            ["", "/", "png", "image/", "/png", "image//png", "a/b/c", "image /png", "a/b c", "a/b;\n", "a/b;é", "(a)/b"]
        {
            assert!(!is_name(name.as_bytes()), "{name}");
        }
    }
}
