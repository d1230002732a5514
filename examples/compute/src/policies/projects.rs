//! Who may do what to what projects and users have beside servers, and to what is for all.

use compute_core::policies::BaseRules;
use terrace::prelude::*;

policies! {
    /// Who may do what to what projects and users have beside servers, and to what is for all.
    #[scopes(project)]
    pub ProjectRules: [BaseRules];

    /// Make a flavor.
    "os_compute_api:os-flavor-manage:create": "rule:context_is_admin";

    /// Change a flavor.
    "os_compute_api:os-flavor-manage:update": "rule:context_is_admin";

    /// Delete a flavor.
    "os_compute_api:os-flavor-manage:delete": "rule:context_is_admin";

    /// List who may use a flavor.
    "os_compute_api:os-flavor-access": "rule:context_is_admin";

    /// Let a project use a flavor.
    "os_compute_api:os-flavor-access:add_tenant_access": "rule:context_is_admin";

    /// Let a project use a flavor no more.
    "os_compute_api:os-flavor-access:remove_tenant_access": "rule:context_is_admin";

    /// List the extra specs of a flavor.
    "os_compute_api:os-flavor-extra-specs:index": "rule:project_reader_or_admin";

    /// Show an extra spec of a flavor.
    "os_compute_api:os-flavor-extra-specs:show": "rule:project_reader_or_admin";

    /// Add extra specs to a flavor.
    "os_compute_api:os-flavor-extra-specs:create": "rule:context_is_admin";

    /// Set an extra spec of a flavor.
    "os_compute_api:os-flavor-extra-specs:update": "rule:context_is_admin";

    /// Take an extra spec from a flavor.
    "os_compute_api:os-flavor-extra-specs:delete": "rule:context_is_admin";

    /// List the key pairs of a user.
    "os_compute_api:os-keypairs:index": "(rule:context_is_admin) or user_id:%(user_id)s";

    /// Show a key pair.
    "os_compute_api:os-keypairs:show": "(rule:context_is_admin) or user_id:%(user_id)s";

    /// Import a public key, or make a key pair.
    "os_compute_api:os-keypairs:create": "(rule:context_is_admin) or user_id:%(user_id)s";

    /// Delete a key pair.
    "os_compute_api:os-keypairs:delete": "(rule:context_is_admin) or user_id:%(user_id)s";

    /// List floating addresses.
    #[renamed("os_compute_api:os-floating-ips", since = "22.0.0", reason = "Each operation has a rule of its own.")]
    "os_compute_api:os-floating-ips:list": "rule:project_reader_or_admin";

    /// Show a floating address.
    #[renamed("os_compute_api:os-floating-ips", since = "22.0.0", reason = "Each operation has a rule of its own.")]
    "os_compute_api:os-floating-ips:show": "rule:project_reader_or_admin";

    /// List where floating addresses come from.
    "os_compute_api:os-floating-ip-pools": "@";

    /// Show how much a project may have.
    "os_compute_api:os-quota-sets:show": "rule:project_reader_or_admin";

    /// Show how much a project may have, and how much it has.
    "os_compute_api:os-quota-sets:detail": "rule:project_reader_or_admin";

    /// Show how much a project may have for which nobody has said it.
    "os_compute_api:os-quota-sets:defaults": "@";

    /// Say how much a project may have.
    "os_compute_api:os-quota-sets:update": "rule:context_is_admin";

    /// Have the defaults hold for a project again.
    "os_compute_api:os-quota-sets:delete": "rule:context_is_admin";

    /// Show how much a project may have, and how much it has, all in one.
    "os_compute_api:limits": "@";

    /// Show it of another project.
    #[renamed("os_compute_api:os-used-limits", since = "21.0.0", reason = "Each operation has a rule of its own.")]
    "os_compute_api:limits:other_project": "rule:context_is_admin";

    /// List what all projects have had.
    "os_compute_api:os-simple-tenant-usage:list": "rule:context_is_admin";

    /// Show what a project has had.
    "os_compute_api:os-simple-tenant-usage:show": "rule:project_reader_or_admin";

    /// List availability zones.
    "os_compute_api:os-availability-zone:list": "@";

    /// Tell which extensions there are.
    "os_compute_api:extensions": "@";
}
