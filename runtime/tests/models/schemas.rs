use terrace::private::{Rule, Shape, Tagging, schema::Bounds};
use terrace::{Model, Uuid, Versions, model, versions};

versions! { pub(crate) Nova: "2.1" ..= "2.3" }

/// A virtual machine.
///
/// It runs.
#[model(versions = Nova, name = "Server")]
#[example({ "id": 1, "tags": [], "next": null })]
struct Machine {
    /// Its number.
    #[check(range = 1..=10)]
    #[example(7)]
    id: u8,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    tags: Vec<Tag>,
    next: Option<Box<Machine>>,
}

#[model]
#[example("blue")]
struct Tag(#[check(length = 1..=60)] String);

#[model]
struct Page<T> {
    items: Vec<T>,
}

#[model]
#[serde(tag = "type")]
enum Event {
    /// It began.
    Started,
    Stopped {
        code: i32,
    },
    #[cfg(any())]
    Gone(NoSuchType),
}

#[model]
struct Conditional {
    #[cfg(any())]
    gone: NoSuchType,
    here: u8,
}

#[test]
fn tables_say_what_the_type_says() {
    let machine = Machine::TYPE;
    assert_eq!(machine.doc.summary, "A virtual machine");
    assert_eq!(machine.doc.description, "It runs.");
    assert_eq!(machine.life.versions.map(|set| set.name), Some("Nova"));
    let example = machine.example.and_then(|example| example(None));
    assert_eq!(example.as_deref(), Some(r#"{"id":1,"tags":[],"next":null}"#));
    let name = machine.name.expect("a model has a name");
    assert_eq!((name.base, name.path), ("Server", "models::schemas::Machine"));
    assert!(name.place.file.ends_with("schemas.rs"), "{}", name.place.file);
    assert!(name.place.line > 1, "{}", name.place.line);
    let Shape::Object([id, tags, next]) = machine.shape else { panic!("{:?}", machine.shape) };
    let example = id.example.and_then(|example| example(None));
    assert_eq!((id.name, id.doc.summary, example.as_deref()), ("id", "Its number", Some("7")));
    assert_eq!(rules(id.rules), [Rule::Range { minimum: Some(1.0), maximum: Some(10.0) }]);
    assert!(matches!((id.ty)().shape, Shape::Integer { minimum: 0, maximum: 255, .. }));
    assert!(id.is_required(None) && id.always_written);
    assert!(!tags.is_required(None) && !tags.always_written);
    let Shape::List(tag) = (tags.ty)().shape else { panic!("{:?}", (tags.ty)()) };
    assert_eq!(rules(tag().rules), [Rule::Length(Bounds { minimum: 1, maximum: Some(60) })]);
    assert_eq!(tag().example.and_then(|example| example(None)).as_deref(), Some("\"blue\""));
    assert!(!next.is_required(None) && next.always_written);
    let Shape::Optional(inner) = (next.ty)().shape else { panic!("{:?}", (next.ty)()) };
    assert_eq!(inner().name.map(|name| name.path), Some("models::schemas::Machine"));
}

#[test]
fn generic_models_have_the_versions_of_their_parameters() {
    let page = Page::<Machine>::TYPE;
    assert_eq!(page.life.versions.map(|set| set.name), Some("Nova"));
    let name = page.name.expect("a model has a name");
    assert_eq!(name.base, "Page");
    assert_eq!(name.parameters[0]().name.map(|name| name.base), Some("Server"));
    assert!(Page::<u8>::TYPE.life.versions.is_none());
    assert!(Vec::<Option<Machine>>::TYPE.life.versions.is_some());
}

#[test]
fn cfg_holds_for_variants_and_fields() {
    let Shape::Enum { tagging: Tagging::Internal { tag: "type" }, variants } = Event::TYPE.shape else {
        panic!("{:?}", Event::TYPE.shape)
    };
    let names: Vec<_> = variants.iter().map(|variant| (variant.name, variant.doc.summary)).collect();
    assert_eq!(names, [("Started", "It began"), ("Stopped", "")]);
    let Shape::Object([field]) = Conditional::TYPE.shape else { panic!("{:?}", Conditional::TYPE.shape) };
    assert_eq!(field.name, "here");
}

#[model]
#[derive(Default)]
#[serde(default)]
struct Whole {
    size: u8,
    names: Vec<String>,
}

versions! { Releases: "1", "2", "3" }

#[derive(Default)]
#[model(versions = Releases)]
enum Mood {
    Glad,
    #[since(V2)]
    #[default]
    Calm,
}

#[model(versions = Releases)]
struct Told {
    #[serde(default = "three")]
    three: u8,
    #[serde(default)]
    whole: Whole,
    #[serde(default)]
    mood: Mood,
    #[serde(default = "Uuid::new_v4")]
    id: Uuid,
    #[required_since(V3)]
    count: u8,
    needed: u8,
}

fn three() -> u8 {
    3
}

#[test]
fn tables_tell_defaults_as_a_version_writes_them() {
    let defaults = |version: &str| -> Vec<Option<String>> {
        let Shape::Object(fields) = Told::TYPE.shape else { panic!("{:?}", Told::TYPE.shape) };
        let version = Releases::SET.find(version);
        fields.iter().map(|field| field.default.and_then(|write| write(version))).collect()
    };
    let told = |text: &str| Some(text.to_owned());
    let whole = told(r#"{"size":0,"names":[]}"#);
    // An id of its own each time is told by no document, nor a value that the version does not have.
    assert_eq!(defaults("1"), [told("3"), whole.clone(), None, None, told("0"), None]);
    assert_eq!(defaults("2"), [told("3"), whole, told("\"Calm\""), None, told("0"), None]);
}

fn rules(constraints: &[terrace::private::Constraint]) -> Vec<Rule> {
    constraints.iter().map(|constraint| constraint.rule).collect()
}
