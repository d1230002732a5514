use terrace::prelude::*;

removed! {
    pub struct Retired;
    reason: "cells are gone";
    "/cells": get;
}

#[controller(path = "/cells")]
pub struct Cells;

#[routes]
impl Cells {
    #[index]
    async fn index(&self) {}
}

api! {
    pub struct Compute at "/";
    controllers: [Retired, Cells];
}

fn main() {}
