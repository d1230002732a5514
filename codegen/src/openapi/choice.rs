//! How requests choose the version, as documents say it: parameters, a media type, headers of the answers.

use terrace_model::{Absent, Carrier, Negotiation, Source as Place, Version};
use utoipa::openapi::path::{Operation, Parameter, ParameterIn};
use utoipa::openapi::schema::{Components, Object, Ref, SchemaFormat, Type as JsonType};
use utoipa::openapi::{Header, RefOr, Required, Response};

const JSON: &str = "application/json";

/// The ways to choose a version, in the document of one.
pub(super) struct Choice {
    version: Version,
    negotiation: Negotiation,
}

impl Choice {
    pub(super) const fn new(negotiation: Negotiation, version: Version) -> Self {
        Choice { version, negotiation }
    }

    /// The parameters and the headers, to which operations refer.
    pub(super) fn describe(&self, components: &mut Components) {
        for place in self.negotiation.sources {
            if let Some(parameter) = self.parameter(place) {
                components.parameters.insert(parameter.name.clone(), RefOr::T(parameter));
            }
            if let Some(name) = self.echo(place) {
                let mut header = Header::new(Object::with_type(JsonType::String));
                header.description = Some("The version of the answer".to_owned());
                components.headers.insert(name.to_owned(), RefOr::T(header));
            }
        }
    }

    /// Adds the parameters, and the media type of the body.
    pub(super) fn ask(&self, operation: &mut Operation) {
        if let Some(RefOr::T(body)) = &mut operation.request_body {
            let json = body.content.get(JSON).cloned();
            body.content.extend(self.media_type().zip(json));
        }
        let names = self.negotiation.sources.iter().filter_map(|place| self.parameter(place)).map(|found| found.name);
        let references = names.map(|name| RefOr::Ref(Ref::new(format!("#/components/parameters/{name}"))));
        let references: Vec<_> = references.collect();
        if !references.is_empty() {
            operation.parameters.get_or_insert_default().extend(references);
        }
    }

    /// Adds the headers, and the media type, to an answer that is no failure.
    pub(super) fn answer(&self, response: &mut Response) {
        let json = response.content.get(JSON).cloned();
        response.content.extend(self.media_type().zip(json));
        for name in self.negotiation.sources.iter().filter_map(|place| self.echo(place)) {
            let reference = Ref::new(format!("#/components/headers/{name}"));
            response.headers.insert(name.to_owned(), RefOr::Ref(reference));
        }
    }

    /// The media type of JSON in this version, beside `application/json`.
    fn media_type(&self) -> Option<String> {
        let (essence, parameter) = self.negotiation.media_type()?;
        Some(format!("{essence}; {parameter}={}", self.version))
    }

    fn echo(&self, place: &Place) -> Option<&'static str> {
        match place.carrier {
            Carrier::Header { name, .. } if self.negotiation.echo => Some(name),
            _ => None,
        }
    }

    fn parameter(&self, place: &Place) -> Option<Parameter> {
        let mut object = Object::with_type(JsonType::String);
        let mut is_bare = !self.negotiation.latest;
        let mut value =
            if place.dated { "a date, for the newest version that is not after it" } else { "a version" }.to_owned();
        let (name, place_in) = match place.carrier {
            Carrier::Header { name, service, .. } => {
                if let Some(service) = service {
                    value = format!("`{service}` and {value}");
                }
                if self.negotiation.latest {
                    value += &match service {
                        Some(service) => format!(", or `{service} latest`"),
                        None => ", or `latest`".to_owned(),
                    };
                }
                if service.is_some() {
                    is_bare = false;
                    value += "; what it says of other services is passed over";
                }
                (name, ParameterIn::Header)
            }
            Carrier::Query { name } => {
                if self.negotiation.latest {
                    value += ", or `latest`";
                }
                (name, ParameterIn::Query)
            }
            Carrier::MediaType { .. } | Carrier::Path { .. } => return None,
        };
        if place.dated && is_bare {
            object.format = Some(SchemaFormat::Custom("date".to_owned()));
        }
        let is_only = self.negotiation.sources.len() == 1;
        let absent = match self.negotiation.absent {
            Absent::Oldest => "it is the oldest".to_owned(),
            Absent::Newest => "it is the newest".to_owned(),
            Absent::Is(version) => format!("it is {version}"),
            Absent::Refused => "the request is refused".to_owned(),
        };
        let carrier = if place_in == ParameterIn::Query { "parameter" } else { "header" };
        let otherwise = if is_only {
            format!("Without the {carrier}, {absent}")
        } else {
            format!("Where nothing says which, {absent}")
        };
        let mut parameter = Parameter::new(name);
        let is_required = is_only && matches!(self.negotiation.absent, Absent::Refused);
        parameter.required = if is_required { Required::True } else { Required::False };
        parameter.parameter_in = place_in;
        parameter.description = Some(format!("The version to answer in: {value}. {otherwise}"));
        parameter.schema = Some(object.into());
        Some(parameter)
    }
}
