//! Generated code relies on no name that a user's crate may lack or use otherwise.

mod outside;

use terrace::TestClient;

/// Without a prelude, no name is there that was not written with its path.
#[no_implicit_prelude]
mod no_prelude {
    ::terrace::versions! {
        /// Releases.
        pub(crate) Releases: "1" ..= "3"
    }

    /// Notes.
    #[::terrace::controller(path = "/notes", key = id: u32, versions = Releases, one = "note", many = "notes")]
    pub(crate) struct Notes {
        first: u32,
    }

    #[::terrace::routes]
    impl Notes {
        #[load]
        async fn load(&self, id: u32) -> ::std::result::Result<u32, ::terrace::NotFound> {
            ::std::result::Result::Ok(self.first + id)
        }

        #[show(since = V2, deprecated = V3)]
        async fn show(&self, note: ::terrace::Loaded<Self>, id: ::terrace::Path<u32>) -> ::terrace::Json<u32> {
            ::terrace::Json(*note + id.0)
        }

        #[cfg(test)]
        #[action("burn", pipeline = Again)]
        async fn burn(&self, how: ::terrace::Json<u32>) {
            let _ = how;
        }
    }

    /// Pages of a note.
    #[::terrace::controller(parent = Notes, path = "/pages", pipeline = Again)]
    pub(crate) struct Pages;

    #[::terrace::routes]
    impl Pages {
        #[index]
        async fn index(&self, note: ::terrace::Loaded<Notes>) -> ::terrace::Json<u32> {
            ::terrace::Json(*note)
        }
    }

    ::terrace::policies! {
        /// Who may do what.
        pub(crate) Rules;

        /// Look at notes.
        #[scopes(project)]
        #[renamed("notes:see", since = "1")]
        "notes:look": "user_id:%(owner)s";
    }

    /// A note, as rules see it.
    #[derive(::terrace::PolicyTarget)]
    #[target(unseen = gone)]
    pub(crate) struct Owned {
        #[target(name = "owner")]
        pub(crate) first: u32,
    }

    fn gone(_: &Owned) -> ::terrace::NotFound {
        ::std::default::Default::default()
    }

    /// Who remembers.
    #[derive(::std::clone::Clone, ::terrace::Provided)]
    pub(crate) struct Owner(u32);

    /// Says who remembers.
    #[::terrace::filter(headers = ["x-owner"], security = ::terrace::Security::Bearer("owner"))]
    pub(crate) async fn owned(
        first: &u32,
        request: ::terrace::filter::Request,
        next: impl ::terrace::filter::NextWith<Owner>,
    ) -> ::std::result::Result<::terrace::Response, ::terrace::Unauthorized> {
        ::std::result::Result::Ok(next.run(request, Owner(*first)).await)
    }

    #[::terrace::filter]
    async fn audited(
        owner: Owner,
        request: ::terrace::filter::Request,
        next: impl ::terrace::filter::Next,
    ) -> ::terrace::Response {
        let _ = owner.0;
        next.run(request).await
    }

    /// What was seen.
    #[derive(::std::clone::Clone, ::terrace::Provided)]
    pub(crate) struct Sight;

    #[::terrace::filter]
    fn seen(
        first: &u32,
        owner: Owner,
        request: ::terrace::filter::Head<'_>,
    ) -> ::std::result::Result<Sight, ::terrace::Forbidden> {
        let _ = (first, owner.0, request.method());
        ::std::result::Result::Ok(Sight)
    }

    ::terrace::pipeline! {
        /// Everything.
        pub(crate) Front: [owned, audited, seen]
    }

    ::terrace::pipeline! { Again: [audited] }

    ::terrace::removed! {
        /// What was forgotten.
        pub(crate) struct Forgotten(Releases);
        reason: "nobody knows";
        "/notes/{id}": delete;
        "/notes/{id}/action": action("fold");
    }

    ::terrace::api! {
        /// Memory.
        pub(crate) struct Memory(Releases) at "/{version}";
        negotiate: path("version"), header("Memory-Version", service = "memory"), query("v"), default = V2;
        pipelines: strategy { "front" => Front };
        controllers: [Notes, Pages, Forgotten];
    }
}

/// Names that stand for something else.
#[allow(non_camel_case_types, dead_code)]
mod shadowed {
    use ::terrace::{Provided, api, controller, filter, pipeline, routes, versions};

