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
            path: &[],
            action: ::terrace::private::None,
            range: ::terrace::private::Range {
                since: ::terrace::private::None,
                until: ::terrace::private::Some(
                    <<Servers as ::terrace::Controller>::Versions>::V2_26,
                ),
            },
            ending: ::terrace::private::Ending::Silent,
            deprecation: ::terrace::private::Deprecation::Always,
            notice: ::terrace::private::Notice::NONE,
            status: <() as ::terrace::IntoResponse>::ANSWERS
                .status_or(::terrace::private::None, 200u16),
            operation_id: "servers_show",
            envelope: ::terrace::private::Envelope::Inherit,
            body_bytes: ::terrace::private::None,
            pipeline: ::terrace::private::None,
            guard: ::terrace::private::Guard::Inherit,
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
                    <Servers as ::terrace::Routes>::load(&mut __cx, true).await?;
                    ::terrace::private::permit(&__cx)?;
                    let __answer = <Servers>::show(__cx.controller::<Servers>()).await;
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
            path: &[],
            action: ::terrace::private::None,
            range: ::terrace::private::Range {
                since: ::terrace::private::Some(
                    <<Servers as ::terrace::Controller>::Versions>::V2_26,
                ),
                until: ::terrace::private::Some(
                    <<Servers as ::terrace::Controller>::Versions>::V2_90,
                ),
            },
            ending: ::terrace::private::Ending::Silent,
            deprecation: ::terrace::private::Deprecation::Since(
                <<Servers as ::terrace::Controller>::Versions>::V2_36,
            ),
            notice: ::terrace::private::Notice::NONE,
            status: <() as ::terrace::IntoResponse>::ANSWERS
                .status_or(::terrace::private::None, 200u16),
            operation_id: "servers_show_with_tags",
            envelope: ::terrace::private::Envelope::Inherit,
            body_bytes: ::terrace::private::None,
            pipeline: ::terrace::private::None,
            guard: ::terrace::private::Guard::Inherit,
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
                    <Servers as ::terrace::Routes>::load(&mut __cx, true).await?;
                    ::terrace::private::permit(&__cx)?;
                    let __answer = <Servers>::show_with_tags(
                            __cx.controller::<Servers>(),
                        )
                        .await;
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
                routes: &[__ROUTE_SHOW, __ROUTE_SHOW_WITH_TAGS],
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
