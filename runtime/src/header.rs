//! What headers hold, in requests and in answers: a value, perhaps none, or a list.

use http::StatusCode;
use http::header::{HeaderName, HeaderValue, SET_COOKIE};
use terrace_model::{Answer, Answers, HeaderDoc, Status, Type};

use crate::answer::{Response, restatus};
use crate::context::Context;
use crate::failure::Failure;
use crate::json::WriteError;
use crate::model::{Model, Parameter};
use crate::query::write_text;

/// What a header may hold: a [`Parameter`], an `Option` of one for a header that may be absent, or a `Vec` for a list, whose
/// items are between commas (RFC 9110, section 5.6.1); an absent header is an empty list.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be in a header",
    label = "has no form as plain text",
    note = "numbers, `String`, `bool`, `Uuid`, `ETag` and `#[model]` enums without content can, an `Option` or a `Vec` of one too"
)]
pub trait HeaderContent: Sized + Send {
    /// What it is. An `Option` may be absent, and so may a list.
    const TYPE: Type;

    /// Reads the values that were sent, one for each header of the name.
    ///
    /// # Errors
    ///
    /// What is wrong, for the client.
    fn from_values(values: &[&str]) -> Result<Self, String>;

    /// The values to be sent: those of a list are sent between commas, none are not sent.
    ///
    /// # Errors
    ///
    /// Where a value has no form as text, which is answered with 500.
    fn to_values(&self) -> Result<Vec<String>, WriteError>;

    // What generated code does with a header of an answer. It is here so that all that is said of a field's type is said by this
    // trait, and a type that cannot be in a header is reported once.

    #[doc(hidden)]
    fn add(&self, response: Response, cx: &Context, name: &'static str) -> Response {
        match cx.scope().in_answer(|| self.to_values()) {
            Ok(values) => add(values, response, cx, name),
            Err(error) => cx.fail(&Failure::internal(error)),
        }
    }
}

impl<T: Parameter> HeaderContent for T {
    const TYPE: Type = <T as Model>::TYPE;

    fn from_values(values: &[&str]) -> Result<Self, String> {
        match values {
            [] => Err("missing".to_owned()),
            [text] => T::from_text(text),
            _ => Err("given more than once".to_owned()),
        }
    }

    fn to_values(&self) -> Result<Vec<String>, WriteError> {
        Ok(vec![write_text(self)?])
    }
}

impl<T: Parameter> HeaderContent for Option<T>
where
    Option<T>: Model,
{
    const TYPE: Type = <Option<T> as Model>::TYPE;

    fn from_values(values: &[&str]) -> Result<Self, String> {
        if values.is_empty() { Ok(None) } else { T::from_values(values).map(Some) }
    }

    fn to_values(&self) -> Result<Vec<String>, WriteError> {
        self.iter().map(write_text).collect()
    }
}

impl<T: Parameter> HeaderContent for Vec<T> {
    const TYPE: Type = <Vec<T> as Model>::TYPE;

    fn from_values(values: &[&str]) -> Result<Self, String> {
        values.iter().flat_map(|line| items(line)).map(T::from_text).collect()
    }

    fn to_values(&self) -> Result<Vec<String>, WriteError> {
        self.iter().map(write_text).collect()
    }
}

/// The items between the commas of a list; a comma in quotes is none. Empty ones are no items.
fn items(line: &str) -> impl Iterator<Item = &str> {
    let (mut quoted, mut escaped) = (false, false);
    let items = line.split(move |found| {
        match found {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            _ => {}
        }
        found == ',' && !quoted
    });
    items.map(str::trim).filter(|item| !item.is_empty())
}

/// An answer as `#[derive(Answer)]` declares it: what is inside, with a status, words and headers of its own.
pub const fn declared(
    inner: &Answers,
    status: Option<u16>,
    description: &'static str,
    headers: &'static [HeaderDoc],
) -> Answer {
    assert!(
        inner.own.len() == 1,
        "a body of `#[derive(Answer)]` is one plain answer, as `Json<…>`; a `Result` or an `Option` goes around the whole"
    );
    let inner = inner.own[0];
    assert!(
        inner.headers.is_empty() || headers.is_empty(),
        "a body of `#[derive(Answer)]` has no headers of its own beside those of fields; make `Location` a field too"
    );
    let answer = Answer { headers: if headers.is_empty() { inner.headers } else { headers }, ..inner };
    let answer = Answer { description: if description.is_empty() { inner.description } else { description }, ..answer };
    match status {
        Some(status) => Answer { status: Status::Is(status), ..answer },
        None => answer,
    }
}

/// A response with a status of its own, where one is declared.
pub fn answered(response: Response, status: Option<u16>) -> Response {
    match status.and_then(|status| StatusCode::from_u16(status).ok()) {
        Some(status) => restatus(response, status),
        None => response,
    }
}

/// A response with one more header. What became a failure on the way has none.
fn add(values: Vec<String>, mut response: Response, cx: &Context, name: &'static str) -> Response {
    if !response.status().is_success() && !response.status().is_redirection() {
        return response;
    }
    let name = HeaderName::from_static(name);
    // Of all lists, that of cookies alone cannot be written between commas (RFC 6265, section 3).
    let lines = if name == SET_COOKIE || values.len() < 2 { values } else { vec![values.join(", ")] };
    for line in lines {
        match HeaderValue::try_from(line) {
            Ok(value) => _ = response.headers_mut().append(&name, value),
            Err(error) => return cx.fail(&Failure::internal(format!("the header `{name}`: {error}"))),
        }
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_between_commas() {
        let check = |values: &[&str], expected: &[&str]| {
            let expected: Vec<String> = expected.iter().map(|item| (*item).to_owned()).collect();
            assert_eq!(Vec::<String>::from_values(values), Ok(expected), "{values:?}");
        };
        check(&[], &[]);
        check(&[" , "], &[]);
        check(&["a", "b , c,,d"], &["a", "b", "c", "d"]);
        check(&[r#""a,b", "c\",d", e"#], &[r#""a,b""#, r#""c\",d""#, "e"]);
        assert_eq!(Vec::<u8>::from_values(&["1, 2", "3"]), Ok(vec![1, 2, 3]));
        assert!(Vec::<u8>::from_values(&["1, x"]).is_err());
        assert_eq!(vec![1_u8, 2].to_values().expect("texts"), ["1", "2"]);
        assert!(f64::NAN.to_values().is_err());
    }

    #[test]
    fn a_value_is_there_once_or_not_at_all() {
        assert_eq!(u8::from_values(&[]), Err("missing".to_owned()));
        assert_eq!(u8::from_values(&["1", "2"]), Err("given more than once".to_owned()));
        assert_eq!(Option::<u8>::from_values(&[]), Ok(None));
        assert_eq!(Option::<u8>::from_values(&["1"]), Ok(Some(1)));
        assert_eq!(None::<u8>.to_values().expect("texts"), [""; 0]);
    }
}
