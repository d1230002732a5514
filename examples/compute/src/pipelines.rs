//! What stands before the APIs, in the order of Nova's `api-paste.ini`.

use terrace::filters::{AccessLog, AuthToken, FaultWrap, KeystoneContext, NoAuth, RequestId, SizeLimit};
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

pipeline! {
    /// Everybody is who Keystone says they are.
    pub Keystone: [
        RequestId = RequestId::default(),
        FaultWrap,
        SizeLimit = SizeLimit { body_bytes: 114_688 },
        AuthToken,
        KeystoneContext,
        AccessLog = AccessLog::default(),
    ]
}
