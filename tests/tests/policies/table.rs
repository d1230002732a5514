//! What oslo.policy said of rules, of who asks and for what, as `tests/policies/run` wrote it down.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Value, json};
use terrace::Identity;
use terrace::policy::{PolicyFile, Rules};

const NOVA: &str = include_str!("../../policies/nova.yaml");

#[derive(Deserialize)]
struct Table {
    who: BTreeMap<String, Who>,
    targets: BTreeMap<String, BTreeMap<String, String>>,
    shared: BTreeMap<String, String>,
    rules: Vec<Row>,
    wrong: Vec<String>,
    nova: BTreeMap<String, Vec<String>>,
}

#[derive(Deserialize)]
struct Who {
    user_id: String,
    project_id: Option<String>,
    domain_id: Option<String>,
    system_scope: Option<String>,
    roles: Vec<String>,
}

#[derive(Deserialize)]
struct Row {
    rule: Value,
    allowed: BTreeMap<String, Vec<String>>,
}

impl Table {
    fn read() -> Table {
        serde_json::from_str(include_str!("../../policies/table.json")).expect("the table is as its script writes it")
    }

    fn identity(&self, name: &str) -> Identity {
        let who = &self.who[name];
        let identity = Identity::of(&who.user_id).with_roles(&who.roles);
        let identity = who.project_id.iter().fold(identity, Identity::in_project);
        let identity = who.domain_id.iter().fold(identity, Identity::in_domain);
        who.system_scope.iter().fold(identity, Identity::in_system)
    }

    /// A file, as JSON, of the rules that others ask and one more.
    fn with(&self, rule: &Value) -> String {
        let mut rules = json!(self.shared);
        rules["asked"] = rule.clone();
        rules.to_string()
    }
}

fn rules(text: &str) -> Result<Rules, terrace::policy::PolicyError> {
    Rules::of(&PolicyFile::parse("policy.yaml", text)?)
}

#[test]
fn rules_say_what_oslo_policy_says() {
    let table = Table::read();
    let mut asked = 0;
    for row in &table.rules {
        let rules = rules(&table.with(&row.rule)).expect("a right rule");
        for who in table.who.keys() {
            let identity = table.identity(who);
            for (name, target) in &table.targets {
                let allowed = rules.allow("asked", &identity, &|of| target.get(of).cloned());
                assert_eq!(allowed, row.allowed[who].contains(name), "{} asked by {who} for {name}", row.rule);
                asked += 1;
            }
        }
    }
    assert!(asked > 2_000, "{asked} rows are too few");
}

#[test]
fn what_oslo_policy_logs_is_refused() {
    let table = Table::read();
    assert!(!table.wrong.is_empty());
    for wrong in &table.wrong {
        let error = rules(&table.with(&json!(wrong))).expect_err(wrong).to_string();
        assert!(error.starts_with("policy.yaml:1: the rule of `asked` cannot be read: "), "{error}");
    }
}

#[test]
fn a_sample_of_nova_is_read_as_it_is_and_says_nothing() {
    let rules = rules(NOVA).expect("Nova's own sample");
    assert!(!rules.allow("os_compute_api:servers:create", &Identity::of("jane").with_roles(["admin"]), &|_| None));
}

#[test]
fn each_rule_of_nova_says_what_oslo_policy_says() {
    let table = Table::read();
    let written = NOVA.replace("\n#\"", "\n\"");
    let names: Vec<_> =
        written.lines().filter(|line| line.starts_with('"')).filter_map(|line| line.split('"').nth(1)).collect();
    assert!(names.len() > 200, "{}", names.len());
    let rules = rules(&written).expect("Nova's own rules");
    for (asked, allowed) in &table.nova {
        let (who, target) = asked.split_once(' ').expect("who and for what");
        let identity = table.identity(who);
        for name in &names {
            let is_allowed = rules.allow(name, &identity, &|of| table.targets[target].get(of).cloned());
            assert_eq!(is_allowed, allowed.iter().any(|allowed| allowed == name), "{name} asked by {asked}");
        }
    }
}
