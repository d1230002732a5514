//! Dates and times of `chrono`.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, SecondsFormat, TimeZone, Utc};

use super::calendar::{date, date_time, date_time_local, time_local};
use super::written;

written! {
    DateTime<Utc>: date_time, |text| moment(text).map(|moment| moment.to_utc()), rfc_3339;
    DateTime<FixedOffset>: date_time, moment, rfc_3339;
    NaiveDate: date, |text| text.parse().ok(), NaiveDate::to_string;
    NaiveTime: time_local, |text| text.parse().ok(), NaiveTime::to_string;
    NaiveDateTime: date_time_local, |text| text.parse().ok(), |value: &NaiveDateTime| format!("{value:?}");
}

fn moment(text: &str) -> Option<DateTime<FixedOffset>> {
    DateTime::parse_from_rfc3339(text).ok()
}

fn rfc_3339<Z: TimeZone>(moment: &DateTime<Z>) -> String {
    moment.to_rfc3339_opts(SecondsFormat::AutoSi, true)
}
