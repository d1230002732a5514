//! A variable of a path that is called as another parameter of an operation gets another name: generators that make an
//! argument of each parameter, as `progenitor` does, would make two of one name. On the wire nothing changes. Links and callbacks
//! follow, those of other operations too.

use serde_json::Value;

use super::document::METHODS;
use super::fold::{find, resolve};
use super::{Losses, Object};

/// A variable that got another name, in the path of some operations.
struct Renamed {
    operations: Vec<Value>,
    old: String,
    new: String,
}

pub(super) fn variables(document: &mut Object, losses: &mut Losses) {
    let mut all = Vec::new();
    let shared = document.get("components").and_then(|components| components.get("parameters"));
    let shared = shared.cloned().unwrap_or_default();
    losses.member(document, "paths", |paths, losses| {
        let Value::Object(paths) = paths else { return };
        *paths = std::mem::take(paths)
            .into_iter()
            .map(|(path, mut item)| match item.as_object_mut() {
                Some(object) => (losses.below(&path, |losses| renamed(&path, object, &shared, &mut all, losses)), item),
                None => (path, item),
            })
            .collect();
        for item in paths.values_mut().filter_map(Value::as_object_mut) {
            each_operation(item, &mut |operation| each_link(operation, &mut |link| follow(link, &all)));
        }
    });
}

/// The path with names that none of its operations has elsewhere; its parameters follow.
fn renamed(path: &str, item: &mut Object, shared: &Value, all: &mut Vec<Renamed>, losses: &mut Losses) -> String {
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
        let mut operations = Vec::new();
        each_operation(item, &mut |operation| {
            operations.extend(operation.get("operationId").cloned());
            expressions(operation, old, &new);
        });
        all.push(Renamed { operations, old: old.clone(), new });
    }
    path
}

/// What an operation's links and callbacks say of its own path, with the variable's new name.
fn expressions(operation: &mut Object, old: &str, new: &str) {
    let (old, new) = (format!("$request.path.{old}"), format!("$request.path.{new}"));
    each_link(operation, &mut |link| {
        let Some(Value::Object(parameters)) = link.get_mut("parameters") else { return };
        for value in parameters.values_mut().filter(|value| value.as_str() == Some(&old)) {
            *value = new.as_str().into();
        }
    });
    // In the key of a callback expressions stand in braces.
    let (old, new) = (format!("{{{old}}}"), format!("{{{new}}}"));
    let callbacks = operation.get_mut("callbacks").and_then(Value::as_object_mut);
    for callback in callbacks.into_iter().flat_map(Object::values_mut).filter_map(Value::as_object_mut) {
        *callback = std::mem::take(callback).into_iter().map(|(to, item)| (to.replace(&old, &new), item)).collect();
    }
}

/// What a link says of the path that it leads to, by the new names there.
fn follow(link: &mut Object, all: &[Renamed]) {
    let Some(target) = link.get("operationId").cloned() else { return };
    let Some(Value::Object(parameters)) = link.get_mut("parameters") else { return };
    for Renamed { old, new, .. } in all.iter().filter(|renamed| renamed.operations.contains(&target)) {
        *parameters = std::mem::take(parameters)
            .into_iter()
            .map(|(name, value)| if name == *old { (new.clone(), value) } else { (name, value) })
            .collect();
    }
}

fn each_operation(item: &mut Object, visit: &mut dyn FnMut(&mut Object)) {
    let operations = item.iter_mut().filter(|(method, _)| METHODS.contains(&method.as_str()));
    operations.filter_map(|(_, operation)| operation.as_object_mut()).for_each(visit);
}

fn each_link(operation: &mut Object, visit: &mut dyn FnMut(&mut Object)) {
    let responses = operation.get_mut("responses").and_then(Value::as_object_mut);
    let links = responses.into_iter().flat_map(Object::values_mut).filter_map(|response| response.get_mut("links"));
    for link in links.filter_map(Value::as_object_mut).flat_map(Object::values_mut).filter_map(Value::as_object_mut) {
        visit(link);
    }
}

/// Visits the parameters of the path and those of each operation.
fn each_list(item: &mut Object, visit: &mut dyn FnMut(&mut Vec<Value>)) {
    if let Some(Value::Array(list)) = item.get_mut("parameters") {
        visit(list);
    }
    each_operation(item, &mut |operation| {
        if let Some(Value::Array(list)) = operation.get_mut("parameters") {
            visit(list);
        }
    });
}

fn is_in_path(parameter: &Value) -> bool {
    parameter["in"] == "path"
}
