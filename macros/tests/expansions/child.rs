#[controller(parent = servers::Servers, path = "/metadata/{kind: slug}")]
pub struct Metadata;
