//! Policies: what rules say, held against oslo.policy's own answers, and which files of them are refused.

mod declared;
mod files;
mod language;
mod table;
mod unknown;
