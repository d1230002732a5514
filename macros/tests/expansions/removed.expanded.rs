/// What went with cells.
#[::terrace::private::derive(
    ::terrace::private::Clone,
    ::terrace::private::Copy,
    ::terrace::private::Debug
)]
pub struct Retired;
const _: () = {
    impl ::terrace::Controller for Retired {
        type Versions = Nova;
        type Key = ::terrace::private::Keyless;
        const NODE: &'static ::terrace::private::Node = {
            &::terrace::private::Node {
                name: "Retired",
                id: ::terrace::private::concat!(
                    ::terrace::private::module_path!(), "::", "Retired"
                ),
                place: ::terrace::private::Place {
                    file: ::terrace::private::file!(),
                    line: ::terrace::private::line!(),
                },
                parent: ::terrace::private::None,
                path: &[],
                key: ::terrace::private::None,
                versions: ::terrace::private::Some(<Nova as ::terrace::Versions>::SET),
                tag: "Retired",
                one: ::terrace::private::None,
                many: ::terrace::private::None,
                body_bytes: ::terrace::private::None,
                pipeline: ::terrace::private::None,
                guard: ::terrace::private::Guard::Public,
                doc: ::terrace::private::Doc {
                    summary: "What went with cells",
                    description: "",
                },
                remarks: ::terrace::private::Remarks::NONE,
            }
        };
    }
    impl ::terrace::Routes for Retired {
        const RESOURCE: &'static ::terrace::private::ResourceTable = &::terrace::private::ResourceTable {
            node: <Retired as ::terrace::Controller>::NODE,
            load: ::terrace::private::None,
            routes: &[
                ::terrace::private::removed(
                    "Retired",
                    "GET /os-cells",
                    ::terrace::private::Place {
                        file: ::terrace::private::file!(),
                        line: ::terrace::private::line!(),
                    },
                    ::terrace::private::Method::Get,
                    &[::terrace::private::Segment::Literal("os-cells")],
                    ::terrace::private::None,
                    "cells are gone",
                ),
                ::terrace::private::removed(
                    "Retired",
                    "POST /os-cells/{id}/action {\"sync\"}",
                    ::terrace::private::Place {
                        file: ::terrace::private::file!(),
                        line: ::terrace::private::line!(),
                    },
                    ::terrace::private::Method::Post,
                    &[
                        ::terrace::private::Segment::Literal("os-cells"),
                        ::terrace::private::Segment::Variable(::terrace::private::Variable {
                            name: "id",
                            class: ::terrace::private::Class::Any,
                        }),
                        ::terrace::private::Segment::Literal("action"),
                    ],
                    ::terrace::private::Some("sync"),
                    "cells are gone",
                ),
            ],
        };
        async fn load(
            _: &mut ::terrace::Context,
            _: ::terrace::private::bool,
        ) -> ::terrace::private::Result<(), ::terrace::Failure> {
            ::terrace::private::Ok(())
        }
    }
    impl<__S> ::terrace::FromState<__S> for Retired {
        fn from_state(_: &::terrace::Parts<__S>) -> Self {
            Retired
        }
    }
    impl<__S> ::terrace::private::Filtered<__S> for Retired {}
    impl ::terrace::Under<Retired> for Retired {}
    const __ALONE: &::terrace::private::ApiTable = &::terrace::private::alone(
        &[
            ::terrace::private::EntryTable::listed(
                <Retired as ::terrace::Routes>::RESOURCE,
                ::terrace::private::None,
            ),
        ],
    );
    #[allow(long_running_const_eval)]
    const __FOUND: &::terrace::private::check::collision::Found = &::terrace::private::check::collision::find::<
        _,
        { ::terrace::private::check::collision::handlers(__ALONE) },
    >(__ALONE);
    const _: () = ::terrace::private::check::collision::route(
        __ALONE,
        __FOUND,
        "GET /os-cells",
    );
    const _: () = ::terrace::private::check::collision::route(
        __ALONE,
        __FOUND,
        "POST /os-cells/{id}/action {\"sync\"}",
    );
};
