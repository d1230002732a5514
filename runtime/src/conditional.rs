//! Conditional requests (RFC 9110, section 13): what a request says of a resource's tag and date, and what follows.
//!
//! With them a client asks for what has changed only, and changes only what nobody else has changed in between.

use std::time::{Duration, SystemTime};

use http::header::{
    ETAG, HeaderMap, HeaderName, HeaderValue, IF_MATCH, IF_MODIFIED_SINCE, IF_NONE_MATCH, IF_UNMODIFIED_SINCE,
    LAST_MODIFIED,
};
use http::{Method, StatusCode};
use terrace_model::Preconditions;

use crate::answer::Response;
use crate::body::Body;
use crate::context::Context;
use crate::controller::Loads;
use crate::etag::{ETag, first_tag};
use crate::failure::{Failure, Origin};

/// A resource that has a tag, which is another one whenever it has changed.
///
/// A handler marked `etag` answers with the tag of its controller's member, as its loader found it, and keeps the conditions that a
/// request makes: see [`routes`](macro@crate::routes).
///
/// ```
/// use std::time::SystemTime;
/// use terrace::{ETag, Tagged};
///
/// struct Book {
///     revision: u32,
///     changed: SystemTime,
/// }
///
/// impl Tagged for Book {
///     fn etag(&self) -> ETag {
///         ETag::strong(self.revision)
///     }
///
///     /// Where it is known when it changed.
///     const MODIFIED: Option<fn(&Self) -> SystemTime> = Some(|book| book.changed);
/// }
/// ```
///
/// The tag is the resource's. Where it is shown in several forms, as in the versions of an API, they share it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no tag",
    label = "what is loaded does not say when it has changed",
    note = "implement `terrace::Tagged` for `{Self}`, or leave `etag` out"
)]
pub trait Tagged {
    /// When it last changed, in whole seconds, where that is known. It says less than a tag: two changes may be in one second.
    const MODIFIED: Option<fn(&Self) -> SystemTime> = None;

    /// Its tag. A client can ask that nothing has changed (`If-Match`) only by a strong one.
    fn etag(&self) -> ETag;
}

/// What is known of what there is.
#[derive(Clone, Debug)]
pub(crate) struct Validators {
    pub(crate) tag: ETag,
    pub(crate) modified: Option<SystemTime>,
}

impl Validators {
    pub(crate) fn write(&self, headers: &mut HeaderMap) {
        headers.insert(ETAG, self.tag.value());
        if let Some(date) = self.modified.and_then(http_date) {
            headers.insert(LAST_MODIFIED, date);
        }
    }
}

/// What follows from a request's conditions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// They hold, or there are none.
    Go,
    /// The client has what there is: 304.
    NotModified,
    /// They do not hold: 412.
    Failed,
}

/// Judges a request's conditions, in the order of RFC 9110, section 13.2.2.
///
/// # Errors
///
/// 400 where a list of tags is none. A date that is none counts as not sent.
pub(crate) fn judge(method: &Method, headers: &HeaderMap, there: &Validators) -> Result<Verdict, Failure> {
    let is_safe = matches!(*method, Method::GET | Method::HEAD);
    if let Some(wanted) = Tags::of(headers, &IF_MATCH)? {
        if !wanted.any(|tag| tag.same(&there.tag)) {
            return Ok(Verdict::Failed);
        }
    } else if let (Some(modified), Some(date)) = (there.modified, date(headers, &IF_UNMODIFIED_SINCE))
        && seconds(modified) > seconds(date)
    {
        return Ok(Verdict::Failed);
    }
    if let Some(known) = Tags::of(headers, &IF_NONE_MATCH)? {
        if known.any(|tag| tag.alike(&there.tag)) {
            return Ok(if is_safe { Verdict::NotModified } else { Verdict::Failed });
        }
    } else if is_safe
        && let (Some(modified), Some(date)) = (there.modified, date(headers, &IF_MODIFIED_SINCE))
        && seconds(modified) <= seconds(date)
    {
        return Ok(Verdict::NotModified);
    }
    Ok(Verdict::Go)
}

/// The tags of a condition.
enum Tags {
    /// `*`: whatever there is.
    Any,
    Listed(Vec<ETag>),
}

