//! Which files of rules are refused, and what is said of them.

use terrace::policy::{PolicyFile, Rules};

/// All that is said of a file.
fn refused(text: &str) -> String {
    let rules = PolicyFile::parse("policy.yaml", text).and_then(|file| Rules::of(&file));
    rules.expect_err("a wrong file").to_string()
}

#[test]
fn a_problem_names_the_line() {
    for (text, expected) in [
        (
            "a: role:member\n\nb: role:member role:admin",
            "3: the rule of `b` cannot be read: `and` or `or` is missing before `role:admin`",
        ),
        ("a: (role:member", "1: the rule of `a` cannot be read: a `(` that nothing closes"),
        ("a: role:member)", "1: the rule of `a` cannot be read: a `)` that closes nothing"),
        ("a: role:member or", "1: the rule of `a` cannot be read: a check is missing at its end"),
        (
            "a: member",
            "1: the rule of `a` cannot be read: `member` asks nothing: write `role:member`, `rule:member`, or what it is compared with behind a colon",
        ),
        (
            "a: project_id:%(project_id)",
            "1: the rule of `a` cannot be read: the `%` of `%(project_id` names nothing of the target: write `%(name)s`, or `%%` for a percent sign",
        ),
        (
            "a: http://policies/a",
            "1: the rule of `a` cannot be read: `http://policies/a` asks another service, which a rule cannot",
        ),
        (
            "a:\n- - role:a\n  - role\n",
            "3: the rule of `a` cannot be read: `role` asks nothing: write `role:role`, `rule:role`, or what it is compared with behind a colon",
        ),
        ("a:\n- - - role:a\n", "2: the rule of `a` is no list of checks, nor of lists of them"),
        ("a:\n  b: role:a\n", "2: the rule of `a` is neither a text nor a list"),
        ("a:\n", "1: `a` has no rule: write \"@\" where everybody may, \"!\" where nobody may"),
        ("a: ''\nb: ''\na: '!'\n", "3: `a` has a rule already, in line 1"),
        ("- a\n", "1: a file of rules is a mapping of names to rules"),
        ("a: ''\n---\nb: ''\n", "2: a file of rules is one mapping"),
        ("\na: rule:somewhere\n", "2: `a` asks the rule `somewhere`, and there is none"),
        (
            "a: rule:readers\nreader: role:reader\n",
            "1: `a` asks the rule `readers`, and there is none: did you mean `reader`?",
        ),
        (
            "a: projct_id:%(project_id)s\n",
            "1: `a` speaks of `projct_id`, which is not known of who asks: did you mean `project_id`?",
        ),
        ("a: ''\nb: not rule:b\n", "2: `b` asks itself"),
        ("a: rule:b\nb: rule:c\nc: rule:a\nd: rule:a\n", "1: `a` asks `b`, which asks `c`, which asks itself"),
        ("context_is_admin: role:admin or is_admin:True", "1: `context_is_admin` asks itself"),
    ] {
        assert_eq!(refused(text), format!("policy.yaml:{expected}"), "{text}");
    }
}

#[test]
fn all_problems_are_told() {
    let told = refused("a: rule:b\nc: rule:c\nd: color:red\n");
    assert_eq!(told.lines().count(), 3, "{told}");
}

#[test]
fn what_yaml_cannot_be_names_its_line() {
    let told = refused("a: ''\nb: 'role:member\n");
    assert!(told.starts_with("policy.yaml:3: ") || told.starts_with("policy.yaml:2: "), "{told}");
    let told = refused("a: @\n");
    assert!(told.starts_with("policy.yaml:1: "), "{told}");
}

#[test]
fn a_row_of_rules_has_a_bound() {
    let row = |length: usize| {
        (0..length).map(|at| format!("r{at}: rule:r{}\n", at + 1)).collect::<String>() + &format!("r{length}: '@'\n")
    };
    assert!(PolicyFile::parse("policy.yaml", &row(64)).and_then(|file| Rules::of(&file)).is_ok());
    assert!(refused(&row(65)).contains("asks more than 64 rules in a row"));
    assert!(refused(&row(20_000)).contains("asks more than 64 rules in a row"));
}

#[test]
fn a_file_that_is_not_there_is_told() {
    let error = PolicyFile::read("nowhere/policy.yaml".as_ref()).expect_err("no such file");
    assert!(error.to_string().starts_with("nowhere/policy.yaml: "), "{error}");
}
