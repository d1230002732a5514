//! Days of the calendar, as versions, deprecations and sunsets name them.

use core::fmt;

/// A day, which begins at midnight in UTC: `2025-01-31`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day {
    /// The days since 1970-01-01.
    number: i64,
}

impl Day {
    /// The day of a text `YYYY-MM-DD` (RFC 3339's full date); `None` where it is none of the calendar's.
    pub const fn parse(text: &str) -> Option<Day> {
        let text = text.as_bytes();
        if text.len() != 10 || text[4] != b'-' || text[7] != b'-' {
            return None;
        }
        let (Some(year), Some(month), Some(day)) = (number(text, 0, 4), number(text, 5, 7), number(text, 8, 10)) else {
            return None;
        };
        if month < 1 || month > 12 || day < 1 || day > length(year, month) {
            return None;
        }
        // A year that begins in March has its odd day at its end.
        let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
        let before = 365 * year + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
        Some(Day { number: before + (153 * month + 2) / 5 + day - 1 - 719_468 })
    }

    /// The same, of a text that is known to be one.
    ///
    /// # Panics
    ///
    /// Where it is none: the macros write only texts that are.
    pub const fn of(text: &str) -> Day {
        match Day::parse(text) {
            Some(day) => day,
            None => panic!("not a day, as 2025-01-31"),
        }
    }

    /// The seconds from 1970-01-01T00:00:00Z to its beginning.
    pub const fn unix(self) -> i64 {
        self.number * 86_400
    }

    /// Whether it is before another.
    pub const fn is_before(self, other: Day) -> bool {
        self.number < other.number
    }
}

impl fmt::Display for Day {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let days = self.number + 719_468;
        let era = days.div_euclid(146_097);
        let of_era = days.rem_euclid(146_097);
        let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month = (5 * of_year + 2) / 153;
        let day = of_year - (153 * month + 2) / 5 + 1;
        // The year began in March.
        let (year, month) = (year_of_era + era * 400 + month / 10, (month + 2) % 12 + 1);
        write!(out, "{year:04}-{month:02}-{day:02}")
    }
}

const fn number(text: &[u8], mut at: usize, end: usize) -> Option<i64> {
    let mut number = 0;
    while at < end {
        if !text[at].is_ascii_digit() {
            return None;
        }
        number = 10 * number + (text[at] - b'0') as i64;
        at += 1;
    }
    Some(number)
}

const fn length(year: i64, month: i64) -> i64 {
    let leaps = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    match month {
        2 if leaps => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_from_1970() {
        let check = |text, expected| assert_eq!(Day::parse(text).map(Day::unix), expected, "{text}");
        check("1970-01-01", Some(0));
        check("1969-12-31", Some(-86_400));
        check("2000-02-29", Some(951_782_400));
        check("2023-07-01", Some(1_688_169_600));
        check("2026-12-31", Some(1_798_675_200));
        check("0000-01-01", Some(-62_167_219_200));
        check("9999-12-31", Some(253_402_214_400));
    }

    #[test]
    fn days_are_written_as_they_are_read() {
        for year in [0, 1, 1900, 1999, 2000, 2024, 2025, 9999] {
            for month in 1..=12 {
                for day in 1..=31 {
                    let text = format!("{year:04}-{month:02}-{day:02}");
                    assert_eq!(Day::parse(&text).map(|day| day.to_string()).unwrap_or_else(|| text.clone()), text);
                }
            }
        }
    }

    #[test]
    fn what_no_calendar_has_is_no_day() {
        let wrong = [
            "",
            "2025",
            "2025-1-31",
            "2025-13-01",
            "2025-00-01",
            "2025-04-31",
            "2025-02-29",
            "1900-02-29",
            "2025-01-00",
            "2025-01-31 ",
            "2025/01/31",
            "+025-01-31",
            "２025-01-31",
            "2025-01-3x",
        ];
        for text in wrong {
            assert_eq!(Day::parse(text), None, "{text}");
        }
    }
}
