//! What schemas ask of one value: listed values, bounds, formats, and what else a value must be.

use serde_json::{Map, Value};

use super::alternative::{Alternative, listed};
use super::schema::{Judge, Way};
use super::{NOTES, Rule, below, same};

/// What is compared here, or where fields and parts are.
const JUDGED: &[&str] = &[
    "type",
    "enum",
    "const",
    "format",
    "default",
    "items",
    "properties",
    "required",
    "additionalProperties",
    "propertyNames",
    "oneOf",
    "anyOf",
    "allOf",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "minLength",
    "maxLength",
    "minItems",
    "maxItems",
    "minProperties",
    "maxProperties",
    "uniqueItems",
];

/// What can but narrow a schema that had it not.
const ASKING: &[&str] = &["pattern", "multipleOf", "dependentRequired"];

impl Judge<'_> {
    pub(super) fn value(&mut self, old: &Alternative, new: &Alternative) {
        let (before, after, pointer) = (&old.schema, &new.schema, new.pointer.as_str());
        self.values(before, after, pointer);
        self.bounds(before, after, pointer);
        self.formats(before, after, pointer);
        self.others(before, after, pointer);
    }

    /// Values that are listed.
    fn values(&mut self, old: &Map<String, Value>, new: &Map<String, Value>, pointer: &str) {
        let (before, after) = (listed(old), listed(new));
        let pointer = below(pointer, "enum");
        match (self.way, before, after) {
            (_, None, None) | (Way::In, Some(_), None) | (Way::Out, None, Some(_)) => {}
            (Way::In, None, Some(_)) => {
                self.found.push((Rule::ConstraintTightened, pointer, "only listed values are taken".to_owned()));
            }
            (Way::Out, Some(_), None) => {
                self.found.push((Rule::ConstraintLoosened, pointer, "any value may be given".to_owned()));
            }
            (Way::In, Some(before), Some(after)) => {
                for value in before.iter().filter(|value| !after.contains(value)) {
                    self.found.push((Rule::EnumValueRemoved, pointer.clone(), format!("{value} is no longer taken")));
                }
            }
            (Way::Out, Some(before), Some(after)) => {
                for value in after.iter().filter(|value| !before.contains(value)) {
                    self.found.push((Rule::EnumValueAdded, pointer.clone(), format!("{value} was not given before")));
                }
            }
        }
    }

    fn bounds(&mut self, old: &Map<String, Value>, new: &Map<String, Value>, pointer: &str) {
        const FLOORS: &[&str] =
            &["minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties", "uniqueItems"];
        const CEILINGS: &[&str] = &["maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties"];
        for (key, sign) in FLOORS.iter().map(|key| (key, 1.0)).chain(CEILINGS.iter().map(|key| (key, -1.0))) {
            // How strict it is; more is stricter, and what is absent is the least.
            let strictness = |schema: &Map<String, Value>| match schema.get(*key) {
                None | Some(Value::Bool(false)) => f64::NEG_INFINITY,
                Some(Value::Bool(true)) => 1.0,
                Some(bound) => sign * bound.as_f64().unwrap_or(f64::NAN),
            };
            let (before, after) = (strictness(old), strictness(new));
            let told = |schema: &Map<String, Value>| schema.get(*key).map_or("none".to_owned(), Value::to_string);
            let what = format!("{} became {}", told(old), told(new));
            match self.way {
                Way::In if after > before => self.tell(Rule::ConstraintTightened, pointer, key, &what),
                Way::Out if after < before => self.tell(Rule::ConstraintLoosened, pointer, key, &what),
                // Bounds that an `f64` cannot tell apart.
                _ if after == before && old.get(*key) != new.get(*key) => {
                    self.tell(Rule::NotJudged, pointer, key, &what);
                }
                _ => {}
            }
        }
    }

    fn formats(&mut self, old: &Map<String, Value>, new: &Map<String, Value>, pointer: &str) {
        let is = |schema: &Map<String, Value>, kind: &str| schema.get("type").is_some_and(|ty| ty == kind);
        // The format of a whole number is its range, which is judged where it is said.
        let is_ranged = |schema: &Map<String, Value>| {
            is(schema, "integer") && schema.contains_key("minimum") && schema.contains_key("maximum")
        };
        // And that of any number says how exactly it is kept.
        let (given, taking) = if self.way == Way::In { (old, new) } else { (new, old) };
        let is_whole = is(given, "integer") && is(taking, "number");
        match (self.way, old.get("format"), new.get("format")) {
            (_, before, after) if before == after || is_ranged(old) && is_ranged(new) || is_whole => {}
            (Way::In, Some(_), None) | (Way::Out, None, Some(_)) => {}
            (_, before, after) => {
                let told = |format: Option<&Value>| format.map_or("none".to_owned(), Value::to_string);
                let what = format!("the format {} became {}", told(before), told(after));
                self.found.push((Rule::TypeChanged, below(pointer, "format"), what));
            }
        }
    }

    /// What no rule compares must be the same, but that it may be asked for no more, or given more narrowly.
    fn others(&mut self, old: &Map<String, Value>, new: &Map<String, Value>, pointer: &str) {
        let keys = old.keys().chain(new.keys().filter(|key| !old.contains_key(*key)));
        let is_judged = |key: &str| JUDGED.contains(&key) || NOTES.contains(&key) || key.starts_with("x-");
        for key in keys.filter(|key| !is_judged(key)) {
            let key = key.as_str();
            match (old.get(key), new.get(key), self.way) {
                (Some(before), Some(after), _) if same::are(self.old, self.new, before, after) => {}
                (Some(before), Some(after), way) if key == "multipleOf" => {
                    let (given, taking) = if way == Way::In { (before, after) } else { (after, before) };
                    if !is_multiple(given, taking) {
                        let rule = if way == Way::In { Rule::ConstraintTightened } else { Rule::ConstraintLoosened };
                        self.tell(rule, pointer, key, &format!("{before} became {after}"));
                    }
                }
                (None, Some(_), Way::Out) | (Some(_), None, Way::In) if ASKING.contains(&key) => {}
                (None, Some(_), Way::In) if ASKING.contains(&key) => {
                    self.tell(Rule::ConstraintTightened, pointer, key, "is new");
                }
                (Some(_), None, Way::Out) if ASKING.contains(&key) => {
                    self.tell(Rule::ConstraintLoosened, pointer, key, "is gone");
                }
                _ => self.tell(Rule::NotJudged, pointer, key, "changed"),
            }
        }
    }
}

/// Whether all multiples of a number are those of another; not, where that cannot be told.
fn is_multiple(number: &Value, of: &Value) -> bool {
    match (number.as_u64(), of.as_u64()) {
        (Some(number), Some(of)) => of != 0 && number.is_multiple_of(of),
        _ => false,
    }
}
