//! What Paste.deploy makes of the same files.

use super::*;
use crate::parse::ini;

fn composing(factory: &Factory) -> Result<Composing, String> {
    match factory.name.as_str() {
        "urlmap" | "egg:Paste#urlmap" => Ok(Composing::UrlMap),
        "choice" => Ok(Composing::Choice),
        other => Err(format!("no composite is made by `{other}`")),
    }
}

fn site(text: &str) -> Result<Site, Vec<Problem>> {
    read(&ini::read(text).expect("a file"), "main", &composing)
}

/// `place: filter filter app`, for each, and for each of its choices.
fn told(text: &str) -> Vec<String> {
    let site = site(text).unwrap_or_else(|problems| panic!("{problems:?} in {text}"));
    let list = |list: &List| list.filters.iter().map(|at| format!("{} ", site.filters[*at].name)).collect::<String>();
    let all = site.served.iter().flat_map(|served| {
        let place = format!("{}{}", served.place, if served.below { "/+" } else { "" });
        let app = &served.app.name;
        match &served.front {
            Front::Filters(filters) => vec![format!("{place}: {}{app}", list(filters))],
            Front::Choice { of, .. } => {
                of.iter().map(|one| format!("{place} {}: {}{app}", one.value, list(&one.list))).collect()
            }
        }
    });
    all.collect()
}

fn problems(text: &str) -> Vec<String> {
    let Err(problems) = site(text) else { panic!("accepted: {text}") };
    let first = |said: &str| said.lines().next().unwrap_or_default().to_owned();
    problems
        .iter()
        .map(|Problem { line, section, said }| {
            let section = section.as_ref().map(|section| format!("[{section}] ")).unwrap_or_default();
            format!("{line}: {section}{}", first(said))
        })
        .collect()
}

const PARTS: &str = "
[app:a]
paste.app_factory = A
[app:b]
use = call:B
[filter:f]
paste.filter_factory = F
[filter:g]
paste.filter_factory = G
";

#[test]
fn a_map_of_places_has_what_is_below_them() {
    let text = "[composite:main]
use = egg:Paste#urlmap
/: front
/v2/: a
/v2.1/+ = deep
[pipeline:front]
pipeline = f g
    a
[composite:deep]
use = call:urlmap
/: b
/x: front";
    assert_eq!(told(&format!("{text}{PARTS}")), [": f g A", "/v2: A", "/v2.1/+: B", "/v2.1/x: f g A"]);
}

#[test]
fn a_choice_lists_pipelines() {
    let text = "[composite:main]
use = call:urlmap
/: outer
[pipeline:outer]
pipeline = g choice
[composite:choice]
use = call:choice
keystone = f inner
noauth2 = b
[pipeline:inner]
pipeline = f b";
    assert_eq!(
        told(&format!("{text}{PARTS}").replace("= f inner", "= inner")),
        ["keystone: g f B".replace("keystone", " keystone"), " noauth2: g B".to_owned()]
    );
}

#[test]
fn filters_stand_where_sections_put_them() {
    let text = "[pipeline:main]
filter-with = f
pipeline = g fa
[filter-app:fa]
use = g2
next = alias
[filter:g2]
use = g
[app:alias]
use = a
filter-with = f";
    assert_eq!(told(&format!("{text}{PARTS}")), [": f g fa f A"]);
}

#[test]
fn options_come_from_where_they_are_said() {
    let text = "[DEFAULT]
debug = off
level = %(debug)s-ish
[composite:main]
use = call:urlmap
set debug = on
set rate = 5
/: p
[pipeline:p]
pipeline = own a
[filter:own]
use = base
limit = 2
file = %(here)s/x
set level = high
get pace = rate
[filter:base]
paste.filter_factory = F
limit = 1
name = base";
    let site = site(&format!("{text}{PARTS}")).expect("a site");
    let [filter] = &*site.filters else { panic!("{:?}", site.filters) };
    let told = |settings: &[Setting]| {
        settings
            .iter()
            .map(|setting| format!("{} {}={}", setting.origin.line, setting.name, setting.value.0.join("<here>")))
            .collect::<Vec<_>>()
    };
    assert_eq!(told(&filter.options), ["13 limit=2", "20 name=base", "14 file=<here>/x", "16 pace=5"]);
    // What `[DEFAULT]` has goes before what was set around the section, as there.
    assert_eq!(told(&filter.globals), ["2 debug=off", "15 level=high", "7 rate=5"]);
    assert_eq!((filter.factory.as_str(), filter.made.line, filter.origin.line), ("F", 18, 11));
}

