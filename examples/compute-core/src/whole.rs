//! Whole numbers as Nova takes them: as numbers, or in a text.

use terrace::prelude::*;

/// A whole number, or the same in a text.
#[model]
#[serde(untagged)]
#[derive(Clone, Debug)]
pub enum Whole {
    /// As a number.
    Number(i32),
    /// In decimal digits.
    Text(String),
}

/// A number is too small, or a text holds none.
#[derive(Debug, Failure)]
#[failure(
    status = 400,
    detail = "Invalid input for field/attribute {field}. Value: {value}. It is not a whole number from {least} to 2147483647"
)]
pub struct NotWhole {
    field: &'static str,
    value: String,
    least: i32,
}

impl Whole {
    /// The number in a field where the least is this.
    pub fn at_least(&self, least: i32, field: &'static str) -> Result<i32, NotWhole> {
        let number = match self {
            Whole::Number(number) => Some(*number),
            Whole::Text(text) => text.parse().ok(),
        };
        number.filter(|number| *number >= least).ok_or_else(|| {
            let value = match self {
                Whole::Number(number) => number.to_string(),
                Whole::Text(text) => text.clone(),
            };
            NotWhole { field, value, least }
        })
    }

    /// The same where it is 0 or more.
    pub fn natural(&self, field: &'static str) -> Result<u32, NotWhole> {
        self.at_least(0, field).map(i32::unsigned_abs)
    }

    /// The same where it is 1 or more.
    pub fn positive(&self, field: &'static str) -> Result<u32, NotWhole> {
        self.at_least(1, field).map(i32::unsigned_abs)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_as_good_in_a_text() {
        let read = |body: &str| terrace::json::read::<Whole>(body.as_bytes(), None).expect("a number or a text");
        for (body, least, expected) in [
            ("5", 1, Some(5)),
            ("\"5\"", 1, Some(5)),
            ("\"-1\"", -1, Some(-1)),
            ("0", 1, None),
            ("\"x\"", 0, None),
            ("\"2147483648\"", 0, None),
        ] {
            assert_eq!(read(body).at_least(least, "ram").ok(), expected, "{body}");
        }
        assert!(terrace::json::read::<Whole>(b"1.5", None).is_err());
    }
}
