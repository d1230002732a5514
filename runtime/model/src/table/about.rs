//! What documents tell beside the contract: who is behind an API, where it is served, what else there is to read.

use super::Doc;

/// What documents say of an API as a whole.
#[derive(Clone, Copy, Debug)]
pub struct About {
    /// Who answers for it.
    pub contact: Option<Contact>,
    /// How it may be used.
    pub license: Option<License>,
    /// The URL of its terms of service.
    pub terms_of_service: Option<&'static str>,
    /// Where it is served; where nothing is said, wherever the document is.
    pub servers: &'static [Server],
    /// The tags that are told of in its own words, in this order; those of other controllers follow.
    pub tags: &'static [Tag],
}

impl About {
    /// Nothing is said.
    pub const NONE: About = About { contact: None, license: None, terms_of_service: None, servers: &[], tags: &[] };
}

/// Who answers for an API.
#[derive(Clone, Copy, Debug)]
pub struct Contact {
    /// A person or a team.
    pub name: &'static str,
    /// Where to write.
    pub email: Option<&'static str>,
    /// Where to read more.
    pub url: Option<&'static str>,
}

/// How an API may be used.
#[derive(Clone, Copy, Debug)]
pub struct License {
    /// What it is called.
    pub name: &'static str,
    /// Its SPDX expression.
    pub identifier: Option<&'static str>,
    /// Where it is to be read, where it has no such expression.
    pub url: Option<&'static str>,
}

/// Where an API is served.
#[derive(Clone, Copy, Debug)]
pub struct Server {
    /// A URL, with variables in braces, to which paths are appended.
    pub url: &'static str,
    /// Its doc comment.
    pub doc: Doc,
    /// What the variables may be.
    pub variables: &'static [ServerVariable],
    /// What else is told of it.
    pub remarks: &'static Remarks,
}

/// A variable of a server's URL.
#[derive(Clone, Copy, Debug)]
pub struct ServerVariable {
    /// Its name.
    pub name: &'static str,
    /// Its doc comment.
    pub doc: Doc,
    /// What it is where a client does not choose.
    pub default: &'static str,
    /// All that it may be, the default among them; anything where empty.
    pub values: &'static [&'static str],
}

/// What is told of a tag.
#[derive(Clone, Copy, Debug)]
pub struct Tag {
    /// The tag's name, which at least one controller has.
    pub name: &'static str,
    /// Its doc comment.
    pub doc: Doc,
    /// What else is told of it.
    pub remarks: &'static Remarks,
}

/// What is told of something beside what it is.
#[derive(Clone, Copy, Debug)]
pub struct Remarks {
    /// What there is to read about it.
    pub docs: Option<ExternalDocs>,
    /// Members of its object in documents that OpenAPI does not know.
    pub extensions: &'static [Extension],
}

impl Remarks {
    /// Nothing is told.
    pub const NONE: &'static Remarks = {
        // One, wherever it is named: nearly everything has nothing to tell.
        static NONE: Remarks = Remarks { docs: None, extensions: &[] };
        &NONE
    };

    /// Whether nothing is told.
    pub const fn is_empty(&self) -> bool {
        self.docs.is_none() && self.extensions.is_empty()
    }
}

/// A page about something.
#[derive(Clone, Copy, Debug)]
pub struct ExternalDocs {
    /// Where it is.
    pub url: &'static str,
    /// What it tells.
    pub description: Option<&'static str>,
}

/// A member of an object in documents that OpenAPI does not know.
#[derive(Clone, Copy, Debug)]
pub struct Extension {
    /// Its name, which begins with `x-`.
    pub name: &'static str,
    /// Its value, as JSON text.
    pub value: &'static str,
}
