//! Names made of names.

use proc_macro2::Ident;

/// A name without `r#`.
pub(crate) fn plain(name: &Ident) -> String {
    let text = name.to_string();
    text.strip_prefix("r#").map(str::to_owned).unwrap_or(text)
}

/// `server_tags` for `ServerTags`.
pub(crate) fn snake_case(name: &str) -> String {
    let mut snake = String::new();
    let chars: Vec<char> = name.chars().collect();
    for (at, char) in chars.iter().enumerate() {
        let begins = at > 0
            && char.is_uppercase()
            && (!chars[at - 1].is_uppercase() || chars.get(at + 1).is_some_and(|next| next.is_lowercase()));
        if begins && chars[at - 1] != '_' {
            snake.push('_');
        }
        snake.extend(char.to_lowercase());
    }
    snake
}

/// Whether a text is the name of a header (RFC 9110, section 5.6.2).
pub(crate) fn is_header(name: &str) -> bool {
    let is_token = |found: char| found.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(found);
    !name.is_empty() && name.chars().all(is_token)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_snake_case() {
        let check = |name, expected| assert_eq!(snake_case(name), expected);
        check("Servers", "servers");
        check("ServerTags", "server_tags");
        check("OSKeypairs", "os_keypairs");
        check("V2Servers", "v2_servers");
        check("Os_Quota", "os_quota");
    }
}
