//! Models are written as serde's derives write the same types.

use std::collections::BTreeMap;

use super::{read, write};

/// The same items as models and with serde's derives.
macro_rules! twins {
    ($($items:item)*) => {
        mod ours {
            use super::*;
            use terrace::model;
            $(#[model] $items)*
        }

        mod theirs {
            use super::*;
            $(#[derive(serde::Serialize)] $items)*
        }
    };
}

twins! {
    #[serde(rename_all = "kebab-case")]
    pub(super) struct Plain {
        pub(super) first_name: String,
        #[serde(rename = "N")]
        pub(super) number: i64,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(super) absent: Option<u8>,
        pub(super) list: Vec<Option<f64>>,
        pub(super) map: BTreeMap<String, char>,
    }

    pub(super) struct Newtype(pub(super) Plain);

    pub(super) struct Unit;

    pub(super) struct Generic<T> {
        pub(super) value: T,
        pub(super) unit: Unit,
    }

    #[serde(rename_all = "camelCase")]
    pub(super) enum External {
        NothingAtAll,
        Held(Newtype),
        #[serde(rename_all = "UPPERCASE")]
        SomeFields { some_field: u8 },
    }

    #[serde(tag = "t")]
    pub(super) enum Internal {
        NothingAtAll,
        Held(Plain),
        SomeFields { some_field: u8 },
    }

    #[serde(tag = "t", content = "c")]
    pub(super) enum Adjacent {
        NothingAtAll,
        Held(Newtype),
        SomeFields { some_field: u8 },
    }

    #[serde(untagged)]
    pub(super) enum Untagged {
        NothingAtAll,
        SomeFields { some_field: u8 },
        Held(Newtype),
    }
}

macro_rules! plain {
    ($twin:ident) => {
        $twin::Plain {
            first_name: "a \"b\"\u{7f}\n".to_owned(),
            number: i64::MIN,
            absent: None,
            list: vec![Some(1.0), None, Some(1e300)],
            map: BTreeMap::from([("k/~".to_owned(), 'ä')]),
        }
    };
}

/// Compares an expression, written once, in both worlds; and reads what was written.
macro_rules! compare {
    ($twin:ident: $type:ty = $value:expr) => {{
        let ours = {
            use ours as $twin;
            write(&$value)
        };
        let theirs = {
            use theirs as $twin;
            serde_json::to_string(&$value).expect("the value has a form in JSON")
        };
        assert_eq!(ours, theirs);
        assert_eq!(read::<$type>(&theirs).as_ref(), Ok(&theirs));
        let through_serde = serde_json::from_str::<$type>(&theirs).expect("models are serde's too");
        assert_eq!(serde_json::to_string(&through_serde).expect("models are serde's too"), theirs);
    }};
}

#[test]
fn models_are_written_as_serde_writes() {
    compare!(t: ours::Plain = plain!(t));
    compare!(t: ours::Newtype = t::Newtype(plain!(t)));
    compare!(t: ours::Unit = t::Unit);
    compare!(t: ours::Generic<Option<ours::Newtype>> = t::Generic { value: Some(t::Newtype(plain!(t))), unit: t::Unit });
    compare!(t: ours::External = t::External::NothingAtAll);
    compare!(t: ours::External = t::External::Held(t::Newtype(plain!(t))));
    compare!(t: ours::External = t::External::SomeFields { some_field: 1 });
    compare!(t: ours::Internal = t::Internal::NothingAtAll);
    compare!(t: ours::Internal = t::Internal::Held(plain!(t)));
    compare!(t: ours::Internal = t::Internal::SomeFields { some_field: 1 });
    compare!(t: ours::Adjacent = t::Adjacent::NothingAtAll);
    compare!(t: ours::Adjacent = t::Adjacent::Held(t::Newtype(plain!(t))));
    compare!(t: ours::Adjacent = t::Adjacent::SomeFields { some_field: 1 });
    compare!(t: ours::Untagged = t::Untagged::NothingAtAll);
    compare!(t: ours::Untagged = t::Untagged::Held(t::Newtype(plain!(t))));
    compare!(t: ours::Untagged = t::Untagged::SomeFields { some_field: 1 });
}
