#[allow(deprecated)]
const _: () = {
    impl ::terrace::Model for Server {
        const TYPE: ::terrace::private::Type = {
            ::terrace::private::Type {
                name: ::terrace::private::Some(::terrace::private::Name {
                    base: "Server",
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
                    description: "",
                },
                life: Self::LIFE,
                shape: ::terrace::private::Shape::Object(
                    &[
                        ::terrace::private::Field::plain(
                            "name",
                            <String as ::terrace::Model>::ty,
                        ),
                        ::terrace::private::Field {
                            name: "place",
                            ty: <Place as ::terrace::Model>::ty,
                            is_flattened: true,
                            ..::terrace::private::Field::PLAIN
                        },
                        ::terrace::private::open::field::<Self>(),
                    ],
                ),
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
            <Self as ::terrace::private::read::Fields>::write_object(self, __to)
        }
        fn read<'de, __D: ::terrace::private::serde::Deserializer<'de>>(
            __from: __D,
        ) -> ::terrace::private::Result<Self, __D::Error> {
            <Self as ::terrace::private::read::Fields>::read_object(__from)
        }
        fn check(&self, __found: &mut ::terrace::Violations) {
            <String as ::terrace::Model>::check_field(&self.name, __found, "name");
            <Place as ::terrace::Model>::check(&self.place, __found);
            ::terrace::private::open::check::<Self>(self, __found);
        }
        fn reach<'__a>(
            &'__a mut self,
            __reached: &mut ::terrace::private::batch::Reached<'__a>,
        ) {
            let ::terrace::private::Some(__value) = __reached.take::<Self>(self) else {
                return
            };
            <String as ::terrace::Model>::reach(&mut __value.name, __reached);
            <Place as ::terrace::Model>::reach(&mut __value.place, __reached);
        }
    }
    impl ::terrace::private::read::Fields for Server {
        const NAMES: &'static [&'static ::terrace::private::str] = &["name"];
        const FLATTENED: &'static [&'static ::terrace::private::FieldNames] = &[
            &<Place as ::terrace::private::read::Fields>::ALL,
        ];
        const OPEN: ::terrace::private::Option<::terrace::private::TypeId> = ::terrace::private::Some(
            ::terrace::private::TypeId::of::<Self>(),
        );
        fn read_fields<'de, __A: ::terrace::private::serde::de::MapAccess<'de>>(
            mut __map: __A,
        ) -> ::terrace::private::Result<Self, __A::Error> {
            let mut __f0: ::terrace::private::Option<String> = ::terrace::private::None;
            let mut __kept: [::terrace::private::read::Kept; 1usize] = ::terrace::private::Default::default();
            let mut __brought = <::terrace::private::open::Brought as ::terrace::private::Default>::default();
            let mut __expected = 0;
            while let ::terrace::private::Some(__field) = <Self as ::terrace::private::read::Fields>::next_or_bring(
                &mut __map,
                &mut __expected,
                &mut __kept,
                &mut __brought,
            )? {
                match __field {
                    0 => {
                        <String as ::terrace::Model>::read_field(
                            &mut __map,
                            &mut __f0,
                            "name",
                        )
                    }
                    _ => ::terrace::private::Ok(()),
                }?;
            }
            ::terrace::private::Ok(Self {
                name: <String as ::terrace::Model>::needed::<__A::Error>(__f0, "name")?,
                place: <Place as ::terrace::private::read::Fields>::read_kept::<
                    __A::Error,
                >(&mut __kept[0])?,
                extra: <Extra<
                    Server,
                > as ::terrace::private::open::Slot<
                    Self,
                >>::holding(
                    ::terrace::private::open::read::<Self, __A::Error>(__brought)?,
                ),
            })
        }
        fn write_fields<__O: ::terrace::private::write::Object>(
            &self,
            __object: &mut __O,
        ) -> ::terrace::private::Result<(), __O::Error> {
            <String as ::terrace::Model>::write_field(
                &self.name,
                __object,
                "name",
                ",\"name\":",
            )?;
            <Place as ::terrace::private::read::Fields>::write_fields(
                &self.place,
                __object,
            )?;
            ::terrace::private::open::write::<Self, __O>(self, __object)?;
            ::terrace::private::Ok(())
        }
    }
    impl ::terrace::private::open::Open for Server {
        fn extra(&self) -> &::terrace::Extra<Self> {
            <Extra<Server> as ::terrace::private::open::Slot<Self>>::extra(&self.extra)
        }
        fn extra_mut(&mut self) -> &mut ::terrace::Extra<Self> {
            <Extra<
                Server,
            > as ::terrace::private::open::Slot<Self>>::extra_mut(&mut self.extra)
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
            "name",
            ::terrace::private::Range::ALL,
            <String as ::terrace::Model>::TYPE.life,
        );
        ::terrace::private::check::gate::field(
            "Server",
            <Server as ::terrace::Model>::LIFE,
            "place",
            ::terrace::private::Range::ALL,
            <Place as ::terrace::Model>::TYPE.life,
        );
        ::terrace::private::check::flatten::field(
            "place",
            &<Server as ::terrace::private::read::Fields<0>>::ALL,
            0usize,
        );
    };
};
#[allow(deprecated)]
const _: () = {
    impl ::terrace::Model for Rack {
        const TYPE: ::terrace::private::Type = {
            ::terrace::private::Type {
                name: ::terrace::private::Some(::terrace::private::Name {
                    base: "Rack",
                    parameters: &[],
                    path: ::terrace::private::concat!(
                        ::terrace::private::module_path!(), "::", "Rack"
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
                        ::terrace::private::Field::plain(
                            "ACME:row",
                            <u8 as ::terrace::Model>::ty,
                        ),
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
                since: ::terrace::private::Some(<Nova>::V2_3),
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
            <u8 as ::terrace::Model>::check_field(&self.row, __found, "ACME:row");
        }
        fn reach<'__a>(
            &'__a mut self,
            __reached: &mut ::terrace::private::batch::Reached<'__a>,
        ) {
            let __value = self;
            <u8 as ::terrace::Model>::reach(&mut __value.row, __reached);
        }
    }
    impl ::terrace::private::read::Fields for Rack {
        const NAMES: &'static [&'static ::terrace::private::str] = &["ACME:row"];
        fn read_fields<'de, __A: ::terrace::private::serde::de::MapAccess<'de>>(
            mut __map: __A,
        ) -> ::terrace::private::Result<Self, __A::Error> {
            let mut __f0: ::terrace::private::Option<u8> = ::terrace::private::None;
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
                            "ACME:row",
                        )
                    }
                    _ => ::terrace::private::Ok(()),
                }?;
            }
            ::terrace::private::Ok(Self {
                row: <u8 as ::terrace::Model>::needed::<__A::Error>(__f0, "ACME:row")?,
            })
        }
        fn write_fields<__O: ::terrace::private::write::Object>(
            &self,
            __object: &mut __O,
        ) -> ::terrace::private::Result<(), __O::Error> {
            <u8 as ::terrace::Model>::write_field(
                &self.row,
                __object,
                "ACME:row",
                ",\"ACME:row\":",
            )?;
            ::terrace::private::Ok(())
        }
    }
    impl ::terrace::Addition for Rack {
        type Of = compute::Server;
    }
    const _: () = ::terrace::private::check::addition::life(
        &<Rack as ::terrace::Addition>::TABLE,
    );
    const _: () = ::terrace::private::check::addition::field(
        &<Rack as ::terrace::Addition>::TABLE,
        &<compute::Server as ::terrace::private::read::Fields>::ALL,
        0,
    );
    impl ::terrace::private::serde::Serialize for Rack {
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
    impl<'de> ::terrace::private::serde::Deserialize<'de> for Rack {
        fn deserialize<__D: ::terrace::private::serde::Deserializer<'de>>(
            __from: __D,
        ) -> ::terrace::private::Result<Self, __D::Error> {
            <Self as ::terrace::Model>::read(__from)
        }
    }
    const _: () = {
        ::terrace::private::check::gate::field(
            "Rack",
            <Rack as ::terrace::Model>::LIFE,
            "row",
            ::terrace::private::Range::ALL,
            <u8 as ::terrace::Model>::TYPE.life,
        );
    };
    const _: () = {
        ::terrace::private::check::gate::life(
            "Rack",
            ::terrace::private::Range {
                since: ::terrace::private::Some(<Nova>::V2_3),
                until: ::terrace::private::None,
            },
        );
    };
};
