//! Sentences written by `const fn`s.
//!
//! A `const` panic prints one `&str`, so a message with names in it is first written into bytes.

/// A sentence of at most 2 KiB; what does not fit is left out.
#[derive(Clone, Copy, Debug)]
pub struct Text {
    bytes: [u8; 2048],
    length: usize,
}

impl Text {
    /// An empty sentence.
    pub const fn new() -> Text {
        Text { bytes: [0; 2048], length: 0 }
    }

    /// The sentence with a part added. A part is added whole or not at all.
    pub const fn and(mut self, part: &str) -> Text {
        let part = part.as_bytes();
        if self.length + part.len() > self.bytes.len() {
            return self;
        }
        let mut at = 0;
        while at < part.len() {
            self.bytes[self.length + at] = part[at];
            at += 1;
        }
        self.length += part.len();
        self
    }

    /// The sentence with a number added.
    pub const fn number(self, number: u32) -> Text {
        let text = if number >= 10 { self.number(number / 10) } else { self };
        match core::str::from_utf8(&[b'0' + (number % 10) as u8]) {
            Ok(digit) => text.and(digit),
            Err(_) => text,
        }
    }

    /// What was written.
    pub const fn as_str(&self) -> &str {
        match core::str::from_utf8(self.bytes.split_at(self.length).0) {
            Ok(text) => text,
            Err(_) => "",
        }
    }
}

impl Default for Text {
    fn default() -> Self {
        Text::new()
    }
}

/// Whether two texts are equal. They are compared from the end, where names differ most.
pub const fn equal(left: &str, right: &str) -> bool {
    let (left, right) = (left.as_bytes(), right.as_bytes());
    let mut at = left.len();
    if at != right.len() {
        return false;
    }
    while at > 0 {
        at -= 1;
        if left[at] != right[at] {
            return false;
        }
    }
    true
}

/// Which of two known words a misspelt one rather means: the one found before, or another; neither where both are far from it.
pub(super) const fn nearer(word: &str, found: Option<&'static str>, other: &'static str) -> Option<&'static str> {
    let far = distance(word, other);
    let longer = if word.len() > other.len() { word.len() } else { other.len() };
    match found {
        Some(known) if distance(word, known) <= far => found,
        _ if far <= longer.div_ceil(3) => Some(other),
        _ => found,
    }
}

/// How many bytes to add, remove or replace (Levenshtein's distance), of texts of up to 128 bytes; longer ones are far from all.
const fn distance(left: &str, right: &str) -> usize {
    let (left, right) = (left.as_bytes(), right.as_bytes());
    let mut row = [0; 129];
    if left.len() >= row.len() || right.len() >= row.len() {
        return usize::MAX;
    }
    let mut at = 0;
    while at <= right.len() {
        row[at] = at;
        at += 1;
    }
    let mut line = 0;
    while line < left.len() {
        let mut diagonal = row[0];
        row[0] = line + 1;
        let mut at = 0;
        while at < right.len() {
            let replaced = diagonal + if left[line] == right[at] { 0 } else { 1 };
            diagonal = row[at + 1];
            let changed = if row[at] < diagonal { row[at] + 1 } else { diagonal + 1 };
            row[at + 1] = if replaced < changed { replaced } else { changed };
            at += 1;
        }
        line += 1;
    }
    row[right.len()]
}
