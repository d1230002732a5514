//! Rules that code declares, and files in their place.

use terrace::policy::{Policies, PolicyFile, Rules};
use terrace::prelude::*;
use terrace::{Application, Identity};

policies! {
    pub BaseRules;

    /// An administrator.
    "context_is_admin": "role:admin";

    /// Who works in the project.
    "member": "is_admin:True or (role:member and project_id:%(project_id)s)";
}

policies! {
    #[scopes(project)]
    pub ServerRules: [BaseRules];

    /// Make a server.
    #[renamed("compute:create", since = "21.0.0", reason = "Each operation has a rule.")]
    "servers:create": "rule:member";

    /// Look at all servers.
    #[scopes(project, system)]
    "servers:all": "role:admin";
}

fn over(text: &str) -> Result<Rules, String> {
    let file = PolicyFile::parse("policy.yaml", text).map_err(|error| error.to_string())?;
    Rules::over(&[BaseRules::SET, ServerRules::SET], &file).map_err(|error| error.to_string())
}

fn jane(role: &str) -> Identity {
    Identity::of("jane").in_project("shop").with_roles([role])
}

fn may(rules: &Rules, rule: &str, who: &Identity) -> bool {
    rules.allow(rule, who, &|name| (name == "project_id").then(|| "shop".to_owned()))
}

#[test]
fn what_is_declared_holds_without_a_file() {
    let rules = Rules::declared(&[BaseRules::SET, ServerRules::SET]);
    assert!(may(&rules, "servers:create", &jane("member")));
    assert!(!may(&rules, "servers:create", &jane("reader")));
    assert!(!may(&rules, "servers:create", &jane("member").in_project("bank")));
    assert!(may(&rules, "servers:create", &jane("admin").in_project("bank")));
    assert!(may(&rules, "compute:create", &jane("member")), "an old name means the rule");
    assert!(!may(&rules, "servers:nothing", &jane("admin")));
}

#[test]
fn a_rule_holds_only_in_its_scope() {
    let rules = Rules::declared(&[BaseRules::SET, ServerRules::SET]);
    let admin = Identity::of("root").with_roles(["admin"]);
    for (who, create, all) in [
        (admin.clone().in_project("shop"), true, true),
        (admin.clone().in_system("all"), false, true),
        (admin.clone().in_domain("default"), false, false),
        (admin, true, true),
    ] {
        assert_eq!(may(&rules, "servers:create", &who), create, "{who:?}");
        assert_eq!(may(&rules, "servers:all", &who), all, "{who:?}");
    }
}

#[test]
fn a_file_says_otherwise() {
    let rules = over("servers:create: rule:builder\nbuilder: role:builder\n").expect("a right file");
    assert!(may(&rules, "servers:create", &jane("builder")));
    assert!(!may(&rules, "servers:create", &jane("member")));
    assert!(may(&rules, "servers:all", &jane("admin")), "what the file does not speak of stays");
    let rules = over("member: role:reader").expect("a right file");
    assert!(may(&rules, "servers:create", &jane("reader")), "what is declared asks the file's rule");
}

#[test]
fn an_old_name_counts_and_is_told() {
    let old = "policy.yaml:1: `compute:create` is called `servers:create` since 21.0.0";
    for (text, builder, member, told) in [
        ("compute:create: role:builder", true, false, format!("{old}: Each operation has a rule.")),
        (
            "compute:create: role:builder\nservers:create: role:member",
            false,
            true,
            format!("{old}; the rule in line 2 counts: Each operation has a rule."),
        ),
        ("compute:create: rule:servers:create", false, true, format!("{old}: Each operation has a rule.")),
    ] {
        let rules = over(text).expect("a right file");
        assert_eq!(may(&rules, "servers:create", &jane("builder")), builder, "{text}");
        assert_eq!(may(&rules, "servers:create", &jane("member")), member, "{text}");
        assert_eq!(rules.warnings(), [told], "{text}");
    }
    assert!(over("servers:create: rule:compute:create").is_err_and(|error| error.contains("itself")));
    assert_eq!(over("").expect("an empty file").warnings(), [""; 0]);
}

#[test]
fn a_wrong_file_is_refused_with_its_lines() {
    for (text, expected) in [
        (
            "servers:crate: role:member",
            "policy.yaml:1: there is no rule `servers:crate`, and no other one asks it: did you mean `servers:create`?",
        ),
        ("\nhelper: role:member", "policy.yaml:2: there is no rule `helper`, and no other one asks it"),
        ("servers:create: rule:helper", "policy.yaml:1: `servers:create` asks the rule `helper`, and there is none"),
        ("\nmember: rule:servers:create", "policy.yaml:2: `member` asks `servers:create`, which asks itself"),
        (
            "compute:create: not rule:servers:create",
            "policy.yaml:1: `compute:create` asks `servers:create`, which asks itself",
        ),
    ] {
        assert_eq!(over(text).expect_err(text), expected, "{text}");
    }
}

#[controller(path = "/servers")]
struct Servers;

#[routes]
impl Servers {
    #[index]
    async fn index(&self) {}
}

api! {
    struct Compute at "/compute";
    policies: [BaseRules, ServerRules];
    controllers: [Servers];
}

api! {
    struct Legacy at "/legacy";
    policies: [BaseRules, ServerRules];
    controllers: [Servers];
}

composite! {
    struct Service;
    apis: [Compute, Legacy];
}

#[test]
fn an_application_has_the_rules_of_its_apis_until_a_file_is_loaded() {
    let service = Service::new(());
    let enforcer = service.app().enforcer();
    let may = |role| may(&enforcer.rules(), "servers:create", &jane(role));
    assert!(may("member") && !may("reader"));
    let load = |text| enforcer.load(&PolicyFile::parse("policy.yaml", text).expect("a file of rules"));
    load("servers:create: role:reader").expect("a right file");
    assert!(may("reader") && !may("member"));
    load("servers:create: role:member\nservers:remove: role:member").expect_err("all or nothing");
    assert!(may("reader") && !may("member"));
    load("").expect("an empty file");
    assert!(may("member") && !may("reader"));
}
