//! The named fields of a model, or of a variant.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::spanned::Spanned;

use super::model::{Header, located};
use super::{flatten, gate, open, rules, typed};
use crate::check::access::Access;
use crate::check::gate::Range;
use crate::check::model::{Default, Field};
use crate::check::open::Slot;
use crate::parse::json;
use crate::paths::Paths;

/// A struct with named fields.
pub(crate) fn object(list: &[Field<'_>], slot: Option<&Slot<'_>>, header: &Header<'_>, paths: &Paths) -> TokenStream {
    let mut write = write(
        0,
        list,
        |field| {
            let name = field.name;
            quote!(&self.#name)
        },
        paths,
    );
    write.extend(open::write(slot, paths));
    let whole = list.iter().find_map(|field| match field.default {
        Default::OfWhole(span) => Some(located(span)),
        _ => None,
    });
    let whole = whole.map(|span| {
        let default = paths.default.at(span);
        let pattern = pattern(list, slot, "__d");
        quote_spanned!(span=> let Self #pattern = <Self as #default>::default();)
    });
    let object = Object { part: 0, list, slot, constructor: &quote!(Self), whole: whole.as_ref(), write: &write };
    implement(&object, header, paths)
}

/// A variant with named fields.
pub(crate) fn variant(
    place: usize,
    name: &Ident,
    list: &[Field<'_>],
    header: &Header<'_>,
    paths: &Paths,
) -> TokenStream {
    let written = write(place + 1, list, |field| binding("__f", list, field), paths);
    let pattern = pattern(list, None, "__f");
    let write = quote! {
        #[allow(irrefutable_let_patterns)]
        if let Self::#name #pattern = self {
            #written
        }
    };
    let constructor = &quote!(Self::#name);
    implement(&Object { part: place + 1, list, slot: None, constructor, whole: None, write: &write }, header, paths)
}

/// The calls that report broken constraints; `value` gives what stands for a field, at a place.
pub(crate) fn check(
    part: usize,
    list: &[Field<'_>],
    value: impl Fn(&Field<'_>, Span) -> TokenStream,
    paths: &Paths,
) -> TokenStream {
    let checks = list.iter().map(|field| {
        let (ty, wire) = (field.ty, &field.wire);
        let trait_ = typed::model(&ty, paths);
        if field.flatten.is_some() {
            let value = value(field, Span::call_site());
            return quote!(<#ty as #trait_>::check(#value, __found););
        }
        let rules = rules::calls(&field.rules, |span| value(field, span), paths);
        let value = value(field, Span::call_site());
        let check = match (&*field.rules, field.ty.utoipa) {
            // What such a value fulfils is its type's own matter.
            ([], Some(_)) => return TokenStream::new(),
            ([], None) => quote!(<#ty as #trait_>::check_field(#value, __found, #wire);),
            _ => quote! {
                __found.within(#wire, |__found| {
                    #rules
                    <#ty as #trait_>::check(#value, __found);
                });
            },
        };
        if_live(check, part, place(list, field), field, paths)
    });
    checks.collect()
}

/// `{ first: __f0, second: __f1 }`
pub(crate) fn pattern(list: &[Field<'_>], slot: Option<&Slot<'_>>, prefix: &str) -> TokenStream {
    let fields = list.iter().enumerate().map(|(at, field)| {
        let (name, binding) = (field.name, format_ident!("{prefix}{at}"));
        quote!(#name: #binding)
    });
    let fields = fields.chain(open::ignored(slot));
    quote!({ #(#fields),* })
}

/// The name that [`pattern`] gives a field.
pub(crate) fn binding(prefix: &str, list: &[Field<'_>], field: &Field<'_>) -> TokenStream {
    let at = list.iter().position(|other| core::ptr::eq(other, field)).unwrap_or_default();
    let name = format_ident!("{prefix}{at}");
    quote!(#name)
}

/// Fields that are read and written together.
struct Object<'o> {
    part: usize,
    list: &'o [Field<'o>],
    slot: Option<&'o Slot<'o>>,
    constructor: &'o TokenStream,
    /// What takes the default of the whole apart.
    whole: Option<&'o TokenStream>,
    /// The statements that write them.
    write: &'o TokenStream,
}

fn implement(object: &Object<'_>, header: &Header<'_>, paths: &Paths) -> TokenStream {
    let Object { part, list, slot, constructor, whole, write } = *object;
    let Paths { map_access, none, object_writer, ok, option, result, some, str, .. } = paths;
    let own: Vec<&Field<'_>> = list.iter().filter(|field| field.flatten.is_none()).collect();
    let wires = own.iter().map(|field| &field.wire);
    let slots: Vec<Ident> = (0..own.len()).map(|at| format_ident!("__f{at}")).collect();
    let types = own.iter().map(|field| field.ty);
    let arms = own.iter().enumerate().map(|(at, field)| {
        let (ty, wire, slot, at) = (field.ty, &field.wire, &slots[at], Literal::usize_unsuffixed(at));
        let model = typed::model(&ty, paths);
        quote!(#at => <#ty as #model>::read_field(&mut __map, &mut #slot, #wire),)
    });
    // One `?` for all of them.
    let take = (!own.is_empty()).then(|| quote!(match __field { #(#arms)* _ => #ok(()) }?;));
    let values = list.iter().map(|field| {
        let name = field.name;
        let value = match field.flatten {
            Some(_) => flatten::value(list, field, paths),
            None => value(part, field, &slots[place(list, field)], list, paths),
        };
        quote!(#name: #value)
    });
    let values = values.chain(open::value(slot, paths));
    let ranges = gate::ranges(own.iter().map(|field| field.gates.range), paths);
    let (accesses, flattened) = (gate::accesses(&own, paths), flatten::names(list, paths));
    let fields = self::part(part, paths);
    let (kept, next) = (flatten::kept(list, paths), flatten::next(list, slot, &fields));
    let (open, brought) = (open::id(slot, paths), open::brought(slot, paths));
    header.implement(
        &fields,
        &quote! {
            const NAMES: &'static [&'static #str] = &[#(#wires),*];
            #ranges
            #accesses
            #flattened
            #open

            fn read_fields<'de, __A: #map_access<'de>>(mut __map: __A) -> #result<Self, __A::Error> {
                #(let mut #slots: #option<#types> = #none;)*
                #kept
                #brought
                let mut __expected = 0;
                while let #some(__field) = #next? {
                    #take
                }
                #whole
                #ok(#constructor { #(#values),* })
            }

            fn write_fields<__O: #object_writer>(&self, __object: &mut __O) -> #result<(), __O::Error> {
                #write
                #ok(())
            }
        },
    )
}

/// The trait of a model's own fields, which are part 0, or of those of a variant.
pub(crate) fn part(part: usize, paths: &Paths) -> TokenStream {
    let fields = &paths.fields;
    if part == 0 {
        return quote!(#fields);
    }
    let part = Literal::usize_unsuffixed(part);
    quote!(#fields<#part>)
}

/// The place of a field among those with names of their own.
fn place(list: &[Field<'_>], field: &Field<'_>) -> usize {
    let mut own = list.iter().filter(|field| field.flatten.is_none());
    own.position(|other| core::ptr::eq(other, field)).unwrap_or_default()
}

/// The value of a field out of its slot.
fn value(part: usize, field: &Field<'_>, slot: &Ident, list: &[Field<'_>], paths: &Paths) -> TokenStream {
    let Paths { none, some, missing, err, .. } = paths;
    let (ty, wire, gates) = (field.ty, &field.wire, &field.gates);
    let default = default(field, list, paths);
    if field.is_everywhere() && gates.required.is_none() && default.is_none() {
        let model = typed::model(&ty, paths);
        return quote!(<#ty as #model>::needed::<__A::Error>(#slot, #wire)?);
    }
    let at = place(list, field);
    let is_always_read = gates.range.is_all() && field.access != Access::ReadOnly;
    let beyond = (!is_always_read).then(|| {
        let (is_live, beyond) = (gate::is_live(part, at, field, paths), beyond(field, default.as_ref(), paths));
        quote!(#none if !(#is_live) => #beyond,)
    });
    let required = gates.required.map(|since| {
        let is_required = gate::holds(Range { since: Some(since), until: None }, paths);
        quote!(#none if #is_required => return #err(#missing(#wire)),)
    });
    let absent = match default {
        Some(default) => default,
        None if required.is_some() => beyond_of(field, paths),
        None => {
            let model = typed::model(&ty, paths);
            quote!(<#ty as #model>::needed::<__A::Error>(#none, #wire)?)
        }
    };
    quote! {
        match #slot {
            #some(__value) => __value,
            #beyond
            #required
            #none => #absent,
        }
    }
}

/// What an absent field holds where it exists, if its type does not say so.
fn default(field: &Field<'_>, list: &[Field<'_>], paths: &Paths) -> Option<TokenStream> {
    let ty = field.ty;
    match field.default {
        Default::None => None,
        Default::OfType(span) => {
            let default = paths.default.at(span);
            Some(quote_spanned!(located(span)=> <#ty as #default>::default()))
        }
        Default::Function(path) => Some(quote!(#path())),
        Default::OfWhole(_) => Some(binding("__d", list, field)),
    }
}

/// What an absent field holds, as an expression that stands alone; nothing where its type says it.
pub(crate) fn absent(field: &Field<'_>, paths: &Paths) -> Option<TokenStream> {
    match field.default {
        Default::OfWhole(span) => {
            let (default, name) = (paths.default.at(span), field.name);
            Some(quote_spanned!(located(span)=> <Self as #default>::default().#name))
        }
        Default::None => field.gates.required.map(|_| beyond_of(field, paths)),
        Default::OfType(_) | Default::Function(_) => default(field, &[], paths),
    }
}

/// What a field holds where it does not exist.
fn beyond(field: &Field<'_>, default: Option<&TokenStream>, paths: &Paths) -> TokenStream {
    match (field.gates.default, default) {
        (Some(value), _) => quote!(#value),
        (None, Some(default)) => default.clone(),
        (None, None) => beyond_of(field, paths),
    }
}

fn beyond_of(field: &Field<'_>, paths: &Paths) -> TokenStream {
    let (ty, span) = (field.ty, located(field.ty.span()));
    if field.access == Access::ReadOnly {
        let unsent = paths.unsent.at(span);
        return quote_spanned!(span=> <#ty as #unsent>::unsent());
    }
    let beyond = paths.beyond.at(span);
    quote_spanned!(span=> <#ty as #beyond>::beyond())
}

fn write(part: usize, list: &[Field<'_>], value: impl Fn(&Field<'_>) -> TokenStream, paths: &Paths) -> TokenStream {
    let writes = list.iter().map(|field| {
        let (ty, wire, value) = (field.ty, &field.wire, value(field));
        if field.flatten.is_some() {
            return flatten::write(field, &value, paths);
        }
        let model = typed::model(&ty, paths);
        let joined = format!(",{}:", json::string(wire));
        let write = quote!(<#ty as #model>::write_field(#value, __object, #wire, #joined)?;);
        let write = match field.skip_if {
            Some(skip) => quote!(if !#skip(#value) { #write }),
            None => write,
        };
        if_live(write, part, place(list, field), field, paths)
    });
    writes.collect()
}

/// What is done where a field exists.
fn if_live(work: TokenStream, part: usize, at: usize, field: &Field<'_>, paths: &Paths) -> TokenStream {
    if field.is_everywhere() {
        return work;
    }
    let is_live = gate::is_live(part, at, field, paths);
    quote!(if #is_live { #work })
}
