use terrace::{Model, json, model, versions};

use super::{refused, same};

versions! { Releases: "1", "2", "3" }

#[derive(Debug, PartialEq)]
#[model]
struct Disk {
    name: String,
    #[serde(flatten)]
    size: Size,
    #[serde(flatten)]
    origin: Box<Origin>,
    tags: Vec<String>,
}

#[derive(Debug, PartialEq)]
#[model]
struct Size {
    #[check(range = 1..=100)]
    gigabytes: u8,
    #[serde(default)]
    grows: bool,
}

#[derive(Debug, PartialEq)]
#[model]
struct Origin {
    image: Option<String>,
    #[serde(flatten)]
    place: Place,
}

#[derive(Debug, PartialEq)]
#[model]
struct Place {
    host: Vec<u64>,
}

#[derive(Debug, PartialEq)]
#[model]
#[serde(tag = "kind")]
enum Volume {
    Local {
        path: String,
        #[serde(flatten)]
        size: Size,
    },
    None,
}

#[derive(Debug, PartialEq)]
#[model]
struct Page<T> {
    next: Option<u8>,
    #[serde(flatten)]
    counts: Counts<T>,
}

#[derive(Debug, PartialEq)]
#[model]
struct Counts<T> {
    first: T,
    last: T,
}

#[test]
fn fields_stand_beside_each_other() {
    same::<Disk>(r#"{"name":"a","gigabytes":5,"grows":true,"image":null,"host":[1,18446744073709551615],"tags":[]}"#);
    same::<Volume>(r#"{"kind":"Local","path":"/","gigabytes":5,"grows":false}"#);
    same::<Volume>(r#"{"kind":"None"}"#);
    same::<Page<bool>>(r#"{"next":1,"first":true,"last":false}"#);
    // In any order, and what may be absent is.
    let disk = json::read::<Disk>(br#"{"host":[],"tags":[],"gigabytes":5,"name":"a"}"#, None).expect("a disk");
    assert_eq!((disk.size, disk.origin.image), (Size { gigabytes: 5, grows: false }, None));
    let volume = json::read::<Volume>(br#"{"gigabytes":5,"path":"/","kind":"Local"}"#, None);
    assert!(volume.is_ok(), "{volume:?}");
}

#[test]
fn what_is_wrong_is_told_where_it_stands() {
    let check = refused::<Disk>;
    check(
        r#"{"name":"a","size":1}"#,
        "shape /size: unknown field `size`, the fields are `name`, `tags`, `gigabytes`, `grows`, `image`, `host`",
    );
    check(r#"{"name":"a","tags":[],"host":[]}"#, "shape : missing field `gigabytes`");
    check(r#"{"name":"a","gigabytes":1,"gigabytes":2}"#, "shape /gigabytes: the field is there twice");
    check(
        r#"{"name":"a","gigabytes":5,"host":[1,"b"],"tags":[]}"#,
        "shape /host/1: expected a whole number from 0 to 18446744073709551615, found the text \"b\"",
    );
    check(
        r#"{"name":"a","gigabytes":0,"host":[],"tags":[]}"#,
        "constraints /gigabytes: expected a number from 1 to 100, found 0",
    );
    refused::<Volume>(
        r#"{"kind":"Local","path":"/","gigabytes":5,"size":1}"#,
        "shape /size: unknown field `size`, the fields are `path`, `gigabytes`, `grows`",
    );
}

#[derive(Debug, PartialEq)]
#[model(versions = Releases)]
struct Book {
    #[until(V2)]
    number: u32,
    #[serde(flatten)]
    shelf: Shelf,
}

/// Its number takes the place of the book's.
#[derive(Debug, PartialEq)]
#[model(versions = Releases)]
struct Shelf {
    #[since(V2)]
    #[serde(rename = "number")]
    name: String,
    #[since(V3)]
    room: Option<u8>,
}

#[test]
fn versions_hold_inside() {
    let book = r#"{"number":"B2","room":null}"#;
    same::<Book>(book);
    assert_eq!(Book::LIFE.versions.map(|set| set.name), Some("Releases"));
    refused::<Book>(
        r#"{"number":"B2","roof":1}"#,
        "shape /roof: unknown field `roof`, the fields are `number`, `room`",
    );
}
