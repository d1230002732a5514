//! Rules for versions of types: what a field, a variant or a handler is made of exists wherever it does itself.

use super::refuse;
use super::text::Text;
use crate::schema::Life;
use crate::table::{Answers, Arg, Content, Node, Part, Route};
use crate::version::{Range, Version, VersionSet};

/// A field's type, or a parameter of a generic type, exists wherever the field does.
#[track_caller]
pub const fn field(owner: &str, life: Life, field: &str, range: Range, ty: Life) {
    let Some(foreign) = ty.versions else { return };
    if !is_same(life.versions, foreign) {
        refuse(
            &Text::new()
                .and("the type of `")
                .and(field)
                .and("` is declared in the versions of `")
                .and(foreign.name)
                .and("`, `")
                .and(owner)
                .and("` is not\n")
                .and("help: write `#[model(versions = ")
                .and(foreign.name)
                .and(")]`"),
        );
    }
    let range = life.range.and(range);
    if !range.is_empty() && !range.is_within(&ty.range) {
        let text = Text::new().and("`").and(field).and("` exists ");
        refuse(
            &when(when(text, range).and(", its type only "), ty.range)
                .and("\n")
                .and("help: mark it with `#[since(…)]` or `#[until(…)]`, so that it exists where its type does"),
        );
    }
}

/// A message's type is of its owner's versions; where the message says when it exists, the type does then.
#[track_caller]
pub const fn message(owner: &str, name: &str, life: Life, is_gated: bool, ty: Life) {
    let Some(foreign) = ty.versions else { return };
    if !is_same(life.versions, foreign) {
        refuse(
            &Text::new()
                .and("what `")
                .and(name)
                .and("` carries is declared in the versions of `")
                .and(foreign.name)
                .and("`, `")
                .and(owner)
                .and("` is not\n")
                .and("help: let it carry a model without versions, or of the same ones"),
        );
    }
    if is_gated {
        field(owner, life, name, Range::ALL, ty);
    }
}

/// A field, a variant or a constraint exists in one version at least.
#[track_caller]
pub const fn range(owner: &str, life: Range, name: &str, range: Range) {
    if range.is_empty() {
        refuse(&ends_early(name, range));
    }
    if life.and(range).is_empty() {
        let text = Text::new().and("`").and(name).and("` exists ");
        refuse(
            &when(when(text, range).and(", `").and(owner).and("` only "), life)
                .and("\n")
                .and("help: leave it out, or mark it with versions of `")
                .and(owner)
                .and("`"),
        );
    }
}

/// A type exists in one version at least.
#[track_caller]
pub const fn life(owner: &str, range: Range) {
    if range.is_empty() {
        refuse(&ends_early(owner, range));
    }
}

/// What changes within a field's versions does so in one of them.
#[track_caller]
pub const fn within(name: &str, mark: &str, at: Version, range: Range) {
    if at.ordinal() < range.start() || at.ordinal() >= range.end() {
        let text = Text::new().and("`").and(name).and("` exists ");
        refuse(
            &when(text, range)
                .and(", and `")
                .and(mark)
                .and("` says ")
                .and(at.label())
                .and("\n")
                .and("help: name a version in which it exists"),
        );
    }
}

/// Two fields, variants or rules of one name do not meet. `both` says what they are together.
#[track_caller]
pub const fn apart(both: &str, first: Range, second: Range) {
    let meeting = first.and(second);
    if meeting.is_empty() {
        return;
    }
    refuse(
        &when(Text::new().and(both).and(" "), meeting)
            .and("\n")
            .and("help: let one of them end where the other begins, with `until` and `since` of one version"),
    );
}

/// What an argument reads exists wherever its handler does.
#[track_caller]
pub(super) const fn argument<H>(node: &Node, route: &Route<H>, index: usize) {
    let arg = &route.args[index];
    if let Some(life) = amiss_in_part(&arg.part, node, route.range) {
        refuse(&handler(node, route, Text::new().and("the type of `").and(arg.name).and("`"), life));
    }
}

/// What a loader reads exists in every version of its resource.
#[track_caller]
pub(super) const fn load_argument(node: &Node, arg: &Arg) {
    if let Some(life) = amiss_in_part(&arg.part, node, Range::ALL) {
        let text = Text::new().and("the loader of `").and(node.name).and("` runs in all versions, the type of `");
        refuse(
            &when(text.and(arg.name).and("` only exists "), life.range)
                .and("\n")
                .and("help: read it in the handlers, or take a type that exists in every version of the controller"),
        );
    }
}

