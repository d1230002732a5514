use terrace::prelude::*;

#[controller(path = "/servers")]
pub struct Servers {
    db: Db,
}

#[derive(Clone)]
pub struct Db;

#[routes]
impl Servers {
    #[index]
    async fn index(&self) {
        let _ = &self.db;
    }
}

api! {
    pub struct Compute at "/";
    controllers: [Servers];
}

#[derive(Clone)]
pub struct State {
    pub name: String,
}

pub fn start(state: State) -> Compute {
    Compute::new(state)
}

fn main() {}
