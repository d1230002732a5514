//! As whom a service asks Keystone.

use serde_json::{Value, json};

use crate::settings::{Reading, Secret, Setting, Settings, Shape};

/// As whom a service asks Keystone: a user who may validate tokens, as the role `service` does.
///
/// In settings it is a part with one of two parts, `password` or `application_credential`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Login {
    /// A user with a password.
    Password(PasswordLogin),
    /// An application credential of the user.
    ApplicationCredential(ApplicationCredentialLogin),
}

/// A user with a password, in a project.
#[derive(Clone, Debug, PartialEq, Eq, Settings)]
#[setting(crate = crate)]
pub struct PasswordLogin {
    /// The user's name.
    pub username: String,
    /// The user's password.
    pub password: Secret,
    /// The name of the user's domain.
    #[setting(default = "Default")]
    pub user_domain_name: String,
    /// The name of the project where the user has the role.
    #[setting(default = "service")]
    pub project_name: String,
    /// The name of the project's domain.
    #[setting(default = "Default")]
    pub project_domain_name: String,
}

/// An application credential, which knows its user and project.
#[derive(Clone, Debug, PartialEq, Eq, Settings)]
#[setting(crate = crate)]
pub struct ApplicationCredentialLogin {
    /// Its id.
    pub id: String,
    /// Its secret.
    pub secret: Secret,
}

/// Both, as they stand in settings.
#[derive(Settings)]
#[setting(crate = crate)]
struct Logins {
    /// A user with a password.
    password: Option<PasswordLogin>,
    /// An application credential, instead of a user with a password.
    application_credential: Option<ApplicationCredentialLogin>,
}

impl From<Login> for Logins {
    fn from(login: Login) -> Self {
        match login {
            Login::Password(login) => Logins { password: Some(login), application_credential: None },
            Login::ApplicationCredential(login) => Logins { password: None, application_credential: Some(login) },
        }
    }
}

impl Setting for Login {
    const SHAPE: Shape = Logins::SHAPE;

    fn read(at: &mut Reading<'_>, default: Option<Self>) -> Option<Self> {
        match Logins::read(at, default.map(Logins::from))? {
            Logins { password: Some(login), application_credential: None } => Some(Login::Password(login)),
            Logins { password: None, application_credential: Some(login) } => Some(Login::ApplicationCredential(login)),
            _ => {
                at.wrong("must have one of `password` and `application_credential`");
                None
            }
        }
    }
}

impl Settings for Login {}

impl Login {
    /// What Keystone is sent for a token.
    pub(super) fn body(&self) -> Value {
        match self {
            Login::Password(login) => json!({ "auth": {
                "identity": {
                    "methods": ["password"],
                    "password": { "user": {
                        "name": login.username,
                        "domain": { "name": login.user_domain_name },
                        "password": login.password.reveal(),
                    } },
                },
                "scope": { "project": {
                    "name": login.project_name,
                    "domain": { "name": login.project_domain_name },
                } },
            } }),
            Login::ApplicationCredential(login) => json!({ "auth": { "identity": {
                "methods": ["application_credential"],
                "application_credential": { "id": login.id, "secret": login.secret.reveal() },
            } } }),
        }
    }
}
