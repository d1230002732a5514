//! Policies: which rule is asked before a handler, of what, and what follows where it does not allow it.

use terrace::filter::{Next, NextWith, Request};
use terrace::policy::PolicyFile;
use terrace::prelude::*;
use terrace::{Application, FromState, Identity, Parts, Response, Server, TestClient, Unauthorized};

policies! {
    /// Who may do what to servers.
    ServerRules;

    /// An administrator.
    "context_is_admin": "role:admin";

    /// Whoever may look at what the project has.
    "reader": "is_admin:True or (role:reader or role:member) and project_id:%(project_id)s";

    /// Whoever may change it.
    "member": "is_admin:True or role:member and project_id:%(project_id)s";

    /// List servers.
    "servers:index": "rule:reader";

    /// Show a server.
    "servers:show": "rule:reader";

    /// Change a server.
    "servers:update": "rule:member";

    /// Delete a server.
    "servers:delete": "rule:member and not 'yes':%(locked)s";

    /// Stop a server.
    #[scopes(project)]
    "servers:stop": "rule:member";

    /// Whatever has to do with labels.
    "labels": "rule:member";

    /// Whatever has to do with flavors.
    "flavors": "is_admin:True";
}

/// Believes the header `x-who`: a user, a project, a role.
#[filter]
async fn known(request: Request, next: impl NextWith<Identity>) -> Result<Response, Unauthorized> {
    let told = request.headers().get("x-who").and_then(|told| told.to_str().ok()).map(str::to_owned);
    let told: Vec<_> = told.iter().flat_map(|told| told.split(' ')).collect();
    let [user, project, role] = told[..] else { return Err(Unauthorized::new("who are you?")) };
    let who = match project {
        "*" => Identity::of(user).in_system("all"),
        project => Identity::of(user).in_project(project),
    };
    Ok(next.run(request, who.with_roles([role])).await)
}

pipeline! { Known: [known] }

#[derive(Clone, Debug, PolicyTarget)]
#[target(unseen = Machine::not_found)]
struct Machine {
    name: String,
    #[target]
    project_id: &'static str,
    #[target(name = "locked")]
    is_locked: Option<&'static str>,
}

impl Machine {
    fn not_found(&self) -> NotFound {
        NotFound::new(format!("no server {}", self.name))
    }
}

#[controller(path = "/servers", key = id: String)]
struct Servers;

#[routes]
impl Servers {
    #[load]
    async fn load(&self, id: String) -> Result<Machine, NotFound> {
        let project_id = match &*id {
            "web" | "lock" => "shop",
            "safe" => "bank",
            _ => return Err(NotFound::new(format!("no server {id}"))),
        };
        let is_locked = (id == "lock").then_some("yes");
        Ok(Machine { name: id, project_id, is_locked })
    }

    #[index]
    #[policy("servers:index")]
    async fn index(&self) {}

    #[show]
    #[policy("servers:show", hidden)]
    async fn show(&self, server: Loaded<Self>) -> String {
        server.name.clone()
    }

    #[update]
    #[policy("servers:update", see = "servers:show")]
    async fn update(&self, name: Json<String>) -> String {
        name.0
    }

    #[delete]
    #[policy("servers:delete")]
    async fn delete(&self) {}

    #[action("stop")]
    #[policy("servers:stop")]
    async fn stop(&self) {}

    #[get(member, "/ping")]
    #[policy(public)]
    async fn ping(&self) {}
}

/// Labels belong to their server.
#[controller(parent = Servers, path = "/labels", key = label: String)]
#[policy("labels")]
struct Labels;

#[derive(PolicyTarget)]
struct Label;

#[routes]
impl Labels {
    #[load]
    async fn load(&self, label: String) -> Option<Label> {
        (label == "red").then_some(Label)
    }

    #[index]
    async fn index(&self) {}

    #[delete]
    async fn delete(&self) {}

    #[show]
    #[policy(public)]
    async fn show(&self) {}
}

/// Flavors belong to nobody.
#[controller(path = "/flavors")]
#[policy("flavors")]
struct Flavors;

#[routes]
impl Flavors {
    #[index]
    #[policy("servers:index")]
    async fn index(&self) {}

