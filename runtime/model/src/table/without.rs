//! An API without some of its extensions, as it is where settings switch them off.

use super::{Api, Entry, ExtensionTable};

impl<H> Api<H> {
    /// The same without the extensions of these aliases: without what they bring, and without what belongs to a controller of theirs, or
    /// is below one. Their policies stay, so that a file of rules fits whatever is on.
    ///
    /// It lives as long as the process.
    pub fn without(&'static self, off: &[&str]) -> &'static Self {
        if off.is_empty() {
            return self;
        }
        let extensions: Vec<_> = self.extensions.iter().copied().filter(|own| !off.contains(&own.alias)).collect();
        let entries: Vec<_> = self.entries.iter().copied().filter(|entry| self.keeps(entry, off)).collect();
        let additions = self.kept(self.additions, |extension| extension.additions.len(), off);
        let (extensions, entries, additions) = (extensions.leak(), entries.leak(), additions.leak());
        Box::leak(Box::new(Api { extensions, entries, additions, ..*self }))
    }

    /// Whether an entry is left without the extensions of these aliases.
    pub fn keeps(&self, entry: &Entry<H>, off: &[&str]) -> bool {
        let is_on = |entry: &Entry<H>| entry.extension.is_none_or(|alias| !off.contains(&alias));
        let mut owners = entry.resource.node.lineage().into_iter().filter_map(|node| self.entry_of(node));
        off.is_empty() || is_on(entry) && owners.all(is_on)
    }

    /// What is left of a list that begins with the API's own, behind which each extension has put as many as `brought` says.
    pub fn kept<T: Copy>(&self, list: &[T], brought: impl Fn(&ExtensionTable<H>) -> usize, off: &[&str]) -> Vec<T> {
        let all: usize = self.extensions.iter().map(|extension| brought(extension)).sum();
        let (own, mut rest) = list.split_at(list.len() - all);
        let mut kept = own.to_vec();
        for extension in self.extensions {
            let (brought, others) = rest.split_at(brought(extension));
            if !off.contains(&extension.alias) {
                kept.extend_from_slice(brought);
            }
            rest = others;
        }
        kept
    }
}
