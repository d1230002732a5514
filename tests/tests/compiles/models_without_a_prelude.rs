#![no_implicit_prelude]
#![deny(warnings)]

pub mod core {}
pub mod std {}
pub mod serde {}

pub struct Option;
pub struct String;
pub struct Result;
pub trait Model {}
pub trait Default {}

/// A virtual machine.
#[::terrace::model(name = "Machine")]
#[example({ "id": 1 })]
pub struct Server {
    /// Its number.
    #[check(range = 1..=5)]
    #[serde(default)]
    pub id: u8,
    #[check(length = ..=5)]
    #[serde(skip_serializing_if = "::std::string::String::is_empty")]
    pub name: ::std::string::String,
    #[check(items = 1.., unique)]
    pub list: ::std::vec::Vec<u8>,
}

#[::terrace::model]
pub struct Number(#[check(range = ..=-1)] i32);

#[::terrace::model]
pub struct Page<T> {
    pub items: ::std::vec::Vec<T>,
}

#[::terrace::model]
#[serde(tag = "type")]
pub enum One {
    Fields { a: u8 },
}

#[::terrace::model]
#[serde(tag = "type", content = "content")]
pub enum Two {
    Nothing,
    Number(Number),
}

#[::terrace::model]
#[serde(untagged)]
pub enum Three {
    Nothing,
    Number(Number),
}

#[::terrace::model]
pub enum Four {
    Nothing,
    Number(Number),
}

#[::terrace::model]
pub enum Five {
    Nothing,
}

#[::terrace::model(open)]
pub struct Open {
    pub name: ::std::string::String,
    pub extra: ::terrace::Extra<Open>,
}

#[::terrace::model(extends = Open, prefix = "ACME")]
pub struct Added {
    pub row: u8,
}
