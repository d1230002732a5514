use terrace::prelude::*;

#[controller(parent = Metadata, path = "/servers")]
pub struct Servers;

#[routes]
impl Servers {}

#[controller(parent = Servers, path = "/metadata")]
pub struct Metadata;

#[routes]
impl Metadata {}

fn main() {}
