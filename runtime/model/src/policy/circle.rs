//! Rules that ask themselves.

use std::collections::{BTreeMap, HashMap};

use super::check::{Check, Mention};
use super::{ADMIN, DEPTH};

/// Rules by their names.
pub type Checks = BTreeMap<String, Check>;

/// Rules that can never be answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Endless<'r> {
    /// Each asks the next one, and the last the first.
    Circle(Vec<&'r str>),
    /// It asks more than [`DEPTH`] others in a row.
    Row(&'r str),
}

impl<'r> Endless<'r> {
    /// All that there are among some rules, each circle once.
    pub fn among(checks: &'r Checks) -> Vec<Endless<'r>> {
        let mut search = Search { checks, rows: HashMap::new(), above: Vec::new() };
        let mut found = Vec::new();
        for name in checks.keys() {
            if let Err(endless) = search.row(name) {
                found.push(endless);
                search.rows.extend(search.above.drain(..).map(|name| (name, 0)));
            }
        }
        found
    }

    /// The rules that it is made of, as far as they are known.
    pub fn members(&self) -> &[&'r str] {
        match self {
            Endless::Circle(members) => members,
            Endless::Row(first) => core::slice::from_ref(first),
        }
    }

    /// What is wrong, told of one of its members: `` `a` asks `b`, which asks itself ``.
    pub fn told_of(&self, member: &str) -> String {
        let Endless::Circle(members) = self else {
            return format!("`{member}` asks more than {DEPTH} rules in a row");
        };
        let at = members.iter().position(|known| *known == member).unwrap_or_default();
        let round = members[at..].iter().chain(&members[..at]).skip(1).map(|next| format!("`{next}`, which asks "));
        format!("`{member}` asks {}itself", round.collect::<String>())
    }
}

/// The rules that a rule asks, each as often as it does.
pub fn asked(check: &Check) -> Vec<&str> {
    let mut asked = Vec::new();
    check.each_mention(&mut |mention| match mention {
        Mention::Rule(name) => asked.push(name),
        Mention::Asker("is_admin") => asked.push(ADMIN),
        Mention::Asker(_) | Mention::Target(_) => {}
    });
    asked
}

struct Search<'r> {
    checks: &'r Checks,
    /// How many each rule asks in a row, where that is known.
    rows: HashMap<&'r str, usize>,
    above: Vec<&'r str>,
}

impl<'r> Search<'r> {
    fn row(&mut self, name: &'r str) -> Result<usize, Endless<'r>> {
        if let Some(row) = self.rows.get(name) {
            return Ok(*row);
        }
        if let Some(first) = self.above.iter().position(|above| *above == name) {
            return Err(Endless::Circle(self.above[first..].to_vec()));
        }
        if self.above.len() > DEPTH {
            return Err(Endless::Row(self.above[0]));
        }
        self.above.push(name);
        let mut row = 0;
        let checks = self.checks;
        for next in checks.get(name).map(asked).unwrap_or_default() {
            if let Some((next, _)) = checks.get_key_value(next) {
                row = row.max(1 + self.row(next)?);
            }
            if row > DEPTH {
                return Err(Endless::Row(name));
            }
        }
        self.above.pop();
        self.rows.insert(name, row);
        Ok(row)
    }
}
