//! Whether a request may reach a handler, and which: all checks that need no handler's own code.

use std::borrow::Cow;
use std::sync::Arc;

use http::Method;
use http::header::{ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_TYPE, HeaderMap, HeaderValue};
use http_body::Body as _;
use terrace_model::Version;

use super::Inner;
use super::negotiate::Told;
use super::reading::Wanted;
use super::table::{self, Leaf, Media, Target};
use crate::arrived::Arrived;
use crate::context;
use crate::dialect::{self, Options};
use crate::failure::{Failure, Origin};
use crate::notes::Notes;

/// A request that nothing is wrong with so far.
pub(super) enum Admitted {
    /// It may reach its handler.
    Handled(Target),
    /// Its body tells more.
    Read(Wanted),
    /// It asks for the methods of a path, if there is one.
    Methods(Option<HeaderValue>),
}

impl Arrived {
    /// All that happens before a handler is called.
    pub(super) fn admit(&mut self, told: &mut Told, notes: Option<&Notes>) -> Result<Admitted, Failure> {
        let Arrived { app: of, request, exchange, variables, .. } = self;
        let (host, method) = (of.host(), request.method());
        let app = &*host.inner;
        context::fits(request.body(), host.largest_body)?;
        let path = match of.named {
            Some(named) => Cow::Owned(of.apis.map.document(named).to_owned()),
            None if of.as_sent => request.uri().path().into(),
            None => app.dialect.path(request.uri().path()),
        };
        let Some(mut place) = app.place(&path) else {
            let asks_everywhere = *method == Method::OPTIONS && app.dialect.options() == Options::Everywhere;
            return if asks_everywhere { Ok(Admitted::Methods(None)) } else { Err(unrouted()) };
        };
        let noted = |leaf: &Leaf| {
            if let Some(notes) = notes {
                notes.routed(&leaf.template);
            }
        };
        let mut choices = place.leaf.choices(method);
        let mut said = Told::default();
        if choices.map_or(place.leaf.versioned, |choices| choices.versioned) {
            let chosen = app.scheme.choose(request, |name| place.variable(name, &path));
            match (chosen.version, choices) {
                (Ok(version), _) => (exchange.version, said) = (version, chosen.told),
                (Err(failure), Some(_)) => {
                    *told = chosen.told;
                    noted(place.leaf);
                    return Err(failure);
                }
                // Which methods there are can be told without a version.
                (Err(_), None) => {}
            }
        }
        let mut target = choices.and_then(|choices| choices.at(exchange.version));
        if target.is_none()
            && let Some(other) = app.other_place(&path, place.leaf, exchange.version)
        {
            place = other;
            choices = place.leaf.choices(method);
            target = choices.and_then(|choices| choices.at(exchange.version));
        }
        noted(place.leaf);
        let path = match path {
            Cow::Owned(path) => Some(path.into()),
            Cow::Borrowed(_) => None,
        };
        let Some(choices) = choices else {
            if app.dialect.routes_by_version() {
                *told = said;
            }
            return app.methods(method, place.leaf, exchange.version);
        };
        if choices.versioned {
            *told = said;
        } else {
            exchange.version = None;
        }
        if target.is_none() && !choices.actions {
            still_there(&*choices.targets, exchange.version)?;
        }
        let media = choices.reads(target.as_ref()).filter(|_| !request.body().is_end_stream());
        if let Some(media) = media {
            app.media_type(request.headers(), media)?;
        } else if app.dialect.judges_content_type_alone()
            && request.headers().contains_key(CONTENT_TYPE)
            && target.is_none_or(|target| !target.takes_body())
        {
            app.media_type(request.headers(), Media::Json)?;
        }
        let admitted = match (choices.actions, target, media) {
            (true, ..) => Admitted::Read(Wanted::Action(Arc::clone(&choices.targets))),
            (false, None, Some(Media::Json)) => Admitted::Read(Wanted::Json(Arc::clone(&choices.targets))),
            (false, target, _) => Admitted::Handled(target.ok_or_else(not_in_version)?),
        };
        *variables = Some(place.variables.in_path(path));
        Ok(admitted)
    }
}

impl Inner {
    fn media_type(&self, headers: &HeaderMap, media: Media) -> Result<(), Failure> {
        if let Some(coding) = headers.get(CONTENT_ENCODING).filter(|coding| *coding != "identity") {
            let detail = format!("the body is encoded as `{}`, which is not undone", coding.to_str().unwrap_or("?"));
            let failure = Failure::of(Origin::MediaType, 415).detail(detail);
            return Err(failure.header(ACCEPT_ENCODING, HeaderValue::from_static("identity")));
        }
        // Bytes that are no text are no media type either, nor are two of them.
        let mut content_types = headers.get_all(CONTENT_TYPE).iter();
        let content_type = content_types.next().map(|value| value.to_str().unwrap_or("?"));
        if content_types.next().is_some() {
            return Err(Failure::of(Origin::MediaType, 415).detail("the body has more than one content type"));
        }
        let (is_right, expected) = match media {
            Media::Json => {
                (self.dialect.is_json(content_type) || self.scheme.is_json(content_type), "application/json")
            }
            Media::Form => (content_type.is_some_and(dialect::is_form), dialect::FORM),
            Media::Of(name) => (content_type.is_some_and(|found| dialect::is_media_type(found, name)), name),
        };
        if is_right {
            return Ok(());
        }
        Err(Failure::of(Origin::MediaType, 415).detail(match content_type {
            Some(found) => format!("the body is `{found}`, where `{expected}` was expected"),
            None => format!("the body has no content type, where `{expected}` was expected"),
        }))
    }
}

fn unrouted() -> Failure {
    Failure::of(Origin::Unrouted, 404)
}

/// Fails where some handlers, none of which exists in a version, were removed.
pub(super) fn still_there<'t>(
    targets: impl IntoIterator<Item = &'t Target>,
    version: Option<Version>,
) -> Result<(), Failure> {
    match table::removed(targets, version) {
        Some(reason) => Err(Failure::of(Origin::Removed, 410).detail(reason)),
        None => Ok(()),
    }
}

pub(super) fn not_in_version() -> Failure {
    Failure::of(Origin::NotInVersion, 404)
}
