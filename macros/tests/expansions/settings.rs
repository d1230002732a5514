#[derive(Settings)]
pub struct Compute {
    /// The database.
    ///
    /// It is made where it is missing.
    #[setting(default = "compute.db")]
    database: PathBuf,
    #[setting(default = Strategy::Keystone)]
    strategy: Strategy,
    images: Images,
    region: Option<Word>,
}

#[derive(Settings)]
#[setting(default)]
pub struct Images {
    retries: Count,
}

#[derive(Settings)]
pub enum Strategy {
    Keystone,
    #[setting(name = "noauth2")]
    NoAuth,
}
