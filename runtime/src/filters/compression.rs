//! Smaller answers.

use terrace_model::HeaderDoc;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{And, DefaultPredicate, Predicate, SizeAbove};

use crate::filter::Filter;
use crate::private::header;
use crate::settings::Settings;

/// Compresses answers for clients that can read that (`Accept-Encoding`), by `tower-http`, with gzip.
///
/// Images, streams of events and what is encoded already stay as they are.
///
/// ```
/// use terrace::filters::Compression;
/// use terrace::prelude::*;
/// use terrace::TestClient;
///
/// pipeline! { Front: [Compression = Compression::default()] }
///
/// #[controller(path = "/words")]
/// struct Words;
///
/// #[routes]
/// impl Words {
///     #[index]
///     async fn index(&self) -> String {
///         "word ".repeat(1000)
///     }
/// }
///
/// api! {
///     struct Site at "/";
///     pipeline: Front;
///     controllers: [Words];
/// }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() {
/// let client = TestClient::new(Site::new(()));
/// let answer = client.get("/words").header("accept-encoding", "gzip").await;
/// assert_eq!(answer.header("content-encoding"), Some("gzip"));
/// assert!(answer.bytes().len() < 100);
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Settings)]
#[setting(crate = crate, default)]
pub struct Compression {
    /// Answers of fewer bytes are not compressed: 860 by default. A stream, of which nobody knows how long it is, is.
    pub min_bytes: u16,
}

impl Default for Compression {
    fn default() -> Self {
        Compression { min_bytes: 860 }
    }
}

impl Filter for Compression {
    const HEADERS: &'static [HeaderDoc] = &[header("Content-Encoding")];

    type Layer = CompressionLayer<And<DefaultPredicate, SizeAbove>>;

    fn layer(self) -> Self::Layer {
        CompressionLayer::new().compress_when(DefaultPredicate::new().and(SizeAbove::new(self.min_bytes.into())))
    }
}
