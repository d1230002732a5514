/// The compute service.
///
/// Servers, and what they need.
#[::terrace::private::derive(::terrace::private::Clone, ::terrace::private::Debug)]
pub struct Compute {
    app: ::terrace::App,
}
const _: () = {
    #[allow(dead_code)]
    impl Compute {
        /// Builds `Compute` from a state that has all that its controllers need.
        pub fn new<__S>(state: __S) -> Self
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
                title: "The compute service",
                doc: ::terrace::private::Doc {
                    summary: "The compute service",
                    description: "Servers, and what they need.",
                },
                about: ::terrace::private::About::NONE,
                remarks: ::terrace::private::Remarks::NONE,
                webhooks: &[],
                versions: ::terrace::private::Some(<Nova as ::terrace::Versions>::SET),
                mounts: &[
                    ::terrace::private::Mount {
                        path: &[::terrace::private::Segment::Literal("v2.1")],
                    },
                    ::terrace::private::Mount {
                        path: &[
                            ::terrace::private::Segment::Literal("v2.1"),
                            ::terrace::private::Segment::Variable(::terrace::private::Variable {
                                name: "project_id",
                                class: ::terrace::private::Class::Hex,
                            }),
                        ],
                    },
                ],
                negotiation: ::terrace::private::Negotiation {
                    sources: &[
                        ::terrace::private::Source {
                            carrier: ::terrace::private::Carrier::Header {
                                name: "OpenStack-API-Version",
                                service: ::terrace::private::Some("compute"),
                                legacy: ::terrace::private::Some(
                                    "X-OpenStack-Nova-API-Version",
                                ),
                            },
                            dated: false,
                        },
                    ],
                    absent: ::terrace::private::Absent::Oldest,
                    latest: true,
                    echo: true,
                    refuses_conflicts: false,
                },
                body_bytes: ::terrace::private::Some(64 << 20),
                unknown_fields: ::terrace::private::UnknownFields::Refuse,
                extensions: &[],
                additions: &[<vendor::Rack as ::terrace::Addition>::TABLE],
                pipelines: ::terrace::private::Choice {
                    setting: ::terrace::private::Some(::terrace::private::Setting {
                        name: "auth_strategy",
                        doc: ::terrace::private::Doc {
                            summary: "Which filters requests pass: `keystone` or `noauth2`",
                            description: "",
                        },
                        kind: "`keystone` or `noauth2`",
                    }),
                    of: &[
                        ::terrace::private::Alternative {
                            value: "keystone",
                            pipeline: <Keystone as ::terrace::filter::Pipeline>::TABLE,
                        },
                        ::terrace::private::Alternative {
                            value: "noauth2",
                            pipeline: <vendor::NoAuth2 as ::terrace::filter::Pipeline>::TABLE,
                        },
                    ],
                },
                policies: &[],
                entries: &[
                    ::terrace::private::EntryTable::listed(
                        <Servers as ::terrace::Routes>::RESOURCE,
                        ::terrace::private::None,
                    ),
                    ::terrace::private::EntryTable::listed(
                        <vendor::Flavors as ::terrace::Routes>::RESOURCE,
                        ::terrace::private::None,
                    ),
                    ::terrace::private::EntryTable::listed(
                        <Discovery as ::terrace::Routes>::RESOURCE,
                        ::terrace::private::Some(
                            &[
                                ::terrace::private::Mount {
                                    path: &[],
                                },
                            ],
                        ),
                    ),
                ],
            }
        };
        const DIALECT: &'static dyn ::terrace::Dialect = &::terrace::dialect::OpenStack;
        const ADDITIONS: &'static [::terrace::private::open::Added] = &[
            <vendor::Rack as ::terrace::Addition>::ADDED,
        ];
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
        vendor::Flavors: ::terrace::FromState<__S> + ::terrace::private::Filtered<__S>,
        Discovery: ::terrace::FromState<__S> + ::terrace::private::Filtered<__S>,
        Keystone: ::terrace::private::Chained<__S>,
        vendor::NoAuth2: ::terrace::private::Chained<__S>,
    {
        fn from_state(__parts: &::terrace::Parts<__S>) -> Self {
            Compute {
                app: ::terrace::App::new::<
                    Self,
                    __S,
                >(
                        __parts,
                        [
                            ::terrace::private::Built::of::<
                                Servers,
                                Servers,
                                __S,
                            >(__parts),
                            ::terrace::private::Built::of::<
                                vendor::Flavors,
                                vendor::Flavors,
                                __S,
                            >(__parts),
                            ::terrace::private::Built::of::<
                                Discovery,
                                Discovery,
                                __S,
                            >(__parts),
                        ],
                        &[],
                    )
                    .behind(
                        ::terrace::private::Front::chosen(
                                __parts,
                                &<Self as ::terrace::Api>::TABLE.pipelines,
                                &[
                                    <Keystone as ::terrace::private::Chained<__S>>::chained,
                                    <vendor::NoAuth2 as ::terrace::private::Chained<
                                        __S,
                                    >>::chained,
                                ],
                            )
                            .as_ref(),
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
    const _: () = ::terrace::private::check::pipeline::outermost(
        <Compute as ::terrace::Api>::TABLE,
        0usize,
    );
    const _: () = ::terrace::private::check::pipeline::outermost(
        <Compute as ::terrace::Api>::TABLE,
        1usize,
    );
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
    const _: () = {
        let __api = <Compute as ::terrace::Api>::TABLE;
        ::terrace::private::check::collision::entry(__api, __FOUND, 1usize);
        ::terrace::private::check::api::entry(__api, __FOUND, 1usize);
        ::terrace::private::check::policy::entry(
            __api,
            1usize,
            <::terrace::Identity as ::terrace::filter::Provided>::PROVISION,
        );
        ::terrace::private::check::pipeline::entry(__api, 1usize);
    };
    #[allow(long_running_const_eval)]
    const _: () = {
        let __api = <Compute as ::terrace::Api>::TABLE;
        ::terrace::private::check::collision::entry(__api, __FOUND, 2usize);
        ::terrace::private::check::api::entry(__api, __FOUND, 2usize);
        ::terrace::private::check::policy::entry(
            __api,
            2usize,
            <::terrace::Identity as ::terrace::filter::Provided>::PROVISION,
        );
        ::terrace::private::check::pipeline::entry(__api, 2usize);
    };
    const _: () = ::terrace::private::check::api::negotiation(
        <Compute as ::terrace::Api>::TABLE,
        0usize,
    );
    const _: () = ::terrace::private::check::addition::entry(
        <Compute as ::terrace::Api>::TABLE,
        0usize,
    );
    const _: () = ::terrace::private::check::route::some_bytes(
        <Compute as ::terrace::Api>::TABLE.body_bytes,
    );
};
