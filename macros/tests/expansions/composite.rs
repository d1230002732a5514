composite! {
    /// The whole service.
    pub struct Osapi;
    apis: [Versions, crate::Compute { status: Deprecated }];
}