/// What a handler answers exists wherever the handler does.
#[track_caller]
pub const fn answers<H>(node: &Node, route: &Route<H>) {
    if let Some(life) = amiss_in_answers(route.answers, node, route.range) {
        refuse(&handler(node, route, Text::new().and("the type of its answer"), life));
    }
}

/// Where a type exists that a handler uses otherwise.
const fn amiss(life: Life, node: &Node, range: Range) -> Option<Life> {
    let Some(foreign) = life.versions else { return None };
    if is_same(node.versions, foreign) && range.is_within(&life.range) { None } else { Some(life) }
}

const fn amiss_in_part(part: &Part, node: &Node, range: Range) -> Option<Life> {
    match part {
        Part::Path(ty)
        | Part::Mount(ty)
        | Part::Query(ty)
        | Part::Header(ty)
        | Part::NamedHeader(_, ty)
        | Part::Cookie(ty) => amiss(ty.life, node, range),
        Part::Page(limits) => amiss(limits.marker.life, node, range),
        Part::Body(content) | Part::OptionalBody(content) => amiss_in_content(content, node, range),
        Part::Several(parts) => {
            let mut at = 0;
            while at < parts.len() {
                let found = amiss_in_part(&parts[at], node, range);
                if found.is_some() {
                    return found;
                }
                at += 1;
            }
            None
        }
        Part::Hidden | Part::Loaded(_) | Part::Security(_) | Part::Provided(_) | Part::WebSocket | Part::Discovery => {
            None
        }
    }
}

const fn amiss_in_content(content: &Content, node: &Node, range: Range) -> Option<Life> {
    match content.ty() {
        Some(ty) => amiss(ty.life, node, range),
        None => None,
    }
}

const fn amiss_in_answers(answers: &Answers, node: &Node, range: Range) -> Option<Life> {
    let mut at = 0;
    while at < answers.own.len() {
        let found = amiss_in_content(&answers.own[at].content, node, range);
        if found.is_some() {
            return found;
        }
        let headers = answers.own[at].headers;
        let mut header = 0;
        while header < headers.len() {
            let found = amiss(headers[header].ty.life, node, range);
            if found.is_some() {
                return found;
            }
            header += 1;
        }
        at += 1;
    }
    let mut at = 0;
    while at < answers.parts.len() {
        let found = amiss_in_answers(answers.parts[at], node, range);
        if found.is_some() {
            return found;
        }
        at += 1;
    }
    None
}

const fn handler<H>(node: &Node, route: &Route<H>, what: Text, life: Life) -> Text {
    let text = Text::new().and("`").and(route.owner).and("::").and(route.name).and("` ");
    match life.versions {
        Some(foreign) if !is_same(node.versions, foreign) => text
            .and("has no versions of `")
            .and(foreign.name)
            .and("`, in which ")
            .and(what.as_str())
            .and(" is declared\n")
            .and("help: write `#[controller(versions = ")
            .and(foreign.name)
            .and(")]`"),
        _ => when(when(text.and("exists "), route.range).and(", ").and(what.as_str()).and(" only "), life.range)
            .and("\n")
            .and("help: mark the handler with `since` and `until`, so that it exists where its types do"),
    }
}

const fn ends_early(name: &str, range: Range) -> Text {
    let text = Text::new().and("`").and(name).and("` ends in ");
    let text = match range.until {
        Some(until) => text.and(until.label()),
        None => text,
    };
    let text = text.and(" but begins in ");
    let text = match range.since {
        Some(since) => text.and(since.label()),
        None => text.and("the oldest version"),
    };
    text.and("\n").and("help: `until` is the first version without it, so it comes after `since`")
}

/// `from 2.10 until 2.26`
const fn when(text: Text, range: Range) -> Text {
    match (range.since, range.until) {
        (None, None) => text.and("in all versions"),
        (Some(since), None) => text.and("from ").and(since.label()).and(" on"),
        (None, Some(until)) => text.and("until ").and(until.label()),
        (Some(since), Some(until)) => text.and("from ").and(since.label()).and(" until ").and(until.label()),
    }
}

const fn is_same(own: Option<&'static VersionSet>, foreign: &VersionSet) -> bool {
    match own {
        Some(own) => own.same(foreign),
        None => false,
    }
}
