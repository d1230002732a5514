#![no_implicit_prelude]
#![deny(warnings)]

pub mod core {}
pub mod std {}

pub struct String;
pub struct Box;
pub trait From {}
pub trait Into {}

/// Creating a server went wrong.
#[derive(::terrace::Failure)]
pub enum CreateError {
    /// The name is taken.
    #[failure(status = 409, title = "Name taken", detail = "a server named {name:?} exists")]
    Taken { name: ::std::string::String },
    #[failure(transparent)]
    Missing(::terrace::NotFound),
    #[failure(internal)]
    Other(::terrace::Internal),
}

#[derive(::terrace::Failure)]
#[failure(transparent)]
pub struct Missing(::terrace::NotFound);

#[derive(::terrace::FromRef)]
pub struct State {
    pub name: ::std::string::String,
}