    pub(crate) struct Option;
    pub(crate) struct Some;
    pub(crate) struct None;
    pub(crate) struct Result;
    pub(crate) struct Ok;
    pub(crate) struct Err;
    pub(crate) struct Box;
    pub(crate) struct String;
    pub(crate) struct Vec;
    pub(crate) struct str;
    pub(crate) struct bool;
    pub(crate) struct u16;
    pub(crate) struct usize;
    pub(crate) trait Clone {}
    pub(crate) trait Copy {}
    pub(crate) trait Debug {}
    pub(crate) trait Send {}
    pub(crate) trait Sync {}
    pub(crate) mod core {}
    pub(crate) mod std {}
    pub(crate) mod terrace {}
    pub(crate) mod private {}

    versions! { pub(crate) Releases: "1", "2" }

    #[controller(path = "/notes", key = id: u32, versions = Releases)]
    pub(crate) struct Notes {
        first: u32,
    }

    #[routes]
    impl Notes {
        #[load]
        async fn load(&self, id: u32) -> ::std::option::Option<u32> {
            ::std::option::Option::Some(self.first + id)
        }

        #[show(since = V2, status = 203)]
        async fn show(&self, note: ::terrace::Loaded<Notes>) -> ::terrace::Json<u32> {
            ::terrace::Json(*note)
        }
    }

    #[controller(parent = Notes, path = "/pages")]
    pub(crate) struct Pages;

    #[routes]
    impl Pages {
        #[index]
        async fn index(&self, note: ::terrace::Loaded<Notes>) -> ::terrace::Json<u32> {
            ::terrace::Json(*note)
        }
    }

    #[derive(::std::clone::Clone, Provided)]
    pub(crate) struct Owner;

    #[filter]
    async fn owned(
        first: &u32,
        request: ::terrace::filter::Request,
        next: impl ::terrace::filter::NextWith<Owner>,
    ) -> ::terrace::Response {
        let _ = first;
        next.run(request, Owner).await
    }

    pipeline! { pub(crate) Front: [owned] }

    api! {
        pub(crate) struct Memory(Releases) at "/{version}";
        negotiate: path("version");
        pipeline: Front;
        errors: openstack;
        controllers: [Notes, Pages];
    }
}

#[tokio::test]
async fn nothing_is_taken_from_a_prelude() {
    let client = TestClient::new(no_prelude::Memory::new(40_u32));
    assert_eq!(client.get("/2/notes/1").send().await.text(), r#"{"note":42}"#);
    assert_eq!(client.get("/2/notes/1/pages").send().await.text(), "41");
}

#[tokio::test]
async fn users_names_are_their_own() {
    let client = TestClient::new(shadowed::Memory::new(40_u32));
    let answer = client.get("/2/notes/1").send().await;
    assert_eq!((answer.status().as_u16(), answer.text()), (203, "41"));
    assert_eq!(client.get("/2/notes/1/pages").send().await.text(), "41");
}

#[test]
fn the_dependency_may_have_another_name() {
    let manifest = r#"
[package]
name = "renamed"
version = "0.0.0"
edition = "2024"

[dependencies]
web = { package = "terrace", path = "{terrace}" }

[workspace]
"#;
    let code = r#"
#![deny(warnings)]
use web::prelude::*;

versions! {
    pub Releases: "1", "2";
    crate: web;
}

#[model(crate = web)]
pub struct Note {
    pub text: String,
}

#[derive(Failure)]
#[failure(status = 410, title = "Gone", crate = web)]
pub struct Burnt;

#[derive(Clone, FromRef)]
#[from_ref(crate = web)]
pub struct State {
    pub text: String,
}

#[controller(path = "/notes", key = id: u32, versions = Releases, crate = web)]
pub struct Notes {
    text: String,
}

#[routes(crate = web)]
impl Notes {
    #[load]
    async fn load(&self, id: u32) -> Result<u32, Burnt> {
        if id == 0 { Err(Burnt) } else { Ok(id) }
    }

    #[show(since = V1)]
    async fn show(&self, note: Loaded<Self>) -> Json<Note> {
        Json(Note { text: format!("{} {}", self.text, *note) })
    }
}

api! {
    pub struct Memory(Releases) at "/{version}";
    negotiate: path("version");
    controllers: [Notes];
    crate: web;
}

pub fn memory() -> Memory {
    Memory::new(State { text: "note".to_owned() })
}
"#;
    let output = outside::check(&[("renamed/Cargo.toml", manifest), ("renamed/src/lib.rs", code)], "renamed");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn rules_speak_of_what_a_derive_without_a_prelude_tells() {
    use terrace::policy::PolicyTarget;
    let owned = no_prelude::Owned { first: 7 };
    assert_eq!(owned.attribute("owner").as_deref(), Some("7"));
    assert_eq!(owned.attribute("first"), None);
    assert_eq!(owned.unseen().status(), 404);
}
