//! Types as the user wrote them, mentioned in generated code.
//!
//! Whatever is wrong with a type is wrong with every mention of it. rustc shows an error once if all mentions say the
//! same and stand at the same place. A type of several tokens is at one place as a whole and at others in parts, so that
//! of an argument gets a name of one token ([`Mention::named`]).

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::Type;

use super::model::located;
use crate::paths::{Paths, RuntimePath};

/// A type, and where it stands.
pub(super) struct Mention {
    ty: TokenStream,
    first: Span,
    last: Span,
}

impl Mention {
    pub(super) fn new(ty: &impl ToTokens) -> Self {
        let ty = ty.to_token_stream();
        let first = ty.clone().into_iter().next().map_or_else(Span::call_site, |token| token.span());
        let last = ty.clone().into_iter().last().map_or(first, |token| token.span());
        Mention { ty, first, last }
    }

    /// A type under a name, and the item that gives it the name, where it needs one.
    pub(super) fn named(ty: &TokenStream, name: &str) -> (TokenStream, Self) {
        let mention = Mention::new(ty);
        if ty.clone().into_iter().count() < 2 {
            return (TokenStream::new(), mention);
        }
        let name = Ident::new(name, mention.first);
        (quote!(type #name = #ty;), Mention::new(&name))
    }

    /// Another type, mentioned at the place of this one.
    pub(super) fn instead(&self, ty: TokenStream) -> Self {
        Mention { ty, ..*self }
    }

    /// `<Type as trait_>::name`
    pub(super) fn of(&self, trait_: &RuntimePath, name: &str) -> TokenStream {
        self.of_generic(trait_, &TokenStream::new(), name)
    }

    /// `<Type as trait_<parameters>>::name`, with the brackets in `parameters`.
    pub(super) fn of_generic(&self, trait_: &RuntimePath, parameters: &TokenStream, name: &str) -> TokenStream {
        let Mention { ty, first, last } = self;
        let (trait_, name) = (trait_.at(*first), Ident::new(name, *last));
        quote_spanned!(*first=> <#ty as #trait_ #parameters>::#name)
    }

    /// `(args)`, behind a function.
    pub(super) fn args(&self, args: &TokenStream) -> TokenStream {
        quote_spanned!(self.last=> (#args))
    }

    /// `let name = function::<of, Type>(args).await?;`
    pub(super) fn bind(&self, name: &Ident, function: &RuntimePath, of: &Type, args: &TokenStream) -> TokenStream {
        let (ty, function) = (&self.ty, function.at(self.first));
        quote_spanned!(self.first=> let #name = #function::<#of, #ty>(#args).await?;)
    }

    /// `let name = match name { Some(taken) => taken, None => function::<of, Type>(args).await? };`
    pub(super) fn fill(
        &self,
        name: &Ident,
        function: &RuntimePath,
        of: &Type,
        args: &TokenStream,
        paths: &Paths,
    ) -> TokenStream {
        let (ty, function, Paths { some, none, .. }) = (&self.ty, function.at(self.first), paths);
        quote_spanned! {self.first=>
            let #name = match #name {
                #some(__taken) => __taken,
                #none => #function::<#of, #ty>(#args).await?,
            };
        }
    }

    /// `receiver.name::<of>(args)`
    pub(super) fn method(&self, receiver: &str, name: &str, of: &impl ToTokens, args: &TokenStream) -> TokenStream {
        let (receiver, name) = (Ident::new(receiver, located(self.first)), Ident::new(name, self.first));
        let args = self.args(args);
        quote_spanned!(self.first=> #receiver.#name::<#of> #args)
    }
}

impl ToTokens for Mention {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.ty.to_tokens(tokens);
    }
}
