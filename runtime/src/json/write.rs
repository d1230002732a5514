//! Writing JSON: the bytes are those that `serde_json` writes.
//!
//! What stands before a field's value is one constant, and a text that needs no escapes, as nearly all do, is looked at sixteen bytes
//! at a time and copied. Numbers, rare texts and types that are no models are written by `serde_json`.

use core::cell::Cell;

use bytes::Bytes;
use serde::Serialize;
use serde::ser::Error as _;
use serde_json::Error;
use terrace_model::Type;

use super::WriteError;
use crate::dialect::NextPage;
use crate::model::extra::Stored;
use crate::model::write::{BySerde, Object, Writer, Written};
use crate::model::{Key, Model};

/// Writes a value; in an envelope, as an object with that one key.
///
/// # Errors
///
/// Where the value has no form in JSON, as a number that is infinite.
pub fn write<T: Model>(value: &T, envelope: Option<&str>) -> Result<Bytes, WriteError> {
    let mut writing = Writing::begin(T::ty());
    writing.open(envelope).and_then(|()| value.write(&mut writing.to)).map_err(WriteError)?;
    Ok(writing.end(envelope))
}

/// Writes a page: a list below a key, and beside it the URL of the next one.
pub(crate) fn write_page<T: Model>(
    items: &Vec<T>,
    key: &str,
    next: Option<(NextPage, &str)>,
) -> Result<Bytes, WriteError> {
    let mut writing = Writing::begin(Vec::<T>::ty());
    writing
        .open(Some(key))
        .and_then(|()| Model::write(items, &mut writing.to))
        .and_then(|()| writing.next(key, next))
        .map_err(WriteError)?;
    Ok(writing.end(Some(key)))
}

/// A link, as OpenStack's services write one.
#[derive(Serialize)]
struct Link<'u> {
    rel: &'static str,
    href: &'u str,
}

/// For how many types it is known how much room a body needs; those that share a place disturb each other only in how often a buffer
/// grows.
const PLACES: usize = 64;

thread_local! {
    /// The room for the next body of a type, in bytes, by the address of its table.
    static ROOMS: [Cell<usize>; PLACES] = const { [const { Cell::new(256) }; PLACES] };
}

/// From here on a buffer is given some room to spare, in bytes: bodies of lists differ, and a long one is not cheap to move.
const LARGE: usize = 1024;
/// The most room that is given to a buffer before it is written to, in bytes.
const MOST_ROOM: usize = 256 * 1024;

/// A body that is being written, into a buffer that has the room that the last one of its type needed: all that does not depend on
/// what is written.
struct Writing {
    to: JsonText,
    place: usize,
    room: usize,
}

impl Writing {
    fn begin(ty: &'static Type) -> Self {
        let place = core::ptr::from_ref(ty).addr() / size_of::<Type>() % PLACES;
        let room = ROOMS.with(|rooms| rooms[place].get());
        Writing { to: JsonText { bytes: Vec::with_capacity(room) }, place, room }
    }

    /// Begins the envelope, where there is one.
    fn open(&mut self, envelope: Option<&str>) -> Result<(), Error> {
        let Some(name) = envelope else { return Ok(()) };
        self.to.bytes.push(b'{');
        self.to.put_text(name)?;
        self.to.bytes.push(b':');
        Ok(())
    }

    /// Says in the envelope of a list where the next page is.
    fn next(&mut self, key: &str, next: Option<(NextPage, &str)>) -> Result<(), Error> {
        let mut beside = JsonObject { start: 0, to: &mut self.to };
        match next {
            Some((NextPage::Field, url)) => beside.entry("next", url),
            Some((NextPage::Links, url)) => {
                beside.entry(&format!("{key}_links"), &BySerde(&[Link { rel: "next", href: url }]))
            }
            None => Ok(()),
        }
    }

    fn end(mut self, envelope: Option<&str>) -> Bytes {
        if envelope.is_some() {
            self.to.bytes.push(b'}');
        }
        let next = next_room(self.room, &self.to.bytes).min(MOST_ROOM);
        ROOMS.with(|rooms| rooms[self.place].set(next));
        self.to.into_body()
    }
}

/// The room for the body after this one. A small one that is always of one size has no more than it needs, since bytes without room to
/// spare are shared without a further allocation.
fn next_room(room: usize, body: &Vec<u8>) -> usize {
    let (length, grew) = (body.len(), body.capacity() > room);
    let most = length + CHUNK + if length < LARGE { 0 } else { length / 8 };
    match length < LARGE && !grew {
        true if room > most => length,
        true => room,
        false => most,
    }
}

/// JSON that is being written.
#[derive(Debug)]
pub(crate) struct JsonText {
    bytes: Vec<u8>,
}

impl JsonText {
    /// Without room that is left over in plenty, since a body may wait long for its client.
    fn into_body(mut self) -> Bytes {
        if self.bytes.capacity() / 2 > self.bytes.len() + LARGE {
            self.bytes.shrink_to_fit();
        }
        self.bytes.into()
    }

