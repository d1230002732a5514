//! Extra specs: what a flavor asks of the machines that its servers run on.

use terrace::prelude::*;

use crate::Nova;
use crate::done::Done;
use crate::flavors::Flavors;
use crate::store::{Specs, Store, StoreError};
use crate::who::OfProject;

/// What a flavor asks of the machines that its servers run on.
#[controller(parent = Flavors, path = "/os-extra_specs", key = spec_key: String, tag = "Flavors", many = "extra_specs", pipeline = OfProject)]
#[derive(Debug)]
pub struct ExtraSpecs {
    store: Store,
}

#[routes]
impl ExtraSpecs {
    /// List the extra specs of a flavor.
    #[index]
    #[policy("os_compute_api:os-flavor-extra-specs:index")]
    async fn index(&self, flavor: Loaded<Flavors>) -> Result<Json<Specs>, SpecError> {
        Ok(Json(self.store.extra_specs(&flavor.id).await?))
    }

    /// Add extra specs to a flavor.
    ///
    /// The other extra specs stay. The answer has those of the body.
    #[create(status = 200, envelope = "extra_specs")]
    #[policy("os_compute_api:os-flavor-extra-specs:create")]
    async fn create(
        &self,
        flavor: Loaded<Flavors>,
        specs: Json<Specs>,
        version: Version,
    ) -> Result<Json<Specs>, ChangeError> {
        wellformed(&specs, version)?;
        self.store.set_extra_specs(&flavor.id, &specs).await?;
        Ok(specs)
    }

    /// Show an extra spec of a flavor.
    #[show]
    #[policy("os_compute_api:os-flavor-extra-specs:show")]
    async fn show(&self, flavor: Loaded<Flavors>, spec_key: Path<String>) -> Result<Json<Specs>, SpecError> {
        let value = self.store.extra_spec(&flavor.id, &spec_key).await?;
        Ok(Json(Specs::from([(spec_key.0, value)])))
    }

    /// Set an extra spec of a flavor.
    ///
    /// The body holds this one.
    #[update]
    #[policy("os_compute_api:os-flavor-extra-specs:update")]
    async fn update(
        &self,
        flavor: Loaded<Flavors>,
        spec_key: Path<String>,
        spec: Json<Specs>,
        version: Version,
    ) -> Result<Json<Specs>, ChangeError> {
        wellformed(&spec, version)?;
        if spec.len() != 1 || !spec.contains_key(&spec_key.0) {
            return Err(ChangeError::Mismatch);
        }
        self.store.set_extra_specs(&flavor.id, &spec).await?;
        Ok(spec)
    }

    /// Delete an extra spec of a flavor.
    #[delete]
    #[policy("os_compute_api:os-flavor-extra-specs:delete")]
    async fn delete(&self, flavor: Loaded<Flavors>, spec_key: Path<String>) -> Result<Done, SpecError> {
        self.store.delete_extra_spec(&flavor.id, &spec_key).await?;
        Ok(Done)
    }
}

/// What some keys can be, which is looked at from 2.86 on.
const KNOWN: &[(&str, &[&str])] = &[
    ("hw:cpu_policy", &["dedicated", "shared", "mixed"]),
    ("hw:cpu_thread_policy", &["prefer", "isolate", "require"]),
    ("hw:emulator_threads_policy", &["isolate", "share"]),
    ("hw:pci_numa_affinity_policy", &["required", "preferred", "legacy", "socket"]),
    ("hw:watchdog_action", &["none", "pause", "poweroff", "reset", "disabled"]),
];

/// Refuses keys and values that Nova refuses.
fn wellformed(specs: &Specs, version: Version) -> Result<(), ChangeError> {
    for (key, value) in specs {
        let letters = key.chars().all(|found| found.is_ascii_alphanumeric() || "-_:. ".contains(found));
        if !letters || !(1..=255).contains(&key.len()) {
            return Err(ChangeError::Key(key.clone()));
        }
        if value.chars().count() > 255 {
            return Err(ChangeError::Value(key.clone()));
        }
        let known = KNOWN.iter().find(|(known, _)| known == key && version >= Nova::V2_86);
        if let Some((_, choices)) = known.filter(|(_, choices)| !choices.contains(&value.as_str())) {
            return Err(ChangeError::NoChoice { value: value.clone(), choices: choices.join(", ") });
        }
    }
    Ok(())
}

/// Why an extra spec is not to be had.
#[derive(Debug, Failure)]
enum SpecError {
    /// The flavor has no extra spec under this key.
    #[failure(status = 404, detail = "{0}")]
    NotFound(StoreError),
    /// The store failed.
    #[failure(transparent)]
    Store(Internal),
}

/// Why extra specs were not changed.
#[derive(Debug, Failure)]
enum ChangeError {
    /// A key is empty, longer than 255 characters, or has others than letters, digits, `-`, `_`, `:`, `.` and spaces.
    #[failure(
        status = 400,
        detail = "Invalid input for field/attribute extra_specs. '{0}' does not match any of the regexes: '^[a-zA-Z0-9-_:. ]{{1,255}}$'"
    )]
    Key(String),
    /// A value is longer than 255 characters.
    #[failure(status = 400, detail = "Invalid input for field/attribute {0}. The value is too long")]
    Value(String),
    /// A value is none that its key can have, from 2.86 on.
    #[failure(status = 400, detail = "Validation failed; '{value}' is not one of: {choices}.")]
    NoChoice { value: String, choices: String },
    /// The body holds another key than the path, or more than one.
    #[failure(status = 400, detail = "Request body and URI mismatch")]
    Mismatch,
    /// The flavor is gone.
    #[failure(status = 404, detail = "{0}")]
    NotFound(StoreError),
    /// The store failed.
    #[failure(transparent)]
    Store(Internal),
}

impl From<StoreError> for SpecError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::ExtraSpecNotFound { .. } => SpecError::NotFound(error),
            other => SpecError::Store(other.into()),
        }
    }
}

impl From<StoreError> for ChangeError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::FlavorNotFound(_) => ChangeError::NotFound(error),
            other => ChangeError::Store(other.into()),
        }
    }
}
