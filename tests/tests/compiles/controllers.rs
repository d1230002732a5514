use terrace::prelude::*;

mod inner {
    use terrace::prelude::*;

    versions! { pub(super) Releases: "1" }

    /// Without fields, key or versions.
    #[controller(path = "/")]
    pub(super) struct Root;

    #[routes]
    impl Root {}

    #[controller(path = "/notes", key = note_id: u64, versions = Releases, one = "note", many = "notes", tag = "memory")]
    #[derive(Debug)]
    pub(super) struct Notes {
        pub(super) title: String,
        count: u32,
        other_title: String,
    }

    #[routes]
    impl Notes {
        pub(super) const LIMIT: u32 = 3;

        #[index]
        pub(super) async fn index(&self) -> Json<String> {
            Json(format!("{} {} {}", self.title, self.count.min(Self::LIMIT), self.other_title))
        }

        fn _helper() {}
    }
}

use inner::{Notes, Releases, Root};

api! {
    pub struct Memory(Releases) at "/{version}";
    negotiate: path("version");
    controllers: [Root, Notes];
}

#[derive(Clone)]
struct State;

impl FromRef<State> for String {
    fn from_ref(_: &State) -> String {
        "a title".to_owned()
    }
}

impl FromRef<State> for u32 {
    fn from_ref(_: &State) -> u32 {
        7
    }
}

#[test]
fn it_starts() {
    let _memory: Memory = Memory::new(State);
}
