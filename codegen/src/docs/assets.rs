//! What the page is made of: its own style and scripts, and Swagger UI as it is distributed.

use std::sync::{Arc, LazyLock};

use utoipa_swagger_ui::Config;

use super::file::{File, digest};

const SCRIPT: &str = "text/javascript; charset=utf-8";
const STYLE: &str = "text/css; charset=utf-8";

/// The page's own files.
const OWN: [(&str, &str, &str); 5] = [
    ("page.css", STYLE, include_str!("assets/page.css")),
    ("page.js", SCRIPT, include_str!("assets/page.js")),
    ("search.js", SCRIPT, include_str!("assets/search.js")),
    ("changes.js", SCRIPT, include_str!("assets/changes.js")),
    ("viewer.js", SCRIPT, include_str!("assets/viewer.js")),
];

/// What it needs of the viewer's.
const VIEWER: [(&str, &str); 2] = [("swagger-ui.css", STYLE), ("swagger-ui-bundle.js", SCRIPT)];

pub(super) struct Assets {
    /// Of all of them: it stands in their paths, so that a browser that has one never asks for it again.
    digest: String,
    files: Vec<(&'static str, File)>,
}

impl Assets {
    pub(super) fn shared() -> &'static Assets {
        static SHARED: LazyLock<Assets> = LazyLock::new(Assets::make);
        &SHARED
    }

    fn make() -> Self {
        let own = OWN.map(|(name, media_type, text)| (name, File::new(media_type, text.as_bytes())));
        let viewer = VIEWER.map(|(name, media_type)| (name, of_viewer(name, media_type)));
        let files: Vec<_> = own.into_iter().chain(viewer).map(|(name, file)| (name, file.unchanging())).collect();
        let mut digest = digest(files.iter().map(|(_, file)| file.gzip()));
        digest.truncate(16);
        Assets { digest, files }
    }

    pub(super) fn digest(&self) -> &str {
        &self.digest
    }

    /// The file of a path, which is its digest and its name.
    pub(super) fn find(&self, path: &str) -> Option<&File> {
        let name = path.strip_prefix(&*self.digest)?.strip_prefix('/')?;
        self.files.iter().find(|(known, _)| *known == name).map(|(_, file)| file)
    }
}

fn of_viewer(name: &str, media_type: &'static str) -> File {
    let found = utoipa_swagger_ui::serve(name, Arc::new(Config::default()));
    let file = found.ok().flatten().expect("the distribution has its script and its style");
    if file.gzpipped {
        File::compressed(media_type, file.bytes.into_owned().into())
    } else {
        File::new(media_type, &file.bytes)
    }
}
