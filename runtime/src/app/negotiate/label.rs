//! A version as a request writes it: one of the set's, one that could be, or nonsense.

use terrace_model::{Day, Version, VersionSet};

/// What a text is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Label {
    Known(Version),
    /// It could be a version, but is none.
    Unknown,
    Nonsense,
}

impl Label {
    /// Reads the exact name of a version.
    pub(super) fn exact(versions: &'static VersionSet, text: &str) -> Label {
        match versions.find(text) {
            Some(version) => Label::Known(version),
            None if is_like(versions, text) => Label::Unknown,
            None => Label::Nonsense,
        }
    }

    /// Reads any day, which means the newest version of a set of days that is not after it.
    pub(super) fn dated(versions: &'static VersionSet, text: &str) -> Label {
        if Day::parse(text).is_none() {
            return Label::Nonsense;
        }
        // Days of this form are in the order of their texts.
        versions.iter().rev().find(|version| version.label() <= text).map_or(Label::Unknown, Label::Known)
    }
}

/// Whether a text could name a version of a set like this one: it has numbers and other characters in the same places.
///
/// Numbers have no leading zeros, except where the set's own are padded, as in dates; then they are as long as those.
fn is_like(versions: &'static VersionSet, text: &str) -> bool {
    if versions.is_of_days() {
        return Day::parse(text).is_some();
    }
    let padded = versions.iter().any(|version| pieces(version.label()).any(is_padded));
    let oldest = versions.oldest().label();
    let leads_with_zero = |label: &str| pieces(label).find(|piece| is_number(piece)) == Some("0");
    if leads_with_zero(text) && !versions.iter().any(|version| leads_with_zero(version.label())) {
        return false;
    }
    pieces(oldest).count() == pieces(text).count()
        && pieces(oldest).zip(pieces(text)).all(|(known, asked)| match (is_number(known), is_number(asked)) {
            (true, true) if padded => known.len() == asked.len(),
            (true, true) => !is_padded(asked),
            (false, false) => known == asked,
            _ => false,
        })
}

/// Runs of digits, and the runs of other characters between them.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let digit = |byte: &u8| byte.is_ascii_digit();
    text.as_bytes().chunk_by(move |one, other| digit(one) == digit(other)).map(|run| {
        core::str::from_utf8(run).expect("digits are ASCII, so a run of them or of all else ends between characters")
    })
}

fn is_number(piece: &str) -> bool {
    piece.starts_with(|first: char| first.is_ascii_digit())
}

fn is_padded(piece: &str) -> bool {
    piece.len() > 1 && piece.starts_with('0')
}

#[cfg(test)]
mod tests {
    use super::*;

    static DATES: VersionSet =
        VersionSet { name: "Dates", id: "Dates", labels: &["2025-01-10", "2025-10-10", "2026-01-01"], lapses: &[] };
    static NAMES: VersionSet = VersionSet { name: "Names", id: "Names", labels: &["v1", "v2"], lapses: &[] };

    #[test]
    fn versions_are_told_from_nonsense_by_the_sets_own_form() {
        let check = |set, text, expected| assert_eq!(is_like(set, text), expected, "{text}");
        check(&DATES, "2025-01-31", true);
        check(&DATES, "2025-02-30", false);
        check(&DATES, "2025-1-31", false);
        check(&DATES, "yesterday", false);
        check(&NAMES, "v10", true);
        check(&NAMES, "v01", false);
        check(&NAMES, "1", false);
        check(&NAMES, "vä1", false);
    }

    #[test]
    fn a_date_means_the_newest_version_that_is_not_after_it() {
        let check = |text, expected| assert_eq!(Label::dated(&DATES, text), expected, "{text}");
        let known = |at| Label::Known(DATES.at(at));
        check("2025-01-09", Label::Unknown);
        check("2025-01-10", known(0));
        check("2025-10-09", known(0));
        check("2025-10-10", known(1));
        check("2025-12-31", known(1));
        check("2026-01-01", known(2));
        check("9999-12-31", known(2));
        check("2025-02-30", Label::Nonsense);
        check("2025-10-10T00:00:00Z", Label::Nonsense);
        check("latest", Label::Nonsense);
    }

    #[test]
    fn no_text_panics_and_later_dates_never_mean_older_versions() {
        let mut random = 0x9e37_79b9_7f4a_7c15_u64;
        let mut next = |below: u64| {
            random ^= random << 13;
            random ^= random >> 7;
            random ^= random << 17;
            random % below
        };
        const PIECES: [&str; 14] =
            ["2", "0", "1", "9", ".", "-", " ", "v", "latest", "é", "\u{0}", "2025", "01", "99999999999999999999"];
        for _ in 0..20_000 {
            let text: String = (0..next(8)).map(|_| PIECES[next(PIECES.len() as u64) as usize]).collect();
            for set in [&DATES, &NAMES] {
                let label = Label::exact(set, &text);
                let is_known = set.iter().any(|version| version.label() == text);
                assert_eq!(matches!(label, Label::Known(_)), is_known, "{text}");
                let _total = Label::dated(set, &text);
            }
        }
        let mut day = || format!("{:04}-{:02}-{:02}", 2024 + next(4), 1 + next(12), 1 + next(28));
        for _ in 0..20_000 {
            let (one, other) = (day(), day());
            let (older, newer) = if one <= other { (one, other) } else { (other, one) };
            match (Label::dated(&DATES, &older), Label::dated(&DATES, &newer)) {
                (Label::Known(one), Label::Known(other)) => assert!(one <= other, "{older} {newer}"),
                (Label::Unknown, Label::Known(_) | Label::Unknown) => {}
                other => panic!("{older} {newer}: {other:?}"),
            }
        }
    }
}
