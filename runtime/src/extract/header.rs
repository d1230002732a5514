//! Headers.

use http::HeaderName;
use terrace_model::{Answers, Part};

use super::FromRequest;
use crate::context::Context;
use crate::controller::Controller;
use crate::failure::{self, Failure};
use crate::header::HeaderContent;

/// The header of the argument's name, with `-` for `_`. `Header<Option<T>>` is `None` where the request has none, and
/// `Header<Vec<T>>` reads a list, between commas or in several headers.
///
/// ```
/// use terrace::prelude::*;
///
/// #[controller(path = "/sum")]
/// struct Sum;
///
/// #[routes]
/// impl Sum {
///     #[index]
///     async fn index(&self, x_number: Header<Vec<u32>>) -> Json<u32> {
///         Json(x_number.iter().sum())
///     }
/// }
///
/// api! {
///     struct Site at "/";
///     controllers: [Sum];
/// }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() {
/// let client = terrace::TestClient::new(Site::new(()));
/// assert_eq!(client.get("/sum").header("x-number", "1, 2").header("x-number", "3").await.text(), "6");
/// assert_eq!(client.get("/sum").await.text(), "0");
/// # }
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Header<T>(pub T);

impl<C: Controller, T: HeaderContent> FromRequest<C> for Header<T> {
    const PART: Part = Part::Header(&T::TYPE);
    const ANSWERS: Answers = Answers { own: &[failure::answer(400, "")], parts: &[] };

    async fn from_request(cx: &mut Context, name: &'static str) -> Result<Self, Failure> {
        let name = wire_name(name);
        let values: Result<Vec<&str>, _> = match HeaderName::try_from(&name) {
            Ok(header) => cx.headers().get_all(header).iter().map(|value| str::from_utf8(value.as_bytes())).collect(),
            Err(_) => Ok(Vec::new()),
        };
        match values {
            Ok(values) => {
                let read = cx.scope().in_request(|| T::from_values(&values));
                read.map(Header).map_err(|detail| Failure::of_parameter(name, detail))
            }
            Err(_) => Err(Failure::of_parameter(name, "not UTF-8")),
        }
    }
}

fn wire_name(name: &str) -> String {
    name.trim_start_matches("r#").replace('_', "-")
}
