//! The filters that ship: what they do with requests and with answers, told by settings and pipelines alone.

mod access_log;
mod bearer_jwt;
mod compression;
mod cors;
mod keystone;
mod legacy_v2_compatible;
mod limits;
mod no_auth;
mod rate_limit;
mod request_id;
mod set_headers;
mod trusted_proxies;
