removed! {
    /// What went with cells.
    pub struct Retired(Nova);
    reason: "cells are gone";
    "/os-cells": get;
    "/os-cells/{id}/action": action("sync");
}
