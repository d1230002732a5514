#![no_implicit_prelude]
#![deny(warnings)]

pub mod core {}
pub mod std {}

pub struct String;
pub struct Option;

/// What became of it.
#[derive(::terrace::Answer)]
pub enum Put {
    /// It is new.
    #[answer(status = 201)]
    Made(::terrace::Json<u32>),
    #[answer(status = 200)]
    Replaced {
        it: ::terrace::Json<u32>,
        #[header("x-revision")]
        revision: u32,
        #[header]
        x_tags: ::std::vec::Vec<u8>,
    },
    #[answer(status = 303)]
    Elsewhere {
        #[header]
        location: ::std::string::String,
    },
    #[answer(status = 204)]
    Same,
}

#[derive(::terrace::Answer)]
pub struct Listed<T: ::terrace::Model>(pub ::terrace::Json<T>, #[header("x-total")] pub ::std::option::Option<u32>);
