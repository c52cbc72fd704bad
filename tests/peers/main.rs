//! The generated clients against what others have written: the vendors' own packages, a Django REST Framework
//! application, an OData server. `.ci/peers` installs and starts these and runs this; nothing here is skipped.

mod pages;
mod records;
mod semver;
mod signatures;

/// Base URL of a peer on loopback, by the variable that has its port.
fn peer(variable: &str) -> String {
    let port = std::env::var(variable).unwrap_or_default();
    assert!(
        port.parse::<u16>().is_ok(),
        "{variable} is no port: run .ci/peers"
    );
    format!("http://127.0.0.1:{port}")
}
