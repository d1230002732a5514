//! What a handler answers, and what is in a body.

use crate::schema::Type;

/// All that something may answer: answers of its own, and those of its parts.
#[derive(Clone, Copy, Debug)]
pub struct Answers {
    /// Its own.
    pub own: &'static [Answer],
    /// Those of its parts.
    pub parts: &'static [&'static Answers],
}

impl Answers {
    /// No answer at all.
    pub const NONE: Answers = Answers { own: &[], parts: &[] };

    /// These answers.
    pub const fn of(own: &'static [Answer]) -> Answers {
        Answers { own, parts: &[] }
    }

    /// The answers of several parts.
    pub const fn all(parts: &'static [&'static Answers]) -> Answers {
        Answers { own: &[], parts }
    }

    /// The status below 400 that the answers have of their own, where they have one.
    pub const fn success(&self) -> Option<u16> {
        let mut at = 0;
        while at < self.own.len() {
            match self.own[at].status {
                Status::Is(status) if status < 400 => return Some(status),
                _ => at += 1,
            }
        }
        let mut at = 0;
        while at < self.parts.len() {
            match self.parts[at].success() {
                Some(status) => return Some(status),
                None => at += 1,
            }
        }
        None
    }

    /// The status of a route with these answers: as declared, or else their own, or else the default of its kind.
    pub const fn status_or(&self, declared: Option<u16>, default: u16) -> u16 {
        match (declared, self.success()) {
            (Some(status), _) | (None, Some(status)) => status,
            (None, None) => default,
        }
    }

    /// Every answer, own ones first.
    pub fn each(&'static self, visit: &mut dyn FnMut(&'static Answer)) {
        self.own.iter().for_each(&mut *visit);
        for part in self.parts {
            part.each(visit);
        }
    }
}

/// One answer.
#[derive(Clone, Copy, Debug)]
pub struct Answer {
    /// The status.
    pub status: Status,
    /// What it means, for documents; the status's reason phrase where empty.
    pub description: &'static str,
    /// The body.
    pub content: Content,
    /// The headers beside it.
    pub headers: &'static [HeaderDoc],
}

/// The status of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// The route's own, [`Route::status`](super::Route::status).
    Route,
    /// This one.
    Is(u16),
}

/// What is in a body.
#[derive(Clone, Copy, Debug)]
pub enum Content {
    /// Nothing.
    Empty,
    /// JSON of a type; wrapped as the route says.
    Json(&'static Type),
    /// JSON: a page of a list of a type, with a link to the next one; the list is below the key that the route says.
    Page(&'static Type),
    /// A form (`application/x-www-form-urlencoded`) of a type, whose fields are the form's.
    Form(&'static Type),
    /// Bytes of a media type; [`Content::ANY`] where it may be any.
    Bytes(&'static str),
    /// Bytes of any media type, of which a request may ask for a range, and whose conditions are kept.
    Ranged,
    /// JSON of a type on each line.
    Lines(&'static Type),
    /// Server-sent events, whose data is text, or JSON of a type.
    Events(Option<&'static Type>),
    /// A failure, in the API's dialect.
    Failure,
}

impl Content {
    /// Any media type.
    pub const ANY: &'static str = "*/*";
    /// The media type of JSON lines.
    pub const LINES: &'static str = "application/x-ndjson";
    /// The media type of server-sent events.
    pub const EVENTS: &'static str = "text/event-stream";

    /// The type that it is made of, where it is made of one.
    pub const fn ty(&self) -> Option<&'static Type> {
        match self {
            Content::Json(ty) | Content::Page(ty) | Content::Form(ty) | Content::Lines(ty) => Some(ty),
            Content::Events(ty) => *ty,
            Content::Empty | Content::Bytes(_) | Content::Ranged | Content::Failure => None,
        }
    }
}

/// A header of an answer.
#[derive(Clone, Copy, Debug)]
pub struct HeaderDoc {
    /// Its name.
    pub name: &'static str,
    /// What it says.
    pub description: &'static str,
    /// What its value is, as text. Beside a success it is always there, unless this is an `Option` or a list.
    pub ty: &'static Type,
}
