//! A filter: what it takes of the state, of filters before it, and what it hands on.

use proc_macro2::{Ident, Span, TokenTree};
use syn::spanned::Spanned;
use syn::{
    Attribute, Expr, FnArg, GenericArgument, LitStr, Pat, PatType, Path, PathArguments, ReturnType, Signature, Type,
    TypeParamBound, Visibility,
};

use super::name::{is_header, plain};
use crate::errors::Errors;
use crate::parse::filter::Written;

pub(crate) struct Filter<'w> {
    pub(crate) attributes: &'w [Attribute],
    pub(crate) visibility: &'w Visibility,
    pub(crate) name: &'w Ident,
    pub(crate) headers: Vec<String>,
    pub(crate) security: Option<&'w Expr>,
    pub(crate) krate: Option<&'w Path>,
    pub(crate) signature: &'w Signature,
    pub(crate) body: &'w TokenTree,
    /// How it is called; nothing where something is wrong with it, which was reported.
    pub(crate) function: Option<Function<'w>>,
}

/// The function behind it, by its signature.
pub(crate) struct Function<'w> {
    /// What stands before the request, in order.
    pub(crate) takes: Vec<Taken<'w>>,
    pub(crate) way: Way<'w>,
}

/// How a request comes to what is behind.
pub(crate) enum Way<'w> {
    /// The function sends it there, and hands something over, where it provides something.
    Sent { provides: Option<&'w Type>, output: &'w Type },
    /// It goes on when the function has looked at its head.
    Seen { head: &'w Type, output: Option<&'w Type> },
}

/// What a filter takes.
pub(crate) enum Taken<'w> {
    /// A part of the state, by reference.
    Part(&'w Ident, &'w Type),
    /// What a filter before it provides.
    Provided(&'w Type),
}

pub(crate) fn check<'w>(written: &'w Written, errors: &Errors) -> Filter<'w> {
    let Written { attributes, visibility, signature, body, settings } = written;
    Filter {
        attributes,
        visibility,
        name: &signature.ident,
        headers: settings.headers.iter().filter_map(|header| self::header(header, errors)).collect(),
        security: settings.security.as_ref(),
        krate: settings.krate.as_ref(),
        signature,
        body,
        function: function(signature, &settings.headers, errors),
    }
}

fn header(written: &LitStr, errors: &Errors) -> Option<String> {
    let name = written.value();
    if !is_header(&name) {
        errors.on(written, format!("`{name}` is no name of a header\nhelp: write one like `x-served-by`"));
        return None;
    }
    Some(name.to_ascii_lowercase())
}

fn function<'w>(signature: &'w Signature, headers: &[LitStr], errors: &Errors) -> Option<Function<'w>> {
    let name = plain(&signature.ident);
    let report = |span: Span, message: String| {
        errors.at(span, message);
        None
    };
    if !signature.generics.params.is_empty() {
        let message = format!("`{name}` has generics, but nobody to choose them\nhelp: name the types that it takes");
        return report(signature.generics.params.span(), message);
    }
    let mut args = Vec::new();
    for input in &signature.inputs {
        match input {
            FnArg::Receiver(receiver) => {
                let message =
                    format!("`{name}` is a function of its own\nhelp: take what it needs of the state by reference");
                return report(receiver.span(), message);
            }
            FnArg::Typed(arg) => args.push(arg),
        }
    }
    if signature.asyncness.is_none() {
        return looking(signature, &args, headers, errors);
    }
    let help = help_to_wait(&name) + ", or leave out `async` where it only looks";
    let [takes @ .., _request, next] = &args[..] else {
        let message = format!("`{name}` takes no request and what is behind it\n{help}");
        return report(signature.ident.span(), message);
    };
    let Some(provides) = handed(&next.ty) else {
        let message = format!("the last argument of `{name}` is not what is behind it\n{help}");
        return report(next.ty.span(), message);
    };
    let takes = all_taken(takes, errors);
    let ReturnType::Type(_, output) = &signature.output else {
        let message =
            format!("`{name}` answers nothing\nhelp: return `Response`, or `Result<Response, …>` of a failure");
        return report(signature.ident.span(), message);
    };
    Some(Function { takes: takes?, way: Way::Sent { provides, output } })
}

fn help_to_wait(name: &str) -> String {
    format!("help: write `async fn {name}(…, request: Request, next: impl Next) -> Response`")
}

/// A function that only looks at requests.
fn looking<'w>(
    signature: &'w Signature,
    args: &[&'w PatType],
    headers: &[LitStr],
    errors: &Errors,
) -> Option<Function<'w>> {
    let name = plain(&signature.ident);
    let report = |span: Span, message: String| {
        errors.at(span, message);
        None
    };
    let help = format!("help: write `fn {name}(…, request: Head<'_>)`");
    let [takes @ .., head] = args else {
        return report(signature.ident.span(), format!("`{name}` looks at no request\n{help}"));
    };
    match &*head.ty {
        Type::ImplTrait(_) => {
            let message = format!("`{name}` is not async\nhelp: write `async fn {name}`");
            return report(signature.fn_token.span(), message);
        }
        Type::Reference(_) => {
            let message = format!("the last argument of `{name}` is not the head of the request\n{help}");
            return report(head.ty.span(), message);
        }
        _ => {}
    }
    if let Some(header) = headers.first() {
        let message = format!("`{name}` sees no answer, so it adds no header\n{}", help_to_wait(&name));
        return report(header.span(), message);
    }
    let output = match &signature.output {
        ReturnType::Type(_, output) => Some(&**output),
        ReturnType::Default => None,
    };
    Some(Function { takes: all_taken(takes, errors)?, way: Way::Seen { head: &head.ty, output } })
}

fn all_taken<'w>(args: &[&'w PatType], errors: &Errors) -> Option<Vec<Taken<'w>>> {
    args.iter().map(|arg| taken(&arg.pat, &arg.ty, errors)).collect()
}

fn taken<'w>(pattern: &'w Pat, ty: &'w Type, errors: &Errors) -> Option<Taken<'w>> {
    let Type::Reference(reference) = ty else { return Some(Taken::Provided(ty)) };
    match pattern {
        Pat::Ident(pattern) if reference.mutability.is_none() => Some(Taken::Part(&pattern.ident, &reference.elem)),
        Pat::Ident(_) => {
            errors.on(ty, "a filter shares what it has of the state with other requests\nhelp: take it by `&`");
            None
        }
        pattern => {
            errors.on(pattern, "what is taken of the state has a name\nhelp: name it, and take it apart in the body");
            None
        }
    }
}

/// What is handed to `impl Next`, nothing, or to `impl NextWith<T>`, a `T`. `None` where it is no `impl` of one trait.
fn handed(ty: &Type) -> Option<Option<&Type>> {
    let Type::ImplTrait(unnamed) = ty else { return None };
    let mut traits = unnamed.bounds.iter().filter_map(|bound| match bound {
        TypeParamBound::Trait(bound) => bound.path.segments.last(),
        _ => None,
    });
    let last = traits.next()?;
    if traits.next().is_some() {
        return None;
    }
    let PathArguments::AngleBracketed(arguments) = &last.arguments else { return Some(None) };
    Some(arguments.args.iter().find_map(|argument| match argument {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    }))
}
