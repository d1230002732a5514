//! The version in which models are read and written, who sends them, and what becomes of fields that they do not have.
//!
//! serde has no room for these beside a value, so they are in a thread-local. It is set around reading or writing one value,
//! never across an await; outside of it a model has its newest shape, the fields that either side sends, and refuses unknown ones.

use core::cell::Cell;

use terrace_model::{Access, Range, UnknownFields, Version};

use super::open::Added;

/// How the values of one request are read and written.
#[derive(Clone, Copy, Debug)]
pub struct Scope {
    version: Option<Version>,
    unknown: UnknownFields,
    /// What the API adds to models.
    additions: &'static [Added],
    /// Whose words a value is in; nobody's outside of a request.
    sender: Option<Sender>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sender {
    Client,
    Service,
}

thread_local! {
    static CURRENT: Cell<Scope> = const { Cell::new(Scope::NEWEST) };
}

impl Scope {
    /// The newest shape, and no other fields.
    pub(crate) const NEWEST: Scope = Scope::new(None, UnknownFields::Refuse);

    pub(crate) const fn new(version: Option<Version>, unknown: UnknownFields) -> Scope {
        Scope { version, unknown, additions: &[], sender: None }
    }

    /// The same with what an API adds to models.
    pub(crate) const fn with(self, additions: &'static [Added]) -> Scope {
        Scope { additions, ..self }
    }

    /// Reads, or writes, a value as clients send it.
    pub(crate) fn in_request<R>(self, work: impl FnOnce() -> R) -> R {
        Scope { sender: Some(Sender::Client), ..self }.entered(work)
    }

    /// Writes a value as the service sends it.
    pub(crate) fn in_answer<R>(self, work: impl FnOnce() -> R) -> R {
        Scope { sender: Some(Sender::Service), ..self }.entered(work)
    }

    /// Does something to values of any type.
    pub(super) fn entered<R>(self, work: impl FnOnce() -> R) -> R {
        let _outer = Outer(CURRENT.replace(self));
        work()
    }
}

/// The scope around another one, which it comes back to, also in a panic.
struct Outer(Scope);

impl Drop for Outer {
    fn drop(&mut self) {
        CURRENT.set(self.0);
    }
}

/// Whether something exists in the current version.
pub fn holds(range: &Range) -> bool {
    range.holds(CURRENT.get().version)
}

/// Whether one of several things does; without ranges all of them do.
pub(super) fn holds_nth(ranges: &[Range], at: usize) -> bool {
    ranges.get(at).is_none_or(holds)
}

/// Whether what is read or written has a field of this kind.
pub fn sent(access: Access) -> bool {
    match CURRENT.get().sender {
        Some(Sender::Client) => access.is_requested(),
        Some(Sender::Service) => access.is_answered(),
        None => true,
    }
}

/// Whether it has one of several fields; without kinds it has all of them.
pub(super) fn sent_nth(accesses: &[Access], at: usize) -> bool {
    accesses.get(at).is_none_or(|access| sent(*access))
}

/// What is added to models.
pub(super) fn additions() -> &'static [Added] {
    CURRENT.get().additions
}

/// Whether unknown fields are passed over.
pub(crate) fn drops_unknown() -> bool {
    CURRENT.get().unknown == UnknownFields::Drop
}

/// `2.26`, or what stands for it outside of a request.
pub(super) fn version() -> &'static str {
    CURRENT.get().version.map_or("the newest version", Version::label)
}

/// A type whose values have a default, which a field holds where it does not exist.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no default to hold in the versions without the field",
    label = "what is it before or after them?",
    note = "write `#[since(V…, default = …)]`, make it an `Option`, or implement `Default`"
)]
pub trait Beyond {
    /// The default.
    fn beyond() -> Self;
}

#[diagnostic::do_not_recommend]
impl<T: Default> Beyond for T {
    fn beyond() -> T {
        T::default()
    }
}

/// A type whose values have a default, which a field holds that clients do not send.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no default to hold in requests, which never have a read-only field",
    label = "what is it until the service knows?",
    note = "write `#[serde(default = \"path::to::function\")]`, make it an `Option`, or implement `Default`"
)]
pub trait Unsent {
    /// The default.
    fn unsent() -> Self;
}

#[diagnostic::do_not_recommend]
impl<T: Default> Unsent for T {
    fn unsent() -> T {
        T::default()
    }
}

#[cfg(test)]
mod tests {
    use crate::{json, versions};
    use serde_json::json;

    use super::*;

    versions! {
        Releases: "1", "2", "3", "4";
        crate: crate
    }

