//! `on = "2025-06-30", sunset = "2026-01-31", link = "https://…"`: what is said of something that should be used no more.

use proc_macro2::Ident;
use syn::LitStr;
use syn::parse::ParseStream;

use super::settings;

#[derive(Default)]
pub(crate) struct Notice {
    pub(crate) on: Option<LitStr>,
    pub(crate) sunset: Option<LitStr>,
    pub(crate) link: Option<LitStr>,
}

impl Notice {
    /// The settings' names.
    pub(crate) const KNOWN: [&str; 3] = ["on", "sunset", "link"];

    /// Reads the value of one of them.
    pub(crate) fn read(&mut self, name: &Ident, input: ParseStream<'_>) -> syn::Result<()> {
        let text = settings::text(name, input)?;
        if name == "on" {
            self.on = Some(text);
        } else if name == "sunset" {
            self.sunset = Some(text);
        } else {
            self.link = Some(text);
        }
        Ok(())
    }
}
