//! An API with versions: two mounts, nesting, actions, ranges of versions, OpenStack's faults.

use terrace::prelude::*;

use crate::print;

versions! {
    /// Years.
    pub(crate) Years: "2024", "2025", "2026"
}

/// Where books stand.
#[model]
pub(crate) struct Shelf {
    /// Its id.
    pub(crate) id: Uuid,
    /// What is written on it.
    #[example("Poetry")]
    #[check(length = 1..=40)]
    pub(crate) label: String,
    /// How many books fit.
    pub(crate) room: u16,
    /// Where it came from, if anybody knows.
    pub(crate) origin: Option<String>,
}

/// A shelf to be put up.
#[model]
pub(crate) struct NewShelf {
    /// What to write on it.
    #[check(length = 1..=40)]
    pub(crate) label: String,
    /// How many books must fit.
    #[check(range = 1..=500)]
    #[serde(default = "hundred")]
    pub(crate) room: u16,
}

fn hundred() -> u16 {
    100
}

/// Which shelves to list.
#[model]
pub(crate) struct Filter {
    /// Part of the label.
    pub(crate) label: Option<String>,
    /// The most to list.
    #[check(range = 1..=100)]
    #[serde(default = "hundred")]
    pub(crate) limit: u16,
    /// Only shelves of these rooms.
    #[serde(default)]
    pub(crate) rooms: Vec<u16>,
}

/// How to clear a shelf.
#[model]
pub(crate) struct Clear {
    /// Where the books go.
    pub(crate) to: Uuid,
}

/// One page of a list.
#[model]
pub(crate) struct Page<T> {
    /// What is on it.
    pub(crate) items: Vec<T>,
    /// How to ask for the next.
    pub(crate) next: Option<String>,
}

/// Why nothing was done.
#[derive(Debug, Failure)]
pub(crate) enum Refused {
    /// There is no such shelf.
    #[failure(status = 404)]
    NoShelf,
    /// The shelf is not empty.
    #[failure(status = 409)]
    NotEmpty,
}

/// Shelves.
///
/// They stand in rooms.
#[controller(path = "/shelves", key = shelf_id: Uuid, versions = Years, one = "shelf", many = "shelves")]
pub(crate) struct Shelves;

#[routes]
impl Shelves {
    #[load]
    async fn load(&self, shelf_id: Uuid) -> Result<Shelf, Refused> {
        Ok(Shelf { id: shelf_id, label: String::new(), room: 1, origin: None })
    }

    /// List shelves.
    ///
    /// By label.
    #[index]
    async fn index(&self, filter: Query<Filter>) -> Json<Vec<Shelf>> {
        Json(Vec::with_capacity(filter.0.rooms.len()))
    }

    /// List the shelves that were put up last.
    #[get("/recent", since = V2025)]
    async fn recent(&self, page: Paging<Uuid>) -> terrace::Page<Shelf> {
        page.of(Vec::new(), |shelf: &Shelf| shelf.id)
    }

    /// List the shelves that are asked for most.
    #[get("/popular", since = V2025, envelope = none)]
    async fn popular(&self) -> Json<Page<Shelf>> {
        Json(Page { items: Vec::new(), next: None })
    }

    /// Show a shelf.
    #[show]
    async fn show(&self, shelf: Loaded<Shelves>) -> Result<Json<Shelf>, Refused> {
        if shelf.room == 0 { Err(Refused::NoShelf) } else { Err(Refused::NotEmpty) }
    }

    /// Put up a shelf.
    #[create(status = 202)]
    async fn create(&self, shelf: Json<NewShelf>) -> Json<Shelf> {
        Json(Shelf { id: Uuid::nil(), label: shelf.0.label, room: shelf.0.room, origin: None })
    }

    /// Take down a shelf.
    #[delete(deprecated = V2026)]
    async fn delete(&self, shelf: Loaded<Shelves>) -> Result<(), Refused> {
        if shelf.room == 0 { Ok(()) } else { Err(Refused::NotEmpty) }
    }

    /// Move the books elsewhere.
    #[action("clear", status = 202)]
    async fn clear(&self, _shelf: Loaded<Shelves>, how: Json<Clear>) -> Result<Accepted, Refused> {
        if how.0.to.is_nil() { Err(Refused::NotEmpty) } else { Ok(Accepted(())) }
    }

    /// Wipe the dust off.
    ///
    /// It will come back.
    #[action("dust", until = V2026)]
    async fn dust(&self, _shelf: Loaded<Shelves>) {}
}

/// Books on a shelf.
#[controller(parent = Shelves, path = "/books", key = isbn: String)]
pub(crate) struct Books;

#[routes]
impl Books {
    /// List the books on a shelf.
    #[index]
    async fn index(&self, shelf: Loaded<Shelves>) -> Json<Vec<String>> {
        Json(vec![shelf.label.clone()])
    }

    /// Turn to a page of a book.
    #[get(member, "/pages/{page: digits}")]
    async fn page(&self, isbn: Path<String>, page: Path<u16>) -> String {
        format!("{} {}", isbn.0, page.0)
    }
}

/// Whether the library is open.
#[controller(path = "/open", tag = "Hours")]
pub(crate) struct Hours;

#[routes]
impl Hours {
    /// Tell whether it is open.
    #[index]
    async fn index(&self) {}
}

api! {
    /// A library.
    ///
    /// With shelves.
    pub(crate) struct Library(Years) at "/v1", "/v1/{tenant: slug}";
    title: "Library API";
    errors: openstack;
    negotiate: header("Library-Version", service = "library");
    controllers: [Hours at "/", Shelves, Books];
}

fn document(label: &str) -> String {
    use terrace::Versions as _;
    terrace_codegen::document::<Library>(Years::SET.find(label)).expect("no two types of one name")
}

#[test]
fn every_version_has_its_document() {
    insta::assert_snapshot!("library-2024", document("2024"));
    insta::assert_snapshot!("library-2025-from-2024", difference(&document("2024"), &document("2025")));
    insta::assert_snapshot!("library-2026-from-2025", difference(&document("2025"), &document("2026")));
}

#[test]
fn routes_are_listed_for_people() {
    insta::assert_snapshot!("library-routes", print::<Library>(&["routes"]));
}

#[test]
fn routes_are_listed_as_json() {
    let routes: serde_json::Value = serde_json::from_str(&print::<Library>(&["routes", "--json"])).unwrap();
    let popular = routes.as_array().unwrap().iter().find(|route| route["handler"] == "Shelves::popular").unwrap();
    assert_eq!(popular["path"], "/v1/shelves/popular");
    assert_eq!((&popular["since"], &popular["until"]), (&"2025".into(), &serde_json::Value::Null));
    assert_eq!(
        (&popular["status"], &popular["statuses"]),
        (&serde_json::json!([200]), &serde_json::json!([200, 400, 406, 500, 503]))
    );
}

/// The lines in which two documents differ.
fn difference(old: &str, new: &str) -> String {
    similar::TextDiff::from_lines(old, new).unified_diff().context_radius(1).to_string()
}
