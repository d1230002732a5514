//! Schemas: what travels in bodies, parameters and headers, as `'static` data.
//!
//! A [`Type`] refers to other types by `fn` pointer ([`TypeRef`]), which lets types be recursive and is never
//! called while a crate is compiled.

use core::any::TypeId;

use crate::foreign::Foreign;
use crate::notice::Deprecation;
use crate::table::{Doc, Place, Remarks};
use crate::version::{Range, Version, VersionSet};

/// Where a type's table is to be had.
pub type TypeRef = fn() -> &'static Type;

/// Writes the value of an absent field as JSON text, as a version writes it. `None` where it is another at each call, or the
/// version has no such value: no document can tell it. Called when documents are made, never by a request.
pub type DefaultRef = fn(Option<Version>) -> Option<String>;

/// Writes an example as JSON text, as a version writes it. `None` where it is none of the version's. Called when documents are
/// made, never by a request.
pub type ExampleRef = fn(Option<Version>) -> Option<String>;

/// The table of one type.
#[derive(Clone, Copy, Debug)]
pub struct Type {
    /// The name under which documents list it; a type without one is written where it is used.
    pub name: Option<Name>,
    /// Its doc comment.
    pub doc: Doc,
    /// In which APIs, and in which of their versions, it exists.
    pub life: Life,
    /// What it looks like.
    pub shape: Shape,
    /// What its values must fulfil wherever they stand, as a newtype's do.
    pub rules: &'static [Constraint],
    /// An example.
    pub example: Option<ExampleRef>,
    /// What else is told of it.
    pub remarks: &'static Remarks,
}

impl Type {
    /// A type with a shape and nothing else: no name, no doc, every version.
    pub const fn plain(shape: Shape) -> Type {
        Type {
            name: None,
            doc: Doc::NONE,
            life: Life::ALWAYS,
            shape,
            rules: &[],
            example: None,
            remarks: Remarks::NONE,
        }
    }

    /// Whether values are lists, which are wrapped in a controller's `many` rather than in its `one`.
    pub const fn is_list(&self) -> bool {
        matches!(self.shape, Shape::List(_))
    }

    /// Whether a field of this type may be left out.
    pub fn is_optional(&self) -> bool {
        match self.shape {
            Shape::Optional(_) | Shape::Patch(_) => true,
            Shape::Foreign(foreign) => (foreign.is_optional)(),
            _ => false,
        }
    }

    /// Whether a field of this type may be missing where it is written.
    pub const fn is_patch(&self) -> bool {
        matches!(self.shape, Shape::Patch(_))
    }
}

/// Where a type exists: in which APIs, and in which of their versions.
#[derive(Clone, Copy, Debug)]
pub struct Life {
    /// The version set that it was declared for; `None` fits every API.
    pub versions: Option<&'static VersionSet>,
    /// The versions of it in which the type exists.
    pub range: Range,
}

impl Life {
    /// In every version of every API.
    pub const ALWAYS: Life = Life { versions: None, range: Range::ALL };

    /// Where this and another type both exist: a generic type does so where its parameters do.
    pub const fn and(self, other: Life) -> Life {
        match (self.versions, other.versions) {
            (_, None) => self,
            (None, Some(_)) => Life { range: other.range.and(self.range), ..other },
            (Some(_), Some(_)) => Life { range: self.range.and(other.range), ..self },
        }
    }
}

/// The name of a type in documents.
#[derive(Clone, Copy, Debug)]
pub struct Name {
    /// Its own name: `Page`.
    pub base: &'static str,
    /// Its type parameters: `Page` with `Server` is named `PageOfServer`.
    pub parameters: &'static [TypeRef],
    /// The Rust path, `compute::servers::Server`: two types of one name are told apart by it.
    pub path: &'static str,
    /// Where it was declared.
    pub place: Place,
}

/// What a type looks like on the wire. Every number is exact: bounds are those of the Rust type.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// Any JSON value.
    Any,
    /// `true` or `false`.
    Boolean,
    /// A whole number between two bounds, both included.
    Integer {
        /// The smallest.
        minimum: i128,
        /// The largest.
        maximum: i128,
        /// OpenAPI's name for it (`int32`, `int64`), where there is one.
        format: Option<&'static str>,
    },
    /// A number with a fraction.
    Number {
        /// `float` or `double`.
        format: &'static str,
    },
    /// Text.
    Text {
        /// JSON Schema's or OpenAPI's `format`: `uuid`, `date-time`, …
        format: Option<&'static str>,
    },
    /// `null` alone, as `()` is written.
    Null,
    /// A value or `null`.
    Optional(TypeRef),
    /// A value or `null`; a field that is absent is neither.
    Patch(TypeRef),
    /// A list.
    List(TypeRef),
    /// An object whose keys are free.
    Map {
        /// What the keys are, written as text: a type that is text, a whole number, or an enum without content.
        key: TypeRef,
        /// What they lead to.
        value: TypeRef,
    },
    /// Another type with the same wire form, as a newtype or a box has.
    Same(TypeRef),
    /// An object with the fields listed and no others.
    Object(&'static [Field]),
    /// The fields that an API adds to a model, which is named. Only a flattened field of that model has this shape.
    Added(TypeRef),
    /// One of several variants.
    Enum {
        /// How the variant is told.
        tagging: Tagging,
        /// The variants, in the order written.
        variants: &'static [Variant],
    },
    /// What another library says.
    Foreign(&'static Foreign),
}

/// A field of an object.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// The name on the wire; of a flattened field, which has none, the one in the code.
    pub name: &'static str,
    /// Its doc comment.
    pub doc: Doc,
    /// The versions in which it exists.
    pub range: Range,
    /// Who sends it.
    pub access: Access,
    /// Whether the fields of its type stand in its place.
    pub is_flattened: bool,
    /// The value's type.
    pub ty: TypeRef,
    /// What its values must fulfil.
    pub rules: &'static [Constraint],
    /// The first version in which it must be there, where it need not be before.
    pub required_since: Option<Version>,
    /// Whether it should still be used.
    pub deprecation: Deprecation,
    /// The value of an absent field, where it has one that its type does not tell.
    pub default: Option<DefaultRef>,
    /// Whether an answer always has it; a field that may be skipped when written does not.
    pub always_written: bool,
    /// An example.
    pub example: Option<ExampleRef>,
    /// What else is told of it.
    pub remarks: &'static Remarks,
}

