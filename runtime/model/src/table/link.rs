//! What an answer leads to: a request of another handler, made of what the first one and its answer say.

use super::Node;

/// A link from a handler's answers to another handler.
#[derive(Clone, Copy, Debug)]
pub struct Link {
    /// Its name in documents; the other operation's id where nothing is said.
    pub name: Option<&'static str>,
    /// The other handler's controller.
    pub node: &'static Node,
    /// The other handler's name.
    pub handler: &'static str,
    /// What its parameters are: runtime expressions (OpenAPI 3.1.0, section 4.8.20.4), or texts as they are.
    pub parameters: &'static [(&'static str, &'static str)],
}
