#[allow(deprecated)]
const _: () = {
    impl ::terrace::Model for Status {
        const TYPE: ::terrace::private::Type = {
            ::terrace::private::Type {
                name: ::terrace::private::Some(::terrace::private::Name {
                    base: "Status",
                    parameters: &[],
                    path: ::terrace::private::concat!(
                        ::terrace::private::module_path!(), "::", "Status"
                    ),
                    place: ::terrace::private::Place {
                        file: ::terrace::private::file!(),
                        line: ::terrace::private::line!(),
                    },
                }),
                doc: ::terrace::private::Doc::NONE,
                life: Self::LIFE,
                shape: ::terrace::private::Shape::Enum {
                    tagging: ::terrace::private::Tagging::External,
                    variants: &[
                        ::terrace::private::Variant {
                            name: "active",
                            doc: ::terrace::private::Doc::NONE,
                            range: ::terrace::private::Range::ALL,
                            deprecation: ::terrace::private::Deprecation::No,
                            shape: ::terrace::private::Shape::Null,
                        },
                        ::terrace::private::Variant {
                            name: "building",
                            doc: ::terrace::private::Doc::NONE,
                            range: ::terrace::private::Range::ALL,
                            deprecation: ::terrace::private::Deprecation::No,
                            shape: ::terrace::private::Shape::Null,
                        },
                    ],
                },
                rules: &[],
                example: ::terrace::private::None,
                remarks: ::terrace::private::Remarks::NONE,
            }
        };
        const LIFE: ::terrace::private::Life = ::terrace::private::Life::ALWAYS;
        fn write<__W: ::terrace::private::write::Writer>(
            &self,
            __to: __W,
        ) -> ::terrace::private::Result<__W::Ok, __W::Error> {
            ::terrace::private::variants::write_name::<Self, __W>(self, __to)
        }
        fn read<'de, __D: ::terrace::private::serde::Deserializer<'de>>(
            __from: __D,
        ) -> ::terrace::private::Result<Self, __D::Error> {
            ::terrace::private::variants::read_name::<Self, __D>(__from)
        }
        fn check(&self, __found: &mut ::terrace::Violations) {
            match self {
                Self::Active => {}
                Self::Building => {}
            }
        }
    }
    impl ::terrace::private::variants::Variants for Status {
        const NAMES: &'static [&'static ::terrace::private::str] = &[
            "active",
            "building",
        ];
        const EMPTY: &'static [::terrace::private::bool] = &[true, true];
        fn variant(&self) -> ::terrace::private::usize {
            match self {
                Self::Active { .. } => 0,
                Self::Building { .. } => 1,
            }
        }
        fn read_content<'de, __D: ::terrace::private::serde::Deserializer<'de>>(
            __variant: ::terrace::private::usize,
            __from: __D,
        ) -> ::terrace::private::Result<Self, __D::Error> {
            match __variant {
                0 => {
                    <() as ::terrace::Model>::read(__from)?;
                    ::terrace::private::Ok(Self::Active)
                }
                _ => {
                    <() as ::terrace::Model>::read(__from)?;
                    ::terrace::private::Ok(Self::Building)
                }
            }
        }
        fn write_content<__W: ::terrace::private::write::Writer>(
            &self,
            __to: __W,
        ) -> ::terrace::private::Result<__W::Ok, __W::Error> {
            match self {
                Self::Active => <() as ::terrace::Model>::write(&(), __to),
                Self::Building => <() as ::terrace::Model>::write(&(), __to),
            }
        }
    }
    impl ::terrace::Parameter for Status {}
    impl ::terrace::Key for Status {}
    impl ::terrace::private::serde::Serialize for Status {
        fn serialize<__S: ::terrace::private::serde::Serializer>(
            &self,
            __to: __S,
        ) -> ::terrace::private::Result<__S::Ok, __S::Error> {
            <Self as ::terrace::Model>::write(
                self,
                ::terrace::private::write::Serde(__to),
            )
        }
    }
    impl<'de> ::terrace::private::serde::Deserialize<'de> for Status {
        fn deserialize<__D: ::terrace::private::serde::Deserializer<'de>>(
            __from: __D,
        ) -> ::terrace::private::Result<Self, __D::Error> {
            <Self as ::terrace::Model>::read(__from)
        }
    }
};
#[allow(deprecated)]
const _: () = {
    impl ::terrace::Model for Change {
        const TYPE: ::terrace::private::Type = {
            ::terrace::private::Type {
                name: ::terrace::private::Some(::terrace::private::Name {
                    base: "Change",
                    parameters: &[],
                    path: ::terrace::private::concat!(
                        ::terrace::private::module_path!(), "::", "Change"
                    ),
                    place: ::terrace::private::Place {
                        file: ::terrace::private::file!(),
                        line: ::terrace::private::line!(),
                    },
                }),
                doc: ::terrace::private::Doc::NONE,
                life: Self::LIFE,
                shape: ::terrace::private::Shape::Enum {
                    tagging: ::terrace::private::Tagging::External,
                    variants: &[
                        ::terrace::private::Variant {
                            name: "Nothing",
                            doc: ::terrace::private::Doc {
                                summary: "Nothing happened",
                                description: "",
                            },
                            range: ::terrace::private::Range::ALL,
                            deprecation: ::terrace::private::Deprecation::No,
                            shape: ::terrace::private::Shape::Null,
                        },
                        ::terrace::private::Variant {
                            name: "Renamed",
                            doc: ::terrace::private::Doc::NONE,
                            range: ::terrace::private::Range::ALL,
                            deprecation: ::terrace::private::Deprecation::No,
                            shape: ::terrace::private::Shape::Same(
                                <Name as ::terrace::Model>::ty,
                            ),
                        },
                        ::terrace::private::Variant {
                            name: "Moved",
                            doc: ::terrace::private::Doc::NONE,
                            range: ::terrace::private::Range::ALL,
                            deprecation: ::terrace::private::Deprecation::No,
                            shape: ::terrace::private::Shape::Object(
                                &[
                                    ::terrace::private::Field {
                                        name: "from",
                                        ty: <String as ::terrace::Model>::ty,
                                        rules: &[
                                            ::terrace::private::Constraint {
                                                rule: ::terrace::private::Rule::Length(::terrace::private::schema::Bounds {
                                                    minimum: 1usize,
                                                    maximum: ::terrace::private::None,
                                                }),
                                                range: ::terrace::private::Range::ALL,
                                            },
                                        ],
                                        ..::terrace::private::Field::PLAIN
                                    },
                                ],
                            ),
                        },
                    ],
                },
                rules: &[],
                example: ::terrace::private::None,
                remarks: ::terrace::private::Remarks::NONE,
            }
        };
        const LIFE: ::terrace::private::Life = ::terrace::private::Life::ALWAYS;
        fn write<__W: ::terrace::private::write::Writer>(
            &self,
            __to: __W,
        ) -> ::terrace::private::Result<__W::Ok, __W::Error> {
            ::terrace::private::variants::write_external::<Self, __W>(self, __to)
        }
        fn read<'de, __D: ::terrace::private::serde::Deserializer<'de>>(
            __from: __D,
        ) -> ::terrace::private::Result<Self, __D::Error> {
            ::terrace::private::variants::read_external::<Self, __D>(__from)
        }
        fn check(&self, __found: &mut ::terrace::Violations) {
            match self {
                Self::Nothing => {}
                Self::Renamed(__value) => {
                    __found
                        .within(
                            "Renamed",
                            |__found| {
                                <Name as ::terrace::Model>::check(__value, __found);
                            },
                        )
                }
                Self::Moved { from: __f0 } => {
                    __found
                        .within(
                            "Moved",
                            |__found| {
                                __found
                                    .within(
                                        "from",
                                        |__found| {
                                            ::terrace::private::rule::length(
                                                __found,
                                                __f0,
                                                1usize,
                                                ::terrace::private::None,
                                            );
                                            <String as ::terrace::Model>::check(__f0, __found);
                                        },
                                    );
                            },
                        )
                }
            }
        }
        fn reach<'__a>(
            &'__a mut self,
            __reached: &mut ::terrace::private::batch::Reached<'__a>,
        ) {
            let __value = self;
            match __value {
                Self::Renamed(__within) => {
                    <Name as ::terrace::Model>::reach(__within, __reached);
                }
                Self::Moved { from: __f0 } => {
                    <String as ::terrace::Model>::reach(__f0, __reached);
                }
                _ => {}
            }
        }
    }
    impl ::terrace::private::variants::Variants for Change {
        const NAMES: &'static [&'static ::terrace::private::str] = &[
            "Nothing",
            "Renamed",
            "Moved",
        ];
        const EMPTY: &'static [::terrace::private::bool] = &[true, false, false];
        fn variant(&self) -> ::terrace::private::usize {
            match self {
                Self::Nothing { .. } => 0,
                Self::Renamed { .. } => 1,
                Self::Moved { .. } => 2,
            }
        }
        fn read_content<'de, __D: ::terrace::private::serde::Deserializer<'de>>(
            __variant: ::terrace::private::usize,
            __from: __D,
        ) -> ::terrace::private::Result<Self, __D::Error> {
            match __variant {
                0 => {
                    <() as ::terrace::Model>::read(__from)?;
                    ::terrace::private::Ok(Self::Nothing)
                }
                1 => {
                    ::terrace::private::Ok(
                        Self::Renamed(<Name as ::terrace::Model>::read(__from)?),
                    )
                }
                _ => <Self as ::terrace::private::read::Fields<3>>::read_object(__from),
            }
        }
        fn write_content<__W: ::terrace::private::write::Writer>(
            &self,
            __to: __W,
        ) -> ::terrace::private::Result<__W::Ok, __W::Error> {
            match self {
                Self::Nothing => <() as ::terrace::Model>::write(&(), __to),
                Self::Renamed(__value) => {
                    <Name as ::terrace::Model>::write(__value, __to)
                }
                Self::Moved { .. } => {
                    <Self as ::terrace::private::read::Fields<
                        3,
                    >>::write_object(self, __to)
                }
            }
        }
    }
    impl ::terrace::private::read::Fields<3> for Change {
        const NAMES: &'static [&'static ::terrace::private::str] = &["from"];
        fn read_fields<'de, __A: ::terrace::private::serde::de::MapAccess<'de>>(
            mut __map: __A,
        ) -> ::terrace::private::Result<Self, __A::Error> {
            let mut __f0: ::terrace::private::Option<String> = ::terrace::private::None;
            let mut __expected = 0;
            while let ::terrace::private::Some(__field) = <Self as ::terrace::private::read::Fields<
                3,
            >>::next(&mut __map, &mut __expected)? {
                match __field {
                    0 => {
                        <String as ::terrace::Model>::read_field(
                            &mut __map,
                            &mut __f0,
                            "from",
                        )
                    }
                    _ => ::terrace::private::Ok(()),
                }?;
            }
            ::terrace::private::Ok(Self::Moved {
                from: <String as ::terrace::Model>::needed::<__A::Error>(__f0, "from")?,
            })
        }
        fn write_fields<__O: ::terrace::private::write::Object>(
            &self,
            __object: &mut __O,
        ) -> ::terrace::private::Result<(), __O::Error> {
            #[allow(irrefutable_let_patterns)]
            if let Self::Moved { from: __f0 } = self {
                <String as ::terrace::Model>::write_field(
                    __f0,
                    __object,
                    "from",
                    ",\"from\":",
                )?;
            }
            ::terrace::private::Ok(())
        }
    }
    impl ::terrace::private::serde::Serialize for Change {
        fn serialize<__S: ::terrace::private::serde::Serializer>(
            &self,
            __to: __S,
        ) -> ::terrace::private::Result<__S::Ok, __S::Error> {
            <Self as ::terrace::Model>::write(
                self,
                ::terrace::private::write::Serde(__to),
            )
        }
    }
    impl<'de> ::terrace::private::serde::Deserialize<'de> for Change {
        fn deserialize<__D: ::terrace::private::serde::Deserializer<'de>>(
            __from: __D,
        ) -> ::terrace::private::Result<Self, __D::Error> {
            <Self as ::terrace::Model>::read(__from)
        }
    }
    const _: () = {
        ::terrace::private::check::gate::field(
            "Change",
            <Change as ::terrace::Model>::LIFE,
            "Renamed",
            ::terrace::private::Range::ALL,
            <Name as ::terrace::Model>::TYPE.life,
        );
        ::terrace::private::check::gate::field(
            "Change",
            <Change as ::terrace::Model>::LIFE,
            "from",
            ::terrace::private::Range::ALL,
            <String as ::terrace::Model>::TYPE.life,
        );
    };
};
