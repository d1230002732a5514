struct Servers;
const _: () = {
    impl ::terrace::Controller for Servers {
        type Versions = ::terrace::private::Unversioned;
        type Key = ::terrace::private::Keyless;
        const NODE: &'static ::terrace::private::Node = {
            &::terrace::private::Node {
                name: "Servers",
                id: ::terrace::private::concat!(
                    ::terrace::private::module_path!(), "::", "Servers"
                ),
                place: ::terrace::private::Place {
                    file: ::terrace::private::file!(),
                    line: ::terrace::private::line!(),
                },
                parent: ::terrace::private::None,
                path: &[::terrace::private::Segment::Literal("servers")],
                key: ::terrace::private::None,
                versions: ::terrace::private::None,
                tag: "Servers",
                one: ::terrace::private::None,
                many: ::terrace::private::None,
                body_bytes: ::terrace::private::None,
                pipeline: ::terrace::private::None,
                guard: ::terrace::private::asks("servers", ::terrace::private::None),
                doc: ::terrace::private::Doc::NONE,
                remarks: ::terrace::private::Remarks::NONE,
            }
        };
    }
    impl<__S> ::terrace::FromState<__S> for Servers {
        fn from_state(__parts: &::terrace::Parts<__S>) -> Self {
            Servers {}
        }
    }
    impl ::terrace::Under<Servers> for Servers {}
};
impl Servers {
    #[allow(clippy::unused_async)]
    async fn index(&self) {}
    #[allow(clippy::unused_async)]
    async fn create(&self) {}
}
const _: () = {
    const __ROUTE_INDEX: ::terrace::private::RouteTable = {
        ::terrace::private::RouteTable {
            owner: "Servers",
            name: "index",
            place: ::terrace::private::Place {
                file: ::terrace::private::file!(),
                line: ::terrace::private::line!(),
            },
            method: ::terrace::private::Method::Get,
            level: ::terrace::private::Level::Collection,
            status: <() as ::terrace::IntoResponse>::ANSWERS
                .status_or(::terrace::private::None, 200u16),
            operation_id: "servers_index",
            envelope: ::terrace::private::Envelope::Many,
            guard: ::terrace::private::Guard::Public,
            answers: &<() as ::terrace::IntoResponse>::ANSWERS,
            handler: |__cx| -> ::terrace::private::HandlerFuture {
                let mut __cx = ::terrace::private::moved(__cx);
                ::terrace::private::Box::pin(async move {
                    ::terrace::private::ready::<
                        Servers,
                    >(&mut __cx, <Servers as ::terrace::Controller>::NODE.key.is_none())
                        .await?;
                    let __answer = <Servers>::index(
                            ::terrace::private::Movable::context(&__cx)
                                .controller::<Servers>(),
                        )
                        .await;
                    let __response = ::terrace::private::batch::completing(
                            <() as ::terrace::IntoResponse>::completed(__answer, &__cx),
                        )
                        .await;
                    ::terrace::private::Result::Ok(__response)
                })
            },
            ..::terrace::private::ROUTE
        }
    };
    const __ROUTE_CREATE: ::terrace::private::RouteTable = {
        ::terrace::private::RouteTable {
            owner: "Servers",
            name: "create",
            place: ::terrace::private::Place {
                file: ::terrace::private::file!(),
                line: ::terrace::private::line!(),
            },
            method: ::terrace::private::Method::Post,
            level: ::terrace::private::Level::Collection,
            status: <() as ::terrace::IntoResponse>::ANSWERS
                .status_or(::terrace::private::None, 201u16),
            operation_id: "servers_create",
            guard: ::terrace::private::asks(
                "servers:create",
                ::terrace::private::Some("servers:show"),
            ),
            answers: &<() as ::terrace::IntoResponse>::ANSWERS,
            handler: |__cx| -> ::terrace::private::HandlerFuture {
                let mut __cx = ::terrace::private::moved(__cx);
                ::terrace::private::Box::pin(async move {
                    ::terrace::private::ready::<
                        Servers,
                    >(&mut __cx, <Servers as ::terrace::Controller>::NODE.key.is_none())
                        .await?;
                    let __answer = <Servers>::create(
                            ::terrace::private::Movable::context(&__cx)
                                .controller::<Servers>(),
                        )
                        .await;
                    let __response = ::terrace::private::batch::completing(
                            <() as ::terrace::IntoResponse>::completed(__answer, &__cx),
                        )
                        .await;
                    ::terrace::private::Result::Ok(__response)
                })
            },
            ..::terrace::private::ROUTE
        }
    };
    impl ::terrace::Routes for Servers {
        const RESOURCE: &'static ::terrace::private::ResourceTable = {
            &::terrace::private::ResourceTable {
                node: <Servers as ::terrace::Controller>::NODE,
                load: ::terrace::private::None,
                routes: &[__ROUTE_INDEX, __ROUTE_CREATE],
            }
        };
        fn load(
            __cx: &mut ::terrace::Context,
            _: ::terrace::private::bool,
        ) -> impl ::terrace::private::core::future::Future<
            Output = ::terrace::private::Result<(), ::terrace::Failure>,
        > + ::terrace::private::Send {
            <Servers as ::terrace::Controller>::load_above(__cx)
        }
    }
    impl<__S> ::terrace::private::Filtered<__S> for Servers {}
    const __ALONE: &::terrace::private::ApiTable = &::terrace::private::alone(
        &[
            ::terrace::private::EntryTable::listed(
                <Servers as ::terrace::Routes>::RESOURCE,
                ::terrace::private::None,
            ),
        ],
    );
    #[allow(long_running_const_eval)]
    const __FOUND: &::terrace::private::check::collision::Found = &::terrace::private::check::collision::find::<
        _,
        { ::terrace::private::check::collision::handlers(__ALONE) },
    >(__ALONE);
    const _: () = {
        let (__node, __route) = (
            <Servers as ::terrace::Controller>::NODE,
            &__ROUTE_INDEX,
        );
        ::terrace::private::check::gate::answers(__node, __route);
        ::terrace::private::check::collision::route(__ALONE, __FOUND, "index");
    };
    const _: () = {
        let (__node, __route) = (
            <Servers as ::terrace::Controller>::NODE,
            &__ROUTE_CREATE,
        );
        ::terrace::private::check::gate::answers(__node, __route);
        ::terrace::private::check::collision::route(__ALONE, __FOUND, "create");
    };
};
