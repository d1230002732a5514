versions! {
    /// Releases.
    pub Shop: "v1", "v2", "v3";
    deprecated: "v1" ..= "v2", on = "2025-06-30", link = "https://example.com/news";
}