    #[create]
    async fn create(&self) {}
}

api! {
    struct Compute at "/";
    pipeline: Known;
    policies: [ServerRules];
    controllers: [Servers, Labels, Flavors];
}

api! {
    struct Faulty at "/";
    errors: openstack;
    pipeline: Known;
    policies: [ServerRules];
    controllers: [Servers, Labels, Flavors];
}

async fn status<A: terrace::Application>(client: &TestClient<A>, who: &str, request: &str) -> u16 {
    let mut words = request.split(' ');
    let (method, path) = (words.next().expect("a method"), words.next().expect("a path"));
    let mut request = client.request(method.parse().expect("a method"), path).header("x-who", who);
    if let Some(body) = words.next() {
        request = request.header("content-type", "application/json").body(body.to_owned());
    }
    request.await.status().as_u16()
}

#[tokio::test]
async fn who_may_do_what() {
    let client = TestClient::new(Compute::new(()));
    let who = ["root any admin", "jane shop member", "rita shop reader", "bob bank member", "nina shop nothing"];
    for (request, expected) in [
        ("GET /servers", [204, 204, 204, 204, 403]),
        ("GET /servers/web", [200, 200, 200, 404, 404]),
        ("GET /servers/safe", [200, 404, 404, 200, 404]),
        ("GET /servers/none", [404, 404, 404, 404, 404]),
        ("PUT /servers/web \"www\"", [200, 200, 403, 404, 404]),
        ("DELETE /servers/web", [204, 204, 403, 403, 403]),
        ("DELETE /servers/lock", [403, 403, 403, 403, 403]),
        ("POST /servers/web/action {\"stop\":null}", [204, 204, 403, 403, 403]),
        ("GET /servers/web/ping", [204, 204, 204, 204, 204]),
        ("GET /servers/web/labels", [204, 204, 403, 403, 403]),
        ("DELETE /servers/web/labels/red", [204, 204, 403, 403, 403]),
        ("DELETE /servers/web/labels/blue", [404, 404, 404, 404, 404]),
        ("GET /servers/web/labels/red", [204, 204, 204, 204, 204]),
        ("GET /flavors", [204, 204, 204, 204, 403]),
        ("POST /flavors", [204, 403, 403, 403, 403]),
        ("HEAD /servers/safe", [200, 404, 404, 200, 404]),
    ] {
        for (who, expected) in who.iter().zip(expected) {
            assert_eq!(status(&client, who, request).await, expected, "{request} of {who}");
        }
    }
}

#[tokio::test]
async fn a_scope_counts() {
    let client = TestClient::new(Compute::new(()));
    assert_eq!(status(&client, "root * admin", "POST /servers/web/action {\"stop\":null}").await, 403);
    assert_eq!(status(&client, "root * admin", "DELETE /servers/web").await, 204);
}

#[tokio::test]
async fn what_is_hidden_is_as_what_is_not_there() {
    let client = TestClient::new(Compute::new(()));
    let ask = |name: &str| client.get(&format!("/servers/{name}")).header("x-who", "jane shop member");
    let (hidden, missing) = (ask("safe").await, ask("none").await);
    assert_eq!(hidden.status(), missing.status());
    assert_eq!(hidden.text().replace("safe", "none"), missing.text());
}

#[tokio::test]
async fn a_refusal_names_the_rule() {
    let delete = |client: &TestClient<Compute>| client.delete("/servers/web").header("x-who", "rita shop reader");
    let problem = delete(&TestClient::new(Compute::new(()))).await;
    assert!(problem.text().contains("the policy `servers:delete` does not allow it"), "{}", problem.text());
    let fault = TestClient::new(Faulty::new(())).delete("/servers/web").header("x-who", "rita shop reader").await;
    let said = r#"{"forbidden":{"code":403,"message":"Policy doesn't allow servers:delete to be performed."}}"#;
    assert_eq!(fault.text(), said);
}

