//! Rules that a handler asks itself.

use core::any::Any;
use core::fmt;
use std::borrow::Cow;
use std::sync::Arc;

use terrace_model::{Answers, Part};

use super::permit::{own, refused};
use super::target::Targeted;
use super::{PolicyTarget, Rules};
use crate::context::Context;
use crate::controller::Controller;
use crate::extract::FromRequest;
use crate::failure::{Failure, Forbidden, IntoFailure};
use crate::filter::{self, Provided};
use crate::identity::Identity;

/// A rule, by a constant of the set that declares it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule(&'static str);

impl Rule {
    /// The rule of this name.
    #[doc(hidden)]
    pub const fn named(name: &'static str) -> Self {
        Rule(name)
    }

    /// Its name: `os_compute_api:servers:create`.
    pub const fn name(self) -> &'static str {
        self.0
    }
}

/// Asks rules inside of a handler, where its [policy](crate::policies!#which-rule-a-handler-asks) cannot say all: of what is done only if
/// the request says so, or of something that no loader finds.
///
/// A rule is named by a constant of its set, whose name is the rule's.
///
/// ```
/// use terrace::filters::NoAuth;
/// use terrace::policy::{May, Refused};
/// use terrace::prelude::*;
/// use terrace::TestClient;
///
/// policies! {
///     /// Who may do what to servers.
///     pub ServerRules;
///
///     /// List servers.
///     "servers:index": "@";
///
///     /// List those of all projects.
///     "servers:index:all-projects": "role:admin";
/// }
///
/// #[model]
/// struct Filter {
///     #[serde(default)]
///     all: bool,
/// }
///
/// #[controller(path = "/servers")]
/// struct Servers;
///
/// #[routes]
/// impl Servers {
///     #[index]
///     #[policy("servers:index")]
///     async fn index(&self, filter: Query<Filter>, may: May) -> Result<NoContent, Refused> {
///         if filter.all {
///             may.ask(ServerRules::SERVERS_INDEX_ALL_PROJECTS)?;
///         }
///         Ok(NoContent)
///     }
/// }
///
/// pipeline! { NoAuth2: [NoAuth = NoAuth::default()] }
///
/// api! {
///     struct Compute at "/";
///     pipeline: NoAuth2;
///     policies: [ServerRules];
///     controllers: [Servers];
/// }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() {
/// let client = TestClient::new(Compute::new(()));
/// let jane = |path| client.get(path).header("x-auth-token", "jane:shop");
/// assert_eq!(jane("/servers").await.status(), 204);
/// assert_eq!(jane("/servers?all=true").await.status(), 403);
/// # }
/// ```
pub struct May {
    rules: Arc<Rules>,
    who: Identity,
    /// What was loaded, the innermost first.
    loaded: Vec<(Targeted, Arc<dyn Any + Send + Sync>)>,
}

impl May {
    /// Asks a rule of what was loaded, or, where nothing was that belongs to anybody, of what is of who asks.
    ///
    /// # Errors
    ///
    /// It does not allow it, or the API does not list its set.
    pub fn ask(&self, rule: Rule) -> Result<(), Refused> {
        let loaded = || self.loaded.iter().map(|(target, item)| (*target, &**item as &dyn Any));
        self.allow(rule, &|name| attribute(loaded, &self.who, name))
    }

    /// Asks a rule of something.
    ///
    /// # Errors
    ///
    /// See [`May::ask`].
    pub fn ask_of(&self, rule: Rule, target: &impl PolicyTarget) -> Result<(), Refused> {
        self.allow(rule, &|name| target.attribute(name).map(Cow::into_owned))
    }

    fn allow(&self, rule: Rule, target: &dyn Fn(&str) -> Option<String>) -> Result<(), Refused> {
        if self.rules.allow(rule.name(), &self.who, target) { Ok(()) } else { Err(Refused(rule)) }
    }
}

/// What is known of a target under a name: of what was loaded, where that belongs to somebody, else of who asks.
pub(super) fn attribute<'t, I>(loaded: impl Fn() -> I, who: &Identity, name: &str) -> Option<String>
where
    I: Iterator<Item = (Targeted, &'t dyn Any)>,
{
    if loaded().any(|(target, _)| !target.attributes().is_empty()) {
        loaded().find_map(|(target, item)| target.attribute(item, name)).map(Cow::into_owned)
    } else {
        own(who, name).map(str::to_owned)
    }
}

impl<C: Controller> FromRequest<C> for May {
    const PART: Part = Part::Provided(Identity::PROVISION);
    const LATE: bool = true;

    async fn from_request(cx: &mut Context, _: &'static str) -> Result<Self, Failure> {
        let who = filter::of_context(cx)?;
        Ok(May { rules: cx.enforcer().rules(), who, loaded: cx.shared_targets() })
    }
}

impl fmt::Debug for May {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("May").field("who", &self.who).finish_non_exhaustive()
    }
}

/// A rule does not allow it: 403.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refused(Rule);

impl IntoFailure for Refused {
    const ANSWERS: Answers = Forbidden::ANSWERS;

    fn into_failure(self) -> Failure {
        refused(self.0.name())
    }
}
