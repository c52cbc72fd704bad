//! The interpreters seen from outside, as generated code sees them.

#![allow(clippy::unwrap_used)]

mod codecs;
mod debug;
mod decode;
mod emitted;
mod encode;
mod errors;
mod foreign;
mod pairs;
mod robust;
mod rows;
mod support;
mod unions;
mod wide;
mod xml;
