#[allow(deprecated)]
const _: () = {
    impl ::terrace::Model for Server {
        const TYPE: ::terrace::private::Type = {
            ::core::compile_error! {
                "unknown key `vesrions`\nhelp: did you mean `versions`?"
            }
            ::core::compile_error! {
                "unknown key `lenght`\nhelp: did you mean `length`?"
            }
            ::core::compile_error! {
                "a model has no `alias` of serde's\nhelp: have a field for each name, and let `#[until]` and `#[since]` say when"
            }
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
                doc: ::terrace::private::Doc::NONE,
                life: Self::LIFE,
                shape: ::terrace::private::Shape::Object(
                    &[
                        ::terrace::private::Field::plain(
                            "name",
                            <String as ::terrace::Model>::ty,
                        ),
                        ::terrace::private::Field::plain(
                            "id",
                            <Uuid as ::terrace::Model>::ty,
                        ),
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
            <String as ::terrace::Model>::check_field(&self.name, __found, "name");
            <Uuid as ::terrace::Model>::check_field(&self.id, __found, "id");
        }
        fn reach<'__a>(
            &'__a mut self,
            __reached: &mut ::terrace::private::batch::Reached<'__a>,
        ) {
            let __value = self;
            <String as ::terrace::Model>::reach(&mut __value.name, __reached);
            <Uuid as ::terrace::Model>::reach(&mut __value.id, __reached);
        }
    }
    impl ::terrace::private::read::Fields for Server {
        const NAMES: &'static [&'static ::terrace::private::str] = &["name", "id"];
        fn read_fields<'de, __A: ::terrace::private::serde::de::MapAccess<'de>>(
            mut __map: __A,
        ) -> ::terrace::private::Result<Self, __A::Error> {
            let mut __f0: ::terrace::private::Option<String> = ::terrace::private::None;
            let mut __f1: ::terrace::private::Option<Uuid> = ::terrace::private::None;
            let mut __expected = 0;
            while let ::terrace::private::Some(__field) = <Self as ::terrace::private::read::Fields>::next(
                &mut __map,
                &mut __expected,
            )? {
                match __field {
                    0 => {
                        <String as ::terrace::Model>::read_field(
                            &mut __map,
                            &mut __f0,
                            "name",
                        )
                    }
                    1 => {
                        <Uuid as ::terrace::Model>::read_field(
                            &mut __map,
                            &mut __f1,
                            "id",
                        )
                    }
                    _ => ::terrace::private::Ok(()),
                }?;
            }
            ::terrace::private::Ok(Self {
                name: <String as ::terrace::Model>::needed::<__A::Error>(__f0, "name")?,
                id: <Uuid as ::terrace::Model>::needed::<__A::Error>(__f1, "id")?,
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
            <Uuid as ::terrace::Model>::write_field(
                &self.id,
                __object,
                "id",
                ",\"id\":",
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
            "name",
            ::terrace::private::Range::ALL,
            <String as ::terrace::Model>::TYPE.life,
        );
        ::terrace::private::check::gate::field(
            "Server",
            <Server as ::terrace::Model>::LIFE,
            "id",
            ::terrace::private::Range::ALL,
            <Uuid as ::terrace::Model>::TYPE.life,
        );
    };
};
#[allow(deprecated)]
const _: () = {
    impl ::terrace::Model for Point {
        const TYPE: ::terrace::private::Type = {
            ::core::compile_error! {
                "the fields of `Point` have no names on the wire\nhelp: write `Point { first: …, second: … }`"
            }
            ::terrace::private::Type {
                name: ::terrace::private::Some(::terrace::private::Name {
                    base: "Point",
                    parameters: &[],
                    path: ::terrace::private::concat!(
                        ::terrace::private::module_path!(), "::", "Point"
                    ),
                    place: ::terrace::private::Place {
                        file: ::terrace::private::file!(),
                        line: ::terrace::private::line!(),
                    },
                }),
                doc: ::terrace::private::Doc::NONE,
                life: Self::LIFE,
                shape: ::terrace::private::Shape::Any,
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
            <() as ::terrace::Model>::write(&(), __to)
        }
        fn read<'de, __D: ::terrace::private::serde::Deserializer<'de>>(
            __from: __D,
        ) -> ::terrace::private::Result<Self, __D::Error> {
            <() as ::terrace::Model>::read(__from)?;
            ::terrace::private::Err(
                <__D::Error as ::terrace::private::serde::de::Error>::custom(""),
            )
        }
        fn check(&self, __found: &mut ::terrace::Violations) {}
    }
    impl ::terrace::private::serde::Serialize for Point {
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
    impl<'de> ::terrace::private::serde::Deserialize<'de> for Point {
        fn deserialize<__D: ::terrace::private::serde::Deserializer<'de>>(
            __from: __D,
        ) -> ::terrace::private::Result<Self, __D::Error> {
            <Self as ::terrace::Model>::read(__from)
        }
    }
};
#[allow(deprecated)]
const _: () = {
    impl ::terrace::IntoFailure for CreateError {
        const ANSWERS: ::terrace::private::Answers = {
            ::core::compile_error! {
                "`Taken` has no status\nhelp: write `#[failure(status = 404)]` on it, or another"
            }
            ::terrace::private::Answers {
                own: &[
                    ::terrace::private::Answer {
                        status: ::terrace::private::Status::Is(403u16),
                        description: "",
                        content: ::terrace::private::Content::Failure,
                        headers: &[],
                    },
                ],
                parts: &[],
            }
        };
        fn into_failure(self) -> ::terrace::Failure {
            match self {
                Self::Quota { .. } => ::terrace::Failure::new(403u16),
                _ => ::terrace::Failure::new(500),
            }
        }
    }
};
