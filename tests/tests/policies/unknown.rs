//! What a file's rules speak of that nothing has: oslo.policy takes such rules, so the log is warned.

use terrace::Application;
use terrace::filters::NoAuth;
use terrace::policy::PolicyFile;
use terrace::prelude::*;

policies! {
    /// Who may do what to servers.
    Rules;

    /// List servers.
    "servers:index": "role:member";

    /// Show a server.
    "servers:show": "role:member";

    /// Delete a server.
    "servers:delete": "role:member";

    /// Whatever has to do with labels.
    "labels": "role:member";
}

#[derive(PolicyTarget)]
struct Machine {
    #[target]
    project_id: String,
    #[target]
    locked: bool,
}

#[controller(path = "/servers", key = id: String)]
struct Servers;

#[routes]
impl Servers {
    #[load]
    async fn load(&self, id: String) -> Option<Machine> {
        Some(Machine { project_id: id, locked: false })
    }

    #[index]
    #[policy("servers:index")]
    async fn index(&self) {}

    #[show]
    #[policy("servers:show", hidden)]
    async fn show(&self) {}

    #[delete]
    #[policy("servers:delete", see = "servers:show")]
    async fn delete(&self) {}
}

#[controller(parent = Servers, path = "/labels")]
#[policy("labels")]
struct Labels;

#[routes]
impl Labels {
    #[index]
    async fn index(&self) {}

    #[create]
    async fn create(&self) {}
}

pipeline! { NoAuth2: [NoAuth = NoAuth::default()] }

api! {
    struct Compute at "/";
    pipeline: NoAuth2;
    policies: [Rules];
    controllers: [Servers, Labels];
}

fn warnings(file: &str) -> Vec<String> {
    let api = Compute::new(());
    api.app().enforcer().load(&PolicyFile::parse("policy.yaml", file).expect(file)).expect(file);
    api.app().enforcer().rules().warnings().to_owned()
}

#[test]
fn each_place_is_told_with_its_line_and_the_handlers() {
    let file = "servers:show: project_id:%(project_id)s and user_id:%(user_id)s\n\
                servers:delete: rule:mine\n\
                mine: project_id:%(project)s and not 'yes':%(project)s\n\
                labels: \"'red':%(colour)s\"\n";
    let told = |line, rule, name, handlers| {
        let said = format!("`{rule}` speaks of `%({name})s`, and nothing that is loaded has that, before {handlers}");
        format!("policy.yaml:{line}: {said}: there it never holds")
    };
    let expected = [
        told(1, "servers:show", "user_id", "`Servers::delete`, `Servers::show`"),
        told(3, "mine", "project", "`Servers::delete`"),
        told(4, "labels", "colour", "`Labels::create`, `Labels::index`"),
    ];
    assert_eq!(warnings(file), expected);
}

#[test]
fn what_is_known_is_not() {
    let file = "servers:index: project_id:%(project_id)s or user_id:%(user_id)s\n\
                servers:show: project_id:%(project_id)s and not True:%(locked)s\n";
    assert_eq!(warnings(file), [""; 0]);
}
