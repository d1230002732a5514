//! The filters that ship: what they do with requests and with answers, told by settings and pipelines alone.

mod no_auth;
