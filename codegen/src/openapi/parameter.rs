//! Parameters: the variables of the path, the fields of the query, headers.

use terrace_model::{Class, Field, PageLimits, Part, Segment, Shape, Type, Variable};
use utoipa::Number;
use utoipa::openapi::path::{Parameter, ParameterIn};
use utoipa::openapi::schema::{Object, Schema, SchemaType, Type as JsonType};
use utoipa::openapi::{Deprecated, RefOr, Required};

use super::condition;
use super::notes::text;
use super::schema::{AnySchema, Schemas, fields, strip};
use super::site::Site;
use super::websocket;
use crate::source::Source;

/// The parameters of one operation: those of the path from left to right, then the others in the order read.
pub(super) fn parameters(sites: &[Site], source: &Source, schemas: &mut Schemas<'_>) -> Vec<Parameter> {
    let mut parameters: Vec<Parameter> = Vec::new();
    for site in sites {
        let variables = site.segments.iter().filter_map(|segment| match segment {
            Segment::Variable(variable) => Some(variable),
            Segment::Literal(_) => None,
        });
        let found = variables.map(|variable| in_path(site, variable, schemas)).collect::<Vec<_>>();
        let others = others(site, source, schemas);
        for parameter in found.into_iter().chain(others) {
            let is_same =
                |known: &Parameter| known.name == parameter.name && known.parameter_in == parameter.parameter_in;
            if !parameters.iter().any(is_same) {
                parameters.push(parameter);
            }
        }
    }
    parameters
}

fn in_path(site: &Site, variable: &Variable<'static>, schemas: &mut Schemas<'_>) -> Parameter {
    let mut parameter = Parameter::new(variable.name);
    parameter.parameter_in = ParameterIn::Path;
    let ty = type_of(site, variable);
    let mut schema = ty.map_or_else(|| Object::with_type(JsonType::String).into(), |ty| schemas.read(ty));
    if let RefOr::T(Schema::Object(object)) = &mut schema
        && object.schema_type == SchemaType::Type(JsonType::String)
        && object.format.is_none()
        && object.enum_values.is_none()
    {
        object.pattern = pattern(variable.class).map(str::to_owned);
    }
    parameter.schema = Some(schema);
    if variable.class == Class::Rest {
        parameter.description = Some("The rest of the path, slashes included".to_owned());
    }
    parameter
}

/// The type that a variable is read as: an argument's, else the key's.
fn type_of(site: &Site, variable: &Variable<'static>) -> Option<&'static Type> {
    let mut found = None;
    site.each_part(&mut |name, part| {
        if let Part::Path(ty) | Part::Mount(ty) = part
            && name == variable.name
        {
            found = Some(*ty);
        }
    });
    let keys = || site.resource.node.lineage().into_iter().filter_map(|node| node.key);
    found.or_else(|| keys().find(|key| key.variable.name == variable.name).map(|key| key.ty))
}

fn others(site: &Site, source: &Source, schemas: &mut Schemas<'_>) -> Vec<Parameter> {
    let mut parameters = Vec::new();
    site.each_part(&mut |name, part| match part {
        Part::Query(ty) => match fields(strip(ty).shape) {
            Some(fields) => parameters.extend(fields.iter().filter_map(|field| in_query(field, schemas))),
            None => parameters.push(other(name.to_owned(), ParameterIn::Query, ty, schemas)),
        },
        Part::Page(limits) => parameters.extend(page(limits, source, schemas)),
        Part::Header(ty) => {
            let name = name.trim_start_matches("r#").replace('_', "-");
            parameters.push(other(name, ParameterIn::Header, ty, schemas));
        }
        Part::Cookie(ty) => {
            let name = name.trim_start_matches("r#").to_owned();
            parameters.push(other(name, ParameterIn::Cookie, ty, schemas));
        }
        Part::NamedHeader(name, ty) => {
            parameters.push(other((*name).to_owned(), ParameterIn::Header, ty, schemas));
        }
        Part::WebSocket => parameters.extend(websocket::parameters()),
        _ => {}
    });
    parameters.extend(condition::parameters(site, schemas));
    // OpenAPI describes these three elsewhere, and ignores parameters of their names.
    parameters.retain(|parameter| {
        let reserved = ["accept", "content-type", "authorization"];
        parameter.parameter_in != ParameterIn::Header
            || !reserved.iter().any(|name| parameter.name.eq_ignore_ascii_case(name))
    });
    parameters
}

fn in_query(field: &'static Field, schemas: &mut Schemas<'_>) -> Option<Parameter> {
    if !schemas.has_parameter(field) {
        return None;
    }
    let mut parameter = Parameter::new(field.name);
    parameter.parameter_in = ParameterIn::Query;
    parameter.required = if field.is_required(schemas.version()) { Required::True } else { Required::False };
    parameter.description = Some(text(&field.doc)).filter(|text| !text.is_empty());
    parameter.deprecated = field.deprecation.holds(schemas.version()).then_some(Deprecated::True);
    parameter.schema = Some(without_description(schemas.parameter(field)));
    Some(parameter)
}

/// The parameters that cut a list into pages.
fn page(limits: &'static PageLimits, source: &Source, schemas: &mut Schemas<'_>) -> [Parameter; 2] {
    let PageLimits { marker, default, maximum } = *limits;
    let [limit_name, marker_name] = PageLimits::NAMES;
    let mut number = Object::with_type(JsonType::Integer);
    let about = if source.dialect.clamps_limits() {
        number.minimum = Some(Number::Int(0));
        format!("The most to list; {maximum} is the most that there may be, whatever is asked for")
    } else {
        number.minimum = Some(Number::Int(1));
        number.maximum = Some(Number::UInt(maximum as usize));
        "The most to list".to_owned()
    };
    number.default = Some(default.into());
    let mut limit = Parameter::new(limit_name);
    limit.parameter_in = ParameterIn::Query;
    limit.required = Required::False;
    limit.description = Some(about);
    limit.schema = Some(number.into());
    let mut behind = Parameter::new(marker_name);
    behind.parameter_in = ParameterIn::Query;
    behind.required = Required::False;
    behind.description = Some("The last one on the page before: list what follows it".to_owned());
    behind.schema = Some(schemas.read(marker));
    [limit, behind]
}

fn other(name: String, place: ParameterIn, ty: &'static Type, schemas: &mut Schemas<'_>) -> Parameter {
    let is_required = !ty.is_optional() && !matches!(strip(ty).shape, Shape::Map { .. } | Shape::List(_));
    let mut parameter = Parameter::new(name);
    parameter.parameter_in = place;
    parameter.required = if is_required { Required::True } else { Required::False };
    parameter.schema = Some(schemas.read(strip(ty)));
    parameter
}

/// The parameter says what the field's doc says; its schema need not say it again.
fn without_description(schema: AnySchema) -> AnySchema {
    match schema {
        RefOr::T(Schema::Object(mut object)) => {
            object.description = None;
            object.into()
        }
        RefOr::T(Schema::Array(mut array)) => {
            array.description = None;
            array.into()
        }
        RefOr::Ref(mut reference) => {
            reference.description = String::new();
            RefOr::Ref(reference)
        }
        other => other,
    }
}

/// A class as a regular expression on which ECMA-262 and others agree.
fn pattern(class: Class) -> Option<&'static str> {
    match class {
        Class::Uuid => Some("^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$"),
        Class::Digits => Some("^[0-9]+$"),
        Class::Hex => Some("^[0-9a-f-]+$"),
        Class::Slug => Some("^[A-Za-z0-9_-]+$"),
        Class::Any | Class::Rest => None,
    }
}
