//! The server's certificate: the operator's, or one from a local authority that the server makes.
//!
//! Phones need a secure page for wake lock, notifications and work off line, and a drill room has
//! no public name. So the server keeps an authority in `DATA/tls` that devices can be told to
//! trust, and a certificate from it for the names and addresses it is reached under.

use crate::clock::Clock;
use crate::ids;
use anyhow::Context as _;
use rcgen::{
    BasicConstraints, CertificateParams, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair, KeyUsagePurpose,
};
use ring::digest::{SHA256, digest};
use rustls::ServerConfig;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use std::io::Write as _;
use std::net::Ipv4Addr;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

const DAY: Duration = Duration::from_secs(86_400);
/// Life of the authority: a device is told to trust it once.
const AUTHORITY_DAYS: u32 = 3_650;
/// Life of the certificate: phones accept no more than 825 days.
const CERTIFICATE_DAYS: u32 = 800;
/// Age at which a certificate is made anew at start.
const RENEW_AFTER_DAYS: u32 = 700;

/// A certificate with its key, ready to serve.
#[derive(Clone)]
pub struct Identity {
    config: Arc<ServerConfig>,
    fingerprint: String,
    authority: Option<String>,
}

impl std::fmt::Debug for Identity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Identity").field("fingerprint", &self.fingerprint).finish_non_exhaustive()
    }
}

impl Identity {
    /// The operator's certificate chain and key, in PEM.
    ///
    /// # Errors
    /// If a file cannot be read or the two do not belong together.
    pub fn from_files(certificate: &Path, key: &Path) -> anyhow::Result<Self> {
        let chain = std::fs::read(certificate).with_context(|| format!("cannot read {}", certificate.display()))?;
        let key = std::fs::read(key).with_context(|| format!("cannot read {}", key.display()))?;
        Self::from_pem(&chain, &key, None)
    }

    /// A certificate for `names` (host names and addresses) from the authority in `folder`, both
    /// made where they are missing, too old, or for other names.
    ///
    /// # Errors
    /// If the folder cannot be written.
    pub fn self_signed(folder: &Path, names: &[String], clock: &Clock) -> anyhow::Result<Self> {
        std::fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
        let [authority, authority_key] = ["ca.pem", "ca.key.pem"].map(|file| folder.join(file));
        let [certificate, key, made_for] =
            ["server.pem", "server.key.pem", "server.names"].map(|file| folder.join(file));
        let today = u32::try_from(clock.now().0 / 86_400_000).unwrap_or_default();
        if !authority.exists() || !authority_key.exists() {
            let signer = KeyPair::generate()?;
            write_private(&authority_key, &signer.serialize_pem())?;
            std::fs::write(&authority, authority_params(today)?.self_signed(&signer)?.pem())?;
            // What the former authority signed is worth nothing now.
            let _ = std::fs::remove_file(&made_for);
        }
        let fresh = std::fs::read_to_string(&made_for).is_ok_and(|text| is_fresh(&text, names, today));
        if !fresh {
            let signer = KeyPair::from_pem(&std::fs::read_to_string(&authority_key)?)?;
            let params = authority_params(today)?;
            let leaf = KeyPair::generate()?;
            let signed = leaf_params(names, today)?.signed_by(&leaf, &Issuer::from_params(&params, signer))?;
            write_private(&key, &leaf.serialize_pem())?;
            std::fs::write(&certificate, signed.pem())?;
            std::fs::write(&made_for, format!("{today}\n{}", names.join("\n")))?;
        }
        let authority = std::fs::read_to_string(&authority)?;
        Self::from_pem(&std::fs::read(&certificate)?, &std::fs::read(&key)?, Some(authority))
    }

    fn from_pem(chain: &[u8], key: &[u8], authority: Option<String>) -> anyhow::Result<Self> {
        let chain: Vec<CertificateDer<'static>> =
            CertificateDer::pem_slice_iter(chain).collect::<Result<_, _>>().context("the certificate is not PEM")?;
        let key = PrivateKeyDer::from_pem_slice(key).context("the key is not PEM")?;
        let leaf = chain.first().context("the certificate file holds none")?;
        let fingerprint = colons(digest(&SHA256, leaf).as_ref());
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let mut config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()?
            .with_no_client_auth()
            .with_single_cert(chain, key)
            .context("certificate and key do not belong together")?;
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Ok(Self { config: Arc::new(config), fingerprint, authority })
    }

