//! The second judge: `drift`, which reads both documents in OpenAPI 3.0.
//!
//! It decides which operations, parameters, bodies and statuses there are, and which types have nothing in common. Where it says
//! that such a change breaks and our rules say nothing of the kind, one of the two is wrong, and the change fails. All else is left
//! to our rules, for these reasons, measured on the edits of `tests/tests/documents/published.rs` and on the 104 versions of `compute`:
//!
//! - of ten edits that break it finds four, leaves five open (fields, what is required, listed values, bounds), and takes a changed
//!   default for none; of ten that break nobody it leaves six open, and refuses two, whole numbers of another range;
//! - between the versions of `compute` it left 118 changes of schemas open, and refused an answer that lost one of its `anyOf`;
//! - to it, a `null` that is new is no change, nor is anything of headers and security, and a failure that is new breaks;
//! - it panics where the media types of two bodies differ, so that it is shown but those that both have.

use std::collections::BTreeSet;

use drift::{ChangeClass, ChangeComparison, ChangeDetails, ChangeInfo, ChangePath};
use serde_json::{Map, Value};

use super::operation::{is_success, places};
use super::{Finding, Rule, resolve};
use crate::export;

/// What breaks by what `drift` says, where the first judge found nothing of the kind.
pub(super) fn findings(old: &Value, new: &Value, first: &[Finding]) -> Vec<Finding> {
    let (old, new) = comparable(old, new);
    let changes = match drift::compare(&old, &new) {
        Ok(changes) => changes,
        Err(error) => return vec![finding("", format!("`drift` cannot read it: {error:#}"), BTreeSet::new())],
    };
    let mut news = Vec::new();
    for change in &changes {
        let Some(path) = change.paths.first() else { continue };
        let operations: BTreeSet<String> =
            change.paths.iter().filter_map(|path| operation(path.old.endpoint_base()?)).collect();
        for info in &change.changes {
            let Some(rules) = rules(path, info, &old, &new) else { continue };
            let is_known = |found: &Finding| rules.contains(&found.rule) && !found.operations.is_disjoint(&operations);
            if !first.iter().any(is_known) {
                let (base, _) = path.old.base_and_subpath();
                news.push(finding(
                    &place(base, &info.old_subpath),
                    format!("`drift` says: {}", info.message),
                    operations.clone(),
                ));
            }
        }
    }
    news
}

fn finding(pointer: &str, what: String, operations: BTreeSet<String>) -> Finding {
    Finding { rule: Rule::NotJudged, pointer: pointer.to_owned(), what, operations }
}

/// The rules of which one says the same, where a change breaks clients and `drift` can tell.
fn rules(path: &ChangePath, info: &ChangeInfo, old: &Value, new: &Value) -> Option<&'static [Rule]> {
    use ChangeClass::{BackwardIncompatible, Incompatible};
    use ChangeComparison::{Input, Output, Structural};
    use ChangeDetails::{Added, AddedRequired, MoreStrict, Removed, UnknownDifference};
    match (path.comparison, info.class, info.details) {
        (Structural, BackwardIncompatible, Removed) => Some(&[Rule::OperationRemoved]),
        (Input, BackwardIncompatible, Removed) => Some(&[Rule::ParameterRemoved, Rule::ParameterRenamed]),
        (Input, BackwardIncompatible | Incompatible, AddedRequired | MoreStrict) => {
            Some(&[Rule::InputRequired, Rule::ParameterRenamed])
        }
        (Output, BackwardIncompatible, Added) => Some(&[Rule::StatusAdded, Rule::StatusChanged]),
        // It does not ask which way values go, so that it counts only where no value of one type is of the other.
        (Input | Output, Incompatible, UnknownDifference) if have_nothing_in_common(path, info, old, new) => {
            Some(&[Rule::TypeChanged, Rule::TypeNarrowed, Rule::TypeWidened, Rule::ChoiceRemoved, Rule::ChoiceAdded])
        }
        _ => None,
    }
}

