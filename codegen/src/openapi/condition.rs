//! Conditional requests and ranges: what a handler that keeps conditions, or answers with ranges, has beside what it declares.

use terrace::{ETag, Model};
use terrace_model::{Answer, Content, HeaderDoc, Method, Preconditions, Shape, Status, Type};
use utoipa::openapi::Required;
use utoipa::openapi::path::{Parameter, ParameterIn};

use super::schema::Schemas;
use super::site::Site;

/// A date as headers write it; no format of JSON Schema is that.
const DATE: Type = Type {
    example: Some(|_| Some("\"Sun, 06 Nov 1994 08:49:37 GMT\"".to_owned())),
    ..Type::plain(Shape::Text { format: None })
};

const TAG: HeaderDoc = HeaderDoc { name: "etag", description: "The tag of what is shown", ty: &ETag::TYPE };
const MODIFIED: HeaderDoc = HeaderDoc { name: "last-modified", description: "When it last changed", ty: &DATE };

const UNREADABLE: Answer = failure(400, "The request's conditions cannot be read");
const FAILED: Answer = failure(412, "The resource is not what the request's conditions say");
const MISSING: Answer = failure(428, "The request makes no condition");

const fn failure(status: u16, description: &'static str) -> Answer {
    Answer { status: Status::Is(status), description, content: Content::Failure, headers: &[] }
}

const fn not_modified(headers: &'static [HeaderDoc]) -> Answer {
    let description = "The client has what there is";
    Answer { status: Status::Is(304), description, content: Content::Empty, headers }
}

/// What the framework answers for a handler, where its conditions do not hold.
pub(super) fn each_answer(site: &Site, visit: &mut dyn FnMut(&'static Answer)) {
    let Some(conditions) = site.route.preconditions else { return };
    match conditions.dated {
        _ if site.route.method != Method::Get => {}
        false => visit(const { &not_modified(&[TAG]) }),
        true => visit(const { &not_modified(&[TAG, MODIFIED]) }),
    }
    visit(&UNREADABLE);
    visit(&FAILED);
    if conditions.required {
        visit(&MISSING);
    }
}

/// What is beside a success of a handler.
pub(super) fn headers(site: &Site) -> &'static [HeaderDoc] {
    match site.route.preconditions {
        Some(Preconditions { dated, .. }) if site.route.method == Method::Get => {
            if dated {
                &[TAG, MODIFIED]
            } else {
                &[TAG]
            }
        }
        _ => &[],
    }
}

/// The headers by which a request makes conditions, of the handler or of the bytes that it answers, and asks for a range of these.
pub(super) fn parameters(site: &Site, schemas: &mut Schemas<'_>) -> Vec<Parameter> {
    let has_range = has_range(site);
    let (is_kept, is_dated) = match site.route.preconditions {
        Some(conditions) => (true, conditions.dated || has_range),
        None => (has_range, has_range),
    };
    let is_read = site.route.method == Method::Get;
    let text = &<String as Model>::TYPE;
    let known = ("If-None-Match", "Tags between commas, or `*`: do it only if the resource has none of them", text);
    let meant = ("If-Match", "Tags between commas, or `*`: do it only if the resource has one of them", text);
    let newer = ("If-Modified-Since", "Show it only if it has changed since then", &DATE);
    let older = ("If-Unmodified-Since", "Do it only if it has not changed since then", &DATE);
    let range =
        ("Range", "Show these of the bytes alone: `bytes=0-99`, `bytes=100-`, or the last ones, `bytes=-100`", text);
    let whole = ("If-Range", "A tag or a date: show all of the bytes if they are others by now", text);
    let all = [
        (is_kept && is_read, known),
        (is_kept && is_read && is_dated, newer),
        (is_kept, meant),
        (is_kept && is_dated, older),
        (is_kept && !is_read, known),
        (has_range && is_read, range),
        (has_range && is_read, whole),
    ];
    let made = all.into_iter().filter(|(is_made, _)| *is_made).map(|(_, (name, about, ty))| {
        let mut parameter = Parameter::new(name);
        parameter.parameter_in = ParameterIn::Header;
        parameter.required = Required::False;
        parameter.description = Some(about.to_owned());
        parameter.schema = Some(schemas.read(ty));
        parameter
    });
    made.collect()
}

/// Whether a request may ask for a range of what a handler answers.
fn has_range(site: &Site) -> bool {
    let mut has_range = false;
    site.each_answer(&mut |answer| has_range |= matches!(answer.content, Content::Ranged));
    has_range
}
