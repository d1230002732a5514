//! Who may do what to the machines, and to what else is for administrators.

use compute_core::policies::BaseRules;
use terrace::prelude::*;

policies! {
    /// Who may do what to the machines, and to what else is for administrators.
    #[scopes(project)]
    pub AdministrationRules: [BaseRules];

    /// List availability zones with their hosts.
    "os_compute_api:os-availability-zone:detail": "rule:context_is_admin";

    /// List aggregates.
    "os_compute_api:os-aggregates:index": "rule:context_is_admin";

    /// Show an aggregate.
    "os_compute_api:os-aggregates:show": "rule:context_is_admin";

    /// Make an aggregate.
    "os_compute_api:os-aggregates:create": "rule:context_is_admin";

    /// Change an aggregate.
    "os_compute_api:os-aggregates:update": "rule:context_is_admin";

    /// Delete an aggregate.
    "os_compute_api:os-aggregates:delete": "rule:context_is_admin";

    /// Add a host to an aggregate.
    "os_compute_api:os-aggregates:add_host": "rule:context_is_admin";

    /// Take a host from an aggregate.
    "os_compute_api:os-aggregates:remove_host": "rule:context_is_admin";

    /// Set labels of an aggregate.
    "os_compute_api:os-aggregates:set_metadata": "rule:context_is_admin";

    /// Have images ready on the hosts of an aggregate.
    "compute:aggregates:images": "rule:context_is_admin";

    /// List hypervisors.
    #[renamed("os_compute_api:os-hypervisors", since = "21.0.0", reason = "Each operation has a rule of its own.")]
    "os_compute_api:os-hypervisors:list": "rule:context_is_admin";

    /// List hypervisors with details.
    #[renamed("os_compute_api:os-hypervisors", since = "21.0.0", reason = "Each operation has a rule of its own.")]
    "os_compute_api:os-hypervisors:list-detail": "rule:context_is_admin";

    /// Sum up all hypervisors.
    #[renamed("os_compute_api:os-hypervisors", since = "21.0.0", reason = "Each operation has a rule of its own.")]
    "os_compute_api:os-hypervisors:statistics": "rule:context_is_admin";

    /// Show a hypervisor.
    #[renamed("os_compute_api:os-hypervisors", since = "21.0.0", reason = "Each operation has a rule of its own.")]
    "os_compute_api:os-hypervisors:show": "rule:context_is_admin";

    /// Show how long a hypervisor has run.
    #[renamed("os_compute_api:os-hypervisors", since = "21.0.0", reason = "Each operation has a rule of its own.")]
    "os_compute_api:os-hypervisors:uptime": "rule:context_is_admin";

    /// Look for hypervisors.
    #[renamed("os_compute_api:os-hypervisors", since = "21.0.0", reason = "Each operation has a rule of its own.")]
    "os_compute_api:os-hypervisors:search": "rule:context_is_admin";

    /// List the servers on hypervisors.
    #[renamed("os_compute_api:os-hypervisors", since = "21.0.0", reason = "Each operation has a rule of its own.")]
    "os_compute_api:os-hypervisors:servers": "rule:context_is_admin";

    /// List hosts.
    #[renamed("os_compute_api:os-hosts", since = "22.0.0", reason = "Each operation has a rule of its own.")]
    "os_compute_api:os-hosts:list": "rule:context_is_admin";

    /// Show a host.
    #[renamed("os_compute_api:os-hosts", since = "22.0.0", reason = "Each operation has a rule of its own.")]
    "os_compute_api:os-hosts:show": "rule:context_is_admin";

    /// List services.
    #[renamed("os_compute_api:os-services", since = "21.0.0", reason = "Each operation has a rule of its own.")]
    "os_compute_api:os-services:list": "rule:context_is_admin";

    /// Change a service.
    #[renamed("os_compute_api:os-services", since = "21.0.0", reason = "Each operation has a rule of its own.")]
    "os_compute_api:os-services:update": "rule:context_is_admin";

    /// Delete a service.
    #[renamed("os_compute_api:os-services", since = "21.0.0", reason = "Each operation has a rule of its own.")]
    "os_compute_api:os-services:delete": "rule:context_is_admin";

    /// List migrations.
    "os_compute_api:os-migrations:index": "rule:project_manager_or_admin";

    /// Show how much a class of projects may have.
    "os_compute_api:os-quota-class-sets:show": "rule:context_is_admin";

    /// Say how much a class of projects may have.
    "os_compute_api:os-quota-class-sets:update": "rule:context_is_admin";

    /// Tell which hosts have told how they are used.
    #[renamed("os_compute_api:os-instance-usage-audit-log", since = "21.0.0", reason = "Each operation has a rule of its own.")]
    "os_compute_api:os-instance-usage-audit-log:list": "rule:context_is_admin";

    /// Tell of what has come to servers from outside.
    "os_compute_api:os-server-external-events:create": "rule:service_or_admin";

    /// Tell to which console a token belongs.
    "os_compute_api:os-console-auth-tokens": "rule:context_is_admin";
}
