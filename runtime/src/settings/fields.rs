//! All settings of a service: its own, those that its application declares, and those of its server.

use terrace_model::check::text;
use terrace_model::{Choice, Doc, Setting};

use super::given::leaves;
use super::server::ServerSettings;
use super::sources::{EXTENSIONS, SERVER};
use super::{Field, Setting as _, Settings, Shape};
use crate::controller::{Application, Declared};
use crate::filter::choices;
use crate::switched::{ExtensionSettings, aliases};

/// The settings of a service, after them those by which pipelines are chosen, those of extensions, where there are some, and then those
/// of its server.
pub(super) fn fields<S: Settings>(choices: &[(Setting, Choice)], has_extensions: bool) -> Vec<Field> {
    const { are_free(S::SHAPE.fields()) };
    let doc = Doc { summary: "The server", description: "" };
    let server = Field { name: SERVER, doc, shape: ServerSettings::SHAPE };
    let doc = Doc { summary: "Which extensions are on", description: "" };
    let extensions = Field { name: EXTENSIONS, doc, shape: ExtensionSettings::SHAPE };
    let chosen = choices.iter().map(|(setting, _)| Field {
        name: setting.name,
        doc: setting.doc,
        shape: Shape::Value { kind: setting.kind, is_secret: false },
    });
    S::SHAPE
        .fields()
        .iter()
        .copied()
        .chain(chosen)
        .chain(has_extensions.then_some(extensions))
        .chain([server])
        .collect()
}

/// The settings of a service that are values, each with its path: what there is a flag for.
#[doc(hidden)]
pub fn flags<A: Application, S: Settings>() -> Vec<(String, Field)> {
    const { are_apart(A::APIS, S::SHAPE.fields()) };
    leaves(&fields::<S>(&choices(A::APIS), !aliases(A::APIS).is_empty()))
}

/// Some names are taken: by the server, and by flags of every command line.
const fn are_free(fields: &[Field]) {
    let mut at = 0;
    while at < fields.len() {
        match fields[at].name.as_bytes() {
            b"server" => panic!(
                "`server` is the part that the settings of every service have for its server; help: call this one otherwise"
            ),
            b"settings" => panic!("`--settings` names the file with the settings; help: call this setting otherwise"),
            b"effective" => panic!(
                "`--effective` is the flag that asks which settings are in force; help: call this setting otherwise"
            ),
            b"help" => panic!("`--help` is the flag that asks for help; help: call this setting otherwise"),
            _ => at += 1,
        }
    }
}

/// A setting that chooses a pipeline is none of the service's own, and neither is the part that says which extensions are on.
const fn are_apart(apis: &[Declared], fields: &[Field]) {
    let mut at = 0;
    while at < fields.len() {
        let mut api = 0;
        while api < apis.len() {
            if let Some(setting) = apis[api].table.pipelines.setting
                && text::equal(setting.name, fields[at].name)
            {
                let said = text::Text::new().and("`").and(setting.name).and("` chooses the pipeline of `");
                let said = said.and(apis[api].table.name);
                panic!("{}", said.and("`, so it is no setting of the service's own\nhelp: remove it there").as_str());
            }
            if !apis[api].table.extensions.is_empty() && text::equal(fields[at].name, EXTENSIONS) {
                panic!(
                    "`extensions` is the part of the settings that says which extensions are on\nhelp: call this one otherwise"
                );
            }
            api += 1;
        }
        at += 1;
    }
}
