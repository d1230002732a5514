#[allow(deprecated)]
const _: () = {
    impl ::terrace::Model for Detail {
        const TYPE: ::terrace::private::Type = {
            ::terrace::private::Type {
                name: ::terrace::private::Some(::terrace::private::Name {
                    base: "Detail",
                    parameters: &[],
                    path: ::terrace::private::concat!(
                        ::terrace::private::module_path!(), "::", "Detail"
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
                            "id",
                            <u32 as ::terrace::Model>::ty,
                        ),
                        ::terrace::private::Field {
                            name: "summary",
                            ty: <Summary as ::terrace::Model>::ty,
                            is_flattened: true,
                            ..::terrace::private::Field::PLAIN
                        },
                    ],
                ),
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
            <Self as ::terrace::private::read::Fields>::write_object(self, __to)
        }
        fn read<'de, __D: ::terrace::private::serde::Deserializer<'de>>(
            __from: __D,
        ) -> ::terrace::private::Result<Self, __D::Error> {
            <Self as ::terrace::private::read::Fields>::read_object(__from)
        }
        fn check(&self, __found: &mut ::terrace::Violations) {
            <u32 as ::terrace::Model>::check_field(&self.id, __found, "id");
            <Summary as ::terrace::Model>::check(&self.summary, __found);
        }
        fn reach<'__a>(
            &'__a mut self,
            __reached: &mut ::terrace::private::batch::Reached<'__a>,
        ) {
            let __value = self;
            <u32 as ::terrace::Model>::reach(&mut __value.id, __reached);
            <Summary as ::terrace::Model>::reach(&mut __value.summary, __reached);
        }
    }
    impl ::terrace::private::read::Fields for Detail {
        const NAMES: &'static [&'static ::terrace::private::str] = &["id"];
        const FLATTENED: &'static [&'static ::terrace::private::FieldNames] = &[
            &<Summary as ::terrace::private::read::Fields>::ALL,
        ];
        fn read_fields<'de, __A: ::terrace::private::serde::de::MapAccess<'de>>(
            mut __map: __A,
        ) -> ::terrace::private::Result<Self, __A::Error> {
            let mut __f0: ::terrace::private::Option<u32> = ::terrace::private::None;
            let mut __kept: [::terrace::private::read::Kept; 1usize] = ::terrace::private::Default::default();
            let mut __expected = 0;
            while let ::terrace::private::Some(__field) = <Self as ::terrace::private::read::Fields>::next_or_keep(
                &mut __map,
                &mut __expected,
                &mut __kept,
            )? {
                match __field {
                    0 => {
                        <u32 as ::terrace::Model>::read_field(
                            &mut __map,
                            &mut __f0,
                            "id",
                        )
                    }
                    _ => ::terrace::private::Ok(()),
                }?;
            }
            ::terrace::private::Ok(Self {
                id: <u32 as ::terrace::Model>::needed::<__A::Error>(__f0, "id")?,
                summary: <Summary as ::terrace::private::read::Fields>::read_kept::<
                    __A::Error,
                >(&mut __kept[0])?,
            })
        }
        fn write_fields<__O: ::terrace::private::write::Object>(
            &self,
            __object: &mut __O,
        ) -> ::terrace::private::Result<(), __O::Error> {
            <u32 as ::terrace::Model>::write_field(
                &self.id,
                __object,
                "id",
                ",\"id\":",
            )?;
            <Summary as ::terrace::private::read::Fields>::write_fields(
                &self.summary,
                __object,
            )?;
            ::terrace::private::Ok(())
        }
    }
    impl ::terrace::private::serde::Serialize for Detail {
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
    impl<'de> ::terrace::private::serde::Deserialize<'de> for Detail {
        fn deserialize<__D: ::terrace::private::serde::Deserializer<'de>>(
            __from: __D,
        ) -> ::terrace::private::Result<Self, __D::Error> {
            <Self as ::terrace::Model>::read(__from)
        }
    }
    const _: () = {
        ::terrace::private::check::gate::field(
            "Detail",
            <Detail as ::terrace::Model>::LIFE,
            "id",
            ::terrace::private::Range::ALL,
            <u32 as ::terrace::Model>::TYPE.life,
        );
        ::terrace::private::check::gate::field(
            "Detail",
            <Detail as ::terrace::Model>::LIFE,
            "summary",
            ::terrace::private::Range::ALL,
            <Summary as ::terrace::Model>::TYPE.life,
        );
        ::terrace::private::check::flatten::field(
            "summary",
            &<Detail as ::terrace::private::read::Fields<0>>::ALL,
            0usize,
        );
    };
};
