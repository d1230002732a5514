//! Two crates that know nothing of each other, and an API of a third that lists the controllers of both.

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
