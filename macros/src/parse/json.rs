//! JSON values as Rust tokens: `"text"`, `-1.5`, `{ "a": [true, null] }`.

use proc_macro2::Ident;
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::{Lit, LitStr, Token, braced, bracketed, token};

/// The next value, as JSON text.
pub(crate) fn parse(input: ParseStream<'_>) -> syn::Result<String> {
    let mut text = String::new();
    value(input, &mut text)?;
    Ok(text)
}

fn value(input: ParseStream<'_>, text: &mut String) -> syn::Result<()> {
    if input.peek(token::Brace) {
        let fields;
        braced!(fields in input);
        text.push('{');
        list(&fields, text, |input, text| {
            text.push_str(&string(&input.parse::<LitStr>()?.value()));
            input.parse::<Token![:]>()?;
            text.push(':');
            value(input, text)
        })?;
        text.push('}');
    } else if input.peek(token::Bracket) {
        let items;
        bracketed!(items in input);
        text.push('[');
        list(&items, text, value)?;
        text.push(']');
    } else if input.peek(Token![-]) {
        input.parse::<Token![-]>()?;
        text.push('-');
        number(&input.parse()?, text)?;
    } else if input.peek(Ident::peek_any) && !input.peek(syn::LitBool) {
        let word = input.call(Ident::parse_any)?;
        if word != "null" {
            return Err(syn::Error::new(word.span(), format!("`{word}` is not JSON\nhelp: write `\"{word}\"`")));
        }
        text.push_str("null");
    } else {
        match input.parse()? {
            Lit::Str(literal) => text.push_str(&string(&literal.value())),
            Lit::Bool(literal) => text.push_str(if literal.value { "true" } else { "false" }),
            literal => number(&literal, text)?,
        }
    }
    Ok(())
}

fn list(
    input: ParseStream<'_>,
    text: &mut String,
    mut item: impl FnMut(ParseStream<'_>, &mut String) -> syn::Result<()>,
) -> syn::Result<()> {
    while !input.is_empty() {
        item(input, text)?;
        if !input.is_empty() {
            input.parse::<Token![,]>()?;
            if !input.is_empty() {
                text.push(',');
            }
        }
    }
    Ok(())
}

fn number(literal: &Lit, text: &mut String) -> syn::Result<()> {
    let digits = match literal {
        Lit::Int(number) if number.suffix().is_empty() => number.base10_digits(),
        Lit::Float(number) if number.suffix().is_empty() && !number.base10_digits().ends_with('.') => {
            number.base10_digits()
        }
        _ => {
            return Err(syn::Error::new(
                literal.span(),
                "this is not JSON\nhelp: write a text, a number, `true`, `null`, `[…]` or `{…}`",
            ));
        }
    };
    text.push_str(digits);
    Ok(())
}

/// A string of JSON (RFC 8259, section 7), as `serde_json` writes it.
pub(crate) fn string(value: &str) -> String {
    let mut text = String::from('"');
    for letter in value.chars() {
        match letter {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '\u{8}' => text.push_str("\\b"),
            '\t' => text.push_str("\\t"),
            '\n' => text.push_str("\\n"),
            '\u{c}' => text.push_str("\\f"),
            '\r' => text.push_str("\\r"),
            letter if letter < ' ' => text.push_str(&format!("\\u{:04x}", u32::from(letter))),
            letter => text.push(letter),
        }
    }
    text.push('"');
    text
}

#[cfg(test)]
mod tests {
    use syn::parse::Parser;

    #[test]
    fn tokens_become_json_text() {
        let check = |tokens: &str, expected: Result<&str, &str>| {
            let found = super::parse.parse_str(tokens).map_err(|error| error.to_string());
            match (expected, found) {
                (Ok(expected), Ok(found)) => assert_eq!(found, expected, "{tokens}"),
                (Err(expected), Err(found)) => assert!(found.contains(expected), "{tokens}: {found}"),
                (_, found) => panic!("{tokens}: {found:?}"),
            }
        };
        check(r#""a\"\\\n\u{1}ä""#, Ok("\"a\\\"\\\\\\n\\u0001ä\""));
        check("-1.50", Ok("-1.50"));
        check("1_000", Ok("1000"));
        check("true", Ok("true"));
        check("null", Ok("null"));
        check(r#"{ "a": [1, {}, []], "b": null, }"#, Ok(r#"{"a":[1,{},[]],"b":null}"#));
        check("red", Err("`red` is not JSON"));
        check("1u8", Err("this is not JSON"));
        check("1.", Err("this is not JSON"));
        check("'a'", Err("this is not JSON"));
    }
}
