//! Who is behind an API, and where it is served: URLs that are some, servers whose variables are declared, tags told once.

use std::collections::HashSet;

use syn::LitStr;

use super::name::plain;
use super::notice::{is_url, url};
use super::remarks::{self, Remarks};
use crate::errors::Errors;
use crate::parse::about::{About as Written, Server as WrittenServer, Tag as WrittenTag};
use crate::parse::doc::Doc;

pub(crate) struct About<'w> {
    pub(crate) contact: Option<Contact<'w>>,
    pub(crate) license: Option<License<'w>>,
    pub(crate) terms_of_service: Option<String>,
    pub(crate) servers: Vec<Server<'w>>,
    pub(crate) tags: Vec<Tag<'w>>,
}

pub(crate) struct Contact<'w> {
    pub(crate) name: &'w LitStr,
    pub(crate) email: Option<&'w LitStr>,
    pub(crate) url: Option<String>,
}

pub(crate) struct License<'w> {
    pub(crate) name: &'w LitStr,
    pub(crate) identifier: Option<&'w LitStr>,
    pub(crate) url: Option<String>,
}

pub(crate) struct Server<'w> {
    pub(crate) url: String,
    pub(crate) doc: &'w Doc,
    pub(crate) remarks: Remarks<'w>,
    pub(crate) variables: Vec<Variable<'w>>,
}

pub(crate) struct Variable<'w> {
    pub(crate) name: String,
    pub(crate) doc: &'w Doc,
    pub(crate) default: String,
    /// Empty where anything will do.
    pub(crate) values: Vec<String>,
}

pub(crate) struct Tag<'w> {
    pub(crate) name: &'w LitStr,
    pub(crate) doc: &'w Doc,
    pub(crate) remarks: Remarks<'w>,
}

impl About<'_> {
    /// Whether nothing is told.
    pub(crate) fn is_empty(&self) -> bool {
        let people = self.contact.is_none() && self.license.is_none() && self.terms_of_service.is_none();
        people && self.servers.is_empty() && self.tags.is_empty()
    }
}

pub(crate) fn check<'w>(written: &'w Written, errors: &Errors) -> About<'w> {
    let contact = written.contact.as_ref().map(|contact| {
        if let Some(email) = contact.email.as_ref().filter(|email| !is_address(&email.value())) {
            errors.on(email, format!("`{}` is no address\nhelp: write one like `team@example.com`", email.value()));
        }
        let url = contact.url.as_ref().and_then(|link| url(link, errors));
        Contact { name: &contact.name, email: contact.email.as_ref(), url }
    });
    let license = written.license.as_ref().map(|license| {
        let identifier = license.identifier.as_ref();
        if let (Some(_), Some(url)) = (identifier, &license.url) {
            errors.on(
                url,
                "a license is told by its identifier or by a URL\nhelp: keep `identifier`, which tools understand",
            );
        }
        if let Some(identifier) = identifier.filter(|identifier| !is_spdx(&identifier.value())) {
            let message = format!(
                "`{}` is no SPDX expression\nhelp: write one like `MIT OR Apache-2.0`, or `url = \"…\"`",
                identifier.value()
            );
            errors.on(identifier, message);
        }
        License { name: &license.name, identifier, url: license.url.as_ref().and_then(|link| url(link, errors)) }
    });
    About {
        contact,
        license,
        terms_of_service: written.terms_of_service.as_ref().and_then(|link| url(link, errors)),
        servers: servers(&written.servers, errors),
        tags: tags(&written.tags, errors),
    }
}

fn servers<'w>(written: &'w [WrittenServer], errors: &Errors) -> Vec<Server<'w>> {
    let mut seen = HashSet::new();
    let mut servers = Vec::new();
    for server in written {
        if !seen.insert(server.url.value()) {
            errors.on(&server.url, format!("`{}` stands twice\nhelp: keep one of them", server.url.value()));
            continue;
        }
        remarks::no_docs(&server.remarks, "a server", "put it on the API", errors);
        servers.extend(self::server(server, errors));
    }
    servers
}

