//! The extension `OS-EXT-STS`: what servers are, and what is being done to them.
//!
//! It adds fields to [`ServerDetail`], and gives them to all servers in an answer with one query.

use std::collections::HashMap;

use compute_core::Nova;
use compute_core::servers::ServerDetail;
use compute_core::store::{Store, TaskState, VmState};
use sqlx::FromRow;
use sqlx::types::Json;
use terrace::prelude::*;
use terrace::{Batch, Failure};
use uuid::fmt::Hyphenated;

/// Shows what servers are, and what is being done to them.
#[extension(alias = "OS-EXT-STS", name = "ExtendedStatus", updated = "2014-12-03", versions = Nova, fields = [Status])]
#[derive(Debug)]
pub struct ExtendedStatus {
    store: Store,
}

/// What a server is, and what is being done to it.
#[model(extends = ServerDetail, prefix = "OS-EXT-STS")]
#[derive(Debug)]
pub struct Status {
    /// What is being done to it.
    #[example("rebooting")]
    task_state: Option<String>,
    /// What it is.
    #[example("active")]
    vm_state: String,
    /// Whether it has power: 0 for none or unknown, 1 if it runs, 3 if it is paused, 4 if it is switched off.
    power_state: u8,
}

/// What the database has of it.
#[derive(FromRow)]
struct Row {
    #[sqlx(try_from = "Hyphenated")]
    id: Uuid,
    vm_state: VmState,
    task_state: Option<TaskState>,
}

impl Batch<Status> for ExtendedStatus {
    async fn batch(&self, servers: &[&ServerDetail]) -> Result<Vec<Status>, Failure> {
        let ids = servers.iter().map(|server| server.id).collect();
        let found = self.rows(ids).await.map_err(Failure::internal)?;
        Ok(servers.iter().map(|server| found.get(&server.id).map_or_else(Status::of_deleted, Status::of)).collect())
    }
}

impl ExtendedStatus {
    /// What the database has of these servers, by their ids.
    async fn rows(&self, ids: Vec<Uuid>) -> Result<HashMap<Uuid, Row>, sqlx::Error> {
        let rows = "SELECT id, vm_state, task_state FROM servers WHERE id IN (SELECT value FROM json_each(?))";
        let rows: Vec<Row> = sqlx::query_as(rows).bind(Json(ids)).fetch_all(self.store.readers()).await?;
        Ok(rows.into_iter().map(|row| (row.id, row)).collect())
    }
}

impl Status {
    fn of(row: &Row) -> Self {
        Status {
            task_state: row.task_state.map(|task| task.to_string()),
            vm_state: row.vm_state.to_string(),
            power_state: row.vm_state.power(),
        }
    }

    /// That of a server that was deleted while the answer was made.
    fn of_deleted() -> Self {
        Status { task_state: None, vm_state: "deleted".to_owned(), power_state: 0 }
    }
}
