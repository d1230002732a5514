/// Flavors.
///
/// Sizes of servers.
#[controller(path = "/flavors", key = flavor_id: String, versions = crate::Nova, one = "flavor", many = "flavors", tag = "sizes", body_bytes = 64 << 10)]
pub struct Flavors {
    db: Db,
    pub clock: Arc<dyn Clock>,
}
