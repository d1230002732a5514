//! `#[check(format = "…")]`: the kinds of text that are known.

use syn::LitStr;

use crate::errors::Errors;
use crate::parse::settings;

/// A kind of text.
pub(crate) struct Format {
    /// Its name in documents, which is JSON Schema's.
    pub(crate) name: &'static str,
    /// Its variant of the runtime's `Format`.
    pub(crate) variant: &'static str,
}

const FORMATS: &[Format] = &[
    Format { name: "email", variant: "Email" },
    Format { name: "hostname", variant: "Hostname" },
    Format { name: "ipv4", variant: "Ipv4" },
    Format { name: "ipv6", variant: "Ipv6" },
    Format { name: "uri", variant: "Uri" },
    Format { name: "uri-reference", variant: "UriReference" },
];

/// JSON Schema's and OpenAPI's other formats, and what to write instead.
const TYPES: &[(&str, &str)] = &[
    ("byte", "have a type of your own that implements `Model`"),
    ("date", "have a `jiff::civil::Date`, a `chrono::NaiveDate` or a `time::Date`"),
    ("date-time", "have a `jiff::Timestamp`, a `chrono::DateTime` or a `time::OffsetDateTime`"),
    ("double", "have an `f64`"),
    ("duration", "have a `jiff::SignedDuration` or a `jiff::Span`"),
    ("float", "have an `f32`"),
    ("int32", "have an `i32`"),
    ("int64", "have an `i64`"),
    ("password", "mark it with `#[write_only]`"),
    ("time", "have a `jiff::civil::Time`, a `chrono::NaiveTime` or a `time::Time`"),
    ("uuid", "have a `Uuid`"),
];

/// The kind of a name.
pub(crate) fn find(text: &LitStr, errors: &Errors) -> Option<&'static Format> {
    let name = text.value();
    let found = FORMATS.iter().find(|format| format.name == name);
    if found.is_none() {
        let known: Vec<_> = FORMATS.iter().map(|format| format.name).collect();
        let near = || settings::nearest(&name, &known).map(|near| format!("did you mean `{near}`?"));
        let instead = TYPES.iter().find(|(format, _)| *format == name).map(|(_, instead)| (*instead).to_owned());
        let help = instead.or_else(near).unwrap_or_else(|| {
            format!("known are {}; `pattern` and `with` say anything else", settings::listed(&known))
        });
        errors.on(text, format!("`{name}` is no format that texts are held to\nhelp: {help}"));
    }
    found
}
