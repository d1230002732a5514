//! The handshake of a WebSocket: the headers by which a request asks for one (RFC 6455, section 4.1).

use utoipa::openapi::Required;
use utoipa::openapi::path::{Parameter, ParameterIn};
use utoipa::openapi::schema::{Object, Type as JsonType};

/// The headers of a request that asks for a WebSocket.
pub(super) fn parameters() -> [Parameter; 5] {
    [
        header("connection", Required::True, "`Upgrade`, among others", text()),
        header("upgrade", Required::True, "What to switch to", only("websocket")),
        header("sec-websocket-version", Required::True, "The version of the protocol", only("13")),
        header("sec-websocket-key", Required::True, "16 random bytes in Base64", pattern("^[A-Za-z0-9+/]{22}==$")),
        header("sec-websocket-protocol", Required::False, "Sub-protocols between commas, the preferred first", text()),
    ]
}

fn header(name: &str, required: Required, about: &str, schema: Object) -> Parameter {
    let mut parameter = Parameter::new(name);
    parameter.parameter_in = ParameterIn::Header;
    parameter.required = required;
    parameter.description = Some(about.to_owned());
    parameter.schema = Some(schema.into());
    parameter
}

fn text() -> Object {
    Object::with_type(JsonType::String)
}

fn only(value: &str) -> Object {
    let mut object = text();
    object.enum_values = Some(vec![value.into()]);
    object
}

fn pattern(pattern: &str) -> Object {
    let mut object = text();
    object.pattern = Some(pattern.to_owned());
    object
}
