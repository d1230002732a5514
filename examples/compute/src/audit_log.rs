//! The log of usage audits: which machines have told of their servers in the past month. Nobody asks them.

use std::collections::BTreeMap;

use terrace::prelude::*;

use crate::Nova;
use crate::store::Store;
use crate::who::OfProject;

/// Which machines have told of their servers in the past month.
///
/// For administrators. Nobody asks the machines, so none has.
#[controller(path = "/os-instance_usage_audit_log", versions = Nova, pipeline = OfProject)]
#[derive(Debug)]
pub struct AuditLog {
    store: Store,
}

#[routes]
impl AuditLog {
    /// Show the log of the past month.
    #[get("/", envelope = "instance_usage_audit_logs")]
    #[policy("os_compute_api:os-instance-usage-audit-log:list")]
    async fn show(&self) -> Result<Json<Audit>> {
        let today = jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date();
        let end = today.first_of_month();
        let begin = end.yesterday()?.first_of_month();
        let hosts: Vec<_> = self.store.hosts().await?.into_iter().map(|host| host.name).collect();
        Ok(Json(Audit {
            period_beginning: format!("{begin} 00:00:00"),
            period_ending: format!("{end} 00:00:00"),
            num_hosts: hosts.len() as u32,
            num_hosts_done: 0,
            num_hosts_running: 0,
            num_hosts_not_run: hosts.len() as u32,
            overall_status: match hosts.is_empty() {
                true => "ALL hosts done. 0 errors.".to_owned(),
                false => format!("0 of {} hosts done. 0 errors.", hosts.len()),
            },
            hosts_not_run: hosts,
            total_instances: 0,
            total_errors: 0,
            log: BTreeMap::new(),
        }))
    }
}

/// Which machines have told of their servers in a month.
#[model]
struct Audit {
    /// When the month began.
    #[example("2026-01-01 00:00:00")]
    period_beginning: String,
    /// When it ended.
    #[example("2026-02-01 00:00:00")]
    period_ending: String,
    /// How many machines there are.
    num_hosts: u32,
    /// How many have told.
    num_hosts_done: u32,
    /// How many are about to.
    num_hosts_running: u32,
    /// How many have not.
    num_hosts_not_run: u32,
    /// Which have not.
    hosts_not_run: Vec<String>,
    /// Of how many servers they told.
    total_instances: u32,
    /// How many times that failed.
    total_errors: u32,
    /// All of this in words.
    overall_status: String,
    /// What each machine told, by its name: none did.
    log: BTreeMap<String, String>,
}
