/// Flavors.
///
/// Sizes of servers.
pub struct Flavors {
    db: Db,
    pub clock: Arc<dyn Clock>,
}
const _: () = {
    impl ::terrace::Controller for Flavors {
        type Versions = crate::Nova;
        type Key = String;
        const NODE: &'static ::terrace::private::Node = {
            &::terrace::private::Node {
                name: "Flavors",
                id: ::terrace::private::concat!(
                    ::terrace::private::module_path!(), "::", "Flavors"
                ),
                place: ::terrace::private::Place {
                    file: ::terrace::private::file!(),
                    line: ::terrace::private::line!(),
                },
                parent: ::terrace::private::None,
                path: &[::terrace::private::Segment::Literal("flavors")],
                key: ::terrace::private::Some(::terrace::private::Key {
                    variable: ::terrace::private::Variable {
                        name: "flavor_id",
                        class: ::terrace::private::Class::Any,
                    },
                    ty: ::terrace::private::key_type::<String>(),
                }),
                versions: ::terrace::private::Some(
                    <crate::Nova as ::terrace::Versions>::SET,
                ),
                tag: "sizes",
                one: ::terrace::private::Some("flavor"),
                many: ::terrace::private::Some("flavors"),
                body_bytes: ::terrace::private::Some(64 << 10),
                pipeline: ::terrace::private::None,
                guard: ::terrace::private::Guard::Inherit,
                doc: ::terrace::private::Doc {
                    summary: "Flavors",
                    description: "Sizes of servers.",
                },
                remarks: ::terrace::private::Remarks::NONE,
            }
        };
    }
    impl<__S> ::terrace::FromState<__S> for Flavors
    where
        Db: ::terrace::FromRef<__S>,
        Arc<dyn Clock>: ::terrace::FromRef<__S>,
    {
        fn from_state(__parts: &::terrace::Parts<__S>) -> Self {
            Flavors {
                db: __parts.part::<Db>(),
                clock: __parts.part::<Arc<dyn Clock>>(),
            }
        }
    }
    impl ::terrace::Under<Flavors> for Flavors {}
    const _: () = ::terrace::private::check::node::key(
        <Flavors as ::terrace::Controller>::NODE,
    );
    const _: () = ::terrace::private::check::route::some_bytes(
        <Flavors as ::terrace::Controller>::NODE.body_bytes,
    );
};
