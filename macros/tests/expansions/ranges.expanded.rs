impl Servers {
    #[allow(clippy::unused_async)]
    async fn show(&self) {}
    #[allow(clippy::unused_async)]
    async fn show_with_tags(&self) {}
}
const _: () = {
    const __ROUTE_SHOW: ::terrace::private::RouteTable = {
        ::terrace::private::RouteTable {
            owner: "Servers",
            name: "show",
            place: ::terrace::private::Place {
                file: ::terrace::private::file!(),
                line: ::terrace::private::line!(),
            },
            method: ::terrace::private::Method::Get,
            level: ::terrace::private::Level::Member,
            status: <() as ::terrace::IntoResponse>::ANSWERS
                .status_or(::terrace::private::None, 200u16),
            operation_id: "servers_show",
            range: ::terrace::private::Range {
                since: ::terrace::private::None,
                until: ::terrace::private::Some(
                    <<Servers as ::terrace::Controller>::Versions>::V2_26,
                ),
            },
            deprecation: ::terrace::private::Deprecation::Always,
            notice: ::terrace::private::Notice::NONE,
            answers: &<() as ::terrace::IntoResponse>::ANSWERS,
            handler: |__cx| -> ::terrace::private::HandlerFuture {
                let mut __cx = ::terrace::private::moved(__cx);
                ::terrace::private::Box::pin(async move {
                    ::terrace::private::ready::<Servers>(&mut __cx, true).await?;
                    let __answer = <Servers>::show(
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
    const __ROUTE_SHOW_WITH_TAGS: ::terrace::private::RouteTable = {
        ::terrace::private::RouteTable {
            owner: "Servers",
            name: "show_with_tags",
            place: ::terrace::private::Place {
                file: ::terrace::private::file!(),
                line: ::terrace::private::line!(),
            },
            method: ::terrace::private::Method::Get,
            level: ::terrace::private::Level::Member,
            status: <() as ::terrace::IntoResponse>::ANSWERS
                .status_or(::terrace::private::None, 200u16),
            operation_id: "servers_show_with_tags",
            range: ::terrace::private::Range {
                since: ::terrace::private::Some(
                    <<Servers as ::terrace::Controller>::Versions>::V2_26,
                ),
                until: ::terrace::private::Some(
                    <<Servers as ::terrace::Controller>::Versions>::V2_90,
                ),
            },
            deprecation: ::terrace::private::Deprecation::Since(
                <<Servers as ::terrace::Controller>::Versions>::V2_36,
            ),
            notice: ::terrace::private::Notice::NONE,
            answers: &<() as ::terrace::IntoResponse>::ANSWERS,
            handler: |__cx| -> ::terrace::private::HandlerFuture {
                let mut __cx = ::terrace::private::moved(__cx);
                ::terrace::private::Box::pin(async move {
                    ::terrace::private::ready::<Servers>(&mut __cx, true).await?;
                    let __answer = <Servers>::show_with_tags(
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
                routes: &[__ROUTE_SHOW, __ROUTE_SHOW_WITH_TAGS],
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
            &__ROUTE_SHOW,
        );
        ::terrace::private::check::gate::answers(__node, __route);
        ::terrace::private::check::collision::route(__ALONE, __FOUND, "show");
    };
    const _: () = {
        let (__node, __route) = (
            <Servers as ::terrace::Controller>::NODE,
            &__ROUTE_SHOW_WITH_TAGS,
        );
        ::terrace::private::check::route::range(__route);
        ::terrace::private::check::gate::answers(__node, __route);
        ::terrace::private::check::collision::route(__ALONE, __FOUND, "show_with_tags");
    };
};
