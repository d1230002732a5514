//! One function for each macro: parse, check, expand.
//!
//! What cannot be parsed at all is kept as it is beside one error. All else is checked and expanded as far as it is
//! understood, with the errors inside the generated table: so names that others use exist, and nobody else complains.

use proc_macro2::TokenStream;

use crate::errors::Errors;
use crate::{check, expand, parse};

pub(crate) fn versions(tokens: TokenStream) -> TokenStream {
    let errors = Errors::new();
    let Some(written) = errors.keep(parse::versions::parse(tokens, &errors)) else {
        return errors.finish();
    };
    let versions = check::versions::check(&written, &errors);
    expand::versions::expand(&versions, &errors.finish())
}

pub(crate) fn controller(settings: TokenStream, item: &TokenStream) -> TokenStream {
    let errors = Errors::new();
    let Some(written) = errors.keep(parse::controller::parse(settings, item.clone(), &errors)) else {
        return expand::fallback::item(item, &errors.finish());
    };
    let controller = check::controller::check(&written, &errors);
    expand::controller::expand(&controller, &errors.finish())
}

pub(crate) fn routes(settings: TokenStream, item: &TokenStream) -> TokenStream {
    let errors = Errors::new();
    let Some(written) = errors.keep(parse::routes::parse(settings, item.clone(), &errors)) else {
        return expand::fallback::item(item, &errors.finish());
    };
    let routes = check::routes::check(&written, &errors);
    expand::routes::expand(&routes, &errors.finish())
}

pub(crate) fn extension(settings: TokenStream, item: &TokenStream) -> TokenStream {
    let errors = Errors::new();
    let Some(written) = errors.keep(parse::extension::parse(settings, item.clone(), &errors)) else {
        return expand::fallback::item(item, &errors.finish());
    };
    let extension = check::extension::check(&written, &errors);
    expand::extension::expand(&extension, &errors.finish())
}

pub(crate) fn removed(tokens: TokenStream) -> TokenStream {
    let errors = Errors::new();
    let Some(written) = errors.keep(parse::removed::parse(tokens, &errors)) else {
        return errors.finish();
    };
    let removed = check::removed::check(&written, &errors);
    expand::removed::expand(&removed, &errors.finish())
}

pub(crate) fn api(tokens: TokenStream) -> TokenStream {
    let errors = Errors::new();
    let Some(written) = errors.keep(parse::api::parse(tokens, &errors)) else {
        return errors.finish();
    };
    let api = check::api::check(&written, &errors);
    expand::api::expand(&api, &errors.finish())
}

pub(crate) fn composite(tokens: TokenStream) -> TokenStream {
    let errors = Errors::new();
    let Some(written) = errors.keep(parse::composite::parse(tokens, &errors)) else {
        return errors.finish();
    };
    let composite = check::composite::check(&written, &errors);
    expand::composite::expand(&composite, &errors.finish())
}

pub(crate) fn paste(tokens: TokenStream) -> TokenStream {
    let errors = Errors::new();
    let Some(written) = errors.keep(parse::paste::parse(tokens, &errors)) else {
        return errors.finish();
    };
    let paste = check::paste::check(&written, &errors);
    expand::paste::expand(&paste, &errors.finish())
}

pub(crate) fn filter(settings: TokenStream, item: &TokenStream) -> TokenStream {
    let errors = Errors::new();
    let Some(written) = errors.keep(parse::filter::parse(settings, item.clone(), &errors)) else {
        return expand::fallback::item(item, &errors.finish());
    };
    let filter = check::filter::check(&written, &errors);
    expand::filter::expand(&filter, &errors.finish())
}

pub(crate) fn pipeline(tokens: TokenStream) -> TokenStream {
    let errors = Errors::new();
    let Some(written) = errors.keep(parse::pipeline::parse(tokens, &errors)) else {
        return errors.finish();
    };
    let pipeline = check::pipeline::check(&written, &errors);
    expand::pipeline::expand(&pipeline, &errors.finish())
}

pub(crate) fn policies(tokens: TokenStream) -> TokenStream {
    let errors = Errors::new();
    let Some(written) = errors.keep(parse::policies::parse(tokens, &errors)) else {
        return errors.finish();
    };
    let policies = check::policies::check(&written, &errors);
    expand::policies::expand(&policies, &errors.finish())
}

pub(crate) fn policy_target(item: TokenStream) -> TokenStream {
    let errors = Errors::new();
    let Some(written) = errors.keep(parse::target::parse(item, &errors)) else {
        return errors.finish();
    };
    let target = check::target::check(&written, &errors);
    expand::target::expand(&target, &errors.finish())
}

pub(crate) fn model(settings: &TokenStream, item: &TokenStream) -> TokenStream {
    let errors = Errors::new();
    if errors.keep(parse::model::is_type(item)).is_none() {
        return expand::fallback::item(item, &errors.finish());
    }
    expand::model::hand_over(settings, item, parse::model::krate(settings).as_ref())
}

pub(crate) fn model_derive(item: TokenStream) -> TokenStream {
    let errors = Errors::new();
    let Some(written) = errors.keep(parse::model::parse(item, &errors)) else {
        return errors.finish();
    };
    let model = check::model::check(&written, &errors);
    expand::model::expand(&model, &errors.finish())
}

pub(crate) fn answer(item: TokenStream) -> TokenStream {
    let errors = Errors::new();
    let Some(written) = errors.keep(parse::answer::parse(item, &errors)) else {
        return errors.finish();
    };
    let answer = check::answer::check(&written, &errors);
    expand::answer::expand(&answer, &errors.finish())
}

pub(crate) fn failure(item: TokenStream) -> TokenStream {
    let errors = Errors::new();
    let Some(written) = errors.keep(parse::failure::parse(item, &errors)) else {
        return errors.finish();
    };
    let failure = check::failure::check(&written, &errors);
    expand::failure::expand(&failure, &errors.finish())
}

pub(crate) fn provided(item: TokenStream) -> TokenStream {
    let errors = Errors::new();
    let Some(written) = errors.keep(parse::provided::parse(item, &errors)) else {
        return errors.finish();
    };
    let provided = check::provided::check(&written, &errors);
    expand::provided::expand(&provided, &errors.finish())
}

pub(crate) fn from_ref(item: TokenStream) -> TokenStream {
    let errors = Errors::new();
    let Some(written) = errors.keep(parse::from_ref::parse(item, &errors)) else {
        return errors.finish();
    };
    let state = check::from_ref::check(&written, &errors);
    expand::from_ref::expand(&state, &errors.finish())
}

pub(crate) fn settings(item: TokenStream) -> TokenStream {
    let errors = Errors::new();
    let Some(written) = errors.keep(parse::settings_type::parse(item, &errors)) else {
        return errors.finish();
    };
    let Some(settings) = check::settings_type::check(&written, &errors) else {
        return errors.finish();
    };
    expand::settings_type::expand(&settings, &errors.finish())
}
