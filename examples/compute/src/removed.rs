//! What Nova had once, and answers with 410 since: cells, certificates, the network service of its own.

use terrace::prelude::*;

use crate::Nova;

removed! {
    /// Resources that Nova had once.
    pub struct Removed(Nova);
    reason: "This resource is no longer available. No forwarding address is given.";
    "/os-agents": get, post;
    "/os-agents/{id}": put, delete;
    "/os-cells": get, post;
    "/os-cells/capacities": get;
    "/os-cells/detail": get;
    "/os-cells/info": get;
    "/os-cells/sync_instances": post;
    "/os-cells/{id}": get, put, delete;
    "/os-cells/{id}/capacities": get;
    "/os-certificates": post;
    "/os-certificates/{id}": get;
    "/os-cloudpipe": get, post;
    "/os-cloudpipe/{id}": put;
    "/os-fixed-ips/{id}": get;
    "/os-fixed-ips/{id}/action": action("reserve"), action("unreserve");
    "/os-floating-ip-dns": get;
    "/os-floating-ip-dns/{id}": put, delete;
    "/os-floating-ip-dns/{id}/entries/{entry}": get, put, delete;
    "/os-floating-ips-bulk": get, post;
    "/os-floating-ips-bulk/{id}": get, put;
    "/os-fping": get;
    "/os-fping/{id}": get;
    "/os-networks": post;
    "/os-networks/add": post;
    "/os-networks/{id}": delete;
    "/os-networks/{id}/action": action("associate_host"), action("disassociate"), action("disassociate_host"),
        action("disassociate_project");
    "/os-security-group-default-rules": get, post;
    "/os-security-group-default-rules/{id}": get, delete;
    "/os-tenant-networks": post;
    "/os-tenant-networks/{id}": delete;
    "/servers/{server_id}/action": action("resetNetwork");
    "/servers/{server_id}/consoles": get, post;
    "/servers/{server_id}/consoles/{id}": get, delete;
    "/servers/{server_id}/os-virtual-interfaces": get;
}
