//! Who may do what to servers, and to what belongs to one.

use terrace::prelude::*;

use super::BaseRules;

policies! {
    /// Who may do what to servers, and to what belongs to one.
    #[scopes(project)]
    pub ServerRules: [BaseRules];

    /// List servers.
    "os_compute_api:servers:index": "rule:project_reader_or_admin";

    /// List the servers of all projects.
    "os_compute_api:servers:index:get_all_tenants": "rule:context_is_admin";

    /// List servers with details.
    "os_compute_api:servers:detail": "rule:project_reader_or_admin";

    /// List the servers of all projects with details.
    "os_compute_api:servers:detail:get_all_tenants": "rule:context_is_admin";

    /// Show a server.
    "os_compute_api:servers:show": "rule:project_reader_or_admin";

    /// Make a server.
    "os_compute_api:servers:create": "rule:project_member_or_admin";

    /// Change a server.
    "os_compute_api:servers:update": "rule:project_member_or_admin";

    /// Delete a server.
    "os_compute_api:servers:delete": "rule:project_member_or_admin";

    /// Reboot a server.
    "os_compute_api:servers:reboot": "rule:project_member_or_admin";

    /// Switch a server on.
    "os_compute_api:servers:start": "rule:project_member_or_admin";

    /// Switch a server off.
    "os_compute_api:servers:stop": "rule:project_member_or_admin";

    /// Pause a server.
    "os_compute_api:os-pause-server:pause": "rule:project_member_or_admin";

    /// Set a paused server going again.
    "os_compute_api:os-pause-server:unpause": "rule:project_member_or_admin";

    /// Lock a server.
    "os_compute_api:os-lock-server:lock": "rule:project_member_or_admin";

    /// Unlock a server.
    "os_compute_api:os-lock-server:unlock": "rule:project_member_or_admin";

    /// Say in which state a server is.
    "os_compute_api:os-admin-actions:reset_state": "rule:context_is_admin";

    /// Show what a server has written to its console.
    "os_compute_api:os-console-output": "rule:project_member_or_admin";

    /// Open a console of a server.
    "os_compute_api:os-remote-consoles": "rule:project_member_or_admin";

    /// Give a floating address to a server.
    #[renamed("os_compute_api:os-floating-ips", since = "22.0.0", reason = "Each operation has a rule of its own.")]
    "os_compute_api:os-floating-ips:add": "rule:project_member_or_admin";

    /// Take a floating address from a server.
    #[renamed("os_compute_api:os-floating-ips", since = "22.0.0", reason = "Each operation has a rule of its own.")]
    "os_compute_api:os-floating-ips:remove": "rule:project_member_or_admin";

    /// Show how a server is.
    "os_compute_api:os-server-diagnostics": "rule:context_is_admin";

    /// List the labels of a server.
    "os_compute_api:server-metadata:index": "rule:project_reader_or_admin";

    /// Show a label of a server.
    "os_compute_api:server-metadata:show": "rule:project_reader_or_admin";

    /// Add labels to a server.
    "os_compute_api:server-metadata:create": "rule:project_member_or_admin";

    /// Set a label of a server.
    "os_compute_api:server-metadata:update": "rule:project_member_or_admin";

    /// Set all labels of a server.
    "os_compute_api:server-metadata:update_all": "rule:project_member_or_admin";

    /// Take a label from a server.
    "os_compute_api:server-metadata:delete": "rule:project_member_or_admin";
}
