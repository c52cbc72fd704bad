//! Nothing: `Cargo.toml` needs a crate to name the dependencies for.
