//! What a document tells of an API beside its operations: who is behind it, where it is served, what its tags mean.

use serde_json::Value;
use terrace_model::{About, Doc, Node, Remarks, Server as Place, Version, member};
use utoipa::openapi::server::ServerVariable;
use utoipa::openapi::{Contact, Info, License, OpenApi, Server, Tag};

use super::notes::text;
use super::notice;
use super::remarks::{extensions, external_docs};
use super::site::Site;
use crate::source::{ApiTable, Source};

/// The document's head.
pub(super) fn info(source: &Source, version: Option<Version>) -> Info {
    let api = source.table;
    let mut info = Info::new(api.title, version.map_or("unversioned", Version::label));
    let description = if api.doc.summary == api.title { api.doc.description.to_owned() } else { text(&api.doc) };
    let lapse = version.and_then(notice::of_version).unwrap_or_default();
    let said: Vec<_> = [description, lapse].into_iter().filter(|text| !text.is_empty()).collect();
    info.description = Some(said.join("\n\n")).filter(|description| !description.is_empty());
    let About { contact, license, terms_of_service, .. } = api.about;
    info.terms_of_service = terms_of_service.map(str::to_owned);
    info.contact = contact.map(|found| {
        let mut contact = Contact::new();
        contact.name = Some(found.name.to_owned());
        contact.email = found.email.map(str::to_owned);
        contact.url = found.url.map(str::to_owned);
        contact
    });
    info.license = license.map(|found| {
        let mut license = License::new(found.name);
        license.identifier = found.identifier.map(str::to_owned);
        license.url = found.url.map(str::to_owned);
        license
    });
    info
}

/// Lists the extensions that the version has, by their aliases: so that one which goes is missed.
pub(super) fn list(api: &ApiTable, version: Option<Version>, document: &mut OpenApi) {
    let there = api.extensions.iter().filter(|extension| extension.range.holds(version));
    let aliases: Vec<_> = there.map(|extension| Value::from(extension.alias)).collect();
    if !aliases.is_empty() {
        document.extensions.get_or_insert_default().insert(member::EXTENSIONS.to_owned(), aliases.into());
    }
}

/// Where the API is served; where nothing is said, wherever the document is.
pub(super) fn servers(about: &About) -> Vec<Server> {
    if about.servers.is_empty() {
        return vec![Server::new("/")];
    }
    about.servers.iter().map(server).collect()
}

fn server(place: &'static Place) -> Server {
    let mut server = Server::new(place.url);
    server.description = said(&place.doc);
    server.extensions = extensions(place.remarks);
    let variables = place.variables.iter().map(|found| {
        let mut variable = ServerVariable::default();
        variable.default_value = found.default.to_owned();
        variable.description = said(&found.doc);
        let values = found.values.iter().map(|&value| value.to_owned()).collect();
        variable.enum_values = Some(values).filter(|values: &Vec<String>| !values.is_empty());
        (found.name.to_owned(), variable)
    });
    server.variables = (!place.variables.is_empty()).then(|| variables.collect());
    server
}

/// The tags of all operations: those that the API tells of, then the others in the order of their controllers. What the API
/// says of a tag comes before what its controllers say.
pub(super) fn tags(about: &About, groups: &[Vec<Site>]) -> Vec<Tag> {
    let nodes: Vec<&Node> = groups.iter().flatten().map(|site| site.resource.node).collect();
    let told = about.tags.iter().filter(|tag| nodes.iter().any(|node| node.tag == tag.name));
    let mut tags: Vec<Tag> = Vec::new();
    for tag in told {
        add(&mut tags, tag.name, &tag.doc, tag.remarks);
    }
    for node in nodes {
        add(&mut tags, node.tag, &node.doc, node.remarks);
    }
    tags
}

/// Adds a tag, or what is not yet said of it.
fn add(tags: &mut Vec<Tag>, name: &'static str, doc: &Doc, remarks: &'static Remarks) {
    let at = tags.iter().position(|tag| tag.name == name).unwrap_or_else(|| {
        tags.push(Tag::new(name));
        tags.len() - 1
    });
    let tag = &mut tags[at];
    if tag.description.is_none() {
        tag.description = said(doc);
    }
    if tag.external_docs.is_none() {
        tag.external_docs = external_docs(remarks);
    }
    for (name, value) in extensions(remarks).iter().flat_map(|new| new.iter()) {
        tag.extensions.get_or_insert_default().entry(name.clone()).or_insert_with(|| value.clone());
    }
}

/// A doc comment as a description, where there is one.
fn said(doc: &Doc) -> Option<String> {
    Some(text(doc)).filter(|text| !text.is_empty())
}
