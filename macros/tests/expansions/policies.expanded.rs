/// Who may do what to servers.
#[::terrace::private::derive(
    ::terrace::private::Clone,
    ::terrace::private::Copy,
    ::terrace::private::Debug
)]
pub struct ServerRules;
const _: () = {
    impl ::terrace::policy::Policies for ServerRules {
        const SET: &'static ::terrace::private::PolicySet = {
            &::terrace::private::PolicySet {
                name: "ServerRules",
                id: ::terrace::private::concat!(
                    ::terrace::private::module_path!(), "::", "ServerRules"
                ),
                doc: ::terrace::private::Doc {
                    summary: "Who may do what to servers",
                    description: "",
                },
                beside: &[<BaseRules as ::terrace::policy::Policies>::SET],
                rules: &[
                    ::terrace::private::PolicyRule {
                        name: "mine",
                        default: "project_id:%(project_id)s",
                        doc: ::terrace::private::Doc {
                            summary: "Who is of the project",
                            description: "",
                        },
                        scopes: &[::terrace::private::PolicyScope::Project],
                        renamed: &[],
                        asks: &[],
                        targets: &["project_id"],
                    },
                    ::terrace::private::PolicyRule {
                        name: "servers:create",
                        default: "rule:mine or rule:admin",
                        doc: ::terrace::private::Doc {
                            summary: "Make a server",
                            description: "It counts against the quota.",
                        },
                        scopes: &[
                            ::terrace::private::PolicyScope::Project,
                            ::terrace::private::PolicyScope::System,
                        ],
                        renamed: &[
                            ::terrace::private::OldName {
                                name: "compute:create",
                                since: "21.0.0",
                                reason: "Operations are told apart.",
                            },
                        ],
                        asks: &["admin", "mine"],
                        targets: &[],
                    },
                ],
            }
        };
    }
    #[allow(dead_code)]
    impl ServerRules {
        /// The rule `mine`.
        pub const MINE: ::terrace::policy::Rule = ::terrace::policy::Rule::named("mine");
        /// The rule `servers:create`.
        pub const SERVERS_CREATE: ::terrace::policy::Rule = ::terrace::policy::Rule::named(
            "servers:create",
        );
    }
    const _: () = ::terrace::private::check::policy::asks(
        <ServerRules as ::terrace::policy::Policies>::SET,
        1,
    );
};
