//! Fields and parameters of other crates' types: what is read and written is what documents say, seen by a validator with formats.

use serde_json::{Value, json};
use terrace::TestClient;
use terrace::prelude::*;
use terrace_codegen::checked;

use crate::print;

/// One of each.
#[model]
struct All {
    chrono_utc: Option<chrono::DateTime<chrono::Utc>>,
    chrono_fixed: Option<chrono::DateTime<chrono::FixedOffset>>,
    chrono_date: Option<chrono::NaiveDate>,
    chrono_time: Option<chrono::NaiveTime>,
    chrono_local: Option<chrono::NaiveDateTime>,
    jiff_timestamp: Option<jiff::Timestamp>,
    jiff_date: Option<jiff::civil::Date>,
    jiff_time: Option<jiff::civil::Time>,
    jiff_local: Option<jiff::civil::DateTime>,
    jiff_duration: Option<jiff::SignedDuration>,
    jiff_span: Option<jiff::Span>,
    time_moment: Option<time::OffsetDateTime>,
    time_date: Option<time::Date>,
    time_time: Option<time::Time>,
    time_local: Option<time::PrimitiveDateTime>,
    url: Option<url::Url>,
    decimal: Option<rust_decimal::Decimal>,
    uuid: Option<Uuid>,
}

/// Several of one.
#[model]
struct Many {
    days: Vec<jiff::civil::Date>,
    prices: Vec<rust_decimal::Decimal>,
}

/// Values.
#[controller(path = "/values", key = day: time::Date)]
struct Values;

#[routes]
impl Values {
    /// Say a value.
    #[index]
    async fn index(&self, all: Query<All>) -> Json<All> {
        Json(all.0)
    }

    /// Send a value.
    #[create(status = 200)]
    async fn create(&self, all: Json<All>) -> Json<All> {
        all
    }

    /// Send several.
    #[post("/many")]
    async fn many(&self, many: Json<Many>) -> Json<Many> {
        many
    }

    /// Say a day.
    #[show]
    async fn show(&self, day: Path<time::Date>, at: Header<Option<jiff::Timestamp>>) -> Json<All> {
        let moment = day.into_inner().midnight().assume_utc();
        let none = All { time_moment: Some(moment), jiff_timestamp: at.into_inner(), ..nothing() };
        Json(none)
    }
}

api! {
    /// What other crates have.
    struct Foreign at "/";
    controllers: [Values];
}

fn nothing() -> All {
    terrace::json::read(b"{}", None).expect("all may be absent")
}

fn client() -> TestClient<Foreign> {
    checked(TestClient::new(Foreign::new(())))
}

const MOMENTS: [&str; 4] = ["chrono_utc", "chrono_fixed", "jiff_timestamp", "time_moment"];
const DATES: [&str; 3] = ["chrono_date", "jiff_date", "time_date"];
const TIMES: [&str; 3] = ["chrono_time", "jiff_time", "time_time"];
const LOCALS: [&str; 3] = ["chrono_local", "jiff_local", "time_local"];

/// What is read of a value that is sent as a field, and as a parameter.
async fn told(field: &str, text: &str) -> Result<String, String> {
    let sent = json!({ field: text }).to_string();
    let answer = client().post("/values").header("content-type", "application/json").body(sent).await;
    let body: Value = serde_json::from_str(answer.text()).expect("JSON");
    let escaped: String = form_urlencoded(text);
    let asked = client().get(&format!("/values?{field}={escaped}")).await;
    assert_eq!(asked.status(), answer.status(), "{field}: {text}");
    if answer.status() == 200 {
        assert_eq!(asked.text(), answer.text());
        return Ok(body[field].as_str().expect("text").to_owned());
    }
    assert_eq!((answer.status().as_u16(), &body["errors"][0]["pointer"]), (400, &json!(format!("/{field}"))), "{body}");
    Err(body["errors"][0]["detail"].as_str().expect("text").to_owned())
}

