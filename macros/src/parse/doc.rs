//! Doc comments.

use syn::{Attribute, Expr, ExprLit, Lit, Meta};

/// A doc comment, as documents show it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Doc {
    /// The first paragraph, on one line, without a full stop at its end.
    pub(crate) summary: String,
    /// The rest, as written.
    pub(crate) description: String,
}

impl Doc {
    /// The doc comment among some attributes.
    pub(crate) fn of(attributes: &[Attribute]) -> Doc {
        let text: Vec<String> = attributes.iter().filter_map(line).collect();
        Doc::from_text(&text.join("\n"))
    }

    fn from_text(text: &str) -> Doc {
        let lines: Vec<&str> = text.lines().map(|line| line.strip_prefix(' ').unwrap_or(line).trim_end()).collect();
        let lines: Vec<&str> = lines.into_iter().skip_while(|line| line.is_empty()).collect();
        let end = lines.iter().position(|line| line.is_empty()).unwrap_or(lines.len());
        let summary = lines[..end].iter().map(|line| line.trim()).collect::<Vec<_>>().join(" ");
        let summary = match summary.strip_suffix('.') {
            Some(shorter) if !shorter.ends_with('.') => shorter.to_owned(),
            _ => summary,
        };
        Doc { summary, description: lines[end..].join("\n").trim_matches('\n').to_owned() }
    }
}

fn line(attribute: &Attribute) -> Option<String> {
    match &attribute.meta {
        Meta::NameValue(pair) if pair.path.is_ident("doc") => match &pair.value {
            Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Some(text.value()),
            _ => None,
        },
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_paragraph_is_the_summary() {
        let check = |text, summary: &str, description: &str| {
            let expected = Doc { summary: summary.into(), description: description.into() };
            assert_eq!(Doc::from_text(text), expected, "{text:?}");
        };
        check("", "", "");
        check(" Lists servers.", "Lists servers", "");
        check(" Lists\n servers.\n\n Newest first.\n  - so\n", "Lists servers", "Newest first.\n - so");
        check(" And so on ...", "And so on ...", "");
        check("\n Late.\n\n\n\n Rest.\n\n More.\n", "Late", "Rest.\n\nMore.");
    }
}
