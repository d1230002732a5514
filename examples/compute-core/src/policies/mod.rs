//! Who may do what: rules by the names that Nova has for them, with Nova's defaults.

mod servers;

use terrace::prelude::*;

pub use servers::ServerRules;

policies! {
    /// Rules that others ask.
    pub BaseRules;

    /// An administrator.
    "context_is_admin": "role:admin";

    /// An administrator, as files from before Nova 21.0.0 say it.
    "admin_api": "is_admin:True";

    /// Who is of the project, or an administrator, as files from before Nova 21.0.0 say it.
    "admin_or_owner": "is_admin:True or project_id:%(project_id)s";

    /// Who manages the project.
    "project_manager_api": "role:manager and project_id:%(project_id)s";

    /// Who works in the project.
    "project_member_api": "role:member and project_id:%(project_id)s";

    /// Who may look at what the project has.
    "project_reader_api": "role:reader and project_id:%(project_id)s";

    /// Another service.
    "service_api": "role:service";

    /// Who manages the project, or an administrator.
    "project_manager_or_admin": "rule:project_manager_api or rule:context_is_admin";

    /// Who works in the project, or an administrator.
    "project_member_or_admin": "rule:project_member_api or rule:context_is_admin";

    /// Who may look at what the project has, or an administrator.
    "project_reader_or_admin": "rule:project_reader_api or rule:context_is_admin";

    /// Another service, or an administrator.
    "service_or_admin": "rule:service_api or rule:context_is_admin";
}
