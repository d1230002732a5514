use terrace::prelude::*;

versions! {
    pub Nova: "2.1" ..= "2.9"
}

#[controller(path = "/servers", versions = Nova)]
pub struct Servers;

#[routes]
impl Servers {
    #[index]
    async fn index(&self) -> Json<Image> {
        Json(Image { name: String::new() })
    }
}

versions! {
    pub Glance: "1", "2"
}

#[model(versions = Glance)]
pub struct Image {
    pub name: String,
}

api! {
    pub struct Compute(Nova) at "/{version}";
    negotiate: path("version");
    controllers: [Servers];
}

fn main() {}
