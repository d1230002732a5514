//! The fields of objects, and the fields that have no names of their own.

use serde_json::{Map, Value};

use super::alternative::{Alternative, members, required};
use super::schema::{Judge, Way};
use super::{Rule, below};

impl Judge<'_> {
    pub(super) fn fields(&mut self, old: &Alternative, new: &Alternative) {
        let (before, after) = (members(&old.schema, "properties"), members(&new.schema, "properties"));
        let (needed, needs) = (required(&old.schema), required(&new.schema));
        let pointer = below(&new.pointer, "properties");
        let others = |schema: &Map<String, Value>| schema.get("additionalProperties").cloned().unwrap_or(true.into());
        let (others_before, others_after) = (others(&old.schema), others(&new.schema));
        for (name, field) in &before {
            let place = below(&pointer, name);
            match after.get(name) {
                // What had to be sent had no default to rely on.
                Some(other) if self.way == Way::In && needed.contains(name) => {
                    self.schemas(&bare(field), &bare(other), &place);
                }
                Some(other) => self.schemas(field, other, &place),
                None if self.way == Way::In && others_after != false => {
                    self.found.push((Rule::NotJudged, place, format!("`{name}` is taken, but not listed any more")));
                }
                None => {
                    let doing = if self.way == Way::In { "taken" } else { "given" };
                    let place = below(&below(&old.pointer, "properties"), name);
                    self.found.push((Rule::FieldRemoved, place, format!("`{name}` is no longer {doing}")));
                }
            }
        }
        // A field that is new had been one of the others.
        for (name, field) in after.iter().filter(|(name, _)| !before.contains_key(*name) && others_before.is_object()) {
            self.schemas(&others_before, field, &below(&pointer, name));
        }
        self.presence(&needed, &needs, &before, &after, &pointer);
        let pointer = below(&new.pointer, "additionalProperties");
        match (self.way, &others_before, &others_after) {
            (_, Value::Bool(before), Value::Bool(after)) if before == after => {}
            // Fields that are not known yet are no break, whether taken or given.
            (Way::In, Value::Bool(false), _) | (Way::Out, _, Value::Bool(false)) => {}
            (Way::In, _, Value::Bool(false)) => {
                self.found.push((Rule::TypeNarrowed, pointer, "fields of other names are no longer taken".to_owned()));
            }
            (Way::Out, Value::Bool(false), _) => {
                self.found.push((Rule::TypeWidened, pointer, "fields of any name may be given".to_owned()));
            }
            (_, before, after) => self.schemas(before, after, &pointer),
        }
    }

    /// Which fields must be there.
    fn presence(
        &mut self,
        needed: &[String],
        needs: &[String],
        before: &Map<String, Value>,
        after: &Map<String, Value>,
        pointer: &str,
    ) {
        if self.way == Way::In {
            for name in needs.iter().filter(|name| !needed.contains(name)) {
                let new = if before.contains_key(name) { "" } else { "new and " };
                self.found.push((Rule::InputRequired, below(pointer, name), format!("`{name}` is {new}required")));
            }
            return;
        }
        // One that is gone is found as such.
        let is_gone = |name: &String| before.contains_key(name) && !after.contains_key(name);
        for name in needed.iter().filter(|name| !needs.contains(name) && !is_gone(name)) {
            self.found.push((Rule::FieldOptional, below(pointer, name), format!("`{name}` may be absent")));
        }
    }
}

/// A schema without its default.
fn bare(schema: &Value) -> Value {
    let mut schema = schema.clone();
    schema.as_object_mut().map(|members| members.remove("default"));
    schema
}
