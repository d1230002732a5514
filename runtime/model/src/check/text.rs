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
