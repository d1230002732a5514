//! All settings of a service: its own, those that its application declares, and those of its server.

use terrace_model::check::text;
use terrace_model::{Choice, Doc, Setting};

use super::given::leaves;
use super::server::ServerSettings;
use super::sources::SERVER;
use super::{Field, Setting as _, Settings, Shape};
use crate::controller::{Application, Declared};
use crate::filter::choices;

/// The settings of a service, after them those by which pipelines are chosen, and then those of its server.
pub(super) fn fields<S: Settings>(choices: &[(Setting, Choice)]) -> Vec<Field> {
    const { are_free(S::SHAPE.fields()) };
    let doc = Doc { summary: "The server", description: "" };
    let server = Field { name: SERVER, doc, shape: ServerSettings::SHAPE };
    let chosen = choices.iter().map(|(setting, _)| Field {
        name: setting.name,
        doc: setting.doc,
        shape: Shape::Value { kind: setting.kind, is_secret: false },
    });
    S::SHAPE.fields().iter().copied().chain(chosen).chain([server]).collect()
}

/// The settings of a service that are values, each with its path: what there is a flag for.
#[doc(hidden)]
pub fn flags<A: Application, S: Settings>() -> Vec<(String, Field)> {
    const { are_apart(A::APIS, S::SHAPE.fields()) };
    leaves(&fields::<S>(&choices(A::APIS)))
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

/// A setting that chooses a pipeline is none of the service's own.
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
            api += 1;
        }
        at += 1;
    }
}