impl Field {
    /// One of which nothing is said, not even its name; its value is `null`.
    pub const PLAIN: Field = Field {
        name: "",
        doc: Doc::NONE,
        range: Range::ALL,
        access: Access::ReadWrite,
        is_flattened: false,
        ty: || const { &Type::plain(Shape::Null) },
        rules: &[],
        required_since: None,
        deprecation: Deprecation::No,
        default: None,
        always_written: true,
        example: None,
        remarks: Remarks::NONE,
    };

    /// One of which nothing else is said.
    pub const fn plain(name: &'static str, ty: TypeRef) -> Field {
        Field { name, ty, ..Field::PLAIN }
    }

    /// Whether a body of a version must have the field.
    pub fn is_required(&self, version: Option<Version>) -> bool {
        match self.required_since {
            Some(_) => Range { since: self.required_since, until: None }.holds(version),
            None => self.default.is_none() && !(self.ty)().is_optional(),
        }
    }
}

/// Who sends a field, in OpenAPI's words, which are a client's: it reads what the service answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Access {
    /// Clients and the service.
    #[default]
    ReadWrite,
    /// The service alone: no request has it.
    ReadOnly,
    /// Clients alone: no answer has it.
    WriteOnly,
}

impl Access {
    /// Whether requests have it.
    pub const fn is_requested(self) -> bool {
        !matches!(self, Access::ReadOnly)
    }

    /// Whether answers have it.
    pub const fn is_answered(self) -> bool {
        !matches!(self, Access::WriteOnly)
    }
}

/// The names of an object's fields, for the reader of it and of those that it is flattened into.
#[derive(Clone, Copy, Debug)]
pub struct FieldNames {
    /// Those on the wire.
    pub own: &'static [&'static str],
    /// The versions in which each exists; none where all exist in every version.
    pub ranges: &'static [Range],
    /// Who sends each; none where both sides send all.
    pub accesses: &'static [Access],
    /// Those of the fields that are flattened into it.
    pub flattened: &'static [&'static FieldNames],
    /// Whether others come with a variant, so that they are known only once that is.
    pub is_choice: bool,
    /// The type, where it is open: others come with the API.
    pub open: Option<TypeId>,
}

impl FieldNames {
    /// The versions in which one of them exists.
    pub const fn range(&self, at: usize) -> Range {
        if self.ranges.is_empty() { Range::ALL } else { self.ranges[at] }
    }
}

/// A variant of an enum.
#[derive(Clone, Copy, Debug)]
pub struct Variant {
    /// The name on the wire.
    pub name: &'static str,
    /// Its doc comment.
    pub doc: Doc,
    /// The versions in which it exists.
    pub range: Range,
    /// Whether it should still be used.
    pub deprecation: Deprecation,
    /// What it carries: [`Shape::Null`] where it carries nothing.
    pub shape: Shape,
}

/// How a variant is told from the others (serde's four forms).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tagging {
    /// `"name"`, or `{"name": content}`.
    External,
    /// `{"tag": "name", …content}`.
    Internal {
        /// The field with the name.
        tag: &'static str,
    },
    /// `{"tag": "name", "content": content}`.
    Adjacent {
        /// The field with the name.
        tag: &'static str,
        /// The field with the content.
        content: &'static str,
    },
    /// The content alone.
    Untagged,
}

/// A rule, and when it holds.
#[derive(Clone, Copy, Debug)]
pub struct Constraint {
    /// The rule.
    pub rule: Rule,
    /// The versions in which it holds.
    pub range: Range,
}

impl Constraint {
    /// A rule that holds in every version.
    pub const fn always(rule: Rule) -> Constraint {
        Constraint { rule, range: Range::ALL }
    }
}

/// What a value must fulfil beyond its type.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Rule {
    /// Text: the number of code points, both bounds included.
    Length(Bounds),
    /// A list or map: the number of entries, both bounds included.
    Items(Bounds),
    /// A list: no two entries are equal.
    Unique,
    /// A number: the smallest and the largest value, both included.
    Range {
        /// The smallest.
        minimum: Option<f64>,
        /// The largest.
        maximum: Option<f64>,
    },
    /// Text: the regular expression is found in it. ECMA-262's `u` flag, Rust's `regex` and Python's `re` agree on it.
    Pattern(&'static str),
    /// Text: it is of this kind, in the words of JSON Schema's `format`.
    Format(&'static str),
    /// A whole number: it is a multiple of this one.
    MultipleOf(u32),
    /// A list or map: what its items, or its values, must fulfil.
    Each(&'static [Rule]),
    /// A map: what its keys must fulfil.
    Keys(&'static [Rule]),
}

/// A number of things, both bounds included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// The fewest.
    pub minimum: usize,
    /// The most; without limit where absent.
    pub maximum: Option<usize>,
}
