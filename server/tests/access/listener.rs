//! Through a real listener: HTTP/1.1, TLS, and a clean stop.

use server::app::App;
use server::config::{Config, Options};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName, pem::PemObject as _};
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

pub(crate) fn config(folder: &Path, tls: &str) -> Config {
    let given = Options {
        listen: Some("127.0.0.1:0".parse().unwrap()),
        data: Some(folder.into()),
        tls: Some(tls.into()),
        ..Options::default()
    };
    Config::resolve(given, Options::default()).unwrap()
}

pub(crate) fn folder() -> PathBuf {
    std::env::temp_dir().join(format!("startex-listener-{}", server::ids::uuid()))
}

async fn ask<S: AsyncRead + AsyncWrite + Unpin>(mut stream: S, request: &str) -> String {
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    // A peer that closes without a TLS goodbye has still answered.
    let _ = tokio::time::timeout(Duration::from_secs(10), stream.read_to_end(&mut answer)).await.unwrap();
    String::from_utf8_lossy(&answer).into_owned()
}

const ABOUT: &str = "GET /api/v1/about HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n";

#[tokio::test]
async fn a_server_starts_answers_refuses_what_is_not_http_and_stops() {
    let folder = folder();
    let app = App::start(&config(&folder, "off")).await.unwrap();
    let (address, shutdown) = (app.address(), app.shutdown().clone());
    assert!(App::start(&config(&folder, "off")).await.is_err(), "the folder has one server at a time");
    assert!(app.set_up_link().await.unwrap().unwrap().starts_with(&format!("http://{address}/setup#")));
    let connect = || async { TcpStream::connect(address).await.unwrap() };
    assert!(ask(connect().await, ABOUT).await.starts_with("HTTP/1.1 200 OK\r\n"));
    let http2 = ask(connect().await, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n").await;
    assert!(!http2.starts_with("HTTP/1.1 2"), "HTTP/2 is not spoken: {http2}");
    let head = format!("GET / HTTP/1.1\r\nx: {}\r\n\r\n", "a".repeat(64 * 1024));
    assert!(ask(connect().await, &head).await.starts_with("HTTP/1.1 431 "), "a head has its limit");
    let refused = ask(connect().await, "GET /api/none HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n").await;
    assert!(refused.starts_with("HTTP/1.1 404 "));
    let metrics = ask(connect().await, "GET /metrics HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n").await;
    assert!(metrics.contains("startex_http_refusals_total{code=\"not_found\"}"), "{metrics}");

    let running = tokio::task::spawn(app.run());
    shutdown.request();
    tokio::time::timeout(Duration::from_secs(10), running).await.unwrap().unwrap().unwrap();
    assert!(TcpStream::connect(address).await.is_err());
    let again = App::start(&config(&folder, "off")).await.unwrap();
    again.shutdown().request();
    again.run().await.unwrap();
    std::fs::remove_dir_all(folder).unwrap();
}

#[tokio::test]
async fn a_device_that_trusts_the_local_authority_gets_a_secure_page() {
    let folder = folder();
    let app = App::start(&config(&folder, "self-signed")).await.unwrap();
    let address = app.address();
    let authority = app.context().authority.clone().unwrap();
    assert_eq!(app.context().fingerprint.as_ref().unwrap().len(), 32 * 3 - 1);
    assert!(app.context().base.url().starts_with("https://"));

    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from_pem_slice(authority.as_bytes()).unwrap()).unwrap();
    let provider = Arc::new(tokio_rustls::rustls::crypto::ring::default_provider());
    let client = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    let client = Arc::new(client.with_root_certificates(roots).with_no_client_auth());
    for name in ["127.0.0.1", "localhost"] {
        let stream = TcpStream::connect(address).await.unwrap();
        let name = ServerName::try_from(name).unwrap();
        let stream = TlsConnector::from(Arc::clone(&client)).connect(name, stream).await.unwrap();
        let answer = ask(stream, "GET /ca.crt HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n").await;
        assert!(answer.contains("application/x-x509-ca-cert") && answer.contains("BEGIN CERTIFICATE"), "{answer}");
    }
    let other = TcpStream::connect(address).await.unwrap();
    let name = ServerName::try_from("other.example").unwrap();
    assert!(TlsConnector::from(client).connect(name, other).await.is_err(), "not for other names");
    app.shutdown().request();
    app.run().await.unwrap();
    std::fs::remove_dir_all(folder).unwrap();
}
