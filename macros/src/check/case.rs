//! `rename_all`: serde's eight ways to write a name.

/// Their names, as serde spells them.
pub(crate) const CASES: &[&str] = &[
    "lowercase",
    "UPPERCASE",
    "PascalCase",
    "camelCase",
    "snake_case",
    "SCREAMING_SNAKE_CASE",
    "kebab-case",
    "SCREAMING-KEBAB-CASE",
];

/// A field's name, written `like_this`, in one of [`CASES`], or as it is.
pub(crate) fn of_field(name: &str, case: Option<&str>) -> String {
    match case.unwrap_or_default() {
        "PascalCase" => pascal(name),
        "camelCase" => camel(&pascal(name)),
        "UPPERCASE" | "SCREAMING_SNAKE_CASE" => name.to_uppercase(),
        "kebab-case" => name.replace('_', "-"),
        "SCREAMING-KEBAB-CASE" => name.to_uppercase().replace('_', "-"),
        _ => name.to_owned(),
    }
}

/// A variant's name, written `LikeThis`, in one of [`CASES`], or as it is.
pub(crate) fn of_variant(name: &str, case: Option<&str>) -> String {
    match case.unwrap_or("PascalCase") {
        "lowercase" => name.to_lowercase(),
        "UPPERCASE" => name.to_uppercase(),
        "camelCase" => camel(name),
        "PascalCase" => name.to_owned(),
        _ => of_field(&snake(name), case),
    }
}

fn pascal(name: &str) -> String {
    let mut words = String::new();
    for word in name.split('_') {
        let mut letters = word.chars();
        words.extend(letters.next().into_iter().flat_map(char::to_uppercase));
        words.push_str(letters.as_str());
    }
    words
}

fn camel(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().into_iter().flat_map(char::to_lowercase).chain(letters).collect()
}

fn snake(name: &str) -> String {
    let mut words = String::new();
    for (at, letter) in name.char_indices() {
        if letter.is_uppercase() && at > 0 {
            words.push('_');
        }
        words.extend(letter.to_lowercase());
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_written_as_serde_does() {
        let check = |case, field: &str, variant: &str| {
            assert_eq!(of_field("max_size", case), field, "{case:?}");
            assert_eq!(of_variant("VeryTasty", case), variant, "{case:?}");
        };
        check(None, "max_size", "VeryTasty");
        check(Some("lowercase"), "max_size", "verytasty");
        check(Some("UPPERCASE"), "MAX_SIZE", "VERYTASTY");
        check(Some("PascalCase"), "MaxSize", "VeryTasty");
        check(Some("camelCase"), "maxSize", "veryTasty");
        check(Some("snake_case"), "max_size", "very_tasty");
        check(Some("SCREAMING_SNAKE_CASE"), "MAX_SIZE", "VERY_TASTY");
        check(Some("kebab-case"), "max-size", "very-tasty");
        check(Some("SCREAMING-KEBAB-CASE"), "MAX-SIZE", "VERY-TASTY");
    }
}
