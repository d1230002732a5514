//! What is said of something that should be used no more: days of the calendar in their order, and a link that is a URL.

use syn::LitStr;
use terrace_model::Day;

use crate::errors::Errors;
use crate::parse::notice::Notice as Written;

/// Days are as written: `expand` writes them so.
#[derive(Clone, Default)]
pub(crate) struct Notice {
    pub(crate) deprecated: Option<String>,
    pub(crate) sunset: Option<String>,
    pub(crate) link: Option<String>,
}

pub(crate) fn check(written: &Written, errors: &Errors) -> Notice {
    let (on, sunset) = (written.on.as_ref(), written.sunset.as_ref());
    let days = (on.and_then(|on| day(on, errors)), sunset.and_then(|sunset| day(sunset, errors)));
    if let ((Some(from), Some(to)), Some(sunset)) = (days, sunset)
        && to.is_before(from)
    {
        let message = format!(
            "it ends on {to} and is deprecated only on {from}\nhelp: clients are warned before the end; let `sunset` come after `on`"
        );
        errors.on(sunset, message);
    }
    Notice {
        deprecated: days.0.map(|day| day.to_string()),
        sunset: days.1.map(|day| day.to_string()),
        link: written.link.as_ref().and_then(|link| url(link, errors)),
    }
}

/// A day that headers can say.
fn day(literal: &LitStr, errors: &Errors) -> Option<Day> {
    let text = literal.value();
    match Day::parse(&text) {
        Some(day) if day.unix() >= 0 => Some(day),
        _ => {
            errors.on(literal, format!("`{text}` is not a day\nhelp: write year, month and day: `\"2025-01-31\"`"));
            None
        }
    }
}

/// A URL as `Link` has it (RFC 8288).
pub(super) fn url(literal: &LitStr, errors: &Errors) -> Option<String> {
    let text = literal.value();
    if !is_url(&text) {
        errors.on(literal, format!("`{text}` is no URL\nhelp: write one like `https://example.com/news`, escaped"));
        return None;
    }
    Some(text)
}

/// Whether a text is a URL of the web, or a path of the host that says it.
pub(super) fn is_url(text: &str) -> bool {
    let begins = text.starts_with("https://") || text.starts_with("http://") || text.starts_with('/');
    begins && text.bytes().all(|byte| byte.is_ascii_graphic() && !b"<>\"\\^`{|}".contains(&byte))
}
