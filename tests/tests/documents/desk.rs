//! What else a request may carry, and what else an answer may say.

use std::time::SystemTime;

use terrace::prelude::*;
use terrace::{PermanentRedirect, SeeOther};

/// A note.
#[model]
pub(crate) struct Note {
    /// What it says.
    pub(crate) text: String,
}

impl Tagged for Note {
    const MODIFIED: Option<fn(&Self) -> SystemTime> = Some(|_| SystemTime::UNIX_EPOCH);

    fn etag(&self) -> ETag {
        ETag::strong(&self.text)
    }
}

/// What became of a note that was put in a place.
#[derive(Answer)]
pub(crate) enum Placed {
    /// The place was free.
    #[answer(status = 201)]
    Made {
        note: Json<Note>,
        /// How often the place was taken.
        #[header("x-revision")]
        revision: u8,
    },
    /// The note has taken the place of these.
    #[answer(status = 200)]
    Replaced {
        notes: Json<Vec<Note>>,
        /// Who wrote them.
        #[header("x-authors")]
        authors: Vec<String>,
        #[header("etag")]
        tag: Option<ETag>,
    },
    /// It was there.
    #[answer(status = 204)]
    Same,
}

/// What becomes of a note.
#[model]
pub(crate) struct Change {
    /// Who wrote it.
    #[check(length = 1..=20)]
    pub(crate) author: Patch<String>,
    /// The note that it answers.
    pub(crate) answers: Patch<Note>,
}

/// What a form says.
#[model]
pub(crate) struct Draft {
    /// What the note says.
    #[check(length = 1..=80)]
    pub(crate) text: String,
    /// Who wrote it.
    pub(crate) author: Option<String>,
    /// What it is about.
    #[serde(default)]
    pub(crate) tags: Vec<String>,
}

/// Notes.
#[controller(path = "/notes", key = note: u32, one = "note", many = "notes")]
pub(crate) struct Notes;

#[routes]
impl Notes {
    /// Write a note.
    #[create]
    async fn create(&self, note: Json<Note>) -> Created<Located<Json<Note>>> {
        Created::at("/notes/1", note)
    }

    /// List notes.
    #[index]
    async fn index(&self, page: Paging<u32, 20, 200>) -> Page<Note> {
        page.of(Vec::new(), |_| 0)
    }

    #[load]
    async fn load(&self, note: u32) -> Option<Note> {
        Some(Note { text: note.to_string() })
    }

    /// Show a note.
    #[show(etag)]
    async fn show(&self, note: Loaded<Notes>) -> String {
        note.text.clone()
    }

    /// Throw a note away.
    #[delete(etag = required)]
    async fn delete(&self, note: Loaded<Notes>) {
        let _ = note;
    }

    /// Change a note.
    #[update(patch)]
    async fn update(&self, change: Json<Change>) -> Json<Change> {
        change
    }

    /// Print all notes.
    #[post("/print")]
    async fn print(&self) -> Result<Accepted<Located>, Conflict> {
        Ok(Accepted::at("/notes/printed", ()))
    }

    /// Put a note in the place of another.
    #[put(member, "/place")]
    async fn place(&self, note: Json<Note>) -> Result<Placed, Conflict> {
        Ok(match note.text.as_str() {
            "" => Placed::Same,
            "all" => Placed::Replaced { notes: Json(vec![note.0]), authors: Vec::new(), tag: None },
            _ => Placed::Made { note, revision: 1 },
        })
    }

    /// Write a note by a form.
    #[post("/form", body_bytes = 4 << 10)]
    async fn write(&self, form: Form<Draft>) -> String {
        form.into_inner().text
    }

    /// See what was printed.
    #[get("/printed")]
    async fn printed(&self, printer: Cookie<Option<u16>>) -> SeeOther {
        let _ = printer;
        SeeOther::to("/notes")
    }

    /// See what was printed before.
    #[get("/printed/old")]
    async fn printed_before(&self) -> Option<PermanentRedirect> {
        Some(PermanentRedirect::to("/notes/printed"))
    }
}

api! {
    /// A desk.
    pub(crate) struct Desk at "/";
    controllers: [Notes];
}

#[test]
fn it_has_its_document() {
    insta::assert_snapshot!("desk", terrace_codegen::document::<Desk>(None).expect("no two types of one name"));
}
