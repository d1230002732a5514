//! What breaks a client, each with a name of its own and the line that would make it legal.

use std::fmt;

/// A way in which a document breaks those who rely on an older one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Rule {
    VersionRemoved,
    OperationRemoved,
    OperationIdChanged,
    ParameterRemoved,
    ParameterRenamed,
    BodyRemoved,
    MediaTypeRemoved,
    MediaTypeAdded,
    StatusRemoved,
    StatusAdded,
    StatusChanged,
    HeaderRemoved,
    HeaderOptional,
    FieldRemoved,
    FieldOptional,
    InputRequired,
    TypeChanged,
    TypeNarrowed,
    TypeWidened,
    ChoiceRemoved,
    ChoiceAdded,
    EnumValueRemoved,
    EnumValueAdded,
    ConstraintTightened,
    ConstraintLoosened,
    DefaultChanged,
    SecurityChanged,
    ServerRemoved,
    ExtensionRemoved,
    NotJudged,
}

impl Rule {
    /// Every rule.
    pub(crate) const ALL: &[Rule] = &[
        Rule::VersionRemoved,
        Rule::OperationRemoved,
        Rule::OperationIdChanged,
        Rule::ParameterRemoved,
        Rule::ParameterRenamed,
        Rule::BodyRemoved,
        Rule::MediaTypeRemoved,
        Rule::MediaTypeAdded,
        Rule::StatusRemoved,
        Rule::StatusAdded,
        Rule::StatusChanged,
        Rule::HeaderRemoved,
        Rule::HeaderOptional,
        Rule::FieldRemoved,
        Rule::FieldOptional,
        Rule::InputRequired,
        Rule::TypeChanged,
        Rule::TypeNarrowed,
        Rule::TypeWidened,
        Rule::ChoiceRemoved,
        Rule::ChoiceAdded,
        Rule::EnumValueRemoved,
        Rule::EnumValueAdded,
        Rule::ConstraintTightened,
        Rule::ConstraintLoosened,
        Rule::DefaultChanged,
        Rule::SecurityChanged,
        Rule::ServerRemoved,
        Rule::ExtensionRemoved,
        Rule::NotJudged,
    ];

    /// Its name, in messages and in the file of exceptions.
    pub(crate) const fn id(self) -> &'static str {
        match self {
            Rule::VersionRemoved => "version-removed",
            Rule::OperationRemoved => "operation-removed",
            Rule::OperationIdChanged => "operation-id-changed",
            Rule::ParameterRemoved => "parameter-removed",
            Rule::ParameterRenamed => "parameter-renamed",
            Rule::BodyRemoved => "body-removed",
            Rule::MediaTypeRemoved => "media-type-removed",
            Rule::MediaTypeAdded => "media-type-added",
            Rule::StatusRemoved => "status-removed",
            Rule::StatusAdded => "status-added",
            Rule::StatusChanged => "status-changed",
            Rule::HeaderRemoved => "header-removed",
            Rule::HeaderOptional => "header-optional",
            Rule::FieldRemoved => "field-removed",
            Rule::FieldOptional => "field-optional",
            Rule::InputRequired => "input-required",
            Rule::TypeChanged => "type-changed",
            Rule::TypeNarrowed => "type-narrowed",
            Rule::TypeWidened => "type-widened",
            Rule::ChoiceRemoved => "choice-removed",
            Rule::ChoiceAdded => "choice-added",
            Rule::EnumValueRemoved => "enum-value-removed",
            Rule::EnumValueAdded => "enum-value-added",
            Rule::ConstraintTightened => "constraint-tightened",
            Rule::ConstraintLoosened => "constraint-loosened",
            Rule::DefaultChanged => "default-changed",
            Rule::SecurityChanged => "security-changed",
            Rule::ServerRemoved => "server-removed",
            Rule::ExtensionRemoved => "extension-removed",
            Rule::NotJudged => "not-judged",
        }
    }

    /// What to write so that only versions from this one on have the change: its constant, `V2_27`.
    pub(crate) fn help(self, next: &str) -> String {
        match self {
            Rule::VersionRemoved => {
                "keep the version in `versions!`; `deprecated:` tells clients to leave it".to_owned()
            }
            Rule::OperationRemoved => format!("keep the handler, with `until = {next}` in its route"),
            Rule::OperationIdChanged => "keep its name by `operation_id = \"…\"` in the route".to_owned(),
            Rule::BodyRemoved
            | Rule::MediaTypeRemoved
            | Rule::MediaTypeAdded
            | Rule::StatusRemoved
            | Rule::StatusAdded
            | Rule::StatusChanged
            | Rule::HeaderRemoved
            | Rule::HeaderOptional
            | Rule::ParameterRemoved
            | Rule::ParameterRenamed
            | Rule::SecurityChanged => {
                format!("keep the handler with `until = {next}` in its route, beside the new one with `since = {next}`")
            }
            Rule::ServerRemoved => "keep it among the `servers` of `api!`".to_owned(),
            Rule::ExtensionRemoved => {
                "keep it among the `extensions` of `api!`; who does not want it switches it off by `extensions.deny`"
                    .to_owned()
            }
            Rule::FieldRemoved => format!("keep the field, with `#[until({next})]`"),
            Rule::FieldOptional => {
                format!("keep the field with `#[until({next})]`, beside the optional one with `#[since({next})]`")
            }
            Rule::InputRequired => {
                format!("`#[since({next})]` on what is new, `#[required_since({next})]` on what was optional")
            }
            Rule::TypeChanged | Rule::TypeNarrowed | Rule::TypeWidened | Rule::DefaultChanged => {
                format!(
                    "keep the field with `#[until({next})]`, beside the new one of its name with `#[since({next})]`"
                )
            }
            Rule::ChoiceRemoved | Rule::EnumValueRemoved => format!("keep the variant, with `#[until({next})]`"),
            Rule::ChoiceAdded | Rule::EnumValueAdded => format!("`#[since({next})]` on the variant"),
            Rule::ConstraintTightened | Rule::ConstraintLoosened => {
                format!(
                    "`#[check(…, until = {next})]` with the old one, `#[check(…, since = {next})]` with the new one"
                )
            }
            Rule::NotJudged => format!("no rule tells whether this breaks; use `since = {next}`, or approve it"),
        }
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.id())
    }
}
