//! How the server is set up: flags, then `STARTEX_*` variables, then `startex.toml`, then defaults.
//! Each option is resolved once, here; nothing else reads the environment.

use crate::telemetry::LogFormat;
use protocol::text::Language;
use serde::Deserialize;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::str::FromStr;

/// Name of the file that is read from the working directory if it exists.
pub const FILE_NAME: &str = "startex.toml";
/// Where the server listens unless told otherwise: this machine only.
pub const DEFAULT_LISTEN: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 8080);
/// Where exercises live unless told otherwise.
pub const DEFAULT_DATA: &str = "./startex-data";

/// Why a configuration was refused.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file cannot be read.
    #[error("cannot read {path}")]
    Read {
        /// Which.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// The file is not what it should be.
    #[error("{path} is wrong")]
    Parse {
        /// Which.
        path: PathBuf,
        /// Where and why.
        #[source]
        source: toml::de::Error,
    },
    /// An option's value is not one.
    #[error("{0}")]
    Value(String),
}

/// One layer of options: what flags and variables gave, or what the file holds.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Options {
    /// Address and port.
    pub listen: Option<SocketAddr>,
    /// Data folder.
    pub data: Option<PathBuf>,
    /// Address under which clients reach the server, where it differs from `listen`.
    pub public_url: Option<String>,
    /// `off`, `self-signed` or `CERT,KEY`.
    pub tls: Option<String>,
    /// Form of log lines.
    pub log: Option<LogFormat>,
    /// Language of whoever has not chosen one.
    pub language: Option<Language>,
    /// Archive of map tiles.
    pub tiles: Option<PathBuf>,
}

/// How connections are protected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tls {
    /// Plain HTTP.
    Off,
    /// A certificate from a local authority that the server makes itself.
    SelfSigned,
    /// The operator's own certificate.
    Files {
        /// PEM chain.
        certificate: PathBuf,
        /// PEM key.
        key: PathBuf,
    },
}

impl FromStr for Tls {
    type Err = Error;
    fn from_str(text: &str) -> Result<Self, Error> {
        match text {
            "off" => Ok(Self::Off),
            "self-signed" => Ok(Self::SelfSigned),
            files => match files.split_once(',') {
                Some((certificate, key)) if !certificate.is_empty() && !key.is_empty() => {
                    Ok(Self::Files { certificate: certificate.into(), key: key.into() })
                }
                _ => Err(Error::Value(format!("--tls takes off, self-signed or CERT,KEY, not {text:?}"))),
            },
        }
    }
}

/// Where other programs reach this server: scheme and authority, nothing else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicUrl(String);

impl PublicUrl {
    /// The address without a slash at the end.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
    /// Whether browsers reach it over TLS.
    #[must_use]
    pub fn is_https(&self) -> bool {
        self.0.starts_with("https://")
    }
    /// The host without port and brackets.
    #[must_use]
    pub fn host(&self) -> &str {
        let authority = self.0.split_once("://").map_or("", |(_, rest)| rest);
        if let Some(v6) = authority.strip_prefix('[') {
            return v6.split(']').next().unwrap_or_default();
        }
        authority.split(':').next().unwrap_or_default()
    }
}

impl FromStr for PublicUrl {
    type Err = Error;
    fn from_str(text: &str) -> Result<Self, Error> {
        let url = text.trim_end_matches('/').to_ascii_lowercase();
        let wrong = || Error::Value(format!("--public-url takes https://host or http://host:port, not {text:?}"));
        let (scheme, authority) = url.split_once("://").ok_or_else(wrong)?;
        let plain = authority.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':' | '[' | ']'));
        if !matches!(scheme, "http" | "https") || authority.is_empty() || !plain {
            return Err(wrong());
        }
        // Browsers leave the default port out of the origin, so it must not stand in the list.
        let default_port = if scheme == "https" { ":443" } else { ":80" };
        let authority = authority.strip_suffix(default_port).unwrap_or(authority);
        Ok(Self(format!("{scheme}://{authority}")))
    }
}

