/// Releases.
#[::terrace::private::derive(
    ::terrace::private::Clone,
    ::terrace::private::Copy,
    ::terrace::private::Debug
)]
pub struct Shop;
const _: () = {
    impl ::terrace::Versions for Shop {
        const SET: &'static ::terrace::VersionSet = {
            &::terrace::VersionSet {
                name: "Shop",
                id: ::terrace::private::concat!(
                    ::terrace::private::module_path!(), "::", "Shop"
                ),
                labels: &["v1", "v2", "v3"],
                lapses: &[
                    ::terrace::private::Lapse {
                        first: 0,
                        last: 1,
                        notice: &::terrace::private::Notice {
                            deprecated: ::terrace::private::Some(
                                ::terrace::private::Day::of("2025-06-30"),
                            ),
                            sunset: ::terrace::private::None,
                            link: ::terrace::private::Some("https://example.com/news"),
                        },
                    },
                ],
            }
        };
    }
    #[allow(dead_code)]
    impl Shop {
        /// Version v1.
        pub const V1: ::terrace::Version = <Shop as ::terrace::Versions>::SET.at(0);
        /// Version v2.
        pub const V2: ::terrace::Version = <Shop as ::terrace::Versions>::SET.at(1);
        /// Version v3.
        pub const V3: ::terrace::Version = <Shop as ::terrace::Versions>::SET.at(2);
    }
};
