//! Makes sure that the folder of the built web client exists, so that the server compiles without
//! Node.js: it then serves one page that says how to build the client.

use std::path::Path;

const PLACEHOLDER: &str = "<!doctype html><html lang=\"zh\"><meta charset=\"utf-8\"><title>Startex 演练 EXERCISE</title>\
<h1>演练 EXERCISE</h1><p>网页客户端尚未构建：请运行 <code>make build</code>。</p>\
<p>The web client is not built: run <code>make build</code>.</p></html>\n";

fn main() -> std::io::Result<()> {
    let dist = Path::new(env!("CARGO_MANIFEST_DIR")).join("../web-client/dist");
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed={}", dist.display());
    let index = dist.join("index.html");
    if !index.exists() {
        std::fs::create_dir_all(&dist)?;
        std::fs::write(index, PLACEHOLDER)?;
    }
    Ok(())
}
