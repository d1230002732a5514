//! Schemas: types as JSON Schema, in the words of one version.

use std::collections::BTreeMap;

use serde_json::Value;
use terrace_model::{
    Access, Addition, Constraint, ExampleRef, Field, Message, Rule, Shape, Tagging, Type, Variant, Version,
};
use utoipa::Number;
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{
    AdditionalProperties, AnyOf, Array, Object, OneOf, Ref, Schema, SchemaFormat, SchemaType, Type as JsonType,
};

use super::direction::{Directions, is_always_answered};
use super::foreign;
use super::keys;
use super::names::Names;
use super::notes::{Notes, describe, text};
use super::rules;

/// A schema, or a reference to one.
pub(super) type AnySchema = RefOr<Schema>;

/// The schemas of one document: those with a name are listed once, and only if something refers to them.
pub(super) struct Schemas<'e> {
    version: Option<Version>,
    names: &'e mut Names,
    directions: &'e Directions,
    /// Types that are to be listed, with the direction.
    pending: Vec<(String, &'static Type, bool)>,
    listed: BTreeMap<String, AnySchema>,
    /// Whether what is being written may be sent by a client.
    reading: bool,
}

/// A field that is there.
struct Live {
    field: &'static Field,
    /// Whether an API adds it to the type.
    is_added: bool,
}

impl<'e> Schemas<'e> {
    pub(super) fn new(version: Option<Version>, names: &'e mut Names, directions: &'e Directions) -> Self {
        Schemas { version, names, directions, pending: Vec::new(), listed: BTreeMap::new(), reading: false }
    }

    /// The document's version.
    pub(super) fn version(&self) -> Option<Version> {
        self.version
    }

