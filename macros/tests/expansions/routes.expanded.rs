impl Servers {
    #[allow(clippy::unused_async)]
    async fn load(&self, server_id: Uuid, who: Identity) -> Result<Server, NotFound> {
        self.db.server(server_id).await
    }
    /// Lists servers.
    #[allow(clippy::unused_async)]
    async fn index(&self, filter: Query<ListServers>) -> Result<Page<Server>> {
        self.db.list(filter).await
    }
    #[allow(clippy::unused_async)]
    async fn show(&self, server: Loaded<Self>) -> Json<Server> {
        Json(server)
    }
    #[cfg(feature = "tags")]
    #[allow(clippy::unused_async)]
    async fn tag(&self, server: Loaded<Self>, tag: Path<String>) -> Json<Tag> {
        self.tags.find(tag)
    }
    #[allow(clippy::unused_async)]
    async fn update(&self, server: Loaded<Self>, change: Json<Change>) -> Result<()> {
        self.db.update(server, change).await
    }
    #[allow(clippy::needless_pass_by_value)]
    fn delete(&self, server: Loaded<Self>) -> Result<NoContent> {
        self.db.delete(server)
    }
    fn helper(&self) {}
}
const _: () = {
    const __ROUTE_INDEX: ::terrace::private::RouteTable = {
        type __A0 = Query<ListServers>;
        ::terrace::private::RouteTable {
            owner: "Servers",
            name: "index",
            place: ::terrace::private::Place {
                file: ::terrace::private::file!(),
                line: ::terrace::private::line!(),
            },
            method: ::terrace::private::Method::Get,
            level: ::terrace::private::Level::Collection,
            status: <Result<Page<Server>> as ::terrace::IntoResponse>::ANSWERS
                .status_or(::terrace::private::None, 200u16),
            operation_id: "servers_index",
            envelope: ::terrace::private::Envelope::Many,
            doc: ::terrace::private::Doc {
                summary: "Lists servers",
                description: "",
            },
            args: &[
                ::terrace::private::Arg {
                    name: "filter",
                    part: <__A0 as ::terrace::FromRequest<Servers>>::PART,
                    answers: &<__A0 as ::terrace::FromRequest<Servers>>::ANSWERS,
                },
            ],
            answers: &<Result<Page<Server>> as ::terrace::IntoResponse>::ANSWERS,
            handler: |__cx| -> ::terrace::private::HandlerFuture {
                let mut __cx = ::terrace::private::moved(__cx);
                ::terrace::private::Box::pin(async move {
                    let __a0 = ::terrace::private::only::<
                        Servers,
                        __A0,
                    >(
                            &mut __cx,
                            "filter",
                            <Servers as ::terrace::Controller>::NODE.key.is_none(),
                        )
                        .await?;
                    let __answer = <Servers>::index(
                            ::terrace::private::Movable::context(&__cx)
                                .controller::<Servers>(),
                            __a0,
                        )
                        .await;
                    let __response = ::terrace::private::batch::completing(
                            <Result<
                                Page<Server>,
                            > as ::terrace::IntoResponse>::completed(__answer, &__cx),
                        )
                        .await;
                    ::terrace::private::Result::Ok(__response)
                })
            },
            ..::terrace::private::ROUTE
        }
    };
    const __ROUTE_SHOW: ::terrace::private::RouteTable = {
        type __A0 = Loaded<Servers>;
        ::terrace::private::RouteTable {
            owner: "Servers",
            name: "show",
            place: ::terrace::private::Place {
                file: ::terrace::private::file!(),
                line: ::terrace::private::line!(),
            },
            method: ::terrace::private::Method::Get,
            level: ::terrace::private::Level::Member,
            status: <Json<Server> as ::terrace::IntoResponse>::ANSWERS
                .status_or(::terrace::private::None, 200u16),
            operation_id: "servers_show",
            preconditions: ::terrace::private::Some(
                ::terrace::private::preconditions::<Servers>(false),
            ),
            args: &[
                ::terrace::private::Arg {
                    name: "server",
                    part: <__A0 as ::terrace::FromRequest<Servers>>::PART,
                    answers: &<__A0 as ::terrace::FromRequest<Servers>>::ANSWERS,
                },
            ],
            answers: &<Json<Server> as ::terrace::IntoResponse>::ANSWERS,
            handler: |__cx| -> ::terrace::private::HandlerFuture {
                let mut __cx = ::terrace::private::moved(__cx);
                ::terrace::private::Box::pin(async move {
                    let __a0 = ::terrace::private::early::<
                        Servers,
                        __A0,
                    >(&mut __cx, "server")
                        .await?;
                    ::terrace::private::ready::<Servers>(&mut __cx, true).await?;
                    if let ::terrace::private::Some(__response) = ::terrace::private::precondition::<
                        Servers,
                    >(::terrace::private::Movable::context_mut(&mut __cx))? {
                        return ::terrace::private::Result::Ok(__response);
                    }
                    let __a0 = match __a0 {
                        ::terrace::private::Some(__taken) => __taken,
                        ::terrace::private::None => {
                            ::terrace::private::take::<
                                Servers,
                                __A0,
                            >(&mut __cx, "server")
                                .await?
                        }
                    };
                    let __answer = <Servers>::show(
                            ::terrace::private::Movable::context(&__cx)
                                .controller::<Servers>(),
                            __a0,
                        )
                        .await;
                    let __response = ::terrace::private::batch::completing(
                            <Json<
                                Server,
                            > as ::terrace::IntoResponse>::completed(__answer, &__cx),
                        )
                        .await;
                    ::terrace::private::Result::Ok(
                        ::terrace::private::validated(
                            __response,
                            ::terrace::private::Movable::context(&__cx),
                        ),
                    )
                })
            },
            ..::terrace::private::ROUTE
        }
    };
    #[cfg(feature = "tags")]
    const __ROUTE_TAG: ::terrace::private::RouteTable = {
        type __A0 = Loaded<Servers>;
        type __A1 = Path<String>;
        ::terrace::private::RouteTable {
            owner: "Servers",
            name: "tag",
            place: ::terrace::private::Place {
                file: ::terrace::private::file!(),
                line: ::terrace::private::line!(),
            },
            method: ::terrace::private::Method::Get,
            level: ::terrace::private::Level::Member,
            status: <Json<Tag> as ::terrace::IntoResponse>::ANSWERS
                .status_or(::terrace::private::Some(203u16), 200u16),
            operation_id: "tag",
            path: &[
                ::terrace::private::Segment::Literal("tags"),
                ::terrace::private::Segment::Variable(::terrace::private::Variable {
                    name: "tag",
                    class: ::terrace::private::Class::Any,
                }),
            ],
            envelope: ::terrace::private::Envelope::None,
            args: &[
                ::terrace::private::Arg {
                    name: "server",
                    part: <__A0 as ::terrace::FromRequest<Servers>>::PART,
                    answers: &<__A0 as ::terrace::FromRequest<Servers>>::ANSWERS,
                },
                ::terrace::private::Arg {
                    name: "tag",
                    part: <__A1 as ::terrace::FromRequest<Servers>>::PART,
                    answers: &<__A1 as ::terrace::FromRequest<Servers>>::ANSWERS,
                },
            ],
            answers: &<Json<Tag> as ::terrace::IntoResponse>::ANSWERS,
            handler: |__cx| -> ::terrace::private::HandlerFuture {
                let mut __cx = ::terrace::private::moved(__cx);
                ::terrace::private::Box::pin(async move {
                    let __a0 = ::terrace::private::early::<
                        Servers,
                        __A0,
                    >(&mut __cx, "server")
                        .await?;
                    let __a1 = ::terrace::private::early::<
                        Servers,
                        __A1,
                    >(&mut __cx, "tag")
                        .await?;
                    ::terrace::private::ready::<Servers>(&mut __cx, true).await?;
                    let __a0 = match __a0 {
                        ::terrace::private::Some(__taken) => __taken,
                        ::terrace::private::None => {
                            ::terrace::private::take::<
                                Servers,
                                __A0,
                            >(&mut __cx, "server")
                                .await?
                        }
                    };
                    let __a1 = match __a1 {
                        ::terrace::private::Some(__taken) => __taken,
                        ::terrace::private::None => {
                            ::terrace::private::take::<Servers, __A1>(&mut __cx, "tag")
                                .await?
                        }
                    };
                    let __answer = <Servers>::tag(
                            ::terrace::private::Movable::context(&__cx)
                                .controller::<Servers>(),
                            __a0,
                            __a1,
                        )
                        .await;
                    let __response = ::terrace::private::batch::completing(
                            <Json<
                                Tag,
                            > as ::terrace::IntoResponse>::completed(__answer, &__cx),
                        )
                        .await;
                    ::terrace::private::Result::Ok(__response)
                })
            },
            ..::terrace::private::ROUTE
        }
    };
    const __ROUTE_UPDATE: ::terrace::private::RouteTable = {
        type __A0 = Loaded<Servers>;
        type __A1 = Json<Change>;
        ::terrace::private::RouteTable {
            owner: "Servers",
            name: "update",
            place: ::terrace::private::Place {
                file: ::terrace::private::file!(),
                line: ::terrace::private::line!(),
            },
            method: ::terrace::private::Method::Patch,
            level: ::terrace::private::Level::Member,
            status: <Result<()> as ::terrace::IntoResponse>::ANSWERS
                .status_or(::terrace::private::Some(202u16), 200u16),
            operation_id: "servers_update",
            body_bytes: ::terrace::private::Some(64 << 10),
            args: &[
                ::terrace::private::Arg {
                    name: "server",
                    part: <__A0 as ::terrace::FromRequest<Servers>>::PART,
                    answers: &<__A0 as ::terrace::FromRequest<Servers>>::ANSWERS,
                },
                ::terrace::private::Arg {
                    name: "change",
                    part: <__A1 as ::terrace::FromRequest<Servers>>::PART,
                    answers: &<__A1 as ::terrace::FromRequest<Servers>>::ANSWERS,
                },
            ],
            answers: &<Result<()> as ::terrace::IntoResponse>::ANSWERS,
            handler: |__cx| -> ::terrace::private::HandlerFuture {
                let mut __cx = ::terrace::private::moved(__cx);
                ::terrace::private::Box::pin(async move {
                    let __a0 = ::terrace::private::early::<
                        Servers,
                        __A0,
                    >(&mut __cx, "server")
                        .await?;
                    let __a1 = ::terrace::private::early::<
                        Servers,
                        __A1,
                    >(&mut __cx, "change")
                        .await?;
                    ::terrace::private::ready::<Servers>(&mut __cx, true).await?;
                    let __a0 = match __a0 {
                        ::terrace::private::Some(__taken) => __taken,
                        ::terrace::private::None => {
                            ::terrace::private::take::<
                                Servers,
                                __A0,
                            >(&mut __cx, "server")
                                .await?
                        }
                    };
                    let __a1 = match __a1 {
                        ::terrace::private::Some(__taken) => __taken,
                        ::terrace::private::None => {
                            ::terrace::private::take::<
                                Servers,
                                __A1,
                            >(&mut __cx, "change")
                                .await?
                        }
                    };
                    let __answer = <Servers>::update(
                            ::terrace::private::Movable::context(&__cx)
                                .controller::<Servers>(),
                            __a0,
                            __a1,
                        )
                        .await;
                    let __response = ::terrace::private::batch::completing(
                            <Result<
                                (),
                            > as ::terrace::IntoResponse>::completed(__answer, &__cx),
                        )
                        .await;
                    ::terrace::private::Result::Ok(__response)
                })
            },
            ..::terrace::private::ROUTE
        }
    };
    const __ROUTE_DELETE: ::terrace::private::RouteTable = {
        type __A0 = Loaded<Servers>;
        ::terrace::private::RouteTable {
            owner: "Servers",
            name: "delete",
            place: ::terrace::private::Place {
                file: ::terrace::private::file!(),
                line: ::terrace::private::line!(),
            },
            method: ::terrace::private::Method::Delete,
            level: ::terrace::private::Level::Member,
            status: <Result<NoContent> as ::terrace::IntoResponse>::ANSWERS
                .status_or(::terrace::private::None, 204u16),
            operation_id: "servers_delete",
            detached: true,
            args: &[
                ::terrace::private::Arg {
                    name: "server",
                    part: <__A0 as ::terrace::FromRequest<Servers>>::PART,
                    answers: &<__A0 as ::terrace::FromRequest<Servers>>::ANSWERS,
                },
            ],
            answers: &<Result<NoContent> as ::terrace::IntoResponse>::ANSWERS,
            handler: |__cx| -> ::terrace::private::HandlerFuture {
                let mut __cx = ::terrace::private::moved(__cx);
                ::terrace::private::Box::pin(async move {
                    let __a0 = ::terrace::private::only::<
                        Servers,
                        __A0,
                    >(&mut __cx, "server", true)
                        .await?;
                    let __response = ::terrace::blocking(move || {
                        let __answer = <Servers>::delete(
                            ::terrace::private::Movable::context(&__cx)
                                .controller::<Servers>(),
                            __a0,
                        );
                        let __response = <Result<
                            NoContent,
                        > as ::terrace::IntoResponse>::completed(__answer, &__cx)
                            .here();
                        __response
                    });
                    ::terrace::private::Result::Ok(__response.await)
                })
            },
            ..::terrace::private::ROUTE
        }
    };
    impl ::terrace::Routes for Servers {
        const RESOURCE: &'static ::terrace::private::ResourceTable = {
            &::terrace::private::ResourceTable {
                node: <Servers as ::terrace::Controller>::NODE,
                load: ::terrace::private::Some(::terrace::private::Load {
                    args: &[
                        ::terrace::private::Arg {
                            name: "server_id",
                            part: <<Servers as ::terrace::Controller>::Key as ::terrace::private::LoadedBy<
                                Servers,
                                Uuid,
                            >>::PART,
                            answers: &<<Servers as ::terrace::Controller>::Key as ::terrace::private::LoadedBy<
                                Servers,
                                Uuid,
                            >>::ANSWERS,
                        },
                        ::terrace::private::Arg {
                            name: "who",
                            part: <Identity as ::terrace::FromRequest<Servers>>::PART,
                            answers: &<Identity as ::terrace::FromRequest<
                                Servers,
                            >>::ANSWERS,
                        },
                    ],
                    answers: &<Result<
                        Server,
                        NotFound,
                    > as ::terrace::private::Outcome>::ANSWERS,
                    target: ::terrace::private::targets::<Servers>(),
                }),
                routes: &[
                    __ROUTE_INDEX,
                    __ROUTE_SHOW,
                    #[cfg(feature = "tags")]
                    __ROUTE_TAG,
                    __ROUTE_UPDATE,
                    __ROUTE_DELETE,
                ],
            }
        };
        async fn load(
            __cx: &mut ::terrace::Context,
            __own: ::terrace::private::bool,
        ) -> ::terrace::private::Result<(), ::terrace::Failure> {
            <Servers as ::terrace::Controller>::load_above(__cx).await?;
            if __own {
                let __a0 = <<Servers as ::terrace::Controller>::Key as ::terrace::private::LoadedBy<
                    Servers,
                    Uuid,
                >>::take(__cx, "server_id")
                    .await?;
                let __a1 = ::terrace::private::take::<Servers, Identity>(__cx, "who")
                    .await?;
                let __found = <Servers>::load(__cx.controller::<Servers>(), __a0, __a1)
                    .await;
                let __item = <Result<
                    Server,
                    NotFound,
                > as ::terrace::private::Outcome>::into_result(__found)?;
                __cx.keep::<Servers>(__item);
            }
            ::terrace::private::Result::Ok(())
        }
    }
    impl<__S> ::terrace::private::Filtered<__S> for Servers {}
    impl ::terrace::Loads for Servers {
        type Item = <Result<Server, NotFound> as ::terrace::private::Outcome>::Item;
        const TARGET: ::terrace::private::Option<::terrace::private::Targeted> = {
            #[allow(unused_imports)]
            use ::terrace::private::NoTarget as _;
            ::terrace::private::Probe::<
                <Result<Server, NotFound> as ::terrace::private::Outcome>::Item,
            >::TARGET
        };
    }
    const _: () = ::terrace::private::check::node::load_key(
        <Servers as ::terrace::Controller>::NODE,
        "server_id",
    );
    const _: () = ::terrace::private::check::node::load_argument(
        <Servers as ::terrace::Routes>::RESOURCE,
        0usize,
    );
    const _: () = ::terrace::private::check::node::load_argument(
        <Servers as ::terrace::Routes>::RESOURCE,
        1usize,
    );
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
        ::terrace::private::check::argument::readable(__node, __route, 0usize);
        ::terrace::private::check::policy::asked(
            __node,
            __route,
            0usize,
            <::terrace::Identity as ::terrace::filter::Provided>::PROVISION,
        );
        ::terrace::private::check::gate::answers(__node, __route);
        ::terrace::private::check::collision::route(__ALONE, __FOUND, "index");
    };
    const _: () = {
        let (__node, __route) = (
            <Servers as ::terrace::Controller>::NODE,
            &__ROUTE_SHOW,
        );
        ::terrace::private::check::argument::readable(__node, __route, 0usize);
        ::terrace::private::check::policy::asked(
            __node,
            __route,
            0usize,
            <::terrace::Identity as ::terrace::filter::Provided>::PROVISION,
        );
        ::terrace::private::check::gate::answers(__node, __route);
        ::terrace::private::check::route::preconditions(__node, __route);
        ::terrace::private::check::collision::route(__ALONE, __FOUND, "show");
    };
    #[cfg(feature = "tags")]
    const _: () = {
        let (__node, __route) = (<Servers as ::terrace::Controller>::NODE, &__ROUTE_TAG);
        ::terrace::private::check::argument::readable(__node, __route, 0usize);
        ::terrace::private::check::policy::asked(
            __node,
            __route,
            0usize,
            <::terrace::Identity as ::terrace::filter::Provided>::PROVISION,
        );
        ::terrace::private::check::argument::readable(__node, __route, 1usize);
        ::terrace::private::check::policy::asked(
            __node,
            __route,
            1usize,
            <::terrace::Identity as ::terrace::filter::Provided>::PROVISION,
        );
        ::terrace::private::check::route::variables(__node, __route);
        ::terrace::private::check::route::status(__route);
        ::terrace::private::check::gate::answers(__node, __route);
        ::terrace::private::check::collision::route(__ALONE, __FOUND, "tag");
    };
    const _: () = {
        let (__node, __route) = (
            <Servers as ::terrace::Controller>::NODE,
            &__ROUTE_UPDATE,
        );
        ::terrace::private::check::argument::readable(__node, __route, 0usize);
        ::terrace::private::check::policy::asked(
            __node,
            __route,
            0usize,
            <::terrace::Identity as ::terrace::filter::Provided>::PROVISION,
        );
        ::terrace::private::check::argument::readable(__node, __route, 1usize);
        ::terrace::private::check::policy::asked(
            __node,
            __route,
            1usize,
            <::terrace::Identity as ::terrace::filter::Provided>::PROVISION,
        );
        ::terrace::private::check::route::status(__route);
        ::terrace::private::check::gate::answers(__node, __route);
        ::terrace::private::check::route::body_bytes(__route);
        ::terrace::private::check::collision::route(__ALONE, __FOUND, "update");
    };
    const _: () = {
        let (__node, __route) = (
            <Servers as ::terrace::Controller>::NODE,
            &__ROUTE_DELETE,
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
        ::terrace::private::check::collision::route(__ALONE, __FOUND, "delete");
    };
};
