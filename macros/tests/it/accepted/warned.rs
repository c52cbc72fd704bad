//! A warning in a spec is no lint.
#![deny(warnings)]

specwright_macros::client!(mod warned = "specs/warned.yaml");

fn main() {
    println!("{:?}", warned::operations::Get::new());
}
