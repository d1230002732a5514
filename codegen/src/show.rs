//! `show`: one model or operation as a version has it.

use std::io::Write;

use clap::{Arg, ArgAction, ArgMatches, Command};
use serde_json::Value;
use similar::TextDiff;
use terrace_model::{Version, member};

use crate::error::Error;
use crate::openapi::Emitter;
use crate::source::Source;
use crate::version;

/// The least likeness of a name that is proposed instead.
const ALIKE: f32 = 0.6;

/// The command.
pub(crate) fn command() -> Command {
    let name = Arg::new("name").required(true).value_name("NAME");
    let json = Arg::new("json").long("json").action(ArgAction::SetTrue).help("As the document has it");
    version::arguments(Command::new("show").about("Show a model or an operation as a version has it"))
        .arg(name.help("A schema's name, an operation's id, or `GET /servers/{server_id}`"))
        .arg(json)
}

pub(crate) fn run(apis: &[Source], matches: &ArgMatches, out: &mut dyn Write) -> Result<(), Error> {
    let name = matches.get_one::<String>("name").map_or("", String::as_str);
    let (source, version) = version::chosen(apis, matches)?;
    let document = Emitter::new(source).document(version)?;
    let label = version.map(|version| format!(" in {}", Version::label(version))).unwrap_or_default();
    let model = document.pointer("/components/schemas").and_then(|schemas| schemas.get(name));
    let operations: Vec<_> = operations(&document).filter(|operation| operation.is_called(name)).collect();
    let found = model.into_iter().chain(operations.iter().map(|operation| operation.value));
    if matches.get_flag("json") {
        let mut any = false;
        for value in found {
            any = true;
            writeln!(out, "{}", serde_json::to_string_pretty(value).map_err(Error::document)?)?;
        }
        return if any { Ok(()) } else { Err(unknown(&document, name, &label)) };
    }
    if model.is_none() && operations.is_empty() {
        return Err(unknown(&document, name, &label));
    }
    if let Some(model) = model {
        writeln!(out, "{name}{label}")?;
        show_model(model, out)?;
    }
    for operation in operations {
        writeln!(out, "{} {}{label}", operation.method, operation.path)?;
        operation.show(&document, out)?;
    }
    Ok(())
}

fn unknown(document: &Value, name: &str, label: &str) -> Error {
    let models = document.pointer("/components/schemas").and_then(Value::as_object).into_iter().flatten();
    let names = models.map(|(name, _)| name.as_str()).chain(operations(document).filter_map(|found| found.id()));
    let alike = |known: &&str| TextDiff::from_chars(name.to_lowercase(), known.to_lowercase()).ratio();
    let mut near: Vec<_> = names.map(|known| (alike(&known), known)).filter(|(ratio, _)| *ratio >= ALIKE).collect();
    near.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(other.1)));
    let near: Vec<_> = near.into_iter().take(3).map(|(_, known)| format!("`{known}`")).collect();
    let help = if near.is_empty() { String::new() } else { format!("; there is {}", near.join(", ")) };
    Error::setting(format!("there is no model and no operation `{name}`{label}{help}"))
}

/// An operation of a document.
struct Operation<'d> {
    path: &'d str,
    method: String,
    value: &'d Value,
}

fn operations(document: &Value) -> impl Iterator<Item = Operation<'_>> {
    let paths = document["paths"].as_object().into_iter().flatten();
    paths.flat_map(|(path, item)| {
        item.as_object()
            .into_iter()
            .flatten()
            .filter(|(_, value)| value.get("responses").is_some())
            .map(move |(method, value)| Operation { path, method: method.to_uppercase(), value })
    })
}

impl<'d> Operation<'d> {
    fn id(&self) -> Option<&'d str> {
        self.value["operationId"].as_str()
    }

    fn is_called(&self, name: &str) -> bool {
        self.id() == Some(name)
            || name
                .split_once(' ')
                .is_some_and(|(method, path)| method.eq_ignore_ascii_case(&self.method) && path.trim() == self.path)
    }

    fn show(&self, document: &Value, out: &mut dyn Write) -> Result<(), Error> {
        for text in
            [self.id(), self.value["summary"].as_str(), self.value["description"].as_str()].into_iter().flatten()
        {
            writeln!(out, "{text}")?;
        }
        let mut rows = Vec::new();
        for parameter in self.value["parameters"].as_array().into_iter().flatten() {
            let parameter = resolve(document, parameter);
            let text = |key: &str| parameter[key].as_str().unwrap_or_default().to_owned();
            let needed = if parameter["required"] == true { "required" } else { "" };
            let name = format!("{} ({})", text("name"), text("in"));
            rows.push([name, words(&parameter["schema"]), needed.to_owned(), first_line(&text("description"))]);
        }
        table("parameters", &rows, out)?;
        let body = resolve(document, &self.value["requestBody"]);
        let needed = if body["required"] == true { "required" } else { "" };
        table("body", &contents(&body["content"], "", needed), out)?;
        let mut rows = Vec::new();
        for (status, answer) in self.value["responses"].as_object().into_iter().flatten() {
            let answer = resolve(document, answer);
            let about = first_line(answer["description"].as_str().unwrap_or_default());
            let mut bodies = contents(&answer["content"], status, "");
            if bodies.is_empty() {
                bodies.push([status.clone(), String::new(), String::new(), String::new()]);
            }
            bodies.iter_mut().for_each(|row| row[3].clone_from(&about));
            rows.extend(bodies);
        }
        table("answers", &rows, out)
    }
}

