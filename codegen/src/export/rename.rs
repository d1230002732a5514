//! A variable of a path that is called as another parameter of an operation gets another name: generators that make an
//! argument of each parameter, as `progenitor` does, would make two of one name. On the wire nothing changes.

use serde_json::Value;

use super::document::METHODS;
use super::fold::{find, resolve};
use super::{Losses, Object};

pub(super) fn variables(document: &mut Object, losses: &mut Losses) {
    let shared = document.get("components").and_then(|components| components.get("parameters"));
    let shared = shared.cloned().unwrap_or_default();
    losses.member(document, "paths", |paths, losses| {
        let Value::Object(paths) = paths else { return };
        *paths = std::mem::take(paths)
            .into_iter()
            .map(|(path, mut item)| match item.as_object_mut() {
                Some(object) => (losses.below(&path, |losses| renamed(&path, object, &shared, losses)), item),
                None => (path, item),
            })
            .collect();
    });
}

/// The path with names that none of its operations has elsewhere; its parameters follow.
fn renamed(path: &str, item: &mut Object, shared: &Value, losses: &mut Losses) -> String {
    let mut taken: Vec<String> = Vec::new();
    each_list(item, &mut |list| {
        let others = list.iter().map(|parameter| find(parameter, shared)).filter(|parameter| !is_in_path(parameter));
        taken.extend(others.filter_map(|other| Some(other["name"].as_str()?.to_owned())));
    });
    let mut path = path.to_owned();
    let mut done: Vec<&str> = Vec::new();
    for old in &taken {
        let variable = format!("{{{old}}}");
        if done.contains(&old.as_str()) || !path.contains(&variable) {
            continue;
        }
        done.push(old);
        let mut new = format!("{old}_in_path");
        while taken.contains(&new) || path.contains(&format!("{{{new}}}")) {
            new.push('_');
        }
        losses.note(format!("`{old}` is the name of another parameter too; `{new}` in the path"));
        path = path.replace(&variable, &format!("{{{new}}}"));
        each_list(item, &mut |list| {
            for parameter in list {
                let found = find(parameter, shared);
                if is_in_path(found) && found["name"] == **old {
                    resolve(parameter, shared);
                    parameter["name"] = new.as_str().into();
                }
            }
        });
    }
    path
}

/// Visits the parameters of the path and those of each operation.
fn each_list(item: &mut Object, visit: &mut dyn FnMut(&mut Vec<Value>)) {
    if let Some(Value::Array(list)) = item.get_mut("parameters") {
        visit(list);
    }
    for method in METHODS {
        if let Some(Value::Array(list)) = item.get_mut(method).and_then(|operation| operation.get_mut("parameters")) {
            visit(list);
        }
    }
}

fn is_in_path(parameter: &Value) -> bool {
    parameter["in"] == "path"
}
