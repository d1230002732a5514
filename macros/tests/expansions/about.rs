api! {
    /// The compute service.
    #[external_docs("https://example.com", "The manual")]
    #[extension("x-logo": { "url": "/logo.png" })]
    pub struct Compute at "/";
    contact: "The team", email = "team@example.com";
    license: "MIT", identifier = "MIT";
    terms_of_service: "https://example.com/terms";
    servers: [
        /// One region.
        "https://{region}.example.com" (region = "eu" | "us"),
    ];
    tags: [
        /// What runs.
        "Servers",
    ];
    controllers: [Servers];
}
