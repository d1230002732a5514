//! Floating addresses, which another service has by now: here there are none.

use terrace::prelude::*;

use crate::Nova;
use crate::who::OfProject;

/// Floating addresses that servers can be given.
///
/// Another service has them by now; here there are none.
#[controller(path = "/os-floating-ips", key = floating_ip_id: String, versions = Nova, many = "floating_ips", pipeline = OfProject)]
#[derive(Debug)]
pub struct FloatingIps;

#[routes]
impl FloatingIps {
    /// List floating addresses.
    #[index(until = V2_36)]
    #[policy("os_compute_api:os-floating-ips:list")]
    async fn index(&self) -> Json<Vec<FloatingIp>> {
        Json(Vec::new())
    }

    /// Show a floating address.
    #[show(until = V2_36)]
    #[policy("os_compute_api:os-floating-ips:show")]
    async fn show(&self, floating_ip_id: Path<String>) -> Result<Json<FloatingIp>, NoFloatingIp> {
        Err(NoFloatingIp(floating_ip_id.0))
    }
}

/// Where floating addresses come from.
///
/// Another service has them by now; here there are none.
#[controller(path = "/os-floating-ip-pools", versions = Nova, many = "floating_ip_pools", pipeline = OfProject)]
#[derive(Debug)]
pub struct FloatingIpPools;

#[routes]
impl FloatingIpPools {
    /// List pools of floating addresses.
    #[index(until = V2_36)]
    #[policy("os_compute_api:os-floating-ip-pools")]
    async fn index(&self) -> Json<Vec<Pool>> {
        Json(Vec::new())
    }
}

/// There is no such floating address.
#[derive(Debug, Failure)]
#[failure(status = 404, detail = "Floating IP not found for ID {0}")]
struct NoFloatingIp(String);

/// A floating address.
#[model]
struct FloatingIp {
    /// Its id.
    id: String,
    /// The address.
    #[example("192.0.2.1")]
    ip: String,
    /// Where it comes from.
    pool: String,
    /// The address of the server that has it.
    fixed_ip: Option<String>,
    /// The server that has it.
    instance_id: Option<Uuid>,
}

/// A pool of floating addresses.
#[model]
struct Pool {
    /// Its name.
    name: String,
}
