//! What a server is, and what is being done to it, in Nova's words.

use std::fmt;

/// What a server is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::Type)]
#[sqlx(rename_all = "snake_case")]
pub enum VmState {
    /// It has never run.
    Building,
    /// It runs.
    Active,
    /// It is in memory, and stands still.
    Paused,
    /// It is switched off.
    Stopped,
    /// It is switched off, and kept on its machine until that is asked for the room.
    Shelved,
    /// It is on no machine, and can be had back.
    ShelvedOffloaded,
    /// An administrator said that something is wrong with it.
    Error,
}

/// What is being done to a server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::Type)]
#[sqlx(rename_all = "snake_case")]
pub enum TaskState {
    /// It is being built.
    Spawning,
    /// Its system has been asked to start again.
    Rebooting,
    /// It is being switched off and on.
    RebootingHard,
    /// It is being brought to a standstill.
    Pausing,
    /// It is being set going again.
    Unpausing,
    /// It is being switched off.
    #[sqlx(rename = "powering-off")]
    PoweringOff,
    /// It is being switched on.
    #[sqlx(rename = "powering-on")]
    PoweringOn,
    /// It is being put onto a shelf.
    Shelving,
    /// It is being taken from its machine.
    ShelvingOffloading,
    /// It is being taken from its shelf.
    Unshelving,
}

impl VmState {
    /// Nova's word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Building => "building",
            Self::Active => "active",
            Self::Paused => "paused",
            Self::Stopped => "stopped",
            Self::Shelved => "shelved",
            Self::ShelvedOffloaded => "shelved_offloaded",
            Self::Error => "error",
        }
    }

    /// Nova's number for whether a machine in this state has power.
    pub fn power(self) -> u8 {
        match self {
            Self::Building | Self::Error => 0,
            Self::Active => 1,
            Self::Paused => 3,
            Self::Stopped | Self::Shelved | Self::ShelvedOffloaded => 4,
        }
    }
}

impl TaskState {
    /// Nova's word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Spawning => "spawning",
            Self::Rebooting => "rebooting",
            Self::RebootingHard => "rebooting_hard",
            Self::Pausing => "pausing",
            Self::Unpausing => "unpausing",
            Self::PoweringOff => "powering-off",
            Self::PoweringOn => "powering-on",
            Self::Shelving => "shelving",
            Self::ShelvingOffloading => "shelving_offloading",
            Self::Unshelving => "unshelving",
        }
    }

    /// What a server is once this is done.
    pub(super) fn leads_to(self) -> VmState {
        match self {
            Self::Spawning
            | Self::Rebooting
            | Self::RebootingHard
            | Self::Unpausing
            | Self::PoweringOn
            | Self::Unshelving => VmState::Active,
            Self::Pausing => VmState::Paused,
            Self::PoweringOff => VmState::Stopped,
            Self::Shelving => VmState::Shelved,
            Self::ShelvingOffloading => VmState::ShelvedOffloaded,
        }
    }
}

impl fmt::Display for VmState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Display for TaskState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{Seed, Store};

    #[tokio::test]
    async fn the_database_has_the_same_words() {
        use TaskState::{
            Pausing, PoweringOff, PoweringOn, Rebooting, RebootingHard, Shelving, ShelvingOffloading, Spawning,
            Unpausing, Unshelving,
        };
        use VmState::{Active, Building, Error, Paused, Shelved, ShelvedOffloaded, Stopped};
        let store = Store::in_memory(Seed::Empty).await.unwrap();
        for state in [Building, Active, Paused, Stopped, Shelved, ShelvedOffloaded, Error] {
            let word: String = sqlx::query_scalar("SELECT ?").bind(state).fetch_one(&store.readers).await.unwrap();
            assert_eq!(word, state.as_str());
        }
        let busy = [Spawning, Rebooting, RebootingHard, Pausing, Unpausing, PoweringOff, PoweringOn];
        for task in busy.into_iter().chain([Shelving, ShelvingOffloading, Unshelving]) {
            let word: String = sqlx::query_scalar("SELECT ?").bind(task).fetch_one(&store.readers).await.unwrap();
            assert_eq!(word, task.as_str());
        }
    }
}
