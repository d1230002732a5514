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
            path: &[::terrace::private::Segment::Literal("action")],
            action: ::terrace::private::Some("reboot"),
            range: ::terrace::private::Range::ALL,
            ending: ::terrace::private::Ending::Silent,
            deprecation: ::terrace::private::Deprecation::No,
            notice: ::terrace::private::Notice::NONE,
            status: <Accepted as ::terrace::IntoResponse>::ANSWERS
                .status_or(::terrace::private::Some(202u16), 200u16),
            operation_id: "servers_reboot",
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
            args: &[
                ::terrace::private::Arg {
                    name: "how",
                    part: <__A0 as ::terrace::FromRequest<Servers>>::PART,
                    answers: &<__A0 as ::terrace::FromRequest<Servers>>::ANSWERS,
                },
            ],
            answers: &<Accepted as ::terrace::IntoResponse>::ANSWERS,
            handler: |mut __cx| -> ::terrace::private::HandlerFuture {
                ::terrace::private::Box::pin(async move {
                    let __a0 = ::terrace::private::early::<
                        Servers,
                        __A0,
                    >(&mut __cx, "how")
                        .await?;
                    <Servers as ::terrace::Routes>::load(&mut __cx, true).await?;
                    ::terrace::private::permit(&__cx)?;
                    let __a0 = match __a0 {
                        ::terrace::private::Some(__taken) => __taken,
                        ::terrace::private::None => {
                            ::terrace::private::take::<Servers, __A0>(&mut __cx, "how")
                                .await?
                        }
                    };
                    let __answer = <Servers>::reboot(__cx.controller::<Servers>(), __a0)
                        .await;
                    let __response = <Accepted as ::terrace::IntoResponse>::completed(
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
                routes: &[__ROUTE_REBOOT],
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
