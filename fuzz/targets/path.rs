//! A template on the first line, a path on the second: templates are read, and the router finds what its rules say.
#![no_main]

use std::borrow::Cow;
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use percent_encoding::percent_decode_str;
use terrace_model::path::{Class, Problem, Segment, decode, parse};
use terrace_model::router::Router;

const TEMPLATES: [&str; 20] = [
    "/",
    "/a",
    "/a/",
    "/a/b",
    "/a/{x}",
    "/a/{x}/",
    "/a/{x}/c",
    "/a/{u: uuid}",
    "/a/{u: uuid}/d",
    "/a/{n: digits}",
    "/a/{n: digits}/c",
    "/a/{h: hex}/e",
    "/a/{s: slug}/c/d",
    "/a/b/{tail: rest}",
    "/{x}",
    "/{n: digits}/{h: hex}",
    "/{h: hex}/{n: digits}",
    "/{s: slug}/{tail: rest}",
    "/{x}/c/{y}",
    "/r/{tail: rest}",
];

struct Known {
    all: Vec<Vec<Segment<'static>>>,
    router: Router<usize>,
}

static KNOWN: LazyLock<Known> = LazyLock::new(|| {
    let all: Vec<_> = TEMPLATES.iter().map(|template| parse(template).expect("these are templates")).collect();
    let mut router = Router::new();
    for (at, template) in all.iter().enumerate() {
        router.entry(template, || at);
    }
    Known { all, router }
});

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let (template, path) = text.split_once('\n').unwrap_or((text, text));
    read(template);
    find(path);
});

/// What is said of a wrong template points into it; a right one has a segment for each `/`.
fn read(template: &str) {
    match parse(template) {
        Ok(segments) => {
            let expected = if template == "/" { 0 } else { template.matches('/').count() };
            assert_eq!(segments.len(), expected);
            let written: String = segments.iter().map(|segment| format!("/{segment}")).collect();
            assert_eq!(parse(if written.is_empty() { "/" } else { &written }).map(|again| again.len()), Ok(expected));
        }
        Err(error) => {
            assert!(template.get(error.at.clone()).is_some(), "{error:?}");
            assert!(error.to_string().contains("help: "));
            if let Problem::Character(found) = error.problem {
                assert!(template[error.at].contains(found));
            }
        }
    }
}

/// The router against its rules, taken by the word.
fn find(path: &str) {
    let found = KNOWN.router.find(path);
    let Some(segments) = decoded(path) else { return assert_eq!(found, None) };
    let rank = |segment: &Segment<'_>| match segment {
        Segment::Literal(_) => 0,
        Segment::Variable(variable) => 1 + variable.class as usize,
    };
    let expected = KNOWN
        .all
        .iter()
        .enumerate()
        .filter_map(|(at, template)| Some((at, template, taken(template, &segments)?)))
        .min_by_key(|(_, template, _)| template.iter().map(rank).collect::<Vec<_>>());
    match (found, expected) {
        (None, None) => {}
        (Some(found), Some((at, _, values))) => {
            let texts: Vec<_> = found.spans.iter().map(|span| decode(&path[span]).expect("it decodes")).collect();
            assert_eq!((*KNOWN.router.value(found.at), texts), (at, values));
        }
        (found, expected) => panic!("{found:?} instead of {expected:?}"),
    }
}

fn decoded(path: &str) -> Option<Vec<String>> {
    let tail = path.strip_prefix('/')?;
    if tail.is_empty() {
        return Some(Vec::new());
    }
    tail.split('/')
        .map(|segment| {
            let escapes = segment.split('%').skip(1);
            let are_whole = escapes
                .into_iter()
                .all(|escape| escape.len() >= 2 && escape.bytes().take(2).all(|digit| digit.is_ascii_hexdigit()));
            percent_decode_str(segment).decode_utf8().ok().filter(|_| are_whole).map(|text| text.into_owned())
        })
        .collect()
}

/// The values that a template takes from a path, if it takes it.
fn taken<'a>(template: &[Segment<'_>], segments: &'a [String]) -> Option<Vec<Cow<'a, str>>> {
    let mut values: Vec<Cow<'a, str>> = Vec::new();
    for (at, segment) in template.iter().enumerate() {
        match segment {
            Segment::Literal(text) if segments.get(at)? == text => {}
            Segment::Literal(_) => return None,
            Segment::Variable(variable) if variable.class == Class::Rest => {
                let text = segments.get(at..).filter(|tail| !tail.is_empty())?.join("/");
                values.push(text.into());
                return Some(values).filter(|values| values.last().is_some_and(|text| !text.is_empty()));
            }
            Segment::Variable(variable) => {
                let text = segments.get(at)?;
                if !variable.class.takes(text.as_bytes()) {
                    return None;
                }
                values.push(text.into());
            }
        }
    }
    (template.len() == segments.len()).then_some(values)
}
