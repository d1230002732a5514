//! An API without versions: problem documents, enums, recursion, headers, bytes, a security scheme.

use std::collections::BTreeMap;

use terrace::prelude::*;
use terrace::{Answers, Context, Controller, Part, Security};

use crate::print;

/// A note.
#[model]
pub(crate) struct Note {
    /// Its text.
    pub(crate) text: String,
    /// How much it matters.
    #[serde(default)]
    pub(crate) weight: Weight,
    /// What it is about.
    pub(crate) subject: Subject,
    /// Notes on the note.
    #[serde(default)]
    pub(crate) replies: Vec<Note>,
    /// What it answers.
    pub(crate) to: Option<Box<Note>>,
    /// Whatever else.
    #[serde(default)]
    pub(crate) extra: BTreeMap<String, Number>,
}

/// How much something matters.
#[model]
#[serde(rename_all = "lowercase")]
#[derive(Clone, Copy, Default)]
pub(crate) enum Weight {
    /// Not at all.
    #[default]
    Light,
    /// A lot.
    Heavy,
}

/// What a note is about.
#[model]
#[serde(tag = "kind", rename_all = "lowercase")]
pub(crate) enum Subject {
    /// Nothing.
    Nothing,
    /// Somebody.
    Person {
        /// The name.
        name: String,
    },
}

/// A number, of either kind.
#[model]
#[serde(untagged)]
pub(crate) enum Number {
    /// A whole one.
    Whole(i32),
    /// One with a fraction.
    Part(f64),
}

/// How a note may be changed.
#[model]
#[serde(tag = "op", content = "value", rename_all = "lowercase")]
pub(crate) enum Change {
    /// Another text.
    Text(String),
    /// No text.
    Clear,
}

/// Who asks.
pub(crate) struct Who;

impl<C: Controller> FromRequest<C> for Who {
    const PART: Part = Part::Security(Security::Bearer("token"));
    const ANSWERS: Answers = Answers::NONE;

    async fn from_request(_: &mut Context, _: &'static str) -> Result<Self, terrace::Failure> {
        Ok(Who)
    }
}

/// Notes.
#[controller(path = "/notes", key = number: u32)]
pub(crate) struct Notes;

#[routes]
impl Notes {
    /// Show a note.
    #[show]
    async fn show(&self, number: Path<u32>, x_trace: Header<Option<String>>) -> Option<Json<Note>> {
        let _ = (number, x_trace);
        None
    }

    /// Take a note.
    #[create]
    async fn create(&self, _who: Who, note: Json<Note>) -> Created<Json<Note>> {
        Created(note)
    }

    /// Change a note.
    #[update]
    async fn update(&self, number: Path<u32>, _who: Who, change: Json<Vec<Change>>) {
        let _ = (number, change);
    }

    /// Attach a picture.
    #[put(member, "/picture")]
    async fn picture(&self, number: Path<u32>, picture: Bytes) -> Bytes {
        let _ = number;
        picture
    }
}

api! {
    /// Notes.
    pub(crate) struct NoteBook at "/";
    controllers: [Notes];
}

#[test]
fn an_api_without_versions_has_one_document() {
    insta::assert_snapshot!("notes", terrace_codegen::document::<NoteBook>(None).unwrap());
}

#[test]
fn routes_of_an_api_without_versions_tell_of_none() {
    insta::assert_snapshot!("notes-routes", print::<NoteBook>(&["routes"]));
}
