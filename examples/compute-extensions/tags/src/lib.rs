//! The extension `os-server-tags`: short labels of servers, without a value.
//!
//! It brings a controller below [`Servers`], and rules for it. The tags themselves are part of what a server is, so they are kept,
//! and shown with it, where servers are.

use std::collections::BTreeSet;

use compute_core::Nova;
use compute_core::links::Links;
use compute_core::policies::BaseRules;
use compute_core::servers::Servers;
use compute_core::store::{MAX_TAGS, Store, StoreError};
use compute_core::who::OfProject;
use terrace::http::header::{HeaderValue, LOCATION};
use terrace::prelude::*;
use terrace::{Answer, Answers, Content, Context, HeaderDoc, Model, Response, Status};

/// Puts short labels on servers, without a value.
#[extension(
    alias = "os-server-tags",
    name = "ServerTags",
    updated = "2016-03-08",
    versions = Nova,
    since = V2_26,
    controllers = [Tags],
    policies = [TagRules]
)]
#[derive(Debug)]
pub struct ServerTags;

policies! {
    /// Who may do what to the tags of servers.
    #[scopes(project)]
    pub TagRules: [BaseRules];

    /// List the tags of a server.
    "os_compute_api:os-server-tags:index": "rule:project_reader_or_admin";

    /// Say whether a server has a tag.
    "os_compute_api:os-server-tags:show": "rule:project_reader_or_admin";

    /// Add a tag to a server.
    "os_compute_api:os-server-tags:update": "rule:project_member_or_admin";

    /// Set all tags of a server.
    "os_compute_api:os-server-tags:update_all": "rule:project_member_or_admin";

    /// Take a tag from a server.
    "os_compute_api:os-server-tags:delete": "rule:project_member_or_admin";

    /// Take all tags from a server.
    "os_compute_api:os-server-tags:delete_all": "rule:project_member_or_admin";
}

/// Short labels of a server, without a value.
#[controller(parent = Servers, path = "/tags", key = tag: String, many = "tags", pipeline = OfProject)]
#[derive(Debug)]
pub struct Tags {
    store: Store,
}

#[routes]
impl Tags {
    /// List the tags of a server.
    #[index(since = V2_26)]
    #[policy("os_compute_api:os-server-tags:index")]
    async fn index(&self, server: Loaded<Servers>) -> Json<Vec<String>> {
        Json(server.tags.clone())
    }

    /// Replace all tags of a server.
    #[put("/", since = V2_26, envelope = "tags")]
    #[policy("os_compute_api:os-server-tags:update_all")]
    async fn replace(&self, server: Loaded<Servers>, tags: Json<Vec<Tag>>) -> Result<Json<Vec<String>>, TagError> {
        if tags.len() > MAX_TAGS {
            return Err(TagError::TooMany);
        }
        let tags: BTreeSet<_> = tags.into_inner().into_iter().map(|tag| tag.0).collect();
        for tag in &tags {
            wellformed(tag)?;
        }
        self.store.replace_tags(server.id, &tags).await?;
        Ok(Json(tags.into_iter().collect()))
    }

    /// Take all tags off a server.
    #[delete("/", since = V2_26)]
    #[policy("os_compute_api:os-server-tags:delete_all")]
    async fn clear(&self, server: Loaded<Servers>) -> Result<(), TagError> {
        Ok(self.store.replace_tags(server.id, &BTreeSet::new()).await?)
    }

    /// Tell whether a server has a tag.
    #[show(since = V2_26)]
    #[policy("os_compute_api:os-server-tags:show")]
    async fn show(&self, server: Loaded<Servers>, tag: Path<String>) -> Result<(), TagError> {
        match server.tags.contains(&tag.0) {
            true => Ok(()),
            false => Err(TagError::NotFound(StoreError::TagNotFound { server: server.id, tag: tag.0 })),
        }
    }

    /// Put a tag on a server.
    #[update(since = V2_26)]
    #[policy("os_compute_api:os-server-tags:update")]
    async fn add(&self, server: Loaded<Servers>, tag: Path<String>, links: Links) -> Result<Added, TagError> {
        wellformed(&tag)?;
        let is_new = self.store.add_tag(server.id, &tag).await?;
        let location = links.location("servers", format_args!("{}/tags/{}", server.id, *tag));
        Ok(if is_new { Added::Now { location } } else { Added::Before { location } })
    }

    /// Take a tag off a server.
    #[delete(since = V2_26)]
    #[policy("os_compute_api:os-server-tags:delete")]
    async fn delete(&self, server: Loaded<Servers>, tag: Path<String>) -> Result<(), TagError> {
        Ok(self.store.delete_tag(server.id, &tag).await?)
    }
}

/// Refuses a tag that Nova refuses.
fn wellformed(tag: &str) -> Result<(), TagError> {
    match tag.contains(['/', ',']) || !(1..=60).contains(&tag.chars().count()) {
        true => Err(TagError::Malformed(tag.to_owned())),
        false => Ok(()),
    }
}

/// A tag: 1 to 60 characters, none of them `/` or `,`.
#[model]
struct Tag(#[check(length = 1..=60)] String);

/// A tag was put on a server, or was there before.
enum Added {
    Now { location: String },
    Before { location: String },
}

const WHERE: &[HeaderDoc] = &[HeaderDoc { name: "Location", description: "Where the tag is", ty: &String::TYPE }];

impl IntoResponse for Added {
    const ANSWERS: Answers = Answers::of(&[
        Answer { status: Status::Is(201), description: "The tag was put on", content: Content::Empty, headers: WHERE },
        Answer { status: Status::Is(204), description: "The tag was there", content: Content::Empty, headers: WHERE },
    ]);

    fn into_response(self, cx: &Context) -> Response {
        let (mut response, location) = match self {
            Added::Now { location } => (Created(()).into_response(cx), location),
            Added::Before { location } => (NoContent.into_response(cx), location),
        };
        response.headers_mut().extend(HeaderValue::try_from(location).ok().map(|location| (LOCATION, location)));
        response
    }
}

/// Why tags are not to be had, or not changed.
#[derive(Debug, Failure)]
enum TagError {
    /// The tag is empty, longer than 60 characters, or has a `/` or a `,`.
    #[failure(status = 400, detail = "Invalid input for field/attribute tag. Value: {0}. It does not match '^[^,/]*$'")]
    Malformed(String),
    /// There are more tags than a server may have.
    #[failure(status = 400, detail = "The number of tags exceeded the per-server limit 50")]
    TooMany,
    /// The server, or the tag on it, is not there.
    #[failure(status = 404, detail = "{0}")]
    NotFound(StoreError),
    /// The server is in a state in which its tags cannot be changed.
    #[failure(status = 409, detail = "{0}")]
    InvalidState(StoreError),
    /// The store failed.
    #[failure(transparent)]
    Store(Internal),
}

impl From<StoreError> for TagError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::ServerNotFound(_) | StoreError::TagNotFound { .. } => TagError::NotFound(error),
            StoreError::InvalidState { .. } => TagError::InvalidState(error),
            StoreError::TooManyTags => TagError::TooMany,
            other => TagError::Store(other.into()),
        }
    }
}