/// Whether two schemas at one place have types that have no value in common.
fn have_nothing_in_common(path: &ChangePath, info: &ChangeInfo, old: &Value, new: &Value) -> bool {
    let ((before, _), (after, _)) = (path.old.base_and_subpath(), path.new.base_and_subpath());
    let (before, after) = (place(before, &info.old_subpath), place(after, &info.new_subpath));
    // Choices are compared by their order.
    if before != after || before.contains("/oneOf/") {
        return false;
    }
    let ty = |document: &Value, pointer: &str| match document.pointer(pointer)?["type"].as_str()? {
        "integer" => Some("number".to_owned()),
        other => Some(other.to_owned()),
    };
    matches!((ty(old, &before), ty(new, &after)), (Some(before), Some(after)) if before != after)
}

/// A JSON pointer, of `#/components/schemas/User` and `properties/name`.
fn place(base: &str, below: &str) -> String {
    let base = base.trim_start_matches('#');
    match below.strip_prefix("request_body") {
        _ if below.is_empty() => base.to_owned(),
        // As it calls it.
        Some(below) => format!("{base}/requestBody{below}"),
        None => format!("{base}/{below}"),
    }
}

/// `POST /orders`, of `#/paths/~1orders/post`.
fn operation(pointer: &str) -> Option<String> {
    let (path, method) = pointer.strip_prefix("#/paths/")?.split_once('/')?;
    Some(format!("{} {}", method.to_uppercase(), path.replace("~1", "/").replace("~0", "~")))
}

/// Both documents in OpenAPI 3.0, without what `drift` does not compare but fails at, and without failures that are new,
/// which a client bears.
fn comparable(old: &Value, new: &Value) -> (Value, Value) {
    let (mut before, mut after) = (old.clone(), new.clone());
    for (place, other) in places(old, new) {
        let (Some(one), Some(two)) = (before.pointer_mut(&place), after.pointer_mut(&other)) else { continue };
        inline(old, one);
        inline(new, two);
        contents(one.get_mut("requestBody"), two.get_mut("requestBody"));
        let (Some(one), Some(two)) = (answers(one), answers(two)) else { continue };
        two.retain(|status, _| one.contains_key(status) || is_success(status));
        for (status, answer) in one {
            contents(Some(answer), two.get_mut(status));
        }
    }
    export::to_3_0(&mut before);
    export::to_3_0(&mut after);
    (before, after)
}

/// Puts what an operation refers to in its place: its body and its answers.
fn inline(document: &Value, operation: &mut Value) {
    let follow = |value: &mut Value| *value = resolve(document, value, "").0.clone();
    operation.get_mut("requestBody").into_iter().for_each(follow);
    answers(operation).into_iter().flat_map(|answers| answers.values_mut()).for_each(follow);
}

fn answers(operation: &mut Value) -> Option<&mut Map<String, Value>> {
    operation.get_mut("responses")?.as_object_mut()
}

