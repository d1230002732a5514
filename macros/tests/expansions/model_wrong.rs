#[model(vesrions = Nova)]
pub struct Server {
    #[check(lenght = 1..)]
    pub name: String,
    #[serde(alias = "nr")]
    pub id: Uuid,
}

#[model]
pub struct Point(u8, u8);

#[derive(Failure)]
pub enum CreateError {
    Taken,
    #[failure(status = 403)]
    Quota,
}
