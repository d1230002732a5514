//! Simple tenant usage: what projects have had in a time. Nothing is recorded of the past, so it is nothing.

use std::convert::Infallible;

use terrace::prelude::*;

use crate::Nova;
use crate::who::{OfProject, Project};

/// What projects have had in a time.
///
/// Nothing is recorded of the past.
#[controller(path = "/os-simple-tenant-usage", key = tenant_id: String, versions = Nova, one = "tenant_usage", many = "tenant_usages", pipeline = OfProject)]
#[derive(Debug)]
pub struct TenantUsage;

#[routes]
impl TenantUsage {
    #[load]
    async fn load(&self, tenant_id: String) -> Result<Project, Infallible> {
        Ok(Project { id: tenant_id })
    }

    /// List what all projects have had.
    #[index]
    #[policy("os_compute_api:os-simple-tenant-usage:list")]
    async fn index(&self, time: Query<UsageTime>) -> Result<Json<Vec<ProjectUsage>>, BadTime> {
        time.check()?;
        Ok(Json(Vec::new()))
    }

    /// Show what a project has had.
    #[show]
    #[policy("os_compute_api:os-simple-tenant-usage:show")]
    async fn show(&self, time: Query<UsageTime>) -> Result<Json<NoUsage>, BadTime> {
        time.check()?;
        Ok(Json(NoUsage {}))
    }
}

/// A time is none.
#[derive(Debug, Failure)]
#[failure(status = 400, detail = "Invalid datetime string: Datetime is in invalid format")]
struct BadTime;

/// Which time.
#[model(versions = Nova)]
struct UsageTime {
    /// Its beginning, in UTC.
    #[example("2026-01-01T00:00:00")]
    start: Option<String>,
    /// Its end, in UTC.
    #[example("2026-01-02T00:00:00")]
    end: Option<String>,
    /// Whether to tell of each server, by 1.
    detailed: Option<String>,
    /// At most so many servers.
    #[since(V2_40)]
    limit: Option<u32>,
    /// The id of the last server on the page before.
    #[since(V2_40)]
    marker: Option<String>,
}

/// What a project has had.
#[model]
struct ProjectUsage {
    /// The project.
    tenant_id: String,
    /// The beginning of the time.
    start: String,
    /// The end of the time.
    stop: String,
    /// Hours of servers.
    total_hours: f64,
    /// Hours of virtual processors.
    total_vcpus_usage: f64,
    /// Hours of a MiB of memory.
    total_memory_mb_usage: f64,
    /// Hours of a GiB of disk.
    total_local_gb_usage: f64,
}

/// What a project has had, of which nothing is known.
#[model]
struct NoUsage {}

impl UsageTime {
    fn check(&self) -> Result<(), BadTime> {
        for time in [&self.start, &self.end].into_iter().flatten() {
            let time = time.replace(' ', "T");
            time.parse::<jiff::civil::DateTime>().map_err(|_| BadTime)?;
        }
        Ok(())
    }
}
