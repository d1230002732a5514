//! Extensions that are off: what they bring is not there.

use terrace::prelude::*;
use terrace::settings::{Sources, Told};
use terrace::{Batch, Failure, Parts, TestClient, TestResponse};

versions! { Releases: "1", "2" }

#[model(versions = Releases, open)]
#[derive(Clone, Debug)]
struct Server {
    id: u32,
    extra: Extra<Server>,
}

#[controller(path = "/servers", key = id: u32, versions = Releases)]
struct Servers;

#[routes]
impl Servers {
    #[load]
    async fn load(&self, id: u32) -> Option<Server> {
        Some(Server { id, extra: Extra::default() })
    }

    #[show]
    async fn show(&self, server: Loaded<Servers>) -> Json<Server> {
        Json((*server).clone())
    }

    #[create]
    async fn create(&self, body: Json<Server>) -> Json<Server> {
        body
    }

    #[action("reboot")]
    async fn reboot(&self, _server: Loaded<Servers>) -> &'static str {
        "reboots"
    }
}

#[extension(alias = "os-shelve", updated = "2014-12-03", of = [Servers], controllers = [Shelf])]
struct Shelve;

#[routes(of = Servers)]
impl Shelve {
    #[action("shelve")]
    async fn shelve(&self, _server: Loaded<Servers>) -> &'static str {
        "shelves"
    }
}

#[controller(path = "/shelf", key = place: u32, versions = Releases)]
struct Shelf;

#[routes]
impl Shelf {
    #[load]
    async fn load(&self, place: u32) -> Option<u32> {
        Some(place)
    }

    #[show]
    async fn show(&self, place: Loaded<Shelf>) -> String {
        format!("place {}", *place)
    }
}

/// It stands below a controller of the other extension, and adds to it.
#[extension(alias = "os-dust", updated = "2014-12-03", of = [Shelf], controllers = [Dust])]
struct OfShelf;

#[routes(of = Shelf)]
impl OfShelf {
    #[get("/cleaned")]
    async fn cleaned(&self) -> &'static str {
        "never"
    }
}

#[controller(parent = Shelf, path = "/dust", versions = Releases)]
struct Dust;

#[routes]
impl Dust {
    #[show]
    async fn show(&self, place: Loaded<Shelf>) -> String {
        format!("dust of {}", *place)
    }
}

#[model(versions = Releases, extends = Server, prefix = "OS-EXT-STS")]
struct Status {
    #[read_only]
    vm_state: String,
}

#[extension(alias = "OS-EXT-STS", updated = "2011-11-03", fields = [Status], additions = [Rack])]
struct ExtendedStatus;

impl Batch<Status> for ExtendedStatus {
    async fn batch(&self, servers: &[&Server]) -> Result<Vec<Status>, Failure> {
        Ok(servers.iter().map(|_| Status { vm_state: "active".to_owned() }).collect())
    }
}

#[model(versions = Releases, extends = Server, prefix = "acme")]
struct Rack {
    #[serde(default)]
    row: u32,
}

#[extension(alias = "os-volumes", updated = "2011-11-03", fields = [Volumes])]
struct ExtendedVolumes;

#[model(versions = Releases, extends = Server, prefix = "os-volumes")]
struct Volumes {
    #[read_only]
    attached: u8,
}

impl Batch<Volumes> for ExtendedVolumes {
    async fn batch(&self, servers: &[&Server]) -> Result<Vec<Volumes>, Failure> {
        Ok(servers.iter().map(|_| Volumes { attached: 2 }).collect())
    }
}

api! {
    struct Compute(Releases) at "/";
    negotiate: header("Version");
    controllers: [Servers];
    extensions: [Shelve, OfShelf, ExtendedStatus, ExtendedVolumes];
}

fn without(aliases: &[&str]) -> TestClient<Compute> {
    let parts = aliases.iter().try_fold(Parts::new(()), |parts, alias| parts.without::<Compute>(alias));
    TestClient::with(parts.expect("extensions that there are")).header("version", "2")
}

fn set(settings: &str) -> TestClient<Compute> {
    let told: Told<()> = Sources::none()
        .application::<Compute>()
        .text("compute.toml", settings)
        .read()
        .expect("settings that are right");
    TestClient::with(Parts::new(()).settings(&told)).header("version", "2")
}

fn refused(sources: Sources) -> String {
    let read = sources.application::<Compute>().read::<()>();
    read.expect_err("an extension that there is not").to_string()
}

