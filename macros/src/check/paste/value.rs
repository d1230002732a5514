//! Values of an ini with what they name put in: `%(name)s` is another option, `%(here)s` the folder of the file, and `%%` a `%`.

use crate::parse::ini::{Entry, Ini, Section};

/// A value. The folder of the file is known only where the service runs, so it is not in it: what stands before, between and
/// behind its places is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Value(pub(crate) Vec<String>);

impl Value {
    /// The whole, where it does not name the folder.
    pub(crate) fn text(&self) -> Option<&str> {
        match &*self.0 {
            [text] => Some(text),
            _ => None,
        }
    }

    fn push(&mut self, text: &str) {
        match self.0.last_mut() {
            Some(last) => last.push_str(text),
            None => self.0.push(text.to_owned()),
        }
    }

    fn append(&mut self, value: &Value) {
        for (at, part) in value.0.iter().enumerate() {
            if at > 0 {
                self.0.push(String::new());
            }
            self.push(part);
        }
    }
}

/// How deep options name each other at most, as Python has it.
const DEPTH: usize = 10;

/// An option's value, where it stands in a section. Or what is wrong with it.
pub(crate) fn of(entry: &Entry, section: &Section, ini: &Ini) -> Result<Value, String> {
    interpolate(entry, section, ini, DEPTH)
}

fn interpolate(entry: &Entry, section: &Section, ini: &Ini, depth: usize) -> Result<Value, String> {
    let mut value = Value(vec![String::new()]);
    let mut rest = entry.value.as_str();
    while let Some((before, after)) = rest.split_once('%') {
        value.push(before);
        rest = if let Some(after) = after.strip_prefix('%') {
            value.push("%");
            after
        } else {
            let named = after.strip_prefix('(').and_then(|after| after.split_once(")s"));
            let Some((name, after)) = named.filter(|(name, _)| !name.contains(')')) else {
                return Err(format!(
                    "`{}` has a `%` that names nothing\nhelp: write `%(name)s` for another option, and `%%` for a `%`",
                    entry.name
                ));
            };
            value.append(&option(name, entry, section, ini, depth)?);
            after
        };
    }
    value.push(rest);
    Ok(value)
}

/// The value of an option that another one names.
fn option(name: &str, by: &Entry, section: &Section, ini: &Ini, depth: usize) -> Result<Value, String> {
    if depth == 0 {
        return Err(format!("`{}` names options that name each other\nhelp: write the value itself", by.name));
    }
    let named = section.entries.iter().chain(defaults(ini)).find(|entry| entry.name == name);
    match (named, name) {
        (Some(named), _) => interpolate(named, section, ini, depth - 1),
        (None, "here") => Ok(Value(vec![String::new(), String::new()])),
        (None, "__file__") => Err(format!(
            "`{}` names the file itself, which is not there when the service runs\nhelp: name its folder, `%(here)s`",
            by.name
        )),
        (None, _) => Err(format!(
            "`{}` names `{name}`, which is not set here\nhelp: set it in `[{}]` or in `[DEFAULT]`",
            by.name, section.name
        )),
    }
}

/// What all sections have.
pub(crate) fn defaults(ini: &Ini) -> &[Entry] {
    ini.sections.iter().find(|section| section.name == "DEFAULT").map_or(&[], |section| &section.entries)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::ini;

    #[test]
    fn what_a_value_names_is_put_in() {
        let check = |option: &str, expected: Result<&[&str], &str>| {
            let text = format!("[DEFAULT]\nroot = /srv\nloop = %(loop)s\nown = no\n[s]\nown = yes\nx = {option}\n");
            let ini = ini::read(&text).expect("a file");
            let section = &ini.sections[1];
            let found = of(&section.entries[1], section, &ini);
            let found = found.as_ref().map(|value| value.0.iter().map(String::as_str).collect::<Vec<_>>());
            let found = found.map_err(|said| said.lines().next().unwrap_or_default());
            assert_eq!(found, expected.map(<[_]>::to_vec), "{option}");
        };
        check("plain", Ok(&["plain"]));
        check("%(root)s/%(own)s", Ok(&["/srv/yes"]));
        check("100%%", Ok(&["100%"]));
        check("a %(here)s/b:%(here)s", Ok(&["a ", "/b:", ""]));
        check("50%", Err("`x` has a `%` that names nothing"));
        check("%(root)d", Err("`x` has a `%` that names nothing"));
        check("%(rot)s", Err("`x` names `rot`, which is not set here"));
        check("%(x)s", Err("`x` names options that name each other"));
        check("%(loop)s", Err("`loop` names options that name each other"));
        check("%(__file__)s", Err("`x` names the file itself, which is not there when the service runs"));
    }
}