fn server<'w>(written: &'w WrittenServer, errors: &Errors) -> Option<Server<'w>> {
    let literal = &written.url;
    let url = literal.value();
    let mut variables: Vec<Variable<'w>> = Vec::new();
    for variable in &written.variables {
        let name = plain(&variable.name);
        if variables.iter().any(|known| known.name == name) {
            errors.on(&variable.name, format!("`{name}` stands twice\nhelp: keep one of them"));
        } else if !url.contains(&format!("{{{name}}}")) {
            let message =
                format!("`{url}` has no variable `{name}`\nhelp: write `{{{name}}}` into it, or leave `{name}` out");
            errors.on(&variable.name, message);
        }
        let values: Vec<String> = variable.values.iter().map(LitStr::value).collect();
        for (at, value) in variable.values.iter().enumerate() {
            if values[..at].contains(&values[at]) {
                errors.on(value, format!("`{}` stands twice\nhelp: keep one of them", values[at]));
            }
        }
        let default = values[0].clone();
        let values = if values.len() == 1 { Vec::new() } else { values };
        variables.push(Variable { name, doc: &variable.doc, default, values });
    }
    let example =
        variables.iter().fold(url.clone(), |url, each| url.replace(&format!("{{{}}}", each.name), &each.default));
    if let Some((_, rest)) = example.split_once('{') {
        let name = rest.split_once('}').map_or(rest, |(name, _)| name);
        let message =
            format!("nothing is said of `{{{name}}}`\nhelp: write what it may be: `\"{url}\" ({name} = \"…\")`");
        errors.on(literal, message);
    } else if !is_url(&example) {
        errors.on(literal, format!("`{url}` is no URL\nhelp: write one like `https://api.example.com`, escaped"));
    } else if example.contains(['?', '#']) || (url.len() > 1 && url.ends_with('/')) {
        let help = "paths are appended to it; let it end like `https://api.example.com`";
        errors.on(literal, format!("`{url}` is nothing that a path can follow\nhelp: {help}"));
    } else {
        return Some(Server { url, doc: &written.doc, remarks: remarks::check(&written.remarks, errors), variables });
    }
    None
}

fn tags<'w>(written: &'w [WrittenTag], errors: &Errors) -> Vec<Tag<'w>> {
    let mut seen = HashSet::new();
    let mut tags = Vec::new();
    for tag in written {
        if seen.insert(tag.name.value()) {
            tags.push(Tag { name: &tag.name, doc: &tag.doc, remarks: remarks::check(&tag.remarks, errors) });
        } else {
            errors.on(&tag.name, format!("`{}` stands twice\nhelp: keep one of them", tag.name.value()));
        }
    }
    tags
}

/// Whether a text looks like the address of a mailbox.
fn is_address(text: &str) -> bool {
    let is_plain = |part: &str| !part.is_empty() && part.chars().all(|found| found.is_ascii_graphic() && found != '@');
    text.split_once('@').is_some_and(|(name, host)| is_plain(name) && is_plain(host))
}

/// Whether a text looks like an SPDX license expression: names, with words between them.
fn is_spdx(text: &str) -> bool {
    let words = text.split([' ', '(', ')']).filter(|word| !word.is_empty());
    let mut is_name = false;
    for word in words {
        let joins = ["AND", "OR", "WITH"].contains(&word);
        let is_known = word.chars().all(|found| found.is_ascii_alphanumeric() || ".-+:".contains(found));
        if joins != is_name || !is_known {
            return false;
        }
        is_name = !joins;
    }
    is_name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn license_expressions_are_recognised() {
        let check = |text, expected| assert_eq!(is_spdx(text), expected, "{text}");
        check("MIT", true);
        check("MIT OR Apache-2.0", true);
        check("(MIT OR Apache-2.0) AND GPL-2.0+ WITH Classpath-exception-2.0", true);
        check("Apache 2.0", false);
        check("MIT/Apache-2.0", false);
        check("MIT OR", false);
        check("", false);
    }
}