async fn act(client: &TestClient<Compute>, action: &str) -> TestResponse {
    let body = format!(r#"{{"{action}": null}}"#);
    client.post("/servers/1/action").header("content-type", "application/json").body(body).await
}

async fn text(client: &TestClient<Compute>, path: &str) -> String {
    client.get(path).await.text().to_owned()
}

#[tokio::test]
async fn what_is_off_has_no_routes_and_no_actions() {
    let (all, off) = (without(&[]), without(&["os-shelve"]));
    assert_eq!(text(&all, "/shelf/7").await, "place 7");
    assert_eq!(off.get("/shelf/7").await.status(), 404);
    assert_eq!(act(&all, "shelve").await.text(), "shelves");
    assert_eq!(act(&off, "shelve").await.status(), 400);
    assert_eq!(act(&off, "reboot").await.text(), "reboots");
}

#[tokio::test]
async fn what_is_below_or_belongs_to_what_is_off_is_not_there_either() {
    let (all, off) = (without(&[]), without(&["os-shelve"]));
    for (path, said) in [("/shelf/7/dust", "dust of 7"), ("/shelf/cleaned", "never")] {
        assert_eq!(text(&all, path).await, said);
        assert_eq!(off.get(path).await.status(), 404, "{path}");
    }
    let dusted = without(&["os-dust"]);
    assert_eq!(text(&dusted, "/shelf/7").await, "place 7");
    assert_eq!(dusted.get("/shelf/7/dust").await.status(), 404);
}

#[tokio::test]
async fn fields_of_what_is_off_are_in_no_answer() {
    let server = r#"{"id":1,"os-volumes:attached":2}"#;
    assert_eq!(text(&without(&["OS-EXT-STS", "os-shelve"]), "/servers/1").await, server);
    assert_eq!(text(&without(&["OS-EXT-STS", "os-volumes"]), "/servers/1").await, r#"{"id":1}"#);
}

#[tokio::test]
async fn what_is_off_by_itself_stays_off_when_settings_are_told() {
    let told: Told<()> = Sources::none()
        .application::<Compute>()
        .text("compute.toml", "extensions.deny = [\"OS-EXT-STS\"]")
        .read()
        .expect("settings that are right");
    let parts = Parts::new(()).without::<Compute>("os-volumes").expect("an extension that there is");
    let client = TestClient::<Compute>::with(parts.settings(&told)).header("version", "2");
    assert_eq!(text(&client, "/servers/1").await, r#"{"id":1}"#);
}

#[tokio::test]
async fn fields_of_what_is_off_are_unknown_in_a_body() {
    let create = async |client: TestClient<Compute>| {
        let body = r#"{"id": 1, "acme:row": 3}"#;
        client.post("/servers").header("content-type", "application/json").body(body).await
    };
    let taken = create(without(&["os-volumes"])).await;
    assert!(taken.text().contains(r#""acme:row":3"#), "{taken:?}");
    let refused = create(without(&["OS-EXT-STS"])).await;
    assert_eq!(refused.status(), 400);
    assert!(refused.text().contains("acme:row"), "{refused:?}");
}

#[tokio::test]
async fn settings_say_what_is_off() {
    let is_there = async |client: &TestClient<Compute>| {
        let (shelf, server) = (client.get("/shelf/7").await, client.get("/servers/1").await);
        (shelf.status() == 200, server.text().contains("OS-EXT-STS:vm_state"))
    };
    assert_eq!(is_there(&set("")).await, (true, true));
    assert_eq!(is_there(&set("extensions.allow = []")).await, (true, true));
    assert_eq!(is_there(&set(r#"extensions.allow = ["os-shelve"]"#)).await, (true, false));
    assert_eq!(is_there(&set(r#"extensions.deny = ["os-shelve"]"#)).await, (false, true));
    let both = "extensions.allow = ['os-shelve', 'OS-EXT-STS']\nextensions.deny = ['os-shelve']";
    assert_eq!(is_there(&set(both)).await, (false, true));
}

#[test]
fn an_alias_that_there_is_not_is_refused_where_it_stands() {
    let file = refused(Sources::none().text("compute.toml", "[extensions]\ndeny = ['os-shelf']"));
    assert_eq!(file, "compute.toml:2: `extensions.deny`: there is no extension `os-shelf`; did you mean `os-shelve`?");
    let flag = refused(Sources::none().flag("extensions.allow", "quotas"));
    let known = "known are `os-shelve`, `os-dust`, `OS-EXT-STS`, `os-volumes`";
    assert_eq!(flag, format!("--extensions.allow: there is no extension `quotas`; {known}"));
}

#[test]
fn settings_list_the_lists_where_there_are_extensions() {
    let defaults = Sources::none().application::<Compute>().defaults::<()>();
    assert!(defaults.contains("[extensions]"), "{defaults}");
    assert!(!Sources::none().defaults::<()>().contains("[extensions]"));
}
