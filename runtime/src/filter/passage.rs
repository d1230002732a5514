//! What travels with a request through its filters, in its extensions: who it is, and where it goes.

use std::sync::Arc;

use super::Request;
use crate::app::App;
use crate::base_url::{BaseUrl, PublicUrl};
use crate::dialect::Problem;
use crate::exchange::Exchange;
use crate::failure::Failure;
use crate::notes::Notes;

/// What travels with a request.
#[derive(Clone)]
pub(crate) struct Passage {
    /// The API behind the filters, as the host that got the request serves it.
    pub(super) app: App,
    pub(super) exchange: Exchange,
    pub(super) notes: Arc<Notes>,
}

impl Passage {
    pub(crate) fn new(app: App, exchange: Exchange, notes: Arc<Notes>) -> Self {
        Passage { app, exchange, notes }
    }
}

/// Who a request is. Where a filter has made a new one, without the extensions of the old one, nobody knows.
pub(crate) fn exchange(request: &Request) -> Exchange {
    let passage = request.extensions().get::<Passage>();
    passage.map_or_else(|| Exchange::new(&Problem), |passage| passage.exchange)
}

/// The URL under which the client reaches the service.
pub(crate) fn base_url(request: &Request) -> Result<BaseUrl, Failure> {
    let passage = request.extensions().get::<Passage>();
    BaseUrl::of(request, passage.map_or(&PublicUrl::OfHost, |passage| passage.app.public_url()))
}
