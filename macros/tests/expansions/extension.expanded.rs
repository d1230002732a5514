/// Puts servers onto a shelf.
struct Shelve {
    db: Db,
}
const _: () = {
    impl ::terrace::Extension for Shelve {
        const TABLE: &'static ::terrace::private::ExtensionTable = {
            &::terrace::private::ExtensionTable {
                name: "Shelve",
                id: ::terrace::private::concat!(
                    ::terrace::private::module_path!(), "::", "Shelve"
                ),
                place: ::terrace::private::Place {
                    file: ::terrace::private::file!(),
                    line: ::terrace::private::line!(),
                },
                alias: "os-shelve",
                title: "Shelve",
                updated: ::terrace::private::Day::of("2014-12-03"),
                doc: ::terrace::private::Doc {
                    summary: "Puts servers onto a shelf",
                    description: "",
                },
                versions: ::terrace::private::Some(<Nova as ::terrace::Versions>::SET),
                range: <Self as ::terrace::Extension>::RANGE,
                entries: &[
                    ::terrace::private::EntryTable::added(
                        <Shelve as ::terrace::RoutesOf<Servers>>::RESOURCE,
                        "os-shelve",
                    ),
                    ::terrace::private::EntryTable::brought(
                        <Shelf as ::terrace::Routes>::RESOURCE,
                        "os-shelve",
                    ),
                ],
                additions: &[
                    <Shelved as ::terrace::Addition>::TABLE,
                    <ShelfStatus as ::terrace::Addition>::TABLE,
                ],
                policies: &[<ShelvePolicies as ::terrace::policy::Policies>::SET],
            }
        };
        const RANGE: ::terrace::private::Range = ::terrace::private::Range {
            since: ::terrace::private::Some(<Nova>::V2_1),
            until: ::terrace::private::None,
        };
        const ADDITIONS: &'static [::terrace::private::open::Added] = &[
            <Shelved as ::terrace::Addition>::ADDED,
            <ShelfStatus as ::terrace::Addition>::ADDED,
        ];
    }
    impl<__S> ::terrace::FromState<__S> for Shelve
    where
        Db: ::terrace::FromRef<__S>,
    {
        fn from_state(__parts: &::terrace::Parts<__S>) -> Self {
            Shelve { db: __parts.part::<Db>() }
        }
    }
    impl<__S> ::terrace::private::Extends<__S> for Shelve
    where
        Self: ::terrace::FromState<__S>,
        Shelve: ::terrace::private::Filtered<__S, Servers>,
        Servers: ::terrace::FromState<__S>,
        Shelf: ::terrace::FromState<__S> + ::terrace::private::Filtered<__S>,
    {
        fn extended(__parts: &::terrace::Parts<__S>) -> ::terrace::private::Extended {
            ::terrace::private::Extended {
                built: ::terrace::private::From::from([
                    ::terrace::private::Built::of::<Shelve, Servers, __S>(__parts),
                    ::terrace::private::Built::of::<Shelf, Shelf, __S>(__parts),
                ]),
                batches: ::terrace::private::From::from([
                    <<ShelfStatus as ::terrace::Addition>::Of as ::terrace::private::batch::GivenBy<
                        Shelve,
                        ShelfStatus,
                    >>::batched(
                        <Shelve as ::terrace::FromState<__S>>::from_state(__parts),
                    ),
                ]),
            }
        }
    }
    const _: () = ::terrace::private::check::extension::within(
        <Shelve as ::terrace::Extension>::TABLE,
    );
};
impl Shelve {
    #[allow(clippy::unused_async)]
    async fn shelve(&self, server: Loaded<Servers>) -> Accepted {
        Accepted(())
    }
}
const _: () = {
    const __ROUTE_SHELVE: ::terrace::private::RouteTable = {
        type __A0 = Loaded<Servers>;
        ::terrace::private::RouteTable {
            owner: "Shelve",
            name: "shelve",
            place: ::terrace::private::Place {
                file: ::terrace::private::file!(),
                line: ::terrace::private::line!(),
            },
            method: ::terrace::private::Method::Post,
            level: ::terrace::private::Level::Member,
            status: <Accepted as ::terrace::IntoResponse>::ANSWERS
                .status_or(::terrace::private::Some(202u16), 200u16),
            operation_id: "servers_shelve",
            path: &[::terrace::private::Segment::Literal("action")],
            action: ::terrace::private::Some("shelve"),
            range: <Shelve as ::terrace::Extension>::RANGE
                .and(::terrace::private::Range {
                    since: ::terrace::private::Some(
                        <<Servers as ::terrace::Controller>::Versions>::V2_3,
                    ),
                    until: ::terrace::private::None,
                }),
            args: &[
                ::terrace::private::Arg {
                    name: "server",
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
                    >(&mut __cx, "server", true)
                        .await?;
                    let __answer = <Shelve>::shelve(
                            ::terrace::private::Movable::context(&__cx)
                                .controller::<Shelve>(),
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
    impl ::terrace::RoutesOf<Servers> for Shelve {
        const RESOURCE: &'static ::terrace::private::ResourceTable = {
            &::terrace::private::ResourceTable {
                node: <Servers as ::terrace::Controller>::NODE,
                load: ::terrace::private::None,
                routes: &[__ROUTE_SHELVE],
            }
        };
    }
    const _: () = ::terrace::private::check::extension::adds(
        <Shelve as ::terrace::Extension>::TABLE,
        <Servers as ::terrace::Controller>::NODE,
    );
    impl<__S> ::terrace::private::Filtered<__S, Servers> for Shelve {}
    const __ALONE: &::terrace::private::ApiTable = &::terrace::private::alone(
        &[
            ::terrace::private::EntryTable::listed(
                <Shelve as ::terrace::RoutesOf<Servers>>::RESOURCE,
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
            &__ROUTE_SHELVE,
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
        ::terrace::private::check::collision::route(__ALONE, __FOUND, "shelve");
    };
};
#[::terrace::private::derive(::terrace::private::Clone, ::terrace::private::Debug)]
struct Compute {
    app: ::terrace::App,
}
const _: () = {
    #[allow(dead_code)]
    impl Compute {
        /// Builds `Compute` from a state that has all that its controllers need.
        fn new<__S>(state: __S) -> Self
        where
            __S: ::terrace::private::Fills<Self>,
        {
            ::terrace::private::Fills::fill(state)
        }
    }
    impl<__R> ::terrace::private::Service<__R> for Compute
    where
        ::terrace::App: ::terrace::private::Service<__R>,
    {
        type Response = <::terrace::App as ::terrace::private::Service<__R>>::Response;
        type Error = <::terrace::App as ::terrace::private::Service<__R>>::Error;
        type Future = <::terrace::App as ::terrace::private::Service<__R>>::Future;
        fn poll_ready(
            &mut self,
            __cx: &mut ::terrace::private::TaskContext<'_>,
        ) -> ::terrace::private::Poll<::terrace::private::Result<(), Self::Error>> {
            ::terrace::private::Service::poll_ready(&mut self.app, __cx)
        }
        fn call(&mut self, __request: __R) -> Self::Future {
            ::terrace::private::Service::call(&mut self.app, __request)
        }
    }
    impl ::terrace::Api for Compute {
        const TABLE: &'static ::terrace::private::ApiTable = {
            &::terrace::private::ApiTable {
                name: "Compute",
                title: "Compute",
                doc: ::terrace::private::Doc::NONE,
                about: ::terrace::private::About::NONE,
                remarks: ::terrace::private::Remarks::NONE,
                webhooks: &[],
                versions: ::terrace::private::Some(<Nova as ::terrace::Versions>::SET),
                mounts: &[
                    ::terrace::private::Mount {
                        path: &[],
                    },
                ],
                negotiation: ::terrace::private::Negotiation::always(
                    ::terrace::private::Absent::Newest,
                ),
                body_bytes: ::terrace::private::None,
                unknown_fields: ::terrace::private::UnknownFields::Refuse,
                extensions: &[
                    <Shelve as ::terrace::Extension>::TABLE,
                    <vendor::Quota as ::terrace::Extension>::TABLE,
                ],
                additions: {
                    const LISTS: &'static [&'static [::terrace::private::Addition]] = &[
                        &[],
                        <Shelve as ::terrace::Extension>::TABLE.additions,
                        <vendor::Quota as ::terrace::Extension>::TABLE.additions,
                    ];
                    const LENGTH: ::terrace::private::usize = ::terrace::private::table::length(
                        LISTS,
                    );
                    if LENGTH == 0 {
                        &[]
                    } else {
                        &::terrace::private::table::joined::<
                            ::terrace::private::Addition,
                            LENGTH,
                        >(LISTS)
                    }
                },
                pipelines: ::terrace::private::Choice::NONE,
                policies: {
                    const LISTS: &'static [&'static [&'static ::terrace::private::PolicySet]] = &[
                        &[],
                        <Shelve as ::terrace::Extension>::TABLE.policies,
                        <vendor::Quota as ::terrace::Extension>::TABLE.policies,
                    ];
                    const LENGTH: ::terrace::private::usize = ::terrace::private::table::length(
                        LISTS,
                    );
                    if LENGTH == 0 {
                        &[]
                    } else {
                        &::terrace::private::table::joined::<
                            &'static ::terrace::private::PolicySet,
                            LENGTH,
                        >(LISTS)
                    }
                },
                entries: {
                    const LISTS: &'static [&'static [::terrace::private::EntryTable]] = &[
                        &[
                            ::terrace::private::EntryTable::listed(
                                <Servers as ::terrace::Routes>::RESOURCE,
                                ::terrace::private::None,
                            ),
                        ],
                        <Shelve as ::terrace::Extension>::TABLE.entries,
                        <vendor::Quota as ::terrace::Extension>::TABLE.entries,
                    ];
                    const LENGTH: ::terrace::private::usize = ::terrace::private::table::length(
                        LISTS,
                    );
                    if LENGTH == 0 {
                        &[]
                    } else {
                        &::terrace::private::table::joined::<
                            ::terrace::private::EntryTable,
                            LENGTH,
                        >(LISTS)
                    }
                },
            }
        };
        const DIALECT: &'static dyn ::terrace::Dialect = &::terrace::dialect::Problem;
        const ADDITIONS: &'static [::terrace::private::open::Added] = {
            const LISTS: &'static [&'static [::terrace::private::open::Added]] = &[
                &[],
                <Shelve as ::terrace::Extension>::ADDITIONS,
                <vendor::Quota as ::terrace::Extension>::ADDITIONS,
            ];
            const LENGTH: ::terrace::private::usize = ::terrace::private::table::length(
                LISTS,
            );
            if LENGTH == 0 {
                &[]
            } else {
                &::terrace::private::table::joined::<
                    ::terrace::private::open::Added,
                    LENGTH,
                >(LISTS)
            }
        };
        fn built(&self) -> &::terrace::App {
            &self.app
        }
    }
    impl ::terrace::Application for Compute {
        const APIS: &'static [::terrace::private::Declared] = &[
            ::terrace::private::Declared::of::<Self>(),
        ];
        fn app(&self) -> &::terrace::App {
            &self.app
        }
    }
    impl<__S> ::terrace::FromState<__S> for Compute
    where
        Servers: ::terrace::FromState<__S> + ::terrace::private::Filtered<__S>,
        Shelve: ::terrace::private::Extends<__S>,
        vendor::Quota: ::terrace::private::Extends<__S>,
    {
        fn from_state(__parts: &::terrace::Parts<__S>) -> Self {
            Compute {
                app: ::terrace::App::new::<
                    Self,
                    __S,
                >(
                    __parts,
                    [::terrace::private::Built::of::<Servers, Servers, __S>(__parts)],
                    &[
                        <Shelve as ::terrace::private::Extends<__S>>::extended,
                        <vendor::Quota as ::terrace::private::Extends<__S>>::extended,
                    ],
                ),
            }
        }
    }
    #[allow(long_running_const_eval)]
    const __FOUND: &::terrace::private::check::collision::Found = &::terrace::private::check::collision::find::<
        _,
        {
            ::terrace::private::check::collision::handlers(
                <Compute as ::terrace::Api>::TABLE,
            )
        },
    >(<Compute as ::terrace::Api>::TABLE);
    #[allow(long_running_const_eval)]
    const _: () = {
        let __api = <Compute as ::terrace::Api>::TABLE;
        ::terrace::private::check::collision::entry(__api, __FOUND, 0usize);
        ::terrace::private::check::api::entry(__api, __FOUND, 0usize);
        ::terrace::private::check::policy::entry(
            __api,
            0usize,
            <::terrace::Identity as ::terrace::filter::Provided>::PROVISION,
        );
        ::terrace::private::check::pipeline::entry(__api, 0usize);
    };
    #[allow(long_running_const_eval)]
    const _: () = ::terrace::private::check::extension::entry(
        <Compute as ::terrace::Api>::TABLE,
        __FOUND,
        0usize,
        <::terrace::Identity as ::terrace::filter::Provided>::PROVISION,
    );
    const _: () = ::terrace::private::check::extension::provided(
        <Compute as ::terrace::Api>::TABLE,
        0usize,
    );
    #[allow(long_running_const_eval)]
    const _: () = ::terrace::private::check::extension::entry(
        <Compute as ::terrace::Api>::TABLE,
        __FOUND,
        1usize,
        <::terrace::Identity as ::terrace::filter::Provided>::PROVISION,
    );
    const _: () = ::terrace::private::check::extension::provided(
        <Compute as ::terrace::Api>::TABLE,
        1usize,
    );
};
