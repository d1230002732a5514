#[allow(deprecated)]
const _: () = {
    impl<T: Clone + elsewhere::terrace::Model> elsewhere::terrace::Model for Page<T>
    where
        T: Ord,
    {
        const TYPE: elsewhere::terrace::private::Type = {
            elsewhere::terrace::private::check::gate::field(
                "Page",
                Self::LIFE,
                "T",
                elsewhere::terrace::private::Range::ALL,
                <T as elsewhere::terrace::Model>::LIFE,
            );
            elsewhere::terrace::private::check::gate::field(
                "Page",
                <Self as elsewhere::terrace::Model>::LIFE,
                "next_page",
                elsewhere::terrace::private::Range::ALL,
                <Option<String> as elsewhere::terrace::Model>::LIFE,
            );
            elsewhere::terrace::private::check::gate::field(
                "Page",
                <Self as elsewhere::terrace::Model>::LIFE,
                "items",
                elsewhere::terrace::private::Range::ALL,
                <Vec<T> as elsewhere::terrace::Model>::LIFE,
            );
            elsewhere::terrace::private::Type {
                name: elsewhere::terrace::private::Some(elsewhere::terrace::private::Name {
                    base: "Page",
                    parameters: &[<T as elsewhere::terrace::Model>::ty],
                    path: elsewhere::terrace::private::concat!(
                        elsewhere::terrace::private::module_path!(), "::", "Page"
                    ),
                    place: elsewhere::terrace::private::Place {
                        file: elsewhere::terrace::private::file!(),
                        line: elsewhere::terrace::private::line!(),
                    },
                }),
                doc: elsewhere::terrace::private::Doc::NONE,
                life: Self::LIFE,
                shape: elsewhere::terrace::private::Shape::Object(
                    &[
                        elsewhere::terrace::private::Field {
                            name: "nextPage",
                            ty: <Option<String> as elsewhere::terrace::Model>::ty,
                            default: elsewhere::terrace::private::Some(|__version| elsewhere::terrace::private::write::default_text::<
                                Option<String>,
                            >(
                                __version,
                                || {
                                    <Self as elsewhere::terrace::private::Default>::default()
                                        .next_page
                                },
                            )),
                            ..elsewhere::terrace::private::Field::PLAIN
                        },
                        elsewhere::terrace::private::Field {
                            name: "items",
                            ty: <Vec<T> as elsewhere::terrace::Model>::ty,
                            default: elsewhere::terrace::private::Some(|__version| elsewhere::terrace::private::write::default_text::<
                                Vec<T>,
                            >(
                                __version,
                                || {
                                    <Self as elsewhere::terrace::private::Default>::default()
                                        .items
                                },
                            )),
                            ..elsewhere::terrace::private::Field::PLAIN
                        },
                    ],
                ),
                rules: &[],
                example: elsewhere::terrace::private::None,
                remarks: elsewhere::terrace::private::Remarks::NONE,
            }
        };
        const LIFE: elsewhere::terrace::private::Life = elsewhere::terrace::private::Life::ALWAYS
            .and(<T as elsewhere::terrace::Model>::LIFE);
        fn write<__W: elsewhere::terrace::private::write::Writer>(
            &self,
            __to: __W,
        ) -> elsewhere::terrace::private::Result<__W::Ok, __W::Error> {
            <Self as elsewhere::terrace::private::read::Fields>::write_object(self, __to)
        }
        fn read<'de, __D: elsewhere::terrace::private::serde::Deserializer<'de>>(
            __from: __D,
        ) -> elsewhere::terrace::private::Result<Self, __D::Error> {
            <Self as elsewhere::terrace::private::read::Fields>::read_object(__from)
        }
        fn check(&self, __found: &mut elsewhere::terrace::Violations) {
            <Option<
                String,
            > as elsewhere::terrace::Model>::check_field(
                &self.next_page,
                __found,
                "nextPage",
            );
            <Vec<
                T,
            > as elsewhere::terrace::Model>::check_field(&self.items, __found, "items");
        }
        fn reach<'__a>(
            &'__a mut self,
            __reached: &mut elsewhere::terrace::private::batch::Reached<'__a>,
        ) {
            let __value = self;
            <Option<
                String,
            > as elsewhere::terrace::Model>::reach(&mut __value.next_page, __reached);
            <Vec<T> as elsewhere::terrace::Model>::reach(&mut __value.items, __reached);
        }
    }
    impl<T: Clone + elsewhere::terrace::Model> elsewhere::terrace::private::read::Fields
    for Page<T>
    where
        T: Ord,
    {
        const NAMES: &'static [&'static elsewhere::terrace::private::str] = &[
            "nextPage",
            "items",
        ];
        fn read_fields<'de, __A: elsewhere::terrace::private::serde::de::MapAccess<'de>>(
            mut __map: __A,
        ) -> elsewhere::terrace::private::Result<Self, __A::Error> {
            let mut __f0: elsewhere::terrace::private::Option<Option<String>> = elsewhere::terrace::private::None;
            let mut __f1: elsewhere::terrace::private::Option<Vec<T>> = elsewhere::terrace::private::None;
            let mut __expected = 0;
            while let elsewhere::terrace::private::Some(__field) = <Self as elsewhere::terrace::private::read::Fields>::next(
                &mut __map,
                &mut __expected,
            )? {
                match __field {
                    0 => {
                        <Option<
                            String,
                        > as elsewhere::terrace::Model>::read_field(
                            &mut __map,
                            &mut __f0,
                            "nextPage",
                        )
                    }
                    1 => {
                        <Vec<
                            T,
                        > as elsewhere::terrace::Model>::read_field(
                            &mut __map,
                            &mut __f1,
                            "items",
                        )
                    }
                    _ => elsewhere::terrace::private::Ok(()),
                }?;
            }
            let Self { next_page: __d0, items: __d1 } = <Self as elsewhere::terrace::private::Default>::default();
            elsewhere::terrace::private::Ok(Self {
                next_page: match __f0 {
                    elsewhere::terrace::private::Some(__value) => __value,
                    elsewhere::terrace::private::None => __d0,
                },
                items: match __f1 {
                    elsewhere::terrace::private::Some(__value) => __value,
                    elsewhere::terrace::private::None => __d1,
                },
            })
        }
        fn write_fields<__O: elsewhere::terrace::private::write::Object>(
            &self,
            __object: &mut __O,
        ) -> elsewhere::terrace::private::Result<(), __O::Error> {
            <Option<
                String,
            > as elsewhere::terrace::Model>::write_field(
                &self.next_page,
                __object,
                "nextPage",
                ",\"nextPage\":",
            )?;
            <Vec<
                T,
            > as elsewhere::terrace::Model>::write_field(
                &self.items,
                __object,
                "items",
                ",\"items\":",
            )?;
            elsewhere::terrace::private::Ok(())
        }
    }
    impl<
        T: Clone + elsewhere::terrace::Model,
    > elsewhere::terrace::private::serde::Serialize for Page<T>
    where
        T: Ord,
    {
        fn serialize<__S: elsewhere::terrace::private::serde::Serializer>(
            &self,
            __to: __S,
        ) -> elsewhere::terrace::private::Result<__S::Ok, __S::Error> {
            <Self as elsewhere::terrace::Model>::write(
                self,
                elsewhere::terrace::private::write::Serde(__to),
            )
        }
    }
    impl<
        'de,
        T: Clone + elsewhere::terrace::Model,
    > elsewhere::terrace::private::serde::Deserialize<'de> for Page<T>
    where
        T: Ord,
    {
        fn deserialize<__D: elsewhere::terrace::private::serde::Deserializer<'de>>(
            __from: __D,
        ) -> elsewhere::terrace::private::Result<Self, __D::Error> {
            <Self as elsewhere::terrace::Model>::read(__from)
        }
    }
};
