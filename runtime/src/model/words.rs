//! What is wrong with a value, in plain words.

use core::fmt::Write as _;

/// A field that may be there once only.
pub(crate) const TWICE: &str = "the field is there twice";

/// A value that may be one of so many things that it is not found out which.
pub(crate) const TOO_MANY_WAYS: &str = "it could be read in too many ways";

/// The longest part of a client's own text that is repeated to it.
const MOST: usize = 64;

/// ``unknown field `nam`, the fields are `name`, `id` ``
pub(crate) fn unknown_field(name: &str, known: &[&str]) -> String {
    let name = shortened(name);
    match known {
        [] => format!("unknown field `{name}`, there are no fields"),
        [one] => format!("unknown field `{name}`, the only field is `{one}`"),
        many => format!("unknown field `{name}`, the fields are {}", listed(many)),
    }
}

/// ``the field `id` is read-only, leave it out``
pub(crate) fn read_only(name: &str) -> String {
    format!("the field `{name}` is read-only, leave it out")
}

/// ``missing field `name` ``
pub(crate) fn missing_field(name: &str) -> String {
    format!("missing field `{name}`")
}

/// ``unknown value `reed`, expected one of `red`, `blue` ``
pub(crate) fn unknown_variant(name: &str, known: &[&str]) -> String {
    format!("unknown value `{}`, expected {}", shortened(name), one_of(known))
}

/// ``one of `red`, `blue` ``
pub(crate) fn one_of(known: &[&str]) -> String {
    match known {
        [one] => format!("`{one}`"),
        many => format!("one of {}", listed(many)),
    }
}

/// serde's messages of the form `invalid type: A, expected B` as `expected B, found A`; others as they are.
pub(crate) fn plain(message: &str) -> String {
    let rest = ["invalid type: ", "invalid value: "].iter().find_map(|start| message.strip_prefix(start));
    match rest.and_then(|rest| rest.rsplit_once(", expected ")) {
        Some((found, expected)) => format!("expected {expected}, found {}", thing(found)),
        None => message.to_owned(),
    }
}

fn thing(found: &str) -> String {
    let number = found.strip_prefix("integer ").or_else(|| found.strip_prefix("floating point "));
    let text = found.strip_prefix("string ");
    match (found, number, text) {
        ("map", ..) => "an object".to_owned(),
        ("sequence", ..) => "a list".to_owned(),
        ("unit value" | "null", ..) => "`null`".to_owned(),
        (_, Some(number), _) => number.trim_matches('`').to_owned(),
        (_, _, Some(text)) if text.len() <= MOST => format!("the text {text}"),
        (_, _, Some(_)) => "another text".to_owned(),
        _ => found.strip_prefix("boolean ").unwrap_or(found).to_owned(),
    }
}

fn listed(names: &[&str]) -> String {
    let mut list = String::new();
    for (at, name) in names.iter().enumerate() {
        let gap = if at == 0 { "" } else { ", " };
        // Writing to a `String` cannot fail.
        let _ = write!(list, "{gap}`{name}`");
    }
    list
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