/// A row for each media type.
fn contents(content: &Value, first: &str, needed: &str) -> Vec<[String; 4]> {
    let row = |(media, content): (&String, &Value)| {
        let what = words(content.get(member::ITEM_SCHEMA).unwrap_or(&content["schema"]));
        let what = match (media.as_str(), what.as_str()) {
            ("application/json", _) => what,
            (media, "" | "anything") => media.to_owned(),
            (media, what) => format!("{what} as {media}"),
        };
        [first.to_owned(), what, needed.to_owned(), String::new()]
    };
    content.as_object().into_iter().flatten().map(row).collect()
}

fn show_model(model: &Value, out: &mut dyn Write) -> Result<(), Error> {
    if let Some(text) = model["description"].as_str() {
        writeln!(out, "{text}")?;
    }
    let choices = ["oneOf", "anyOf"].into_iter().find_map(|key| model[key].as_array());
    let Some(fields) = model["properties"].as_object() else {
        match choices {
            None => writeln!(out, "\n  {}", words(model))?,
            Some(choices) => {
                writeln!(out, "\none of")?;
                for choice in choices {
                    writeln!(out, "  {}", words(choice))?;
                }
            }
        }
        return Ok(());
    };
    let required: Vec<_> = model["required"].as_array().into_iter().flatten().collect();
    let rows: Vec<_> = fields
        .iter()
        .map(|(name, schema)| {
            let mut notes = Vec::new();
            if required.iter().any(|required| *required == name) {
                notes.push("required".to_owned());
            }
            if schema["deprecated"] == true {
                notes.push("deprecated".to_owned());
            }
            if let Some(default) = schema.get("default") {
                notes.push(format!("default {default}"));
            }
            let about = first_line(schema["description"].as_str().unwrap_or_default());
            [name.clone(), words(schema), notes.join(", "), about]
        })
        .collect();
    table("fields", &rows, out)
}

/// A reference's target within the document.
fn resolve<'d>(document: &'d Value, value: &'d Value) -> &'d Value {
    let pointer = value["$ref"].as_str().and_then(|reference| reference.strip_prefix('#'));
    pointer.and_then(|pointer| document.pointer(pointer)).unwrap_or(value)
}

/// A schema in a few words: `string (uuid)`, `list of Link`, `Fault or null`.
fn words(schema: &Value) -> String {
    if let Some(reference) = schema["$ref"].as_str() {
        return reference.rsplit('/').next().unwrap_or(reference).to_owned();
    }
    for key in ["oneOf", "anyOf"] {
        if let Some(choices) = schema[key].as_array() {
            return choices.iter().map(words).collect::<Vec<_>>().join(" or ");
        }
    }
    if let Some(all) = schema["allOf"].as_array() {
        return all.iter().map(words).collect::<Vec<_>>().join(" and ");
    }
    if let Some(values) = schema["enum"].as_array() {
        return values.iter().map(Value::to_string).collect::<Vec<_>>().join(" or ");
    }
    let types: Vec<&str> = match &schema["type"] {
        Value::String(one) => vec![one],
        Value::Array(several) => several.iter().filter_map(Value::as_str).collect(),
        _ => return "anything".to_owned(),
    };
    types.into_iter().map(|ty| typed(ty, schema)).collect::<Vec<_>>().join(" or ")
}

fn typed(ty: &str, schema: &Value) -> String {
    let bounds = |low: &str, high: &str| match (schema.get(low), schema.get(high)) {
        (None, None) => String::new(),
        (low, high) => {
            let [low, high] = [low, high].map(|bound| bound.map(Value::to_string).unwrap_or_default());
            format!("{low}..{high}")
        }
    };
    let (name, details) = match ty {
        "array" => (format!("list of {}", words(&schema["items"])), vec![bounds("minItems", "maxItems")]),
        "object" => match (schema["properties"].as_object(), &schema["additionalProperties"]) {
            (None, inner @ Value::Object(_)) => {
                (format!("map of {}", words(inner)), vec![bounds("minProperties", "maxProperties")])
            }
            (None, _) => ("object".to_owned(), Vec::new()),
            (Some(fields), _) => {
                let fields = fields.iter().map(|(name, schema)| format!("{name}: {}", words(schema)));
                (format!("{{ {} }}", fields.collect::<Vec<_>>().join(", ")), Vec::new())
            }
        },
        "string" => {
            let text = |key: &str| schema[key].as_str().unwrap_or_default().to_owned();
            let length = Some(bounds("minLength", "maxLength")).filter(|length| !length.is_empty());
            let length = length.map(|length| format!("{length} characters")).unwrap_or_default();
            (ty.to_owned(), vec![text("format"), length, text("pattern")])
        }
        "integer" | "number" => (ty.to_owned(), vec![bounds("minimum", "maximum")]),
        other => (other.to_owned(), Vec::new()),
    };
    let details: Vec<_> = details.into_iter().filter(|detail| !detail.is_empty()).collect();
    if details.is_empty() { name } else { format!("{name} ({})", details.join(", ")) }
}

fn first_line(text: &str) -> String {
    text.lines().next().unwrap_or_default().to_owned()
}

/// Rows in columns; nothing where there are none.
fn table(title: &str, rows: &[[String; 4]], out: &mut dyn Write) -> Result<(), Error> {
    if rows.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{title}")?;
    let widths: [usize; 4] =
        std::array::from_fn(|column| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or_default());
    for row in rows {
        let cells = row.iter().zip(widths).filter(|(_, width)| *width > 0);
        let line = cells.map(|(cell, width)| format!("{cell:width$}")).collect::<Vec<_>>().join("  ");
        writeln!(out, "  {}", line.trim_end())?;
    }
    Ok(())
}
