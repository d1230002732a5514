/// Asks for a token.
#[allow(non_camel_case_types)]
struct token {
    tokens: Tokens,
}
const _: () = {
    impl ::terrace::private::Debug for token {
        fn fmt(
            &self,
            __out: &mut ::terrace::private::core::fmt::Formatter<'_>,
        ) -> ::terrace::private::core::fmt::Result {
            __out.debug_struct("token").finish_non_exhaustive()
        }
    }
    impl<__S> ::terrace::FromState<__S> for token
    where
        Tokens: ::terrace::FromRef<__S>,
    {
        fn from_state(__parts: &::terrace::Parts<__S>) -> Self {
            token {
                tokens: __parts.part::<Tokens>(),
            }
        }
    }
    impl ::terrace::filter::Filter for token {
        const REQUIRES: &'static [&'static ::terrace::private::Provision] = {
            &[<Guess as ::terrace::filter::Provided>::PROVISION]
        };
        const PROVIDES: &'static [&'static ::terrace::private::Provision] = <Result<
            Identity,
            Unauthorized,
        > as ::terrace::private::LookAnswer>::PROVISIONS;
        const ANSWERS: ::terrace::private::Answers = <Result<
            Identity,
            Unauthorized,
        > as ::terrace::private::LookAnswer>::ANSWERS;
        const HEADERS: &'static [::terrace::private::HeaderDoc] = &[];
        const SECURITY: ::terrace::private::Option<::terrace::Security> = ::terrace::private::Some(
            Security::Bearer("token"),
        );
        type Layer = ::terrace::private::PassLayer<::terrace::private::Looking<Self>>;
        fn layer(self) -> Self::Layer {
            ::terrace::private::Looking::layer(self)
        }
    }
    impl ::terrace::private::Look for token {
        fn look(
            &self,
            __request: &mut ::terrace::filter::Request,
            __passage: &::terrace::private::Passage,
        ) -> ::terrace::private::Result<(), ::terrace::Failure> {
            #[allow(clippy::needless_pass_by_value)]
            fn token(
                tokens: &Tokens,
                who: Guess,
                request: Head<'_>,
            ) -> Result<Identity, Unauthorized> {
                tokens.of(who, request.headers())
            }
            let __0 = &self.tokens;
            let __1 = <Guess as ::terrace::filter::Provided>::take(__request)?;
            <Result<
                Identity,
                Unauthorized,
            > as ::terrace::private::LookAnswer>::give(
                token(
                    __0,
                    __1,
                    <Head<
                        '_,
                    > as ::terrace::private::LookedAt<'_>>::of(__request, __passage),
                ),
                __request,
            )
        }
    }
};
