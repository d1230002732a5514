//! Headers by which filters of OpenStack's services tell who asks. Nothing of the kind comes from outside.

use http::header::HeaderMap;

/// What such headers begin with, where they tell of the user, and of the service that the request has come through.
const WHOSE: [&str; 2] = ["x-", "x-service-"];

/// What they tell.
const TOLD: [&str; 11] = [
    "domain-id",
    "domain-name",
    "project-id",
    "project-name",
    "project-domain-id",
    "project-domain-name",
    "user-id",
    "user-name",
    "user-domain-id",
    "user-domain-name",
    "roles",
];

/// Those of which there is one.
const OTHERS: [&str; 10] = [
    "x-identity-status",
    "x-service-identity-status",
    "x-service-catalog",
    "x-is-admin-project",
    "openstack-system-scope",
    "x-role",
    "x-user",
    "x-tenant-id",
    "x-tenant-name",
    "x-tenant",
];

/// Drops them.
pub(super) fn drop(headers: &mut HeaderMap) {
    for name in OTHERS {
        headers.remove(name);
    }
    for whose in WHOSE {
        for told in TOLD {
            headers.remove(format!("{whose}{told}"));
        }
    }
}
