#[allow(deprecated)]
const _: () = {
    impl ::terrace::settings::Setting for Compute {
        const SHAPE: ::terrace::private::settings::Shape = ::terrace::private::settings::Shape::Part(
            &[
                ::terrace::private::settings::Field {
                    name: "database",
                    doc: ::terrace::private::Doc {
                        summary: "The database",
                        description: "It is made where it is missing.",
                    },
                    shape: <PathBuf as ::terrace::settings::Setting>::SHAPE,
                },
                ::terrace::private::settings::Field {
                    name: "strategy",
                    doc: ::terrace::private::Doc::NONE,
                    shape: <Strategy as ::terrace::settings::Setting>::SHAPE,
                },
                ::terrace::private::settings::Field {
                    name: "images",
                    doc: ::terrace::private::Doc::NONE,
                    shape: <Images as ::terrace::settings::Setting>::SHAPE,
                },
                ::terrace::private::settings::Field {
                    name: "region",
                    doc: ::terrace::private::Doc::NONE,
                    shape: <Option<Word> as ::terrace::settings::Setting>::SHAPE,
                },
            ],
        );
        fn read(
            __at: &mut ::terrace::private::settings::Reading<'_>,
            __default: ::terrace::private::Option<Self>,
        ) -> ::terrace::private::Option<Self> {
            let (__field0, __field1, __field2, __field3) = match __default {
                ::terrace::private::Some(
                    Self {
                        database: __field0,
                        strategy: __field1,
                        images: __field2,
                        region: __field3,
                    },
                ) => {
                    (
                        ::terrace::private::Some(__field0),
                        ::terrace::private::Some(__field1),
                        ::terrace::private::Some(__field2),
                        ::terrace::private::Some(__field3),
                    )
                }
                ::terrace::private::None => {
                    (
                        ::terrace::private::None,
                        ::terrace::private::None,
                        ::terrace::private::None,
                        ::terrace::private::None,
                    )
                }
            };
            let __field0: ::terrace::private::Option<PathBuf> = ::terrace::private::settings::Reading::field(
                __at,
                "database",
                |__at| <PathBuf as ::terrace::settings::Setting>::read(
                    __at,
                    ::terrace::private::Option::or_else(
                        __field0,
                        || ::terrace::private::Some(
                            ::terrace::private::Into::into("compute.db"),
                        ),
                    ),
                ),
            );
            let __field1: ::terrace::private::Option<Strategy> = ::terrace::private::settings::Reading::field(
                __at,
                "strategy",
                |__at| <Strategy as ::terrace::settings::Setting>::read(
                    __at,
                    ::terrace::private::Option::or_else(
                        __field1,
                        || ::terrace::private::Some(Strategy::Keystone),
                    ),
                ),
            );
            let __field2: ::terrace::private::Option<Images> = ::terrace::private::settings::Reading::field(
                __at,
                "images",
                |__at| <Images as ::terrace::settings::Setting>::read(__at, __field2),
            );
            let __field3: ::terrace::private::Option<Option<Word>> = ::terrace::private::settings::Reading::field(
                __at,
                "region",
                |__at| <Option<
                    Word,
                > as ::terrace::settings::Setting>::read(__at, __field3),
            );
            ::terrace::private::Some(Self {
                database: __field0?,
                strategy: __field1?,
                images: __field2?,
                region: __field3?,
            })
        }
    }
    impl ::terrace::settings::Settings for Compute {}
};
#[allow(deprecated)]
const _: () = {
    impl ::terrace::settings::Setting for Images {
        const SHAPE: ::terrace::private::settings::Shape = ::terrace::private::settings::Shape::Part(
            &[
                ::terrace::private::settings::Field {
                    name: "retries",
                    doc: ::terrace::private::Doc::NONE,
                    shape: <Count as ::terrace::settings::Setting>::SHAPE,
                },
            ],
        );
        fn read(
            __at: &mut ::terrace::private::settings::Reading<'_>,
            __default: ::terrace::private::Option<Self>,
        ) -> ::terrace::private::Option<Self> {
            let (__field0,) = match ::terrace::private::Some(
                ::terrace::private::Option::unwrap_or_else(
                    __default,
                    <Self as ::terrace::private::Default>::default,
                ),
            ) {
                ::terrace::private::Some(Self { retries: __field0 }) => {
                    (::terrace::private::Some(__field0),)
                }
                ::terrace::private::None => (::terrace::private::None,),
            };
            let __field0: ::terrace::private::Option<Count> = ::terrace::private::settings::Reading::field(
                __at,
                "retries",
                |__at| <Count as ::terrace::settings::Setting>::read(__at, __field0),
            );
            ::terrace::private::Some(Self { retries: __field0? })
        }
    }
    impl ::terrace::settings::Settings for Images {}
};
#[allow(deprecated)]
const _: () = {
    impl ::terrace::settings::SettingValue for Strategy {
        const KIND: &'static ::terrace::private::str = "`keystone` or `noauth2`";
        fn read(
            __value: &::terrace::settings::Value,
        ) -> ::terrace::private::Result<Self, ::terrace::settings::Wrong> {
            ::terrace::private::settings::choice(
                __value,
                [("keystone", Self::Keystone), ("noauth2", Self::NoAuth)],
            )
        }
        fn write(&self) -> ::terrace::private::Option<::terrace::settings::Value> {
            ::terrace::private::Some(
                ::terrace::private::settings::word(
                    match self {
                        Self::Keystone { .. } => "keystone",
                        Self::NoAuth { .. } => "noauth2",
                    },
                ),
            )
        }
    }
};
