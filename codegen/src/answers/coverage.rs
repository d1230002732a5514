//! What is documented: each operation's answers, in each version, and which of them were seen.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use terrace_model::{Node, Version};

use super::line::Line;
use super::pattern::is_like;
use super::{Answer, NO_BODY};
use crate::openapi::{before_operations, groups, outcomes, own_id, sites};
use crate::source::Source;

/// All answers of an API.
pub(super) struct Coverage {
    /// Mounts are as one.
    operations: BTreeMap<String, Operation>,
    /// What filters answer before a path is looked at: the same for all operations.
    before: BTreeSet<Answer>,
    /// What a version documents, by its label; one without a label where there are no versions.
    versions: Vec<(Option<&'static str>, Places)>,
    /// The variable of paths that is the version.
    variable: Option<String>,
    /// The media type of JSON whose parameter is the version.
    json: Option<&'static str>,
}

/// An operation in any version.
struct Operation {
    /// Whose it is: other APIs may have the same.
    controller: &'static Node,
    /// Its answers, and whether each was seen.
    answers: BTreeMap<Answer, bool>,
}

/// The operations by path, then by method.
type Places = HashMap<String, HashMap<&'static str, Documented>>;

struct Documented {
    operation: String,
    controller: &'static Node,
    answers: BTreeSet<Answer>,
}

/// Where a line finds its answer.
pub(super) enum Place<'c> {
    Documented,
    /// The operation does not document it.
    Undocumented(&'c str),
    /// No operation has the path and the method in this version.
    NoOperation,
    NoVersion(&'c str),
}

impl Coverage {
    pub(super) fn new(source: &Source) -> Coverage {
        let api = source.table;
        let all = api.served();
        let versions: Vec<_> =
            all.into_iter().map(|version| (version.map(Version::label), places(source, version))).collect();
        let mut operations: BTreeMap<String, Operation> = BTreeMap::new();
        for Documented { operation, controller, answers } in
            versions.iter().flat_map(|(_, places)| places.values()).flat_map(HashMap::values)
        {
            let known = operations.entry(operation.clone());
            let known = known.or_insert_with(|| Operation { controller, answers: BTreeMap::new() });
            known.answers.extend(answers.iter().map(|answer| (answer.clone(), false)));
        }
        let variable = api.negotiation.variable().map(|variable| format!("{{{variable}}}"));
        let json = api.negotiation.media_type().map(|(essence, _)| essence);
        let before = before_operations(source).into_iter();
        let before = before.map(|(status, media)| (status, media.map_or(NO_BODY, essence).to_owned())).collect();
        Coverage { operations, before, versions, variable, json }
    }

    /// Looks for the answer of a line, and notes that it was seen.
    pub(super) fn answered<'c>(&'c mut self, line: &'c Line) -> Place<'c> {
        let Some(route) = &line.route else { return self.answered_before(line) };
        let media = if self.json == Some(&*line.media) { "application/json" } else { &*line.media };
        let mut asked = self.versions.iter();
        let versions: Vec<_> = match &line.version {
            // What has no version is the same in all of them, or was refused before it had one.
            None => asked.collect(),
            Some(version) => match asked.find(|(label, _)| *label == Some(version)) {
                Some(one) => vec![one],
                None => return Place::NoVersion(version),
            },
        };
        let (mut found, mut is_documented) = (None, false);
        for (label, places) in versions {
            let path = match (&self.variable, label) {
                (Some(variable), Some(label)) => route.replace(variable, label),
                _ => route.clone(),
            };
            let Some(methods) = places.get(&path) else { continue };
            // HEAD is answered as GET is.
            let Some(documented) =
                methods.get(&*line.method).or_else(|| methods.get("GET").filter(|_| line.method == "HEAD"))
            else {
                continue;
            };
            found = Some(&*documented.operation);
            if let Some(answer) = documented.like(line.status, media) {
                let known = self.operations.get_mut(&documented.operation);
                if let Some(seen) = known.and_then(|known| known.answers.get_mut(answer)) {
                    *seen = true;
                }
                is_documented = true;
            }
        }
        match found {
            Some(_) if is_documented => Place::Documented,
            Some(operation) => Place::Undocumented(operation),
            None => Place::NoOperation,
        }
    }

    /// Looks for the answer of a line that has no route, as filters give it to whatever was asked for.
    fn answered_before(&mut self, line: &Line) -> Place<'static> {
        let answer = (line.status, line.media.clone());
        if !self.before.contains(&answer) {
            return Place::NoOperation;
        }
        for seen in self.operations.values_mut().filter_map(|operation| operation.answers.get_mut(&answer)) {
            *seen = true;
        }
        Place::Documented
    }

    /// Notes what others saw of the same operations of the same controllers.
    pub(super) fn learn<'o>(&mut self, others: impl Iterator<Item = &'o Coverage>) {
        for (name, theirs) in others.flat_map(|other| &other.operations) {
            let Some(own) = self.operations.get_mut(name).filter(|own| own.controller.same(theirs.controller)) else {
                continue;
            };
            for (_, seen) in own.answers.iter_mut().filter(|(answer, _)| theirs.answers.get(answer) == Some(&true)) {
                *seen = true;
            }
        }
    }

    /// What is documented and was not seen.
    pub(super) fn unseen(&self) -> impl Iterator<Item = (&str, &Answer)> {
        self.each().filter(|(.., seen)| !seen).map(|(operation, answer, _)| (operation, answer))
    }

    /// Each operation's answers, and whether each was seen.
    pub(super) fn each(&self) -> impl Iterator<Item = (&str, &Answer, bool)> {
        self.operations
            .iter()
            .flat_map(|(name, operation)| operation.answers.iter().map(move |(answer, seen)| (&**name, answer, *seen)))
    }

    /// How many operations there are.
    pub(super) fn operations(&self) -> usize {
        self.operations.len()
    }
}

impl Documented {
    /// The documented answer that the one of a line is, or is one of, as `image/png` is one of `image/*`.
    fn like(&self, status: u16, media: &str) -> Option<&Answer> {
        let mut of_status = self.answers.iter().filter(|(known, _)| *known == status);
        let is_it = |(_, known): &&Answer| *known == media;
        of_status.clone().find(is_it).or_else(|| of_status.find(|(_, known)| is_like(media, known)))
    }
}

fn places(source: &Source, version: Option<Version>) -> Places {
    let mut places = Places::new();
    for sites in groups(sites(source.table, version)) {
        let answers = outcomes(source, &sites).into_iter().flat_map(|(status, outcome)| {
            let media = outcome.media_types(source, status);
            media.into_iter().map(move |media| (status, media.map_or(NO_BODY, essence).to_owned()))
        });
        let controller = sites[0].resource.node;
        let documented = Documented { operation: own_id(&sites), controller, answers: answers.collect() };
        places.entry(sites[0].path()).or_default().insert(sites[0].route.method.name(), documented);
    }
    places
}

/// A media type without its parameters.
fn essence(media: &str) -> &str {
    media.split(';').next().unwrap_or(media).trim()
}
