//! Two crates that know nothing of each other, and an API of a third that lists the controllers of both; and one that adds to a
//! model of another, in an API of a third.

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

#[test]
fn what_a_second_crate_adds_to_a_model_of_the_first_is_judged_in_the_third() {
    let compute = MANIFEST.replace("NAME", "compute");
    let depending = |name: &str, on: &[&str]| {
        let on: String = on.iter().map(|name| format!("{name} = {{ path = \"../{name}\" }}\n")).collect();
        MANIFEST.replace("NAME", name).replace("[workspace]", &format!("{on}\n[workspace]"))
    };
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
