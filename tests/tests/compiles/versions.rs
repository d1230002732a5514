use terrace::prelude::*;

versions! {
    /// Numbers.
    pub Nova: "2.1" ..= "2.104"
}

versions! { Shop: "v1", "v2" }

versions! { pub(crate) Days: "2025-01-01", "2025-06-01", }

versions! {
    pub Releases: "1.0.0-rc.1", "1.0.0", "1.1.0";
    crate: ::terrace;
}

versions! { pub Names: "zed", "antelope" }

#[controller(path = "/servers", versions = Nova)]
pub struct Servers;

#[routes]
impl Servers {
    #[index(until = V2_26)]
    async fn index(&self) {}

    #[index(since = V2_26, until = V2_90, deprecated = V2_36)]
    async fn index_with_tags(&self) {}

    #[index(since = V2_90)]
    async fn index_with_locks(&self) {}
}

#[controller(parent = Servers, path = "/metadata")]
pub struct Metadata;

#[routes]
impl Metadata {
    #[index(since = V2_3)]
    async fn index(&self) {}
}

#[test]
fn it_starts() {
    assert!(Nova::V2_9 < Nova::V2_104);
    assert_eq!(Shop::V2.label(), "v2");
    assert_eq!(Days::V2025_06_01.ordinal(), 1);
    assert_eq!(Releases::V1_0_0_RC_1.to_string(), "1.0.0-rc.1");
    assert_eq!(format!("{:?} {:?}", Names::VZED, Names), "Names zed Names");
}
