use terrace::prelude::*;

versions! { pub Nova: "2.1", "2.2" }
versions! { pub Glance: "2.1", "2.2" }

#[model(versions = Glance)]
pub struct Image {
    pub id: Uuid,
}

#[model(versions = Nova)]
pub struct Page<T> {
    pub items: Vec<T>,
}

#[model(versions = Nova)]
pub struct Images {
    pub page: Page<Image>,
}

fn main() {}
