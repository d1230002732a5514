//! Bytes of which a client may ask for a part (RFC 9110, section 14): ready ones, and those of a file.
//!
//! A whole answer, a part, and what follows from the request's conditions are decided here, for both.

mod file;

use core::ops::RangeInclusive;
use std::time::SystemTime;

use bytes::Bytes;
use http::header::{
    ACCEPT_RANGES, CONTENT_LENGTH, CONTENT_RANGE, CONTENT_TYPE, HeaderMap, HeaderValue, IF_RANGE, RANGE,
};
use http::{Method, StatusCode};
use terrace_model::{Answer, Answers, Content, HeaderDoc, Status};

use crate::answer::{IntoResponse, Response};
use crate::body::Body;
use crate::conditional::{self, Validators, Verdict};
use crate::context::Context;
use crate::etag::ETag;
use crate::failure::{self, Failure, Origin};
use crate::media::{self, InvalidMediaType, MediaType};
use crate::model::Model;

pub use file::{File, FileError};

/// Bytes that are ready, of which a client may ask for a part: 200 with all of them, or 206 with one range of them.
///
/// A request for several ranges is answered with the whole, as RFC 9110 allows. Its conditions are kept: 304 where the client has
/// these bytes (`If-None-Match`, `If-Modified-Since`), 412 where `If-Match` fails, and the whole where `If-Range` names
/// others. A range that is not there is 416. [`File`] does the same for files. The conditions are those of the answer, so they are judged
/// when the handler is done: one that changes something, as a POST does, has done so before a 412.
///
/// ```
/// use terrace::media::Plain;
/// use terrace::prelude::*;
/// use terrace::{ETag, Ranged};
///
/// #[controller(path = "/report")]
/// struct Report;
///
/// #[routes]
/// impl Report {
///     #[index]
///     async fn index(&self) -> Ranged {
///         Ranged::new("0123456789", ETag::strong(1)).media_type::<Plain>()
///     }
/// }
///
/// api! {
///     struct Site at "/";
///     controllers: [Report];
/// }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() {
/// let client = terrace::TestClient::new(Site::new(()));
/// let part = client.get("/report").header("range", "bytes=2-4").await;
/// assert_eq!((part.status().as_u16(), part.text()), (206, "234"));
/// assert_eq!(part.header("content-range"), Some("bytes 2-4/10"));
/// assert_eq!(client.get("/report").header("if-none-match", "\"1\"").await.status(), 304);
/// # }
/// ```
#[derive(Debug)]
pub struct Ranged {
    bytes: Bytes,
    about: About,
}

impl Ranged {
    /// These bytes, which are others whenever the tag is another one.
    pub fn new(bytes: impl Into<Bytes>, tag: ETag) -> Self {
        let bytes = bytes.into();
        let there = Validators { tag, modified: None };
        let about = About { length: bytes.len() as u64, media_type: OCTETS, there };
        Ranged { bytes, about }
    }

    /// Their media type, instead of `application/octet-stream`.
    #[must_use]
    pub fn media_type<M: MediaType>(mut self) -> Self {
        self.about.media_type = media::value::<M>();
        self
    }

    /// The same by a name that is not known before, as where it is stored with the bytes.
    ///
    /// # Errors
    ///
    /// Where it is not written as a media type is.
    pub fn media_type_named(mut self, name: &str) -> Result<Self, InvalidMediaType> {
        self.about.media_type = media::parse(name)?;
        Ok(self)
    }

    /// When they last changed, in whole seconds.
    #[must_use]
    pub fn modified(mut self, time: SystemTime) -> Self {
        self.about.there.modified = Some(time);
        self
    }
}

impl IntoResponse for Ranged {
    const ANSWERS: Answers = ANSWERS;

    fn into_response(self, cx: &Context) -> Response {
        let bytes = self.bytes;
        self.about.answer(cx, |part| match part {
            // A range that was found ends within the bytes, whose number is a `usize`.
            Some(range) => bytes.slice(*range.start() as usize..=*range.end() as usize).into(),
            None => bytes.into(),
        })
    }
}

const OCTETS: HeaderValue = HeaderValue::from_static("application/octet-stream");

const TAG: HeaderDoc = HeaderDoc { name: "etag", description: "The tag of this state of the bytes", ty: TEXT };
const MODIFIED: HeaderDoc =
    HeaderDoc { name: "last-modified", description: "When they last changed, where that is known", ty: MAYBE };
const RANGES: HeaderDoc = HeaderDoc { name: "accept-ranges", description: "`bytes`", ty: TEXT };
const RANGE_DOC: HeaderDoc =
    HeaderDoc { name: "content-range", description: "Which bytes these are, and of how many", ty: TEXT };
