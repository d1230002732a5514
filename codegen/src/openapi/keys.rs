//! Keys of maps: a number that is the name of a property is text, and a pattern says which text.
//!
//! While a schema is put together, rules see the keys' own schema, `{ "type": "integer", … }`; this comes after all of them.

use utoipa::Number;
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{AdditionalProperties, ArrayItems, Object, Schema, SchemaType, Type as JsonType};

use super::schema::AnySchema;

/// A schema whose maps, and those within, say of their keys what text they are.
pub(super) fn named(mut schema: AnySchema) -> AnySchema {
    each(&mut schema);
    schema
}

fn each(schema: &mut AnySchema) {
    let RefOr::T(schema) = schema else { return };
    match schema {
        Schema::Object(object) => {
            object.properties.values_mut().for_each(each);
            if let Some(AdditionalProperties::RefOr(values)) = object.additional_properties.as_deref_mut() {
                each(values);
            }
            if let Some(Schema::Object(key)) = object.property_names.as_deref_mut() {
                name(key);
            }
        }
        Schema::Array(array) => {
            if let ArrayItems::RefOrSchema(items) = &mut array.items {
                each(items);
            }
        }
        Schema::OneOf(choice) => choice.items.iter_mut().for_each(each),
        Schema::AnyOf(choice) => choice.items.iter_mut().for_each(each),
        Schema::AllOf(all) => all.items.iter_mut().for_each(each),
        _ => {}
    }
}

/// A whole number as text.
fn name(key: &mut Object) {
    if key.schema_type != SchemaType::Type(JsonType::Integer) {
        return;
    }
    let (minimum, maximum) = (key.minimum.take(), key.maximum.take());
    key.schema_type = JsonType::String.into();
    key.format = None;
    key.pattern = Some(format!("^(?:{})$", between(whole(minimum.as_ref()), whole(maximum.as_ref()))));
    if let Some(step) = key.multiple_of.take() {
        let told = format!("A multiple of {}.", whole(Some(&step)).unwrap_or(1));
        let described = key.description.take().map(|description| format!("{description}\n\n{told}"));
        key.description = described.or(Some(told));
    }
}

/// A bound; none where it is beyond all numbers that a document can say.
fn whole(bound: Option<&Number>) -> Option<i128> {
    bound.map(|bound| match bound {
        Number::Int(number) => *number as i128,
        Number::UInt(number) => *number as i128,
        Number::Float(number) => *number as i128,
    })
}

/// The whole numbers between two bounds, as they are written.
fn between(minimum: Option<i128>, maximum: Option<i128>) -> String {
    let (low, high) = (minimum.unwrap_or(i128::from(i64::MIN)), maximum.unwrap_or(i128::from(u64::MAX)));
    let mut choices = Vec::new();
    if low < 0 {
        let least = high.min(-1).unsigned_abs();
        choices.push(format!("-{}", grouped(&digits(least, low.unsigned_abs()))));
    }
    if high >= 0 {
        choices.extend(digits(low.max(0).unsigned_abs(), high.unsigned_abs()));
    }
    choices.join("|")
}

/// The natural numbers between two: for each count of digits one choice, or two of them together.
fn digits(low: u128, high: u128) -> Vec<String> {
    let mut choices = Vec::new();
    if low == 0 {
        choices.push("0".to_owned());
    }
    let mut from = low.max(1);
    if from > high {
        return choices;
    }
    // Whole lengths, `[1-9][0-9]{2,8}`, are one choice.
    let mut whole: Option<(usize, usize)> = None;
    let close = |whole: &mut Option<(usize, usize)>, choices: &mut Vec<String>| {
        if let Some((first, last)) = whole.take() {
            choices.push(format!("[1-9]{}", any_between(first - 1, last - 1)));
        }
    };
    loop {
        let length = from.to_string().len();
        let end = 10_u128.pow(u32::try_from(length).unwrap_or(u32::MAX)) - 1;
        let to = high.min(end);
        let start = end / 10 + 1;
        if (from, to) == (start, end) {
            whole = Some((whole.map_or(length, |(first, _)| first), length));
        } else {
            close(&mut whole, &mut choices);
            choices.push(same_length(from.to_string().as_bytes(), to.to_string().as_bytes()));
        }
        if to == high {
            close(&mut whole, &mut choices);
            return choices;
        }
        from = to + 1;
    }
}