impl Tags {
    fn of(headers: &HeaderMap, name: &HeaderName) -> Result<Option<Tags>, Failure> {
        let mut tags = Vec::new();
        let mut lines = headers.get_all(name).iter().peekable();
        if lines.peek().is_none() {
            return Ok(None);
        }
        for line in lines {
            let mut rest = core::str::from_utf8(line.as_bytes()).unwrap_or("?").trim();
            if rest == "*" {
                return Ok(Some(Tags::Any));
            }
            loop {
                rest = rest.trim_start_matches([' ', '\t', ',']);
                if rest.is_empty() {
                    break;
                }
                let found = first_tag(rest).filter(|(_, rest)| rest.is_empty() || rest.trim_start().starts_with(','));
                let Some((tag, behind)) = found else {
                    let detail = "expected `*`, or tags in quotes between commas";
                    return Err(Failure::of_parameter(name.to_string(), detail));
                };
                tags.push(tag);
                rest = behind;
            }
        }
        Ok(Some(Tags::Listed(tags)))
    }

    fn any(&self, fits: impl Fn(&ETag) -> bool) -> bool {
        match self {
            Tags::Any => true,
            Tags::Listed(tags) => tags.iter().any(fits),
        }
    }
}

/// A date in a header (RFC 9110, section 5.6.7).
fn date(headers: &HeaderMap, name: &HeaderName) -> Option<SystemTime> {
    let mut lines = headers.get_all(name).iter();
    let date = httpdate::parse_http_date(lines.next()?.to_str().ok()?).ok()?;
    lines.next().is_none().then_some(date)
}

/// A time as a header's value; `None` where it has no such form, as one before 1970.
pub(crate) fn http_date(time: SystemTime) -> Option<HeaderValue> {
    /// The end of the year 9999, the last that a date has room for.
    const END: Duration = Duration::from_secs(253_402_300_799);
    let since = time.duration_since(SystemTime::UNIX_EPOCH).ok().filter(|since| *since <= END)?;
    HeaderValue::try_from(httpdate::fmt_http_date(SystemTime::UNIX_EPOCH + since)).ok()
}

/// A time in whole seconds, as dates in headers have it.
fn seconds(time: SystemTime) -> u64 {
    time.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default().as_secs()
}

/// What documents say of a handler that keeps conditions.
pub const fn preconditions<C: Loads<Item: Tagged>>(required: bool) -> Preconditions {
    Preconditions { required, dated: <C::Item as Tagged>::MODIFIED.is_some() }
}

/// Judges the conditions of a request by what was loaded: the answer, where there is nothing to do.
///
/// # Errors
///
/// 412 where they do not hold, 428 where there must be some, 400 where they cannot be read.
pub fn precondition<C: Loads<Item: Tagged>>(cx: &mut Context) -> Result<Option<Box<Response>>, Failure> {
    let found = cx.loaded::<C>();
    let Some(item) = found.as_deref().and_then(|item| item.downcast_ref::<C::Item>()) else {
        // `check::route::preconditions` sees to it that a loader ran.
        return Err(Failure::internal(format!("no `{}` was loaded", C::NODE.name)));
    };
    let modified = <C::Item as Tagged>::MODIFIED.map(|modified| modified(item));
    let there = Validators { tag: item.etag(), modified };
    let (method, headers) = (cx.method(), cx.headers());
    let is_safe = matches!(*method, Method::GET | Method::HEAD);
    let has = |name| headers.contains_key(name);
    let has_any = has(IF_MATCH) || has(IF_NONE_MATCH) || (modified.is_some() && has(IF_UNMODIFIED_SINCE));
    if cx.requires_condition() && !has_any {
        let detail = "say by `If-Match` which state of the resource is meant: the `ETag` of the answer that showed it";
        return Err(Failure::of(Origin::Condition, 428).detail(detail));
    }
    match judge(method, headers, &there)? {
        Verdict::Go if is_safe => {
            cx.tell(there);
            Ok(None)
        }
        Verdict::Go => Ok(None),
        Verdict::NotModified => {
            let mut response = Response::new(Body::empty());
            *response.status_mut() = StatusCode::NOT_MODIFIED;
            there.write(response.headers_mut());
            Ok(Some(Box::new(response)))
        }
        Verdict::Failed => {
            let detail = "the resource is not what the request's conditions say: somebody has changed it";
            Err(Failure::of(Origin::Condition, 412).detail(detail))
        }
    }
}

