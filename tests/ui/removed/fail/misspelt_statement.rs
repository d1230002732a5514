use terrace::prelude::*;

removed! {
    pub struct Retired;
    raeson: "cells are gone";
    "/cells": get;
}

fn main() {}
