//! What is taken, and what is refused with what to write instead.

use proptest::prelude::*;

use super::*;

#[test]
fn what_all_languages_agree_on_is_taken() {
    for pattern in [
        "a",
        "^[a-z][a-z0-9-]*$",
        r"^[0-9]{4}-[0-9]{2}$",
        "^(?:a|b|)$",
        "^(a|b)+?$",
        "^a$|^b$",
        "(^|,)a(,|$)",
        r"^[^\n]+$",
        r"\^\$\\\.\*\+\?\(\)\[\]\{\}\|\/",
        r"[\]\[\\^\-]",
        "[-a]",
        "[a-]",
        "[a-z-]",
        "[&~|#^]",
        r"\x41\u00e9[\x20-\x7e]",
        "^[a-zà-öø-ÿ]{2,60}$",
        "^(?:[0-9a-f]{2}:){5}[0-9a-f]{2}$",
        "a{2}b{2,}c{2,3}?",
        "é漢🦀",
        " # /",
        r"[\t\r\n\f\v]",
    ] {
        if let Err(fault) = judge(pattern) {
            panic!("{pattern}: {fault}");
        }
        regex::Regex::new(pattern).unwrap_or_else(|error| panic!("{pattern}: {error}"));
    }
}

#[test]
fn what_they_read_differently_is_refused_with_what_to_write() {
    let check = |pattern: &str, expected: &str| match judge(pattern) {
        Ok(()) => panic!("{pattern} is taken"),
        Err(fault) => assert!(fault.to_string().contains(expected), "{pattern}: {fault}"),
    };
    check("", "leave the rule out");
    check("a\n", "write `\\x0a`");
    check(r"\d", "write `[0-9]`");
    check(r"\D", "write `[^0-9]`");
    check(r"[\w]", "write `[0-9A-Za-z_]`");
    check(r"\W", "write `[^0-9A-Za-z_]`");
    check(r"\s", r"write `[ \t\r\n]`");
    check(r"\S", r"write `[^ \t\r\n]`");
    check(r"\ba\b", "edge of other words");
    check(r"[\b]", "edge of other words");
    check(r"\Aa\z", "write `^` first or `$` last");
    check(r"a\Z", "has no `\\Z`");
    check(r"\p{L}", "Python has no classes of Unicode");
    check(r"(a)\1", "no way back");
    check(r"\k<a>", "no way back");
    check("(?=a)", "no lookahead");
    check("(?!a)", "no lookahead");
    check("(?<=a)", "no lookbehind");
    check("(?<!a)", "no lookbehind");
    check("(?<a>a)", "named groups");
    check("(?P<a>a)", "named groups");
    check("(?i)a", "flags");
    check("(?i:a)", "flags");
    check("(?>a)", "atomic");
    check("(?#a)", "comments");
    check("(?(1)a)", "conditions");
    check("(?", "not closed");
    check("(a", "not closed");
    check("a)", "closes no group");
    check("[a", "not closed");
    check("[]a]", "empty in JavaScript");
    check("[^]a]", "empty in JavaScript");
    check("[[:alpha:]]", "begins another set");
    check("[a[b]]", "begins another set");
    check("[a-z&&b]", "joins sets");
    check("[a~~b]", "joins sets");
    check("[a||b]", "joins sets");
    check("[a--b]", "in the middle");
    check("[--a]", "joins sets");
    check("[a-c-e]", "behind a range");
    check("[z-a]", "write `a-z`");
    check(".", r"write `[^\n]`");
    check("a++", "possessive");
    check("a*+", "possessive");
    check("a{2}+", "possessive");
    check("a**", "repetition of a repetition");
    check("a{2}{3}", "repetition of a repetition");
    check("*a", "nothing for `*` to repeat");
    check("(?:+)", "nothing for `+` to repeat");
    check("a|?", "nothing for `?` to repeat");
    check("^*a", "nothing for `*` to repeat");
    check("a$+", "a `$` stands last");
    check("(a$)*", "a `$` stands last");
    check("(a|b$)c", "a `$` stands last");
    check("((a|b$|c))d", "a `$` stands last");
    check("a{", "starts no count");
    check("a{,3}", "starts no count");
    check("a{3,2}", "write `{2,3}`");
    check("{", "write `\\{`");
    check("a}", "write `\\}`");
    check("a]", "write `\\]`");
    check("a^", "a `^` stands first");
    check("a$b", "a `$` stands last");
    check(r"a$\n", "a `$` stands last");
    check(r"\-", "is an error in JavaScript");
    check(r"\é", "is an error in JavaScript");
    check(r"\0", r"write `\x00`");
    check(r"\a", "not for all");
    check(r"\U0001F980", "not for all");
    check(r"\q", "write `q`");
    check(r"a\", "in the middle of an escape");
    check(r"\u{1F980}", "write the character itself");
    check(r"\x{41}", "write the character itself");
    check(r"\x4", r"write `\x41`");
    check(r"\u41", r"write `\u0041`");
    check(r"\ud83e", "half a character");
    check("a{10001}", "bound the text with `length");
    check("(?:a{101}){100}", "bound the text with `length");
    check("a{99999999999999999999}", "bound the text with `length");
    check(&"(".repeat(51), "nested deeper");
}

proptest! {
    /// Whatever is taken, the service can read: a pattern never fails while it serves.
    #[test]
    fn what_is_taken_is_read(pattern in r"([\[\](){}^$|?*+\\&~.,a-c0-3:<=!xudn-]|\\PC){1,12}") {
        if judge(&pattern).is_ok() {
            prop_assert!(regex::Regex::new(&pattern).is_ok());
        }
    }
}
