api! {
    /// The compute service.
    ///
    /// Servers, and what they need.
    pub struct Compute(Nova) at "/v2.1", "/v2.1/{project_id: hex}";
    errors: openstack;
    negotiate: header("OpenStack-API-Version", service = "compute"), legacy "X-OpenStack-Nova-API-Version";
    body_bytes: 64 << 20;
    additions: [vendor::Rack];
    pipelines: auth_strategy { "keystone" => Keystone, "noauth2" => vendor::NoAuth2 };
    controllers: [Servers, vendor::Flavors, Discovery at "/"];
}