    /// All versions that the API has documents of.
    pub(super) fn versions(&self) -> &'e [Option<Version>] {
        &self.directions.versions
    }

    /// Notes that a link of a handler looks for what no answer has.
    pub(super) fn miss(&mut self, of: String, expression: &'static str) {
        self.names.miss(of, expression);
    }

    /// Whether a parameter is there in the document's version.
    pub(super) fn has_parameter(&self, field: &Field) -> bool {
        field.range.holds(self.version) && field.access.is_requested()
    }

    /// The fields that are there in the document's version, in what is being written, those of what is flattened among them.
    fn live(&self, list: &'static [Field]) -> Vec<Live> {
        let is_sent = if self.reading { Access::is_requested } else { Access::is_answered };
        let is_live = |field: &&'static Field| is_sent(field.access) && field.range.holds(self.version);
        let mut found = Vec::new();
        for field in list.iter().filter(is_live) {
            match (field.ty)().shape {
                Shape::Added(_) => {}
                shape if field.is_flattened => {
                    found.extend(fields(shape).into_iter().flat_map(|inner| self.live(inner)));
                }
                _ => found.push(Live { field, is_added: false }),
            }
        }
        let added = self.additions(list).into_iter().flat_map(|addition| fields(addition.ty.shape).unwrap_or_default());
        found.extend(added.filter(is_live).map(|field| Live { field, is_added: true }));
        found
    }

    /// What is added to an object in the document's version.
    fn additions(&self, list: &'static [Field]) -> Vec<&'static Addition> {
        let of = list.iter().find_map(|field| match (field.ty)().shape {
            Shape::Added(of) => Some(of),
            _ => None,
        });
        let added = of.into_iter().flat_map(|of| self.directions.added(of));
        added.filter(|addition| addition.ty.life.range.holds(self.version)).collect()
    }

    /// Whether a message is there in the document's version.
    pub(super) fn sends(&self, message: &Message) -> bool {
        message.range.holds(self.version) && (message.ty)().life.range.holds(self.version)
    }

    /// A type where a client sends it.
    pub(super) fn read(&mut self, ty: &'static Type) -> AnySchema {
        self.reading = true;
        keys::named(self.of(ty))
    }

    /// A type where the service sends it.
    pub(super) fn written(&mut self, ty: &'static Type) -> AnySchema {
        self.reading = false;
        keys::named(self.of(ty))
    }

    /// A field where a client sends it as a parameter: absent rather than `null`.
    pub(super) fn parameter(&mut self, field: &'static Field) -> AnySchema {
        self.reading = true;
        keys::named(self.field(field, strip((field.ty)())))
    }

    /// A type where a client sends it as a form: fields are absent rather than `null`.
    pub(super) fn form(&mut self, ty: &'static Type) -> AnySchema {
        let Some(fields) = fields(strip(ty).shape) else { return self.read(ty) };
        self.reading = true;
        let mut object = self.frame();
        let version = self.version;
        for Live { field, .. } in self.live(fields) {
            if field.is_required(version) {
                object.required.push(field.name.to_owned());
            }
            let schema = self.parameter(field);
            object.properties.insert(field.name.to_owned(), schema);
        }
        let notes = Notes { description: text(&ty.doc), ..Notes::default() };
        describe(object.into(), notes)
    }

    /// The schemas with a name, all that were referred to.
    pub(super) fn finish(mut self) -> BTreeMap<String, AnySchema> {
        while let Some((name, ty, reading)) = self.pending.pop() {
            self.reading = reading;
            let shape = self.ruled(ty);
            let (description, example) = (self.doc(ty), self.example_of(ty));
            let notes = Notes { description, example, remarks: ty.remarks, ..Notes::default() };
            self.listed.insert(name, keys::named(describe(shape, notes)));
        }
        self.listed
    }

    fn of(&mut self, ty: &'static Type) -> AnySchema {
        let Some(name) = &ty.name else {
            let notes = Notes {
                description: text(&ty.doc),
                example: self.example_of(ty),
                remarks: ty.remarks,
                ..Notes::default()
            };
            return describe(self.ruled(ty), notes);
        };
        let is_split = self.directions.is_split(ty);
        let reading = if is_split { self.reading } else { self.directions.is_read(ty) };
        let name = self.names.claim(ty, name, is_split && reading);
        if !self.listed.contains_key(&name) {
            // A place holder, so that a type that refers to itself is listed once.
            self.listed.insert(name.clone(), AnySchema::default());
            self.pending.push((name.clone(), ty, reading));
        }
        RefOr::Ref(Ref::from_schema_name(name))
    }

    /// A type written in place, whether or not it has a name.
    fn in_place(&mut self, ty: &'static Type) -> AnySchema {
        let mut schema = match ty.shape {
            Shape::Same(inner) => self.in_place(inner()),
            Shape::Optional(inner) | Shape::Patch(inner) => nullable(self.in_place(inner())),
            shape => self.shape(shape),
        };
        self.limit(&mut schema, ty, ty.rules);
        schema
    }

    /// The schema of a map's keys, where they are not just any text. It stands in place, and says of a number what its value is
    /// until [`keys::named`] has seen all rules.
    fn key(&mut self, ty: &'static Type) -> Option<Schema> {
        let notes = Notes { description: self.doc(ty), ..Notes::default() };
        let RefOr::T(schema) = describe(self.in_place(ty), notes) else { return None };
        let is_any = matches!(&schema, Schema::Object(object) if *object == Object::with_type(JsonType::String));
        (!is_any).then_some(schema)
    }

    /// The doc of a type, with a line for each value of an enum.
    fn doc(&self, ty: &Type) -> String {
        match &ty.shape {
            Shape::Enum { variants, .. } if is_plain(variants) => self.with_variants(text(&ty.doc), variants),
            _ => text(&ty.doc),
        }
    }

    /// Adds the rules that hold in the document's version to the schema of a type that is written in place.
    fn limit(&mut self, schema: &mut AnySchema, ty: &'static Type, rules: &'static [Constraint]) {
        let version = self.version;
        for constraint in rules.iter().filter(|constraint| constraint.range.holds(version)) {
            self.place_entries(schema, ty, &constraint.rule);
            rules::limit(schema, &constraint.rule);
        }
    }

    /// Writes in place the items, or the values, that a rule is about.
    fn place_entries(&mut self, schema: &mut AnySchema, ty: &'static Type, rule: &Rule) {
        let Rule::Each(rules) = rule else { return };
        let (Some(entries), Some(entry)) = (rules::entries(schema), entry(ty)) else { return };
        // Others are in place already, maybe with rules of their own.
        if matches!(entries, RefOr::Ref(_) | RefOr::T(Schema::AnyOf(_))) {
            *entries = self.in_place(entry);
        }
        rules.iter().for_each(|rule| self.place_entries(entries, entry, rule));
    }

    /// A type's shape, with the rules that its values fulfil wherever they stand.
    fn ruled(&mut self, ty: &'static Type) -> AnySchema {
        if ty.rules.is_empty() { self.shape(ty.shape) } else { self.in_place(ty) }
    }

    fn shape(&mut self, shape: Shape) -> AnySchema {
        match shape {
            Shape::Any => Object::with_type(SchemaType::AnyValue).into(),
            Shape::Boolean => Object::with_type(JsonType::Boolean).into(),
            Shape::Integer { minimum, maximum, format } => {
                let mut object = formatted(JsonType::Integer, format);
                (object.minimum, object.maximum) = (integer(minimum), integer(maximum));
                object.into()
            }
            Shape::Number { format } => formatted(JsonType::Number, Some(format)).into(),
            Shape::Text { format } => formatted(JsonType::String, format).into(),
            Shape::Null => Object::with_type(JsonType::Null).into(),
            Shape::Optional(inner) | Shape::Patch(inner) => nullable(self.of(inner())),
            Shape::List(inner) => Array::new(self.of(inner())).into(),
            Shape::Map { key, value } => {
                let mut object = Object::with_type(JsonType::Object);
                object.property_names = self.key(key()).map(Box::new);
                object.additional_properties = Some(Box::new(AdditionalProperties::RefOr(self.of(value()))));
                object.into()
            }
            Shape::Same(inner) => self.of(inner()),
            Shape::Object(fields) => self.object(fields).into(),
            // Only a field has it, in whose place others stand.
            Shape::Added(_) => closed().into(),
            Shape::Enum { tagging, variants } => self.choice(tagging, variants),
            Shape::Foreign(foreign) => {
                let (schema, listed) = foreign::schemas(foreign, self.names);
                for (name, schema) in listed {
                    self.listed.entry(name).or_insert(schema);
                }
                schema
            }
        }
    }

    /// An object with one property, around what a client sends: `{"server": …}`.
    pub(super) fn envelope(&self, key: &str, schema: AnySchema) -> AnySchema {
        let mut object = wrapper(key, schema);
        if self.directions.is_lenient {
            object.additional_properties = None;
        }
        object.into()
    }

    /// An object without fields yet, which may have others where a client may send such.
    fn frame(&self) -> Object {
        if self.reading && self.directions.is_lenient { Object::with_type(JsonType::Object) } else { closed() }
    }

    fn object(&mut self, fields: &'static [Field]) -> Object {
        let mut object = self.frame();
        let version = self.version;
        for Live { field, is_added } in self.live(fields) {
            // A client must send what has no default; an answer has what is always written, which is not known of what is added.
            let is_answered = !is_added && is_always_answered(field);
            let is_there = if self.reading { field.is_required(version) } else { is_answered };
            if is_there {
                object.required.push(field.name.to_owned());
            }
            let schema = self.field(field, (field.ty)());
            object.properties.insert(field.name.to_owned(), schema);
        }
        object
    }

    fn field(&mut self, field: &'static Field, ty: &'static Type) -> AnySchema {
        let schema = if field.rules.is_empty() {
            self.of(ty)
        } else {
            let mut schema = self.in_place(ty);
            self.limit(&mut schema, ty, field.rules);
            schema
        };
        let notes = Notes {
            description: text(&field.doc),
            example: self.example(field.example, || format!("`{}`", field.name)),
            default: self.default(field),
            deprecated: field.deprecation.holds(self.version),
            access: field.access,
            remarks: field.remarks,
        };
        describe(schema, notes)
    }

    /// The example of a type, with the fields that are sent the way that is being written.
    fn example_of(&mut self, ty: &'static Type) -> Option<Value> {
        let named = || ty.name.map(|name| format!("`{}` ({}:{})", name.base, name.place.file, name.place.line));
        let mut example = self.example(ty.example, || named().unwrap_or_else(|| "a type".to_owned()))?;
        if let (Value::Object(members), Some(fields)) = (&mut example, fields(ty.shape)) {
            for added in self.additions(fields) {
                if let Some(Value::Object(example)) = self.example_of(added.ty) {
                    members.extend(example);
                }
            }
            let live = self.live(fields);
            members.retain(|name, _| live.iter().any(|live| live.field.name == name));
            let is_required = |live: &Live| live.is_added && self.reading && live.field.is_required(self.version);
            if live.iter().any(|live| is_required(live) && !members.contains_key(live.field.name)) {
                return None;
            }
        }
        Some(example)
    }

    /// An example, where the version has it. One that no version has is an error.
    fn example(&mut self, example: Option<ExampleRef>, of: impl FnOnce() -> String) -> Option<Value> {
        let write = example?;
        match write(self.version) {
            Some(text) => serde_json::from_str(&text).ok(),
            None => {
                if self.directions.versions.iter().all(|version| write(*version).is_none()) {
                    self.names.unfit(of());
                }
                None
            }
        }
    }

    /// What an absent field holds, where a client may leave it out. `null` is what absence means anyway.
    fn default(&self, field: &Field) -> Option<Value> {
        let write = field.default.filter(|_| self.reading && !field.is_required(self.version))?;
        let text = write(self.version)?;
        serde_json::from_str(&text).ok().filter(|default: &Value| !default.is_null())
    }

    fn choice(&mut self, tagging: Tagging, variants: &'static [Variant]) -> AnySchema {
        let version = self.version;
        let live: Vec<_> = variants.iter().filter(|variant| variant.range.holds(version)).collect();
        let (plain, full): (Vec<&Variant>, Vec<&Variant>) =
            live.into_iter().partition(|variant| tagging == Tagging::External && is_empty(variant));
        let mut items = Vec::new();
        if !plain.is_empty() {
            let mut object = Object::with_type(JsonType::String);
            object.enum_values = Some(plain.iter().map(|variant| variant.name.into()).collect());
            items.push(object.into());
        }
        for variant in full {
            let schema = self.variant(tagging, variant);
            let deprecated = variant.deprecation.holds(version);
            let notes = Notes { description: text(&variant.doc), deprecated, ..Notes::default() };
            items.push(describe(schema, notes));
        }
        match items.len() {
            1 => items.remove(0),
            // Values of several variants may look alike where nothing tells them apart.
            _ if tagging == Tagging::Untagged => any_of(items),
            _ => {
                let mut choice = OneOf::new();
                choice.items = items;
                Schema::OneOf(choice).into()
            }
        }
    }

    fn variant(&mut self, tagging: Tagging, variant: &Variant) -> AnySchema {
        match tagging {
            Tagging::Untagged => self.shape(variant.shape),
            Tagging::External => wrapped(variant.name, self.shape(variant.shape)),
            Tagging::Adjacent { tag, content } => {
                let mut object = tagged(tag, variant.name);
                if !is_empty(variant) {
                    object.required.push(content.to_owned());
                    object.properties.insert(content.to_owned(), self.shape(variant.shape));
                }
                object.into()
            }
            Tagging::Internal { tag } => self.beside(tagged(tag, variant.name), variant.shape),
        }
    }

    /// An object with the fields of its content beside its own. The content is an object, a choice of objects by an
    /// inner tag, or nothing; `#[model]` takes nothing else beside a tag.
    fn beside(&mut self, mut object: Object, content: Shape) -> AnySchema {
        match content {
            Shape::Same(inner) => self.beside(object, inner().shape),
            Shape::Enum { tagging: Tagging::Internal { tag }, variants } => {
                let version = self.version;
                let live = variants.iter().filter(|variant| variant.range.holds(version));
                let mut choice = OneOf::new();
                for variant in live {
                    let mut object = object.clone();
                    merge(&mut object, tagged(tag, variant.name));
                    choice.items.push(self.beside(object, variant.shape));
                }
                Schema::OneOf(choice).into()
            }
            Shape::Object(fields) => {
                let content = self.object(fields);
                merge(&mut object, content);
                object.into()
            }
            _ => object.into(),
        }
    }

    /// A doc with a line for each value.
    fn with_variants(&self, doc: String, variants: &[Variant]) -> String {
        let live = variants.iter().filter(|variant| variant.range.holds(self.version));
        let lines: Vec<_> = live
            .filter(|variant| !variant.doc.summary.is_empty())
            .map(|variant| format!("- `{}`: {}", variant.name, variant.doc.summary))
            .collect();
        let parts = [doc, lines.join("\n")];
        parts.iter().filter(|part| !part.is_empty()).map(String::as_str).collect::<Vec<_>>().join("\n\n")
    }
}