/// Adds to an answer that shows a resource what [`precondition`] found of it, unless the handler said so itself.
pub fn validated(mut response: Box<Response>, cx: &Context) -> Box<Response> {
    if let Some(there) = cx.told().filter(|_| response.status().is_success() && !response.headers().contains_key(ETAG))
    {
        there.write(response.headers_mut());
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdict(method: &Method, sent: &[(&'static str, &str)], there: &Validators) -> Result<Verdict, String> {
        let sent = sent.iter().map(|(name, value)| {
            (HeaderName::from_static(name), HeaderValue::from_str(value).expect("a test's header"))
        });
        judge(method, &sent.collect(), there).map_err(|failure| failure.errors()[0].detail.clone())
    }

    const OLD: &str = "Sun, 06 Nov 1994 08:49:36 GMT";
    const NOW: &str = "Sunday, 06-Nov-94 08:49:37 GMT";

    fn strong() -> Validators {
        let modified = SystemTime::UNIX_EPOCH + Duration::from_millis(784_111_777_900);
        Validators { tag: ETag::strong(7), modified: Some(modified) }
    }

    #[test]
    fn conditions_are_judged_in_the_order_of_the_rfc() {
        use Verdict::{Failed, Go, NotModified};
        for (sent, get, put) in [
            (&[][..], Go, Go),
            (&[("if-match", r#""7""#)], Go, Go),
            (&[("if-match", r#""6" , "7""#)], Go, Go),
            (&[("if-match", "*")], Go, Go),
            (&[("if-match", r#""6""#)], Failed, Failed),
            (&[("if-match", r#"W/"7""#)], Failed, Failed),
            (&[("if-match", "")], Failed, Failed),
            (&[("if-none-match", r#""7""#)], NotModified, Failed),
            (&[("if-none-match", r#"W/"7", "a,b""#)], NotModified, Failed),
            (&[("if-none-match", "*")], NotModified, Failed),
            (&[("if-none-match", r#""6""#)], Go, Go),
            (&[("if-match", r#""7""#), ("if-none-match", r#""7""#)], NotModified, Failed),
            (&[("if-match", r#""6""#), ("if-none-match", r#""7""#)], Failed, Failed),
            (&[("if-unmodified-since", NOW)], Go, Go),
            (&[("if-unmodified-since", OLD)], Failed, Failed),
            (&[("if-match", r#""7""#), ("if-unmodified-since", OLD)], Go, Go),
            (&[("if-modified-since", NOW)], NotModified, Go),
            (&[("if-modified-since", OLD)], Go, Go),
            (&[("if-none-match", r#""6""#), ("if-modified-since", NOW)], Go, Go),
            (&[("if-modified-since", "yesterday")], Go, Go),
            (&[("if-unmodified-since", "yesterday")], Go, Go),
        ] {
            assert_eq!(verdict(&Method::GET, sent, &strong()), Ok(get), "GET {sent:?}");
            assert_eq!(verdict(&Method::HEAD, sent, &strong()), Ok(get), "HEAD {sent:?}");
            assert_eq!(verdict(&Method::PUT, sent, &strong()), Ok(put), "PUT {sent:?}");
        }
        let weak = Validators { tag: ETag::weak(7), modified: None };
        assert_eq!(verdict(&Method::PUT, &[("if-match", r#"W/"7""#)], &weak), Ok(Failed));
        assert_eq!(verdict(&Method::GET, &[("if-none-match", r#""7""#)], &weak), Ok(NotModified));
        assert_eq!(verdict(&Method::GET, &[("if-modified-since", NOW)], &weak), Ok(Go));
    }

    #[test]
    fn what_is_no_list_of_tags_is_refused() {
        for list in ["7", "\"7", "\"a\" \"b\"", "*, \"7\"", "W/7", "w/\"7\"", "\"a b\""] {
            let refused = Err("expected `*`, or tags in quotes between commas".to_owned());
            assert_eq!(verdict(&Method::PUT, &[("if-match", list)], &strong()), refused, "{list}");
        }
    }
}