fn form_urlencoded(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

async fn same(fields: &[&str], texts: &[(&str, &str)]) {
    for field in fields {
        for (text, written) in texts {
            assert_eq!(told(field, text).await, Ok((*written).to_owned()), "{field}: {text}");
        }
    }
}

async fn refused(fields: &[&str], what: &str, texts: &[&str]) {
    for field in fields {
        for text in texts {
            let expected = format!("expected {what}, found the text {text:?}");
            assert_eq!(told(field, text).await, Err(expected), "{field}: {text}");
        }
    }
}

#[tokio::test]
async fn a_moment_is_that_of_rfc_3339_in_every_crate() {
    let alike = [
        ("2025-06-30T12:00:00Z", "2025-06-30T12:00:00Z"),
        ("2025-06-30t12:00:00z", "2025-06-30T12:00:00Z"),
        ("2025-06-30T12:00:00.25Z", "2025-06-30T12:00:00.25Z"),
        ("2024-02-29T23:59:59.123456789+00:00", "2024-02-29T23:59:59.123456789Z"),
    ];
    same(&["jiff_timestamp", "time_moment"], &alike).await;
    let in_threes = |text: &'static str| (text, text);
    same(&["chrono_utc", "chrono_fixed"], &["2025-06-30T12:00:00Z", "2025-06-30T12:00:00.250Z"].map(in_threes)).await;
    same(&["chrono_utc", "jiff_timestamp"], &[("2025-06-30T12:00:00+02:00", "2025-06-30T10:00:00Z")]).await;
    same(&["chrono_fixed", "time_moment"], &[("2025-06-30T12:00:00+02:00", "2025-06-30T12:00:00+02:00")]).await;
    let texts = [
        "",
        "yesterday",
        "2025-06-30",
        "2025-06-30T12:00:00",
        "2025-06-30 12:00:00Z",
        "2025-06-30T12:00Z",
        "20250630T120000Z",
        "2025-06-30T12:00:00+02",
        "2025-06-30T12:00:00Z[UTC]",
        "2025-02-29T12:00:00Z",
        "2025-06-30T25:00:00Z",
        "2025-06-30T12:00:00.1234567891Z",
        " 2025-06-30T12:00:00Z",
        "+002025-06-30T12:00:00Z",
    ];
    refused(&MOMENTS, "a date and time with its offset, as RFC 3339 has it", &texts).await;
}

#[tokio::test]
async fn days_and_local_times_are_alike_in_every_crate() {
    let as_it_is = |text: &'static str| (text, text);
    same(&DATES, &["2024-02-29", "0001-01-01", "9999-12-31"].map(as_it_is)).await;
    refused(&DATES, "a date", &["2025-02-29", "2025-6-1", "20250601", "2025-W01-1", "2025-06-01T00:00:00"]).await;
    same(&TIMES, &["00:00:00", "23:59:59.125"].map(as_it_is)).await;
    refused(&TIMES, "a time of day without an offset", &["24:00:00", "12:00", "12:00:00Z", "noon"]).await;
    same(&LOCALS, &["2025-06-30T12:00:00", "2025-06-30T12:00:00.125"].map(as_it_is)).await;
    let texts = ["2025-06-30T12:00:00Z", "2025-06-30 12:00:00", "2025-06-30", "2025-06-31T12:00:00"];
    refused(&LOCALS, "a date and time without an offset", &texts).await;
}

#[tokio::test]
async fn lengths_of_time_are_those_of_iso_8601() {
    let as_it_is = |text: &'static str| (text, text);
    same(&["jiff_duration", "jiff_span"], &["PT0S", "PT1H30M", "-PT1.5S", "PT2H0.000000001S"].map(as_it_is)).await;
    same(&["jiff_span"], &["P1Y2M3W4D", "-P1M", "P1DT12H", "P2W"].map(as_it_is)).await;
    let hours = "a duration in hours, minutes and seconds, as `PT1H30M`";
    refused(&["jiff_duration"], hours, &["", "PT", "P1D", "1h 30m", "PT1.5H", "pt1h", "+PT1H"]).await;
    refused(&["jiff_span"], "a duration, as `P1Y2M` or `PT1H30M`", &["P", "P1DT", "1 day", "P1.5D", "P1D1Y"]).await;
}

#[tokio::test]
async fn a_url_is_absolute_and_a_decimal_is_exact() {
    let urls = [
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        ("HTTP://Example.org:80/%7Ea", "http://example.org/%7Ea"),
        ("http://[::1]:8080/", "http://[::1]:8080/"),
        ("mailto:a@example.org", "mailto:a@example.org"),
    ];
    same(&["url"], &urls).await;
    refused(
        &["url"],
        "an absolute URL",
        &["", "/a", "example.org", "http://", "http://a b/", "https://bücher.example/"],
    )
    .await;
    let as_it_is = |text: &'static str| (text, text);
    same(&["decimal"], &["0", "12.50", "-0.1", "79228162514264337593543950335"].map(as_it_is)).await;
    let texts =
        ["", "1e3", "1_000", "+1", ".5", "1.", "79228162514264337593543950336", "0.12345678901234567890123456789"];
    refused(&["decimal"], "a decimal number in quotes, as \"12.50\"", &texts).await;
}

#[test]
fn what_the_form_cannot_tell_is_not_written() {
    let unwritten = |all: All| {
        let error = terrace::json::write(&all, None).expect_err("no form");
        std::error::Error::source(&error).expect("a cause").to_string()
    };
    let far = chrono::NaiveDate::from_ymd_opt(12_345, 1, 1).expect("a day");
    let told = unwritten(All { chrono_date: Some(far), ..nothing() });
    assert_eq!(told, "`+12345-01-01` cannot be written as a date");
    let early = jiff::civil::date(-5, 1, 1);
    let told = unwritten(All { jiff_date: Some(early), ..nothing() });
    assert_eq!(told, "`-000005-01-01` cannot be written as a date");
    let odd = time::UtcOffset::from_hms(1, 2, 3).expect("an offset");
    let odd = time::OffsetDateTime::UNIX_EPOCH.to_offset(odd);
    let told = unwritten(All { time_moment: Some(odd), ..nothing() });
    assert!(told.ends_with("cannot be written as a date and time with its offset, as RFC 3339 has it"), "{told}");
    // What browsers leave as it is is written as others read it.
    let url = "http://example.org/a|b?c={d}".parse().expect("a browser reads it");
    let written = terrace::json::write(&All { url: Some(url), ..nothing() }, None).expect("a form");
    assert!(String::from_utf8_lossy(&written).contains("http://example.org/a%7Cb?c=%7Bd%7D"));
}

#[tokio::test]
async fn items_paths_and_headers_are_read_alike() {
    let many = |text: &str| {
        let request = client().post("/values/many").header("content-type", "application/json");
        request.body(text.to_owned())
    };
    let good = r#"{"days":["2025-06-30","2025-07-01"],"prices":["1.10"]}"#;
    assert_eq!(many(good).await.text(), good);
    let bad = many(r#"{"days": ["2025-06-30", "2025-06-31"], "prices": []}"#).await;
    assert!(bad.text().contains(r#""pointer":"/days/1""#), "{}", bad.text());
    let number = many(r#"{"days": [], "prices": [1.1]}"#).await;
    assert!(
        number.text().contains("expected a decimal number in quotes, as \\\"12.50\\\", found 1.1"),
        "{}",
        number.text()
    );

    let day = client().get("/values/2025-06-30").header("at", "2025-06-30T12:00:00Z").await;
    assert!(day.text().contains(r#""time_moment":"2025-06-30T00:00:00Z""#), "{}", day.text());
    assert_eq!(client().get("/values/2025-06-31").await.status(), 404);
    assert_eq!(client().get("/values/2025-06-30").header("at", "noon").await.status(), 400);
}

#[test]
fn documents_name_the_forms() {
    let document: Value = serde_json::from_str(&print::<Foreign>(&["openapi", "--format", "json"])).expect("JSON");
    let schema = |field: &str| {
        let mut schema = document["components"]["schemas"]["All"]["properties"][field].clone();
        assert_eq!(schema["type"], json!(["string", "null"]), "{field}");
        schema.as_object_mut().expect("an object").remove("type");
        schema
    };
    let formats: [(&[&str], &str); 5] = [
        (&MOMENTS, "date-time"),
        (&DATES, "date"),
        (&TIMES, "time-local"),
        (&LOCALS, "date-time-local"),
        (&["url"], "uri"),
    ];
    for (fields, format) in formats {
        for field in fields {
            assert_eq!(schema(field), json!({ "format": format }), "{field}");
        }
    }
    assert_eq!(schema("decimal"), json!({ "pattern": "^-?[0-9]+([.][0-9]+)?$" }));
    assert!(schema("jiff_duration")["pattern"].is_string() && schema("jiff_span")["pattern"].is_string());
    let day = &document["paths"]["/values/{day}"]["get"]["parameters"][0];
    assert_eq!(day["schema"], json!({ "type": "string", "format": "date" }));
}
