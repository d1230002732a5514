use std::time::Duration;

use terrace::http::StatusCode;
use terrace::prelude::*;
use tower_http::timeout::TimeoutLayer;

pipeline! {
    pub Keystone: [TimeoutLayer::with_status_code(StatusCode::GATEWAY_TIMEOUT, Duration::from_secs(1))]
}

fn main() {}