/// The resolved configuration.
#[derive(Clone, Debug)]
pub struct Config {
    /// Address and port; port 0 takes a free one.
    pub listen: SocketAddr,
    /// Data folder.
    pub data: PathBuf,
    /// Address for clients, if it was given.
    pub public_url: Option<PublicUrl>,
    /// Protection of connections.
    pub tls: Tls,
    /// Form of log lines.
    pub log: LogFormat,
    /// Language of whoever has not chosen one.
    pub language: Language,
    /// Archive of map tiles (PMTiles), where the site has one.
    pub tiles: Option<PathBuf>,
}

impl Config {
    /// Lays `given` (flags and variables) over `file` over the defaults.
    ///
    /// # Errors
    /// [`Error::Value`] for an option that cannot be read.
    pub fn resolve(given: Options, file: Options) -> Result<Self, Error> {
        let listen = given.listen.or(file.listen).unwrap_or(DEFAULT_LISTEN);
        let tls = match given.tls.or(file.tls) {
            Some(text) => text.parse()?,
            None if listen.ip().is_loopback() => Tls::Off,
            None => Tls::SelfSigned,
        };
        Ok(Self {
            listen,
            data: given.data.or(file.data).unwrap_or_else(|| DEFAULT_DATA.into()),
            public_url: given.public_url.or(file.public_url).map(|url| url.parse()).transpose()?,
            tls,
            log: given.log.or(file.log).unwrap_or_default(),
            language: given.language.or(file.language).unwrap_or_default(),
            tiles: given.tiles.or(file.tiles),
        })
    }
}

impl Options {
    /// Reads a configuration file; a missing one is empty unless it was asked for by name.
    ///
    /// # Errors
    /// [`Error::Read`] and [`Error::Parse`], with line and column.
    pub fn from_file(path: Option<&Path>) -> Result<Self, Error> {
        let (path, must_exist) = path.map_or((Path::new(FILE_NAME), false), |path| (path, true));
        let text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound && !must_exist => return Ok(Self::default()),
            Err(source) => return Err(Error::Read { path: path.into(), source }),
        };
        toml::from_str(&text).map_err(|source| Error::Parse { path: path.into(), source })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resolve(given: Options, file: &str) -> Result<Config, Error> {
        Config::resolve(given, toml::from_str(file).unwrap())
    }

    #[test]
    fn flags_win_over_the_file_and_the_file_over_defaults() {
        let given = Options { listen: Some("127.0.0.1:9000".parse().unwrap()), ..Options::default() };
        let config = resolve(given, "listen = '0.0.0.0:1'\ndata = '/srv/startex'\nlog = 'json'").unwrap();
        assert_eq!(config.listen.port(), 9000);
        assert_eq!(config.data, Path::new("/srv/startex"));
        assert_eq!(config.log, LogFormat::Json);
        assert!(toml::from_str::<Options>("lisen = 1").is_err());
    }

    #[test]
    fn loopback_is_plain_and_any_other_address_is_self_signed_unless_told_otherwise() {
        assert_eq!(resolve(Options::default(), "").unwrap().tls, Tls::Off);
        assert_eq!(resolve(Options::default(), "listen = '0.0.0.0:8443'").unwrap().tls, Tls::SelfSigned);
        assert_eq!(resolve(Options::default(), "listen = '0.0.0.0:80'\ntls = 'off'").unwrap().tls, Tls::Off);
        let files = resolve(Options::default(), "tls = 'a.pem,b.pem'").unwrap().tls;
        assert_eq!(files, Tls::Files { certificate: "a.pem".into(), key: "b.pem".into() });
        assert!(resolve(Options::default(), "tls = 'on'").is_err());
    }

    #[test]
    fn a_public_url_is_an_origin() {
        let url = |text: &str| text.parse::<PublicUrl>();
        assert_eq!(url("https://Drill.Example.org:443/").unwrap().as_str(), "https://drill.example.org");
        assert_eq!(url("http://[::1]:80").unwrap().host(), "::1");
        assert_eq!(url("http://10.0.0.1:8080").unwrap().host(), "10.0.0.1");
        for wrong in ["drill.example.org", "ftp://x", "https://", "https://x/path", "https://a@b", "https://a?b"] {
            assert!(url(wrong).is_err(), "{wrong}");
        }
    }
}
