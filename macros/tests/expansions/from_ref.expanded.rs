#[allow(deprecated)]
const _: () = {
    impl ::terrace::FromRef<State> for Db {
        fn from_ref(__state: &State) -> Self {
            <Db as ::terrace::private::Clone>::clone(&__state.db)
        }
    }
    impl ::terrace::FromRef<State> for Vec<String> {
        fn from_ref(__state: &State) -> Self {
            <Vec<String> as ::terrace::private::Clone>::clone(&__state.names)
        }
    }
};
