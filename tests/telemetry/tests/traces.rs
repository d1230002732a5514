//! What is told to OpenTelemetry.

use opentelemetry::global;
use opentelemetry::trace::{SpanId, SpanKind, Status, TraceId, TracerProvider};
use opentelemetry_sdk::propagation::TraceContextPropagator;
use opentelemetry_sdk::trace::{InMemorySpanExporter, SdkTracerProvider};
use terrace::filter::{Next, Request};
use terrace::prelude::*;
use terrace::{Response, TestClient};
use tracing_subscriber::layer::SubscriberExt;

versions! { Editions: "1", "2" }

#[controller(path = "/pages", key = page: u8, versions = Editions)]
struct Pages;

#[routes]
impl Pages {
    #[show(since = V2)]
    async fn show(&self, page: Path<u8>) -> Result<String> {
        tracing::info!("turned");
        if *page == 0 { Err("no page 0")? } else { Ok(format!("page {}", *page)) }
    }
}

api! {
    struct Book(Editions) at "/book";
    negotiate: header("Edition");
    controllers: [Pages];
}

/// Lets all pass.
#[filter]
async fn open(request: Request, next: impl Next) -> Response {
    next.run(request).await
}

pipeline! { Front: [open] }

api! {
    struct Behind(Editions) at "/behind";
    negotiate: header("Edition");
    pipeline: Front;
    controllers: [Pages];
}

#[tokio::test]
async fn a_request_is_a_part_of_its_callers_trace() {
    let exporter = InMemorySpanExporter::default();
    let provider = SdkTracerProvider::builder().with_simple_exporter(exporter.clone()).build();
    global::set_text_map_propagator(TraceContextPropagator::new());
    let layer = tracing_opentelemetry::layer().with_tracer(provider.tracer("book"));
    let _log = tracing::subscriber::set_default(tracing_subscriber::registry().with(layer));
    let client = TestClient::new(Book::new(()));
    let behind = TestClient::new(Behind::new(()));
    let trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    client.get("/book/pages/1").header("edition", "2").header("traceparent", trace).await;
    client.get("/book/pages/0").header("edition", "2").await;
    client.get("/nowhere").await;
    behind.get("/behind/pages/1").header("edition", "2").await;
    provider.force_flush().expect("it was written");
    let spans = exporter.get_finished_spans().expect("they are kept");
    let [joined, failed, unrouted, filtered] = &*spans else { panic!("{spans:?}") };

    assert_eq!(joined.span_context.trace_id(), TraceId::from_hex("0af7651916cd43dd8448eb211c80319c").expect("an id"));
    assert_eq!(joined.parent_span_id, SpanId::from_hex("b7ad6b7169203331").expect("an id"));
    assert_eq!((&*joined.name, &joined.span_kind), ("GET /book/pages/{page}", &SpanKind::Server));
    let field = |name: &str| {
        let known = joined.attributes.iter().find(|field| field.key.as_str() == name);
        known.map(|field| field.value.to_string()).unwrap_or_default()
    };
    for (name, value) in [
        ("http.request.method", "GET"),
        ("url.path", "/book/pages/1"),
        ("http.route", "/book/pages/{page}"),
        ("operation", "pages_show"),
        ("handler", "Pages::show"),
        ("version", "2"),
        ("http.response.status_code", "200"),
        ("http.response.body.size", "6"),
    ] {
        assert_eq!(field(name), value, "{name}");
    }
    assert!(joined.events.iter().any(|event| event.name == "turned"), "{joined:?}");

    assert_eq!(failed.parent_span_id, SpanId::INVALID);
    assert!(matches!(failed.status, Status::Error { .. }), "{failed:?}");
    assert_eq!((&*unrouted.name, &unrouted.status), ("GET", &Status::Unset));
    assert_eq!(filtered.name, "GET /behind/pages/{page}", "the span was entered before the route was known");
}
