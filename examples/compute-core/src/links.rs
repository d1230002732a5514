//! Links: absolute, to where the client found the service.

use std::fmt::Display;

use terrace::prelude::*;
use terrace::{Answers, BaseUrl, Context, Controller, Failure, Part};

/// A link to something.
#[model]
#[derive(Clone, Debug)]
pub struct Link {
    /// What it is to the one that holds it: `self`, or `bookmark` (the same, whatever the version).
    #[example("self")]
    pub rel: String,
    /// Where it is.
    #[example("http://127.0.0.1:8774/v2.1/flavors/1")]
    pub href: String,
}

/// Something else, by its id.
#[model]
#[derive(Debug, Default)]
pub struct Reference {
    /// Its id.
    pub id: String,
    /// Where it is found.
    pub links: Vec<Link>,
}

/// Writes links for one request: they begin as its URL does: with the same version, and its project.
#[derive(Debug)]
pub struct Links {
    base: BaseUrl,
    /// Where the request found the API: `/v2.1`, and the project where the URL names it.
    mount: String,
    /// `/` and the project, where the URL names it.
    project: String,
}

impl<C: Controller> FromRequest<C> for Links {
    const PART: Part = Part::Hidden;
    const ANSWERS: Answers = <BaseUrl as FromRequest<C>>::ANSWERS;

    async fn from_request(cx: &mut Context, _: &'static str) -> Result<Self, Failure> {
        Ok(Links {
            base: cx.base_url()?,
            mount: cx.mount_path(),
            project: cx.variable("project_id").map(|project| format!("/{project}")).unwrap_or_default(),
        })
    }
}

impl Links {
    /// Those that documents show: of a service on the reader's machine.
    pub fn example() -> Self {
        let base = "http://127.0.0.1:8774".parse().expect("it is the URL of a service");
        Links { base, mount: "/v2.1".to_owned(), project: String::new() }
    }

    /// To a member of a collection.
    pub fn member(&self, collection: &str, id: impl Display) -> Vec<Link> {
        vec![Link::new("self", self.location(collection, &id)), self.bookmark(collection, id)]
    }

    /// Where a member of a collection is.
    pub fn location(&self, collection: &str, id: impl Display) -> String {
        format!("{}{}/{collection}/{id}", self.base, self.mount)
    }

    /// Beside the id of a member of a collection.
    pub fn reference(&self, collection: &str, id: impl Display) -> Reference {
        Reference { id: id.to_string(), links: vec![self.bookmark(collection, id)] }
    }

    fn bookmark(&self, collection: &str, id: impl Display) -> Link {
        Link::new("bookmark", format!("{}{}/{collection}/{id}", self.base, self.project))
    }
}

impl Link {
    fn new(rel: &str, href: String) -> Self {
        Link { rel: rel.to_owned(), href }
    }
}
