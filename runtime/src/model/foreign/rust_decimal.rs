//! Decimal numbers of `rust_decimal`.

use rust_decimal::Decimal;

use super::{form, written};

written! {
    Decimal: decimal, |text| Decimal::from_str_exact(text).ok(), Decimal::to_string;
}

form! {
    /// Text, since most readers of JSON round a number to a binary fraction. Neither an exponent nor more digits than the type
    /// holds are read, so that nothing is rounded here either; zeros at the end stay.
    decimal = pattern "^-?[0-9]+([.][0-9]+)?$", "a decimal number in quotes, as \"12.50\""
}
