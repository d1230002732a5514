paste! {
    /// The shop, as its operators wire it.
    pub struct Shop from "tests/paste.ini";
    composites: { "shop:map" => urlmap, "shop:choice" => pipelines(door = "closed") };
    filters: { "shop:wrap" => wrap, "shop:limit" => Limit { max => bytes } };
    apps: { "shop:site" => Site, "shop:admin" => Admin };
}
