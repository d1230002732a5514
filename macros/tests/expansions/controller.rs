/// Flavors.
///
/// Sizes of servers.
#[controller(path = "/flavors", key = flavor_id: String, versions = crate::Nova, one = "flavor", many = "flavors", tag = "sizes")]
pub struct Flavors {
    db: Db,
    pub clock: Arc<dyn Clock>,
}
