//! Two crates that know nothing of each other, and an API of a third that lists the controllers of both; and some that add
//! to a model of another, in an API of one more.

mod outside;

const MANIFEST: &str = r#"
[package]
name = "NAME"
version = "0.0.0"
edition = "2024"

[dependencies]
terrace = { path = "{terrace}" }

[workspace]
"#;

const FLAVORS: &str = r#"
use terrace::prelude::*;

#[controller(path = "/flavors")]
pub struct Flavors;

#[routes]
impl Flavors {
    #[index]
    async fn index(&self) -> Json<Vec<String>> {
        Json(Vec::new())
    }
}
"#;

const SERVICE: &str = r#"
use terrace::prelude::*;

#[controller(path = "/")]
pub struct Sizes;

#[routes]
impl Sizes {
    #[get("/flavors")]
    async fn all(&self) {}
}

api! {
    pub struct Compute at "/v2.1";
    controllers: [flavors::Flavors, Sizes];
}
"#;

#[test]
fn a_collision_across_crates_names_both_handlers_with_file_and_line() {
    let flavors = MANIFEST.replace("NAME", "flavors");
    let service = MANIFEST
        .replace("NAME", "service")
        .replace("[workspace]", "flavors = { path = \"../flavors\" }\n\n[workspace]");
    let output = outside::check(
        &[
            ("flavors/Cargo.toml", &flavors),
            ("flavors/src/lib.rs", FLAVORS),
            ("service/Cargo.toml", &service),
            ("service/src/lib.rs", SERVICE),
        ],
        "service",
    );
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success(), "the collision was not seen");
    assert_eq!(said.matches("error[").count(), 1, "{said}");
    for part in [
        "route conflict: `GET /v2.1/flavors` is declared by both `Flavors::index` (",
        "flavors/src/lib.rs:10) and `Sizes::all` (src/lib.rs:10)",
        "help: give one of them another path",
        "controllers: [flavors::Flavors, Sizes];",
        "--> src/lib.rs:15:37",
    ] {
        assert!(said.contains(part), "{part} is not in\n{said}");
    }
}

const COMPUTE: &str = r#"
use terrace::prelude::*;

#[model(open)]
pub struct Server {
    pub name: String,
    pub extra: Extra<Server>,
}

#[controller(path = "/servers")]
pub struct Servers;

#[routes]
impl Servers {
    #[show]
    async fn show(&self) -> Json<Server> {
        Json(Server { name: String::new(), extra: Extra::default() })
    }
}
"#;

const ACME: &str = r#"
use terrace::prelude::*;

#[model(extends = compute::Server, prefix = "ACME")]
pub struct Rack {
    pub row: u8,
}

#[model(extends = compute::Server, prefix = "ACME")]
pub struct Room {
    pub row: String,
}
"#;

const CLOUD: &str = r#"
use terrace::prelude::*;

api! {
    pub struct Cloud at "/";
    additions: [acme::Rack, acme::Room];
    controllers: [compute::Servers];
}
"#;

/// The manifest of a crate that depends on crates beside it.
fn depending(name: &str, on: &[&str]) -> String {
    let on: String = on.iter().map(|name| format!("{name} = {{ path = \"../{name}\" }}\n")).collect();
    MANIFEST.replace("NAME", name).replace("[workspace]", &format!("{on}\n[workspace]"))
}

#[test]
fn what_a_second_crate_adds_to_a_model_of_the_first_is_judged_in_the_third() {
    let compute = MANIFEST.replace("NAME", "compute");
    let (acme, cloud) = (depending("acme", &["compute"]), depending("cloud", &["compute", "acme"]));
    let check = |service: &str| {
        let files = [
            ("compute/Cargo.toml", compute.as_str()),
            ("compute/src/lib.rs", COMPUTE),
            ("acme/Cargo.toml", acme.as_str()),
            ("acme/src/lib.rs", ACME),
            ("cloud/Cargo.toml", cloud.as_str()),
            ("cloud/src/lib.rs", service),
        ];
        outside::check(&files, "cloud")
    };
    let fine = check(&CLOUD.replace(", acme::Room", ""));
    assert!(fine.status.success(), "{}", String::from_utf8_lossy(&fine.stderr));
    let output = check(CLOUD);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(said.matches("error[").count(), 1, "{said}");
    for part in [
        "`Rack` and `Room` both add `ACME:row` to `Server`",
        "help: give one of them another prefix",
        "--> src/lib.rs:6:35",
    ] {
        assert!(said.contains(part), "{part} is not in\n{said}");
    }
}

const STATUS: &str = r#"
use terrace::prelude::*;
use terrace::{Batch, Failure};

#[model(extends = compute::Server, prefix = "OS-EXT")]
pub struct Status {
    pub state: String,
}

#[extension(alias = "os-status", updated = "2011-11-03", fields = [Status])]
pub struct ExtendedStatus;

impl Batch<Status> for ExtendedStatus {
    async fn batch(&self, servers: &[&compute::Server]) -> Result<Vec<Status>, Failure> {
        Ok(servers.iter().map(|server| Status { state: server.name.clone() }).collect())
    }
}
"#;

const EXTENDED: &str = r#"
use terrace::prelude::*;

api! {
    pub struct Cloud at "/";
    controllers: [compute::Servers];
    extensions: [status::ExtendedStatus, volumes::ExtendedVolumes];
}
"#;

#[test]
fn extensions_of_two_crates_give_fields_to_a_model_of_a_third_that_must_be_two_fields() {
    let compute = MANIFEST.replace("NAME", "compute");
    let (status, volumes) = (depending("status", &["compute"]), depending("volumes", &["compute"]));
    let cloud = depending("cloud", &["compute", "status", "volumes"]);
    let check = |field: &str| {
        let of_volumes = STATUS.replace("Status", "Volumes").replace("os-status", "os-volumes");
        let files = [
            ("compute/Cargo.toml", compute.as_str()),
            ("compute/src/lib.rs", COMPUTE),
            ("status/Cargo.toml", &status),
            ("status/src/lib.rs", STATUS),
            ("volumes/Cargo.toml", &volumes),
            ("volumes/src/lib.rs", &of_volumes.replace("state", field)),
            ("cloud/Cargo.toml", &cloud),
            ("cloud/src/lib.rs", EXTENDED),
        ];
        outside::check(&files, "cloud")
    };
    let fine = check("attached");
    assert!(fine.status.success(), "{}", String::from_utf8_lossy(&fine.stderr));
    let output = check("state");
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(said.matches("error[").count(), 1, "{said}");
    for part in [
        "`Status` and `Volumes` both add `OS-EXT:state` to `Server`",
        "help: give one of them another prefix",
        "--> src/lib.rs:7:51",
    ] {
        assert!(said.contains(part), "{part} is not in\n{said}");
    }
}
