//! Who asks, and what is theirs: what a project has, its members see, and the administrator sees what all projects have.

use terrace::Identity;
use terrace::filter::Head;
use terrace::prelude::*;

/// The project for which somebody asks. Whoever asks for none has nothing: no project has such an id.
pub fn project(who: &Identity) -> &str {
    who.project().unwrap_or_default()
}

/// Whether they see what a project has, as Nova's administrators see what all have.
pub fn sees(who: &Identity, project: &str) -> bool {
    who.has_role("admin") || who.project() == Some(project)
}

/// A project, as rules see it that speak of what it has.
#[derive(Debug, PolicyTarget)]
pub struct Project {
    /// Its id.
    #[target(name = "project_id")]
    pub id: String,
}

/// The URL names another project than the token.
#[derive(Debug, Failure)]
#[failure(
    status = 400,
    detail = "Malformed request URL: URL's project_id '{named}' doesn't match Context's project_id '{own}'"
)]
struct OtherProject {
    named: String,
    own: String,
}

/// Refuses a URL below `/v2.1/{project_id}` that names another project than the one for which its client asks.
#[filter]
fn own_project(who: Identity, request: Head<'_>) -> Result<(), OtherProject> {
    let own = project(&who);
    match request.variable("project_id") {
        Some(named) if named != own => Err(OtherProject { named: named.into_owned(), own: own.to_owned() }),
        _ => Ok(()),
    }
}

pipeline! {
    /// Every controller is of the project for which its client asks.
    pub OfProject: [own_project]
}
