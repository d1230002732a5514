//! Rules, ready to be asked.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use terrace_model::policy::{ADMIN, ASKER, Asked, Check, Checks, Endless, Mention, OldName, PolicyRule, asked};
use terrace_model::{PolicyScope, PolicySet};

use super::file::Written;
use super::{PolicyError, PolicyFile};
use crate::identity::Identity;
use crate::settings::nearest;

/// Rules by their names.
///
/// ```
/// use terrace::Identity;
/// use terrace::policy::{PolicyFile, Rules};
///
/// # fn main() -> Result<(), terrace::policy::PolicyError> {
/// let file = PolicyFile::parse("policy.yaml", r#"
/// admin: role:admin
/// servers:delete: rule:admin or (role:member and project_id:%(project_id)s)
/// "#)?;
/// let rules = Rules::of(&file)?;
///
/// let jane = Identity::of("jane").in_project("shop").with_roles(["member"]);
/// let target = |project| move |name: &str| (name == "project_id").then(|| String::from(project));
/// assert!(rules.allow("servers:delete", &jane, &target("shop")));
/// assert!(!rules.allow("servers:delete", &jane, &target("bank")));
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, Default)]
pub struct Rules {
    checks: Checks,
    /// For what who asks may be authenticated, where a rule says it.
    scopes: HashMap<&'static str, &'static [PolicyScope]>,
    warnings: Vec<String>,
}

impl Rules {
    /// The rules of a file, and no others.
    ///
    /// # Errors
    ///
    /// One of them asks a rule that there is not, or itself, or something that is not known of who asks: all such rules, with their
    /// lines.
    pub fn of(file: &PolicyFile) -> Result<Rules, PolicyError> {
        let checks = file.rules.iter().map(|rule| (rule.name.clone(), rule.check.clone())).collect();
        let rules = Rules { checks, ..Rules::default() };
        PolicyError::of_file(&file.name, rules.problems(file))?;
        Ok(rules)
    }

