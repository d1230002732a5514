//! A model: fields and variants with the names they have on the wire.

use proc_macro2::{Ident, Span};
use syn::ext::IdentExt;
use syn::{ExprPath, GenericParam, Generics, LitStr, Path, Type};

use super::access::{self, Access};
use super::case;
use super::gate::{self, Gates, Range};
use super::open::{self, Slot};
use super::remarks::{self, Remarks};
use super::rules::{self, Rule};
use crate::errors::Errors;
use crate::parse::doc::Doc;
use crate::parse::helpers::{Absent, Example, Helpers};
use crate::parse::{model as parsed, settings};

pub(crate) struct Model<'w> {
    pub(crate) name: &'w Ident,
    pub(crate) generics: &'w Generics,
    /// Its name in documents.
    pub(crate) base: String,
    pub(crate) krate: Option<&'w Path>,
    pub(crate) versions: Option<&'w Path>,
    /// The versions in which the type exists.
    pub(crate) life: Range<'w>,
    pub(crate) doc: &'w Doc,
    pub(crate) example: Option<&'w Example>,
    pub(crate) remarks: Remarks<'w>,
    /// What its values must fulfil wherever they stand.
    pub(crate) rules: Vec<Rule<'w>>,
    pub(crate) body: Body<'w>,
    /// The field that holds what is added, where the model is open.
    pub(crate) slot: Option<Slot<'w>>,
    /// The model that it adds to.
    pub(crate) extends: Option<&'w Path>,
}

pub(crate) enum Body<'w> {
    Object(Vec<Field<'w>>),
    /// The same as another type.
    Same(Typed<'w>),
    Null,
    Enum(Tagging, Vec<Variant<'w>>),
    /// Something that was reported.
    Unknown,
}

pub(crate) struct Field<'w> {
    pub(crate) name: &'w Ident,
    pub(crate) ty: Typed<'w>,
    pub(crate) wire: String,
    pub(crate) doc: &'w Doc,
    pub(crate) rules: Vec<Rule<'w>>,
    /// The word in `#[serde(flatten)]`: the fields of its type stand in its place.
    pub(crate) flatten: Option<&'w Ident>,
    pub(crate) default: Default<'w>,
    pub(crate) skip_if: Option<&'w ExprPath>,
    pub(crate) example: Option<&'w Example>,
    pub(crate) remarks: Remarks<'w>,
    pub(crate) access: Access,
    pub(crate) gates: Gates<'w>,
}

impl Field<'_> {
    /// Whether every request and every answer has it.
    pub(crate) fn is_everywhere(&self) -> bool {
        self.gates.range.is_all() && self.access == Access::ReadWrite
    }
}

/// The type of a field.
#[derive(Clone, Copy)]
pub(crate) struct Typed<'w> {
    pub(crate) ty: &'w Type,
    /// The word in `#[schema(utoipa)]`: the type is no model, utoipa describes it.
    pub(crate) utoipa: Option<&'w Ident>,
}

/// Where marks of a field belong.
const NAMED: &str = "put it on a field with a name";

/// What an absent field holds.
#[derive(Clone, Copy)]
pub(crate) enum Default<'w> {
    /// Nothing, unless its type says otherwise.
    None,
    /// Its type's default.
    OfType(Span),
    /// What a function gives.
    Function(&'w ExprPath),
    /// What it is in the default of the whole.
    OfWhole(Span),
}

pub(crate) struct Variant<'w> {
    pub(crate) name: &'w Ident,
    pub(crate) wire: String,
    pub(crate) doc: &'w Doc,
    pub(crate) gates: Gates<'w>,
    pub(crate) content: Content<'w>,
}

