//! Policies in documents, and the command that lists, writes and asks them.

use std::convert::Infallible;

use serde_json::{Value, json};
use terrace::filters::NoAuth;
use terrace::policy::PolicyFile;
use terrace::prelude::*;
use terrace::{Application, FromState, Parts};
use terrace_codegen::Main;

policies! {
    /// Rules that others ask.
    BaseRules;

    /// An administrator.
    "context_is_admin": "role:admin";

    /// Somebody who works in the project, or an administrator.
    "member": "is_admin:True or (role:member and project_id:%(project_id)s)";
}

policies! {
    /// Who may do what to servers.
    #[scopes(project)]
    ServerRules: [BaseRules];

    /// Make a server.
    ///
    /// It counts against the quota
    /// of the project.
    #[renamed("compute:create", since = "21.0.0", reason = "Each operation has a rule.")]
    "servers:create": "rule:member";

    /// Show a server.
    #[scopes(project, system)]
    "servers:show": "rule:member or role:reader";

    /// Change a server.
    "servers:update": "rule:member and not 'yes':%(locked)s";

    /// Look at machines.
    "machines": "is_admin:True";
}

#[derive(PolicyTarget)]
struct Machine {
    #[target]
    project_id: String,
    #[target]
    locked: bool,
}

/// Servers.
#[controller(path = "/servers", key = id: u32)]
struct Servers;

#[routes]
impl Servers {
    #[load]
    async fn load(&self, id: u32) -> Option<Machine> {
        Some(Machine { project_id: id.to_string(), locked: false })
    }

    /// Make one.
    #[create]
    #[policy("servers:create")]
    async fn create(&self) {}

    /// Show one.
    #[show]
    #[policy("servers:show", hidden)]
    async fn show(&self) {}

    /// Change one.
    #[update]
    #[policy("servers:update", see = "servers:show")]
    async fn update(&self) {}

    /// Start one.
    #[action("start")]
    #[policy("servers:update")]
    async fn start(&self) {}

    /// Say how it is.
    #[get("/weather")]
    #[policy(public)]
    async fn weather(&self) {}
}

/// Machines.
#[controller(path = "/machines")]
#[policy("machines")]
struct Machines;

#[routes]
impl Machines {
    /// List them.
    #[index]
    async fn index(&self) {}
}

pipeline! { NoAuth2: [NoAuth = NoAuth::default()] }

api! {
    /// Computers.
    struct Computers at "/";
    pipeline: NoAuth2;
    policies: [BaseRules, ServerRules];
    controllers: [Servers, Machines];
}

fn run(line: &[&str]) -> Result<String, String> {
    command(&[&["policies"], line].concat())
}

fn command(line: &[&str]) -> Result<String, String> {
    let build = async |()| Ok::<_, Infallible>(());
    let mut out = Vec::new();
    let line = ["computers"].into_iter().chain(line.iter().copied());
    Main::<Computers, ()>::new(build).execute(line, &mut out).map_err(|error| error.to_string())?;
    Ok(String::from_utf8(out).expect("UTF-8"))
}

#[test]
fn a_document_names_the_rule_of_an_operation_and_what_it_answers() {
    let document = terrace_codegen::document::<Computers>(None).expect("a document");
    let document: Value = serde_json::from_str(&document).expect("JSON");
    let of = |path: &str, method: &str| {
        let operation = &document["paths"][path][method];
        let statuses: Vec<_> = operation["responses"].as_object().expect("responses").keys().cloned().collect();
        let refused: Vec<_> = statuses.into_iter().filter(|status| status == "403" || status == "404").collect();
        (operation["x-policy"].clone(), operation["x-policy-to-see"].clone(), refused.join(" "))
    };
    assert_eq!(of("/servers", "post"), (json!("servers:create"), Value::Null, "403".to_owned()));
    assert_eq!(of("/servers/{id}", "get"), (json!("servers:show"), json!("servers:show"), "404".to_owned()));
    assert_eq!(of("/servers/{id}", "put"), (json!("servers:update"), json!("servers:show"), "403 404".to_owned()));
    assert_eq!(of("/servers/weather", "get"), (Value::Null, Value::Null, String::new()));
    assert_eq!(of("/machines", "get"), (json!("machines"), Value::Null, "403".to_owned()));
    let action = &document["paths"]["/servers/{id}/action"]["post"];
    assert_eq!(action["requestBody"]["content"]["application/json"]["schema"]["x-policy"], json!("servers:update"));
    assert_eq!(action["responses"]["403"]["description"], json!("A policy does not allow it"));
}

