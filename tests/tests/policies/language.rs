//! The language of rules: whatever the text, it is read or refused.

use proptest::prelude::*;
use terrace::Identity;
use terrace::policy::{PolicyFile, Rules};

/// Whether a rule lets Jane, who is a member, do it; nothing where it is none.
fn allows(rule: &str) -> Option<bool> {
    let file = PolicyFile::parse("policy.yaml", &serde_json::json!({ "asked": rule }).to_string()).ok()?;
    let rules = Rules::of(&file).ok()?;
    Some(rules.allow("asked", &Identity::of("jane").with_roles(["member"]), &|_| None))
}

/// A rule, and whether it holds.
fn rule() -> impl Strategy<Value = (String, bool)> {
    let leaf = prop_oneof![
        Just(("@".to_owned(), true)),
        Just(("!".to_owned(), false)),
        Just(("role:member".to_owned(), true)),
        Just(("role:admin".to_owned(), false)),
        Just(("user_id:jane".to_owned(), true)),
        Just(("user_id:%(user_id)s".to_owned(), false)),
    ];
    leaf.prop_recursive(8, 64, 2, |inner| {
        prop_oneof![
            inner.clone().prop_map(|(text, holds)| (format!("not ({text})"), !holds)),
            (inner.clone(), inner.clone())
                .prop_map(|(one, other)| (format!("({}) and ({})", one.0, other.0), one.1 && other.1)),
            (inner.clone(), inner)
                .prop_map(|(one, other)| (format!("(({}) OR {})", one.0, bracketed(&other.0)), one.1 || other.1)),
        ]
    })
}

fn bracketed(text: &str) -> String {
    format!("( {text} )")
}

proptest! {
    #[test]
    fn a_rule_is_what_its_parts_are((text, holds) in rule()) {
        prop_assert_eq!(allows(&text), Some(holds), "{}", text);
    }

    #[test]
    fn no_text_ends_the_reader(text in ".{0,200}") {
        allows(&text);
    }

    #[test]
    fn no_words_end_the_reader(words in proptest::collection::vec("and|or|not|\\(|\\)|@|!|role:a|%\\(|:|'x'", 0..40)) {
        allows(&words.join(" "));
        allows(&words.concat());
    }

    #[test]
    fn no_file_ends_the_reader(text in "[\\[\\]{}a:\"'\\-#&*!|> \n,]{0,120}") {
        let _read_or_refused = PolicyFile::parse("policy.yaml", &text).map(|file| Rules::of(&file));
    }
}

#[test]
fn nesting_has_a_bound() {
    let nested = |depth: usize| format!("{}@{}", "(".repeat(depth), ")".repeat(depth));
    assert_eq!(allows(&nested(64)), Some(true));
    assert_eq!(allows(&nested(65)), None);
    assert_eq!(allows(&nested(1_000_000)), None);
    assert_eq!(allows(&("not ".repeat(64) + "@")), Some(true));
    assert_eq!(allows(&("not ".repeat(1_000_000) + "@")), None);
}
