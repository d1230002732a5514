//! `paste! { pub struct Osapi from "api-paste.ini#osapi_compute"; filters: { "oslo:RequestId.factory" => request_id }; … }`, and the
//! file that it names.

use std::env;
use std::fs;
use std::path::{Path as FilePath, PathBuf};

use proc_macro2::{Ident, Span, TokenStream};
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::{Attribute, LitStr, Path, Token, Visibility, braced, parenthesized, token};

use super::composite::{About, told};
use super::ini::{self, Ini, Problem};
use super::settings;
use crate::errors::Errors;

pub(crate) struct Written {
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) visibility: Visibility,
    pub(crate) name: Ident,
    pub(crate) source: Option<Source>,
    pub(crate) composites: Vec<Row<Composing>>,
    pub(crate) filters: Vec<Row<Filter>>,
    pub(crate) apps: Vec<Row<App>>,
    pub(crate) krate: Option<Path>,
    /// Whether everything was understood; what was not is reported.
    pub(crate) whole: bool,
}

/// `"api-paste.ini#osapi_compute"`
pub(crate) struct Source {
    pub(crate) literal: LitStr,
    /// What stands before the `#`.
    pub(crate) file: String,
    /// What stands behind it.
    pub(crate) main: String,
    /// Whether it is looked for beside the source file, and not in the package's folder.
    pub(crate) is_beside: bool,
    /// What is in it, or what is wrong with it.
    pub(crate) ini: Result<Ini, Vec<Problem>>,
}

/// `"factory" => what it makes`
pub(crate) struct Row<T> {
    pub(crate) factory: LitStr,
    pub(crate) made: T,
}

/// `urlmap`, or `pipelines(auth_strategy = "keystone")`.
pub(crate) enum Composing {
    UrlMap,
    Choice { setting: Ident, first: Option<LitStr> },
}

/// `request_id`, or `SizeLimit { max_request_body_size => bytes, other => _ }`.
pub(crate) struct Filter {
    pub(crate) path: Path,
    /// Where it has settings: how options of other names are called.
    pub(crate) settings: Option<Vec<Renamed>>,
}

/// `max_request_body_size => bytes`
pub(crate) struct Renamed {
    pub(crate) option: LitStr,
    /// None where it is passed over.
    pub(crate) setting: Option<Ident>,
}

/// `Compute { id: "v2.1" }`, or `{ "/v2" => Legacy, "/v2.1" => Compute }`.
pub(crate) struct App(pub(crate) Vec<Placed>);

pub(crate) struct Placed {
    /// Where it is this one, if elsewhere it is another.
    pub(crate) place: Option<LitStr>,
    pub(crate) path: Path,
    pub(crate) about: Option<About>,
}

const KNOWN: &[&str] = &["composites", "filters", "apps", "crate"];

pub(crate) fn parse(tokens: TokenStream, errors: &Errors) -> syn::Result<Written> {
    let parser = |input: ParseStream<'_>| {
        let attributes = input.call(Attribute::parse_outer)?;
        let visibility = input.parse()?;
        input.parse::<Token![struct]>()?;
        let name: Ident = input.parse()?;
        let mut written = Written {
            attributes,
            visibility,
            name,
            source: None,
            composites: Vec::new(),
            filters: Vec::new(),
            apps: Vec::new(),
            krate: None,
            whole: true,
        };
        let mut whole = settings::statement(input, errors, |input| {
            written.source = Some(source(&written.name, input)?);
            Ok(())
        });
        let mut seen: Vec<String> = Vec::new();
        while !input.is_empty() {
            whole &= settings::statement(input, errors, |input| statement(&mut written, &mut seen, input));
        }
        written.whole = whole;
        Ok(written)
    };
    parser.parse2(tokens)
}

/// `from "api-paste.ini#osapi_compute"`
fn source(name: &Ident, input: ParseStream<'_>) -> syn::Result<Source> {
    let from: Option<Ident> = input.parse()?;
    if from.is_none_or(|word| word != "from") || !input.peek(LitStr) {
        let message = format!("`{name}` comes from no file\nhelp: write `struct {name} from \"api-paste.ini#NAME\";`");
        return Err(syn::Error::new(name.span(), message));
    }
    let literal: LitStr = input.parse()?;
    let text = literal.value();
    let (file, main) = text.split_once('#').unwrap_or((&text, "main"));
    let is_beside = file.starts_with("./") || file.starts_with("../");
    let folder = if is_beside { folder(literal.span()) } else { env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from) };
    let read = fs::read_to_string(folder.unwrap_or_default().join(file)).map_err(|error| {
        let help = "a path begins at the folder of the package's `Cargo.toml`; one that begins with `./`, at that of the source file";
        syn::Error::new(literal.span(), format!("`{file}` cannot be read: {error}\nhelp: {help}"))
    });
    let (file, main, ini) = (file.to_owned(), main.to_owned(), ini::read(&read?));
    Ok(Source { literal, file, main, is_beside, ini })
}

