/// The shop, as its operators wire it.
#[::terrace::private::derive(::terrace::private::Clone, ::terrace::private::Debug)]
pub struct Shop {
    app: ::terrace::App,
}
const _: () = {
    #[allow(dead_code)]
    impl Shop {
        /// Builds `Shop` from a state that has all that its controllers need.
        pub fn new<__S>(state: __S) -> Self
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
    const __BEHIND_0: &::terrace::private::ApiTable = &::terrace::private::put_behind(
        ::terrace::private::Declared::of::<Site>().table,
        ::terrace::private::Choice {
            setting: ::terrace::private::None,
            of: &[
                ::terrace::private::Alternative {
                    value: "",
                    pipeline: <__ShopPipeline0 as ::terrace::filter::Pipeline>::TABLE,
                },
            ],
        },
    );
    const __BEHIND_1: &::terrace::private::ApiTable = &::terrace::private::put_behind(
        ::terrace::private::Declared::of::<Admin>().table,
        ::terrace::private::Choice {
            setting: ::terrace::private::Some(::terrace::private::Setting {
                name: "door",
                doc: ::terrace::private::Doc {
                    summary: "Which filters requests pass: `closed` or `open`",
                    description: "",
                },
                kind: "`closed` or `open`",
            }),
            of: &[
                ::terrace::private::Alternative {
                    value: "closed",
                    pipeline: <__ShopPipeline1 as ::terrace::filter::Pipeline>::TABLE,
                },
                ::terrace::private::Alternative {
                    value: "open",
                    pipeline: <__ShopPipeline2 as ::terrace::filter::Pipeline>::TABLE,
                },
            ],
        },
    );
    impl ::terrace::Application for Shop {
        const APIS: &'static [::terrace::private::Declared] = {
            &[
                ::terrace::private::Declared::of::<Site>().put_behind(__BEHIND_0),
                ::terrace::private::Declared::of::<Admin>().put_behind(__BEHIND_1),
            ]
        };
        fn app(&self) -> &::terrace::App {
            &self.app
        }
    }
    impl<__S> ::terrace::FromState<__S> for Shop
    where
        Site: ::terrace::private::Part<__S>,
        __ShopPipeline0: ::terrace::private::Chained<__S>,
        Admin: ::terrace::private::Part<__S>,
        __ShopPipeline1: ::terrace::private::Chained<__S>,
        __ShopPipeline2: ::terrace::private::Chained<__S>,
    {
        fn from_state(__parts: &::terrace::Parts<__S>) -> Self {
            Shop {
                app: ::terrace::App::composite(
                    [
                        <Site as ::terrace::private::Part<__S>>::part(__parts)
                            .behind(
                                ::terrace::private::Front::chosen(
                                        __parts,
                                        &__BEHIND_0.pipelines,
                                        &[
                                            <__ShopPipeline0 as ::terrace::private::Chained<
                                                __S,
                                            >>::chained,
                                        ],
                                    )
                                    .as_ref(),
                            ),
                        <Admin as ::terrace::private::Part<__S>>::part(__parts)
                            .behind(
                                ::terrace::private::Front::chosen(
                                        __parts,
                                        &__BEHIND_1.pipelines,
                                        &[
                                            <__ShopPipeline1 as ::terrace::private::Chained<
                                                __S,
                                            >>::chained,
                                            <__ShopPipeline2 as ::terrace::private::Chained<
                                                __S,
                                            >>::chained,
                                        ],
                                    )
                                    .as_ref(),
                            ),
                    ],
                    <Shop as ::terrace::Application>::APIS,
                ),
            }
        }
    }
    const __TABLES: &[&::terrace::private::ApiTable; 2usize] = &::terrace::private::Declared::tables(
        <Shop as ::terrace::Application>::APIS,
    );
    const _: () = ::terrace::private::check::composite::behind(
        ::terrace::private::Declared::of::<Site>().table,
        __BEHIND_0,
    );
    const _: () = ::terrace::private::check::composite::entry(__TABLES, 0usize);
    const _: () = ::terrace::private::check::composite::behind(
        ::terrace::private::Declared::of::<Admin>().table,
        __BEHIND_1,
    );
    const _: () = ::terrace::private::check::composite::entry(__TABLES, 1usize);
    #[::terrace::private::derive(::terrace::private::Clone, ::terrace::private::Debug)]
    struct __ShopPipeline0 {
        chain: ::terrace::private::Chain,
    }
    const _: () = {
        impl ::terrace::filter::Pipeline for __ShopPipeline0 {
            const TABLE: &'static ::terrace::private::Pipeline = {
                &::terrace::private::Pipeline {
                    name: "front",
                    doc: ::terrace::private::Doc::NONE,
                    filters: &[
                        ::terrace::private::Filter {
                            name: "wrap",
                            requires: <wrap as ::terrace::filter::Filter>::REQUIRES,
                            provides: <wrap as ::terrace::filter::Filter>::PROVIDES,
                            answers: &<wrap as ::terrace::filter::Filter>::ANSWERS,
                            headers: <wrap as ::terrace::filter::Filter>::HEADERS,
                            security: <wrap as ::terrace::filter::Filter>::SECURITY,
                        },
                    ],
                }
            };
            fn chain(self) -> ::terrace::private::Chain {
                self.chain
            }
        }
        impl<__S> ::terrace::FromState<__S> for __ShopPipeline0
        where
            wrap: ::terrace::FromState<__S>,
        {
            fn from_state(__parts: &::terrace::Parts<__S>) -> Self {
                let __behind = ::terrace::private::Chain::end();
                let __behind = ::terrace::private::Around::around(
                    <wrap as ::terrace::filter::Filter>::layer_of(
                        <wrap as ::terrace::FromState<__S>>::from_state(__parts),
                        __parts,
                    ),
                    <Self as ::terrace::filter::Pipeline>::TABLE.filters[0usize].answers,
                    __behind,
                );
                __ShopPipeline0 {
                    chain: ::terrace::private::Chain::new(__behind),
                }
            }
        }
        const _: () = ::terrace::private::check::pipeline::filter(
            &::terrace::private::Pipeline {
                name: "front` of `tests/paste.ini:7: [pipeline:front]",
                ..*<__ShopPipeline0 as ::terrace::filter::Pipeline>::TABLE
            },
            0usize,
        );
    };
    #[::terrace::private::derive(::terrace::private::Clone, ::terrace::private::Debug)]
    struct __ShopPipeline1 {
        chain: ::terrace::private::Chain,
    }
    const _: () = {
        impl ::terrace::filter::Pipeline for __ShopPipeline1 {
            const TABLE: &'static ::terrace::private::Pipeline = {
                &::terrace::private::Pipeline {
                    name: "closed",
                    doc: ::terrace::private::Doc::NONE,
                    filters: &[
                        ::terrace::private::Filter {
                            name: "wrap",
                            requires: <wrap as ::terrace::filter::Filter>::REQUIRES,
                            provides: <wrap as ::terrace::filter::Filter>::PROVIDES,
                            answers: &<wrap as ::terrace::filter::Filter>::ANSWERS,
                            headers: <wrap as ::terrace::filter::Filter>::HEADERS,
                            security: <wrap as ::terrace::filter::Filter>::SECURITY,
                        },
                        ::terrace::private::Filter {
                            name: "limit",
                            requires: <Limit as ::terrace::filter::Filter>::REQUIRES,
                            provides: <Limit as ::terrace::filter::Filter>::PROVIDES,
                            answers: &<Limit as ::terrace::filter::Filter>::ANSWERS,
                            headers: <Limit as ::terrace::filter::Filter>::HEADERS,
                            security: <Limit as ::terrace::filter::Filter>::SECURITY,
                        },
                    ],
                }
            };
            fn chain(self) -> ::terrace::private::Chain {
                self.chain
            }
        }
        impl<__S> ::terrace::FromState<__S> for __ShopPipeline1
        where
            wrap: ::terrace::FromState<__S>,
            ShopFilters: ::terrace::FromRef<__S>,
        {
            fn from_state(__parts: &::terrace::Parts<__S>) -> Self {
                let __behind = ::terrace::private::Chain::end();
                let __behind = ::terrace::private::Around::around(
                    <Limit as ::terrace::filter::Filter>::layer_of(
                        ::terrace::Parts::part::<ShopFilters>(__parts).limit,
                        __parts,
                    ),
                    <Self as ::terrace::filter::Pipeline>::TABLE.filters[1usize].answers,
                    __behind,
                );
                let __behind = ::terrace::private::Around::around(
                    <wrap as ::terrace::filter::Filter>::layer_of(
                        <wrap as ::terrace::FromState<__S>>::from_state(__parts),
                        __parts,
                    ),
                    <Self as ::terrace::filter::Pipeline>::TABLE.filters[0usize].answers,
                    __behind,
                );
                __ShopPipeline1 {
                    chain: ::terrace::private::Chain::new(__behind),
                }
            }
        }
        const _: () = ::terrace::private::check::pipeline::filter(
            &::terrace::private::Pipeline {
                name: "closed` of `tests/paste.ini:12: [composite:admin]",
                ..*<__ShopPipeline1 as ::terrace::filter::Pipeline>::TABLE
            },
            0usize,
        );
        const _: () = ::terrace::private::check::pipeline::filter(
            &::terrace::private::Pipeline {
                name: "closed` of `tests/paste.ini:12: [composite:admin]",
                ..*<__ShopPipeline1 as ::terrace::filter::Pipeline>::TABLE
            },
            1usize,
        );
    };
    #[::terrace::private::derive(::terrace::private::Clone, ::terrace::private::Debug)]
    struct __ShopPipeline2 {
        chain: ::terrace::private::Chain,
    }
    const _: () = {
        impl ::terrace::filter::Pipeline for __ShopPipeline2 {
            const TABLE: &'static ::terrace::private::Pipeline = {
                &::terrace::private::Pipeline {
                    name: "open",
                    doc: ::terrace::private::Doc::NONE,
                    filters: &[
                        ::terrace::private::Filter {
                            name: "limit",
                            requires: <Limit as ::terrace::filter::Filter>::REQUIRES,
                            provides: <Limit as ::terrace::filter::Filter>::PROVIDES,
                            answers: &<Limit as ::terrace::filter::Filter>::ANSWERS,
                            headers: <Limit as ::terrace::filter::Filter>::HEADERS,
                            security: <Limit as ::terrace::filter::Filter>::SECURITY,
                        },
                    ],
                }
            };
            fn chain(self) -> ::terrace::private::Chain {
                self.chain
            }
        }
        impl<__S> ::terrace::FromState<__S> for __ShopPipeline2
        where
            ShopFilters: ::terrace::FromRef<__S>,
        {
            fn from_state(__parts: &::terrace::Parts<__S>) -> Self {
                let __behind = ::terrace::private::Chain::end();
                let __behind = ::terrace::private::Around::around(
                    <Limit as ::terrace::filter::Filter>::layer_of(
                        ::terrace::Parts::part::<ShopFilters>(__parts).limit,
                        __parts,
                    ),
                    <Self as ::terrace::filter::Pipeline>::TABLE.filters[0usize].answers,
                    __behind,
                );
                __ShopPipeline2 {
                    chain: ::terrace::private::Chain::new(__behind),
                }
            }
        }
        const _: () = ::terrace::private::check::pipeline::filter(
            &::terrace::private::Pipeline {
                name: "open` of `tests/paste.ini:11: [composite:admin]",
                ..*<__ShopPipeline2 as ::terrace::filter::Pipeline>::TABLE
            },
            0usize,
        );
    };
    const _: &[::terrace::private::u8] = ::terrace::private::include_bytes!(
        ::terrace::private::concat!(::terrace::private::env!("CARGO_MANIFEST_DIR"), "/",
        "tests/paste.ini")
    );
    const _: () = ::terrace::private::check::composite::placed(
        __TABLES[0usize],
        &::terrace::private::Mount {
            path: &[],
        },
        false,
        "tests/paste.ini:3: [composite:main]",
    );
    const _: () = ::terrace::private::check::composite::placed(
        __TABLES[1usize],
        &::terrace::private::Mount {
            path: &[::terrace::private::Segment::Literal("admin")],
        },
        true,
        "tests/paste.ini:4: [composite:main]",
    );
};
/// The settings of the filters of [`Shop`], of each section that has some.
#[::terrace::private::derive(::terrace::private::Clone, ::terrace::private::Debug)]
pub struct ShopFilters {
    /// Those of `[filter:limit]`.
    pub limit: Limit,
}
const _: () = {
    impl ::terrace::settings::Setting for ShopFilters {
        const SHAPE: ::terrace::private::settings::Shape = ::terrace::private::settings::Shape::Part(
            &[
                ::terrace::private::settings::Field {
                    name: "here",
                    doc: ::terrace::private::Doc {
                        summary: "The folder from which paths begin that filters are told",
                        description: "",
                    },
                    shape: <::terrace::private::std::path::PathBuf as ::terrace::settings::Setting>::SHAPE,
                },
                ::terrace::private::settings::Field {
                    name: "limit",
                    doc: ::terrace::private::Doc {
                        summary: "`[filter:limit]`",
                        description: "",
                    },
                    shape: <Limit as ::terrace::settings::Setting>::SHAPE,
                },
            ],
        );
        fn read(
            __at: &mut ::terrace::private::settings::Reading<'_>,
            _: ::terrace::private::Option<Self>,
        ) -> ::terrace::private::Option<Self> {
            let __here = ::terrace::private::settings::Reading::here(__at)?;
            let __field0 = ::terrace::private::settings::Reading::section::<
                Limit,
            >(
                __at,
                "limit",
                "filter:limit",
                &[
                    ::terrace::private::settings::Preset {
                        setting: "bytes",
                        value: &["8"],
                    },
                    ::terrace::private::settings::Preset {
                        setting: "folder",
                        value: &["", "/limits"],
                    },
                ],
                &[],
                ::terrace::private::Some(&__here),
            );
            ::terrace::private::Some(Self { limit: __field0? })
        }
    }
    impl ::terrace::settings::Settings for ShopFilters {}
    const _: () = ::terrace::private::settings::option(
        &<Limit as ::terrace::settings::Setting>::SHAPE,
        "bytes",
        "tests/paste.ini:19: [filter:limit]",
    );
    const _: () = ::terrace::private::settings::option(
        &<Limit as ::terrace::settings::Setting>::SHAPE,
        "folder",
        "tests/paste.ini:20: [filter:limit]",
    );
};
