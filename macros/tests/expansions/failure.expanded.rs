#[allow(deprecated)]
const _: () = {
    impl ::terrace::IntoFailure for CreateError {
        const ANSWERS: ::terrace::private::Answers = {
            ::terrace::private::Answers {
                own: &[
                    ::terrace::private::Answer {
                        status: ::terrace::private::Status::Is(409u16),
                        description: "The name is taken\n\nNames are unique in a project.",
                        content: ::terrace::private::Content::Failure,
                        headers: &[],
                    },
                    ::terrace::private::Answer {
                        status: ::terrace::private::Status::Is(403u16),
                        description: "",
                        content: ::terrace::private::Content::Failure,
                        headers: &[],
                    },
                ],
                parts: &[
                    &<NotFound as ::terrace::IntoFailure>::ANSWERS,
                    &<Internal as ::terrace::private::Unforeseen>::ANSWERS,
                ],
            }
        };
        fn into_failure(self) -> ::terrace::Failure {
            match self {
                Self::Taken { name: __f0, count: __f1, .. } => {
                    ::terrace::Failure::new(409u16)
                        .title("Name taken")
                        .detail(
                            ::terrace::private::format!(
                                "a server named {__f0:?} exists, {__f1:>3}", __f0 = __f0,
                                __f1 = __f1
                            ),
                        )
                }
                Self::Quota { .. } => {
                    ::terrace::Failure::new(403u16).detail("the quota is exceeded")
                }
                Self::Missing { 0: __f0, .. } => {
                    <NotFound as ::terrace::IntoFailure>::into_failure(__f0)
                }
                Self::Other { error: __f0, .. } => {
                    <Internal as ::terrace::private::Unforeseen>::into_failure(__f0)
                }
            }
        }
    }
    impl<__E> ::terrace::private::From<__E> for CreateError
    where
        __E: ::terrace::private::Into<
            ::terrace::private::Box<
                dyn ::terrace::private::std::error::Error + ::terrace::private::Send + ::terrace::private::Sync,
            >,
        >,
    {
        fn from(__error: __E) -> Self {
            Self::Other {
                error: <Internal as ::terrace::private::Unforeseen>::of(
                    <__E as ::terrace::private::Into<
                        ::terrace::private::Box<
                            dyn ::terrace::private::std::error::Error + ::terrace::private::Send + ::terrace::private::Sync,
                        >,
                    >>::into(__error),
                ),
            }
        }
    }
};
#[allow(deprecated)]
const _: () = {
    impl elsewhere::terrace::IntoFailure for Missing {
        const ANSWERS: elsewhere::terrace::private::Answers = {
            elsewhere::terrace::private::Answers {
                own: &[],
                parts: &[&<NotFound as elsewhere::terrace::IntoFailure>::ANSWERS],
            }
        };
        fn into_failure(self) -> elsewhere::terrace::Failure {
            match self {
                Self { 0: __f0, .. } => {
                    <NotFound as elsewhere::terrace::IntoFailure>::into_failure(__f0)
                }
            }
        }
    }
    impl elsewhere::terrace::private::From<NotFound> for Missing {
        fn from(__failure: NotFound) -> Self {
            Self { 0: __failure }
        }
    }
};
