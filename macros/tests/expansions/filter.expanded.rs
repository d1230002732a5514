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
        const PROVIDES: &'static [&'static ::terrace::private::Provision] = <Identity as ::terrace::filter::Provides>::PROVISIONS;
        const ANSWERS: ::terrace::private::Answers = <Result<
            Response,
            Unauthorized,
        > as ::terrace::filter::FilterAnswer>::ANSWERS;
        const HEADERS: &'static [::terrace::private::HeaderDoc] = &[
            ::terrace::private::header("x-served-by"),
        ];
        const SECURITY: ::terrace::private::Option<::terrace::Security> = ::terrace::private::Some(
            Security::Bearer("token"),
        );
        type Layer = ::terrace::private::FunctionLayer<Self>;
        fn layer(self) -> Self::Layer {
            ::terrace::private::FunctionLayer::new(self)
        }
    }
    impl ::terrace::private::Function for token {
        fn run<__N: ::terrace::private::Behind>(
            &self,
            __request: ::terrace::filter::Request,
            __next: ::terrace::private::Following<__N>,
        ) -> impl ::terrace::private::core::future::Future<
            Output = ::terrace::private::Result<::terrace::Response, ::terrace::Failure>,
        > + ::terrace::private::Send {
            async fn token(
                tokens: &Tokens,
                who: Guess,
                request: Request,
                next: impl NextWith<Identity>,
            ) -> Result<Response, Unauthorized> {
                Ok(next.run(request, tokens.of(who)?).await)
            }
            let __call = || -> ::terrace::private::Result<_, ::terrace::Failure> {
                let __0 = &self.tokens;
                let __1 = <Guess as ::terrace::filter::Provided>::take(&__request)?;
                let __next = __next
                    .handing(<Identity as ::terrace::filter::Provides>::put);
                ::terrace::private::Ok(token(__0, __1, __request, __next))
            };
            ::terrace::private::answer_of(
                __call(),
                <Result<
                    Response,
                    Unauthorized,
                > as ::terrace::filter::FilterAnswer>::into_result,
            )
        }
    }
};
