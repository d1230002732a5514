/// Everybody has a token.
#[::terrace::private::derive(::terrace::private::Clone, ::terrace::private::Debug)]
pub struct Keystone {
    chain: ::terrace::private::Chain,
}
const _: () = {
    impl ::terrace::filter::Pipeline for Keystone {
        const TABLE: &'static ::terrace::private::Pipeline = {
            &::terrace::private::Pipeline {
                name: "Keystone",
                doc: ::terrace::private::Doc {
                    summary: "Everybody has a token",
                    description: "",
                },
                filters: &[
                    ::terrace::private::Filter {
                        name: "served_by",
                        requires: <served_by as ::terrace::filter::Filter>::REQUIRES,
                        provides: <served_by as ::terrace::filter::Filter>::PROVIDES,
                        answers: &<served_by as ::terrace::filter::Filter>::ANSWERS,
                        headers: <served_by as ::terrace::filter::Filter>::HEADERS,
                        security: <served_by as ::terrace::filter::Filter>::SECURITY,
                    },
                    ::terrace::private::Filter {
                        name: "Gate",
                        requires: <Gate as ::terrace::filter::Filter>::REQUIRES,
                        provides: <Gate as ::terrace::filter::Filter>::PROVIDES,
                        answers: &<Gate as ::terrace::filter::Filter>::ANSWERS,
                        headers: <Gate as ::terrace::filter::Filter>::HEADERS,
                        security: <Gate as ::terrace::filter::Filter>::SECURITY,
                    },
                    ::terrace::private::Filter {
                        name: "TimeoutLayer",
                        requires: &[],
                        provides: &[],
                        answers: &::terrace::private::Answers::of(
                            &[
                                ::terrace::private::Answer {
                                    status: ::terrace::private::Status::Is(504u16),
                                    description: "",
                                    content: ::terrace::private::Content::Failure,
                                    headers: &[],
                                },
                            ],
                        ),
                        headers: &[],
                        security: ::terrace::private::None,
                    },
                ],
            }
        };
        fn chain(self) -> ::terrace::private::Chain {
            self.chain
        }
    }
    impl<__S> ::terrace::FromState<__S> for Keystone
    where
        served_by: ::terrace::FromState<__S>,
    {
        fn from_state(__parts: &::terrace::Parts<__S>) -> Self {
            let __behind = ::terrace::private::Chain::end();
            let __behind = ::terrace::private::Around::around(
                TimeoutLayer::new(SECOND),
                <Self as ::terrace::filter::Pipeline>::TABLE.filters[2usize].answers,
                __behind,
            );
            let __behind = ::terrace::private::Around::around(
                <Gate as ::terrace::filter::Filter>::layer_of(Gate::new(8), __parts),
                <Self as ::terrace::filter::Pipeline>::TABLE.filters[1usize].answers,
                __behind,
            );
            let __behind = ::terrace::private::Around::around(
                <served_by as ::terrace::filter::Filter>::layer_of(
                    <served_by as ::terrace::FromState<__S>>::from_state(__parts),
                    __parts,
                ),
                <Self as ::terrace::filter::Pipeline>::TABLE.filters[0usize].answers,
                __behind,
            );
            Keystone {
                chain: ::terrace::private::Chain::new(__behind),
            }
        }
    }
    const _: () = ::terrace::private::check::pipeline::order(
        <Keystone as ::terrace::filter::Pipeline>::TABLE,
        0usize,
    );
    const _: () = ::terrace::private::check::pipeline::order(
        <Keystone as ::terrace::filter::Pipeline>::TABLE,
        1usize,
    );
    const _: () = ::terrace::private::check::pipeline::order(
        <Keystone as ::terrace::filter::Pipeline>::TABLE,
        2usize,
    );
};
