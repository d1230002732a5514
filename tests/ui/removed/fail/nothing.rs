use terrace::prelude::*;

removed! {
    pub struct Retired;
    reason: "cells are gone";
}

fn main() {}
