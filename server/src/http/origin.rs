//! Under which addresses the server is reached, and so which pages may talk to it.
//!
//! The list is exact: scheme, host and port as a browser sends them, nothing is matched in part.

use crate::config::PublicUrl;
use std::collections::BTreeSet;
use std::net::{IpAddr, SocketAddr};

/// The server's addresses.
#[derive(Clone, Debug)]
pub struct Base {
    url: String,
    secure: bool,
    origins: BTreeSet<String>,
}

impl Base {
    /// The addresses of a server that listens at `listen`. `local` are the machine's own addresses
    /// and names: they count where it listens on all of them.
    #[must_use]
    pub fn new(listen: SocketAddr, tls: bool, public: Option<&PublicUrl>, local: &[String]) -> Self {
        let scheme = if tls { "https" } else { "http" };
        let origin = |host: &str| origin(scheme, host, listen.port());
        let mut hosts: Vec<String> = Vec::new();
        let ip = listen.ip();
        if ip.is_unspecified() {
            hosts.extend(local.iter().cloned());
        } else {
            hosts.push(bracketed(ip));
        }
        if ip.is_loopback() || ip.is_unspecified() {
            hosts.extend(["127.0.0.1", "localhost", "[::1]"].map(str::to_owned));
        }
        let mut origins: BTreeSet<String> = hosts.iter().map(|host| origin(host)).collect();
        let url = public.map_or_else(|| origin(&hosts[0]), |public| public.as_str().to_owned());
        origins.insert(url.clone());
        Self { secure: url.starts_with("https://") || tls, url, origins }
    }

    /// The address to print, without a slash at the end.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Whether browsers reach the server over TLS, so that cookies can demand it.
    #[must_use]
    pub const fn is_secure(&self) -> bool {
        self.secure
    }

    /// Whether a page of this origin may talk to the server.
    #[must_use]
    pub fn accepts(&self, origin: &str) -> bool {
        self.origins.contains(origin)
    }

    /// The accepted origins.
    pub fn origins(&self) -> impl Iterator<Item = &str> {
        self.origins.iter().map(String::as_str)
    }
}

/// An address as it stands in a URL.
#[must_use]
pub(super) fn bracketed(ip: IpAddr) -> String {
    match ip {
        IpAddr::V4(v4) => v4.to_string(),
        IpAddr::V6(v6) => format!("[{v6}]"),
    }
}

/// An origin as a browser sends it: without the scheme's default port.
fn origin(scheme: &str, host: &str, port: u16) -> String {
    match (scheme, port) {
        ("http", 80) | ("https", 443) => format!("{scheme}://{host}"),
        _ => format!("{scheme}://{host}:{port}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn base(listen: &str, tls: bool, public: Option<&str>) -> Base {
        let public = public.map(|url| url.parse::<PublicUrl>().unwrap());
        Base::new(listen.parse().unwrap(), tls, public.as_ref(), &["10.1.2.3".into(), "drill.local".into()])
    }

    #[test]
    fn loopback_accepts_its_own_names_and_nothing_that_looks_like_them() {
        let base = base("127.0.0.1:8080", false, None);
        assert_eq!(base.url(), "http://127.0.0.1:8080");
        assert!(!base.is_secure());
        for good in ["http://127.0.0.1:8080", "http://localhost:8080", "http://[::1]:8080"] {
            assert!(base.accepts(good), "{good}");
        }
        for bad in [
            "null",
            "",
            "http://localhost",
            "http://localhost:8081",
            "https://localhost:8080",
            "http://LOCALHOST:8080",
            "http://a.localhost:8080",
            "http://localhost:8080.evil.example",
            "http://localhost:8080/",
            "http://127.0.0.1:80800",
            "http://10.1.2.3:8080",
        ] {
            assert!(!base.accepts(bad), "{bad}");
        }
    }

    #[test]
    fn all_interfaces_accept_the_machines_own_addresses_and_the_public_one() {
        let base = base("0.0.0.0:443", true, Some("https://drill.example.org"));
        assert_eq!(base.url(), "https://drill.example.org");
        assert!(base.is_secure());
        for good in ["https://10.1.2.3", "https://drill.local", "https://localhost", "https://drill.example.org"] {
            assert!(base.accepts(good), "{good}");
        }
        assert!(!base.accepts("https://0.0.0.0"));
        assert!(!base.accepts("http://10.1.2.3"));
    }
}
