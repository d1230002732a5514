/// Puts servers onto a shelf.
#[extension(
    alias = "os-shelve",
    name = "Shelve",
    updated = "2014-12-03",
    versions = Nova,
    since = V2_1,
    of = [Servers],
    controllers = [Shelf],
    additions = [Shelved],
    fields = [ShelfStatus],
    policies = [ShelvePolicies]
)]
struct Shelve {
    db: Db,
}

#[routes(of = Servers)]
impl Shelve {
    #[action("shelve", status = 202, since = V2_3)]
    async fn shelve(&self, server: Loaded<Servers>) -> Accepted {
        Accepted(())
    }
}

api! {
    struct Compute(Nova) at "/";
    controllers: [Servers];
    extensions: [Shelve, vendor::Quota];
}
