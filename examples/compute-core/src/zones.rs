//! Which machines are in which availability zone: in that of one of their aggregates, else in `nova`.

use std::collections::BTreeMap;

use crate::store::{Host, Store, StoreError};

/// The zone of machines that no aggregate puts into another one.
const ZONE: &str = "nova";

/// The zones that have machines, with those.
pub async fn zones(store: &Store) -> Result<BTreeMap<String, Vec<Host>>, StoreError> {
    let aggregates = store.aggregates().await?;
    let mut zones: BTreeMap<String, Vec<Host>> = BTreeMap::new();
    for host in store.hosts().await? {
        let mut holding = aggregates.iter().filter(|aggregate| aggregate.hosts.contains(&host.name));
        let zone = holding.find_map(|aggregate| aggregate.availability_zone()).unwrap_or(ZONE).to_owned();
        zones.entry(zone).or_default().push(host);
    }
    Ok(zones)
}

/// The zone of a machine, among all.
pub fn zone_of<'z>(zones: &'z BTreeMap<String, Vec<Host>>, host: &Host) -> &'z str {
    let holding = zones.iter().find(|(_, hosts)| hosts.iter().any(|known| known.name == host.name));
    holding.map_or(ZONE, |(zone, _)| zone)
}
