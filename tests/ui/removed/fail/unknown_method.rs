use terrace::prelude::*;

removed! {
    pub struct Retired;
    reason: "cells are gone";
    "/cells": gett;
}

fn main() {}
