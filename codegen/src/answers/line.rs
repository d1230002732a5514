//! Access lines, as `TERRACE_ACCESS_LOG` has them: one flat JSON object on each.

use serde_json::{Map, Value};

use super::NO_BODY;

/// What stands for what a request has not.
const NONE: &str = "-";

/// The statuses of answers that have no body, whatever their headers say of it.
const NO_CONTENT: [u64; 2] = [204, 304];

/// What one access line says of a request and its answer. It has more to say, which no document does.
pub(super) struct Line {
    /// Whose request it was.
    pub(super) api: String,
    /// The value that chose the API's pipeline, where one did.
    pub(super) pipeline: Option<String>,
    pub(super) method: String,
    /// The template of the path, where one was found.
    pub(super) route: Option<String>,
    /// The version that the request got, where it got one.
    pub(super) version: Option<String>,
    pub(super) status: u16,
    /// The essence of the body's media type, or [`NO_BODY`].
    pub(super) media: String,
}

impl Line {
    /// `None` for what is no access line.
    pub(super) fn parse(text: &str) -> Option<Line> {
        let mut fields: Map<String, Value> = serde_json::from_str(text).ok()?;
        let status = fields.get("status")?.as_u64()?;
        let mut text = |name: &str| match fields.remove(name)? {
            Value::String(text) => Some(text),
            _ => None,
        };
        let some = |text: String| Some(text).filter(|text| text != NONE);
        Some(Line {
            api: text("api")?,
            pipeline: text("pipeline").and_then(some),
            method: text("method")?,
            route: some(text("route")?),
            version: some(text("version")?),
            media: some(text("media_type")?)
                .filter(|_| !NO_CONTENT.contains(&status))
                .unwrap_or_else(|| NO_BODY.to_owned()),
            status: status.try_into().ok()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Line;

    #[test]
    fn a_line_is_read_by_its_fields() {
        let line = r#"{"api":"A","id":"1","method":"GET","path":"/a/b","route":"/a/{x}","operation":"x","version":"-","status":200,"media_type":"text/plain","bytes":2,"seconds":0.1}"#;
        let line = Line::parse(line).expect("an access line");
        assert_eq!((&*line.method, line.route.as_deref(), line.version), ("GET", Some("/a/{x}"), None));
        assert_eq!((line.status, &*line.media), (200, "text/plain"));
    }

    #[test]
    fn what_is_none_is_none() {
        for text in [
            "",
            "{",
            "[]",
            "{}",
            r#"{"api":"A","method":"GET","route":"-","version":"-","status":"200","media_type":"-"}"#,
        ] {
            assert!(Line::parse(text).is_none(), "{text}");
        }
    }
}
