//! What the token of a console leads to. The simulated machines have no consoles, so no token leads anywhere.

use terrace::prelude::*;

use crate::Nova;
use crate::who::OfProject;

/// What the token of a console leads to.
///
/// For the proxies of consoles. The simulated machines have no consoles.
#[controller(path = "/os-console-auth-tokens", key = token: String, versions = Nova, one = "console", pipeline = OfProject)]
#[derive(Debug)]
pub struct ConsoleTokens;

#[routes]
impl ConsoleTokens {
    /// Show where the console of a token is.
    #[show]
    #[policy("os_compute_api:os-console-auth-tokens")]
    async fn show(&self, token: Path<String>) -> Result<Json<Place>, NoToken> {
        Err(NoToken(token.0))
    }
}

/// No console has this token.
#[derive(Debug, Failure)]
#[failure(status = 404, detail = "Token not found")]
struct NoToken(#[expect(dead_code, reason = "the log tells it")] String);

/// Where a console is.
#[model]
struct Place {
    /// The server whose console it is.
    instance_uuid: Uuid,
    /// The machine that has it.
    host: String,
    /// The port on it.
    port: u16,
    /// A path behind that.
    internal_access_path: Option<String>,
}
