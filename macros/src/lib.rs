//! The macros of terrace. Use them through the `terrace` crate, which documents them.
//!
//! Each runs in three stages (`stages.rs`): `parse` reads what the user wrote, `check` judges it and gives a model
//! that cannot be wrong, `expand` writes the model as tokens and cannot fail.

mod check;
mod errors;
mod expand;
#[cfg(test)]
mod expansions;
mod parse;
mod paths;
mod stages;

use proc_macro::TokenStream;

/// Declares a set of versions: a type, with one constant for each version.
#[proc_macro]
pub fn versions(tokens: TokenStream) -> TokenStream {
    stages::versions(tokens.into()).into()
}

/// Declares what a resource is: its path, its key, its parent, what it needs.
#[proc_macro_attribute]
pub fn controller(settings: TokenStream, item: TokenStream) -> TokenStream {
    stages::controller(settings.into(), &item.into()).into()
}

/// Declares what a resource does: its loader and its handlers.
#[proc_macro_attribute]
pub fn routes(settings: TokenStream, item: TokenStream) -> TokenStream {
    stages::routes(settings.into(), &item.into()).into()
}

/// Declares an extension: a part of an API that any crate can bring.
#[proc_macro_attribute]
pub fn extension(settings: TokenStream, item: TokenStream) -> TokenStream {
    stages::extension(settings.into(), &item.into()).into()
}

/// Declares requests that there were and that are answered with 410 now.
#[proc_macro]
pub fn removed(tokens: TokenStream) -> TokenStream {
    stages::removed(tokens.into()).into()
}

/// Declares an API: where it is mounted, how it speaks, which controllers it has.
#[proc_macro]
pub fn api(tokens: TokenStream) -> TokenStream {
    stages::api(tokens.into()).into()
}

/// Declares an application of several APIs.
#[proc_macro]
pub fn composite(tokens: TokenStream) -> TokenStream {
    stages::composite(tokens.into()).into()
}

/// Declares an application as an ini file of Paste.deploy wires it.
#[proc_macro]
pub fn paste(tokens: TokenStream) -> TokenStream {
    stages::paste(tokens.into()).into()
}

/// Declares a filter: an async function with what is behind it, or one that only looks at a request.
#[proc_macro_attribute]
pub fn filter(settings: TokenStream, item: TokenStream) -> TokenStream {
    stages::filter(settings.into(), &item.into()).into()
}

/// Declares a pipeline: filters, from the outside inwards.
#[proc_macro]
pub fn pipeline(tokens: TokenStream) -> TokenStream {
    stages::pipeline(tokens.into()).into()
}

/// Declares rules that say who may do what.
#[proc_macro]
pub fn policies(tokens: TokenStream) -> TokenStream {
    stages::policies(tokens.into()).into()
}

/// Declares a type that travels in bodies, parameters and headers.
#[proc_macro_attribute]
pub fn model(settings: TokenStream, item: TokenStream) -> TokenStream {
    stages::model(&settings.into(), &item.into()).into()
}

/// Does the work of `#[model]`, which hands the item over to it.
#[doc(hidden)]
#[proc_macro_derive(
    __Model,
    attributes(
        __model,
        check,
        deprecated_since,
        example,
        extension,
        external_docs,
        read_only,
        required_since,
        schema,
        serde,
        since,
        until,
        write_only
    )
)]
pub fn model_derive(item: TokenStream) -> TokenStream {
    stages::model_derive(item.into()).into()
}

/// Makes a type an answer, of several statuses or with headers.
#[proc_macro_derive(Answer, attributes(answer, header))]
pub fn answer(item: TokenStream) -> TokenStream {
    stages::answer(item.into()).into()
}

/// Makes an error type one that an API can answer with.
#[proc_macro_derive(Failure, attributes(failure))]
pub fn failure(item: TokenStream) -> TokenStream {
    stages::failure(item.into()).into()
}

/// Makes a type one that filters provide, and handlers take.
#[proc_macro_derive(Provided, attributes(provided))]
pub fn provided(item: TokenStream) -> TokenStream {
    stages::provided(item.into()).into()
}

/// Says what of a type rules may speak of.
#[proc_macro_derive(PolicyTarget, attributes(target))]
pub fn policy_target(item: TokenStream) -> TokenStream {
    stages::policy_target(item.into()).into()
}

/// Makes a state's fields parts of it.
#[proc_macro_derive(FromRef, attributes(from_ref))]
pub fn from_ref(item: TokenStream) -> TokenStream {
    stages::from_ref(item.into()).into()
}

/// Makes a struct a part of a service's settings, or an enum a choice among words.
#[proc_macro_derive(Settings, attributes(setting))]
pub fn settings(item: TokenStream) -> TokenStream {
    stages::settings(item.into()).into()
}
