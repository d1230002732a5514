//! Migrations: servers on their way from one machine to another. There is one machine, so there are none.

use terrace::prelude::*;

use crate::Nova;
use crate::who::OfProject;

/// Servers on their way from one machine to another.
///
/// For administrators. There is one machine, so there are none.
#[controller(path = "/os-migrations", versions = Nova, many = "migrations", pipeline = OfProject)]
#[derive(Debug)]
pub struct Migrations;

#[routes]
impl Migrations {
    /// List migrations.
    #[index(until = V2_59)]
    #[policy("os_compute_api:os-migrations:index")]
    async fn index(&self) -> Json<Vec<Migration>> {
        Json(Vec::new())
    }

    /// List migrations, page by page.
    #[index(since = V2_59)]
    #[policy("os_compute_api:os-migrations:index")]
    async fn search(&self, part: Query<MigrationPart>) -> Result<Json<Vec<Migration>>, NoMarker> {
        match &part.marker {
            Some(marker) => Err(NoMarker(marker.clone())),
            None => Ok(Json(Vec::new())),
        }
    }
}

/// The marker is not in the list.
#[derive(Debug, Failure)]
#[failure(status = 400, detail = "Marker {0} could not be found.")]
struct NoMarker(String);

/// Which migrations to list.
#[model(versions = Nova)]
struct MigrationPart {
    /// At most so many.
    limit: Option<u32>,
    /// The id of the last one on the page before.
    marker: Option<String>,
    /// Those from or to the machine of this name.
    host: Option<String>,
    /// Those of this status.
    status: Option<String>,
    /// Those of this server.
    instance_uuid: Option<Uuid>,
    /// Those of this kind.
    migration_type: Option<String>,
    /// Those from the machine of this name.
    source_compute: Option<String>,
    /// Those that changed since.
    #[serde(rename = "changes-since")]
    changes_since: Option<String>,
    /// Those that changed before.
    #[since(V2_66)]
    #[serde(rename = "changes-before")]
    changes_before: Option<String>,
    /// Those of servers of this user.
    #[since(V2_80)]
    user_id: Option<String>,
    /// Those of servers of this project.
    #[since(V2_80)]
    project_id: Option<String>,
}

/// A server on its way.
#[model(versions = Nova)]
struct Migration {
    /// Counts the migrations.
    id: u32,
    /// Its id.
    #[since(V2_59)]
    uuid: Uuid,
    /// The server.
    instance_uuid: Uuid,
    /// How far it has come.
    status: String,
    /// The machine that it leaves.
    source_compute: Option<String>,
    /// The machine that it goes to.
    dest_compute: Option<String>,
    /// The kind of journey.
    #[since(V2_23)]
    migration_type: String,
    /// Whose server it is.
    #[since(V2_80)]
    user_id: Option<String>,
    /// The project of the server.
    #[since(V2_80)]
    project_id: Option<String>,
    /// When it began.
    created_at: String,
    /// When it last changed.
    updated_at: Option<String>,
}
