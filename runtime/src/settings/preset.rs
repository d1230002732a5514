//! What a file says of filters that was there when the crate was compiled: it counts where nobody sets something else.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use terrace_model::check::text::{Text, equal};

use super::given::joined;
use super::reading::Reading;
use super::{Setting, Shape};

/// An option of a section.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct Preset {
    /// The setting, below the section's own.
    pub setting: &'static str,
    /// What it is, as text: what stands before, between and behind the places of the file's folder.
    pub value: &'static [&'static str],
}

/// What counts where nobody sets it, by path.
#[derive(Debug, Default)]
pub(super) struct Presets(pub(super) BTreeMap<String, Told>);

/// Such a value, and the section that says it.
#[derive(Debug)]
pub(super) struct Told {
    pub(super) text: String,
    pub(super) section: &'static str,
}

impl Presets {
    /// Whether there is one for this path, or one below it.
    pub(super) fn has(&self, path: &str) -> bool {
        let is_below =
            |other: &str| other.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
        self.0.keys().any(|other| is_below(other))
    }
}

impl Reading<'_> {
    /// The folder from which paths begin in what a section says: where the service was started, if nobody sets another one.
    #[doc(hidden)]
    pub fn here(&mut self) -> Option<PathBuf> {
        self.field("here", |at| PathBuf::read(at, Some(PathBuf::from("."))))
    }

    /// Reads the settings of a section: its own options count where nobody sets something else, and of those that all sections have, the
    /// ones that are settings of this.
    #[doc(hidden)]
    pub fn section<T: Setting>(
        &mut self,
        name: &str,
        section: &'static str,
        options: &[Preset],
        globals: &[Preset],
        here: Option<&Path>,
    ) -> Option<T> {
        let here = here.map(|here| here.display().to_string()).unwrap_or_default();
        let fields = T::SHAPE.fields();
        let globals = globals.iter().filter(|global| fields.iter().any(|field| field.name == global.setting));
        self.field(name, |at| {
            for Preset { setting, value } in globals.chain(options) {
                let told = Told { text: value.join(&here), section };
                let path = joined(at.path(), setting);
                at.presets.0.insert(path, told);
            }
            T::read(at, None)
        })
    }
}

/// The rule that an option is a setting of its filter. `told` is where it stands.
#[doc(hidden)]
#[track_caller]
pub const fn option(shape: &Shape, name: &'static str, told: &'static str) {
    let fields = match shape {
        Shape::Part(fields) => *fields,
        Shape::Value { .. } => &[],
    };
    let mut known = Text::new();
    let mut at = 0;
    while at < fields.len() {
        if equal(fields[at].name, name) {
            return;
        }
        let between = if at == 0 { "`" } else { ", `" };
        known = known.and(between).and(fields[at].name).and("`");
        at += 1;
    }
    let text = Text::new().and(told).and(" its filter has no setting `").and(name).and("`\nhelp: ");
    let text = match fields.len() {
        0 => text.and("it has none"),
        _ => text.and("known are ").and(known.as_str()),
    };
    panic!("{}", text.and("; another name is given to it by `").and(name).and(" => …`, and none by `=> _`").as_str())
}
