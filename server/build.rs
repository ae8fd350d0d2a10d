//! The web client is embedded from `web-client/dist`. A folder that is missing is made empty, so
//! that rules and server can be built and tested without Node.js; `make build` fills it first, and
//! a change in it embeds it anew.

#[expect(clippy::print_stdout, reason = "this is how a build script speaks to cargo")]
fn main() -> std::io::Result<()> {
    let dist = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../web-client/dist");
    std::fs::create_dir_all(&dist)?;
    println!("cargo::rerun-if-changed={}", dist.display());
    Ok(())
}