#[tokio::test]
async fn a_file_counts_from_then_on() {
    let api = Compute::new(());
    let client = TestClient::new(api.clone());
    let delete = || status(&client, "rita shop reader", "DELETE /servers/web");
    assert_eq!(delete().await, 403);
    let file = PolicyFile::parse("policy.yaml", "servers:delete: role:reader").expect("a right file");
    api.app().enforcer().load(&file).expect("rules that there are");
    assert_eq!(delete().await, 204);
}

/// Takes away who asks, against what tables say.
#[filter]
async fn forget(mut request: Request, next: impl Next) -> Response {
    request.extensions_mut().remove::<Identity>();
    next.run(request).await
}

pipeline! { Forgetful: [known, forget] }

api! {
    struct Oblivious at "/";
    pipeline: Forgetful;
    policies: [ServerRules];
    controllers: [Servers, Labels, Flavors];
}

#[tokio::test]
async fn nobody_may_what_a_policy_is_asked_for() {
    let client = TestClient::new(Oblivious::new(()));
    assert_eq!(status(&client, "root any admin", "DELETE /servers/web").await, 401);
    assert_eq!(status(&client, "root any admin", "GET /servers/web").await, 401);
    assert_eq!(status(&client, "root any admin", "GET /servers/web/ping").await, 204);
}

#[tokio::test]
async fn a_server_has_the_rules_of_a_file_and_does_not_start_with_wrong_ones() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("policy.yaml");
    let api = Compute::new(());
    let bind = |text: &str| {
        std::fs::write(&path, text).expect("a file");
        Server::new(api.clone()).listen("127.0.0.1:0").policy_file(&path).bind()
    };
    let refused = bind("servers:show: rule:reader\nservers:delete: rule:nobody").await.expect_err("a wrong file");
    let said = format!("policy_file: {}:2: `servers:delete` asks the rule `nobody`, and there is none", path.display());
    assert_eq!(refused.to_string(), said);
    let client = TestClient::new(api.clone());
    let may = async || status(&client, "rita shop reader", "DELETE /servers/web").await;
    assert_eq!(may().await, 403);
    bind("servers:delete: rule:reader").await.expect("a right file");
    assert_eq!(may().await, 204);
}

#[controller(path = "/")]
struct Bare;

#[routes]
impl Bare {
    #[index]
    async fn index(&self) {}
}

api! {
    struct WithoutPolicies at "/";
    controllers: [Bare];
}

#[tokio::test]
async fn a_file_of_rules_that_nobody_asks_is_refused() {
    let server = Server::new(WithoutPolicies::new(())).listen("127.0.0.1:0").policy_file("policy.yaml");
    let said = "policy_file: policy.yaml: no API has policies that a file could change";
    assert_eq!(server.bind().await.expect_err("nobody asks").to_string(), said);
}

policies! {
    /// Who may shelve servers.
    ShelveRules: [ServerRules];

    /// Shelve a server.
    "servers:shelve": "rule:member";
}

#[extension(alias = "os-shelve", updated = "2014-12-03", of = [Servers], policies = [ShelveRules])]
struct Shelve;

#[routes(of = Servers)]
impl Shelve {
    #[action("shelve")]
    #[policy("servers:shelve")]
    async fn shelve(&self) {}
}

api! {
    struct WithShelve at "/";
    pipeline: Known;
    policies: [ServerRules];
    controllers: [Servers];
    extensions: [Shelve];
}

const SHELVE: &str = r#"POST /servers/web/action {"shelve":null}"#;

#[tokio::test]
async fn an_extension_brings_its_policies() {
    let client = TestClient::new(WithShelve::new(()));
    assert_eq!(status(&client, "jane shop member", SHELVE).await, 204);
    assert_eq!(status(&client, "jane shop reader", SHELVE).await, 403);
}

#[tokio::test]
async fn a_file_fits_whichever_extensions_are_on() {
    let file = PolicyFile::parse("policy.yaml", "servers:shelve: '!'").expect("a file");
    let off = Parts::new(()).without::<WithShelve>("os-shelve").expect("an extension");
    for (parts, refused) in [(Parts::new(()), 403), (off, 400)] {
        let api = WithShelve::from_state(&parts);
        api.app().enforcer().load(&file).expect("rules that are known");
        assert_eq!(status(&TestClient::new(api), "jane shop member", SHELVE).await, refused);
    }
}
