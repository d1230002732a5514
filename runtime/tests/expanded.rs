//! What the macros write, written by hand: a resource with a loader and an action, a child, an API of both.
//!
//! It is served here as the macros' output is, so that the runtime is tested without them.

use core::convert::Infallible;
use core::future::Future;
use core::task::{Context as Task, Poll};

use terrace::private::{
    Answering, ApiTable, Arg, Built, Class, Content, Deprecation, Doc, Entry, Envelope, Key, Keyless, Level, LoadedBy,
    Method, Mount, Negotiation, Node, Outcome, Place, Range, ResourceTable, RouteTable, Segment, Service, Type,
    Unversioned, Variable,
};
use terrace::{
    Accepted, Api, App, Context, Controller, Dialect, Failure, FromRequest, FromState, IntoResponse, Json, Loaded,
    Loads, Model, NotFound, Parts, Path, Routes, TestClient, Under, dialect,
};

const PLACE: Place = Place { file: file!(), line: line!() };

/// Shelves, each with as many books as its number says.
#[derive(Clone)]
struct Shelves {
    names: Vec<&'static str>,
}

impl Shelves {
    async fn load(&self, shelf: u8) -> Result<String, NotFound> {
        let name = self.names.get(usize::from(shelf)).ok_or_else(|| NotFound::new(format!("no shelf {shelf}")))?;
        Ok((*name).to_owned())
    }

    async fn show(&self, shelf: Loaded<Shelves>) -> Json<String> {
        Json(shelf.clone())
    }

    async fn dust(&self, shelf: Loaded<Shelves>, how: Json<String>) -> Accepted<Json<String>> {
        Accepted(Json(format!("{} {}", *how, *shelf)))
    }
}

impl Controller for Shelves {
    type Versions = Unversioned;
    type Key = u8;
    const NODE: &'static Node = &Node {
        name: "Shelves",
        id: "expanded::Shelves",
        place: PLACE,
        parent: None,
        path: &[Segment::Literal("shelves")],
        key: Some(Key { variable: Variable { name: "shelf", class: Class::Any }, ty: &<u8 as Model>::TYPE }),
        versions: None,
        tag: "Shelves",
        one: Some("shelf"),
        many: Some("shelves"),
        doc: Doc::NONE,
    };
}

impl Under<Shelves> for Shelves {}

impl FromState<()> for Shelves {
    fn from_state(_: &Parts<()>) -> Self {
        Shelves { names: vec!["poems", "novels"] }
    }
}

type ShelfFound = Result<String, NotFound>;

impl Loads for Shelves {
    type Item = <ShelfFound as Outcome>::Item;
}

impl Routes for Shelves {
    const RESOURCE: &'static ResourceTable =
        &ResourceTable { node: Self::NODE, load: None, routes: &[SHELVES_SHOW, SHELVES_DUST] };

    async fn load(cx: &mut Context, own: bool) -> Result<(), Failure> {
        Self::load_above(cx).await?;
        if own {
            let key = <<Self as Controller>::Key as LoadedBy<Self, u8>>::take(cx, "shelf").await?;
            let this = cx.controller::<Self>();
            let item = Outcome::into_result(this.load(key).await)?;
            cx.keep::<Self>(item);
        }
        Ok(())
    }
}

const SHELVES_SHOW: RouteTable = RouteTable {
    name: "show",
    place: PLACE,
    method: Method::Get,
    level: Level::Member,
    path: &[],
    action: None,
    range: Range::ALL,
    deprecation: Deprecation::No,
    status: 200,
    operation_id: "shelves_show",
    envelope: Envelope::Inherit,
    doc: Doc::NONE,
    args: &[],
    answers: &<Json<String> as IntoResponse>::ANSWERS,
    handler: |mut cx| {
        Box::pin(async move {
            let shelf = <Loaded<Shelves> as FromRequest<Shelves>>::early(&mut cx, "shelf").await?;
            <Shelves as Routes>::load(&mut cx, true).await?;
            let shelf = <Loaded<Shelves> as FromRequest<Shelves>>::late(&mut cx, "shelf", shelf).await?;
            let this = cx.controller::<Shelves>();
            let answer = <Shelves>::show(this, shelf).await;
            Ok(IntoResponse::into_response(answer, &cx))
        })
    },
};

