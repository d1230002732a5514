//! Golden expansions: `tests/expansions/x.rs` is what a user writes, `x.expanded.rs` what it becomes.
//!
//! `BLESS=1 cargo test -p terrace-macros` writes them anew.

use std::fs;
use std::path::PathBuf;

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Attribute, Item, Meta};

use crate::stages;

#[test]
fn expansions_are_as_recorded() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/expansions");
    let mut features: Vec<PathBuf> = fs::read_dir(folder)
        .expect("a folder of expansions")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| !path.to_string_lossy().ends_with(".expanded.rs"))
        .collect();
    features.sort();
    let changed: Vec<_> = features.iter().filter(|path| !is_recorded(path)).collect();
    assert!(changed.is_empty(), "{changed:#?} expand otherwise than recorded; BLESS=1 records them");
}

fn is_recorded(path: &PathBuf) -> bool {
    let declared = fs::read_to_string(path).expect("a declaration");
    let declared: TokenStream = declared.parse().expect("tokens");
    let file: syn::File = syn::parse2(declared.clone()).expect("items");
    let expanded: TokenStream = file.items.iter().map(expand).collect();
    assert_eq!(bare(&expanded, &declared), [""; 0], "{} writes names that a user may have shadowed", path.display());
    let expanded = match syn::parse2(expanded.clone()) {
        Ok(file) => prettyplease::unparse(&file),
        Err(error) => panic!("{}: {error} in {expanded}", path.display()),
    };
    let golden = path.with_extension("expanded.rs");
    if std::env::var_os("BLESS").is_some() {
        fs::write(&golden, &expanded).expect("a file that can be written");
    }
    fs::read_to_string(golden).is_ok_and(|recorded| recorded == expanded)
}

/// How many words a plain field adds to a model's expansion at most: each costs time in every build.
const FIELD: usize = 80;

#[test]
fn a_field_adds_few_words() {
    let words_of = |fields: usize| {
        let fields: String = (0..fields).map(|at| format!("field_{at}: String,")).collect();
        let item = syn::parse_str(&format!("#[model] struct Server {{ {fields} }}")).expect("a model");
        words(expand(&item), false).len()
    };
    let added = words_of(11) - words_of(10);
    assert!(added <= FIELD, "a field adds {added} words");
}

/// Does what rustc does with an item.
fn expand(item: &Item) -> TokenStream {
    if let Item::Macro(call) = item {
        let tokens = call.mac.tokens.clone();
        return match call.mac.path.get_ident().map(ToString::to_string).as_deref() {
            Some("api") => stages::api(tokens),
            Some("paste") => stages::paste(tokens),
            Some("pipeline") => stages::pipeline(tokens),
            Some("policies") => stages::policies(tokens),
            Some("removed") => stages::removed(tokens),
            _ => stages::versions(tokens),
        };
    }
    let mut item = item.clone();
    let attributes = match &mut item {
        Item::Struct(item) => &mut item.attrs,
        Item::Enum(item) => &mut item.attrs,
        Item::Impl(item) => &mut item.attrs,
        Item::Fn(item) => &mut item.attrs,
        _ => return item.to_token_stream(),
    };
    if let Some(derived) = derived(attributes) {
        return derived(item.to_token_stream());
    }
    let is_ours = |attribute: &Attribute| {
        ["controller", "extension", "filter", "routes"].iter().any(|name| attribute.path().is_ident(name))
    };
    let Some(at) = attributes.iter().position(is_ours) else { return item.to_token_stream() };
    let attribute = attributes.remove(at);
    let settings = match &attribute.meta {
        Meta::List(list) => list.tokens.clone(),
        _ => TokenStream::new(),
    };
    let expanded = match attribute.path().get_ident().map(ToString::to_string).as_deref() {
        Some("routes") => stages::routes,
        Some("filter") => stages::filter,
        Some("extension") => stages::extension,
        _ => stages::controller,
    };
    expanded(settings, &item.to_token_stream())
}

/// The macro behind `#[derive(…)]` or `#[model]`, whose settings are what it hands to its derive.
fn derived(attributes: &mut [Attribute]) -> Option<fn(TokenStream) -> TokenStream> {
    attributes.iter_mut().find_map(|attribute| match &mut attribute.meta {
        Meta::List(list) if list.path.is_ident("derive") => match list.tokens.to_string().as_str() {
            "Answer" => Some(stages::answer as fn(TokenStream) -> TokenStream),
            "Failure" => Some(stages::failure),
            "FromRef" => Some(stages::from_ref),
            "PolicyTarget" => Some(stages::policy_target),
            "Provided" => Some(stages::provided),
            "Settings" => Some(stages::settings),
            _ => None,
        },
        Meta::List(list) if list.path.is_ident("model") => {
            list.path = syn::parse_quote!(__model);
            Some(stages::model_derive)
        }
        meta if meta.path().is_ident("model") => Some(stages::model_derive),
        _ => None,
    })
}

/// Names of preludes and crates that generated code writes bare, without the user having written them.
fn bare(expanded: &TokenStream, declared: &TokenStream) -> Vec<String> {
    const NAMES: &[&str] = &[
        "core", "std", "alloc", "terrace", "Option", "Some", "None", "Result", "Ok", "Err", "Box", "Vec", "String",
        "Into", "From", "Default", "Clone", "Copy", "Debug", "Send", "Sync", "Sized", "ToString", "str", "bool",
        "char", "u8", "u16", "u32", "u64", "usize", "i32", "i64", "i128", "f64",
    ];
    let words = |tokens: &TokenStream| words(tokens.clone(), false);
    let written: Vec<String> = words(declared).into_iter().map(|(word, _)| word).collect();
    let found = words(expanded)
        .into_iter()
        .filter(|(word, after_colons)| NAMES.contains(&word.as_str()) && !after_colons && !written.contains(word));
    found.map(|(word, _)| word).collect()
}

/// Every identifier, and whether `::` stands before it.
fn words(tokens: TokenStream, mut after_colons: bool) -> Vec<(String, bool)> {
    let mut words = Vec::new();
    for token in tokens {
        let mut colon = false;
        match token {
            TokenTree::Ident(word) => words.push((word.to_string(), after_colons)),
            TokenTree::Group(group) => words.extend(self::words(group.stream(), false)),
            TokenTree::Punct(punct) => colon = punct.as_char() == ':',
            TokenTree::Literal(_) => {}
        }
        after_colons = colon;
    }
    words
}
