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
            path: &[],
            action: ::terrace::private::None,
            range: ::terrace::private::Range::ALL,
            ending: ::terrace::private::Ending::Silent,
            deprecation: ::terrace::private::Deprecation::No,
            notice: ::terrace::private::Notice::NONE,
            status: <() as ::terrace::IntoResponse>::ANSWERS
                .status_or(::terrace::private::None, 200u16),
            operation_id: "servers_index",
            envelope: ::terrace::private::Envelope::Many,
            body_bytes: ::terrace::private::None,
            pipeline: ::terrace::private::None,
            guard: ::terrace::private::Guard::Public,
            detached: false,
            preconditions: ::terrace::private::None,
            doc: ::terrace::private::Doc::NONE,
            remarks: ::terrace::private::Remarks::NONE,
            links: &[],
            callbacks: &[],
            args: &[],
            answers: &<() as ::terrace::IntoResponse>::ANSWERS,
            handler: |mut __cx| -> ::terrace::private::HandlerFuture {
                ::terrace::private::Box::pin(async move {
                    <Servers as ::terrace::Routes>::load(
                            &mut __cx,
                            <Servers as ::terrace::Controller>::NODE.key.is_none(),
                        )
                        .await?;
                    ::terrace::private::permit(&__cx)?;
                    let __answer = <Servers>::index(__cx.controller::<Servers>()).await;
                    let __response = <() as ::terrace::IntoResponse>::completed(
                            __answer,
                            &__cx,
                        )
                        .await;
                    ::terrace::private::Result::Ok(__response)
                })
            },
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
            path: &[],
            action: ::terrace::private::None,
            range: ::terrace::private::Range::ALL,
            ending: ::terrace::private::Ending::Silent,
            deprecation: ::terrace::private::Deprecation::No,
            notice: ::terrace::private::Notice::NONE,
            status: <() as ::terrace::IntoResponse>::ANSWERS
                .status_or(::terrace::private::None, 201u16),
            operation_id: "servers_create",
            envelope: ::terrace::private::Envelope::Inherit,
            body_bytes: ::terrace::private::None,
            pipeline: ::terrace::private::None,
            guard: ::terrace::private::asks(
                "servers:create",
                ::terrace::private::Some("servers:show"),
            ),
            detached: false,
            preconditions: ::terrace::private::None,
            doc: ::terrace::private::Doc::NONE,
            remarks: ::terrace::private::Remarks::NONE,
            links: &[],
            callbacks: &[],
            args: &[],
            answers: &<() as ::terrace::IntoResponse>::ANSWERS,
            handler: |mut __cx| -> ::terrace::private::HandlerFuture {
                ::terrace::private::Box::pin(async move {
                    <Servers as ::terrace::Routes>::load(
                            &mut __cx,
                            <Servers as ::terrace::Controller>::NODE.key.is_none(),
                        )
                        .await?;
                    ::terrace::private::permit(&__cx)?;
                    let __answer = <Servers>::create(__cx.controller::<Servers>()).await;
                    let __response = <() as ::terrace::IntoResponse>::completed(
                            __answer,
                            &__cx,
                        )
                        .await;
                    ::terrace::private::Result::Ok(__response)
                })
            },
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
        async fn load(
            __cx: &mut ::terrace::Context,
            _: ::terrace::private::bool,
        ) -> ::terrace::private::Result<(), ::terrace::Failure> {
            <Servers as ::terrace::Controller>::load_above(__cx).await?;
            ::terrace::private::Result::Ok(())
        }
    }
    impl<__S> ::terrace::private::Filtered<__S> for Servers {
        fn handlers_filters(
            __parts: &::terrace::Parts<__S>,
        ) -> ::terrace::private::Vec<
            (
                &'static ::terrace::private::str,
                ::terrace::private::Option<::terrace::private::Chain>,
            ),
        > {
            ::terrace::private::From::from([])
        }
    }
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