#[test]
fn routes_and_why_name_the_rules_of_an_operation() {
    let routes = command(&["routes"]).expect("routes");
    let line = |request: &str| {
        let found =
            routes.lines().find(|line| line.split_whitespace().collect::<Vec<_>>().join(" ").starts_with(request));
        found.unwrap_or_else(|| panic!("{request} is not in {routes}"))
    };
    assert!(line("METHOD").ends_with("PIPELINE  POLICY"), "{routes}");
    assert!(line("POST /servers ").ends_with("  servers:create"), "{routes}");
    assert!(line("PUT /servers/{id} ").ends_with("  servers:show, servers:update"), "{routes}");
    assert!(line("GET /servers/{id} ").ends_with("  servers:show"), "{routes}");
    assert!(line("GET /servers/weather ").ends_with("  NoAuth2"), "{routes}");

    let routes: Value = serde_json::from_str(&command(&["routes", "--json"]).expect("routes")).expect("JSON");
    let rules = |handler: &str| {
        let found = routes.as_array().expect("a list").iter().find(|route| route["handler"] == handler);
        let route = found.unwrap_or_else(|| panic!("{handler} is not in {routes}"));
        json!([route["policy"], route["policy_to_see"]])
    };
    assert_eq!(rules("Servers::update"), json!(["servers:update", "servers:show"]));
    assert_eq!(rules("Machines::index"), json!(["machines", null]));
    assert_eq!(rules("Servers::weather"), json!([null, null]));

    let why = command(&["why", "PUT /servers/7"]).expect("why");
    let told = "policy    servers:show: rule:member or role:reader\n          \
                servers:update: rule:member and not 'yes':%(locked)s\n";
    assert!(why.contains(told), "{why}");
    assert!(!command(&["why", "GET /servers/weather"]).expect("why").contains("policy"));
}

#[test]
fn rules_are_listed() {
    insta::assert_snapshot!(run(&[]).expect("a list"));
    let listed: Value = serde_json::from_str(&run(&["--json"]).expect("a list")).expect("JSON");
    let show = json!({
        "name": "servers:show",
        "default": "rule:member or role:reader",
        "summary": "Show a server",
        "description": "",
        "scopes": ["project", "system"],
        "renamed": [],
        "operations": ["GET /servers/{id}", "PUT /servers/{id}"],
    });
    assert_eq!(listed[3], show);
}

#[test]
fn a_sample_is_a_file_that_says_what_is_declared() {
    let sample = run(&["--sample"]).expect("a sample");
    insta::assert_snapshot!(sample);
    let api = Computers::from_state(&Parts::new(()));
    let load =
        |text: &str| api.app().enforcer().load(&PolicyFile::parse("policy.yaml", text).expect("a file of rules"));
    load(&sample).expect("comments");
    load(&sample.replace("\n#\"", "\n\"")).expect("the rules themselves");
}

#[test]
fn somebody_may_what_the_rules_say() {
    insta::assert_snapshot!(run(&["--as", "role:member,project:shop"]).expect("what a member may do"));
    let may = |line: &[&str]| {
        let told = run(line).expect("what somebody may do");
        told.lines().map(|line| line.split(' ').next().unwrap_or_default().to_owned()).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(may(&["--as", "role:admin,project:shop"]), "all all all all public all");
    assert_eq!(may(&["--as", "role:admin,system:all"]), "no all no no public no");
    assert_eq!(may(&["--as", "role:reader,project:shop"]), "no all no no public no");
    assert_eq!(may(&["--as", ""]), "no no no no public no");
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("policy.yaml");
    std::fs::write(&path, "servers:create: role:reader").expect("a file");
    let path = path.to_str().expect("a path");
    assert_eq!(may(&["--as", "role:reader", "--file", path]), "all all no no public no");
    let told: Value = serde_json::from_str(&run(&["--as", "role:reader", "--json"]).expect("JSON")).expect("JSON");
    assert_eq!(told[1], json!({ "request": "GET /servers/{id}", "may": "all", "rule": "servers:show" }));
}

#[test]
fn who_is_nobody_and_files_that_are_wrong_are_refused() {
    for (line, said) in [
        (
            &["--as", "rol:member"][..],
            "--as: `rol:member` is not known of anybody; known are `user`, `project`, `domain`, `system` and `role`",
        ),
        (
            &["--as", "member"],
            "--as: `member` tells nothing: write `role:member`; known are `user`, `project`, `domain`, `system` and `role`",
        ),
        (&["--as", "role:member", "--file", "nowhere.yaml"], "nowhere.yaml: No such file or directory (os error 2)"),
    ] {
        assert_eq!(run(line).expect_err("wrong"), said);
    }
    assert!(run(&["--file", "policy.yaml"]).is_err());
}
