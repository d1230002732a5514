//! Long lists, page by page.
//!
//! [`Paging`] is what a request asks for, [`Page`] what it gets. A marker stands for the last one of a page, and the next
//! page begins behind it, so that nothing is counted off and nothing is shown twice when the list changes in between.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use terrace_macros::model;
use terrace_model::{Answer, Answers, Content, PageLimits, Part, Status};

use crate::answer::{IntoResponse, Response, json_response};
use crate::context::Context;
use crate::controller::Controller;
use crate::extract::{FromRequest, read_own_query};
use crate::failure::{self, Failure};
use crate::json;
use crate::model::batch::Reached;
use crate::model::{Model, Parameter};
use crate::query::write_text;

/// Which page of a list to show: the query's `limit` and `marker`.
///
/// It is declared once, by an alias: what a marker is, how many a page holds where the request does not say, and how many it
/// holds at most. Documents say all three.
///
/// ```
/// use terrace::prelude::*;
///
/// /// Which books to show: 2 where the request does not say, 100 at most. A marker is a book's number.
/// type Pages = Paging<u32, 2, 100>;
///
/// #[controller(path = "/books", key = number: u32, many = "books")]
/// struct Books;
///
/// #[routes]
/// impl Books {
///     /// List the numbers of books.
///     #[index]
///     async fn index(&self, page: Pages) -> Result<Page<u32>, BadRequest> {
///         let first = page.marker().map_or(1, |last| last + 1);
///         let found = (first..=5).take(page.fetch()).collect();
///         Ok(page.of(found, |number| *number))
///     }
/// }
///
/// api! {
///     struct Shop at "/";
///     controllers: [Books];
/// }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() {
/// let client = terrace::TestClient::new(Shop::new(()));
/// let get = async |path: &str| client.get(path).header("host", "shop.example").await.text().to_owned();
/// assert_eq!(get("/books").await, r#"{"books":[1,2],"next":"http://shop.example/books?marker=2"}"#);
/// assert_eq!(get("/books?limit=4&marker=2").await, r#"{"books":[3,4,5]}"#);
/// # }
/// ```
///
/// A `limit` of 0 or above the maximum, and a `marker` that is not of its type, are refused with 400; a dialect may take such a
/// limit for the nearest one that it can mean, as OpenStack's services do. That nothing has a marker is for the handler
/// to say, also with 400.
///
/// A list that is sorted by more than an id has markers that say more, as any type that is a [`Parameter`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paging<M = String, const DEFAULT: u32 = 100, const MAXIMUM: u32 = 1000> {
    limit: u32,
    marker: Option<M>,
}

impl<M: Parameter, const DEFAULT: u32, const MAXIMUM: u32> Paging<M, DEFAULT, MAXIMUM> {
    /// How many the page holds at most.
    pub fn limit(&self) -> u32 {
        self.limit
    }

    /// How many to look for: one more than the page holds, which tells whether any follow.
    pub fn fetch(&self) -> usize {
        self.limit as usize + 1
    }

    /// The last one on the page before; `None` on the first page.
    pub fn marker(&self) -> Option<&M> {
        self.marker.as_ref()
    }

    /// The page, of those found: [`Paging::fetch`] at most, beginning behind the marker. `marker` tells that of an item.
    pub fn of<T>(&self, mut found: Vec<T>, marker: impl FnOnce(&T) -> M) -> Page<T> {
        let more = found.len() > self.limit as usize;
        found.truncate(self.limit as usize);
        let next = found.last().filter(|_| more).map(|last| text(&marker(last)));
        Page { items: found, next }
    }

    /// The page, of those found: [`Paging::limit`] at most. One that is full has a next page, also where nothing follows: one
    /// need not look for one more, and OpenStack's clients are used to it.
    pub fn of_full<T>(&self, found: Vec<T>, marker: impl FnOnce(&T) -> M) -> Page<T> {
        let is_full = found.len() >= self.limit as usize;
        let next = found.last().filter(|_| is_full).map(|last| text(&marker(last)));
        Page { items: found, next }
    }
}

