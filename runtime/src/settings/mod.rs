#![doc = include_str!("../docs/settings.md")]

mod environment;
mod error;
mod fields;
mod file;
mod given;
mod pattern;
mod preset;
mod print;
mod reading;
mod secret;
mod server;
mod sources;
mod value;

use terrace_model::Doc;

pub use crate::switched::ExtensionSettings;
pub use error::SettingsError;
pub(crate) use error::{help, nearest};
#[doc(hidden)]
pub use fields::flags;
pub use given::Origin;
pub use pattern::{InvalidPattern, Pattern};
#[doc(hidden)]
pub use preset::{Preset, option};
pub use reading::Reading;
pub use secret::Secret;
pub use server::{InvalidLogLevel, Listen, LogLevel, LogSettings, ServerSettings};
pub use sources::{Sources, Told};
pub use terrace_macros::Settings;
pub use value::{SettingValue, Value, Wrong};
#[doc(hidden)]
pub use value::{choice, word};

/// What a field of settings may be: a [value](SettingValue), another struct of [`Settings`], or an `Option` of either.
///
/// An option that nobody set is `None`; of a struct, it is there as soon as one of its settings is, and then needs those that have no
/// default. Of a value, `false` says that it is not there, where it is by default.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not what a setting can be",
    label = "cannot be read from a file, the environment or a flag",
    note = "derive `Settings` for it, or implement `SettingValue`"
)]
pub trait Setting: Sized {
    /// What it is.
    #[doc(hidden)]
    const SHAPE: Shape;

    /// Reads it at the place where the reading is; what is wrong with it is told there.
    #[doc(hidden)]
    fn read(at: &mut Reading<'_>, default: Option<Self>) -> Option<Self>;
}

/// Settings that belong together: those of a service, or a part of them, as those of a filter. `#[derive(Settings)]` implements it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no struct of settings",
    label = "must have `#[derive(Settings)]`",
    note = "`()` stands for none"
)]
pub trait Settings: Setting {}

/// What a setting is.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// One value.
    Value {
        /// What it must be.
        kind: &'static str,
        is_secret: bool,
    },
    /// Settings below it.
    Part(&'static [Field]),
}

/// One setting of a struct.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct Field {
    pub name: &'static str,
    pub doc: Doc,
    pub shape: Shape,
}

impl Shape {
    pub(crate) const fn fields(self) -> &'static [Field] {
        match self {
            Shape::Value { .. } => &[],
            Shape::Part(fields) => fields,
        }
    }
}

/// No settings.
impl Setting for () {
    const SHAPE: Shape = Shape::Part(&[]);

    fn read(_: &mut Reading<'_>, _: Option<()>) -> Option<()> {
        Some(())
    }
}

impl Settings for () {}

impl<T: Setting> Setting for Option<T> {
    const SHAPE: Shape = T::SHAPE;

    fn read(at: &mut Reading<'_>, default: Option<Self>) -> Option<Self> {
        match default.flatten() {
            default if at.is_off() && at.dry(|at| T::read(at, None)).is_none() => {
                at.dry(|at| T::read(at, default));
                Some(None)
            }
            Some(default) => T::read(at, Some(default)).map(Some),
            None if at.is_given() => T::read(at, None).map(Some),
            None => {
                at.dry(|at| T::read(at, None));
                Some(None)
            }
        }
    }
}

impl<T: SettingValue> Setting for T {
    const SHAPE: Shape = Shape::Value { kind: T::KIND, is_secret: T::IS_SECRET };

    fn read(at: &mut Reading<'_>, default: Option<T>) -> Option<T> {
        at.value(default)
    }
}