const SHELVES_DUST: RouteTable = RouteTable {
    name: "dust",
    place: PLACE,
    method: Method::Post,
    level: Level::Member,
    path: &[Segment::Literal("action")],
    action: Some("dust"),
    range: Range::ALL,
    deprecation: Deprecation::No,
    status: 200,
    operation_id: "shelves_dust",
    envelope: Envelope::Inherit,
    doc: Doc::NONE,
    args: &[Arg {
        name: "how",
        part: <Json<String> as FromRequest<Shelves>>::PART,
        answers: &<Json<String> as FromRequest<Shelves>>::ANSWERS,
    }],
    answers: &<Accepted<Json<String>> as IntoResponse>::ANSWERS,
    handler: |mut cx| {
        Box::pin(async move {
            let shelf = <Loaded<Shelves> as FromRequest<Shelves>>::early(&mut cx, "shelf").await?;
            let how = <Json<String> as FromRequest<Shelves>>::early(&mut cx, "how").await?;
            <Shelves as Routes>::load(&mut cx, true).await?;
            let shelf = <Loaded<Shelves> as FromRequest<Shelves>>::late(&mut cx, "shelf", shelf).await?;
            let how = <Json<String> as FromRequest<Shelves>>::late(&mut cx, "how", how).await?;
            let this = cx.controller::<Shelves>();
            let answer = <Shelves>::dust(this, shelf, how).await;
            Ok(IntoResponse::into_response(answer, &cx))
        })
    },
};

/// The books of a shelf.
struct Books;

impl Books {
    async fn show(&self, shelf: Loaded<Shelves>, book: Path<u8>) -> Option<String> {
        (*book < 3).then(|| format!("{} {}", *shelf, *book))
    }
}

impl Controller for Books {
    type Versions = <Shelves as Controller>::Versions;
    type Key = Keyless;
    const NODE: &'static Node = &Node {
        name: "Books",
        id: "expanded::Books",
        place: PLACE,
        parent: Some(<Shelves as Controller>::NODE),
        path: &[Segment::Literal("books")],
        key: None,
        versions: None,
        tag: "Books",
        one: None,
        many: None,
        doc: Doc::NONE,
    };

    async fn load_above(cx: &mut Context) -> Result<(), Failure> {
        <Shelves as Routes>::load(cx, true).await
    }
}

impl<X> Under<X> for Books where Shelves: Under<X> {}

impl<S> FromState<S> for Books {
    fn from_state(_: &Parts<S>) -> Self {
        Books
    }
}

impl Routes for Books {
    const RESOURCE: &'static ResourceTable = &ResourceTable { node: Self::NODE, load: None, routes: &[BOOKS_SHOW] };

    fn load(cx: &mut Context, _: bool) -> impl Future<Output = Result<(), Failure>> + Send {
        Self::load_above(cx)
    }
}

const BOOKS_SHOW: RouteTable = RouteTable {
    name: "show",
    place: PLACE,
    method: Method::Get,
    level: Level::Collection,
    path: &[Segment::Variable(Variable { name: "book", class: Class::Any })],
    action: None,
    range: Range::ALL,
    deprecation: Deprecation::No,
    status: 200,
    operation_id: "books_show",
    envelope: Envelope::Inherit,
    doc: Doc::NONE,
    args: &[],
    answers: &<Option<String> as IntoResponse>::ANSWERS,
    handler: |mut cx| {
        Box::pin(async move {
            let shelf = <Loaded<Shelves> as FromRequest<Books>>::early(&mut cx, "shelf").await?;
            let book = <Path<u8> as FromRequest<Books>>::early(&mut cx, "book").await?;
            <Books as Routes>::load(&mut cx, false).await?;
            let shelf = <Loaded<Shelves> as FromRequest<Books>>::late(&mut cx, "shelf", shelf).await?;
            let book = <Path<u8> as FromRequest<Books>>::late(&mut cx, "book", book).await?;
            let this = cx.controller::<Books>();
            let answer = <Books>::show(this, shelf, book).await;
            Ok(IntoResponse::into_response(answer, &cx))
        })
    },
};

