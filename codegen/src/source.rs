//! What is known of an API without building it.

/// What everything but `serve` reads.
pub(crate) use terrace::private::Declared as Source;
pub(crate) use terrace::private::{ApiTable, ResourceTable, RouteTable};

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
