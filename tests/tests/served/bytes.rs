//! The bytes of a body are those that serde_json writes of the same value, in the same version, for the same side.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use serde::de::Deserializer;
use serde::ser::Error as _;
use serde_json::Value;
use terrace::prelude::*;
use terrace::{Model, TestClient, Violations, Writer};

versions! { Releases: "1", "2", "3" }

/// All that a field can be.
#[derive(Clone, Debug)]
#[model(versions = Releases, open)]
struct Thing {
    text: String,
    letter: char,
    whole: i64,
    small: u8,
    fraction: f64,
    narrow: Option<f32>,
    flag: bool,
    id: Uuid,
    address: std::net::IpAddr,
    texts: Vec<Option<Box<str>>>,
    by_name: BTreeMap<String, Leaf>,
    by_number: BTreeMap<i16, Vec<u8>>,
    by_kind: BTreeMap<Kind, ()>,
    any: Value,
    #[schema(utoipa)]
    foreign: Foreign,
    #[serde(flatten)]
    leaf: Leaf,
    #[serde(rename = "a \"b\"\\\u{1}\n\u{7f}ä")]
    odd: u8,
    #[serde(skip_serializing_if = "Option::is_none")]
    skipped: Option<u8>,
    patch: Patch<u32>,
    forms: Vec<Forms>,
    extra: Extra<Thing>,
}

#[derive(Clone, Debug)]
#[model(versions = Releases)]
struct Leaf {
    #[until(V3)]
    first: u8,
    #[since(V2)]
    second: Option<Arc<String>>,
    #[write_only]
    secret: String,
    #[read_only]
    told: String,
}

#[derive(Clone, Debug)]
#[model(extends = Thing, prefix = "vendor")]
struct Rack {
    row: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[model(versions = Releases)]
enum Kind {
    One,
    #[since(V2)]
    Another,
}

/// The four forms of enums.
#[derive(Clone, Debug)]
#[model(versions = Releases)]
enum Forms {
    Nothing,
    Internal(Internal),
    Adjacent(Adjacent),
    Untagged(Untagged),
}

#[derive(Clone, Debug)]
#[model(versions = Releases)]
#[serde(tag = "t")]
enum Internal {
    Nothing,
    Held(Leaf),
    Fields {
        text: String,
        #[since(V2)]
        number: u8,
    },
}

#[derive(Clone, Debug)]
#[model]
#[serde(tag = "t", content = "c")]
enum Adjacent {
    Nothing,
    Held(String),
}

#[derive(Clone, Debug)]
#[model]
#[serde(untagged)]
enum Untagged {
    Number(u8),
    Fields { text: String },
}

#[derive(Clone, Debug, serde::Serialize, serde::Deserialize, utoipa::ToSchema)]
struct Foreign {
    text: String,
    pair: (u8, f32),
}

/// What serde_json writes of a thing, as a text.
struct BySerde(Thing);

impl Model for BySerde {
    const TYPE: terrace::private::Type = String::TYPE;

    fn write<W: Writer>(&self, to: W) -> Result<W::Ok, W::Error> {
        to.text(&serde_json::to_string(&self.0).map_err(W::Error::custom)?)
    }

    fn read<'de, D: Deserializer<'de>>(_: D) -> Result<Self, D::Error> {
        Err(serde::de::Error::custom("it is only written"))
    }

    fn check(&self, _: &mut Violations) {}
}

/// What is served.
#[derive(Clone, FromRef)]
struct State {
    shown: Shown,
}

#[derive(Clone, Default)]
struct Shown(Arc<Mutex<Option<Thing>>>);

impl Shown {
    fn thing(&self) -> Thing {
        self.0.lock().expect("no handler panics").clone().expect("something is shown")
    }
}

#[controller(path = "/things", versions = Releases)]
struct Things {
    shown: Shown,
}

#[routes]
impl Things {
    #[get("/ours")]
    async fn ours(&self) -> Json<Thing> {
        Json(self.shown.thing())
    }

