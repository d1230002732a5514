//! The language of rules, as oslo.policy has it: words between spaces, with brackets before and behind them.
//!
//! What oslo.policy would log and then never let hold is an error here.

use super::SyntaxError;
use super::check::Check;
use super::text::Text;

/// How deep brackets and `not` may stand in each other.
const DEPTH: usize = 64;

/// Schemes of checks that oslo.policy has others decide.
const ELSEWHERE: &[&str] = &["http", "https", "opa"];

impl Check {
    /// Reads a rule. An empty one always holds.
    ///
    /// # Errors
    ///
    /// It is none, and why.
    pub fn parse(text: &str) -> Result<Check, SyntaxError> {
        if text.is_empty() {
            return Ok(Check::Always);
        }
        let mut reader = Reader { tokens: tokens(text), at: 0, depth: 0 };
        let check = reader.any()?;
        match reader.next() {
            None => Ok(check),
            Some(Token::Close) => Err(SyntaxError::new("a `)` that closes nothing")),
            Some(token) => Err(SyntaxError::new(format!("`and` or `or` is missing before {}", token.shown()))),
        }
    }

    /// Reads one check, as a list of lists has them.
    ///
    /// # Errors
    ///
    /// It is none, and why.
    pub fn parse_one(word: &str) -> Result<Check, SyntaxError> {
        match word {
            "@" => return Ok(Check::Always),
            "!" => return Ok(Check::Never),
            _ => {}
        }
        let Some((kind, said)) = word.split_once(':') else {
            return Err(SyntaxError::new(format!(
                "`{word}` asks nothing: write `role:{word}`, `rule:{word}`, or what it is compared with behind a colon"
            )));
        };
        let text = Text::parse(said)?;
        match kind {
            "rule" => match text.plain() {
                Some(name) if !name.is_empty() => Ok(Check::Rule(name.to_owned())),
                _ => Err(SyntaxError::new(format!("`{word}` names no rule: write its name behind `rule:`"))),
            },
            "role" => Ok(Check::Role(text)),
            _ if ELSEWHERE.contains(&kind) => {
                Err(SyntaxError::new(format!("`{word}` asks another service, which a rule cannot")))
            }
            _ => match literal(kind) {
                Some(literal) => Ok(Check::Literal(literal, text)),
                None if is_name(kind) => Ok(Check::Asker(kind.to_owned(), text)),
                None => Err(SyntaxError::new(format!("`{kind}` of `{word}` is neither a name nor a literal"))),
            },
        }
    }
}

/// The text of a literal of Python's, as Python writes it.
fn literal(kind: &str) -> Option<String> {
    if matches!(kind, "None" | "True" | "False") {
        return Some(kind.to_owned());
    }
    for quote in ['\'', '"'] {
        let inner = kind.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote));
        if let Some(inner) = inner.filter(|inner| !inner.contains([quote, '\\'])) {
            return Some(inner.to_owned());
        }
    }
    let digits = kind.strip_prefix('-').unwrap_or(kind);
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let is_canonical = kind == "0" || (is_number && !digits.starts_with('0'));
    is_canonical.then(|| kind.to_owned())
}

fn is_name(kind: &str) -> bool {
    kind.split('.').all(|part| {
        let is_word = part.chars().all(|sign| sign.is_alphanumeric() || sign == '_');
        is_word && part.starts_with(|first: char| first.is_alphabetic() || first == '_')
    })
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Token<'t> {
    Open,
    Close,
    And,
    Or,
    Not,
    Word(&'t str),
}

impl Token<'_> {
    fn shown(self) -> String {
        match self {
            Token::Open => "`(`".to_owned(),
            Token::Close => "`)`".to_owned(),
            Token::And => "`and`".to_owned(),
            Token::Or => "`or`".to_owned(),
            Token::Not => "`not`".to_owned(),
            Token::Word(word) => format!("`{word}`"),
        }
    }
}

/// The tokens of a text. Brackets inside of a word belong to it, as in `%(name)s`.
fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    for piece in text.split_whitespace() {
        let word = piece.trim_start_matches('(');
        tokens.extend((word.len()..piece.len()).map(|_| Token::Open));
        let bare = word.trim_end_matches(')');
        tokens.extend(match bare.to_lowercase().as_str() {
            "" => None,
            "and" => Some(Token::And),
            "or" => Some(Token::Or),
            "not" => Some(Token::Not),
            _ => Some(Token::Word(bare)),
        });
        tokens.extend((bare.len()..word.len()).map(|_| Token::Close));
    }
    tokens
}

struct Reader<'t> {
    tokens: Vec<Token<'t>>,
    at: usize,
    depth: usize,
}

impl<'t> Reader<'t> {
    fn next(&mut self) -> Option<Token<'t>> {
        let token = self.tokens.get(self.at).copied();
        self.at += 1;
        token
    }

    fn takes(&mut self, wanted: Token<'_>) -> bool {
        let is_next = self.tokens.get(self.at) == Some(&wanted);
        self.at += usize::from(is_next);
        is_next
    }

    /// `… or …`
    fn any(&mut self) -> Result<Check, SyntaxError> {
        let mut checks = vec![self.all()?];
        while self.takes(Token::Or) {
            checks.push(self.all()?);
        }
        Ok(single(checks, Check::Any))
    }

    /// `… and …`
    fn all(&mut self) -> Result<Check, SyntaxError> {
        let mut checks = vec![self.one()?];
        while self.takes(Token::And) {
            checks.push(self.one()?);
        }
        Ok(single(checks, Check::All))
    }

    /// A check, `not …` or `( … )`.
    fn one(&mut self) -> Result<Check, SyntaxError> {
        match self.next() {
            Some(Token::Word(word)) => Check::parse_one(word),
            Some(Token::Not) => self.deeper(|reader| reader.one().map(|check| Check::Not(Box::new(check)))),
            Some(Token::Open) => self.deeper(|reader| {
                let check = reader.any()?;
                if reader.takes(Token::Close) {
                    return Ok(check);
                }
                Err(match reader.next() {
                    Some(token) => SyntaxError::new(format!("`and`, `or` or `)` is missing before {}", token.shown())),
                    None => SyntaxError::new("a `(` that nothing closes"),
                })
            }),
            Some(token) => Err(SyntaxError::new(format!("a check is missing before {}", token.shown()))),
            None if self.tokens.is_empty() => Err(SyntaxError::new(
                "a rule of spaces says nothing: write `@` where everybody may, `!` where nobody may",
            )),
            None => Err(SyntaxError::new("a check is missing at its end")),
        }
    }

    fn deeper(&mut self, read: impl FnOnce(&mut Self) -> Result<Check, SyntaxError>) -> Result<Check, SyntaxError> {
        if self.depth == DEPTH {
            return Err(SyntaxError::new(format!("brackets and `not` stand more than {DEPTH} deep in each other")));
        }
        self.depth += 1;
        let check = read(self);
        self.depth -= 1;
        check
    }
}

/// One check as it is, several as a whole.
fn single(mut checks: Vec<Check>, several: impl FnOnce(Vec<Check>) -> Check) -> Check {
    match checks.pop() {
        Some(only) if checks.is_empty() => only,
        last => {
            checks.extend(last);
            several(checks)
        }
    }
}
