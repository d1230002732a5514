//! Dates and times of `time`.

use time::format_description::well_known::Rfc3339;
use time::{Date, OffsetDateTime, PrimitiveDateTime, Time};

use super::calendar::{date, date_time, date_time_local, time_local};
use super::written;

written! {
    OffsetDateTime: date_time, moment, |value: &OffsetDateTime| rfc_3339(*value);
    Date: date, |text| moment(&format!("{text}T00:00:00Z")).map(OffsetDateTime::date), Date::to_string;
    Time: time_local, |text| moment(&format!("1970-01-01T{text}Z")).map(OffsetDateTime::time), |value: &Time| {
        rfc_3339(OffsetDateTime::UNIX_EPOCH.replace_time(*value)).trim_start_matches("1970-01-01T").replace('Z', "")
    };
    PrimitiveDateTime: date_time_local,
        |text| moment(&format!("{text}Z")).map(|moment| PrimitiveDateTime::new(moment.date(), moment.time())),
        |value: &PrimitiveDateTime| rfc_3339(value.assume_utc()).replace('Z', "");
}

// Of the forms that the crate knows this alone writes no more digits of a second than there are, so local times are written
// like those of UTC.

fn moment(text: &str) -> Option<OffsetDateTime> {
    OffsetDateTime::parse(text, &Rfc3339).ok()
}

/// What RFC 3339 cannot tell is written as the crate shows it, and refused by the form.
fn rfc_3339(moment: OffsetDateTime) -> String {
    moment.format(&Rfc3339).unwrap_or_else(|_| moment.to_string())
}