pub(crate) enum Content<'w> {
    Nothing,
    Same(Typed<'w>),
    Object(Vec<Field<'w>>),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Tagging {
    External,
    Internal(String),
    Adjacent(String, String),
    Untagged,
}

impl<'w> Typed<'w> {
    fn of(field: &'w parsed::Field, errors: &Errors) -> Self {
        let typed = Typed { ty: &field.ty, utoipa: field.helpers.utoipa.as_ref() };
        typed.fits(&field.helpers, errors);
        typed
    }

    /// Documents say of a type that utoipa describes what utoipa says, so they cannot tell a rule beside it.
    fn fits(&self, helpers: &Helpers, errors: &Errors) {
        for check in helpers.checks.iter().filter(|check| self.utoipa.is_some() && check.name != "with") {
            let message = format!(
                "`{}` is no rule for a type that utoipa describes\nhelp: its own schema says what it takes; look at the value with a function: `with = path::to::function`",
                check.name
            );
            errors.at(check.name.span(), message);
        }
    }
}

impl Variant<'_> {
    /// Whether it carries nothing.
    pub(crate) fn is_empty(&self) -> bool {
        matches!(self.content, Content::Nothing)
    }
}

pub(crate) fn check<'w>(written: &'w parsed::Written, errors: &Errors) -> Model<'w> {
    let parsed::Written { name, generics, settings, helpers, body } = written;
    let understood = generics_are_known(generics, errors);
    let set = settings.versions.as_ref();
    let whole = "write `#[model(versions = …, since = V…)]` for the whole type";
    gate::none(&helpers.gates, "a type", whole, errors);
    no_utoipa(helpers, "a type", errors);
    access::none(&helpers.access, "a type", NAMED, errors);
    let mut rules = Vec::new();
    let (slot, fields) = open::slot(written, errors);
    let mut body = match body {
        parsed::Body::Struct(parsed::Fields::Named(_)) => {
            are_honoured(helpers, &["rename_all", "default"], "a struct", errors);
            no_rules(helpers, "a struct with named fields", errors);
            Body::Object(named(fields, helpers, set, errors))
        }
        parsed::Body::Struct(parsed::Fields::Unnamed(span, fields)) => {
            are_honoured(helpers, &[], "a struct with one unnamed field", errors);
            match newtype(name, *span, fields, errors) {
                Some(field) => {
                    are_honoured(&field.helpers, &[], "an unnamed field", errors);
                    gate::none(&field.helpers.gates, "an unnamed field", whole, errors);
                    remarks::none(&field.helpers.remarks, "an unnamed field", "put it on the struct", errors);
                    access::none(&field.helpers.access, "an unnamed field", NAMED, errors);
                    rules = rules::check(&field.helpers.checks, set, errors);
                    rules.extend(rules::check(&helpers.checks, set, errors));
                    let typed = Typed::of(field, errors);
                    typed.fits(helpers, errors);
                    Body::Same(typed)
                }
                None => Body::Unknown,
            }
        }
        parsed::Body::Struct(parsed::Fields::Unit) => {
            are_honoured(helpers, &[], "a struct without fields", errors);
            no_rules(helpers, "a struct without fields", errors);
            Body::Null
        }
        parsed::Body::Enum(variants) => {
            are_honoured(helpers, &["rename_all", "tag", "content", "untagged"], "an enum", errors);
            no_rules(helpers, "an enum", errors);
            variants_of(name, helpers, variants, set, errors)
        }
    };
    let extends = open::extends(written, &mut body, errors);
    Model {
        name,
        generics,
        base: settings.name.as_ref().map_or_else(|| name.unraw().to_string(), |name| base(name, errors)),
        krate: settings.krate.as_ref(),
        versions: set,
        life: gate::range(settings.since.as_ref(), settings.until.as_ref(), set, errors),
        doc: &helpers.doc,
        example: example(helpers),
        remarks: remarks::check(&helpers.remarks, errors),
        rules,
        body: if understood { body } else { Body::Unknown },
        slot,
        extends,
    }
}

