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
                labels: &["v1", "v2"],
                lapses: &[],
            }
        };
    }
    #[allow(dead_code)]
    impl Shop {
        /// Version v1.
        pub const V1: ::terrace::Version = <Shop as ::terrace::Versions>::SET.at(0);
        /// Version v2.
        pub const V2: ::terrace::Version = <Shop as ::terrace::Versions>::SET.at(1);
    }
};
