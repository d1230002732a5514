//! Whether a request may reach a handler, and which: all checks that need no handler's own code.

use std::borrow::Cow;
use std::sync::Arc;

use http::Method;
use http::header::{ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_TYPE, HeaderValue};
use http::request::Parts;
use terrace_model::Version;

use super::App;
use super::negotiate::Told;
use super::reading::{Reading, Wanted};
use super::table::{self, Leaf, Media, Target};
use crate::body::Body;
use crate::context::{self, Context, Request};
use crate::dialect::{self, Options};
use crate::exchange::Exchange;
use crate::failure::{Failure, Origin};
use crate::filter::Allowance;
use crate::notes::Notes;

/// A request that nothing is wrong with so far.
pub(super) enum Admitted {
    /// It may reach its handler.
    Handled(Context),
    /// Its body tells more.
    Read(Box<Reading>),
    /// It asks for the methods of a path, if there is one.
    Methods(Option<HeaderValue>),
}

impl App {
    /// All that happens before a handler is called.
    pub(super) fn admit(
        &self,
        parts: Parts,
        body: Body,
        allowance: Allowance,
        exchange: &mut Exchange,
        told: &mut Told,
        notes: Option<&Notes>,
    ) -> Result<Admitted, Failure> {
        let app = &*self.host().inner;
        context::fits(&body, self.host().largest_body)?;
        let path = match self.named {
            Some(named) => Cow::Owned(self.apis.map.document(named).to_owned()),
            None if self.as_sent => parts.uri.path().into(),
            None => app.dialect.path(parts.uri.path()),
        };
        let Some(mut place) = app.place(&path) else {
            let asks_everywhere = parts.method == Method::OPTIONS && app.dialect.options() == Options::Everywhere;
            return if asks_everywhere { Ok(Admitted::Methods(None)) } else { Err(unrouted()) };
        };
        let noted = |leaf: &Leaf| {
            if let Some(notes) = notes {
                notes.routed(&leaf.template);
            }
        };
        let mut choices = place.leaf.choices(&parts.method);
        let mut said = Told::default();
        if choices.map_or(place.leaf.versioned, |choices| choices.versioned) {
            let chosen = app.scheme.choose(&parts, |name| place.variable(name, &path));
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
            choices = place.leaf.choices(&parts.method);
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
            return app.methods(&parts.method, place.leaf, exchange.version);
        };
        if choices.versioned {
            *told = said;
        } else {
            exchange.version = None;
        }
        if target.is_none() && !choices.actions {
            still_there(&*choices.targets, exchange.version)?;
        }
        let media = choices.reads(target.as_ref()).filter(|_| !http_body::Body::is_end_stream(&body));
        if let Some(media) = media {
            self.media_type(&parts, media)?;
        } else if app.dialect.judges_content_type_alone()
            && parts.headers.contains_key(CONTENT_TYPE)
            && target.is_none_or(|target| !target.takes_body())
        {
            self.media_type(&parts, Media::Json)?;
        }
        let wanted = match (choices.actions, target, media) {
            (true, ..) => Wanted::Action(Arc::clone(&choices.targets)),
            (false, None, Some(Media::Json)) => Wanted::Json,
            (false, target, _) => {
                let target = target.ok_or_else(not_in_version)?;
                let request = Request { parts, variables: place.variables.in_path(path), allowance };
                return Ok(Admitted::Handled(Context::new(
                    self.clone(),
                    exchange.clone(),
                    target,
                    request,
                    body.into(),
                )));
            }
        };
        let limits = self.limits_of_any(&choices.targets, allowance);
        Reading::start(Request { parts, variables: place.variables.in_path(path), allowance }, body, limits, wanted)
            .map(Admitted::Read)
    }

    fn media_type(&self, parts: &Parts, media: Media) -> Result<(), Failure> {
        if let Some(coding) = parts.headers.get(CONTENT_ENCODING).filter(|coding| *coding != "identity") {
            let detail = format!("the body is encoded as `{}`, which is not undone", coding.to_str().unwrap_or("?"));
            let failure = Failure::of(Origin::MediaType, 415).detail(detail);
            return Err(failure.header(ACCEPT_ENCODING, HeaderValue::from_static("identity")));
        }
        // Bytes that are no text are no media type either, nor are two of them.
        let mut content_types = parts.headers.get_all(CONTENT_TYPE).iter();
        let content_type = content_types.next().map(|value| value.to_str().unwrap_or("?"));
        if content_types.next().is_some() {
            return Err(Failure::of(Origin::MediaType, 415).detail("the body has more than one content type"));
        }
        let (is_right, expected) = match media {
            Media::Json => {
                let inner = &self.host().inner;
                (inner.dialect.is_json(content_type) || inner.scheme.is_json(content_type), "application/json")
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
