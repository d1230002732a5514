impl Servers {
    #[allow(clippy::unused_async)]
    async fn reboot(&self, how: Json<Reboot>) -> Accepted {
        Accepted(())
    }
}
const _: () = {
    const __ROUTE_REBOOT: ::terrace::private::RouteTable = {
        type __A0 = Json<Reboot>;
        ::terrace::private::RouteTable {
            owner: "Servers",
            name: "reboot",
            place: ::terrace::private::Place {
                file: ::terrace::private::file!(),
                line: ::terrace::private::line!(),
            },
            method: ::terrace::private::Method::Post,
            level: ::terrace::private::Level::Member,
            status: <Accepted as ::terrace::IntoResponse>::ANSWERS
                .status_or(::terrace::private::Some(202u16), 200u16),
            operation_id: "servers_reboot",
            path: &[::terrace::private::Segment::Literal("action")],
            action: ::terrace::private::Some("reboot"),
            args: &[
                ::terrace::private::Arg {
                    name: "how",
                    part: <__A0 as ::terrace::FromRequest<Servers>>::PART,
                    answers: &<__A0 as ::terrace::FromRequest<Servers>>::ANSWERS,
                },
            ],
            answers: &<Accepted as ::terrace::IntoResponse>::ANSWERS,
            handler: |__cx| -> ::terrace::private::HandlerFuture {
                let mut __cx = ::terrace::private::moved(__cx);
                ::terrace::private::Box::pin(async move {
                    let __a0 = ::terrace::private::only::<
                        Servers,
                        __A0,
                    >(&mut __cx, "how", true)
                        .await?;
                    let __answer = <Servers>::reboot(
                            ::terrace::private::Movable::context(&__cx)
                                .controller::<Servers>(),
                            __a0,
                        )
                        .await;
                    let __response = ::terrace::private::batch::completing(
                            <Accepted as ::terrace::IntoResponse>::completed(
                                __answer,
                                &__cx,
                            ),
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
                routes: &[__ROUTE_REBOOT],
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
            &__ROUTE_REBOOT,
        );
        ::terrace::private::check::argument::readable(__node, __route, 0usize);
        ::terrace::private::check::policy::asked(
            __node,
            __route,
            0usize,
            <::terrace::Identity as ::terrace::filter::Provided>::PROVISION,
        );
        ::terrace::private::check::route::status(__route);
        ::terrace::private::check::gate::answers(__node, __route);
        ::terrace::private::check::collision::route(__ALONE, __FOUND, "reboot");
    };
};
