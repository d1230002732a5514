//! Ten calls to a service, with the client that progenitor generated of its document: `terrace-generated SERVICE BASE`.

mod bookshop;
mod compute;

use std::env;
use std::error::Error;

use reqwest::header::{HeaderName, HeaderValue};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let [service, base] = env::args().skip(1).collect::<Vec<_>>().try_into().map_err(|_| "say SERVICE and BASE")?;
    match service.as_str() {
        "bookshop" => bookshop::calls(&base).await,
        "compute" => compute::calls(&base).await,
        _ => Err(format!("there are no calls for `{service}`").into()),
    }
}

/// A connection that sends some headers with every request.
fn connection(headers: &[(&'static str, &'static str)]) -> reqwest::Result<reqwest::Client> {
    let named = |&(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value));
    reqwest::Client::builder().default_headers(headers.iter().map(named).collect()).build()
}

/// Tells that a call was answered as it should.
fn done(call: &str) {
    println!("ok   {call}");
}
