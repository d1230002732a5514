//! Metadata: the labels of a server.

use std::collections::BTreeMap;

use terrace::prelude::*;

use crate::servers::Servers;
use crate::store::{Store, StoreError};
use crate::who::OfProject;

/// Labels that a server has from its owner.
#[controller(parent = Servers, path = "/metadata", key = key: String, one = "meta", many = "metadata", pipeline = OfProject)]
#[derive(Debug)]
pub struct Metadata {
    store: Store,
}

/// Labels: a text for each key.
type Labels = BTreeMap<String, String>;

#[routes]
impl Metadata {
    /// List the labels of a server.
    #[index]
    #[policy("os_compute_api:server-metadata:index")]
    async fn index(&self, server: Loaded<Servers>) -> Json<Labels> {
        Json(server.metadata.clone())
    }

    /// Add labels to a server.
    ///
    /// The other labels stay. The answer has them all.
    #[create(status = 200, envelope = "metadata")]
    #[policy("os_compute_api:server-metadata:create")]
    async fn create(&self, server: Loaded<Servers>, labels: Json<Labels>) -> Result<Json<Labels>, ChangeError> {
        Ok(Json(self.store.merge_metadata(server.id, &labels.0).await?))
    }

    /// Replace all labels of a server.
    #[put("/", envelope = "metadata")]
    #[policy("os_compute_api:server-metadata:update_all")]
    async fn replace(&self, server: Loaded<Servers>, labels: Json<Labels>) -> Result<Json<Labels>, ChangeError> {
        self.store.replace_metadata(server.id, &labels.0).await?;
        Ok(labels)
    }

    /// Show a label of a server.
    #[show]
    #[policy("os_compute_api:server-metadata:show")]
    async fn show(&self, server: Loaded<Servers>, key: Path<String>) -> Result<Json<Labels>, NoLabel> {
        let value = server.metadata.get(&key.0).ok_or(NoLabel)?;
        Ok(Json(Labels::from([(key.0, value.clone())])))
    }

    /// Set a label of a server.
    ///
    /// The body holds this one label.
    #[update]
    #[policy("os_compute_api:server-metadata:update")]
    async fn update(
        &self,
        server: Loaded<Servers>,
        key: Path<String>,
        label: Json<Labels>,
    ) -> Result<Json<Labels>, ChangeError> {
        let value = label.0.get(&key.0).filter(|_| label.0.len() == 1).ok_or(ChangeError::Mismatch)?;
        self.store.set_metadata_item(server.id, &key.0, value).await?;
        Ok(label)
    }

    /// Delete a label of a server.
    #[delete]
    #[policy("os_compute_api:server-metadata:delete")]
    async fn delete(&self, server: Loaded<Servers>, key: Path<String>) -> Result<(), ChangeError> {
        Ok(self.store.delete_metadata_item(server.id, &key.0).await?)
    }
}

/// The server has no label with this key.
#[derive(Debug, Failure)]
#[failure(status = 404, detail = "Metadata item was not found")]
struct NoLabel;

/// Why labels were not changed.
#[derive(Debug, Failure)]
enum ChangeError {
    /// The body holds another key than the path, or more than one.
    #[failure(status = 400, detail = "Request body and URI mismatch")]
    Mismatch,
    /// The server, or its label, is gone.
    #[failure(status = 404, detail = "{0}")]
    NotFound(StoreError),
    /// The server is locked, or in a state in which its labels cannot be changed.
    #[failure(status = 409, detail = "{0}")]
    InvalidState(StoreError),
    /// The store failed.
    #[failure(transparent)]
    Store(Internal),
}

impl From<StoreError> for ChangeError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::ServerNotFound(_) | StoreError::MetadataNotFound(_) => ChangeError::NotFound(error),
            StoreError::InvalidState { .. } | StoreError::Locked(_) => ChangeError::InvalidState(error),
            other => ChangeError::Store(other.into()),
        }
    }
}
