//! Where the names of the prelude and of crates mean something else.
#![deny(warnings)]
#![allow(dead_code, reason = "they only stand in the way")]

struct Option;
struct Result;
struct String;
struct Vec;
mod core {}
mod std {}
mod specwright_runtime {}

::specwright_macros::client!(pub mod good = "specs/good.yaml");

fn main() {
    let request = good::operations::Get::new("x");
    ::std::println!("{request:?}");
}
