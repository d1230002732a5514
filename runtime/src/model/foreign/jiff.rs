//! Dates, times and lengths of time of `jiff`.
//!
//! Its `Zoned` is not among them: no document has a name for its form, and reading one needs the time zones of the machine. An
//! API has a `Timestamp` and, where that matters, the zone's name.

use jiff::civil::{Date, DateTime, Time};
use jiff::{SignedDuration, Span, Timestamp};

use super::calendar::{date, date_time, date_time_local, time_local};
use super::{form, written};

written! {
    Timestamp: date_time, |text| text.parse().ok(), Timestamp::to_string;
    Date: date, |text| text.parse().ok(), Date::to_string;
    Time: time_local, |text| text.parse().ok(), Time::to_string;
    DateTime: date_time_local, |text| text.parse().ok(), DateTime::to_string;
    SignedDuration: duration, |text| text.parse().ok(), SignedDuration::to_string;
    Span: span, |text| text.parse().ok(), Span::to_string;
}

/// Hours, minutes and seconds, at least one of them.
macro_rules! clock {
    () => {
        "T([0-9]+H([0-9]+M)?([0-9]+([.][0-9]{1,9})?S)?|[0-9]+M([0-9]+([.][0-9]{1,9})?S)?|[0-9]+([.][0-9]{1,9})?S)"
    };
}

/// Years, months, weeks and days, at least one of them.
macro_rules! days {
    () => {
        "([0-9]+Y([0-9]+M)?([0-9]+W)?([0-9]+D)?|[0-9]+M([0-9]+W)?([0-9]+D)?|[0-9]+W([0-9]+D)?|[0-9]+D)"
    };
}

// The format `duration` has neither a sign nor fractions, so documents have patterns.

form! {
    /// A length of time: `PT1H30M`.
    duration = pattern concat!("^-?P", clock!(), "$"), "a duration in hours, minutes and seconds, as `PT1H30M`"
}

form! {
    /// A length of time, in units of the calendar too: `P1Y2M`.
    span = pattern concat!("^-?P(", days!(), "(", clock!(), ")?|", clock!(), ")$"), "a duration, as `P1Y2M` or `PT1H30M`"
}
