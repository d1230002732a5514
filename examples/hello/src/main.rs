//! The smallest terrace API.

use terrace::prelude::*;

/// Words for somebody.
#[model]
struct Greeting {
    /// The words.
    text: String,
}

/// Greetings, one for every name.
#[controller(path = "/greetings", key = name: String)]
struct Greetings;

#[routes]
impl Greetings {
    /// Greet somebody.
    #[show]
    async fn show(&self, name: Path<String>) -> Json<Greeting> {
        Json(Greeting { text: format!("Hello, {}!", name.0) })
    }
}

api! {
    /// Hello.
    struct Hello at "/";
    controllers: [Greetings];
}

#[tokio::main]
async fn main() -> Result<(), terrace::ServeError> {
    terrace::serve(Hello::new(())).await
}

#[cfg(test)]
mod tests;
