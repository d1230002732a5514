const _: () = {
    impl ::terrace::filter::Provided for Identity {
        const PROVISION: &'static ::terrace::private::Provision = {
            &::terrace::private::Provision {
                name: "Identity",
                id: ::terrace::private::concat!(
                    ::terrace::private::module_path!(), "::", "Identity"
                ),
            }
        };
    }
    impl<__C: ::terrace::Controller> ::terrace::FromRequest<__C> for Identity {
        const PART: ::terrace::Part = ::terrace::Part::Provided(
            <Identity as ::terrace::filter::Provided>::PROVISION,
        );
        async fn from_request(
            __cx: &mut ::terrace::Context,
            _: &'static ::terrace::private::str,
        ) -> ::terrace::private::Result<Self, ::terrace::Failure> {
            ::terrace::private::of_context(__cx)
        }
    }
};