/// The type of a value that is there.
pub(super) fn strip(ty: &'static Type) -> &'static Type {
    match ty.shape {
        Shape::Optional(inner) | Shape::Patch(inner) => strip(inner()),
        _ => ty,
    }
}

/// The type of a list's items, or of a map's values.
fn entry(ty: &'static Type) -> Option<&'static Type> {
    match ty.shape {
        Shape::List(inner) | Shape::Map { value: inner, .. } => Some(inner()),
        Shape::Same(inner) | Shape::Optional(inner) | Shape::Patch(inner) => entry(inner()),
        _ => None,
    }
}

/// The fields of an object, also behind types of the same wire form.
pub(super) fn fields(shape: Shape) -> Option<&'static [Field]> {
    match shape {
        Shape::Object(fields) => Some(fields),
        Shape::Same(inner) => fields(inner().shape),
        _ => None,
    }
}

/// An object with one property: `{"server": …}`.
pub(super) fn wrapped(key: &str, schema: AnySchema) -> AnySchema {
    wrapper(key, schema).into()
}

/// See [`wrapped`].
pub(super) fn wrapper(key: &str, schema: AnySchema) -> Object {
    let mut object = closed();
    object.required.push(key.to_owned());
    object.properties.insert(key.to_owned(), schema);
    object
}

/// One schema for what fits any of several.
pub(super) fn any_of(mut items: Vec<AnySchema>) -> AnySchema {
    if items.len() == 1 {
        return items.remove(0);
    }
    let mut any = AnyOf::new();
    any.items = items;
    Schema::AnyOf(any).into()
}

fn nullable(schema: AnySchema) -> AnySchema {
    match schema {
        RefOr::T(Schema::Object(mut object)) => match object.schema_type {
            SchemaType::Type(ty) if ty != JsonType::Null => {
                object.schema_type = [ty, JsonType::Null].into_iter().collect();
                if let Some(values) = &mut object.enum_values {
                    values.push(Value::Null);
                }
                object.into()
            }
            _ => object.into(),
        },
        RefOr::T(Schema::Array(mut array)) => {
            array.schema_type = [JsonType::Array, JsonType::Null].into_iter().collect();
            array.into()
        }
        other => any_of(vec![other, Object::with_type(JsonType::Null).into()]),
    }
}

fn formatted(ty: JsonType, format: Option<&str>) -> Object {
    let mut object = Object::with_type(ty);
    object.format = format.map(|format| SchemaFormat::Custom(format.to_owned()));
    object
}

/// A bound, where a document can say it exactly.
fn integer(bound: i128) -> Option<Number> {
    let signed = isize::try_from(bound).ok().map(Number::Int);
    signed.or_else(|| usize::try_from(bound).ok().map(Number::UInt))
}

pub(super) fn closed() -> Object {
    let mut object = Object::with_type(JsonType::Object);
    object.additional_properties = Some(Box::new(AdditionalProperties::FreeForm(false)));
    object
}

/// Adds the properties of an object to those of another.
fn merge(object: &mut Object, other: Object) {
    object.required.extend(other.required);
    object.properties.extend(other.properties);
}

fn tagged(tag: &str, name: &str) -> Object {
    let mut value = Object::with_type(JsonType::String);
    value.enum_values = Some(vec![name.into()]);
    wrapper(tag, value.into())
}

fn is_empty(variant: &Variant) -> bool {
    matches!(variant.shape, Shape::Null)
}

fn is_plain(variants: &[Variant]) -> bool {
    variants.iter().all(is_empty)
}

#[cfg(test)]
mod tests;
