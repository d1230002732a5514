//! Members that terrace itself writes into documents, under names that OpenAPI leaves to others: no API says anything else by them.

/// On a document: the aliases of the extensions that an API has.
pub const EXTENSIONS: &str = "x-extensions";
/// On an operation: the rule that says who may do it.
pub const POLICY: &str = "x-policy";
/// On an operation: the rule that says who may see what it is about.
pub const POLICY_TO_SEE: &str = "x-policy-to-see";
/// On the content of a stream: the schema of one item, which OpenAPI 3.2 calls `itemSchema`.
pub const ITEM_SCHEMA: &str = "x-item-schema";

/// All of them.
pub const ALL: [&str; 4] = [EXTENSIONS, POLICY, POLICY_TO_SEE, ITEM_SCHEMA];
