#[renamed::private::derive(renamed::private::Clone, renamed::private::Debug)]
struct Hello {
    app: renamed::App,
}
const _: () = {
    #[allow(dead_code)]
    impl Hello {
        /// Builds `Hello` from a state that has all that its controllers need.
        fn new<__S>(state: __S) -> Self
        where
            __S: renamed::private::Fills<Self>,
        {
            renamed::private::Fills::fill(state)
        }
    }
    impl<__R> renamed::private::Service<__R> for Hello
    where
        renamed::App: renamed::private::Service<__R>,
    {
        type Response = <renamed::App as renamed::private::Service<__R>>::Response;
        type Error = <renamed::App as renamed::private::Service<__R>>::Error;
        type Future = <renamed::App as renamed::private::Service<__R>>::Future;
        fn poll_ready(
            &mut self,
            __cx: &mut renamed::private::TaskContext<'_>,
        ) -> renamed::private::Poll<renamed::private::Result<(), Self::Error>> {
            renamed::private::Service::poll_ready(&mut self.app, __cx)
        }
        fn call(&mut self, __request: __R) -> Self::Future {
            renamed::private::Service::call(&mut self.app, __request)
        }
    }
    impl renamed::Api for Hello {
        const TABLE: &'static renamed::private::ApiTable = {
            &renamed::private::ApiTable {
                name: "Hello",
                title: "Greetings",
                doc: renamed::private::Doc::NONE,
                about: renamed::private::About::NONE,
                remarks: renamed::private::Remarks::NONE,
                webhooks: &[],
                versions: renamed::private::Some(<Releases as renamed::Versions>::SET),
                mounts: &[
                    renamed::private::Mount {
                        path: &[
                            renamed::private::Segment::Literal("api"),
                            renamed::private::Segment::Variable(renamed::private::Variable {
                                name: "version",
                                class: renamed::private::Class::Any,
                            }),
                        ],
                    },
                ],
                negotiation: renamed::private::Negotiation {
                    sources: &[
                        renamed::private::Source {
                            carrier: renamed::private::Carrier::Path {
                                variable: "version",
                            },
                            dated: false,
                        },
                    ],
                    absent: renamed::private::Absent::Newest,
                    latest: true,
                    echo: true,
                    refuses_conflicts: false,
                },
                body_bytes: renamed::private::None,
                unknown_fields: renamed::private::UnknownFields::Refuse,
                extensions: &[],
                additions: &[],
                pipelines: renamed::private::Choice::NONE,
                policies: &[],
                entries: &[
                    renamed::private::EntryTable::listed(
                        <Greetings as renamed::Routes>::RESOURCE,
                        renamed::private::None,
                    ),
                ],
            }
        };
        const DIALECT: &'static dyn renamed::Dialect = &my::Dialect;
        fn built(&self) -> &renamed::App {
            &self.app
        }
    }
    impl renamed::Application for Hello {
        const APIS: &'static [renamed::private::Declared] = &[
            renamed::private::Declared::of::<Self>(),
        ];
        fn app(&self) -> &renamed::App {
            &self.app
        }
    }
    impl<__S> renamed::FromState<__S> for Hello
    where
        Greetings: renamed::FromState<__S> + renamed::private::Filtered<__S>,
    {
        fn from_state(__parts: &renamed::Parts<__S>) -> Self {
            Hello {
                app: renamed::App::new::<
                    Self,
                    __S,
                >(
                    __parts,
                    [renamed::private::Built::of::<Greetings, Greetings, __S>(__parts)],
                    &[],
                ),
            }
        }
    }
    #[allow(long_running_const_eval)]
    const __FOUND: &renamed::private::check::collision::Found = &renamed::private::check::collision::find::<
        _,
        { renamed::private::check::collision::handlers(<Hello as renamed::Api>::TABLE) },
    >(<Hello as renamed::Api>::TABLE);
    #[allow(long_running_const_eval)]
    const _: () = {
        let __api = <Hello as renamed::Api>::TABLE;
        renamed::private::check::collision::entry(__api, __FOUND, 0usize);
        renamed::private::check::api::entry(__api, __FOUND, 0usize);
        renamed::private::check::policy::entry(
            __api,
            0usize,
            <renamed::Identity as renamed::filter::Provided>::PROVISION,
        );
        renamed::private::check::pipeline::entry(__api, 0usize);
    };
    const _: () = renamed::private::check::api::negotiation(
        <Hello as renamed::Api>::TABLE,
        0usize,
    );
};