#[test]
fn what_is_wrong_is_told_where_it_stands() {
    let check = |text: &str, expected: &[&str]| assert_eq!(problems(&format!("{text}{PARTS}")), expected, "{text}");
    check("[composite:man]\nuse = call:urlmap", &["1: there is no section of a composite `main`"]);
    check("[pipeline:main]\npipeline = f nobody", &["2: [pipeline:main] there is no section of an app `nobody`"]);
    check("[pipeline:main]\npipeline = nobody a", &["2: [pipeline:main] there is no section of a filter `nobody`"]);
    check(
        "[pipeline:main]\npipeline = f g",
        &["2: [pipeline:main] `g` is `[filter:g]`, behind which there is nothing"],
    );
    check("[pipeline:main]\npipeline = a b", &["2: [pipeline:main] `a` is `[app:a]`, and no filter"]);
    check("[pipeline:main]\npipeline =", &["2: [pipeline:main] `pipeline` lists nothing"]);
    check("[pipeline:main]\nuse = a", &["1: [pipeline:main] a pipeline lists nothing"]);
    check("[pipeline:main]\npipeline = a\nx = 1", &["3: [pipeline:main] a pipeline has no option `x`"]);
    check(
        "[pipeline:main]\npipeline = f main",
        &["1: [pipeline:main] this is inside of itself: `[pipeline:main]`, `[pipeline:main]`"],
    );
    check(
        "[app:main]\nuse = other\n[app:other]\nuse = main",
        &["1: [app:main] this is inside of itself: `[app:main]`, `[app:other]`, `[app:main]`"],
    );
    check("[app:main]\nx = 1", &["1: [app:main] nobody makes this"]);
    check(
        "[app:main]\nuse = a\npaste.app_factory = B",
        &["3: [app:main] `use` and `paste.app_factory` both say who makes this"],
    );
    check(
        "[app:main]\npaste.filter_factory = F",
        &["2: [app:main] `paste.filter_factory` makes a filter, and this is an app"],
    );
    check(
        "[app:main]\nuse = config:other.ini",
        &["2: [app:main] `config:other.ini` is in another file, which is not read"],
    );
    check("[pipeline:main]\npipeline = egg:Paste#f a", &["2: [pipeline:main] `egg:Paste#f` has no section"]);
    check("[app:main]\nuse = a\nx = 1", &["3: [app:main] an app has no option `x`"]);
    check("[composite:main]\nuse = call:other", &["2: [composite:main] no composite is made by `other`"]);
    check("[composite:main]\nuse = call:urlmap\n/a: a\nb: b", &["4: [composite:main] `b` is no place"]);
    check(
        "[composite:main]\nuse = call:urlmap\n/a: a\n/a/: b",
        &["4: [composite:main] `/a` is taken in line 3 already"],
    );
    check("[composite:main]\nuse = call:choice", &["1: [composite:main] there are no pipelines to choose from"]);
    check(
        "[composite:main]\nuse = call:choice\nx = a\ny = b",
        &["4: [composite:main] `y` ends with another app than `x`"],
    );
    check(
        "[composite:main]\nuse = call:choice\nx = m\n[composite:m]\nuse = call:urlmap\n/: a\n/b: b",
        &["3: [composite:main] `x` ends with a composite"],
    );
    check(
        "[composite:main]\nuse = call:choice\nx = m\n[composite:m]\nuse = call:choice\ny = a",
        &["3: [composite:main] `x` ends with what is chosen again"],
    );
    check(
        "[app:main]\nuse = a\n[application:main]\nuse = b",
        &["1: `main` is both `[app:main]` in line 1 and `[application:main]` in line 3"],
    );
    check(
        "[DEFAULT]\nx = 1\n[pipeline:main]\npipeline = h a\n[filter:h]\nuse = f\nx = 2",
        &["7: [filter:h] `x` is in `[DEFAULT]` too, and Paste.deploy takes that one"],
    );
    check(
        "[pipeline:main]\npipeline = h a\n[filter:h]\nuse = f\nget x = y",
        &["5: [filter:h] nobody sets `y` for all"],
    );
    check(
        "[pipeline:main]\npipeline = %(here)s a",
        &["2: [pipeline:main] `pipeline` names the folder of the file, which is known only where the service runs"],
    );
    check("[filter-app:main]\nuse = f", &["1: [filter-app:main] nothing is behind this filter"]);
    check(
        "[pipeline:main]\npipeline = h a\n[filter:h]\nuse = f\nfilter-with = g",
        &["5: [filter:h] a filter is put before a filter"],
    );
    check(
        "[composite:main]\nuse = call:urlmap\n/a: x\n/b: y\n[pipeline:p]\npipeline = f a\n[app:x]\nuse = p\nset l = 1\n[pipeline:y]\nset l = 2\npipeline = f a",
        &["11: [pipeline:y] `l` has another value for `[filter:f]` elsewhere"],
    );
    check("[pipeline:main]\npipeline = f bb", &["2: [pipeline:main] there is no section of an app `bb`"]);
}
