//! Options of filters: they are defaults of settings, and nothing of the file is left in the program.

use std::convert::Infallible;
use std::path::{Path, PathBuf};

use terrace::TestClient;
use terrace::filter::{Filter, Layer, Request, Service};
use terrace::http::HeaderValue;
use terrace::prelude::*;
use terrace::settings::Sources;

use crate::filters::{self, mark};

/// A filter with settings: two of them, of two sections.
#[derive(Clone, Debug, Settings)]
struct Limit {
    bytes: u64,
    folder: PathBuf,
    #[setting(default = 1)]
    pace: u32,
    note: Option<String>,
}

impl Filter for Limit {
    type Layer = Limit;

    fn layer(self) -> Limit {
        self
    }
}

impl<S> Layer<S> for Limit {
    type Service = Limited<S>;

    fn layer(&self, behind: S) -> Limited<S> {
        Limited { behind, limit: self.clone() }
    }
}

#[derive(Clone)]
struct Limited<S> {
    behind: S,
    limit: Limit,
}

impl<S: Service<Request, Error = Infallible>> Service<Request> for Limited<S> {
    type Response = S::Response;
    type Error = Infallible;
    type Future = S::Future;

    fn poll_ready(&mut self, task: &mut std::task::Context<'_>) -> std::task::Poll<Result<(), Infallible>> {
        self.behind.poll_ready(task)
    }

    fn call(&mut self, mut request: Request) -> S::Future {
        request.headers_mut().insert("x-bytes", HeaderValue::from(self.limit.bytes));
        self.behind.call(request)
    }
}

/// Things.
#[controller(path = "/things")]
struct Things;

#[routes]
impl Things {
    /// Tell of them.
    #[index]
    async fn index(&self, x_bytes: Header<u64>) -> String {
        x_bytes.0.to_string()
    }
}

api! { struct Small at "/small"; controllers: [Things]; }
api! { struct Large at "/large"; controllers: [Things]; }

paste! {
    /// Two limits.
    struct Site from "./options.ini";
    composites: { "egg:Paste#urlmap" => urlmap };
    filters: {
        "shop:Limit" => Limit { max => bytes, unknown_here => _ },
        "shop:mark" => mark,
    };
    apps: { "egg:shop#main" => { "/small" => Small, "/large" => Large } };
}

#[derive(Settings)]
struct Told {
    parts: SiteFilters,
}

fn told(sources: &Sources) -> Result<SiteFilters, String> {
    let told = sources.read::<Told>().map_err(|error| error.to_string())?;
    Ok(told.settings.parts)
}

#[tokio::test]
async fn two_sections_of_one_factory_are_two_values() {
    let client = TestClient::new(Site::new(told(&Sources::none()).expect("right settings")));
    assert_eq!(client.get("/small/things").await.text(), "8");
    assert_eq!(client.get("/large/things").await.text(), "16");
    assert_eq!(filters::way(&client, "/small/things").await, "");
    assert_eq!(filters::way(&client, "/large/things").await, "mark");
}

#[test]
fn what_a_section_says_counts_where_nobody_sets_something_else() {
    let parts = told(&Sources::none()).expect("right settings");
    assert_eq!((parts.limit.bytes, parts.limit_large.bytes), (8, 16));
    // From `[DEFAULT]`, and from a `set` around it; a local one of the same name goes before that.
    assert_eq!((parts.limit.pace, parts.limit.note.as_deref()), (7, Some("ignored")));
    assert_eq!(parts.limit.folder, Path::new("./data/small"));

    let file = "parts.here = '/srv/shop'\nparts.limit.bytes = 9\nparts.limit-large.pace = 3";
    let refused = told(&Sources::none().text("shop.toml", file)).expect_err("a name that there is not");
    assert!(refused.contains("did you mean `parts.limit_large`?"), "{refused}");
    let parts = told(&Sources::none().text("shop.toml", file.replace("limit-large", "limit_large"))).expect("right");
    assert_eq!((parts.limit.bytes, parts.limit_large.bytes, parts.limit_large.pace), (9, 16, 3));
    assert_eq!(parts.limit.folder, Path::new("/srv/shop/data/small"));
}

#[test]
fn defaults_are_shown_with_their_sections() {
    let shown = Sources::none().defaults::<Told>();
    for line in ["[parts.limit]", "[parts.limit_large]", "bytes = 8", "bytes = 16", "pace = 7", r#"here = ".""#] {
        assert!(shown.lines().any(|shown| shown.trim_start_matches(['#', ' ']) == line), "{line} is not in {shown}");
    }
}

#[test]
fn neither_the_path_of_the_file_nor_its_folder_is_in_the_program() {
    let program = std::fs::read(std::env::current_exe().expect("a program")).expect("a file");
    let has = |text: &str| program.windows(text.len()).any(|window| window == text.as_bytes());
    assert!(has("filter:limit-large"), "sections are known, so this would find the file's name too");
    // Put together here, so that the test itself does not have it.
    let file = ["options", ".ini"].concat();
    assert!(!has(&file), "{file} is in the program");
    let file = ["nova_2015", ".ini"].concat();
    assert!(!has(&file), "{file} is in the program");
}