    #[get("/theirs")]
    async fn theirs(&self) -> Json<BySerde> {
        Json(BySerde(self.shown.thing()))
    }
}

api! {
    struct Compared(Releases) at "/";
    negotiate: header("Version");
    additions: [Rack];
    controllers: [Things];
}

/// Short ones and long ones, some with what JSON escapes.
fn text() -> impl Strategy<Value = String> {
    prop_oneof!["[ -~]{0,9}", "[a-z0-9-]{0,70}", "\\PC{0,40}", "[\\x00-\\x7f]{0,40}"]
}

fn leaf() -> impl Strategy<Value = Leaf> {
    (any::<u8>(), proptest::option::of(text()), text(), text()).prop_map(|(first, second, secret, told)| Leaf {
        first,
        second: second.map(Arc::new),
        secret,
        told,
    })
}

fn kind() -> impl Strategy<Value = Kind> {
    prop_oneof![9 => Just(Kind::One), 1 => Just(Kind::Another)]
}

fn forms() -> impl Strategy<Value = Forms> {
    prop_oneof![
        Just(Forms::Nothing),
        Just(Forms::Internal(Internal::Nothing)),
        leaf().prop_map(|leaf| Forms::Internal(Internal::Held(leaf))),
        (text(), any::<u8>()).prop_map(|(text, number)| Forms::Internal(Internal::Fields { text, number })),
        Just(Forms::Adjacent(Adjacent::Nothing)),
        text().prop_map(|text| Forms::Adjacent(Adjacent::Held(text))),
        any::<u8>().prop_map(|number| Forms::Untagged(Untagged::Number(number))),
        text().prop_map(|text| Forms::Untagged(Untagged::Fields { text })),
    ]
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![Just(Value::Null), any::<bool>().prop_map(Value::from), text().prop_map(Value::from)];
    leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..3).prop_map(Value::from),
            proptest::collection::hash_map(text(), inner, 0..3)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

fn thing() -> impl Strategy<Value = Thing> {
    let texts = proptest::collection::vec(proptest::option::of(text().prop_map(String::into_boxed_str)), 0..4);
    let scalars = (text(), any::<char>(), any::<i64>(), any::<u8>(), any::<f64>(), any::<Option<f32>>(), any::<bool>());
    let maps = (
        proptest::collection::btree_map(text(), leaf(), 0..3),
        proptest::collection::btree_map(any::<i16>(), proptest::collection::vec(any::<u8>(), 0..3), 0..3),
        proptest::collection::btree_map(kind(), Just(()), 0..2),
    );
    let others = (any::<u128>(), any::<std::net::IpAddr>(), value(), (text(), any::<(u8, f32)>()), leaf());
    let last = (any::<Option<u8>>(), any::<Option<Option<u32>>>(), proptest::collection::vec(forms(), 0..4));
    (scalars, texts, maps, others, last, any::<Option<Option<u8>>>()).prop_map(
        |(scalars, texts, (by_name, by_number, by_kind), others, (skipped, patch, forms), row)| {
            let (text, letter, whole, small, fraction, narrow, flag) = scalars;
            let (id, address, any, (foreign, pair), leaf) = others;
            let mut extra = Extra::default();
            if let Some(row) = row {
                extra.insert(Rack { row: row.map(|row| row.to_string()) });
            }
            let patch = patch.map_or(Patch::Absent, |patch| patch.map_or(Patch::Null, Patch::Value));
            let (id, foreign) = (Uuid::from_u128(id), Foreign { text: foreign, pair });
            Thing {
                text,
                letter,
                whole,
                small,
                fraction,
                narrow,
                flag,
                id,
                address,
                texts,
                by_name,
                by_number,
                by_kind,
                any,
                foreign,
                leaf,
                odd: small,
                skipped,
                patch,
                forms,
                extra,
            }
        },
    )
}

#[test]
fn the_bytes_are_serde_jsons() {
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    let shown = Shown::default();
    let client = TestClient::new(Compared::new(State { shown: shown.clone() }));
    let ran = TestRunner::default().run(&(1_u8..=3, thing()), |(version, thing)| {
        *shown.0.lock().expect("no handler panics") = Some(thing);
        let version = version.to_string();
        let get = |path: &'static str| client.get(path).header("version", &version);
        let (ours, theirs) = runtime.block_on(async { (get("/things/ours").await, get("/things/theirs").await) });
        prop_assert_eq!(ours.status(), theirs.status());
        if ours.status() == 200 {
            prop_assert_eq!(ours.text(), theirs.json::<String>());
        }
        Ok(())
    });
    ran.unwrap_or_else(|error| panic!("{error}"));
}