fn generics_are_known(generics: &Generics, errors: &Errors) -> bool {
    let before = errors.is_empty();
    for parameter in &generics.params {
        let help = match parameter {
            GenericParam::Lifetime(_) => "a model owns what it holds; write `String`, `Cow<'static, str>`, `Arc<…>`",
            GenericParam::Const(_) => "documents name a model by its types; keep the number in a field's rule",
            GenericParam::Type(_) => continue,
        };
        errors.on(parameter, format!("the parameters of a model are types\nhelp: {help}"));
    }
    !before || errors.is_empty()
}

fn base(name: &LitStr, errors: &Errors) -> String {
    let text = name.value();
    let is_name =
        !text.is_empty() && text.chars().all(|letter| letter.is_ascii_alphanumeric() || "._-".contains(letter));
    if !is_name {
        errors.on(
            name,
            "documents cannot name a type like this\nhelp: letters, digits, `.`, `-` and `_` may be in a name",
        );
    }
    text
}

fn example(helpers: &Helpers) -> Option<&Example> {
    helpers.example.as_ref().map(|(_, example)| example)
}

/// Reports attributes of serde's where they mean nothing.
fn are_honoured(helpers: &Helpers, honoured: &[&str], place: &str, errors: &Errors) {
    for name in helpers.serde.names.iter().filter(|name| !honoured.contains(&name.to_string().as_str())) {
        let help = match (name.to_string().as_str(), honoured) {
            ("rename", _) => {
                "`#[model(name = \"…\")]` names a type in documents, `rename` a field or a variant".to_owned()
            }
            (_, []) => "leave it out".to_owned(),
            _ => format!("{place} may have {}", settings::listed(honoured)),
        };
        errors.at(name.span(), format!("`{name}` means nothing on {place}\nhelp: {help}"));
    }
}

fn no_rules(helpers: &Helpers, place: &str, errors: &Errors) {
    for check in &helpers.checks {
        errors.at(check.name.span(), format!("`{}` is no rule for {place}\nhelp: put it on a field", check.name));
    }
}

fn no_utoipa(helpers: &Helpers, place: &str, errors: &Errors) {
    if let Some(word) = &helpers.utoipa {
        errors.on(
            word,
            format!("utoipa describes the type of a field, not {place}\nhelp: put `#[schema(utoipa)]` on a field"),
        );
    }
}

fn named<'w>(
    fields: impl IntoIterator<Item = &'w parsed::Field>,
    container: &'w Helpers,
    set: Option<&'w Path>,
    errors: &Errors,
) -> Vec<Field<'w>> {
    let case = container.serde.rename_all.as_ref().and_then(|case| known_case(case, errors));
    let whole = container.serde.default.as_ref();
    if let Some(Absent { span, path: Some(_) }) = whole {
        errors.at(
            *span,
            "the default of a whole struct is that of its type\nhelp: write `default`, and implement `Default`",
        );
    }
    let mut checked: Vec<Field<'w>> = Vec::new();
    for field in fields {
        let Some(name) = &field.name else { continue };
        let serde = &field.helpers.serde;
        if let Some(flatten) = &serde.flatten {
            nothing_beside(flatten, &field.helpers, whole.is_some(), errors);
        } else {
            are_honoured(&field.helpers, &["rename", "default", "skip_serializing_if"], "a field", errors);
        }
        let (span, wire) = match &serde.rename {
            Some(rename) => (rename.span(), rename.value()),
            None => (name.span(), case::of_field(&name.unraw().to_string(), case.as_deref())),
        };
        let gates = gate::field(&field.helpers.gates, set, errors);
        let may_meet = |earlier: &Field<'_>| earlier.gates.range.is_all() || gates.range.is_all();
        let is_written = |earlier: &Field<'_>| earlier.flatten.is_none() && earlier.wire == wire;
        let meets = |earlier: &Field<'_>| is_written(earlier) && may_meet(earlier);
        if serde.flatten.is_none() && checked.iter().any(meets) {
            errors.at(span, format!("a second field is written `{wire}`\nhelp: give one of them another name, `#[serde(rename = \"…\")]`, or let one end where the other begins: `#[until(V…)]` and `#[since(V…)]`"));
        }
        checked.push(Field {
            name,
            ty: Typed::of(field, errors),
            wire,
            doc: &field.helpers.doc,
            rules: rules::check(&field.helpers.checks, set, errors),
            flatten: serde.flatten.as_ref(),
            default: match (&serde.default, whole) {
                (Some(Absent { path: Some(path), .. }), _) => Default::Function(path),
                (Some(Absent { span, .. }), _) => Default::OfType(*span),
                (None, Some(Absent { span, .. })) => Default::OfWhole(*span),
                (None, None) => Default::None,
            },
            skip_if: serde.skip_serializing_if.as_ref(),
            example: example(&field.helpers),
            access: access::field(&field.helpers, errors),
            remarks: remarks::check(&field.helpers.remarks, errors),
            gates,
        });
    }
    checked
}

