//! `openapi --format` and `--version`: the documents in another form, printed or written to a folder of their own.

use std::fs;
use std::io::Write;
use std::path::PathBuf;

use clap::builder::PossibleValue;
use clap::{Arg, ArgAction, ArgMatches, Command, ValueEnum};
use terrace::private::{aliases, find_extension};
use terrace_model::Version;

use super::{Loss, fold, to_3_0};
use crate::error::Error;
use crate::openapi::Emitter;
use crate::source::Source;
use crate::{folder, version};

/// What can be said of a form.
#[derive(Clone, Copy, PartialEq)]
enum Word {
    Json,
    Yaml,
    V30,
    V31,
}

impl ValueEnum for Word {
    fn value_variants<'a>() -> &'a [Self] {
        &[Word::Json, Word::Yaml, Word::V30, Word::V31]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(match self {
            Word::Json => "json",
            Word::Yaml => "yaml",
            Word::V30 => "3.0",
            Word::V31 => "3.1",
        }))
    }
}

/// The form that was asked for.
struct Form {
    is_yaml: bool,
    is_3_0: bool,
    is_folded: bool,
}

/// Adds what is said of the form to the command.
pub(crate) fn arguments(command: Command) -> Command {
    let format = Arg::new("format").long("format").value_name("FORMAT").value_delimiter(',').action(ArgAction::Append);
    let format = format.value_parser(clap::value_parser!(Word));
    let fold = Arg::new("fold").long("fold").action(ArgAction::SetTrue);
    let pipeline = Arg::new("pipeline").long("pipeline").value_name("VALUE");
    let without = Arg::new("without").long("without").value_name("ALIAS").action(ArgAction::Append);
    command
        .arg(pipeline.help("Print or write what holds behind the pipeline that this value of a setting chooses"))
        .arg(without.help("Print or write what holds where the extension of this alias is off"))
        .arg(format.help("Print or write to a folder as `json` or `yaml`, in OpenAPI `3.0` or `3.1`"))
        .arg(fold.help(
        "Keep one success body, one error body and one parameter of a name of each operation, and list what is lost",
    ))
}

/// Whether a document was asked for otherwise than as the folder has it.
pub(crate) fn is_asked(matches: &ArgMatches) -> bool {
    ["format", "version", "api", "pipeline", "without"].iter().any(|asked| matches.contains_id(asked))
        || matches.get_flag("fold")
}

/// Prints the document of one version, or writes those of all, and lists on stderr what they do not say any more.
pub(crate) fn run(apis: &[Source], matches: &ArgMatches, out: &mut dyn Write) -> Result<(), Error> {
    let words: Vec<Word> = matches.get_many("format").into_iter().flatten().copied().collect();
    for [one, other] in [[Word::Json, Word::Yaml], [Word::V30, Word::V31]] {
        if words.contains(&one) && words.contains(&other) {
            return Err(Error::setting("--format: a document is `json` or `yaml`, and of `3.0` or `3.1`".to_owned()));
        }
    }
    let is = |word| words.contains(&word);
    let form = Form { is_yaml: is(Word::Yaml), is_3_0: is(Word::V30), is_folded: matches.get_flag("fold") };
    let apis = match matches.get_one::<String>("pipeline") {
        Some(value) => behind(apis, value)?,
        None => apis.to_vec(),
    };
    let apis = match matches.get_many::<String>("without") {
        Some(aliases) => without(&apis, aliases)?,
        None => apis,
    };
    match matches.get_one::<PathBuf>("out") {
        Some(folder) => write(&apis, &form, folder, out),
        None => {
            let (source, version) = version::chosen(&apis, matches)?;
            let (text, losses) = form.text(&mut Emitter::new(source), version)?;
            losses.iter().for_each(|loss| eprintln!("{loss}"));
            Ok(out.write_all(text.as_bytes())?)
        }
    }
}

/// The same APIs behind the pipelines that a value chooses.
fn behind(apis: &[Source], value: &str) -> Result<Vec<Source>, Error> {
    if apis.iter().any(|source| source.table.pipelines.named(value).is_some()) {
        return Ok(apis.iter().map(|source| source.behind(value)).collect());
    }
    let choices = apis.iter().filter_map(|source| source.table.pipelines.setting);
    let mut known: Vec<_> = choices.map(|setting| format!("`{}` is {}", setting.name, setting.kind)).collect();
    known.dedup();
    Err(Error::setting(match known.as_slice() {
        [] => format!("--pipeline: `{value}` chooses nothing, as no API has `pipelines`"),
        known => format!("--pipeline: `{value}` chooses no pipeline; {}", known.join(", ")),
    }))
}

/// The same APIs where extensions are off.
fn without<'a>(apis: &[Source], named: impl Iterator<Item = &'a String>) -> Result<Vec<Source>, Error> {
    let known = aliases(apis);
    let off: Result<Vec<_>, _> = named.map(|alias| find_extension(alias, &known)).collect();
    let off = off.map_err(|error| Error::setting(format!("--without: {error}")))?;
    Ok(apis.iter().map(|source| source.without(&off)).collect())
}

fn write(apis: &[Source], form: &Form, named: &PathBuf, out: &mut dyn Write) -> Result<(), Error> {
    for source in apis {
        let path = folder::of(apis, source, Some(named));
        fs::create_dir_all(&path).map_err(|cause| Error::file(&path, "create", cause))?;
        let mut emitter = Emitter::new(*source);
        let versions = emitter.versions();
        let mut lost: Vec<(Loss, Vec<String>)> = Vec::new();
        for &version in &versions {
            let (text, losses) = form.text(&mut emitter, version)?;
            let name = format!("{}.{}", version.map_or("openapi", Version::label), form.extension());
            let path = path.join(&name);
            fs::write(&path, text).map_err(|cause| Error::file(&path, "write", cause))?;
            for loss in losses {
                match lost.iter_mut().find(|(known, _)| *known == loss) {
                    Some((_, names)) => names.push(name.clone()),
                    None => lost.push((loss, vec![name.clone()])),
                }
            }
        }
        // Most is lost in all of them alike.
        for (loss, names) in lost {
            match names.as_slice() {
                [name] => eprintln!("{name}#{loss}"),
                [name, others @ ..] => eprintln!("{name} and {} more #{loss}", others.len()),
                [] => {}
            }
        }
        writeln!(out, "written   {} files in {}", versions.len(), path.display())?;
    }
    Ok(())
}

impl Form {
    fn extension(&self) -> &'static str {
        if self.is_yaml { "yaml" } else { "json" }
    }

    /// The document of a version, and what it does not say.
    fn text(&self, emitter: &mut Emitter, version: Option<Version>) -> Result<(String, Vec<Loss>), Error> {
        let mut document = emitter.document(version)?;
        if !self.is_yaml && !self.is_3_0 && !self.is_folded {
            return Ok((folder::text(&document)?, Vec::new()));
        }
        let mut losses = Vec::new();
        if self.is_folded {
            losses.extend(fold(&mut document));
        }
        if self.is_3_0 {
            losses.extend(to_3_0(&mut document));
        }
        let text = if self.is_yaml {
            serde_saphyr::to_string(&document).map_err(std::io::Error::other)?
        } else {
            serde_json::to_string_pretty(&document).map_err(Error::document)? + "\n"
        };
        Ok((text, losses))
    }
}
