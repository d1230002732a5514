/// Creating a server went wrong.
#[derive(Failure)]
pub enum CreateError {
    /// The name is taken.
    ///
    /// Names are unique in a project.
    #[failure(status = 409, title = "Name taken", detail = "a server named {name:?} exists, {count:>3}")]
    Taken { name: String, count: u8 },
    #[failure(status = 403, detail = "the quota is exceeded")]
    Quota,
    #[failure(transparent)]
    Missing(NotFound),
    #[failure(internal)]
    Other { error: Internal },
}

#[derive(Failure)]
#[failure(transparent, crate = elsewhere::terrace)]
pub struct Missing(NotFound);
