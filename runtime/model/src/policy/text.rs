//! Texts with places that the target fills: `%(project_id)s`.

use std::borrow::Cow;

use super::SyntaxError;
use super::check::Asked;

/// A text with places that the target fills.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text(Vec<Piece>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Plain(String),
    /// `%(name)s`
    Of(String),
}

impl Text {
    /// Reads a text; `%%` is a percent sign.
    pub(super) fn parse(text: &str) -> Result<Text, SyntaxError> {
        let (mut pieces, mut plain, mut rest) = (Vec::new(), String::new(), text);
        while let Some((before, behind)) = rest.split_once('%') {
            plain.push_str(before);
            if let Some(behind) = behind.strip_prefix('%') {
                plain.push('%');
                rest = behind;
                continue;
            }
            let place = behind.strip_prefix('(').and_then(|behind| behind.split_once(')'));
            let Some((name, Some(behind))) = place.map(|(name, behind)| (name, behind.strip_prefix('s'))) else {
                return Err(SyntaxError::new(format!(
                    "the `%` of `{text}` names nothing of the target: write `%(name)s`, or `%%` for a percent sign"
                )));
            };
            if !plain.is_empty() {
                pieces.push(Piece::Plain(core::mem::take(&mut plain)));
            }
            pieces.push(Piece::Of(name.to_owned()));
            rest = behind;
        }
        plain.push_str(rest);
        if !plain.is_empty() {
            pieces.push(Piece::Plain(plain));
        }
        Ok(Text(pieces))
    }

    /// The text with its places filled; nothing where the target knows nothing of one.
    pub(super) fn filled(&self, asked: &dyn Asked) -> Option<String> {
        self.0.iter().try_fold(String::new(), |text, piece| {
            let part = match piece {
                Piece::Plain(part) => Cow::Borrowed(part.as_str()),
                Piece::Of(name) => asked.target(name)?,
            };
            Some(text + &part)
        })
    }

    /// Tells the names of its places.
    pub(super) fn each_name<'t>(&'t self, tell: &mut dyn FnMut(&'t str)) {
        for piece in &self.0 {
            if let Piece::Of(name) = piece {
                tell(name);
            }
        }
    }

    /// The text, where it has no places.
    pub(super) fn plain(&self) -> Option<&str> {
        match &*self.0 {
            [] => Some(""),
            [Piece::Plain(text)] => Some(text),
            _ => None,
        }
    }
}
