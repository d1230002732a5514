//! Dates and times: the forms of RFC 3339, with fractions down to nanoseconds, which is what all the crates hold.
//!
//! `date-time-local` and `time-local` are OpenAPI's names (its registry of formats), the others are JSON Schema's too.

use super::form;

macro_rules! date {
    () => {
        "[0-9]{4}-[0-9]{2}-[0-9]{2}"
    };
}

macro_rules! time {
    () => {
        "[0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]{1,9})?"
    };
}

form! {
    /// A moment: `2025-06-30T12:00:00Z`.
    date_time = format "date-time", concat!("^", date!(), "[Tt]", time!(), "([Zz]|[+-][0-9]{2}:[0-9]{2})$"),
    "a date and time with its offset, as RFC 3339 has it"
}

form! {
    /// A day: `2025-06-30`.
    date = format "date", concat!("^", date!(), "$"), "a date"
}

form! {
    /// What a clock on a wall shows: `12:00:00`.
    time_local = format "time-local", concat!("^", time!(), "$"), "a time of day without an offset"
}

form! {
    /// What a calendar and a clock on a wall show: `2025-06-30T12:00:00`.
    date_time_local = format "date-time-local", concat!("^", date!(), "T", time!(), "$"),
    "a date and time without an offset"
}
