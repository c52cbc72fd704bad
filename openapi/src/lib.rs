//! The bridge to OpenAPI: documents of others become specs, specs become documents.
//!
//! Text in, text out; nothing here prints, exits or fetches.

pub mod export;
pub mod import;
pub mod yaml;
