pub struct Metadata;
const _: () = {
    impl ::terrace::Controller for Metadata {
        type Versions = <servers::Servers as ::terrace::Controller>::Versions;
        type Key = ::terrace::private::Keyless;
        const NODE: &'static ::terrace::private::Node = {
            &::terrace::private::Node {
                name: "Metadata",
                id: ::terrace::private::concat!(
                    ::terrace::private::module_path!(), "::", "Metadata"
                ),
                place: ::terrace::private::Place {
                    file: ::terrace::private::file!(),
                    line: ::terrace::private::line!(),
                },
                parent: ::terrace::private::Some(
                    <servers::Servers as ::terrace::Controller>::NODE,
                ),
                path: &[
                    ::terrace::private::Segment::Literal("metadata"),
                    ::terrace::private::Segment::Variable(::terrace::private::Variable {
                        name: "kind",
                        class: ::terrace::private::Class::Slug,
                    }),
                ],
                key: ::terrace::private::None,
                versions: <servers::Servers as ::terrace::Controller>::NODE.versions,
                tag: "Metadata",
                one: ::terrace::private::None,
                many: ::terrace::private::None,
                body_bytes: ::terrace::private::None,
                pipeline: ::terrace::private::None,
                guard: ::terrace::private::Guard::Inherit,
                doc: ::terrace::private::Doc::NONE,
                remarks: ::terrace::private::Remarks::NONE,
            }
        };
        async fn load_above(
            __cx: &mut ::terrace::Context,
        ) -> ::terrace::private::Result<(), ::terrace::Failure> {
            <servers::Servers as ::terrace::Routes>::load(__cx, true).await
        }
    }
    impl<__S> ::terrace::FromState<__S> for Metadata {
        fn from_state(__parts: &::terrace::Parts<__S>) -> Self {
            Metadata {}
        }
    }
    impl ::terrace::Under<Metadata> for Metadata {}
    impl<__X> ::terrace::Under<__X> for Metadata
    where
        servers::Servers: ::terrace::Under<__X>,
    {}
    const _: () = ::terrace::private::check::node::path(
        <Metadata as ::terrace::Controller>::NODE,
    );
};
