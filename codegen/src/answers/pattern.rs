//! Patterns: of reasons, and of media types as `image/*`.

/// Whether a text is like a pattern, in which `*` stands for any characters, or none.
pub(super) fn is_like(text: &str, pattern: &str) -> bool {
    match pattern.split_once('*') {
        None => text == pattern,
        Some((start, rest)) => text.strip_prefix(start).is_some_and(|text| {
            text.char_indices().map(|(at, _)| at).chain([text.len()]).any(|at| is_like(&text[at..], rest))
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::is_like;

    #[test]
    fn a_star_is_any_characters() {
        let check = |text, pattern, expected| assert_eq!(is_like(text, pattern), expected, "{text} {pattern}");
        check("servers_show", "*", true);
        check("servers_show", "servers_show", true);
        check("servers_show", "servers_*", true);
        check("servers_show", "*_show", true);
        check("servers_show", "s*_*w", true);
        check("servers_show", "servers", false);
        check("servers_show", "*_index", false);
        check("servers_show", "shows_*", false);
        check("503", "5*", true);
        check("503", "4*", false);
    }
}
