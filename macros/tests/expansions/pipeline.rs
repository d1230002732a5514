pipeline! {
    /// Everybody has a token.
    pub Keystone: [served_by, Gate = Gate::new(8), layer(TimeoutLayer::new(SECOND), answers = [504])]
}
