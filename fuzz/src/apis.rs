//! The APIs that requests are sent to: every kind of reader is in one of them.

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, SystemTime};

use terrace::prelude::*;

versions! { pub Nova: "2.1" ..= "2.60" }
versions! { pub Dates: "2025-10-10", "2026-01-01", "2026-07-01" }

/// The versions of [`Cloud`].
pub const NOVA: &terrace::VersionSet = <Nova as terrace::Versions>::SET;

#[model]
#[serde(rename_all = "snake_case")]
pub enum Order {
    Ascending,
    Descending,
}

#[model]
pub struct Tag(#[check(length = 1..=5)] String);

#[model]
#[serde(rename_all = "snake_case")]
pub enum Disk {
    Nothing,
    Held(Point),
    Blank { size: u8, next: Option<Box<Disk>> },
    Listed(Vec<Point>),
}

#[model]
#[serde(tag = "type")]
pub enum Event {
    Started,
    Stopped { code: i32 },
    Held(Point),
}

#[model]
#[serde(tag = "type", content = "value")]
pub enum Change {
    Nothing,
    Renamed(Tag),
    Maybe(Option<u8>),
}

#[model]
#[serde(untagged)]
pub enum Networks {
    Number(i64),
    Mode(String),
    Chosen(Vec<Uuid>),
    At(Point),
}

/// What could be read in very many ways.
#[model]
#[serde(untagged)]
pub enum Nested {
    Leaf(u8),
    One {
        next: Box<Nested>,
    },
    Two {
        next: Box<Nested>,
        #[serde(default)]
        size: u8,
    },
    Many(Vec<Nested>),
}

#[model]
pub struct Point {
    #[check(range = -9..=9)]
    x: i8,
    #[serde(default)]
    y: u32,
}

#[model]
#[serde(rename_all = "camelCase")]
pub struct All {
    text: Option<String>,
    #[check(length = 1..=5)]
    short_text: Option<String>,
    flag: Option<bool>,
    small: Option<u8>,
    large: Option<i64>,
    unsigned: Option<u64>,
    #[check(range = 0.5..=1.5)]
    ratio: Option<f64>,
    single: Option<f32>,
    id: Option<Uuid>,
    #[serde(default)]
    #[check(items = ..=4, unique)]
    tags: Vec<Tag>,
    names: Option<BTreeSet<String>>,
    map: Option<BTreeMap<String, Option<u8>>>,
    any: Option<serde_json::Value>,
    order: Option<Order>,
    disk: Option<Disk>,
    event: Option<Event>,
    change: Option<Change>,
    networks: Option<Networks>,
    nested: Option<Nested>,
    #[serde(default, skip_serializing_if = "Patch::is_absent")]
    patch: Patch<u16>,
    inner: Option<Box<All>>,
    unit: Option<Box<Point>>,
}

#[model]
pub struct Filter {
    #[serde(default)]
    deleted: bool,
    #[check(range = 1..=100)]
    limit: Option<u8>,
    #[serde(default)]
    sort: Vec<Tag>,
    order: Option<Order>,
    name: Option<String>,
    ids: Option<Vec<i32>>,
    size: Option<u64>,
    id: Option<Uuid>,
}

#[controller(path = "/all", key = id: u32, one = "all", many = "alls")]
pub struct Everything;

#[routes]
impl Everything {
    #[load]
    async fn load(&self, id: u32) -> Option<u32> {
        (id < 1000).then_some(id)
    }

    #[index]
    async fn index(&self, filter: Query<Filter>) -> Json<Vec<Filter>> {
        Json(vec![filter.into_inner()])
    }

    #[create]
    async fn create(&self, all: Json<All>) -> Json<All> {
        all
    }

    #[show]
    async fn show(&self, all: Loaded<Self>) -> String {
        all.to_string()
    }

    #[update]
    async fn update(&self, all: Option<Json<All>>) -> Json<Option<All>> {
        Json(all.map(Json::into_inner))
    }

    #[post("/form", status = 200, envelope = "alls")]
    async fn form(&self, filter: Form<Filter>) -> Json<Vec<Filter>> {
        Json(vec![filter.into_inner()])
    }

    #[post("/bytes")]
    async fn bytes(&self, body: Bytes) -> String {
        body.len().to_string()
    }

    #[action("stop")]
    async fn stop(&self) {}

    #[action("rename")]
    async fn rename(&self, tag: Json<Tag>) -> Json<Tag> {
        tag
    }
}

#[controller(path = "/inputs")]
pub struct Inputs;

#[routes]
impl Inputs {
    #[get("/headers")]
    async fn headers(
        &self,
        x_count: Header<u8>,
        x_name: Header<Option<String>>,
        x_order: Header<Option<Order>>,
        x_id: Header<Option<Uuid>>,
        visits: Cookie<Option<i16>>,
        theme: Cookie<Option<Tag>>,
    ) -> Json<serde_json::Value> {
        let (name, order, id) = (x_name.into_inner(), x_order.is_some(), x_id.into_inner());
        Json(serde_json::json!({
            "x-count": *x_count,
            "x-name": name,
            "x-order": order,
            "x-id": id,
            "visits": *visits,
            "theme": theme.is_some(),
        }))
    }

    #[get("/paths/{number}/{id: uuid}/{name}/{tail: rest}")]
    async fn paths(&self, number: Path<i8>, id: Path<Uuid>, name: Path<Tag>, tail: Path<String>) -> String {
        format!("{} {} {} {}", *number, *id, name.0.0, *tail)
    }

    #[get("/mount")]
    async fn mount(&self, owner: Mount<u8>) -> String {
        owner.to_string()
    }
}

/// A note, which has a tag and a date.
pub struct Note;

impl Tagged for Note {
    const MODIFIED: Option<fn(&Self) -> SystemTime> =
        Some(|_| SystemTime::UNIX_EPOCH + Duration::from_secs(784_111_777));

    fn etag(&self) -> ETag {
        ETag::strong("a")
    }
}

#[controller(path = "/notes", key = id: u32, many = "notes")]
pub struct Notes;

#[routes]
impl Notes {
    #[load]
    async fn load(&self, id: u32) -> Option<Note> {
        (id == 1).then_some(Note)
    }

    #[index]
    async fn index(&self, page: Paging<String, 2, 5>) -> Page<String> {
        let behind = page.marker().cloned().unwrap_or_default();
        page.of((0..page.fetch()).map(|number| format!("{behind}{number}")).collect(), String::clone)
    }

    #[show(etag)]
    async fn show(&self, note: Loaded<Self>) -> String {
        let _: &Note = &note;
        "a note".to_owned()
    }

    #[update(etag)]
    async fn update(&self, note: Loaded<Self>, tag: Json<Tag>) -> Json<Tag> {
        let _: &Note = &note;
        tag
    }
}

api! {
    /// Its failures are problems.
    pub struct Site at "/{owner: slug}";
    controllers: [Everything, Inputs, Notes];
}

#[controller(path = "/servers", key = server_id: Uuid, versions = Nova, one = "server", many = "servers")]
pub struct Servers;

#[routes]
impl Servers {
    #[index(until = V2_10)]
    async fn before(&self, version: Version) -> String {
        version.to_string()
    }

    #[index(since = V2_10)]
    async fn after(&self, version: Version, filter: Query<Filter>) -> String {
        let _ = filter;
        version.to_string()
    }

    #[create]
    async fn create(&self, all: Json<All>) -> Json<All> {
        all
    }

    #[show]
    async fn show(&self, server_id: Path<Uuid>) -> String {
        server_id.to_string()
    }

    #[action("os-start")]
    async fn start(&self) {}

    #[action("rebuild", since = V2_26)]
    async fn rebuild(&self, disk: Json<Disk>) -> Json<Disk> {
        disk
    }
}

api! {
    /// Its failures are OpenStack's.
    pub struct Cloud(Nova) at "/v2.1", "/v2.1/{project_id: hex}";
    errors: openstack;
    negotiate: header("OpenStack-API-Version", service = "compute"), legacy "X-OpenStack-Nova-API-Version";
    controllers: [Servers, Pages];
}

#[controller(path = "/rooms", versions = Dates)]
pub struct Rooms;

#[routes]
impl Rooms {
    #[index]
    async fn index(&self, version: Version) -> String {
        version.to_string()
    }
}

#[controller(path = "/pages", versions = Nova, many = "pages")]
pub struct Pages;

#[routes]
impl Pages {
    #[index]
    async fn index(&self, page: Paging<u32, 2, 5>) -> Page<u32> {
        page.of((0..5).take(page.fetch()).collect(), |number| *number)
    }
}

#[controller(path = "/halls", versions = Dates)]
pub struct Halls;

#[routes]
impl Halls {
    #[index(since = V2026_01_01)]
    async fn index(&self, version: Version) -> String {
        version.to_string()
    }
}

api! {
    /// Its versions are dates, in the path.
    pub struct Dated(Dates) at "/{version}";
    negotiate: path("version");
    controllers: [Rooms, Halls];
}
