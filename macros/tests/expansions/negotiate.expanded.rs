#[::terrace::private::derive(::terrace::private::Clone, ::terrace::private::Debug)]
struct Shop {
    app: ::terrace::App,
}
const _: () = {
    #[allow(dead_code)]
    impl Shop {
        /// Builds `Shop` from a state that has all that its controllers need.
        fn new<__S>(state: __S) -> Self
        where
            __S: ::terrace::private::Fills<Self>,
        {
            ::terrace::private::Fills::fill(state)
        }
    }
    impl<__R> ::terrace::private::Service<__R> for Shop
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
    impl ::terrace::Api for Shop {
        const TABLE: &'static ::terrace::private::ApiTable = {
            &::terrace::private::ApiTable {
                name: "Shop",
                title: "Shop",
                doc: ::terrace::private::Doc::NONE,
                about: ::terrace::private::About::NONE,
                remarks: ::terrace::private::Remarks::NONE,
                webhooks: &[],
                versions: ::terrace::private::Some(<Days as ::terrace::Versions>::SET),
                mounts: &[
                    ::terrace::private::Mount {
                        path: &[
                            ::terrace::private::Segment::Variable(::terrace::private::Variable {
                                name: "day",
                                class: ::terrace::private::Class::Any,
                            }),
                        ],
                    },
                ],
                negotiation: ::terrace::private::Negotiation {
                    sources: &[
                        ::terrace::private::Source {
                            carrier: ::terrace::private::Carrier::Path {
                                variable: "day",
                            },
                            dated: true,
                        },
                        ::terrace::private::Source {
                            carrier: ::terrace::private::Carrier::Header {
                                name: "Shop-Version",
                                service: ::terrace::private::Some("shop"),
                                legacy: ::terrace::private::Some("X-Shop-Version"),
                            },
                            dated: false,
                        },
                        ::terrace::private::Source {
                            carrier: ::terrace::private::Carrier::Query {
                                name: "v",
                            },
                            dated: false,
                        },
                        ::terrace::private::Source {
                            carrier: ::terrace::private::Carrier::MediaType {
                                essence: "application/vnd.shop+json",
                                parameter: "version",
                            },
                            dated: false,
                        },
                    ],
                    absent: ::terrace::private::Absent::Is(<Days>::V2025_01_10),
                    latest: false,
                    echo: false,
                    refuses_conflicts: true,
                },
                body_bytes: ::terrace::private::None,
                unknown_fields: ::terrace::private::UnknownFields::Refuse,
                extensions: &[],
                additions: &[],
                pipelines: ::terrace::private::Choice::NONE,
                policies: &[],
                entries: &[
                    ::terrace::private::EntryTable::listed(
                        <Books as ::terrace::Routes>::RESOURCE,
                        ::terrace::private::None,
                    ),
                ],
            }
        };
        const DIALECT: &'static dyn ::terrace::Dialect = &::terrace::dialect::Problem;
        fn built(&self) -> &::terrace::App {
            &self.app
        }
    }
    impl ::terrace::Application for Shop {
        const APIS: &'static [::terrace::private::Declared] = &[
            ::terrace::private::Declared::of::<Self>(),
        ];
        fn app(&self) -> &::terrace::App {
            &self.app
        }
    }
    impl<__S> ::terrace::FromState<__S> for Shop
    where
        Books: ::terrace::FromState<__S> + ::terrace::private::Filtered<__S>,
    {
        fn from_state(__parts: &::terrace::Parts<__S>) -> Self {
            Shop {
                app: ::terrace::App::new::<
                    Self,
                    __S,
                >(
                    __parts,
                    [::terrace::private::Built::of::<Books, Books, __S>(__parts)],
                    &[],
                ),
            }
        }
    }
    #[allow(long_running_const_eval)]
    const __FOUND: &::terrace::private::check::collision::Found = &::terrace::private::check::collision::find::<
        _,
        {
            ::terrace::private::check::collision::handlers(
                <Shop as ::terrace::Api>::TABLE,
            )
        },
    >(<Shop as ::terrace::Api>::TABLE);
    #[allow(long_running_const_eval)]
    const _: () = {
        let __api = <Shop as ::terrace::Api>::TABLE;
        ::terrace::private::check::collision::entry(__api, __FOUND, 0usize);
        ::terrace::private::check::api::entry(__api, __FOUND, 0usize);
        ::terrace::private::check::policy::entry(
            __api,
            0usize,
            <::terrace::Identity as ::terrace::filter::Provided>::PROVISION,
        );
        ::terrace::private::check::pipeline::entry(__api, 0usize);
    };
    const _: () = ::terrace::private::check::api::negotiation(
        <Shop as ::terrace::Api>::TABLE,
        0usize,
    );
    const _: () = ::terrace::private::check::api::negotiation(
        <Shop as ::terrace::Api>::TABLE,
        1usize,
    );
    const _: () = ::terrace::private::check::api::negotiation(
        <Shop as ::terrace::Api>::TABLE,
        2usize,
    );
    const _: () = ::terrace::private::check::api::negotiation(
        <Shop as ::terrace::Api>::TABLE,
        3usize,
    );
};