const TEXT: &terrace_model::Type = &<String as Model>::TYPE;
const MAYBE: &terrace_model::Type = &<Option<String> as Model>::TYPE;

const ANSWERS: Answers = Answers::of(&[
    Answer { status: Status::Is(200), description: "", content: Content::Ranged, headers: &[RANGES, TAG, MODIFIED] },
    Answer {
        status: Status::Is(206),
        description: "The range that was asked for",
        content: Content::Ranged,
        headers: &[RANGE_DOC, RANGES, TAG, MODIFIED],
    },
    Answer {
        status: Status::Is(304),
        description: "The client has them",
        content: Content::Empty,
        headers: &[TAG, MODIFIED],
    },
    failure::answer(400, ""),
    failure::answer(412, "The request's conditions do not hold"),
    Answer { headers: &[RANGE_DOC], ..failure::answer(416, "The range is not there") },
]);

/// What is known of some bytes.
#[derive(Debug)]
struct About {
    length: u64,
    media_type: HeaderValue,
    there: Validators,
}

impl About {
    /// The answer: all of the bytes, a part, or none.
    fn answer(self, cx: &Context, body: impl FnOnce(Option<&RangeInclusive<u64>>) -> Body) -> Response {
        let (method, headers) = (cx.method(), cx.headers());
        match conditional::judge(method, headers, &self.there) {
            Err(failure) => return cx.fail(&failure),
            Ok(Verdict::Failed) => {
                return cx.fail(&Failure::of(Origin::Condition, 412).detail("the request's conditions do not hold"));
            }
            Ok(Verdict::NotModified) => {
                let mut response = Response::new(Body::empty());
                *response.status_mut() = StatusCode::NOT_MODIFIED;
                self.there.write(response.headers_mut());
                return response;
            }
            Ok(Verdict::Go) => {}
        }
        match self.part(method, headers) {
            Part::Whole => self.response(StatusCode::OK, None, body(None)),
            Part::Range(range) => self.response(StatusCode::PARTIAL_CONTENT, Some(&range), body(Some(&range))),
            Part::Nowhere => {
                let detail = format!("there are {} bytes, and none in the range", self.length);
                let failure = Failure::of(Origin::Parameter, 416).detail(detail);
                cx.fail(&failure.header(CONTENT_RANGE, text(format!("bytes */{}", self.length))))
            }
        }
    }

    /// What a request asks for. A range is only asked for by GET; what is no range, and several of them, ask for the whole.
    fn part(&self, method: &Method, headers: &HeaderMap) -> Part {
        let Some(range) = headers.get(RANGE).filter(|_| *method == Method::GET && self.is_meant(headers)) else {
            return Part::Whole;
        };
        let parsed = range.to_str().ok().and_then(|range| http_range_header::parse_range_header(range).ok());
        let Some(parsed) = parsed.filter(|ranges| ranges.len() == 1) else { return Part::Whole };
        match parsed.validate(self.length).map(|ranges| ranges.into_iter().next()) {
            Ok(Some(range)) => Part::Range(range),
            // The last bytes of nothing are all that there is, for which `content-range` has no words (section 14.1.2).
            Ok(None) => Part::Whole,
            Err(_) => Part::Nowhere,
        }
    }

    /// Whether the range is of these bytes (RFC 9110, section 13.1.5): by a strong tag, or by the very date. Where the tag is weak, the
    /// bytes may change again within the second of that date, so that it proves nothing.
    fn is_meant(&self, headers: &HeaderMap) -> bool {
        let Some(known) = headers.get(IF_RANGE) else { return true };
        let modified = self.there.modified.filter(|_| !self.there.tag.is_weak());
        let by_date = || modified.and_then(conditional::http_date).is_some_and(|date| date == known);
        match known.to_str().ok().and_then(|known| known.parse::<ETag>().ok()) {
            Some(tag) => self.there.tag.same(&tag),
            None => by_date(),
        }
    }

    fn response(self, status: StatusCode, range: Option<&RangeInclusive<u64>>, body: Body) -> Response {
        let length = range.map_or(self.length, |range| range.end() - range.start() + 1);
        let mut response = Response::new(body);
        *response.status_mut() = status;
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, self.media_type);
        headers.insert(CONTENT_LENGTH, length.into());
        headers.insert(ACCEPT_RANGES, HeaderValue::from_static("bytes"));
        if let Some(range) = range {
            headers.insert(CONTENT_RANGE, text(format!("bytes {}-{}/{}", range.start(), range.end(), self.length)));
        }
        self.there.write(headers);
        response
    }
}

enum Part {
    Whole,
    Range(RangeInclusive<u64>),
    /// There is nothing where it was asked for.
    Nowhere,
}

fn text(text: String) -> HeaderValue {
    HeaderValue::try_from(text).expect("numbers and ASCII are a header's value")
}