/// The numbers between two of as many digits.
fn same_length(low: &[u8], high: &[u8]) -> String {
    let ([first, low_rest @ ..], [last, high_rest @ ..]) = (low, high) else { return String::new() };
    let rest = low_rest.len();
    let (is_least, is_most) =
        (low_rest.iter().all(|digit| *digit == b'0'), high_rest.iter().all(|digit| *digit == b'9'));
    if first == last && !(is_least && is_most) {
        return format!("{}{}", char::from(*first), grouped(&[same_length(low_rest, high_rest)]));
    }
    let mut choices = Vec::new();
    let nines = vec![b'9'; rest];
    let zeros = vec![b'0'; rest];
    if !is_least {
        choices.push(format!("{}{}", char::from(*first), same_length(low_rest, &nines)));
    }
    let (from, to) = (first + u8::from(!is_least), last - u8::from(!is_most));
    if from <= to {
        choices.push(format!("{}{}", class(from, to), any_between(rest, rest)));
    }
    if !is_most {
        choices.push(format!("{}{}", char::from(*last), same_length(&zeros, high_rest)));
    }
    grouped(&choices)
}

fn class(from: u8, to: u8) -> String {
    if from == to { char::from(from).to_string() } else { format!("[{}-{}]", char::from(from), char::from(to)) }
}

/// So many digits, whichever they are.
fn any_between(fewest: usize, most: usize) -> String {
    match (fewest, most) {
        (_, 0) => String::new(),
        (0, 1) => "[0-9]?".to_owned(),
        (1, 1) => "[0-9]".to_owned(),
        (fewest, most) if fewest == most => format!("[0-9]{{{fewest}}}"),
        (fewest, most) => format!("[0-9]{{{fewest},{most}}}"),
    }
}

/// Choices as one thing.
fn grouped(choices: &[String]) -> String {
    match choices {
        [only] => only.clone(),
        several => format!("(?:{})", several.join("|")),
    }
}

#[cfg(test)]
mod tests {
    use super::between;

    #[test]
    fn a_pattern_takes_the_numbers_between_two_bounds_and_no_others() {
        for (low, high) in [
            (0, 0),
            (0, 9),
            (1, 9),
            (0, 255),
            (5, 17),
            (10, 99),
            (0, 100),
            (99, 1000),
            (123, 128),
            (123, 456),
            (-128, 127),
            (-7, -3),
            (-10, 5),
            (100, 20_010),
        ] {
            let pattern = regex::Regex::new(&format!("^(?:{})$", between(Some(low), Some(high)))).expect("a pattern");
            for number in -300..30_000 {
                let is_within = (low..=high).contains(&number);
                assert_eq!(pattern.is_match(&number.to_string()), is_within, "{number} in {low}..={high}: {pattern}");
            }
            for other in ["", "-0", "00", "01", "+1", "1.0", "1e1", " 1", "-01"] {
                assert!(!pattern.is_match(other), "{other} in {low}..={high}: {pattern}");
            }
        }
    }

    #[test]
    fn the_bounds_of_types_are_exact() {
        for (low, high) in
            [(0, u64::MAX.into()), (i64::MIN.into(), i64::MAX.into()), (i32::MIN.into(), i32::MAX.into())]
        {
            let pattern = regex::Regex::new(&format!("^(?:{})$", between(Some(low), Some(high)))).expect("a pattern");
            let (low, high): (i128, i128) = (low, high);
            for (number, is_within) in [
                (low - 1, false),
                (low, true),
                (low + 1, true),
                (0, true),
                (high - 1, true),
                (high, true),
                (high + 1, false),
            ] {
                assert_eq!(pattern.is_match(&number.to_string()), is_within, "{number}: {pattern}");
            }
        }
        assert_eq!(between(Some(0), Some(255)), "0|[1-9][0-9]?|(?:1[0-9]{2}|2(?:[0-4][0-9]|5[0-5]))");
    }
}
