//! The rules that are in force.

use std::path::Path;
use std::sync::{Arc, PoisonError, RwLock};

use terrace_model::PolicySet;

use super::{PolicyError, PolicyFile, Rules, unknown};
use crate::controller::Declared;
use crate::private::ApiTable;

/// The rules that are in force in an application: those that its APIs declare, and those of a file in their place.
///
/// ```
/// use terrace::policy::PolicyFile;
/// use terrace::prelude::*;
/// use terrace::{Application, Identity};
///
/// policies! {
///     /// Who may do what to books.
///     pub BookRules;
///
///     /// Sell a book.
///     "books:sell": "role:clerk";
/// }
///
/// #[controller(path = "/books")]
/// struct Books;
///
/// #[routes]
/// impl Books {
///     #[index]
///     async fn index(&self) {}
/// }
///
/// api! {
///     struct Shop at "/";
///     policies: [BookRules];
///     controllers: [Books];
/// }
///
/// # fn main() -> Result<(), terrace::policy::PolicyError> {
/// let shop = Shop::new(());
/// let jane = Identity::of("jane").with_roles(["trainee"]);
/// let may_sell = || shop.app().enforcer().rules().allow("books:sell", &jane, &|_| None);
/// assert!(!may_sell());
///
/// let file = PolicyFile::parse("policy.yaml", "books:sell: role:clerk or role:trainee")?;
/// shop.app().enforcer().load(&file)?;
/// assert!(may_sell());
///
/// let wrong = PolicyFile::parse("policy.yaml", "books:sel: role:trainee")?;
/// let refused = shop.app().enforcer().load(&wrong).unwrap_err().to_string();
/// let said = "policy.yaml:1: there is no rule `books:sel`, and no other one asks it: did you mean `books:sell`?";
/// assert_eq!(refused, said);
/// assert!(may_sell(), "what was in force stays");
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct Enforcer {
    tables: Vec<&'static ApiTable>,
    sets: Vec<&'static PolicySet>,
    rules: RwLock<Arc<Rules>>,
}

impl Enforcer {
    /// One of all that the sets of these APIs declare; a set counts once.
    pub(crate) fn new(tables: Vec<&'static ApiTable>) -> Self {
        let mut sets: Vec<&'static PolicySet> = Vec::new();
        for set in tables.iter().flat_map(|api| api.policies) {
            if !sets.iter().any(|known| known.same(set)) {
                sets.push(set);
            }
        }
        let rules = RwLock::new(Arc::new(Rules::declared(&sets)));
        Enforcer { tables, sets, rules }
    }

    /// The rules that are in force now.
    pub fn rules(&self) -> Arc<Rules> {
        Arc::clone(&self.rules.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Puts the rules of a file in the place of those declared. A request that is being answered keeps those that were in force when it
    /// asked. The log is warned of old names that the file uses, and of what its rules speak of that is not known.
    ///
    /// # Errors
    ///
    /// Something is wrong with one of the rules: see [`Rules::over`]. Then nothing changes.
    pub fn load(&self, file: &PolicyFile) -> Result<(), PolicyError> {
        self.put(self.over(file)?);
        Ok(())
    }

    fn over(&self, file: &PolicyFile) -> Result<Rules, PolicyError> {
        let rules = Rules::over(&self.sets, file)?;
        let warnings = unknown::warnings(&self.tables, &rules, file);
        Ok(rules.warn(warnings))
    }

    /// What would be in force with a file, or without one.
    pub(crate) fn read(&self, path: Option<&Path>, reader: Option<Reader>) -> Result<Rules, PolicyError> {
        match (path, reader) {
            (Some(path), Some(read)) => read(self, path),
            (Some(path), None) => {
                Err(PolicyError::one(format!("{}: no API has policies that a file could change", path.display())))
            }
            (None, _) => Ok(Rules::declared(&self.sets)),
        }
    }

    /// Puts rules in force.
    pub(crate) fn put(&self, rules: Rules) {
        for warning in rules.warnings() {
            tracing::warn!(warning, "a file of rules should be looked at");
        }
        *self.rules.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(rules);
    }
}

/// What reads a file of rules that is to be in force.
pub(crate) type Reader = fn(&Enforcer, &Path) -> Result<Rules, PolicyError>;

/// What reads files of rules for these APIs. It is known when they are compiled, so that a program without policies has no reader of YAML.
pub(crate) const fn reader(apis: &[Declared]) -> Option<Reader> {
    let mut at = 0;
    while at < apis.len() {
        if !apis[at].table.policies.is_empty() {
            return Some(|enforcer, path| enforcer.over(&PolicyFile::read(path)?));
        }
        at += 1;
    }
    None
}