    /// What the listener needs.
    pub(super) fn config(&self) -> Arc<ServerConfig> {
        Arc::clone(&self.config)
    }

    /// SHA-256 of the certificate, as browsers show it.
    #[must_use]
    pub fn fingerprint(&self) -> &str {
        &self.fingerprint
    }

    /// The local authority's certificate in PEM, if there is one.
    #[must_use]
    pub fn authority(&self) -> Option<&str> {
        self.authority.as_deref()
    }
}

fn is_fresh(made_for: &str, names: &[String], today: u32) -> bool {
    let Some((day, list)) = made_for.split_once('\n') else { return false };
    day.parse::<u32>().is_ok_and(|day| today < day + RENEW_AFTER_DAYS) && list == names.join("\n")
}

fn authority_params(today: u32) -> anyhow::Result<CertificateParams> {
    let mut params = CertificateParams::new(Vec::new())?;
    params.distinguished_name.push(DnType::CommonName, "Startex local authority");
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    valid(&mut params, today, AUTHORITY_DAYS);
    Ok(params)
}

fn leaf_params(names: &[String], today: u32) -> anyhow::Result<CertificateParams> {
    let mut params = CertificateParams::new(names.to_vec())?;
    params.distinguished_name.push(DnType::CommonName, "Startex");
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    params.use_authority_key_identifier_extension = true;
    valid(&mut params, today, CERTIFICATE_DAYS);
    Ok(params)
}

/// From yesterday, so that a tablet whose clock is a little late accepts it.
fn valid(params: &mut CertificateParams, today: u32, days: u32) {
    let epoch = rcgen::date_time_ymd(1970, 1, 1);
    params.not_before = epoch + DAY * today.saturating_sub(1);
    params.not_after = epoch + DAY * (today + days);
}

fn write_private(path: &Path, text: &str) -> anyhow::Result<()> {
    let mut file = std::fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(path)?;
    file.write_all(text.as_bytes())?;
    Ok(file.sync_all()?)
}

fn colons(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| ids::hex(&[*byte]).to_uppercase()).collect::<Vec<_>>().join(":")
}

/// The machine's own IPv4 addresses, as the kernel's routing table lists them.
#[must_use]
pub fn local_addresses() -> Vec<Ipv4Addr> {
    let table = std::fs::read_to_string("/proc/net/fib_trie").unwrap_or_default();
    let mut found = Vec::new();
    let mut last = None;
    for line in table.lines().map(str::trim) {
        if let Some(address) = line.strip_prefix("|-- ") {
            last = address.parse::<Ipv4Addr>().ok();
        } else if line == "/32 host LOCAL"
            && let Some(address) = last.filter(|address| !address.is_loopback() && !found.contains(address))
        {
            found.push(address);
        }
    }
    found
}

/// The machine's name.
#[must_use]
pub fn local_host_name() -> Option<String> {
    let name = std::fs::read_to_string("/proc/sys/kernel/hostname").ok()?.trim().to_ascii_lowercase();
    (!name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-'))).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_authority_stays_and_the_certificate_follows_the_names() {
        let folder = std::env::temp_dir().join(format!("startex-tls-{}", ids::uuid()));
        let clock = Clock::system();
        let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        let first = Identity::self_signed(&folder, &names(&["10.0.0.1", "drill.local"]), &clock).unwrap();
        let again = Identity::self_signed(&folder, &names(&["10.0.0.1", "drill.local"]), &clock).unwrap();
        let moved = Identity::self_signed(&folder, &names(&["10.0.0.2"]), &clock).unwrap();
        assert_eq!(first.fingerprint(), again.fingerprint());
        assert_ne!(first.fingerprint(), moved.fingerprint());
        assert_eq!(first.authority(), moved.authority());
        assert_eq!(first.fingerprint().len(), 32 * 3 - 1);
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn a_certificate_is_renewed_before_it_ends() {
        let names = ["a".to_owned(), "b".to_owned()];
        assert!(is_fresh("100\na\nb", &names, 799));
        assert!(!is_fresh("100\na\nb", &names, 800));
        assert!(!is_fresh("100\na", &names, 101));
        assert!(!is_fresh("", &names, 101));
    }
}
