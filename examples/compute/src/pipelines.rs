//! What stands before the APIs, in the order of Nova's `api-paste.ini`.

use terrace::filters::{AccessLog, FaultWrap, NoAuth, RequestId, SizeLimit};
use terrace::prelude::*;

pipeline! {
    /// What needs no token: the version documents.
    pub Open: [FaultWrap]
}

pipeline! {
    /// Everybody is who their token says they are.
    pub NoAuth2: [
        RequestId = RequestId::default(),
        FaultWrap,
        SizeLimit = SizeLimit { body_bytes: 114_688 },
        NoAuth = NoAuth::default(),
        AccessLog = AccessLog::default(),
    ]
}