    #[derive(Debug, PartialEq, Clone)]
    #[crate::model(versions = Releases, crate = crate)]
    struct Book {
        title: String,
        #[since(V2)]
        tags: Option<Vec<String>>,
        #[since(V2, default = 7)]
        #[until(V4)]
        pages: u32,
        #[required_since(V3)]
        language: Option<String>,
        #[serde(rename = "price")]
        #[until(V3)]
        cents: u32,
        #[serde(rename = "price")]
        #[since(V3)]
        price: String,
        #[check(length = 1..=3, until = V2)]
        #[check(length = 2..=5, since = V2)]
        #[deprecated_since(V4)]
        shelf: String,
        #[since(V2)]
        state: State,
    }

    #[derive(Debug, PartialEq, Clone, Copy, Default)]
    #[crate::model(versions = Releases, since = V2, crate = crate)]
    #[serde(rename_all = "snake_case")]
    enum State {
        #[default]
        There,
        #[since(V3)]
        Lent,
        #[until(V4)]
        Lost,
    }

    fn at(version: &str) -> Scope {
        Scope::new(Releases::SET.find(version), UnknownFields::Refuse)
    }

    use crate::Versions as _;

    fn read(version: &str, text: &serde_json::Value) -> Result<Book, String> {
        let bytes = text.to_string();
        at(version).in_request(|| json::read(bytes.as_bytes(), None)).map_err(|error: json::Error| error.to_string())
    }

    fn written(version: Option<&str>, book: &Book) -> Result<serde_json::Value, String> {
        let scope = version.map_or(Scope::NEWEST, at);
        let bytes = scope.in_answer(|| json::write(book, None));
        let bytes =
            bytes.map_err(|error| core::error::Error::source(&error).map_or_else(String::new, ToString::to_string))?;
        Ok(serde_json::from_slice(&bytes).expect("JSON"))
    }

    fn book() -> Book {
        Book {
            title: "Emma".to_owned(),
            tags: None,
            pages: 300,
            language: None,
            cents: 5,
            price: "0.05".to_owned(),
            shelf: "B2".to_owned(),
            state: State::There,
        }
    }

    #[test]
    fn a_version_has_its_own_shape() {
        let check = |version, expected| assert_eq!(written(version, &book()), Ok(expected), "{version:?}");
        check(Some("1"), json!({ "title": "Emma", "language": null, "price": 5, "shelf": "B2" }));
        let second = json!({ "title": "Emma", "tags": null, "pages": 300, "language": null, "price": 5, "shelf": "B2", "state": "there" });
        check(Some("2"), second.clone());
        let mut third = second;
        third["price"] = json!("0.05");
        check(Some("3"), third.clone());
        third.as_object_mut().map(|third| third.remove("pages"));
        check(Some("4"), third.clone());
        check(None, third);
    }

    #[test]
    fn what_a_version_does_not_have_is_refused() {
        let check =
            |version, text, expected: &str| assert_eq!(read(version, &text), Err(expected.to_owned()), "{text}");
        let first = json!({ "title": "Emma", "price": 5, "shelf": "B2" });
        assert_eq!(read("1", &first), Ok(Book { pages: 7, price: String::new(), ..book() }));
        let with = |base: &serde_json::Value, name: &str, value| {
            let mut text = base.clone();
            text[name] = value;
            text
        };
        check(
            "1",
            with(&first, "pages", json!(1)),
            "/pages: unknown field `pages`, the fields are `title`, `language`, `price`, `shelf`",
        );
        check("1", with(&first, "shelf", json!("long")), "/shelf: expected 1 to 3 characters, found 4");
        check("2", first.clone(), "missing field `pages`");
        let second = with(&with(&first, "pages", json!(1)), "state", json!("there"));
        assert!(read("2", &with(&second, "shelf", json!("long"))).is_ok());
        check(
            "2",
            with(&second, "price", json!("1.0")),
            "/price: expected a whole number from 0 to 4294967295, found the text \"1.0\"",
        );
        check(
            "2",
            with(&second, "state", json!("lent")),
            "/state: unknown value `lent`, expected one of `there`, `lost`",
        );
        check("3", with(&second, "price", json!("1.0")), "missing field `language`");
    }

    #[test]
    fn a_value_that_a_version_does_not_have_is_not_written() {
        let lent = Book { state: State::Lent, ..book() };
        assert_eq!(written(Some("2"), &lent), Err("the variant `lent` does not exist in 2".to_owned()));
        assert!(written(Some("3"), &lent).is_ok());
        assert!(written(None, &lent).is_ok());
    }

    #[test]
    fn unknown_fields_are_dropped_where_the_api_says_so() {
        let scope = Scope::new(Releases::SET.find("1"), UnknownFields::Drop);
        let text = br#"{"title":"Emma","price":5,"shelf":"B2","tags":["a"],"more":{"a":[1]}}"#;
        let read = scope.in_request(|| json::read(text, None));
        assert_eq!(read, Ok(Book { pages: 7, price: String::new(), ..book() }));
        assert!(json::read::<Book>(text, None).is_err());
    }

