//! The router agrees with a matcher that tries every template, one after the other.

use std::cmp::Ordering;

use proptest::prelude::*;
use terrace_model::path::{decode, parse};
use terrace_model::router::Router;
use terrace_model::{Class, Segment};

/// A template, and the values of its variables.
type Match<'t> = Option<(&'t str, Vec<String>)>;

/// The rules of `terrace_model::path`, word by word: all templates that take the path, then the best of them.
fn naive<'t>(templates: &'t [String], path: &str) -> Match<'t> {
    let texts: Vec<String> = match path.strip_prefix('/')? {
        "" => Vec::new(),
        tail => tail.split('/').map(|text| decode(text).map(Into::into)).collect::<Option<_>>()?,
    };
    let mut taking: Vec<_> = templates
        .iter()
        .filter_map(|template| {
            let segments = parse(template).expect("generated templates are right");
            Some((values(&segments, &texts)?, segments, template.as_str()))
        })
        .collect();
    taking.sort_by(|(_, left, _), (_, right, _)| precedence(left, right));
    taking.into_iter().next().map(|(values, _, template)| (template, values))
}

fn values(segments: &[Segment<'_>], texts: &[String]) -> Option<Vec<String>> {
    let mut values = Vec::new();
    let mut rest = texts;
    for segment in segments {
        let (text, tail) = rest.split_first()?;
        match segment {
            Segment::Literal(literal) if literal == text => rest = tail,
            Segment::Literal(_) => return None,
            Segment::Variable(variable) if variable.class == Class::Rest => {
                values.push(rest.join("/"));
                return (!rest.join("/").is_empty()).then_some(values);
            }
            Segment::Variable(variable) if variable.class.takes(text.as_bytes()) => {
                values.push(text.clone());
                rest = tail;
            }
            Segment::Variable(_) => return None,
        }
    }
    rest.is_empty().then_some(values)
}

fn precedence(left: &[Segment<'_>], right: &[Segment<'_>]) -> Ordering {
    let rank = |segment: &Segment<'_>| match segment {
        Segment::Literal(_) => None,
        Segment::Variable(variable) => Some(variable.class),
    };
    left.iter().map(rank).cmp(right.iter().map(rank))
}

/// Some of each length around those of one word and two.
const LITERALS: &[&str] = &[
    "a",
    "b",
    "7",
    "a-b",
    "1234567",
    "flavours",
    "os-agents",
    "os-agentz",
    "os-interface-all",
    "os-interface-bll",
    "os-volumes",
    "os-volumes_attachments",
    "os-volumez_attachments",
];

/// What no template has.
const STRANGE: &[&str] = &[
    "ff",
    "x y",
    "%61",
    "%2F",
    "A.",
    "a\0",
    "\0",
    "flavour",
    "flavours2",
    "os%2Dvolumes",
    "os-volume%73_attachments",
    "os-volumes_attachment",
    "",
    "\u{e9}",
    "%ff",
    "%",
    "%C3%A9",
    "0123456789012345678901234567890123456789",
];

fn template() -> impl Strategy<Value = String> {
    let segment = prop_oneof![
        4 => prop::sample::select(LITERALS).prop_map(str::to_owned),
        3 => prop_oneof![Just(""), Just(": digits"), Just(": hex"), Just(": slug")].prop_map(|class| format!("{{NAME{class}}}")),
    ];
    let end = prop_oneof![6 => Just(""), 1 => Just("/{tail: rest}"), 1 => Just("/")];
    (prop::collection::vec(segment, 1..8), end).prop_map(|(segments, end)| {
        let named =
            segments.iter().enumerate().map(|(at, segment)| format!("/{}", segment.replace("NAME", &format!("v{at}"))));
        named.collect::<String>() + end
    })
}

fn path() -> impl Strategy<Value = String> {
    let segment = prop_oneof![
        5 => prop::sample::select(LITERALS).prop_map(str::to_owned),
        4 => prop::sample::select(STRANGE).prop_map(str::to_owned),
        1 => "[a7/%\0é.-]{0,20}",
    ];
    prop::collection::vec(segment, 0..9).prop_map(|segments| {
        if segments.is_empty() {
            "/".to_owned()
        } else {
            segments.iter().map(|segment| format!("/{segment}")).collect()
        }
    })
}

fn told<'t>(router: &Router<&'t str>, path: &str, is_there: impl Fn(&str) -> bool) -> Match<'t> {
    let found = router.find_where(path, |template| is_there(template))?;
    let values = found.spans.iter().map(|span| decode(&path[span]).expect("what is found decodes").into());
    Some((router.value(found.at), values.collect()))
}

fn router(templates: &[String]) -> Router<&str> {
    let mut router = Router::new();
    for template in templates {
        router.entry(&parse(template.clone().leak()).expect("generated templates are right"), || template.as_str());
    }
    router
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4096))]

    #[test]
    fn agrees_with_the_naive_matcher(templates in prop::collection::hash_set(template(), 1..12), path in path()) {
        let templates: Vec<String> = templates.into_iter().collect();
        prop_assert_eq!(told(&router(&templates), &path, |_| true), naive(&templates, &path));
    }

    #[test]
    fn what_is_not_there_hides_nothing(
        templates in prop::collection::hash_map(template(), any::<bool>(), 1..12),
        path in path(),
    ) {
        let all: Vec<String> = templates.keys().cloned().collect();
        let there: Vec<String> = all.iter().filter(|template| templates[*template]).cloned().collect();
        let found = told(&router(&all), &path, |template| templates[template]);
        prop_assert_eq!(found, naive(&there, &path));
    }
}
