//! Who asks, whichever filter has found it out.

use std::sync::Arc;

use terrace_macros::Provided;

/// Who asks: what every filter that authenticates provides, and handlers take.
///
/// A handler that takes it is refused where a pipeline of its API does not say who asks, and where no [policy](crate::policies!) says who may;
/// one that takes an `Option` of it is not. Clones
/// share what it holds.
///
/// ```
/// use terrace::filters::NoAuth;
/// use terrace::prelude::*;
/// use terrace::{Identity, TestClient};
///
/// pipeline! { NoAuth2: [NoAuth = NoAuth::default()] }
///
/// #[controller(path = "/me")]
/// #[policy(public)]
/// struct Me;
///
/// #[routes]
/// impl Me {
///     #[index]
///     async fn index(&self, who: Identity) -> String {
///         format!("{} of {}", who.user(), who.project().unwrap_or("no project"))
///     }
///
///     #[delete("/")]
///     async fn delete(&self, who: Identity) -> Result<NoContent, Forbidden> {
///         if who.has_role("admin") { Ok(NoContent) } else { Err(Forbidden::new("only for administrators")) }
///     }
/// }
///
/// api! {
///     struct Site at "/";
///     pipeline: NoAuth2;
///     controllers: [Me];
/// }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() {
/// let client = TestClient::new(Site::new(()));
/// assert_eq!(client.get("/me").header("x-auth-token", "jane:shop").await.text(), "jane of shop");
/// assert_eq!(client.delete("/me").header("x-auth-token", "jane:shop").await.status(), 403);
/// assert_eq!(client.delete("/me").header("x-auth-token", "admin:shop").await.status(), 204);
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Provided)]
#[provided(crate = crate)]
pub struct Identity(Arc<Who>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Who {
    user: String,
    project: Option<String>,
    domain: Option<String>,
    system: Option<String>,
    roles: Vec<String>,
    scope: Vec<String>,
}

impl Identity {
    /// A user, of whom nothing else is known.
    pub fn of(user: impl Into<String>) -> Self {
        let who =
            Who { user: user.into(), project: None, domain: None, system: None, roles: Vec::new(), scope: Vec::new() };
        Identity(Arc::new(who))
    }

    /// The same in a project, a tenant, an account: on whose behalf the user asks.
    #[must_use]
    pub fn in_project(self, project: impl Into<String>) -> Self {
        self.with(|who| who.project = Some(project.into()))
    }

    /// The same for a whole domain of projects and users, and none of its projects.
    #[must_use]
    pub fn in_domain(self, domain: impl Into<String>) -> Self {
        self.with(|who| who.domain = Some(domain.into()))
    }

    /// The same for the system as a whole, or a part of it: `all`.
    #[must_use]
    pub fn in_system(self, system: impl Into<String>) -> Self {
        self.with(|who| who.system = Some(system.into()))
    }

    /// The same in these roles.
    #[must_use]
    pub fn with_roles(self, roles: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.with(|who| who.roles = roles.into_iter().map(Into::into).collect())
    }

    /// The same for no more than this: the words of an OAuth scope (RFC 6749, section 3.3).
    #[must_use]
    pub fn with_scope(self, scope: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.with(|who| who.scope = scope.into_iter().map(Into::into).collect())
    }

    fn with(mut self, change: impl FnOnce(&mut Who)) -> Self {
        change(Arc::make_mut(&mut self.0));
        self
    }

    /// The user, as whoever has authenticated them calls them.
    pub fn user(&self) -> &str {
        &self.0.user
    }

    /// On whose behalf they ask.
    pub fn project(&self) -> Option<&str> {
        self.0.project.as_deref()
    }

    /// The domain for which they ask, where it is for no project.
    pub fn domain(&self) -> Option<&str> {
        self.0.domain.as_deref()
    }

    /// The part of the system for which they ask, where it is for neither.
    pub fn system(&self) -> Option<&str> {
        self.0.system.as_deref()
    }

    /// What they are there.
    pub fn roles(&self) -> &[String] {
        &self.0.roles
    }

    /// Whether they have a role.
    pub fn has_role(&self, role: &str) -> bool {
        self.0.roles.iter().any(|known| known == role)
    }

    /// What the request may be used for, in words; none where nobody has said.
    pub fn scope(&self) -> &[String] {
        &self.0.scope
    }

    /// Whether a word is among those of its scope.
    pub fn has_scope(&self, word: &str) -> bool {
        self.0.scope.iter().any(|known| known == word)
    }
}
