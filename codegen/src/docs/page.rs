//! The page itself. What it says of an API is escaped; all else comes with its scripts.

use core::fmt::Write;

use super::versions::{Listed, Versions};

/// The page, whose files are below a digest.
pub(super) fn page(versions: &Versions, digest: &str) -> String {
    let titles: Vec<_> = versions.apis().iter().map(Listed::title).collect();
    let title = escaped(&titles.join(", "));
    let (options, documents) = (options(versions), documents(versions));
    let newest = versions.apis().iter().find_map(|api| api.versions.last());
    let newest = newest.map(|entry| escaped(&entry.place)).unwrap_or_default();
    format!(
        r##"<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="assets/{digest}/swagger-ui.css">
<link rel="stylesheet" href="assets/{digest}/page.css">
<script src="assets/{digest}/swagger-ui-bundle.js" defer></script>
<script src="assets/{digest}/page.js" type="module"></script>
</head>
<body>
<a class="skip" id="skip" href="#content">Skip to content</a>
<header>
<h1>{title}</h1>
<div>
<label for="version">Version</label>
<select id="version">
{options}</select>
</div>
<nav aria-label="Views">
<a id="to-reference" href="#/">Reference</a>
<a id="to-changes" href="#/">What changed</a>
<a id="to-document" href="openapi/{newest}.json">Document</a>
</nav>
<search>
<label for="query">Search operations and models</label>
<input id="query" type="search" autocomplete="off" spellcheck="false" aria-controls="results" aria-describedby="found">
<p id="found" role="status"></p>
<ul id="results" aria-label="Found" hidden></ul>
</search>
</header>
<main id="content" tabindex="-1">
<p id="notice" role="status"></p>
<section id="changes" aria-labelledby="changes-title" hidden>
<h2 id="changes-title" tabindex="-1">What changed</h2>
<label for="since">Since</label>
<select id="since"></select>
<div id="changes-list"></div>
</section>
<section id="reference" aria-label="Reference"></section>
<noscript>
<p>This page needs JavaScript. The documents, in OpenAPI:</p>
<ul>
{documents}</ul>
</noscript>
</main>
</body>
</html>
"##
    )
}

/// Every version, the newest first; of several APIs, below the API's title. The newest is chosen.
fn options(versions: &Versions) -> String {
    let several = versions.apis().len() > 1;
    let mut options = String::new();
    let mut chosen = " selected";
    for api in versions.apis() {
        if several {
            push(&mut options, format_args!("<optgroup label=\"{}\">\n", escaped(api.title())));
        }
        for entry in api.versions.iter().rev() {
            let (place, label) = (escaped(&entry.place), escaped(entry.label()));
            let lapse = if entry.is_deprecated() { " (deprecated)" } else { "" };
            push(
                &mut options,
                format_args!("<option value=\"{place}\" data-label=\"{label}\"{chosen}>{label}{lapse}</option>\n"),
            );
            chosen = "";
        }
        if several {
            options.push_str("</optgroup>\n");
        }
    }
    options
}

fn documents(versions: &Versions) -> String {
    let mut documents = String::new();
    for entry in versions.apis().iter().flat_map(|api| api.versions.iter().rev()) {
        let place = escaped(&entry.place);
        push(&mut documents, format_args!("<li><a href=\"openapi/{place}.json\">{place}</a></li>\n"));
    }
    documents
}

fn push(text: &mut String, more: core::fmt::Arguments<'_>) {
    text.write_fmt(more).expect("text is written to");
}

/// A text as HTML has it, in elements and in attributes.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for found in text.chars() {
        match found {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            found => escaped.push(found),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn what_html_would_read_is_escaped() {
        assert_eq!(escaped(r#"<b class="a">Q&A's</b>"#), "&lt;b class=&quot;a&quot;&gt;Q&amp;A&#39;s&lt;/b&gt;");
    }
}
