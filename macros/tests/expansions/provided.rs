/// Who asks.
#[derive(Provided)]
struct Identity {
    user: String,
}
