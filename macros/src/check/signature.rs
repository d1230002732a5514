//! Signatures of handlers and loaders: `async` unless they block, `&self`, named arguments of types that can be named again.

use proc_macro2::{Ident, Span};
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{FnArg, Pat, PatType, Receiver, ReceiverKind, ReturnType, Signature, Type, TypeImplTrait};

use super::name::plain;
use crate::errors::Errors;

/// One argument: an extractor, handed its name.
#[derive(Clone, Copy)]
pub(crate) struct Arg<'w> {
    pub(crate) name: &'w Ident,
    pub(crate) ty: &'w Type,
}

/// The arguments behind `&self`; `None` where something is wrong with them, which was reported.
pub(crate) fn args<'w>(signature: &'w Signature, is_blocking: bool, errors: &Errors) -> Option<Vec<Arg<'w>>> {
    let name = plain(&signature.ident);
    let mut fine = true;
    match (&signature.asyncness, is_blocking) {
        (Some(_), false) | (None, true) => {}
        (None, false) => {
            let help =
                format!("write `async fn {name}`, or put `#[blocking]` above it if it has to wait for something");
            errors.on(&signature.fn_token, format!("`{name}` is not async\nhelp: {help}"));
            fine = false;
        }
        (Some(asyncness), true) => {
            let help =
                format!("write `fn {name}`, or leave `#[blocking]` out and call `terrace::blocking` for what blocks");
            errors.on(asyncness, format!("`{name}` is async, so it does not block\nhelp: {help}"));
            fine = false;
        }
    }
    if !signature.generics.params.is_empty() {
        let message = format!("`{name}` has generics, but nobody to choose them\nhelp: name the types that it takes");
        errors.on(&signature.generics.params, message);
        fine = false;
    }
    match signature.receiver() {
        Some(receiver) if is_shared(receiver) => {}
        Some(receiver) => {
            errors
                .at(owned(receiver), format!("`{name}` shares its controller with other requests\nhelp: take `&self`"));
            fine = false;
        }
        None => {
            let word = if is_blocking { "" } else { "async " };
            errors.on(&signature.ident, format!("`{name}` takes no `&self`\nhelp: write `{word}fn {name}(&self, …)`"));
            fine = false;
        }
    }
    let inputs = signature.inputs.iter().filter_map(|input| match input {
        FnArg::Typed(typed) => Some(typed),
        FnArg::Receiver(_) => None,
    });
    let args: Vec<_> = inputs.map(|input| arg(input, errors)).collect();
    fine &= named(signature, errors);
    args.into_iter().collect::<Option<_>>().filter(|_| fine)
}

/// What it returns; `None` is `()`.
pub(crate) fn output(signature: &Signature) -> Option<&Type> {
    match &signature.output {
        ReturnType::Type(_, ty) => Some(ty),
        ReturnType::Default => None,
    }
}

fn is_shared(receiver: &Receiver) -> bool {
    matches!(receiver.kind, ReceiverKind::Reference(_, _, None))
}

/// What makes it more than `&self`.
fn owned(receiver: &Receiver) -> Span {
    match &receiver.kind {
        ReceiverKind::Reference(_, _, Some(mutable)) => mutable.span,
        _ => receiver.self_token.span,
    }
}

fn arg<'w>(input: &'w PatType, errors: &Errors) -> Option<Arg<'w>> {
    match &*input.pat {
        Pat::Ident(pattern) if pattern.by_ref.is_none() && pattern.subpat.is_none() => {
            Some(Arg { name: &pattern.ident, ty: &input.ty })
        }
        pattern => {
            let message = "an argument's name tells what it reads, and this is a pattern\nhelp: name it, and take it apart in the body";
            errors.on(pattern, message);
            None
        }
    }
}

/// Whether no type is an `impl Trait`; each that is one is reported.
fn named(signature: &Signature, errors: &Errors) -> bool {
    let mut found = Unnamed::default();
    found.visit_signature(signature);
    for unnamed in &found.0 {
        let message = format!(
            "`{}` has an `impl` type, which cannot be looked at\nhelp: write the type's name, as `Json<…>`",
            plain(&signature.ident)
        );
        errors.at(unnamed.impl_token.span(), message);
    }
    found.0.is_empty()
}

#[derive(Default)]
struct Unnamed<'w>(Vec<&'w TypeImplTrait>);

impl<'w> Visit<'w> for Unnamed<'w> {
    fn visit_type_impl_trait(&mut self, ty: &'w TypeImplTrait) {
        self.0.push(ty);
        visit::visit_type_impl_trait(self, ty);
    }
}