    /// A text in quotes (RFC 8259, section 7).
    fn put_text(&mut self, text: &str) -> Result<(), Error> {
        let start = self.bytes.len();
        self.bytes.push(b'"');
        if self.put_plain(text.as_bytes()) {
            self.bytes.push(b'"');
            return Ok(());
        }
        self.bytes.truncate(start);
        self.value(text)
    }

    /// Copies a text, unless it needs escapes.
    fn put_plain(&mut self, text: &[u8]) -> bool {
        let (chunks, rest) = text.as_chunks();
        for chunk in chunks {
            if !are_plain(chunk) {
                return false;
            }
            self.bytes.extend_from_slice(chunk);
        }
        let end = self.bytes.len() + rest.len();
        // To copy as many bytes as the compiler knows is no call: the last ones once more, or all that there are and blanks.
        let last = match text.last_chunk() {
            Some(last) => {
                self.bytes.truncate(end - CHUNK);
                *last
            }
            None => {
                let mut all = [b' '; CHUNK];
                all[..rest.len()].copy_from_slice(rest);
                all
            }
        };
        self.bytes.extend_from_slice(&last);
        self.bytes.truncate(end);
        are_plain(&last)
    }

    /// The name of a map's entry: what is no text is put in quotes.
    fn put_key<K: Key>(&mut self, key: &K) -> Result<(), Error> {
        let start = self.bytes.len();
        key.write(&mut *self)?;
        match self.bytes.get(start) {
            Some(b'"') => {}
            Some(b'-' | b'0'..=b'9' | b't' | b'f') => {
                self.bytes.insert(start, b'"');
                self.bytes.push(b'"');
            }
            _ => return Err(Error::custom("key must be a string")),
        }
        Ok(())
    }

    /// Ends what has a comma before each part, the first one too: that is where the bracket belongs.
    fn enclose(&mut self, start: usize, brackets: [u8; 2]) {
        match self.bytes.get_mut(start) {
            Some(comma) => *comma = brackets[0],
            None => self.bytes.push(brackets[0]),
        }
        self.bytes.push(brackets[1]);
    }
}

impl<'j> Writer for &'j mut JsonText {
    type Ok = ();
    type Error = Error;
    type Object = JsonObject<'j>;

    fn value<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Error> {
        value.serialize(&mut serde_json::Serializer::new(&mut self.bytes))
    }

    fn text(self, text: &str) -> Result<(), Error> {
        self.put_text(text)
    }

    fn list<'v, T: Model>(self, items: impl Iterator<Item = &'v T>) -> Result<(), Error> {
        let start = self.bytes.len();
        for item in items {
            self.bytes.push(b',');
            item.write(&mut *self)?;
        }
        self.enclose(start, *b"[]");
        Ok(())
    }

    fn map<'v, K: Key, T: Model>(self, entries: impl Iterator<Item = (&'v K, &'v T)>) -> Result<(), Error> {
        let start = self.bytes.len();
        for (key, value) in entries {
            self.bytes.push(b',');
            self.put_key(key)?;
            self.bytes.push(b':');
            value.write(&mut *self)?;
        }
        self.enclose(start, *b"{}");
        Ok(())
    }

    fn object(self) -> Result<JsonObject<'j>, Error> {
        Ok(JsonObject { start: self.bytes.len(), to: self })
    }
}

/// An object that is being written.
#[derive(Debug)]
pub struct JsonObject<'j> {
    to: &'j mut JsonText,
    start: usize,
}

impl Object for JsonObject<'_> {
    type Ok = ();
    type Error = Error;

    #[inline(always)]
    fn field<T: Written + ?Sized>(&mut self, _: &'static str, joined: &'static str, value: &T) -> Result<(), Error> {
        self.to.bytes.extend_from_slice(joined.as_bytes());
        value.write(&mut *self.to)
    }

    fn entry<T: Written + ?Sized>(&mut self, name: &str, value: &T) -> Result<(), Error> {
        self.to.bytes.push(b',');
        self.to.put_text(name)?;
        self.to.bytes.push(b':');
        value.write(&mut *self.to)
    }

    fn addition(&mut self, stored: &dyn Stored) -> Result<(), Error> {
        stored.write_json(self)
    }

    fn end(self) -> Result<(), Error> {
        self.to.enclose(self.start, *b"{}");
        Ok(())
    }
}

/// How many bytes of a text are looked at at once.
const CHUNK: usize = 16;

/// Whether bytes need no escapes. It has no branch, so that the compiler looks at all of them at once: a quote is the one byte that this
/// bit brings next to the control characters.
#[inline(always)]
fn are_plain(bytes: &[u8; CHUNK]) -> bool {
    bytes.iter().fold(true, |plain, byte| plain & (byte ^ 0x02 > b' ') & (*byte != b'\\'))
}
