#[allow(deprecated)]
const _: () = {
    impl ::terrace::IntoResponse for Put {
        const ANSWERS: ::terrace::private::Answers = {
            ::terrace::private::Answers {
                own: &[
                    ::terrace::private::declared(
                        &<Json<Book> as ::terrace::IntoResponse>::ANSWERS,
                        ::terrace::private::Some(201u16),
                        "It is new",
                        &[],
                    ),
                    ::terrace::private::declared(
                        &<Json<Book> as ::terrace::IntoResponse>::ANSWERS,
                        ::terrace::private::Some(200u16),
                        "It has taken the place of another\n\nThat one is gone.",
                        &[
                            ::terrace::private::HeaderDoc {
                                name: "x-revision",
                                description: "How often",
                                ty: &<u32 as ::terrace::HeaderContent>::TYPE,
                            },
                            ::terrace::private::HeaderDoc {
                                name: "x-tags",
                                description: "",
                                ty: &<Vec<Tag> as ::terrace::HeaderContent>::TYPE,
                            },
                        ],
                    ),
                    ::terrace::private::declared(
                        &<::terrace::NoContent as ::terrace::IntoResponse>::ANSWERS,
                        ::terrace::private::Some(204u16),
                        "",
                        &[],
                    ),
                ],
                parts: &[
                    &::terrace::private::Answers {
                        own: &[],
                        parts: <Json<Book> as ::terrace::IntoResponse>::ANSWERS.parts,
                    },
                    &::terrace::private::Answers {
                        own: &[],
                        parts: <Json<Book> as ::terrace::IntoResponse>::ANSWERS.parts,
                    },
                ],
            }
        };
        fn into_response(self, __cx: &::terrace::Context) -> ::terrace::Response {
            match self {
                Self::Made { 0: __body, .. } => {
                    ::terrace::private::answered(
                        <Json<
                            Book,
                        > as ::terrace::IntoResponse>::into_response(__body, __cx),
                        ::terrace::private::Some(201u16),
                    )
                }
                Self::Replaced { book: __body, revision: __h0, x_tags: __h1, .. } => {
                    <Vec<
                        Tag,
                    > as ::terrace::HeaderContent>::add(
                        &__h1,
                        <u32 as ::terrace::HeaderContent>::add(
                            &__h0,
                            ::terrace::private::answered(
                                <Json<
                                    Book,
                                > as ::terrace::IntoResponse>::into_response(__body, __cx),
                                ::terrace::private::Some(200u16),
                            ),
                            __cx,
                            "x-revision",
                        ),
                        __cx,
                        "x-tags",
                    )
                }
                Self::Same { .. } => {
                    ::terrace::private::answered(
                        <::terrace::NoContent as ::terrace::IntoResponse>::into_response(
                            ::terrace::NoContent,
                            __cx,
                        ),
                        ::terrace::private::Some(204u16),
                    )
                }
            }
        }
        fn reach<'__a>(
            &'__a mut self,
            __reached: &mut ::terrace::private::batch::Reached<'__a>,
        ) {
            match self {
                Self::Made { 0: __body, .. } => {
                    <Json<Book> as ::terrace::IntoResponse>::reach(__body, __reached)
                }
                Self::Replaced { book: __body, .. } => {
                    <Json<Book> as ::terrace::IntoResponse>::reach(__body, __reached)
                }
                _ => {}
            }
        }
    }
};
#[allow(deprecated)]
const _: () = {
    impl<T: Model> elsewhere::terrace::IntoResponse for Listed<T> {
        const ANSWERS: elsewhere::terrace::private::Answers = {
            elsewhere::terrace::private::Answers {
                own: &[
                    elsewhere::terrace::private::declared(
                        &<Json<Vec<T>> as elsewhere::terrace::IntoResponse>::ANSWERS,
                        elsewhere::terrace::private::None,
                        "",
                        &[
                            elsewhere::terrace::private::HeaderDoc {
                                name: "x-total",
                                description: "",
                                ty: &<Option<
                                    u32,
                                > as elsewhere::terrace::HeaderContent>::TYPE,
                            },
                        ],
                    ),
                ],
                parts: &[
                    &elsewhere::terrace::private::Answers {
                        own: &[],
                        parts: <Json<
                            Vec<T>,
                        > as elsewhere::terrace::IntoResponse>::ANSWERS
                            .parts,
                    },
                ],
            }
        };
        fn into_response(
            self,
            __cx: &elsewhere::terrace::Context,
        ) -> elsewhere::terrace::Response {
            match self {
                Self { 0: __body, 1: __h0, .. } => {
                    <Option<
                        u32,
                    > as elsewhere::terrace::HeaderContent>::add(
                        &__h0,
                        elsewhere::terrace::private::answered(
                            <Json<
                                Vec<T>,
                            > as elsewhere::terrace::IntoResponse>::into_response(
                                __body,
                                __cx,
                            ),
                            elsewhere::terrace::private::None,
                        ),
                        __cx,
                        "x-total",
                    )
                }
            }
        }
        fn reach<'__a>(
            &'__a mut self,
            __reached: &mut elsewhere::terrace::private::batch::Reached<'__a>,
        ) {
            match self {
                Self { 0: __body, .. } => {
                    <Json<
                        Vec<T>,
                    > as elsewhere::terrace::IntoResponse>::reach(__body, __reached)
                }
            }
        }
    }
};
