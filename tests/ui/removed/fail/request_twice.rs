use terrace::prelude::*;

removed! {
    pub struct Retired;
    reason: "cells are gone";
    "/cells": get, post;
    "/cells": get;
}

fn main() {}