#[derive(Clone, Debug)]
struct Library {
    app: App,
}

impl Api for Library {
    const TABLE: &'static ApiTable = &ApiTable {
        name: "Library",
        title: "Library",
        doc: Doc::NONE,
        versions: None,
        mounts: &[Mount { path: &[Segment::Literal("v1")] }],
        negotiation: Negotiation::None,
        entries: &[
            Entry { resource: <Shelves as Routes>::RESOURCE, mounts: None },
            Entry { resource: <Books as Routes>::RESOURCE, mounts: None },
        ],
    };
    const DIALECT: &'static dyn Dialect = &dialect::Problem;

    fn app(&self) -> &App {
        &self.app
    }
}

impl<S> FromState<S> for Library
where
    Shelves: FromState<S>,
    Books: FromState<S>,
{
    fn from_state(parts: &Parts<S>) -> Self {
        Library { app: App::new::<Self>([Built::of::<Shelves, S>(parts), Built::of::<Books, S>(parts)]) }
    }
}

impl<B> Service<http::Request<B>> for Library
where
    App: Service<http::Request<B>, Response = terrace::Response, Error = Infallible, Future = Answering>,
{
    type Response = terrace::Response;
    type Error = Infallible;
    type Future = Answering;

    fn poll_ready(&mut self, task: &mut Task<'_>) -> Poll<Result<(), Infallible>> {
        self.app.poll_ready(task)
    }

    fn call(&mut self, request: http::Request<B>) -> Answering {
        self.app.call(request)
    }
}

fn client() -> TestClient<Library> {
    TestClient::with(Parts::new(()))
}

#[tokio::test]
async fn a_member_is_loaded_and_shown_in_its_envelope() {
    let answer = client().get("/v1/shelves/0").await;
    assert_eq!((answer.status().as_u16(), answer.text()), (200, r#"{"shelf":"poems"}"#));
    assert!(answer.header("x-request-id").is_some());
}

#[tokio::test]
async fn a_loader_fails_for_what_is_below_it_too() {
    for path in ["/v1/shelves/7", "/v1/shelves/7/books/1"] {
        let answer = client().get(path).await;
        assert_eq!((answer.status().as_u16(), answer.value()["detail"].as_str()), (404, Some("no shelf 7")), "{path}");
    }
    assert_eq!(client().get("/v1/shelves/1/books/2").await.text(), "novels 2");
    assert_eq!(client().get("/v1/shelves/1/books/3").await.status(), 404);
}

#[tokio::test]
async fn an_action_is_chosen_by_the_bodys_key() {
    let dust = |body: &'static str| {
        client().post("/v1/shelves/1/action").header("content-type", "application/json").body(body).send()
    };
    let answer = dust(r#"{"dust": "gently"}"#).await;
    assert_eq!((answer.status().as_u16(), answer.text()), (202, r#""gently novels""#));
    for wrong in ["", "{", "{}", "[]", r#"{"dust": 1}"#, r#"{"paint": "red"}"#, r#"{"dust": "a", "paint": "b"}"#] {
        assert_eq!(dust(wrong).await.status(), 400, "{wrong}");
    }
}

#[tokio::test]
async fn what_is_not_there_is_told_in_the_dialect() {
    let answer = client().get("/v1/nothing").await;
    assert_eq!((answer.status().as_u16(), answer.header("content-type")), (404, Some("application/problem+json")));
    let answer = client().delete("/v1/shelves/1").await;
    assert_eq!((answer.status().as_u16(), answer.header("allow")), (405, Some("GET")));
}

#[test]
fn documents_see_what_is_answered() {
    let mut statuses = Vec::new();
    let mut content = None;
    BOOKS_SHOW.answers.each(&mut |answer| statuses.push(answer.status));
    SHELVES_SHOW.answers.each(&mut |answer| content = Some(answer.content));
    assert_eq!(statuses.len(), 2);
    assert!(matches!(content, Some(Content::Json(Type { .. }))));
}