/// Reports all that stands on a flattened field: it has no name, and its type has the fields.
fn nothing_beside(flatten: &Ident, helpers: &Helpers, has_whole: bool, errors: &Errors) {
    let place = "a flattened field";
    nothing_on(place, "put it on the fields of its type", helpers, errors);
    if has_whole {
        let message = format!(
            "{place} has no part in the default of the whole\nhelp: write `#[serde(default)]` on its type, or on fields"
        );
        errors.on(flatten, message);
    }
}

/// Reports all that stands on a field that is none by itself.
pub(super) fn nothing_on(place: &str, help: &str, helpers: &Helpers, errors: &Errors) {
    for name in helpers.serde.names.iter().filter(|name| *name != "flatten") {
        errors.at(name.span(), format!("`{name}` means nothing on {place}\nhelp: {help}"));
    }
    for check in &helpers.checks {
        errors.at(check.name.span(), format!("`{}` is no rule for {place}\nhelp: {help}", check.name));
    }
    if let Some((span, _)) = &helpers.example {
        errors.at(*span, format!("{place} has no example of its own\nhelp: {help}"));
    }
    gate::none(&helpers.gates, place, help, errors);
    access::none(&helpers.access, place, help, errors);
    remarks::none(&helpers.remarks, place, help, errors);
    no_utoipa(helpers, place, errors);
}

fn newtype<'w>(name: &Ident, span: Span, fields: &'w [parsed::Field], errors: &Errors) -> Option<&'w parsed::Field> {
    match fields {
        [field] => Some(field),
        [] => {
            errors.at(
                span,
                format!("`{name}` has an empty list of fields\nhelp: write `{name}` alone, or `{name} {{}}`"),
            );
            None
        }
        _ => {
            let message = format!(
                "the fields of `{name}` have no names on the wire\nhelp: write `{name} {{ first: …, second: … }}`"
            );
            errors.at(span, message);
            None
        }
    }
}

fn variants_of<'w>(
    name: &Ident,
    helpers: &'w Helpers,
    variants: &'w [parsed::Variant],
    set: Option<&'w Path>,
    errors: &Errors,
) -> Body<'w> {
    let tagging = tagging(helpers, errors);
    if variants.is_empty() {
        errors.at(name.span(), format!("`{name}` has no variants, so no value can be read\nhelp: add one"));
        return Body::Unknown;
    }
    let case = helpers.serde.rename_all.as_ref().and_then(|case| known_case(case, errors));
    let mut checked: Vec<Variant<'w>> = Vec::new();
    let mut understood = true;
    for variant in variants {
        are_honoured(&variant.helpers, &["rename", "rename_all"], "a variant", errors);
        no_rules(&variant.helpers, "a variant", errors);
        no_utoipa(&variant.helpers, "a variant", errors);
        access::none(&variant.helpers.access, "a variant", NAMED, errors);
        if let Some((span, _)) = &variant.helpers.example {
            errors.at(*span, "a variant has no example of its own\nhelp: give one to the enum");
        }
        remarks::none(&variant.helpers.remarks, "a variant", "put it on the enum", errors);
        let (span, wire) = match &variant.helpers.serde.rename {
            Some(rename) => (rename.span(), rename.value()),
            None => (variant.name.span(), case::of_variant(&variant.name.unraw().to_string(), case.as_deref())),
        };
        let gates = gate::variant(&variant.helpers.gates, set, errors);
        let may_meet = |earlier: &Variant<'_>| earlier.gates.range.is_all() || gates.range.is_all();
        if tagging != Tagging::Untagged && checked.iter().any(|earlier| earlier.wire == wire && may_meet(earlier)) {
            errors.at(span, format!("a second variant is written `{wire}`\nhelp: give one of them another name, `#[serde(rename = \"…\")]`, or let one end where the other begins: `#[until(V…)]` and `#[since(V…)]`"));
        }
        let content = content(variant, &tagging, set, errors);
        understood &= content.is_some();
        let content = content.unwrap_or(Content::Nothing);
        checked.push(Variant { name: &variant.name, wire, doc: &variant.helpers.doc, gates, content });
    }
    if understood { Body::Enum(tagging, checked) } else { Body::Unknown }
}