    /// The rules that sets declare, as they are where no file says otherwise.
    pub fn declared(sets: &[&'static PolicySet]) -> Rules {
        let mut rules = Rules::default();
        for rule in declared(sets) {
            // `policies!` has read it. What nobody can read nobody passes.
            let check = Check::parse(rule.default).unwrap_or(Check::Never);
            rules.checks.insert(rule.name.to_owned(), check);
            if !rule.scopes.is_empty() {
                rules.scopes.insert(rule.name, rule.scopes);
            }
            for old in rule.renamed {
                rules.checks.entry(old.name.to_owned()).or_insert_with(|| Check::Rule(rule.name.to_owned()));
            }
        }
        rules
    }

    /// The rules that sets declare, with those of a file in their place. What the file says under a name that a rule had before counts
    /// for the rule, unless it says something under its name too; [`Rules::warnings`] tells of each.
    ///
    /// # Errors
    ///
    /// What [`Rules::of`] refuses, and a rule that no set declares and no rule of the file asks.
    pub fn over(sets: &[&'static PolicySet], file: &PolicyFile) -> Result<Rules, PolicyError> {
        let mut rules = Rules::declared(sets);
        let written: BTreeMap<_, _> = file.rules.iter().map(|rule| (rule.name.as_str(), rule)).collect();
        let helpers: BTreeSet<_> = file.rules.iter().flat_map(|rule| asked(&rule.check)).collect();
        let mut problems = Vec::new();
        for rule in &file.rules {
            if !rules.checks.contains_key(&rule.name) && !helpers.contains(rule.name.as_str()) {
                let near = near(&rule.name, rules.checks.keys().map(String::as_str));
                problems.push((rule.line, format!("there is no rule `{}`, and no other one asks it{near}", rule.name)));
            }
        }
        rules.checks.extend(file.rules.iter().map(|rule| (rule.name.clone(), rule.check.clone())));
        for rule in declared(sets) {
            for old in rule.renamed {
                if let Some(written_old) = written.get(old.name) {
                    rules.follow(rule, old, written_old, written.get(rule.name).copied(), &file.name);
                }
            }
        }
        problems.extend(rules.problems(file));
        PolicyError::of_file(&file.name, problems)?;
        Ok(rules)
    }

    /// What is said under an old name counts for the rule, where nothing is said under its own.
    fn follow(&mut self, rule: &PolicyRule, old: &OldName, by_old: &Written, by_new: Option<&Written>, file: &str) {
        let is_alias = by_old.check == Check::Rule(rule.name.to_owned());
        if by_new.is_none() && !is_alias {
            self.checks.insert(rule.name.to_owned(), Check::Rule(old.name.to_owned()));
        }
        let since = if old.since.is_empty() { String::new() } else { format!(" since {}", old.since) };
        let counts = match by_new {
            Some(own) => format!("; the rule in line {} counts", own.line),
            None => String::new(),
        };
        let reason = if old.reason.is_empty() { String::new() } else { format!(": {}", old.reason) };
        let (line, old, new) = (by_old.line, old.name, rule.name);
        self.warnings.push(format!("{file}:{line}: `{old}` is called `{new}`{since}{counts}{reason}"));
    }

    /// The rule of a name.
    pub(super) fn check(&self, name: &str) -> Option<&Check> {
        self.checks.get(name)
    }

    /// The same with more that whoever keeps the file should know.
    pub(super) fn warn(mut self, more: Vec<String>) -> Self {
        self.warnings.extend(more);
        self
    }

    /// What whoever keeps the file should know, a line each: old names that it uses, and, where an [`Enforcer`](super::Enforcer) has read
    /// it, what its rules speak of that nothing has.
    pub fn warnings(&self) -> &[String] {
        &self.warnings
    }

    /// Whether a rule lets somebody do it to a target, of which the function tells what it is: `project_id`, `user_id`. Nobody may do
    /// what no rule is for, or what a rule does not allow to who is authenticated for something else than it says.
    pub fn allow(&self, rule: &str, who: &Identity, target: &dyn Fn(&str) -> Option<String>) -> bool {
        let is_in_scope = self.scopes.get(rule).is_none_or(|scopes| scopes.contains(&scope(who)));
        is_in_scope && Question { rules: self, who, target }.rule(rule)
    }

    /// What is wrong with the rules of a file, with the lines.
    fn problems(&self, file: &PolicyFile) -> Vec<(usize, String)> {
        let mut problems = Vec::new();
        for rule in &file.rules {
            self.mentions(&rule.name, &rule.check, &mut |problem| problems.push((rule.line, problem)));
        }
        let lines: HashMap<_, _> = file.rules.iter().map(|rule| (rule.name.as_str(), rule.line)).collect();
        for endless in Endless::among(&self.checks) {
            // What is declared has no end as well only because of what the file says.
            let placed = endless.members().iter().filter_map(|name| Some((*lines.get(name)?, *name)));
            let first = file.rules.first().map(|rule| (rule.line, rule.name.as_str()));
            if let Some((line, name)) = placed.min().or(first) {
                problems.push((line, endless.told_of(name)));
            }
        }
        problems
    }

    /// That what a rule mentions is there.
    fn mentions(&self, name: &str, check: &Check, tell: &mut dyn FnMut(String)) {
        check.each_mention(&mut |mention| match mention {
            Mention::Rule(other) if !self.checks.contains_key(other) => {
                let near = near(other, self.checks.keys().map(String::as_str));
                tell(format!("`{name}` asks the rule `{other}`, and there is none{near}"));
            }
            Mention::Asker(own) if !ASKER.contains(&own) => {
                let near = near(own, ASKER.iter().copied());
                tell(format!("`{name}` speaks of `{own}`, which is not known of who asks{near}"));
            }
            _ => {}
        });
    }
}

/// The rules of some sets.
fn declared(sets: &[&'static PolicySet]) -> impl Iterator<Item = &'static PolicyRule> {
    sets.iter().flat_map(|set| set.rules)
}

/// For what somebody is authenticated.
fn scope(who: &Identity) -> PolicyScope {
    match (who.system(), who.domain()) {
        (Some(_), _) => PolicyScope::System,
        (None, Some(_)) => PolicyScope::Domain,
        (None, None) => PolicyScope::Project,
    }
}

/// One question.
struct Question<'q> {
    rules: &'q Rules,
    who: &'q Identity,
    target: &'q dyn Fn(&str) -> Option<String>,
}

impl Asked for Question<'_> {
    fn rule(&self, name: &str) -> bool {
        self.rules.checks.get(name).is_some_and(|check| check.holds(self))
    }

    fn role(&self, name: &str) -> bool {
        let name = name.to_lowercase();
        self.who.roles().iter().any(|role| role.to_lowercase() == name)
    }

    fn asker(&self, name: &str) -> Option<Cow<'_, str>> {
        let told = match name {
            "user_id" => Some(self.who.user()),
            "project_id" => self.who.project(),
            "domain_id" => self.who.domain(),
            "system_scope" => self.who.system(),
            "is_admin" => Some(if self.rule(ADMIN) { "True" } else { "False" }),
            _ => None,
        };
        told.map(Cow::Borrowed)
    }

    fn target(&self, name: &str) -> Option<Cow<'_, str>> {
        (self.target)(name).map(Cow::Owned)
    }
}

/// `: did you mean …?` with the nearest name, where there is one.
fn near<'n>(name: &str, known: impl Iterator<Item = &'n str>) -> String {
    nearest(name, known).map_or_else(String::new, |near| format!(": did you mean `{near}`?"))
}
