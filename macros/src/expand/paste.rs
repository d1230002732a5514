//! What an ini file declares: its composite, the pipelines before the APIs, and a struct of their filters' settings.

use proc_macro2::{Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::spanned::Spanned;

use super::model::located;
use super::{composite, pipeline, table};
use crate::check::paste::{Filters, Part, Paste, Place, Preset};
use crate::check::path::Step;
use crate::parse::paste::Source;
use crate::paths::Paths;

pub(crate) fn expand(paste: &Paste<'_>, errors: &TokenStream) -> TokenStream {
    let paths = &Paths::new(paste.composite.krate);
    let pipelines = paste.pipelines.iter().map(|one| pipeline::expand(one, &TokenStream::new()));
    let read = paste.source.map(|source| read(source, paths));
    let span = paste.source.map_or_else(Span::call_site, |source| source.literal.span());
    let places = paste.places.iter().enumerate().map(|(at, place)| self::place(at, place, span, paths));
    let more = quote!(#(#pipelines)* #read #(#places)*);
    let composite = composite::with(&paste.composite, errors, &more);
    let settings = paste.settings.as_ref().map(|filters| settings(paste, filters, paths));
    quote!(#composite #settings)
}

/// Has the crate built anew where the file is another.
fn read(source: &Source, paths: &Paths) -> TokenStream {
    let Paths { concat, env, include_bytes, .. } = paths;
    let file = &source.file;
    let path = if source.is_beside {
        let literal = syn::LitStr::new(file, source.literal.span());
        quote!(#literal)
    } else {
        quote!(#concat!(#env!("CARGO_MANIFEST_DIR"), "/", #file))
    };
    let bytes = &paths.u8;
    quote!(const _: &[#bytes] = #include_bytes!(#path);)
}

/// The rule that an API is where the ini puts it.
fn place(at: usize, place: &Place, span: Span, paths: &Paths) -> TokenStream {
    let (mount, check) = (&paths.mount, paths.check_placed.at(span));
    let Place { segments, below, told } = place;
    let steps: Vec<_> = segments.iter().map(|segment| Step::Literal(segment.clone())).collect();
    let segments = table::segments(&steps, paths);
    quote_spanned!(span=> const _: () = #check(__TABLES[#at], &#mount { path: #segments }, #below, #told);)
}

fn settings(paste: &Paste<'_>, filters: &Filters<'_>, paths: &Paths) -> TokenStream {
    let Paths {
        clone,
        debug,
        derive,
        doc,
        none,
        option,
        path_buf,
        setting,
        setting_field,
        setting_reading,
        setting_shape,
        settings: part,
        some,
        ..
    } = paths;
    let (visibility, name) = (paste.composite.visibility, &filters.name);
    let text = format!(" The settings of the filters of [`{}`], of each section that has some.", paste.composite.name);
    let fields: Vec<_> = filters.parts.iter().map(|part| &part.field).collect();
    let declared = filters.parts.iter().map(|Part { field, path, section, .. }| {
        let doc = format!(" Those of `[{section}]`.");
        quote!(#[doc = #doc] #visibility #field: #path)
    });
    let here = filters.name_here().then(|| {
        let doc = quote!(#doc { summary: "The folder from which paths begin that filters are told", description: "" });
        quote!(#setting_field { name: "here", doc: #doc, shape: <#path_buf as #setting>::SHAPE },)
    });
    let rows = filters.parts.iter().map(|Part { field, path, section, .. }| {
        let (field, summary) = (field.to_string(), format!("`[{section}]`"));
        let doc = quote!(#doc { summary: #summary, description: "" });
        let setting = setting.at(located(path.span()));
        quote_spanned!(located(path.span())=> #setting_field { name: #field, doc: #doc, shape: <#path as #setting>::SHAPE })
    });
    let place = here.as_ref().map(|_| quote!(let __here = #setting_reading::here(__at)?;));
    let given = match here {
        Some(_) => quote!(#some(&__here)),
        None => quote!(#none),
    };
    let held: Vec<_> = (0..fields.len()).map(|at| format_ident!("__field{at}")).collect();
    let read = filters.parts.iter().zip(&held).map(|(one, held)| {
        let Part { field, path, section, options, globals } = one;
        let text = field.to_string();
        let (options, globals) = (presets(options, paths), presets(globals, paths));
        let reading = setting_reading.at(located(path.span()));
        quote_spanned! {located(path.span())=>
            let #held = #reading::section::<#path>(__at, #text, #section, #options, #globals, #given);
        }
    });
    let checks = filters.parts.iter().flat_map(|part| part.options.iter().map(move |option| (part, option)));
    let checks = checks.map(|(part, Preset { setting: name, told, .. })| {
        let span = paste.source.map_or_else(|| part.path.span(), |source| source.literal.span());
        let (check, path) = (paths.check_option.at(span), part.path);
        quote_spanned!(span=> const _: () = #check(&<#path as #setting>::SHAPE, #name, #told);)
    });
    quote! {
        #[doc = #text]
        #[#derive(#clone, #debug)]
        #visibility struct #name {
            #(#declared,)*
        }

        const _: () = {
            impl #setting for #name {
                const SHAPE: #setting_shape = #setting_shape::Part(&[#here #(#rows),*]);

                fn read(__at: &mut #setting_reading<'_>, _: #option<Self>) -> #option<Self> {
                    #place
                    #(#read)*
                    #some(Self { #(#fields: #held?,)* })
                }
            }

            impl #part for #name {}

            #(#checks)*
        };
    }
}

/// `&[Preset]`
fn presets(presets: &[Preset], paths: &Paths) -> TokenStream {
    let preset = &paths.setting_preset;
    let all = presets
        .iter()
        .map(|Preset { setting, value, .. }| quote!(#preset { setting: #setting, value: &[#(#value),*] }));
    quote!(&[#(#all),*])
}