    #[derive(Debug, PartialEq, Clone)]
    #[crate::model(versions = Releases, crate = crate)]
    struct Reader {
        #[read_only]
        number: u32,
        #[read_only]
        #[serde(default = "nobody")]
        host: String,
        name: String,
        #[write_only]
        #[since(V2)]
        #[check(length = 3..)]
        secret: String,
        #[read_only]
        #[since(V2)]
        loans: Option<u32>,
    }

    fn nobody() -> String {
        "nobody".to_owned()
    }

    fn reader() -> Reader {
        Reader { number: 0, host: nobody(), name: "Emma".to_owned(), secret: "abc".to_owned(), loans: None }
    }

    #[test]
    fn each_side_sends_its_own_fields() {
        let read = |version: &str, text: &serde_json::Value| {
            let bytes = text.to_string();
            at(version).in_request(|| json::read::<Reader>(bytes.as_bytes(), None)).map_err(|error| error.to_string())
        };
        let sent = json!({ "name": "Emma", "secret": "abc" });
        assert_eq!(read("2", &sent), Ok(reader()));
        assert_eq!(read("1", &json!({ "name": "Emma" })), Ok(Reader { secret: String::new(), ..reader() }));
        let check = |version, name: &str, value, expected: &str| {
            let mut text = sent.clone();
            text[name] = value;
            assert_eq!(read(version, &text), Err(expected.to_owned()), "{text}");
        };
        check("2", "number", json!(1), "/number: the field `number` is read-only, leave it out");
        check("2", "loans", json!(1), "/loans: the field `loans` is read-only, leave it out");
        check("2", "lent", json!(1), "/lent: unknown field `lent`, the fields are `name`, `secret`");
        check("1", "name", json!(1), "/name: expected text, found 1");
        check("2", "secret", json!("a"), "/secret: expected at least 3 characters, found 1");
        let write = |version| -> serde_json::Value {
            let bytes = at(version).in_answer(|| json::write(&reader(), None)).expect("every value can be written");
            serde_json::from_slice(&bytes).expect("JSON")
        };
        let answer = json!({ "number": 0, "host": "nobody", "name": "Emma", "loans": null });
        assert_eq!(write("2"), answer);
        assert_eq!(write("1"), json!({ "number": 0, "host": "nobody", "name": "Emma" }));
        let all = json::write(&reader(), None).expect("every value can be written");
        assert_eq!(json::read(&all, None), Ok(reader()), "outside of a request nothing is lost");
    }

    #[test]
    fn what_the_service_sends_is_dropped_from_requests_where_the_api_says_so() {
        let scope = Scope::new(Releases::SET.find("2"), UnknownFields::Drop);
        let text = br#"{"number":1,"name":"Emma","secret":"abc"}"#;
        assert_eq!(scope.in_request(|| json::read(text, None)), Ok(reader()));
    }

    #[derive(Debug, PartialEq)]
    #[crate::model(versions = Releases, crate = crate)]
    struct Member {
        since: u16,
        #[serde(flatten)]
        reader: Reader,
    }

    #[test]
    fn what_is_flattened_has_the_shape_of_its_version_and_side() {
        let read = |version: &str, text: &serde_json::Value| {
            let bytes = text.to_string();
            at(version).in_request(|| json::read::<Member>(bytes.as_bytes(), None)).map_err(|error| error.to_string())
        };
        let member = || Member { since: 1999, reader: reader() };
        assert_eq!(read("2", &json!({ "name": "Emma", "since": 1999, "secret": "abc" })), Ok(member()));
        let early = read("1", &json!({ "name": "Emma", "since": 1999, "secret": "abc" }));
        assert_eq!(early, Err("/secret: unknown field `secret`, the fields are `since`, `name`".to_owned()));
        let theirs = read("2", &json!({ "name": "Emma", "since": 1999, "secret": "abc", "number": 1 }));
        assert_eq!(theirs, Err("/number: the field `number` is read-only, leave it out".to_owned()));
        let bytes = at("1").in_answer(|| json::write(&member(), None)).expect("every value can be written");
        assert_eq!(bytes, r#"{"since":1999,"number":0,"host":"nobody","name":"Emma"}"#);
        let lenient = Scope::new(Releases::SET.find("2"), UnknownFields::Drop);
        let more = br#"{"since":1999,"name":"Emma","secret":"abc","number":1,"other":[]}"#;
        assert_eq!(lenient.in_request(|| json::read(more, None)), Ok(member()));
    }
}
