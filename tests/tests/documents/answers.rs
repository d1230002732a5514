//! `answers`: what it says of answers that were seen, and of those that were not.

use std::fs;

use tempfile::TempDir;
use terrace::filter::{Next, Request};
use terrace::prelude::*;
use terrace::{Response, Unauthorized};

use crate::run;

versions! { pub(crate) Editions: "1", "2" }

/// A picture.
#[controller(path = "/pictures", key = picture: u8, versions = Editions)]
pub(crate) struct Pictures;

#[routes]
impl Pictures {
    /// See a picture.
    #[show(until = V2)]
    async fn show(&self) -> &'static str {
        "a picture"
    }

    /// See a picture, if it is there.
    #[show(since = V2, operation_id = "pictures_see")]
    async fn see(&self) -> Option<&'static str> {
        None
    }

    /// Tear a picture.
    #[action("tear")]
    async fn tear(&self) {}
}

/// What there is.
#[controller(path = "/")]
pub(crate) struct Walls;

#[routes]
impl Walls {
    /// See the walls.
    #[show]
    async fn show(&self) -> Json<Vec<u8>> {
        Json(Vec::new())
    }
}

api! {
    /// A gallery.
    pub(crate) struct Gallery(Editions) at "/", "/{wing}";
    errors: openstack;
    negotiate: header("Edition");
    controllers: [Pictures, Walls];
}

api! {
    /// A gallery by edition.
    pub(crate) struct ByPath(Editions) at "/{edition}";
    negotiate: path("edition");
    controllers: [Pictures, Walls];
}

api! {
    /// A gallery as it was.
    pub(crate) struct Old(Editions) at "/old";
    errors: openstack;
    pinned: V1;
    controllers: [Pictures, Walls];
}

/// Lets nobody in.
#[filter]
async fn closed(request: Request, next: impl Next) -> Result<Response, Unauthorized> {
    drop((request, next));
    Err(Unauthorized::new("come again"))
}

pipeline! { Door: [closed] }

/// What is for sale.
#[controller(path = "/posters")]
pub(crate) struct Posters;

#[routes]
impl Posters {
    /// See the posters.
    #[index]
    async fn index(&self) {}
}

api! {
    /// A gallery behind its door.
    pub(crate) struct Private at "/";
    pipeline: Door;
    controllers: [Walls, Posters];
}

composite! {
    /// Both galleries.
    pub(crate) struct Galleries;
    apis: [Gallery, Old];
}

const REASONS: &str = "
# nobody tries hard
*         50*  nothing fails
pictures_action 4* nobody tears wrongly
";

struct Seen {
    api: &'static str,
    folder: TempDir,
    lines: String,
}

/// All that is documented but for what there are reasons for.
fn all() -> Seen {
    let mut seen = Seen::by("Gallery");
    for line in [
        "GET /pictures/{picture} 1 200 text/plain",
        "HEAD /{wing}/pictures/{picture} 2 200 text/plain",
        "GET /{wing}/pictures/{picture} 2 404 application/json",
        "GET /pictures/{picture} - 400 application/json",
        "GET /pictures/{picture} - 406 application/json",
        "POST /pictures/{picture}/action 2 204 -",
        "GET / - 200 application/json",
    ] {
        seen.see(line);
    }
    seen
}

impl Seen {
    fn by(api: &'static str) -> Seen {
        Seen { api, folder: tempfile::tempdir().expect("a folder of one's own"), lines: String::new() }
    }

    fn see(&mut self, line: &str) {
        let [method, route, version, status, media] = line.split(' ').collect::<Vec<_>>()[..] else { panic!("{line}") };
        let api = self.api;
        self.lines += &format!(
            r#"{{"api":"{api}","id":"7","method":"{method}","path":"/x","route":"{route}","operation":"-","version":"{version}","status":{status},"media_type":"{media}","bytes":9,"seconds":0.1}}"#
        );
        self.lines.push('\n');
    }

    fn without(mut self, part: &str) -> Self {
        self.lines = self.lines.lines().filter(|line| !line.contains(part)).map(|line| format!("{line}\n")).collect();
        self
    }

    /// What the command says.
    fn answers(&self, reasons: &str) -> String {
        self.told(run::<Gallery>, reasons)
    }

    fn told(&self, run: fn(&[&str]) -> (String, Option<terrace_codegen::Error>), reasons: &str) -> String {
        let path = |name: &str| self.folder.path().join(name).to_str().expect("a name made up for a test").to_owned();
        fs::write(path("seen"), &self.lines).expect("it can be written");
        fs::write(path("reasons"), reasons).expect("it can be written");
        let (out, error) = run(&["answers", &path("seen"), "--reasons", &path("reasons")]);
        let error = error.map(|error| format!("error: {error} [{}]\n", error.exit_code())).unwrap_or_default();
        (out + &error).replace(self.folder.path().to_str().expect("a name"), "DIR")
    }
}

