//! More that administrators and clients do to a server: its consoles, its state, its floating addresses. The simulated machine has
//! a log to read, and no console to type on.

use terrace::prelude::*;

use crate::Nova;
use crate::servers::{ServerError, Servers};
use crate::store::{Store, VmState};
use crate::who::OfProject;

/// Consoles, states and floating addresses of servers.
#[controller(parent = Servers, path = "/", tag = "Servers", pipeline = OfProject)]
#[derive(Debug)]
pub struct ServerConsole {
    store: Store,
}

#[routes]
impl ServerConsole {
    /// Say in which state a server is.
    ///
    /// For administrators.
    #[action("os-resetState")]
    #[policy("os_compute_api:os-admin-actions:reset_state")]
    async fn reset_state(&self, server: Loaded<Servers>, state: Json<Reset>) -> Result<Accepted, ServerError> {
        let state = match state.state {
            ResetState::Active => VmState::Active,
            ResetState::Error => VmState::Error,
        };
        Ok(Accepted(self.store.reset_state(server.id, state).await?))
    }

    /// Read what a server has written on its console.
    #[action("os-getConsoleOutput", status = 200, envelope = none)]
    #[policy("os_compute_api:os-console-output")]
    async fn output(&self, server: Loaded<Servers>, part: Json<Option<OutputPart>>) -> Json<Output> {
        let lines = [format!("{} begins", server.name), "no such machine was ever built".to_owned()];
        let length = part.0.and_then(|part| part.length).map_or(lines.len(), |length| length as usize);
        Json(Output { output: lines[lines.len().saturating_sub(length)..].join("\n") })
    }

    /// Have a console to type on: the machine has none.
    #[post("/remote-consoles", since = V2_6, status = 200, envelope = "remote_console")]
    #[policy("os_compute_api:os-remote-consoles")]
    async fn console(&self, server: Loaded<Servers>, console: Json<NewConsole>) -> Result<Json<Console>, NoConsole> {
        let _ = server;
        Err(NoConsole(console.into_inner().kind))
    }

    /// Have a VNC console: the machine has none.
    #[action("os-getVNCConsole", until = V2_6, status = 200, envelope = "console")]
    #[policy("os_compute_api:os-remote-consoles")]
    async fn vnc(&self, server: Loaded<Servers>, kind: Json<ConsoleKind>) -> Result<Json<OldConsole>, NoConsole> {
        let _ = server;
        Err(NoConsole(kind.into_inner().kind))
    }

    /// Have a SPICE console: the machine has none.
    #[action("os-getSPICEConsole", until = V2_6, status = 200, envelope = "console")]
    #[policy("os_compute_api:os-remote-consoles")]
    async fn spice(&self, server: Loaded<Servers>, kind: Json<ConsoleKind>) -> Result<Json<OldConsole>, NoConsole> {
        let _ = server;
        Err(NoConsole(kind.into_inner().kind))
    }

    /// Have a serial console: the machine has none.
    #[action("os-getSerialConsole", until = V2_6, status = 200, envelope = "console")]
    #[policy("os_compute_api:os-remote-consoles")]
    async fn serial(&self, server: Loaded<Servers>, kind: Json<ConsoleKind>) -> Result<Json<OldConsole>, NoConsole> {
        let _ = server;
        Err(NoConsole(kind.into_inner().kind))
    }

    /// Give a server a floating address: there are none.
    #[action("addFloatingIp", until = V2_44)]
    #[policy("os_compute_api:os-floating-ips:add")]
    async fn add_floating_ip(
        &self,
        server: Loaded<Servers>,
        address: Json<FloatingAddress>,
    ) -> Result<Accepted, NoFloatingIp> {
        let _ = server;
        Err(NoFloatingIp(address.into_inner().address))
    }

    /// Take a floating address from a server: there are none.
    #[action("removeFloatingIp", until = V2_44)]
    #[policy("os_compute_api:os-floating-ips:remove")]
    async fn remove_floating_ip(
        &self,
        server: Loaded<Servers>,
        address: Json<FloatingAddress>,
    ) -> Result<Accepted, NoFloatingIp> {
        let _ = server;
        Err(NoFloatingIp(address.into_inner().address))
    }
}

/// The machine has no such console.
#[derive(Debug, Failure)]
#[failure(status = 400, detail = "Unavailable console type {0}.")]
struct NoConsole(String);

/// There is no such floating address.
#[derive(Debug, Failure)]
#[failure(status = 404, detail = "Floating IP not found for address {0}.")]
struct NoFloatingIp(String);

/// The state to say of a server.
#[model]
struct Reset {
    /// It.
    state: ResetState,
}

/// A state that an administrator can say of a server.
#[model]
#[serde(rename_all = "lowercase")]
#[derive(Clone, Copy)]
enum ResetState {
    /// It runs.
    Active,
    /// Something is wrong with it.
    Error,
}

/// Which part of a console's output to read.
#[model]
struct OutputPart {
    /// So many lines at its end.
    length: Option<u32>,
}

/// What a server has written on its console.
#[model]
struct Output {
    /// The lines.
    output: String,
}

/// A console to be had.
#[model(versions = Nova)]
struct NewConsole {
    /// How it is spoken to.
    #[example("vnc")]
    protocol: String,
    /// The kind of it.
    #[serde(rename = "type")]
    #[example("novnc")]
    kind: String,
}

/// A console.
#[model]
struct Console {
    /// How it is spoken to.
    protocol: String,
    /// The kind of it.
    #[serde(rename = "type")]
    kind: String,
    /// Where it is.
    url: String,
}

/// The kind of a console to be had.
#[model]
struct ConsoleKind {
    /// It.
    #[serde(rename = "type")]
    #[example("novnc")]
    kind: String,
}

/// A console, as it was shown before 2.6.
#[model]
struct OldConsole {
    /// The kind of it.
    #[serde(rename = "type")]
    kind: String,
    /// Where it is.
    url: String,
}

/// A floating address.
#[model]
struct FloatingAddress {
    /// It.
    #[example("192.0.2.1")]
    address: String,
}
