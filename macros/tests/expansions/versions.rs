versions! {
    /// Releases.
    pub Shop: "v1", "v2"
}
