//! What would become of a request: the same decisions, by the same code, without the controllers that would answer it.

use core::future::poll_fn;
use std::sync::Arc;

use bytes::Bytes;
use futures_util::FutureExt;
use http::Request;
use http_body::Body as _;
use terrace_model::{Node, Version};

use super::App;
use super::admission::Admitted;
use super::negotiate::Told;
use super::reading::{Reading, Wanted};
use super::table::Target;
use crate::arrived::Arrived;
use crate::body::Body;
use crate::dialect::Dialect;
use crate::exchange::Exchange;
use crate::failure::Failure;
use crate::filter::Allowance;
use crate::private::{ApiTable, RouteTable};

/// What is decided of a request before its handler is called.
#[derive(Debug)]
pub struct Examined {
    /// The path as documents write it, where there is such a one.
    pub path: Option<Arc<str>>,
    /// The path's variables, decoded.
    pub variables: Vec<(&'static str, String)>,
    /// The version that it gets.
    pub version: Option<Version>,
    /// What each source of the API's negotiation says, in their order.
    pub asked: Vec<Vec<String>>,
    /// The handlers that it can reach: one, or several actions of which its body would choose one.
    pub handlers: Vec<(&'static Node, &'static RouteTable)>,
    /// The most bytes of a body, of the first handler.
    pub body_bytes: Option<usize>,
    /// What it is answered without any handler.
    pub answer: Option<Unhandled>,
}

/// An answer that no handler gives.
#[derive(Debug)]
pub struct Unhandled {
    /// Its status.
    pub status: u16,
    /// What it says.
    pub detail: String,
    /// The methods that the path has.
    pub allow: Option<String>,
}

/// Decides what becomes of a request.
pub fn examine(table: &'static ApiTable, dialect: &'static dyn Dialect, request: Request<Bytes>) -> Examined {
    let app = App::build(table, dialect, &[], Box::default(), Box::default());
    let request = request.map(Body::from);
    let inner = &*app.host().inner;
    let path = inner.dialect.path(request.uri().path()).into_owned();
    let first = inner.place(&path);
    let asked = inner.scheme.asked(&request, |name| first.as_ref()?.variable(name, &path));
    let mut arrived = Arrived::new(app.clone(), request, Exchange::new(inner.dialect), Allowance::default());
    let admitted = arrived.admit(&mut Told::default(), None);
    let version = arrived.exchange.version;
    let other = first.as_ref().and_then(|first| inner.other_place(&path, first.leaf, version));
    let place = other.or(first);
    let (targets, answer) = decided(arrived, admitted);
    Examined {
        path: place.as_ref().map(|place| Arc::clone(&place.leaf.template)),
        variables: place.map_or_else(Vec::new, |place| {
            let text = |name: &&'static str| Some((*name, place.variable(name, &path)?.into_owned()));
            place.leaf.names.iter().filter_map(text).collect()
        }),
        version,
        asked,
        body_bytes: targets.first().map(|target| app.limits_of(target, Allowance::default()).body_bytes),
        handlers: targets.iter().map(|target| (target.node, target.route)).collect(),
        answer,
    }
}

fn decided(arrived: Box<Arrived>, admitted: Result<Admitted, Failure>) -> (Vec<Target>, Option<Unhandled>) {
    let wanted = match admitted {
        Ok(Admitted::Handled(target)) => return (vec![target], None),
        Ok(Admitted::Methods(allow)) => {
            let allow = allow.map(|allow| String::from_utf8_lossy(allow.as_bytes()).into_owned());
            return (Vec::new(), Some(Unhandled { status: 200, detail: "the methods of the path".to_owned(), allow }));
        }
        Ok(Admitted::Read(wanted)) => wanted,
        Err(failure) => return (Vec::new(), Some(refused(&failure))),
    };
    // Without a body, nothing is chosen.
    let version = arrived.exchange.version;
    let live: Vec<_> = match &wanted {
        Wanted::Action(actions) => actions.iter().filter(|target| target.holds(version)).copied().collect(),
        Wanted::Json(_) => Vec::new(),
    };
    if arrived.request.body().is_end_stream() && !live.is_empty() {
        return (live, None);
    }
    let read = async {
        let mut reading = Reading::start(arrived, wanted)?;
        poll_fn(|task| reading.poll_context(task)).await
    };
    match read.now_or_never() {
        Some(Ok(cx)) => (vec![cx.target()], None),
        Some(Err(failure)) => (Vec::new(), Some(refused(&failure))),
        None => (live, None),
    }
}

fn refused(failure: &Failure) -> Unhandled {
    let allow = failure.headers().get(http::header::ALLOW);
    Unhandled {
        status: failure.status().as_u16(),
        detail: failure.detail_text().unwrap_or(failure.title_text()).to_owned(),
        allow: allow.map(|allow| String::from_utf8_lossy(allow.as_bytes()).into_owned()),
    }
}
