//! What is known of an API without building it.

use terrace::{Api, Dialect};

pub(crate) use terrace::private::{ApiTable, ResourceTable, RouteTable};

/// What everything but `serve` reads.
#[derive(Clone, Copy)]
pub(crate) struct Source {
    pub(crate) table: &'static ApiTable,
    pub(crate) dialect: &'static dyn Dialect,
}

impl Source {
    pub(crate) fn of<A: Api>() -> Self {
        Source { table: A::TABLE, dialect: A::DIALECT }
    }
}

/// `ServerGroups` as `server` and `groups`.
pub(crate) fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut after_lower = true;
    for (at, found) in name.char_indices() {
        let before_lower = name[at + found.len_utf8()..].starts_with(|next: char| next.is_lowercase());
        let begins = found.is_uppercase() && (after_lower || before_lower);
        if found == '_' {
            words.push(String::new());
        } else if let Some(word) = words.last_mut().filter(|_| !begins) {
            word.extend(found.to_lowercase());
        } else {
            words.push(found.to_lowercase().collect());
        }
        after_lower = !found.is_uppercase();
    }
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn names_are_cut_into_words() {
        let check = |name, expected: &[&str]| assert_eq!(words(name), expected, "{name}");
        check("Servers", &["servers"]);
        check("ServerGroups", &["server", "groups"]);
        check("OSInterface", &["os", "interface"]);
        check("Api2Keys", &["api2", "keys"]);
        check("raw_bytes", &["raw", "bytes"]);
    }
}