fn content<'w>(
    variant: &'w parsed::Variant,
    tagging: &Tagging,
    set: Option<&'w Path>,
    errors: &Errors,
) -> Option<Content<'w>> {
    match &variant.fields {
        parsed::Fields::Unit => Some(Content::Nothing),
        parsed::Fields::Named(fields) => {
            let fields = named(fields, &variant.helpers, set, errors);
            if let Tagging::Internal(tag) = tagging
                && let Some(field) = fields.iter().find(|field| field.flatten.is_none() && field.wire == *tag)
            {
                errors.at(
                    field.name.span(),
                    format!("the field `{tag}` is the enum's tag\nhelp: give one of them another name"),
                );
            }
            Some(Content::Object(fields))
        }
        parsed::Fields::Unnamed(span, fields) => {
            let field = newtype(&variant.name, *span, fields, errors)?;
            are_honoured(&field.helpers, &[], "an unnamed field", errors);
            gate::none(&field.helpers.gates, "an unnamed field", "put it on the variant", errors);
            remarks::none(&field.helpers.remarks, "an unnamed field", "put it on the enum", errors);
            access::none(&field.helpers.access, "an unnamed field", NAMED, errors);
            for check in &field.helpers.checks {
                let message = format!(
                    "`{}` has no place on a variant\nhelp: put it on the field of a model of its own: `struct Name(#[check(…)] String)`",
                    check.name
                );
                errors.at(check.name.span(), message);
            }
            Some(Content::Same(Typed::of(field, errors)))
        }
    }
}

fn tagging(helpers: &Helpers, errors: &Errors) -> Tagging {
    let serde = &helpers.serde;
    match (&serde.tag, &serde.content, &serde.untagged) {
        (None, None, None) => Tagging::External,
        (None, None, Some(_)) => Tagging::Untagged,
        (Some(tag), None, None) => Tagging::Internal(tag.value()),
        (Some(tag), Some(content), None) => {
            if tag.value() == content.value() {
                errors.on(content, "the tag and the content have one name\nhelp: give one of them another");
            }
            Tagging::Adjacent(tag.value(), content.value())
        }
        (None, Some(content), None) => {
            errors.on(content, "there is a content, but no tag\nhelp: add `tag = \"…\"`");
            Tagging::External
        }
        (_, _, Some(untagged)) => {
            errors.at(untagged.span(), "an enum is either tagged or not\nhelp: keep one of them");
            Tagging::Untagged
        }
    }
}

fn known_case(case: &LitStr, errors: &Errors) -> Option<String> {
    let text = case.value();
    if case::CASES.contains(&text.as_str()) {
        return Some(text);
    }
    let help = match settings::nearest(&text, case::CASES) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("known are {}", settings::listed(case::CASES)),
    };
    errors.on(case, format!("`{text}` is no way to write names\nhelp: {help}"));
    None
}
