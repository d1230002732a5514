use terrace::prelude::*;

removed! {
    pub struct Retired;
    "/cells": get;
}

fn main() {}
