//! Texts with fields in them, `a server named {name} exists`, as format strings have them.

use proc_macro2::Span;
use quote::format_ident;
use syn::ext::IdentExt;
use syn::{Fields, Ident, LitStr};

use crate::errors::Errors;
use crate::parse::settings;

/// A text; with the fields that are in it, a format string in which they are named as [`binding`] does.
pub(crate) struct Text {
    pub(crate) text: String,
    pub(crate) span: Span,
    /// The places of the fields in it, each once.
    pub(crate) fields: Vec<usize>,
    /// Whether it is a format string.
    pub(crate) is_format: bool,
}

impl Text {
    pub(crate) fn plain(text: &str) -> Text {
        Text { text: text.to_owned(), span: Span::call_site(), fields: Vec::new(), is_format: false }
    }
}

/// The name that a field has in generated code.
pub(crate) fn binding(place: usize) -> Ident {
    format_ident!("__f{place}")
}

pub(crate) fn check(literal: &LitStr, fields: &Fields, errors: &Errors) -> Option<Text> {
    let written = literal.value();
    let mut text =
        Text { text: String::new(), span: literal.span(), fields: Vec::new(), is_format: written.contains(['{', '}']) };
    let mut rest = written.as_str();
    while let Some(at) = rest.find(['{', '}']) {
        let (before, brace) = rest.split_at(at);
        text.text.push_str(before);
        if let Some(after) = brace.strip_prefix("{{").or_else(|| brace.strip_prefix("}}")) {
            text.text.push_str(&brace[..2]);
            rest = after;
            continue;
        }
        let Some((inner, after)) = brace.strip_prefix('{').and_then(|inner| inner.split_once('}')) else {
            errors.on(
                literal,
                "a brace without its other half\nhelp: write `{{` or `}}` for a brace, `{name}` for a field",
            );
            return None;
        };
        let (name, style) = inner.split_once(':').map_or((inner, None), |(name, style)| (name, Some(style)));
        let place = place(name.trim(), literal, fields, errors)?;
        text.text.push_str(&format!("{{{}", binding(place)));
        if let Some(style) = style {
            text.text.push_str(&format!(":{style}"));
        }
        text.text.push('}');
        if !text.fields.contains(&place) {
            text.fields.push(place);
        }
        rest = after;
    }
    text.text.push_str(rest);
    Some(text)
}

fn place(name: &str, literal: &LitStr, fields: &Fields, errors: &Errors) -> Option<usize> {
    let known: Vec<String> = fields
        .iter()
        .enumerate()
        .map(|(at, field)| field.ident.as_ref().map_or_else(|| at.to_string(), |name| name.unraw().to_string()))
        .collect();
    let found = known.iter().position(|known| known == name);
    if found.is_none() {
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        let what =
            if name.is_empty() { "`{}` names no field".to_owned() } else { format!("there is no field `{name}`") };
        let help = match (settings::nearest(name, &known), known.as_slice()) {
            (Some(near), _) if !name.is_empty() => format!("did you mean `{near}`?"),
            (_, []) => "there are no fields; write `{{` for a brace".to_owned(),
            (_, known) => format!("the fields are {}", settings::listed(known)),
        };
        errors.on(literal, format!("{what}\nhelp: {help}"));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_found_in_texts() {
        let fields = Fields::Named(syn::parse_quote!({ name: String, r#type: u8 }));
        let unnamed = Fields::Unnamed(syn::parse_quote!((String, u8)));
        let check = |fields: &Fields, text: &str, expected: Result<(&str, &[usize]), &str>| {
            let errors = Errors::new();
            let literal = LitStr::new(text, Span::call_site());
            let found = super::check(&literal, fields, &errors);
            match (expected, found) {
                (Ok((text, places)), Some(found)) => {
                    assert_eq!((found.text.as_str(), found.fields.as_slice()), (text, places));
                }
                (Err(_), None) => {}
                (_, found) => panic!("{text}: {:?}", found.map(|found| found.text)),
            }
            let messages = errors.messages().join("; ");
            assert!(messages.contains(expected.err().unwrap_or_default()), "{text}: {messages}");
        };
        check(&fields, "plain", Ok(("plain", &[])));
        check(&fields, "a {name} of {type:?}, {name}", Ok(("a {__f0} of {__f1:?}, {__f0}", &[0, 1])));
        check(&fields, "{{}}", Ok(("{{}}", &[])));
        check(&unnamed, "{1:>5}", Ok(("{__f1:>5}", &[1])));
        check(&fields, "{nam}", Err("there is no field `nam`\nhelp: did you mean `name`?"));
        check(&unnamed, "{}", Err("`{}` names no field\nhelp: the fields are `0` and `1`"));
        check(&fields, "{name", Err("a brace without its other half"));
        check(&fields, "name}", Err("a brace without its other half"));
        check(&Fields::Unit, "{x}", Err("there are no fields"));
    }
}
