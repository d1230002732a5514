#[derive(FromRef)]
pub struct State {
    db: Db,
    names: Vec<String>,
    #[from_ref(skip)]
    others: Vec<String>,
}
