use terrace::prelude::*;

#[derive(Clone)]
struct Db;

#[derive(Clone, FromRef)]
#[from_ref(crate = terrace)]
struct State {
    db: Db,
    names: Vec<String>,
    #[from_ref(skip)]
    others: Vec<String>,
}

#[test]
fn it_starts() {
    let state = State { db: Db, names: Vec::new(), others: Vec::new() };
    let _db = Db::from_ref(&state);
    let _names = <Vec<String>>::from_ref(&state);
    let _ = (&state.db, &state.names, &state.others);
}