#[test]
fn all_that_is_documented_was_seen() {
    let expected = "7 answers of 4 operations are as documented, 13 are excused from being seen\n";
    assert_eq!(all().answers(REASONS), expected);
}

#[test]
fn what_is_not_documented_is_told() {
    let mut seen = all();
    seen.see("GET /{wing}/pictures/{picture} 1 404 application/json");
    seen.see("GET /pictures/{picture} 2 200 image/png");
    seen.see("GET /pictures/{picture} 2 200 image/png");
    seen.see("POST /pictures/{picture}/action 2 202 -");
    seen.see("GET / - 418 -");
    seen.see("GET / 3 200 application/json");
    seen.see("PUT / - 200 -");
    seen.see("GET - - 201 text/plain");
    seen.lines += "{}\n";
    insta::assert_snapshot!("answers-undocumented", seen.answers(REASONS));
}

#[test]
fn what_was_not_seen_is_told() {
    let seen = all().without(":404").without(":204");
    insta::assert_snapshot!("answers-unseen", seen.answers(REASONS));
}

#[test]
fn what_nobody_serves_may_fail() {
    let mut seen = all();
    for line in [
        "GET - - 404 text/plain",
        "POST - - 413 text/plain",
        "PUT / - 405 application/json",
        "POST - 1 404 application/json",
        "OPTIONS / - 204 -",
        // Nobody waited for this one.
        "GET /pictures/{picture} 1 0 -",
    ] {
        seen.see(line);
    }
    assert!(seen.answers(REASONS).starts_with("12 answers of 4 operations are as documented"));
}

#[test]
fn what_a_filter_answers_it_answers_whatever_was_asked_for() {
    let mut seen = Seen::by("Private");
    seen.see("GET / - 200 application/json");
    // Whatever headers say, there is nothing in it.
    seen.see("GET /posters - 204 text/plain");
    let told = seen.told(run::<Private>, "* 50* nothing fails");
    for operation in ["walls_show", "posters_index"] {
        let unseen = format!("{operation}: 401 application/problem+json is documented, but was never seen\n");
        assert!(told.contains(&unseen), "{told}");
    }
    seen.see("PUT - - 401 application/problem+json");
    let told = seen.told(run::<Private>, "* 50* nothing fails");
    assert!(told.starts_with("3 answers of 2 operations are as documented"), "{told}");
    seen.see("PUT - - 201 -");
    let told = seen.told(run::<Private>, "* 50* nothing fails");
    assert!(told.contains("201 - was seen, but there is no such operation"), "{told}");
}

#[test]
fn another_api_may_share_the_file() {
    let mut seen = Seen { api: "ByPath", ..all() };
    seen.see("GET /elsewhere - 200 -");
    assert!(seen.answers(REASONS).starts_with("7 answers of 4 operations are as documented"));
}

#[test]
fn what_one_api_was_seen_to_answer_counts_for_all_that_have_the_handler() {
    let told = all().told(run::<Galleries>, REASONS);
    assert!(told.starts_with("7 answers of 7 operations are as documented"), "{told}");
    let told = all().without("/action").told(run::<Galleries>, REASONS);
    for api in ["Gallery", "Old"] {
        let unseen = format!("{api} pictures_action: 204 - is documented, but was never seen\n");
        assert!(told.contains(&unseen), "{told}");
    }
}

#[test]
fn a_reason_that_is_none_is_told() {
    let reasons = REASONS.to_owned() + "walls_show 200 nobody looks\nwalls_* 9* nothing such\nwalls_show 500\n* 503\n";
    insta::assert_snapshot!("answers-reasons", all().answers(&reasons));
    assert!(!all().answers("").contains("no reason"));
}

#[test]
fn a_version_in_the_path_is_that_of_the_document() {
    let mut seen = Seen::by("ByPath");
    for line in [
        "GET /{edition}/pictures/{picture} 1 200 text/plain",
        "GET /{edition}/pictures/{picture} 2 200 text/plain",
        "GET /{edition}/pictures/{picture} 2 404 application/problem+json",
        "POST /{edition}/pictures/{picture}/action 1 204 -",
        "GET /{edition} - 200 application/json",
    ] {
        seen.see(line);
    }
    let told = seen.told(run::<ByPath>, REASONS);
    assert!(told.starts_with("5 answers of 4 operations are as documented"), "{told}");
}

#[test]
fn a_file_that_is_not_there_is_told() {
    let (_, error) = run::<Gallery>(&["answers", "/nowhere/seen"]);
    let error = error.expect("an error");
    let expected = "cannot read /nowhere/seen: entity not found";
    assert_eq!((error.exit_code(), error.to_string()), (1, expected.to_owned()));
    assert_eq!(run::<Gallery>(&["answers"]).1.expect("an error").exit_code(), 2);
}