/// Where the source file is.
fn folder(span: Span) -> Option<PathBuf> {
    let file = proc_macro::is_available().then(|| span.unwrap().local_file()).flatten()?;
    file.parent().map(FilePath::to_owned)
}

fn statement(written: &mut Written, seen: &mut Vec<String>, input: ParseStream<'_>) -> syn::Result<()> {
    let name = input.call(Ident::parse_any)?;
    let text = name.to_string();
    if !KNOWN.contains(&text.as_str()) {
        return Err(settings::unknown(&name, "statement", KNOWN));
    }
    if seen.contains(&text) {
        return Err(syn::Error::new(name.span(), format!("`{text}` stands twice\nhelp: keep one of them")));
    }
    input.parse::<Token![:]>()?;
    match text.as_str() {
        "composites" => written.composites = rows(input)?,
        "filters" => written.filters = rows(input)?,
        "apps" => written.apps = rows(input)?,
        _ => written.krate = Some(input.call(Path::parse_mod_style)?),
    }
    seen.push(text);
    Ok(())
}

fn rows<T: Parse>(input: ParseStream<'_>) -> syn::Result<Vec<Row<T>>> {
    let content;
    braced!(content in input);
    let rows = Punctuated::<Row<T>, Token![,]>::parse_terminated(&content);
    // What is left is no second mistake.
    settings::skip_all(&content);
    Ok(rows?.into_iter().collect())
}

impl<T: Parse> Parse for Row<T> {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let factory = input.parse().map_err(|error| {
            let message = "the name of a factory is a text in quotes\nhelp: write it as the file has it, `\"module:function\" => …`";
            syn::Error::new(error.span(), message)
        })?;
        input.parse::<Token![=>]>()?;
        Ok(Row { factory, made: input.parse()? })
    }
}

impl Parse for Composing {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let word = input.call(Ident::parse_any)?;
        if word == "urlmap" {
            return Ok(Composing::UrlMap);
        }
        if word != "pipelines" {
            return Err(settings::unknown(&word, "kind of composite", &["urlmap", "pipelines"]));
        }
        if !input.peek(token::Paren) {
            let help = "help: write `pipelines(auth_strategy = \"keystone\")`, with the setting and its default";
            return Err(syn::Error::new(word.span(), format!("nothing chooses among these pipelines\n{help}")));
        }
        let content;
        parenthesized!(content in input);
        let setting = content.call(Ident::parse_any)?;
        let first = content.parse::<Option<Token![=]>>()?.map(|_| content.parse()).transpose()?;
        if !content.is_empty() {
            return Err(content.error("expected `)`"));
        }
        Ok(Composing::Choice { setting, first })
    }
}

impl Parse for Filter {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let path = input.call(Path::parse_mod_style)?;
        if !input.peek(token::Brace) {
            return Ok(Filter { path, settings: None });
        }
        let content;
        braced!(content in input);
        let renamed = Punctuated::<Renamed, Token![,]>::parse_terminated(&content)?;
        Ok(Filter { path, settings: Some(renamed.into_iter().collect()) })
    }
}

impl Parse for Renamed {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let option = if input.peek(LitStr) {
            input.parse()?
        } else {
            let name = input.call(Ident::parse_any)?;
            LitStr::new(&name.to_string(), name.span())
        };
        input.parse::<Token![=>]>()?;
        let setting = match input.parse::<Option<Token![_]>>()? {
            Some(_) => None,
            None => Some(input.call(Ident::parse_any)?),
        };
        Ok(Renamed { option, setting })
    }
}

impl Parse for App {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        if !input.peek(token::Brace) {
            let (path, about) = told(input)?;
            return Ok(App(vec![Placed { place: None, path, about }]));
        }
        let content;
        braced!(content in input);
        let placed = Punctuated::<Placed, Token![,]>::parse_terminated(&content)?;
        Ok(App(placed.into_iter().collect()))
    }
}

impl Parse for Placed {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let place = input.parse()?;
        input.parse::<Token![=>]>()?;
        let (path, about) = told(input)?;
        Ok(Placed { place: Some(place), path, about })
    }
}
