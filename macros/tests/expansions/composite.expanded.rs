::core::compile_error! {
    "expected identifier, found keyword `struct`"
}
