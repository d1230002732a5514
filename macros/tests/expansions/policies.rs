policies! {
    /// Who may do what to servers.
    #[scopes(project)]
    pub ServerRules: [BaseRules];

    /// Who is of the project.
    "mine": "project_id:%(project_id)s";

    /// Make a server.
    ///
    /// It counts against the quota.
    #[renamed("compute:create", since = "21.0.0", reason = "Operations are told apart.")]
    #[scopes(project, system)]
    "servers:create": "rule:mine or rule:admin";
}
