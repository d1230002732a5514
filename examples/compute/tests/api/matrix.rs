//! Who may do what: every operation, asked by nobody, a member of another project, a reader, a member, and an administrator. The rows
//! are in `matrix.tsv`.

use std::collections::BTreeSet;
use std::time::Duration;

use compute::store::{Seed, Store};
use compute::{Compute, State, driver};
use serde_json::{Value, json};
use terrace::policy::Rules;
use terrace::{Api, Application, Identity, Stop, TestClient, TestRequest, TestResponse};
use terrace_codegen::checked;

use crate::{ADMINISTRATOR, MEMBER, Osapi, PROJECT, STRANGER, of, server, text};

const READER: &str = "reader:00000000000040008000000000000001";

/// Who asks, in the order of the columns behind that of nobody.
const ASKERS: [(&str, &[&str]); 4] = [
    (STRANGER, &["member", "reader"]),
    (READER, &["reader"]),
    (MEMBER, &["member", "reader"]),
    (ADMINISTRATOR, &["admin"]),
];

struct Row<'m> {
    handler: &'m str,
    version: &'m str,
    request: String,
    body: String,
    /// What is expected for each.
    expected: Vec<char>,
    /// Whether it is about something that the project has.
    is_of_project: bool,
}

/// What the rows speak of.
struct World {
    server: String,
    group: String,
    aggregate: String,
}

impl World {
    async fn made(client: &TestClient<Osapi>) -> World {
        let made = of(client.post("/v2.1/os-server-groups"), MEMBER);
        let group = made.json(&json!({ "server_group": { "name": "ours", "policies": ["affinity"] } })).await.value();
        let made = of(client.post("/v2.1/os-aggregates"), ADMINISTRATOR);
        let aggregate = made.json(&json!({ "aggregate": { "name": "ours" } })).await.value();
        let server = server(client, "ours").await;
        settle(client, &server).await;
        World {
            server: server.rsplit('/').next().unwrap_or_default().to_owned(),
            group: text(&group["server_group"]["id"]).to_owned(),
            aggregate: aggregate["aggregate"]["id"].to_string(),
        }
    }

    fn row<'m>(&self, line: &'m str) -> Row<'m> {
        let [handler, version, request, body, expected] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("`{line}` has not five columns")
        };
        let filled = |text: &str| {
            let text = text.replace("{server}", &self.server).replace("{group}", &self.group);
            text.replace("{aggregate}", &self.aggregate).replace("{project}", PROJECT)
        };
        let is_of_project = ["{server}", "{group}", "{project}"].iter().any(|name| request.contains(name));
        let (request, body, expected) = (filled(request), filled(body), expected.chars().collect());
        Row { handler, version, request, body, expected, is_of_project }
    }
}

impl Row<'_> {
    fn request(&self, client: &TestClient<Osapi>) -> TestRequest {
        let (method, path) = self.request.split_once(' ').expect("a method and a path");
        let request = client.request(method.parse().expect("a method"), &format!("/v2.1{path}"));
        let request = request.header("openstack-api-version", format!("compute {}", self.version));
        if self.body.is_empty() {
            return request;
        }
        request.header("content-type", "application/json").body(self.body.clone())
    }

    /// Holds an answer against what is expected. Who is the first to be let do it succeeds; what is left for others is as it may be.
    fn check(&self, who: &str, expected: char, is_first: bool, answer: &TestResponse) {
        let status = answer.status().as_u16();
        let is_expected = match expected {
            '-' => status == 204 && answer.header("x-auth-token").is_some(),
            'y' if is_first => status < 400,
            'y' => !matches!(status, 400 | 401 | 403 | 405 | 406 | 415),
            '~' => !matches!(status, 401 | 403),
            'n' => status == 403 && answer.text().contains("Policy doesn't allow"),
            'h' => status == 404,
            other => panic!("`{other}` is not known"),
        };
        assert!(is_expected, "{} of {who} is `{expected}`: {answer:?}", self.handler);
    }

    /// What the rules say of somebody, `None` where no rule is asked.
    fn allowed(&self, rules: &Rules, token: &str, roles: &[&str]) -> Option<bool> {
        let (user, project) = token.split_once(':').expect("a user and a project");
        let who = Identity::of(user).in_project(project).with_roles(roles.iter().copied());
        let (user, project) = if self.is_of_project { ("jane", PROJECT) } else { (user, project) };
        let target = |name: &str| match name {
            "project_id" => Some(project.to_owned()),
            "user_id" => Some(user.to_owned()),
            _ => None,
        };
        rule(self.handler).map(|rule| rules.allow(rule, &who, &target))
    }
}

/// The rule of a handler.
fn rule(handler: &str) -> Option<&'static str> {
    let all =
        Compute::TABLE.entries.iter().flat_map(|entry| entry.resource.routes.iter().map(move |route| (entry, route)));
    let mut named = all.filter(|(entry, route)| handler == format!("{}::{}", entry.resource.node.name, route.name));
    let (entry, route) = named.next().unwrap_or_else(|| panic!("there is no handler `{handler}`"));
    route.asks(entry.resource.node).map(|ask| ask.rule)
}

/// Waits until nothing is being done to a server, where it is still there.
async fn settle(client: &TestClient<Osapi>, path: &str) {
    for _ in 0..500 {
        let shown: Value = of(client.get(path), ADMINISTRATOR).await.value();
        if shown["server"]["OS-EXT-STS:task_state"].is_null() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("{path} did not settle");
}

#[tokio::test]
async fn everybody_may_what_the_policies_say() {
    let store = Store::in_memory(Seed::Classic).await.expect("a database in memory");
    tokio::spawn(driver::run(store.clone(), Duration::ZERO, Stop::never()));
    let api = Osapi::new(State::new(store).await.expect("its tables"));
    let rules = api.app().enforcer().rules();
    let client = checked(TestClient::new(api));
    let members = client.clone().header("x-auth-token", MEMBER);
    let world = World::made(&members).await;
    for line in include_str!("matrix.tsv").lines().filter(|line| !line.starts_with('#')) {
        let row = world.row(line);
        row.check("nobody", row.expected[0], true, &row.request(&client).await);
        let mut is_first = true;
        for ((token, roles), expected) in ASKERS.into_iter().zip(row.expected[1..].iter().copied()) {
            let is_let = matches!(expected, 'y' | '~');
            if let Some(allowed) = row.allowed(&rules, token, roles) {
                assert_eq!(is_let, allowed, "the rule of {} for {token}", row.handler);
            }
            row.check(token, expected, is_first, &of(row.request(&client), token).await);
            is_first &= !is_let;
        }
        settle(&client, &format!("/v2.1/servers/{}", world.server)).await;
    }
}

#[test]
fn every_operation_has_a_row() {
    let lines = include_str!("matrix.tsv").lines().filter(|line| !line.starts_with('#'));
    let rows: BTreeSet<_> = lines.filter_map(|line| line.split('\t').next()).map(str::to_owned).collect();
    let entries = Compute::TABLE.entries.iter().map(|entry| entry.resource);
    let handlers = entries.flat_map(|resource| {
        let all = resource.routes.iter().filter(|route| !route.is_retired());
        all.map(|route| format!("{}::{}", resource.node.name, route.name))
    });
    // Version documents say what everybody may know.
    let missing: Vec<_> =
        handlers.filter(|handler| !rows.contains(handler) && !handler.starts_with("VersionDocument")).collect();
    assert!(missing.is_empty(), "operations without a row: {missing:?}");
}