/// Keeps those media types of a body that both have with a schema.
fn contents(old: Option<&mut Value>, new: Option<&mut Value>) {
    let (Some(old), Some(new)) = (old, new) else { return };
    let names = |body: &Value| -> BTreeSet<String> {
        let content = body.get("content").and_then(Value::as_object).into_iter().flatten();
        content.filter(|(_, media)| media.get("schema").is_some()).map(|(name, _)| name.clone()).collect()
    };
    let both: BTreeSet<String> = names(old).intersection(&names(new)).cloned().collect();
    for content in [old, new].into_iter().filter_map(|body| body.get_mut("content")?.as_object_mut()) {
        content.retain(|name, _| both.contains(name));
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// A document of one operation, which has this and answers that.
    fn document(operation: Value, answers: Value) -> Value {
        let mut operation = operation;
        operation["responses"] = answers;
        json!({
            "openapi": "3.1.0",
            "info": { "title": "Trees", "version": "1" },
            "paths": { "/trees/{tree}": { "post": operation } },
        })
    }

    fn fine() -> Value {
        json!({ "200": { "description": "Fine" } })
    }

    /// What is said where the first judge has found these rules in that operation.
    fn check(old: &Value, new: &Value, known: &[Rule], expected: &[&str]) {
        let first: Vec<_> = known
            .iter()
            .map(|rule| {
                let operations = BTreeSet::from(["POST /trees/{tree}".to_owned()]);
                Finding { rule: *rule, ..finding("", String::new(), operations) }
            })
            .collect();
        let found = findings(old, new, &first);
        let said: Vec<_> = found.iter().map(|finding| format!("{} {}", finding.pointer, finding.what)).collect();
        assert_eq!(said, expected);
        assert!(
            found
                .iter()
                .all(|found| found.rule == Rule::NotJudged && found.operations.iter().eq(["POST /trees/{tree}"]))
        );
    }

    #[test]
    fn what_breaks_counts_where_the_first_judge_found_nothing_of_the_kind() {
        let parameter = |required: bool| json!({ "parameters": [{ "name": "a", "in": "query", "required": required, "schema": {} }] });
        let (without, with) = (document(json!({}), fine()), document(parameter(false), fine()));
        let place = "/paths/~1trees~1{tree}/post";
        let gone = format!("{place}/parameters/0 `drift` says: The parameter 'a' was removed");
        check(&with, &without, &[], &[&gone]);
        check(&with, &without, &[Rule::ParameterRenamed], &[]);
        check(&with, &without, &[Rule::StatusAdded], &[&gone]);
        check(&without, &with, &[], &[]);
        let mut removed = with.clone();
        removed["paths"] = json!({});
        check(&with, &removed, &[], &[&format!("{place} `drift` says: The operation <unnamed> was removed")]);
        check(&with, &removed, &[Rule::OperationRemoved], &[]);
    }

    #[test]
    fn a_failure_that_is_new_is_borne() {
        let with = |status: &str| json!({ "200": { "description": "Fine" }, status: { "description": "Other" } });
        let before = document(json!({}), fine());
        check(&before, &document(json!({}), with("404")), &[], &[]);
        let place = "/paths/~1trees~1{tree}/post";
        let added = format!("{place} `drift` says: operation added a new response code 201");
        check(&before, &document(json!({}), with("201")), &[], &[&added]);
    }

    #[test]
    fn types_count_where_they_have_no_value_in_common() {
        let of = |ty: Value| {
            let content = json!({ "application/json": { "schema": { "type": "array", "items": ty } } });
            document(json!({ "requestBody": { "content": content } }), fine())
        };
        let ty = |name: &str| of(json!({ "type": name }));
        let changed = |old: &Value, new: &Value| !findings(old, new, &[]).is_empty();
        assert!(changed(&ty("string"), &ty("boolean")));
        assert!(!changed(&ty("integer"), &ty("number")) && !changed(&ty("number"), &ty("integer")));
        let choice = |names: [&str; 2]| of(json!({ "oneOf": names.map(|name| json!({ "type": name })) }));
        assert!(!changed(&choice(["string", "boolean"]), &choice(["boolean", "string"])));
        assert!(!changed(&ty("string"), &of(json!({ "type": ["string", "null"] }))));
        assert!(!changed(&ty("string"), &of(json!({ "anyOf": [{ "type": "string" }, { "type": "boolean" }] }))));
    }

    /// `drift` fails at these; the first judge finds them.
    #[test]
    fn what_is_not_compared_does_no_harm() {
        let answers = |content: Value| match content {
            Value::Null => document(json!({}), fine()),
            content => document(json!({}), json!({ "200": { "description": "Fine", "content": content } })),
        };
        let (json, csv) = (json!({ "schema": {} }), json!({}));
        for (old, new) in [
            (json!({ "application/json": json }), json!({ "text/csv": csv })),
            (json!({ "application/json": json }), json!({ "application/json": csv })),
            (json!({ "application/json": json }), json!({ "application/json": json, "text/csv": csv })),
            (json!({}), json!({ "text/csv": csv })),
            (Value::Null, json!({ "application/json": json })),
        ] {
            check(&answers(old.clone()), &answers(new.clone()), &[], &[]);
            check(&answers(new), &answers(old), &[], &[]);
        }
    }

    #[test]
    fn what_cannot_be_read_fails() {
        let before = document(json!({}), fine());
        let mut after = before.clone();
        after["info"] = json!(1);
        let found = findings(&before, &after, &[]);
        assert!(matches!(found.as_slice(), [only] if only.what.starts_with("`drift` cannot read it: ")), "{found:?}");
    }
}
