#[allow(deprecated)]
const _: () = {
    impl ::terrace::Model for Gated {
        const TYPE: ::terrace::private::Type = {
            ::terrace::private::Type {
                name: ::terrace::private::Some(::terrace::private::Name {
                    base: "Gated",
                    parameters: &[],
                    path: ::terrace::private::concat!(
                        ::terrace::private::module_path!(), "::", "Gated"
                    ),
                    place: ::terrace::private::Place {
                        file: ::terrace::private::file!(),
                        line: ::terrace::private::line!(),
                    },
                }),
                doc: ::terrace::private::Doc::NONE,
                life: Self::LIFE,
                shape: ::terrace::private::Shape::Object(
                    &[
                        ::terrace::private::Field {
                            name: "size",
                            ty: <u8 as ::terrace::Model>::ty,
                            range: ::terrace::private::Range {
                                since: ::terrace::private::Some(<Nova>::V2_26),
                                until: ::terrace::private::Some(<Nova>::V2_30),
                            },
                            rules: &[
                                ::terrace::private::Constraint {
                                    rule: ::terrace::private::Rule::Range {
                                        minimum: ::terrace::private::Some(1f64),
                                        maximum: ::terrace::private::Some(9f64),
                                    },
                                    range: ::terrace::private::Range {
                                        since: ::terrace::private::Some(<Nova>::V2_27),
                                        until: ::terrace::private::None,
                                    },
                                },
                            ],
                            ..::terrace::private::Field::PLAIN
                        },
                        ::terrace::private::Field {
                            name: "network",
                            ty: <Option<String> as ::terrace::Model>::ty,
                            required_since: ::terrace::private::Some(<Nova>::V2_37),
                            deprecation: ::terrace::private::Deprecation::Since(
                                <Nova>::V2_40,
                            ),
                            default: ::terrace::private::Some(|__version| ::terrace::private::write::default_text::<
                                Option<String>,
                            >(
                                __version,
                                || <Option<
                                    String,
                                > as ::terrace::private::scope::Beyond>::beyond(),
                            )),
                            ..::terrace::private::Field::PLAIN
                        },
                        ::terrace::private::Field {
                            name: "flavor",
                            ty: <u32 as ::terrace::Model>::ty,
                            range: ::terrace::private::Range {
                                since: ::terrace::private::None,
                                until: ::terrace::private::Some(<Nova>::V2_5),
                            },
                            ..::terrace::private::Field::PLAIN
                        },
                        ::terrace::private::Field {
                            name: "flavor",
                            ty: <String as ::terrace::Model>::ty,
                            range: ::terrace::private::Range {
                                since: ::terrace::private::Some(<Nova>::V2_5),
                                until: ::terrace::private::None,
                            },
                            ..::terrace::private::Field::PLAIN
                        },
                        ::terrace::private::Field {
                            name: "host",
                            ty: <Option<String> as ::terrace::Model>::ty,
                            range: ::terrace::private::Range {
                                since: ::terrace::private::Some(<Nova>::V2_9),
                                until: ::terrace::private::None,
                            },
                            access: ::terrace::private::Access::ReadOnly,
                            ..::terrace::private::Field::PLAIN
                        },
                        ::terrace::private::Field {
                            name: "password",
                            ty: <String as ::terrace::Model>::ty,
                            access: ::terrace::private::Access::WriteOnly,
                            ..::terrace::private::Field::PLAIN
                        },
                    ],
                ),
                rules: &[],
                example: ::terrace::private::None,
                remarks: ::terrace::private::Remarks::NONE,
            }
        };
        const LIFE: ::terrace::private::Life = ::terrace::private::Life {
            versions: ::terrace::private::Some(<Nova as ::terrace::Versions>::SET),
            range: ::terrace::private::Range {
                since: ::terrace::private::Some(<Nova>::V2_2),
                until: ::terrace::private::None,
            },
        };
        fn write<__W: ::terrace::private::write::Writer>(
            &self,
            __to: __W,
        ) -> ::terrace::private::Result<__W::Ok, __W::Error> {
            <Self as ::terrace::private::read::Fields>::write_object(self, __to)
        }
        fn read<'de, __D: ::terrace::private::serde::Deserializer<'de>>(
            __from: __D,
        ) -> ::terrace::private::Result<Self, __D::Error> {
            <Self as ::terrace::private::read::Fields>::read_object(__from)
        }
        fn check(&self, __found: &mut ::terrace::Violations) {
            if ::terrace::private::scope::holds(
                &<Self as ::terrace::private::read::Fields<0>>::RANGES[0],
            ) {
                __found
                    .within(
                        "size",
                        |__found| {
                            if ::terrace::private::scope::holds(
                                &::terrace::private::Range {
                                    since: ::terrace::private::Some(<Nova>::V2_27),
                                    until: ::terrace::private::None,
                                },
                            ) {
                                ::terrace::private::rule::range::<
                                    ::terrace::private::i128,
                                    _,
                                    _,
                                >(
                                    __found,
                                    &self.size,
                                    ::terrace::private::Some(1i128),
                                    ::terrace::private::Some(9i128),
                                );
                            }
                            <u8 as ::terrace::Model>::check(&self.size, __found);
                        },
                    );
            }
            <Option<
                String,
            > as ::terrace::Model>::check_field(&self.network, __found, "network");
            if ::terrace::private::scope::holds(
                &<Self as ::terrace::private::read::Fields<0>>::RANGES[2],
            ) {
                <u32 as ::terrace::Model>::check_field(&self.flavor, __found, "flavor");
            }
            if ::terrace::private::scope::holds(
                &<Self as ::terrace::private::read::Fields<0>>::RANGES[3],
            ) {
                <String as ::terrace::Model>::check_field(
                    &self.flavor_name,
                    __found,
                    "flavor",
                );
            }
            if ::terrace::private::scope::holds(
                &<Self as ::terrace::private::read::Fields<0>>::RANGES[4],
            ) && ::terrace::private::scope::sent(::terrace::private::Access::ReadOnly)
            {
                <Option<
                    String,
                > as ::terrace::Model>::check_field(&self.host, __found, "host");
            }
            if ::terrace::private::scope::sent(::terrace::private::Access::WriteOnly) {
                <String as ::terrace::Model>::check_field(
                    &self.password,
                    __found,
                    "password",
                );
            }
        }
        fn reach<'__a>(
            &'__a mut self,
            __reached: &mut ::terrace::private::batch::Reached<'__a>,
        ) {
            let __value = self;
            <u8 as ::terrace::Model>::reach(&mut __value.size, __reached);
            <Option<String> as ::terrace::Model>::reach(&mut __value.network, __reached);
            <u32 as ::terrace::Model>::reach(&mut __value.flavor, __reached);
            <String as ::terrace::Model>::reach(&mut __value.flavor_name, __reached);
            <Option<String> as ::terrace::Model>::reach(&mut __value.host, __reached);
            <String as ::terrace::Model>::reach(&mut __value.password, __reached);
        }
    }
    impl ::terrace::private::read::Fields for Gated {
        const NAMES: &'static [&'static ::terrace::private::str] = &[
            "size",
            "network",
            "flavor",
            "flavor",
            "host",
            "password",
        ];
        const RANGES: &'static [::terrace::private::Range] = &[
            ::terrace::private::Range {
                since: ::terrace::private::Some(<Nova>::V2_26),
                until: ::terrace::private::Some(<Nova>::V2_30),
            },
            ::terrace::private::Range::ALL,
            ::terrace::private::Range {
                since: ::terrace::private::None,
                until: ::terrace::private::Some(<Nova>::V2_5),
            },
            ::terrace::private::Range {
                since: ::terrace::private::Some(<Nova>::V2_5),
                until: ::terrace::private::None,
            },
            ::terrace::private::Range {
                since: ::terrace::private::Some(<Nova>::V2_9),
                until: ::terrace::private::None,
            },
            ::terrace::private::Range::ALL,
        ];
        const ACCESS: &'static [::terrace::private::Access] = &[
            ::terrace::private::Access::ReadWrite,
            ::terrace::private::Access::ReadWrite,
            ::terrace::private::Access::ReadWrite,
            ::terrace::private::Access::ReadWrite,
            ::terrace::private::Access::ReadOnly,
            ::terrace::private::Access::WriteOnly,
        ];
        fn read_fields<'de, __A: ::terrace::private::serde::de::MapAccess<'de>>(
            mut __map: __A,
        ) -> ::terrace::private::Result<Self, __A::Error> {
            let mut __f0: ::terrace::private::Option<u8> = ::terrace::private::None;
            let mut __f1: ::terrace::private::Option<Option<String>> = ::terrace::private::None;
            let mut __f2: ::terrace::private::Option<u32> = ::terrace::private::None;
            let mut __f3: ::terrace::private::Option<String> = ::terrace::private::None;
            let mut __f4: ::terrace::private::Option<Option<String>> = ::terrace::private::None;
            let mut __f5: ::terrace::private::Option<String> = ::terrace::private::None;
            let mut __expected = 0;
            while let ::terrace::private::Some(__field) = <Self as ::terrace::private::read::Fields>::next(
                &mut __map,
                &mut __expected,
            )? {
                match __field {
                    0 => {
                        <u8 as ::terrace::Model>::read_field(
                            &mut __map,
                            &mut __f0,
                            "size",
                        )
                    }
                    1 => {
                        <Option<
                            String,
                        > as ::terrace::Model>::read_field(
                            &mut __map,
                            &mut __f1,
                            "network",
                        )
                    }
                    2 => {
                        <u32 as ::terrace::Model>::read_field(
                            &mut __map,
                            &mut __f2,
                            "flavor",
                        )
                    }
                    3 => {
                        <String as ::terrace::Model>::read_field(
                            &mut __map,
                            &mut __f3,
                            "flavor",
                        )
                    }
                    4 => {
                        <Option<
                            String,
                        > as ::terrace::Model>::read_field(&mut __map, &mut __f4, "host")
                    }
                    5 => {
                        <String as ::terrace::Model>::read_field(
                            &mut __map,
                            &mut __f5,
                            "password",
                        )
                    }
                    _ => ::terrace::private::Ok(()),
                }?;
            }
            ::terrace::private::Ok(Self {
                size: match __f0 {
                    ::terrace::private::Some(__value) => __value,
                    ::terrace::private::None if !(::terrace::private::scope::holds(
                        &<Self as ::terrace::private::read::Fields<0>>::RANGES[0],
                    )) => 7,
                    ::terrace::private::None => {
                        <u8 as ::terrace::Model>::needed::<
                            __A::Error,
                        >(::terrace::private::None, "size")?
                    }
                },
                network: match __f1 {
                    ::terrace::private::Some(__value) => __value,
                    ::terrace::private::None if ::terrace::private::scope::holds(
                        &::terrace::private::Range {
                            since: ::terrace::private::Some(<Nova>::V2_37),
                            until: ::terrace::private::None,
                        },
                    ) => {
                        return ::terrace::private::Err(
                            ::terrace::private::read::missing("network"),
                        );
                    }
                    ::terrace::private::None => {
                        <Option<String> as ::terrace::private::scope::Beyond>::beyond()
                    }
                },
                flavor: match __f2 {
                    ::terrace::private::Some(__value) => __value,
                    ::terrace::private::None if !(::terrace::private::scope::holds(
                        &<Self as ::terrace::private::read::Fields<0>>::RANGES[2],
                    )) => <u32 as ::terrace::private::scope::Beyond>::beyond(),
                    ::terrace::private::None => {
                        <u32 as ::terrace::Model>::needed::<
                            __A::Error,
                        >(::terrace::private::None, "flavor")?
                    }
                },
                flavor_name: match __f3 {
                    ::terrace::private::Some(__value) => __value,
                    ::terrace::private::None if !(::terrace::private::scope::holds(
                        &<Self as ::terrace::private::read::Fields<0>>::RANGES[3],
                    )) => <String as ::terrace::private::scope::Beyond>::beyond(),
                    ::terrace::private::None => {
                        <String as ::terrace::Model>::needed::<
                            __A::Error,
                        >(::terrace::private::None, "flavor")?
                    }
                },
                host: match __f4 {
                    ::terrace::private::Some(__value) => __value,
                    ::terrace::private::None if !(::terrace::private::scope::holds(
                        &<Self as ::terrace::private::read::Fields<0>>::RANGES[4],
                    )
                        && ::terrace::private::scope::sent(
                            ::terrace::private::Access::ReadOnly,
                        )) => {
                        <Option<String> as ::terrace::private::scope::Unsent>::unsent()
                    }
                    ::terrace::private::None => {
                        <Option<
                            String,
                        > as ::terrace::Model>::needed::<
                            __A::Error,
                        >(::terrace::private::None, "host")?
                    }
                },
                password: match __f5 {
                    ::terrace::private::Some(__value) => __value,
                    ::terrace::private::None => {
                        <String as ::terrace::Model>::needed::<
                            __A::Error,
                        >(::terrace::private::None, "password")?
                    }
                },
            })
        }
        fn write_fields<__O: ::terrace::private::write::Object>(
            &self,
            __object: &mut __O,
        ) -> ::terrace::private::Result<(), __O::Error> {
            if ::terrace::private::scope::holds(
                &<Self as ::terrace::private::read::Fields<0>>::RANGES[0],
            ) {
                <u8 as ::terrace::Model>::write_field(
                    &self.size,
                    __object,
                    "size",
                    ",\"size\":",
                )?;
            }
            <Option<
                String,
            > as ::terrace::Model>::write_field(
                &self.network,
                __object,
                "network",
                ",\"network\":",
            )?;
            if ::terrace::private::scope::holds(
                &<Self as ::terrace::private::read::Fields<0>>::RANGES[2],
            ) {
                <u32 as ::terrace::Model>::write_field(
                    &self.flavor,
                    __object,
                    "flavor",
                    ",\"flavor\":",
                )?;
            }
            if ::terrace::private::scope::holds(
                &<Self as ::terrace::private::read::Fields<0>>::RANGES[3],
            ) {
                <String as ::terrace::Model>::write_field(
                    &self.flavor_name,
                    __object,
                    "flavor",
                    ",\"flavor\":",
                )?;
            }
            if ::terrace::private::scope::holds(
                &<Self as ::terrace::private::read::Fields<0>>::RANGES[4],
            ) && ::terrace::private::scope::sent(::terrace::private::Access::ReadOnly)
            {
                <Option<
                    String,
                > as ::terrace::Model>::write_field(
                    &self.host,
                    __object,
                    "host",
                    ",\"host\":",
                )?;
            }
            if ::terrace::private::scope::sent(::terrace::private::Access::WriteOnly) {
                <String as ::terrace::Model>::write_field(
                    &self.password,
                    __object,
                    "password",
                    ",\"password\":",
                )?;
            }
            ::terrace::private::Ok(())
        }
    }
    impl ::terrace::private::serde::Serialize for Gated {
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
    impl<'de> ::terrace::private::serde::Deserialize<'de> for Gated {
        fn deserialize<__D: ::terrace::private::serde::Deserializer<'de>>(
            __from: __D,
        ) -> ::terrace::private::Result<Self, __D::Error> {
            <Self as ::terrace::Model>::read(__from)
        }
    }
    const _: () = {
        ::terrace::private::check::gate::field(
            "Gated",
            <Gated as ::terrace::Model>::LIFE,
            "size",
            ::terrace::private::Range {
                since: ::terrace::private::Some(<Nova>::V2_26),
                until: ::terrace::private::Some(<Nova>::V2_30),
            },
            <u8 as ::terrace::Model>::TYPE.life,
        );
        ::terrace::private::check::gate::field(
            "Gated",
            <Gated as ::terrace::Model>::LIFE,
            "network",
            ::terrace::private::Range::ALL,
            <Option<String> as ::terrace::Model>::TYPE.life,
        );
        ::terrace::private::check::gate::field(
            "Gated",
            <Gated as ::terrace::Model>::LIFE,
            "flavor",
            ::terrace::private::Range {
                since: ::terrace::private::None,
                until: ::terrace::private::Some(<Nova>::V2_5),
            },
            <u32 as ::terrace::Model>::TYPE.life,
        );
        ::terrace::private::check::gate::field(
            "Gated",
            <Gated as ::terrace::Model>::LIFE,
            "flavor_name",
            ::terrace::private::Range {
                since: ::terrace::private::Some(<Nova>::V2_5),
                until: ::terrace::private::None,
            },
            <String as ::terrace::Model>::TYPE.life,
        );
        ::terrace::private::check::gate::field(
            "Gated",
            <Gated as ::terrace::Model>::LIFE,
            "host",
            ::terrace::private::Range {
                since: ::terrace::private::Some(<Nova>::V2_9),
                until: ::terrace::private::None,
            },
            <Option<String> as ::terrace::Model>::TYPE.life,
        );
        ::terrace::private::check::gate::field(
            "Gated",
            <Gated as ::terrace::Model>::LIFE,
            "password",
            ::terrace::private::Range::ALL,
            <String as ::terrace::Model>::TYPE.life,
        );
    };
    const _: () = {
        ::terrace::private::check::gate::life(
            "Gated",
            ::terrace::private::Range {
                since: ::terrace::private::Some(<Nova>::V2_2),
                until: ::terrace::private::None,
            },
        );
        ::terrace::private::check::gate::range(
            "Gated",
            ::terrace::private::Range {
                since: ::terrace::private::Some(<Nova>::V2_2),
                until: ::terrace::private::None,
            },
            "size",
            ::terrace::private::Range {
                since: ::terrace::private::Some(<Nova>::V2_26),
                until: ::terrace::private::Some(<Nova>::V2_30),
            },
        );
        ::terrace::private::check::gate::range(
            "Gated",
            ::terrace::private::Range {
                since: ::terrace::private::Some(<Nova>::V2_2),
                until: ::terrace::private::None,
            },
            "range",
            ::terrace::private::Range {
                since: ::terrace::private::Some(<Nova>::V2_27),
                until: ::terrace::private::None,
            },
        );
        ::terrace::private::check::gate::within(
            "network",
            "required_since",
            <Nova>::V2_37,
            ::terrace::private::Range::ALL,
        );
        ::terrace::private::check::gate::within(
            "network",
            "deprecated_since",
            <Nova>::V2_40,
            ::terrace::private::Range::ALL,
        );
        ::terrace::private::check::gate::range(
            "Gated",
            ::terrace::private::Range {
                since: ::terrace::private::Some(<Nova>::V2_2),
                until: ::terrace::private::None,
            },
            "flavor",
            ::terrace::private::Range {
                since: ::terrace::private::None,
                until: ::terrace::private::Some(<Nova>::V2_5),
            },
        );
        ::terrace::private::check::gate::range(
            "Gated",
            ::terrace::private::Range {
                since: ::terrace::private::Some(<Nova>::V2_2),
                until: ::terrace::private::None,
            },
            "flavor_name",
            ::terrace::private::Range {
                since: ::terrace::private::Some(<Nova>::V2_5),
                until: ::terrace::private::None,
            },
        );
        ::terrace::private::check::gate::apart(
            "`flavor` and `flavor_name` are both written `flavor`",
            ::terrace::private::Range {
                since: ::terrace::private::None,
                until: ::terrace::private::Some(<Nova>::V2_5),
            },
            ::terrace::private::Range {
                since: ::terrace::private::Some(<Nova>::V2_5),
                until: ::terrace::private::None,
            },
        );
        ::terrace::private::check::gate::range(
            "Gated",
            ::terrace::private::Range {
                since: ::terrace::private::Some(<Nova>::V2_2),
                until: ::terrace::private::None,
            },
            "host",
            ::terrace::private::Range {
                since: ::terrace::private::Some(<Nova>::V2_9),
                until: ::terrace::private::None,
            },
        );
    };
};
#[allow(deprecated)]
const _: () = {
    impl ::terrace::Model for State {
        const TYPE: ::terrace::private::Type = {
            ::terrace::private::Type {
                name: ::terrace::private::Some(::terrace::private::Name {
                    base: "State",
                    parameters: &[],
                    path: ::terrace::private::concat!(
                        ::terrace::private::module_path!(), "::", "State"
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
                            name: "Active",
                            doc: ::terrace::private::Doc::NONE,
                            range: ::terrace::private::Range::ALL,
                            deprecation: ::terrace::private::Deprecation::No,
                            shape: ::terrace::private::Shape::Null,
                        },
                        ::terrace::private::Variant {
                            name: "Shelved",
                            doc: ::terrace::private::Doc::NONE,
                            range: ::terrace::private::Range {
                                since: ::terrace::private::Some(<Nova>::V2_8),
                                until: ::terrace::private::None,
                            },
                            deprecation: ::terrace::private::Deprecation::No,
                            shape: ::terrace::private::Shape::Object(
                                &[
                                    ::terrace::private::Field {
                                        name: "host",
                                        ty: <Option<String> as ::terrace::Model>::ty,
                                        range: ::terrace::private::Range {
                                            since: ::terrace::private::Some(<Nova>::V2_9),
                                            until: ::terrace::private::None,
                                        },
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
        const LIFE: ::terrace::private::Life = ::terrace::private::Life {
            versions: ::terrace::private::Some(<Nova as ::terrace::Versions>::SET),
            range: ::terrace::private::Range::ALL,
        };
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
                Self::Active => {}
                Self::Shelved { host: __f0 } => {
                    __found
                        .within(
                            "Shelved",
                            |__found| {
                                if ::terrace::private::scope::holds(
                                    &<Self as ::terrace::private::read::Fields<2>>::RANGES[0],
                                ) {
                                    <Option<
                                        String,
                                    > as ::terrace::Model>::check_field(__f0, __found, "host");
                                }
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
                Self::Shelved { host: __f0 } => {
                    <Option<String> as ::terrace::Model>::reach(__f0, __reached);
                }
                _ => {}
            }
        }
    }
    impl ::terrace::private::variants::Variants for State {
        const NAMES: &'static [&'static ::terrace::private::str] = &[
            "Active",
            "Shelved",
        ];
        const EMPTY: &'static [::terrace::private::bool] = &[true, false];
        const RANGES: &'static [::terrace::private::Range] = &[
            ::terrace::private::Range::ALL,
            ::terrace::private::Range {
                since: ::terrace::private::Some(<Nova>::V2_8),
                until: ::terrace::private::None,
            },
        ];
        fn variant(&self) -> ::terrace::private::usize {
            match self {
                Self::Active { .. } => 0,
                Self::Shelved { .. } => 1,
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
                _ => <Self as ::terrace::private::read::Fields<2>>::read_object(__from),
            }
        }
        fn write_content<__W: ::terrace::private::write::Writer>(
            &self,
            __to: __W,
        ) -> ::terrace::private::Result<__W::Ok, __W::Error> {
            match self {
                Self::Active => <() as ::terrace::Model>::write(&(), __to),
                Self::Shelved { .. } => {
                    <Self as ::terrace::private::read::Fields<
                        2,
                    >>::write_object(self, __to)
                }
            }
        }
    }
    impl ::terrace::private::read::Fields<2> for State {
        const NAMES: &'static [&'static ::terrace::private::str] = &["host"];
        const RANGES: &'static [::terrace::private::Range] = &[
            ::terrace::private::Range {
                since: ::terrace::private::Some(<Nova>::V2_9),
                until: ::terrace::private::None,
            },
        ];
        fn read_fields<'de, __A: ::terrace::private::serde::de::MapAccess<'de>>(
            mut __map: __A,
        ) -> ::terrace::private::Result<Self, __A::Error> {
            let mut __f0: ::terrace::private::Option<Option<String>> = ::terrace::private::None;
            let mut __expected = 0;
            while let ::terrace::private::Some(__field) = <Self as ::terrace::private::read::Fields<
                2,
            >>::next(&mut __map, &mut __expected)? {
                match __field {
                    0 => {
                        <Option<
                            String,
                        > as ::terrace::Model>::read_field(&mut __map, &mut __f0, "host")
                    }
                    _ => ::terrace::private::Ok(()),
                }?;
            }
            ::terrace::private::Ok(Self::Shelved {
                host: match __f0 {
                    ::terrace::private::Some(__value) => __value,
                    ::terrace::private::None if !(::terrace::private::scope::holds(
                        &<Self as ::terrace::private::read::Fields<2>>::RANGES[0],
                    )) => <Option<String> as ::terrace::private::scope::Beyond>::beyond(),
                    ::terrace::private::None => {
                        <Option<
                            String,
                        > as ::terrace::Model>::needed::<
                            __A::Error,
                        >(::terrace::private::None, "host")?
                    }
                },
            })
        }
        fn write_fields<__O: ::terrace::private::write::Object>(
            &self,
            __object: &mut __O,
        ) -> ::terrace::private::Result<(), __O::Error> {
            #[allow(irrefutable_let_patterns)]
            if let Self::Shelved { host: __f0 } = self {
                if ::terrace::private::scope::holds(
                    &<Self as ::terrace::private::read::Fields<2>>::RANGES[0],
                ) {
                    <Option<
                        String,
                    > as ::terrace::Model>::write_field(
                        __f0,
                        __object,
                        "host",
                        ",\"host\":",
                    )?;
                }
            }
            ::terrace::private::Ok(())
        }
    }
    impl ::terrace::private::serde::Serialize for State {
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
    impl<'de> ::terrace::private::serde::Deserialize<'de> for State {
        fn deserialize<__D: ::terrace::private::serde::Deserializer<'de>>(
            __from: __D,
        ) -> ::terrace::private::Result<Self, __D::Error> {
            <Self as ::terrace::Model>::read(__from)
        }
    }
    const _: () = {
        ::terrace::private::check::gate::field(
            "State",
            <State as ::terrace::Model>::LIFE,
            "host",
            ::terrace::private::Range {
                since: ::terrace::private::Some(<Nova>::V2_8),
                until: ::terrace::private::None,
            }
                .and(::terrace::private::Range {
                    since: ::terrace::private::Some(<Nova>::V2_9),
                    until: ::terrace::private::None,
                }),
            <Option<String> as ::terrace::Model>::TYPE.life,
        );
    };
    const _: () = {
        ::terrace::private::check::gate::range(
            "State",
            ::terrace::private::Range::ALL,
            "Shelved",
            ::terrace::private::Range {
                since: ::terrace::private::Some(<Nova>::V2_8),
                until: ::terrace::private::None,
            },
        );
        ::terrace::private::check::gate::range(
            "State",
            ::terrace::private::Range::ALL,
            "host",
            ::terrace::private::Range {
                since: ::terrace::private::Some(<Nova>::V2_9),
                until: ::terrace::private::None,
            },
        );
    };
};
