//! What a rule asks, and whether it holds.

use std::borrow::Cow;

use super::text::Text;

/// What a rule asks: the tree that its text is read into.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Check {
    /// `@`, or an empty text: everybody may.
    Always,
    /// `!`: nobody may.
    Never,
    /// `not …`
    Not(Box<Check>),
    /// `… and …`
    All(Vec<Check>),
    /// `… or …`
    Any(Vec<Check>),
    /// `rule:name`: another rule holds.
    Rule(String),
    /// `role:name`: who asks has the role, in whichever case it is written.
    Role(Text),
    /// `'word':%(name)s`: the target is as a literal says.
    Literal(String, Text),
    /// `user_id:%(user_id)s`: who asks is as the target says, or as the text does.
    Asker(String, Text),
}

/// Who asks, for what, and which other rules there are.
pub trait Asked {
    /// Whether another rule holds.
    fn rule(&self, name: &str) -> bool;

    /// Whether who asks has a role, in whichever case it is written.
    fn role(&self, name: &str) -> bool;

    /// What is known of who asks under a name.
    fn asker(&self, name: &str) -> Option<Cow<'_, str>>;

    /// What is known of the target under a name.
    fn target(&self, name: &str) -> Option<Cow<'_, str>>;
}

impl Check {
    /// Whether it holds. What speaks of something that is not known holds never.
    pub fn holds(&self, asked: &dyn Asked) -> bool {
        match self {
            Check::Always => true,
            Check::Never => false,
            Check::Not(check) => !check.holds(asked),
            Check::All(checks) => checks.iter().all(|check| check.holds(asked)),
            Check::Any(checks) => checks.iter().any(|check| check.holds(asked)),
            Check::Rule(name) => asked.rule(name),
            Check::Role(text) => text.filled(asked).is_some_and(|name| asked.role(&name)),
            Check::Literal(word, text) => text.filled(asked).is_some_and(|text| *word == text),
            Check::Asker(name, text) => {
                text.filled(asked).is_some_and(|text| asked.asker(name).is_some_and(|own| own == text))
            }
        }
    }

    /// Tells all that it mentions, from left to right.
    pub fn each_mention<'c>(&'c self, tell: &mut dyn FnMut(Mention<'c>)) {
        match self {
            Check::Always | Check::Never => {}
            Check::Not(check) => check.each_mention(tell),
            Check::All(checks) | Check::Any(checks) => checks.iter().for_each(|check| check.each_mention(tell)),
            Check::Rule(name) => tell(Mention::Rule(name)),
            Check::Role(text) | Check::Literal(_, text) => text.each_name(&mut |name| tell(Mention::Target(name))),
            Check::Asker(name, text) => {
                tell(Mention::Asker(name));
                text.each_name(&mut |name| tell(Mention::Target(name)));
            }
        }
    }
}

/// What a rule mentions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mention<'c> {
    /// Another rule.
    Rule(&'c str),
    /// Something of who asks.
    Asker(&'c str),
    /// Something of the target.
    Target(&'c str),
}
