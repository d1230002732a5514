//! Rules, ready to be asked.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use terrace_model::policy::{Asked, Check, Mention};

use super::{PolicyError, PolicyFile};
use crate::identity::Identity;
use crate::settings::nearest;

/// How many rules may ask each other in a row.
const DEPTH: usize = 64;
/// The rule that says who `is_admin:True` is.
const ADMIN: &str = "context_is_admin";
/// What rules may say of who asks.
const ASKER: &[&str] = &["user_id", "project_id", "domain_id", "system_scope", "is_admin"];

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
    checks: BTreeMap<String, Check>,
}

impl Rules {
    /// The rules of a file.
    ///
    /// # Errors
    ///
    /// One of them asks a rule that there is not, or itself, or something that is not known of who asks: all such rules, with their
    /// lines.
    pub fn of(file: &PolicyFile) -> Result<Rules, PolicyError> {
        let checks = file.rules.iter().map(|rule| (rule.name.clone(), rule.check.clone())).collect();
        let rules = Rules { checks };
        let mut problems = Vec::new();
        for rule in &file.rules {
            rules.mentions(&rule.name, &rule.check, &mut |problem| problems.push((rule.line, problem)));
        }
        let lines: HashMap<_, _> = file.rules.iter().map(|rule| (rule.name.as_str(), rule.line)).collect();
        problems.extend(Circles::of(&rules).into_iter().map(|(name, problem)| (lines[name], problem)));
        problems.sort();
        PolicyError::unless_none(
            problems.into_iter().map(|(line, problem)| format!("{}:{line}: {problem}", file.name)).collect(),
        )?;
        Ok(rules)
    }

    /// Whether a rule lets somebody do it to a target, of which the function tells what it is: `project_id`, `user_id`. Nobody may do
    /// what no rule is for.
    pub fn allow(&self, rule: &str, who: &Identity, target: &dyn Fn(&str) -> Option<String>) -> bool {
        Question { rules: self, who, target }.rule(rule)
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

/// The rules that a rule asks.
fn asked<'r>(rules: &'r Rules, check: &'r Check) -> Vec<&'r str> {
    let mut asked = Vec::new();
    check.each_mention(&mut |mention| match mention {
        Mention::Rule(name) => asked.push(name),
        Mention::Asker("is_admin") => asked.push(ADMIN),
        _ => {}
    });
    asked.retain(|name| rules.checks.contains_key(*name));
    asked
}

/// Looks for rules that ask themselves, by others or not, or too many in a row.
struct Circles<'r> {
    rules: &'r Rules,
    /// How many each rule asks in a row, where that is known.
    rows: HashMap<&'r str, usize>,
    above: Vec<&'r str>,
}

impl<'r> Circles<'r> {
    /// What is wrong, and with which rule; each circle once.
    fn of(rules: &'r Rules) -> Vec<(&'r str, String)> {
        let mut circles = Circles { rules, rows: HashMap::new(), above: Vec::new() };
        let mut found = Vec::new();
        for name in rules.checks.keys() {
            if let Err(problem) = circles.row(name) {
                found.push(problem);
                circles.rows.extend(circles.above.drain(..).map(|name| (name, 0)));
            }
        }
        found
    }

    fn row(&mut self, name: &'r str) -> Result<usize, (&'r str, String)> {
        if let Some(row) = self.rows.get(name) {
            return Ok(*row);
        }
        if let Some(first) = self.above.iter().position(|above| *above == name) {
            let round = self.above[first + 1..].iter().map(|next| format!("`{next}`, which asks "));
            return Err((name, format!("`{name}` asks {}itself", round.collect::<String>())));
        }
        if self.above.len() > DEPTH {
            return Err((self.above[0], format!("`{}` asks more than {DEPTH} rules in a row", self.above[0])));
        }
        self.above.push(name);
        let mut row = 0;
        let check = self.rules.checks.get(name);
        for next in check.map_or_else(Vec::new, |check| asked(self.rules, check)) {
            row = row.max(1 + self.row(next)?);
            if row > DEPTH {
                return Err((name, format!("`{name}` asks more than {DEPTH} rules in a row")));
            }
        }
        self.above.pop();
        self.rows.insert(name, row);
        Ok(row)
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
