//! Failures: what their variants answer, and what `?` turns into them.

use std::error::Error;
use std::num::ParseIntError;

use terrace::{Answers, Failure, FromRef, Internal, IntoFailure, NotFound, Status};

/// Creating a server went wrong.
#[derive(Failure)]
enum CreateError {
    /// The name is taken.
    ///
    /// Names are unique in a project.
    #[failure(status = 409, title = "Name taken", detail = "a server named {name:?} exists ({{{count}}}, {name})")]
    Taken { name: String, count: u8 },
    #[failure(status = 403, title = "Quota exceeded")]
    Quota,
    /// The image is not ready.
    #[failure(status = 400)]
    Image,
    #[failure(status = 413, detail = "{1} of {0}")]
    Pair(u8, char),
    #[failure(transparent)]
    Missing(NotFound),
    #[failure(internal)]
    Other(Internal),
}

#[derive(Failure)]
#[failure(status = 404, detail = "no flavor {0}")]
struct NoFlavor(String);

#[derive(Failure)]
enum Either {
    #[failure(transparent)]
    Flavor(NoFlavor),
    #[failure(transparent)]
    Missing { inner: NotFound },
}

#[derive(Failure)]
enum Generic<T: core::fmt::Display + 'static> {
    #[failure(status = 400, detail = "not {0}")]
    Wrong(T),
}

fn answers(answers: &'static Answers) -> Vec<(u16, &'static str)> {
    let mut found = Vec::new();
    answers.each(&mut |answer| {
        if let Status::Is(status) = answer.status {
            found.push((status, answer.description));
        }
    });
    found
}

#[test]
fn variants_are_answers() {
    let check = |failure: CreateError, status: u16, title: &str, detail: Option<&str>| {
        let failure = failure.into_failure();
        assert_eq!((failure.status().as_u16(), failure.title_text(), failure.detail_text()), (status, title, detail));
    };
    let taken = CreateError::Taken { name: "a".to_owned(), count: 3 };
    check(taken, 409, "Name taken", Some("a server named \"a\" exists ({3}, a)"));
    check(CreateError::Quota, 403, "Quota exceeded", None);
    check(CreateError::Image, 400, "Bad Request", Some("The image is not ready"));
    check(CreateError::Pair(1, 'x'), 413, "Payload Too Large", Some("x of 1"));
    check(CreateError::Missing(NotFound::new("gone")), 404, "Not Found", Some("gone"));
    let flavor = Either::from(NoFlavor("7".to_owned())).into_failure();
    assert_eq!((flavor.status().as_u16(), flavor.detail_text()), (404, Some("no flavor 7")));
    assert_eq!(Either::from(NotFound::default()).into_failure().status(), 404);
    assert_eq!(Generic::Wrong("it").into_failure().detail_text(), Some("not it"));
}

#[test]
fn documents_know_all_answers() {
    assert_eq!(
        answers(&CreateError::ANSWERS),
        [
            (409, "The name is taken\n\nNames are unique in a project."),
            (403, "Quota exceeded"),
            (400, "The image is not ready"),
            (413, ""),
            (404, ""),
            (500, ""),
        ]
    );
    assert_eq!(answers(&Either::ANSWERS), [(404, ""), (404, "")]);
    assert_eq!(answers(&NoFlavor::ANSWERS), [(404, "")]);
}

#[test]
fn the_question_mark_takes_every_error() {
    fn parse(text: &str) -> Result<u8, CreateError> {
        Ok(text.parse()?)
    }
    fn boxed() -> Result<(), CreateError> {
        Err("a text")?
    }
    let failure = parse("x").expect_err("no number").into_failure();
    assert_eq!((failure.status().as_u16(), failure.detail_text()), (500, None));
    let source = failure.error().expect("it is kept for the log");
    assert!((source as &(dyn Error + 'static)).is::<ParseIntError>());
    assert_eq!(
        boxed().expect_err("it fails").into_failure().error().map(ToString::to_string),
        Some("a text".to_owned())
    );
}

#[derive(Clone, Debug, PartialEq)]
struct Db(u8);

#[derive(Clone, FromRef)]
struct State {
    db: Db,
    name: String,
    #[from_ref(skip)]
    _other: String,
}

#[test]
fn fields_of_a_state_are_its_parts() {
    let state = State { db: Db(1), name: "a".to_owned(), _other: String::new() };
    assert_eq!(Db::from_ref(&state), Db(1));
    assert_eq!(String::from_ref(&state), "a");
}
