//! The two cookies: the session, and the device that a seat card is bound to.
//!
//! Under TLS their names begin with `__Host-`, which browsers accept only from this host, over TLS
//! and for the whole of it. Neither can be read by a page, neither is sent from another site.

use axum::http::header::COOKIE;
use axum::http::{HeaderMap, HeaderValue};
use std::time::Duration;

/// Which cookie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cookie {
    /// Secret of the session.
    Session,
    /// Secret of the device.
    Device,
}

impl Cookie {
    const fn name(self, secure: bool) -> &'static str {
        match (self, secure) {
            (Self::Session, true) => "__Host-startex",
            (Self::Session, false) => "startex",
            (Self::Device, true) => "__Host-startex-device",
            (Self::Device, false) => "startex-device",
        }
    }

    /// The value that a request brings. Values that this server did not make are left out.
    #[must_use]
    pub(super) fn read(self, headers: &HeaderMap, secure: bool) -> Option<String> {
        let pairs = headers.get_all(COOKIE).into_iter().filter_map(|value| value.to_str().ok());
        let mut values = pairs.flat_map(|text| text.split(';')).filter_map(|pair| pair.trim().split_once('='));
        let (_, value) = values.find(|(name, _)| *name == self.name(secure))?;
        let ours = value.len() == 64 && value.bytes().all(|b| b.is_ascii_hexdigit());
        ours.then(|| value.to_owned())
    }

    /// The header that sets it.
    #[must_use]
    pub(super) fn set(self, value: &str, lasts: Duration, secure: bool) -> Option<HeaderValue> {
        let (name, flags) = (self.name(secure), if secure { "; Secure" } else { "" });
        let seconds = lasts.as_secs();
        let text = format!("{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Strict{flags}");
        HeaderValue::from_str(&text).ok()
    }

    /// The header that clears it.
    #[must_use]
    pub(super) fn clear(self, secure: bool) -> Option<HeaderValue> {
        self.set("", Duration::ZERO, secure)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags_follow_the_scheme() {
        let set = |secure| Cookie::Session.set("ab", Duration::from_secs(60), secure).unwrap();
        assert_eq!(set(false), "startex=ab; Path=/; Max-Age=60; HttpOnly; SameSite=Strict");
        assert_eq!(set(true), "__Host-startex=ab; Path=/; Max-Age=60; HttpOnly; SameSite=Strict; Secure");
    }

    #[test]
    fn only_a_value_of_our_own_making_is_read() {
        let secret = "0123456789abcdef".repeat(4);
        let mut headers = HeaderMap::new();
        headers.append(COOKIE, HeaderValue::from_str(&format!("x=1; startex={secret}")).unwrap());
        headers.append(COOKIE, HeaderValue::from_static("startex-device=short"));
        assert_eq!(Cookie::Session.read(&headers, false), Some(secret));
        assert_eq!(Cookie::Session.read(&headers, true), None);
        assert_eq!(Cookie::Device.read(&headers, false), None);
    }
}