impl<C: Controller, M: Parameter, const DEFAULT: u32, const MAXIMUM: u32> FromRequest<C>
    for Paging<M, DEFAULT, MAXIMUM>
{
    const PART: Part = Part::Page(PageLimits { marker: &M::TYPE, default: DEFAULT, maximum: MAXIMUM });
    const ANSWERS: Answers = Answers { own: &[failure::answer(400, "")], parts: &[] };

    async fn from_request(cx: &mut Context, _: &'static str) -> Result<Self, Failure> {
        let asked: Asked<M> = read_own_query(cx, |name| PageLimits::NAMES.contains(&name))?;
        let limit = match asked.limit {
            None => DEFAULT,
            Some(limit) => match u32::try_from(limit).ok().filter(|limit| *limit <= MAXIMUM) {
                None if cx.dialect().clamps_limits() => MAXIMUM,
                Some(0) if cx.dialect().clamps_limits() => 0,
                None | Some(0) => {
                    let detail = format!("expected a number from 1 to {MAXIMUM}, found {limit}");
                    return Err(Failure::of_parameter("limit", detail));
                }
                Some(limit) => limit,
            },
        };
        Ok(Paging { limit, marker: asked.marker })
    }
}

/// What the query says.
#[model(crate = crate)]
struct Asked<M> {
    limit: Option<u64>,
    marker: Option<M>,
}

/// An answer: one page of a list, and a link to the next one where any follow. [`Paging::of`] makes it.
///
/// The items are below the controller's `many`, or `items` where it has none. The link beside them is absolute: the
/// request's own URL ([`BaseUrl`](crate::BaseUrl)) with another `marker` and all its other parameters. The API's dialect says where it is:
/// in `next`, or for OpenStack's in `books_links`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page<T> {
    items: Vec<T>,
    next: Option<String>,
}

impl<T> Page<T> {
    /// A page behind which nothing follows.
    pub fn last(items: Vec<T>) -> Self {
        Page { items, next: None }
    }

    /// A page behind which more follow, for a list whose markers are not its items' own: a client that sends this one gets them.
    pub fn before<M: Parameter>(items: Vec<T>, marker: &M) -> Self {
        Page { items, next: Some(text(marker)) }
    }

    /// What is on it.
    pub fn items(&self) -> &[T] {
        &self.items
    }

    /// The page as clients see it, item by item.
    pub fn map<U>(self, view: impl FnMut(T) -> U) -> Page<U> {
        Page { items: self.items.into_iter().map(view).collect(), next: self.next }
    }
}

/// The key of the items where nothing names them.
pub(crate) const ITEMS: &str = "items";

impl<T: Model> IntoResponse for Page<T> {
    const ANSWERS: Answers = Answers {
        own: &[Answer { status: Status::Route, description: "", content: Content::Page(&T::TYPE), headers: &[] }],
        // The link begins with what the request says of its host.
        parts: &[&Answers { own: &[failure::answer(400, "")], parts: &[] }],
    };

    fn into_response(self, cx: &Context) -> Response {
        let next = match self.next.map(|marker| next_url(cx, &marker)).transpose() {
            Ok(next) => next,
            Err(failure) => return cx.fail(&failure),
        };
        let next = next.as_deref().map(|url| (cx.dialect().next_page(), url));
        let key = cx.envelope(true).unwrap_or(ITEMS);
        json_response(cx, cx.scope().in_answer(|| json::write_page(&self.items, key, next)))
    }

    fn reach<'a>(&'a mut self, reached: &mut Reached<'a>) {
        self.items.iter_mut().for_each(|item| item.reach(reached));
    }
}

/// A marker as text. A number that JSON cannot say is none that a request can say either.
fn text<M: Parameter>(marker: &M) -> String {
    write_text(marker).unwrap_or_default()
}

/// The URL of the page behind a marker.
fn next_url(cx: &Context, marker: &str) -> Result<String, Failure> {
    /// What a value in a query is left as it is: RFC 3986's unreserved characters.
    const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
    let base = cx.base_url()?;
    let mut url = format!("{base}{}?", cx.uri().path());
    for pair in cx.uri().query().unwrap_or_default().split('&').filter(|pair| !pair.is_empty()) {
        let name = pair.split('=').next().unwrap_or_default();
        if percent_decode_str(name).ne(b"marker".iter().copied()) {
            url.push_str(pair);
            url.push('&');
        }
    }
    url.push_str("marker=");
    url.extend(utf8_percent_encode(marker, RESERVED));
    Ok(url)
}
