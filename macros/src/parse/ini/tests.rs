//! What Python's `configparser` says of the same files.

use super::*;

/// `[section] name=value` of each option, with its line.
fn told(text: &str) -> Vec<String> {
    let ini = read(text).unwrap_or_else(|problems| panic!("{problems:?} in {text}"));
    let all = ini.sections.iter().flat_map(|section| {
        section.entries.iter().map(|Entry { name, value, line }| format!("{line} [{}] {name}={value}", section.name))
    });
    all.collect()
}

fn problems(text: &str) -> Vec<String> {
    let problems = read(text).expect_err("a file that is refused");
    problems
        .into_iter()
        .map(|Problem { line, section, said }| {
            let section = section.map(|section| format!("[{section}] ")).unwrap_or_default();
            format!("{line}: {section}{}", said.lines().next().unwrap_or_default())
        })
        .collect()
}

#[test]
fn the_first_of_the_two_signs_ends_a_name() {
    assert_eq!(
        told("[composite:main]\nuse = call:nova.api:urlmap\n/v2.1: compute\n/x:y=z\nUse=1\na b = c = d"),
        [
            "2 [composite:main] use=call:nova.api:urlmap",
            "3 [composite:main] /v2.1=compute",
            "4 [composite:main] /x=y=z",
            "5 [composite:main] Use=1",
            "6 [composite:main] a b=c = d",
        ]
    );
}

#[test]
fn a_value_goes_on_where_a_line_is_further_to_the_right() {
    let text = "[p]\nkeystone = faultwrap\n    # not this one\n    authtoken\n\n  [app]\nnext =\n one\n  two\n; nor this\nlast=1";
    assert_eq!(told(text), ["2 [p] keystone=faultwrap\nauthtoken\n\n[app]", "7 [p] next=\none\ntwo", "11 [p] last=1"]);
}

#[test]
fn comments_are_lines_of_their_own() {
    assert_eq!(
        told("# a\n; b\n[s]\n  # c\na = 1 # no comment\nb = 2 ; nor this"),
        ["5 [s] a=1 # no comment", "6 [s] b=2 ; nor this"]
    );
}

#[test]
fn an_option_that_stands_to_the_right_by_itself_is_one() {
    assert_eq!(told("[s]\n   a = 1\n   b = 2\n c = 3\r\nd ="), ["2 [s] a=1", "3 [s] b=2", "4 [s] c=3", "5 [s] d="]);
    assert_eq!(told("\u{feff}[s] # more\na:1"), ["2 [s] a=1"]);
    assert_eq!(told(""), [""; 0]);
}

#[test]
fn all_that_is_wrong_is_told_with_its_line() {
    let text = "a = 1\n[s]\nb = 1\nnonsense\nb = 2\n= 3\n[s]\n[open\n[]\n[t] behind";
    assert_eq!(
        problems(text),
        [
            "1: `a` is in no section",
            "4: [s] `nonsense` is neither a section nor an option",
            "5: [s] `b` is set twice, first in line 3",
            "6: [s] an option has no name",
            "7: [s] `[s]` stands twice, first in line 2",
            "8: this is no section",
            "9: this is no section",
            "10: this is no section",
        ]
    );
}
