/// The compute service.
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
                    description: "",
                },
                about: ::terrace::private::About {
                    contact: ::terrace::private::Some(::terrace::private::Contact {
                        name: "The team",
                        email: ::terrace::private::Some("team@example.com"),
                        url: ::terrace::private::None,
                    }),
                    license: ::terrace::private::Some(::terrace::private::License {
                        name: "MIT",
                        identifier: ::terrace::private::Some("MIT"),
                        url: ::terrace::private::None,
                    }),
                    terms_of_service: ::terrace::private::Some(
                        "https://example.com/terms",
                    ),
                    servers: &[
                        ::terrace::private::Server {
                            url: "https://{region}.example.com",
                            doc: ::terrace::private::Doc {
                                summary: "One region",
                                description: "",
                            },
                            variables: &[
                                ::terrace::private::ServerVariable {
                                    name: "region",
                                    doc: ::terrace::private::Doc::NONE,
                                    default: "eu",
                                    values: &["eu", "us"],
                                },
                            ],
                            remarks: ::terrace::private::Remarks::NONE,
                        },
                    ],
                    tags: &[
                        ::terrace::private::Tag {
                            name: "Servers",
                            doc: ::terrace::private::Doc {
                                summary: "What runs",
                                description: "",
                            },
                            remarks: ::terrace::private::Remarks::NONE,
                        },
                    ],
                },
                remarks: &::terrace::private::Remarks {
                    docs: ::terrace::private::Some(::terrace::private::ExternalDocs {
                        url: "https://example.com",
                        description: ::terrace::private::Some("The manual"),
                    }),
                    extensions: &[
                        ::terrace::private::Extension {
                            name: "x-logo",
                            value: "{\"url\":\"/logo.png\"}",
                        },
                    ],
                },
                webhooks: &[],
                versions: ::terrace::private::None,
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
                extensions: &[],
                additions: &[],
                pipelines: ::terrace::private::Choice::NONE,
                policies: &[],
                entries: &[
                    ::terrace::private::EntryTable::listed(
                        <Servers as ::terrace::Routes>::RESOURCE,
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
    {
        fn from_state(__parts: &::terrace::Parts<__S>) -> Self {
            Compute {
                app: ::terrace::App::new::<
                    Self,
                    __S,
                >(
                    __parts,
                    [::terrace::private::Built::of::<Servers, Servers, __S>(__parts)],
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
    const _: () = ::terrace::private::check::api::tag(
        <Compute as ::terrace::Api>::TABLE,
        0usize,
    );
};
