#[allow(deprecated)]
const _: () = {
    impl ::terrace::Model for Server {
        const TYPE: ::terrace::private::Type = {
            ::terrace::private::Type {
                name: ::terrace::private::Some(::terrace::private::Name {
                    base: "Machine",
                    parameters: &[],
                    path: ::terrace::private::concat!(
                        ::terrace::private::module_path!(), "::", "Server"
                    ),
                    place: ::terrace::private::Place {
                        file: ::terrace::private::file!(),
                        line: ::terrace::private::line!(),
                    },
                }),
                doc: ::terrace::private::Doc {
                    summary: "A virtual machine",
                    description: "It runs.",
                },
                life: Self::LIFE,
                shape: ::terrace::private::Shape::Object(
                    &[
                        ::terrace::private::Field {
                            name: "id",
                            ty: <i8 as ::terrace::Model>::ty,
                            doc: ::terrace::private::Doc {
                                summary: "Its number",
                                description: "",
                            },
                            rules: &[
                                ::terrace::private::Constraint {
                                    rule: ::terrace::private::Rule::Range {
                                        minimum: ::terrace::private::Some(-1f64),
                                        maximum: ::terrace::private::Some(10f64),
                                    },
                                    range: ::terrace::private::Range::ALL,
                                },
                            ],
                            example: ::terrace::private::Some(|__version| ::terrace::private::example::json::<
                                i8,
                            >(
                                __version,
                                "7",
                                |__value, __found| {
                                    ::terrace::private::rule::range::<
                                        ::terrace::private::i128,
                                        _,
                                        _,
                                    >(
                                        __found,
                                        __value,
                                        ::terrace::private::Some(-1i128),
                                        ::terrace::private::Some(10i128),
                                    );
                                },
                            )),
                            ..::terrace::private::Field::PLAIN
                        },
                        ::terrace::private::Field {
                            name: "tags",
                            ty: <Vec<Tag> as ::terrace::Model>::ty,
                            rules: &[
                                ::terrace::private::Constraint {
                                    rule: ::terrace::private::Rule::Items(::terrace::private::schema::Bounds {
                                        minimum: 0usize,
                                        maximum: ::terrace::private::Some(5usize),
                                    }),
                                    range: ::terrace::private::Range::ALL,
                                },
                                ::terrace::private::Constraint {
                                    rule: ::terrace::private::Rule::Unique,
                                    range: ::terrace::private::Range::ALL,
                                },
                            ],
                            default: ::terrace::private::Some(|__version| ::terrace::private::write::default_text::<
                                Vec<Tag>,
                            >(
                                __version,
                                || <Vec<Tag> as ::terrace::private::Default>::default(),
                            )),
                            always_written: false,
                            ..::terrace::private::Field::PLAIN
                        },
                        ::terrace::private::Field {
                            name: "OS-EXT:next",
                            ty: <Option<Box<Server>> as ::terrace::Model>::ty,
                            default: ::terrace::private::Some(|__version| ::terrace::private::write::default_text::<
                                Option<Box<Server>>,
                            >(__version, || nothing())),
                            ..::terrace::private::Field::PLAIN
                        },
                    ],
                ),
                rules: &[],
                example: ::terrace::private::Some(|__version| ::terrace::private::example::json::<
                    Self,
                >(__version, "{\"id\":1}", |_, _| {})),
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
            <Self as ::terrace::private::read::Fields>::write_object(self, __to)
        }
        fn read<'de, __D: ::terrace::private::serde::Deserializer<'de>>(
            __from: __D,
        ) -> ::terrace::private::Result<Self, __D::Error> {
            <Self as ::terrace::private::read::Fields>::read_object(__from)
        }
        fn check(&self, __found: &mut ::terrace::Violations) {
            __found
                .within(
                    "id",
                    |__found| {
                        ::terrace::private::rule::range::<
                            ::terrace::private::i128,
                            _,
                            _,
                        >(
                            __found,
                            &self.id,
                            ::terrace::private::Some(-1i128),
                            ::terrace::private::Some(10i128),
                        );
                        <i8 as ::terrace::Model>::check(&self.id, __found);
                    },
                );
            __found
                .within(
                    "tags",
                    |__found| {
                        ::terrace::private::rule::items(
                            __found,
                            &self.tags,
                            0usize,
                            ::terrace::private::Some(5usize),
                        );
                        ::terrace::private::rule::unique(__found, &self.tags);
                        <Vec<Tag> as ::terrace::Model>::check(&self.tags, __found);
                    },
                );
            <Option<
                Box<Server>,
            > as ::terrace::Model>::check_field(&self.next, __found, "OS-EXT:next");
        }
        fn reach<'__a>(
            &'__a mut self,
            __reached: &mut ::terrace::private::batch::Reached<'__a>,
        ) {
            let __value = self;
            <i8 as ::terrace::Model>::reach(&mut __value.id, __reached);
            <Vec<Tag> as ::terrace::Model>::reach(&mut __value.tags, __reached);
            <Option<
                Box<Server>,
            > as ::terrace::Model>::reach(&mut __value.next, __reached);
        }
    }
    impl ::terrace::private::read::Fields for Server {
        const NAMES: &'static [&'static ::terrace::private::str] = &[
            "id",
            "tags",
            "OS-EXT:next",
        ];
        fn read_fields<'de, __A: ::terrace::private::serde::de::MapAccess<'de>>(
            mut __map: __A,
        ) -> ::terrace::private::Result<Self, __A::Error> {
            let mut __f0: ::terrace::private::Option<i8> = ::terrace::private::None;
            let mut __f1: ::terrace::private::Option<Vec<Tag>> = ::terrace::private::None;
            let mut __f2: ::terrace::private::Option<Option<Box<Server>>> = ::terrace::private::None;
            let mut __expected = 0;
            while let ::terrace::private::Some(__field) = <Self as ::terrace::private::read::Fields>::next(
                &mut __map,
                &mut __expected,
            )? {
                match __field {
                    0 => {
                        <i8 as ::terrace::Model>::read_field(&mut __map, &mut __f0, "id")
                    }
                    1 => {
                        <Vec<
                            Tag,
                        > as ::terrace::Model>::read_field(&mut __map, &mut __f1, "tags")
                    }
                    2 => {
                        <Option<
                            Box<Server>,
                        > as ::terrace::Model>::read_field(
                            &mut __map,
                            &mut __f2,
                            "OS-EXT:next",
                        )
                    }
                    _ => ::terrace::private::Ok(()),
                }?;
            }
            ::terrace::private::Ok(Self {
                id: <i8 as ::terrace::Model>::needed::<__A::Error>(__f0, "id")?,
                tags: match __f1 {
                    ::terrace::private::Some(__value) => __value,
                    ::terrace::private::None => {
                        <Vec<Tag> as ::terrace::private::Default>::default()
                    }
                },
                next: match __f2 {
                    ::terrace::private::Some(__value) => __value,
                    ::terrace::private::None => nothing(),
                },
            })
        }
        fn write_fields<__O: ::terrace::private::write::Object>(
            &self,
            __object: &mut __O,
        ) -> ::terrace::private::Result<(), __O::Error> {
            <i8 as ::terrace::Model>::write_field(&self.id, __object, "id", ",\"id\":")?;
            if !Vec::is_empty(&self.tags) {
                <Vec<
                    Tag,
                > as ::terrace::Model>::write_field(
                    &self.tags,
                    __object,
                    "tags",
                    ",\"tags\":",
                )?;
            }
            <Option<
                Box<Server>,
            > as ::terrace::Model>::write_field(
                &self.next,
                __object,
                "OS-EXT:next",
                ",\"OS-EXT:next\":",
            )?;
            ::terrace::private::Ok(())
        }
    }
    impl ::terrace::private::serde::Serialize for Server {
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
    impl<'de> ::terrace::private::serde::Deserialize<'de> for Server {
        fn deserialize<__D: ::terrace::private::serde::Deserializer<'de>>(
            __from: __D,
        ) -> ::terrace::private::Result<Self, __D::Error> {
            <Self as ::terrace::Model>::read(__from)
        }
    }
    const _: () = {
        ::terrace::private::check::gate::field(
            "Server",
            <Server as ::terrace::Model>::LIFE,
            "id",
            ::terrace::private::Range::ALL,
            <i8 as ::terrace::Model>::TYPE.life,
        );
        ::terrace::private::check::gate::field(
            "Server",
            <Server as ::terrace::Model>::LIFE,
            "tags",
            ::terrace::private::Range::ALL,
            <Vec<Tag> as ::terrace::Model>::TYPE.life,
        );
        ::terrace::private::check::gate::field(
            "Server",
            <Server as ::terrace::Model>::LIFE,
            "next",
            ::terrace::private::Range::ALL,
            <Option<Box<Server>> as ::terrace::Model>::TYPE.life,
        );
    };
};
#[allow(deprecated)]
const _: () = {
    impl ::terrace::Model for Tag {
        const TYPE: ::terrace::private::Type = {
            ::terrace::private::Type {
                name: ::terrace::private::Some(::terrace::private::Name {
                    base: "Tag",
                    parameters: &[],
                    path: ::terrace::private::concat!(
                        ::terrace::private::module_path!(), "::", "Tag"
                    ),
                    place: ::terrace::private::Place {
                        file: ::terrace::private::file!(),
                        line: ::terrace::private::line!(),
                    },
                }),
                doc: ::terrace::private::Doc::NONE,
                life: Self::LIFE,
                shape: ::terrace::private::Shape::Same(<String as ::terrace::Model>::ty),
                rules: &[
                    ::terrace::private::Constraint {
                        rule: ::terrace::private::Rule::Length(::terrace::private::schema::Bounds {
                            minimum: 1usize,
                            maximum: ::terrace::private::Some(60usize),
                        }),
                        range: ::terrace::private::Range::ALL,
                    },
                ],
                example: ::terrace::private::None,
                remarks: ::terrace::private::Remarks::NONE,
            }
        };
        const LIFE: ::terrace::private::Life = ::terrace::private::Life::ALWAYS;
        fn write<__W: ::terrace::private::write::Writer>(
            &self,
            __to: __W,
        ) -> ::terrace::private::Result<__W::Ok, __W::Error> {
            <String as ::terrace::Model>::write(&self.0, __to)
        }
        fn read<'de, __D: ::terrace::private::serde::Deserializer<'de>>(
            __from: __D,
        ) -> ::terrace::private::Result<Self, __D::Error> {
            ::terrace::private::Ok(Self(<String as ::terrace::Model>::read(__from)?))
        }
        fn check(&self, __found: &mut ::terrace::Violations) {
            ::terrace::private::rule::length(
                __found,
                &self.0,
                1usize,
                ::terrace::private::Some(60usize),
            );
            <String as ::terrace::Model>::check(&self.0, __found);
        }
        fn reach<'__a>(
            &'__a mut self,
            __reached: &mut ::terrace::private::batch::Reached<'__a>,
        ) {
            let __value = self;
            <String as ::terrace::Model>::reach(&mut __value.0, __reached);
        }
    }
    impl ::terrace::private::Wraps<String> for Tag {
        fn inner(&self) -> &String {
            &self.0
        }
    }
    impl ::terrace::Parameter for Tag
    where
        for<'__a> String: ::terrace::Parameter,
    {}
    impl ::terrace::Key for Tag
    where
        for<'__a> String: ::terrace::Key,
    {
        fn from_key(
            __text: &::terrace::private::str,
        ) -> ::terrace::private::Result<Self, ::terrace::private::std::string::String> {
            <String as ::terrace::Key>::from_key(__text).map(Self)
        }
    }
    impl ::terrace::private::serde::Serialize for Tag {
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
    impl<'de> ::terrace::private::serde::Deserialize<'de> for Tag {
        fn deserialize<__D: ::terrace::private::serde::Deserializer<'de>>(
            __from: __D,
        ) -> ::terrace::private::Result<Self, __D::Error> {
            <Self as ::terrace::Model>::read(__from)
        }
    }
    const _: () = {
        ::terrace::private::check::gate::field(
            "Tag",
            <Tag as ::terrace::Model>::LIFE,
            "0",
            ::terrace::private::Range::ALL,
            <String as ::terrace::Model>::TYPE.life,
        );
    };
};
